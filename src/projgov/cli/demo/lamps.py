"""The lamps of a year as a small picture: one row for each quarter's end, one column for each project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import attrs

from projgov.cli.colour import Paint, Style
from projgov.cli.demo.year import Year
from projgov.diagnostics import Bilingual, Language

COLUMNS = 61
"""How many columns the picture has at most. Beyond that, one column stands for several projects, and shows the worst."""

_COUNTED = 2
"""How many lamps are counted beside the picture, the worst ones: there is no room for more."""

_CELLS: dict[str, tuple[str, Style]] = {
    "red": ("R", "red"),
    "orange": ("O", "orange"),
    "yellow": ("Y", "yellow"),
    "blue": ("B", "blue"),
    "green": (".", "green"),
}
_NO_LAMP: tuple[str, Style] = ("-", "quiet")
_UNKNOWN: tuple[str, Style] = ("?", "quiet")
_NONE = Bilingual("不亮灯", "no lamp")
_UNDETERMINED = Bilingual("未定", "undetermined")
_EACH = Bilingual(
    "每列一个项目，年末名次从左到右：", "One column for each project, the best of the year on the left:"
)
_SEVERAL = Bilingual(
    "每列{n}个项目中最差的灯，年末名次从左到右：",
    "One column for {n} projects, the worst lamp of them; the best of the year on the left:",
)

Code = str | None
_OPEN = "?"
"""Stands for a lamp that is undetermined, among codes of lamps."""


@attrs.frozen
class Picture:
    """The lamps of all projects at each quarter's end, in the order of the projects' ranks."""

    rows: tuple[tuple[str, tuple[Code, ...]], ...]
    labels: tuple[tuple[str, Bilingual], ...]


def picture_of(year: Year) -> Picture | None:
    """The lamps of a year; None where the rules show none for projects."""
    order = [p.key.id for p in year.projects]
    rows: list[tuple[str, tuple[Code, ...]]] = []
    labels: tuple[tuple[str, Bilingual], ...] = ()
    for day, report in year.quarters:
        codes: dict[str, Code] = {}
        for project in report.of_type("project"):
            if (lamp := project.lamp) is not None:
                labels = lamp.output.labels
                codes[project.key.id] = _OPEN if lamp.code is None and lamp.missing is not None else lamp.code
        rows.append((f"{day:%m-%d}", tuple(map(codes.get, order))))
    return Picture(tuple(rows), labels) if labels else None


def drawn(picture: Picture, paint: Paint, language: Language) -> Iterator[str]:
    """The picture as lines of text, with counts of the worst lamps, and a key to it."""
    codes = [code for code, _ in picture.labels]
    size = -(-len(picture.rows[0][1]) // COLUMNS)
    yield "  " + (_EACH if size == 1 else _SEVERAL).in_(language).format(n=size)
    used = {code for _, row in picture.rows for code in row}
    counted = [code for code in codes[:-1] if code in used][:_COUNTED]
    for day, row in picture.rows:
        worst = [min(row[i : i + size], key=lambda c: _badness(c, codes)) for i in range(0, len(row), size)]
        counts = Counter(row)
        tail = " ".join(f"{counts[code]:>2}{_cell(code)[0]}" for code in counted)
        yield f"  {day}  {''.join(paint(*_cell(code)) for code in worst)} {tail}"
    names: dict[Code, Bilingual] = {**dict(reversed(picture.labels)), None: _NONE, _OPEN: _UNDETERMINED}
    key = [f"{paint(*_cell(code))} {name.in_(language)}" for code, name in names.items() if code in used]
    yield f"         {'   '.join(key)}"


def _badness(code: Code, codes: Sequence[str]) -> int:
    """Where a lamp stands in the order of the rule file, in which the worst comes first."""
    return codes.index(code) if code in codes else len(codes)


def _cell(code: Code) -> tuple[str, Style]:
    """How one lamp looks: a letter, and a colour where there are colours."""
    if code is None:
        return _NO_LAMP
    if code == _OPEN:
        return _UNKNOWN
    return _CELLS.get(code, (code[0].upper(), "strong"))
