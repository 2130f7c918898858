"""The cells that decide whether a row of a table matches: constants are compared at once, the rest is evaluated."""

from __future__ import annotations

import decimal
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TypeAlias

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
    equal: list[Value] = []
    checks: list[Check] = []
    for test in tests:
        if (value := _constant(test)) is not None:
            equal.append(value)
        elif (check := _comparison(test)) is not None:
            checks.append(check)
        else:
            return None
    kinds = {type(value) for value in equal}
    if checks:
        kinds.add(Decimal)
    if len(kinds) != 1:
        return None
    (kind,) = kinds
    if kind not in (Decimal, str, bool):
        return None
    if not checks:
        if len(equal) == 1:
            (only,) = equal
            return kind, lambda value: value == only
        return kind, frozenset(equal).__contains__
    if len(checks) == 1 and not equal:
        return kind, checks[0]
    values = frozenset(equal)
    return kind, lambda value: value in values or any(check(value) for check in checks)


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


def _comparison(test: tree.Expr) -> Check | None:
    """A comparison of numbers with constants."""
    match test:
        case tree.UnaryTest(operator=operator, operand=operand):
            end = _constant(operand)
            return _ordered(operator, end) if isinstance(end, Decimal) else None
        case tree.Range(low=low, high=high, low_closed=low_closed, high_closed=high_closed):
            if low is None or high is None:
                return None
            ends = _constant(low), _constant(high)
            if isinstance(ends[0], Decimal) and isinstance(ends[1], Decimal):
                return _between(ends[0], ends[1], low_closed=low_closed, high_closed=high_closed)
    return None


def _ordered(operator: str, end: Decimal) -> Check | None:
    # the caller hands in numbers only
    checks: dict[str, Check] = {
        "<": end.__gt__,  # type: ignore[dict-item]
        "<=": end.__ge__,  # type: ignore[dict-item]
        ">": end.__lt__,  # type: ignore[dict-item]
        ">=": end.__le__,  # type: ignore[dict-item]
        "!=": end.__ne__,
    }
    return checks.get(operator)


def _between(low: Decimal, high: Decimal, *, low_closed: bool, high_closed: bool) -> Check | None:
    if low > high:
        return None
    if low_closed:
        if high_closed:
            return lambda value: low <= value <= high  # type: ignore[operator]
        return lambda value: low <= value < high  # type: ignore[operator]
    if high_closed:
        return lambda value: low < value <= high  # type: ignore[operator]
    return lambda value: low < value < high  # type: ignore[operator]
