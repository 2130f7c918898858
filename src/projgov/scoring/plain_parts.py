"""What all parts of a report have in common, as plain JSON data: rules, keys, texts in both languages, missing evidence."""

from __future__ import annotations

from typing import Any

from projgov.diagnostics import Bilingual
from projgov.domain.vocabulary import Vocabulary
from projgov.rules.core.program import Header, Outcome
from projgov.scoring.results import Key
from projgov.scoring.values import Unknown
from projgov.scoring.wording import evidence_text


def header_to_plain(header: Header) -> dict[str, Any]:
    """What a rule says of itself."""
    return {
        "rule": header.id,
        "kind": header.kind,
        "title": both(header.title),
        "implements": list(header.implements),
        "quote": header.quote,
    }


def both(text: Bilingual) -> dict[str, str]:
    """A text in both languages."""
    return {"zh": text.zh, "en": text.en}


def outcome_to_plain(outcome: Outcome) -> dict[str, str]:
    """What an unmet check comes to."""
    return {"code": outcome.code, **both(outcome.label)}


def key_to_plain(key: Key | None) -> dict[str, str] | None:
    """A subject; null for none."""
    return None if key is None else {"type": key.type, "id": key.id}


def missing_to_plain(unknown: Unknown | None, vocabulary: Vocabulary) -> list[dict[str, Any]]:
    """The evidence that is missing, sorted; none where nothing is."""
    if unknown is None:
        return []
    return [
        {
            "type": e.subject_type,
            "id": e.subject,
            "path": list(e.path),
            "why": e.why,
            "register": e.register or None,
            "complete_through": e.through or None,
            "label": {"zh": evidence_text(e, vocabulary, "zh"), "en": evidence_text(e, vocabulary, "en")},
        }
        for e in sorted(unknown.evidence)
    ]
