"""What decided: for each table that was asked, the rows that matched; why each row did or did not is worked out on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from projgov.diagnostics import Place
from projgov.scoring.feel.run import STEPS, Run
from projgov.scoring.feel.scope import Env
from projgov.scoring.feel.temporal import Date, DateTime
from projgov.scoring.feel.values import Value

if TYPE_CHECKING:
    from projgov.scoring.dmn.tables import CompiledTable

MAX_HITS = 10_000
"""So many answers of tables are kept."""


@attrs.frozen(eq=False)
class Hit:
    """One answer of a decision table. `rows` are the numbers, from 1, of the rows that matched; `inputs` what was tested."""

    table: CompiledTable = attrs.field(repr=False)
    env: tuple[Value, ...] = attrs.field(repr=False)
    inputs: tuple[Value, ...]
    rows: tuple[int, ...]

    @property
    def name(self) -> str:
        """The decision or function that the table belongs to."""
        return self.table.name

    @property
    def place(self) -> Place:
        """Where the table stands."""
        return self.table.place

    def cells(self, row: int) -> tuple[bool | None, ...]:
        """What each cell of a row (from 1) says of its input: true, false, or None where it cannot be told."""
        run, env = Run(place=self.place), list(self.env)
        found: list[bool | None] = [True] * len(self.table.columns)
        for column, test in self.table.lines[row - 1].cells:
            value = test(env, run)
            found[column] = value if isinstance(value, bool) else None
        return tuple(found)

    def against(self, row: int) -> int | None:
        """The first input (from 0) for which a row does not match; None where it does."""
        return next((n for n, holds in enumerate(self.cells(row)) if holds is not True), None)


class Evaluation(Run):
    """A run of a model: what tables answered, besides the faults."""

    def __init__(
        self, *, place: Place, today: Date | None = None, now: DateTime | None = None, steps: int = STEPS
    ) -> None:
        super().__init__(place=place, today=today, now=now, steps=steps)
        self.hits: list[Hit] = []


def record(run: Run, table: CompiledTable, env: Env, rows: list[int]) -> None:
    """Keeps what a table answered, where the run is of a model."""
    if isinstance(run, Evaluation) and len(run.hits) < MAX_HITS:
        run.hits.append(table.hit(env, rows))
