"""By which version of a plan something was judged, told where the plan was changed."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.kinds.judging import pack_of, portfolio

import projgov
from projgov.domain.plain import from_plain

RULES = """
    schedule:
      - id: gates
        on: project
        gates:
          - {id: q1, due: end of quarter 1, reach: planned}
          - {id: q2, due: end of quarter 2, reach: planned}
          - {id: any, due: end of quarter 2, require: budget > 5}
        reason: 未达到
"""
CHANGE: dict[str, Any] = {"approved_by": "U", "approved": "2017-05-20", "document": "市政法〔2017〕8号"}


def version(number: int, day: str, planned: int, **more: Any) -> dict[str, Any]:
    milestones = [{"id": "M", "due": "2017-01-01", "planned_progress": planned}]
    return {"version": number, "occurred": day, "recorded": day, "milestones": milestones, **more}


def report(*plans: dict[str, Any]) -> projgov.Report:
    figure = {
        "id": "R",
        "kind": "monthly",
        "occurred": "2017-01-31",
        "recorded": "2017-01-31",
        "progress": [{"value": 10}],
    }
    project = {"id": "P", "budget": 1, "baselines": list(plans), "reports": [figure]}
    data = portfolio(units=[{"id": "U", "name": "市委政法委"}], projects=[project])
    return projgov.evaluate(pack_of(RULES), from_plain(data), as_of="2017-12-31")


def test_what_was_judged_by_a_changed_plan_says_by_which_version_who_approved_it_and_from_when() -> None:
    found = report(
        version(1, "2017-01-05", 50), version(2, "2017-05-10", 40, **CHANGE, in_force="2017-06-01")
    )
    text = found.explain("P", language="zh")
    assert "按进度计划第1版判定（2017-01-05印发）" in text
    assert "按进度计划第2版判定（市委政法委2017-05-20批准、市政法〔2017〕8号、2017-06-01起执行）" in text
    assert text.count("判定（") == 2  # the budget has nothing to do with the plan
    english = found.explain("P", language="en")
    assert (
        "Judged by version 2 of the baseline (approved by 市委政法委 on 2017-05-20, 市政法〔2017〕8号, in force from 2017-06-01)"
        in english
    )


def test_the_report_as_data_holds_the_version() -> None:
    found = report(version(1, "2017-01-05", 50), version(2, "2017-05-10", 40, **CHANGE))
    findings = {f["check"]: f["plans"] for s in found.to_plain()["subjects"] for f in s["findings"]}
    assert findings["gates.q2"] == [
        {
            "plan": "baseline", "version": 2, "approved_by": "U", "approved": "2017-05-20",
            "document": "市政法〔2017〕8号", "in_force": "2017-05-20",
        }
    ]  # fmt: skip
    assert findings["gates.q1"][0]["version"] == 1
    assert findings["gates.any"] == []


@pytest.mark.parametrize("plans", [[version(1, "2017-01-05", 50)], []])
def test_of_a_plan_that_was_never_changed_nothing_is_told(plans: list[dict[str, Any]]) -> None:
    assert "判定（" not in report(*plans).explain("P", language="zh")
