"""Numbers held as scaled integers and quotients: the generated code computes what fractions give."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as st

from projgov.domain.types import NumberType
from projgov.rules.core.nodes import Rounding
from projgov.scoring.codegen import fast, numbers
from projgov.scoring.codegen.atoms import Atom, decimals_of, of_number
from projgov.scoring.codegen.text import Text, load
from projgov.scoring.numbers import exact, round_to

FRACTIONS = st.one_of(
    st.integers(-(10**6), 10**6).map(Fraction),
    st.integers(-(10**4), 10**4).map(lambda n: Fraction(n, 100)),
    st.fractions(-50, 50, max_denominator=40),
)
MODES: tuple[Rounding, ...] = get_args(Rounding)


def held(value: Fraction, name: str) -> tuple[Atom, dict[str, int]]:
    """A number as a decider holds a fact: scaled by its decimals, or as a quotient; its type says nothing of its bounds."""
    decimals = decimals_of(value)
    if decimals is None:
        den = f"{name}_den"
        return Atom(name, "number", den=den), {name: value.numerator, den: value.denominator}
    return Atom(name, "number", scale=decimals, number=NumberType(decimals)), {
        name: int(value * 10**decimals)
    }


def computed(write: Any, *operands: Fraction) -> Any:
    """What generated code gives for operands in locals; None where it leaves."""
    text = Text()
    atoms: list[Atom] = []
    given_locals: dict[str, int] = {}
    for place, operand in enumerate(operands):
        atom, values = held(operand, f"a{place}")
        atoms.append(atom)
        given_locals |= values
    with text.block(f"def f({', '.join(given_locals)}):"):
        code = write(text, lambda test: text.line(f"if {test}: return None"), *atoms)
        text.line(f"return {code}")
    function = load(str(text), {**text.constants, **fast.runtime()})["f"]
    return function(*given_locals.values())


@given(st.sampled_from("+-*/"), FRACTIONS, FRACTIONS)
def test_arithmetic_is_exact(operator: str, left: Fraction, right: Fraction) -> None:
    """On decimals and quotients of either sign; a division by zero leaves."""

    def write(text: Text, leave: Any, a: Atom, b: Atom) -> str:
        return fast.given_out(numbers.arithmetic(text, leave, operator, a, b))

    if operator == "/" and right == 0:
        assert computed(write, left, right) is None
        return
    wanted = {"+": left + right, "-": left - right, "*": left * right}
    expected = left / right if operator == "/" else wanted[operator]
    found = computed(write, left, right)
    assert found == expected
    assert type(found) is type(exact(expected))


@given(st.sampled_from("+-*/"), FRACTIONS, FRACTIONS)
def test_arithmetic_with_a_constant_is_exact(operator: str, left: Fraction, right: Fraction) -> None:
    """The right operand is known while the code is written."""

    def write(text: Text, leave: Any, a: Atom) -> str:
        return fast.given_out(numbers.arithmetic(text, leave, operator, a, of_number(text, right)))

    if operator == "/" and right == 0:
        assert computed(write, left) is None
        return
    wanted = {"+": left + right, "-": left - right, "*": left * right}
    assert computed(write, left) == (left / right if operator == "/" else wanted[operator])


@given(st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), FRACTIONS, FRACTIONS, st.booleans())
def test_comparison_is_exact(operator: str, left: Fraction, right: Fraction, equal: bool) -> None:
    """By cross-multiplication, of equal numbers too."""
    if equal:
        right = left

    def write(text: Text, _: Any, a: Atom, b: Atom) -> str:
        return numbers.compared(text, operator, a, b)

    wanted = {
        "=": left == right,
        "!=": left != right,
        "<": left < right,
        "<=": left <= right,
        ">": left > right,
        ">=": left >= right,
    }
    assert computed(write, left, right) is wanted[operator]


@given(FRACTIONS, st.integers(-2, 4), st.sampled_from(MODES))
def test_rounding_is_that_of_the_model(value: Fraction, decimals: int, mode: Rounding) -> None:
    """In every mode, for both signs, to tens and hundreds too."""

    def write(text: Text, _: Any, a: Atom) -> str:
        return fast.given_out(numbers.rounded(text, a, decimals, mode))

    assert computed(write, value) == round_to(exact(value), decimals, mode)


@given(st.integers(-200, 200), st.integers(0, 2), st.sampled_from(MODES))
def test_ties_are_rounded_as_in_the_model(halves: int, decimals: int, mode: Rounding) -> None:
    """Numbers exactly half-way: 0.5, 1.5, -2.5 …, in units of the last decimal."""
    value = Fraction(halves, 2) / 10**decimals

    def write(text: Text, _: Any, a: Atom) -> str:
        return fast.given_out(numbers.rounded(text, a, decimals, mode))

    assert computed(write, value) == round_to(exact(value), decimals, mode)


@given(st.integers(-(10**30), 10**30), st.integers(1, 10**20))
def test_a_quotient_is_a_reduced_fraction_or_an_integer(num: int, den: int) -> None:
    """Made without the cost of `Fraction(num, den)`, and the same in every respect."""
    found, expected = numbers.quotient(num, den), Fraction(num, den)
    assert found == expected
    assert hash(found) == hash(expected)
    assert (found.numerator, found.denominator) == (expected.numerator, expected.denominator)
    assert isinstance(found, int) == (expected.denominator == 1)
    assert found + Fraction(1, 3) == expected + Fraction(1, 3)


def test_bounds_decide_comparisons_while_the_code_is_written() -> None:
    """A score from 0 to 100 is never above 100, and always at least 0."""
    score = Atom("score", "number", number=NumberType(0, Fraction(0), Fraction(100)))
    text = Text()
    hundred, zero = of_number(text, Fraction(100)), of_number(text, Fraction(0))
    assert numbers.compared(text, ">", score, hundred) == "False"
    assert numbers.compared(text, ">=", score, zero) == "True"
    assert numbers.compared(text, ">=", score, hundred) == "score >= 100"
