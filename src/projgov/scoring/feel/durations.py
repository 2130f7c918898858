"""The two kinds of duration: years and months, days and time. They are not comparable with one another."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from functools import total_ordering

import attrs

from projgov.scoring.feel.numbers import CONTEXT, plain

NANOSECONDS = 1_000_000_000
"""The nanoseconds of a second, the finest that times and durations are told."""

NANOSECOND = Decimal("0.000000001")
"""In seconds."""

MAX_MONTHS = 10**24
MAX_SECONDS = 10**24
"""Durations are shorter than these, either way."""


@total_ordering
@attrs.frozen(order=False)
class MonthsDuration:
    """A years and months duration: a whole number of months, of either sign. Raises ValueError beyond MAX_MONTHS.

    `str()` is the canonical text, such as `P1Y2M`, `-P3M`, and `P0M` for none.
    """

    months: int = attrs.field()

    @months.validator
    def _is_within(self, _: object, months: int) -> None:
        if abs(months) >= MAX_MONTHS:
            raise ValueError("a duration of too many months")

    @property
    def parts(self) -> tuple[int, int]:
        """Years and months; both negative where the duration is."""
        years, months = divmod(abs(self.months), 12)
        return (-years, -months) if self.months < 0 else (years, months)

    def __lt__(self, other: MonthsDuration) -> bool:
        return self.months < other.months

    def __abs__(self) -> MonthsDuration:
        return MonthsDuration(abs(self.months))

    def __str__(self) -> str:
        years, months = abs(self).parts
        text = (f"{years}Y" if years else "") + (f"{months}M" if months else "")
        return ("-P" if self.months < 0 else "P") + (text or "0M")


def _exact(seconds: int | Decimal) -> Decimal:
    value = Decimal(seconds)
    if not value.is_finite() or abs(value) >= MAX_SECONDS:
        raise ValueError("a duration of too many seconds")
    if CONTEXT.quantize(value, NANOSECOND) != value:
        raise ValueError("a duration is exact to the nanosecond")
    return plain(value) if value else Decimal(0)


@total_ordering
@attrs.frozen(order=False)
class DaysDuration:
    """A days and time duration: seconds, of either sign, exact to the nanosecond.

    Raises ValueError for what is finer than that, or beyond MAX_SECONDS. `str()` is the canonical text, such as
    `P1DT2H3M4.5S`, `-PT30M`, and `PT0S` for none.
    """

    seconds: Decimal = attrs.field(converter=_exact)

    @classmethod
    def of_nanoseconds(cls, nanoseconds: int) -> DaysDuration:
        """The duration of a whole number of nanoseconds. Raises ValueError beyond MAX_SECONDS."""
        if abs(nanoseconds) >= MAX_SECONDS * NANOSECONDS:
            raise ValueError("a duration of too many seconds")
        return cls(CONTEXT.scaleb(Decimal(nanoseconds), -9))

    @classmethod
    def from_python(cls, value: timedelta) -> DaysDuration:
        """The same duration of FEEL's kind."""
        microseconds = (value.days * 86_400 + value.seconds) * 1_000_000 + value.microseconds
        return cls.of_nanoseconds(microseconds * 1000)

    def to_python(self) -> timedelta:
        """The same duration of Python's kind. Raises ValueError where it is finer or longer than that can hold."""
        microseconds, rest = divmod(self.nanoseconds, 1000)
        if rest:
            raise ValueError(f"{self} is finer than Python's durations, which are exact to the microsecond")
        try:
            return timedelta(microseconds=microseconds)
        except OverflowError:
            raise ValueError(f"{self} is longer than Python's durations can be") from None

    @property
    def nanoseconds(self) -> int:
        """The whole duration in nanoseconds."""
        return int(CONTEXT.scaleb(self.seconds, 9))

    @property
    def parts(self) -> tuple[int, int, int, Decimal]:
        """Days, hours, minutes, seconds; none of them positive where the duration is negative."""
        sign = -1 if self.seconds < 0 else 1
        whole, fraction = divmod(abs(self.nanoseconds), NANOSECONDS)
        minutes, seconds = divmod(whole, 60)
        hours, minutes = divmod(minutes, 60)
        days, hours = divmod(hours, 24)
        exact = CONTEXT.scaleb(Decimal(sign * (seconds * NANOSECONDS + fraction)), -9)
        return sign * days, sign * hours, sign * minutes, plain(exact)

    def __lt__(self, other: DaysDuration) -> bool:
        return self.seconds < other.seconds

    def __abs__(self) -> DaysDuration:
        return DaysDuration(self.seconds.copy_abs())

    def __str__(self) -> str:
        days, hours, minutes, seconds = abs(self).parts
        clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
        clock += f"{seconds:f}S" if seconds else ""
        text = (f"{days}D" if days else "") + (f"T{clock}" if clock else "")
        return ("-P" if self.seconds < 0 else "P") + (text or "T0S")
