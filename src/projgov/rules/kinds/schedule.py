"""Schedules (进度节点): what has to be reached by when, gate by gate.

Each gate has a day on which it is due and something that has to hold, or to be there, by then. Before that day the gate is
pending; from then on it is met or not, and what became true later does not mend it unless the condition itself says so.

    schedule:
      - id: quarter_gates
        on: project
        gates:
          - id: started
            title: {zh: 一季度项目启动, en: started by the end of March}
            due: end of quarter 1
            require: some e in evidence satisfies e.kind = "start" and e.occurred <= due
          - id: over_half_done
            title: {zh: 二季度任务过半, en: over half done by the end of June}
            due: end of quarter 2
            require: progress at due > 50
          - id: documents
            due: 04-30
            require present: [guidebook.schedule, letter.tasks]
            reason: {zh: "缺少:{absent}", en: "Lacking: {absent}"}
        otherwise: warn
        against: lead unit
        reason: {zh: "{gate}:到{due}未达到", en: "Not {gate}"}

Conditions can use `due` (期限). A reason can name `gate` (节点), the gate's title in the language of the reason, `due`, and
`absent` (缺项) where things have to be present; a gate's own reason comes before the rule's.

Other rules can use `quarter_gates.met`, `.unmet` and `.pending`, the numbers of gates, and `quarter_gates.started`: true once
the gate is met, false where it is not, *and false while it is pending*; undetermined where the gate is. A rule for which a
pending gate is not the same as a missed one asks `as_of` too.
"""

from __future__ import annotations

from projgov.diagnostics import LANGUAGES, Bilingual, Language, Pattern
from projgov.domain.types import TextType
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core import nodes
from projgov.rules.core.nodes import BOOLEAN
from projgov.rules.core.program import Check, Definition, Finding, Header, Outcome
from projgov.rules.core.scope import Binding, Scope
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.deadline import JUDGED_WHEN_DUE
from projgov.rules.forms.outcomes import OUTCOMES, outcome_of
from projgov.rules.forms.parts import Part, part_ids
from projgov.rules.forms.requirement import requirement
from projgov.rules.forms.results import check_entries, tallies
from projgov.rules.forms.written import Expression, Rule, Template, key

NO_GATES = Pattern(
    "F140",
    Bilingual("规则 `{rule}` 没有节点", "the rule `{rule}` has no gates"),
    Bilingual("在 `gates:` 下至少写一个节点", "write at least one gate under `gates:`"),
)
EMPTY_GATE = Pattern(
    "F141",
    Bilingual("节点 `{gate}` 没有写要求什么", "the gate `{gate}` requires nothing"),
    Bilingual("写 `require:` 或 `require present:`", "write `require:` or `require present:`"),
)


class Gate(Part):
    """One gate; `rule.gate` tells other rules whether it is met."""

    due: Expression = key("期限", meaning="the day by which the gate has to be reached")
    require: Expression | None = key("要求", default=None, meaning="a condition that has to hold")
    require_present: list[Expression] = key("要求齐全", default=[], meaning="what has to be filled in")
    when: Expression | None = key("适用", default=None, meaning="there is no such gate where this is false")
    reason: Template | None = key("理由", default=None)


class Schedule(Rule):
    """Gates that stand together."""

    gates: list[Gate] = key("节点列表", "节点")
    otherwise: str = key(
        "否则", options=OUTCOMES, default="warn", meaning="what a gate that is not reached comes to"
    )


def declare(rule: Schedule, lowering: Lowering) -> Binding:
    gates = {canonical_name(gate.id): BOOLEAN for gate in rule.gates}
    return lowering.binding(None, {**gates, **check_entries()})


def lower(rule: Schedule, lowering: Lowering) -> Lowered:
    header = lowering.header()
    if not rule.gates:
        lowering.faults.add(NO_GATES, lowering.place_of(("gates",)), rule=rule.id)
    if rule.judged is not None:
        lowering.faults.add(JUDGED_WHEN_DUE, lowering.place_of(("judged",)))
    ids = part_ids(rule.gates, "gates", check_entries(), lowering)
    outcome = outcome_of(rule.otherwise, lowering.place_of(("otherwise",)), lowering.faults)
    pairs = [_gate(rule, index, id_, header, outcome, lowering) for index, id_ in enumerate(ids)]
    checks = tuple(check for check, _ in pairs)
    this = lowering.this()
    met = tuple(
        Definition(
            check.id,
            header.subject,
            nodes.Compare("=", nodes.Tally((check.id,), "met", this), nodes.number(1), place=check.place),
            BOOLEAN,
            place=check.place,
        )
        for check in checks
    )
    counts = tallies(header.id, header.subject, tuple(c.id for c in checks), this, header.place)
    return Lowered((*met, *counts), checks, tuple(finding for _, finding in pairs))


def _gate(
    rule: Schedule, index: int, id_: str, header: Header, outcome: Outcome, lowering: Lowering
) -> tuple[Check, Finding]:
    gate = rule.gates[index]
    place = lowering.place_of(("gates", index, "id"))
    due = lowering.day(gate.due)
    scope = lowering.scope.with_locals({"due": due, "期限": due})
    required = requirement(gate.require, gate.require_present, lowering, scope)
    if not required:
        lowering.faults.add(EMPTY_GATE, place, gate=gate.id)
    check = Check(
        f"{header.id}.{id_}",
        header.subject,
        required.holds(place),
        gate.label,
        lowering.applies(scope, gate.when),
        due,
        place=place,
    )

    def within(language: Language) -> Scope:
        words = nodes.Literal(gate.label.in_(language), TextType())
        return required.scope(scope, language).with_locals({"gate": words, "节点": words})

    zh, en = (within(language) for language in LANGUAGES)
    reason = lowering.message(gate.reason or rule.reason, zh, en)
    return check, Finding(header, (check.id,), outcome, lowering.against(scope), reason)


KIND = Kind("schedule", ("进度节点",), Bilingual("进度节点", "schedule"), Schedule, declare, lower)
