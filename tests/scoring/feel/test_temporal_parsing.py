"""The texts of dates, times and durations: what XML Schema allows, and what looks like it and is not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from projgov.scoring.feel.temporal_parsing import (
    literal,
    parse_date,
    parse_date_time,
    parse_duration,
    parse_time,
)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2017-03-31", "2017-03-31"),
        ("0001-01-01", "0001-01-01"),
        ("-0044-03-15", "-0044-03-15"),
        ("999999999-12-31", "999999999-12-31"),
        ("2016-02-29", "2016-02-29"),
    ],
)
def test_dates(text: str, canonical: str) -> None:
    assert str(parse_date(text)) == canonical


@pytest.mark.parametrize(
    "text",
    [
        "", "2017", "2017-03", "17-03-31", "02017-03-31", "+2017-03-31", "2017-3-31", "2017-03-1", "2017-02-29",
        "2017-03-32", "2017-13-01", "2017-00-10", "1000000000-01-01", " 2017-03-31", "2017-03-31 ", "2017-03-31\n",
        "2017/03/31", "２０１７-03-31", "2017-03-31T10:00:00", "2017-03-31Z", "20170331", "--2017-03-31",
    ],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("00:00:00", "00:00:00"),
        ("23:59:59", "23:59:59"),
        ("24:00:00", "00:00:00"),
        ("24:00:00.000Z", "00:00:00Z"),
        ("10:30:00.500", "10:30:00.5"),
        ("10:30:00.1234567899", "10:30:00.123456789"),
        ("10:30:00Z", "10:30:00Z"),
        ("10:30:00z", "10:30:00Z"),
        ("10:30:00+00:00", "10:30:00Z"),
        ("10:30:00-00:00", "10:30:00Z"),
        ("10:30:00-14:00", "10:30:00-14:00"),
        ("10:30:00+02:45:55", "10:30:00+02:45:55"),
        ("10:30:00@Etc/UTC", "10:30:00@Etc/UTC"),
        ("10:30:00@America/Argentina/Buenos_Aires", "10:30:00@America/Argentina/Buenos_Aires"),
        ("10:30:00@Etc/GMT+8", "10:30:00@Etc/GMT+8"),
    ],
)
def test_times(text: str, canonical: str) -> None:
    assert str(parse_time(text)) == canonical
    assert str(literal(text)) == canonical


@pytest.mark.parametrize(
    "text",
    [
        "", "10", "10:30", "7:00:00", "07:1:00", "07:01:2", "24:00:01", "24:01:00", "24:00:00.1", "25:00:00",
        "00:60:00", "00:00:60", "10:30:00.", "10:30:00,5", "10:30:00+14:01", "10:30:00+19:00", "10:30:00+5",
        "10:30:00+5:00", "10:30:00+05:0", "10:30:00+05", "10:30:00+05:60", "10:30:00 Z", "10:30:00@", "10:30:00@xyz/abc",
        "10:30:00+02:00@Europe/Paris", "10:30:00@Europe/Paris+02:00", "10:30:00@../../etc/passwd", "T10:30:00",
        "10:30:00@Europe/Paris\n",
    ],
)  # fmt: skip
def test_what_is_no_time(text: str) -> None:
    assert parse_time(text) is None


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2017-03-31T10:30:00", "2017-03-31T10:30:00"),
        ("2017-03-31", "2017-03-31T00:00:00"),
        ("2012-03-07Z", "2012-03-07T00:00:00Z"),  # the standard speaks of such a one
        ("2012-03-07+01:00", "2012-03-07T00:00:00+01:00"),
        ("2017-12-31T24:00:00", "2018-01-01T00:00:00"),
        ("-99999-12-31T11:22:33", "-99999-12-31T11:22:33"),
        (
            "999999999-12-31T23:59:59.999999999@Europe/Paris",
            "999999999-12-31T23:59:59.999999999@Europe/Paris",
        ),
    ],
)
def test_dates_with_times(text: str, canonical: str) -> None:
    assert str(parse_date_time(text)) == canonical


@pytest.mark.parametrize(
    "text",
    [
        "", "11:00:00", "2017-03-3110:30:00", "2017-03-31t10:30:00", "2017-03-31 10:30:00", "2017-03-31T", "2017-02-29T00:00:00",
        "2017-03-31T10:30", "2017-03-31T10:30:00+01:00@Europe/Paris", "999999999-12-31T24:00:00", "2017-03-31+15:00",
        "2017-03-31@Europe/Paris", "2017-02-29Z",
    ],
)  # fmt: skip
def test_what_is_no_date_with_time(text: str) -> None:
    assert parse_date_time(text) is None


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("P1Y2M", "P1Y2M"),
        ("P26M", "P2Y2M"),
        ("P0Y13M", "P1Y1M"),
        ("-P0Y", "P0M"),
        ("P00001Y", "P1Y"),
        ("P0DT25H", "P1DT1H"),
        ("PT36H", "P1DT12H"),
        ("-P1DT2H3M4.5S", "-P1DT2H3M4.5S"),
        ("PT0.000S", "PT0S"),
        ("PT1.0000000009S", "PT1S"),
        ("P99999999999D", "P99999999999D"),
    ],
)
def test_durations(text: str, canonical: str) -> None:
    assert str(parse_duration(text)) == canonical
    assert str(literal(text)) == canonical


@pytest.mark.parametrize(
    "text",
    [
        "", "P", "-P", "PT", "P1DT", "P1", "1Y", "P1Y1D", "P1M1Y", "P1YT1H", "P1H", "PT1D", "PT1M1H", "PT.5S", "PT1.S",
        "PT1.5M", "P1.5D", "P-1D", "+P1D", "p1d", "P1W", "P1D ", "P１D", f"P{'9' * 25}M", f"P{'9' * 31}D", f"PT{'9' * 25}S",
        f"P{'1' * 5000}D",
    ],
)  # fmt: skip
def test_what_is_no_duration(text: str) -> None:
    assert parse_duration(text) is None


@given(st.text(alphabet="0123456789-+:.TZPYMDHS@/EtcU", max_size=30))
@example("10:00:00@Etc/UTC")
@example("-P1D")
@example("P1DT1H")
def test_a_literal_is_read_by_the_one_reader_that_can(text: str) -> None:
    found: Any = literal(text)
    readings: list[Any] = [read(text) for read in (parse_date, parse_time, parse_duration)]
    if "T" in text and parse_time(text) is None and parse_duration(text) is None:
        readings.append(parse_date_time(text))
    assert [found] == [reading for reading in readings if reading is not None] or (
        found is None and not any(reading is not None for reading in readings)
    )
