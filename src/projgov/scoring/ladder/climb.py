"""The ladder at work: the state of one subject, moved by its events one after the other.

The meaning is that of `nodes.Climb`; `scoring.meaning.ladders` says it once more, from the history alone.
"""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal, TypeAlias

import attrs

from projgov.domain.calendar import Period
from projgov.rules.core.ladder import Ladder, Step, Trigger
from projgov.scoring.ladder.engine import NOTHING, Engine
from projgov.scoring.ladder.events import A_DAY_LONG, DOWN, RULING, Event, Stream
from projgov.scoring.values import Fault, Unknown, Value

_MOST = 1_000_000
"""By how much triggers are exceeded is not told beyond this: engines get small numbers."""
Sort: TypeAlias = Literal["taken", "proposed", "refused", "ended", "premature"]
Deadline: TypeAlias = Callable[[int, date], Value]
"""The deadline of a step (by its position among deadlines) that was taken on a day: a date, null, unknown or a fault."""


@attrs.frozen
class Move:
    """One move: what became of a step, on which day, and for what. `due` is its deadline: a date, null or unknown."""

    step: int
    day: date
    sort: Sort
    due: Value = None
    about: Value = None
    evidence: tuple[Event | Overdue, ...] = ()


@attrs.frozen
class Overdue:
    """That a step still stood after its deadline, `day`."""

    step: int
    day: date


@attrs.frozen
class Climbed:
    """Where a subject stands after its events: steps by their positions, and the moves that led there.

    `end` is the first day of which nothing is known, `unknown` what is missing for that; `fault` is what errs.
    """

    standing: tuple[int, ...]
    since: date | None
    proposed: tuple[int, ...]
    counts: tuple[int, ...]
    moves: tuple[Move, ...]
    end: date
    unknown: Unknown | None = None
    fault: Fault | None = None


def climb(ladder: Ladder, events: Stream, deadline: Deadline, engine: Engine) -> Climbed:
    """Where the events of one subject lead."""
    subject = _Subject(ladder, events, deadline, engine)
    subject.run()
    engine.next_subject()
    return subject.climbed()


class _Erring(Exception):  # never seen outside this module: it carries a fault out of the climb
    def __init__(self, fault: Fault) -> None:
        super().__init__()
        self.fault = fault


