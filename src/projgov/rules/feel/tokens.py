"""What a text is cut into, and what is found wrong on the way."""

from __future__ import annotations

from typing import NamedTuple

import attrs

from projgov.diagnostics import Bilingual, Pattern


class Token(NamedTuple):
    """A piece of the text. `kind` is `number`, `string`, `word`, `end`, or the operator or keyword itself.

    `value` is the text of a string without its escapes, a word in NFC (in rule files with spaces for underscores), or the
    source.
    """

    kind: str
    start: int
    end: int
    value: str


class Fault(NamedTuple):
    """A fault with its offsets in the text; the parser gives it a place in the file."""

    pattern: Pattern
    start: int
    end: int
    values: dict[str, str | int | Bilingual]
    related: tuple[tuple[int, int], ...] = ()


@attrs.frozen
class Tokens:
    """What was read: tokens up to an `end` token, the faults, and whether the tokens are what the text meant all the same."""

    tokens: tuple[Token, ...]
    faults: tuple[Fault, ...]
    mended: bool
    end: int


def short(text: str) -> str:
    """`text` as it fits into a message."""
    return text if len(text) <= 60 else text[:57] + "…"
