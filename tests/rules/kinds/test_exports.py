"""Results handed on: final or preliminary, with evidence that is missing, personal data marked, safe in spreadsheets."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from tests.rules.kinds.judging import faults_of, pack_of

import projgov
from projgov.diagnostics import InvalidRuleFile
from projgov.scoring.exports.table import Exported, NoExport
from projgov.scoring.selftest.run import run_tests

RULES = """
definitions:
  - {id: led, on: unit, value: count(led projects)}
  - {id: money, on: unit, value: sum(led projects.budget)}
  - {id: commission, on: unit, value: 'name != "乙局"'}
  - {id: duties, on: officer, value: 1}
stages:
  - id: settled
    on: unit
    results: [led]
    steps: [{stage: public notice, notice: 5 days}, {stage: final}]
exports:
  - id: teams
    on: unit
    title: {zh: 领导班子年度考核, en: Annual review of leading teams}
    when: level = "department"
    settled by: settled
    columns:
      - {id: unit_name, title: {zh: 单位, en: Unit}, value: name}
      - {id: led_count, title: {zh: 主办项目数, en: Projects led}, value: led}
      - {id: spent, title: {zh: 预算, en: Budget}, value: money / 8}
      - {id: head, title: 负责人, value: 'name', personal: true}
  - id: cadres
    on: officer
    title: 干部年度考核
    columns:
      - {id: points, title: {zh: 得分, en: points}, value: duties}
