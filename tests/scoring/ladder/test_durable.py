"""durable-rules as the engine of ladders: every trap that is known of it is shut out by construction, or watched by a test here.

Known of version 2.0.28, when used through its own Host or with several facts at once, and what shuts each out:

- joins of events, statecharts, `none()`, false last terms of joins, retracted facts: rules here look at one message, and nothing else;
- a join on `sid` or `id`: no rule names them;
- more than 1,024 sessions, ids that collide in 32 bits, growing memory: one session, deleted after each subject;
- deleting a session that never fired frees memory that was never filled: a rule is fired before the first deletion;
- exceptions swallowed by the Host, actions of two arguments, the limit of ten seconds, batches reversed, the global registry: there
  is no Host, no action and no batch;
- text greater than numbers, NaN, infinity: messages hold whole numbers;
- false duplicates after some 95,000 messages: ids are counted, and the session is begun anew after 10,000;
- events that wait for a partner: every message fires exactly one rule, or an error is raised;
- several threads: an engine refuses any thread but its own.
"""

from __future__ import annotations

import gc
import json
import threading
from typing import Any

import pytest
from hypothesis import given

from projgov.diagnostics import Bilingual
from projgov.rules.core.ladder import Ladder, Step, Trigger, Way
from projgov.testing.ladders import ladders

durable: Any = pytest.importorskip(
    "projgov.scoring.ladder.durable", reason="durable-rules cannot be imported here", exc_type=ImportError
)
_NAME = Bilingual("名", "name")
LADDER = Ladder(
    tuple(Step(f"s{n}", _NAME, (Trigger(0, 0),)) for n in range(4)),
    ("up", "down"),
    (Way(1, -1, (0, 1, 2, 3), (0, 1)),),
    (_NAME, _NAME),
)


class Watched:
    """The extension module, with its calls written down; some give something else."""

    def __init__(self, given: dict[str, Any] | None = None) -> None:
        self.calls: list[tuple[str, tuple[Any, ...]]] = []
        self._given = given or {}
        self._own = durable.engine

    def __getattr__(self, name: str) -> Any:
        def call(*arguments: Any) -> Any:
            self.calls.append((name, arguments))
            found = getattr(self._own, name)(*arguments)
            return self._given.get(name, found)

        return call


def conditions(node: object) -> list[dict[str, Any]]:
    """All conditions of a rule set, wherever they stand."""
    if isinstance(node, dict):
        return [node, *(t for part in node.values() for t in conditions(part))]
    if isinstance(node, list):
        return [t for part in node for t in conditions(part)]
    return []


def test_rules_look_at_one_message_and_never_at_session_or_id() -> None:
    """A join of messages, `none()` and a condition on `sid` or `id` are where durable-rules goes wrong."""
    for rule in durable.rules(LADDER).values():
        assert list(rule) == ["all"]
        assert len(rule["all"]) == 1
        named = {key for test in conditions(rule) for key in test}
        assert not named & {"sid", "id", "none", "$not", "any"}


def holds(test: dict[str, Any], message: dict[str, int]) -> bool:
    """Whether a message meets the conditions of a rule, by their own words."""
    for name, compared in test.items():
        if name == "$and":
            met = all(holds(part, message) for part in compared)
        elif name == "$gte":
            met = all(key in message and message[key] >= value for key, value in compared.items())
        elif name == "$lt":
            met = all(key in message and message[key] < value for key, value in compared.items())
        else:
            met = message.get(name) == compared
        if not met:
            return False
    return True


@given(ladders())
def test_for_every_message_exactly_one_rule_holds(case: tuple[Ladder, int, int, int]) -> None:
    """Every combination of steps wanted or not, and every signal on every step: an event fires one rule, though several hold."""
    ladder = case[0]
    steps, signals = len(ladder.steps), len(ladder.signals)
    asked: list[dict[str, int]] = [
        {"kind": 0, **{f"w{n}": 0 if bits >> n & 1 else -1 for n in range(steps)}} for bits in range(2**steps)
    ]
    asked += [{"kind": 1, "signal": s, "level": at} for s in range(signals) for at in range(-1, steps)]
    rules = durable.rules(ladder)
    for message in asked:
        held = [name for name, rule in rules.items() if holds(rule["all"][0]["m"], message)]
        assert len(held) == 1, (message, held)


