"""Periods, days and months."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projgov.domain.calendar import (
    KINDS,
    Period,
    PeriodKind,
    add_days,
    add_months,
    days_between,
    end_of_quarter,
    parse_date,
    periods,
)

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
PERIODS = st.builds(Period.containing, st.sampled_from(KINDS), DAYS)


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("2017", "year", date(2017, 1, 1), date(2017, 12, 31)),
        ("2017-H1", "half_year", date(2017, 1, 1), date(2017, 6, 30)),
        ("2017-H2", "half_year", date(2017, 7, 1), date(2017, 12, 31)),
        ("2017-Q3", "quarter", date(2017, 7, 1), date(2017, 9, 30)),
        ("2016-02", "month", date(2016, 2, 1), date(2016, 2, 29)),
        ("2017-02", "month", date(2017, 2, 1), date(2017, 2, 28)),
    ],
)
def test_a_period_is_read_with_its_first_and_last_day(text: str, kind: str, start: date, end: date) -> None:
    period = Period.parse(text)
    assert (period.kind, period.start, period.end) == (kind, start, end)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "17",
        "2017-H3",
        "2017-Q0",
        "2017-Q5",
        "2017-13",
        "2017-00",
        "2017-9",
        "2017-q1",
        " 2017",
        "2017\n",
        "０２０１７",
        "0000",
    ],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a|no year|out of range"):
        Period.parse(text)


def test_a_period_with_a_number_beyond_its_kind_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="no quarter 5"):
        Period("quarter", 2017, 5)


@given(PERIODS)
def test_writing_and_reading_a_period_gives_it_back(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(st.sampled_from(KINDS), DAYS)
def test_every_day_lies_in_the_period_that_contains_it_and_not_in_the_next(
    kind: PeriodKind, day: date
) -> None:
    period = Period.containing(kind, day)
    assert day in period
    assert day not in period.next()
    assert days_between(period.end, period.next().start) == 1


@given(PERIODS, PERIODS)
def test_periods_are_ordered_by_first_day_then_by_length(one: Period, other: Period) -> None:
    assert (one < other) == ((one.start, one.end) < (other.start, other.end))
    assert (one < other) + (other < one) + (one == other) == 1


def test_a_month_comes_before_the_quarter_and_the_year_that_begin_with_it() -> None:
    texts = ["2017", "2017-Q1", "2017-02", "2017-01", "2017-H1"]
    assert [str(p) for p in sorted(map(Period.parse, texts))] == [
        "2017-01",
        "2017-Q1",
        "2017-H1",
        "2017",
        "2017-02",
    ]


def test_part_periods_at_both_ends_count() -> None:
    found = [str(p) for p in periods("month", date(2016, 11, 30), date(2017, 2, 1))]
    assert found == ["2016-11", "2016-12", "2017-01", "2017-02"]


def test_there_are_no_periods_in_a_span_that_ends_before_it_starts() -> None:
    assert list(periods("year", date(2017, 2, 1), date(2017, 1, 1))) == []


@given(st.sampled_from(KINDS), DAYS, st.integers(0, 800))
def test_periods_follow_one_another_without_gap_and_cover_the_span(
    kind: PeriodKind, start: date, length: int
) -> None:
    end = add_days(start, length)
    found = list(periods(kind, start, end))
    assert start in found[0]
    assert end in found[-1]
    assert all(a.next() == b for a, b in itertools.pairwise(found))


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


def test_the_end_of_a_quarter_is_its_last_day() -> None:
    ends = [date(2017, 3, 31), date(2017, 6, 30), date(2017, 9, 30), date(2017, 12, 31)]
    assert [end_of_quarter(2017, n) for n in (1, 2, 3, 4)] == ends


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
