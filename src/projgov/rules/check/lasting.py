"""Sanctions that last and have no way back.

Most measures are done once they are taken (a reminder, a talk, a circular), or end with the year (being barred from its awards). Listed
supervision (挂牌督办) goes on until it is lifted. Such a rule has a way back where `unless` names what lifts it, where `valid to` ends it, or where what it finds
can cease to be so (a red lamp turns green). It has none where its condition, once it holds, holds for ever: counts of what has
happened (occasions missed, records of a register) only grow, and what is judged on one fixed day stays as it was on that day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from projgov.diagnostics import Bilingual, Diagnostic, Pattern
from projgov.domain.types import RegisterType
from projgov.rules.check.whole import Whole, again, walk
from projgov.rules.core import nodes
from projgov.rules.core.bounds import is_fixed
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Core, Sanction
from projgov.rules.kinds.sanctions import SanctionRule

NO_WAY_BACK = Pattern(
    "L050",
    Bilingual(
        "惩戒 `{rule}`（{measure}）没有解除的办法：条件一旦成立，就一直成立",
        "the sanction `{rule}` ({measure}) has no way back: once its condition holds, it holds for ever",
    ),
    Bilingual(
        "写明什么情况下解除，如 `除非: 计数(免责事由) > 0`；或写 `施行至:`，到期不再惩戒",
        "say what lifts it, as in `unless: count(excuses) > 0`; or with `valid to:` on which day it ends",
    ),
    severity="warning",
)
LASTING = frozenset({"listed"})
"""Measures that go on until they are lifted."""


def lasting(whole: Whole) -> Iterator[Diagnostic]:
    """Sanctions without a way back."""
    reported = whole.reported(Sanction)
    for rule in whole.rules:
        written, output = rule.rule, reported.get(rule.place)
        if not isinstance(written, SanctionRule) or output is None or output.measure.code not in LASTING:
            continue
        if written.unless is not None or written.valid_to is not None:
            continue
        fresh = again(rule)
        judged = fresh.judged()
        fixed = isinstance(judged, nodes.Literal) and isinstance(judged.value, date)
        if fixed or _stays(fresh.condition(written.propose_when), whole.core):
            place = rule.place_of(("propose_when",))
            yield NO_WAY_BACK.at(place, rule=written.id, measure=output.measure.label)


def _stays(condition: Node, core: Core) -> bool:
    """Whether a condition that holds on a day surely holds on every later day."""
    match condition:
        case nodes.And(operands=operands) | nodes.Or(operands=operands):
            return all(_stays(operand, core) for operand in operands)
        case nodes.Compare(operator=">=" | ">", left=left, right=right):
            return _grows(left, core) and is_fixed(right)
        case nodes.Compare(operator="<=" | "<", left=left, right=right):
            return is_fixed(left) and _grows(right, core)
        case nodes.Quantify(quantifier="some", source=source, condition=inner):
            return _is_register(source) and _is_of_the_past(inner)
    return False


def _grows(count: Node, core: Core) -> bool:
    """Whether a number can only become greater as days pass."""
    match count:
        case nodes.Tally(outcome="met" | "unmet"):
            return True
        case nodes.Result(definition=name) if name in core.definitions:
            return _grows(core.definitions[name].body, core)
        case nodes.Aggregate(operator="count", source=source):
            return _is_register(source)
    return False


def _is_register(source: Node) -> bool:
    """Whether a list holds records of what has happened, all of them or those that are of a kind for good."""
    if isinstance(source, nodes.Filter):
        return _is_of_the_past(source.condition) and _is_register(source.source)
    return isinstance(source, nodes.Field) and isinstance(source.type, RegisterType)


def _is_of_the_past(condition: Node) -> bool:
    """Whether what a condition asks of a record never changes: it asks nothing but the record itself."""
    changing = nodes.ValueAt | nodes.Result | nodes.Tally | nodes.Members | nodes.Rank | nodes.Climb
    days = ("as_of", "judged", "subject")
    return not any(
        isinstance(node, changing) or (isinstance(node, nodes.Variable) and node.name in days)
        for node in walk(condition)
    )
