"""Conditions that nothing can meet: a rule that never applies, a veto that never falls, a bar that bars nobody.

A single comparison that never holds is told where it stands (T025).
"""

from __future__ import annotations

from collections.abc import Iterator

from projgov.diagnostics import Bilingual, Diagnostic, Pattern
from projgov.domain.types import NumberType
from projgov.reading.tree import Path
from projgov.rules.check.conditions import never
from projgov.rules.check.whole import Whole, again
from projgov.rules.core import nodes
from projgov.rules.core.bounds import decided
from projgov.rules.core.nodes import Node
from projgov.rules.forms.adjustments import Veto
from projgov.rules.forms.amounts import shown
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.written import Expression
from projgov.rules.kinds.awards import AwardRule
from projgov.rules.kinds.points import Points
from projgov.rules.kinds.sanctions import SanctionRule
from projgov.rules.kinds.schedule import Schedule

NEVER_APPLIES = Pattern(
    "L042",
    Bilingual("`{rule}` 的 `{key}` 永远不成立：{so}", "`{key}` of `{rule}` never holds: {so}"),
    Bilingual(
        "改正其中的数或符号；两者有一即可的，用 `or`；不需要的，删去",
        "correct a number or a sign, join with `or` where one of two is enough, or leave it out",
    ),
    severity="warning",
)
VETO_NEVER = Pattern(
    "S030",
    Bilingual(
        "这项一票否决永远不会发生：它的条件不可能成立", "this veto can never fall: its condition cannot hold"
    ),
    Bilingual("改正条件，或删去这项否决", "correct the condition, or leave the veto out"),
    severity="warning",
)
VETO_IDLE = Pattern(
    "S031",
    Bilingual(
        "这项一票否决不起作用：降至 {to}，得分本来最高 {most}",
        "this veto changes nothing: it leaves {to}, and the score is {most} at most",
    ),
    Bilingual("把 `to` 写低", "write a lower `to`"),
    severity="warning",
)
_NO_RULE = Bilingual("这条规则从不适用", "the rule never applies")
_NO_PART = Bilingual("这一项从不适用", "this part of it never applies")
_NOT_BARRED = Bilingual("谁也不会被取消资格", "it bars nobody")
_NOT_PROPOSED = Bilingual("从不提出建议", "it is never proposed")


def vain(whole: Whole) -> Iterator[Diagnostic]:
    """Conditions of rules that never hold."""
    for rule in whole.rules:
        fresh = again(rule)
        for written, path, so in _conditions(rule):
            if _is_vain(fresh.condition(written), whole):
                key = str(path[-1]).replace("_", " ")
                yield NEVER_APPLIES.at(rule.place_of(path), rule=rule.rule.id, key=key, so=so)
        if isinstance(rule.rule, Points):
            for index, veto in enumerate(rule.rule.veto):
                yield from _veto(veto, index, fresh, whole)


def _conditions(rule: Lowering) -> Iterator[tuple[Expression, Path, Bilingual]]:
    """The conditions of a rule and its parts that see nothing but the subject: each with its path, and what comes of it."""
    written = rule.rule
    if written.when is not None and not getattr(written, "each", None):
        yield written.when, ("when",), _NO_RULE
    match written:
        case AwardRule(barred_when=Expression() as condition):
            yield condition, ("barred_when",), _NOT_BARRED
        case SanctionRule(propose_when=condition):
            yield condition, ("propose_when",), _NOT_PROPOSED
        case Points():
            for index, line in enumerate(written.lines):
                if line.when is not None:
                    yield line.when, ("lines", index, "when"), _NO_PART
        case Schedule():
            for index, gate in enumerate(written.gates):
                if gate.when is not None and "due" not in gate.when.text and "期限" not in gate.when.text:
                    yield gate.when, ("gates", index, "when"), _NO_PART


def _is_vain(condition: Node, whole: Whole) -> bool:
    return not _is_told(condition) and never(condition, whole.core)


def _is_told(condition: Node) -> bool:
    """Whether the condition is a comparison of which the types alone tell that it never holds: that has been told."""
    return (
        isinstance(condition, nodes.Compare)
        and isinstance(condition.left.type, NumberType)
        and isinstance(condition.right.type, NumberType)
        and decided(condition.operator, condition.left.type, condition.right.type) is False
    )


def _veto(veto: Veto, index: int, rule: Lowering, whole: Whole) -> Iterator[Diagnostic]:
    place = rule.place_of(("veto", index, "when"))
    if _is_vain(rule.condition(veto.when), whole):
        yield VETO_NEVER.at(place)
        return
    total = whole.core.definitions[rule.rule.id].type
    before = whole.core.definitions.get(f"{rule.rule.id}.subtotal")
    most = total.most if isinstance(total, NumberType) else None
    if before is not None and most is not None and veto.to >= most:
        yield VETO_IDLE.at(rule.place_of(("veto", index, "to")), to=shown(veto.to), most=shown(most))
