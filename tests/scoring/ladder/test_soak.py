"""Many subjects on many threads for a long time: `make soak` (50,000 subjects, a million events), and a short run of the same.

Eight threads climb at once, each with its own engine of durable-rules, and watch one session after the other beside. What they find
is what the plain engine finds, and on a sample what the model finds; memory does not grow once all is warm.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from tests.rules.kinds.judging import pack_of
from tests.rules.kinds.test_escalation import LADDER, comment, project
from tools import busy_ladder as busy

import projgov
from projgov.domain.plain import from_plain
from projgov.scoring.ladder.climb import climb
from projgov.scoring.ladder.engine import Engine, Engines, Reference
from projgov.scoring.meaning.ladder_history import History
from projgov.scoring.watch import watch

durable: Any = pytest.importorskip(
    "projgov.scoring.ladder.durable", reason="durable-rules cannot be imported here", exc_type=ImportError
)
THREADS = 8
LONG = os.environ.get("PROJGOV_PROFILE") == "long"
SUBJECTS, LAPS = (50_000, 50) if LONG else (800, 4)
WARM = LAPS // 5
"""Laps after which memory may not grow."""
MOST_GROWTH = 16_000_000
"""Bytes: what threads, each in its own lap, hold at one time more than at another; a leak of 400 bytes a subject is beyond it."""
SAMPLE = 100
"""Of so many subjects one is put to the model, too: it takes a thousand times as long."""
LADDER_OF_ALL = busy.ladder()
PACK = pack_of(LADDER)
PROGRAM = projgov.compile(PACK)
START, END = date(2017, 1, 1), date(2017, 12, 31)


@attrs.define
class Tally:
    """What one thread did."""

    events: int = 0
    moves: int = 0
    modelled: int = 0
    duties: int = 0


def lap(subjects: range, engine: Engine, tally: Tally) -> None:
    """Climb for some subjects."""
    plain = Reference(LADDER_OF_ALL)
    for number in subjects:
        happened = busy.year_of(number)
        found = climb(LADDER_OF_ALL, happened, busy.deadline, engine)
        assert found == climb(LADDER_OF_ALL, happened, busy.deadline, plain), number
        if number % SAMPLE == 0:
            assert found == History(LADDER_OF_ALL, happened, busy.deadline).climbed(), number
            tally.modelled += 1
        tally.events += len(happened.events)
        tally.moves += len(found.moves)


def session(tally: Tally) -> None:
    """Watch a project through a year, one opinion a month, and see what `evaluate` says of it in the end."""
    running = watch(PACK, from_plain(project()), START, program=PROGRAM)
    days = [f"2017-{month:02}-15" for month in range(1, 13)]
    for number, day in enumerate(days):
        told = {
            **comment(day, number),
            "kind": "comment",
            "subject": "P",
            "occurred": day,
            "recorded": day,
        }
        tally.duties += len(running.post(told))
    running.advance(END)
    expected = projgov.evaluate(PACK, running.portfolio, END, program=PROGRAM)
    assert running.report.to_plain() == expected.to_plain()


def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(
    not Path("/proc/self/statm").exists(), reason="the system does not tell how much memory is used"
)
def test_eight_threads_find_the_same_and_memory_does_not_grow(capsys: pytest.CaptureFixture[str]) -> None:
    engines = Engines(durable.Durable)
    memory: list[int] = []
    meeting = threading.Barrier(THREADS, action=lambda: memory.append(resident()))

    def work(thread: int) -> Tally:
        tally = Tally()
        engine = engines.of(LADDER_OF_ALL)
        size = SUBJECTS // THREADS // LAPS
        try:
            for number in range(LAPS):
                first = (number * THREADS + thread) * size
                lap(range(first, first + size), engine, tally)
                session(tally)
                meeting.wait()
        except BaseException:
            meeting.abort()
            raise
        return tally

    began = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        tallies = list(pool.map(work, range(THREADS)))
    seconds = time.perf_counter() - began

    growth = max(memory[WARM:]) - memory[WARM]
    events = sum(tally.events for tally in tallies)
    with capsys.disabled():
        if LONG:
            sys.stdout.write(
                f"\n{SUBJECTS:,} subjects, {events:,} events, {THREADS} threads, {seconds:.0f} s; "
                f"{sum(t.moves for t in tallies):,} moves; {sum(t.modelled for t in tallies):,} subjects put to the model; "
                f"{THREADS * LAPS:,} sessions with {sum(t.duties for t in tallies):,} duties told; "
                f"memory {memory[0] / 1e6:.1f} MB after the first lap, {memory[WARM] / 1e6:.1f} MB warm, "
                f"{max(memory) / 1e6:.1f} MB at most, {memory[-1] / 1e6:.1f} MB at the end: "
                f"growth {growth / 1e6:.1f} MB\n"
            )
    assert events == SUBJECTS * busy.EVENTS
    assert all(tally.moves and tally.duties for tally in tallies)
    assert sum(tally.modelled for tally in tallies) == SUBJECTS // SAMPLE
    assert growth < MOST_GROWTH


def test_engines_gives_each_thread_its_own() -> None:
    """One `Engines` shared by threads: an engine that is asked by another thread than its own would refuse."""
    engines = Engines(durable.Durable)
    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(engines.of, LADDER_OF_ALL).result()
    assert engines.of(LADDER_OF_ALL) is engines.of(LADDER_OF_ALL)
    assert engines.of(LADDER_OF_ALL) is not other
