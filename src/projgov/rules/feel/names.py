"""Which tokens are a name.

In rule files a name is a run of words. In DMN models it is the longest name known (which may hold operators, digits and
reserved words), or else a run of words; two names never stand side by side in FEEL, so a longer run is never wrong.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from functools import lru_cache

from projgov.rules.feel.dialect import DMN, PHRASES, Dialect
from projgov.rules.feel.lexer import tokenise
from projgov.rules.feel.tokens import Token

SYMBOLS = frozenset("./-'+*")
"""DMN 1.3, rule 30, additional name symbols."""

_END = ""


class Known:
    """Names known, as a tree of tokens."""

    def __init__(self) -> None:
        self._root: dict[str, dict[str, object]] = {}

    def add(self, name: str) -> None:
        self.add_tokens([t.value for t in tokenise(name, DMN).tokens[:-1]], normal(name))

    def add_tokens(self, values: Sequence[str], name: str) -> None:
        node: dict[str, object] = self._root  # type: ignore[assignment]  # a tree of dicts with names at its leaves
        for value in values:
            node = node.setdefault(value, {})  # type: ignore[assignment]  # what is under a token is a dict again
        if values:
            node[_END] = name

    def longest(self, tokens: Sequence[Token], position: int) -> tuple[int, str]:
        """The longest name that begins at `position`: the position after it, and the name; or `position` and nothing."""
        best = (position, "")
        node: object = self._root
        while isinstance(node, dict):
            if _END in node:
                best = (position, node[_END])
            token = tokens[position]
            if token.kind in ("end", "string"):
                break
            node = node.get(token.value)
            position += 1
        return best


def normal(name: str) -> str:
    """A name as the tree holds it: NFC, its white space single spaces."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def known(names: Collection[str]) -> Known:
    """The names given, and those of the standard that hold reserved words."""
    return _known(frozenset(names))


@lru_cache(maxsize=64)
def _known(names: frozenset[str]) -> Known:
    index = Known()
    for name in sorted(names | {" ".join(p) for p in PHRASES}):
        index.add(name)
    return index


def run(tokens: Sequence[Token], position: int, dialect: Dialect) -> int:
    """The position after the run of words that begins at `position`.

    In rule files `is` and `not` end a run that they do not begin: nobody who writes `status is "done"` means a name.
    """
    first = position
    while tokens[position].kind == "word":
        if dialect.strict_names:
            if tokens[position].value == "?":
                return position if position > first else position + 1
            if position > first and tokens[position].value in ("is", "not"):
                break
        position += 1
    return position


def phrase(tokens: Sequence[Token], position: int) -> int:
    """The position after a name of the standard with a reserved word inside (`date and time`), or `position`."""
    if tokens[position].value in _PHRASE_STARTS:
        for words in PHRASES:
            if all(
                token.kind != "string" and token.value == word
                for token, word in zip(tokens[position : position + len(words)], words, strict=False)
            ) and position + len(words) < len(tokens):
                return position + len(words)
    return position


_PHRASE_STARTS = frozenset(p[0] for p in PHRASES)


def text_of(tokens: Sequence[Token], start: int, end: int) -> str:
    """The name that the tokens from `start` to `end` spell, with a space where there was one."""
    out = tokens[start].value
    for before, token in zip(tokens[start : end - 1], tokens[start + 1 : end], strict=True):
        joined = token.start == before.end
        out += token.value if joined else " " + token.value
    return out
