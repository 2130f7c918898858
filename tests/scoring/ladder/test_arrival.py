"""What happened on one day may come in in any order: states, evidence and duties are the same, from both engines and the model."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projgov.rules.core import nodes
from projgov.rules.core.ladder import Ladder
from projgov.scoring.ladder.climb import climb
from projgov.scoring.ladder.engine import Reference
from projgov.scoring.ladder.events import RULING, Event, Stream, stream
from projgov.scoring.ladder.moves import Climbed, Deadline
from projgov.scoring.meaning.ladder_history import History
from projgov.testing.ladders import START, Case, climbs

Climb = Callable[[Ladder, Stream, Deadline], Climbed]


def by_model(ladder: Ladder, happened: Stream, deadline: Deadline) -> Climbed:
    return History(ladder, happened, deadline).climbed()


def by_reference(ladder: Ladder, happened: Stream, deadline: Deadline) -> Climbed:
    return climb(ladder, happened, deadline, Reference(ladder))


def by_durable(ladder: Ladder, happened: Stream, deadline: Deadline) -> Climbed:
    durable = pytest.importorskip(
        "projgov.scoring.ladder.durable", reason="durable-rules is not installed here"
    )
    with durable.Durable(ladder) as engine:
        return climb(ladder, happened, deadline, engine)


def states_and_duties(found: Climbed) -> Any:
    """Where the subject stands, and each move in its order, with its evidence as a set."""
    moves = [(m.step, m.day, m.sort, m.due, m.about, frozenset(m.evidence)) for m in found.moves]
    return attrs.evolve(found, moves=()), moves


def lists_of(case: Case, events: tuple[Event, ...]) -> tuple[list[Any], list[Any]]:
    """The events as rules give them, in the order in which they came in: one list for each signal, and the rulings."""
    signals: list[list[Any]] = [[] for _ in case.ladder.signals]
    rulings = []
    for e in events:
        if e.sort == RULING:
            told = {"day": e.day, "step": e.signal, "granted": e.granted, "until": e.until, "about": e.about}
            rulings.append(told)
        else:
            signals[e.signal].append({"day": e.day, "hit": e.hit, "key": None, "about": e.about})
    return [tuple(each) for each in signals], rulings


@pytest.mark.parametrize("way", [by_model, by_reference, by_durable])
@given(case=climbs(), data=st.data())
def test_events_of_one_day_may_come_in_in_any_order(way: Climb, case: Case, data: st.DataObject) -> None:
    """Rulings of one day on one step that grant and refuse it, or set other deadlines, are among them."""
    events = tuple(
        attrs.evolve(e, day=START + timedelta(days=(e.day - START).days // 20 * 20), about=f"E{number}")
        for number, e in enumerate(case.stream.events)
    )
    node = nodes.Climb(
        case.ladder,
        (nodes.Literal(None, nodes.BOOLEAN),) * len(case.ladder.signals),
        (nodes.Literal(None, nodes.BOOLEAN),) * len(case.stream.least),
        (nodes.Literal(None, nodes.BOOLEAN),) * len(case.stream.windows),
        rulings=nodes.Literal(None, nodes.BOOLEAN),
    )
    found = []
    for came_in in (events, tuple(data.draw(st.permutations(events)))):
        signals, rulings = lists_of(case, came_in)
        through = case.stream.end - timedelta(days=1)
        happened = stream(node, signals, case.stream.least, case.stream.windows, tuple(rulings), through)
        assert isinstance(happened, Stream)
        assert len(happened.events) == len(events)
        found.append(states_and_duties(way(case.ladder, happened, case.deadline())))
    assert found[0] == found[1]


def test_of_hits_with_one_key_on_one_day_the_same_one_counts_however_they_came_in() -> None:
    """Two inspectors found one thing on one day: which of both is told does not depend on who was first to write it down."""
    ladder = Ladder((), ("found",))
    node = nodes.Climb(ladder, (nodes.Literal(None, nodes.BOOLEAN),))
    seen = [{"day": date(2017, 3, 1), "hit": True, "key": "leak", "about": about} for about in ("V2", "V1")]
    for came_in in (seen, seen[::-1]):
        happened = stream(node, (tuple(came_in),), (), (), (), date(2017, 12, 31))
        assert isinstance(happened, Stream)
        assert [event.about for event in happened.events] == ["V1"]
