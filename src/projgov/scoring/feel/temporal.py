"""Dates, times, and dates with times, as FEEL has them: years far beyond Python's, offsets and zones."""

from __future__ import annotations

from decimal import Decimal

import attrs


@attrs.frozen
class Date:
    """A day of the proleptic Gregorian calendar, years -999,999,999 to 999,999,999."""

    year: int
    month: int
    day: int


@attrs.frozen
class Time:
    """A time of day; `offset` in seconds east of UTC, or the id of a `zone`, or neither (local)."""

    hour: int
    minute: int
    second: int
    fraction: Decimal = Decimal(0)
    offset: int | None = None
    zone: str | None = None


@attrs.frozen
class DateTime:
    date: Date
    time: Time
