"""What happened to a subject on a ladder, in the order in which it counts, through the last day of which all is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, TypeAlias

import attrs

from projgov.domain.calendar import Period, parse_date
from projgov.rules.core.nodes import Climb, Node
from projgov.scoring.faults import A_CONTEXT, A_DAY, A_LIST, A_NUMBER, A_TRUTH, merge, merge_faults, wrong
from projgov.scoring.values import Fault, Rows, Unknown, Value

A_DAY_LONG = timedelta(days=1)
RULING, HIT, DOWN = 1, 2, 3
"""The classes of events, in their order on one day. (What comes first on a day, deadlines that have passed, is no event.)"""


@attrs.frozen
class Event:
    """One event. `signal` is the position of its signal, of a ruling that of its step; `hit` is false where it ends a run.

    `granted` and `until` are those of a ruling.
    """

    day: date
    sort: int
    signal: int
    hit: bool = True
    about: Value = None
    granted: bool = False
    until: date | None = None

    @property
    def order(self) -> tuple[date, int, int, bool, bool, date, str]:
        """What events are sorted by: the order in which those of one day came in makes no difference."""
        until = self.until or date.min
        return (self.day, self.sort, self.signal, self.hit, self.granted, until, _named(self.about))


Number: TypeAlias = int | Fraction


@attrs.frozen
class Stream:
    """The events of one subject that are surely known, sorted; those from `end` on are left out.

    `end` is the first day of which it is not known what happened, or the day after the last that is judged; `unknown` is what is
    missing. `least` and `windows` are the numbers that triggers name.
    """

    events: tuple[Event, ...]
    end: date
    least: tuple[Number, ...]
    windows: tuple[Number, ...]
    unknown: Unknown | None = None


def stream(
    node: Climb,
    signals: Sequence[Value],
    least: Sequence[Value],
    windows: Sequence[Value],
    rulings: Value,
    through: date,
) -> Stream | Fault:
    """The stream of the lists of a node, through a day. What is faulty anywhere makes it a fault."""
    if through == date.max:
        through -= A_DAY_LONG
    reader = _Reader(through)
    found: list[Event] = []
    downs = {way.signal for way in node.ladder.ways}
    for position, (value, part) in enumerate(zip(signals, node.signals, strict=True)):
        sort = DOWN if position in downs else HIT
        found += reader.hits(value, position, sort, part.place)
    if node.rulings is not None:
        found += reader.rulings(rulings, node.rulings.place)
    numbers = [
        reader.numbers(values, nodes) for values, nodes in ((least, node.least), (windows, node.windows))
    ]
    if reader.faults:
        return merge_faults(reader.faults)
    events = tuple(sorted((e for e in found if e.day < reader.end), key=lambda e: e.order))
    unknown = merge(reader.unknowns) if reader.unknowns else None
    return Stream(events, reader.end, numbers[0], numbers[1], unknown)


class _Reader:
    """Reads lists of contexts, noting the first day of which not all is known."""

    def __init__(self, through: date) -> None:
        self.through = through
        self.end = through + A_DAY_LONG
        self.faults: list[Fault] = []
        self.unknowns: list[Unknown] = []

    def hits(self, value: Value, signal: int, sort: int, place: Any) -> Iterator[Event]:
        seen: set[Any] = set()
        for context, day in self._contexts(value, place):
            hit, key = self._truth(context.get("hit"), day, place), self._known(context.get("key"), day)
            if hit is None or isinstance(key, Unknown):
                continue
            if hit and key is not None:
                if (named := _hashable(key)) in seen:
                    continue
                seen.add(named)
            yield Event(day, sort, signal, hit, context.get("about"))

    def rulings(self, value: Value, place: Any) -> Iterator[Event]:
        for context, day in self._contexts(value, place):
            granted = self._truth(context.get("granted"), day, place)
            step, until = self._known(context.get("step"), day), self._known(context.get("until"), day)
            if granted is None or isinstance(step, Unknown) or isinstance(until, Unknown):
                continue
            if not (until is None or isinstance(until, date)):
                self.faults.append(wrong(until, A_DAY).at(place))
            elif step is not None:
                yield Event(day, RULING, step, True, context.get("about"), granted, until)

    def numbers(self, values: Sequence[Value], nodes: Sequence[Any]) -> tuple[Number, ...]:
        for value, node in zip(values, nodes, strict=True):
            if isinstance(value, Fault):
                self.faults.append(value)
            elif isinstance(value, Unknown):
                self._unsure(value, date.min)
            elif isinstance(value, bool) or not isinstance(value, int | Fraction):
                self.faults.append(wrong(value, A_NUMBER).at(node.place))
        return tuple(v if isinstance(v, int | Fraction) else 0 for v in values)

    def _contexts(self, value: Value, place: Any) -> Iterator[tuple[Mapping[str, Value], date]]:
        """The sure contexts of a list that have a day, in their order but by day where keys say which comes first."""
        if isinstance(value, Fault):
            self.faults.append(value)
            return
        if isinstance(value, Unknown):
            self._unsure(value, date.min)
            return
        if not isinstance(value, tuple | Rows):
            self.faults.append(wrong(value, A_LIST).at(place))
            return
        rows = Rows(value) if isinstance(value, tuple) else value
        if rows.lacking is not None:
            self._unsure(rows.lacking, _lacks_from(rows.lacking))
        for item, maybe in rows.possible:
            day = self._day(item, place)
            if day is not None:
                self._unsure(maybe, day)
        dated = [(item, day) for item in rows.sure if (day := self._day(item, place)) is not None]
        yield from sorted(dated, key=lambda pair: (pair[1], _named(pair[0].get("about"))))

    def _day(self, item: Value, place: Any) -> date | None:
        if not isinstance(item, Mapping):
            self.faults.append(wrong(item, A_CONTEXT).at(place))
            return None
        day = item.get("day")
        if isinstance(day, Unknown):
            self._unsure(day, date.min)
        elif not isinstance(day, date):
            self.faults.append(wrong(day, A_DAY).at(place))
        elif day <= self.through:
            return day
        return None

    def _truth(self, value: Value, day: date, place: Any) -> bool | None:
        if isinstance(value, Unknown):
            self._unsure(value, day)
            return None
        if not isinstance(value, bool):
            self.faults.append(wrong(value, A_TRUTH).at(place))
            return None
        return value

    def _known(self, value: Value, day: date) -> Value:
        if isinstance(value, Unknown):
            self._unsure(value, day)
        return value

    def _unsure(self, unknown: Unknown, day: date) -> None:
        if day <= self.through:
            self.unknowns.append(unknown)
            self.end = min(self.end, day)


def as_deadline(value: Value, part: Node) -> Value:
    """A deadline as it was computed by a node: a date, null, unknown, or a fault."""
    if value is None or isinstance(value, date | Unknown | Fault):
        return value
    return wrong(value, A_DAY).at(part.place)


def _named(about: Value) -> str:
    """A text by which what is said of events can be sorted; what has no name is alike."""
    return str(about) if isinstance(about, str | int | Fraction | date | Period) else ""


def _lacks_from(lacking: Unknown) -> date:
    """The first day that what a list lacks can have: the one after a register is complete, else any."""
    ends = [parse_date(e.through) if e.register and e.through else None for e in lacking.evidence]
    known = [end for end in ends if end is not None]
    return min(known) + A_DAY_LONG if ends and len(known) == len(ends) else date.min


def _hashable(value: Value) -> Any:
    """A value as a key of a set: equal for values that are equal. A record is itself."""
    if isinstance(value, tuple):
        return tuple(map(_hashable, value))
    if isinstance(value, Mapping):
        return frozenset((k, _hashable(v)) for k, v in value.items())
    try:
        hash(value)
    except TypeError:
        return id(value)
    return (isinstance(value, bool), value)
