"""Expressions as a whole: literals, connectives, what rule files leave out, and where faults are found."""

from __future__ import annotations

from datetime import date

import pytest
from tests.rules.core.asking import ask, faults, helps, lacking


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("12", 12),
        ("true", True),
        ("null", None),
        ('"甲"', "甲"),
        ('@"2017-02-28"', date(2017, 2, 28)),
        ("[1, 2]", (1, 2)),
        ("if budget > 30 then 1 else 2", 1),
        ("pilot and budget > 30", True),
        ("purpose = null and false", False),  # false absorbs what is missing
        ("true or missing(purpose)", True),
        ("if false then 1 / 0 else 2", 2),  # only `if` guards
    ],
)
def test_values(expression: str, value: object) -> None:
    assert ask(expression) == value


def test_what_is_missing_makes_an_expression_missing_and_is_named() -> None:
    assert lacking(ask('purpose = "remedial" and pilot')) == {"P.purpose"}
    assert lacking(ask('if purpose = "remedial" then 1 else 2')) == {"P.purpose"}
    assert ask('if purpose = "remedial" then 1 else 1') == 1  # it makes no difference


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ('@"2017-02-30"', ("F125", '@"2017-02-30"')),
        ('@"31.12.2017"', ("F126", '@"31.12.2017"')),
        ('@"tomorrow"', ("T009", '@"tomorrow"')),
        ("[1..3]", ("T008", "[1..3]")),
        ("function(x) x", ("T008", "function(x) x")),
        ("budget instance of number", ("T008", "budget instance of number")),
        ("pilot and budget", ("T001", "budget")),
    ],
)
def test_what_is_not_part_of_rule_files_is_a_fault(expression: str, found: tuple[str, str]) -> None:
    assert faults(expression) == [found]


def test_a_range_is_told_where_it_belongs() -> None:
    assert helps("[1..3]") == ["use a range after `in`: `x in [1..10]`"]


def test_all_faults_of_an_expression_are_found_at_once() -> None:
    assert faults("budgett > 1 and end + 5 > start and count(title) > 0") == [
        ("N001", "budgett"),
        ("T015", "end + 5"),
        ("T016", "title"),
    ]
