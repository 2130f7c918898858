"""Working days that the work calendar cannot know: days beyond its data, as far as the file alone tells them.

A rule file counts working days by the calendar that ships, unless the host gives another: these are doubts, and become errors where
nobody mends them before the rules are evaluated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from projgov.diagnostics import Bilingual, Diagnostic, Pattern
from projgov.domain import calendar as days
from projgov.domain.calendar import OutsideCalendar, Period, WorkCalendar
from projgov.rules.check.whole import Whole, walk
from projgov.rules.core import nodes
from projgov.rules.core.functions import OF_WORKING_DAYS
from projgov.rules.core.nodes import Node
from projgov.rules.core.working import working_calls

DAY_NOT_COVERED = Pattern(
    "C038",
    Bilingual(
        "这里要用到 {day}，工作日历 `{calendar}` 只有 {first} 至 {last} 的数据",
        "this needs {day}, and the work calendar `{calendar}` covers {first} to {last}",
    ),
    Bilingual(
        "评价时给出包括这一天的工作日历，或按日历天计",
        "give a work calendar that covers that day when the rules are evaluated, or count calendar days",
    ),
    severity="warning",
)
YEAR_NOT_COVERED = Pattern(
    "C039",
    Bilingual(
        "规则按工作日计算，工作日历 `{calendar}` 只有 {first} 至 {last} 的数据，不包括考核年度（{begins} 至 {ends}）",
        "the rules count working days, and the work calendar `{calendar}` covers {first} to {last}, and not the assessment year, "
        "{begins} to {ends}",
    ),
    Bilingual(
        "评价时给出这一年度的工作日历（`calendar=`）",
        "give the work calendar of that year when the rules are evaluated (`calendar=`)",
    ),
    severity="warning",
)
_UNKNOWN = object()


def uncovered(whole: Whole) -> Iterator[Diagnostic]:
    """Doubts about working days beyond the calendar: those of days that the file tells, else that of the year as a whole."""
    calendar = whole.core.calendar
    if calendar is None:
        return
    told: dict[nodes.Call, Diagnostic] = {}
    for call, env in _calls(whole):
        try:
            _value(call, env, calendar)
        except OutsideCalendar as outside:
            found = Diagnostic(DAY_NOT_COVERED, call.place, outside.diagnostic.values)
            # A day that has a name (`due`) stands wherever the name is used: it is told where it is written.
            told[call] = min(told.get(call, found), found, key=lambda d: (d.place.line, d.place.column))
        except (ValueError, OverflowError):  # a day that does not exist is told where it is made
            continue
    yield from told.values()
    begins, ends = whole.pack.assessed.first, whole.pack.assessed.last
    if not told and not (calendar.covers(begins) and calendar.covers(ends)):
        yield YEAR_NOT_COVERED.at(
            whole.place(("year",)),
            calendar=calendar.id,
            first=calendar.first.isoformat(),
            last=calendar.last.isoformat(),
            begins=begins.isoformat(),
            ends=ends.isoformat(),
        )


def _calls(whole: Whole) -> Iterator[tuple[nodes.Call, Mapping[str, Any]]]:
    """What counts working days; within a check over contexts that are written out (the periods of a cadence), for each of them."""
    for call in working_calls(whole.core):
        yield call, {}
    for check in whole.core.checks.values():
        items = check.over.items if isinstance(check.over, nodes.MakeList) else ()
        counting = [
            call
            for part in check.parts
            for call in walk(part)
            if isinstance(call, nodes.Call) and call.function in OF_WORKING_DAYS
        ]
        for item in items:
            if isinstance(item, nodes.MakeContext):
                entries = {k: v.value for k, v in item.entries if isinstance(v, nodes.Literal)}
                yield from ((call, {check.variable: entries}) for call in counting)


def _value(node: Node, env: Mapping[str, Any], calendar: WorkCalendar) -> Any:
    """The value of a node as far as the file tells it, else `_UNKNOWN`."""
    match node:
        case nodes.Literal(value=value):
            return value
        case nodes.Entry(base=nodes.Variable(name=name), key=key):
            return env.get(name, {}).get(key, _UNKNOWN)
        case nodes.Arithmetic(
            operator="+" | "-" as sign, left=left, right=nodes.Literal(value=timedelta() as by)
        ):
            day = _value(left, env, calendar)
            return day + (by if sign == "+" else -by) if isinstance(day, date) else _UNKNOWN
        case nodes.Call(function=function, arguments=arguments):
            return _called(function, [_value(argument, env, calendar) for argument in arguments], calendar)
    return _UNKNOWN


def _called(function: str, arguments: list[Any], calendar: WorkCalendar) -> Any:
    match function, arguments:
        case "period_end", [Period() as period]:
            return period.end
        case "period_start", [Period() as period]:
            return period.start
        case "month_end", [date() as day]:
            return days.month_end(day.year, day.month)
        case "add_months", [date() as day, int(count)]:
            return days.add_months(day, count)
        case "add_days", [date() as day, int(count)]:
            return days.add_days(day, count)
        case "add_working_days", [date() as day, int(count)]:
            return days.add_working_days(calendar, day, count)
        case "working_days_between", [date() as earlier, date() as later]:
            return days.working_days_between(calendar, earlier, later)
        case "working_days_of", [Period() as period]:
            return days.working_days_within(calendar, period.start, period.end)
        case (
            ("is_working_day" | "next_working_day" | "previous_working_day" | "postponed" | "advanced"),
            [date() as day],
        ):
            return getattr(days, function)(calendar, day)
    return _UNKNOWN
