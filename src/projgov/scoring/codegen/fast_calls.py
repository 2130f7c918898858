"""Two-valued code for the functions that have a form on integers and dates, and for days moved by a constant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from projgov.domain import calendar
from projgov.domain.calendar import OutsideCalendar, WorkCalendar
from projgov.domain.types import NumberType
from projgov.rules.core import nodes
from projgov.scoring.codegen.atoms import Atom, Kind, NotSupported, held

if TYPE_CHECKING:
    from projgov.scoring.codegen.fast import Fast

_FUNCTIONS: dict[str, tuple[tuple[Kind, ...], str, NumberType]] = {
    "abs": (("number",), "abs({0})", NumberType(None, Fraction(0))),
    "days_between": (("date", "date"), "({1} - {0}).days", NumberType(0)),
    "year": (("date",), "{0}.year", NumberType(0, Fraction(1), Fraction(9999))),
    "month": (("date",), "{0}.month", NumberType(0, Fraction(1), Fraction(12))),
    "day": (("date",), "{0}.day", NumberType(0, Fraction(1), Fraction(31))),
}
"""Functions of two-valued code: what they take, their code, and the type of the whole number that they give."""

_OF_WORKING_DAYS: dict[str, tuple[Callable[..., Any], Kind]] = {
    "is_working_day": (calendar.is_working_day, "boolean"),
    "add_working_days": (calendar.add_working_days, "date"),
    "working_days_between": (calendar.working_days_between, "number"),
    "next_working_day": (calendar.next_working_day, "date"),
    "previous_working_day": (calendar.previous_working_day, "date"),
    "postponed": (calendar.postponed, "date"),
    "advanced": (calendar.advanced, "date"),
}
"""Functions that count working days, of days and of counts that are written out: what computes them, and what they give."""


def call(code: Fast, function: str, arguments: tuple[nodes.Node, ...]) -> Atom:
    """A function applied to values that are not null."""
    if function in _OF_WORKING_DAYS:
        return _worked(code, function, arguments)
    kinds, form, result = _FUNCTIONS.get(function, ((), "", NumberType()))
    if not form:
        raise NotSupported(function)
    atoms = [code.settled(code.value(a), k) for a, k in zip(arguments, kinds, strict=True)]
    if function == "abs":
        return attrs.evolve(atoms[0], code=form.format(atoms[0].code), number=result, literal=False, deep=1)
    return Atom(form.format(*(a.code for a in atoms)), "number", number=result, deep=1)


def _worked(code: Fast, function: str, arguments: tuple[nodes.Node, ...]) -> Atom:
    """A function that counts working days; for a day that the work calendar does not cover the code leaves."""
    computed, kind = _OF_WORKING_DAYS[function]
    given = [_day_or_count(code, argument) for argument in arguments]
    names = (code.text.constant(computed), code.text.constant(code.core.calendar), *given)
    result = code.text.fresh()
    code.text.line(f"{result} = worked({', '.join(names)})")
    code.leave(f"{result} is None")
    return Atom(result, kind, number=NumberType(0))


def _day_or_count(code: Fast, argument: nodes.Node) -> str:
    match argument:
        case nodes.Literal(value=int(count)) if type(count) is int:
            return str(count)
    return code.settled(code.value(argument), "date").code


def worked(function: Callable[..., Any], days: WorkCalendar, *arguments: Any) -> Any:
    """What a function gives by a work calendar; None for a day that this does not cover. (Called by the code.)"""
    try:
        return function(days, *arguments)
    except OutsideCalendar:
        return None


def later(code: Fast, start: nodes.Node, by: timedelta) -> Atom:
    """A day moved by a constant; where that falls outside the calendar the code leaves."""
    day = held(code.text, code.settled(code.value(start), "date"))
    result = code.text.fresh()
    code.text.line(f"{result} = moved({day.code}, {code.text.constant(by)})")
    code.leave(f"{result} is None")
    return Atom(result, "date")


def moved(day: date, by: timedelta) -> date | None:
    """The day so much later; None outside the calendar. (Called by the code.)"""
    try:
        return day + by
    except OverflowError:
        return None
