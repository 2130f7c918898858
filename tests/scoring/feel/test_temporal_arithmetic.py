"""Arithmetic with dates, times and durations: the standard's tables, what they leave out, and the laws."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.feel.moments import DAYS, MONTHS, PLACES, at, date_times, dates, new_run, times

from projgov.scoring.feel.durations import DaysDuration, MonthsDuration
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.temporal import Date, DateTime
from projgov.scoring.feel.temporal_arithmetic import (
    negate,
    temporal_add,
    temporal_divide,
    temporal_multiply,
    temporal_subtract,
)
from projgov.scoring.feel.values import Value

OPERATIONS: dict[str, Callable[[Run, Value, Value], Value]] = {
    "+": temporal_add,
    "-": temporal_subtract,
    "*": temporal_multiply,
    "/": temporal_divide,
}


def done(expression: str) -> tuple[str | None, list[str]]:
    """The result of `a + b`, numbers written plainly and all else as the texts of literals; and the codes of the faults."""
    left, operator, right = expression.split(" ")
    run = new_run()
    result = OPERATIONS[operator](run, _operand(left), _operand(right))
    assert all(fault.render("zh") and fault.render("en") for fault in run.diagnostics)
    shown = None if result is None else format(result, "f") if isinstance(result, Decimal) else str(result)
    return shown, [fault.code for fault in run.diagnostics]


def _operand(text: str) -> Any:
    try:
        return Decimal(text)
    except ArithmeticError:
        return (
            {"null": None, "true": True, "text": "text"}[text]
            if text in ("null", "true", "text")
            else at(text)
        )


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("2012-12-25 - 2012-12-24", "P1D"),
        ("2012-12-24T23:59:00 - 2012-12-22T03:45:00", "P2DT20H14M"),
        ("2012-12-24T23:59:00 + PT1M", "2012-12-25T00:00:00"),
        ("2012-12-25 - 2012-12-24T23:00:00Z", "PT1H"),
        ("2012-12-25T01:00:00Z - 2012-12-25", "PT1H"),
        ("2012-12-25T00:00:00+01:00 - 2012-12-25T00:00:00@Etc/UTC", "-PT1H"),
        ("23:59:00Z + PT2M", "00:01:00Z"),
        ("PT2M + 23:59:00Z", "00:01:00Z"),
        ("00:00:30 - PT1M", "23:59:30"),
        ("10:00:00@Asia/Shanghai + P2DT1H", "11:00:00@Asia/Shanghai"),
        ("12:00:00 - 13:30:00.5", "-PT1H30M0.5S"),
        ("10:00:00+01:00 - 10:00:00Z", "-PT1H"),
        ("P1Y + P2M", "P1Y2M"),
        ("P1Y - P14M", "-P2M"),
        ("P1D + PT1H", "P1DT1H"),
        ("PT1H - P1D", "-PT23H"),
        ("2020-01-31 + P1M", "2020-02-29"),
        ("P1M + 2021-01-31", "2021-02-28"),
        ("2020-03-15 - P1Y3M", "2018-12-15"),
        ("0001-01-01 - P1M", "0000-12-01"),
        ("2020-01-31T10:00:00+08:00 + P1M", "2020-02-29T10:00:00+08:00"),
        ("P1M + 2020-01-31T10:00:00", "2020-02-29T10:00:00"),
        ("2020-01-01 + P1D", "2020-01-02"),
        ("P1D + 2020-01-01", "2020-01-02"),
        ("2020-01-01 + PT23H", "2020-01-01"),
        ("2020-01-01 - PT1S", "2019-12-31"),
        ("2021-03-28T01:00:00@Europe/Paris + PT2H", "2021-03-28T04:00:00@Europe/Paris"),
        ("2021-10-31T00:00:00@Europe/Paris + P1D", "2021-10-31T23:00:00@Europe/Paris"),
        ("2021-10-31T04:00:00@Europe/Paris - 2021-10-31T01:00:00@Europe/Paris", "PT4H"),
        ("P1Y * 2.5", "P2Y6M"),
        ("2 * P1Y", "P2Y"),
        ("P5M / 2", "P2M"),
        ("-P5M / 2", "-P2M"),
        ("P1Y / P5M", "2.4"),
        ("PT1S / 3", "PT0.333333333S"),
        ("P1D * 0.5", "PT12H"),
        ("0.5 * P1D", "PT12H"),
        ("P2D / PT1H", "48"),
        ("PT1H / PT3H", "0." + "3" * 34),
    ],
)
def test_the_tables_of_the_standard(expression: str, expected: str) -> None:
    assert done(expression) == (expected, [])


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        ("2012-12-25 + 2012-12-24", "M201"),
        ("2012-12-25 + 1", "M201"),
        ("2012-12-25 - 10:00:00", "M201"),
        ("10:00:00 + P1M", "M201"),
        ("10:00:00 + 10:00:00", "M201"),
        ("P1Y + P1D", "M201"),
        ("P1D - 2012-12-25", "M201"),
        ("P1M - 2012-12-25", "M201"),
        ("P1D + text", "M201"),
        ("P1D + null", "M201"),
        ("P1D * true", "M201"),
        ("P1D * P1D", "M201"),
        ("2 / P1D", "M201"),
        ("P1Y / P1D", "M201"),
        ("2012-12-25 * 2", "M201"),
        ("2012-12-25 - 2012-12-24T00:00:00", "M202"),
        ("2012-12-25T00:00:00Z - 2012-12-24T00:00:00", "M202"),
        ("10:00:00Z - 10:00:00", "M202"),
        ("999999999-12-31 + P1D", "M203"),
        ("-999999999-01-01T00:00:00 - PT1S", "M203"),
        ("999999999-12-31T00:00:00@Asia/Shanghai + P1M", "M203"),
        ("P1Y * 1e300", "M203"),
        ("P1D * 1e300", "M203"),
        ("PT1S / 1e-6000", "M203"),
        ("P1M / 1e-6000", "M203"),
        ("P1Y / 0", "M204"),
        ("P1D / 0", "M204"),
        ("P1Y / P0M", "M204"),
        ("P1D / PT0S", "M204"),
    ],
)
def test_what_the_tables_leave_out_is_null_and_a_fault(expression: str, code: str) -> None:
    assert done(expression) == (None, [code])


def test_negation_turns_a_duration_round() -> None:
    assert [str(negate(new_run(), at(text))) for text in ("P1Y", "-P1D", "PT0S")] == ["-P1Y", "P1D", "PT0S"]


def test_both_times_that_clocks_show_twice_are_reached_and_left() -> None:
    run = new_run()
    first = at("2021-10-31T02:30:00@Europe/Paris")
    hour = at("PT1H")
    second = temporal_add(run, first, hour)
    assert str(second) == str(first)
    assert str(temporal_add(run, second, hour)) == "2021-10-31T03:30:00@Europe/Paris"
    assert temporal_subtract(run, second, hour) == first
    assert temporal_subtract(run, second, first) == hour


@given(dates(10**6), st.integers(-(10**6), 10**6))
def test_days_added_are_days_between(date: Date, count: int) -> None:
    run, span = new_run(), DaysDuration(Decimal(count * 86_400))
    later = temporal_add(run, date, span)
    assert temporal_subtract(run, later, span) == date
    assert temporal_subtract(run, later, date) == span
    assert run.diagnostics == []


@given(date_times(furthest=10**6), st.integers(-(10**18), 10**18))
def test_what_is_added_to_a_date_and_time_is_what_lies_between(value: DateTime, nanoseconds: int) -> None:
    run, span = new_run(), DaysDuration.of_nanoseconds(nanoseconds)
    later = temporal_add(run, value, span)
    assert temporal_subtract(run, later, value) == span
    back = temporal_subtract(run, later, span)
    assert isinstance(back, DateTime)
    assert back.instant == value.instant
    assert run.diagnostics == []


@given(times(PLACES), DAYS)
def test_a_time_goes_round_the_clock(time: Any, span: DaysDuration) -> None:
    run = new_run()
    assert temporal_subtract(run, temporal_add(run, time, span), span) == time


@given(dates(10**6), MONTHS)
def test_months_added_keep_the_day_or_take_the_months_last(date: Date, span: MonthsDuration) -> None:
    moved = temporal_add(new_run(), date, span)
    assert isinstance(moved, Date)
    assert moved.year * 12 + moved.month == date.year * 12 + date.month + span.months
    if moved.day != date.day:
        next_day = temporal_add(new_run(), moved, at("P1D"))
        assert isinstance(next_day, Date)
        assert (moved.day < date.day, next_day.day) == (True, 1)


@given(
    st.one_of(
        st.tuples(MONTHS, MONTHS, MONTHS),
        st.tuples(*[st.integers(-(10**20), 10**20).map(DaysDuration.of_nanoseconds)] * 3),
    )
)
def test_durations_of_a_kind_add_up_as_numbers_do(three: tuple[Any, Any, Any]) -> None:
    run = new_run()
    a, b, c = three
    assert temporal_add(run, a, b) == temporal_add(run, b, a)
    assert temporal_add(run, temporal_add(run, a, b), c) == temporal_add(run, a, temporal_add(run, b, c))
    assert temporal_add(run, a, negate(run, b)) == temporal_subtract(run, a, b)
    assert temporal_multiply(run, a, Decimal(-1)) == negate(run, a)


@given(st.one_of(MONTHS, DAYS), st.integers(1, 10**6))
def test_a_duration_taken_so_many_times_and_parted_again_is_the_same(span: Any, times_taken: int) -> None:
    run = new_run()
    taken = temporal_multiply(run, span, Decimal(times_taken))
    if taken is not None:
        assert temporal_divide(run, taken, Decimal(times_taken)) == span
