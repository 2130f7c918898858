"""The properties of dates, times, durations and ranges."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.feel.moments import at, new_run

from projgov.scoring.feel.properties import property_of
from projgov.scoring.feel.values import Range

TEN = Decimal(10)


def told(value: Any, name: str) -> Any:
    """The property, told without a fault; temporal values by their texts."""
    run = new_run()
    found = property_of(run, value, name)
    assert run.diagnostics == []
    return found if found is None or isinstance(found, bool | str) else str(found)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("2018-12-10", "year", "2018"),
        ("2018-12-10", "month", "12"),
        ("2018-12-10", "day", "10"),
        ("2018-12-10", "weekday", "1"),  # a Monday
        ("-0044-03-15", "year", "-44"),
        ("2018-12-16T00:00:00", "weekday", "7"),
        ("2018-12-10T10:30:01.25", "hour", "10"),
        ("2018-12-10T10:30:01.25", "minute", "30"),
        ("2018-12-10T10:30:01.25", "second", "1.25"),
        ("2018-12-10T10:30:30", "second", "30"),
        ("2018-12-10T10:30:00+05:00", "time offset", "PT5H"),
        ("2018-12-10T10:30:00Z", "time offset", "PT0S"),
        ("2018-12-10T10:30:00", "time offset", None),
        ("2018-07-10T10:30:00@Europe/Paris", "time offset", "PT2H"),
        ("2018-07-10T10:30:00@Europe/Paris", "timezone", "Europe/Paris"),
        ("2018-12-10T10:30:00Z", "timezone", None),
        ("10:30:01", "hour", "10"),
        ("10:30:01", "time offset", None),
        ("10:30:01-01:30", "time offset", "-PT1H30M"),
        ("10:30:01@Etc/UTC", "time offset", "PT0S"),
        ("10:30:01@Etc/UTC", "timezone", "Etc/UTC"),
        ("P1Y2M", "years", "1"),
        ("P14M", "months", "2"),
        ("P1Y", "months", "0"),
        ("P1DT2H3M4.5S", "days", "1"),
        ("PT36H", "hours", "12"),
        ("PT90M", "minutes", "30"),
        ("P1DT2H3M4.5S", "seconds", "4.5"),
        ("PT100S", "seconds", "40"),
    ],
)
def test_properties_of_dates_times_and_durations(text: str, name: str, expected: str | None) -> None:
    assert told(at(text), name) == expected


def test_a_range_tells_its_ends_and_whether_they_are_in_it() -> None:
    value = Range(Decimal(1), None, low_closed=True, high_closed=False)
    assert [told(value, name) for name in ("start", "end", "start included", "end included")] == [
        "1",
        None,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (at("2018-12-10"), "hour"),
        (at("10:00:00"), "day"),
        (at("P1Y"), "days"),
        (at("P1D"), "years"),
        (at("P1D"), "foo"),
        (TEN, "year"),
        ("text", "year"),
        (None, "year"),
    ],
)
def test_a_property_that_a_type_has_not_is_null_and_a_fault(value: Any, name: str) -> None:
    run = new_run()
    assert property_of(run, value, name) is None
    assert [fault.code for fault in run.diagnostics] == ["M210"]


def test_a_mistaken_name_is_answered_with_the_right_one() -> None:
    run = new_run()
    property_of(run, at("2018-12-10T10:00:00"), "timeoffset")
    assert run.diagnostics[0].help("en") == "did you mean `time offset`?"


@given(st.integers(-(10**9), 10**9))
def test_the_parts_of_a_duration_make_it_up(seconds: int) -> None:
    duration = at(f"{'-' if seconds < 0 else ''}PT{abs(seconds)}S")
    days, hours, minutes, rest = (
        Decimal(told(duration, name)) for name in ("days", "hours", "minutes", "seconds")
    )
    assert ((days * 24 + hours) * 60 + minutes) * 60 + rest == seconds
    assert abs(hours) < 24
    assert abs(minutes) < 60
    assert abs(rest) < 60
