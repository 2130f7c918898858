"""Escalation (升级处置): a ladder that dated events make a subject climb, from a reminder to being called to account.

Signals (信号) are what moves a subject: the missed occasions of a rule, a lamp that was lit, records one by one. Steps (步骤) stand in the
order of the file, the mildest first; there is no ladder but the file's own.

    escalation:
      - id: weak_progress
        on: project
        against: lead unit
        signals:
          - id: missed
            title: {zh: 月汇总逾期, en: summary missed}
            rule: monthly_summary
          - id: opinion
            title: {zh: 点评意见未按期答复, en: opinion not answered in time}
            each: comments[answered = null or answered > due]
            at: item.due
          - id: rectified
            title: {zh: 整改验收, en: rectification accepted}
            each: acceptances[passed]
        steps:
          - id: reminder
            title: {zh: 提醒, en: reminder}
            when:
              - signal: missed
          - id: warning
            title: {zh: 预警, en: warning}
            after: [reminder]
            when:
              - {signal: missed, times: 2, in a row: true}
              - {signal: opinion, times: 3, within: half-year}
          - id: listed
            title: {zh: 挂牌督办, en: listed supervision}
            after: [warning]
            decision: required
            when:
              - {signal: missed, times: 4}
            deadline: 30 days after since
            duties:
              - id: on_site
                title: {zh: 干部驻点, en: officer on site}
                due: 5 days after since
                require: some i in inspections satisfies i.kind = "site visit" and i.occurred >= since
          - id: accountability
            title: {zh: 问责, en: called to account}
            after: [listed]
            decision: required
            when:
              - unresolved: listed
        clears:
          - signal: rectified

A signal comes from `rule` (规则: every occasion that is unmet counts, or that is met with `counts: met`; the others end a run), from
`lamp` (亮灯: a lamp with a history, `shows` names the lamps that count), or from `each` (逐条: a list, each on the day `at`). Of several
records with one value of `once per` (同一) the first counts: one fault is one fault, however many inspectors found it.

What brings a step about stands under `when` (触发), any of it or, with `all of: true`, all: a `signal` so many `times` since it was last
forgotten, `in a row` (连续), or `within` (期间内) a month, quarter, half-year, year or a number of days; or a step that is `unresolved`: that still
stands after its deadline. A step is never taken before those named under `after` (须先) stand. A step with `decision: required` is only
proposed, and waits for a ruling (`rulings` of the portfolio) that is about the subject and names `rule.step`; its `until` is the
deadline then.

A step that was taken is reported as a finding against whom it is against, with the events that led to it; a proposal as a measure
proposed. The `duties` (任务) of a step are owed from the day on which it was taken, and are checks like any others: their conditions see `since` (起始日)
and `due` (期限). `clears` (解除) leads down again, `to` none, the previous step, or the step named; the signals under `forgets` (清零) are counted anew.

Excuses that name the rule suspend it: what counts against the subject on a day that one covers does not count, and is told as
excused.

On one day deadlines that have passed come first, then rulings, what counts, last what leads down. Where not all is known of what happened, nothing is
said of the time from then on.

Other rules can use `weak_progress`, the highest step that stands (null: none); `.since`; `.proposed`, the step that waits for a ruling;
`.history`, a list of contexts (`step`, `day`, `move`, `waits`, `due`); the number of times that each step was taken (`.warning`), and of hits that
count now (`.missed`); and of duties `.met`, `.unmet`, `.pending`, `.excused`.
"""

from __future__ import annotations

from datetime import date

from projgov.diagnostics import Bilingual
from projgov.domain.types import ChoiceType, ContextType, ListType, Option, ValueType
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core import nodes
from projgov.rules.core.ladder import Ladder
from projgov.rules.core.nodes import BOOLEAN, Node
from projgov.rules.core.program import Definition, Mark
from projgov.rules.core.scope import Binding
from projgov.rules.core.typing import ANY, DATE, TEXT
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.fixed import fixed_day
from projgov.rules.forms.ladder_findings import findings
from projgov.rules.forms.ladder_rulings import rulings
from projgov.rules.forms.ladder_signals import from_day, signal
from projgov.rules.forms.ladder_steps import NO_STEPS, Steps
from projgov.rules.forms.ladder_written import Escalation
from projgov.rules.forms.parts import part_ids
from projgov.rules.forms.results import COUNT, check_entries, tallies

_OWN = ("since", "proposed", "history", "course")


def declare(rule: Escalation, lowering: Lowering) -> Binding:
    names = [canonical_name(part.id) for part in (*rule.steps, *rule.signals)]
    step = _choice(rule)
    own: dict[str, ValueType] = {"since": DATE, "proposed": step, "history": _history(step)}
    return lowering.binding(step, {**own, **check_entries(), **dict.fromkeys(names, COUNT)})