def test_the_highest_step_wanted_is_chosen_and_the_way_that_is_open() -> None:
    with durable.Durable(LADDER) as engine:
        assert engine.step([0, 5, -1, -1]) == 1
        assert engine.step([-1, -1, -1, -1]) == -1
        assert engine.way(1, 2) == 0
        assert engine.way(1, -1) == -1
        assert engine.way(0, 2) == -1


def test_a_message_that_no_rule_holds_of_is_an_error_and_no_silence() -> None:
    with durable.Durable(LADDER) as engine, pytest.raises(durable.EngineError, match="no rule"):
        engine.way(7, 0)


def test_a_message_that_fires_again_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    with durable.Durable(LADDER) as engine:
        monkeypatch.setattr(durable, "engine", Watched({"complete_and_start_action": "another"}))
        with pytest.raises(durable.EngineError, match="several rules"):
            engine.step([-1, -1, -1, 0])


@pytest.mark.parametrize(
    "told",
    [
        '{"step 0":{"m":%s},"step 1":{"m":%s}}',
        '{"step 0":{"m":[%s,%s]}}',
        '{"step 0":{"m":%s},"count":%s}}',
        '{"unheard":{"m":%.0s%s}}',
    ],
)
def test_an_answer_of_anything_but_one_rule_and_the_message_asserted_is_an_error(
    monkeypatch: pytest.MonkeyPatch, told: str
) -> None:
    with durable.Durable(LADDER) as engine:
        message = '{"kind":0,"w0":0,"w1":-1,"w2":-1,"w3":-1,"id":2,"sid":"s"}'
        monkeypatch.setattr(
            durable, "engine", Watched({"start_action_for_state": ("{}", told % (message, message))})
        )
        with pytest.raises(durable.EngineError, match="several rules"):
            engine.step([0, -1, -1, -1])


def test_subjects_come_and_go_in_one_session_without_growth() -> None:
    """More subjects than the 1,024 sessions that end in `MemoryError`, and ids that share a 32-bit hash, are no matter."""
    with durable.Durable(LADDER) as engine:
        for _ in range(3_000):
            assert engine.step([-1, 0, -1, -1]) == 1
            engine.next_subject()


def test_a_session_is_deleted_only_after_it_has_fired(monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched()
    monkeypatch.setattr(durable, "engine", watched)
    durable.Durable(LADDER).close()
    names = [name for name, _ in watched.calls]
    order = [names.index(name) for name in ("complete_and_start_action", "delete_state", "delete_ruleset")]
    assert order == sorted(order)


def test_a_subject_with_more_messages_than_a_session_may_hold_begins_a_new_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Near 95,000 messages durable-rules takes new ones for doubles."""
    monkeypatch.setattr(durable, "_MOST_MESSAGES", 5)
    with durable.Durable(LADDER) as engine:
        assert [engine.step([0, -1, -1, -1]) for _ in range(23)] == [0] * 23


def test_messages_hold_whole_numbers_only(monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched()
    monkeypatch.setattr(durable, "engine", watched)
    with durable.Durable(LADDER) as engine:
        engine.step([3, -1, -1, -1])
        engine.way(1, 0)
    sent = [json.loads(given[1]) for name, given in watched.calls if name == "assert_event"]
    assert len(sent) == 3
    assert all(type(v) is int for message in sent for key, v in message.items() if key != "sid")
    assert len({message["id"] for message in sent}) == 3


def test_another_thread_is_refused_in_words() -> None:
    found: list[BaseException] = []

    def ask() -> None:
        try:
            engine.step([0, -1, -1, -1])
        except durable.EngineError as error:
            found.append(error)

    with durable.Durable(LADDER) as engine:
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()
        assert engine.step([0, -1, -1, -1]) == 0
    assert "one for each thread" in str(found[0])


def test_a_closed_engine_says_so() -> None:
    engine = durable.Durable(LADDER)
    engine.close()
    engine.close()
    with pytest.raises(durable.EngineError, match="closed"):
        engine.step([0, -1, -1, -1])


def test_engines_that_are_dropped_give_back_their_rule_sets() -> None:
    """Rule sets live in a table of the extension module: many engines, one after the other, must not fill it."""
    for _ in range(300):
        assert durable.Durable(LADDER).step([0, -1, -1, -1]) == 0
    gc.collect()
