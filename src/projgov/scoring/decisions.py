"""What decision tables give: the outputs, the rows by which, and why these rows, as a report has them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import attrs

from projgov.diagnostics import Language
from projgov.rules.core.program import Decision, DecisionCell, DecisionRow
from projgov.scoring.comparing import missing_in
from projgov.scoring.context import Context
from projgov.scoring.faults import merge, merge_faults
from projgov.scoring.results import DecisionResult, GivenResult, Key
from projgov.scoring.values import Fault, Rows, Unknown, Value
from projgov.scoring.wording import number_text, value_text


def decision_result(output: Decision, value_of: Callable[[str], Value]) -> DecisionResult | None:
    """What a decision table gives a subject; None where it says nothing."""
    given = tuple(
        GivenResult(name, title, definition, *_told(value_of(definition)))
        for name, title, definition in output.results
    )
    decided = value_of(output.rows) if output.rows else None
    if decided is None and all(g == attrs.evolve(g, value=None, missing=None, fault=None) for g in given):
        return None
    numbers = _told(decided)[0]
    rows = () if numbers is None else numbers if isinstance(numbers, tuple) else (numbers,)
    unknown = [g.missing for g in given if g.missing is not None]
    faulty = [g.fault for g in given if g.fault is not None]
    return DecisionResult(
        output, given, rows, merge(unknown) if unknown else None, merge_faults(faulty) if faulty else None
    )


def rows_of(result: DecisionResult) -> Iterator[tuple[int, DecisionRow]]:
    """The rows by which a decision came about, with their numbers."""
    for number in result.rows:
        yield number, result.output.table[number - 1]


def asked(result: DecisionResult, cell: DecisionCell, context: Context, key: Key, language: Language) -> str:
    """The value that a cell tested, as a person writes it."""
    env = context.definition_env(result.output.rows, key)
    return value_text(context.model.evaluate(cell.asked, env), cell.asked.type, language)


def text(given: GivenResult, context: Context, language: Language) -> str:
    """What is given in one output, as a person writes it."""
    return value_text(given.value, context.core.definitions[given.definition].type, language)


def plain(value: Value) -> Any:
    """A value as JSON: numbers and days as text, lists as lists."""
    match value:
        case None | bool() | str():
            return value
        case int() | Fraction():
            return number_text(value)
        case tuple():
            return [plain(item) for item in value]
    return getattr(value, "id", None) or str(value)


def _told(value: Value) -> tuple[Value, Unknown | None, Fault | None]:
    """The value where all of it is known, else what is missing or errs."""
    if isinstance(value, Fault):
        return None, None, value
    unknown = missing_in(value)
    if unknown or isinstance(value, Rows):
        return None, merge(unknown), None
    return value, None, None
