"""String functions of DMN: the examples of the standard's table, the edges, and laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.feel.functions.calls import called, fault, result

from projgov.scoring.feel.run import BudgetSpent

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("substring", ("foobar", 3), "obar"),
        ("substring", ("foobar", 3, 3), "oba"),
        ("substring", ("foobar", -2, 1), "a"),
        ("string length", ("foo",), 3),
        ("upper case", ("aBc4",), "ABC4"),
        ("lower case", ("aBc4",), "abc4"),
        ("substring before", ("foobar", "bar"), "foo"),
        ("substring before", ("foobar", "xyz"), ""),
        ("substring before", ("foobar", ""), ""),
        ("substring after", ("foobar", "ob"), "ar"),
        ("substring after", ("", "a"), ""),
        ("substring after", ("foobar", "xyz"), ""),
        ("substring after", ("foobar", ""), "foobar"),
        ("contains", ("foobar", "of"), False),
        ("contains", ("foobar", ""), True),
        ("starts with", ("foobar", "fo"), True),
        ("ends with", ("foobar", "r"), True),
        ("string join", (["a", "b", "c"], "_and_"), "a_and_b_and_c"),
        ("string join", (["a", "b", "c"], ""), "abc"),
        ("string join", (["a", "b", "c"], None), "abc"),
        ("string join", (["a"], "X"), "a"),
        ("string join", (["a", None, "c"], "X"), "aXc"),
        ("string join", ([], "X"), ""),
        ("string join", (["a", "b", "c"],), "abc"),
    ],
)
def test_examples_of_the_standard(name: str, arguments: tuple[object, ...], expected: object) -> None:
    assert result(name, *arguments) == expected


def test_characters_beyond_the_first_plane_count_as_one() -> None:
    assert result("string length", "\U0001f40eab") == 3
    assert result("substring", "\U0001f40eab", 2) == "ab"
    assert result("substring", "项目评估", -2) == "评估"


def test_a_length_with_a_fraction_is_cut() -> None:
    from decimal import Decimal

    assert result("substring", "foobar", 3, Decimal("3.8")) == "oba"


def test_a_length_beyond_the_end_takes_what_there_is() -> None:
    assert result("substring", "foobar", 5, 100) == "ar"


@pytest.mark.parametrize("start", [0, 4, -4, 10**30])
def test_a_start_that_is_not_there_is_a_fault(start: int) -> None:
    assert fault("substring", "foo", start) == "M103"


def test_a_negative_length_is_a_fault() -> None:
    assert fault("substring", "foo", 1, -1) == "M101"


def test_only_strings_are_joined() -> None:
    assert fault("string join", ["a", 1], ",") == "M102"


def test_a_string_that_would_be_too_long_ends_by_the_budget() -> None:
    with pytest.raises(BudgetSpent):
        called("string join", ["x" * 1000] * 1000, "y" * 1000, steps=10_000)


@given(TEXTS, st.integers(1, 30), st.integers(0, 30))
def test_a_substring_is_what_the_positions_hold(text: str, start: int, length: int) -> None:
    if start <= len(text):
        expected = "".join(c for i, c in enumerate(text, 1) if start <= i < start + length)
        assert result("substring", text, start, length) == expected
        assert result("substring", text, start - len(text) - 1, length) == expected


@given(TEXTS, TEXTS)
def test_before_and_after_a_match_make_the_string(text: str, match: str) -> None:
    if match and result("contains", text, match):
        before, after = result("substring before", text, match), result("substring after", text, match)
        assert isinstance(before, str)
        assert isinstance(after, str)
        assert before + match + after == text


@given(TEXTS, TEXTS)
def test_what_is_joined_starts_and_ends_with_its_parts(first: str, last: str) -> None:
    joined = result("string join", [first, last])
    assert result("starts with", joined, first)
    assert result("ends with", joined, last)
