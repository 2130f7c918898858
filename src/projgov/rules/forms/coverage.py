"""What rows of a table leave over, which of them meet, and which can never hold: over the boxes of `forms.regions`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from projgov.rules.forms.regions import Box, Boxes, Region, Space, TooMuch

_MOST_ATOMS, _MOST_PAIRS = 300_000, 2_000_000


@attrs.frozen
class Overlap:
    """Two rows, by position, that both hold in `box`."""

    first: int
    second: int
    box: Box


@attrs.frozen
class Covered:
    """A row that never holds: rows before it, `by`, take all that it could hold for (none: nothing meets it)."""

    row: int
    by: tuple[int, ...]


def overlaps(space: Space, rows: Sequence[Region]) -> Iterator[Overlap]:
    """Pairs of rows that surely hold for one input."""
    for first, second in _pairs(space, [r.sure for r in rows]):
        if (box := space.overlap(rows[first].sure, rows[second].sure)) is not None:
            yield Overlap(first, second, box)


def meeting(space: Space, rows: Sequence[Region]) -> Iterator[tuple[int, int]]:
    """Pairs of rows of which it cannot be excluded that both hold for one input."""
    for first, second in _pairs(space, [r.possible for r in rows]):
        if space.overlap(rows[first].possible, rows[second].possible) is not None:
            yield first, second


def uncovered(space: Space, rows: Sequence[Region]) -> Box | None:
    """Inputs for which surely no row holds, None where there are none."""
    left: Boxes = (space.full,)
    for row in rows:
        left = space.remainder(left, row.possible)
        if not left:
            return None
    return next((box for box in left if all(box)), None)


def covered(space: Space, rows: Sequence[Region]) -> Iterator[Covered]:
    """Rows that surely never hold where the first row that holds decides."""
    left: Boxes = (space.full,)
    counting: list[int] = []
    for at, row in enumerate(rows):
        if space.overlap(row.possible, left) is None:
            before = counting if row.possible else ()
            by = (n for n in before if space.overlap(rows[n].sure, row.possible) is not None)
            yield Covered(at, tuple(by))
            continue
        counting.append(at)
        left = space.remainder(left, row.sure)


def _pairs(space: Space, rows: Sequence[Boxes]) -> Iterator[tuple[int, int]]:
    """The pairs of rows that share an atom of the axis that tells most rows apart, in order."""
    best: dict[int, list[int]] | None = None
    least = len(rows) ** 2
    for at in range(len(space.axes)):
        if sum(box[at].bit_count() for boxes in rows for box in boxes) > _MOST_ATOMS:
            continue
        having: dict[int, list[int]] = {}
        for number, boxes in enumerate(rows):
            mask = 0
            for box in boxes:
                mask |= box[at]
            while mask:
                having.setdefault((mask & -mask).bit_length(), []).append(number)
                mask &= mask - 1
        count = sum(len(numbers) ** 2 for numbers in having.values())
        if count < least:
            best, least = having, count
    if least > _MOST_PAIRS:
        raise TooMuch
    groups = [range(len(rows))] if best is None else list(best.values())
    found = {(a, b) for numbers in groups for n, b in enumerate(numbers) for a in numbers[:n]}
    yield from sorted(found)
