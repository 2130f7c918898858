"""Types of arithmetic: the bounds hold whatever the values within the operands' bounds."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from projgov.domain.types import NumberType
from projgov.rules.core.typing import arithmetic

NUMBERS = st.integers(-6, 6).map(Fraction)


@st.composite
def bounded(draw: st.DrawFn) -> tuple[NumberType, Fraction]:
    """A type with bounds on either side, both or neither, and a value within them."""
    value = draw(NUMBERS)
    below, above = draw(st.none() | st.integers(0, 5)), draw(st.none() | st.integers(0, 5))
    least = None if below is None else value - below
    most = None if above is None else value + above
    return NumberType(None, least, most), value


def within(value: Fraction, kind: NumberType) -> bool:
    return (kind.least is None or kind.least <= value) and (kind.most is None or value <= kind.most)


@given(bounded(), bounded(), st.sampled_from("+-*/"))
def test_a_result_lies_within_the_bounds_of_its_type(
    left: tuple[NumberType, Fraction], right: tuple[NumberType, Fraction], operator: str
) -> None:
    (kind_a, a), (kind_b, b) = left, right
    assume(operator != "/" or b != 0)
    result = {"+": a + b, "-": a - b, "*": a * b, "/": a / b if b else a}[operator]
    assert within(result, arithmetic(operator, kind_a, kind_b))


@pytest.mark.parametrize(
    ("left", "right", "least", "most"),
    [
        ((0, None), (Fraction(1, 2), Fraction(1, 2)), 0, None),  # a count times the points for each
        ((None, 0), (2, 3), None, 0),
        ((0, None), (None, 0), None, 0),
        ((0, None), (-1, 2), None, None),
        ((2, None), (3, None), 6, None),
        ((None, None), (0, 0), None, None),  # what has no bounds leaves none, though 0 times anything is 0
        ((0, 5), (0, None), 0, None),
        ((0, 0), (0, None), 0, 0),
    ],
)
def test_a_product_keeps_the_bounds_that_signs_leave(
    left: tuple[Fraction | None, Fraction | None],
    right: tuple[Fraction | None, Fraction | None],
    least: int | None,
    most: int | None,
) -> None:
    found = arithmetic("*", NumberType(None, *left), NumberType(None, *right))
    assert (found.least, found.most) == (least, most)


def test_a_quotient_by_what_is_above_zero_keeps_its_bounds() -> None:
    """0..100 divided by 4..10 lies within 0..25; by what is at least 4, too."""
    score = NumberType(1, Fraction(0), Fraction(100))
    for divisor in (NumberType(0, Fraction(4), Fraction(10)), NumberType(0, Fraction(4))):
        found = arithmetic("/", score, divisor)
        assert (found.least, found.most) == (Fraction(0), Fraction(25))


def test_a_quotient_by_what_can_be_zero_has_no_bounds() -> None:
    found = arithmetic("/", NumberType(0, Fraction(1), Fraction(2)), NumberType(0, Fraction(0), Fraction(2)))
    assert (found.least, found.most) == (None, None)
