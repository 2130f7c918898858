"""The texts of dates, times and durations, and what they mean (DMN 1.5, 10.3.4.1; XML Schema Part 2).

Each function gives None for a text that is none of its kind, or of something that does not exist. Strict, as XML Schema is:
four or more digits of year without needless zeros, two of everything else, no sign but `-`, offsets to 14 hours; `24:00:00` is
midnight at the end of the day. Beyond it: a zone id after `@`, seconds in offsets, `z` for `Z`. Of the fraction of a second,
nine digits count.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TypeAlias

from projgov.scoring.feel.durations import DaysDuration, MonthsDuration
from projgov.scoring.feel.temporal import Date, DateTime, Time

Temporal: TypeAlias = Date | Time | DateTime | MonthsDuration | DaysDuration

_DAY = r"(?P<year>-?(?:[1-9][0-9]{3,8}|0[0-9]{3}))-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
_CLOCK = r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2})(?:\.(?P<fraction>[0-9]+))?"
_OFFSET = r"(?P<utc>[Zz])|(?P<sign>[+-])(?P<oh>[0-9]{2}):(?P<om>[0-5][0-9])(?::(?P<os>[0-5][0-9]))?"
_PLACE = rf"(?:{_OFFSET}|@(?P<zone>[A-Za-z0-9_+/-]+))?"

_DATE = re.compile(_DAY)
_TIME = re.compile(_CLOCK + _PLACE)
_DATE_TIME = re.compile(rf"{_DAY}(?:T{_CLOCK}{_PLACE})?")
_DATE_WITH_OFFSET = re.compile(rf"{_DAY}(?:{_OFFSET})")
_MONTHS = re.compile(r"(?P<sign>-?)P(?=[0-9])(?:(?P<years>[0-9]+)Y)?(?:(?P<months>[0-9]+)M)?")
_DAYS = re.compile(
    r"(?P<sign>-?)P(?=[0-9T])(?:(?P<days>[0-9]+)D)?"
    r"(?:T(?=[0-9])(?:(?P<hours>[0-9]+)H)?(?:(?P<minutes>[0-9]+)M)?"
    r"(?:(?P<seconds>[0-9]+)(?:\.(?P<fraction>[0-9]+))?S)?)?"
)
_MAX_DIGITS = 30


def parse_date(text: str) -> Date | None:
    """`2017-03-31`."""
    found = _DATE.fullmatch(text)
    return found and _date(found)


def parse_time(text: str) -> Time | None:
    """`10:30:00`, `10:30:00.5Z`, `10:30:00+08:00`, `10:30:00@Asia/Shanghai`."""
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    clock = _time(found)
    return clock and clock[0]


def parse_date_time(text: str) -> DateTime | None:
    """`2017-03-31T10:30:00`, with what a time may have; a date alone is its midnight, with the offset that it may bear."""
    found = _DATE_TIME.fullmatch(text)
    if found is None:
        found = _DATE_WITH_OFFSET.fullmatch(text)
        date = found and _date(found)
        if found is None or date is None:
            return None
        try:
            return DateTime(date, Time(0, 0, 0, offset=_offset(found)))
        except ValueError:
            return None
    date = _date(found)
    clock = _time(found) if found["hour"] else (Time(0, 0, 0), 0)
    if date is None or clock is None:
        return None
    time, days = clock
    try:
        return DateTime(Date.from_number(date.number + days) if days else date, time)
    except ValueError:  # the midnight after the last day of all
        return None


def parse_months(text: str) -> MonthsDuration | None:
    """`P1Y2M`, of either sign."""
    found = _MONTHS.fullmatch(text)
    if found is None or not _short(found, "years", "months"):
        return None
    months = int(found["years"] or 0) * 12 + int(found["months"] or 0)
    try:
        return MonthsDuration(-months if found["sign"] else months)
    except ValueError:
        return None


def parse_days(text: str) -> DaysDuration | None:
    """`P1DT2H3M4.5S`, of either sign."""
    found = _DAYS.fullmatch(text)
    if found is None or not _short(found, "days", "hours", "minutes", "seconds"):
        return None
    hours = int(found["days"] or 0) * 24 + int(found["hours"] or 0)
    seconds = (hours * 60 + int(found["minutes"] or 0)) * 60 + int(found["seconds"] or 0)
    nanoseconds = int(f"{seconds}{_nanoseconds(found):09}")
    try:
        return DaysDuration.of_nanoseconds(-nanoseconds if found["sign"] else nanoseconds)
    except ValueError:
        return None


def parse_duration(text: str) -> MonthsDuration | DaysDuration | None:
    """A duration of either kind."""
    months = parse_months(text)
    return months if months is not None else parse_days(text)


def literal(text: str) -> Temporal | None:
    """What `@"text"` means."""
    if text[2:3] == ":":
        return parse_time(text)
    if "P" in text[:2]:
        return parse_duration(text)
    return parse_date_time(text) if "T" in text else parse_date(text)


def _date(found: re.Match[str]) -> Date | None:
    try:
        return Date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def _time(found: re.Match[str]) -> tuple[Time, int] | None:
    """The time, and 1 where it belongs to the next day."""
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"])
    nanoseconds = _nanoseconds(found)
    ends = hour == 24 and not (minute or second or (found["fraction"] or "").strip("0"))
    try:
        time = Time(
            0 if ends else hour,
            minute,
            second,
            Decimal(nanoseconds).scaleb(-9),
            _offset(found),
            found["zone"],
        )
    except ValueError:
        return None
    return time, int(ends)


def _offset(found: re.Match[str]) -> int | None:
    if found["utc"]:
        return 0
    if not found["sign"]:
        return None
    seconds = (int(found["oh"]) * 60 + int(found["om"])) * 60 + int(found["os"] or 0)
    return -seconds if found["sign"] == "-" else seconds


def _nanoseconds(found: re.Match[str]) -> int:
    return int((found["fraction"] or "")[:9].ljust(9, "0"))


def _short(found: re.Match[str], *parts: str) -> bool:
    return all(len(found[part] or "") <= _MAX_DIGITS for part in parts)
