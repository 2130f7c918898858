"""Equality and order of values (DMN 1.5, 10.3.2.15, Tables 52 to 54). Three-valued: null where values cannot be compared.

Null equals null and nothing else; otherwise values of different kinds are not comparable. Lists, contexts and ranges are equal
where their parts are; a false among the parts decides, else a null does. Nothing here records a fault: whether it is one that
two values cannot be compared, the caller knows.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Literal, TypeAlias

from projgov.scoring.feel.durations import DaysDuration, MonthsDuration
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.temporal import Date, DateTime, Time
from projgov.scoring.feel.temporal_order import compare
from projgov.scoring.feel.values import Function, Range, Value

Operator: TypeAlias = Literal["=", "!=", "<", "<=", ">", ">="]
Comparison: TypeAlias = Callable[[Value, Value], "bool | None"]

MAX_NESTED = 100
"""How deep lists and contexts may nest in values that are compared, converted or given out."""

_PLAIN = frozenset({bool, str, Decimal, MonthsDuration, DaysDuration})
_ORDERED = frozenset({Decimal, str, Date, Time, DateTime, MonthsDuration, DaysDuration})


def equal(left: Value, right: Value, run: Run | None = None) -> bool | None:
    """Whether the values are equal. With a `run`, what large values cost is taken from its budget. Raises BudgetSpent."""
    if left is None or right is None:
        return left is right
    kind = type(left)
    if kind is not type(right):
        return None
    if kind in _PLAIN:
        return left == right
    pairs = _Pairs()
    found = pairs.equal(left, right, 0)
    if run is not None:
        run.step(pairs.count)
    return found


class _Pairs:
    """Compares parts with parts, the same two only once: values may share parts so often that their text would never end."""

    def __init__(self) -> None:
        self.count = 0
        self._known: dict[tuple[int, int], bool | None] = {}

    def equal(self, left: Value, right: Value, depth: int) -> bool | None:
        self.count += 1
        if left is None or right is None:
            return left is right
        kind = type(left)
        if kind is not type(right) or depth > MAX_NESTED:
            return None
        if kind in _PLAIN:
            return left == right
        if isinstance(left, Function):
            return left is right
        if not isinstance(left, list | dict | Range):
            return _temporal(left, right) == 0
        pair = (id(left), id(right))
        if pair not in self._known:
            self._known[pair] = self._parts(left, right, depth + 1)
        return self._known[pair]

    def _parts(self, left: Any, right: Any, depth: int) -> bool | None:
        parts: list[tuple[Value, Value]]
        match left:
            case list():
                if len(left) != len(right):
                    return False
                parts = list(zip(left, right, strict=True))
            case dict():
                if left.keys() != right.keys():
                    return False
                parts = [(value, right[key]) for key, value in left.items()]
            case _:
                if _form(left) != _form(right):
                    return False
                parts = [(left.low, right.low), (left.high, right.high)]
        result: bool | None = True
        for a, b in parts:
            part = self.equal(a, b, depth)
            if part is False:
                return False
            if part is None:
                result = None
        return result


def _form(value: Range) -> tuple[str, bool, bool]:
    return value.operator, value.low_closed, value.high_closed


def order(left: Value, right: Value) -> int | None:
    """Negative, 0 or positive as `left` is less than, equal to or greater than `right`; None where they have no order."""
    kind = type(left)
    if kind is not type(right) or kind not in _ORDERED:
        return None
    if kind is Decimal or kind is str:
        return -1 if left < right else int(left > right)  # type: ignore[operator]  # both of one of these two types
    return _temporal(left, right)


def _temporal(left: Any, right: Any) -> int | None:
    if isinstance(left, MonthsDuration | DaysDuration):
        return 0 if left == right else -1 if left < right else 1
    return compare(left, right)


def unequal(left: Value, right: Value) -> bool | None:
    """Whether the values differ."""
    found = equal(left, right)
    return None if found is None else not found


def less(left: Value, right: Value) -> bool | None:
    """Whether `left` is less than `right`; None where they have no order."""
    found = order(left, right)
    return None if found is None else found < 0


def at_most(left: Value, right: Value) -> bool | None:
    """Whether `left` is at most `right`; None where they have no order."""
    found = order(left, right)
    return None if found is None else found <= 0


def greater(left: Value, right: Value) -> bool | None:
    """Whether `left` is greater than `right`; None where they have no order."""
    found = order(left, right)
    return None if found is None else found > 0


def at_least(left: Value, right: Value) -> bool | None:
    """Whether `left` is at least `right`; None where they have no order."""
    found = order(left, right)
    return None if found is None else found >= 0


COMPARISONS: dict[Operator, Comparison] = {
    "=": equal,
    "!=": unequal,
    "<": less,
    "<=": at_most,
    ">": greater,
    ">=": at_least,
}


def both(first: bool | None, second: bool | None) -> bool | None:
    """Three-valued `and`."""
    if first is False or second is False:
        return False
    return None if first is None or second is None else True


def includes(tested: Range, value: Value) -> bool | None:
    """Whether `value` lies in the range; None where it cannot be compared with the ends, or the range has none."""
    match tested.operator:
        case "=":
            return equal(value, tested.low)
        case "!=":
            return unequal(value, tested.low)
        case "<" | "<=":
            return (at_most if tested.high_closed else less)(value, tested.high)
        case ">" | ">=":
            return (at_least if tested.low_closed else greater)(value, tested.low)
    if tested.low is None and tested.high is None:
        return None
    above: bool | None = True
    below: bool | None = True
    if tested.low is not None:
        above = (at_least if tested.low_closed else greater)(value, tested.low)
    if tested.high is not None:
        below = (at_most if tested.high_closed else less)(value, tested.high)
    return both(above, below)
