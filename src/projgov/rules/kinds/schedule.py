"""Schedules (进度节点): what has to be reached by when, what time the tasks have to cover, what months have to come to for quarters.

Each gate has a day on which it is due and something that has to hold, or to be there, by then. Before that day the gate is
pending; from then on it is met or not, and what became true later does not mend it unless the condition itself says so.

    schedule:
      - id: quarter_gates
        on: project
        gates:
          - id: started
            title: {zh: 一季度项目启动, en: started by the end of March}
            due: end of quarter 1
            evidence: [start]
          - id: as_planned
            title: {zh: 二季度达到计划进度, en: as far as planned by the end of June}
            due: end of quarter 2
            reach: planned
            reason: {zh: "到{due}应达{needed}%，实达{found}%，差{shortfall}个百分点", en: "{shortfall} points short on {due}"}
          - id: documents
            due: 04-30
            require present: [guidebook.schedule, letter.tasks]
            reason: {zh: "缺少：{absent}", en: "Lacking: {absent}"}
          - id: reviewed
            due: 30 days before handed_over
            require: some a in acceptances satisfies a.occurred <= due
          - id: handed_over
            due: 2 weeks before end
            evidence: [handover, final report]
        coverage:
          - id: every_month
            title: {zh: 按月细化阶段任务, en: a task for every month}
            every: month
            covered by: baseline.milestones
            due: end of quarter 1
        figures:
          - id: months_for_quarters
            title: {zh: 以月保季, en: months make good the quarters}
            ensure: quarters by months
            by: done
            due: 10 days after period end
        otherwise: warn
        against: lead unit
        reason: {zh: "{gate}：到{due}未达到", en: "Not {gate}"}

What a gate asks: a condition (`require`), things that have to be filled in (`require present`), kinds of evidence (`evidence`) that
came into being by its day, so much progress (`reach`): `planned` is what the plan in force on that day asks for that day, a number is
so many percent. Where several stand together, all have to be met.

A day can be told back from another (倒排): `30 days before end`, `2 weeks before handed_over`, `accepted前1个月`; in days, working days,
weeks, months or years before a day of the subject, a deadline, or another gate of the rule. With `in order: true` the gates have to
be due one after the other and none before the start of the work: the check `in_order` finds those that are not, with their days.

`coverage` asks that every day (month, quarter …) from the start to the end of the work lies in some task or stage. Tasks may overlap;
a month counts as covered where a task has a day in it, and part months at both ends count as months. A task lasts from its
`start` to its `due` (`begins` and `ends` say otherwise); tasks of a sort that have no `start`, as those of a letter of responsibility,
count on their due day. What is found names exactly what is left open. A task of which a
day is missing leaves it undetermined, unless the others cover all.

`figures` holds the quantities of the plan for a quarter against those of its own months (`quarters by months`, 以月保季), or those of
the year against its quarters (`year by quarters`, 以季保年): as the plan sets them for the parts (`by: planned`), or as the reports on
the parts say that they were achieved (`by: done`, of several reports on a month the last). Each period is judged on its last day or
on `due`, by the plan that was in force then, and a surplus is not carried over to the next. How parts are put together is said where
the quantity is declared, by its `kind` (数字口径): `of the period` (当期) they are added; `cumulative` (累计) and `at a moment` (时点) the
last part's figure counts; a `ratio` (比率) is its `numerator` over its `denominator`, each put together for itself (times 100 where
its unit is `percent`), and never a sum or mean of ratios. A part without a figure leaves the period undetermined, and is named.

With `approved changes: true` every change of the plan (a version after the first) has to be approved, by a named authority and with a
document number: the check `approved_changes` finds those that are not. What was not approved changes nothing that is judged.

Conditions can use `due` (期限). A reason can name `gate` (节点), the gate's title in the language of the reason, `due`, and
`absent` (缺项) where things have to be present; of a gate with `reach` and of `figures` also `needed` (应达), `found` (实达) and
`shortfall` (差额), of figures `period` (时期) and `quantity` (任务量), of coverage `open` (缺口). A gate's own reason comes before the
rule's; figures, and coverage where the rule's reason does not name `open`, have one of their own.

Each gate is an obligation of who answers for it; `remind: 10 days` (提前提醒) says how long before its day it is soon due, see
*Obligations* in the page on time.

Other rules can use `quarter_gates.met`, `.unmet`, `.pending` and `.excused`, the numbers of gates, and `quarter_gates.started`: true once
the gate is met, false where it is not, *and false while it is pending*; undetermined where the gate is. A rule for which a
pending gate is not the same as a missed one asks `as_of` too. Of `figures` it is true where no period falls short so far.
"""

from __future__ import annotations

from typing import Literal

