"""Filing criteria (立项条件): what has to be there before a project is established.

A filing rule names what has to be present, or a condition that has to hold, and what a failure comes to: the filing is sent
back to be completed (补正), returned (退回), not established (不予立项), not issued (暂不下发), or only flagged (提示).

    filing:
      - id: guidebook_complete
        on: project
        require present: [guidebook.content, lead unit]
        otherwise: not issued
        reason: {zh: "项目指导书缺少:{absent}", en: "The guidebook lacks {absent}"}
"""

from __future__ import annotations

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.types import NullType, TextType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Check, Finding
from projgov.rules.core.scope import Binding, Scope
from projgov.rules.kinds.base import Kind, Lowered, Lowering
from projgov.rules.kinds.outcomes import outcome_of
from projgov.rules.kinds.results import check_entries, tallies
from projgov.rules.kinds.written import Expression, Rule, key

NOTHING_REQUIRED = Pattern(
    "F110",
    Bilingual("规则 `{rule}` 没有写要求什么", "the rule `{rule}` requires nothing"),
    Bilingual("写 `require:` 或 `require present:`", "write `require:` or `require present:`"),
)


class Filing(Rule):
    """One filing criterion."""

    require: Expression | None = key("要求", default=None, meaning="a condition that has to hold")
    require_present: list[Expression] = key("要求齐全", default=[], meaning="what has to be filled in")
    otherwise: str = key("否则", default="to complete", meaning="what a failure comes to")


def declare(rule: Filing, lowering: Lowering) -> Binding:
    return lowering.binding(None, check_entries())


def lower(rule: Filing, lowering: Lowering) -> Lowered:
    header = lowering.header()
    required = [lowering.expression(e) for e in rule.require_present]
    conditions: list[Node] = [nodes.Present(node, place=node.place) for node in required]
    if rule.require is not None:
        conditions.append(lowering.condition(rule.require))
    if not conditions:
        lowering.faults.add(NOTHING_REQUIRED, header.place, rule=rule.id)
    holds = conditions[0] if len(conditions) == 1 else nodes.And(tuple(conditions), place=header.place)
    check = Check(
        header.id, header.subject, holds, header.title, lowering.applies(), lowering.judged(), place=header.place
    )
    labelled = list(zip(required, rule.require_present, strict=True))
    zh, en = (_absent(labelled, lowering, language) for language in ("zh", "en"))
    outcome = outcome_of(rule.otherwise, lowering.place_of(("otherwise",)), lowering.faults)
    reason = lowering.message(rule.reason, zh, en)
    finding = Finding(header, (check.id,), outcome, lowering.against(), reason)
    return Lowered(
        tallies(header.id, header.subject, (check.id,), lowering.this(), header.place), (check,), (finding,)
    )


def _absent(required: list[tuple[Node, Expression]], lowering: Lowering, language: str) -> Scope:
    """The scope in which `absent` lists, in `language`, what is not filled in."""
    items = tuple(
        nodes.Case(
            (nodes.Row(nodes.Present(node), nodes.Literal(None, NullType())),),
            nodes.Literal(lowering.label(node, written).in_("zh" if language == "zh" else "en"), TextType()),
            TextType(),
        )
        for node, written in required
    )
    separator = nodes.Literal("、" if language == "zh" else ", ", TextType())
    return lowering.scope.with_locals({"absent": nodes.Call("listing", (separator, *items), TextType())})


KIND = Kind("filing", ("立项条件",), Bilingual("立项条件", "filing criteria"), Filing, declare, lower)
