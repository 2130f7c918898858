"""One subject's way on a ladder, step by step, with what led to each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from projgov.diagnostics import Bilingual, Language
from projgov.rules.core.program import Finding, Mark
from projgov.scoring.moves import move_lines
from projgov.scoring.report import Report
from projgov.scoring.results import Key
from projgov.scoring.values import Occasion
from projgov.scoring.wording import named, record_name

WENT = {
    "taken": Bilingual("采取", "taken"),
    "proposed": Bilingual("建议，等待决定", "proposed, and waits for a ruling"),
    "refused": Bilingual("决定不采取", "ruled against"),
    "ended": Bilingual("解除", "ended"),
    "premature": Bilingual("还不到这一步，决定没有作用", "ruled on too early: nothing moves"),
}


@attrs.frozen
class Way:
    """The moves of one subject on one ladder."""

    title: Bilingual
    key: Key
    name: str
    moves: tuple[Mapping[str, Any], ...]
    steps: Mapping[str, Bilingual]
    told: Finding

    def lines(self, language: Language) -> Iterator[str]:
        """Each move, and what led to it."""
        for move in self.moves:
            step, went = self.steps[move["step"]], WENT[move["move"]]
            yield named(f"{move['day'].isoformat()} {step.in_(language)}", went.in_(language), language)
            occasion = Occasion("", move, move["day"], "unmet")
            for line in move_lines(self.told, occasion, language):
                yield f"  {line}"


def longest(report: Report) -> Way | None:
    """The way with the most moves of all that is surely known; None where the rules have no ladder, or nobody moved on it."""
    found: list[Way] = []
    for mark in report.core.outputs:
        if not isinstance(mark, Mark) or mark.role != "step":
            continue
        told = next(o for o in report.core.outputs if isinstance(o, Finding) and o.header == mark.header)
        for own, moves in report.context.results.values[f"{mark.header.id}.history"].items():
            if isinstance(moves, tuple) and moves:
                key = Key(mark.header.subject, own)
                name = record_name(report.context.record(key))
                found.append(Way(mark.header.title, key, name, moves, dict(mark.labels), told))
    return max(
        found, key=lambda way: (len(way.moves), any(m["about"] for m in way.moves), way.key.id), default=None
    )
