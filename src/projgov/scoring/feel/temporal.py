"""Dates, times, and dates with times, as FEEL has them: years far beyond Python's, offsets and zones.

These are values with parts, equal where all parts are (10:00Z and 11:00+01:00 differ). How FEEL compares them, by what they
mean, is `temporal_order`.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import attrs

from projgov.scoring.feel import days, zones
from projgov.scoring.feel.durations import NANOSECOND, NANOSECONDS
from projgov.scoring.feel.numbers import CONTEXT

MAX_OFFSET = 14 * 3600
"""The largest offset from UTC, either way, in seconds (XML Schema Part 2, dateTime)."""

DAY = 86_400 * NANOSECONDS
"""The nanoseconds of a day."""


@attrs.frozen
class Date:
    """A day of the proleptic Gregorian calendar, years -999,999,999 to 999,999,999. Raises ValueError for any other.

    `str()` is the canonical text, such as `2017-03-31` or `-0044-03-15`.
    """

    year: int
    month: int
    day: int

    def __attrs_post_init__(self) -> None:
        if not days.exists(self.year, self.month, self.day):
            raise ValueError(f"there is no day {self.year}-{self.month}-{self.day}")

    @classmethod
    def from_number(cls, number: int) -> Date:
        """The day with a number (see `days`). Raises ValueError outside FEEL's years."""
        return cls(*days.day_with(number))

    @classmethod
    def from_python(cls, value: dt.date) -> Date:
        """The same day of FEEL's kind."""
        return cls(value.year, value.month, value.day)

    def to_python(self) -> dt.date:
        """The same day of Python's kind. Raises ValueError outside the years 1 to 9999."""
        return dt.date(self.year, self.month, self.day)

    @property
    def number(self) -> int:
        """The days since 1 January 1970."""
        return days.number_of(self.year, self.month, self.day)

    def __str__(self) -> str:
        return f"{'-' if self.year < 0 else ''}{abs(self.year):04}-{self.month:02}-{self.day:02}"


@attrs.frozen
class Time:
    """A time of day; `offset` in seconds east of UTC, or the id of a `zone`, or neither (local).

    `fraction` is that of the second, exact to the nanosecond. Raises ValueError for a time, an offset beyond 14 hours or a
    zone that does not exist. `str()` is the canonical text, such as `10:30:00`, `10:30:00.5Z`, `10:30:00@Asia/Shanghai`.
    """

    hour: int
    minute: int
    second: int
    fraction: Decimal = Decimal(0)
    offset: int | None = None
    zone: str | None = None

    def __attrs_post_init__(self) -> None:
        if not (0 <= self.hour < 24 and 0 <= self.minute < 60 and 0 <= self.second < 60):
            raise ValueError(f"there is no time {self.hour}:{self.minute}:{self.second}")
        if not 0 <= self.fraction < 1 or CONTEXT.quantize(self.fraction, NANOSECOND) != self.fraction:
            raise ValueError(f"`{self.fraction}` is not the fraction of a second in whole nanoseconds")
        if self.offset is not None:
            if self.zone is not None:
                raise ValueError("a time has an offset or a zone, not both")
            if abs(self.offset) > MAX_OFFSET:
                raise ValueError(f"an offset of {self.offset} seconds is more than 14 hours")
        elif self.zone is not None and zones.zone(self.zone) is None:
            raise ValueError(f"there is no time zone `{self.zone}`")

    @classmethod
    def from_nanoseconds(
        cls, nanoseconds: int, *, offset: int | None = None, zone: str | None = None
    ) -> Time:
        """The time so many nanoseconds after midnight, where days follow one another: 25 hours are 01:00."""
        seconds, rest = divmod(nanoseconds % DAY, NANOSECONDS)
        minutes, second = divmod(seconds, 60)
        hour, minute = divmod(minutes, 60)
        return cls(hour, minute, second, CONTEXT.scaleb(Decimal(rest), -9), offset, zone)

    @classmethod
    def from_python(cls, value: dt.time) -> Time:
        """The same time of FEEL's kind. Raises ValueError for an offset that FEEL has not, or that depends on the day."""
        offset, zone = _python_offset(value.tzinfo, value.utcoffset())
        return cls(
            value.hour, value.minute, value.second, Decimal(value.microsecond).scaleb(-6), offset, zone
        )

    def to_python(self) -> dt.time:
        """The same time of Python's kind. Raises ValueError where it is finer than a microsecond."""
        microsecond = _microseconds(self)
        return dt.time(self.hour, self.minute, self.second, microsecond, tzinfo=_tzinfo(self))

    @property
    def nanoseconds(self) -> int:
        """The time since midnight, as the clock shows it."""
        whole = (self.hour * 60 + self.minute) * 60 + self.second
        return whole * NANOSECONDS + int(CONTEXT.scaleb(self.fraction, 9))

    @property
    def utc_offset(self) -> int | None:
        """The offset, or that of the zone outside summer time, or None for a local time."""
        return self.offset if self.zone is None else zones.standard_offset(self.zone)

    def __str__(self) -> str:
        fraction = f"{CONTEXT.normalize(self.fraction):f}"[1:] if self.fraction else ""
        return f"{self.hour:02}:{self.minute:02}:{self.second:02}{fraction}{self._suffix()}"

    def _suffix(self) -> str:
        if self.zone is not None:
            return f"@{self.zone}"
        return "" if self.offset is None else offset_text(self.offset)


