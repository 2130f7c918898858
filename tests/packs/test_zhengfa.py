"""The pack zhengfa: its clauses stand in the source, its tests pass and guard every rule."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import projgov
from projgov.rules.load import Pack
from projgov.scoring.selftest.run import run_tests, unguarded

ISSUED = {
    f"zhengfa-{n:02}" for n in (1, 2, 3, 5, 8, 9, 12, 15, 17, 18, 23, 24, 25, 27, 28, 33, 34, 36, 37, 47, 49)
}


@cache
def pack() -> Pack:
    return projgov.load_pack("zhengfa")


def test_the_tests_inside_the_file_pass() -> None:
    failed = [(t.name, t.failures, t.faults) for t in run_tests(pack()) if not t.passed]
    assert failed == []


def test_every_rule_is_named_by_a_test() -> None:
    assert unguarded(pack()) == ()


def test_the_rules_implement_the_mechanisms_of_a_first_stage() -> None:
    implemented = {clause for output in pack().core.outputs for clause in output.header.implements}
    assert implemented >= ISSUED
    assert len(implemented) >= 20


def test_every_parameter_says_where_it_comes_from() -> None:
    by_basis: dict[str, set[str]] = {}
    for name, parameter in pack().core.parameters.items():
        by_basis.setdefault(parameter.basis, set()).add(name)
    assert by_basis["document"] == {"over_half", "top", "chosen_by"}
    assert by_basis["published"] == {"lamp_yellow", "lamp_red"}
    assert "weight" in by_basis["assumed"]


def test_every_quote_stands_in_the_source(public_data: Path) -> None:
    files = sorted((public_data / "seeds").glob("000_*.txt"))
    if not files:
        pytest.skip("the source document is not among the public data")
    source = files[0].read_text(encoding="utf-8")
    quotes = {output.header.quote for output in pack().core.outputs} | {
        p.quote for p in pack().core.parameters.values() if p.basis == "document"
    }
    assert {q for q in quotes if q and q not in source} == set()


def test_the_sample_is_small_and_plain() -> None:
    sample = pack().sample
    assert [p["id"] for p in sample["projects"]] == ["P"]
    assert len(sample["units"]) == 6
