"""The arguments of built-in functions: a value as the kind of thing that a parameter takes, or `Erring` where it is none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from projgov.domain.calendar import Period
from projgov.scoring.faults import A_DAY, A_LIST, A_NUMBER, A_PERIOD, A_TEXT, NOT_WHOLE, Erring, wrong
from projgov.scoring.numbers import Number, number_text
from projgov.scoring.values import Rows, Value


def a_number(value: Value) -> Number:
    """A number that is given; `Erring` for anything else."""
    if isinstance(value, int | Fraction) and not isinstance(value, bool):
        return value
    raise wrong(value, A_NUMBER)


def a_whole(value: Value) -> int:
    """A whole number that is given; `Erring` for anything else."""
    found = a_number(value)
    if isinstance(found, int):
        return found
    raise Erring(NOT_WHOLE, found=number_text(found))


def a_text(value: Value) -> str:
    """A text that is given; `Erring` for anything else."""
    if isinstance(value, str):
        return value
    raise wrong(value, A_TEXT)


def a_day(value: Value) -> date:
    """A day that is given; `Erring` for anything else."""
    if isinstance(value, date):
        return value
    raise wrong(value, A_DAY)


def a_period(value: Value) -> Period:
    """A period that is given; `Erring` for anything else."""
    if isinstance(value, Period):
        return value
    raise wrong(value, A_PERIOD)


def a_list(value: Value) -> tuple[Any, ...]:
    """A list that is given, all of it known; `Erring` for anything else."""
    if isinstance(value, tuple):
        return value
    raise wrong(value, A_LIST)


def rows_of(value: Value) -> Rows:
    """A list that is given, of which not all need be known; `Erring` for anything else."""
    return value if isinstance(value, Rows) else Rows(a_list(value))


def each(convert: Callable[[Value], Any], function: Callable[..., Value]) -> Callable[..., Value]:
    """`function` with every argument converted."""
    return lambda *arguments: function(*map(convert, arguments))
