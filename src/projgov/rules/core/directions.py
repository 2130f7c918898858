"""Directions that are declared beside Core: of which figures a line rises or falls. No decision rests on them, and no digest."""

from __future__ import annotations

import attrs

from projgov.diagnostics import Place


@attrs.frozen
class Figure:
    """A number of the data: the type of subject that it belongs to, and the fields that lead to it from there.

    A fact declared in the rule file has the path `("facts", name)`.
    """

    owner: str
    path: tuple[str, ...]


@attrs.frozen
class Direction:
    """What is meant of a line: that its definition, on subjects of type `subject`, never falls (or never rises) when a figure rises.

    `total` is the definition of the whole score, `line` the line's id.
    """

    total: str
    line: str
    definition: str
    subject: str
    figure: Figure
    rises: bool
    written: str
    place: Place = attrs.field(default=Place(), eq=False, repr=False)
