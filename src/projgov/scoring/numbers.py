"""Exact numbers: ints and Fractions (a Fraction only where it is not whole), and 34 digits where nothing exact exists."""

from __future__ import annotations

import decimal
import math
import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from projgov.rules.core.nodes import Rounding
from projgov.scoring.faults import DIVISION_BY_ZERO, NO_NUMBER, OUT_OF_DOMAIN, TOO_LARGE, Erring

Number: TypeAlias = int | Fraction

DIGITS = 34
LARGEST_BITS = 1 << 16
"""The most binary digits that numerator and denominator of a power may have."""
LARGEST_EXPONENT = 10_000
"""The greatest size of the exponent of e."""
_NUMBER = re.compile(r"-?[0-9]{1,1000}(\.[0-9]{1,1000})?")


def exact(value: int | Fraction | Decimal) -> Number:
    """The number as an int where it is whole, else as a Fraction."""
    ratio = Fraction(value)
    return ratio.numerator if ratio.denominator == 1 else ratio


def divide(left: Number, right: Number) -> Number:
    """The quotient. Erring for a divisor of zero."""
    if right == 0:
        raise Erring(DIVISION_BY_ZERO)
    return exact(Fraction(left) / right)


def modulo(dividend: Number, divisor: Number) -> Number:
    """What remains of a division, with the sign of the divisor. Erring for a divisor of zero."""
    if divisor == 0:
        raise Erring(DIVISION_BY_ZERO)
    return exact(Fraction(dividend) % divisor)


def whole_power(base: Number, exponent: int) -> Number:
    """`base` to a whole power; 0 to the power 0 is 1. Erring where zero is divided by or the result is too large."""
    ratio = Fraction(base)
    if ratio == 0 and exponent < 0:
        raise Erring(DIVISION_BY_ZERO)
    if abs(ratio) not in (0, 1) and _bits(ratio) * abs(exponent) > LARGEST_BITS:
        raise Erring(TOO_LARGE)
    if abs(ratio) == 1:
        exponent %= 2
    return exact(ratio**exponent)


def round_to(value: Number, decimals: int, mode: Rounding) -> Number:
    """`value` rounded to `decimals`, which may be negative (-2: to hundreds)."""
    scaled = Fraction(value) * Fraction(10) ** decimals
    floor = math.floor(scaled)
    rest = scaled - floor
    towards_zero = floor if scaled >= 0 else math.ceil(scaled)
    half = Fraction(1, 2)
    match mode:
        case "floor":
            whole = floor
        case "ceiling":
            whole = math.ceil(scaled)
        case "down":
            whole = towards_zero
        case "up":
            whole = math.ceil(scaled) if scaled >= 0 else floor
        case _ if rest != half:
            whole = floor if rest < half else floor + 1
        case "half_even":
            whole = floor if floor % 2 == 0 else floor + 1
        case "half_down":
            whole = towards_zero
        case _:
            whole = floor + 1 if scaled >= 0 else floor
    return exact(whole / Fraction(10) ** decimals)