"""
RULING = {
    "decision": "approved",
    "occurred": "2017-12-01",
    "recorded": "2017-12-01",
    "cites": "a" * 64,
    "body": "U",
}
NOTICE = {**RULING, "id": "1", "stage": "public_notice", "document": "示1", "about": [{"rule": "led"}]}
FINAL = {
    **RULING, "id": "2", "stage": "final", "document": "示2", "occurred": "2017-12-06", "recorded": "2017-12-06",
    "about": [{"rule": "led", "unit": "U"}],
}  # fmt: skip
UNITS = [
    {"id": "U", "name": "甲局", "level": "department"},
    {"id": "V", "name": '=HYPERLINK("http://x"),"乙局"', "level": "department"},
    {"id": "W", "name": "丙县", "level": "county"},
]


def export(name: str = "teams", units: list[dict[str, Any]] = UNITS, **more: Any) -> Exported:
    data = {
        "projgov": 1, "id": "t", "units": units, "officers": [{"id": "O", "name": "张样例"}],
        "projects": [{"id": "P", "lead_unit": "U", "budget": 5}, {"id": "Q", "lead_unit": "V"}],
        "rulings": [NOTICE, FINAL], **more,
    }  # fmt: skip
    return projgov.evaluate(pack_of(RULES), projgov.from_plain(data), "2017-12-31").export(name)


def test_only_what_has_been_decided_in_the_end_is_final() -> None:
    found = export()
    assert [(row.key.id, row.status, row.stage_code) for row in found.rows] == [
        ("U", "final", "final"),
        ("V", "preliminary", "public_notice"),
    ]
    assert [row.document for row in found.rows] == ["示2", "示1"]
    assert [row.key.id for row in found.only_final().rows] == ["U"]


def test_without_rulings_and_without_stages_everything_is_preliminary() -> None:
    assert {row.status for row in export(rulings=[]).rows} == {"preliminary"}
    assert {row.status for row in export("cadres").rows} == {"preliminary"}


def test_values_are_exact_and_what_is_not_known_is_empty_with_the_evidence() -> None:
    plain = export().to_plain()
    assert plain["rows"][0]["values"] == {
        "unit_name": "甲局",
        "led_count": "1",
        "spent": "0.625",
        "head": "甲局",
    }
    assert plain["rows"][1]["values"]["spent"] is None
    assert plain["rows"][1]["missing"] == [{"zh": "Q · 预算", "en": "Q · budget"}]
    assert (plain["as_of"], len(plain["digest"])) == ("2017-12-31", 64)


def test_of_whom_it_is_not_known_whether_they_belong_there_are_told_apart() -> None:
    found = export(units=[*UNITS, {"id": "X", "name": "丁"}])
    assert [key.id for key in found.uncertain] == ["X"]
    assert [row.key.id for row in found.rows] == ["U", "V"]


def test_personal_data_are_marked_from_what_enters_a_column() -> None:
    assert {c.id: c.personal for c in export().columns} == {
        "unit_name": False, "led_count": False, "spent": False, "head": True,
    }  # fmt: skip
    assert [c.personal for c in export("cadres").columns] == [True]
    assert export("cadres").csv("zh").splitlines()[0].startswith("编号,得分（个人信息）,")


def test_a_column_that_asks_for_officers_through_another_rule_is_personal() -> None:
    rules = """
        definitions:
          - {id: inner, on: unit, value: 'count(officers[name = "x"])'}
          - {id: outer, on: unit, value: inner + 1}
        exports:
          - {id: e, on: unit, columns: [{id: a, value: outer}, {id: b, value: name}]}
    """
    found = projgov.evaluate(
        pack_of(rules), projgov.from_plain({"projgov": 1, "id": "t", "units": UNITS}), "2017-12-31"
    )
    assert [c.confidentiality for c in found.export("e").columns] == ["personal", "public"]


def test_csv_has_titles_and_no_text_of_it_is_a_formula() -> None:
    rows = list(csv.reader(io.StringIO(export().csv("zh"))))
    assert rows[0] == [
        "编号", "单位", "主办项目数", "预算", "负责人（个人信息）", "结果状态", "阶段", "日期", "文号", "缺少的依据",
    ]  # fmt: skip
    assert rows[1] == ["U", "甲局", "1", "0.625", "甲局", "审定", "审定", "2017-12-06", "示2", ""]
    assert rows[2][1] == "'" + UNITS[1]["name"]
    assert rows[2][5:7] == ["未审定", "公示"]
    with pytest.raises(ValueError, match="zh and en"):
        export().csv("de")  # type: ignore[arg-type]  # what a caller may write


@pytest.mark.parametrize("text", ["=1", "+1x", "-a", "@a", "\t=1", "\r=1"])
def test_what_could_begin_a_formula_is_guarded(text: str) -> None:
    found = export(units=[{**UNITS[0], "name": text}], projects=[]).csv("en")
    (_, row) = csv.reader(io.StringIO(found, newline=""))
    assert row[1] == f"'{text}"


def test_asking_for_what_is_not_handed_on_says_so() -> None:
    with pytest.raises(NoExport, match="did you mean `teams`"):
        export("team")


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("columns: []", "F566"),
        ("columns: [{id: a, value: nam}]", "N001"),
        ("columns: [{id: status, value: name}]", "N022"),
        ("columns: [{id: a, value: name}], settled by: x", "F565"),
        ("columns: [{id: a, value: name}], settled by: y", "N001"),
    ],
)
def test_what_cannot_be_meant_is_a_fault(rule: str, code: str) -> None:
    rules = "definitions: [{id: x, on: unit, value: 1}]\nexports:\n  - {id: e, on: unit, %s}\n"
    assert [c for c, _, _ in faults_of(rules % rule)] == [code]


TESTED = """
stages:
  - {id: s, on: unit, results: [x], steps: [{stage: final}]}
definitions: [{id: x, on: unit, value: 1}]
exports:
  - {id: e, on: unit, when: 'level = "county"', settled by: s, columns: [{id: a, value: x}]}
sample:
  units: [{id: U, level: county}, {id: V, level: city}, {id: W}]
  rulings: [{id: R, decision: approved, stage: final, occurred: 2017-12-01, recorded: 2017-12-01, about: [{rule: x}]}]
tests:
  - {name: t, as of: %s, expect: {U: {e: %s}, V: {e: none}, W: {e: undetermined}}}
"""


def test_a_test_inside_the_file_expects_results_to_be_final_or_not() -> None:
    for day, word in (("2017-12-31", "final"), ("2017-11-30", "preliminary"), ("2017-12-31", "审定")):
        assert all(result.passed for result in run_tests(pack_of(TESTED % (day, word))))
    assert not run_tests(pack_of(TESTED % ("2017-11-30", "final")))[0].passed
    with pytest.raises(InvalidRuleFile):
        run_tests(pack_of(TESTED % ("2017-11-30", "met")))
