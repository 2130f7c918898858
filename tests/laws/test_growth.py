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
