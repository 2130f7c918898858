"""Days, periods and the arithmetic of both. The one module that knows pendulum; everywhere else a day is `datetime.date`.

No function here reads a clock. A period is a calendar year, half-year, quarter or month, written `2017`, `2017-H1`,
`2017-Q3`, `2017-09`.
"""

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import total_ordering
from typing import Literal, TypeAlias, get_args

import attrs

PeriodKind: TypeAlias = Literal["year", "half_year", "quarter", "month"]

KINDS: tuple[PeriodKind, ...] = get_args(PeriodKind)

_MONTHS: dict[PeriodKind, int] = {"year": 12, "half_year": 6, "quarter": 3, "month": 1}
_PERIOD = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?"
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@total_ordering
@attrs.frozen
class Period:
    """A calendar period: the `number`th one of its `kind` in `year`, counted from 1.

    Periods are ordered by their first day; of those that begin on one day, the shorter comes first.
    Raises `ValueError` where there is no such period.
    """

    kind: PeriodKind
    year: int = attrs.field()
    number: int = attrs.field(default=1)

    @year.validator
    def _year_exists(self, _: object, year: int) -> None:
        if not date.min.year <= year <= date.max.year:
            raise ValueError(f"there is no year {year}")

    @number.validator
    def _number_exists(self, _: object, number: int) -> None:
        if not 1 <= number <= 12 // _MONTHS[self.kind]:
            raise ValueError(f"a year has no {self.kind} {number}")

    @classmethod
    def parse(cls, text: str) -> "Period":
        """The period that `text` writes (`2017`, `2017-H1`, `2017-Q3`, `2017-09`); raises `ValueError` for any other text."""
        match = _PERIOD.fullmatch(text)
        if match is None:
            raise ValueError(f"`{text}` is not a period")
        year = int(match["year"])
        if match["half"]:
            return cls("half_year", year, int(match["half"]))
        if match["quarter"]:
            return cls("quarter", year, int(match["quarter"]))
        if match["month"]:
            return cls("month", year, int(match["month"]))
        return cls("year", year)

    @classmethod
    def containing(cls, kind: PeriodKind, day: date) -> "Period":
        """The period of `kind` that `day` lies in."""
        return cls(kind, day.year, (day.month - 1) // _MONTHS[kind] + 1)

    @property
    def start(self) -> date:
        """The first day."""
        return date(self.year, (self.number - 1) * _MONTHS[self.kind] + 1, 1)

    @property
    def end(self) -> date:
        """The last day."""
        return month_end(self.year, self.number * _MONTHS[self.kind])

    def next(self) -> "Period":
        """The period of the same kind that follows."""
        if self.number < 12 // _MONTHS[self.kind]:
            return Period(self.kind, self.year, self.number + 1)
        return Period(self.kind, self.year + 1)

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Period):
            return NotImplemented
        return (self.start, self.end) < (other.start, other.end)

    def __str__(self) -> str:
        match self.kind:
            case "year":
                return f"{self.year:04}"
            case "half_year":
                return f"{self.year:04}-H{self.number}"
            case "quarter":
                return f"{self.year:04}-Q{self.number}"
            case "month":
                return f"{self.year:04}-{self.number:02}"


def periods(kind: PeriodKind, start: date, end: date) -> Iterator[Period]:
    """The periods of `kind` that have at least one day from `start` through `end`, in order; part periods count."""
    if end < start:
        return
    period, last = Period.containing(kind, start), Period.containing(kind, end)
    while period != last:
        yield period
        period = period.next()
    yield last


def parse_date(text: str) -> date:
    """The day that `text` writes as `YYYY-MM-DD`; raises `ValueError` for any other form and for a day that does not exist."""
    if _DAY.fullmatch(text) is None:
        raise ValueError(f"`{text}` is not a date")
    return date.fromisoformat(text)


def add_days(day: date, days: int) -> date:
    """The day `days` days after `day` (before, where negative). Raises `OverflowError` outside the years 1 to 9999."""
    return day + timedelta(days=days)


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` months later, or the last day of that month where it is shorter.

    31 January and one month is 28 or 29 February. Raises `OverflowError` outside the years 1 to 9999.
    """
    import pendulum  # takes longer to import than the rest of the domain, and most runs need no months

    year = day.year + (day.month - 1 + months) // 12
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(f"{months} months from {day} is outside the years 1 to 9999")
    moved = pendulum.date(day.year, day.month, day.day).add(months=months)
    return date(moved.year, moved.month, moved.day)


def days_between(earlier: date, later: date) -> int:
    """How many days `later` is after `earlier`; negative where it is before."""
    return (later - earlier).days


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def end_of_quarter(year: int, quarter: int) -> date:
    """The last day of quarter 1 to 4 of `year`."""
    return Period("quarter", year, quarter).end
