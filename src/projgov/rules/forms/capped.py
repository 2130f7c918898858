"""Grades of which there is only so much: who of those that reach a band get it, and who moves on to the next.

Each capped band ranks those who reach it and have no better grade, and gives its places to the first of them.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from projgov.diagnostics import Place
from projgov.domain.types import NullType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Definition
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.placing import PROPOSED, REFERRED, STATUS, Placing
from projgov.rules.forms.ranked import Measure, defined, rank_of
from projgov.rules.forms.requirement import all_of

_NULL = nodes.Literal(None, NullType())


@attrs.frozen
class Level:
    """A band: its code, whether its threshold is reached (None: always), and how many places it has (None: no end of them)."""

    code: str
    reached: Node | None
    places: Node | None
    place: Place


@attrs.frozen
class Placed:
    """Whether a subject has a band, and whether that is left to the deciding body (None: it never is)."""

    held: Node | None
    referred: Node | None


def placed(
    levels: Sequence[Level], by: Measure, score: Node, within: Node | None, tie: str, lowering: Lowering
) -> tuple[list[Definition], list[Placed]]:
    """For each band, best first, who has it; with the definitions behind that.

    A tie beyond the last place is resolved as `tie` says. Who is referred to the deciding body may still come to the next band: there,
    too, only what holds however that body decides is certain, and the rest is referred as well.
    """
    definitions: list[Definition] = []
    found: list[Placed] = []
    above: list[Node] = []
    undecided: Node | None = None
    applies = lowering.applies()
    for level in levels:
        if level.places is None:
            found.append(Placed(level.reached, None))
            if level.reached is not None:
                above.append(nodes.Not(level.reached, place=level.place))
            continue
        scored = nodes.Compare("!=", score, _NULL, place=level.place)  # who has no score takes no place
        conditions = [c for c in (applies, scored, level.reached) if c is not None] + above

        def status(
            entry: str, *more: Node, level: Level = level, taking: Sequence[Node] = conditions
        ) -> Node:
            """What becomes of the subject among those who take part and meet further conditions."""
            part = [*taking, *more]
            among = all_of(part, level.place) if part else None
            definitions.append(defined(entry, by.rank(among, within, lowering), lowering))
            assert level.places is not None, "asked of capped bands only"
            placing = Placing(rank_of(entry, lowering), score, among, None, None, tie, level.place)
            return placing.status(level.places, None)

        body = status(f"{level.code}_rank")
        if undecided is not None and tie == "refer":
            least = status(f"{level.code}_rank_at_best", nodes.Not(undecided, place=level.place))
            rows = (
                nodes.Row(undecided, REFERRED),
                nodes.Row(nodes.Compare("=", body, PROPOSED, place=level.place), PROPOSED),
                nodes.Row(nodes.Compare("=", least, _NULL, place=level.place), _NULL),
            )
            body = nodes.Case(rows, REFERRED, STATUS, place=level.place)
        entry = f"{level.code}_status"
        definitions.append(defined(entry, body, lowering))
        result = nodes.Result(f"{lowering.rule.id}.{entry}", lowering.this(), STATUS, place=level.place)
        undecided = nodes.Compare("=", result, REFERRED, place=level.place)
        above.append(nodes.Compare("!=", result, PROPOSED, place=level.place))
        held = nodes.Compare("=", result, PROPOSED, place=level.place)
        found.append(Placed(held, undecided if tie == "refer" else None))
    return definitions, found
