"""Lamps: how a subject stands, as a colour."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.kinds.judging import faults_of, judge, pack_of, portfolio

from projgov.diagnostics import Bilingual
from projgov.rules.core import nodes
from projgov.rules.core.program import Mark
from projgov.scoring.values import Unknown

LAMP = """
    lamps:
      - id: progress_lamp
        on: project
        show:
          - lamp: red
            when: behind > 30
            reason: {zh: "落后{behind}个百分点", en: "{behind} points behind"}
          - lamp: yellow
            when: behind >= 10
        otherwise: green
        reason: {zh: "{title}亮{lamp}", en: "{lamp} for {title}"}
    facts:
      project:
        behind: {label: 落后, type: number, decimals: 1}
    definitions:
      - {id: is_red, on: project, value: progress_lamp = "红"}
      - {id: is_yellow, on: project, value: progress_lamp = "yellow lamp"}
"""
SELF = "    lamps:\n      - id: lamp\n        on: project\n"


def project(**facts: Any) -> dict[str, Any]:
    return portfolio(projects=[{"id": "P", "title": "甲项目", "livelihood": True, "facts": facts}])


def lamp(behind: int) -> Any:
    return judge(LAMP, project(behind=behind), "2017-06-30").value("progress_lamp", "P")


@given(st.integers(-1000, 1000))
def test_the_first_row_that_holds_gives_the_lamp(behind: int) -> None:
    assert lamp(behind) == ("red" if behind > 30 else "yellow" if behind >= 10 else "green")


@pytest.mark.parametrize(("behind", "expected"), [(31, "red"), (30, "yellow"), (10, "yellow"), (9, "green")])
def test_both_ends_of_ten_to_thirty_are_yellow(behind: int, expected: str) -> None:
    assert lamp(behind) == expected


def test_what_is_not_known_leaves_the_lamp_undetermined_and_is_named() -> None:
    value = judge(LAMP, project(), "2017-06-30").value("progress_lamp", "P")
    assert isinstance(value, Unknown)
    assert len(value.evidence) == 1


def test_the_reason_is_that_of_the_row_else_the_rule_s() -> None:
    judged = judge(LAMP, project(behind=40), "2017-06-30")
    assert judged.mark_reason("P") == "落后40个百分点"
    assert judged.mark_reason("P", "en") == "40 points behind"
    judged = judge(LAMP, project(behind=20), "2017-06-30")
    assert judged.mark_reason("P") == "甲项目亮黄灯"
    assert judged.mark_reason("P", "en") == "yellow lamp for 甲项目"


def test_other_rules_use_the_lamp_by_the_id_and_any_of_its_names() -> None:
    judged = judge(LAMP, project(behind=40), "2017-06-30")
    assert (judged.value("is_red", "P"), judged.value("is_yellow", "P")) == (True, False)


def test_comparing_with_a_lamp_that_never_shows_is_refused() -> None:
    rules = LAMP.replace('progress_lamp = "红"', 'progress_lamp = "blue"')
    assert [(code, line) for code, line, _ in faults_of(rules)] == [("T003", 16)]


def test_only_the_lamps_used_are_listed_with_their_names() -> None:
    [output] = pack_of(LAMP).core.outputs
    assert isinstance(output, Mark)
    assert (output.role, output.value) == ("lamp", "progress_lamp")
    assert output.labels == (
        ("red", Bilingual("红灯", "red lamp")),
        ("yellow", Bilingual("黄灯", "yellow lamp")),
        ("green", Bilingual("绿灯", "green lamp")),
    )


def test_without_otherwise_or_where_the_rule_does_not_apply_there_is_no_lamp() -> None:
    rules = SELF + "        when: livelihood = {}\n        show: [{{lamp: red, when: {}}}]\n"
    values = [
        judge(rules.format(when, holds), project(), "2017-06-30").value("lamp", "P")
        for when, holds in (("true", "1 > 2"), ("true", "2 > 1"), ("false", "2 > 1"))
    ]
    assert values == [None, "red", None]


def test_a_lamp_of_ones_own_needs_a_title_once_and_a_title_gives_a_known_lamp_another_name() -> None:
    rules = (
        SELF
        + """
        show:
          - {lamp: 灰, title: {zh: 灰灯, en: grey lamp}, when: livelihood = false}
          - {lamp: 灰, when: missing(livelihood)}
          - {lamp: 红, title: {zh: 红牌, en: red card}}
        reason: {zh: "{灯}", en: "{lamp}"}
    """
    )
    judged = judge(rules, project(), "2017-06-30")
    assert judged.value("lamp", "P") == "red"
    assert (judged.mark_reason("P"), judged.mark_reason("P", "en")) == ("红牌", "red card")
    output = judged.pack.core.outputs[0]
    assert isinstance(output, Mark)
    assert output.labels[0] == ("灰", Bilingual("灰灯", "grey lamp"))


def test_a_row_s_reason_says_values_as_people_write_them() -> None:
    rules = (
        SELF
        + """
        show:
          - lamp: red
            reason: {zh: "{level}/{livelihood}/{lead unit}/{co units}/{start}/{parent}/{budget}", en: "{level}/{livelihood}/{lead unit}/{co units}/{parent}/{budget}"}
    """
    )
    units = [{"id": "U1", "name": "甲县"}, {"id": "U2", "name": "乙局"}]
    one = {"id": "P", "level": "city", "livelihood": True, "lead_unit": "U1", "co_units": ["U1", "U2"],
           "start": "2017-01-01", "parent": None}  # fmt: skip
    judged = judge(rules, portfolio(units=units, projects=[one]), "2017-06-30")
    assert judged.mark_reason("P") == "市级/是/甲县/甲县、乙局/2017-01-01/无/未知"
    assert judged.mark_reason("P", "en") == "city/yes/甲县/甲县, 乙局/none/not known"


def test_the_lamp_is_of_the_day_judged() -> None:
    rules = (
        SELF
        + """
        judged: end of quarter 1
        show: [{lamp: red, when: some e in evidence satisfies e.kind = "start"}]
    """
    )
    evidence = [{"id": "E", "kind": "start", "occurred": "2017-04-01", "recorded": "2017-04-01"}]
    data = portfolio(projects=[{"id": "P", "evidence": evidence}])
    assert judge(rules, data, "2017-06-30").value("lamp", "P") is None
    later = rules.replace("quarter 1", "quarter 2")
    assert judge(later, data, "2017-06-30").value("lamp", "P") == "red"


def test_lamps_can_be_written_in_chinese_and_mean_the_same() -> None:
    english = (
        SELF
        + """
        show:
          - {lamp: red, when: livelihood = true}
          - {lamp: blue, when: pilot = true}
        otherwise: none
    """
    )
    chinese = """
    亮灯:
      - 编号: lamp
        对象: 项目
        显示:
          - {灯: 红, 条件: 民生实事 = true}
          - {灯: 蓝, 条件: 试点 = true}
        否则: 不亮灯
    """
    ours, theirs = pack_of(english).core, pack_of(chinese).core
    bodies = [core.definitions["lamp"].body for core in (ours, theirs)]
    english_rows, chinese_rows = (body.rows for body in bodies if isinstance(body, nodes.Case))
    for rows in (english_rows, chinese_rows):
        assert [r.value.value for r in rows if isinstance(r.value, nodes.Literal)] == ["red", "blue"]
    assert [r.condition for r in english_rows] == [r.condition for r in chinese_rows]


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        ("show: []", ("F147", 3, "the rule `lamp` does not say when a lamp shows")),
        ("show: [{lamp: purple, when: missing(budget)}]", ("N033", 3, "unknown lamp `purple`")),
        ("show: [{lamp: red, when: missing(budget)}], otherwise: gren", ("N033", 3, "unknown lamp `gren`")),
        (
            "show: [{lamp: red, title: a, when: missing(budget)}, {lamp: 红, title: b, when: missing(level)}]",
            ("F148", 3, "the lamp `红` has two different titles"),
        ),
        (
            "show: [{lamp: red, when: missing(budget)}, {lamp: blue, when: missing(budget)}]",
            ("L011", 3, "this row is never reached: the rows before it already cover it"),
        ),
        (
            "show: [{lamp: red}, {lamp: blue, when: missing(budget)}]",
            ("L011", 3, "this row is never reached: the rows before it already cover it"),
        ),
        (
            "show: [{lamp: red}], otherwise: green",
            ("L011", 3, "this row is never reached: the rows before it already cover it"),
        ),
        ("show: [{lamp: red, when: budget}]", ("T001", 3, "yes or no is wanted here, and this is a number")),
    ],
)
def test_what_cannot_be_meant_is_refused_where_it_stands(keys: str, fault: tuple[str, int, str]) -> None:
    assert faults_of(f"lamps:\n  - {{id: lamp, on: project,\n  {keys}}}\n") == [fault]


def test_a_fault_in_a_condition_brings_no_other_in_its_train() -> None:
    rules = (
        SELF
        + """
        show:
          - {lamp: red, when: bugdet > 1}
          - {lamp: yellow, when: bugdte > 1}
    """
    )
    assert [(code, line) for code, line, _ in faults_of(rules)] == [("N001", 6), ("N001", 7)]


@pytest.mark.parametrize(
    ("rows", "otherwise", "said"),
    [
        (["behind >= 10", "behind > 30"], "green", [("L011", "this row is never reached: the rows before it already cover it")]),
        (["behind > 30", "behind >= 10"], "", [("B053", "there is no lamp for behind below 10 (such as 9)")]),
        (["behind > 5", "behind < 5"], "", [("B053", "there is no lamp for behind = 5")]),
        (["behind > 5", "behind < 5"], "none", []),
        (["behind >= 5", "not(behind >= 5)"], "", []),
        (["behind >= 5", "behind < 5 and livelihood"], "", []),
        (["behind >= 5", "behind < 5", "behind = 7 and livelihood"], "", [("L011", "this row is never reached: the rows before it already cover it")]),
        (["behind > 5 or behind < 3", "count(reports) > behind"], "", []),
    ],
)  # fmt: skip
def test_rows_that_never_show_and_values_without_a_lamp_are_told(
    rows: list[str], otherwise: str, said: list[tuple[str, str]]
) -> None:
    lamps = ("red", "yellow", "green")
    shown = "".join(
        f"        - {{lamp: {lamp}, when: {when}}}\n" for lamp, when in zip(lamps, rows, strict=False)
    )
    last = f"        otherwise: {otherwise}\n" if otherwise else ""
    facts = "    facts:\n      project:\n        behind: {label: behind, type: number, decimals: 1}\n"
    found = faults_of(SELF + "        show:\n" + shown + last + facts)
    assert [(code, message) for code, _, message in found] == said
