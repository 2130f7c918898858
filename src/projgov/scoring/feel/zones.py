"""Time zones by their IANA ids, and what their clocks are set to. The rules are those of the machine's or package's tz database.

Beyond the year 9598 one of the same shape stands for each (400 years repeat the calendar); long before clocks were set by law,
all days are alike.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from projgov.scoring.feel import days

SECONDS_OF_DAY = 86_400

# Names that begin with a small letter (`localtime`, `posix/…`) are files beside the database, not zones.
_ID = re.compile(r"[A-Z][A-Za-z0-9_+-]{0,31}(?:/[A-Za-z0-9_+-]{1,31}){0,3}")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_SAFE = days.number_of(401, 1, 1)
_LAST_SAFE = days.number_of(9598, 12, 31)
_REFERENCE_YEAR = 2024


@lru_cache(maxsize=1024)
def zone(name: str) -> ZoneInfo | None:
    """The zone with an id such as `Asia/Shanghai`; None where the database has none."""
    if not _ID.fullmatch(name):
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # not there; a file that is no zone; a folder
        return None


def offset_of_local(name: str, day: int, second: int, *, later: bool = False) -> int:
    """The offset, in seconds east of UTC, of a zone whose clocks show a `second` (0 to 86399) of the day with a number.

    Where clocks are set back and show a time twice, the first is meant unless `later`; a time that is left out when they are
    set forward counts by the clock before that. Raises ValueError where there is no such zone.
    """
    shown = _EPOCH + timedelta(days=_within(day), seconds=second)
    return _seconds(shown.replace(tzinfo=_known(name), fold=int(later)).utcoffset())


def offset_at(name: str, seconds: int) -> tuple[int, bool]:
    """The offset of a zone at an instant, in seconds from 1970-01-01T00:00:00Z, and whether its clocks show that time again.

    Raises ValueError where there is no such zone.
    """
    day, second = divmod(seconds, SECONDS_OF_DAY)
    shown = (_EPOCH + timedelta(days=_within(day), seconds=second)).astimezone(_known(name))
    return _seconds(shown.utcoffset()), bool(shown.fold)


@lru_cache(maxsize=1024)
def standard_offset(name: str) -> int:
    """The offset of a zone outside summer time: what a time of day with a zone and no date is taken to mean.

    Raises ValueError where there is no such zone.
    """
    return min(offset_of_local(name, days.number_of(_REFERENCE_YEAR, month, 1), 0) for month in (1, 7))


def _known(name: str) -> ZoneInfo:
    found = zone(name)
    if found is None:
        raise ValueError(f"there is no time zone `{name}`")
    return found


def _within(day: int) -> int:
    """The number of a day with the same rules that Python's years hold, with room on both sides."""
    if day < _FIRST_SAFE:
        return _FIRST_SAFE
    if day > _LAST_SAFE:
        return _LAST_SAFE - (_LAST_SAFE - day) % days.CYCLE_DAYS
    return day


def _seconds(offset: timedelta | None) -> int:
    assert offset is not None
    return offset // timedelta(seconds=1)
