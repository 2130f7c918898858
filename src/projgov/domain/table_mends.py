"""Which line of a mapping file mends a cell that cannot be read: offered with the fault, never assumed."""

from __future__ import annotations

import json
import re
from fractions import Fraction

import attrs

from projgov.diagnostics import Bilingual
from projgov.domain import faults, table_faults
from projgov.domain.cells import read_date, read_number
from projgov.domain.mapping import Column, NumberFormat
from projgov.domain.scalars import Bad
from projgov.domain.types import BooleanType, ChoiceType, ListType, ValueType
from projgov.reading.canonical import number_text

_FORMAT = Bilingual(
    "在对照文件里写 `{line}`{besides}；表示“没有”或“保密”的文本，列入 `missing` 或 `withheld`",
    "write in the mapping `{line}`{besides}; a text that says that there is no value goes under `missing` or `withheld`",
)
_MULTIPLIED = Bilingual(
    "把这一列写成同一单位的数，这一格写 `{mend}`；这一列每一格都以“{unit}”计的，才在对照文件里写 `{line}`：`times` 乘的是这一列所有的数，"
    "没有写单位的也在内；表示“没有”或“保密”的文本，列入 `missing` 或 `withheld`",
    "write the numbers of this column in one unit, here `{mend}`; only where every cell of it counts in “{unit}”, write in the mapping "
    "`{line}`: `times` multiplies all numbers of the column, with a unit or without; a text that says that there is no value goes under "
    "`missing` or `withheld`",
)
_VALUES = Bilingual(
    "在对照文件里写明每种写法的意思：`{mend}`{besides}",
    "say in the mapping what each text means: `{mend}`{besides}",
)
_CODES = Bilingual("，代码有 {codes}", "; the codes are {codes}")
_MONTH_FIRST = Bilingual("（月在前的写 `{other}`）", " (`{other}` where the month comes first)")
_NOTHING = Bilingual("", "")

_MIDNIGHT = r"[ T]00:00(?::00)?"
_YEAR_FIRST = re.compile(rf"[0-9]{{4}}([^0-9]*)[0-9]{{1,2}}([^0-9]*)[0-9]{{1,2}}([^0-9]*|{_MIDNIGHT})")
_YEAR_LAST = re.compile(rf"[0-9]{{1,2}}([^0-9]+)[0-9]{{1,2}}([^0-9]+)[0-9]{{4}}([^0-9]*|{_MIDNIGHT})")
_AMOUNT = re.compile(
    r"(?P<before>¥|￥|£|\$|€|US\$|RMB|CNY|人民币)?\s*[0-9][0-9.,]*\s*"
    r"(?P<after>[万亿]?(?:元|个|项|人|名|次|天|日|个月|年|分|家|户|处|件|公里|米|平方米|亩|吨)?)\s*(?P<percent>%?)"
)
_MULTIPLES = {"万": 10_000, "亿": 100_000_000}
_SEPARATORS = (("", "."), (",", "."), ("", ","), (".", ","))
_YES_AND_NO = (
    ("是", "否"), ("有", "无"), ("对", "错"), ("√", "×"), ("Y", "N"), ("Yes", "No"), ("yes", "no"), ("1", "0"),
)  # fmt: skip
_WORDS = frozenset({"true", "false", "null"})


def mended(fault: Bad, cell: str, column: Column, kind: ValueType) -> Bad:
    """The fault of a cell that is to be of type `kind`, with the line of the mapping by which such cells are read.

    The same fault where no line can be offered.
    """
    text = " ".join(cell.split())
    one = kind.of if isinstance(kind, ListType) else kind
    match fault.pattern:
        case faults.BAD_DATE | table_faults.CELL_NOT_A_DATE:
            return _date(fault, text, column)
        case faults.NOT_PLAIN_NUMBER | table_faults.CELL_NOT_A_NUMBER | table_faults.NO_PERCENT_SIGN:
            return _number(fault, text, column)
        case faults.UNKNOWN_CHOICE if isinstance(one, ChoiceType) and column.values is None:
            codes = ", ".join(f"`{code}`" for code in one.codes)
            besides = Bilingual(_CODES.zh.format(codes=codes), _CODES.en.format(codes=codes))
            added = f"values: {{{quoted(text)}: {one.codes[0]}, …}}"
            return _with(fault, _VALUES, mend=line(column, added), besides=besides)
        case faults.WRONG_TYPE if isinstance(one, BooleanType) and column.values is None:
            yes, no = next((pair for pair in _YES_AND_NO if text in pair), (text, "…"))
            added = f"values: {{{quoted(yes)}: true, {no if no == '…' else quoted(no)}: false}}"
            return _with(fault, _VALUES, mend=line(column, added))
    return fault


