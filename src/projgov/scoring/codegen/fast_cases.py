"""Two-valued code for cases: the rows are written aside first, then joined in the shortest form that computes no row too many."""

from __future__ import annotations

from contextlib import ExitStack
from itertools import groupby
from typing import TYPE_CHECKING

import attrs

from projgov.rules.core import nodes
from projgov.scoring.codegen.atoms import Atom, of_constant
from projgov.scoring.codegen.fast_conditions import chain

if TYPE_CHECKING:
    from projgov.scoring.codegen.fast import Fast

_BLOCKS = 3
"""So many blocks of a case may stand in one another."""


@attrs.frozen
class _Row:
    """A row of a case as it was written aside: statements for its test, its test (`first` apart, where it can be), its value."""

    tests: list[str]
    first: str
    condition: str
    lines: list[str]
    value: Atom
    number: int

    @property
    def whole(self) -> str:
        """The whole test."""
        return chain("and", [self.first, self.condition]) if self.first else self.condition


def case(code: Fast, node: nodes.Case) -> Atom:
    """The value of the first row that holds."""
    with code.deeper(_BLOCKS):
        return _written(code, node)


def _written(code: Fast, node: nodes.Case) -> Atom:
    record = code.recorded(node)
    rows = _rows(code, node)
    result = code.merged([row.value for row in rows])
    if len(rows) == 1:
        code.text.replay(rows[0].tests + rows[0].lines)
        code.note(record, rows[0].number)
        return rows[0].value
    runs = [list(run) for _, run in groupby(rows, key=lambda row: row.first)]
    if any(row.tests for row in rows[1:]) or any(run[0].first and len(run) > 1 for run in runs):
        _loop(code, record, runs, result)
    else:
        _elifs(code, record, rows, result)
    return result


def _rows(code: Fast, node: nodes.Case) -> list[_Row]:
    """The rows that can decide, the last of them surely."""
    rows: list[_Row] = []
    for number, row in enumerate(node.rows):
        first, tests, condition = "", [], ""
        if isinstance(row.condition, nodes.And) and len(row.condition.operands) > 1:
            before, *after = row.condition.operands
            with code.text.aside() as tests:
                first = code.condition(before)
                condition = code.condition(nodes.And(tuple(after)))
            if tests or first in ("True", "False"):
                first = ""
        if not first:
            with code.text.aside() as tests:
                condition = code.condition(row.condition)
        if condition == "False" and not tests:
            continue
        with code.text.aside() as lines:
            value = code.value(row.value)
        rows.append(_Row(tests, first, condition, lines, value, number))
        if condition == "True" and not first:
            return rows
    with code.text.aside() as lines:
        value = of_constant(code.text, None) if node.otherwise is None else code.value(node.otherwise)
    return [*rows, _Row([], "", "True", lines, value, len(node.rows))]


def _elifs(code: Fast, record: str, rows: list[_Row], result: Atom) -> None:
    """One `if` with its `elif`s: only the first row may take statements."""
    code.text.replay(rows[0].tests)
    for place, row in enumerate(rows):
        word = "if" if place == 0 else "elif"
        with code.text.block("else:" if row.whole == "True" else f"{word} {row.whole}:"):
            _decided(code, record, row, result)


def _loop(code: Fast, record: str, runs: list[list[_Row]], result: Atom) -> None:
    """A loop left by the first row that holds. Rows that begin with the same test share it."""
    with code.text.block("while True:"):
        for run in runs:
            if run[0].first and len(run) > 1:
                with code.text.block(f"if {run[0].first}:"):
                    for row in run:
                        _row(code, record, row, row.condition, result)
            else:
                for row in run:
                    code.text.replay(row.tests)
                    _row(code, record, row, row.whole, result)


def _row(code: Fast, record: str, row: _Row, condition: str, result: Atom) -> None:
    with ExitStack() as stack:
        if condition != "True":
            stack.enter_context(code.text.block(f"if {condition}:"))
        _decided(code, record, row, result)
        code.text.line("break")


def _decided(code: Fast, record: str, row: _Row, result: Atom) -> None:
    code.text.replay(row.lines)
    code.store(result, row.value)
    code.note(record, row.number)
