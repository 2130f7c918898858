"""Exact numbers: rounding, powers, texts, and 34 digits where nothing exact exists."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projgov.scoring import numbers
from projgov.scoring.faults import Erring

RATIOS = st.fractions(-1000, 1000, max_denominator=1000)
MODES: tuple[Any, ...] = ("half_up", "half_even", "half_down", "up", "down", "floor", "ceiling")


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        # by mode, in the order of MODES
        ("2.5", (3, 2, 2, 3, 2, 2, 3)),
        ("-2.5", (-3, -2, -2, -3, -2, -3, -2)),
        ("3.5", (4, 4, 3, 4, 3, 3, 4)),
        ("2.4", (2, 2, 2, 3, 2, 2, 3)),
        ("-2.6", (-3, -3, -3, -3, -2, -3, -2)),
        ("7", (7, 7, 7, 7, 7, 7, 7)),
    ],
)
def test_rounding_to_whole_numbers(value: str, rounded: tuple[int, ...]) -> None:
    assert tuple(numbers.round_to(Fraction(value), 0, mode) for mode in MODES) == rounded


def test_rounding_to_decimals_and_to_hundreds() -> None:
    assert numbers.round_to(Fraction("1.005"), 2, "half_up") == Fraction("1.01")
    assert numbers.round_to(250, -2, "half_up") == 300
    assert numbers.round_to(Fraction("1.04"), 1, "half_up") == 1


@given(RATIOS, st.integers(-2, 4), st.sampled_from(MODES))
def test_a_rounded_number_has_the_decimals_is_near_and_stays_when_rounded_again(
    value: Fraction, decimals: int, mode: Any
) -> None:
    step = Fraction(10) ** -decimals
    found = numbers.round_to(value, decimals, mode)
    assert (found / step).denominator == 1
    assert abs(found - value) < step
    assert not mode.startswith("half") or abs(found - value) <= step / 2
    assert numbers.round_to(found, decimals, mode) == found
    assert type(found) is type(numbers.exact(found))


@given(RATIOS, st.integers(-2, 4))
def test_every_mode_has_a_mirror(value: Fraction, decimals: int) -> None:
    for mode, mirror in (("half_up", "half_up"), ("up", "up"), ("down", "down"), ("floor", "ceiling")):
        left: Any = mode
        right: Any = mirror
        assert numbers.round_to(-value, decimals, left) == -numbers.round_to(value, decimals, right)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12, "12"),
        (-7, "-7"),
        (Fraction(1, 2), "0.5"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(105, 2), "52.5"),
        (Fraction(1, 100), "0.01"),
        (Fraction(1, 3), "1/3"),
        (Fraction(-7, 6), "-7/6"),
    ],
)
def test_a_number_is_written_exactly(value: Any, text: str) -> None:
    assert numbers.number_text(value) == text


@given(st.integers(-(10**9), 10**9), st.integers(0, 9))
def test_what_is_written_is_read_again(digits: int, decimals: int) -> None:
    value = numbers.exact(Fraction(digits, 10**decimals))
    assert numbers.number_of(numbers.number_text(value)) == value


@pytest.mark.parametrize("text", ["", "1.", ".5", "1e3", "1,000", "一", "٣", " 1", "1/3", "NaN", "0x1"])
def test_only_plain_decimals_are_numbers(text: str) -> None:
    with pytest.raises(Erring) as erring:
        numbers.number_of(text)
    assert erring.value.pattern.code == "E009"


@pytest.mark.parametrize(
    ("base", "exponent", "result"),
    [
        (2, 10, 1024),
        (Fraction(2, 3), -2, Fraction(9, 4)),
        (0, 0, 1),
        (0, 5, 0),
        (-1, 10**12 + 1, -1),
        (1, -(10**12), 1),
        (4, Fraction(1, 2), 2),
        (Fraction(8, 27), Fraction(-2, 3), Fraction(9, 4)),
        (0, Fraction(1, 2), 0),
    ],
)
def test_powers_are_exact_where_they_are_ratios(base: Any, exponent: Any, result: Any) -> None:
    assert numbers.power(base, exponent) == result


@pytest.mark.parametrize(
    ("base", "exponent", "code"),
    [
        (0, -1, "E001"),
        (0, Fraction(-1, 2), "E001"),
        (10, 10**9, "E002"),
        (Fraction(1, 10), 10**9, "E002"),
        (10, Fraction(10**9, 7), "E002"),
        (-4, Fraction(1, 2), "E010"),
    ],
)
def test_powers_that_there_are_not(base: Any, exponent: Any, code: str) -> None:
    with pytest.raises(Erring) as erring:
        numbers.power(base, exponent)
    assert erring.value.pattern.code == code


# Published to more than 34 digits: OEIS A002193, A001113, A002162, A002392; rounded here by hand.
@pytest.mark.parametrize(
    ("found", "digits"),
    [
        (lambda: numbers.square_root(2), "1.414213562373095048801688724209698"),
        (lambda: numbers.exponential(1), "2.718281828459045235360287471352662"),
        (lambda: numbers.logarithm(2), "0.6931471805599453094172321214581766"),
        (lambda: numbers.logarithm(10), "2.302585092994045684017991454684364"),
        (lambda: numbers.power(2, Fraction(1, 2)), "1.414213562373095048801688724209698"),
        (lambda: numbers.exponential(0), "1"),
        (lambda: numbers.logarithm(1), "0"),
        (lambda: numbers.square_root(Fraction(4, 9) * 81), "6"),
    ],
)
def test_what_cannot_be_exact_has_34_digits(found: Any, digits: str) -> None:
    assert found() == numbers.exact(Fraction(digits))


def test_a_logarithm_next_to_nothing_still_has_34_correct_digits() -> None:
    # log(1 + e) = e - e²/2 + e³/3 - …; with e = 10^-40 the 34 digits are those of e itself
    assert numbers.logarithm(1 + Fraction(1, 10**40)) == Fraction(1, 10**40)


@given(st.fractions(Fraction(1, 100), 100, max_denominator=100))
def test_a_square_root_is_the_nearest_of_34_digits(value: Fraction) -> None:
    root = Fraction(numbers.square_root(value))
    if root * root != value:
        shown = Decimal(root.numerator) / Decimal(root.denominator)
        unit = Fraction(10) ** (shown.adjusted() - 33)
        assert (root / unit).denominator == 1
        assert (root - unit / 2) ** 2 < value < (root + unit / 2) ** 2


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (lambda: numbers.square_root(-1), "E010"),
        (lambda: numbers.logarithm(0), "E010"),
        (lambda: numbers.exponential(10**5), "E002"),
        (lambda: numbers.divide(1, 0), "E001"),
        (lambda: numbers.modulo(1, 0), "E001"),
    ],
)
def test_what_is_not_defined_errs(found: Any, code: str) -> None:
    with pytest.raises(Erring) as erring:
        found()
    assert erring.value.pattern.code == code


@given(RATIOS, RATIOS.filter(bool))
def test_a_remainder_has_the_sign_of_the_divisor(dividend: Fraction, divisor: Fraction) -> None:
    rest = Fraction(numbers.modulo(dividend, divisor))
    assert (Fraction(dividend) - rest) / divisor == (dividend - rest) // divisor
    assert rest == 0 or (rest > 0) == (divisor > 0)
    assert abs(rest) < abs(divisor)
