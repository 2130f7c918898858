"""Numeric functions (DMN 1.5, 10.3.4.5): rounding, modulo, powers and logarithms, each correct to 34 digits."""

from __future__ import annotations

import decimal
from decimal import Decimal
from fractions import Fraction

from projgov.diagnostics import Bilingual
from projgov.scoring.feel.builtin import DAYS, MONTHS, NUMBER, Builtin, Overload, Parameter
from projgov.scoring.feel.durations import DaysDuration, MonthsDuration
from projgov.scoring.feel.functions.exact import nearest, reach
from projgov.scoring.feel.functions.faults import TOO_LARGE, out_of_domain
from projgov.scoring.feel.numbers import CONTEXT
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.values import Value

MIN_SCALE = -6111
MAX_SCALE = 6176
"""The scales that a number can be rounded to; the exponents of IEEE 754 decimal128, negated."""

_SCALES = Bilingual(f"{MIN_SCALE} 到 {MAX_SCALE} 的整数", f"a whole number from {MIN_SCALE} to {MAX_SCALE}")


def rounded(run: Run, function: str, rounding: str, value: Decimal, scale: Decimal) -> Decimal | None:
    """`value` with at most `scale` decimals (a negative scale: whole tens, hundreds and so on)."""
    places = int(scale) if abs(scale) <= MAX_SCALE + 1 else MAX_SCALE + 1
    if not MIN_SCALE <= places <= MAX_SCALE:
        return out_of_domain(run, function, "scale", scale, _SCALES)
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    if exponent >= -places:
        return value
    try:
        return value.quantize(Decimal((0, (1,), -places)), rounding=rounding, context=CONTEXT)
    except decimal.InvalidOperation:
        return run.fault(TOO_LARGE, function=function)


def _rounder(function: str, rounding: str, *, whole: bool) -> Builtin:
    """A rounding function; `whole`: it may be called without a scale, and then gives whole numbers."""

    def call(run: Run, value: Decimal, scale: Decimal) -> Value:
        return rounded(run, function, rounding, value, scale)

    def call_whole(run: Run, value: Decimal) -> Value:
        return rounded(run, function, rounding, value, Decimal(0))

    n = Parameter("n", NUMBER)
    scaled = Overload((n, Parameter("scale", NUMBER)), call)
    return Builtin(function, (Overload((n,), call_whole), scaled) if whole else (scaled,))


def absolute(run: Run, value: Decimal | MonthsDuration | DaysDuration) -> Value:
    """The size of a number or of a duration, without its sign."""
    match value:
        case MonthsDuration():
            return MonthsDuration(abs(value.months))
        case DaysDuration():
            return DaysDuration(value.seconds.copy_abs())
    run.step()
    return value.copy_abs()


def modulo(run: Run, dividend: Decimal, divisor: Decimal) -> Value:
    """`dividend - divisor * floor(dividend / divisor)`, rounded once: the sign is the divisor's."""
    if not divisor:
        return out_of_domain(
            run, "modulo", "divisor", divisor, Bilingual("0 以外的数", "a number other than 0")
        )
    run.step(1 + reach((dividend, divisor)) // 8)
    return nearest(Fraction(dividend) % Fraction(divisor))


def sqrt(run: Run, value: Decimal) -> Value:
    """The square root; null for negative numbers."""
    if value < 0:
        return out_of_domain(
            run, "sqrt", "number", value, Bilingual("不小于 0 的数", "a number not less than 0")
        )
    return CONTEXT.sqrt(value)


def log(run: Run, value: Decimal) -> Value:
    """The natural logarithm; null for numbers that are not positive."""
    if value <= 0:
        return out_of_domain(run, "log", "number", value, Bilingual("大于 0 的数", "a number greater than 0"))
    return CONTEXT.ln(value)


def exp(run: Run, value: Decimal) -> Value:
    """Euler's number to the power of `value`."""
    try:
        return CONTEXT.exp(value)
    except decimal.Overflow:
        return run.fault(TOO_LARGE, function="exp")


def odd(run: Run, value: Decimal) -> Value:
    """Whether the number is whole and odd."""
    run.step()
    return _half(value) == 1


def even(run: Run, value: Decimal) -> Value:
    """Whether the number is whole and even."""
    run.step()
    return _half(value) == 0


def _half(value: Decimal) -> int | None:
    """What a whole number leaves when halved; None for one that is not whole."""
    _, digits, exponent = CONTEXT.normalize(value).as_tuple()
    if exponent == 0:
        return digits[-1] % 2
    return 0 if exponent > 0 else None  # type: ignore[operator]  # a number of FEEL has an exponent


_ONE_NUMBER = (Parameter("number", NUMBER),)

BUILTINS = (
    _rounder("decimal", decimal.ROUND_HALF_EVEN, whole=False),
    _rounder("floor", decimal.ROUND_FLOOR, whole=True),
    _rounder("ceiling", decimal.ROUND_CEILING, whole=True),
    _rounder("round up", decimal.ROUND_UP, whole=False),
    _rounder("round down", decimal.ROUND_DOWN, whole=False),
    _rounder("round half up", decimal.ROUND_HALF_UP, whole=False),
    _rounder("round half down", decimal.ROUND_HALF_DOWN, whole=False),
    Builtin("abs", (Overload((Parameter("n", NUMBER | MONTHS | DAYS, also=("number",)),), absolute),)),
    Builtin("modulo", (Overload((Parameter("dividend", NUMBER), Parameter("divisor", NUMBER)), modulo),)),
    Builtin("sqrt", (Overload(_ONE_NUMBER, sqrt),)),
    Builtin("log", (Overload(_ONE_NUMBER, log),)),
    Builtin("exp", (Overload(_ONE_NUMBER, exp),)),
    Builtin("odd", (Overload(_ONE_NUMBER, odd),)),
    Builtin("even", (Overload(_ONE_NUMBER, even),)),
)
