"""Two-valued arithmetic and comparison on numbers held as scaled integers and quotients of integers."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import gcd

import attrs

from projgov.domain.types import NumberType
from projgov.rules.core import typing
from projgov.rules.core.nodes import Rounding
from projgov.scoring.codegen.atoms import Atom, NotSupported, constant_of, held, of_number, times
from projgov.scoring.codegen.text import Text

Leave = Callable[[str], None]
"""Writes: where this condition holds, leave for the three-valued code."""

_LARGEST_SCALE = 60
_SIGNS = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


def arithmetic(text: Text, leave: Leave, operator: str, left: Atom, right: Atom) -> Atom:
    """`left operator right`. Leaves where a divisor is zero."""
    match operator:
        case "+" | "-":
            return _sum(text, operator, left, right)
        case "*":
            return _product(left, right)
        case "/":
            return _quotient(text, leave, left, right)
    raise NotSupported(operator)


def scaled_by(text: Text, operand: Atom, factor: Fraction) -> Atom:
    """The number times a constant."""
    return _product(operand, of_number(text, factor))


def negated(operand: Atom) -> Atom:
    """The number with its sign turned."""
    least, most = operand.number.least, operand.number.most
    kind = NumberType(
        operand.number.decimals, None if most is None else -most, None if least is None else -least
    )
    return attrs.evolve(operand, code=f"(-{operand.code})", number=kind, literal=False, deep=operand.deep + 1)


def _sum(text: Text, operator: str, left: Atom, right: Atom) -> Atom:
    kind = typing.arithmetic(operator, left.number, right.number)
    if left.den == right.den:
        scale = max(left.scale, right.scale)
        a, b = _at(left, scale), _at(right, scale)
        return _made(f"({a} {operator} {b})", kind, scale, left.den, left, right)
    left, right = held(text, left), held(text, right)
    scale = max(left.scale, right.scale)
    a, b = _at(left, scale), _at(right, scale)
    a = f"{a} * {right.den}" if right.den else a
    b = f"{b} * {left.den}" if left.den else b
    return _made(f"({a} {operator} {b})", kind, scale, _both(left.den, right.den), left, right)


def _product(left: Atom, right: Atom) -> Atom:
    _limited(left.scale + right.scale)
    kind = typing.arithmetic("*", left.number, right.number)
    for one, other in ((left, right), (right, left)):
        if one.literal and one.code == "1" and not one.den:
            return attrs.evolve(other, scale=left.scale + right.scale, number=kind, literal=False)
    den = _both(left.den, right.den)
    return _made(f"({left.code} * {right.code})", kind, left.scale + right.scale, den, left, right)


def _limited(scale: int) -> None:
    """Powers of ten stand in the text: beyond some size they are left to code that has them as values."""
    if scale > _LARGEST_SCALE:
        raise NotSupported(scale)


def _quotient(text: Text, leave: Leave, left: Atom, right: Atom) -> Atom:
    divisor = constant_of(right)
    if divisor is not None and divisor != 0:
        return _product(left, of_number(text, 1 / divisor))
    kind = typing.arithmetic("/", left.number, right.number)
    least, most = right.number.least, right.number.most
    left, right = held(text, left), held(text, right)
    num, den = left.code, right.code
    if least is None or least <= 0:
        if most is None or most >= 0:
            leave(f"{den} == 0" if least is None or least < 0 else f"not {den}")
        if least is None or least < 0:
            positive, top = text.fresh(), text.fresh()
            text.line(f"if {den} < 0: {positive} = -{den}; {top} = -{num}")
            text.line(f"else: {positive} = {den}; {top} = {num}")
            num, den = top, positive
    num = f"{num} * {right.den}" if right.den else num
    den = f"{den} * {left.den}" if left.den else den
    shift = left.scale - right.scale
    if shift < 0:
        num, shift = times(num, 10**-shift), 0
    return held(text, _made(f"({num})", kind, shift, f"({den})" if " " in den else den, left, right))


def compared(text: Text, operator: str, left: Atom, right: Atom) -> str:
    """The code of a comparison, by cross-multiplication where there are quotients; `True` or `False` where bounds decide."""
    known = _known(operator, left.number, right.number)
    if known is not None:
        return repr(known)
    if (left.den and right.den) or ((left.den or right.den) and not (left.simple and right.simple)):
        left, right = held(text, left), held(text, right)
    scale = max(left.scale, right.scale)
    a, b = _at(left, scale), _at(right, scale)
    a = f"{a} * {right.den}" if right.den else a
    b = f"{b} * {left.den}" if left.den else b
    return f"{a} {_SIGNS[operator]} {b}"


def _known(operator: str, left: NumberType, right: NumberType) -> bool | None:
    below = left.most is not None and right.least is not None and left.most < right.least
    above = left.least is not None and right.most is not None and left.least > right.most
    at_most = left.most is not None and right.least is not None and left.most <= right.least
    at_least = left.least is not None and right.most is not None and left.least >= right.most
    match operator:
        case "<":
            return True if below else False if at_least else None
        case "<=":
            return True if at_most else False if above else None
        case ">":
            return True if above else False if at_most else None
        case ">=":
            return True if at_least else False if below else None
    apart = below or above
    same = at_most and at_least
    return None if not apart and not same else same == (operator == "=")


def rounded(text: Text, operand: Atom, decimals: int, mode: Rounding) -> Atom:
    """The number rounded: nothing to do where it has no more decimals, else an integer quotient."""
    _limited(abs(decimals))
    kind = _outwards(operand.number, decimals)
    if not operand.den and operand.scale <= max(decimals, 0) and decimals >= 0:
        return attrs.evolve(
            operand, number=attrs.evolve(operand.number, decimals=min(decimals, operand.scale))
        )
    unit = 1
    shift = operand.scale - decimals
    atom = held(text, operand)
    num, den = (atom.code, 10**shift) if shift >= 0 else (times(atom.code, 10**-shift), 1)
    if shift < 0 and " " in num:
        num = held(text, attrs.evolve(atom, code=num, deep=1)).code
    divisor = times(atom.den, den) if atom.den else str(den)
    if " " in divisor:
        divisor = held(text, Atom(divisor, "number", deep=1)).code
    if decimals < 0:
        unit = 10**-decimals
    sign = operand.number
    name = text.fresh()
    if sign.least is not None and sign.least >= 0:
        text.line(f"{name} = {times(_up(mode, num, divisor), unit)}")
    else:
        text.line(f"if {num} >= 0: {name} = {times(_up(mode, num, divisor), unit)}")
        text.line(f"else: {name} = {times('(-' + _up(_MIRROR[mode], f'(-{num})', divisor) + ')', unit)}")
    return Atom(name, "number", scale=max(decimals, 0), number=kind)


_MIRROR: dict[Rounding, Rounding] = {
    "half_up": "half_up",
    "half_down": "half_down",
    "half_even": "half_even",
    "up": "up",
    "down": "down",
    "floor": "ceiling",
    "ceiling": "floor",
}


def _up(mode: Rounding, num: str, den: str) -> str:
    """The integer to which num/den rounds, where num is not negative."""
    match mode:
        case "half_up":
            return f"((2 * {num} + {den}) // {_twice(den)})"
        case "half_down":
            return f"((2 * {num} + {den} - 1) // {_twice(den)})"
        case "half_even":
            return f"half_even({num}, {den})"
        case "down" | "floor":
            return f"({num} // {den})"
        case "up" | "ceiling":
            return f"(({num} + {den} - 1) // {den})"


def _twice(den: str) -> str:
    return str(2 * int(den)) if den.isdigit() else f"(2 * {den})"


def half_even(num: int, den: int) -> int:
    """num/den to the nearest integer, ties to the even one; neither is negative."""
    whole, rest = divmod(num, den)
    return whole + (2 * rest > den or (2 * rest == den and whole % 2 == 1))


def _outwards(kind: NumberType, decimals: int) -> NumberType:
    step = Fraction(10) ** decimals
    least = None if kind.least is None else (kind.least * step).__floor__() / step
    most = None if kind.most is None else (kind.most * step).__ceil__() / step
    return NumberType(max(decimals, 0), least, most, kind.unit)


def exact_code(atom: Atom) -> str:
    """The code of the number as it is given out: an int, or a Fraction where it is not whole."""
    if not atom.den and not atom.scale:
        return atom.code
    den = times(atom.den, 10**atom.scale) if atom.den else str(10**atom.scale)
    return f"quotient({atom.code}, {den})"


def quotient(num: int, den: int) -> int | Fraction:
    """num/den for a positive den: an int where it is whole, else a Fraction."""
    common = gcd(num, den)
    if common == den:
        return num // den
    result = _new(Fraction)  # what Fraction(num, den) gives, in a fifth of the time
    result._numerator = num // common  # type: ignore[attr-defined]  # the slots of Fraction
    result._denominator = den // common  # type: ignore[attr-defined]  # as above
    return result


_new = object.__new__


def _at(atom: Atom, scale: int) -> str:
    return times(atom.code, 10 ** (scale - atom.scale))


def _both(left: str, right: str) -> str:
    if left and right:
        return f"({left} * {right})"
    return left or right


def _made(code: str, kind: NumberType, scale: int, den: str, left: Atom, right: Atom) -> Atom:
    return Atom(code, "number", den=den, scale=scale, number=kind, deep=max(left.deep, right.deep) + 1)
