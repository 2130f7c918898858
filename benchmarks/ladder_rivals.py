"""durable-rules used as its own manual shows it, through `durable.lang` and its Host: beside what projgov does with it.

Two ways. `Hosted` has the very rules and messages that projgov gives durable-rules, posted through a Host to a session for each
subject: the answers are the same. `textbook` leaves the counting to durable-rules, as joins of facts: it knows the first three
steps of the ladder as far as they are counts and runs, and no deadlines, rulings or ways down, so that it has less to do.
"""

import itertools
import time
from collections.abc import Callable
from typing import Any

from durable import engine, lang
from tools import busy_ladder as busy

from projgov.rules.core.ladder import Ladder
from projgov.scoring.ladder.durable import rules
from projgov.scoring.ladder.events import HIT, Stream

_LONGEST = 5.0
"""Seconds to wait for an action that a thread of the Host has taken."""


class Hosted:
    """An engine of ladders that posts to a Host, each subject to a session of its own."""

    def __init__(self, ladder: Ladder) -> None:
        self._answer: int | None = None
        self._ids, self._subject, self._posted = itertools.count(), 0, False
        self._host = engine.Host(
            {
                "ladder": {
                    name: {**rule, "run": self._action(int(name.rpartition(" ")[2]))}
                    for name, rule in rules(ladder).items()
                }
            }
        )

    def step(self, wants: list[int]) -> int:
        return self._post({"kind": 0, **{f"w{number}": want for number, want in enumerate(wants)}})

    def way(self, signal: int, level: int) -> int:
        return self._post({"kind": 1, "signal": signal, "level": level})

    def next_subject(self) -> None:
        if self._posted:
            self._host.delete_state("ladder", str(self._subject))
        self._subject, self._posted = self._subject + 1, False

    def _action(self, answer: int) -> Callable[[Any], None]:
        def act(_: Any) -> None:
            self._answer = answer

        return act

    def _post(self, message: dict[str, int]) -> int:
        self._answer, self._posted = None, True
        self._host.post("ladder", {**message, "id": next(self._ids), "sid": str(self._subject)})
        waited = time.perf_counter()
        while self._answer is None:
            if time.perf_counter() - waited > _LONGEST:
                raise RuntimeError(f"no rule answered {message}")
            time.sleep(0)
        return self._answer


def textbook() -> Callable[[int, Stream], int]:
    """A function of the number of a subject and its events: the highest step that joins of facts bring about."""
    fact, captured = lang.m, lang.c
    found = [-1]

    def step(number: int, name: str) -> Callable[[Any], None]:
        def act(_: Any) -> None:
            found[0] = max(found[0], number)

        act.__name__ = name
        return act

    def missed(after: Any = None) -> Any:
        return fact.kind == "missed" if after is None else (fact.kind == "missed") & (fact.month == after + 1)

    with lang.ruleset("textbook"):
        lang.when_all((fact.kind == "missed") | (fact.kind == "opinion"))(step(busy.REMIND, "remind"))
        lang.when_all(captured.a << missed(), captured.b << missed(captured.a.month))(
            step(busy.WARN, "warn_run")
        )
        lang.when_all(
            captured.a << (fact.kind == "opinion"),
            captured.b << (fact.kind == "opinion") & (fact.number == captured.a.number + 1),
            captured.d << (fact.kind == "opinion")
            & (fact.number == captured.a.number + 2)
            & (fact.day < captured.a.day + 60),
        )(step(busy.WARN, "warn_opinions"))
        lang.when_all(fact.kind == "red")(step(busy.WARN, "warn_red"))
        lang.when_all(
            captured.a << missed(),
            captured.b << missed(captured.a.month),
            captured.d << missed(captured.b.month),
        )(step(busy.CIRCULAR, "circular_run"))
        lang.when_all(fact.kind == "other")(step(-1, "nothing"))
    host, ids = lang.get_host(), itertools.count()

    def climb(subject: int, stream: Stream) -> int:
        found[0] = -1
        numbers = dict.fromkeys(range(len(busy.SIGNALS)), 0)
        for event in stream.events:
            told: dict[str, Any] = {"kind": "other", "day": (event.day - busy.START).days}
            if event.sort == HIT and event.hit:
                numbers[event.signal] += 1
                told |= {"kind": busy.SIGNALS[event.signal], "number": numbers[event.signal]}
                told["month"] = event.day.month
            host.assert_fact("textbook", {**told, "id": next(ids), "sid": str(subject)})
        host.delete_state("textbook", str(subject))
        return found[0]

    return climb
