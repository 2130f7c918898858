"""The public view: what rules declare public, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.rules.kinds.judging import pack_of, portfolio

import projgov

RULES = """
definitions:
  - {id: share, on: project, value: (progress at as_of) / 100}
  - {id: secret_share, on: project, value: budget / 100}
filing:
  - id: costed
    on: project
    title: {zh: 有预算, en: has a budget}
    require present: [budget, end]
    reason: {zh: "缺少{absent}，预算{budget}", en: "lacks {absent}, budget {budget}"}
  - id: in_time
    on: project
    title: {zh: 不晚于年底, en: ends within the year}
    require: end <= date("2017-12-31")
    against: lead unit
    reason: {zh: "{title}要到{end}", en: "{title} ends on {end}"}
  - id: inspected
    on: project
    each: inspections
    judged: occurred
    title: {zh: 督查合格, en: the visit was in order}
    require: present(situation)
    reason: {zh: "{item.id}没有情况", en: "{item.id} says nothing"}
  - id: named
    on: project
    title: {zh: 责任人不缺, en: a person answers}
    require: count(responsibilities) > 1
    reason: {zh: "{responsibilities[1].officer.name}", en: "{responsibilities[1].officer.name}"}
  - {id: posted, on: officer, title: {zh: 有任职, en: holds a post}, require present: [posts], reason: {zh: "{name}", en: "{name}"}}
points:
  - id: score
    on: project
    title: {zh: 得分, en: Score}
    decimals: 1
    lines:
      - {id: progress, title: {zh: 进度, en: Progress}, give: 15 * share, reason: {zh: "进度{share}", en: "at {share}"}}
      - {id: cost, title: {zh: 成本, en: Cost}, give: secret_share, reason: {zh: "成本{secret_share}", en: "cost {secret_share}"}}
  - {id: merit, on: officer, title: {zh: 个人得分, en: merit}, decimals: 0, lines: [{id: base, title: 基础, give: 7}]}
grades:
  - {id: grade, on: project, title: {zh: 等次, en: grade}, of: score, bands: [{grade: good, from: 5}], otherwise: {grade: pass}, reason: {zh: "{score}分", en: "{score} points"}}
awards:
  - {id: best, on: project, title: {zh: 十佳, en: best}, by: score, top: 1, barred when: budget > 900, reason: {zh: "第{rank}名，{score}分", en: "rank {rank}, {score} points"}}
