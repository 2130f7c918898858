"""Letters as plain text, to be printed or read aloud: a table is told row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from projgov.diagnostics import Bilingual, Language
from projgov.scoring.letters.parts import Grid, Heading, Listing, Paragraph, Part, day_words
from projgov.scoring.wording import COLON, named

_CELLS = Bilingual("；", "; ")


def plain_text(
    title: str, to: str | None, parts: Iterable[Part], issuer: str | None, day: date, language: Language
) -> str:
    """A letter as plain text."""
    blocks = [title]
    if to:
        blocks.append(to + COLON.in_(language).rstrip())
    blocks += ["\n".join(_lines(part, language)) for part in parts]
    blocks.append("\n".join(one for one in (issuer, day_words(day, language)) if one))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _lines(part: Part, language: Language) -> Iterator[str]:
    match part:
        case Heading(text) | Paragraph(text):
            yield text
        case Listing(lines, numbered):
            for number, line in enumerate(lines, 1):
                yield f"{number}. {line}" if numbered else f"- {line}"
        case Grid(heads, rows):
            for number, row in enumerate(rows, 1):
                cells = (named(h, c, language) if h else c for h, c in zip(heads, row, strict=True) if c)
                yield f"{number}. {_CELLS.in_(language).join(cells)}"
