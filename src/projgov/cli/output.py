"""What commands share: texts in columns, JSON, arguments with their meaning, and wrong usage."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TextIO

from projgov.diagnostics import Bilingual, Language, ProjgovError, render
from projgov.domain.calendar import parse_date
from projgov.scoring.report import Report

_PACK = Bilingual(
    "规则包：自带规则包的名称，或规则文件的路径", "a shipped pack's name, or the path of a rule file"
)
_PORTFOLIO = Bilingual(
    "项目库：自带项目库的名称，或文件路径", "a shipped portfolio's name, or the path of a file"
)
_AS_OF = Bilingual("评价日，如 2017-12-31", "the day of evaluation, such as 2017-12-31")
_PUBLIC = Bilingual(
    "只要可以公开的内容（规则文件“公开”一节写明的）",
    "only what the rule file declares public under `disclosure`",
)
_BAD_DAY = Bilingual(
    "`{text}` 不是日期，应写成 2017-12-31 的样子", "`{text}` is not a date: write it like 2017-12-31"
)


class Usage(ProjgovError):
    """The command was asked for something that cannot be asked."""

    def __init__(self, text: Bilingual) -> None:
        self.text = text
        super().__init__(text.en)


def pack_argument(parser: argparse.ArgumentParser, language: Language) -> None:
    """Declare the argument PACK."""
    parser.add_argument("pack", metavar="PACK", help=_PACK.in_(language))


def portfolio_argument(parser: argparse.ArgumentParser, language: Language) -> None:
    """Declare the argument PORTFOLIO."""
    parser.add_argument("portfolio", metavar="PORTFOLIO", help=_PORTFOLIO.in_(language))


def day_argument(parser: argparse.ArgumentParser, language: Language) -> None:
    """Declare the option --as-of."""
    parser.add_argument("--as-of", metavar="DATE", required=True, help=_AS_OF.in_(language))


def public_argument(parser: argparse.ArgumentParser, language: Language) -> None:
    """Declare the option --public."""
    parser.add_argument("--public", action="store_true", help=_PUBLIC.in_(language))


def day(text: str) -> date:
    """The day that an argument names; wrong usage where it is none."""
    try:
        return parse_date(text)
    except ValueError:
        raise Usage(Bilingual(_BAD_DAY.zh.format(text=text), _BAD_DAY.en.format(text=text))) from None


def print_json(value: object) -> None:
    """Plain data as JSON, in UTF-8, for machines and for reading."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def print_json_line(value: object) -> None:
    """Plain data as JSON on one line: one object of a stream."""
    print(json.dumps(value, ensure_ascii=False))


def tell_doubts(report: Report, language: Language) -> None:
    """Say on standard error what is to be doubted of the data."""
    if report.warnings:
        print(render(report.warnings, language), file=sys.stderr)


def width(text: str) -> int:
    """How many columns a text takes on a terminal: a Chinese character takes two."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def pad(text: str, columns: int, right: bool = False) -> str:
    """`text` filled up with blanks to `columns`."""
    blanks = " " * max(0, columns - width(text))
    return blanks + text if right else text + blanks


def cut(text: str, columns: int) -> str:
    """`text`, cut to `columns` with an ellipsis where it is longer."""
    if width(text) <= columns:
        return text
    kept = ""
    for character in text:
        if width(kept + character) > columns - 1:
            break
        kept += character
    return kept + "…"


def columns_of(stream: TextIO) -> int | None:
    """How many columns fit on a line of the terminal that `stream` is; None where it is none, as in a pipe or file."""
    return shutil.get_terminal_size().columns if stream.isatty() else None


def table(
    rows: Iterable[Sequence[str]], heads: Sequence[str], right: Iterable[int] = (), most: int | None = None
) -> str:
    """Rows in columns under their heads; with `most` the widest give way until a line fits into so many columns."""
    body = [tuple(" ".join(cell.split("\n")) for cell in r) for r in rows]  # a title may hold a line break
    widths = [max([width(h), *(width(r[i]) for r in body)]) for i, h in enumerate(heads)]
    while most is not None and sum(widths) + 2 * (len(widths) - 1) > most and max(widths) > _LEAST:
        widths[widths.index(max(widths))] -= 1
    aligned = set(right)

    def line(cells: Sequence[str]) -> str:
        parts = (pad(cut(c, w), w, i in aligned) for i, (c, w) in enumerate(zip(cells, widths, strict=True)))
        return "  ".join(parts).rstrip()

    return "\n".join([line(heads), line(["-" * w for w in widths]), *map(line, body)])


_LEAST = 4
"""No column of a table gets narrower."""
_NOT_FIRST = frozenset("，。、；：？！）」』》”’】,.;:?!)]}%")
"""What must not begin a line."""
_NOT_LAST = frozenset("「『《“‘【（([{")
"""What must not end one."""


def wrap(text: str, columns: int = 80, indent: str = "") -> str:
    """`text` in lines of at most `columns`; what goes over stands under `indent`, added to the line's own indentation.

    Lines break at blanks and between Chinese characters, and within a word only where it is longer than a line.
    """
    return "\n".join(_wrapped(line, columns, indent) for line in text.split("\n"))


def _wrapped(line: str, columns: int, indent: str) -> str:
    own = line[: len(line) - len(line.lstrip(" "))]
    lines: list[str] = []
    current = own
    for piece in _pieces(line[len(own) :], columns - width(own + indent)):
        if current.strip() and width(current + piece.rstrip(" ")) > columns:
            lines.append(current.rstrip(" "))
            current = own + indent
        current += piece
    return "\n".join([*lines, current.rstrip(" ")])


def _pieces(text: str, most: int) -> Iterator[str]:
    """The parts of a line between which it may be broken: words with the blanks after them, and Chinese characters.

    A word of more than `most` columns is cut.
    """
    piece = ""
    for character in text:
        if piece and (_breaks(piece[-1], character) or width(piece + character) > max(most, 2)):
            yield piece
            piece = ""
        piece += character
    yield piece


def _breaks(before: str, after: str) -> bool:
    """Whether a line may end between two characters."""
    if before == " " or after == " ":
        return before == " " and after != " "
    wide = width(before) == 2 or width(after) == 2
    return wide and before not in _NOT_LAST and after not in _NOT_FIRST
