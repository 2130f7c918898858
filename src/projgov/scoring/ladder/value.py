"""Where a subject stands on a ladder, as the value of a node."""

from __future__ import annotations

from typing import Any

from projgov.rules.core.ladder import Ladder
from projgov.scoring.ladder.events import Event
from projgov.scoring.ladder.moves import Climbed, Move
from projgov.scoring.values import Rows, Value


def value(ladder: Ladder, found: Climbed) -> Value:
    """The context that `nodes.Climb` describes, or the fault."""
    if found.fault is not None:
        return found.fault
    last = {move.step: move for move in found.moves if move.sort == "proposed"}
    waiting = [last[step] for step in found.proposed]
    still: Value = True if found.unknown is None else found.unknown
    entries = tuple(
        _entry(ladder, move, still if any(move is one for one in waiting) else False) for move in found.moves
    )
    if found.unknown is not None:
        state: dict[str, Value] = dict.fromkeys(("step", "since", "proposed", "counts"), found.unknown)
        return {**state, "entries": Rows(entries, (), found.unknown)}
    ids = [step.id for step in ladder.steps]
    return {
        "step": ids[found.standing[-1]] if found.standing else None,
        "since": found.since,
        "proposed": ids[found.proposed[-1]] if found.proposed else None,
        "counts": dict(zip(ladder.signals, found.counts, strict=True)),
        "entries": entries,
    }


def _entry(ladder: Ladder, move: Move, waits: Value) -> dict[str, Any]:
    evidence = tuple(
        {"signal": ladder.signals[e.signal], "day": e.day, "about": e.about}
        if isinstance(e, Event)
        else {"signal": ladder.steps[e.step].id, "day": e.day, "about": None}
        for e in move.evidence
    )
    return {
        "step": ladder.steps[move.step].id,
        "day": move.day,
        "move": move.sort,
        "waits": waits,
        "due": move.due,
        "about": move.about,
        "evidence": evidence,
    }
