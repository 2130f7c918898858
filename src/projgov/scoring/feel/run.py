"""What one evaluation carries with it: the caller's day and clock, a budget of steps, and the faults met on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from projgov.diagnostics import Bilingual, Diagnostic, Pattern, Place, ProjgovError
from projgov.scoring.feel.temporal import Date, DateTime

STEPS = 2_000_000
"""The steps that an evaluation may take unless its caller says otherwise."""

DEPTH = 100
"""How deep functions may call one another."""

TOO_DEEP = Pattern(
    "M001",
    Bilingual("函数互相调用超过 {limit} 层", "functions call one another more than {limit} deep"),
    Bilingual("检查递归何时停止", "check where the recursion ends"),
)


class BudgetSpent(ProjgovError):
    """An evaluation took more steps than it was given. Steps are counted, so the same model ends at the same place anywhere."""


class Run:
    """One evaluation. A fault of FEEL gives null and is kept in `diagnostics`, in the order met."""

    def __init__(
        self, *, place: Place, today: Date | None = None, now: DateTime | None = None, steps: int = STEPS
    ) -> None:
        self.today = today
        self.now = now
        self.place = place
        self.diagnostics: list[Diagnostic] = []
        self._allowed = steps
        self._left = steps
        self._depth = 0

    def fault(self, pattern: Pattern, **words: str | int | Bilingual) -> None:
        """Records a fault; gives None, the null that the faulty expression means."""
        self.diagnostics.append(pattern.at(self.place, related=(), **words))

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

    @contextmanager
    def deeper(self) -> Iterator[bool]:
        """One call inside another; gives False, and records the fault, where that is too deep."""
        self._depth += 1
        try:
            if self._depth > DEPTH:
                self.fault(TOO_DEEP, limit=DEPTH)
                yield False
            else:
                yield True
        finally:
            self._depth -= 1
