"""What the built-in functions of days, periods and lengths of time compute. Pure and exact.

Those that count working days take a work calendar before their arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from projgov.domain import calendar
from projgov.domain.calendar import OutsideCalendar, Period, PeriodKind, WorkCalendar
from projgov.rules.core.durations import Months
from projgov.scoring.arguments import a_day, a_period, a_text, a_whole, each
from projgov.scoring.faults import (
    A_DURATION,
    NO_SUCH_DAY,
    NO_SUCH_PERIOD,
    OUT_OF_DOMAIN,
    TOO_MANY,
    Erring,
    wrong,
)
from projgov.scoring.values import Value

MOST_PARTS = 1_200
"""The most months or quarters that are listed: those of a hundred years."""
_SHORTEST_MONTH = 28


def _date(text: str) -> date:
    try:
        return calendar.parse_date(text)
    except ValueError:
        raise Erring(NO_SUCH_DAY, text=text) from None


def _date_of(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        raise Erring(NO_SUCH_DAY, text=f"{year}-{month}-{day}") from None


def _later(move: Callable[[date, int], date], scale: int = 1) -> Callable[[Value, Value], date]:
    def moved(start: Value, amount: Value) -> date:
        day, steps = a_day(start), a_whole(amount)
        try:
            return move(day, steps * scale)
        except OverflowError:
            raise Erring(NO_SUCH_DAY, text=f"{day} + {steps}") from None

    return moved


def _months_between(earlier: date, later: date) -> int:
    if later < earlier:
        return -_months_between(later, earlier)
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months if calendar.add_months(earlier, months) <= later else months - 1


def _years_between(earlier: date, later: date) -> int:
    months = _months_between(earlier, later)
    return months // 12 if months >= 0 else -(-months // 12)


def _period_of(text: str) -> Period:
    try:
        return Period.parse(text)
    except ValueError:
        raise Erring(NO_SUCH_PERIOD, text=text) from None


def _neighbour(find: Callable[[Period], Period]) -> Callable[[Value], Period]:
    def neighbour(value: Value) -> Period:
        period = a_period(value)
        try:
            return find(period)
        except (ValueError, OverflowError):
            raise Erring(NO_SUCH_PERIOD, text=str(period)) from None

    return neighbour


def _containing(kind: PeriodKind) -> Callable[[Value], Period]:
    return lambda day: Period.containing(kind, a_day(day))


def _days_duration(days: int) -> timedelta:
    try:
        return timedelta(days=days)
    except OverflowError:
        raise Erring(OUT_OF_DOMAIN, function="days duration", found=str(days)) from None


def _days(value: Value) -> int:
    if isinstance(value, timedelta):
        return value.days
    raise wrong(value, A_DURATION)


def _months(value: Value) -> int:
    if isinstance(value, Months):
        return value.months
    raise wrong(value, A_DURATION)


def _later_period(value: Value, count: Value) -> Period:
    period, steps = a_period(value), a_whole(count)
    try:
        return period.after(steps)
    except (ValueError, OverflowError):
        raise Erring(NO_SUCH_PERIOD, text=f"{period} + {steps}") from None


def _parts(kind: PeriodKind) -> Callable[[Value], tuple[Period, ...]]:
    def parts(value: Value) -> tuple[Period, ...]:
        period = a_period(value)
        count = calendar.days_between(period.start, period.end) // _SHORTEST_MONTH
        if count > MOST_PARTS:
            raise Erring(TOO_MANY, count=count, most=MOST_PARTS)
        return tuple(calendar.periods(kind, period.start, period.end))

    return parts


OF_TIME: Mapping[str, Callable[..., Value]] = {
    "date": each(a_text, _date),
    "date_of": each(a_whole, _date_of),
    "year": each(a_day, lambda day: day.year),
    "month": each(a_day, lambda day: day.month),
    "day": each(a_day, lambda day: day.day),
    "weekday": each(a_day, date.isoweekday),
    "days_between": each(a_day, calendar.days_between),
    "months_between": each(a_day, _months_between),
    "years_between": each(a_day, _years_between),
    "add_days": _later(calendar.add_days),
    "add_months": _later(calendar.add_months),
    "add_years": _later(calendar.add_months, 12),
    "month_end": each(a_day, lambda day: calendar.month_end(day.year, day.month)),
    "period": each(a_text, _period_of),
    "period_start": each(a_period, lambda period: period.start),
    "period_end": each(a_period, lambda period: period.end),
    "in_period": lambda day, period: a_day(day) in a_period(period),
    "period_within": each(a_period, lambda inner, outer: outer.covers(inner)),
    "period_days": each(a_period, lambda period: calendar.days_between(period.start, period.end) + 1),
    "later_period": _later_period,
    "next_period": _neighbour(Period.next),
    "previous_period": _neighbour(Period.previous),
    "month_period": _containing("month"),
    "quarter_period": _containing("quarter"),
    "half_year_period": _containing("half_year"),
    "year_period": _containing("year"),
    "half_month_period": _containing("half_month"),
    "ten_days_period": _containing("ten_days"),
    "months_of": _parts("month"),
    "quarters_of": _parts("quarter"),
    "days_duration": each(a_whole, _days_duration),
    "months_duration": each(a_whole, Months),
    "years_duration": each(a_whole, lambda years: Months(years * 12)),
    "days": _days,
    "months": _months,
}
"""The functions of days, periods and lengths of time, by name."""


def _worked(
    convert: Callable[[Value], date | Period],
    function: Callable[..., Value],
    *more: Callable[[Value], int | date],
) -> Callable[..., Value]:
    """`function` of a calendar and converted arguments. A day that the calendar does not cover is a fault of the rule."""

    def found(days: WorkCalendar, *arguments: Value) -> Value:
        given = [to(argument) for to, argument in zip((convert, *more), arguments, strict=True)]
        try:
            return function(days, *given)
        except OutsideCalendar as outside:
            raise Erring(outside.diagnostic.pattern, **dict(outside.diagnostic.values)) from None

    return found


OF_WORKING_DAYS: Mapping[str, Callable[..., Value]] = {
    "is_working_day": _worked(a_day, calendar.is_working_day),
    "add_working_days": _worked(a_day, calendar.add_working_days, a_whole),
    "working_days_between": _worked(a_day, calendar.working_days_between, a_day),
    "working_days_of": _worked(
        a_period, lambda days, period: calendar.working_days_within(days, period.start, period.end)
    ),
    "next_working_day": _worked(a_day, calendar.next_working_day),
    "previous_working_day": _worked(a_day, calendar.previous_working_day),
    "postponed": _worked(a_day, calendar.postponed),
    "advanced": _worked(a_day, calendar.advanced),
}
"""The functions that count working days, by name. Each takes the work calendar first."""
