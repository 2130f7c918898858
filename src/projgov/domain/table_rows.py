"""The rows of a table to subjects, with every fault noted by row and column."""

import unicodedata
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import attrs

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.domain import faults, table_faults
from projgov.domain.cells import ABSENT, cell_value
from projgov.domain.gathering import Path, Reading, steps_of
from projgov.domain.mapping import TableMapping
from projgov.domain.plain import check_cycles
from projgov.domain.record_reader import RecordReader, alike, record_readers
from projgov.domain.records import VOCABULARY
from projgov.domain.scalars import Bad, read_id
from projgov.domain.table_mends import mended
from projgov.domain.table_origin import TableOrigin, of_cell, target_of
from projgov.domain.types import TextType, ValueType
from projgov.domain.wording import shown_text
from projgov.reading.table import Table

_NO_ID = "?"
_ADD_IT = Bilingual(
    "在表里补上；其他类型的对象可在对照文件里写 `create: true`",
    "add it to the table; another type of subject can be made with `create: true` in the mapping",
)


class TableReading(Reading):
    """Notes faults by row and column instead of by path, and remembers which rows have any."""

    def __init__(
        self, mapping: TableMapping, table: Table, positions: Mapping[str, int], *, skip_bad: bool
    ) -> None:
        super().__init__(table.file)
        self.mapping = mapping
        self.table = table
        self.positions = positions
        self.skip_bad = skip_bad
        self.bad_rows: set[int] = set()
        self.columns = {column.target: column for column in mapping.columns}

    def place(self, path: Path) -> Place:
        row, target = where(path)
        position = self.positions.get(target)
        header = "" if position is None else self.table.header[position]
        column = 1 if position is None else position + 1
        return Place(self.file, self.table.rows[row].line, column, header, subject=self._written_id(row))

    def add(self, pattern: Pattern, path: Path, **values: str | int | Bilingual) -> None:
        row, target = where(path)
        self.bad_rows.add(row)
        values["row_id"] = self._written_id(row) or _NO_ID
        position = self.positions.get(target)
        if position is not None:
            values["column_name"] = shown_text(self.table.header[position], 40)
        super().add(of_cell(pattern, named=position is not None), path, **values)

    def bad(self, fault: Bad, path: Path) -> Any:
        row, target = where(path)
        column = self.columns.get(target)
        if column is not None:
            cell = self.table.rows[row].cells[self.positions[target]]
            fault = mended(fault, cell, column, _kind(self.mapping, target))
        return super().bad(fault, path)

    def origin(self) -> TableOrigin:
        """Where the subjects of the rows come from."""
        at = self.positions["id"]
        lines = {unicodedata.normalize("NFC", row.cells[at].strip()): row.line for row in self.table.rows}
        return TableOrigin(
            self.file, mapping=self.mapping, header=self.table.header, positions=self.positions, lines=lines
        )

    def _written_id(self, row: int) -> str:
        return shown_text(self.table.rows[row].cells[self.positions["id"]])

    def subjects(self) -> list[Any]:
        """The subject of each row that has no fault. Other faults than those of cells (doubled ids, unknown ones) come last."""
        reader = record_readers(VOCABULARY)[self.mapping.record.name]
        rows: list[dict[str, object]] = []
        found: dict[int, Any] = {}
        for n in range(len(self.table.rows)):
            plain = self._plain(n)
            rows.append(plain)
            found[n] = self._read(reader, plain, n)
        ids = self._ids(rows)
        check_cycles({self.mapping.record.about.collection: rows}, self.mapping.record, self)
        self._look_up(found, ids)
        return [subject for n, subject in found.items() if n not in self.bad_rows]

    def created(self) -> dict[str, tuple[Any, ...]]:
        """The subjects that columns with `create` refer to, by collection: each with its id for a name."""
        made: dict[str, dict[str, Any]] = {}
        for name, referred, path in self.references:
            row, _ = where(path)
            if row in self.bad_rows or not self._creates(name, path):
                continue
            record = VOCABULARY.record(name)
            label = "name" if "name" in record.fields else "title"
            assert record.cls is not None
            one = record.cls(id=referred, **{label: referred})
            made.setdefault(record.about.collection, {}).setdefault(referred, one)
        return {collection: tuple(ones.values()) for collection, ones in made.items()}

    def _path(self, row: int) -> Path:
        return ((None, self.mapping.record.about.collection), row)

    def _plain(self, row: int) -> dict[str, object]:
        """The row as the plain data of a record; cells that cannot be explained are noted and left out."""
        values = dict(self.mapping.constants)
        cells = self.table.rows[row].cells
        for column in self.mapping.columns:
            path = _inner(self._path(row), column.target)
            kind = _kind(self.mapping, column.target)
            try:
                value = cell_value(cells[self.positions[column.target]], column, kind)
            except Bad as fault:
                self.bad(fault, path)
                continue
            if value is not ABSENT:
                values[column.target] = value
            elif column.target == "id":
                self.add(table_faults.NO_ID_IN_ROW, path)
        return as_record(values)

    def _read(self, reader: RecordReader, plain: dict[str, object], row: int) -> Any:
        # A row without an id has been noted; its other cells are read all the same.
        return reader.read({"id": _NO_ID, **plain}, self._path(row), self)

    def _ids(self, rows: list[dict[str, object]]) -> Mapping[str, int]:
        """Every id with the first row that bears it; the others are noted."""
        first: dict[str, int] = {}
        looks: dict[object, str] = {}
        for n, plain in enumerate(rows):
            try:
                own = read_id(plain.get("id"))
            except Bad:
                continue
            other = looks.setdefault(alike(own), own)
            before = first[other] if other in first else first.setdefault(own, n)
            if before == n:
                continue
            path = _inner(self._path(n), "id")
            label = self.mapping.record.about.named.label
            pattern = faults.DOUBLED_ID if other == own else faults.LOOK_ALIKE
            self.add(pattern, path, record=label, key="id", found=own, other=other)
            related = self.place(_inner(self._path(before), "id"))
            self.faults[-1] = attrs.evolve(self.faults[-1], related=(related,), family="")
            self.bad_rows.add(before)
        return first

    def _look_up(self, found: Mapping[int, Any], ids: Mapping[str, int]) -> None:
        """Note references to what is not in the table.

        Where the good rows are to go on alone, a row that refers to a bad row is bad too, and so on.
        """
        self._look_up_in(ids.keys(), set())
        while self.skip_bad:
            before = set(self.bad_rows)
            good = {subject.id for n, subject in found.items() if n not in before}
            self._look_up_in(good, before)
            if self.bad_rows == before:
                return

    def _look_up_in(self, known: Collection[str], passed_over: Collection[int]) -> None:
        own = self.mapping.record.name
        for name, referred, path in self.references:
            if where(path)[0] in passed_over or (name == own and referred in known):
                continue
            if not self._creates(name, path):
                label = VOCABULARY.record(name).about.named.label
                self.add(
                    faults.UNKNOWN_REFERENCE, path, found=shown_text(referred), record=label, hint=_ADD_IT
                )

    def _creates(self, record: str, path: Path) -> bool:
        target = where(path)[1]
        return record != self.mapping.record.name and any(
            column.create and column.target == target for column in self.mapping.columns
        )


def as_record(values: Mapping[str, object]) -> dict[str, object]:
    """Values by target as the plain data of a record, with the facts in their place."""
    found: dict[str, object] = {}
    facts: dict[str, object] = {}
    for target, value in values.items():
        if target.startswith("facts."):
            facts[target.removeprefix("facts.")] = value.isoformat() if isinstance(value, date) else value
        else:
            found[target.rstrip("_")] = value
    return {**found, "facts": facts} if facts else found


def where(path: Path) -> tuple[int, str]:
    """The row that a path such as `projects[3].facts.cost` leads to, and the field or fact of it."""
    row = steps_of(path)[1]
    assert isinstance(row, int)
    return row, target_of(path)


def _inner(path: Path, target: str) -> Path:
    head, dot, name = target.partition(".")
    return ((path, head), name) if dot else (path, target)


def _kind(mapping: TableMapping, target: str) -> ValueType:
    """The type of a target; of a fact, which is declared in a rule file, only that it is written as a text."""
    field = mapping.record.fields.get(target)
    return TextType() if field is None else field.spec.type
