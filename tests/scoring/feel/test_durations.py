"""Durations: what can be one, its parts, its text, and Python's of the same length."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.feel.moments import DAYS, MONTHS

from projgov.scoring.feel.durations import DaysDuration, MonthsDuration
from projgov.scoring.feel.temporal_parsing import parse_duration


@pytest.mark.parametrize(
    ("months", "text", "parts"),
    [
        (0, "P0M", (0, 0)),
        (1, "P1M", (0, 1)),
        (12, "P1Y", (1, 0)),
        (14, "P1Y2M", (1, 2)),
        (-14, "-P1Y2M", (-1, -2)),
        (-3, "-P3M", (0, -3)),
    ],
)
def test_a_months_duration_tells_years_and_months(months: int, text: str, parts: tuple[int, int]) -> None:
    duration = MonthsDuration(months)
    assert (str(duration), duration.parts) == (text, parts)


@pytest.mark.parametrize(
    ("seconds", "text", "parts"),
    [
        ("0", "PT0S", ("0", "0", "0", "0")),
        ("90000", "P1DT1H", ("1", "1", "0", "0")),  # the standard's example: 25 hours
        ("93784.5", "P1DT2H3M4.5S", ("1", "2", "3", "4.5")),
        ("-5400", "-PT1H30M", ("0", "-1", "-30", "0")),
        ("0.000000001", "PT0.000000001S", ("0", "0", "0", "0.000000001")),
        ("30", "PT30S", ("0", "0", "0", "30")),
        ("-86400.25", "-P1DT0.25S", ("-1", "0", "0", "-0.25")),
    ],
)
def test_a_days_duration_tells_days_hours_minutes_and_seconds(
    seconds: str, text: str, parts: tuple[str, ...]
) -> None:
    duration = DaysDuration(Decimal(seconds))
    assert str(duration) == text
    assert tuple(format(Decimal(part), "f") for part in duration.parts) == parts


@pytest.mark.parametrize("seconds", ["0.0000000001", "1e24", "-1e24", "NaN", "Infinity", f"1.{'0' * 40}1"])
def test_what_is_finer_than_a_nanosecond_or_too_long_is_no_duration(seconds: str) -> None:
    with pytest.raises(ValueError, match="duration"):
        DaysDuration(Decimal(seconds))


def test_too_many_months_are_no_duration() -> None:
    with pytest.raises(ValueError, match="too many"):
        MonthsDuration(10**24)


@given(st.timedeltas())
def test_pythons_durations_are_held_exactly(value: dt.timedelta) -> None:
    assert DaysDuration.from_python(value).to_python() == value


@pytest.mark.parametrize("seconds", ["0.000000001", "1e15"])
def test_what_python_cannot_hold_is_refused(seconds: str) -> None:
    with pytest.raises(ValueError, match="Python"):
        DaysDuration(Decimal(seconds)).to_python()


@given(MONTHS | DAYS)
def test_the_text_of_a_duration_means_that_duration(duration: MonthsDuration | DaysDuration) -> None:
    found = parse_duration(str(duration))
    # No time at all is written `PT0S`, no month `P0M`: the kinds stay apart.
    assert found == duration
    assert type(found) is type(duration)


@given(MONTHS, MONTHS)
def test_durations_of_months_are_ordered_by_their_length(a: MonthsDuration, b: MonthsDuration) -> None:
    assert (a < b, a <= b, a > b, a >= b) == (
        a.months < b.months,
        a.months <= b.months,
        a.months > b.months,
        a.months >= b.months,
    )


@given(DAYS, DAYS)
def test_durations_of_days_are_ordered_by_their_length(a: DaysDuration, b: DaysDuration) -> None:
    assert (a < b, a == b, a > b) == (
        a.nanoseconds < b.nanoseconds,
        a.nanoseconds == b.nanoseconds,
        a.nanoseconds > b.nanoseconds,
    )
