"""Days and months: reading, adding and subtracting."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projgov.domain.calendar import add_days, add_months, days_between, month_end, parse_date

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2017, 1, 31), 1, date(2017, 2, 28)),
        (date(2016, 1, 31), 1, date(2016, 2, 29)),
        (date(2017, 3, 31), -1, date(2017, 2, 28)),
        (date(2017, 11, 15), 3, date(2018, 2, 15)),
        (date(2016, 2, 29), 12, date(2017, 2, 28)),
        (date(2017, 12, 31), 0, date(2017, 12, 31)),
    ],
)
def test_months_are_added_and_clamped_to_the_end_of_the_month(day: date, months: int, expected: date) -> None:
    moved = add_months(day, months)
    assert moved == expected
    assert type(moved) is date


@given(DAYS, st.integers(-600, 600))
def test_adding_months_lands_in_the_month_counted_off(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day <= day.day


def test_months_beyond_the_calendar_are_an_error() -> None:
    with pytest.raises(OverflowError):
        add_months(date(9999, 12, 1), 1)
    with pytest.raises(OverflowError):
        add_months(date(1, 1, 1), -1)


@given(DAYS, st.integers(-40_000, 40_000))
def test_days_added_are_days_between(day: date, days: int) -> None:
    assert days_between(day, add_days(day, days)) == days


def test_only_the_full_form_of_a_day_that_exists_is_a_date() -> None:
    assert parse_date("2016-02-29") == date(2016, 2, 29)
    for text in [
        "2017-02-29",
        "2017-2-1",
        "20170201",
        "2017-W01-1",
        "2017-02-01T00:00",
        "2017/02/01",
        "",
        "２０１７-０２-０１",
    ]:
        with pytest.raises(ValueError, match=r"is not a|no year|out of range"):
            parse_date(text)


@given(DAYS, st.integers(-40_000, 40_000), st.integers(-40_000, 40_000))
def test_days_add_up_and_can_be_taken_back(day: date, one: int, other: int) -> None:
    assert add_days(add_days(day, one), other) == add_days(day, one + other)
    assert add_days(add_days(day, one), -one) == day


@given(DAYS.filter(lambda day: day.day <= 28), st.integers(-600, 600), st.integers(-600, 600))
def test_up_to_the_28th_months_add_up_and_can_be_taken_back(day: date, one: int, other: int) -> None:
    assert add_months(add_months(day, one), other) == add_months(day, one + other)
    assert add_months(add_months(day, one), -one) == day


@given(DAYS, DAYS, st.integers(-600, 600))
def test_adding_months_keeps_the_order_of_days(one: date, other: date, months: int) -> None:
    earlier, later = sorted((one, other))
    assert add_months(earlier, months) <= add_months(later, months)


@given(DAYS, st.integers(-600, 600))
def test_where_the_month_has_no_such_day_it_is_the_last_of_the_month(day: date, months: int) -> None:
    """Civil Code, article 202."""
    moved = add_months(day, months)
    assert moved.day == day.day or moved == month_end(moved.year, moved.month)