import attrs

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core import nodes
from projgov.rules.core.nodes import BOOLEAN
from projgov.rules.core.program import Check, Definition, Finding
from projgov.rules.core.scope import Binding
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.counted import Counted
from projgov.rules.forms.deadline import JUDGED_WHEN_DUE
from projgov.rules.forms.gates import Gate, Gates
from projgov.rules.forms.outcomes import OUTCOMES, outcome_of
from projgov.rules.forms.owing import owed, soon, span
from projgov.rules.forms.parts import part_ids
from projgov.rules.forms.plan_changes import approved_changes
from projgov.rules.forms.quantities import Ensured, Quantities
from projgov.rules.forms.results import check_entries, tallies
from projgov.rules.forms.stages import Coverage, Stages
from projgov.rules.forms.written import Rule, key

NO_GATES = Pattern(
    "F140",
    Bilingual("规则 `{rule}` 没有节点", "the rule `{rule}` has no gates"),
    Bilingual("在 `gates:` 下至少写一个节点", "write at least one gate under `gates:`"),
)


class Schedule(Rule):
    """Gates that stand together."""

    gates: list[Gate] = key("节点列表", "节点", default=[])
    coverage: list[Coverage] = key(
        "覆盖", default=[], meaning="what every day, month or quarter of has to lie in some task"
    )
    figures: list[Ensured] = key(
        "数字",
        default=[],
        meaning="what months have to make good for quarters (以月保季), and quarters for the year",
    )
    in_order: bool = key(
        "按序",
        default=False,
        meaning="whether the gates have to be due one after the other, none before the start",
    )
    approved_changes: bool = key(
        "调整须批准",
        default=False,
        meaning="whether every change of the plan has to be approved, with authority and document number",
    )
    remind: str | None = key(
        "提前提醒",
        default=None,
        span=True,
        meaning="how long before its day a gate is soon due: `10 days`, `5 working days`",
    )
    otherwise: str = key(
        "否则", options=OUTCOMES, default="warn", meaning="what a gate that is not reached comes to"
    )


def declare(rule: Schedule, lowering: Lowering) -> Binding:
    gates = {canonical_name(part.id): BOOLEAN for part in (*rule.gates, *rule.coverage, *rule.figures)}
    gates |= dict.fromkeys(_own_checks(rule), BOOLEAN)
    return lowering.binding(None, {**gates, **check_entries()})


def _reserved(rule: Schedule) -> tuple[str, ...]:
    """The names that the kind itself gives."""
    return (*check_entries(), *_own_checks(rule))


def _own_checks(rule: Schedule) -> tuple[str, ...]:
    """The checks that a rule asks for by a key of their own."""
    asked = {"in_order": rule.in_order, "approved_changes": rule.approved_changes}
    return tuple(name for name, wanted in asked.items() if wanted)


def lower(rule: Schedule, lowering: Lowering) -> Lowered:
    header = lowering.header()
    if not (rule.gates or rule.coverage or rule.figures or rule.approved_changes):
        lowering.faults.add(NO_GATES, lowering.place_of(("gates",)), rule=rule.id)
    if rule.judged is not None:
        lowering.faults.add(JUDGED_WHEN_DUE, lowering.place_of(("judged",)))
    outcome = outcome_of(rule.otherwise, lowering.place_of(("otherwise",)), lowering.faults)
    taken = _reserved(rule)
    ids = part_ids(rule.gates, "gates", taken, lowering)
    gates = Gates(rule, rule.gates, ids, header, outcome, lowering)
    ahead = span(rule.remind, "remind", lowering)
    pairs = [(check, _owed(check, finding, ahead)) for check, finding in gates.lowered()]
    if rule.in_order:
        pairs.append(gates.order())
    taken = (*taken, *ids)
    ids = part_ids(rule.coverage, "coverage", taken, lowering)
    pairs += Stages(rule, rule.coverage, ids, header, outcome, lowering).lowered()
    taken = (*taken, *ids)
    ids = part_ids(rule.figures, "figures", taken, lowering)
    held = list(Quantities(rule, rule.figures, ids, header, outcome, lowering).lowered())
    if rule.approved_changes and (changes := approved_changes(header, outcome, lowering)) is not None:
        held.append(changes)
    checks = tuple(check for check, _ in (*pairs, *held))
    counts = tallies(header.id, header.subject, tuple(c.id for c in checks), lowering.this(), header.place)
    met = (
        *(_when(check, "met", 1, lowering) for check, _ in pairs),
        *(_when(check, "unmet", 0, lowering) for check, _ in held),
    )
    return Lowered((*met, *counts), checks, tuple(finding for _, finding in (*pairs, *held)))


def _owed(check: Check, finding: Finding, ahead: Counted | None) -> Finding:
    """What is found of a gate, which is an obligation, too."""
    reminder = None if check.judged is None else soon(check.judged, ahead)
    return attrs.evolve(finding, owed=owed(check, soon=reminder))


def _when(check: Check, outcome: Literal["met", "unmet"], count: int, lowering: Lowering) -> Definition:
    """Whether so many occasions of a check came out one way."""
    tally = nodes.Tally((check.id,), outcome, lowering.this())
    body = nodes.Compare("=", tally, nodes.number(count), place=check.place)
    return Definition(check.id, check.subject, body, BOOLEAN, place=check.place)


KIND = Kind("schedule", ("进度节点",), Bilingual("进度节点", "schedule"), Schedule, declare, lower)
