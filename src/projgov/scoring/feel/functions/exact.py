"""Sums, quotients and roots without error on the way: rounded once, to the 34 digits of a number, at the end."""

from __future__ import annotations

import decimal
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import isqrt

from projgov.scoring.feel.numbers import CONTEXT, DIGITS

_WIDE = decimal.Context(prec=12_700, Emin=-999_999, Emax=999_999, traps=[decimal.Inexact])
"""Wide enough for the sum of as many numbers as there are steps: 6,145 digits before the point, 6,176 after it."""


def total(values: Iterable[Decimal]) -> Decimal:
    """The sum, not rounded. Not a number of FEEL yet: see `nearest`."""
    result = Decimal(0)
    for value in values:
        result = _WIDE.add(result, value)
    return result


def nearest(value: Decimal | Fraction) -> Decimal:
    """The number nearest to `value`, to the even one where two are. Raises decimal.Overflow."""
    if isinstance(value, Fraction):
        return CONTEXT.divide(Decimal(value.numerator), Decimal(value.denominator))
    return CONTEXT.create_decimal(value)


def reach(values: Sequence[Decimal]) -> int:
    """How many digits stand from the first digit of the largest number to the last digit of the finest."""
    return max(value.adjusted() for value in values) - min(map(_exponent, values)) + 1


def sample_variance(values: Sequence[Decimal]) -> Fraction:
    """The sum of the squared distances from the mean, divided by one less than their number."""
    exponent = min(map(_exponent, values))
    power = {e: 10 ** (e - exponent) for e in set(map(_exponent, values))}
    whole = [int(value.scaleb(-_exponent(value), _WIDE)) * power[_exponent(value)] for value in values]
    size = len(whole)
    squares = size * sum(n * n for n in whole) - sum(whole) ** 2
    return Fraction(squares, size * (size - 1)) * Fraction(10) ** (2 * exponent)


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent


def root(value: Fraction) -> Decimal:
    """The number nearest to the square root of `value`, which is not negative."""
    if not value:
        return Decimal(0)
    # As many decimals as leave at least two digits more than a number has; what is cut off becomes a last digit 1, so that
    # a rounding half way knows that there was more.
    size = len(format(value.numerator, "x")) - len(format(value.denominator, "x"))
    places = max(0, DIGITS + 4 - size * 6 // 10)
    scaled, cut = divmod(value.numerator * 10 ** (2 * places), value.denominator)
    found = isqrt(scaled)
    exact = not cut and found * found == scaled
    return CONTEXT.create_decimal(Decimal(found * 10 + (not exact)).scaleb(-places - 1, _WIDE))
