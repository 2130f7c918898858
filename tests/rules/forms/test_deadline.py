"""Days as offices write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projgov.diagnostics import Place
from projgov.domain.calendar import Period
from projgov.rules.core import nodes
from projgov.rules.forms.deadline import phrase

HERE = Place("rules.yaml", 3, 5)


def day(text: str, year: int = 2016) -> date | None:
    found = phrase(text, year, HERE)
    assert found is None or isinstance(found, nodes.Literal)
    return None if found is None else found.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("end of year", "2016-12-31"),
        ("年底", "2016-12-31"),
        ("年初", "2016-01-01"),
        ("end of quarter 4", "2016-12-31"),
        ("四季度末", "2016-12-31"),
        ("第3季度末", "2016-09-30"),
        ("end of month 2", "2016-02-29"),
        ("十二月底", "2016-12-31"),
        ("11月底", "2016-11-30"),
        ("end of half 1", "2016-06-30"),
        ("end  of   half 2", "2016-12-31"),
        ("上半年末", "2016-06-30"),
        ("下半年底", "2016-12-31"),
        ("11-30", "2016-11-30"),
        ("三月5日", "2016-03-05"),
        ("2018-01-31", "2018-01-31"),
    ],
)
def test_a_phrase_names_a_day_of_the_year(text: str, expected: str) -> None:
    assert day(text) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    "text",
    [
        "end of quarter 5",
        "end of month 13",
        "end of half 3",
        "五季度末",
        "02-30",
        "2017-02-29",
        "13月1日",
        "due",
        "",
    ],
)
def test_what_names_no_day_is_no_phrase(text: str) -> None:
    assert day(text) is None


@given(st.integers(2000, 2100), st.integers(1, 4))
def test_the_end_of_a_quarter_is_its_last_day(year: int, quarter: int) -> None:
    assert day(f"end of quarter {quarter}", year) == Period("quarter", year, quarter).end


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("10 days after period end", 10),
        ("1 day after the period end", 1),
        ("期末后10天", 10),
        ("期末后10日", 10),
        ("次月5日", 5),
        ("day 5 of the next month", 5),
    ],
)
def test_a_phrase_can_count_days_after_the_end_of_a_period(text: str, days: int) -> None:
    found = phrase(text, 2017, HERE)
    assert isinstance(found, nodes.Arithmetic)
    assert isinstance(found.left, nodes.Call)
    assert isinstance(found.right, nodes.Literal)
    assert (found.operator, found.left.function, found.right.value) == (
        "+",
        "period_end",
        timedelta(days=days),
    )
