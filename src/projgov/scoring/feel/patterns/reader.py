"""Goes through a pattern's characters, and reads what a backslash and what follows it stand for."""

from __future__ import annotations

from projgov.diagnostics import Bilingual
from projgov.scoring.feel.patterns.blocks import block
from projgov.scoring.feel.patterns.characters import (
    CATEGORIES,
    ESCAPES,
    Test,
    any_character,
    category,
    outside,
    within,
    within_line,
)

_CONTROL = {"n": "\n", "r": "\r", "t": "\t"}
_ITSELF = frozenset("\\|.-^?*+{}()[]$")
_SPACE = frozenset(" \t\n\r")


class BadPattern(Exception):
    """A pattern that cannot be read, the position, from 1, at which that was seen, and the steps that it took to see."""

    def __init__(self, position: int, why: Bilingual, steps: int = 0) -> None:
        super().__init__(why.en)
        self.position = position
        self.why = why
        self.steps = steps


class Reader:
    """Reads from left to right; white space outside of classes has been skipped already where the flag `x` says so."""

    def __init__(self, pattern: str, flags: frozenset[str]) -> None:
        self.characters = pattern
        self.places: list[int] | None = None
        if "x" in flags:
            self.characters, self.places = _without_space(pattern)
        self.at = 0
        self.groups = 0
        self.closed: set[int] = set()
        self.fold = "i" in flags
        self.lines = "m" in flags
        self.dot: Test = any_character if "s" in flags else within_line

    @property
    def left(self) -> bool:
        return self.at < len(self.characters)

    def peek(self, ahead: int = 0) -> str:
        """The character that comes next; nothing at the end."""
        return self.characters[self.at + ahead : self.at + ahead + 1]

    def take(self) -> str:
        c = self.peek()
        self.at += 1
        return c

    def accept(self, text: str) -> bool:
        """Whether `text` comes next; if so, goes past it."""
        found = self.characters.startswith(text, self.at)
        self.at += len(text) if found else 0
        return found

    def fault(self, zh: str, en: str, at: int | None = None) -> BadPattern:
        place = self.at if at is None else at
        if self.places is not None:
            place = self.places[place]
        return BadPattern(place + 1, Bilingual(zh, en))

    def escape(self, start: int) -> str | Test:
        """The character, or the kind of character, that a backslash and what follows it stand for."""
        c = self.take()
        if c in _CONTROL:
            return _CONTROL[c]
        if c in _ITSELF:
            return c
        if c in ESCAPES:
            return ESCAPES[c]
        if c and c in "pP":
            return self.property(start, negated=c == "P")
        raise self.fault(f"不认识 `\\{c}`", f"`\\{c}` is not known", start)

    def property(self, start: int, *, negated: bool) -> Test:
        """`{Lu}` or `{IsBasicLatin}`."""
        end = self.characters.find("}", self.at)
        if self.peek() != "{" or end < 0:
            raise self.fault("`\\p` 未写成 `\\p{Lu}`", "`\\p` not as in `\\p{Lu}`", start)
        name = self.characters[self.at + 1 : end]
        self.at = end + 1
        ends = block(name[2:]) if name.startswith("Is") else None
        if ends is None and name not in CATEGORIES:
            shown = name[:40]
            raise self.fault(
                f"没有名为 `{shown}` 的字符类别或区块", f"no category or block is called `{shown}`", start
            )
        test = within(ends) if ends is not None else category(name)
        return outside(test) if negated else test


def _without_space(pattern: str) -> tuple[str, list[int]]:
    """The pattern without white space outside of classes, and where each character stood."""
    kept: list[str] = []
    places: list[int] = []
    depth, escaped = 0, False
    for place, c in enumerate(pattern):
        if depth == 0 and c in _SPACE:
            continue
        kept.append(c)
        places.append(place)
        if not escaped:
            depth += (c == "[") - (c == "]" and depth > 0)
        escaped = c == "\\" and not escaped
    return "".join(kept), [*places, len(pattern), len(pattern)]
