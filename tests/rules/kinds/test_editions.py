"""Editions of a handbook: what holds for a kind of organisation on the day that is judged."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.kinds.judging import COMPLETE, judge, portfolio

EDITIONS = """
    tables:
      - id: first_edition
        on: project
        inputs: {kind: {value: lead unit.organisation}}
        outputs: {meetings: {otherwise: 0}}
        table: |
          | kind     || meetings |
          | "rural"  || 4        |
          | "school" || 2        |
      - id: second_edition
        on: project
        inputs: {kind: {value: lead unit.organisation}}
        outputs: {meetings: {otherwise: 0}}
        table: |
          | kind     || meetings |
          | "rural"  || 6        |
          | "school" || 2        |
    filing:
      - id: by_the_handbook
        on: project
        valid to: 2016-06-30
        each: reports[kind = "half_yearly"]
        judged: occurred
        require: count(evidence[kind = "meeting"]) >= first_edition
        reason: {zh: "手册要求{first_edition}次", en: "the handbook asks for {first_edition}"}
      - id: by_the_handbook
        on: project
        valid from: 2016-07-01
        each: reports[kind = "half_yearly"]
        judged: occurred
        require: count(evidence[kind = "meeting"]) >= second_edition
        reason: {zh: "手册要求{second_edition}次", en: "the handbook asks for {second_edition}"}
"""


def project(organisation: str, meetings: int) -> dict[str, Any]:
    """A project of a unit of this kind, with so many meetings before the end of June and reports on both halves of the year."""
    evidence = [
        {"id": f"E{n}", "kind": "meeting", "occurred": "2016-03-01", "recorded": "2016-03-01"}
        for n in range(meetings)
    ]
    reports = [
        {"id": f"R{day}", "kind": "half_yearly", "occurred": day, "recorded": day}
        for day in ("2016-06-30", "2016-07-01")
    ]
    units = [{"id": "U", "organisation": organisation}]
    projects = [{"id": "P", "lead_unit": "U", "evidence": evidence, "reports": reports}]
    data = portfolio(units=units, projects=projects)
    data["registers"]["reports"] = {"complete_through": COMPLETE}
    return data


@pytest.mark.parametrize(
    ("organisation", "meetings", "outcomes"),
    [
        ("rural", 4, ["met", "unmet"]),  # four to 30 June, six from 1 July
        ("rural", 6, ["met", "met"]),
        ("school", 2, ["met", "met"]),
        ("school", 1, ["unmet", "unmet"]),
    ],
)
def test_each_record_is_judged_by_the_edition_in_force_on_its_day_for_its_kind_of_organisation(
    organisation: str, meetings: int, outcomes: list[str]
) -> None:
    judged = judge(EDITIONS, project(organisation, meetings), "2017-12-31")
    found = [o for n in (1, 2) for o in judged.outcomes(f"by_the_handbook@{n}", "P")]
    assert found == outcomes
    assert judged.value("by_the_handbook.unmet", "P") == outcomes.count("unmet")


def test_the_reason_tells_what_the_edition_of_the_day_asks() -> None:
    judged = judge(EDITIONS, project("rural", 3), "2017-12-31")
    assert judged.reasons("by_the_handbook@1", "P") == ["手册要求4次"]
    assert judged.reasons("by_the_handbook@2", "P") == ["手册要求6次"]
