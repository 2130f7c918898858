"""Small changes of a decision table: a row left out, a test or an output of one cell changed."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from projgov.diagnostics import Place
from projgov.reading.tree import Scalar
from projgov.rules.core.scope import Faults
from projgov.rules.forms.table_text import Cell, Line, from_text
from projgov.scoring.mutation.expressions import Edit, Sort, edits, test_edits


@attrs.frozen
class TableEdit:
    """A change: what stood there, what is put there instead (empty: it is left out), and the text of the whole table then."""

    sort: Sort
    place: Place
    before: str
    after: str
    text: str


def table_edits(scalar: Scalar) -> Iterator[TableEdit]:
    """Every small change of a table that stands in the rule file itself."""
    grid = from_text(scalar, Faults()) if "|" in scalar.text else None
    for row in grid.rows if grid is not None else ():
        if grid is not None and len(grid.rows) > 1:
            yield _without(row, scalar)
        for cell in row.inputs:
            yield from (_changed(cell, edit, scalar) for edit in test_edits(cell.text))
        for cell in row.outputs:
            yield from (_changed(cell, edit, scalar) for edit in edits(cell.text))


def _without(row: Line, scalar: Scalar) -> TableEdit:
    text = scalar.text
    begin = text.rfind("\n", 0, row.outputs[0].start) + 1
    end = text.find("\n", begin)
    line = text[begin:] if end < 0 else text[begin:end]
    left = text[:begin].rstrip("\n") if end < 0 else text[:begin] + text[end + 1 :]
    return TableEdit("dropped", row.place, line, "", left)


def _changed(cell: Cell, edit: Edit, scalar: Scalar) -> TableEdit:
    new = edit.of(cell.text)
    place = cell.place_at(edit.start, edit.end - edit.start)
    text = scalar.text[: cell.start] + new + scalar.text[cell.start + len(cell.text) :]
    return TableEdit(edit.sort, place, cell.text, new, text)
