"""The pack mudanjiang: its clauses stand in the source, its tests pass and guard every rule."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import projgov
from projgov.rules.load import Pack
from projgov.scoring.selftest.run import run_tests, unguarded

OUT_OF_SCOPE = {f"mudanjiang-{n:02}" for n in (1, 29, 30, 37)}


@cache
def pack() -> Pack:
    return projgov.load_pack("mudanjiang")


def test_the_tests_inside_the_file_pass() -> None:
    failed = [(t.name, t.failures, t.faults) for t in run_tests(pack()) if not t.passed]
    assert failed == []


def test_every_rule_is_named_by_a_test() -> None:
    assert unguarded(pack()) == ()


def test_no_rule_claims_a_clause_that_is_out_of_scope() -> None:
    implemented = {clause for output in pack().core.outputs for clause in output.header.implements}
    assert implemented & OUT_OF_SCOPE == set()


def test_every_quote_stands_in_the_source(public_data: Path) -> None:
    files = sorted((public_data / "seeds").glob("004_*.txt"))
    if not files:
        pytest.skip("the source document is not among the public data")
    source = files[0].read_text(encoding="utf-8")
    quotes = {output.header.quote for output in pack().core.outputs} | {
        p.quote for p in pack().core.parameters.values() if p.basis == "document"
    }
    assert {q for q in quotes if q and q not in source} == set()
