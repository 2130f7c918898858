"""Random ladders, and random streams of what happens to a subject on them."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import strategies as st

from projgov.diagnostics import Bilingual
from projgov.rules.core.ladder import Ladder, Step, Trigger, Way
from projgov.scoring.ladder.events import DOWN, HIT, RULING, Event, Stream
from projgov.scoring.ladder.moves import Deadline

START = date(2017, 1, 1)
_PERIODS = ("month", "quarter", "half_year", "year")


@attrs.frozen
class Case:
    """A ladder, a stream of events on it, and how long each step with a deadline has (None: it turns out to have none)."""

    ladder: Ladder
    stream: Stream
    spans: tuple[int | None, ...]

    def deadline(self) -> Deadline:
        """The deadlines: so many days after the step was taken."""

        def of(number: int, since: date) -> date | None:
            span = self.spans[number]
            return None if span is None else since + timedelta(days=span)

        return of


@st.composite
def ladders(draw: st.DrawFn, most_steps: int = 5, most_signals: int = 4) -> tuple[Ladder, int, int, int]:
    """A ladder, and how many numbers, windows and deadlines it names."""
    count, signals = draw(st.integers(1, most_steps)), draw(st.integers(1, most_signals))
    downs = draw(st.sets(st.integers(0, signals - 1), max_size=signals // 2))
    heard = [s for s in range(signals) if s not in downs]
    least = windows = deadlines = 0
    steps: list[Step] = []
    for number in range(count):
        triggers: list[Trigger] = []
        for _ in range(draw(st.integers(0 if number else 1, 3)) if heard else 0):
            measure: Any = draw(st.sampled_from(("total", "run", "days", "period")))
            signal = draw(st.sampled_from(heard))
            period: Any = draw(st.sampled_from(_PERIODS)) if measure == "period" else None
            triggers.append(Trigger(signal, least, measure, windows if measure == "days" else -1, period))
            least, windows = least + 1, windows + (measure == "days")
        before = st.integers(0, number - 1) if number else st.nothing()
        unresolved = draw(st.sets(before, max_size=2)) if number else set()
        after = draw(st.sets(before, max_size=2)) if number else set()
        has_deadline = draw(st.booleans())
        steps.append(
            Step(
                f"step{number}",
                Bilingual(f"{number}", f"{number}"),
                tuple(triggers),
                tuple(sorted(unresolved)),
                draw(st.integers(0, 3)) == 0,
                tuple(sorted(after)),
                draw(st.booleans()),
                deadlines if has_deadline else -1,
            )
        )
        deadlines += has_deadline
    ways = tuple(
        Way(
            signal,
            draw(st.none() | st.integers(-1, count - 1)),
            tuple(sorted(draw(st.sets(st.integers(0, count - 1), min_size=1)))),
            tuple(sorted(draw(st.sets(st.integers(0, signals - 1))))),
        )
        for signal in sorted(downs)
        for _ in range(draw(st.integers(1, 2)))
    )
    names = tuple(f"signal{n}" for n in range(signals))
    return Ladder(tuple(steps), names, ways), least, windows, deadlines


@st.composite
def climbs(draw: st.DrawFn, most_events: int = 30) -> Case:
    """A ladder with events on it, many of them on one day."""
    ladder, least, windows, deadlines = draw(ladders())
    downs = {way.signal for way in ladder.ways}
    days = st.integers(0, 200).map(lambda n: START + timedelta(days=n))
    rulings = st.builds(
        lambda day, step, granted, span: Event(
            day, RULING, step, True, None, granted, None if span is None else day + timedelta(days=span)
        ),
        days,
        st.integers(-1, len(ladder.steps)),
        st.booleans(),
        st.none() | st.integers(-5, 40),
    )
    signals = st.builds(
        lambda day, signal, hit: Event(day, DOWN if signal in downs else HIT, signal, hit),
        days,
        st.integers(0, len(ladder.signals) - 1),
        st.sampled_from((True, True, True, False)),
    )
    count = draw(st.integers(0, most_events))
    events = draw(st.lists(signals | signals | signals | rulings, min_size=count, max_size=count))
    end = START + timedelta(days=draw(st.sampled_from((210, 100, 400))))
    numbers: st.SearchStrategy[int | Fraction] = st.sampled_from((1, 1, 1, 2, 2, 3, 4, Fraction(3, 2), 0))
    stream = Stream(
        tuple(sorted((e for e in events if e.day < end), key=lambda e: e.order)),
        end,
        tuple(draw(numbers) for _ in range(least)),
        tuple(draw(st.integers(1, 90)) for _ in range(windows)),
    )
    return Case(ladder, stream, tuple(draw(st.none() | st.integers(-3, 60)) for _ in range(deadlines)))
