"""Sanctions (惩戒建议): who is proposed for a circular, a talk, a warning, and why.

What a rule finds is a proposal for the deciding body, never a decision. `propose when` is the condition; `unless` names what
stands against it (an excuse that was granted). The measure is one of the outcomes that all kinds know: circular (通报), warn
(预警), talk (约谈), listed (挂牌督办), accountability (问责), award bar (取消评优资格) …
A rule on units or officers is against the subject itself unless `against` names somebody else.

    sanctions:
      - id: weak_progress
        on: unit
        title: {zh: 推进不力, en: Weak progress}
        implements: [zhengfa-37]
        judged: end of year
        propose when: some p in led projects satisfies p.quarter_gates.unmet >= 2
        measure: circular
        reason: {zh: 有项目两个以上季度节点未达到, en: A project missed two quarter gates or more}

Other rules use `weak_progress.proposed`, which is 1 where the sanction is proposed and 0 where not. Undetermined evidence proposes
nothing; the report names what is missing.
"""

from __future__ import annotations

from projgov.diagnostics import Bilingual
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Check, Definition, Sanction
from projgov.rules.core.scope import Binding
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.outcomes import OUTCOMES, outcome_of
from projgov.rules.forms.results import COUNT
from projgov.rules.forms.written import Expression, Rule, key


class SanctionRule(Rule):
    """One sanction."""

    propose_when: Expression = key("建议条件", "情形", meaning="the condition under which it is proposed")
    unless: Expression | None = key(
        "除非", "除外", "例外", default=None, meaning="where true, it is not proposed"
    )
    measure: str = key("措施", options=OUTCOMES, meaning="what is proposed: circular, warn, talk …")


def declare(rule: SanctionRule, lowering: Lowering) -> Binding:
    return lowering.binding(None, {"proposed": COUNT})


def lower(rule: SanctionRule, lowering: Lowering) -> Lowered:
    header = lowering.header()
    condition = lowering.condition(rule.propose_when)
    holds: Node = nodes.Not(condition, place=condition.place)
    if rule.unless is not None:
        holds = nodes.Or((holds, lowering.condition(rule.unless)), place=condition.place)
    applies, judged = lowering.applies(), lowering.judged()
    check = Check(header.id, header.subject, holds, header.title, applies, judged, place=header.place)
    measure = outcome_of(rule.measure, lowering.place_of(("measure",)), lowering.faults)
    proposed = nodes.Tally((check.id,), "unmet", lowering.this(), COUNT, place=header.place)
    count = Definition(f"{header.id}.proposed", header.subject, proposed, COUNT, place=header.place)
    against = lowering.against()
    if against is None and header.subject in ("unit", "officer"):
        against = lowering.this()
    output = Sanction(header, (check.id,), measure, against, lowering.message(rule.reason))
    return Lowered((count,), (check,), (output,))


KIND = Kind("sanctions", ("惩戒建议",), Bilingual("惩戒建议", "sanctions"), SanctionRule, declare, lower)
