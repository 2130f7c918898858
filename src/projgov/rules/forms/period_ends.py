"""The periods of a rule that is judged again and again, and the fixed days between which they lie."""

from __future__ import annotations

from datetime import date

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.calendar import Period, PeriodKind, periods
from projgov.domain.types import Option
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.fixed import fixed_day
from projgov.rules.forms.options import find, offer
from projgov.rules.forms.written import Expression

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
    Option("month", Bilingual("每月", "month"), ("月", "月度", "monthly")),
    Option("quarter", Bilingual("每季", "quarter"), ("每季度", "季", "季度", "quarterly")),
    Option("half_year", Bilingual("每半年", "half-year"), ("半年", "half-yearly")),
    Option("year", Bilingual("每年", "year"), ("年", "年度", "yearly", "annual")),
)
"""The periods there are; the codes are those of `domain.calendar`."""
_KINDS: dict[str, PeriodKind] = {
    "month": "month",
    "quarter": "quarter",
    "half_year": "half_year",
    "year": "year",
}


def periods_of(
    every: str, start: Expression | None, end: Expression | None, lowering: Lowering
) -> tuple[Period, ...] | None:
    """The periods that have a day between two days, those of the assessment year where none are named; None: a fault was told."""
    place = lowering.place_of(("every",))
    option = find(every, EVERY)
    if option is None:
        lowering.faults.add(UNKNOWN_PERIOD, place, name=every, offer=offer(every, EVERY))
        return None
    first = fixed_day(start, "from", date(lowering.year, 1, 1), lowering)
    last = fixed_day(end, "to", date(lowering.year, 12, 31), lowering)
    if last < first:
        where = lowering.place_of(("start",) if start is not None else ("end",))
        lowering.faults.add(NO_PERIODS, where, start=first.isoformat(), end=last.isoformat())
    return tuple(periods(_KINDS[option.code], first, last))
