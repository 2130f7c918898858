"""Arithmetic (DMN 1.5, Tables 56 to 60): numbers rounded to 34 digits after each operation, strings, dates, times, durations.

Operands of other kinds give null and a fault. A null operand gives null, and no fault of its own: null is also an input.
"""

from __future__ import annotations

import decimal
from collections.abc import Callable
from decimal import Decimal
from typing import TypeAlias

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.rules.feel.tree import Arithmetic, Negation, Number
from projgov.scoring.feel.functions.faults import brief
from projgov.scoring.feel.nodes import temporals
from projgov.scoring.feel.nodes.base import Make, Undefined, constant
from projgov.scoring.feel.numbers import CONTEXT
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.scope import Compiled, Env, Scope
from projgov.scoring.feel.values import Value

WRONG_OPERANDS = Pattern(
    "M025",
    Bilingual(
        "`{operator}` 不能用于 {left} 和 {right}", "`{operator}` is not defined for {left} and {right}"
    ),
    Bilingual(
        "用同类的值，如两个数、两段文本、日期与时段；数和文本之间用 `number` 和 `string` 转换",
        "use values that go together: two numbers, two strings, a date and a duration; "
        "`number` and `string` convert",
    ),
)
WRONG_OPERAND = Pattern(
    "M026",
    Bilingual("`-` 不能用于 {found}", "`-` is not defined for {found}"),
    Bilingual("只对数和时段取负", "negate numbers and durations only"),
)
DIVIDED_BY_ZERO = Pattern(
    "M027",
    Bilingual("除以零：`{found}`", "division by zero: `{found}`"),
    Bilingual("先检查除数：`if b = 0 then … else a / b`", "check first: `if b = 0 then … else a / b`"),
)
OUT_OF_RANGE = Pattern(
    "M028",
    Bilingual("`{found}` 的结果超出数的范围", "the result of `{found}` is beyond the range of numbers"),
    Bilingual("数的绝对值须小于 10 的 6145 次方", "a number must be smaller than ten to the power of 6145"),
)
NOT_A_POWER = Pattern(
    "M029",
    Bilingual("{left} 的 {right} 次方不是数", "{left} raised to the power of {right} is no number"),
    Bilingual(
        "负数只取整数次方，零不取负数次方，指数在 -999999999 与 999999999 之间",
        "raise negative numbers to whole powers only, zero to no negative one, and by at most 999999999",
    ),
)

MAX_EXPONENT = 999_999_999
CHARACTERS_A_STEP = 16
"""So many characters of a new string cost a step."""

Numbers: TypeAlias = Callable[[Decimal, Decimal], Decimal]
Others: TypeAlias = Callable[[Run, Value, Value], Value]

_ZERO = Decimal(0)
_ONE = Decimal(1)


def arithmetic(tree: Arithmetic, scope: Scope, make: Make) -> Compiled:
    """`left operator right`"""
    left, right = make(tree.left, scope), make(tree.right, scope)
    place, source, operator = scope.place(tree.span), scope.source(tree.span), tree.operator
    numbers, others = _NUMBERS[operator], _OTHERS[operator]

    def run_arithmetic(env: Env, run: Run) -> Value:
        a = left(env, run)
        b = right(env, run)
        if type(a) is Decimal and type(b) is Decimal:
            try:
                return numbers(a, b)
            except decimal.DecimalException:
                return _fault(run, place, source, operator, a, b)
        if a is None or b is None:
            return None
        if place is not None:
            run.place = place
        try:
            return others(run, a, b)
        except Undefined:
            return run.fault(WRONG_OPERANDS, operator=operator, left=brief(a), right=brief(b))

    return run_arithmetic


def _fault(run: Run, place: Place | None, source: str, operator: str, left: Decimal, right: Decimal) -> None:
    if operator == "/" and not right:
        return run.fault_at(place, DIVIDED_BY_ZERO, found=source)
    if operator == "**" and (abs(right) > MAX_EXPONENT or left < 0 or (not left and right < 0)):
        return run.fault_at(place, NOT_A_POWER, left=brief(left), right=brief(right))
    return run.fault_at(place, OUT_OF_RANGE, found=source)


def _power(base: Decimal, exponent: Decimal) -> Decimal:
    if not exponent:
        return _ONE
    if abs(exponent) > MAX_EXPONENT or (not base and exponent < 0):
        raise decimal.InvalidOperation
    return CONTEXT.power(base, exponent)


def _add(run: Run, left: Value, right: Value) -> Value:
    if isinstance(left, str) and isinstance(right, str):
        run.step((len(left) + len(right)) // CHARACTERS_A_STEP)
        return left + right
    return temporals.add(run, left, right)


def _undefined(_run: Run, _left: Value, _right: Value) -> Value:
    raise Undefined


_NUMBERS: dict[str, Numbers] = {
    "+": CONTEXT.add,
    "-": CONTEXT.subtract,
    "*": CONTEXT.multiply,
    "/": CONTEXT.divide,
    "**": _power,
}
_OTHERS: dict[str, Others] = {
    "+": _add,
    "-": temporals.subtract,
    "*": temporals.multiply,
    "/": temporals.divide,
    "**": _undefined,
}


def negation(tree: Negation, scope: Scope, make: Make) -> Compiled:
    """`-operand`, which is `0 - operand`; for a duration, the same length the other way."""
    operand = make(tree.operand, scope)
    place = scope.place(tree.span)
    if isinstance(tree.operand, Number):
        value = operand([], _NO_RUN)
        if isinstance(value, Decimal):
            return constant(CONTEXT.subtract(_ZERO, value))

    def run_negation(env: Env, run: Run) -> Value:
        value = operand(env, run)
        if type(value) is Decimal:
            return CONTEXT.subtract(_ZERO, value)
        if value is None:
            return None
        if place is not None:
            run.place = place
        try:
            return temporals.negate(run, value)
        except Undefined:
            return run.fault(WRONG_OPERAND, found=brief(value))

    return run_negation


_NO_RUN = Run(place=Place())
