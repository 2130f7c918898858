"""Where a portfolio was read from, where that is a table: faults are told by row and column, or where the mapping is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, Pattern, Place
from projgov.domain import faults
from projgov.domain.cells import plain_value
from projgov.domain.gathering import Path, Reading, steps_of
from projgov.domain.mapping import TableMapping
from projgov.domain.origin import Origin
from projgov.domain.scalars import Bad
from projgov.domain.table_mends import mended
from projgov.domain.types import ValueType
from projgov.domain.wording import shown_text


@attrs.frozen
class TableOrigin(Origin):
    """A table with its mapping: the position of each target in a row, and the line of each row by the id in it."""

    mapping: TableMapping = attrs.field(kw_only=True)
    header: tuple[str, ...] = attrs.field(kw_only=True)
    positions: Mapping[str, int] = attrs.field(kw_only=True)
    lines: Mapping[str, int] = attrs.field(kw_only=True)

    def written(self, value: Any, kind: ValueType) -> Any:
        """A text of a cell as the type of the fact has it: a label of a choice is its code."""
        return plain_value(value, kind) if type(value) is str else value

    def fault(
        self, fault: Bad, path: Path, subject: str, kind: ValueType | None = None, value: Any = None
    ) -> Diagnostic:
        """What is wrong with a fact: of one row, or, where the rule file declares no such fact, of the mapping."""
        target = target_of(path)
        column = next((c for c in self.mapping.columns if c.target == target), None)
        if column is None or fault.pattern == faults.UNKNOWN_FACT:
            place = self.mapping.constants_place if column is None else column.place
            return fault.pattern.at(place, related=(), **fault.values)
        if kind is not None and type(value) is str:
            fault = mended(fault, value, column, kind)
        position = self.positions[target]
        pattern = of_cell(fault.pattern, named=True)
        place = Place(
            self.file, self.lines.get(subject, 0), position + 1, self.header[position], subject=subject
        )
        values = {**fault.values, "row_id": subject, "column_name": shown_text(self.header[position], 40)}
        found = pattern.at(place, related=(), **values)
        return attrs.evolve(found, family=Reading(self.file).family(path, values))


def of_cell(pattern: Pattern, *, named: bool) -> Pattern:
    """A pattern that says first of which row it is, `row_id`, and where that is known of which column, `column_name`."""
    zh, en = "{row_id}：", "{row_id}: "
    if named:
        zh, en = "{row_id}，“{column_name}”列：", "{row_id}, column `{column_name}`: "
    return attrs.evolve(pattern, message=Bilingual(zh + pattern.message.zh, en + pattern.message.en))


def target_of(path: Path) -> str:
    """What a path such as `projects[3].facts.cost` leads to in a record, as a mapping calls it: `facts.cost`."""
    _, _, *rest = steps_of(path)
    return ".".join(str(step) for step in rest[: 2 if rest[:1] == ["facts"] else 1])
