"""Dates, times, dates with times: what exists, their texts, and Python's of the same meaning."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.feel.moments import ZONES, at, date_times, dates, times

from projgov.scoring.feel.temporal import Date, DateTime, Time
from projgov.scoring.feel.temporal_parsing import literal


@given(dates() | times() | date_times())
def test_the_text_of_a_value_means_that_value(value: Any) -> None:
    assert literal(str(value)) == value


@pytest.mark.parametrize("parts", [(2017, 2, 29), (2017, 13, 1), (2017, 1, 0), (10**9, 1, 1)])
def test_a_day_that_is_not_cannot_be_made(parts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no day"):
        Date(*parts)


@pytest.mark.parametrize(
    "parts",
    [
        {"hour": 24},
        {"minute": 60},
        {"second": 60},
        {"hour": -1},
        {"fraction": Decimal(1)},
        {"fraction": Decimal("-0.5")},
        {"fraction": Decimal("0.0000000001")},
        {"offset": 14 * 3600 + 1},
        {"offset": 0, "zone": "Etc/UTC"},
        {"zone": "Xyz/Abc"},
        {"zone": "localtime"},
        {"zone": "posix/Europe/Paris"},
        {"zone": "../zoneinfo/Europe/Paris"},
        {"zone": "Europe"},
    ],
)
def test_a_time_that_is_not_cannot_be_made(parts: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"time|fraction|offset"):
        Time(**{"hour": 0, "minute": 0, "second": 0, **parts})


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Date(44, 3, 15), "0044-03-15"),
        (Date(-44, 3, 15), "-0044-03-15"),
        (Date(123_456, 1, 1), "123456-01-01"),
        (Time(1, 2, 3), "01:02:03"),
        (Time(1, 2, 3, Decimal("0.500")), "01:02:03.5"),
        (Time(1, 2, 3, Decimal("0.000000001")), "01:02:03.000000001"),
        (Time(1, 2, 3, offset=0), "01:02:03Z"),
        (Time(1, 2, 3, offset=8 * 3600), "01:02:03+08:00"),
        (Time(1, 2, 3, offset=-5400), "01:02:03-01:30"),
        (Time(1, 2, 3, offset=9955), "01:02:03+02:45:55"),
        (Time(1, 2, 3, zone="Asia/Shanghai"), "01:02:03@Asia/Shanghai"),
        (DateTime(Date(2017, 3, 31), Time(10, 30, 0, offset=0)), "2017-03-31T10:30:00Z"),
    ],
)
def test_texts_are_canonical(value: Any, text: str) -> None:
    assert str(value) == text


@given(st.dates())
def test_pythons_days_are_held(day: dt.date) -> None:
    assert Date.from_python(day).to_python() == day
    assert str(Date.from_python(day)) == day.isoformat()


@given(
    st.times(
        timezones=st.none()
        | st.integers(-840, 840).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))
    )
)
def test_pythons_times_are_held(time: dt.time) -> None:
    back = Time.from_python(time).to_python()
    assert (back, back.utcoffset()) == (time, time.utcoffset())


@given(st.datetimes(timezones=st.none() | st.sampled_from(ZONES).map(ZoneInfo), allow_imaginary=False))
def test_pythons_dates_with_times_are_held_zone_and_all(value: dt.datetime) -> None:
    back = DateTime.from_python(value).to_python()
    assert (back, back.tzinfo, back.utcoffset()) == (value, value.tzinfo, value.utcoffset())


@given(
    st.datetimes(
        min_value=dt.datetime(1900, 1, 1),  # noqa: DTZ001 - the zone is added
        max_value=dt.datetime(2100, 1, 1),  # noqa: DTZ001 - the zone is added
        timezones=st.sampled_from(ZONES).map(ZoneInfo),
        allow_imaginary=False,
    )
)
def test_instants_are_pythons(value: dt.datetime) -> None:
    elapsed = value - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    assert DateTime.from_python(value).instant == elapsed // dt.timedelta(microseconds=1) * 1000


@given(date_times(furthest=999_999_990))
def test_the_instant_of_a_value_shows_as_that_value(value: DateTime) -> None:
    shown = DateTime.from_instant(value.instant, offset=value.time.offset, zone=value.time.zone)
    if value.local - value.instant == shown.local - shown.instant:
        assert shown == value
    else:  # a time that clocks leave out when they are set forward shows as the later one that they show then
        assert value.time.zone is not None
        assert shown.instant == value.instant


def test_of_a_time_shown_twice_the_first_is_meant_and_the_second_can_be() -> None:
    """Clocks in Paris went back from 03:00 (+02:00) to 02:00 (+01:00) on 31 October 2021."""
    first = at("2021-10-31T02:30:00@Europe/Paris")
    second = DateTime(first.date, first.time, later=True)
    assert (first.utc_offset, second.utc_offset) == (7200, 3600)
    assert second.instant - first.instant == 3600 * 10**9
    assert str(first) == str(second)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2021-01-01T00:00:00@Europe/Paris", 3600),
        ("2021-07-01T00:00:00@Europe/Paris", 7200),
        ("999999999-07-01T00:00:00@Europe/Paris", 7200),
        ("2021-07-01T00:00:00@Asia/Shanghai", 28_800),
        ("00:00:00@Europe/Paris", 3600),
        ("00:00:00@Australia/Sydney", 36_000),
        ("00:00:00+01:30", 5400),
        ("00:00:00", None),
    ],
)
def test_offsets_are_those_of_the_zone_on_the_day_and_without_a_day_outside_summer_time(
    text: str, seconds: int | None
) -> None:
    assert at(text).utc_offset == seconds


@pytest.mark.parametrize(
    "text",
    ["0000-12-31", "10000-01-01", "10000-01-01T00:00:00", "10:00:00.000000001", "-0001-01-01T00:00:00"],
)
def test_what_python_cannot_hold_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"year|Python"):
        at(text).to_python()


@pytest.mark.parametrize(
    "value",
    [
        dt.datetime(2017, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=15))),
        dt.datetime(2017, 1, 1, tzinfo=dt.timezone(dt.timedelta(microseconds=1))),
    ],
)
def test_offsets_that_feel_has_not_are_refused(value: dt.datetime) -> None:
    with pytest.raises(ValueError, match="offset"):
        DateTime.from_python(value)
