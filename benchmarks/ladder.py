"""Subjects and events per second on a ladder of escalation: both engines, and durable-rules through its own Host.

    python benchmarks/ladder.py [--quick]

The ladder is that of `tools/busy_ladder.py`: five steps, twenty events a subject. Answers are compared before anything is timed.
The contenders take turns, five rounds; what is printed are medians, by the time of the processor. Then each engine climbs for 1,000 to 100,000 subjects in a
process of its own, whose events are made as they are needed: events a second, and by how much its resident memory has grown.
"""

import argparse
import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools import busy_ladder as busy

from projgov.rules.core.ladder import Ladder
from projgov.scoring.ladder.climb import climb
from projgov.scoring.ladder.engine import Engine, Reference
from projgov.scoring.ladder.events import Stream
from projgov.scoring.meaning.ladder_history import History

ROUNDS = 5
SHORTEST_ROUND = 0.2
"""Seconds."""
SIZES = (1_000, 10_000, 100_000)
CHUNK = 250
"""Subjects whose events are made at a time: their making is not timed, and what they take is no memory of the engine."""
LEAST_RATE, MOST_MEMORY = 50_000, 50
"""Aims: events a second with durable-rules, and MB that an engine takes."""


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="no more than 10,000 subjects")
    parser.add_argument("--grow", choices=("reference", "durable"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    sizes = SIZES[:-1] if given.quick else SIZES
    if given.grow:
        grow(given.grow, sizes)
        return 0
    names = ["reference"]
    try:
        import ladder_rivals  # noqa: F401  # whether it can be imported is what is asked

        names.append("durable")
    except ImportError:
        print("durable-rules is not installed here: the reference engine alone", file=sys.stderr)
    met = beside(names)
    for name in names:
        met &= told_growth(name, given.quick)
    return 0 if met else 1


def engine(name: str, ladder: Ladder) -> Engine:
    if name == "reference":
        return Reference(ladder)
    from projgov.scoring.ladder.durable import Durable

    return Durable(ladder)


# ------------------------------------------------------------------------------------------------------- beside the Host


def beside(names: list[str]) -> bool:
    """Rates of all contenders in one run. Whether the aims are met."""
    ladder = busy.ladder()
    streams = [busy.year_of(number) for number in range(500)]
    expected = [climb(ladder, stream, busy.deadline, Reference(ladder)) for stream in streams]
    for stream, found in list(zip(streams, expected, strict=True))[:100]:
        assert found == History(ladder, stream, busy.deadline).climbed()
    contenders: dict[str, Callable[[], object]] = {}
    for name in names:
        made = engine(name, ladder)
        contenders[f"projgov, {name}"] = over(ladder, streams, made)
        assert [climb(ladder, s, busy.deadline, made) for s in streams] == expected
    if "durable" in names:
        from ladder_rivals import Hosted, textbook

        hosted, joined = Hosted(ladder), textbook()
        contenders["durable-rules, its Host, projgov's rules"] = over(ladder, streams, hosted)
        assert [climb(ladder, s, busy.deadline, hosted) for s in streams] == expected
        contenders["durable-rules, its Host, joins of facts"] = lambda: [
            joined(number, stream) for number, stream in enumerate(streams)
        ]
    rates = turns(contenders.values(), len(streams))
    print(f"{len(ladder.steps)} steps, {busy.EVENTS} events a subject; medians of {ROUNDS} rounds")
    for name, rate in zip(contenders, rates, strict=True):
        print(f"  {name:42}{rate:>10,.0f} subjects/s {rate * busy.EVENTS:>12,.0f} events/s")
    return len(names) < 2 or (rates[0] > rates[1] and rates[1] * busy.EVENTS >= LEAST_RATE)


def over(ladder: Ladder, streams: Iterable[Stream], made: Engine) -> Callable[[], object]:
    def run() -> None:
        for stream in streams:
            climb(ladder, stream, busy.deadline, made)

    return run


def turns(contenders: Iterable[Callable[[], object]], size: int) -> list[float]:
    """Subjects a second of each contender: the median of rounds in which they take turns."""
    contenders = list(contenders)
    times = [max(1, round(SHORTEST_ROUND / timed(c, 1))) for c in contenders]
    rounds = [[size * n / timed(c, n) for c, n in zip(contenders, times, strict=True)] for _ in range(ROUNDS)]
    return [statistics.median(column) for column in zip(*rounds, strict=True)]


def timed(contender: Callable[[], object], times: int) -> float:
    """Seconds of the processor, whatever else the machine does at the same time."""
    start = time.process_time()
    for _ in range(times):
        contender()
    return time.process_time() - start


# ---------------------------------------------------------------------------------------------------------------- growth


def told_growth(name: str, quick: bool) -> bool:
    """Growth of an engine, measured in a process of its own. Whether it is linear within a fifth and small."""
    command: list[Any] = [sys.executable, __file__, "--grow", name, *(["--quick"] if quick else [])]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603  # this very file
    rows = [[float(cell) for cell in line.split()] for line in told.splitlines()]
    print(f"projgov, {name}: growth")
    for subjects, rate, memory in rows:
        print(f"  {subjects:>8,.0f} subjects {rate:>12,.0f} events/s {memory:>8.1f} MB more than before")
    return rows[-1][1] > 0.8 * rows[0][1] and max(memory for _, _, memory in rows) < MOST_MEMORY


def grow(name: str, sizes: tuple[int, ...]) -> None:
    """Climb for many subjects with one engine, and print a line at each size: subjects, events a second, MB."""
    ladder = busy.ladder()
    climb(ladder, busy.year_of(0), busy.deadline, Reference(ladder))
    gc.collect()
    before = resident()
    made = engine(name, ladder)
    seconds, done = 0.0, 0
    for size in sizes:
        for first in range(done, size, CHUNK):
            run = over(ladder, [busy.year_of(number) for number in range(first, first + CHUNK)], made)
            seconds += timed(run, 1)
        done = size
        gc.collect()
        print(size, size * busy.EVENTS / seconds, (resident() - before) / 1e6, flush=True)


def resident() -> int:
    """Bytes of memory of this process that are in use now; where the system does not tell, the most that ever were."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    sys.exit(main())