def lower(rule: Escalation, lowering: Lowering) -> Lowered:
    header = lowering.header()
    if not rule.steps or not rule.signals:
        lowering.faults.add(NO_STEPS, header.place, rule=rule.id)
    reserved = (*_OWN, *check_entries())
    signals = part_ids(rule.signals, "signals", reserved, lowering)
    ids = part_ids(rule.steps, "steps", (*reserved, *signals), lowering)
    start = rule.valid_from or date(lowering.year, 1, 1)
    start = fixed_day(rule.start, "from", start, lowering)
    steps = Steps(rule, ids, signals, lowering)
    ladder = Ladder(
        steps.all(),
        signals,
        steps.ways(),
        tuple(row.label for row in rule.signals),
    )
    step = _choice(rule)
    climb: Node = nodes.Climb(
        ladder,
        tuple(signal(row, index, start, lowering) for index, row in enumerate(rule.signals)),
        tuple(steps.parts.least),
        tuple(steps.parts.windows),
        tuple(steps.parts.deadlines),
        from_day(rulings(ladder, lowering), start),
        place=header.place,
    )
    applies = lowering.applies()
    if applies is not None:
        climb = nodes.Case((nodes.Row(applies, climb),), None, ANY, place=header.place)
    course = Definition(f"{header.id}.course", header.subject, climb, ANY, lowering.judged(), header.place)
    asked = nodes.Result(course.id, lowering.this(), ANY, place=header.place)
    history = _entries(asked, _history(step))

    def drawn(name: str, body: Node) -> Definition:
        return Definition(
            f"{header.id}.{name}" if name else header.id, header.subject, body, body.type, place=header.place
        )

    definitions = (
        course,
        drawn("", nodes.Entry(asked, "step", step, place=header.place)),
        drawn("since", nodes.Entry(asked, "since", DATE, place=header.place)),
        drawn("proposed", nodes.Entry(asked, "proposed", step, place=header.place)),
        drawn("history", history),
        *(drawn(name, _taken(history, name, "taken")) for name in ids),
        *(drawn(name, _counted(asked, name)) for name in signals),
    )
    found = findings(
        rule, ladder, nodes.Result(f"{header.id}.history", lowering.this(), history.type), lowering
    )
    duties = tuple(check.id for check in found.duties)
    counts = tallies(header.id, header.subject, duties, lowering.this(), header.place)
    labels = tuple((one.id, one.title) for one in ladder.steps)
    mark = Mark(header, "step", header.id, labels)
    return Lowered((*definitions, *counts), found.checks, (mark, *found.outputs))


def _choice(rule: Escalation) -> ChoiceType:
    """The steps as values."""
    options = (
        Option(canonical_name(row.id), row.label, tuple(dict.fromkeys((row.id, row.label.zh, row.label.en))))
        for row in rule.steps
    )
    return ChoiceType(rule.id, tuple(options))


def _history(step: ChoiceType) -> ListType:
    evidence = ListType(ContextType((("signal", TEXT), ("day", DATE), ("about", ANY))))
    entries = (
        ("step", step),
        ("day", DATE),
        ("move", TEXT),
        ("waits", BOOLEAN),
        ("due", DATE),
        ("about", ANY),
        ("evidence", evidence),
    )
    return ListType(ContextType(entries))


def _entries(course: Node, kind: ListType) -> Node:
    """The moves; none where the rule says nothing of the subject."""
    nothing = nodes.Compare("=", course, nodes.Literal(None, ANY), place=course.place)
    none = nodes.Row(nothing, nodes.MakeList((), kind, place=course.place), place=course.place)
    moves = nodes.Entry(course, "entries", kind, place=course.place)
    return nodes.Case((none,), moves, kind, place=course.place)


def _taken(history: Node, step: str, move: str) -> Node:
    """How often a step was taken."""
    item = nodes.Variable("entry", ANY, place=history.place)
    same = nodes.Compare("=", nodes.Entry(item, "step", TEXT), nodes.Literal(step, TEXT))
    moved = nodes.Compare("=", nodes.Entry(item, "move", TEXT), nodes.Literal(move, TEXT))
    kept = nodes.Filter("entry", history, nodes.And((same, moved)), history.type, place=history.place)
    return nodes.Aggregate("count", kept, COUNT, place=history.place)


def _counted(course: Node, signal_id: str) -> Node:
    counts = nodes.Entry(course, "counts", ANY, place=course.place)
    return nodes.Entry(counts, signal_id, COUNT, place=course.place)


KIND = Kind("escalation", ("升级处置",), Bilingual("升级处置", "escalation"), Escalation, declare, lower)