def line(column: Column, added: str) -> str:
    """The line of `columns` that says where a column is found, with something added."""
    if column.position:
        found = f"column number: {column.position}"
    elif column.begins:
        found = f"begins: {quoted(column.begins)}"
    else:
        found = f"column: {quoted(column.name)}"
    return f"{quoted(column.target)}: {{{found}, {added}}}"


def quoted(text: str) -> str:
    """A text as it is written in YAML, also within braces: in quotes where it would else be taken for something else."""
    plain = re.fullmatch(r"[^\W\d](?:[\w ./（）-]*[\w）])?", text) is not None
    return text if plain and text.lower() not in _WORDS else json.dumps(text, ensure_ascii=False)


def date_formats(text: str) -> tuple[str, ...]:
    """The formats in which a text can be a day; two where it may begin with the day or with the month."""
    forms: tuple[str, ...] = ()
    if found := _YEAR_FIRST.fullmatch(text):
        a, b, end = found.groups()
        forms = (f"YYYY{a}M{b}D{end}",) if a else (f"YYYYMMDD{end}",)
    elif found := _YEAR_LAST.fullmatch(text):
        a, b, end = found.groups()
        forms = (f"D{a}M{b}YYYY{end}", f"M{a}D{b}YYYY{end}")
    return tuple(form for form in forms if _reads(text, form))


def number_format(text: str) -> NumberFormat | None:
    """A format in which a text is a number, or None."""
    brackets = text.startswith("(") and text.endswith(")")
    body = text[1:-1].strip() if brackets else text.removeprefix("-").strip()
    found = _AMOUNT.fullmatch(body)
    if found is None:
        return None
    before, after = found["before"] or "", found["after"]
    form = NumberFormat(
        strip=tuple(part for part in (before, after) if part),
        percent=bool(found["percent"]),
        brackets=brackets,
        times=next((n for sign, n in _MULTIPLES.items() if after.startswith(sign)), 1),
    )
    for thousands, decimal in _SEPARATORS:
        tried = attrs.evolve(form, thousands=thousands, decimal=decimal)
        try:
            read_number(text, tried)
        except Bad:
            continue
        return tried
    return None


def _date(fault: Bad, text: str, column: Column) -> Bad:
    forms = date_formats(text)
    if not forms:
        return fault
    lines = [
        line(column, f"date: [{_listed((*column.dates, form))}]" if column.dates else f"date: {quoted(form)}")
        for form in forms
    ]
    besides = _NOTHING
    if len(lines) > 1:
        besides = Bilingual(_MONTH_FIRST.zh.format(other=lines[1]), _MONTH_FIRST.en.format(other=lines[1]))
    return _with(fault, _FORMAT, line=lines[0], besides=besides)


def _number(fault: Bad, text: str, column: Column) -> Bad:
    form = number_format(text)
    if form is None:
        return fault
    added = line(column, f"number: {_written(form)}")
    if form.times == 1:
        return _with(fault, _FORMAT, line=added)
    unit = next(sign for sign in form.strip if sign[0] in _MULTIPLES)
    plain = number_text(Fraction(read_number(text, form)))
    return _with(fault, _MULTIPLIED, line=added, mend=plain, unit=unit)


def _reads(text: str, form: str) -> bool:
    try:
        read_date(text, (form,))
    except (Bad, re.error):  # what stands between may be a letter that a format means otherwise
        return False
    return True


def _with(fault: Bad, words: Bilingual, **values: str | Bilingual) -> Bad:
    """The fault with another help. Cells with one `line` have one cause; whatever the `mend`, the cause is one."""
    pattern = attrs.evolve(fault.pattern, help=words)
    return Bad(pattern, **{"besides": _NOTHING, **fault.values, **values})


def _listed(texts: tuple[str, ...]) -> str:
    return ", ".join(quoted(text) for text in texts)


def _written(form: NumberFormat) -> str:
    parts = [f"thousands: {json.dumps(form.thousands)}"] if form.thousands else []
    parts += [f"decimal: {json.dumps(form.decimal)}"] if form.decimal != "." else []
    parts += [f"strip: [{_listed(form.strip)}]"] if form.strip else []
    parts += ["percent: true"] if form.percent else []
    parts += ["brackets: true"] if form.brackets else []
    parts += [f"times: {form.times}"] if form.times != 1 else []
    return f"{{{', '.join(parts)}}}" if parts else "true"
