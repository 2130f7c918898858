"""Where events lead on a ladder, told from the whole history each time.

Nothing is kept but the log of what happened. Whatever has to be known (which steps stand, how often something was counted) is read
off the log anew; that is slow, and easily seen to be right. `scoring.ladder` gives the same, and is fast.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TypeAlias

import attrs

from projgov.domain.calendar import Period
from projgov.rules.core.ladder import Ladder, Step, Trigger, Way
from projgov.scoring.faults import merge
from projgov.scoring.ladder.events import (
    A_DAY_LONG,
    DOWN,
    HIT,
    RULING,
    Event,
    Stream,
)
from projgov.scoring.ladder.moves import Climbed, Deadline, Move, Overdue
from projgov.scoring.values import Fault, Unknown, Value


@attrs.frozen
class Passed:
    """That a deadline passed of a step that still stood: the entry of a log, noted on the day after it."""

    step: int
    due: date


@attrs.frozen
class Opened:
    """That a way down was taken."""

    way: Way


Entry: TypeAlias = Event | Move | Passed | Opened


class History:
    """The log of one subject, and what can be read off it."""

    def __init__(self, ladder: Ladder, happened: Stream, deadline: Deadline) -> None:
        self.ladder, self.happened, self.deadline = ladder, happened, deadline
        self.log: list[Entry] = []
        self.end, self.unknown = happened.end, happened.unknown
        self.fault: Fault | None = None
        self._live()

    def climbed(self) -> Climbed:
        """Where the subject stands in the end."""
        standing = self.standing()
        return Climbed(
            standing,
            self.since(standing[-1]) if standing else None,
            self.proposed(),
            tuple(len(self.hits(signal)) for signal in range(len(self.ladder.signals))),
            self.moves(),
            self.end,
            self.unknown,
            self.fault,
        )

    # what the log says

    def moves(self) -> tuple[Move, ...]:
        return tuple(entry for entry in self.log if isinstance(entry, Move))

    def last(self, step: int, *sorts: str) -> Move | None:
        """The last move of a step that is of one of some sorts."""
        return next((m for m in reversed(self.moves()) if m.step == step and m.sort in sorts), None)

    def standing(self) -> tuple[int, ...]:
        """The steps that stand: taken, and not ended since."""
        lasts = [(n, self.last(n, "taken", "ended")) for n in range(len(self.ladder.steps))]
        return tuple(n for n, move in lasts if move is not None and move.sort == "taken")

    def proposed(self) -> tuple[int, ...]:
        """The steps that are proposed, and not yet ruled on or ended."""
        lasts = [
            (n, self.last(n, "proposed", "refused", "taken", "ended")) for n in range(len(self.ladder.steps))
        ]
        return tuple(n for n, move in lasts if move is not None and move.sort == "proposed")

    def since(self, step: int) -> date | None:
        move = self.last(step, "taken")
        return None if move is None else move.day

    def late(self, step: int) -> date | None:
        """The deadline that has passed of a step that stands."""
        if step not in self.standing():
            return None
        for entry in reversed(self.log):
            if isinstance(entry, Passed) and entry.step == step:
                return entry.due
            if isinstance(entry, Move) and entry.step == step and entry.sort == "taken":
                return None
        return None

    def hits(self, signal: int, *, run: bool = False) -> tuple[Event, ...]:
        """The hits of a signal that are not forgotten; with `run`, those since the last occasion without one."""
        found: list[Event] = []
        for entry in self.log:
            forgotten = isinstance(entry, Opened) and signal in entry.way.forgets
            broken = (
                isinstance(entry, Event) and entry.sort == HIT and entry.signal == signal and not entry.hit
            )
            if forgotten or (broken and run):
                found = []
            elif isinstance(entry, Event) and entry.sort == HIT and entry.signal == signal and entry.hit:
                found.append(entry)
        return tuple(found)

    def counted(self, trigger: Trigger, day: date) -> tuple[Event, ...]:
        """The hits that a trigger counts on a day."""
        hits = self.hits(trigger.signal, run=trigger.measure == "run")
        if trigger.measure == "period" and trigger.period is not None:
            return tuple(hit for hit in hits if hit.day in Period.containing(trigger.period, day))
        if trigger.measure == "days":
            return tuple(h for h in hits if (day - h.day).days < self.happened.windows[trigger.window])
        return hits

    def met(self, step: Step, day: date) -> bool:
        """Whether the triggers of a step are met on a day."""
        parts = [len(self.counted(t, day)) >= self.happened.least[t.least] for t in step.triggers]
        parts += [self.late(other) is not None for other in step.unresolved]
        return bool(parts) and (all(parts) if step.all_of else any(parts))

    def may_follow(self, step: Step) -> bool:
        return set(step.after) <= set(self.standing())

    # what happens

    def _live(self) -> None:
        for event in self.happened.events:
            self._passing(event.day)
            if event.day >= self.end or self.fault is not None:
                return
            self._happens(event)
        self._passing(self.end)

    def _passing(self, day: date) -> None:
        """The deadlines that have passed before a day, in the order of their days and steps."""
        while self.fault is None and (due := self._next_passing()) is not None:
            passing, step, deadline = due
            if not passing < day or passing + A_DAY_LONG >= self.end:
                return
            self.log.append(Passed(step, deadline))
            self._look(
                {n for n, s in enumerate(self.ladder.steps) if step in s.unresolved}, passing + A_DAY_LONG
            )

    def _next_passing(self) -> tuple[date, int, date] | None:
        waited_for = {step for s in self.ladder.steps for step in s.unresolved}
        taken = [
            (n, self.last(n, "taken")) for n in self.standing() if n in waited_for and self.late(n) is None
        ]
        dues = [(max(m.due, m.day), n, m.due) for n, m in taken if m is not None and isinstance(m.due, date)]
        return min(dues, default=None)

    def _happens(self, event: Event) -> None:
        if event.sort == RULING:
            self._rule(event)
            return
        if event.sort == DOWN:
            if event.hit:
                self._down(event)
            return
        self.log.append(event)
        if event.hit:
            self._look({n for n, s in enumerate(self.ladder.steps) if s.hears(event.signal)}, event.day)

    def _look(self, asked: set[int], day: date) -> None:
        """The highest of the steps asked that is brought about, and so on until there is none."""
        while (
            self.fault is None and (found := max(self._brought_about(asked, day), default=None)) is not None
        ):
            step = self.ladder.steps[found]
            evidence = self._evidence(step, day)
            if step.decided:
                self.log.append(Move(found, day, "proposed", evidence=evidence))
            else:
                self._take(found, day, None, None, evidence)
                asked |= {n for n, s in enumerate(self.ladder.steps) if found in s.after}

    def _brought_about(self, asked: set[int], day: date) -> Iterator[int]:
        level, highest = max(self.standing(), default=-1), max(self.proposed(), default=-1)
        for number in asked:
            step = self.ladder.steps[number]
            higher = number > level and (number > highest or not step.decided)
            if higher and self.may_follow(step) and self.met(step, day):
                yield number

    def _evidence(self, step: Step, day: date) -> tuple[Event | Overdue, ...]:
        hits: list[Event] = []
        for trigger in step.triggers:
            counted = self.counted(trigger, day)
            if len(counted) >= self.happened.least[trigger.least]:
                hits += [hit for hit in counted if not any(hit is other for other in hits)]
        lates = [(other, self.late(other)) for other in step.unresolved]
        overdue = tuple(Overdue(other, due) for other, due in lates if due is not None)
        return (*sorted(hits, key=lambda hit: hit.order), *overdue)

    def _take(
        self, number: int, day: date, until: Value, said: Value, evidence: tuple[Event | Overdue, ...] = ()
    ) -> None:
        step = self.ladder.steps[number]
        due = until
        if due is None and step.deadline >= 0:
            due = self.deadline(step.deadline, day)
        if isinstance(due, Fault):
            self.fault = due
            return
        if isinstance(due, Unknown) and any(number in s.unresolved for s in self.ladder.steps):
            self.end = min(self.end, day + A_DAY_LONG)
            self.unknown = due if self.unknown is None else merge((self.unknown, due))
        self.log.append(Move(number, day, "taken", due, said, evidence))

    def _rule(self, event: Event) -> None:
        number = event.signal
        if number not in range(len(self.ladder.steps)) or number in self.standing():
            return
        pending = number in self.proposed()
        if not event.granted:
            if pending:
                self.log.append(Move(number, event.day, "refused", about=event.about))
        elif pending or self.may_follow(self.ladder.steps[number]):
            proposal = self.last(number, "proposed") if pending else None
            led = () if proposal is None else proposal.evidence
            self._take(number, event.day, event.until, event.about, led)
            self._look({n for n, s in enumerate(self.ladder.steps) if number in s.after}, event.day)
        else:
            self.log.append(Move(number, event.day, "premature", about=event.about))

    def _down(self, event: Event) -> None:
        there = sorted({*self.standing(), *self.proposed()})
        if not there:
            return
        way = next((w for w in self.ladder.ways if w.signal == event.signal and there[-1] in w.leaves), None)
        if way is None:
            return
        to = there[-1] - 1 if way.to is None else way.to
        left = (step for step in there if step > to)
        self.log += [Move(step, event.day, "ended", about=event.about, evidence=(event,)) for step in left]
        self.log.append(Opened(way))
