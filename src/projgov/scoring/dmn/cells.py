"""The cells that decide whether a row of a table matches: constants are compared at once, the rest is evaluated."""

from __future__ import annotations

import decimal
import operator
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, Literal, TypeAlias, cast

import attrs

from projgov.rules.dmn.element import Written
from projgov.rules.feel import tree
from projgov.scoring.dmn.texts import Texts
from projgov.scoring.feel.evaluate import compile_tests
from projgov.scoring.feel.numbers import CONTEXT, number
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.scope import Compiled, Env, Scope
from projgov.scoring.feel.values import Value

Check: TypeAlias = Callable[[Value], bool]
"""A comparison with constants, for values of one type."""

Operator: TypeAlias = Literal["=", "!=", "<", "<=", ">", ">=", "[]", "[)", "(]", "()"]
"""How a value is compared; the last four say that it lies in a range, with which ends."""


@attrs.frozen
class Comparison:
    """A comparison of values of one type with constants: one, or the two ends of a range."""

    kind: type
    operator: Operator
    values: tuple[Value, ...]

    def code(self, value: str, constant: Callable[[Value], str]) -> str:
        """The comparison as code, given that of the value and of constants."""
        if len(self.values) == 1:
            sign = "==" if self.operator == "=" else self.operator
            return f"{value} {sign} {constant(self.values[0])}"
        low = "<=" if self.operator[0] == "[" else "<"
        high = "<=" if self.operator[1] == "]" else "<"
        return f"{constant(self.values[0])} {low} {value} {high} {constant(self.values[1])}"

    def check(self) -> Check:
        """The comparison as a function; values handed to it are of `kind`."""
        if len(self.values) == 2:
            return _between(*self.values, self.operator)
        (end,) = self.values
        compare = _OPERATORS[self.operator]
        return lambda value: compare(value, end)


_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def _between(low: Any, high: Any, ends: Operator) -> Check:
    checks: dict[str, Callable[[Any], bool]] = {
        "[]": lambda value: low <= value <= high,
        "[)": lambda value: low <= value < high,
        "(]": lambda value: low < value <= high,
        "()": lambda value: low < value < high,
    }
    return checks[ends]


def cell(written: Written, scope: Scope, slot: int, texts: Texts) -> Compiled | None:
    """What tests the value in `slot`, which `scope` knows as `?`; None for `-` and for an empty cell."""
    if written.text.strip() in ("", "-"):
        return None
    tests = texts.tests(written, scope)
    if tests is None:
        return texts.broken(written.place(), texts.faults[-1])
    if not tests.tests:
        return None
    general = compile_tests(tests, scope.in_text(written.text, written.place))
    if (quick := constants(tests.tests)) is None:
        return general
    kind, check = quick
    return _quickly(slot, kind, check, general, negated=tests.negated)


def _quickly(slot: int, kind: type, check: Check, general: Compiled, *, negated: bool) -> Compiled:
    def run_quickly(env: Env, run: Run) -> Value:
        value = env[slot]
        return check(value) is not negated if type(value) is kind else general(env, run)

    return run_quickly


def constants(tests: Sequence[tree.Expr]) -> tuple[type, Check] | None:
    """The type of value that all tests compare with constants, and what tells whether one of them holds; else None."""
    found = comparisons(tests)
    if found is None or len({comparison.kind for comparison in found}) != 1:
        return None
    kind = found[0].kind
    if all(comparison.operator == "=" for comparison in found):
        return kind, frozenset(comparison.values[0] for comparison in found).__contains__
    checks = [comparison.check() for comparison in found]
    if len(checks) == 1:
        return kind, checks[0]
    return kind, lambda value: any(check(value) for check in checks)


def comparisons(tests: Sequence[tree.Expr]) -> list[Comparison] | None:
    """The tests as comparisons of numbers, strings and booleans with constants, or None where one of them is something else."""
    found = [_equality(test) or _comparison(test) for test in tests]
    return [comparison for comparison in found if comparison] if all(found) else None


def _equality(test: tree.Expr) -> Comparison | None:
    value = _constant(test)
    return None if value is None else Comparison(type(value), "=", (value,))


def _constant(test: tree.Expr) -> Value:
    """The value of a literal other than null; None for anything else."""
    match test:
        case tree.Text(value=text):
            return text
        case tree.Boolean(value=boolean):
            return boolean
        case tree.Number(value=value):
            try:
                return number(value)
            except decimal.DecimalException:
                return None
        case tree.Negation(operand=tree.Number() as inner):
            positive = _constant(inner)
            return CONTEXT.minus(positive) if isinstance(positive, Decimal) else None
        case tree.UnaryTest(operator="=", operand=operand):
            return _constant(operand)
    return None


def _comparison(test: tree.Expr) -> Comparison | None:
    """A comparison with a constant, or with two where it is a range of numbers."""
    match test:
        case tree.UnaryTest(operator=written, operand=operand):
            end = _constant(operand)
            if end is None or (isinstance(end, bool) and written != "!="):
                return None
            return Comparison(type(end), written, (end,))
        case tree.Range(low=low, high=high, low_closed=low_closed, high_closed=high_closed):
            if low is None or high is None:
                return None
            first, last = _constant(low), _constant(high)
            if isinstance(first, Decimal) and isinstance(last, Decimal) and first <= last:
                ends = cast(Operator, ("[" if low_closed else "(") + ("]" if high_closed else ")"))
                return Comparison(Decimal, ends, (first, last))
    return None
