"""Moves on ladders as they are told: the day, the deadline, what was ruled, and the events that led there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from projgov.diagnostics import Bilingual, Language
from projgov.domain.types import AnyType
from projgov.rules.core.program import Finding, Sanction
from projgov.scoring.values import Occasion
from projgov.scoring.wording import bracketed, joined, named, value_text

EVIDENCE = Bilingual("经过", "brought about by")
RULED = Bilingual("决定", "ruled by")
ENDED_BY = Bilingual("因", "by reason of")
DUE = Bilingual("期限", "due")
_ANY = AnyType()


def move_of(occasion: Occasion) -> Mapping[str, Any] | None:
    """The move that an occasion is; None where it is none."""
    item = occasion.item
    return item if isinstance(item, Mapping) and "move" in item and "evidence" in item else None


def move_lines(output: Finding | Sanction, occasion: Occasion, language: Language) -> Iterator[str]:
    """What is told of a move beside its reason. Of what follows from a move (a duty) nothing more is told."""
    move = move_of(occasion)
    if move is None or not output.evidence:
        return
    if move["evidence"] and move["move"] != "ended":  # by what it was ended is told below
        titles = dict(output.evidence)
        told = (_event(event, titles, language) for event in move["evidence"])
        yield named(EVIDENCE.in_(language), joined(told, language), language)
    if move["about"] is not None:
        by = ENDED_BY if move["move"] == "ended" else RULED
        yield named(by.in_(language), value_text(move["about"], _ANY, language), language)
    if isinstance(move["due"], date):
        yield named(DUE.in_(language), move["due"].isoformat(), language)


def move_to_plain(output: Finding | Sanction, occasion: Occasion) -> dict[str, Any] | None:
    """A move as plain data; null for what is none."""
    move = move_of(occasion)
    if move is None or not output.evidence:
        return None
    titles = dict(output.evidence)
    return {
        "step": move["step"],
        "move": move["move"],
        "due": move["due"].isoformat() if isinstance(move["due"], date) else None,
        "ruling": None if move["about"] is None else str(move["about"]),
        "evidence": [
            {
                "signal": event["signal"],
                "title": {"zh": titles[event["signal"]].zh, "en": titles[event["signal"]].en},
                "day": event["day"].isoformat(),
                "about": None if event["about"] is None else str(event["about"]),
            }
            for event in move["evidence"]
        ],
    }


def _event(event: Mapping[str, Any], titles: Mapping[str, Bilingual], language: Language) -> str:
    """An event: its day, what it is called, and which one it is."""
    text = f"{event['day'].isoformat()} {titles[event['signal']].in_(language)}"
    about = event["about"]
    return text if about is None else text + bracketed(value_text(about, _ANY, language), language)
