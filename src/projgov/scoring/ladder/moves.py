"""What comes of climbing a ladder: moves, each with its evidence, and where they end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal, TypeAlias

import attrs

from projgov.scoring.ladder.events import Event
from projgov.scoring.values import Fault, Unknown, Value

Sort: TypeAlias = Literal["taken", "proposed", "refused", "ended", "premature"]
Deadline: TypeAlias = Callable[[int, date], Value]
"""The deadline of a step (by its position among deadlines) that was taken on a day: a date, null, unknown or a fault."""


@attrs.frozen
class Move:
    """One move: what became of a step, on which day, and for what. `due` is its deadline: a date, null or unknown."""

    step: int
    day: date
    sort: Sort
    due: Value = None
    about: Value = None
    evidence: tuple[Event | Overdue, ...] = ()


@attrs.frozen
class Overdue:
    """That a step still stood after its deadline, `day`."""

    step: int
    day: date


@attrs.frozen
class Climbed:
    """Where a subject stands after its events: steps by their positions, and the moves that led there.

    `end` is the first day of which nothing is known, `unknown` what is missing for that; `fault` is what errs.
    """

    standing: tuple[int, ...]
    since: date | None
    proposed: tuple[int, ...]
    counts: tuple[int, ...]
    moves: tuple[Move, ...]
    end: date
    unknown: Unknown | None = None
    fault: Fault | None = None
