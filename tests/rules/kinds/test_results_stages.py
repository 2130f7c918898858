"""Results in stages: the stage is read from the rulings known, and each ruling is held to the order that is written."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.kinds.judging import faults_of, pack_of

import projgov
from projgov.scoring.model import Model
from projgov.scoring.report import Report

RULES = """
definitions:
  - {id: year_score, on: project, value: count(filings)}
  - {id: published, on: project, value: 'if settled = "final" then settled.document else null'}
  - {id: how_many, on: portfolio, value: 'count(projects[settled.审定 != null])'}
stages:
  - id: settled
    on: project
    title: {zh: 结果审定, en: Settling}
    results: [year_score]
    steps:
      - {stage: 初评}
      - {stage: public notice, notice: 5 working days}
      - {stage: appeal}
      - {stage: review, within: 15 days}
      - {stage: final, by: 'body.level = "city"'}
"""
ONE, OTHER = "a" * 64, "b" * 64


def ruling(number: int, stage: str, day: str, project: str | None = None, **more: Any) -> dict[str, Any]:
    """A ruling by the city that cites the one report; None for all projects."""
    about = {"rule": "year_score"} if project is None else {"rule": "settled", "project": project}
    given = {
        "id": str(number), "decision": "approved", "stage": stage, "occurred": day, "recorded": day, "body": "CITY",
        "document": f"示发{number}号", "cites": ONE, "about": [about], **more,
    }  # fmt: skip
    return {name: value for name, value in given.items() if value is not ...}


FIRST = ruling(1, "first_assessment", "2018-01-02")
NOTICE = ruling(
    2, "public_notice", "2018-01-03"
)  # a Wednesday: five working days later is Wednesday, 10 January
FINAL = ruling(5, "final", "2018-01-10")


def report(*rulings: dict[str, Any], rules: str = RULES, as_of: str = "2018-06-30") -> Report:
    units = [{"id": "CITY", "level": "city"}, {"id": "TOWN", "level": "town"}]
    data = {
        "projgov": 1, "id": "t", "registers": {"filings": {"complete_through": "2018-12-31"}}, "units": units,
        "projects": [{"id": "P"}, {"id": "Q"}], "rulings": list(rulings),
    }  # fmt: skip
    return projgov.evaluate(pack_of(rules), projgov.from_plain(data), as_of)


def value(found: Report, name: str, project: str = "P") -> Any:
    return found.context.results.values[name][project]


def failing(found: Report, project: str = "P") -> list[tuple[str, str]]:
    """Which check each ruling fails, by its number."""
    findings = found.subject(project).findings
    assert {f.outcome.code for f in findings if f.outcome} <= {"flag"}
    return sorted((f.occasion.check.partition(".")[2], f.occasion.item.id) for f in findings)


def test_the_stage_is_that_of_the_last_ruling_known() -> None:
    for as_of, stage in (
        ("2018-01-01", None),
        ("2018-01-02", "first_assessment"),
        ("2018-01-09", "public_notice"),
        ("2018-01-10", "final"),
    ):
        assert value(report(FIRST, NOTICE, FINAL, as_of=as_of), "settled") == stage


def test_in_order_and_in_time_nothing_is_found() -> None:
    found = report(FIRST, NOTICE, FINAL)
    assert failing(found) == []
    assert not found.subject("P").undetermined


def test_other_rules_see_stage_day_and_document() -> None:
    found = report(FIRST, NOTICE, FINAL)
    assert value(found, "published") == "示发5号"
    assert found.context.results.values["how_many"][""] == 2
    assert str(value(found, "settled.public_notice")) == "2018-01-03"
    assert value(report(FIRST, NOTICE), "published") is None


def test_a_ruling_about_one_subject_says_nothing_of_another() -> None:
    found = report(FIRST, NOTICE, {**FINAL, "about": [{"rule": "settled", "project": "Q"}]})
    assert (value(found, "settled"), value(found, "settled", "Q")) == ("public_notice", "final")


def test_a_ruling_on_another_rule_or_of_no_stage_says_nothing() -> None:
    other = {**FINAL, "about": [{"rule": "how_many"}]}
    stageless = ruling(6, ..., "2018-01-12")  # type: ignore[arg-type]  # no stage is given
    assert value(report(FIRST, NOTICE, other, stageless), "settled") == "public_notice"


@pytest.mark.parametrize(
    ("rulings", "found"),
    [
        ([NOTICE, FINAL], [("order", "2"), ("order", "5")]),
        ([FIRST, FINAL], [("order", "5"), ("same", "5")]),
        ([{**FIRST, "occurred": "2018-01-04", "recorded": "2018-01-04"}, NOTICE, FINAL], [("order", "2")]),
        ([FIRST, NOTICE, {**FINAL, "occurred": "2018-01-09"}], [("notice", "5")]),
        ([FIRST, NOTICE, ruling(3, "appeal", "2018-01-05", cites=..., document=...), FINAL], [("answered", "3")]),
        (
            [FIRST, NOTICE, ruling(3, "appeal", "2018-01-05"), ruling(4, "review", "2018-01-22", document="复1"), FINAL],
            [("answered", "3")],
        ),
        ([FIRST, NOTICE, ruling(3, "appeal", "2018-01-05"), ruling(4, "review", "2018-01-20")], []),
        ([FIRST, NOTICE, ruling(4, "review", "2018-01-09")], [("notice", "4")]),
        ([FIRST, NOTICE, {**FINAL, "body": "TOWN"}], [("body", "5")]),
        ([FIRST, NOTICE, ruling(5, "final", "2018-01-10", document=...)], [("documented", "5")]),
        ([FIRST, ruling(2, "public_notice", "2018-01-03", cites=...), FINAL], [("cites", "2"), ("same", "5")]),
        ([{**FIRST, "cites": "A" * 64}, NOTICE, FINAL], [("cites", "1")]),
        ([{**FIRST, "cites": "a" * 63}, NOTICE, FINAL], [("cites", "1")]),
        ([FIRST, NOTICE, {**FINAL, "cites": OTHER}], [("same", "5")]),
        ([FIRST, NOTICE, {**FINAL, "supersedes": "9"}], [("supersedes", "5")]),
    ],
    ids=[
        "the first is skipped", "the notice is skipped", "out of order", "a day too early", "an objection unanswered",
        "answered too late", "answered in time", "reviewed during the notice", "wrong body", "no document", "nothing cited",
        "no digest", "too short", "another report than was publicised", "supersedes what there is not",
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_ruling_is_found(
    rulings: list[dict[str, Any]], found: list[tuple[str, str]]
) -> None:
    assert failing(report(*rulings)) == found


def test_an_objection_is_not_late_before_its_time_is_over() -> None:
    appeal = ruling(3, "appeal", "2018-01-05")
    assert failing(report(FIRST, NOTICE, appeal, as_of="2018-01-19")) == []
    assert failing(report(FIRST, NOTICE, appeal, as_of="2018-01-20")) == [("answered", "3")]


def test_without_a_time_an_objection_is_answered_before_the_final_decision() -> None:
    rules = RULES.replace(", within: 15 days", "")
    appeal = ruling(3, "appeal", "2018-01-05")
    assert failing(report(FIRST, NOTICE, appeal, rules=rules)) == []
    assert failing(report(FIRST, NOTICE, appeal, FINAL, rules=rules)) == [("answered", "3")]


def test_a_correction_takes_the_place_of_what_it_supersedes_for_those_that_it_is_about() -> None:
    correction = ruling(6, "final", "2018-03-10", "P", supersedes="5")
    found = report(FIRST, NOTICE, FINAL, correction)
    assert (value(found, "published"), value(found, "published", "Q")) == ("示发6号", "示发5号")
    assert failing(found) == []


@pytest.mark.parametrize("change", [{"decision": "withdrawn"}, {"decision": "rejected"}])
def test_what_was_withdrawn_or_refused_does_not_count(change: dict[str, str]) -> None:
    assert value(report(FIRST, NOTICE, {**FINAL, **change}), "settled") == "public_notice"


def test_the_explanation_tells_the_stages_with_their_days_and_documents() -> None:
    found = report(FIRST, NOTICE, FINAL)
    course = "初评（2018-01-02，示发1号） → 公示（2018-01-03，示发2号） → 审定（2018-01-10，示发5号）"
    assert f"结果审定：审定\n  {course}\n" in found.explain("P", language="zh")
    assert "final decision (2018-01-10, 示发5号)" in found.explain("P")


def test_a_skipped_stage_is_named() -> None:
    assert "审定（示发5号）：之前没有经过初评、公示" in report(FINAL).explain("P", language="zh")
    assert "before it there was no first assessment, public notice" in report(FINAL).explain("P")


def test_results_of_the_portfolio_as_a_whole_go_through_stages_too() -> None:
    rules = (
        "filing:\n  - {id: f, on: portfolio, require: count(projects) > 0}\n"
        """