"""


def report_of(disclosure: str, as_of: str = "2017-12-31") -> projgov.Report:
    """The report on a small portfolio, where rules on disclosure are added."""
    person = {"role": "responsible_leader", "officer": "O1", "from": "2017-01-01"}
    figure = {"value": 40, "source": "self_reported"}
    of_may = {
        "id": "R",
        "kind": "monthly",
        "occurred": "2017-05-31",
        "recorded": "2017-06-02",
        "progress": [figure],
    }
    visit = {"id": "I-7", "kind": "routine", "occurred": "2017-05-01", "recorded": "2017-05-01"}
    data = portfolio(
        units=[{"id": "U1", "name": "城建局"}],
        officers=[{"id": "O1", "name": "某甲"}],
        projects=[
            {
                "id": "P",
                "title": "路灯",
                "lead_unit": "U1",
                "livelihood": True,
                "end": "2018-02-01",
                "budget": 100,
                "reports": [of_may],
                "inspections": [visit],
                "responsibilities": [person],
            },
            {
                "id": "Q",
                "title": "公园",
                "livelihood": False,
                "end": "2017-06-01",
                "budget": 1000,
                "reports": [of_may],
            },
        ],
    )
    data["registers"]["disclosures"] = {"complete_through": "2018-12-31"}
    pack = pack_of(RULES + "disclosure:\n" + disclosure + "\n")
    return projgov.evaluate(pack, projgov.from_plain(data), as_of)


def seen(disclosure: str, as_of: str = "2017-12-31") -> dict[str, dict[str, Any]]:
    """What is public of each subject, by id."""
    return {s["id"]: s for s in report_of(disclosure, as_of).public().subjects}


def test_without_a_rule_that_says_so_nothing_is_public() -> None:
    view = report_of("  - {id: duty, on: project, what: [list], due: 06-30}").public()
    assert view.subjects == []
    assert view.text("zh") == "a test——公开内容（截至2017-12-31）\n\n没有公开的内容。\n"


def test_a_subject_of_which_nothing_is_to_be_told_is_not_listed() -> None:
    assert list(seen("  - {id: pub, on: project, publishes: [in_time]}")) == ["P"]  # Q ends in time


def test_a_reason_of_public_values_is_told_and_one_that_asks_for_another_is_not() -> None:
    of_p = seen("  - {id: pub, on: project, publishes: [in_time, inspected]}")["P"]
    in_time, inspected = of_p["findings"]
    assert in_time["reason"] == {"zh": "路灯要到2018-02-01", "en": "路灯 ends on 2018-02-01"}
    assert inspected["reason"] is None
    assert inspected["check_title"]["en"] == "the visit was in order"


def test_the_occasion_and_the_day_of_what_is_not_public_are_not_told() -> None:
    finding = seen("  - {id: pub, on: project, publishes: [inspected]}")["P"]["findings"][0]
    assert (finding["occasion"], finding["judged"]) == (None, None)


def test_who_answers_is_told_where_the_rule_says_so_and_it_is_a_unit() -> None:
    plain = seen("  - {id: pub, on: project, publishes: [in_time]}")["P"]["findings"][0]
    assert plain["against"] is None
    told = seen("  - {id: pub, on: project, publishes: [in_time], with: [answerable]}")["P"]["findings"][0]
    assert told["against"] == {"type": "unit", "id": "U1", "name": "城建局"}


def test_of_a_score_the_points_are_public_and_its_lines_only_where_the_rule_says_so() -> None:
    score = seen("  - {id: pub, on: project, publishes: [score]}")["P"]["scores"][0]
    assert (score["points"], score["lines"]) == ("7.0", [])  # 15 × 0.4 + 100 / 100
    lines = seen("  - {id: pub, on: project, publishes: [score], with: [lines]}")["P"]["scores"][0]["lines"]
    assert [line["points"] for line in lines] == ["6.0", "1.0"]
    assert [line["reason"] for line in lines] == [{"zh": "进度0.4", "en": "at 0.4"}, None]


def test_a_reason_may_name_the_result_of_another_rule_only_where_that_is_published_too() -> None:
    alone = seen("  - {id: pub, on: project, publishes: [grade]}")["P"]["marks"][0]
    assert (alone["label"]["zh"], alone["reason"]) == ("良好", None)
    both = seen("  - {id: pub, on: project, publishes: [grade, score]}")["P"]["marks"][0]
    assert both["reason"] == {"zh": "7分", "en": "7 points"}


def test_that_a_subject_is_barred_from_an_award_is_not_told() -> None:
    view = seen("  - {id: pub, on: project, publishes: [best]}")
    assert list(view) == ["P"]  # Q is barred
    assert [(a["status"], a["reason"]) for a in view["P"]["awards"]] == [("proposed", None)]
    assert view["P"]["ranks"] == []
    with_ranks = seen("  - {id: pub, on: project, publishes: [best, score], with: [ranks]}")["P"]
    assert with_ranks["ranks"][0]["rank"] == 1


def test_values_of_the_subject_are_shown_where_the_rule_says_so() -> None:
    view = seen("  - {id: pub, on: project, shows: [title, lead unit, progress at as_of], when: livelihood}")
    assert list(view) == ["P"]
    assert [(v["label"]["zh"], v["value"]["zh"]) for v in view["P"]["shown"]] == [
        ("名称", "路灯"),
        ("主办单位", "城建局"),
        ("实际进度", "40"),
    ]


def test_a_value_made_of_what_is_not_public_is_not_shown_however_it_is_reached() -> None:
    assert seen("  - {id: pub, on: project, shows: [secret_share]}") == {}
    assert seen("  - {id: pub, on: project, shows: [score]}") == {}  # a result that is not published
    assert list(seen("  - {id: pub, on: project, shows: [share]}")) == ["P", "Q"]


def test_a_text_that_a_table_passes_on_is_told_only_where_it_is_public() -> None:
    table = """  - id: told
    on: project
    table: |
      | end || says      | code  | open  |
      | -   || {passed} | "yes" | title |
