"""Working days: what a calendar says of days, and the laws of counting them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projgov.diagnostics import InvalidData
from projgov.domain.calendar import (
    OutsideCalendar,
    WorkCalendar,
    add_days,
    add_working_days,
    advanced,
    days_between,
    is_working_day,
    next_working_day,
    postponed,
    previous_working_day,
    working_days_between,
    working_days_within,
)
from projgov.domain.calendar.file import shipped_calendar

CHINA = shipped_calendar()
COVERED = st.dates(CHINA.first, CHINA.last)
WITHIN = st.dates(date(2008, 1, 1), date(2022, 12, 31))
COUNT = st.integers(-900, 900)
OCTOBER = WorkCalendar(
    "october", date(2017, 10, 1), date(2017, 10, 31), [date(2017, 10, 2)], [date(2017, 10, 7)]
)
"""October 2017, a Sunday the 1st: Monday the 2nd is off, Saturday the 7th is worked."""


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2017-10-01", False),  # a Sunday
        ("2017-10-02", False),  # the holiday
        ("2017-10-03", True),
        ("2017-10-07", True),  # the Saturday that is worked instead
        ("2017-10-08", False),
        ("2017-10-31", True),
    ],
)
def test_a_day_is_worked_unless_it_is_off_and_not_made_a_working_day(day: str, worked: bool) -> None:
    assert is_working_day(OCTOBER, date.fromisoformat(day)) is worked


def test_the_day_from_which_is_counted_does_not_count() -> None:
    """After Sunday the 1st: the 3rd, 4th, 5th, 6th and Saturday the 7th are five; the 9th is the sixth."""
    first = date(2017, 10, 1)
    assert [add_working_days(OCTOBER, first, n).day for n in range(7)] == [1, 3, 4, 5, 6, 7, 9]
    assert add_working_days(OCTOBER, date(2017, 10, 3), 1) == date(2017, 10, 4)
    assert add_working_days(OCTOBER, date(2017, 10, 9), -1) == date(2017, 10, 7)
    assert add_working_days(OCTOBER, date(2017, 10, 8), -2) == date(2017, 10, 6)


def test_a_day_off_can_be_moved_to_the_working_day_after_or_before() -> None:
    assert postponed(OCTOBER, date(2017, 10, 8)) == date(2017, 10, 9)
    assert advanced(OCTOBER, date(2017, 10, 8)) == date(2017, 10, 7)
    assert postponed(OCTOBER, date(2017, 10, 7)) == advanced(OCTOBER, date(2017, 10, 7)) == date(2017, 10, 7)


def test_the_working_days_of_a_month_are_counted_with_both_its_ends() -> None:
    """October 2017 has 22 weekdays; one is off, one Saturday is worked."""
    assert working_days_within(OCTOBER, date(2017, 10, 1), date(2017, 10, 31)) == 22
    assert working_days_within(OCTOBER, date(2017, 10, 3), date(2017, 10, 3)) == 1
    assert working_days_within(OCTOBER, date(2017, 10, 3), date(2017, 10, 2)) == 0


@pytest.mark.parametrize(
    ("day", "count", "named"),
    [
        (date(2017, 9, 30), 0, "2017-09-30"),
        (date(2017, 11, 1), -1, "2017-11-01"),
        (date(2017, 10, 31), 1, "2017-11-01"),
        (date(2017, 10, 3), -1, "2017-09-30"),
        (date(2017, 10, 3), 1_000_000, "2017-11-01"),
    ],
)
def test_a_day_outside_the_calendar_is_an_error_that_names_calendar_span_and_day(
    day: date, count: int, named: str
) -> None:
    with pytest.raises(OutsideCalendar) as told:
        add_working_days(OCTOBER, day, count)
    diagnostic = told.value.diagnostic
    assert diagnostic.code == "C020"
    assert diagnostic.message("en") == (
        f"the work calendar `october` covers 2017-10-01 to 2017-10-31, and does not know whether {named} is a working day"
    )
    assert diagnostic.message("zh").startswith("工作日历 `october` 只有 2017-10-01 至 2017-10-31 的数据，")


@given(st.dates(date(1990, 1, 1), date(2040, 12, 31)))
def test_outside_the_calendar_nothing_is_ever_guessed(day: date) -> None:
    asked = (is_working_day, postponed, advanced, next_working_day, previous_working_day)
    for ask in asked:
        if not CHINA.covers(day):
            with pytest.raises(OutsideCalendar):
                ask(CHINA, day)
    if not CHINA.covers(day):
        for earlier, later in ((day, date(2017, 1, 1)), (date(2017, 1, 1), day)):
            with pytest.raises(OutsideCalendar):
                working_days_between(CHINA, earlier, later)


@given(WITHIN, COUNT.filter(bool))
def test_what_is_counted_off_is_a_working_day(day: date, count: int) -> None:
    assert is_working_day(CHINA, add_working_days(CHINA, day, count))


@given(WITHIN, st.integers(0, 900))
def test_so_many_working_days_later_is_so_many_working_days_between(day: date, count: int) -> None:
    assert working_days_between(CHINA, day, add_working_days(CHINA, day, count)) == count


@given(WITHIN, COUNT)
def test_from_a_working_day_counting_there_and_back_again_leads_to_it(day: date, count: int) -> None:
    start = postponed(CHINA, day)
    there = add_working_days(CHINA, start, count)
    assert add_working_days(CHINA, there, -count) == start
    assert working_days_between(CHINA, start, there) == count


@given(WITHIN, st.integers(0, 400), st.integers(0, 400), st.sampled_from([1, -1]))
def test_working_days_counted_in_one_direction_add_up(day: date, one: int, other: int, way: int) -> None:
    step = add_working_days(CHINA, day, one * way)
    assert add_working_days(CHINA, step, other * way) == add_working_days(CHINA, day, (one + other) * way)


@given(COVERED, COVERED, COVERED)
def test_working_days_between_add_up_and_change_their_sign_with_the_direction(
    a: date, b: date, c: date
) -> None:
    assert working_days_between(CHINA, a, b) + working_days_between(CHINA, b, c) == working_days_between(
        CHINA, a, c
    )
    assert working_days_between(CHINA, a, b) == -working_days_between(CHINA, b, a)


@given(WITHIN, st.integers(0, 40))
def test_working_days_between_are_those_that_are_worked_day_by_day(day: date, length: int) -> None:
    end = add_days(day, length)
    worked = [is_working_day(CHINA, add_days(day, n)) for n in range(length + 1)]
    assert working_days_within(CHINA, day, end) == sum(worked)
    assert working_days_between(CHINA, day, end) == sum(worked[1:])


@given(WITHIN)
def test_the_next_working_day_is_the_nearest_after_and_the_previous_the_nearest_before(day: date) -> None:
    after, before = next_working_day(CHINA, day), previous_working_day(CHINA, day)
    assert before < day < after
    assert not any(is_working_day(CHINA, add_days(day, n)) for n in range(1, days_between(day, after)))
    assert not any(is_working_day(CHINA, add_days(day, -n)) for n in range(1, days_between(before, day)))
    assert postponed(CHINA, day) in (day, after)
    assert advanced(CHINA, day) in (day, before)


def test_two_calendars_that_say_the_same_of_every_day_are_equal_whatever_they_are_called() -> None:
    named = WorkCalendar(
        "other", date(2017, 10, 1), date(2017, 10, 31), {date(2017, 10, 2): "国庆节"}, {date(2017, 10, 7): ""}
    )
    assert named == OCTOBER
    assert hash(named) == hash(OCTOBER)
    assert named.digest == OCTOBER.digest
    longer = WorkCalendar(
        "october", date(2017, 10, 1), date(2017, 11, 1), [date(2017, 10, 2)], [date(2017, 10, 7)]
    )
    six = WorkCalendar("october", date(2017, 10, 1), date(2017, 10, 31), [date(2017, 10, 2)], (), [7])
    assert len({OCTOBER, longer, six}) == 3


def test_a_holiday_on_a_weekend_says_nothing_more() -> None:
    sunday = WorkCalendar(
        "o",
        date(2017, 10, 1),
        date(2017, 10, 31),
        [date(2017, 10, 1), date(2017, 10, 2)],
        [date(2017, 10, 7)],
    )
    assert sunday == OCTOBER


def test_weekends_can_be_other_days() -> None:
    """A week with Friday and Saturday off: 2017-10-01 is a Sunday."""
    week = WorkCalendar("week", date(2017, 10, 1), date(2017, 10, 7), weekend=[5, 6])
    assert [date.fromordinal(n).day for n in week.ordinals] == [1, 2, 3, 4, 5]


def test_all_that_cannot_be_meant_of_a_calendar_is_told_at_once() -> None:
    with pytest.raises(InvalidData) as refused:
        WorkCalendar(
            "bad",
            date(2017, 1, 1),
            date(2017, 12, 31),
            [date(2016, 12, 31), date(2017, 1, 7)],
            [date(2017, 1, 7), date(2017, 1, 9)],
            [0, 6],
        )
    assert [(d.code, str(d.place)) for d in refused.value.diagnostics] == [
        ("C022", "holidays.2016-12-31"),
        ("C025", "weekend"),
        ("C024", "working_days.2017-01-07"),
        ("C023", "working_days.2017-01-09"),
    ]


def test_a_calendar_ends_no_earlier_than_it_begins_and_leaves_a_day_to_work() -> None:
    for last, weekend, code in (
        (date(2016, 12, 31), (6, 7), "C021"),
        (date(2017, 12, 31), range(1, 8), "C026"),
    ):
        with pytest.raises(InvalidData) as refused:
            WorkCalendar("bad", date(2017, 1, 1), last, weekend=weekend)
        assert [d.code for d in refused.value.diagnostics] == [code]


def test_a_calendar_through_the_last_day_there_is_ends_with_an_error_as_others_do() -> None:
    end = WorkCalendar("end", date.max - timedelta(days=7), date.max)
    with pytest.raises(OutsideCalendar):
        add_working_days(end, date.max, 1)


@pytest.mark.parametrize(
    "days", [["2017-10-02"], {"2017-10-02": "National Day"}, [datetime(2017, 10, 2, tzinfo=UTC)]]
)
def test_days_that_are_no_dates_are_a_mistake_of_the_caller(days: Any) -> None:
    with pytest.raises(TypeError, match="`holidays` of a work calendar is a date"):
        WorkCalendar("x", date(2017, 1, 1), date(2017, 12, 31), days)
    with pytest.raises(TypeError, match="`last` of a work calendar is a date, not str"):
        WorkCalendar("x", date(2017, 1, 1), "2017-12-31")  # type: ignore[arg-type]  # what is tried
