"""Moving days by lengths of time, and chains of milestones back from their end."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projgov.domain.calendar import UNITS, OutsideCalendar, Step, back_schedule, move
from projgov.domain.calendar.file import shipped_calendar

CHINA = shipped_calendar()
STEPS = st.lists(st.builds(Step, st.integers(0, 2), st.sampled_from(UNITS)), max_size=3)
DAYS = st.dates(date(2020, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (Step(5), "2017-02-05"),
        (Step(-5), "2017-01-26"),
        (Step(2, "week"), "2017-02-14"),
        (Step(1, "month"), "2017-02-28"),  # February has no 31st
        (Step(-1, "year"), "2016-01-31"),
        (
            Step(3, "working_day"),
            "2017-02-06",
        ),  # holiday through 2 February; the 3rd, the Saturday 4th worked instead, the 6th
    ],
)
def test_a_day_is_moved_by_a_length_of_time(step: Step, expected: str) -> None:
    assert move(date(2017, 1, 31), step, CHINA) == date.fromisoformat(expected)


def test_working_days_need_a_calendar_that_covers_them() -> None:
    with pytest.raises(ValueError, match="by a calendar, and none is given"):
        move(date(2017, 1, 31), Step(1, "working_day"))
    with pytest.raises(OutsideCalendar):
        move(date(2003, 12, 31), Step(1, "working_day"), CHINA)


def test_a_chain_of_milestones_is_counted_back_from_its_end() -> None:
    """End 30 June 2017, a Friday. Five working days before: Friday the 23rd; a month before that: 23 May; 10 days before: 13 May."""
    steps = [Step(10), Step(1, "month"), Step(5, "working_day")]
    found = [day.isoformat() for day in back_schedule(date(2017, 6, 30), steps, CHINA)]
    assert found == ["2017-05-13", "2017-05-23", "2017-06-23", "2017-06-30"]


@given(DAYS, STEPS, STEPS)
def test_a_chain_is_as_long_as_its_steps_rises_and_can_be_cut_anywhere(
    end: date, before: list[Step], after: list[Step]
) -> None:
    whole = back_schedule(end, [*before, *after], CHINA)
    assert len(whole) == len(before) + len(after) + 1
    assert list(whole) == sorted(whole)
    assert whole[-1] == end
    later = back_schedule(end, after, CHINA)
    assert whole == back_schedule(later[0], before, CHINA)[:-1] + later
