"""Whether a table is laid out as its mapping says: encoding, delimiter, the line of the header. What would mend it is offered."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, InvalidData, Pattern, Place, Refused
from projgov.domain.mapping import Column, TableMapping
from projgov.domain.table_mends import quoted
from projgov.reading import text as reading
from projgov.reading.table import header_of

WRONG_DELIMITER = Pattern(
    "D056",
    Bilingual("各列不是用{told}分开的，而是用{found}", "the columns are separated by {found}, not by {told}"),
    Bilingual("在对照文件里写 `delimiter: {written}`", "write in the mapping `delimiter: {written}`"),
)
HEADER_ELSEWHERE = Pattern(
    "D057",
    Bilingual(
        "这一行不是列名，列名在第 {found} 行",
        "these are not the names of the columns: they stand in line {found}",
    ),
    Bilingual("在对照文件里写 `skip rows: {count}`", "write in the mapping `skip rows: {count}`"),
)

_MOST_LINES = 20
"""So far down the header is looked for."""
_DELIMITERS = {
    ",": Bilingual("逗号", "commas"),
    ";": Bilingual("分号", "semicolons"),
    "\t": Bilingual("制表符", "tabs"),
    "|": Bilingual("竖线", "bars"),
    "，": Bilingual("全角逗号", "full-width commas"),
    "；": Bilingual("全角分号", "full-width semicolons"),
}
_NAMED = Bilingual(
    "在对照文件里写 `encoding: {encoding}`，或把文件另存为 UTF-8",
    "write in the mapping `encoding: {encoding}`, or save the file as UTF-8",
)
_SOME = Bilingual(
    "在对照文件里写明编码，如 `encoding: cp1252`、gb18030、big5，或把文件另存为 UTF-8",
    "name its encoding in the mapping, such as `encoding: cp1252`, gb18030 or big5, or save the file as UTF-8",
)
_MEND = Bilingual(
    "改正对照文件里的 `encoding`，例如 utf-8、gb18030、big5、cp1252",
    "mend `encoding` in the mapping: it is one such as utf-8, gb18030, big5, cp1252",
)
_ENCODINGS = {reading.LOOKS_LIKE_GB18030.code: "gb18030", reading.LOOKS_LIKE_UTF16.code: "utf-16"}
_MENDS = {
    reading.NOT_UTF8.code: _SOME,
    reading.UNKNOWN_ENCODING.code: _MEND,
    reading.WRONG_ENCODING.code: _MEND,
}


def decode_table(data: bytes, file: str, mapping: TableMapping) -> str:
    """The text of a table in the encoding that the mapping names. Raises `Refused` with what to write in the mapping."""
    try:
        return reading.decode(data, file, encoding=mapping.encoding)
    except Refused as refused:
        raise Refused(_encoded(fault) for fault in refused.diagnostics) from None


def check_layout(text: str, file: str, mapping: TableMapping) -> None:
    """Raises `InvalidData` where no column is found, and all would be with another delimiter or in a later line."""
    named = [column for column in mapping.columns if column.name or column.begins]
    if not named or _found(named, header_of(text, mapping.delimiter)):
        return
    mends = chain(_delimiters(named, text, file, mapping), _lines(named, text, file, mapping))
    if (fault := next(mends, None)) is not None:
        raise InvalidData([fault])


def fitting(column: Column, header: tuple[str, ...]) -> list[int]:
    """The positions in a header that a column of the mapping may mean."""
    if column.position:
        return [column.position - 1] if column.position <= len(header) else []
    wanted = " ".join((column.name or column.begins).split())
    if column.begins:
        return [n for n, name in enumerate(header) if name.startswith(wanted)]
    return [n for n, name in enumerate(header) if name == wanted]


def _encoded(fault: Diagnostic) -> Diagnostic:
    if encoding := _ENCODINGS.get(fault.code):
        words = Bilingual(_NAMED.zh.format(encoding=encoding), _NAMED.en.format(encoding=encoding))
        return attrs.evolve(fault, pattern=attrs.evolve(fault.pattern, help=words))
    mend = _MENDS.get(fault.code)
    return fault if mend is None else attrs.evolve(fault, pattern=attrs.evolve(fault.pattern, help=mend))


def _delimiters(named: list[Column], text: str, file: str, mapping: TableMapping) -> Iterator[Diagnostic]:
    for delimiter, words in _DELIMITERS.items():
        if delimiter != mapping.delimiter and _found(named, header_of(text, delimiter)):
            own = Bilingual(f" `{mapping.delimiter}` ", f"`{mapping.delimiter}`")
            told = _DELIMITERS.get(mapping.delimiter, own)
            written = "tab" if delimiter == "\t" else quoted(delimiter)
            place = Place(file, mapping.skip_rows + 1, 1)
            yield WRONG_DELIMITER.at(place, told=told, found=words, written=written)


def _lines(named: list[Column], text: str, file: str, mapping: TableMapping) -> Iterator[Diagnostic]:
    lines = text.splitlines(keepends=True)
    for count in range(1, min(len(lines), _MOST_LINES)):
        if _found(named, header_of("".join(lines[count:]), mapping.delimiter)):
            header = next(n for n, line in enumerate(lines) if n >= count and line.strip())
            place = Place(file, mapping.skip_rows + 1, 1)
            yield HEADER_ELSEWHERE.at(place, found=header + 1, count=header)
            return


def _found(named: list[Column], header: tuple[str, ...]) -> bool:
    return any(len(fitting(column, header)) == 1 for column in named)
