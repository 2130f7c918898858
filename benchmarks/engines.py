"""Decisions per second of projgov beside other rule engines and beside Python written by hand, on one job.

    python benchmarks/engines.py [--quick]

Every answer is checked before anything is timed. The engines take turns, five rounds; what is printed are medians.
"""

import argparse
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import job
import rivals
from job import Answer, Facts

import projgov
from projgov.scoring.compile import Program
from projgov.scoring.values import Unknown

RULES = Path(__file__).with_name("engines.yaml")
AS_OF = date(2017, 12, 31)
ROUNDS = 5
SHORTEST_ROUND = 0.1
"""Seconds: long enough that what else the machine does weighs on all engines alike."""
AIMS = {
    "projgov": (10, 40),
    "projgov, with what decided": (5, 25),
    "projgov, a fact missing in every row": (4, 0),
}
"""At least so many times zen's decisions per second, and so many per cent of those of hand-written Python."""


class Contender:
    """An engine and its rows."""

    def __init__(
        self,
        name: str,
        version: str,
        decide: Callable[..., object],
        rows: list[Facts],
        as_of: date | None = None,
    ) -> None:
        self.name = name
        self.version = version
        self.decide = decide
        self.rows = rows
        self.as_of = as_of
        self.rates: list[float] = []
        self.times = 1

    def warm_up(self) -> None:
        """Run once, and find how often the rows have to be decided for a round of some length."""
        self.times = max(1, round(SHORTEST_ROUND / (len(self.rows) / self._timed())))

    def run(self) -> None:
        """Time one round."""
        self.rates.append(self._timed())

    def _timed(self) -> float:
        """Decisions per second over the rows."""
        decide, rows, as_of = self.decide, self.rows, self.as_of
        start = time.perf_counter()
        if as_of is None:
            for _ in range(self.times):
                for facts in rows:
                    decide(facts)
        else:
            for _ in range(self.times):
                for facts in rows:
                    decide(facts, as_of)
        return self.times * len(rows) / (time.perf_counter() - start)

    @property
    def rate(self) -> float:
        """The median of the decisions per second."""
        return statistics.median(self.rates)


def ours(program: Program, rows: list[Facts], gaps: list[Facts]) -> list[Contender]:
    """The ways of deciding with projgov, each checked."""
    plain, explained = program.decider("project"), program.decider("project", explain=True)
    places = [plain.names.index(name) for name in ("light", "score", "grade")]

    def answer(values: tuple[object, ...]) -> Answer:
        light, score, grade = (values[place] for place in places)
        assert isinstance(light, str)
        assert isinstance(score, int | Fraction)
        assert isinstance(grade, str)
        return light, int(score * 100), grade

    for facts in rows:
        assert answer(plain.call(facts, AS_OF)) == job.by_hand(facts), facts
        assert answer(explained.call(facts, AS_OF)[0]) == job.by_hand(facts), facts
        assert answer(tuple(program.decide(facts, AS_OF).values.values())) == job.by_hand(facts), facts
    for facts, complete in zip(gaps, rows, strict=True):
        values = plain.call(facts, AS_OF)
        expected = job.by_hand(complete)
        known = (values[places[0]], values[places[1]], values[places[2]])
        assert any(isinstance(v, Unknown) for v in values) or answer(values) == expected, facts
        assert known[0] == expected[0] or isinstance(known[0], Unknown), facts
        assert known[2] == expected[2] or isinstance(known[2], Unknown), facts
    return [
        Contender(name, projgov.__version__, decide, given, AS_OF)
        for name, decide, given in (
            ("projgov", plain.call, rows),
            ("projgov, with what decided", explained.call, rows),
            ("projgov, a fact missing in every row", plain.call, gaps),
            ("projgov, Program.decide", program.decide, rows),
        )
    ]


def others(rows: list[Facts]) -> list[Contender]:
    """The other engines that are installed, each checked; the rest are reported."""
    found = [Contender("Python written by hand", platform.python_version(), job.by_hand, rows)]
    for name, (make, count) in rivals.RIVALS.items():
        try:
            answer, version = make()
        except ImportError as error:
            print(f"{name}: passed over, not installed ({error})")
            continue
        for facts in rows[:count]:
            assert answer(facts) == job.by_hand(facts), (name, facts, answer(facts))
        found.append(Contender(name, version, answer, rows[:count]))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a quarter of the rows")
    count = 1_000 if parser.parse_args().quick else 4_000
    rows = job.projects(count)
    contenders = others(rows) + ours(projgov.compile(projgov.load_pack(RULES)), rows, job.with_gaps(rows))
    for contender in contenders:
        contender.warm_up()
    for _ in range(ROUNDS):
        for contender in contenders:
            contender.run()
    return report(contenders)


def report(contenders: list[Contender]) -> int:
    """Print the table; 1 where an aim is missed."""
    rates = {c.name: c.rate for c in contenders}
    hand, zen = rates["Python written by hand"], rates.get("zen-engine")
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores; medians of {ROUNDS} rounds\n")
    print(f"{'engine':38} {'version':>8} {'decisions/s':>12} {'of hand-written':>16} {'of zen':>8}  aim")
    missed = False
    for c in contenders:
        times = f"{c.rate / zen:7.1f}x" if zen else ""
        aim = ""
        if c.name in AIMS:
            least, share = AIMS[c.name]
            met = (zen is None or c.rate >= least * zen) and 100 * c.rate >= share * hand
            missed |= not met
            aim = f"{least}x" + (f", {share} %" if share else "") + (": met" if met else ": MISSED")
        print(f"{c.name:38} {c.version:>8} {c.rate:12,.0f} {100 * c.rate / hand:14.1f} % {times:>8}  {aim}")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
