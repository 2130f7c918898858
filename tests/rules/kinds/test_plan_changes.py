"""Changes of plans: that every one on record was approved, by whom and by which document."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.kinds.judging import Judged, faults_of, judge, portfolio

RULES = """
    schedule:
      - {id: s, on: project, approved changes: true, otherwise: flag}
    definitions:
      - {id: fine, on: project, value: s.approved_changes}
"""
APPROVED = {"approved": "2017-05-12", "approved_by": "U", "document": "市政法〔2017〕8号"}


def judged(*changes: dict[str, Any], as_of: str = "2017-12-31") -> Judged:
    plans = [{"version": 1, "occurred": "2017-01-05", "recorded": "2017-01-05"}]
    for number, change in enumerate(changes, start=2):
        plans.append({"version": number, "occurred": "2017-05-10", "recorded": "2017-05-10", **change})
    data = portfolio(units=[{"id": "U"}], projects=[{"id": "P", "baselines": plans}])
    data["registers"] = {**data["registers"], "baselines": {"complete_through": "2018-12-31"}}
    return judge(RULES, data, as_of)


def test_a_change_that_was_approved_is_met_and_the_first_plan_is_none() -> None:
    found = judged(APPROVED)
    assert found.outcomes("s.approved_changes", "P") == ["met"]
    assert found.value("fine", "P") is True
    assert judged().outcomes("s.approved_changes", "P") == []


@pytest.mark.parametrize(
    ("change", "zh", "en"),
    [
        ({"approved": None}, "批准日期、批准单位、文号", "approved, approved by, document number"),
        ({**APPROVED, "approved": None}, "批准日期", "approved"),
        ({k: v for k, v in APPROVED.items() if k != "document"}, "文号", "document number"),
    ],
)
def test_what_an_unapproved_change_lacks_is_named(change: dict[str, Any], zh: str, en: str) -> None:
    found = judged(change)
    assert found.outcomes("s.approved_changes", "P") == ["unmet"]
    assert found.reasons("s.approved_changes", "P") == [f"第2版进度计划（2017-05-10）缺少：{zh}"]
    assert found.reasons("s.approved_changes", "P", "en") == [
        f"Version 2 of the plan (2017-05-10) lacks: {en}"
    ]
    assert found.value("fine", "P") is False


def test_where_it_is_not_said_whether_a_change_was_approved_nothing_is_decided() -> None:
    change = {k: v for k, v in APPROVED.items() if k != "approved"}
    assert judged(change).outcomes("s.approved_changes", "P") == ["undetermined"]


def test_only_what_has_plans_can_have_its_changes_approved() -> None:
    found = faults_of("schedule: [{id: s, on: unit, approved changes: true}]\n")
    assert found == [("T043", 1, "the type unit has no plans")]
