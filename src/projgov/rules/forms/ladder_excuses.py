"""Excuses and ladders: what counts against a subject on a day that an excuse covers does not count, and is told as excused."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from projgov.rules.core import nodes
from projgov.rules.core.nodes import BOOLEAN, Node
from projgov.rules.core.program import Check, Definition, Finding, Outcome
from projgov.rules.core.typing import DATE
from projgov.rules.forms.base import Lowered, Lowering
from projgov.rules.forms.ladder_signals import EVENT, EVENTS
from projgov.rules.forms.outcomes import OUTCOMES

_SEEN = nodes.Variable("event", EVENT)
_FLAG = next(option for option in OUTCOMES if option.code == "flag")


def suspended(lowered: Lowered, excuses: Callable[[Node], Node], lowering: Lowering) -> Lowered:
    """A rule of which no ladder hears hits on days that an excuse covers. `excuses` gives those that cover a day, as a list."""
    climbs = [climb for d in lowered.definitions if (climb := _climb(d.body)) is not None]
    if not climbs:
        return lowered
    covered = _covered(excuses(nodes.Entry(_SEEN, "day", DATE)))
    check = _told(climbs[0], covered, excuses, lowering)
    told = Finding(lowering.header(), (check.id,), Outcome(_FLAG.code, _FLAG.label))
    return attrs.evolve(
        lowered,
        definitions=tuple(_deaf(definition, covered) for definition in lowered.definitions),
        checks=(*lowered.checks, check),
        outputs=(*lowered.outputs, told),
    )


def _climb(body: Node) -> nodes.Climb | None:
    """The ladder of a definition: its body, or what that is where the rule applies."""
    if isinstance(body, nodes.Case) and len(body.rows) == 1:
        body = body.rows[0].value
    return body if isinstance(body, nodes.Climb) else None


def _deaf(definition: Definition, covered: Node) -> Definition:
    """A definition whose ladder hears no hit that is covered."""
    climb = _climb(definition.body)
    if climb is None:
        return definition
    kept = nodes.Not(covered)
    heard = tuple(
        signal
        if position in _downs(climb)
        else nodes.Filter("event", signal, kept, EVENTS, place=signal.place)
        for position, signal in enumerate(climb.signals)
    )
    deaf: Node = attrs.evolve(climb, signals=heard)
    if isinstance(definition.body, nodes.Case):
        row = attrs.evolve(definition.body.rows[0], value=deaf)
        deaf = attrs.evolve(definition.body, rows=(row,))
    return attrs.evolve(definition, body=deaf)


def _told(climb: nodes.Climb, covered: Node, excuses: Callable[[Node], Node], lowering: Lowering) -> Check:
    """A check that is excused once for each hit that an excuse covers: so the excuse is told."""
    header = lowering.header()
    lists = tuple(s for position, s in enumerate(climb.signals) if position not in _downs(climb))
    source = nodes.Call("concatenate", lists, EVENTS, place=header.place)
    hit = nodes.IfUnknown(nodes.Entry(_SEEN, "hit", BOOLEAN), nodes.FALSE, BOOLEAN)
    over = nodes.Filter("event", source, nodes.And((hit, covered)), EVENTS, place=header.place)
    day = nodes.Entry(nodes.Variable("occasion", EVENT), "day", DATE, place=header.place)
    excused = excuses(nodes.Variable("judged", DATE))
    return Check(
        f"{header.id}.suspended",
        header.subject,
        nodes.FALSE,
        header.title,
        lowering.applies(),
        day,
        over,
        place=header.place,
        excused=excused,
    )


def _covered(excuses: Node) -> Node:
    """Whether an excuse surely covers a day: one of which that is not known excuses nothing."""
    some = nodes.Quantify("some", "excuse", excuses, nodes.TRUE, place=excuses.place)
    return nodes.IfUnknown(some, nodes.FALSE, BOOLEAN, place=excuses.place)


def _downs(climb: nodes.Climb) -> set[int]:
    """The signals that lead down."""
    return {way.signal for way in climb.ladder.ways}
