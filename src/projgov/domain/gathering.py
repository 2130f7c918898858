"""What is gathered while plain data are read: faults with their paths, and ids that are referred to."""

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, Offers, Pattern, Place
from projgov.domain.scalars import Bad
from projgov.reading.json import path_text, subject_of

Path: TypeAlias = tuple[Any, str | int] | None
"""A path as a chain from its last step back to the root, because most paths are never shown."""

BAD: Final = object()
"""What stands in the place of a value that was refused."""

_OF_ONE = frozenset({"found", "mend", "text", "row_id"})
"""The values of a diagnostic that are of the one place where it is."""

MOST_SUGGESTED = 1_000
"""Among how many names the nearest one is looked for."""


def steps_of(path: Path) -> tuple[str | int, ...]:
    """The steps of a path, from the root."""
    steps: list[str | int] = []
    while path is not None:
        path, step = path
        steps.append(step)
    return tuple(reversed(steps))


class Reading:
    """What is gathered while one portfolio is read. `data` are the plain data, where places find the ids of subjects."""

    def __init__(self, file: str, data: object = None) -> None:
        self.file = file
        self.data = data
        self.faults: list[Diagnostic] = []
        self.offers = Offers()
        self.references: list[tuple[str, str, Path]] = []

    def place(self, path: Path) -> Place:
        """The place of `path` in the data."""
        steps = steps_of(path)
        return Place(self.file, path=path_text(steps), subject=subject_of(self.data, steps))

    def add(
        self,
        pattern: Pattern,
        path: Path,
        **values: str | int | Bilingual,
    ) -> None:
        """Note a fault at `path`. Where many records have it in one key, that is one cause."""
        fault = pattern.at(self.place(path), related=(), **values)
        self.faults.append(attrs.evolve(fault, family=self.family(path, values)))

    def family(self, path: Path, values: Mapping[str, object]) -> str:
        """What faults of one cause have in common: the key, and all that is said of them but what was found."""
        steps = steps_of(path)
        if not any(isinstance(step, int) for step in steps):
            return ""
        key = path_text(tuple("*" if isinstance(step, int) else step for step in steps))
        said = sorted((name, str(value)) for name, value in values.items() if name not in _OF_ONE)
        return f"{key} {said}"

    def bad(self, fault: Bad, path: Path) -> Any:
        """Note what a scalar's reader found."""
        self.add(fault.pattern, path, **fault.values)
        return BAD
