"""Unary tests and `in`: DMN 1.5, rules 7 to 15 and Table 55."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from tests.scoring.feel.asking import fault, holds, value

from projgov import feel


@pytest.mark.parametrize(
    "text",
    [
        "5 in (<= 5)",
        "5 in [5..10]",
        "5 in (4, 5, 6)",
        "not(5 in (< 5, > 5))",
        "not(5 in ((5..10]))",
        '@"2012-12-31" in (@"2012-12-25"..@"2013-02-14")',
        "1 in [2, 3, 1]",
        "1 in [[2..4], [1..3]]",
        "[1, 2] in [[1], [1, 2]]",
        "[1, 2] in ([1, 2, 3], [1, 2])",
        "not(1 in [2, null])",
        "1 in (null, 1)",
        "null in (null, 1)",
        '"b" in ["a".."c"]',
        "true in = true",
        "not(true in = false)",
        "6 in > 5",
        "5 in (? > 4)",
        "5 in (!= 4)",
        "x in limits",
        "{a: 1} in [{a: 1}, {b: 2}]",
        "every n in [1, 2] satisfies n in [1..2]",
    ],
)
def test_in_finds_a_value_in_tests_lists_and_ranges(text: str) -> None:
    assert holds(text, {"x": 3, "limits": [1, 2, 3]})


@pytest.mark.parametrize("text", ['1 in "a"', "1 in true", "1 in (2 > 1)", '1 in ["a".."c"]', '1 in < "a"'])
def test_a_value_of_another_kind_is_a_fault(text: str) -> None:
    assert fault(text) == "M011"


@pytest.mark.parametrize("text", ["null in [1..2]", "null in < 5", "1 in < null"])
def test_null_lies_in_no_range(text: str) -> None:
    assert value(text) is None


@pytest.mark.parametrize(
    ("tests", "tested", "expected"),
    [
        ("-", 1, True),
        ("-", None, True),
        ("5", 5, True),
        ("5", 6, False),
        ("5, 6", 6, True),
        ('"a", "b"', "b", True),
        ('"a", "b"', "c", False),
        ('"a"', None, False),
        ("null", None, True),
        ("null", 1, False),
        ("true", False, False),
        ("< 5, > 7", 8, True),
        ("< 5", None, None),
        ("[1..3]", 3, True),
        ("[1..3)", 3, False),
        ("(1..3]", 1, False),
        ("]1..3[", Decimal("1.5"), True),
        ("not(1, 2)", 3, True),
        ("not(1, 2)", 2, False),
        ("not([1..3])", None, None),
        ("limits", 2, True),
        ("limits", 9, False),
        ("limit", 10, True),
        ("> limit", 11, True),
        ("? > limit and ? < 20", 15, True),
        ("odd(?)", 3, True),
        ("odd(?)", 4, False),
        ("limit > 5", "anything", True),  # a condition without `?`
        ("limit > 50", "anything", False),
        ("limit > 5", True, True),  # compared with a boolean
        ("limit > 5", False, False),
        ('starts with(?, "a")', "abc", True),
        ("? in limits", 2, True),
        ("3 in (? > 1)", False, False),  # that `?` is the 3: the cell is compared with the value tested
        ("some l in limits satisfies l = ?", 3, True),
        ('@"2017-03-31"', dt.date(2017, 3, 31), True),
        ("[1, 2]", [1, 2], True),
        ('"a", 5', 5, True),
    ],
)
def test_the_tests_of_a_cell(tests: str, tested: object, expected: bool | None) -> None:
    assert feel.unary_test(tests, tested, {"limits": [1, 2, 3], "limit": 10}) is expected


def test_a_text_that_is_no_test_gives_null_and_its_fault() -> None:
    assert feel.unary_test("> 5 and", 1) is None
    assert [d.code for d in feel.run_unary_test("> 5 and", 1).diagnostics] == ["X053"]
