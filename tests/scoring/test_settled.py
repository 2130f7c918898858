"""What no longer stands: measures that were lifted, and filings that were filed again, in letters and explanations."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.kinds.judging import pack_of, portfolio

import projgov
from projgov.scoring.report import Report

RULES = """
filing:
  - id: form
    on: project
    each: filings
    judged: occurred
    require: form
    otherwise: to complete
    reason: {zh: 未附申报表, en: No form is attached}
escalation:
  - id: weak
    on: project
    signals:
      - {id: behind, title: {zh: 落后, en: behind}, each: 'inspections[kind = "site visit"]'}
      - {id: passed, title: {zh: 验收合格, en: accepted}, each: 'acceptances[passed]'}
    steps:
      - {id: warned, title: {zh: 警示, en: warned}, when: [{signal: behind}]}
    clears: [{signal: passed}]
letters:
  - {id: notice, on: project, title: 补正通知书, about: [form], body: [{each: findings, text: "{id}:{reason}"}]}
  - {id: warning, on: project, title: 警示书, about: [weak], body: [{each: findings, text: "{day}{outcome}"}]}
  - id: whole
    on: project
    title: 台账
    settled: true
    about: [form, weak]
    body: [{each: findings, text: "{outcome} {if stands then 1 else 0}"}]
"""
WARNED = {"id": "I", "kind": "site_visit", "occurred": "2017-03-01", "recorded": "2017-03-01"}
PASSED = {"id": "A", "passed": True, "occurred": "2017-06-01", "recorded": "2017-06-01"}
COMPLETE = {n: {"complete_through": "2018-12-31"} for n in ("filings", "inspections", "acceptances")}


def filing(key: str, day: str, form: bool, refiles: str | None = None) -> dict[str, Any]:
    return {"id": key, "occurred": day, "recorded": day, "form": form, "refiles": refiles}


def report(registers: dict[str, Any] = COMPLETE, **project: Any) -> Report:
    """What the rules say on the last day of 2017 of one project with such records."""
    none: dict[str, Any] = {"filings": [], "inspections": [], "acceptances": []}
    data = portfolio(projects=[{"id": "P", "title": "平安", **none, **project}])
    data["registers"] = registers
    return projgov.evaluate(pack_of(RULES), projgov.from_plain(data), "2017-12-31")


def test_a_measure_that_was_lifted_is_not_written_of_and_the_explanation_says_when_and_why() -> None:
    standing, lifted = report(inspections=[WARNED]), report(inspections=[WARNED], acceptances=[PASSED])
    assert standing.letter_status("warning", "P") == "written"
    assert lifted.letter_status("warning", "P") == "none"
    assert "2017-06-01解除（验收合格）" in lifted.explain("P", language="zh")
    assert "lifted on 2017-06-01 (accepted)" in lifted.explain("P", language="en")
    assert "解除" not in standing.explain("P", language="zh")


def test_a_measure_taken_once_more_after_it_was_lifted_stands() -> None:
    again = {**WARNED, "id": "I-2", "occurred": "2017-09-01", "recorded": "2017-09-01"}
    found = report(inspections=[WARNED, again], acceptances=[PASSED])
    text = found.letter("warning", "P", language="zh").text
    assert "2017-09-01警示" in text
    assert "2017-03-01警示" not in text
    assert found.explain("P", language="zh").count("解除") == 1


def test_whether_it_still_stands_is_not_known_where_what_lifts_it_can_be_unrecorded() -> None:
    open_from_may = {**COMPLETE, "acceptances": {"complete_through": "2017-04-30"}}
    found = report(open_from_may, inspections=[WARNED])
    assert found.letter_status("warning", "P") == "undetermined"


@pytest.mark.parametrize(
    ("filings", "status", "said"),
    [
        ([filing("F-1", "2017-01-05", False)], "written", None),
        ([filing("F-1", "2017-01-05", False), filing("F-2", "2017-02-05", True, "F-1")], "none", "已由F-2重新申报"),
        ([filing("F-1", "2017-01-05", False), filing("F-2", "2017-02-05", True)], "none", "后来的申报F-2已符合"),
        ([filing("F-1", "2017-01-05", False), filing("F-2", "2017-02-05", False)], "written", None),
        ([filing("F-1", "2017-01-05", True), filing("F-2", "2017-02-05", False)], "written", None),
    ],
    ids=["alone", "filed again", "followed by one that passes", "followed by one that fails", "the later one fails"],
)  # fmt: skip
def test_of_a_filing_that_was_made_good_no_notice_is_written(
    filings: list[dict[str, Any]], status: str, said: str | None
) -> None:
    found = report(filings=filings)
    assert found.letter_status("notice", "P") == status
    text = found.explain("P", language="zh")
    assert said in text if said else "申报F" not in text


def test_of_a_filing_filed_again_that_fails_once_more_only_the_last_is_written_of() -> None:
    found = report(filings=[filing("F-1", "2017-01-05", False), filing("F-2", "2017-02-05", False, "F-1")])
    assert found.letter("notice", "P", language="zh").text.count("未附申报表") == 1


def test_a_letter_can_tell_of_what_no_longer_stands_and_say_so_of_each() -> None:
    filings = [filing("F-1", "2017-01-05", False), filing("F-2", "2017-02-05", True, "F-1")]
    text = report(inspections=[WARNED], filings=filings).letter("whole", "P", language="zh").text
    assert "补正 0" in text
    assert "警示 1" in text


def test_the_report_as_data_says_of_a_finding_why_it_no_longer_stands() -> None:
    lifted = report(inspections=[WARNED], acceptances=[PASSED])
    (finding,) = lifted.explanation("P")["findings"]
    assert finding["settled"] == {
        "way": "lifted",
        "day": "2017-06-01",
        "by": None,
        "label": {"zh": "2017-06-01解除（验收合格）", "en": "lifted on 2017-06-01 (accepted)"},
    }
    (finding,) = report(inspections=[WARNED]).explanation("P")["findings"]
    assert finding["settled"] is None
    filings = [filing("F-1", "2017-01-05", False), filing("F-2", "2017-02-05", True, "F-1")]
    (finding,) = report(filings=filings).explanation("P")["findings"]
    assert (finding["settled"]["way"], finding["settled"]["by"]) == ("filed_again", "F-2")
