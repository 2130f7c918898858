"""When values are equal and which is less; what is unknown inside may go either way."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.few_facts import unknown

from projgov.domain.calendar import Period
from projgov.domain.units import Unit
from projgov.scoring.comparing import equal, less, missing_in
from projgov.scoring.faults import merge
from projgov.scoring.values import Rows, Unknown, Value

U, V = unknown("a"), unknown("b")
UV = merge((U, V))
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 2),
    st.fractions(-2, 2, max_denominator=3),
    st.sampled_from(["", "a"]),
)
VALUES = st.recursive(
    SCALARS | st.sampled_from([U, V]),
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple) | st.dictionaries(st.sampled_from("ab"), inner, max_size=2)
    ),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (1, True, False),
        (0, False, False),
        (0, None, False),
        (2, Fraction(2), True),
        ("1", 1, False),
        ((1, (2, 3)), (1, (2, 3)), True),
        ((1,), (1, 1), False),
        ((True,), (1,), False),
        ((U, 1), (V, 2), False),
        ((U, 1), (V, 1), UV),
        ({"a": 1}, {"b": 1}, False),
        ({"a": U}, {"a": 1}, U),
        ({"a": U, "b": 1}, {"a": 1, "b": 2}, False),
        (Rows((1,), (), U), (1,), U),
        (Rows((1,), ((2, U),)), Rows((1,), (), V), UV),
        (Rows((1,), (), U), 1, False),
        (Unit(id="U-1"), Unit(id="U-1"), True),
        (Unit(id="U-1"), Unit(id="U-2"), False),
        (date(2017, 1, 1), Period("year", 2017), False),
    ],
)
def test_equality(left: Value, right: Value, same: Value) -> None:
    assert equal(left, right) == same
    assert equal(right, left) == same


@given(VALUES, VALUES)
def test_equality_takes_its_sides_in_any_order_and_holds_of_whatever_is_known(
    left: Value, right: Value
) -> None:
    assert equal(left, right) == equal(right, left)
    assert equal(left, left) == (merge(missing_in(left)) if missing_in(left) else True)


@given(VALUES, VALUES, SCALARS)
def test_a_difference_that_is_known_stays_whatever_is_filled_in(
    left: Value, right: Value, filling: Any
) -> None:
    def filled(value: Value) -> Value:
        match value:
            case Unknown():
                return filling
            case tuple():
                return tuple(map(filled, value))
            case dict():
                return {key: filled(entry) for key, entry in value.items()}
        return value

    before = equal(left, right)
    if not isinstance(before, Unknown):
        assert equal(filled(left), filled(right)) == before


@given(st.lists(st.one_of(st.integers(-5, 5), st.fractions(-5, 5)), min_size=3, max_size=3))
def test_less_is_a_strict_order_of_numbers(values: list[Any]) -> None:
    a, b, c = values
    assert (less(a, b), less(b, a), bool(equal(a, b))).count(True) == 1
    assert not (less(a, b) and less(b, c)) or less(a, c)


def test_all_that_is_missing_within_a_value_is_found() -> None:
    value = (1, {"a": U}, Rows((V,), ((2, unknown("c")),), unknown("d")))
    assert merge(missing_in(value)) == unknown("a", "b", "c", "d")
    assert missing_in((1, {"a": None}, "x")) == ()
