"""durable-rules as the engine of ladders: the one module that imports it.

The extension module is driven directly, without its Host: no threads, no global registry, no exceptions swallowed, no limit on
how long an action takes. One message at a time is asserted, its facts are whole numbers, the rules look at that message only and
exclude one another, and that exactly one of them fired is checked. One fixed session serves one subject after the other, and is
deleted between them; ids of messages are counted here.
"""

from __future__ import annotations

import json
import threading
import weakref
from types import TracebackType
from typing import Any

import durable_rules_engine as engine

from projgov.rules.core.ladder import Ladder
from projgov.scoring.ladder.engine import NOTHING

_SESSION = "s"
_STEP, _WAY, _PRIME = 0, 1, 2
_MOST_MESSAGES = 10_000
"""After so many messages for one subject its session is begun anew: an engine's memory of messages grows with them."""


class EngineError(RuntimeError):
    """durable-rules did not choose exactly one rule. Nothing was decided."""


class Durable:
    """The ladder as a rule set of durable-rules. Of one thread; `close` it, or use it as a context manager."""

    def __init__(self, ladder: Ladder) -> None:
        self._rules = rules(ladder)
        self._answers = {f'{{"{name}":{{"m":': int(name.rpartition(" ")[2]) for name in self._rules}
        self._count = 0
        self._asked = 0
        self._thread = threading.get_ident()
        self._handle: int = engine.create_ruleset("ladder", json.dumps(self._rules))
        self._step = _message(_STEP, *(f"w{number}" for number in range(len(ladder.steps))))
        self._way = _message(_WAY, "signal", "level")
        self._finalizer = weakref.finalize(self, engine.delete_ruleset, self._handle)
        self._choose(_message(_PRIME), ())
        self.next_subject()

    def __enter__(self) -> Durable:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def step(self, wants: list[int]) -> int:
        return self._choose(self._step, tuple(wants))

    def way(self, signal: int, level: int) -> int:
        return self._choose(self._way, (signal, level))

    def next_subject(self) -> None:
        if self._asked:
            engine.delete_state(self._of_this_thread(), _SESSION)
            self._asked = 0

    def close(self) -> None:
        """Give back what the engine holds. It cannot be used any more."""
        self._finalizer()

    def _of_this_thread(self) -> int:
        if not self._finalizer.alive:
            raise EngineError("this engine has been closed")
        if threading.get_ident() != self._thread:
            raise EngineError(
                "an engine of ladders belongs to the thread that made it: make one for each thread"
            )
        return self._handle

    def _choose(self, message: str, numbers: tuple[int, ...]) -> int:
        handle = self._of_this_thread()
        if self._asked >= _MOST_MESSAGES:
            self.next_subject()
        self._count += 1
        self._asked += 1
        asserted = message % (*numbers, self._count)
        unhandled, session = engine.assert_event(handle, asserted)
        fired = None if unhandled else engine.start_action_for_state(handle, session)
        if fired is None:
            raise EngineError(f"no rule of the ladder fired for {asserted}")
        # One rule is told as {"its name":{"m":the message as it was asserted}}, several in some other way.
        told: str = fired[1]
        found = self._answers.get(told[: -len(asserted) - 2])
        if (
            found is None
            or not told.endswith(asserted + "}}")
            or engine.complete_and_start_action(handle, session) is not None
        ):
            raise EngineError(f"several rules of the ladder fired for {asserted}: {told}")
        return found


def _message(kind: int, *names: str) -> str:
    """A message as a format of its numbers, the last of which is its id."""
    facts = "".join(f'"{name}":%d,' for name in names)
    return f'{{"kind":{kind},{facts}"id":%d,"sid":"{_SESSION}"}}'


def rules(ladder: Ladder) -> dict[str, Any]:
    """The rule set: for every message exactly one rule holds. The number at the end of its name is the answer."""
    count = len(ladder.steps)
    found: dict[str, Any] = {f"prime {NOTHING}": _all({"kind": _PRIME})}
    for step in range(NOTHING, count):
        wanted: list[dict[str, Any]] = [{"$gte": {f"w{step}": 0}}] if step >= 0 else []
        wanted += [{"$lt": {f"w{above}": 0}} for above in range(step + 1, count)]
        found[f"step {step}"] = _all({"kind": _STEP}, *wanted)
    for signal in range(len(ladder.signals)):
        for level in range(NOTHING, count):
            way = _open(ladder, signal, level)
            asked = _all({"kind": _WAY}, {"signal": signal}, {"level": level})
            found[f"way from {level} by {signal}: {way}"] = asked
    return found


def _open(ladder: Ladder, signal: int, level: int) -> int:
    """The first way down that a signal opens on a step."""
    numbered = enumerate(ladder.ways)
    return next((n for n, way in numbered if way.signal == signal and level in way.leaves), NOTHING)


def _all(*tests: dict[str, Any]) -> dict[str, Any]:
    return {"all": [{"m": tests[0] if len(tests) == 1 else {"$and": list(tests)}}]}
