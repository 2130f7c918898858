"""Reports: subjects found by id, results sorted, plain data and JSON of a fixed shape."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from tests.rules.kinds.judging import portfolio
from tests.scoring.town import AS_OF, report

import projgov
from projgov.diagnostics import ProjgovError
from projgov.scoring.report import UnknownSubject

FOUND = report()


@pytest.fixture(scope="module")
def plain() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FOUND.to_json())
    return found


def subject(plain: dict[str, Any], key: str) -> dict[str, Any]:
    found: dict[str, Any] = next(s for s in plain["subjects"] if s["id"] == key)
    return found


def test_every_subject_has_a_result_sorted_by_type_and_id() -> None:
    assert [(s.key.type, s.key.id) for s in FOUND.subjects] == [
        ("project", "A"),
        ("project", "B"),
        ("project", "C"),
        ("unit", "U-1"),
    ]
    assert [s.key.id for s in FOUND.of_type("project")] == ["A", "B", "C"]
    assert list(FOUND.of_type("officer")) == []


def test_the_portfolio_as_a_whole_is_a_subject_where_a_rule_is_on_it() -> None:
    rules = "quota:\n  - {id: enough, on: portfolio, count: projects, least: 5}\n"
    found = report(rules, portfolio())
    assert [(s.key.type, s.key.id, s.name) for s in found.subjects] == [("portfolio", "portfolio", "a test")]
    assert len(found.subject("portfolio").findings) == 1


@pytest.mark.parametrize(
    ("asked", "kind", "zh", "en"),
    [
        ("AA", None, "没有编号为 `AA` 的对象；是不是 `A`？", "no subject has the id `AA`; did you mean `A`?"),
        ("xyz", None, "没有编号为 `xyz` 的对象", "no subject has the id `xyz`"),
        ("A", "unit", "`A` 是项目的编号", "`A` is the id of a subject of type project"),
    ],
)
def test_who_is_not_there_is_told_in_both_languages(asked: str, kind: str | None, zh: str, en: str) -> None:
    with pytest.raises(UnknownSubject) as caught:
        FOUND.subject(asked, kind)
    assert isinstance(caught.value, ProjgovError | LookupError)
    assert (caught.value.message.zh, caught.value.message.en) == (zh, en)
    assert str(caught.value) == en


def test_an_id_that_two_types_bear_needs_the_type() -> None:
    data = portfolio(units=[{"id": "A", "name": "甲镇"}], projects=[{"id": "A", "title": "修路"}])
    found = report(data=data)
    assert found.subject("A", "unit").name == "甲镇"
    assert found.subject("A", "project").name == "修路"
    with pytest.raises(UnknownSubject) as caught:
        found.explain("A")
    assert caught.value.message.en == "`A` is the id of several subjects (project, unit): name the type"
    assert caught.value.message.zh == "`A` 是几个对象的编号（项目、单位），请说明类型"
    assert found.explain("A", of_type="unit").startswith("A  甲镇")


def test_the_head_says_what_was_judged_by_what_and_when(plain: dict[str, Any]) -> None:
    assert list(plain) == [
        "pack",
        "year",
        "as_of",
        "digest",
        "version",
        "calendar",
        "faults",
        "warnings",
        "obligations",
        "subjects",
    ]
    assert (plain["pack"], plain["year"], plain["as_of"]) == ("test", 2017, AS_OF)
    assert plain["digest"] == FOUND.digest
    assert plain["version"] == projgov.__version__
    assert (plain["faults"], plain["warnings"]) == ([], [])


def test_json_is_valid_by_the_published_schema(plain: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator(projgov.schema("report")).validate(plain)


def test_the_main_results_stand_at_the_top_of_a_subject_as_texts(plain: dict[str, Any]) -> None:
    keys = ("score", "grade", "rank", "rank_best", "rank_worst", "lamp")
    assert [subject(plain, "A")[k] for k in keys] == ["100.0", "excellent", 1, 1, 1, "green"]
    assert [subject(plain, "B")[k] for k in keys] == ["0.0", "fail", None, 2, 3, "red"]
    assert [subject(plain, "C")[k] for k in keys] == [None, None, None, 1, 3, "yellow"]
    assert [subject(plain, "U-1")[k] for k in keys] == [None] * 6


def test_lines_of_a_score_are_decimal_texts_that_add_up(plain: dict[str, Any]) -> None:
    (score,) = subject(plain, "B")["scores"]
    assert score["points"] == "0.0"
    assert [(line["id"], line["points"]) for line in score["lines"]] == [
        ("reports", "27.5"),
        ("acceptance", "42.0"),
        ("limit", "0.0"),
        ("veto", "-69.5"),
    ]
    assert score["lines"][0]["reason"] == {"zh": "缺5次,每次扣2.5分", "en": "5 missed, 2.5 each"}
    assert (score["rule"], score["kind"], score["implements"], score["quote"]) == (
        "score", "points", ["c-1"], "考核“得分”办法",
    )  # fmt: skip


def test_a_lamp_has_its_reason_and_none_where_there_is_none(plain: dict[str, Any]) -> None:
    def reason(key: str) -> object:
        return next(m["reason"] for m in subject(plain, key)["marks"] if m["role"] == "lamp")

    assert reason("B") == {"zh": "缺报5次", "en": "5 reports missed"}
    assert reason("A") is None


def test_awards_sanctions_and_findings_say_their_status_measure_and_who_answers(
    plain: dict[str, Any],
) -> None:
    assert [(a["rule"], a["status"]) for a in subject(plain, "A")["awards"]] == [("best", "proposed")]
    circular, talk = subject(plain, "B")["sanctions"]
    assert (circular["status"], circular["measure"]["code"], circular["against"]) == (
        "proposed", "circular", {"type": "unit", "id": "U-1"},
    )  # fmt: skip
    assert circular["reason"] == {"zh": "报送不力", "en": "Poor reporting"}
    assert talk["against"] is None
    (finding,) = subject(plain, "C")["findings"]
    assert (finding["outcome"]["code"], finding["judged"], finding["occasion"]) == ("returned", AS_OF, None)
    assert finding["reason"] == {"zh": "缺少:验收评分", "en": "lacking: rating"}


def test_all_that_is_undetermined_is_listed_with_what_is_missing(plain: dict[str, Any]) -> None:
    open_ = subject(plain, "C")["undetermined"]
    assert [u["rule"] for u in open_] == ["talk", "score", "grade", "best", "best"]
    assert {(m["type"], m["id"], *m["path"], m["why"]) for m in open_[1]["missing"]} == {
        ("project", "C", "accident", ""),
        ("project", "C", "rating", "评分未公布"),
    }
    (line,) = [x for x in subject(plain, "C")["scores"][0]["lines"] if x["id"] == "acceptance"]
    (missing,) = line["missing"]
    assert (missing["path"], missing["why"]) == (["rating"], "评分未公布")
    assert (missing["register"], missing["complete_through"]) == (None, None)
    assert missing["label"] == {"zh": "C · 验收评分（评分未公布）", "en": "C · rating (评分未公布)"}
    assert subject(plain, "A")["undetermined"] == []


def test_the_explanation_as_data_is_the_subject_of_the_report(plain: dict[str, Any]) -> None:
    assert json.loads(json.dumps(FOUND.explanation("B"))) == subject(plain, "B")


def test_json_can_be_indented_and_keeps_chinese() -> None:
    assert json.loads(FOUND.to_json(indent=2)) == json.loads(FOUND.to_json())
    assert "修路" in FOUND.to_json()


def test_a_report_of_nothing_is_a_report() -> None:
    found = report("", portfolio())
    assert found.subjects == ()
    assert found.to_plain()["subjects"] == []


def test_there_are_explanations_in_two_languages_and_no_third_is_made_up() -> None:
    found = report(as_of=AS_OF)
    with pytest.raises(ValueError, match="zh and en, and none in 'cn'"):
        found.explain(found.subjects[0].key.id, language="cn")  # type: ignore[arg-type]  # by mistake
