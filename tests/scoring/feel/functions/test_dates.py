"""Functions of dates and times: the standard's examples, and arguments that nothing is."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.feel.functions.calls import called, fault, result
from tests.scoring.feel.moments import at, dates

from projgov.diagnostics import Place
from projgov.scoring.feel.durations import MonthsDuration
from projgov.scoring.feel.functions.dates import now, today
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.temporal import Date


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("date", ("2012-12-25",), "2012-12-25"),
        ("date", (at("2012-12-25T11:00:00Z"),), "2012-12-25"),
        ("date", (at("2012-12-25"),), "2012-12-25"),
        ("date", (2012, 12, 25), "2012-12-25"),
        ("date", (-999_999_999, 1, 1), "-999999999-01-01"),
        ("time", ("23:59:00z",), "23:59:00Z"),
        ("time", (at("2012-12-25T11:00:00Z"),), "11:00:00Z"),
        ("time", (at("2012-12-25T11:00:00@Europe/Paris"),), "11:00:00@Europe/Paris"),
        ("time", (at("11:00:00"),), "11:00:00"),
        ("time", (at("2012-12-25"),), "00:00:00Z"),
        ("time", (23, 59, 0, at("PT0H")), "23:59:00Z"),
        ("time", (23, 59, 0, at("-PT1H30M")), "23:59:00-01:30"),
        ("time", (23, 59, 0, None), "23:59:00"),
        ("time", (23, 59, 0), "23:59:00"),
        ("time", (12, 59, Decimal("1.3")), "12:59:01.3"),
        ("time", (12, 59, Decimal("59.9999999999")), "12:59:59.999999999"),
        ("date and time", ("2012-12-24T23:59:00",), "2012-12-24T23:59:00"),
        ("date and time", ("2012-12-24",), "2012-12-24T00:00:00"),
        ("date and time", (at("2012-12-24"), at("23:59:00")), "2012-12-24T23:59:00"),
        (
            "date and time",
            (at("2012-12-24T10:00:00+02:00"), at("23:59:00@Asia/Shanghai")),
            "2012-12-24T23:59:00@Asia/Shanghai",
        ),
        ("date and time", (at("2012-12-24"),), "2012-12-24T00:00:00Z"),
        ("date and time", (at("2012-12-24T23:00:00Z"), "Asia/Shanghai"), "2012-12-25T07:00:00@Asia/Shanghai"),
        ("date and time", (at("2012-12-24T23:00:00"), "Asia/Shanghai"), "2012-12-24T23:00:00@Asia/Shanghai"),
        ("duration", ("P2DT20H14M",), "P2DT20H14M"),
        ("duration", ("P26M",), "P2Y2M"),
        ("years and months duration", (at("2011-12-22"), at("2013-08-24")), "P1Y8M"),
        ("years and months duration", (at("2013-08-24"), at("2011-12-22")), "-P1Y8M"),
        ("years and months duration", (at("2013-08-24"), at("2013-08-24T10:00:00")), "P0M"),
        ("years and months duration", (at("2020-01-31"), at("2020-02-29")), "P0M"),
        ("years and months duration", (at("2016-01-21T23:00:00"), at("2016-02-21T01:00:00Z")), "P1M"),
        ("day of year", (at("2019-09-17"),), "260"),
        ("day of year", (at("2020-12-31T10:00:00"),), "366"),
        ("day of week", (at("2019-09-17"),), "Tuesday"),
        ("month of year", (at("2019-09-17"),), "September"),
        ("week of year", (at("2019-09-17"),), "38"),
        ("week of year", (at("2003-12-29"),), "1"),
        ("week of year", (at("2004-01-04"),), "1"),
        ("week of year", (at("2005-01-01"),), "53"),
        ("week of year", (at("2005-01-03"),), "1"),
        ("week of year", (at("2005-01-09"),), "1"),
    ],
)
def test_the_standards_examples_and_their_like(name: str, arguments: tuple[Any, ...], expected: str) -> None:
    assert str(result(name, *arguments)) == expected


@pytest.mark.parametrize(
    ("name", "arguments", "code"),
    [
        ("date", ("2012-12-25T11:00:00Z",), "M220"),
        ("date", ("",), "M220"),
        ("time", ("25:00:00",), "M220"),
        ("date and time", ("11:00:00",), "M220"),
        ("duration", ("P",), "M220"),
        ("date", (2017, 2, 29), "M221"),
        ("date", (2017, Decimal("1.5"), 1), "M221"),
        ("date", (10**9, 1, 1), "M221"),
        ("date", (2017, Decimal("1e6000"), 1), "M221"),
        ("time", (24, 0, 0), "M222"),
        ("time", (0, 60, 0), "M222"),
        ("time", (0, 0, 60), "M222"),
        ("time", (-1, 0, 0), "M222"),
        ("time", (0, 0, Decimal("-0.5")), "M222"),
        ("time", (Decimal("1.5"), 0, 0), "M222"),
        ("time", (0, 0, 0, at("PT15H")), "M223"),
        ("time", (0, 0, 0, at("PT0.5S")), "M223"),
        ("time", (0, 0, 0, at("P99999D")), "M223"),
        ("date and time", (at("2012-12-24T23:00:00Z"), "Mars/Base"), "M224"),
        ("now", (), "M225"),
        ("today", (), "M225"),
        ("date and time", (at("999999999-12-31T23:00:00Z"), "Asia/Shanghai"), "M226"),
    ],
)
def test_what_is_no_such_value_is_null_and_a_fault(name: str, arguments: tuple[Any, ...], code: str) -> None:
    assert fault(name, *arguments) == code


def test_the_clock_is_the_callers() -> None:
    run = Run(place=Place(), today=at("2017-03-31"), now=at("2024-05-05T10:00:00+08:00"))
    assert (str(now(run)), str(today(run))) == ("2024-05-05T10:00:00+08:00", "2017-03-31")
    run = Run(place=Place(), now=at("2024-05-05T10:00:00+08:00"))
    assert str(today(run)) == "2024-05-05"


@given(st.dates())
def test_weekdays_and_months_are_named_as_in_english(day: dt.date) -> None:
    value = Date.from_python(day)
    assert result("day of week", value) == [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ][day.weekday()]  # fmt: skip
    assert result("month of year", value) == [
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ][day.month - 1]  # fmt: skip


@given(dates(10**6), dates(10**6))
def test_so_many_whole_months_lie_between_two_days(one: Date, other: Date) -> None:
    """The start, moved on by them, is not past the end; moved on by one more it would be."""
    start, end = sorted((one, other), key=lambda date: date.number)
    between = result("years and months duration", start, end)
    assert isinstance(between, MonthsDuration)
    months = start.year * 12 + start.month + between.months
    last = (end.year * 12 + end.month, end.day)
    assert (months, start.day) <= last < (months + 1, start.day)
    assert result("years and months duration", end, start) == MonthsDuration(-between.months)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    for name in ("date", "time", "date and time", "duration"):
        found, faults = called(name, text)
        assert (found is None) == (faults == ["M220"])
