"""CSV text to a table of texts (RFC 4180), each row with its line."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, InvalidData, Pattern, Place
from projgov.reading.numbers import shown
from projgov.reading.text import hidden_characters

EMPTY_TABLE = Pattern(
    "F080",
    Bilingual("表里没有内容", "the table holds nothing"),
    Bilingual("第一行写列名", "write the names of the columns in the first line"),
)
DOUBLED_COLUMN = Pattern(
    "F081",
    Bilingual("列名 `{name}` 有 {count} 个", "the column `{name}` is there {count} times"),
    Bilingual("给各列不同的名称", "give each column a name of its own"),
)
RAGGED_ROW = Pattern(
    "F082",
    Bilingual(
        "这一行有 {found} 格，表头有 {expected} 格",
        "the row does not fit the header (cells in the row: {found}, in the header: {expected})",
    ),
    Bilingual(
        "补齐或删去单元格；含有逗号的文本用双引号括起来",
        "add or remove cells; a text with a comma in it stands in double quotes",
    ),
)
BAD_QUOTES = Pattern(
    "F083",
    Bilingual("双引号结束后还有 `{found}`", "`{found}` follows after the double quotes have ended"),
    Bilingual('文本里的双引号写两个：`""`', 'within quotes write two double quotes for one: `""`'),
)
UNCLOSED_QUOTES = Pattern(
    "F084",
    Bilingual("从这里开始的双引号没有结束", "the double quotes that begin here never end"),
    Bilingual('在单元格末尾加上 `"`', 'put `"` at the end of the cell'),
)
STRAY_QUOTE = Pattern(
    "F085",
    Bilingual("`{found}` 中间有双引号", "there is a double quote within `{found}`"),
    Bilingual(
        "整格用双引号括起来，里面的双引号写两个：`{mend}`", "put the whole cell in double quotes: `{mend}`"
    ),
)
UNNAMED_COLUMN = Pattern(
    "F086",
    Bilingual(
        "第 {column} 列没有列名，却有内容 `{found}`", "column {column} has no name but holds `{found}`"
    ),
    Bilingual("在第一行写上列名", "write its name in the first line"),
)


@attrs.frozen
class Row:
    """The cells of one row as they are written, and the line (from 1) in which the row begins.

    `columns` are the columns (from 1) at which the cells begin on their lines, quotes included.
    """

    cells: tuple[str, ...]
    line: int
    columns: tuple[int, ...] = attrs.field(default=(), eq=False)


@attrs.frozen
class Table:
    """A table of texts. Each row has as many cells as the header.

    `header` holds the names in NFC, with white space at the ends removed and runs of it as one space. `faults` is empty
    unless the table was read with `keep_good`.
    """

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    file: str
    faults: tuple[Diagnostic, ...] = ()


def read_csv(text: str, file: str, *, delimiter: str = ",", keep_good: bool = False) -> Table:
    """The table that the CSV `text` holds; cells may be quoted and then hold delimiters, line ends and doubled quotes.

    Empty lines are passed over (in a table of one column only at the end). Raises `InvalidData` with all faults: hidden
    characters, quotes that do not end, doubled or missing names of columns, rows with too few or too many cells, an empty
    text. With `keep_good` rows of a wrong length are left out and listed in `Table.faults` instead.
    """
    if hidden := hidden_characters(text, file):
        raise InvalidData(hidden)
    faults: list[Diagnostic] = []
    lines = iter(_rows(text, file, delimiter, faults))
    first = next((row for row in lines if row.cells != ("",)), None)
    if first is None:
        raise InvalidData(faults or [EMPTY_TABLE.at(Place(file, 1, 1))])
    header = _names(first)
    rows = [row for row in lines if row.cells != ("",) or len(header) == 1]
    while rows and rows[-1].cells == ("",):
        rows.pop()
    faults += _header_faults(header, rows, Place(file, first.line, 1))
    ragged = [
        RAGGED_ROW.at(Place(file, row.line, 1), found=len(row.cells), expected=len(header))
        for row in rows
        if len(row.cells) != len(header)
    ]
    if faults or (ragged and not keep_good):
        raise InvalidData([*faults, *ragged])
    return Table(header, tuple(r for r in rows if len(r.cells) == len(header)), file, tuple(ragged))


def header_of(text: str, delimiter: str) -> tuple[str, ...]:
    """The names of columns that `text` would have with `delimiter`, whatever is wrong with the rest of it."""
    first = next((row for row in _rows(text, "", delimiter, []) if row.cells != ("",)), None)
    return () if first is None else _names(first)


def _names(first: Row) -> tuple[str, ...]:
    return tuple(" ".join(unicodedata.normalize("NFC", cell).split()) for cell in first.cells)


def _header_faults(header: tuple[str, ...], rows: list[Row], place: Place) -> Iterator[Diagnostic]:
    for name, count in Counter(header).items():
        if name and count > 1:
            yield DOUBLED_COLUMN.at(place, name=shown(name), count=count)
    for n, name in enumerate(header):
        if name:
            continue
        held = next((row.cells[n] for row in rows if n < len(row.cells) and row.cells[n].strip()), None)
        if held is not None:
            yield UNNAMED_COLUMN.at(place, column=n + 1, found=shown(held))


def _rows(text: str, file: str, delimiter: str, faults: list[Diagnostic]) -> Iterator[Row]:
    """The rows of `text`; what is wrong with quotes is added to `faults`."""
    escaped = re.escape(delimiter)
    quoted = re.compile(r'"([^"]*(?:""[^"]*)*)"')
    bare = re.compile(rf"[^{escaped}\r\n]*")
    line_end = re.compile(r"\r\n|\r|\n")
    position, line, line_start = 0, 1, 0
    cells: list[str] = []
    columns: list[int] = []
    row_line = 1
    while position <= len(text):
        column = position - line_start + 1
        columns.append(column)
        if text.startswith('"', position):
            match = quoted.match(text, position)
            if match is None:
                faults.append(UNCLOSED_QUOTES.at(Place(file, line, column)))
                return
            cell = match[1].replace('""', '"')
            for end in line_end.finditer(match[0]):
                line, line_start = line + 1, position + end.end()
            position = match.end()
            after = bare.match(text, position)
            if after is not None and after[0]:
                place = Place(file, line, position - line_start + 1)
                faults.append(BAD_QUOTES.at(place, found=shown(after[0])))
                position = after.end()
        else:
            match = bare.match(text, position)
            cell = match[0] if match is not None else ""
            if '"' in cell:
                mend = '"' + cell.replace('"', '""') + '"'
                faults.append(
                    STRAY_QUOTE.at(Place(file, line, column), found=shown(cell), mend=shown(mend, 200))
                )
            position += len(cell)
        cells.append(cell)
        if text.startswith(delimiter, position):
            position += 1
            continue
        yield Row(tuple(cells), row_line, tuple(columns))
        if position >= len(text):
            return
        end_match = line_end.match(text, position)
        position += 2 if end_match is not None and end_match[0] == "\r\n" else 1
        cells, columns, line, line_start = [], [], line + 1, position
        row_line = line
