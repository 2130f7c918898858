"""Numeric functions of DMN: the standard's examples, every rounding on every side, and exactness against rationals."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.feel.functions.calls import fault, result

from projgov.scoring.feel.durations import DaysDuration, MonthsDuration

DIGITS = st.integers(-(10**34) + 1, 10**34 - 1)
NUMBERS = st.builds(
    lambda whole, places: Decimal(whole).scaleb(-places), DIGITS.filter(bool), st.integers(-8, 40)
)
SMALL = st.builds(
    lambda whole, places: Decimal(whole).scaleb(-places), st.integers(-(10**12), 10**12), st.integers(0, 9)
)


def number(name: str, *arguments: object) -> Decimal:
    found = result(name, *arguments)
    assert isinstance(found, Decimal)
    return found


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("decimal", ("1/3", 2), "0.33"),
        ("decimal", ("1.5", 0), "2"),
        ("decimal", ("2.5", 0), "2"),
        ("decimal", ("1234", -2), "1200"),
        ("floor", ("1.5",), "1"),
        ("floor", ("-1.5",), "-2"),
        ("floor", ("-1.56", 1), "-1.6"),
        ("ceiling", ("1.5",), "2"),
        ("ceiling", ("-1.5",), "-1"),
        ("ceiling", ("-1.56", 1), "-1.5"),
        ("round up", ("5.5", 0), "6"),
        ("round up", ("-5.5", 0), "-6"),
        ("round up", ("1.121", 2), "1.13"),
        ("round up", ("-1.126", 2), "-1.13"),
        ("round down", ("5.5", 0), "5"),
        ("round down", ("-5.5", 0), "-5"),
        ("round down", ("1.121", 2), "1.12"),
        ("round down", ("-1.126", 2), "-1.12"),
        ("round half up", ("5.5", 0), "6"),
        ("round half up", ("-5.5", 0), "-6"),
        ("round half up", ("1.121", 2), "1.12"),
        ("round half up", ("-1.126", 2), "-1.13"),
        ("round half down", ("5.5", 0), "5"),
        ("round half down", ("-5.5", 0), "-5"),
        ("round half down", ("1.121", 2), "1.12"),
        ("round half down", ("-1.126", 2), "-1.13"),
        ("abs", ("10",), "10"),
        ("abs", ("-10",), "10"),
        ("modulo", ("12", "5"), "2"),
        ("modulo", ("-12", "5"), "3"),
        ("modulo", ("12", "-5"), "-3"),
        ("modulo", ("-12", "-5"), "-2"),
        ("modulo", ("10.1", "4.5"), "1.1"),
        ("modulo", ("-10.1", "4.5"), "3.4"),
        ("modulo", ("10.1", "-4.5"), "-3.4"),
        ("modulo", ("-10.1", "-4.5"), "-1.1"),
        ("sqrt", ("16",), "4"),
        ("exp", ("0",), "1"),
        ("log", ("1",), "0"),
    ],
)
def test_examples_of_the_standard(name: str, arguments: tuple[object, ...], expected: str) -> None:
    third = Decimal(1) / Decimal(3)
    numbers = [third if a == "1/3" else Decimal(a) if isinstance(a, str) else a for a in arguments]
    assert number(name, *numbers) == Decimal(expected)


def test_the_size_of_a_duration_has_no_sign() -> None:
    assert result("abs", MonthsDuration(-14)) == MonthsDuration(14)
    assert result("abs", DaysDuration(Decimal(-3600))) == DaysDuration(Decimal(3600))


@pytest.mark.parametrize(
    ("value", "odd", "even"),
    [
        ("5", True, False),
        ("2", False, True),
        ("0", False, True),
        ("-3", True, False),
        ("2.5", False, False),
        ("5.0", True, False),
        ("1E+6000", False, True),
        ("1E-6000", False, False),
    ],
)
def test_a_number_that_is_not_whole_is_neither_odd_nor_even(value: str, odd: bool, even: bool) -> None:
    assert result("odd", Decimal(value)) is odd
    assert result("even", Decimal(value)) is even


# e to 40 digits: 2.718281828459045235360287471352662497757; ln 10: 2.302585092994045684017991454684364207601
def test_powers_and_logarithms_are_correct_to_34_digits() -> None:
    assert number("exp", 1) == Decimal("2.718281828459045235360287471352662")
    assert number("log", 10) == Decimal("2.302585092994045684017991454684364")
    assert number("sqrt", 2) == Decimal("1.414213562373095048801688724209698")


@pytest.mark.parametrize(
    ("name", "arguments"), [("sqrt", (-1,)), ("log", (0,)), ("log", (-1,)), ("modulo", (1, 0))]
)
def test_what_has_no_result_is_a_fault(name: str, arguments: tuple[int, ...]) -> None:
    assert fault(name, *arguments) == "M101"


@pytest.mark.parametrize("scale", [-6112, 6177, 10**30, -(10**30)])
def test_a_scale_that_no_number_has_is_a_fault(scale: int) -> None:
    assert fault("decimal", 1, scale) == "M101"


def test_the_outermost_scales_are_taken() -> None:
    assert number("round half up", Decimal("5.5"), 6176) == Decimal("5.5")
    assert number("round half up", Decimal("5.5"), -6111) == 0
    assert number("round up", Decimal("5.5"), -6111) == Decimal("1E+6111")


def test_a_power_that_is_too_large_is_a_fault() -> None:
    assert fault("exp", 10**6) == "M104"
    assert number("exp", -(10**6)) == 0


@given(NUMBERS, st.integers(-6, 12))
def test_floor_and_ceiling_stand_around_a_number_one_step_apart(value: Decimal, scale: int) -> None:
    step = Fraction(10) ** -scale
    low, high = Fraction(number("floor", value, scale)), Fraction(number("ceiling", value, scale))
    assert low <= Fraction(value) <= high
    assert high - low in (0, step)
    assert (low / step).denominator == 1


@given(NUMBERS, st.integers(-6, 12))
def test_rounding_goes_to_the_nearest_or_as_its_name_says(value: Decimal, scale: int) -> None:
    step = Fraction(10) ** -scale
    exact = Fraction(value) / step
    towards = Fraction(number("round down", value, scale)) / step
    away = Fraction(number("round up", value, scale)) / step
    assert abs(towards) <= abs(exact) <= abs(away)
    assert abs(towards) == abs(exact) // 1
    for name in ("decimal", "round half up", "round half down"):
        nearest = Fraction(number(name, value, scale)) / step
        assert nearest.denominator == 1
        assert abs(nearest - exact) <= Fraction(1, 2)
        if abs(nearest - exact) == Fraction(1, 2):
            expected = {
                "decimal": nearest % 2 == 0,
                "round half up": nearest == away,
                "round half down": nearest == towards,
            }
            assert expected[name]


@given(SMALL, SMALL.filter(bool))
def test_modulo_is_what_the_standard_computes(dividend: Decimal, divisor: Decimal) -> None:
    over, under = Fraction(dividend), Fraction(divisor)
    assert Fraction(number("modulo", dividend, divisor)) == over - under * (over // under)


@given(NUMBERS)
def test_a_square_root_is_nearer_than_its_neighbours(value: Decimal) -> None:
    exact = Fraction(abs(value))
    root = number("sqrt", abs(value))
    unit = Fraction(10) ** (root.adjusted() - 33)
    assert (Fraction(root) - unit / 2) ** 2 <= exact <= (Fraction(root) + unit / 2) ** 2
