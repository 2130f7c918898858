"""How long it takes to load, check and compile rule files: a shipped pack, and generated files of 250 to 2,000 rules.

    python benchmarks/checking.py [--quick]

Compiling includes writing the code of a run over a portfolio and having Python compile it. Nothing is kept from one round to the
next. What is printed are medians of rounds in which the files take turns; `first` is a process of its own, imports of what is
used included.
"""

import argparse
import gc
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

import projgov
from projgov.diagnostics import Diagnostic, render
from projgov.rules.check import checked
from projgov.rules.load import read_pack

PACK = "zhengfa"
PACK_AIM = 0.3
RULES, RULES_AIM = 1_000, 3.0
"""Seconds for so many rules."""
SIZES = (250, 500, RULES, 2_000)
LINEAR = 1.3
"""A file twice as long may take at most so many times twice as long."""
ROUNDS = 5
STAGES = ("load", "check", "compile")
_FIRST = """
import sys, time
import projgov
start = time.process_time()
sys.path.insert(0, {here!r})
import checking
checking.timed({file!r})
print(time.process_time() - start)
"""

HEAD = """\
projgov: 1
pack: generated
year: 2017
title: {zh: 生成的规则, en: Generated rules}
source: {document: 生成}
facts:
  project:
    spent: {label: {zh: 已用, en: spent}, type: number, decimals: 2, least: 0, most: 100000}
    planned: {label: {zh: 计划, en: planned}, type: number, decimals: 2, least: 1, most: 100000}
    defects: {label: {zh: 缺陷, en: defects}, type: number, decimals: 0, least: 0, most: 1000}
    phase: {label: {zh: 阶段, en: phase}, type: choice, options: [bid, build, test, done]}
    due: {label: {zh: 到期日, en: due}, type: date}
"""
PARAMETER = """\
  limit_{n}: {{title: {{zh: 上限{n}, en: limit {n}}}, value: {value}, basis: assumed}}
"""
DEFINITION = """\
  - id: use_{n}
    on: project
    title: {{zh: 使用率{n}, en: use {n}}}
    implements: [g-{n}]
    value: spent * 100 / planned + {n} - (if phase = "done" then defects else min(defects, limit_{n}))
"""
FILING = """\
  - id: within_{n}
    on: project
    title: {{zh: 使用率不超限{n}, en: use within the limit {n}}}
    implements: [g-{n}]
    when: phase in ("build", "test") and present(due)
    require: use_{n} <= limit_{n} or (defects = 0 and due > date("2017-06-30"))
    otherwise: flag
    reason: {{zh: "使用率{{round(use_{n}, 1)}}，上限{{limit_{n}}}", en: "use {{round(use_{n}, 1)}}, limit {{limit_{n}}}"}}
"""
LAMP = """\
  - id: lamp_{n}
    on: project
    title: {{zh: 灯{n}, en: lamp {n}}}
    implements: [g-{n}]
    show:
      - {{lamp: red, when: use_{n} > limit_{n} * 2, reason: {{zh: "使用率{{use_{n}}}", en: "use {{use_{n}}}"}}}}
      - {{lamp: yellow, when: use_{n} > limit_{n}}}
    otherwise: green
"""
POINTS = """\
  - id: points_{n}
    on: project
    title: {{zh: 得分{n}, en: points {n}}}
    implements: [g-{n}]
    decimals: 1
    missing evidence: undetermined
    lines:
      - {{id: base, title: {{zh: 基础分, en: base}}, base: 60, deduct: {{each: within_{n}.unmet, points: 15}}}}
      - {{id: tidy, title: {{zh: 无缺陷, en: no defects}}, give: 30, when: defects = 0}}
      - {{id: lamp, title: {{zh: 绿灯, en: green lamp}}, give: 10, when: 'lamp_{n} = "green"'}}
"""
TABLE = """\
  - id: level_{n}
    on: project
    title: {{zh: 级别{n}, en: level {n}}}
    implements: [g-{n}]
    hit: unique
    table: |
      | phase | points_{n} || level |
      | bid, build | < 70 || 3 |
      | bid, build | >= 70 || 2 |
      | test | - || 1 |
      | done | - || 0 |
"""
SECTIONS = (
    ("definitions", DEFINITION),
    ("filing", FILING),
    ("lamps", LAMP),
    ("points", POINTS),
    ("tables", TABLE),
)


def generated(rules: int) -> str:
    """A rule file of so many rules, in groups of five kinds that build on each other."""
    groups = range(rules // len(SECTIONS))
    parts = [HEAD, "parameters:\n", *(PARAMETER.format(n=n, value=50 + n % 50) for n in groups)]
    for section, text in SECTIONS:
        parts += [f"{section}:\n", *(text.format(n=n) for n in groups)]
    return "".join(parts)


def timed(file: str) -> tuple[list[float], tuple[Diagnostic, ...]]:
    """Seconds of each stage, and what the check says."""
    marks = [time.process_time()]
    read = read_pack(file)
    marks.append(time.process_time())
    diagnostics = checked(read)
    marks.append(time.process_time())
    assert read.pack is not None, render(diagnostics[:3], "en")
    assert projgov.compile(read.pack).source
    marks.append(time.process_time())
    return [after - before for before, after in pairwise(marks)], diagnostics


def medians(files: list[str], rounds: int) -> list[list[float]]:
    """The median of each stage for each file."""
    found: list[list[list[float]]] = [[] for _ in files]
    for _ in range(rounds):
        for file, times in zip(files, found, strict=True):
            gc.collect()
            times.append(timed(file)[0])
    return [[statistics.median(stage) for stage in zip(*times, strict=True)] for times in found]


def first(file: str, rounds: int) -> float:
    """Seconds in a process that has done nothing but import projgov."""
    code = _FIRST.format(here=str(Path(__file__).parent), file=file)
    runs = [
        subprocess.run(  # noqa: S603  # this file's own code
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        for _ in range(rounds)
    ]
    return statistics.median(float(run.stdout) for run in runs)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one round")
    rounds = 1 if parser.parse_args().quick else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        files = [PACK]
        for size in SIZES:
            files.append(str(Path(folder, f"{size}.yaml")))
            Path(files[-1]).write_text(generated(size), encoding="utf-8")
        for file in files:
            assert not any(d.is_error for d in timed(file)[1])
        found = medians(files, rounds)
        cold = first(PACK, rounds)
    print(f"{'seconds':24}{''.join(f'{stage:>9}' for stage in STAGES)}{'all':>9}")
    for name, stages in zip((f"the pack {PACK}", *(f"{size:,} rules" for size in SIZES)), found, strict=True):
        print(f"{name:24}{''.join(f'{s:9.3f}' for s in (*stages, sum(stages)))}")
    print(f"{f'the pack {PACK}, first':51}{cold:9.3f}")
    totals = dict(zip((PACK, *SIZES), map(sum, found), strict=True))
    growth = [totals[b] / totals[a] for a, b in pairwise(SIZES)]
    print("growth where the rules are doubled: " + ", ".join(f"{g:.2f}" for g in growth))
    aims = (
        (f"the pack under {PACK_AIM} s", totals[PACK] < PACK_AIM),
        (f"{RULES:,} rules under {RULES_AIM} s", totals[RULES] < RULES_AIM),
        (f"twice the rules in at most {2 * LINEAR:.1f} times the time", max(growth) <= 2 * LINEAR),
    )
    for aim, met in aims:
        print(f"aim: {aim}: {'met' if met else 'MISSED'}")
    return int(not all(met for _, met in aims))


if __name__ == "__main__":
    sys.exit(main())
