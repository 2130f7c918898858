"""What chooses the way on a ladder, and the plain engine that ships: it reads like the specification.

Dates, doubled events and counts are kept by `climb`; an engine sees one message of whole numbers, and says which of the rules of the
ladder applies. That is all in which engines differ.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol

from projgov.rules.core.ladder import Ladder

NOTHING = -1
"""What an engine answers where no rule applies."""


class Engine(Protocol):
    """Chooses for the subjects of one ladder, one after the other."""

    def step(self, wants: list[int]) -> int:
        """The step that is brought about: the highest whose want is not negative, else `NOTHING`."""

    def way(self, signal: int, level: int) -> int:
        """The first way down that `signal` opens from the step `level`, else `NOTHING`."""

    def next_subject(self) -> None:
        """Nothing more comes of the subject at hand."""


class Reference:
    """The plain engine."""

    def __init__(self, ladder: Ladder) -> None:
        self._ways = ladder.ways

    def step(self, wants: list[int]) -> int:
        for step in range(len(wants) - 1, -1, -1):
            if wants[step] >= 0:
                return step
        return NOTHING

    def way(self, signal: int, level: int) -> int:
        for number, way in enumerate(self._ways):
            if way.signal == signal and level in way.leaves:
                return number
        return NOTHING

    def next_subject(self) -> None:
        """Nothing is kept of a subject."""


class Engines:
    """The engines of one run, one for each ladder, made when they are first asked for."""

    def __init__(self, make: Callable[[Ladder], Engine] = Reference) -> None:
        self._make = make
        self._made: dict[tuple[int, int], tuple[Ladder, Engine]] = {}

    def of(self, ladder: Ladder) -> Engine:
        """The engine of a ladder for the thread that asks: an engine is never shared between threads."""
        key = (id(ladder), threading.get_ident())
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = (ladder, self._make(ladder))
        return found[1]
