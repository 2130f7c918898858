"""The periods of a rule that is judged again and again, and the fixed days between which they lie."""

from __future__ import annotations

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.calendar import Period, duration, periods
from projgov.domain.types import Option
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.fixed import fixed_day
from projgov.rules.forms.options import find, offer
from projgov.rules.forms.written import Expression

NOT_IN_EVERY_MONTH = Pattern(
    "C037",
    Bilingual(
        "从 {start} 起按 `{every}` 数，不是每个月都有{day}日",
        "counted from {start}, `{every}` leads to months that have no day {day}",
    ),
    Bilingual(
        "让 `from` 在1日至28日之间，或写按日历的周期，如 `every: month`",
        "let `from` be one of the days 1 to 28, or write a period of the calendar, as in `every: month`",
    ),
)
NO_PERIODS = Pattern(
    "F145",
    Bilingual("从 {start} 到 {end} 没有报送期", "there is no period from {start} to {end}"),
    Bilingual("让 `from` 不晚于 `to`", "let `from` be no later than `to`"),
)
UNKNOWN_PERIOD = Pattern(
    "N032",
    Bilingual("不认识的周期 `{name}`", "unknown period `{name}`"),
    Bilingual("{offer}", "{offer}"),
)
EVERY: tuple[Option, ...] = (
    Option("ten_days", Bilingual("每旬", "ten days"), ("旬", "every ten days")),
    Option("half_month", Bilingual("每半月", "half-month"), ("半月", "半个月", "half-monthly")),
    Option("month", Bilingual("每月", "month"), ("月", "月度", "monthly")),
    Option("quarter", Bilingual("每季", "quarter"), ("每季度", "季", "季度", "quarterly")),
    Option("half_year", Bilingual("每半年", "half-year"), ("半年", "half-yearly")),
    Option("year", Bilingual("每年", "year"), ("年", "年度", "yearly", "annual")),
)
"""The periods of the calendar; the codes are those of `domain.calendar`. Others are ISO 8601 durations."""
LENGTHS = "P0*[1-9][0-9]{0,3}[DWMY]"
"""Lengths of time from the first day, as they are written."""


def periods_of(
    every: str, start: Expression | None, end: Expression | None, lowering: Lowering
) -> tuple[Period, ...] | None:
    """The periods that have a day between two days, those of the assessment year where none are named; None: a fault was told."""
    place = lowering.place_of(("every",))
    kind = _kind(every)
    if kind is None:
        lowering.faults.add(UNKNOWN_PERIOD, place, name=every, offer=offer(every, EVERY))
        return None
    first = fixed_day(start, "from", lowering.first_day, lowering)
    last = fixed_day(end, "to", lowering.last_day, lowering)
    if last < first:
        where = lowering.place_of(("start",) if start is not None else ("end",))
        lowering.faults.add(NO_PERIODS, where, start=first.isoformat(), end=last.isoformat())
    if kind.endswith("M") and first.day > 28:
        lowering.faults.add(
            NOT_IN_EVERY_MONTH, place, start=first.isoformat(), every=every, day=str(first.day)
        )
        return None
    return tuple(periods(kind, first, last))


def _kind(every: str) -> str | None:
    """The kind of period that a word calls: one of the calendar, or a length of time; None where it calls none."""
    option = find(every, EVERY)
    if option is not None:
        return option.code
    try:
        return duration(every.strip())
    except ValueError:
        return None
