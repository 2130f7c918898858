"""The cells of a decision table: from a text with bars, or from CSV. What they mean is told elsewhere.

    | behind      | kind         || lamp   || note      |
    | [0..10)     | -            || green  || on course |
    | >= 10       | "livelihood" || red    ||           |

The first row is the header. `||` stands between inputs and outputs, and before the notes where there are any. A line of dashes
under the header, as in Markdown, is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import attrs

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.domain.vocabulary import canonical_name
from projgov.reading.table import Table
from projgov.reading.tree import Scalar
from projgov.rules.core.scope import Faults

NO_ROWS = Pattern(
    "B020",
    Bilingual("表里没有规则行", "the table has no rows"),
    Bilingual("表头下面至少写一行", "write at least one row under the header"),
)
NOT_A_ROW = Pattern(
    "B021",
    Bilingual("表里的这一行不以 `|` 开头和结尾", "this line of the table does not begin and end with `|`"),
    Bilingual("每行写作 `| … | … || … |`", "write each row as `| … | … || … |`"),
)
NO_DOUBLE_BAR = Pattern(
    "B022",
    Bilingual(
        "表头里没有 `||`，分不清条件列和结果列",
        "the header has no `||`: which columns are inputs and which outputs?",
    ),
    Bilingual(
        "在条件列与结果列之间写 `||`：`| 条件 || 结果 |`", "put `||` between them: `| input || output |`"
    ),
)
WRONG_COUNT = Pattern(
    "B023",
    Bilingual("这一行的格数是 {found}，表头是 {expected}", "this row has cells {found}, and the header {expected}"),
    Bilingual(
        "补上或删去单元格；不限的条件和没有的结果写 `-`",
        "add or remove cells; write `-` where any input will do or there is no output",
    ),
)  # fmt: skip
WIDE_BAR = Pattern(
    "B024",
    Bilingual("表格线要用半角的 `|`，这里是 `{found}`", "the bars of a table are `|`, and this is `{found}`"),
    Bilingual("改写为 `|`", "write `|`"),
)
ONE_LINE = Pattern(
    "B025",
    Bilingual("表格的各行连成了一行", "the rows of this table have become one line"),
    Bilingual(
        "在 `table:` 后写 `|`，表格从下一行开始", "write `table: |` and begin the table on the next line"
    ),
)
NO_TABLE = Pattern(
    "B026",
    Bilingual(
        "这里要写表格，或 CSV 文件的名称，写的是 `{found}`",
        "a table or the name of a CSV file is wanted here, and this is `{found}`",
    ),
    Bilingual(
        "在 `table: |` 下写表格，或写 `table: 名称.csv`；XLSX 另存为 CSV UTF-8",
        "write the table under `table: |`, or `table: name.csv`; save XLSX as CSV UTF-8",
    ),
)
NO_OUTPUT_COLUMN = Pattern(
    "B027",
    Bilingual("CSV 表里没有一列是 `outputs` 里的结果", "no column of the CSV table is one of its `outputs`"),
    Bilingual(
        "在规则的 `outputs:` 下写结果列的列名", "name the columns that are outputs under `outputs:` in the rule"
    ),
)  # fmt: skip
INPUT_AFTER_OUTPUT = Pattern(
    "B028",
    Bilingual("`{name}` 列在结果列之间", "the column `{name}` stands between outputs"),
    Bilingual("条件列在前，结果列相连在后，备注列在最后", "put inputs first, then all outputs, then notes"),
)

PlaceAt = Callable[[int, int], Place]
_WIDE_BARS = "｜│┃║¦"
_RULE = re.compile(r":?-{2,}:?")
_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')
_BARS = re.compile(rf"\|+|{_TEXT.pattern}")


@attrs.frozen
class Cell:
    """A cell: its text without space at the ends, and the place of a part of it. `start` is where it stands in the table's text."""

    text: str
    place_at: PlaceAt = attrs.field(eq=False, repr=False)
    start: int = 0

    @property
    def place(self) -> Place:
        return self.place_at(0, len(self.text))


@attrs.frozen
class Line:
    """A row of a table, its cells by section."""

    inputs: tuple[Cell, ...]
    outputs: tuple[Cell, ...]
    notes: tuple[Cell, ...]
    place: Place

    @property
    def note(self) -> str:
        """What the notes say."""
        return "; ".join(c.text for c in self.notes if c.text not in ("", "-"))


@attrs.frozen
class Grid:
    """A table as it is written: each row has as many cells as the header."""

    header: Line
    rows: tuple[Line, ...]


def from_text(scalar: Scalar, faults: Faults) -> Grid | None:
    """The table that a text with bars is; None where it has no header."""
    if "\n" not in scalar.text.strip() and scalar.style != "literal":
        faults.add(ONE_LINE, scalar.place)
        return None
    header: Line | None = None
    rows: list[Line] = []
    offset = 0
    for text in scalar.text.split("\n"):
        start, offset = offset, offset + len(text) + 1
        sections = _sections(text, start, scalar, faults)
        if sections is None:
            continue
        place = scalar.place_at(start + len(text) - len(text.lstrip()), len(text.strip()))
        if header is None:
            if len(sections) < 2:
                faults.add(NO_DOUBLE_BAR, place)
                return None
            header = _line(sections, place)
        elif not all(_RULE.fullmatch(c.text) for section in sections for c in section):
            row = _fitted(sections, header, place, faults)
            rows += [row] if row is not None else []
    return _grid(header, rows, scalar.place, faults)


