"""What stands in rules and parameters as they are written, before any of it is validated."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from projgov.diagnostics import Place
from projgov.domain.vocabulary import canonical_name
from projgov.reading.tree import Mapping, Node, Scalar, Sequence


def scalar_of(node: Node, *names: str) -> Scalar | None:
    """What stands under one of some names of a key."""
    for entry in node if isinstance(node, Mapping) else ():
        if canonical_name(entry.key.text) in names and isinstance(entry.value, Scalar):
            return entry.value
    return None


def text_of(node: Node, *names: str) -> str:
    """The text of that, empty where there is none."""
    found = scalar_of(node, *names)
    return "" if found is None else found.text


def says(node: Node, *names: str) -> bool:
    """Whether a part of the file says yes under a key."""
    found = scalar_of(node, *names)
    return found is not None and found.value is True


def id_of(node: Node) -> str:
    """The canonical id of a rule, empty where it has none."""
    return canonical_name(text_of(node, "id", "编号"))


def place_of_id(node: Node) -> Place:
    """Where the id of a rule stands, else the rule."""
    found = scalar_of(node, "id", "编号")
    return node.place if found is None else found.place


def numbers_of(node: Node) -> list[Decimal]:
    """The values of a parameter, in each version, as far as they are numbers."""
    return [
        Decimal(v.text)
        for v in _values(node)
        if isinstance(v.value, int | Decimal) and not isinstance(v.value, bool)
    ]


def _values(node: Node) -> Iterator[Scalar]:
    for entry in node if isinstance(node, Mapping) else ():
        name = canonical_name(entry.key.text)
        if name in ("value", "取值") and isinstance(entry.value, Scalar):
            yield entry.value
        elif name in ("versions", "版本") and isinstance(entry.value, Sequence):
            for version in entry.value.items:
                yield from _values(version)
