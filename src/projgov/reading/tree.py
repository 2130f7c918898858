"""The placed tree: what a YAML text holds, each part with the place where it stands.

`reading.yaml.compose` makes it; `rules.load` validates it. A scalar keeps the raw source beside the value that the YAML 1.2
core schema gives it, because where an expression is expected the source counts, and elsewhere the value.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, TypeAlias

import attrs

from projgov.diagnostics import Place

Style: TypeAlias = Literal["plain", "single", "double", "literal", "folded"]
ScalarValue: TypeAlias = None | bool | int | Decimal | str


@attrs.frozen
class Scalar:
    """A leaf. `value` is by the YAML 1.2 core schema (numbers exact: int or Decimal; quoted and block scalars are str).

    `text` is the scalar's content as a string, before any resolution to a number or boolean. `starts` gives, for each line of
    `text`, the column (from 1) and line in the file at which that line of content begins, so that an offset in `text` can be
    mapped back to the file.
    """

    value: ScalarValue
    text: str
    style: Style
    place: Place
    starts: tuple[tuple[int, int], ...] = ()

    def place_at(self, offset: int, length: int = 0) -> Place:
        """The place in the file of the character at `offset` in `text`."""
        before = self.text[:offset]
        row = before.count("\n")
        column = offset - (before.rfind("\n") + 1)
        if not self.starts:
            return self.place
        line, first = self.starts[min(row, len(self.starts) - 1)]
        start = first + column
        return attrs.evolve(self.place, line=line, column=start, end_column=start + length if length else 0)


@attrs.frozen
class Sequence:
    """A list. `flow` is true for `[a, b]`; `source` is then the raw text of it."""

    items: tuple[Node, ...]
    place: Place
    flow: bool = False
    source: str = ""


@attrs.frozen
class Entry:
    """One key of a mapping with its value."""

    key: Scalar
    value: Node


@attrs.frozen
class Mapping:
    """A mapping in the order of the file. Keys are unique after Unicode normalisation (NFC)."""

    entries: tuple[Entry, ...]
    place: Place
    flow: bool = False
    source: str = ""

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def get(self, key: str) -> Node | None:
        """The value under `key`, or None."""
        return next((e.value for e in self.entries if e.key.text == key), None)


Node: TypeAlias = Scalar | Sequence | Mapping


def lookup(node: Node, path: tuple[str | int, ...]) -> Place:
    """The place of the part of `node` that `path` leads to: the deepest part of the path that exists."""
    for step in path:
        if isinstance(node, Mapping) and (found := node.get(str(step))) is not None:
            node = found
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            break
    return node.place
