"""The JSON Schemas (draft 2020-12) of what projgov reads and writes: rule files, portfolios, events; reports, and what is made of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias

from projgov.domain import schema as portfolio_schema
from projgov.domain.schema import JsonSchema
from projgov.rules.load import schema as pack_schema
from projgov.scoring.schema_handed_on import bulletin_schema, export_schema, public_schema
from projgov.scoring.schema_reports import report_schema, timetable_schema

Format: TypeAlias = Literal[
    "pack", "portfolio", "event", "report", "timetable", "public", "bulletin", "export"
]
FORMATS: Mapping[Format, Callable[[], JsonSchema]] = {
    "pack": pack_schema.json_schema,
    "portfolio": portfolio_schema.json_schema,
    "event": portfolio_schema.event_schema,
    "report": report_schema,
    "timetable": timetable_schema,
    "public": public_schema,
    "bulletin": bulletin_schema,
    "export": export_schema,
}
"""What there are schemas of, and what makes them."""


def schema(of: Format) -> JsonSchema:
    """The schema of rule files, of portfolios, of events that a session takes, or of what is given: by `Report.to_plain`, `Timetable.to_plain`,
    `PublicView.to_plain`, `bulletin` or `Exported.to_plain`.

    Raises `ValueError` for anything else.
    """
    found = FORMATS.get(of)
    if found is None:
        raise ValueError(f"there are schemas of {', '.join(FORMATS)}, and none of {of!r}")
    return found()
