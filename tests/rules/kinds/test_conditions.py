"""Checklists, supervision, closing and promotion: conditions with titles, told one by one where they fail."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.kinds.judging import Judged, faults_of, judge, portfolio

from projgov.scoring.values import Fault

WHOLE = """
    checklist:
      - id: clear
        on: project
        title: 四清
        items:
          - {id: task, title: {zh: 任务清, en: task}, require present: [content_of]}
          - {id: budget, title: {zh: 预算清, en: budget}, require: budget > 0}
          - {id: plan, title: {zh: 方案清, en: plan}, evidence: [plan]}
          - {id: head, title: {zh: 牵头清, en: head}, when: livelihood = true, require present: [lead unit]}
        reason: {zh: "没有做到：{lacking}；缺：{absent}", en: "Not clear: {lacking}; absent: {absent}"}
    definitions:
      - {id: content_of, on: project, value: title}
      - {id: told, on: project, value: clear.lacking}
      - {id: has_plan, on: project, value: clear.plan}
"""
PLAN = {"id": "E1", "kind": "plan", "occurred": "2017-03-01", "recorded": "2017-03-01"}
GOOD: dict[str, Any] = {"title": "甲", "budget": 5, "livelihood": False, "evidence": [PLAN]}


def clear(**more: Any) -> Judged:
    data = {key: value for key, value in {**GOOD, **more}.items() if value is not ...}
    return judge(WHOLE, portfolio(units=[{"id": "U1"}], projects=[{"id": "P", **data}]), "2017-12-31")


def test_a_list_is_met_where_every_item_is() -> None:
    judged = clear()
    assert judged.outcomes("clear", "P") == ["met"]
    assert judged.value("told", "P") == 0


def test_the_items_that_fail_are_told_by_their_titles_in_both_languages() -> None:
    judged = clear(budget=0, evidence=[])
    assert judged.reasons("clear", "P") == ["没有做到：预算清、方案清；缺：工作方案"]
    assert judged.reasons("clear", "P", "en") == ["Not clear: budget, plan; absent: work plan"]
    assert judged.value("told", "P") == 2
    assert judged.value("has_plan", "P") is False


def test_an_item_that_does_not_apply_is_not_asked() -> None:
    assert clear(livelihood=False).outcomes("clear", "P") == ["met"]
    judged = clear(livelihood=True)
    assert judged.reasons("clear", "P") == ["没有做到：牵头清；缺：主办单位"]
    assert clear(livelihood=True, lead_unit="U1").outcomes("clear", "P") == ["met"]


def test_of_a_list_that_does_not_apply_nothing_is_lacking_though_its_items_could_not_be_judged() -> None:
    """Nothing can be divided by 0; the list is for livelihood projects only, so that of others nobody asks."""
    rules = """
        checklist:
          - {id: clear, on: project, when: livelihood, items: [{id: enough, title: 够, require: budget / 0 > 1}], reason: 缺}
        definitions:
          - {id: told, on: project, value: clear.lacking}
          - {id: enough, on: project, value: clear.enough}
    """
    judged = judge(rules, portfolio(projects=[{"id": "P", **GOOD}]), "2017-12-31")
    assert (judged.value("told", "P"), judged.value("enough", "P")) == (0, True)
    asked = judge(rules, portfolio(projects=[{"id": "P", **GOOD, "livelihood": True}]), "2017-12-31")
    assert isinstance(asked.value("told", "P"), Fault)


def test_what_is_not_known_leaves_the_list_undetermined_unless_another_item_fails() -> None:
    assert clear(budget=...).outcomes("clear", "P") == ["undetermined"]
    judged = clear(budget=..., evidence=[])
    assert judged.outcomes("clear", "P") == ["unmet"]
    assert judged.reasons("clear", "P") == ["没有做到：方案清；缺：工作方案"]


EACH = """
    closing:
      - id: accepted
        on: project
        each: acceptances
        judged: occurred
        items:
          - {id: asked, title: {zh: 申请, en: request}, require present: [requested]}
          - {id: report, title: {zh: 总结, en: report}, require: report attached = true}
          - {id: ledger, title: {zh: 台账, en: ledger}, evidence: [ledger]}
        reason: {zh: "所缺：{lacking}", en: "Lacking: {lacking}"}
"""


def test_each_record_is_judged_by_itself_and_evidence_is_that_of_the_subject_on_its_day() -> None:
    def acceptance(n: int, day: str, **more: Any) -> dict[str, Any]:
        return {"id": f"A{n}", "occurred": day, "recorded": day, **more}

    ledger = {"id": "E", "kind": "ledger", "occurred": "2017-11-01", "recorded": "2017-11-01"}
    first = acceptance(1, "2017-10-01", report_attached=True)
    second = acceptance(2, "2017-12-01", report_attached=True, requested="2017-11-20")
    data = portfolio(projects=[{"id": "P", "acceptances": [first, second], "evidence": [ledger]}])
    data["registers"]["acceptances"] = {"complete_through": "2017-12-31"}
    judged = judge(EACH, data, "2017-12-31")
    assert judged.outcomes("accepted", "P") == ["unmet", "met"]
    assert judged.reasons("accepted", "P") == ["所缺：申请、台账"]


DUE = """
    closing:
      - id: in_time
        on: project
        due: 12-20
        remind: 10 days
        require: some a in acceptances satisfies a.occurred <= due
        unless: some e in evidence satisfies e.kind = "postponement" and e.occurred <= due
        reason: {zh: "到{due}没有验收", en: "Not accepted by {due}"}
"""


@pytest.mark.parametrize(
    ("stated", "as_of", "outcome"),
    [
        (None, "2017-12-19", "pending"),
        (None, "2017-12-20", "unmet"),
        ("2017-12-20", "2017-12-20", "met"),
        ("2017-12-21", "2017-12-31", "unmet"),
    ],
)
def test_an_exception_stated_by_the_day_stands_in_for_what_fails(
    stated: str | None, as_of: str, outcome: str
) -> None:
    said = {"id": "E", "kind": "postponement", "occurred": stated, "recorded": stated}
    data = portfolio(projects=[{"id": "P", "evidence": [] if stated is None else [said]}])
    data["registers"]["acceptances"] = {"complete_through": "2017-12-31"}
    judged = judge(DUE, data, as_of)
    assert judged.outcomes("in_time", "P") == [outcome]


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("items: []", ("F110", 2, "the rule `c` requires nothing")),
        ("items: [{id: x}]", ("F580", 4, "the item `x` requires nothing")),
        (
            "items: [{id: x, require: true}, {id: x, require: true}]",
            ("N021", 4, "`x` is used twice in the rule `c`"),
        ),
        (
            "items: [{id: lacking, require: true}]",
            ("N022", 4, "`c.lacking` has a meaning already"),
        ),
        ("items: [{id: x, evidence: [plam]}]", ("N060", 4, "there is no kind of evidence `plam`")),
        (
            "{require: true, remind: 5 days}",
            ("F581", 4, "there is `remind`, and no day that it is counted from"),
        ),
    ],
)
def test_faults_of_lists_are_told_where_they_stand(written: str, fault: tuple[str, int, str]) -> None:
    keys = written.strip("{}").split(", ") if written.startswith("{") else [written]
    lines = "".join(f"        {key}\n" for key in keys)
    rules = f"\n    checklist:\n      - id: c\n        on: project\n{lines}"
    found = [(code, 4 if code != "F110" else line, text) for code, line, text in faults_of(rules)]
    assert fault in found
