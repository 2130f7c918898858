"""Dates, times and durations as operands: what the other nodes need of them, in one place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from projgov.scoring.feel import properties, temporal_arithmetic
from projgov.scoring.feel.durations import DaysDuration, MonthsDuration
from projgov.scoring.feel.nodes.base import Undefined
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.temporal import Date, DateTime, Time
from projgov.scoring.feel.temporal_parsing import literal
from projgov.scoring.feel.values import Range, Value

Operation: TypeAlias = Callable[[Run, Value, Value], Value]

TEMPORAL = frozenset({Date, Time, DateTime, MonthsDuration, DaysDuration})


def _defined(operation: Operation) -> Operation:
    """`operation`; raises Undefined where neither operand is temporal."""

    def run_operation(run: Run, left: Value, right: Value) -> Value:
        if type(left) in TEMPORAL or type(right) in TEMPORAL:
            return operation(run, left, right)
        raise Undefined

    return run_operation


add = _defined(temporal_arithmetic.temporal_add)
subtract = _defined(temporal_arithmetic.temporal_subtract)
multiply = _defined(temporal_arithmetic.temporal_multiply)
divide = _defined(temporal_arithmetic.temporal_divide)


def negate(run: Run, value: Value) -> Value:
    """`-value` of a duration. Raises Undefined."""
    if isinstance(value, MonthsDuration | DaysDuration):
        return temporal_arithmetic.negate(run, value)
    raise Undefined


def property_of(run: Run, value: Value, name: str) -> Value:
    """`value.name` of a date, time, date and time, duration or range. Raises Undefined for other values."""
    if type(value) in TEMPORAL or isinstance(value, Range):
        return properties.property_of(run, value, name)
    raise Undefined


def day_number(value: Value) -> int | None:
    """The number of a date among all days, or None for what is no date."""
    return value.number if isinstance(value, Date) else None


def day(number: int) -> Value:
    """The date with this number."""
    return Date.from_number(number)


at_literal = literal
"""The value of `@"text"`, or None where the text is none."""
