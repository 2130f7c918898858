"""Three-valued logic and `if`: DMN 1.5, Tables 49 to 51."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.feel.asking import value, words

from projgov import feel

THREE = [True, False, None]


@pytest.mark.parametrize(("a", "b"), list(itertools.product(THREE, THREE)))
def test_and_and_or_are_those_of_the_standards_table(a: bool | None, b: bool | None) -> None:
    both = False if a is False or b is False else None if a is None or b is None else True
    either = True if a is True or b is True else None if a is None or b is None else False
    assert value("a and b", {"a": a, "b": b}) is both
    assert value("a or b", {"a": a, "b": b}) is either


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('true or "x"', True),
        ('"x" or true', True),
        ('false or "x"', None),
        ("0 or 0", None),
        ("1 or false", None),  # a one is not a true
        ('false and "x"', False),
        ('"x" and false', False),
        ("true and 1", None),
        ("true and true and null and false", False),
        ("false or null or true", True),
    ],
)
def test_what_is_no_boolean_counts_as_null(text: str, expected: bool | None) -> None:
    assert feel.evaluate(text) is expected


def test_an_operand_that_is_no_boolean_is_told() -> None:
    assert '`or` joins "x", which is no boolean' in words('false or "x"')


def test_what_follows_the_operand_that_decides_is_not_evaluated() -> None:
    assert value("false and 1 / 0 = 1") is False
    assert value("true or 1 / 0 = 1") is True


@pytest.mark.parametrize(("condition", "expected"), [("true", 1), ("false", 2), ("null", 2), ("1 > null", 2)])
def test_if_takes_the_else_where_the_condition_is_not_true(condition: str, expected: int) -> None:
    assert value(f"if {condition} then 1 else 2") == expected


def test_a_condition_that_is_no_boolean_is_told() -> None:
    outcome = feel.run('if "yes" then 1 else 2')
    assert outcome.value == 2
    assert [d.code for d in outcome.diagnostics] == ["M031"]


three = st.sampled_from(THREE)


@given(three, three, three)
def test_the_laws_of_three_valued_logic_hold(a: bool | None, b: bool | None, c: bool | None) -> None:
    """Commutative, associative, distributive, de Morgan, double negation, idempotent, absorption."""
    context = {"a": a, "b": b, "c": c}

    def equal(left: str, right: str) -> bool:
        return value(left, context) is value(right, context)

    assert equal("a and b", "b and a")
    assert equal("a or b", "b or a")
    assert equal("(a and b) and c", "a and (b and c)")
    assert equal("(a or b) or c", "a or (b or c)")
    assert equal("a and (b or c)", "(a and b) or (a and c)")
    assert equal("a or (b and c)", "(a or b) and (a or c)")
    assert equal("not(a and b)", "not(a) or not(b)")
    assert equal("not(a or b)", "not(a) and not(b)")
    assert equal("not(not(a))", "a and a")
    assert equal("a and (a or b)", "a or (a and b)")


@given(st.lists(three, max_size=6))
def test_quantifiers_are_the_connectives_over_all_items(items: list[bool | None]) -> None:
    some = True if True in items else None if None in items else False
    every = False if False in items else None if None in items else True
    assert value("some x in items satisfies x", {"items": items}) is some
    assert value("every x in items satisfies x", {"items": items}) is every
