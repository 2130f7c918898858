"""The ladder at work: the state of one subject, moved by its events one after the other.

The meaning is that of `nodes.Climb`; `scoring.meaning.ladder_history` says it once more, from the history alone.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from datetime import date
from operator import attrgetter

from projgov.domain.calendar import Period
from projgov.rules.core.ladder import Ladder, Step, Trigger
from projgov.scoring.ladder.engine import NOTHING, Engine
from projgov.scoring.ladder.events import A_DAY_LONG, DOWN, RULING, Event, Stream
from projgov.scoring.ladder.moves import Climbed, Deadline, Move, Overdue
from projgov.scoring.values import Fault, Unknown, Value

_MOST = 1_000_000
"""By how much triggers are exceeded is not told beyond this: engines get small numbers."""
_day, _order = attrgetter("day"), attrgetter("order")


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
        self._idle = [NOTHING] * count

    def run(self) -> None:
        """Go through the events."""
        hits, runs, hearing = self.hits, self.runs, self.ladder.hearing
        try:
            for event in self.events.events:
                day, signal, sort = event.day, event.signal, event.sort
                if self.dues:
                    self._deadlines(day)
                if day >= self.end:
                    break
                if sort == RULING:
                    self._rule(event)
                elif sort == DOWN:
                    if event.hit:
                        self._down(event)
                elif event.hit:
                    hits[signal].append(event)
                    runs[signal] += 1
                    if asked := hearing[signal]:
                        self._look(asked, day)
                else:
                    runs[signal] = 0
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
                self._look(self.ladder.waiting[step], passed + A_DAY_LONG)

    def _look(self, asked: frozenset[int], day: date) -> None:
        """Take or propose what is brought about among the steps `asked`, until there is nothing more."""
        while (number := self.engine.step(self._wants(asked, day))) != NOTHING:
            step = self.ladder.steps[number]
            evidence = self._evidence(step, day)
            if step.decided:
                self.proposed.add(number)
                self.moves.append(Move(number, day, "proposed", evidence=evidence))
            else:
                self._take(number, day, None, None, evidence)
                asked |= self.ladder.above[number]

    def _wants(self, asked: frozenset[int], day: date) -> list[int]:
        """For each step by how much its triggers are met: not negative where it can be taken or proposed."""
        wants, steps = self._idle[:], self.ladder.steps
        level = self.level
        highest = max(self.proposed) if self.proposed else NOTHING
        for number in asked:
            if number > level:
                step = steps[number]
                if (number > highest or not step.decided) and (not step.after or self._may_follow(step)):
                    wants[number] = self._want(step, day)
        return wants

    def _may_follow(self, step: Step) -> bool:
        standing = self.standing
        for other in step.after:  # noqa: SIM110  # a loop: `all` over a generator takes twice the time, and it is asked often
            if other not in standing:
                return False
        return True

    def _want(self, step: Step, day: date) -> int:
        """How far the triggers of a step are exceeded: by the one that is furthest, or least far where all have to be met."""
        least = self.events.least
        wants = [(self._counted(t, day) - least[t.least]) // 1 for t in step.triggers]
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
            return hits[bisect_left(hits, Period.containing(trigger.period, day).start, key=_day) :]
        days = self.events.windows[trigger.window]
        first = bisect_right(hits, -days, key=lambda hit: -(day - hit.day).days)
        return hits[first:]

    def _evidence(self, step: Step, day: date) -> tuple[Event | Overdue, ...]:
        """What was counted for a step, in the order of events, each once."""
        least = self.events.least
        counted = [c for t in step.triggers if len(c := self._within(t, day)) >= least[t.least]]
        if len(counted) == 1:
            hits = tuple(counted[0])
        else:
            hits = tuple(sorted({id(hit): hit for part in counted for hit in part}.values(), key=_order))
        if not step.unresolved:
            return hits
        return (*hits, *(Overdue(other, self.late[other]) for other in step.unresolved if other in self.late))

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
        insort(self.standing, number)
        self.late.pop(number, None)
        self.takings[number] = len(self.moves)
        if self.ladder.waiting[number]:
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
        self._look(self.ladder.above[number], event.day)

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
                self.moves.append(Move(step, event.day, "ended", about=event.about, evidence=(event,)))
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
