"""Figures of conformance: the cases of the DMN Technology Compatibility Kit that pass, by level, values and errors apart.

Run as `python -m tools.conformance [LEVEL] [--failures]`; the kit is found as `tools.tck` says.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter

from tools.tck import cases, folder, run


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--failures", action="store_true", help="list the cases that fail")
    arguments.add_argument("--only", default="", help="cases whose name holds this")
    given = arguments.parse_args()
    root = folder()
    if root is None:
        print("there is no tck folder: set PROJGOV_DATA to the folder that holds it", file=sys.stderr)
        return 2
    total: Counter[tuple[str, bool]] = Counter()
    passed: Counter[tuple[str, bool]] = Counter()
    started = time.perf_counter()
    for case in cases(root):
        if given.only not in case.name:
            continue
        key = (case.level, case.expects_value)
        total[key] += 1
        try:
            misses: list[object] = list(run(case))
        except Exception as error:  # noqa: BLE001  # a crash is a failure, and the figures go on
            misses = [f"{type(error).__name__}: {error}"]
        if not misses:
            passed[key] += 1
        elif given.failures:
            for miss in misses:
                print(f"{case.name}: {miss}"[:300])
    seconds = time.perf_counter() - started
    print("| level | cases | values | null or error |")
    print("| --- | --- | --- | --- |")
    for level in sorted({level for level, _ in total}):
        both, values, errors = [
            (sum(passed[level, k] for k in kinds), sum(total[level, k] for k in kinds))
            for kinds in ((True, False), (True,), (False,))
        ]
        print(f"| {level} | {_share(*both)} | {_share(*values)} | {_share(*errors)} |")
    print(
        f"{sum(total.values()) / max(seconds, 0.001):.0f} cases a second, models read included",
        file=sys.stderr,
    )
    return 0


def _share(good: int, all_: int) -> str:
    return f"{good} of {all_}, {100 * good / all_:.1f} %" if all_ else "none"


if __name__ == "__main__":
    sys.exit(main())
