"""Dates, times and durations as operands: what the other nodes need of them, in one place."""

from __future__ import annotations

from projgov.scoring.feel.nodes.base import Undefined
from projgov.scoring.feel import temporal_parsing
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.temporal import Date
from projgov.scoring.feel.values import Value


def at_literal(text: str) -> Value:
    """The value of `@"text"`, or None where the text is none."""
    return temporal_parsing.literal(text)


def add(run: Run, left: Value, right: Value) -> Value:
    """`left + right`. Raises Undefined."""
    raise Undefined


def subtract(run: Run, left: Value, right: Value) -> Value:
    """`left - right`. Raises Undefined."""
    raise Undefined


def multiply(run: Run, left: Value, right: Value) -> Value:
    """`left * right`. Raises Undefined."""
    raise Undefined


def divide(run: Run, left: Value, right: Value) -> Value:
    """`left / right`. Raises Undefined."""
    raise Undefined


def negate(value: Value) -> Value:
    """`-value`, or None where it is not a duration."""
    return None


def property_of(value: Value, name: str) -> Value:
    """`value.name` of a date, time, date and time or duration. Raises Undefined where it has no such property."""
    raise Undefined


def day_number(value: Value) -> int | None:
    """The number of a date among all days, or None for what is no date."""
    return value.number if isinstance(value, Date) else None


def day(number: int) -> Value:
    """The date with this number."""
    return Date.from_number(number)
