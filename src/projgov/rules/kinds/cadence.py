"""Cadences (定期报送): what is owed again and again, once in every period.

A cadence asks for each month, quarter, half-year or year, for each half-month or period of ten days (旬), or for each so many days,
weeks or months counted from the start (`every: P10D`, `P2W`, `P1M`), whether what was owed for it came. Each period has a day on which it is
due; until that day it is pending. So the report for December, due in January, is pending on 31 December.

    cadence:
      - id: monthly_summary
        on: project
        every: month
        due: 5 days after period end
        grace: 3 working days
        remind: 5 days
        fulfilled by: reports[kind = "monthly" and period = this period]
        exempt: some r in rulings satisfies r.stage = "final" and in_period(r.occurred, period)
        owed by: lead unit
        reason: {zh: "{period}的月汇总未按时报送（{due}前）", en: "The summary for {period} did not come by {due}"}
      - id: site_visits
        on: project
        every: quarter
        due: period end
        count: inspections[kind = "site visit" and in_period(occurred, period)]
        least: 1

What is owed came where one of the records under `fulfilled by` came in time: on the day `fulfilled on`, which is the day on which it
was recorded unless another is named (`fulfilled on: occurred`; the record is `item`). Or where the condition `met by` is true, or the
list under `count` long enough; where several of the three are written, each has to be. With `grace` (宽限) what comes so much later than
`due` is still in time: `3 days`, `5 working days`. Each period is judged on the last day on which it is in time, and until then pending.
`met by` and `count` see the register as it stood on that day, and `due` is that day in them; in a reason it is the day before the grace, and
`last day` (宽限期满) the other.

The periods are those of the assessment year; `from` and `to` narrow or widen that, and every period counts that has a day
between them. `remind` (提前提醒) says how long before its day a period is soon due; see *Obligations* in the page on time. Expressions can use `period` (报送期) and `due` (期限), and where it is said who owes it `owed by` (报送单位); a
reason can also name `count`, `least` and `most` where things are counted. Who owes it answers for it, unless `against` says
otherwise. Within the brackets of a filter on records that have a period of their own, `period` is that of the record, and `this period`
(本期) is that of the cadence.

Other rules can use `monthly_summary.met`, `.unmet` (also called `.overdue`), `.pending` and `.excused`, the numbers of periods.
"""

from __future__ import annotations

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.types import ListType, PeriodType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Check, Finding
from projgov.rules.core.scope import Binding
from projgov.rules.core.typing import ANY
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.bounds import Bounded, at_least, bounds, counted
from projgov.rules.forms.deadline import JUDGED_WHEN_DUE
from projgov.rules.forms.fulfilment import fulfilment
from projgov.rules.forms.outcomes import OUTCOMES, outcome_of
from projgov.rules.forms.owing import later, owed, soon, span
from projgov.rules.forms.period_ends import EVERY, LENGTHS, periods_of
from projgov.rules.forms.requirement import all_of
from projgov.rules.forms.results import check_entries, tallies
from projgov.rules.forms.written import Expression, key

NOTHING_OWED = Pattern(
    "F143",
    Bilingual("规则 `{rule}` 没有写怎样算报送", "the rule `{rule}` does not say what fulfils it"),
    Bilingual("写 `fulfilled by:`、`met by:` 或 `count:`", "write `fulfilled by:`, `met by:` or `count:`"),
)
NEEDS_COUNT = Pattern(
    "F144",
    Bilingual("写了 `{key}`，没有写计什么数", "`{key}` is written, and nothing to count"),
    Bilingual("加上 `count:`", "add `count:`"),
)
_PERIOD = PeriodType()


