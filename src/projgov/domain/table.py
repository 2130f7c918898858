"""A portfolio from a CSV table and a mapping file: one row, one subject.

What cannot be read is reported by row and column, all at once, and nothing is guessed. With `skip_bad` the good rows go on,
and the result lists what was wrong with the others.
"""

import re
from typing import Any

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, InvalidData, Place, did_you_mean, sort
from projgov.domain import faults, table_faults
from projgov.domain.gathering import Reading
from projgov.domain.mapping import TableMapping
from projgov.domain.mapping_reader import read_mapping
from projgov.domain.paths import AnyPath, path_text
from projgov.domain.plain import from_plain
from projgov.domain.portfolio import Portfolio
from projgov.domain.record_reader import record_readers
from projgov.domain.records import VOCABULARY
from projgov.domain.table_layout import check_layout, decode_table, fitting
from projgov.domain.table_rows import TableReading, as_record
from projgov.domain.wording import shown_text
from projgov.reading.files import read_bytes
from projgov.reading.table import Table, read_csv
from projgov.reading.text import decode
from projgov.reading.yaml import compose


@attrs.frozen
class TableResult:
    """The portfolio that a table gives. `bad_rows` tells what was wrong with the rows that are not in it."""

    portfolio: Portfolio
    bad_rows: tuple[Diagnostic, ...] = ()


def load_table(csv_path: AnyPath, mapping_path: AnyPath, *, skip_bad: bool = False) -> TableResult:
    """The portfolio in a CSV file, read as the mapping file says.

    Raises `Refused` where a file cannot be read, and `InvalidData` with every fault: those of the mapping by line and column;
    where there are none, those of the table by the line in which the row begins and the number of the column.
    """
    mapping_name, csv_name = path_text(mapping_path), path_text(csv_path)
    mapping = read_mapping(compose(decode(read_bytes(mapping_name), mapping_name), mapping_name))
    # A text in an encoding other than UTF-8 may look like no text at all.
    data = read_bytes(csv_name, binary=mapping.encoding is not None)
    return read_table(decode_table(data, csv_name, mapping), csv_name, mapping, skip_bad=skip_bad)


def read_table(text: str, file: str, mapping: TableMapping, *, skip_bad: bool = False) -> TableResult:
    """The portfolio in the CSV `text`; `file` is its name in diagnostics. Raises as `load_table` does."""
    frame = _frame(mapping)
    text = _without_first_lines(text, mapping.skip_rows)
    check_layout(text, file, mapping)
    table = read_csv(text, file, delimiter=mapping.delimiter, keep_good=skip_bad)
    reading = TableReading(mapping, table, _positions(mapping, table), skip_bad=skip_bad)
    subjects = reading.subjects()
    if reading.faults and not skip_bad:
        raise InvalidData(reading.faults)
    if reading.faults and not subjects:
        pattern = table_faults.NO_GOOD_ROW
        raise InvalidData([pattern.at(Place(file), count=len(table.rows)), *table.faults, *reading.faults])
    found: dict[str, Any] = {**reading.created(), mapping.record.about.collection: tuple(subjects)}
    found["origin"] = reading.origin()
    return TableResult(attrs.evolve(frame, **found), sort([*table.faults, *reading.faults]))


def _frame(mapping: TableMapping) -> Portfolio:
    """The portfolio without its rows. What the mapping says of it and the constants are checked as all data are."""
    plain: dict[str, object] = {"projgov": 1, "id": mapping.portfolio}
    if mapping.note is not None:
        plain["note"] = mapping.note
    if mapping.registers is not None:
        plain["registers"] = mapping.registers
    found: list[Diagnostic] = []
    frame = Portfolio(id=mapping.portfolio)
    try:
        frame = from_plain(plain)
    except InvalidData as refused:
        found += refused.diagnostics
    reading = Reading("")
    record_readers(VOCABULARY)[mapping.record.name].read(
        {"id": "0", **as_record(mapping.constants)}, None, reading
    )
    for name, referred, path in reading.references:
        label = VOCABULARY.record(name).about.named.label
        hint = Bilingual("固定值里不能引用别的对象", "a constant cannot refer to a subject")
        reading.add(faults.UNKNOWN_REFERENCE, path, found=shown_text(referred), record=label, hint=hint)
    found += reading.faults
    if found:
        at = mapping.constants_place
        raise InvalidData(attrs.evolve(d, place=attrs.evolve(at, path=d.place.path)) for d in found)
    return frame


def _positions(mapping: TableMapping, table: Table) -> dict[str, int]:
    """Where in a row each target stands. Raises `InvalidData` for columns that the table does not have."""
    found: dict[str, int] = {}
    missing: list[Diagnostic] = []
    for column in mapping.columns:
        fit = fitting(column, table.header)
        if len(fit) == 1:
            found[column.target] = fit[0]
        elif fit:
            columns = ", ".join(f"`{shown_text(table.header[n])}`" for n in fit)
            pattern = table_faults.AMBIGUOUS_COLUMN
            missing.append(pattern.at(column.place, found=column.begins, count=len(fit), columns=columns))
        else:
            wanted = column.name or column.begins or str(column.position)
            hint = did_you_mean(wanted, [shown_text(name) for name in table.header if name])
            missing.append(table_faults.UNKNOWN_COLUMN.at(column.place, found=wanted, hint=hint))
    if missing:
        raise InvalidData(missing)
    return found


def _without_first_lines(text: str, count: int) -> str:
    """`text` with its first lines empty, so that the lines after them keep their numbers."""
    for _ in range(count):
        end = re.search(r"\r\n|\r|\n", text)
        if end is None:
            return ""
        text = text[end.end() :]
    return "\n" * count + text