"""
    for passed, told in (("budget_note", ["code", "open"]), ("title", ["says", "code", "open"])):
        rules = f"  - {{id: pub, on: project, publishes: [told]}}\ntables:\n{table.format(passed=passed)}"
        notes = "definitions:\n  - {id: budget_note, on: project, value: 'inspections[1].id'}\n"
        pack = pack_of(notes + "disclosure:\n" + rules)
        visit = {"id": "I-7", "occurred": "2017-05-01", "recorded": "2017-05-01"}
        data = portfolio(projects=[{"id": "P", "title": "路灯", "end": "2017-01-01", "inspections": [visit]}])
        (seen_of_p,) = projgov.evaluate(pack, projgov.from_plain(data), "2017-12-31").public().subjects
        assert [r["id"] for r in seen_of_p["decisions"][0]["results"]] == told


def test_how_many_subjects_there_are_is_not_shown() -> None:
    assert seen("  - {id: pub, on: project, shows: [count(projects)]}") == {}
    assert seen("  - {id: pub, on: unit, shows: [count(led projects)]}") == {}


def test_persons_appear_only_where_the_rule_says_so_by_their_name_and_without_points() -> None:
    rules = "  - {id: pub, on: officer, publishes: [posted, merit], with: [lines, ranks], persons: true}"
    (person,) = report_of(rules).public().subjects
    assert (person["id"], person["name"]["zh"]) == (None, "某甲")
    assert person["scores"] == []
    assert [f["reason"] for f in person["findings"]] == [None]


def test_the_name_of_a_person_is_in_no_text_of_a_project() -> None:
    view = report_of("  - {id: pub, on: project, publishes: [named]}").public()
    assert view.subjects[0]["findings"][0]["check_title"]["zh"] == "责任人不缺"
    assert "某甲" not in view.to_json() + view.text("zh") + view.text("en")


def test_the_view_has_a_digest_of_its_own_and_not_that_of_the_report() -> None:
    report = report_of("  - {id: pub, on: project, publishes: [in_time]}")
    assert report.digest not in report.public().to_json()
    assert (
        report.public().digest != report_of("  - {id: pub, on: project, publishes: [costed]}").public().digest
    )
    assert report.public() == report_of("  - {id: pub, on: project, publishes: [in_time]}").public()


def test_whether_there_is_a_subject_is_not_told_by_asking_for_it() -> None:
    view = report_of("  - {id: pub, on: project, publishes: [in_time]}").public()
    with pytest.raises(projgov.UnknownPublic) as there:
        view.subject("Q")
    with pytest.raises(projgov.UnknownPublic) as nowhere:
        view.subject("Z")
    assert str(there.value).replace("`Q`", "`Z`") == str(nowhere.value)


def test_the_text_says_what_the_data_says() -> None:
    view = report_of(
        "  - {id: pub, on: project, publishes: [in_time, score, grade, best], with: [lines, ranks, answerable]}"
    ).public()
    assert view.explain("P", language="en").splitlines() == [
        "P  路灯  as of 2017-12-31",
        "Score: 7.0",
        "  6.0  Progress (at 0.4)",
        "  1.0  Cost",
        "grade: good",
        "  7 points",
        "best — rank: 1 of 1",
        "",
        "Awards",
        "  best: proposed",
        "    rank 1, 7 points",
        "",
        "Rules not met",
        "  [to be completed] 路灯 ends on 2018-02-01",
        "    answerable: 城建局",
    ]
    assert json.loads(view.to_json())["subjects"] == view.subjects
    with pytest.raises(ValueError, match="zh and en"):
        view.text("fr")  # type: ignore[arg-type]  # what a host may pass by mistake


def test_what_a_caller_does_to_the_data_does_not_change_the_view() -> None:
    view = report_of("  - {id: shown, on: project, shows: [title]}").public()
    before = view.to_json()
    view.to_plain()["subjects"].clear()
    view.subjects[0]["name"]["zh"] = "别的"
    view.subject("P")["name"]["zh"] = "别的"
    assert view.to_json() == before
    assert "路灯" in view.text("zh")


def test_of_a_value_that_is_not_known_nothing_is_shown() -> None:
    """Q has no unit in charge on record: that something is not known is nobody's to see."""
    found = seen("  - {id: shown, on: project, shows: [title, lead unit]}")
    assert [v["label"]["en"] for v in found["P"]["shown"]] == ["title", "lead unit"]
    assert [v["label"]["en"] for v in found["Q"]["shown"]] == ["title"]