class _Subject:
    """One subject on the ladder."""

    def __init__(self, ladder: Ladder, events: Stream, deadline: Deadline, engine: Engine) -> None:
        self.ladder, self.events, self.deadline, self.engine = ladder, events, deadline, engine
        count = len(ladder.steps)
        self.standing: list[int] = []
        self.proposed: set[int] = set()
        self.since: date | None = None
        self.hits: list[list[Event]] = [[] for _ in ladder.signals]
        self.runs = [0] * len(ladder.signals)
        self.late: dict[int, date] = {}
        self.dues: list[tuple[date, int, int, date]] = []
        self.takings: dict[int, int] = {}
        self.moves: list[Move] = []
        self.end, self.unknown = events.end, events.unknown
        self.fault: Fault | None = None
        self.hearing = _hearing(ladder)
        self.waiting = tuple(_naming(ladder, step) for step in range(count))
        self.above = tuple(_above(ladder, step) for step in range(count))
        self._idle = [NOTHING] * count

    def run(self) -> None:
        """Go through the events."""
        try:
            for event in self.events.events:
                if self.dues:
                    self._deadlines(event.day)
                if event.day >= self.end:
                    break
                self._event(event)
            self._deadlines(self.end)
        except _Erring as erring:
            self.fault = erring.fault

    def climbed(self) -> Climbed:
        """Where it stands."""
        return Climbed(
            tuple(self.standing),
            self.since,
            tuple(sorted(self.proposed)),
            tuple(map(len, self.hits)),
            tuple(self.moves),
            self.end,
            self.unknown,
            self.fault,
        )

    @property
    def level(self) -> int:
        """The highest step that stands."""
        return self.standing[-1] if self.standing else NOTHING

    def _deadlines(self, day: date) -> None:
        """What the deadlines bring about that have passed before `day`, each on the day after it."""
        while self.dues and self.dues[0][0] < day:
            passed, step, taking, due = self.dues[0]
            if passed + A_DAY_LONG >= self.end:
                return
            heapq.heappop(self.dues)
            if self.takings.get(step) == taking:
                self.late[step] = due
                self._look(self.waiting[step], passed + A_DAY_LONG)

    def _event(self, event: Event) -> None:
        if event.sort == RULING:
            self._rule(event)
        elif event.sort == DOWN:
            if event.hit:
                self._down(event)
        elif event.hit:
            self.hits[event.signal].append(event)
            self.runs[event.signal] += 1
            if asked := self.hearing[event.signal]:
                self._look(asked, event.day)
        else:
            self.runs[event.signal] = 0

    def _look(self, asked: frozenset[int], day: date) -> None:
        """Take or propose what is brought about among the steps `asked`, until there is nothing more."""
        while True:
            step = self.engine.step(self._wants(asked, day))
            if step == NOTHING:
                return
            evidence = self._evidence(self.ladder.steps[step], day)
            if self.ladder.steps[step].decided:
                self.proposed.add(step)
                self.moves.append(Move(step, day, "proposed", evidence=evidence))
            else:
                self._take(step, day, None, None, evidence)
                asked |= self.above[step]

    def _wants(self, asked: frozenset[int], day: date) -> list[int]:
        """For each step by how much its triggers are met: not negative where it can be taken or proposed."""
        wants = self._idle[:]
        level, highest = self.level, max(self.proposed, default=NOTHING)
        for number in asked:
            step = self.ladder.steps[number]
            if number > level and not (step.decided and number <= highest) and self._may_follow(step):
                wants[number] = self._want(step, day)
        return wants

    def _may_follow(self, step: Step) -> bool:
        return all(other in self.standing for other in step.after)

    def _want(self, step: Step, day: date) -> int:
        """How far the triggers of a step are exceeded: by the one that is furthest, or least far where all have to be met."""
        wants = [int((self._counted(t, day) - self.events.least[t.least]) // 1) for t in step.triggers]
        wants += [0 if other in self.late else NOTHING for other in step.unresolved]
        want = (min if step.all_of else max)(wants, default=NOTHING)
        return NOTHING if want < 0 else min(want, _MOST)

    def _counted(self, trigger: Trigger, day: date) -> int:
        if trigger.measure == "total":
            return len(self.hits[trigger.signal])
        if trigger.measure == "run":
            return self.runs[trigger.signal]
        return len(self._within(trigger, day))

    def _within(self, trigger: Trigger, day: date) -> Sequence[Event]:
        """The hits that a trigger counts on a day."""
        hits = self.hits[trigger.signal]
        if trigger.measure == "total":
            return hits
        if trigger.measure == "run":
            return hits[len(hits) - self.runs[trigger.signal] :]
        if trigger.measure == "period":
            assert trigger.period is not None
            period = Period.containing(trigger.period, day)
            return [hit for hit in hits if hit.day in period]
        days = self.events.windows[trigger.window]
        first = bisect_right(hits, -days, key=lambda hit: -(day - hit.day).days)
        return hits[first:]

    def _evidence(self, step: Step, day: date) -> tuple[Event | Overdue, ...]:
        """What was counted for a step, in the order of events, each once."""
        found: dict[int, Event | Overdue] = {}
        for trigger in step.triggers:
            counted = self._within(trigger, day)
            if len(counted) >= self.events.least[trigger.least]:
                found |= {id(hit): hit for hit in counted}
        overdue = [Overdue(other, self.late[other]) for other in step.unresolved if other in self.late]
        hits = sorted((e for e in found.values() if isinstance(e, Event)), key=lambda e: e.order)
        return (*hits, *overdue)

    def _take(
        self, number: int, day: date, until: Value, about: Value, evidence: tuple[Event | Overdue, ...] = ()
    ) -> None:
        step = self.ladder.steps[number]
        due = until
        if due is None and step.deadline >= 0:
            due = self.deadline(step.deadline, day)
            if isinstance(due, Fault):
                raise _Erring(due)
        if self.level < number:
            self.since = day
        self.standing = sorted({*self.standing, number})
        self.late.pop(number, None)
        self.takings[number] = len(self.moves)
        if self.waiting[number]:
            if isinstance(due, Unknown):
                self._unsure(due, day + A_DAY_LONG)
            elif due is not None:
                heapq.heappush(self.dues, (max(due, day), number, len(self.moves), due))
        self.moves.append(Move(number, day, "taken", due, about, evidence))

    def _unsure(self, unknown: Unknown, day: date) -> None:
        self.end = min(self.end, day)
        self.unknown = unknown if self.unknown is None else Unknown(self.unknown.evidence | unknown.evidence)

    def _rule(self, event: Event) -> None:
        """A ruling on a step: taken or refused."""
        number = event.signal
        if not 0 <= number < len(self.ladder.steps) or number in self.standing:
            return
        wants = self._idle[:]
        if number in self.proposed or (event.granted and self._may_follow(self.ladder.steps[number])):
            wants[number] = 0
        if self.engine.step(wants) == NOTHING:
            if event.granted:
                self.moves.append(Move(number, event.day, "premature", about=event.about))
            return
        led = self._led_to(number)
        self.proposed.discard(number)
        if not event.granted:
            self.moves.append(Move(number, event.day, "refused", about=event.about))
            return
        self._take(number, event.day, event.until, event.about, led)
        self._look(self.above[number], event.day)

    def _led_to(self, step: int) -> tuple[Event | Overdue, ...]:
        """What led to a step's being proposed, where it is."""
        if step not in self.proposed:
            return ()
        return next(m.evidence for m in reversed(self.moves) if m.step == step and m.sort == "proposed")

    def _down(self, event: Event) -> None:
        """A way down, where one is open."""
        highest = max((*self.standing, *self.proposed), default=NOTHING)
        found = self.engine.way(event.signal, highest)
        if found == NOTHING:
            return
        way = self.ladder.ways[found]
        to = highest - 1 if way.to is None else way.to
        for step in sorted({*self.standing, *self.proposed}):
            if step > to:
                self.moves.append(Move(step, event.day, "ended", about=event.about))
                self.late.pop(step, None)
                self.takings.pop(step, None)
        self.standing = [step for step in self.standing if step <= to]
        self.proposed = {step for step in self.proposed if step <= to}
        self.since = self._since()
        for signal in way.forgets:
            self.hits[signal], self.runs[signal] = [], 0

    def _since(self) -> date | None:
        """The day on which the step that stands now was taken."""
        taken = (m.day for m in reversed(self.moves) if m.sort == "taken" and m.step == self.level)
        return next(taken, None)


def _hearing(ladder: Ladder) -> tuple[frozenset[int], ...]:
    """For each signal the steps that name it."""
    return tuple(
        frozenset(n for n, step in enumerate(ladder.steps) if step.hears(signal))
        for signal in range(len(ladder.signals))
    )


def _naming(ladder: Ladder, step: int) -> frozenset[int]:
    """The steps that wait for one to be unresolved."""
    return frozenset(n for n, other in enumerate(ladder.steps) if step in other.unresolved)


def _above(ladder: Ladder, step: int) -> frozenset[int]:
    """The steps that can only follow on one."""
    return frozenset(n for n, other in enumerate(ladder.steps) if step in other.after)
