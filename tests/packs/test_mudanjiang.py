"""The pack mudanjiang: its clauses stand in the source, its tests pass and guard every rule."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

import projgov
from projgov.rules.load import Pack
from projgov.scoring.selftest.coverage import headers
from projgov.scoring.selftest.run import run_tests, unguarded

PACK = Path(__file__).resolve().parents[2] / "src" / "projgov" / "packs" / "mudanjiang"
OUT_OF_SCOPE = {f"mudanjiang-{n:02}" for n in (1, 29, 30, 37)}


@cache
def pack() -> Pack:
    return projgov.load_pack("mudanjiang")


def test_the_tests_inside_the_file_pass() -> None:
    failed = [(t.name, t.failures, t.faults) for t in run_tests(pack()) if not t.passed]
    assert failed == []


def test_every_rule_is_named_by_a_test() -> None:
    assert unguarded(pack()) == ()


def test_the_rules_implement_every_mechanism_but_those_out_of_scope() -> None:
    implemented = {clause for header in headers(pack()) for clause in header.implements}
    assert implemented == {f"mudanjiang-{n:02}" for n in range(1, 40)} - OUT_OF_SCOPE


def test_every_parameter_says_where_it_comes_from() -> None:
    by_basis: dict[str, set[str]] = {}
    for name, parameter in pack().core.parameters.items():
        by_basis.setdefault(parameter.basis, set()).add(name)
    assert by_basis["document"] == {
        "firms",
        "top_teams",
        "offices",
        "offices_chosen",
        "supervisors",
        "rounds",
        "cases",
    }
    assert {"listing_marks", "both_services", "register_days", "prize_first"} <= by_basis["assumed"]
    assert set(by_basis) == {"document", "assumed"}


def test_the_pack_says_that_it_is_a_historical_example_and_invented() -> None:
    head = (PACK / "mudanjiang.yaml").read_text(encoding="utf-8").split("parameters:")[0]
    assert "历史材料" in head
    assert "均为虚构" in head


def test_the_catalogue_has_28_links_in_eight_problems_and_ten_bans() -> None:
    rows = list(csv.DictReader((PACK / "catalogue.csv").read_text(encoding="utf-8").splitlines()))
    links = [row for row in rows if row["problem"] != "十条禁令"]
    assert (len(links), len({row["problem"] for row in links}), len(rows) - len(links)) == (28, 8, 10)


def test_every_quote_stands_in_the_source(public_data: Path) -> None:
    files = sorted((public_data / "seeds").glob("004_*.txt"))
    if not files:
        pytest.skip("the source document is not among the public data")
    source = files[0].read_text(encoding="utf-8")
    quotes = {output.header.quote for output in pack().core.outputs} | {
        p.quote for p in pack().core.parameters.values() if p.basis == "document"
    }
    assert {q for q in quotes if q and q not in source} == set()
