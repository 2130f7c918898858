"""Calls: functions by every name, aggregates, rounding, and what is said of arguments that do not fit."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from tests.rules.core.asking import ask, faults, helps


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("count(reports)", 3),
        ("计数(reports)", 3),
        ("count([])", 0),
        ("sum([])", 0),
        ("sum([1, 2.5])", Fraction(7, 2)),
        ("合计([1, 2])", 3),
        ("mean([1, 2])", Fraction(3, 2)),
        ("mean([])", None),
        ("median([3, 1, 2])", 2),
        ("min([3, 1, 2])", 1),
        ("max(3, 1, 2)", 3),
        ("max(start, end)", date(2017, 11, 30)),
        ("min(reports.occurred)", date(2017, 1, 31)),
        ("product([2, 3])", 6),
        ("distinct count(reports.kind)", 2),
        ("不同个数(reports.kind)", 2),
        ("sum(1, 2, 3)", 6),
        ("count(list: reports)", 3),
        ("round(2.5, 0)", 3),
        ("round(-2.5, 0)", -3),
        ("round half even(2.5, 0)", 2),
        ("round half down(2.5, 0)", 2),
        ("round up(2.1, 0)", 3),
        ("round down(2.9, 0)", 2),
        ("decimal(1/3, 2)", Fraction(33, 100)),
        ("round(1254.5, -2)", 1300),
        ("四舍五入(0.125, 2)", Fraction(13, 100)),
        ("present(budget)", True),
        ("missing(purpose)", True),
        ("已填(purpose)", False),
        ("缺失(budget)", False),
        ("not(pilot)", False),
        ("非(pilot)", False),
        ("今天()", date(2017, 9, 30)),
        ('date("2017-03-31")', date(2017, 3, 31)),
        ("date(2017, 3, 31)", date(2017, 3, 31)),
        ("日期(2017, 3, 31)", date(2017, 3, 31)),
        ("days_between(start, end)", 324),
        ("days_between(later: end, earlier: start)", 324),
        ("相差天数(start, end)", 324),
        ("abs(-3)", 3),
        ("add months(end, 3)", date(2018, 2, 28)),
        ('contains(title, "项目")', True),
        ('string length(concatenation("甲", "乙", "丙"))', 3),
        ('list contains(reports.id, "R-2")', True),
    ],
)
def test_calls(expression: str, value: object) -> None:
    assert ask(expression) == value


@pytest.mark.parametrize(
    ("expression", "name"),
    [("count(budget)", "budget"), ("sum(budget)", "budget"), ("max(start)", "start"), ("计数(title)", "title"),
     ("count(lead unit)", "lead unit"), ("count(null)", "null")],
)  # fmt: skip
def test_an_aggregate_of_a_single_value_is_a_fault(expression: str, name: str) -> None:
    assert faults(expression) == [("T016", name)]
    assert "`present(x)`" in helps(expression)[0]


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("sum(reports)", ("T001", "reports")),
        ("sum(reports.id)", ("T001", "reports.id")),
        ("mean(reports.occurred)", ("T001", "reports.occurred")),
        ("max(1, title)", ("T001", "title")),
        ("foo(1)", ("N005", "foo")),
        ("cuont(reports)", ("N005", "cuont")),
        ("now()", ("T012", "now()")),
        ("现在()", ("T012", "现在()")),
        ("today(1)", ("T010", "today(1)")),
        ("abs()", ("T010", "abs()")),
        ("abs(1, 2)", ("T010", "abs(1, 2)")),
        ("abs(n: 1, n: 2)", ("T010", "abs(n: 1, n: 2)")),
        ("abs(m: 1)", ("N006", "1")),
        ("count(items: reports)", ("N006", "reports")),
        ("not(pilot, pilot)", ("T010", "not(pilot, pilot)")),
        ("not(budget)", ("T001", "budget")),
        ("abs(title)", ("T001", "title")),
        ("round(budget)", ("T010", "round(budget)")),
        ("round(title, 1)", ("T001", "title")),
        ("round(budget, budget)", ("T011", "budget")),
        ("round(budget, 1.5)", ("T011", "1.5")),
        ("round(budget, 1000000000)", ("T011", "1000000000")),
        ("round(budget, 1 + 1)", ("T011", "1 + 1")),
    ],
)
def test_a_call_that_cannot_be_meant_is_one_fault(expression: str, found: tuple[str, str]) -> None:
    assert faults(expression) == [found]


@pytest.mark.parametrize(
    ("expression", "mend"),
    [
        ("cuont(reports)", "did you mean `count`?"),
        ("days_betwen(start, end)", "did you mean `days_between`?"),
        ("abs(m: 1)", "choose one of `n`"),
        ("round(budget)", "write `round(x, 1)`"),
        ("days_between(start)", "write `days_between(earlier, later)`"),
        ("相差天数(start)", "write `相差天数(earlier, later)`"),
        ("now()", "use `as_of` or `today()`, the day of evaluation"),
    ],
)
def test_the_mend_of_a_call_is_what_to_write(expression: str, mend: str) -> None:
    assert helps(expression) == [mend]