stages:
  - {id: list, on: portfolio, results: [f], steps: [{stage: public notice, notice: 3 days}, {stage: final}]}
"""
    )
    whole = [{**one, "about": [{"rule": "f"}]} for one in (NOTICE, {**FINAL, "occurred": "2018-01-05"})]
    found = report(*whole, rules=rules)
    assert found.context.results.values["list"][""] == "final"
    assert failing(found, "portfolio") == [("notice", "5")]


def test_the_model_says_the_same() -> None:
    correction = ruling(6, "final", "2018-03-10", "P", supersedes="5")
    found = report(FIRST, NOTICE, ruling(3, "appeal", "2018-01-05", "Q"), FINAL, correction)
    model = Model(found.core, found.context.facts)
    for one in found.context.facts.subjects("project"):
        for name in ("settled", "settled.final", "settled.day", "settled.document", "settled.unmet"):
            assert model.value_of(name, one) == value(found, name, one.id)


STEPS = "stages:\n  - {id: s, on: project, results: [x], steps: [%s]%s}\ndefinitions: [{id: x, on: project, value: 1}]\n"


@pytest.mark.parametrize(
    ("steps", "more", "code"),
    [
        ("", "", "F564"),
        ("{stage: 公布}", "", "N561"),
        ("{stage: final}, {stage: 审定}", "", "F563"),
        ("{stage: final}, {stage: public notice}", "", "F567"),
        ("{stage: review}, {stage: first assessment}, {stage: final}", "", "F567"),
        ("{stage: public notice, notice: long}", "", "F149"),
        ("{stage: final}", ", judged: end of year", "F562"),
        ("{stage: final, by: 'body.leval = 1'}", "", "N002"),
    ],
)
def test_what_cannot_be_meant_is_a_fault(steps: str, more: str, code: str) -> None:
    assert [c for c, _, _ in faults_of(STEPS % (steps, more))] == [code]


def test_results_that_no_rule_gives_are_a_fault() -> None:
    wrong = "stages:\n  - {id: s, on: project, results: [y], steps: [{stage: final}]}\n"
    assert [c for c, _, _ in faults_of(wrong)] == ["N560"]


def test_in_a_session_a_ruling_posted_on_one_subject_that_is_about_all_reaches_all() -> None:
    data = {"projgov": 1, "id": "t", "registers": {"filings": {"complete_through": "2018-12-31"}}, "projects": [{"id": "P"}, {"id": "Q"}],
            "units": [{"id": "CITY", "level": "city"}]}  # fmt: skip
    alone = "\n".join(line for line in RULES.splitlines() if "how_many" not in line) + "\n"
    running = projgov.watch(pack_of(alone), projgov.from_plain(data), "2018-01-02")
    running.post({**FIRST, "kind": "ruling", "subject": "P"})
    assert [value(running.report, "settled", project) for project in "PQ"] == ["first_assessment"] * 2
    assert {duty.subject.id for duty in running.standing if duty.subject.type == "project"} == {"P", "Q"}