class Cadence(Bounded):
    """What is owed in every period."""

    every: str = key(
        "周期",
        options=EVERY,
        also=LENGTHS,
        meaning="month, quarter, half-year or year, half-month or ten days; or a length of time from the start, such as P10D or P2W",
    )
    start: Expression | None = key(
        "自", "from", default=None, meaning="the first day; else the first of the assessment year"
    )
    end: Expression | None = key(
        "至", "to", default=None, meaning="the last day; else the last of the assessment year"
    )
    due: Expression = key("期限", "最迟", "截止", meaning="the day by which it is owed")
    grace: str | None = key(
        "宽限",
        default=None,
        span=True,
        meaning="how long after `due` it is still in time: `3 days`, `5 working days`",
    )
    remind: str | None = key(
        "提前提醒",
        default=None,
        span=True,
        meaning="how long before `due` it is soon due: `5 days`, `3 working days`",
    )
    fulfilled_by: Expression | None = key(
        "报送依据", default=None, meaning="a list of records; one that came in time fulfils what is owed"
    )
    fulfilled_on: Expression | None = key(
        "报送日",
        default=None,
        meaning="the day on which such a record came; else that on which it was recorded",
    )
    met_by: Expression | None = key("报送条件", default=None, meaning="true where what was owed came")
    count: Expression | None = key(
        "计数", "数量", default=None, meaning="a list; one item in it is enough, or `least`"
    )
    exempt: Expression | None = key(
        "豁免", "免报", default=None, meaning="nothing is owed for the periods where this is true"
    )
    owed_by: Expression | None = key("报送单位", default=None, meaning="the unit or officer who owes it")
    otherwise: str = key(
        "否则", options=OUTCOMES, default="overdue", meaning="what a period without it comes to"
    )


def declare(rule: Cadence, lowering: Lowering) -> Binding:
    return lowering.binding(None, check_entries("overdue"))


def lower(rule: Cadence, lowering: Lowering) -> Lowered:
    header = lowering.header()
    if rule.judged is not None:
        lowering.faults.add(JUDGED_WHEN_DUE, lowering.place_of(("judged",)))
    occasions = _occasions(rule, lowering)
    period: Node = nodes.Entry(nodes.Variable("occasion", ANY), "period", _PERIOD)
    named = {"period": period, "报送期": period, "this_period": period, "本期": period}
    owed_by = lowering.holder(rule.owed_by)
    if owed_by is not None:
        named |= {"owed_by": owed_by, "报送单位": owed_by}
    scope = lowering.scope.with_locals(named)
    due = lowering.day(rule.due, scope)
    grace = span(rule.grace, "grace", lowering)
    last = due if grace is None else lowering.worked(later(due, grace))
    told = {"due": due, "期限": due, "last_day": last, "宽限期满": last}
    scope = scope.with_locals({**told, "due": last, "期限": last})
    conditions = [] if rule.met_by is None else [lowering.condition(rule.met_by, scope)]
    conditions += (
        []
        if (came := fulfilment(rule.fulfilled_by, rule.fulfilled_on, last, scope, lowering)) is None
        else [came]
    )
    limits = bounds(rule, lowering)
    if rule.count is not None:
        count = counted(lowering.expression(rule.count, scope=scope), lowering)
        limits = limits or at_least(1)
        conditions.append(limits.hold(count, header.place))
        scope = scope.with_locals(limits.locals(count))
    elif limits:
        name = next(n for n in ("exactly", "least", "most") if getattr(rule, n) is not None)
        lowering.faults.add(NEEDS_COUNT, lowering.place_of((name,)), key=name)
    elif not conditions:
        lowering.faults.add(NOTHING_OWED, header.place, rule=rule.id)
    applies = [c for c in (lowering.applies(scope),) if c is not None]
    if rule.exempt is not None:
        applies.append(nodes.Not(lowering.condition(rule.exempt, scope)))
    scope = scope.with_locals(told)
    check = Check(
        header.id,
        header.subject,
        all_of(conditions, header.place),
        header.title,
        all_of(applies, header.place) if applies else None,
        last,
        occasions,
        place=header.place,
    )
    outcome = outcome_of(rule.otherwise, lowering.place_of(("otherwise",)), lowering.faults)
    against = owed_by if rule.against is None else lowering.against(scope)
    reminder = soon(due, span(rule.remind, "remind", lowering))
    owing = owed(check, by=owed_by, due=None if grace is None else due, soon=reminder, early=True)
    reason = lowering.message(rule.reason, scope)
    finding = Finding(header, (check.id,), outcome, against, reason, owed=owing)
    counts = tallies(header.id, header.subject, (check.id,), lowering.this(), header.place, "overdue")
    return Lowered(counts, (check,), (finding,))


def _occasions(rule: Cadence, lowering: Lowering) -> Node:
    """A list of contexts, one for each period."""
    place = lowering.place_of(("every",))
    found = periods_of(rule.every, rule.start, rule.end, lowering) or ()
    contexts = tuple(nodes.MakeContext((("period", nodes.Literal(p, _PERIOD)),), ANY) for p in found)
    return nodes.MakeList(contexts, ListType(ANY), place=place)


KIND = Kind("cadence", ("定期报送",), Bilingual("定期报送", "cadence"), Cadence, declare, lower)
