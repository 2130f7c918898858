"""Letters as they were drawn up: plain texts in their form, without markup. `markdown` and `plain_text` print them."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, TypeAlias

import attrs

from projgov.diagnostics import Bilingual, Language, ProjgovError
from projgov.scoring.letters.markdown import markdown
from projgov.scoring.letters.parts import Grid, Heading, Listing, Paragraph, Part
from projgov.scoring.letters.plain_text import plain_text
from projgov.scoring.results import Key
from projgov.scoring.values import Unknown

LetterStatus: TypeAlias = Literal["written", "none", "undetermined"]


class NoLetter(ProjgovError, LookupError):
    """There is no such letter, or it is not to be written. `message` says it in both languages."""

    def __init__(self, message: Bilingual) -> None:
        self.message = message
        super().__init__(message.en)


@attrs.frozen
class Due:
    """A letter that is to be written: its id, its title, and the subject that it is about.

    Where `status` is `undetermined`, it cannot yet be said whether it is, for want of what `missing` names.
    """

    letter: str
    title: Bilingual
    key: Key
    status: Literal["written", "undetermined"] = "written"
    missing: Unknown | None = None


@attrs.frozen
class Written:
    """A letter, drawn up. `proposes` says whether it tells of measures or awards that are only proposed."""

    id: str
    subject: Key
    language: Language
    title: str
    to: str | None
    issuer: str | None
    day: date
    parts: tuple[Part, ...]
    proposes: bool

    @property
    def markdown(self) -> str:
        """The letter as Markdown (CommonMark with tables). No text in it is markup, whatever it says."""
        return markdown(self.title, self.to, self.parts, self.issuer, self.day, self.language)

    @property
    def text(self) -> str:
        """The letter as plain text."""
        return plain_text(self.title, self.to, self.parts, self.issuer, self.day, self.language)

    def to_plain(self) -> dict[str, Any]:
        """The letter as plain JSON data."""
        return {
            "letter": self.id,
            "type": self.subject.type,
            "id": self.subject.id,
            "language": self.language,
            "title": self.title,
            "to": self.to,
            "issuer": self.issuer,
            "date": self.day.isoformat(),
            "proposes": self.proposes,
            "parts": [_part(part) for part in self.parts],
        }


def _part(part: Part) -> dict[str, Any]:
    match part:
        case Heading(text):
            return {"heading": text}
        case Paragraph(text):
            return {"text": text}
        case Listing(lines, numbered):
            return {"list": list(lines), "numbered": numbered}
        case Grid(heads, rows):
            return {"columns": list(heads), "rows": [list(row) for row in rows]}
