"""`watch`: a portfolio that is fed with events, and what they and the passing of time bring about."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from datetime import date
from typing import Literal, TypeAlias

from projgov.diagnostics import Bilingual, InvalidData, Pattern, Place
from projgov.domain.calendar import WorkCalendar
from projgov.domain.declared_facts import check_facts
from projgov.domain.events import Event, read_event
from projgov.domain.portfolio import Portfolio
from projgov.rules.load import Pack
from projgov.scoring.compile import Program
from projgov.scoring.evaluate import day_of, evaluated, evaluated_from, program_of
from projgov.scoring.ladder.engine import Engine, Engines, Reference
from projgov.scoring.report import Report
from projgov.scoring.results import Key
from projgov.scoring.watch.duties import Duty, Identity, changes, in_order, passed, standing
from projgov.scoring.watch.locality import local_types

EngineName: TypeAlias = Literal["durable", "reference"]

BACKWARDS = Pattern(
    "C070",
    Bilingual(
        "时间不能倒退：已经到了 {clock}，不能回到 {day}",
        "time does not go back: it is {clock}, and {day} lies before",
    ),
    Bilingual("写 {clock} 或以后的日期", "give {clock} or a later day"),
)
BEYOND = Pattern(
    "C071",
    Bilingual(
        "事件 `{event}` 登记于 {recorded}，晚于截止日 {as_of}",
        "the event `{event}` was recorded on {recorded}, after {as_of}",
    ),
    Bilingual("核对 `recorded`，或把截止日放晚", "check `recorded`, or watch through a later day"),
)
LATE = Pattern(
    "C072",
    Bilingual(
        "事件 `{event}` 发生于 {occurred}，那以后的情况已经通报到 {advanced}，规则包不收迟到的事件",
        "the event `{event}` occurred on {occurred}; what came of the time through {advanced} was told already, and the pack takes no late events",
    ),
    Bilingual(
        "规则包里写 `late events: replay` 可以补收", "with `late events: replay` the pack would take it"
    ),
)
NO_DURABLE = Pattern(
    "E040",
    Bilingual("这里没有安装 durable-rules", "durable-rules is not installed here"),
    Bilingual(
        '安装 `projgov[durable]`，或用 engine="reference"',
        'install `projgov[durable]`, or take engine="reference"',
    ),
)


class Session:
    """A pack and a portfolio in the course of time. Made by `watch` or `resume`.

    One call after the other changes it, from whatever threads: calls wait for one another. A call that raises changes nothing.
    """

    def __init__(
        self,
        pack: Pack,
        portfolio: Portfolio,
        start: date,
        *,
        as_of: date | None = None,
        engine: EngineName | None = None,
        program: Program | None = None,
        calendar: WorkCalendar | None = None,
        seen: Iterable[str] = (),
        advanced: date | None = None,
    ) -> None:
        self.pack = pack
        self._program = program_of(pack, program, calendar)
        self._engines = Engines(_engine(engine))
        self._lock = threading.RLock()
        self._portfolio = check_facts(portfolio, pack.facts)
        self._clock = start
        self._advanced = advanced or start
        self._as_of = as_of
        self._seen = dict.fromkeys(seen)
        self._local = local_types(self._program.core)
        self._report: Report | None
        self._keep(self._evaluate(self._portfolio, start))

    @property
    def day(self) -> date:
        """The day that it is in the session."""
        return self._clock

    @property
    def portfolio(self) -> Portfolio:
        """The portfolio with all that was posted."""
        return self._portfolio

    @property
    def report(self) -> Report:
        """What `evaluate` gives for the portfolio on the day."""
        with self._lock:
            if self._report is None:
                self._report = self._evaluate(self._portfolio, self._clock)
                self._facts = self._report.context.facts
            return self._report

    @property
    def standing(self) -> tuple[Duty, ...]:
        """All that stands on the day: findings, proposals, duties that are not yet due, lamps and steps."""
        with self._lock:
            found = list(self._all().values())
        return tuple(sorted(found, key=lambda d: (d.day, d.subject.type, d.subject.id, d.check)))

    def post(self, event: object) -> tuple[Duty, ...]:
        """What an event brings about: what arises, and what ends. Where it was recorded later than `day`, that day comes with it.

        `event` is a mapping or a JSON text (see `projgov schema event`). One whose id was seen before changes nothing.

        Raises:
            InvalidData: where it cannot be meant, with every fault; where it was recorded after the last day watched; where it
                is late and the pack takes none.
            EvaluationFaults: where rules err.
        """
        with self._lock:
            read = read_event(event, self._portfolio, seen=self._seen)
            if read is None:
                return ()
            self._check(read)
            found = self._touch(read)
            if found is None:
                found = self._move(read.after, max(self._clock, read.recorded))
            self._seen[read.id] = None
            return found

    def advance(self, day: date | str) -> tuple[Duty, ...]:
        """What the passing of time through a day brings about.

        Raises:
            InvalidDay: if it is no day.
            InvalidData: if it lies before `day`.
            EvaluationFaults: where rules err.
        """
        with self._lock:
            to = day_of(day)
            if to < self._clock:
                raise InvalidData([BACKWARDS.at(Place(), clock=self._clock.isoformat(), day=to.isoformat())])
            found = self._move(self._portfolio, to)
            self._advanced = to
            return found

    def snapshot(self) -> str:
        """The session as JSON text, from which `resume` goes on as if it had never stopped."""
        from projgov.scoring.watch.snapshot import snapshot

        with self._lock:
            return snapshot(
                self.pack,
                self._program.core,
                self._portfolio,
                self._clock,
                self._advanced,
                self._as_of,
                tuple(self._seen),
            )

    def _check(self, event: Event) -> None:
        place = Place(path="recorded")
        if self._as_of is not None and event.recorded > self._as_of:
            recorded, as_of = event.recorded.isoformat(), self._as_of.isoformat()
            raise InvalidData([BEYOND.at(place, event=event.id, recorded=recorded, as_of=as_of)])
        late = min(event.occurred, event.recorded) < self._advanced
        if late and _takes_no_late(self.pack):
            occurred, advanced = event.occurred.isoformat(), self._advanced.isoformat()
            place = Place(path="occurred")
            raise InvalidData([LATE.at(place, event=event.id, occurred=occurred, advanced=advanced)])

    def _move(self, portfolio: Portfolio, day: date) -> tuple[Duty, ...]:
        """Take a portfolio and a day, and tell what that changes. Nothing is changed before all of it is known."""
        report = self._evaluate(portfolio, day)
        before = self._all()
        self._keep(report)
        since, self._portfolio, self._clock = self._clock, portfolio, day
        between = () if day == since else passed(report, since)
        return in_order(
            (*changes(before, self._all(), report), *(d for d in between if d.identity not in before))
        )

    def _touch(self, event: Event) -> tuple[Duty, ...] | None:
        """Take an event that touches one subject alone, and tell what that changes; None where it may touch more."""
        if event.subject is None or event.subject[0] not in self._local or event.recorded > self._clock:
            return None
        facts = self._facts.with_one(event.after, *event.subject)
        if facts is None:
            return None
        key = Key(*event.subject)
        report = evaluated_from(self._program, facts, self._engines)
        after = {identity: duty for identity, duty in standing(report).items() if duty.subject == key}
        found = changes(self._standing.get(key, {}), after, report)
        self._portfolio, self._facts, self._report = event.after, facts, None
        self._standing[key] = after
        return found

    def _all(self) -> dict[Identity, Duty]:
        """All that stands, of every subject."""
        return {identity: duty for own in self._standing.values() for identity, duty in own.items()}

    def _keep(self, report: Report) -> None:
        """Take what a report of the whole portfolio says as what is known."""
        found: dict[Key, dict[Identity, Duty]] = {}
        for identity, duty in standing(report).items():
            found.setdefault(duty.subject, {})[identity] = duty
        self._report = report
        self._facts = report.context.facts
        self._standing = found

    def _evaluate(self, portfolio: Portfolio, day: date) -> Report:
        return evaluated(self._program, portfolio, day, self._engines)


def watch(
    pack: Pack,
    portfolio: Portfolio,
    start: date | str,
    *,
    as_of: date | str | None = None,
    engine: EngineName | None = None,
    program: Program | None = None,
    calendar: WorkCalendar | None = None,
) -> Session:
    """A session over a pack and a portfolio, from the day `start` on.

    The portfolio may hold records that are recorded later: they are seen once their day has come. `as_of` is the last day that
    can be watched: an event recorded later is refused. `engine` climbs the ladders: `durable` (durable-rules, the
    extra `durable`), `reference` (the plain engine), or None for `durable` where it is there; what is found is the same.
    `program` is the pack compiled before (`projgov.compile`), for callers with many sessions.

    Raises:
        InvalidDay: if `start` or `as_of` is no day.
        InvalidData: if the facts that the pack declares are not as declared.
        Refused: if the engine asked for is not installed.
        EvaluationFaults: where rules err.
    """
    last = None if as_of is None else day_of(as_of)
    return Session(
        pack, portfolio, day_of(start), as_of=last, engine=engine, program=program, calendar=calendar
    )


def _engine(name: EngineName | None) -> Callable[..., Engine]:
    """What makes the engine of a ladder."""
    if name == "reference":
        return Reference
    if name not in (None, "durable"):
        raise ValueError(f"the engines are durable and reference, and there is none called {name!r}")
    try:
        from projgov.scoring.ladder.durable import Durable
    except ImportError:
        if name is None:
            return Reference
        raise InvalidData([NO_DURABLE.at(Place())]) from None
    return Durable


def _takes_no_late(pack: Pack) -> bool:
    return pack.written is not None and pack.written.head.late_events.code == "refuse"
