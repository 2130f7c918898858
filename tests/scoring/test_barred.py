"""What bars a subject from an award, as explanations, reports and letters tell it."""

from __future__ import annotations

from typing import Any

from tests.rules.kinds.judging import pack_of, portfolio

import projgov
from projgov.scoring.plain import subject_to_plain
from projgov.scoring.report import Report

RULES = """
facts:
  project: {points: {label: {zh: 分数, en: points}, type: number, decimals: 0}}
definitions:
  - id: unit_barred
    on: unit
    title: {zh: 单位被取消资格, en: the unit is barred}
    value: some r in rulings satisfies r.decision = "approved" and (some m in r.about satisfies m.unit = subject and m.rule = "bar")
awards:
  - id: best
    on: project
    title: {zh: 先进, en: Best}
    among: pilot
    by: points
    top: 1
    barred when: lead unit.unit_barred
    reason: {zh: 奖金100元, en: 100 yuan}
  - {id: small, on: project, title: {zh: 小奖, en: Small}, by: points, top: 1, barred when: budget > 5 and points > 1}
letters:
  - {id: list, on: portfolio, title: t, body: [{each: 'awards[rule = "best"]', text: '{subject}：{reason}'}]}
"""
RULING = {"id": "R", "decision": "approved", "occurred": "2017-05-16", "recorded": "2017-05-16", "document": "示纪〔2017〕6号",
          "about": [{"unit": "U", "rule": "bar", "matter": "刁难企业"}, {"unit": "V", "rule": "other", "matter": "别的事"}]}  # fmt: skip


def report(*rulings: dict[str, Any]) -> Report:
    both = {"lead_unit": "U", "pilot": True, "budget": 9}
    data = portfolio(
        units=[{"id": "U", "name": "甲局"}, {"id": "V", "name": "乙局"}],
        projects=[{"id": "P", "title": "平安", **both, "facts": {"points": 9}}],
        rulings=list(rulings),
    )
    data["registers"] |= {"rulings": {"complete_through": "2018-12-31"}}
    return projgov.evaluate(pack_of(RULES), projgov.from_plain(data), "2017-12-31")


def test_a_bar_is_told_by_its_condition_and_the_ruling_by_which_it_holds_not_by_the_prize() -> None:
    lines = report(RULING).explain("P", language="zh").splitlines()
    start = lines.index("  先进：取消资格")
    assert lines[start + 1 : start + 3] == [
        "    因为：主办单位的单位被取消资格（是）",
        "      2017-05-16 示纪〔2017〕6号：刁难企业",
    ]
    assert "奖金" not in "\n".join(lines)


def test_without_the_ruling_the_award_is_proposed_with_its_reason() -> None:
    text = report().explain("P", language="zh")
    assert "先进：建议授予\n    奖金100元" in text


def test_a_condition_of_several_parts_is_told_whole() -> None:
    text = report().explain("P", language="en")
    assert "Small: barred\n    because budget (9) > 5 and points (9) > 1\n" in text


def test_reports_and_letters_tell_the_bar_too() -> None:
    found = report(RULING)
    plain = subject_to_plain(found.subject("P"), found.context)
    (best,) = (award for award in plain["awards"] if award["rule"] == "best")
    assert best["reason"] == {
        "zh": "主办单位的单位被取消资格（是）",
        "en": "the unit is barred of lead unit (yes)",
    }
    assert "平安：主办单位的单位被取消资格（是）" in found.letter("list", language="zh").text
