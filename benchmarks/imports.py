"""How long `import projgov` takes beside `import pydantic` alone, each in fresh processes that take turns.

    python benchmarks/imports.py [--runs N]

Aim: at most 1.5 times, with no library for terminals, spreadsheets, tests, solvers, engines or data frames loaded.
"""

import argparse
import statistics
import subprocess
import sys

AIM = 1.5
HEAVY = (
    "rich",
    "openpyxl",
    "hypothesis",
    "pytest",
    "z3",
    "durable",
    "durable_rules_engine",
    "pandas",
    "polars",
    "narwhals",
    "pyarrow",
)
TIMED = "import time; start = time.perf_counter(); import {module}; print(time.perf_counter() - start)"
LOADED = "import sys, projgov; print(*(m for m in {heavy!r} if m in sys.modules))"


def run(code: str) -> str:
    """What a fresh interpreter prints."""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  # code of ours
    return done.stdout.strip()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    times: dict[str, list[float]] = {"projgov": [], "pydantic": []}
    for _ in range(runs):
        for module, found in times.items():
            found.append(float(run(TIMED.format(module=module))))
    medians = {module: statistics.median(found) for module, found in times.items()}
    ratio = medians["projgov"] / medians["pydantic"]
    loaded = run(LOADED.format(heavy=HEAVY))
    for module, median in medians.items():
        print(f"import {module:10} {median * 1000:7.1f} ms (median of {runs})")
    print(f"ratio {ratio:.2f}, aim at most {AIM}: {'met' if ratio <= AIM else 'MISSED'}")
    print(f"loaded besides: {loaded or 'none of ' + ', '.join(HEAVY)}")
    return int(ratio > AIM or bool(loaded))


if __name__ == "__main__":
    sys.exit(main())
