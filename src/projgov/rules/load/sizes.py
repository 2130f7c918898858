"""Sizes of values, before there are any: upper bounds of how much a value of a rule file can come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

import attrs

FIELD = 500
"""The size that a field of the data is taken to have: numbers and names are far shorter."""
RECORDS = 10
"""How many records of the data a list is taken to have."""

LIGHT = 64
CAP = 10**18  # sums and products of estimates stay below it, so that estimating is itself no great work


@attrs.frozen
class Size:
    """An upper bound of a value: its whole weight, its items where it is a list, its entries where it is a context."""

    weight: int = LIGHT
    count: int = 1
    item: Size | None = None
    entries: Mapping[str, Size] = attrs.field(factory=dict, hash=False)


SMALL, OF_DATA = Size(), Size(FIELD)
RECORD = Size(1)


def listed(count: int, item: Size) -> Size:
    """A list of so many items."""
    return Size(min(count * item.weight, CAP), min(count, CAP), item)


def items_of(size: Size) -> Size:
    """What each item of a list can come to."""
    return size if size.item is None else size.item


def join(sizes: Iterable[Size]) -> Size:
    """What is at least as large as each."""
    found = list(sizes)
    if not found:
        return Size(0, 0)
    if len(found) == 1 or all(size is found[0] for size in found):
        return found[0]
    items = [size.item for size in found if size.item is not None]
    keys = dict.fromkeys(key for size in found for key in size.entries)
    return Size(
        max(size.weight for size in found),
        max(size.count for size in found),
        join(items) if items else None,
        {key: join(size.entries[key] for size in found if key in size.entries) for key in keys},
    )


def of_value(value: object) -> Size:
    """The size of a value that is there."""
    if isinstance(value, str):
        return Size(len(value))
    if isinstance(value, int | Fraction):
        return Size(value.numerator.bit_length() + value.denominator.bit_length())
    if isinstance(value, tuple):
        items = [of_value(item) for item in value]
        return Size(sum(item.weight for item in items), len(items), join(items))
    return SMALL
