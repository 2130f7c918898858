"""Small changes of a decision table, in the rule file or in CSV beside it: a row left out, a test or an output of one cell changed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

import attrs

from projgov.diagnostics import Place
from projgov.reading.table import Table
from projgov.reading.tree import Scalar
from projgov.rules.core.scope import Faults
from projgov.rules.forms.table_text import Cell, Line, from_csv, from_text
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


def csv_edits(table: Table, outputs: Iterable[str]) -> Iterator[TableEdit]:
    """Every small change of a table in CSV, of which the columns named in `outputs` are outputs."""
    grid = from_csv(table, outputs, Faults())
    if grid is None:
        return
    written = [list(row.cells) for row in table.rows if any(cell.strip() for cell in row.cells)]
    for n, row in enumerate(grid.rows):
        before, after = written[:n], written[n + 1 :]
        if len(grid.rows) > 1:
            line = _csv([written[n]]).strip()
            yield TableEdit("dropped", row.place, line, "", _csv([table.header, *before, *after]))
        for column, cell in enumerate((*row.inputs, *row.outputs)):
            for edit in (test_edits if column < len(row.inputs) else edits)(cell.text):
                new = edit.of(cell.text)
                changed = [*written[n][:column], new, *written[n][column + 1 :]]
                text = _csv([table.header, *before, changed, *after])
                yield TableEdit(edit.sort, cell.place, cell.text, new, text)


def _csv(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


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
