"""Exact numbers as messages show them."""

from __future__ import annotations

from fractions import Fraction

MOST_DECIMALS = 12


def shown(value: Fraction) -> str:
    """A number for a message: a plain decimal, or a fraction where no decimal is exact."""
    decimals = next((n for n in range(MOST_DECIMALS + 1) if (value * 10**n).denominator == 1), None)
    if decimals is None:
        return f"{value.numerator}/{value.denominator}"
    sign = "-" if value < 0 else ""
    digits = str(abs(int(value * 10**decimals))).rjust(decimals + 1, "0")
    return sign + (digits if not decimals else f"{digits[:-decimals]}.{digits[-decimals:]}")
