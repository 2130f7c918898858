"""The names under which the results of checks can be used by other rules."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, TypeAlias

from projgov.diagnostics import Place
from projgov.domain.types import NumberType, ValueType
from projgov.rules.core.nodes import Node, Tally
from projgov.rules.core.program import Definition

COUNT = NumberType(0, Fraction(0))
_Outcome: TypeAlias = Literal["met", "unmet", "pending"]
_OUTCOMES: tuple[_Outcome, ...] = ("met", "unmet", "pending")
_UNMET: _Outcome = "unmet"


def check_entries(*also: str) -> dict[str, ValueType]:
    """`rule.met`, `rule.unmet` and `rule.pending`, each a number; `also` are further names for `unmet` (`overdue`)."""
    return dict.fromkeys((*_OUTCOMES, *also), COUNT)


def tallies(
    rule: str, subject: str, checks: tuple[str, ...], this: Node, place: Place, *also: str
) -> tuple[Definition, ...]:
    """The definitions behind `check_entries`."""
    named = [(outcome, outcome) for outcome in _OUTCOMES] + [(name, _UNMET) for name in also]
    return tuple(
        Definition(
            f"{rule}.{name}", subject, Tally(checks, outcome, this, COUNT, place=place), COUNT, place=place
        )
        for name, outcome in named
    )