@attrs.frozen
class DateTime:
    """A day and a time of that day.

    `later` is set for the second of two instants at which the zone's clocks show this time, having been set back between; the
    text does not tell them apart. `str()` is the canonical text, such as `2017-03-31T10:30:00+08:00`.
    """

    date: Date
    time: Time
    later: bool = False

    @classmethod
    def from_python(cls, value: dt.datetime) -> DateTime:
        """The same date and time of FEEL's kind. Raises ValueError for an offset that FEEL has not."""
        offset, zone = _python_offset(value.tzinfo, value.utcoffset())
        fraction = Decimal(value.microsecond).scaleb(-6)
        time = Time(value.hour, value.minute, value.second, fraction, offset, zone)
        date = Date(value.year, value.month, value.day)
        twice = zone is not None and value.replace(fold=0).utcoffset() != value.replace(fold=1).utcoffset()
        return cls(date, time, later=twice and bool(value.fold))

    def to_python(self) -> dt.datetime:
        """The same date and time of Python's kind. Raises ValueError outside the years 1 to 9999, or finer than microseconds."""
        time = self.time.to_python()
        return dt.datetime.combine(self.date.to_python(), time).replace(fold=int(self.later))

    @classmethod
    def from_local(cls, nanoseconds: int, *, offset: int | None, zone: str | None) -> DateTime:
        """What clocks show so many nanoseconds after their 1970-01-01T00:00:00. Raises ValueError outside FEEL's years."""
        number, rest = divmod(nanoseconds, DAY)
        return cls(Date.from_number(number), Time.from_nanoseconds(rest, offset=offset, zone=zone))

    @classmethod
    def from_instant(cls, nanoseconds: int, *, offset: int | None, zone: str | None) -> DateTime:
        """The instant so many nanoseconds after 1970-01-01T00:00:00Z, at an offset or in a zone.

        Raises ValueError outside FEEL's years.
        """
        if zone is None:
            return cls.from_local(nanoseconds + (offset or 0) * NANOSECONDS, offset=offset, zone=None)
        shown, later = zones.offset_at(zone, nanoseconds // NANOSECONDS)
        return attrs.evolve(
            cls.from_local(nanoseconds + shown * NANOSECONDS, offset=None, zone=zone), later=later
        )

    @property
    def local(self) -> int:
        """The nanoseconds since the clock that shows this time showed 1970-01-01T00:00:00."""
        return self.date.number * DAY + self.time.nanoseconds

    @property
    def utc_offset(self) -> int | None:
        """The offset, or that of the zone on this day and time, or None for a local one."""
        if self.time.zone is None:
            return self.time.offset
        second = self.time.nanoseconds // NANOSECONDS
        return zones.offset_of_local(self.time.zone, self.date.number, second, later=self.later)

    @property
    def instant(self) -> int:
        """The nanoseconds since 1970-01-01T00:00:00Z; of a local date and time, as if it were UTC."""
        return self.local - (self.utc_offset or 0) * NANOSECONDS

    def __str__(self) -> str:
        return f"{self.date}T{self.time}"


def offset_text(offset: int) -> str:
    """`Z`, `+08:00`, `-01:30`; with seconds where it has any."""
    if not offset:
        return "Z"
    minutes, seconds = divmod(abs(offset), 60)
    hours, minutes = divmod(minutes, 60)
    tail = f":{seconds:02}" if seconds else ""
    return f"{'-' if offset < 0 else '+'}{hours:02}:{minutes:02}{tail}"


def _python_offset(tzinfo: dt.tzinfo | None, offset: dt.timedelta | None) -> tuple[int | None, str | None]:
    if tzinfo is None:
        return None, None
    if isinstance(tzinfo, ZoneInfo) and tzinfo.key and zones.zone(tzinfo.key) is not None:
        return None, tzinfo.key
    if offset is None:
        raise ValueError(f"the offset of `{tzinfo}` is not known without a date")
    seconds, rest = divmod(offset, dt.timedelta(seconds=1))
    if rest:
        raise ValueError(f"the offset of `{tzinfo}` is not in whole seconds")
    return seconds, None


def _tzinfo(time: Time) -> dt.tzinfo | None:
    if time.zone is not None:
        return zones.zone(time.zone)
    if time.offset is None:
        return None
    return dt.timezone(dt.timedelta(seconds=time.offset)) if time.offset else dt.UTC


def _microseconds(time: Time) -> int:
    microseconds, rest = divmod(int(CONTEXT.scaleb(time.fraction, 9)), 1000)
    if rest:
        raise ValueError(f"{time} is finer than Python's times, which are exact to the microsecond")
    return microseconds
