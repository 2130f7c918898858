"""`for`, `some`, `every`: DMN 1.5, 10.3.2.14."""

from __future__ import annotations

import pytest
from tests.scoring.feel.asking import fault, shown

from projgov import feel


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("for i in [1, 2, 3] return i + 1", [2, 3, 4]),
        ("for i in 2..4 return i", [2, 3, 4]),
        ("for i in 4..2 return i", [4, 3, 2]),
        ("for i in -1..1 return i", [-1, 0, 1]),
        ("for i in [1..3] return i", [1, 2, 3]),
        ("for i in (1..4) return i", [2, 3]),
        ("for i in (1..2) return i", []),
        ("for i in [] return i", []),
        ("for i in 5 return i", [5]),
        ("for i in 1+1..1+3 return i", [2, 3, 4]),
        ("for i in [1, 2], j in [3, 4] return [i, j]", [[1, 3], [1, 4], [2, 3], [2, 4]]),
        ("for i in 1..3, j in 1..i return j", [1, 1, 2, 1, 2, 3]),
        ("for i in 0..4 return if i = 0 then 1 else i * partial[-1]", [1, 1, 2, 6, 24]),
        ("for i in 1..3 return count(partial)", [0, 1, 2]),
        ("for i in 1..2, j in 1..2 return count(partial)", [0, 1, 2, 3]),
        ("for i in 1..2 return for j in 1..2 return count(partial)", [[0, 1], [0, 1]]),
        ("for i in 1..3 return partial", [[], [[]], [[], [[]]]]),  # what was, and no longer changes
        ('for d in @"2017-02-27"..@"2017-03-01" return d', ["2017-02-27", "2017-02-28", "2017-03-01"]),
        ('for d in @"2017-03-01"..@"2017-02-28" return d', ["2017-03-01", "2017-02-28"]),
        ("for f in (for i in 1..3 return function(x) x * i) return f(10)", [10, 20, 30]),
        ("some x in [1, 2] satisfies x > 1", True),
        ("every x in [1, 2] satisfies x > 1", False),
        ("some x in [] satisfies true", False),
        ("every x in [] satisfies false", True),
        ("some x in [1, 2], y in [2, 3] satisfies x = y", True),
        ("every x in [1..3] satisfies x > 0", True),
        ("some x in [null, 2] satisfies x > 1", True),
        ("some x in [null, 1] satisfies x > 1", None),
    ],
)
def test_loops_go_over_lists_numbers_and_days(text: str, expected: object) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        'for i in "a".."c" return i',
        "for i in 1.5..3 return i",
        'for i in @"P1D"..@"P2D" return i',
        'for i in 1..@"2017-03-31" return i',
        'for i in @"10:00:00"..@"11:00:00" return i',
        'for i in ["a".."c"] return i',
        "for i in (> 5) return i",
        "for i in 1..null return i",
        "for i in 1..1e100 return i",
    ],
)
def test_what_cannot_be_counted_is_a_fault(text: str) -> None:
    assert fault(text) == "M036"


def test_null_cannot_be_gone_over() -> None:
    assert fault("for i in null return i") == "M037"
    assert fault("some i in null satisfies true") == "M037"


def test_a_condition_that_is_no_boolean_makes_a_quantifier_null() -> None:
    assert fault('some x in [1, 2] satisfies "yes"') == "M038"
    assert fault("every x in [1, 2] satisfies x") == "M038"


def test_a_quantifier_stops_where_it_is_decided() -> None:
    assert feel.evaluate("some x in [1..1000000000000] satisfies x = 3", steps=1000) is True


@pytest.mark.parametrize(
    "text",
    [
        "for i in 1..1000000000000 return i",
        "every i in [1..1000000000000] satisfies i > 0",
        'count(for d in @"-999999999-01-01"..@"999999999-01-01" return d)',
        "for i in 1..10000, j in 1..10000 return i",
        "for i in 1..1000, j in [] return i",
        'for i in 1..60 return if i = 1 then "aaaaaaaaaaaaaaaa" else partial[-1] + partial[-1]',
        "for i in 1..100 return for j in 1..100 return for k in 1..100 return k",
        'for d in date(2000, 1, 1)..date(2000, 1, 1) + duration("P400D") return d',
        "for i in 1..140 return date(2000, 1, 1) = null",
        'for i in 1..140 return date("2000-01-01") = null',
        'for i in 1..140 return @"2000-01-01" + @"P1D"',
        'for i in 1..140 return @"P2D" - @"P1D"',
    ],
)
def test_the_work_is_bounded_by_steps(text: str) -> None:
    with pytest.raises(feel.BudgetSpent, match="more than the 900 steps"):
        feel.evaluate(text, steps=900)
