"""The calendar by numbers, against Python's where that reaches, and by its laws beyond."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projgov.scoring.feel import days

EPOCH = dt.date(1970, 1, 1).toordinal()
NUMBERS = st.integers(-365_242_500_000, 365_242_500_000) | st.integers(-1_000_000, 1_000_000)


@given(st.dates())
def test_days_are_numbered_as_pythons_calendar_has_them(day: dt.date) -> None:
    number = days.number_of(day.year, day.month, day.day)
    assert number == day.toordinal() - EPOCH
    assert days.day_with(number) == (day.year, day.month, day.day)
    assert days.weekday(number) == day.isoweekday()
    assert days.day_of_year(day.year, day.month, day.day) == day.timetuple().tm_yday
    assert days.week_of_year(day.year, day.month, day.day) == day.isocalendar().week


def test_every_day_of_an_era_has_its_own_number() -> None:
    """400 years have 146,097 days: 400 * 365 and 97 leap days."""
    first = days.number_of(1, 1, 1)
    assert days.number_of(401, 1, 1) - first == days.CYCLE_DAYS == 400 * 365 + 97
    found = [days.day_with(number) for number in range(first, first + days.CYCLE_DAYS)]
    assert found == [
        (year, month, day)
        for year in range(1, 401)
        for month in range(1, 13)
        for day in range(1, days.month_days(year, month) + 1)
    ]


@given(NUMBERS)
def test_the_day_with_a_number_has_that_number(number: int) -> None:
    assert days.number_of(*days.day_with(number)) == number


@given(NUMBERS)
def test_the_calendar_repeats_after_400_years(number: int) -> None:
    year, month, day = days.day_with(number)
    assert days.day_with(number + days.CYCLE_DAYS) == (year + 400, month, day)
    assert days.weekday(number + days.CYCLE_DAYS) == days.weekday(number)


@pytest.mark.parametrize(
    ("day", "there"),
    [
        ((2000, 2, 29), True),
        ((1900, 2, 29), False),
        ((0, 2, 29), True),
        ((-4, 2, 29), True),
        ((-999_999_999, 1, 1), True),
        ((-1_000_000_000, 1, 1), False),
        ((999_999_999, 12, 31), True),
        ((1_000_000_000, 1, 1), False),
        ((2017, 0, 1), False),
        ((2017, 13, 1), False),
        ((2017, 4, 31), False),
        ((2017, 4, 0), False),
    ],
)
def test_a_day_exists_where_its_month_has_it(day: tuple[int, int, int], there: bool) -> None:
    assert days.exists(*day) is there


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ((2020, 1, 31), 1, (2020, 2, 29)),
        ((2021, 1, 31), 1, (2021, 2, 28)),
        ((2020, 3, 31), -1, (2020, 2, 29)),
        ((2020, 1, 15), -1, (2019, 12, 15)),
        ((2020, 12, 15), 13, (2022, 1, 15)),
        ((1, 1, 1), -1, (0, 12, 1)),
        ((2020, 2, 29), 12, (2021, 2, 28)),
    ],
)
def test_months_later_it_is_the_same_day_or_the_months_last(
    day: tuple[int, int, int], months: int, expected: tuple[int, int, int]
) -> None:
    assert days.plus_months(*day, months) == expected
