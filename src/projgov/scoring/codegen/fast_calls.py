"""Two-valued code for the functions that have a form on integers and dates, and for days moved by a constant."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

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


def call(code: Fast, function: str, arguments: tuple[nodes.Node, ...]) -> Atom:
    """A function applied to values that are not null."""
    kinds, form, result = _FUNCTIONS.get(function, ((), "", NumberType()))
    if not form:
        raise NotSupported(function)
    atoms = [code.settled(code.value(a), k) for a, k in zip(arguments, kinds, strict=True)]
    if function == "abs":
        return attrs.evolve(atoms[0], code=form.format(atoms[0].code), number=result, literal=False, deep=1)
    return Atom(form.format(*(a.code for a in atoms)), "number", number=result, deep=1)


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
