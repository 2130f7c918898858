"""The proleptic Gregorian calendar by numbers: what the day is, for years of any size.

Days are counted from 1 January 1970, which is day 0. The year 0 is the one before the year 1, as in ISO 8601.
"""

from __future__ import annotations

MAX_YEAR = 999_999_999
"""The last year of FEEL; the first is its negative."""

CYCLE_YEARS = 400
CYCLE_DAYS = 146_097
"""After 400 years the calendar repeats, with its weekdays."""

_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year: int) -> bool:
    """Whether the year has 366 days."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_days(year: int, month: int) -> int:
    """How many days a month (1 to 12) has."""
    return 29 if month == 2 and is_leap(year) else _MONTH_DAYS[month - 1]


def exists(year: int, month: int, day: int) -> bool:
    """Whether there is such a day in the years of FEEL."""
    return abs(year) <= MAX_YEAR and 1 <= month <= 12 and 1 <= day <= month_days(year, month)


def number_of(year: int, month: int, day: int) -> int:
    """The number of a day."""
    # The year begins in March here, so that the leap day is its last: the months before then follow one pattern.
    shifted = year - (month <= 2)
    cycle, of_cycle = divmod(shifted, CYCLE_YEARS)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    day_of_cycle = of_cycle * 365 + of_cycle // 4 - of_cycle // 100 + day_of_year
    return cycle * CYCLE_DAYS + day_of_cycle - 719_468


def day_with(number: int) -> tuple[int, int, int]:
    """Year, month and day of the day with a number; the inverse of `number_of`."""
    cycle, of_cycle = divmod(number + 719_468, CYCLE_DAYS)
    year = (of_cycle - of_cycle // 1460 + of_cycle // 36_524 - of_cycle // 146_096) // 365
    day_of_year = of_cycle - (365 * year + year // 4 - year // 100)
    month_from_march = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * month_from_march + 2) // 5 + 1
    month = (month_from_march + 2) % 12 + 1
    return cycle * CYCLE_YEARS + year + (month <= 2), month, day


def weekday(number: int) -> int:
    """1 for a Monday to 7 for a Sunday (ISO 8601), of the day with a number."""
    return (number + 3) % 7 + 1


def day_of_year(year: int, month: int, day: int) -> int:
    """1 for 1 January to 365 or 366."""
    return number_of(year, month, day) - number_of(year, 1, 1) + 1


def week_of_year(year: int, month: int, day: int) -> int:
    """The week by ISO 8601: weeks begin on Monday, and week 1 is the one with the year's first Thursday."""
    number = number_of(year, month, day)
    thursday = number - weekday(number) + 4
    of_year, _, _ = day_with(thursday)
    return (thursday - number_of(of_year, 1, 1)) // 7 + 1


def plus_months(year: int, month: int, day: int, months: int) -> tuple[int, int, int]:
    """The same day of another month, or that month's last day where it is shorter. The year may lie beyond FEEL's."""
    moved, index = divmod(year * 12 + month - 1 + months, 12)
    return moved, index + 1, min(day, month_days(moved, index + 1))
