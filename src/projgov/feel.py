"""FEEL, the expression language of the DMN standard (1.3 to 1.5), for host programs.

    >>> from decimal import Decimal
    >>> from projgov import feel
    >>> feel.evaluate("net price * (1 + tax rate)", {"net price": 100, "tax rate": Decimal("0.13")})
    Decimal('113')
    >>> feel.unary_test("[18..65)", 40)
    True

The names in the context may have spaces and operators in them; the longest that fits is meant. A fault of FEEL (a division by zero, an
unknown name, a text that is no expression) gives None, as the standard says; `run` gives the faults with it:

    >>> outcome = feel.run("1 / n", {"n": 0})
    >>> outcome.value is None
    True
    >>> print(outcome.diagnostics[0].message("en"))
    division by zero: `1 / n`

Numbers are decimals of 34 digits, rounded half to even after each operation. Which values go in and come out: `scoring.feel.host`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import cast

import attrs

from projgov.diagnostics import Diagnostic, InvalidRuleFile, Place, Refused
from projgov.rules.feel import parser
from projgov.rules.feel.names import normal
from projgov.rules.feel.tree import Expr
from projgov.scoring.feel.evaluate import compile as compile_tree
from projgov.scoring.feel.evaluate import compile_tests
from projgov.scoring.feel.host import from_host, to_host
from projgov.scoring.feel.run import STEPS, TOO_DEEP, BudgetSpent, Run
from projgov.scoring.feel.scope import TESTED, Compiled, Frame, PlaceAt, Scope
from projgov.scoring.feel.temporal import Date, DateTime
from projgov.scoring.feel.values import Value

__all__ = [
    "BudgetSpent",
    "InvalidExpression",
    "Outcome",
    "Value",
    "evaluate",
    "parse",
    "run",
    "run_unary_test",
    "unary_test",
]


class InvalidExpression(Refused):
    """A text that is no expression. Carries what is wrong with it."""


@attrs.frozen
class Outcome:
    """The value of an expression, and the faults met on the way, each with its place in the text."""

    value: Value
    diagnostics: tuple[Diagnostic, ...] = ()


def evaluate(
    text: str,
    context: Mapping[str, object] | None = None,
    *,
    today: dt.date | Date | None = None,
    now: dt.datetime | DateTime | None = None,
    steps: int = STEPS,
) -> Value:
    """The value of an expression with the values of `context`; None where there is a fault, also one in the text.

    `today` and `now` are what the functions of these names give; FEEL reads no clock here. `steps` bounds the work.

    Raises:
        InvalidData: `context` holds what is no value of FEEL, such as a float.
        BudgetSpent: the evaluation needs more than `steps`.
    """
    return run(text, context, today=today, now=now, steps=steps).value


def run(
    text: str,
    context: Mapping[str, object] | None = None,
    *,
    today: dt.date | Date | None = None,
    now: dt.datetime | DateTime | None = None,
    steps: int = STEPS,
) -> Outcome:
    """What `evaluate` gives, with the faults met. Raises InvalidData and BudgetSpent as it does."""
    values = _taken(context or {})
    try:
        program = _program(text, frozenset(values), _members(values))
    except InvalidExpression as refused:
        return Outcome(None, refused.diagnostics)
    return program.run(values, _new_run(today, now, steps))


def unary_test(
    text: str,
    input: object,  # noqa: A002 - DMN's word for the value that a unary test tests
    context: Mapping[str, object] | None = None,
    *,
    today: dt.date | Date | None = None,
    now: dt.datetime | DateTime | None = None,
    steps: int = STEPS,
) -> bool | None:
    """Whether `input` passes the tests of a decision table's cell, such as `> 5`, `[1..3], 7` or `not("a")`.

    None where that cannot be told, also for a text that is no test. Raises as `evaluate` does.
    """
    value = run_unary_test(text, input, context, today=today, now=now, steps=steps).value
    return value if isinstance(value, bool) else None


def run_unary_test(
    text: str,
    input: object,  # noqa: A002 - as above
    context: Mapping[str, object] | None = None,
    *,
    today: dt.date | Date | None = None,
    now: dt.datetime | DateTime | None = None,
    steps: int = STEPS,
) -> Outcome:
    """What `unary_test` gives, with the faults met. Raises InvalidData and BudgetSpent as `evaluate` does."""
    values = _taken({**(context or {}), TESTED: input})
    try:
        program = _tests(text, frozenset(values), _members(values))
    except InvalidExpression as refused:
        return Outcome(None, refused.diagnostics)
    return program.run(values, _new_run(today, now, steps))


def parse(text: str, names: Collection[str] = ()) -> Expr:
    """The tree of an expression; `names` are those known, the longest of which is matched. Raises InvalidExpression."""
    return _parse(text, frozenset(names), frozenset())


@attrs.frozen
class _Program:
    slots: dict[str, int]
    frame: Frame
    compiled: Compiled

    def run(self, values: Mapping[str, Value], run: Run) -> Outcome:
        env = self.frame.env()
        for name, slot in self.slots.items():
            env[slot] = values[name]
        try:
            value: Value = cast(Value, to_host(self.compiled(env, run)))
        except RecursionError:  # the caller stands deep in its own functions already
            run.fault(TOO_DEEP, depth=run.depth)
            value = None
        return Outcome(value, tuple(run.diagnostics))


def _taken(context: Mapping[str, object]) -> dict[str, Value]:
    values = from_host(context, "context")
    assert isinstance(values, dict)
    return {normal(name): value for name, value in values.items()}


def _members(values: Mapping[str, Value]) -> frozenset[str]:
    """The keys further in that are more than one plain word: the parser must know them."""
    found: set[str] = set()
    seen: set[int] = set()
    waiting: list[Value] = list(values.values())
    while waiting:
        value = waiting.pop()
        if isinstance(value, list | dict) and id(value) not in seen:
            seen.add(id(value))
            if isinstance(value, dict):
                found.update(key for key in value if not key.isidentifier())
            waiting += value.values() if isinstance(value, dict) else value
    return frozenset(found)


def _new_run(today: dt.date | Date | None, now: dt.datetime | DateTime | None, steps: int) -> Run:
    moment = DateTime.from_python(now) if isinstance(now, dt.datetime) else now
    if isinstance(today, dt.datetime):
        today = today.date()
    day = Date.from_python(today) if isinstance(today, dt.date) else today
    if day is None and moment is not None:
        day = moment.date
    return Run(place=Place(), today=day, now=moment, steps=steps)


@lru_cache(maxsize=1024)
def _program(text: str, names: frozenset[str], members: frozenset[str]) -> _Program:
    tree = _parse(text, names, members)
    scope, slots = _scope(text, names)
    return _Program(slots, scope.frame, compile_tree(tree, scope))


@lru_cache(maxsize=1024)
def _tests(text: str, names: frozenset[str], members: frozenset[str]) -> _Program:
    try:
        tree = parser.parse_tests(
            text, place_at=_place_at(text), dialect=parser.DMN, names=names - {TESTED}, members=members
        )
    except InvalidRuleFile as refused:
        raise InvalidExpression(refused.diagnostics) from None
    scope, slots = _scope(text, names)
    return _Program(slots, scope.frame, compile_tests(tree, scope))


def _scope(text: str, names: frozenset[str]) -> tuple[Scope, dict[str, int]]:
    scope, slots = Scope.of(sorted(names))
    return scope.in_text(text, _place_at(text)), slots


def _parse(text: str, names: frozenset[str], members: frozenset[str]) -> Expr:
    try:
        return parser.parse(text, place_at=_place_at(text), dialect=parser.DMN, names=names, members=members)
    except InvalidRuleFile as refused:
        raise InvalidExpression(refused.diagnostics) from None


def _place_at(text: str) -> PlaceAt:
    def place_at(offset: int, length: int) -> Place:
        before = text[:offset]
        line = before.count("\n") + 1
        column = offset - (before.rfind("\n") + 1) + 1
        return Place(line=line, column=column, end_column=column + length)

    return place_at
