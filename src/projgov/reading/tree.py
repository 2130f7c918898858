"""The placed tree: what a YAML text holds, each part with the place where it stands.

`reading.yaml.compose` makes it; `rules.load` validates it. A scalar keeps the raw source beside the value that the YAML 1.2
core schema gives it, because where an expression is expected the source counts, and elsewhere the value.
"""

from __future__ import annotations

import bisect
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from operator import itemgetter
from typing import TypeAlias

import attrs

from projgov.diagnostics import Place
from projgov.reading.yaml_starts import Start, Style, starts_of

ScalarValue: TypeAlias = bool | int | Decimal | str | None


@attrs.frozen
class Scalar:
    """A leaf. `value` is by the YAML 1.2 core schema (numbers exact: int or Decimal; quoted and block scalars are str).

    `text` is the scalar's content as a string, before any resolution to a number or boolean. `source` is the raw slice of
    the file, quotes and block headers included, empty for what stands in no file. `comment_after` is the comment (with its
    `#`) that ends a plain scalar on the same line: where an expression is expected, it may be a part that was cut off.
    """

    value: ScalarValue
    text: str
    style: Style
    place: Place
    source: str = ""
    comment_after: str = ""

    @cached_property
    def starts(self) -> tuple[Start, ...]:
        """Where the characters of `text` stand in the file: a triple (offset in `text`, line, column) for each stretch of
        `text` whose characters stand side by side, in rising order, so that folded lines, escapes and block scalars are
        mapped too. Most texts are never asked, so it is found when one first is.
        """
        if not self.source:
            return ()
        return starts_of(self.style, self.source, self.text, self.place.line, self.place.column)

    def place_at(self, offset: int, length: int = 0) -> Place:
        """The place in the file of the `length` characters from `offset` in `text`.

        `end_column` is 0 for no length, and where the last character stands on another line.
        """
        starts = self.starts
        if not starts:
            return self.place
        if len(starts) == 1:  # most texts stand on one line as they are
            first, line, column = starts[0]
            end = column + max(offset + length - first, 1) if length else 0
            return self._at(line, column + max(offset - first, 0), end)
        line, column = self._position(offset)
        if not length:
            return self._at(line, column, 0)
        last_line, last_column = self._position(offset + length - 1)
        end = last_column + 1 if last_line == line else 0
        return self._at(line, column, end)

    def part(self, start: int, end: int) -> Scalar:
        """The part of a scalar from `start` to `end` of its text, as a plain scalar of its own in its own place."""
        text, place = self.text[start:end], self.place_at(start, end - start)
        # Where the part stands on one line as it is, its characters have places of their own.
        source = text if place.end_column - place.column == len(text) else ""
        return Scalar(text, text, "plain", place, source)

    def _at(self, line: int, column: int, end: int) -> Place:
        return Place(self.place.file, line, column, self.place.path, end, self.place.subject)

    def _position(self, offset: int) -> tuple[int, int]:
        starts = self.starts
        after = bisect.bisect_right(starts, offset, key=itemgetter(0))
        start, line, column = starts[after - 1 if after else 0]
        return line, column + offset - start if offset > start else column


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
    """A mapping in the order of the file. The texts of its keys are in NFC, and unique."""

    entries: tuple[Entry, ...]
    place: Place
    flow: bool = False
    source: str = ""

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def get(self, key: str) -> Node | None:
        """The value under `key`, or None."""
        entry = self.entry(key)
        return None if entry is None else entry.value

    def entry(self, key: str) -> Entry | None:
        """The entry of `key`, or None."""
        wanted = unicodedata.normalize("NFC", key)
        return next((e for e in self.entries if e.key.text == wanted), None)


Node: TypeAlias = Scalar | Sequence | Mapping


Path: TypeAlias = tuple[str | int, ...]


def part(node: Node, path: Path) -> Node | None:
    """The part of `node` that `path` leads to, None where there is none."""
    found: Node | None = node
    for step in path:
        found = None if found is None else _step(found, step)
    return found


def lookup(node: Node, path: Path) -> Place:
    """The place of the part of `node` that `path` leads to: the deepest part of the path that exists."""
    for step in path:
        found = _step(node, step)
        if found is None:
            break
        node = found
    return node.place


def key_place(node: Node, path: Path) -> Place:
    """The place of the key that `path` ends with; for an item of a list, the place of the item.

    Where the path does not exist to its end, the place of the deepest part that does, as `lookup` gives it.
    """
    if not path:
        return node.place
    *before, last = path
    for step in before:
        found = _step(node, step)
        if found is None:
            return node.place
        node = found
    if isinstance(node, Mapping) and (entry := node.entry(str(last))) is not None:
        return entry.key.place
    return lookup(node, (last,))


def plain(node: Node) -> object:
    """What `node` holds, without places: dict, list, str, int, Decimal, bool and None."""
    if isinstance(node, Mapping):
        return {entry.key.text: plain(entry.value) for entry in node.entries}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return node.value


def _step(node: Node, step: str | int) -> Node | None:
    if isinstance(node, Mapping):
        return node.get(str(step))
    if isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
        return node.items[step]
    return None
