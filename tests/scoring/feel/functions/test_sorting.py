"""Sorting: the standard's example, stability, and comparisons that do not answer."""

from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.feel.functions.calls import fault, result, two, value

from projgov.scoring.feel.values import Function

BY_TENS = two(lambda x, y: x // 10 < y // 10)


def test_the_example_of_the_standard() -> None:
    assert result("sort", [3, 1, 4, 5, 2], two(lambda x, y: x < y)) == value([1, 2, 3, 4, 5])


@given(st.lists(st.integers(0, 99), max_size=40))
def test_items_without_precedence_stay_as_they_stood(items: list[int]) -> None:
    assert result("sort", items, BY_TENS) == value(sorted(items, key=lambda n: n // 10))


@given(st.lists(st.integers(0, 99), max_size=40))
def test_downwards_too(items: list[int]) -> None:
    assert result("sort", items, two(lambda x, y: x > y)) == value(sorted(items, reverse=True))


def test_a_comparison_that_gives_no_truth_is_a_fault() -> None:
    assert fault("sort", [1, 2], two(lambda *_: None)) == "M112"
    assert fault("sort", [1, 2], Function("", ("x",), lambda *_: True)) == "M107"


def test_one_item_needs_no_comparison() -> None:
    assert result("sort", [1], two(lambda *_: None)) == value([1])
    assert result("sort", [], two(lambda *_: None)) == []


def test_a_comparison_without_sense_still_ends() -> None:
    """Always true: each item before each other. Every item is there once all the same."""
    found = result("sort", list(range(50)), two(lambda *_: True))
    assert isinstance(found, list)
    assert sorted(found) == value(list(range(50)))  # type: ignore[type-var]  # numbers
