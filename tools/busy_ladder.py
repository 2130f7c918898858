"""A ladder as offices have them, and a year of events for any number of subjects: for benchmarks, and for the soak.

Five steps: reminder, warning, circular, talk, listed supervision. Runs, totals, counts of a quarter and of so many days lead up,
and deadlines that pass; the two highest need a ruling; a rectification and an acceptance lead down. Everything is drawn from the
number of the subject: the same number has the same year, in whatever order and process subjects are asked for.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

from projgov.diagnostics import Bilingual
from projgov.rules.core.ladder import Ladder, Step, Trigger, Way
from projgov.scoring.ladder.events import DOWN, HIT, RULING, Event, Stream

START, END = date(2017, 1, 1), date(2018, 1, 1)
EVENTS = 20
"""What happens to one subject in its year."""
MISSED, OPINION, RED, RECTIFIED, ACCEPTED = range(5)
SIGNALS = ("missed", "opinion", "red", "rectified", "accepted")
REMIND, WARN, CIRCULAR, TALK, LISTED = range(5)
LEAST = (1, 2, 3, 2, 3, 4, 2, 5)
"""How often, for the triggers in their order."""
WINDOWS = (60,)
SPANS = (20, 15, 10, 15)
"""Days from the taking of a step to its deadline, for the deadlines in their order."""


def ladder() -> Ladder:
    """The ladder."""
    steps = (
        Step("remind", Bilingual("提醒", "reminder"), (Trigger(MISSED, 0), Trigger(OPINION, 0)), deadline=0),
        Step(
            "warn",
            Bilingual("预警", "warning"),
            (Trigger(MISSED, 1, "run"), Trigger(OPINION, 2, "days", 0), Trigger(RED, 0)),
            (REMIND,),
            deadline=1,
        ),
        Step(
            "circular",
            Bilingual("通报", "circular"),
            (Trigger(MISSED, 4, "run"), Trigger(RED, 3, "period", period="quarter")),
            (WARN,),
            after=(WARN,),
            deadline=2,
        ),
        Step(
            "talk",
            Bilingual("约谈", "talk"),
            (Trigger(MISSED, 5, "run"), Trigger(RED, 6)),
            (CIRCULAR,),
            decided=True,
            deadline=3,
        ),
        Step(
            "listed",
            Bilingual("挂牌督办", "listed supervision"),
            (Trigger(MISSED, 7),),
            (TALK,),
            after=(TALK,),
            decided=True,
        ),
    )
    ways = (
        Way(RECTIFIED, -1, (REMIND, WARN, CIRCULAR), (MISSED, OPINION, RED)),
        Way(RECTIFIED, REMIND, (TALK,), (MISSED,)),
        Way(ACCEPTED, None, (TALK, LISTED), ()),
    )
    return Ladder(steps, SIGNALS, ways, tuple(Bilingual(name, name) for name in SIGNALS))


def deadline(number: int, since: date) -> date:
    """The deadline of a step that was taken on a day."""
    return since + timedelta(days=SPANS[number])


def year_of(subject: int) -> Stream:
    """What happens to a subject: a report due each month, and eight other events on any days."""
    draw = random.Random(subject)  # noqa: S311  # no secret: the same number is to give the same year
    day_in = draw.randrange
    found = [
        Event(date(2017, month, 5), HIT, MISSED, draw.random() < 0.3, f"2017-{month:02}")
        for month in range(1, 13)
    ]
    others: tuple[tuple[int, Callable[[date], Event]], ...] = (
        (3, lambda day: Event(day, HIT, OPINION, True, "opinion")),
        (1, lambda day: Event(day, HIT, RED, True, "lamp")),
        (2, lambda day: Event(day, RULING, draw.choice((TALK, LISTED)), True, "ruling", draw.random() < 0.8)),
        (1, lambda day: Event(day, DOWN, RECTIFIED, True, "rectified")),
        (1, lambda day: Event(day, DOWN, ACCEPTED, True, "accepted")),
    )
    for count, make in others:
        found += [make(START + timedelta(days=day_in(365))) for _ in range(count)]
    assert len(found) == EVENTS
    return Stream(tuple(sorted(found, key=lambda e: e.order)), END, LEAST, WINDOWS)