def from_csv(table: Table, outputs: Iterable[str], faults: Faults) -> Grid | None:
    """The table that CSV is: columns named in `outputs` are outputs, those before inputs, those after notes."""
    names = set(map(canonical_name, outputs))
    head = Place(table.file, 1, 1)
    own = [n for n, name in enumerate(table.header) if canonical_name(name) in names]
    if not own:
        faults.add(NO_OUTPUT_COLUMN, head)
        return None
    first, last = own[0], own[-1]
    for n in range(first, last):
        if n not in own:
            faults.add(INPUT_AFTER_OUTPUT, head, name=table.header[n])
            return None

    def line(cells: Sequence[str], number: int, columns: Sequence[int]) -> Line:
        made = [_cell(c, table.file, number, column) for c, column in zip(cells, columns, strict=True)]
        inputs, own_outputs, notes = made[:first], made[first : last + 1], made[last + 1 :]
        return Line(tuple(inputs), tuple(own_outputs), tuple(notes), Place(table.file, number, 1))

    header = line(table.header, 1, [1] * len(table.header))
    rows = [line(r.cells, r.line, r.columns) for r in table.rows if any(c.strip() for c in r.cells)]
    return _grid(header, rows, head, faults)


def _grid(header: Line | None, rows: list[Line], place: Place, faults: Faults) -> Grid | None:
    if not rows:
        faults.add(NO_ROWS, place if header is None else header.place)
    return None if header is None else Grid(header, tuple(rows))


def _sections(text: str, start: int, scalar: Scalar, faults: Faults) -> list[list[Cell]] | None:
    """The cells of a line, between double bars; None for an empty line and one that is no row."""
    row = text.strip()
    if not row:
        return None
    start += len(text) - len(text.lstrip())
    wide = next((n for n, c in enumerate(row) if c in _WIDE_BARS), None)
    if wide is not None and '"' not in row[:wide]:
        faults.add(WIDE_BAR, scalar.place_at(start + wide, 1), found=row[wide])
        return None
    if len(row) < 2 or not (row.startswith("|") and row.endswith("|")):
        faults.add(NOT_A_ROW, scalar.place_at(start, len(row)))
        return None
    return [[_part(row, span, start, scalar) for span in section] for section in _split(row)]


def _split(row: str) -> list[list[tuple[int, int]]]:
    """Where the cells of a row begin and end, by section. Of several bars in a row the last two are a double bar."""
    runs = [m.span() for m in _BARS.finditer(row) if m[0].startswith("|")]
    if '"' in _TEXT.sub("", row):  # quotes that do not end are told of the cell in which they begin
        runs = [m.span() for m in re.finditer(r"\|+", row)]
    sections: list[list[tuple[int, int]]] = [[]]
    position = 1
    for start, end in runs:
        begin = max(start, 1)  # the first bar opens the row
        doubled = end - begin > 1 and end < len(row)
        for bar in range(begin, end - 2 if doubled else end):
            sections[-1].append((position, bar))
            position = bar + 1
        if doubled:
            sections[-1].append((position, end - 2))
            sections.append([])
            position = end
    return sections


def _part(row: str, span: tuple[int, int], start: int, scalar: Scalar) -> Cell:
    inside = row[slice(*span)]
    at = start + span[0] + (len(inside) - len(inside.lstrip()) if inside.strip() else 0)

    def place_at(offset: int, length: int = 0) -> Place:
        return scalar.place_at(at + offset, length)

    return Cell(inside.strip(), place_at, at)


def _line(sections: Sequence[Sequence[Cell]], place: Place) -> Line:
    inputs, outputs, *notes = map(tuple, sections)
    return Line(inputs, outputs, tuple(c for part in notes for c in part), place)


def _fitted(sections: list[list[Cell]], header: Line, place: Place, faults: Faults) -> Line | None:
    """The row, where it has the cells of the header. A row without any double bar is divided as the header is."""
    wanted = [len(header.inputs), len(header.outputs), *([len(header.notes)] if header.notes else [])]
    cells = [c for section in sections for c in section]
    if len(sections) > 2:
        sections = [*sections[:2], [c for part in sections[2:] for c in part]]
    found = [len(s) for s in sections]
    if len(found) == 1 and len(cells) == sum(wanted):
        found = wanted
    if found != wanted:
        has, expected = (" || ".join(map(str, counts)) for counts in (found, wanted))
        faults.add(WRONG_COUNT, place, found=has, expected=expected)
        return None
    first, second = wanted[0], wanted[0] + wanted[1]
    return Line(tuple(cells[:first]), tuple(cells[first:second]), tuple(cells[second:]), place)


def _cell(text: str, file: str, line: int, column: int) -> Cell:
    place = Place(file, line, column)

    def place_at(_offset: int, _length: int = 0) -> Place:
        return place

    return Cell(text.strip(), place_at)
