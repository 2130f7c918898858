"""What one evaluation carries with it: the caller's day and clock, a budget of steps, and the faults met on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from projgov.diagnostics import Bilingual, Diagnostic, Pattern, Place, ProjgovError
from projgov.scoring.feel import stack
from projgov.scoring.feel.temporal import Date, DateTime

STEPS = 5_000_000
"""The steps that an evaluation may take unless its caller says otherwise."""

DEPTH = 600
"""How deep functions may call one another."""

FRAMES = 12_000
"""How many of Python's frames functions that call one another may take; less than `stack.ROOM`."""

PLAIN_FRAMES = 700
"""So many fit into the 1,000 that Python allows by itself: for more of them, room is made."""

MAX_DIAGNOSTICS = 1000
"""So many faults of one evaluation are kept."""

TOO_DEEP = Pattern(
    "M001",
    Bilingual("函数互相调用太深（{depth} 层）", "functions call one another too deep (here {depth} levels)"),
    Bilingual("检查递归何时停止，或改用 `for`", "check where the recursion ends, or use `for`"),
)


class BudgetSpent(ProjgovError):
    """An evaluation took more steps than it was given. Steps are counted, so the same model ends at the same place anywhere."""


class Run:
    """One evaluation. A fault of FEEL gives null and is kept in `diagnostics`, in the order met, each once."""

    depth: int
    """How deep the functions being called stand in one another."""

    def __init__(
        self, *, place: Place, today: Date | None = None, now: DateTime | None = None, steps: int = STEPS
    ) -> None:
        self.today = today
        self.now = now
        self.place = place
        self._found: dict[Diagnostic, None] = {}
        self._allowed = steps
        self._left = steps
        self.depth = 0
        self._frames = 0

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """The faults met so far."""
        return list(self._found)

    def fault(self, pattern: Pattern, **words: str | int | Bilingual) -> None:
        """Records a fault where the evaluation stands; gives None, the null that the faulty expression means."""
        if len(self._found) < MAX_DIAGNOSTICS:
            self._found[pattern.at(self.place, related=(), **words)] = None

    def fault_at(self, place: Place | None, pattern: Pattern, **words: str | int | Bilingual) -> None:
        """Records a fault at `place`, or where the evaluation stands if that is not known; gives None."""
        if place is not None:
            self.place = place
        return self.fault(pattern, **words)

    def step(self, count: int = 1) -> None:
        """Takes `count` steps of the budget. Raises BudgetSpent."""
        self._left -= count
        if self._left < 0:
            raise BudgetSpent(f"the evaluation needs more than the {self._allowed} steps allowed")

    def each(self, items: Iterable[object]) -> Iterator[object]:
        """`items`, a step for each."""
        for item in items:
            self.step()
            yield item

    def enter(self, frames: int) -> bool:
        """Goes into a function whose body may take `frames` of Python's; false, with the fault recorded, where that is too deep.

        Whoever entered must `leave`.
        """
        if self.depth >= DEPTH or self._frames + frames > FRAMES:
            self.fault(TOO_DEEP, depth=self.depth)
            return False
        self.depth += 1
        if self._frames <= PLAIN_FRAMES < self._frames + frames:
            stack.widen()
        self._frames += frames
        return True

    def leave(self, frames: int) -> None:
        """Comes back from a function that was entered."""
        self.depth -= 1
        self._frames -= frames
        if self._frames <= PLAIN_FRAMES < self._frames + frames:
            stack.narrow()

    @contextmanager
    def deeper(self, frames: int = 10) -> Iterator[bool]:
        """One call inside another; gives False, and records the fault, where that is too deep."""
        entered = self.enter(frames)
        try:
            yield entered
        finally:
            if entered:
                self.leave(frames)
