"""A ladder of escalation as data: the steps there are, what brings each about, and what leads down again.

A ladder is climbed by dated events (`nodes.Climb`). Steps stand in order, the mildest first, and are meant by their positions; so
are signals, the kinds of events that a ladder listens to.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import Literal, TypeAlias

import attrs

from projgov.diagnostics import Bilingual
from projgov.domain.calendar import PeriodKind

Measure: TypeAlias = Literal["total", "run", "days", "period"]


@attrs.frozen
class Trigger:
    """What a step asks of one signal: that it was counted at least so often.

    `least` is the position of the number among those of the node. What is counted are the hits that are not forgotten: all of
    them (`total`), those since the last occasion without one (`run`), those of the last so many days (`days`: `window` is
    the position of their number), or those of the calendar period in which the event lies (`period`).
    """

    signal: int
    least: int
    measure: Measure = "total"
    window: int = -1
    period: PeriodKind | None = None


@attrs.frozen
class Step:
    """One step. It is brought about by any of its triggers (by all of them where `all_of`).

    `unresolved` are steps: that one of them still stands after its deadline is a trigger like the others. `after` are the steps that
    have to stand already. Where it is `decided`, what brings it about only proposes it, and a ruling takes it. `deadline` is the
    position of the deadline among those of the node (-1: it has none, unless the ruling names one).
    """

    id: str
    title: Bilingual
    triggers: tuple[Trigger, ...] = ()
    unresolved: tuple[int, ...] = ()
    all_of: bool = False
    after: tuple[int, ...] = ()
    decided: bool = False
    deadline: int = -1

    def hears(self, signal: int) -> bool:
        """Whether the step names a signal."""
        return any(trigger.signal == signal for trigger in self.triggers)


@attrs.frozen
class Way:
    """A way down: an event of `signal` ends all steps above `to` (-1: all there are; None: the highest that stands).

    It is open on the steps `leaves`, and makes the hits of the signals `forgets` count no longer.
    """

    signal: int
    to: int | None
    leaves: tuple[int, ...]
    forgets: tuple[int, ...]


@attrs.frozen
class Ladder:
    """The steps in order, the signals by their ids, the ways down; `labels` are what the signals are called."""

    steps: tuple[Step, ...]
    signals: tuple[str, ...]
    ways: tuple[Way, ...] = ()
    labels: tuple[Bilingual, ...] = ()

    @cached_property
    def hearing(self) -> tuple[frozenset[int], ...]:
        """For each signal the steps that name it."""
        named = [{trigger.signal for trigger in step.triggers} for step in self.steps]
        return _where(named, len(self.signals))

    @cached_property
    def waiting(self) -> tuple[frozenset[int], ...]:
        """For each step those that name it as unresolved."""
        return _where([step.unresolved for step in self.steps], len(self.steps))

    @cached_property
    def above(self) -> tuple[frozenset[int], ...]:
        """For each step those that can only follow on it."""
        return _where([step.after for step in self.steps], len(self.steps))


def _where(named: Sequence[Collection[int]], count: int) -> tuple[frozenset[int], ...]:
    """For each number below `count` the steps that name it."""
    return tuple(frozenset(n for n, names in enumerate(named) if number in names) for number in range(count))
