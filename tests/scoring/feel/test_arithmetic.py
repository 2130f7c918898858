"""Arithmetic: DMN 1.5, Tables 56 to 62."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.feel.asking import fault, shown, value, words

from projgov import feel


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (".25 + .2", "0.45"),
        (".10 * 30.00", "3"),
        ("1 + 3/2*2 - 2**3", "-4"),
        ("1/3", "0." + "3" * 34),
        ("2/3", "0." + "6" * 33 + "7"),
        ("1.01/2", "0.505"),
        ("1.0*10**3", "1000"),
        ("10 - -5", "15"),
        ("-(2)", "-2"),
        ("-0", "0"),
        ("2 ** -1", "0.5"),
        ("2 ** 0.5", "1.414213562373095048801688724209698"),
        ("0 ** 0", "1"),
        ("-3 ** 2", "9"),  # negation binds tighter
        ("2 ** 3 ** 2", "64"),  # from left to right
        ("9999999999999999999999999999999999 + 1", "10000000000000000000000000000000000"),
        # 34 digits hold, the thirty-fifth is rounded half to even:
        ("10000000000000000000000000000000000 + 5", "10000000000000000000000000000000000"),
        ("10000000000000000000000000000000000 + 15", "10000000000000000000000000000000020"),
    ],
)
def test_numbers_are_decimals_of_34_digits(text: str, expected: str) -> None:
    assert value(text) == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"foo" + "bar"', "foobar"),
        ('@"2012-12-24T23:59:00" + @"PT1M"', "2012-12-25T00:00:00"),
        ('@"PT2M" + @"23:59:00Z"', "00:01:00Z"),
        ('@"2012-12-25" - @"2012-12-24"', "P1D"),
        ('@"2012-01-31" + @"P1M"', "2012-02-29"),
        ('@"P1Y" * 1.5', "P1Y6M"),
        ('2 * @"PT1H30M"', "PT3H"),
        ('@"P1D" / 2', "PT12H"),
        ('@"P1Y" / @"P6M"', 2),
        ('-@"P1D"', "-P1D"),
    ],
)
def test_texts_and_times_have_an_arithmetic_of_their_own(text: str, expected: object) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('1 + "a"', "M025"),
        ('"a" - "b"', "M025"),
        ("[2] ** 4", "M025"),
        ("true + true", "M025"),
        ('-"a"', "M026"),
        ("1 / 0", "M027"),
        ("0 / 0", "M027"),
        ("10 ** 6144 * 10", "M028"),
        ("10 ** 10000", "M028"),
        ("2 ** (10 ** 10)", "M029"),
        ("(-8) ** 0.5", "M029"),
        ("0 ** -1", "M029"),
        ("2 ** 1000000000", "M029"),
        ("1e6144 + 9e6144 + 9e6144", "M028"),
    ],
)
def test_what_is_not_defined_is_null_and_a_fault(text: str, code: str) -> None:
    assert fault(text) == code


@pytest.mark.parametrize("text", ["null + 1", "1 - null", "null * null", "1 / null", "2 ** null", "-null"])
def test_a_null_operand_gives_null_and_no_fault_of_its_own(text: str) -> None:
    assert value(text) is None


def test_the_fault_shows_the_operands_and_the_mend_in_both_languages() -> None:
    outcome = feel.run('1 + "a"')
    assert (
        outcome.diagnostics[0].render("en").startswith('1:1: error[M025]: `+` is not defined for 1 and "a"')
    )
    assert outcome.diagnostics[0].message("zh") == '`+` 不能用于 1 和 "a"'


def test_the_fault_of_a_division_shows_the_division() -> None:
    assert "division by zero: `(a + 1) / (b - b)`" in words("(a + 1) / (b - b)", {"a": 1, "b": 2})


numbers = st.one_of(
    st.integers(-(10**40), 10**40),
    st.decimals(allow_nan=False, allow_infinity=False, places=3, max_value=10**30),
)


@given(numbers, numbers)
def test_a_sum_is_the_exact_one_rounded_once(a: int | Decimal, b: int | Decimal) -> None:
    terms = [feel.evaluate("x", {"x": n}) for n in (a, b)]
    assert all(isinstance(t, Decimal) for t in terms)
    exact = sum(Fraction(t) for t in terms if isinstance(t, Decimal))
    found = feel.evaluate("a + b", {"a": a, "b": b})
    assert isinstance(found, Decimal)
    assert abs(Fraction(found) - exact) * 2 <= Fraction(10) ** (Decimal(str(found)).adjusted() - 33)


@given(numbers, numbers)
def test_sums_and_products_do_not_depend_on_the_order_of_two(a: int | Decimal, b: int | Decimal) -> None:
    context = {"a": a, "b": b}
    assert feel.evaluate("a + b = b + a and a * b = b * a and a - b = -(b - a)", context) is True