def number_text(value: Number) -> str:
    """The number as plain decimals, or as a fraction `1/3` where no decimal is exact."""
    ratio = Fraction(value)
    rest, decimals = ratio.denominator, 0
    twos = fives = 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{_digits(ratio.numerator)}/{_digits(ratio.denominator)}"
    decimals = max(twos, fives)
    if decimals == 0:
        return _digits(ratio.numerator)
    digits = _digits(abs(ratio.numerator * 10**decimals // ratio.denominator)).rjust(decimals + 1, "0")
    sign = "-" if ratio < 0 else ""
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}"


def _digits(value: int) -> str:
    """The digits of a whole number. Python itself refuses to write more than 4300 of an `int`."""
    return str(value) if value.bit_length() < 10_000 else f"{Decimal(value):f}"


def number_of(text: str) -> Number:
    """The number that a plain decimal text writes. Erring for any other text."""
    if _NUMBER.fullmatch(text) is None:
        raise Erring(NO_NUMBER, text=text)
    return exact(Fraction(text))


def square_root(value: Number) -> Number:
    """The square root: exact where it is a ratio, else to 34 significant digits. Erring below zero."""
    if value < 0:
        raise Erring(OUT_OF_DOMAIN, function="sqrt", found=number_text(value))
    return power(value, Fraction(1, 2))


def logarithm(value: Number) -> Number:
    """The natural logarithm to 34 significant digits. Erring where it is not above zero."""
    if value <= 0:
        raise Erring(OUT_OF_DOMAIN, function="log", found=number_text(value))
    if value == 1:
        return 0

    def approximation(places: int) -> tuple[Decimal, Decimal]:
        found = _decimal(value).ln()
        return found, Decimal(10) ** (2 - places) * max(Decimal(1), abs(found))

    return _settled(approximation)


def exponential(value: Number) -> Number:
    """The number e to the power `value`, to 34 significant digits. Erring where the result is too large."""
    if not -LARGEST_EXPONENT <= value <= LARGEST_EXPONENT:
        raise Erring(TOO_LARGE)
    if value == 0:
        return 1

    def approximation(places: int) -> tuple[Decimal, Decimal]:
        found = _decimal(value).exp()
        return found, found * Decimal(10) ** (7 - places)

    return _settled(approximation)


def power(base: Number, exponent: Number) -> Number:
    """`base` to any power: exact where it is a ratio, else to 34 significant digits.

    Erring where zero is divided by, where a number below zero is raised to a power that is not whole, and where the result
    is too large.
    """
    ratio = Fraction(exponent)
    if ratio.denominator == 1:
        return whole_power(base, ratio.numerator)
    if base < 0:
        raise Erring(OUT_OF_DOMAIN, function="power", found=number_text(base))
    if base == 0:
        if ratio < 0:
            raise Erring(DIVISION_BY_ZERO)
        return 0
    start = Fraction(base)
    if start != 1 and _bits(start) * abs(ratio) > LARGEST_BITS:
        raise Erring(TOO_LARGE)
    root = _exact_root(start, ratio.denominator)
    if root is not None:
        return whole_power(exact(root), ratio.numerator)

    def approximation(places: int) -> tuple[Decimal, Decimal]:
        found = (_decimal(ratio) * _decimal(base).ln()).exp()
        return found, found * Decimal(10) ** (18 - places)

    return _settled(approximation)


def _bits(value: Fraction) -> int:
    return max(value.numerator.bit_length(), value.denominator.bit_length())


def _exact_root(base: Fraction, degree: int) -> Fraction | None:
    """The root where it is a ratio, else None."""
    top, bottom = _whole_root(base.numerator, degree), _whole_root(base.denominator, degree)
    return None if top is None or bottom is None else Fraction(top, bottom)


def _whole_root(value: int, degree: int) -> int | None:
    if value == 1:
        return 1
    if degree > value.bit_length():
        return None
    low, high = 1, 1 << (value.bit_length() // degree + 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**degree <= value else (low, middle - 1)
    return low if low**degree == value else None


def _decimal(value: Number) -> Decimal:
    """The number rounded to the precision in force."""
    ratio = Fraction(value)
    return Decimal(ratio.numerator) / Decimal(ratio.denominator)


def _settled(approximation: Callable[[int], tuple[Decimal, Decimal]]) -> Number:
    """The result correctly rounded: with more and more digits, until the margin of error no longer touches the 34th.

    It ends because what is asked for is never a ratio, so it never lies half-way between two results.
    """
    places = DIGITS + 20
    rounding = decimal.Context(
        prec=DIGITS, rounding=decimal.ROUND_HALF_EVEN, Emax=decimal.MAX_EMAX, Emin=decimal.MIN_EMIN
    )
    while True:
        with decimal.localcontext(decimal.Context(prec=places, Emax=decimal.MAX_EMAX, Emin=decimal.MIN_EMIN)):
            found, margin = approximation(places)
            low, high = found - margin, found + margin
        if rounding.plus(low) == rounding.plus(high):
            return exact(rounding.plus(found))
        places *= 2
