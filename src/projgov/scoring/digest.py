"""The digest of a report: what it decided on, and nothing of how it is worded or computed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import attrs

from projgov.domain.portfolio import Portfolio
from projgov.domain.write import to_plain
from projgov.reading.canonical import canonical
from projgov.rules.core.program import Core, Message

_SILENT = (
    "place",
    "title",
    "label",
    "labels",
    "reason",
    "quote",
    "note",
    "basis",
    "vocabulary",
    "implements",
    "names",
    "tells_met",
    "words",
    "evidence",
    "calendar",
    "letters",
    "exports",
)
"""What says nothing of the decision: places in the file, texts for people, and the clause a rule implements.

The work calendar counts with its own digest."""


def core_digest(core: Core) -> str:
    """SHA-256 of the canonical JSON of the rules: nodes, parameters, facts declared; no texts and no places."""
    ordered = attrs.evolve(
        core,
        definitions={name: d for name, d in core.definitions.items() if not d.words},
        outputs=tuple(sorted(core.outputs, key=lambda o: (o.header.id, type(o).__name__))),
    )
    return hashlib.sha256(canonical(deciding(ordered))).hexdigest()


def report_digest(core: Core, portfolio: Portfolio, as_of: date) -> str:
    """SHA-256 over rules, data and day, and the work calendar where rules count working days. `portfolio` is the data as known on the day."""
    parts = {
        "as_of": as_of.isoformat(),
        "edition": core.edition,
        "rules": core_digest(core),
        "data": to_plain(portfolio, ordered=True),
    }
    if core.calendar is not None:
        parts["calendar"] = core.calendar.digest
    return hashlib.sha256(canonical(parts)).hexdigest()


def deciding(value: Any) -> Any:
    """What decides in a part of Core, as plain data: without places in the file and texts for people."""
    if isinstance(value, Message):
        return None
    if attrs.has(type(value)):
        fields = attrs.fields(type(value))
        return {"is": type(value).__name__} | {
            f.name: deciding(getattr(value, f.name))
            for f in fields
            if f.name not in _SILENT and f.eq is not False
        }
    if isinstance(value, Mapping):
        return {str(k): deciding(v) for k, v in value.items()}
    if isinstance(value, tuple | list):
        return [deciding(v) for v in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return {"days": value.days}
    return value
