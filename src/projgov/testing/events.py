"""A portfolio told as events: what a host would have posted while it happened."""

from __future__ import annotations

from datetime import date
from typing import Any

from projgov.domain.event_kinds import own_key
from projgov.domain.plain import from_plain
from projgov.domain.portfolio import Portfolio
from projgov.domain.records import VOCABULARY
from projgov.domain.types import RegisterType
from projgov.domain.write import to_plain


def as_events(portfolio: Portfolio, start: date) -> tuple[Portfolio, list[dict[str, Any]]]:
    """The portfolio without what was recorded after `start`, and that as events, in the order in which it was recorded.

    Posted one after the other to a session over the first, the events make it the whole portfolio again.
    """
    plain: dict[str, Any] = to_plain(portfolio)
    events: list[dict[str, Any]] = []
    for record in VOCABULARY.subjects:
        for subject in plain.get(record.about.collection, []):
            for field in record.fields.values():
                if isinstance(field.spec.type, RegisterType) and field.key in subject:
                    kind = field.spec.type.record
                    held, later = _parted(subject[field.key], start)
                    subject[field.key] = held
                    about = {"type": record.name, "id": subject["id"]}
                    events += [_event(kind, one, about) for one in later]
    held, later = _parted(plain.get("rulings", []), start)
    plain["rulings"] = held
    events += [_event("ruling", one, None) for one in later]
    return from_plain(plain), sorted(events, key=lambda e: (e["recorded"], e["id"]))


def _parted(records: list[dict[str, Any]], start: date) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The records that had been recorded by a day, and the others."""
    held = [one for one in records if one["recorded"] <= start.isoformat()]
    return held, [one for one in records if one["recorded"] > start.isoformat()]


def _event(kind: str, record: dict[str, Any], about: dict[str, str] | None) -> dict[str, Any]:
    fields = {own_key(VOCABULARY.record(kind), key): value for key, value in record.items()}
    owner = "" if about is None else f"{about['type']} {about['id']} "
    own = record.get("id", record.get("version", record["recorded"]))
    return {
        **fields,
        "id": f"{owner}{kind} {own}",
        "kind": kind,
        **({} if about is None else {"subject": about}),
    }
