"""Letters as Markdown: CommonMark, with the tables of GitHub's dialect.

No text of a letter is markup. What a character could mean is taken from it by a backslash, which CommonMark allows before any ASCII
punctuation (https://spec.commonmark.org/0.31.2/#backslash-escapes); each text stands on one line, so that nothing can begin a block
but at its start.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from projgov.diagnostics import Language
from projgov.scoring.letters.parts import Grid, Heading, Listing, Paragraph, Part, day_words
from projgov.scoring.wording import COLON

_ANYWHERE = re.compile(r"[\\`*_\[\]<>&|#~$@]")
"""What can be markup anywhere in a line: emphasis, code, links, HTML, entities, cells, the end of a heading, and in dialects of
Markdown strikethrough, formulas and addresses."""
_ADDRESS = re.compile(r"(?<=[A-Za-z]):(?=//)|(?<=www)\.", re.IGNORECASE)
"""Where dialects see a link in a bare address."""
_START = re.compile(r"^([-+](?![0-9])|[=:])|^([0-9]{1,9})([.)])(?=\s|$)")
"""What can begin a block: a list, an underline of a heading, a thematic break, a fenced block. A number as in 92.75 or -5 begins none."""


def escaped(text: str) -> str:
    """A text of one line as Markdown that shows it as it is."""
    safe = _ADDRESS.sub(r"\\\g<0>", _ANYWHERE.sub(r"\\\g<0>", text))
    return _START.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", safe)


def markdown(
    title: str, to: str | None, parts: Iterable[Part], issuer: str | None, day: date, language: Language
) -> str:
    """A letter as Markdown."""
    blocks = [f"# {escaped(title)}"]
    if to:
        blocks.append(escaped(to) + COLON.in_(language).rstrip())
    lists = 0
    for part in parts:
        lists += isinstance(part, Listing)
        blocks.append("\n".join(_lines(part, lists)))
    blocks += [escaped(one) for one in (issuer, day_words(day, language)) if one]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _lines(part: Part, count: int) -> Iterator[str]:
    """A part; `count` of lists so far: two that follow one another are told apart by what marks their lines."""
    match part:
        case Heading(text):
            yield f"## {escaped(text)}"
        case Paragraph(text):
            yield escaped(text)
        case Listing(lines, numbered):
            for number, line in enumerate(lines, 1):
                yield (
                    f"{number}{').'[count % 2]} {escaped(line)}"
                    if numbered
                    else f"{'*-'[count % 2]} {escaped(line)}"
                )
        case Grid(heads, rows):
            yield _row(heads)
            yield "|" + " --- |" * len(heads)
            yield from map(_row, rows)


def _row(cells: Iterable[str]) -> str:
    return "|" + "".join(f" {escaped(cell)} |" for cell in cells)
