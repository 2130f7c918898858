"""Random nodes of Core on ladders: where what happened leads a subject, and the occasions of checks."""

from __future__ import annotations

from hypothesis import strategies as st

from projgov.domain.types import ContextType, DateType, ListType, NumberType, TextType, ValueType
from projgov.rules.core import nodes
from projgov.rules.core.ladder import Ladder
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Definition
from projgov.rules.core.typing import ANY, item_type
from projgov.testing.core_known import BOOLEAN, DATE, NUMBER
from projgov.testing.core_lists import Lists
from projgov.testing.ladders import ladders

_NOTHING = nodes.Literal(None, ANY)


class Ladders(Lists):
    """Writes ladders, and asks them where a subject stands."""

    def climbed(self, kind: ValueType, depth: int) -> Node:
        """Something asked of a ladder: a step, a day, a number of hits or of moves."""
        ladder, least, windows, deadlines = self.draw(ladders(most_steps=3, most_signals=2))
        climb = nodes.Climb(
            ladder,
            tuple(self.signal(depth) for _ in ladder.signals),
            tuple(self.number(depth) for _ in range(least)),
            tuple(self.number(depth) for _ in range(windows)),
            tuple(self.within("since", DATE).node(DATE, depth) for _ in range(deadlines)),
            self.rulings(ladder, depth) if self.draw(st.booleans()) else None,
        )
        match kind:
            case TextType():
                return nodes.Entry(climb, self.pick(["step", "proposed"]), ANY)
            case DateType():
                return nodes.Entry(climb, "since", ANY)
            case NumberType() if self.draw(st.booleans()):
                return nodes.Entry(nodes.Entry(climb, "counts", ANY), ladder.signals[0], ANY)
        return nodes.Aggregate("count", nodes.Entry(climb, "entries", ListType(ANY)), NumberType(0))

    def signal(self, depth: int) -> Node:
        """What happened: items of a list as events, or the occasions of a check."""
        counting = self.counting()
        if counting and self.draw(st.integers(0, 3)):
            definition = self.pick(counting)
            source: Node = nodes.Occasions(definition.id, self.subject_of(definition.subject, depth))
            name = self.fresh()
            seen = nodes.Variable(name, ANY)
            outcome = nodes.Literal(self.pick(["met", "unmet", "excused"]), TextType())
            hit = nodes.Compare("=", nodes.Entry(seen, "outcome", ANY), outcome)
            return nodes.Each(
                name, source, self.event(nodes.Entry(seen, "day", ANY), hit, _NOTHING), ListType(ANY)
            )
        inner = self.element()
        source, name = self.node(ListType(inner), depth), self.fresh()
        writer = self.within(name, item_type(source.type) or inner)
        key = writer.node(self.scalar(), 0) if self.draw(st.booleans()) else _NOTHING
        body = self.event(writer.node(DATE, depth), writer.node(BOOLEAN, depth), key)
        return nodes.Each(name, source, body, ListType(ANY))

    def counting(self) -> list[Definition]:
        """The definitions that count occasions of checks on their own subject, which are what ladders ask for."""
        subjects = {check.id: check.subject for check in self.known.checks}
        return [
            d
            for d in self.known.definitions
            if isinstance(d.body, nodes.Tally) and all(subjects[c] == d.subject for c in d.body.checks)
        ]

    def event(self, day: Node, hit: Node, key: Node) -> Node:
        entries = (("day", day), ("hit", hit), ("key", key), ("about", _NOTHING))
        return nodes.MakeContext(entries, ContextType())

    def rulings(self, ladder: Ladder, depth: int) -> Node:
        """Rulings on steps, some of which are not on the ladder."""
        found = tuple(
            nodes.MakeContext(
                (
                    ("day", self.node(DATE, depth)),
                    ("step", nodes.number(self.draw(st.integers(0, len(ladder.steps))))),
                    ("granted", self.node(BOOLEAN, 0)),
                    ("until", self.pick([_NOTHING, self.node(DATE, 0)])),
                    ("about", _NOTHING),
                ),
                ContextType(),
            )
            for _ in self.count(0, 2)
        )
        return nodes.MakeList(found, ListType(ANY))

    def number(self, depth: int) -> Node:
        """How often, or how many days: mostly a small constant."""
        return (
            nodes.number(self.draw(st.integers(1, 3)))
            if self.draw(st.integers(0, 3))
            else self.node(NUMBER, depth)
        )
