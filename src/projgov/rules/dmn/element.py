"""The elements of an XML file that are read, each with its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

import attrs

from projgov.diagnostics import Place


@attrs.frozen
class Written:
    """A text as it stands in the file. `spots` say where its pieces begin: offset in the text, line, column."""

    text: str
    file: str
    spots: tuple[tuple[int, int, int], ...]

    def place(self, offset: int = 0, length: int = 0) -> Place:
        """The place of the character at `offset`; with a `length` its end, where that is on the same line."""
        if not self.spots:
            return Place(self.file)
        start, line, column = self.spots[max(bisect_right(self.spots, (offset, 1 << 60, 0)) - 1, 0)]
        column += max(offset - start, 0)
        return Place(self.file, line, column, end_column=column + length if length else 0)


@attrs.frozen
class Element:
    """An element: its local `name`, attributes without a namespace, children, and the text directly in it."""

    name: str
    place: Place
    attributes: dict[str, str]
    children: tuple[Element, ...]
    written: Written
    prefixes: dict[str, str] = attrs.field(repr=False)
    """Of the outermost element: the prefixes of namespaces that it declares."""

    def get(self, attribute: str, default: str = "") -> str:
        """An attribute's text, without white space around it."""
        return self.attributes.get(attribute, default).strip()

    def all(self, *names: str) -> Iterator[Element]:
        """The children that bear one of the names."""
        return (child for child in self.children if child.name in names)

    def first(self, *names: str) -> Element | None:
        """The first child that bears one of the names."""
        return next(self.all(*names), None)

    def text(self, name: str) -> Written | None:
        """What stands in the `text` of the child called `name`."""
        child = self.first(name)
        inner = None if child is None else child.first("text")
        return None if inner is None else inner.written
