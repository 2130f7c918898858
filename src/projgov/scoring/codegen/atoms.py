"""What generated two-valued code knows of a value while it is written: its code, its type and how a number is held.

A number is held as an integer over a constant power of ten and, for a quotient, over a second integer that is positive:
value = `code` / (`den` * 10**`scale`). Types come from the vocabulary, from literals and from arithmetic on both, so that
declared decimals and bounds show where integers suffice.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any, Literal, TypeAlias

import attrs

from projgov.domain.calendar import Period
from projgov.domain.types import (
    BooleanType,
    ChoiceType,
    DateType,
    NullType,
    NumberType,
    PeriodType,
    TextType,
    ValueType,
)
from projgov.scoring.codegen.text import Text

Kind: TypeAlias = Literal["number", "text", "boolean", "date", "period", "null"]

MOST_DECIMALS = 30
"""Numbers with more decimals than this are not held scaled: powers of ten stand in the text of the code."""
_DEEPEST = 12
"""Expressions nested deeper than this are put into a local: Python's parser counts brackets."""


class NotSupported(Exception):  # a turn that generation takes, never seen outside
    """A node that two-valued code has no form for; the three-valued code has."""


@attrs.frozen
class Atom:
    """A value in generated code. `literal` is true where `code` is a constant; `nullable` where it can be None."""

    code: str
    kind: Kind
    nullable: bool = False
    den: str = ""
    scale: int = 0
    number: NumberType = NumberType()
    literal: bool = False
    deep: int = 0

    @property
    def simple(self) -> bool:
        """Whether the code is a name or a constant."""
        return self.deep == 0


def kind_of(kind: ValueType) -> Kind:
    """How a value of the type is held, where two-valued code holds it."""
    match kind:
        case NumberType():
            return "number"
        case TextType() | ChoiceType():
            return "text"
        case BooleanType():
            return "boolean"
        case DateType():
            return "date"
        case PeriodType():
            return "period"
        case NullType():
            return "null"
    raise NotSupported(kind)


def of_constant(text: Text, value: Any) -> Atom:
    """A constant as an atom."""
    if value is None:
        return Atom("None", "null", nullable=True, literal=True)
    if type(value) is bool:
        return Atom(text.constant(value), "boolean", literal=True)
    if type(value) is str:
        return Atom(text.constant(value), "text", literal=True)
    if type(value) is date:
        return Atom(text.constant(value), "date", literal=True)
    if type(value) is Period:
        return Atom(text.constant(value), "period", literal=True)
    if isinstance(value, int | Fraction):
        return of_number(text, Fraction(value))
    raise NotSupported(value)


def of_number(text: Text, value: Fraction) -> Atom:
    """A constant number: an integer over a power of ten where it is a decimal, else a quotient."""
    scale = decimals_of(value)
    if scale is None or scale > MOST_DECIMALS:
        den = text.constant(value.denominator)
        return Atom(
            text.constant(value.numerator), "number", den=den, number=_exactly(value, None), literal=True
        )
    code = text.constant(int(value * 10**scale))
    return Atom(code, "number", scale=scale, number=_exactly(value, scale), literal=True)


def decimals_of(value: Fraction) -> int | None:
    """How many decimals a number has, None where they never end."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def constant_of(atom: Atom) -> Fraction | None:
    """The number that the atom surely is, where its bounds leave but one."""
    least = atom.number.least
    return least if atom.kind == "number" and not atom.nullable and least == atom.number.most else None


def _exactly(value: Fraction, decimals: int | None) -> NumberType:
    return NumberType(decimals, value, value)


def times(code: str, factor: int) -> str:
    """The code of an integer times a constant."""
    if factor == 1:
        return code
    if code.isdigit():
        return str(int(code) * factor)
    return f"{code} * {factor}"


def held(text: Text, atom: Atom) -> Atom:
    """The same value in a local, unless it is a name or a constant already."""
    den = atom.den
    if den and not den.isidentifier() and not den.isdigit():
        den = text.fresh()
        text.line(f"{den} = {atom.den}")
    if atom.simple:
        return attrs.evolve(atom, den=den)
    name = text.fresh()
    text.line(f"{name} = {atom.code}")
    return attrs.evolve(atom, code=name, den=den, deep=0)


def shallow(text: Text, atom: Atom) -> Atom:
    """The same value, in a local where its expression has grown deep."""
    return held(text, atom) if atom.deep > _DEEPEST else atom
