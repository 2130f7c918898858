"""Of a rule that is not met it is said what was not given, in data and, where the reason does not name it, in words."""

from __future__ import annotations

from typing import Any

from tests.rules.kinds.judging import pack_of, portfolio

from projgov.domain.plain import from_plain
from projgov.scoring.evaluate import evaluate
from projgov.scoring.report import Report

RULES = """
    filing:
      - id: named
        on: project
        require present: [title, budget]
        reason: {zh: "缺少：{absent}", en: "Lacks: {absent}"}
      - id: papers
        on: project
        require present: [title]
        require: every t in letter.tasks satisfies present(t.unit)
        reason: {zh: 材料不齐, en: papers are not all there}
"""
LETTER = {
    "version": 1,
    "occurred": "2017-01-18",
    "recorded": "2017-01-18",
    "tasks": [{"id": "T", "title": "甲"}],
}


def told(**project: Any) -> Report:
    data = portfolio(projects=[{"id": "P", **project}])
    data["registers"]["letters"] = {"complete_through": "2017-12-31"}
    return evaluate(pack_of(RULES), from_plain(data), "2017-12-31")


def lacking(report: Report, rule: str) -> list[list[str]]:
    (subject,) = (s for s in report.to_plain()["subjects"] if s["id"] == "P")
    return [m["path"] for f in subject["findings"] if f["rule"] == rule for m in f["missing"]]


def test_what_was_not_given_stands_beside_the_finding_with_its_path() -> None:
    report = told(title="甲", letters=[LETTER])
    assert lacking(report, "named") == [["budget"]]
    assert lacking(report, "papers") == [["letters", "1", "tasks", "T", "unit"]]


def test_words_tell_it_only_where_the_reason_does_not() -> None:
    text = told(title="甲", letters=[LETTER]).explain("P", language="zh")
    assert "缺少：预算" in text
    assert text.count("预算") == 1
    assert "    缺少：责任书 · 1 · 任务分解 · T · 承担单位" in text.splitlines()


def test_of_what_is_met_nothing_is_said() -> None:
    whole = {**LETTER, "tasks": [{"id": "T", "unit": "U"}]}
    data = portfolio(
        units=[{"id": "U"}], projects=[{"id": "P", "title": "甲", "budget": 1, "letters": [whole]}]
    )
    report = evaluate(pack_of(RULES), from_plain(data), "2017-12-31")
    assert lacking(report, "named") == lacking(report, "papers") == []
