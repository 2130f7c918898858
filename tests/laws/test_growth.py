"""Law: twice the rules are about twice the work to load, check and compile. Calls are counted, not seconds."""

from __future__ import annotations

import gc
import importlib.util
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import projgov
from projgov.rules.check import checked
from projgov.rules.load import Read, read_text

BENCHMARK = Path(__file__).resolve().parents[2] / "benchmarks" / "checking.py"
HEAD = """\
projgov: 1
pack: generated
year: 2017
title: generated
source: {document: generated}
facts:
  project:
"""
FACT = "    f{n}: {{label: fact {n}, type: number, decimals: 0, least: 0, most: 100}}\n"
RULE = """\
{kind}:
  - id: one
    on: project
    title: one
    implements: [g-1]
"""
POINTS = RULE.format(kind="points") + "    decimals: 1\n    missing evidence: undetermined\n"


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Generated rule files of 50, 100 and 200 rules: those of the benchmark."""
    if not BENCHMARK.is_file():
        pytest.skip("the benchmark that makes the rule files is not here")
    spec = importlib.util.spec_from_file_location("checking", BENCHMARK)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return [module.generated(rules) for rules in (50, 100, 200)]


def read(text: str) -> Read:
    found = read_text(text, "generated.yaml")
    assert not any(d.is_error for d in found.diagnostics)
    return found


def compiled(found: Read) -> str:
    assert found.pack is not None
    return projgov.compile(found.pack).source


def calls(work: Any, *arguments: Any) -> int:
    """How many functions are called while some work is done for the second time, so that nothing is made ready any more."""
    work(*arguments)
    count = 0

    def counting(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    gc.collect()
    before = sys.getprofile()
    sys.setprofile(counting)
    try:
        work(*arguments)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("stage", ["load", "check", "compile"])
def test_twice_the_rules_are_about_twice_the_work(texts: list[str], stage: str) -> None:
    """What a file adds to another of half its length is at most 2.2 times what that one adds to one of half its own."""
    if stage == "load":
        small, middle, large = (calls(read, text) for text in texts)
    else:
        work = checked if stage == "check" else compiled
        small, middle, large = (calls(work, read(text)) for text in texts)
    assert small < middle < large
    assert 10 * (large - middle) <= 22 * (middle - small)


def test_the_code_is_twice_as_long_and_no_function_of_it_sees_the_whole_run(texts: list[str]) -> None:
    """Python compiles a function in time that grows with the names around it: each is given just those that it uses."""
    _, middle, large = (compiled(read(text)) for text in texts)
    assert 10 * len(large) < 22 * len(middle)
    heads = [line for line in large.splitlines() if line.startswith("def make_")]
    assert heads
    assert max(head.count(",") for head in heads) < 10
    run = large[large.index("\ndef run(") :]
    assert " def " not in run


ONE_RULE = {
    "vetoes": (
        POINTS + "    lines: [{id: base, title: base, give: 60}]\n    veto:\n",
        "      - {{when: f{n} > 50, to: {n}, reason: fact {n}}}\n",
        "",
    ),
    "lines": (
        POINTS + "    lines:\n",
        "      - {{id: l{n}, title: line {n}, give: 1, when: f{n} > 50}}\n",
        "",
    ),
    "rows": (
        RULE.format(kind="tables") + "    hit: first\n    table: |\n      | f0 | f1 || level |\n",
        "      | {n} | > {n} || {n} |\n",
        "      | - | - || 0 |\n",
    ),
    "branches": (
        RULE.format(kind="definitions") + "    value: >\n      0\n",
        "      + (if f{n} > 50 then {n} else 0)\n",
        "",
    ),
}
"""What one rule can have many of: what stands before them, one of them, and what stands after them."""


def with_parts(part: str, count: int) -> str:
    """A file with one rule that has so many parts, on as many facts."""
    head, each, tail = ONE_RULE[part]
    facts = "".join(FACT.format(n=n) for n in range(count))
    return HEAD + facts + head + "".join(each.format(n=n) for n in range(count)) + tail


def everything(text: str) -> None:
    """Load, check and compile."""
    found = read(text)
    checked(found)
    compiled(found)


@pytest.mark.parametrize("part", ONE_RULE)
def test_twice_the_parts_of_one_rule_are_about_twice_the_work(part: str) -> None:
    """What the second half of a rule's parts adds to the work is at most 2.4 times what the second quarter adds."""
    small, middle, large = (calls(everything, with_parts(part, count)) for count in (20, 40, 80))
    assert small < middle < large
    assert 10 * (large - middle) <= 24 * (middle - small)


def test_the_code_of_vetoes_is_as_long_as_they_are_many() -> None:
    """A stronger veto is not written out in the line of every weaker one."""
    _, middle, large = (compiled(read(with_parts("vetoes", count))) for count in (20, 40, 80))
    assert 10 * len(large) < 22 * len(middle)
