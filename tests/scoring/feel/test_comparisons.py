"""Equality, order, `between` and ranges: DMN 1.5, Tables 52 to 55."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.feel.asking import fault, holds, shown, value

from projgov import feel
from projgov.diagnostics import Place
from projgov.scoring.feel.comparing import MAX_NESTED, equal, includes, order
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.values import Range, Value


@pytest.mark.parametrize(
    "text",
    [
        "1 = 1.000",
        "null = null",
        "[1, 2] = [1, 2.0]",
        "[] = []",
        '{a: 1, b: "x"} = {b: "x", a: 1}',
        "[1..3] = [1..3]",
        "(1..3] = ]1..3]",
        "(< 10) = (< 10)",
        '@"PT24H" = @"P1D"',
        '@"P12M" = @"P1Y"',
        '@"10:00:00Z" = @"11:00:00+01:00"',
        '@"2017-03-31T10:00:00Z" = @"2017-03-31T12:00:00+02:00"',
        '"a" != "A"',
        "not([1, 2] = [2, 1])",
        "not([1] = [1, 1])",
        "not({a: 1} = {a: 1, b: 1})",
        "not([1..3] = [1..3))",
        "not((< 10) = (null..10))",
        "not((= 10) = [10..10])",
        "not(1 = null)",
        "null != 0",
        "not([] = null)",
        "[null] = [null]",
    ],
)
def test_values_are_equal_by_what_they_mean(text: str) -> None:
    assert holds(text)


@pytest.mark.parametrize(
    "text", ['1 = "1"', "true = 1", "{} = []", "[] = 0", '@"P1Y" = @"P365D"', '"a" != 1', "[1] = 1"]
)
def test_values_of_different_kinds_are_not_comparable(text: str) -> None:
    assert fault(text) == "M011"


def test_one_part_that_differs_decides_before_one_that_cannot_be_compared() -> None:
    assert value('[1, "a"] = [2, 1]') is False
    assert value('{a: "x", b: 2} = {a: 1, b: 3}') is False
    assert fault('[1, "a"] = [1, 1]') == "M011"


@pytest.mark.parametrize(
    "text",
    [
        "1 < 2",
        '"a" < "b"',
        '"ab" > "a"',
        '@"2017-03-30" < @"2017-03-31"',
        '@"10:00:00+01:00" < @"10:00:00Z"',
        '@"P11M" < @"P1Y"',
        '@"PT1H" >= @"PT60M"',
        "2 between 1 and 3",
        "1 between 1 and 3",
        "not(4 between 1 and 3)",
        "not(5 between null and 3)",  # whatever the lower end is
    ],
)
def test_values_of_one_kind_have_an_order(text: str) -> None:
    assert holds(text)


@pytest.mark.parametrize("text", ["1 < null", "null >= null", "null between 1 and 2", "2 between null and 3"])
def test_null_has_no_order(text: str) -> None:
    assert value(text) is None


@pytest.mark.parametrize(
    "text",
    ['1 < "2"', "true < false", "[1] < [2]", '@"P1Y" > @"P1D"', '@"2017-03-31" < @"2017-03-31T00:00:00"'],
)
def test_other_values_have_no_order(text: str) -> None:
    assert fault(text) == "M011"


def test_between_tells_which_end_cannot_be_compared() -> None:
    outcome = feel.run('5 between 1 and "9"')
    assert outcome.value is None
    assert '5 cannot be compared with "9"' in outcome.diagnostics[0].message("en")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[1..10]", (1, 10, True, True)),
        ("]1..10[", (1, 10, False, False)),
        ("(< 5)", (None, 5, False, False)),
        ("(>= 5)", (5, None, True, False)),
        ("[1..10].start", 1),
        ("(1..10].start included", False),
        ("(<= 10).end included", True),
        ("(> 1).end", None),
    ],
)
def test_ranges_are_values_with_properties(text: str, expected: object) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text", ["[2..1]", '[1.."b"]', "[true..false]", "[null..null]", "(< null)", "[[1]..[2]]"]
)
def test_ends_that_have_no_order_make_no_range(text: str) -> None:
    assert fault(text) == "M012"


ordered: st.SearchStrategy[Value] = st.one_of(
    st.integers(-5, 5).map(Decimal), st.text("ab", max_size=2), st.none(), st.booleans()
)
values: st.SearchStrategy[Value] = st.recursive(
    ordered,
    lambda inner: st.one_of(
        st.lists(inner, max_size=2),
        st.dictionaries(st.sampled_from(["a", "b"]), inner, max_size=2),
        st.builds(Range, ordered, ordered, st.booleans(), st.booleans()),
    ),
    max_leaves=4,
)


@given(values, values)
def test_equality_is_symmetric_and_every_value_equals_itself(a: Value, b: Value) -> None:
    assert equal(a, a) is True
    assert equal(a, b) is equal(b, a)


@given(values, values, values)
def test_equality_and_order_are_transitive(a: Value, b: Value, c: Value) -> None:
    if equal(a, b) and equal(b, c):
        assert equal(a, c) is True
    ab, bc, ac = order(a, b), order(b, c), order(a, c)
    if ab is not None and bc is not None and ab <= 0 and bc <= 0:
        assert ac is not None
        assert ac <= 0


@given(st.integers(-4, 4), st.integers(-4, 4), st.integers(-4, 4), st.booleans(), st.booleans())
def test_a_range_includes_what_its_two_comparisons_say(
    low: int, high: int, tested: int, low_closed: bool, high_closed: bool
) -> None:
    found = includes(Range(Decimal(low), Decimal(high), low_closed, high_closed), Decimal(tested))
    assert found is (
        (low < tested or (low_closed and low == tested))
        and (tested < high or (high_closed and tested == high))
    )


def test_values_that_share_their_parts_are_compared_once_a_pair() -> None:
    """2 to the power of 60 comparisons otherwise."""
    a: Any = Decimal(1)
    b: Any = Decimal(1)
    for _ in range(60):
        a, b = [a, a], [b, b]
    run = Run(place=Place(), steps=1000)
    assert equal(a, b, run) is True


def test_values_nested_too_deep_are_not_comparable() -> None:
    a: Any = Decimal(1)
    b: Any = Decimal(1)
    for _ in range(MAX_NESTED + 2):
        a, b = [a], [b]
    assert equal(a, b) is None
