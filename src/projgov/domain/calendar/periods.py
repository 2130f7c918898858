"""Periods: years, half-years, quarters, months, half-months, periods of ten days (旬), and lengths of time from a first day.

| written            | the period                                                                    |
| ---                | ---                                                                           |
| `2017`             | a year                                                                        |
| `2017-H1`          | a half-year                                                                   |
| `2017-Q3`          | a quarter                                                                     |
| `2017-09`          | a month                                                                       |
| `2017-09-H1`       | a half-month: through the 15th (上半月), or from the 16th (下半月)                |
| `2017-09-T3`       | 上旬, 中旬 or 下旬: through the 10th, through the 20th, from the 21st            |
| `2017-03-01/P10D`  | ten days from a first day; so also `P2W`, `P1M`, `P1Y` (durations of ISO 8601) |
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import total_ordering
from typing import Literal, TypeAlias, get_args

import attrs

from projgov.diagnostics import Bilingual
from projgov.domain.calendar.days import add_days, add_months, days_between, month_end, parse_date

PeriodKind: TypeAlias = Literal["year", "half_year", "quarter", "month", "half_month", "ten_days"]

KINDS: tuple[PeriodKind, ...] = get_args(PeriodKind)
"""The kinds of calendar periods. The kind of any other period is its length, as an ISO 8601 duration."""

_A_YEAR = {"year": 1, "half_year": 2, "quarter": 4, "month": 12, "half_month": 24, "ten_days": 36}
"""How many periods of a kind make a year."""
_PERIOD = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])(?:-(?:H(?P<fortnight>[12])|T(?P<ten>[1-3])))?))?"
)
_DURATION = re.compile(r"P([0-9]{1,4})([DWMY])")
_TIMES = {"D": ("D", 1), "W": ("D", 7), "M": ("M", 1), "Y": ("M", 12)}
_LAST_DAY_OF_EVERY_MONTH = 28


def duration(text: str) -> str:
    """The ISO 8601 duration `text` (`P10D`, `P2W`, `P1M`, `P1Y`) in days or months: `P2W` is `P14D`, `P1Y` is `P12M`.

    Raises `ValueError` for any other text, and for no time at all.
    """
    match = _DURATION.fullmatch(text)
    if match is None or not int(match[1]):
        raise ValueError(f"`{text}` is not a length of time in days, weeks, months or years")
    unit, times = _TIMES[match[2]]
    return f"P{int(match[1]) * times}{unit}"


def _kind(kind: str) -> str:
    return duration(kind) if kind.startswith("P") else kind


@total_ordering
@attrs.frozen
class Period:
    """A period: the `number`th of its `kind` in `year`, counted from 1; or where `kind` is a duration, the one that begins on
    the `number`th day of `year`.

    Periods are ordered by their first day; of those that begin on one day, the shorter comes first; of those that are the same
    days, the one whose kind comes first in the alphabet. Raises `ValueError` where there is no such period.

    A period of months from a first day begins on one of the days 1 to 28, which every month has: only so does each begin where
    the one before it ends.
    """

    kind: str = attrs.field(converter=_kind)
    year: int = attrs.field()
    number: int = attrs.field(default=1)

    @year.validator
    def _year_exists(self, _: object, year: int) -> None:
        if not date.min.year <= year <= date.max.year:
            raise ValueError(f"there is no year {year}")

    @number.validator
    def _number_exists(self, _: object, number: int) -> None:
        if self.kind in _A_YEAR:
            if not 1 <= number <= _A_YEAR[self.kind]:
                raise ValueError(f"a year has no {self.kind} {number}")
            return
        if _DURATION.fullmatch(self.kind) is None:
            raise ValueError(f"there is no kind of period `{self.kind}`")
        if not 1 <= number <= days_between(date(self.year, 1, 1), date(self.year, 12, 31)) + 1:
            raise ValueError(f"{self.year} has no day {number}")
        if self.kind.endswith("M") and self.start.day > _LAST_DAY_OF_EVERY_MONTH:
            raise ValueError(f"not every month has a day {self.start.day}")
        try:
            self.end  # noqa: B018  # whether there is one
        except OverflowError:
            raise ValueError(f"the period `{self}` ends after the year 9999") from None

    @classmethod
    def parse(cls, text: str) -> "Period":
        """The period that `text` writes, in a form above; raises `ValueError` for any other text."""
        day, slash, length = text.partition("/")
        if slash:
            return cls.starting(length, parse_date(day))
        match = _PERIOD.fullmatch(text)
        if match is None:
            raise ValueError(f"`{text}` is not a period")
        year = int(match["year"])
        if match["half"]:
            return cls("half_year", year, int(match["half"]))
        if match["quarter"]:
            return cls("quarter", year, int(match["quarter"]))
        if not match["month"]:
            return cls("year", year)
        before = int(match["month"]) - 1
        if match["fortnight"]:
            return cls("half_month", year, before * 2 + int(match["fortnight"]))
        if match["ten"]:
            return cls("ten_days", year, before * 3 + int(match["ten"]))
        return cls("month", year, before + 1)

    @classmethod
    def containing(cls, kind: PeriodKind, day: date) -> "Period":
        """The calendar period of `kind` that `day` lies in."""
        match kind:
            case "half_month":
                return cls(kind, day.year, day.month * 2 - (day.day <= 15))
            case "ten_days":
                return cls(kind, day.year, day.month * 3 - (day.day <= 20) - (day.day <= 10))
        return cls(kind, day.year, (day.month - 1) * _A_YEAR[kind] // 12 + 1)

    @classmethod
    def starting(cls, length: str, day: date) -> "Period":
        """The period of an ISO 8601 duration that begins on `day`."""
        return cls(duration(length), day.year, days_between(date(day.year, 1, 1), day) + 1)

    @property
    def start(self) -> date:
        """The first day."""
        match self.kind:
            case "year" | "half_year" | "quarter" | "month":
                return date(self.year, (self.number - 1) * (12 // _A_YEAR[self.kind]) + 1, 1)
            case "half_month":
                return date(self.year, (self.number + 1) // 2, 1 if self.number % 2 else 16)
            case "ten_days":
                return date(self.year, (self.number + 2) // 3, (self.number - 1) % 3 * 10 + 1)
        return add_days(date(self.year, 1, 1), self.number - 1)

    @property
    def end(self) -> date:
        """The last day."""
        match self.kind:
            case "year" | "half_year" | "quarter" | "month":
                return month_end(self.year, self.number * (12 // _A_YEAR[self.kind]))
            case "half_month":
                return self.start.replace(day=15) if self.number % 2 else self._month_end()
            case "ten_days":
                return self._month_end() if self.number % 3 == 0 else add_days(self.start, 9)
        return self._moved(1, -1)

    def _month_end(self) -> date:
        return month_end(self.year, self.start.month)

    def _moved(self, times: int, days: int = 0) -> date:
        """The first day, moved by so many times the length of the period, and by days."""
        count, unit = int(self.kind[1:-1]) * times, self.kind[-1]
        return (
            add_days(self.start, count + days)
            if unit == "D"
            else add_days(add_months(self.start, count), days)
        )

    def after(self, count: int) -> "Period":
        """The period of the same kind that is `count` periods later (earlier, where negative).

        Raises `ValueError` outside the years 1 to 9999.
        """
        if self.kind in _A_YEAR:
            year, number = divmod(
                self.year * _A_YEAR[self.kind] + self.number - 1 + count, _A_YEAR[self.kind]
            )
            return Period(self.kind, year, number + 1)
        try:
            return Period.starting(self.kind, self._moved(count))
        except OverflowError:
            raise ValueError(f"{count} periods after `{self}` is outside the years 1 to 9999") from None

    def next(self) -> "Period":
        """The period of the same kind that follows. Raises `ValueError` after the last."""
        return self.after(1)

    def previous(self) -> "Period":
        """The period of the same kind before. Raises `ValueError` before the first."""
        return self.after(-1)

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def covers(self, other: "Period") -> bool:
        """Whether every day of `other` lies in this period."""
        return self.start <= other.start and other.end <= self.end

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Period):
            return NotImplemented
        return (self.start, self.end, self.kind) < (other.start, other.end, other.kind)

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
            case "half_month":
                return f"{self.year:04}-{(self.number + 1) // 2:02}-H{2 - self.number % 2}"
            case "ten_days":
                return f"{self.year:04}-{(self.number + 2) // 3:02}-T{(self.number - 1) % 3 + 1}"
        return f"{self.start}/{self.kind}"


_HALVES = (Bilingual("上半月", "first half"), Bilingual("下半月", "second half"))
_THIRDS = (
    Bilingual("上旬", "days 1 to 10"),
    Bilingual("中旬", "days 11 to 20"),
    Bilingual("下旬", "days from 21"),
)


def period_words(period: Period) -> Bilingual:
    """What people call a period: its text, but for parts of months and lengths of time, which few people write so."""
    match period.kind:
        case "half_month":
            part = _HALVES[(period.number - 1) % 2]
        case "ten_days":
            part = _THIRDS[(period.number - 1) % 3]
        case kind if kind in _A_YEAR:
            return Bilingual(str(period), str(period))
        case _ if period.start == period.end:
            return Bilingual(str(period.start), str(period.start))
        case _:
            return Bilingual(f"{period.start}至{period.end}", f"{period.start} to {period.end}")
    month = period.start
    return Bilingual(f"{month.year}年{month.month}月{part.zh}", f"{month:%Y-%m}, {part.en}")


def periods(kind: str, start: date, end: date) -> Iterator[Period]:
    """The periods of `kind` that have at least one day from `start` through `end`, in order; part periods count.

    Calendar periods are those of the calendar, periods of an ISO 8601 duration are counted from `start`.
    Raises `ValueError` as `Period` does.
    """
    if end < start:
        return
    period = (
        Period.starting(kind, start) if kind not in _A_YEAR else Period.containing(_calendar(kind), start)
    )
    while period.end < end:
        yield period
        period = period.next()
    yield period


def _calendar(kind: str) -> PeriodKind:
    return next(k for k in KINDS if k == kind)


def end_of_quarter(year: int, quarter: int) -> date:
    """The last day of quarter 1 to 4 of `year`."""
    return Period("quarter", year, quarter).end
