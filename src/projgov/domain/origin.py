"""Where a portfolio was read from, so that what turns out later to be wrong with it is told at its place."""

from __future__ import annotations

from typing import Any

import attrs

from projgov.diagnostics import Diagnostic
from projgov.domain.gathering import Path, Reading
from projgov.domain.scalars import Bad
from projgov.domain.types import ValueType


@attrs.frozen
class Origin:
    """A file of plain data, in which places are paths; or nothing, where `file` is empty."""

    file: str = ""

    def written(self, value: Any, kind: ValueType) -> Any:  # noqa: ARG002  # texts of tables mean what their type says
        """A fact as it was written, once its type is known."""
        return value

    def fault(
        self,
        fault: Bad,
        path: Path,
        subject: str,
        kind: ValueType | None = None,  # noqa: ARG002  # asked by origins that have been read from tables
        value: Any = None,  # noqa: ARG002  # so is this
    ) -> Diagnostic:
        """What is wrong with a fact of a subject, at its place; the fact's type where it is declared, and its value."""
        reading = Reading(self.file)
        found = fault.pattern.at(reading.place(path), related=(), **fault.values)
        place = attrs.evolve(found.place, subject=subject)
        return attrs.evolve(found, place=place, family=reading.family(path, fault.values))
