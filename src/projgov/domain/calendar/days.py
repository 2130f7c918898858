"""Days: reading them, and counting days and months. The one module that knows pendulum."""

import calendar
import re
from datetime import date, timedelta

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


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
