"""Whether a comparison is decided by bounds and decimals: held against every pair of numbers that the types allow."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from projgov.domain.types import NumberType
from projgov.rules.core.bounds import decided

OPERATORS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "!=": operator.ne,
}  # fmt: skip
bounds = st.one_of(st.none(), st.integers(-4, 4).map(Fraction))
FAR = 9
"""Beyond every bound that is drawn, so that a missing bound is one of these."""


@st.composite
def kinds(draw: st.DrawFn) -> NumberType:
    least, most = draw(bounds), draw(bounds)
    if least is not None and most is not None and least > most:
        least, most = most, least
    return NumberType(draw(st.sampled_from([0, 1, None])), least, most)


def numbers(kind: NumberType) -> list[Fraction]:
    """Numbers of the type, to half units where decimals allow."""
    step = 1 if kind.decimals == 0 else 2
    least = -FAR if kind.least is None else int(kind.least)
    most = FAR if kind.most is None else int(kind.most)
    return [Fraction(n, step) for n in range(least * step, most * step + 1)]


@given(st.sampled_from(sorted(OPERATORS)), kinds(), kinds())
def test_what_is_said_to_be_decided_comes_out_so_for_all_numbers(
    sign: str, left: NumberType, right: NumberType
) -> None:
    told = decided(sign, left, right)
    outcomes = {OPERATORS[sign](a, b) for a in numbers(left) for b in numbers(right)}
    if told is not None:
        assert outcomes == {told}


@given(st.sampled_from(sorted(OPERATORS)), kinds(), st.integers(-4, 4).map(Fraction))
def test_every_comparison_with_a_constant_that_comes_out_one_way_is_told(
    sign: str, left: NumberType, constant: Fraction
) -> None:
    outcomes = {OPERATORS[sign](a, constant) for a in numbers(left)}
    told = decided(sign, left, NumberType(None, constant, constant))
    assert told == (outcomes.pop() if len(outcomes) == 1 else None)


def test_a_whole_number_never_equals_a_broken_one() -> None:
    half = NumberType(1, Fraction(1, 2), Fraction(1, 2))
    assert decided("=", NumberType(0), half) is False
    assert decided("!=", NumberType(0), half) is True
    assert decided("<", NumberType(0), half) is None
