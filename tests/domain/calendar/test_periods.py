"""Periods: what they are, their order, and that they follow one another without gap."""

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
    duration,
    end_of_quarter,
    month_end,
    period_words,
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
        ("2017-03-H1", "half_month", date(2017, 3, 1), date(2017, 3, 15)),
        ("2016-02-H2", "half_month", date(2016, 2, 16), date(2016, 2, 29)),
        ("2017-03-T1", "ten_days", date(2017, 3, 1), date(2017, 3, 10)),
        ("2017-03-T2", "ten_days", date(2017, 3, 11), date(2017, 3, 20)),
        ("2017-02-T3", "ten_days", date(2017, 2, 21), date(2017, 2, 28)),
        ("2017-03-01/P10D", "P10D", date(2017, 3, 1), date(2017, 3, 10)),
        ("2017-12-28/P2W", "P14D", date(2017, 12, 28), date(2018, 1, 10)),
        ("2016-02-28/P1M", "P1M", date(2016, 2, 28), date(2016, 3, 27)),
        ("2016-11-01/P1Y", "P12M", date(2016, 11, 1), date(2017, 10, 31)),
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
        "2017-03-H3",
        "2017-03-T0",
        "2017-Q1-H1",
        "2017-02-30/P1D",
        "2017-03-01/",
        "2017-03-01/P0D",
        "2017-03-01/10D",
        "2017-03-01/P1M10D",
        "2017-03/P1M",
        "2017-01-29/P1M",
        "9999-12-31/P2D",
    ],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a|no year|out of range|after the year|not every month"):
        Period.parse(text)


def test_a_period_with_a_number_beyond_its_kind_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="no quarter 5"):
        Period("quarter", 2017, 5)


ANY_PERIOD = st.one_of(
    PERIODS,
    st.builds(
        Period.starting,
        st.sampled_from(["P1D", "P10D", "P2W", "P1M", "P5M", "P1Y"]),
        DAYS.filter(lambda day: day.day <= 28),
    ),
)


@given(ANY_PERIOD)
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


def test_the_end_of_a_quarter_is_its_last_day() -> None:
    ends = [date(2017, 3, 31), date(2017, 6, 30), date(2017, 9, 30), date(2017, 12, 31)]
    assert [end_of_quarter(2017, n) for n in (1, 2, 3, 4)] == ends


def test_a_kind_that_there_is_not_makes_no_period() -> None:
    with pytest.raises(ValueError, match="no kind of period `week`"):
        Period("week", 2017, 1)


def test_weeks_are_days_and_years_are_months() -> None:
    assert [duration(text) for text in ("P10D", "P2W", "P1M", "P2Y")] == ["P10D", "P14D", "P1M", "P24M"]
    assert Period.parse("2017-03-01/P2W") == Period.parse("2017-03-01/P14D")


@given(ANY_PERIOD, st.integers(-60, 60), st.integers(-60, 60))
def test_going_so_many_periods_on_adds_up_and_can_be_undone(period: Period, one: int, other: int) -> None:
    assert period.after(one).after(other) == period.after(one + other)
    assert period.after(one).after(-one) == period
    assert period.next().previous() == period


@given(ANY_PERIOD)
def test_a_period_ends_on_the_day_before_the_next_begins(period: Period) -> None:
    assert add_days(period.end, 1) == period.next().start
    assert period.start in period
    assert period.end in period
    assert add_days(period.start, -1) not in period


@given(st.sampled_from(KINDS), DAYS)
def test_the_calendar_periods_of_a_kind_partition_time(kind: PeriodKind, day: date) -> None:
    """Every day lies in one of them and in no other."""
    period = Period.containing(kind, day)
    near = [period.after(n) for n in range(-3, 4)]
    assert [p for p in near if day in p] == [period]


@given(
    st.sampled_from(["P1D", "P10D", "P2W", "P1M", "P1Y"]),
    DAYS.filter(lambda day: day.day <= 28),
    st.integers(0, 500),
)
def test_periods_of_a_length_are_counted_from_the_start_and_partition_time(
    kind: str, start: date, days: int
) -> None:
    end = add_days(start, days)
    found = list(periods(kind, start, end))
    assert found[0].start == start
    assert end in found[-1]
    assert all(add_days(one.end, 1) == other.start for one, other in itertools.pairwise(found))


def test_months_from_the_31st_are_refused_because_not_every_month_has_one() -> None:
    with pytest.raises(ValueError, match="not every month has a day 31"):
        list(periods("P1M", date(2017, 1, 31), date(2017, 12, 31)))


@given(DAYS)
def test_what_a_longer_calendar_period_covers(day: date) -> None:
    """Thirds and halves of months lie in months, these in quarters, half-years and years."""
    year, half, quarter, month, half_month, ten_days = (Period.containing(kind, day) for kind in KINDS)
    assert year.covers(half)
    assert half.covers(quarter)
    assert quarter.covers(month)
    assert month.covers(half_month)
    assert month.covers(ten_days)
    assert not month.covers(quarter)
    assert not month.covers(month.next())


@given(DAYS)
def test_the_months_of_a_quarter_are_its_days(day: date) -> None:
    quarter = Period.containing("quarter", day)
    months = list(periods("month", quarter.start, quarter.end))
    assert len(months) == 3
    assert (months[0].start, months[-1].end) == (quarter.start, quarter.end)


@given(st.integers(1900, 2100))
def test_february_has_29_days_in_leap_years_alone(year: int) -> None:
    """Leap years are those that 4 divides, but of the hundreds only those that 400 divides."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    assert Period("month", year, 2).end == month_end(year, 2) == date(year, 2, 29 if leap else 28)
    assert Period("half_month", year, 4).end.day == Period("ten_days", year, 6).end.day == 28 + leap
    assert add_months(date(year - 1, 2, 28), 12) == date(year, 2, 28)


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("2017-Q1", "2017-Q1", "2017-Q1"),
        ("2017-03-H2", "2017年3月下半月", "2017-03, second half"),
        ("2017-11-T1", "2017年11月上旬", "2017-11, days 1 to 10"),
        ("2017-11-T3", "2017年11月下旬", "2017-11, days from 21"),
        ("2017-03-01/P2W", "2017-03-01至2017-03-14", "2017-03-01 to 2017-03-14"),
    ],
)
def test_parts_of_months_and_lengths_of_time_are_said_in_words(text: str, zh: str, en: str) -> None:
    words = period_words(Period.parse(text))
    assert (words.zh, words.en) == (zh, en)
