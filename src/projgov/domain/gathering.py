"""What is gathered while plain data are read: faults with their paths, and ids that are referred to."""

from typing import Any, Final, TypeAlias

from projgov.diagnostics import Bilingual, Diagnostic, Pattern, Place
from projgov.domain.scalars import Bad
from projgov.reading.json import path_text

Path: TypeAlias = tuple[Any, str | int] | None
"""A path as a chain from its last step back to the root, because most paths are never shown."""

BAD: Final = object()
"""What stands in the place of a value that was refused."""

MOST_SUGGESTED = 1_000
"""Among how many names the nearest one is looked for."""


class Reading:
    """What is gathered while one portfolio is read."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Diagnostic] = []
        self.references: list[tuple[str, str, Path]] = []

    def place(self, path: Path) -> Place:
        """The place of `path` in the data."""
        steps: list[str | int] = []
        while path is not None:
            path, step = path
            steps.append(step)
        return Place(self.file, path=path_text(tuple(reversed(steps))))

    def add(
        self,
        pattern: Pattern,
        path: Path,
        **values: str | int | Bilingual,
    ) -> None:
        """Note a fault at `path`."""
        self.faults.append(pattern.at(self.place(path), related=(), **values))

    def bad(self, fault: Bad, path: Path) -> Any:
        """Note what a scalar's reader found."""
        self.add(fault.pattern, path, **fault.values)
        return BAD
