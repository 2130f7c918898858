"""DMN's numbers: decimals of 34 significant digits, rounded half even after each operation."""

from __future__ import annotations

import decimal
from decimal import Decimal
from fractions import Fraction

DIGITS = 34

CONTEXT = decimal.Context(
    prec=DIGITS,
    rounding=decimal.ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    capitals=1,
    clamp=0,
    flags=[],
    traps=[decimal.InvalidOperation, decimal.DivisionByZero, decimal.Overflow],
)
"""IEEE 754 decimal128. An own context: what a host sets for its thread changes nothing here, and the other way round."""

_PLAIN_DIGITS = 60
"""A number is written plainly as long as that takes no more zeros than this."""


def number(value: int | Decimal | Fraction) -> Decimal:
    """`value` as a number of DMN. Raises decimal.DecimalException for NaN, infinity and what is too large."""
    if isinstance(value, Fraction):
        return CONTEXT.divide(
            CONTEXT.create_decimal(value.numerator), CONTEXT.create_decimal(value.denominator)
        )
    result = CONTEXT.create_decimal(value)
    if not result.is_finite():
        raise decimal.InvalidOperation
    return result


def plain(value: Decimal) -> Decimal:
    """The same number without trailing zeros, in plain notation unless it is beyond reason large or small."""
    reduced = CONTEXT.normalize(value)
    if not reduced:
        return Decimal(0)  # and never -0
    exponent = reduced.as_tuple().exponent
    assert isinstance(exponent, int)
    if 0 < exponent <= _PLAIN_DIGITS:
        return Decimal(int(reduced))
    return reduced


def text(value: Decimal) -> str:
    """The canonical text: plain digits, no trailing zeros, no exponent."""
    reduced = CONTEXT.normalize(value)
    return "0" if not reduced else format(reduced, "f")
