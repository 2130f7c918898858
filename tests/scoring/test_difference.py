"""What stood and what stands: the changes between two reports of one rule file, and the corrections that brought them."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.kinds.judging import pack_of

import projgov
from projgov.rules.load import Pack
from projgov.scoring.report import Report

RULES = """
points:
  - id: year_score
    on: project
    decimals: 0
    lines:
      - {id: filed, base: 5, deduct: {each: count(filings), points: 2}}
stages:
  - id: settled
    on: project
    title: {zh: 结果审定, en: Settling}
    results: [year_score]
    steps: [{stage: public notice}, {stage: final}]
"""
PACK = pack_of(RULES)
FINAL = {
    "id": "1", "decision": "approved", "stage": "final", "occurred": "2018-01-10", "recorded": "2018-01-10", "cites": "a" * 64,
    "document": "示发1号", "about": [{"rule": "year_score"}],
}  # fmt: skip
CORRECTION = {
    **FINAL, "id": "2", "occurred": "2018-03-01", "recorded": "2018-03-01", "document": "示发2号", "supersedes": "1",
    "about": [{"rule": "settled", "project": "P"}],
}  # fmt: skip
LATE = {"id": "F", "occurred": "2017-05-01", "recorded": "2018-02-20"}


def report(as_of: str, *rulings: dict[str, Any], pack: Pack = PACK) -> Report:
    projects = [{"id": "P", "filings": [LATE]}, {"id": "Q", "filings": []}]
    data = {"projgov": 1, "id": "t", "registers": {"filings": {"complete_through": "2018-12-31"}}, "projects": projects,
            "rulings": list(rulings)}  # fmt: skip
    return projgov.evaluate(pack, projgov.from_plain(data), as_of)


def told(found: projgov.Difference) -> list[tuple[str | None, ...]]:
    return [
        (c.key.id, c.spot.aspect, *(None if said is None else said.words.zh for said in (c.before, c.after)))
        for c in found.changes
    ]


def test_what_a_correction_changes_is_shown_with_what_stood_before() -> None:
    found = projgov.difference(
        report("2018-01-31", FINAL, CORRECTION), report("2018-03-31", FINAL, CORRECTION)
    )
    assert [t for t in told(found) if t[1] in ("score", "stage")] == [
        ("P", "score", "5", "3"),  # 5 points less 2 for the filing that was recorded late
        ("P", "stage", "审定（2018-01-10，示发1号）", "审定（2018-03-01，示发2号）"),
    ]
    (correction,) = found.corrections
    assert (correction.document, correction.superseded, correction.subjects) == ("示发2号", "示发1号", ("P",))


def test_a_stage_that_is_reached_is_a_change() -> None:
    found = projgov.difference(report("2018-01-09", FINAL), report("2018-01-31", FINAL), ["Q"])
    assert ("Q", "stage", "无", "审定") in told(found)
    assert {key.id for key in found.subjects} == {"Q"}


def test_between_equal_reports_there_is_none() -> None:
    one = report("2018-01-31", FINAL)
    assert projgov.difference(one, one).changes == ()
    assert projgov.difference(one, one).corrections == ()


def test_only_the_subjects_asked_for_are_told() -> None:
    found = projgov.difference(
        report("2018-01-31", FINAL, CORRECTION), report("2018-03-31", FINAL, CORRECTION), ["Q"]
    )
    assert (found.changes, found.corrections) == ((), ())


def test_reports_of_different_rule_files_are_refused() -> None:
    other = pack_of(RULES.replace("base: 5", "base: 6"))
    with pytest.raises(ValueError, match=r"projgov\.compare"):
        projgov.difference(report("2018-01-31"), report("2018-01-31", pack=other))


def test_as_plain_data() -> None:
    plain = projgov.difference(
        report("2018-01-31", FINAL, CORRECTION), report("2018-03-31", FINAL, CORRECTION)
    ).to_plain()
    assert plain["before"]["as_of"] == "2018-01-31"
    assert plain["corrections"] == [
        {"ruling": "2", "document": "示发2号", "supersedes": "示发1号", "subjects": ["P"]}
    ]
    assert {(c["id"], c["aspect"]) for c in plain["changes"]} >= {("P", "score"), ("P", "stage")}


def test_rulings_that_cite_no_report_that_was_kept_are_named() -> None:
    found = report("2018-03-31", FINAL, {**CORRECTION, "cites": "b" * 64})
    assert found.unknown_citations(["a" * 64]) == ("2",)
    assert found.unknown_citations([]) == ("1", "2")
    assert report("2018-01-31", FINAL, CORRECTION).unknown_citations([]) == ("1",)
