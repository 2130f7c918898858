"""Procedures: steps one after the other, none left out."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.kinds.judging import COMPLETE, Judged, faults_of, judge, pack_of, portfolio

from projgov.scoring.compile import compile as compile_core
from projgov.scoring.model import run
from projgov.scoring.values import Unknown

FOUR = """
    procedure:
      - id: steps_taken
        on: project
        each: filings
        steps:
          - {id: survey}
          - {id: collective study}
          - {id: submitted, title: {zh: 上报备案, en: submitted}}
          - {id: public notice}
        otherwise: returned
        against: by
"""
S, C, U, N = "survey", "collective_study", "submitted", "public_notice"


def filed(*steps: tuple[str, str] | tuple[str, str, dict[str, Any]], **filing: Any) -> dict[str, Any]:
    """A project with one filing that went through these steps: kind, day, and what else is on record."""
    entries = [
        {"kind": kind, "occurred": day, "recorded": day, **(more[0] if more else {})}
        for kind, day, *more in steps
    ]
    one = {
        "id": "F",
        "occurred": "2017-01-10",
        "recorded": "2017-01-10",
        "by": "U1",
        "steps": entries,
        **filing,
    }
    data = portfolio(units=[{"id": "U1"}, {"id": "U2"}], projects=[{"id": "P", "filings": [one]}])
    data["registers"]["filings"] = {"complete_through": COMPLETE}
    return data


def said(rules: str, *steps: Any, as_of: str = "2017-12-31", language: Any = "zh") -> list[str]:
    """What is said of the one filing that went through these steps; nothing where it is in order."""
    judged = judge(rules, filed(*steps), as_of)
    assert judged.outcomes("steps_taken", "P") in (["met"], ["unmet"])
    return judged.reasons("steps_taken", "P", language)


def test_steps_in_their_order_pass() -> None:
    assert said(FOUR, (S, "2017-01-01"), (C, "2017-01-02"), (U, "2017-01-10"), (N, "2017-01-20")) == []


def test_a_skipped_step_is_named_in_both_languages() -> None:
    taken = ((S, "2017-01-01"), (U, "2017-01-10"))
    assert said(FOUR, *taken) == ["缺少步骤：集体研究、公示公开"]
    assert said(FOUR, *taken, language="en") == ["steps lacking: collective study, public notice"]


def test_a_step_before_its_turn_is_named_with_its_day_and_that_of_the_step_it_has_to_follow() -> None:
    taken = ((S, "2017-01-05"), (C, "2017-01-02"), (U, "2017-01-10"), (N, "2017-01-20"))
    assert said(FOUR, *taken) == ["次序有误：集体研究（2017-01-02）早于深入调查（2017-01-05）"]
    assert said(FOUR, *taken, language="en") == [
        "out of order: collective study (2017-01-02) is before survey (2017-01-05)"
    ]


def test_every_step_before_its_turn_is_told_against_the_last_step_that_is_in_order() -> None:
    taken = ((C, "2017-01-01"), (U, "2017-01-02"), (S, "2017-01-05"), (N, "2017-01-20"))
    assert said(FOUR, *taken) == [
        "次序有误：集体研究（2017-01-01）早于深入调查（2017-01-05）；上报备案（2017-01-02）早于深入调查（2017-01-05）"
    ]


def test_two_steps_on_one_day_are_in_order_unless_the_rule_says_otherwise() -> None:
    taken = ((S, "2017-01-01"), (C, "2017-01-01"), (U, "2017-01-10"), (N, "2017-01-20"))
    assert said(FOUR, *taken) == []
    strict = FOUR.replace("otherwise:", "同日: 视为无序\n        otherwise:")
    assert said(strict, *taken) == ["次序有误：集体研究（2017-01-01）与深入调查（2017-01-01）同日"]
    assert said(strict, *taken, language="en") == [
        "out of order: collective study (2017-01-01) is on the day of survey (2017-01-01)"
    ]


def test_of_several_entries_of_one_step_it_is_enough_that_one_fits() -> None:
    """The study of 2 January came too early; it was held again on the 6th."""
    taken = ((S, "2017-01-05"), (C, "2017-01-02"), (C, "2017-01-06"), (U, "2017-01-10"), (N, "2017-01-20"))
    assert said(FOUR, *taken) == []


def test_a_reason_can_name_what_is_lacking_and_what_is_out_of_order_apart() -> None:
    rules = (
        FOUR
        + '        reason: {zh: "缺：{缺少的步骤}；乱：{次序有误的步骤}", en: "{skipped} / {misordered}"}\n'
    )
    taken = ((S, "2017-01-05"), (C, "2017-01-02"), (U, "2017-01-10"))
    assert said(rules, *taken) == ["缺：公示公开；乱：集体研究（2017-01-02）早于深入调查（2017-01-05）"]
    assert said(rules, *taken, language="en") == [
        "public notice / collective study (2017-01-02) is before survey (2017-01-05)"
    ]


def test_steps_that_are_not_on_record_leave_it_undetermined_and_are_named() -> None:
    data = filed()
    del data["projects"][0]["filings"][0]["steps"]
    [occasion] = judge(FOUR, data, "2017-12-31").occasions("steps_taken", "P")
    assert occasion.outcome == "undetermined"
    assert isinstance(occasion.value, Unknown)
    assert {(e.subject, e.path) for e in occasion.value.evidence} == {("P", ("filings", "F", "steps"))}


def test_who_filed_answers_for_it() -> None:
    assert judge(FOUR, filed((S, "2017-01-01")), "2017-12-31").against("steps_taken", "P") == ["U1"]


DOCUMENT = FOUR.replace("{id: survey}", "{id: survey, require: present(document)}")


def test_an_entry_that_is_not_as_required_is_no_such_step_and_named_apart() -> None:
    rest = ((C, "2017-01-02"), (U, "2017-01-10"), (N, "2017-01-20"))
    assert said(DOCUMENT, (S, "2017-01-01"), *rest) == ["步骤不合要求：深入调查"]
    assert said(DOCUMENT, (S, "2017-01-01", {"document": "一号"}), *rest) == []


def test_an_optional_step_can_be_left_out_and_has_to_come_in_its_turn_where_it_is_taken() -> None:
    rules = FOUR.replace("{id: collective study}", "{id: collective study, optional: true}")
    rest = ((S, "2017-01-05"), (U, "2017-01-10"), (N, "2017-01-20"))
    assert said(rules, *rest) == []
    assert said(rules, (C, "2017-01-06"), *rest) == []
    assert said(rules, (C, "2017-01-02"), *rest) == [
        "次序有误：集体研究（2017-01-02）早于深入调查（2017-01-05）"
    ]


def test_a_step_that_is_not_asked_of_a_subject_is_not_looked_at() -> None:
    rules = FOUR.replace("{id: collective study}", "{id: collective study, when: form = true}")
    steps = ((S, "2017-01-05"), (C, "2017-01-02"), (U, "2017-01-10"), (N, "2017-01-20"))
    for form, outcome in ((True, "unmet"), (False, "met")):
        assert judge(rules, filed(*steps, form=form), "2017-12-31").outcomes("steps_taken", "P") == [outcome]
    assert judge(rules, filed(*steps), "2017-12-31").outcomes("steps_taken", "P") == ["undetermined"]


NOTICE = FOUR.replace(
    "{id: public notice}", "{id: public notice, lasting: 5 working days}\n          - {id: confirmed}"
)


@pytest.mark.parametrize(
    ("confirmed", "reasons"),
    [
        # From Thursday 2 March 2017: the 3rd, 6th, 7th, 8th and 9th are the five working days.
        ("2017-03-09", []),
        ("2017-03-08", ["次序有误：研究确定（2017-03-08）距公示公开（2017-03-02）不足5个工作日"]),
        ("2017-03-01", ["次序有误：研究确定（2017-03-01）早于公示公开（2017-03-02）"]),
    ],
)
def test_a_step_that_has_to_last_keeps_the_next_one_waiting(confirmed: str, reasons: list[str]) -> None:
    before = ((S, "2017-01-01"), (C, "2017-01-02"), (U, "2017-01-10"), (N, "2017-03-02"))
    assert said(NOTICE, *before, ("confirmed", confirmed)) == reasons


UNTIL = FOUR.replace("otherwise:", "finished by: end of quarter 1\n        otherwise:")


def test_steps_at_the_end_can_be_lacking_until_the_day_by_which_all_is_finished() -> None:
    taken = ((S, "2017-01-01"), (C, "2017-01-02"))
    assert said(UNTIL, *taken, as_of="2017-03-30") == []
    assert said(UNTIL, *taken, as_of="2017-03-31") == ["缺少步骤：上报备案、公示公开"]


def test_a_gap_is_found_before_the_day_by_which_all_is_finished() -> None:
    assert said(UNTIL, (S, "2017-01-01"), (U, "2017-01-10"), as_of="2017-02-01") == ["缺少步骤：集体研究"]


def test_a_step_that_lies_ahead_of_the_day_judged_does_not_count_yet() -> None:
    steps = ((S, "2017-01-01"), (C, "2017-01-02"), (U, "2017-01-10"), (N, "2017-03-20"))
    rules = FOUR.replace("otherwise:", "judged: end of january\n        otherwise:").replace(
        "end of january", "01-31"
    )
    assert said(rules, *steps) == ["缺少步骤：公示公开"]


WORK = """
    procedure:
      - id: p
        on: item
        steps:
          - {id: given, title: {zh: 布置, en: given}, day: assigned}
          - {id: checked, title: {zh: 检查, en: checked}, day: inspections.occurred}
          - {id: answered, title: {zh: 反馈, en: answered}, day: comments.answered}
        reason: {zh: "{faults}", en: "{faults}"}
"""


def worked(through: str | None = COMPLETE, /, **item: Any) -> Judged:
    data = portfolio(units=[{"id": "U1"}], items=[{"id": "I", "title": "事项", **item}])
    data["registers"] |= {name: {"complete_through": through} for name in ("comments", "inspections")}
    return judge(WORK, data, "2017-12-31")


def inspected(*days: str) -> list[dict[str, str]]:
    return [{"id": f"N{i}", "occurred": d, "recorded": d} for i, d in enumerate(days)]


def commented(answered: str | None) -> list[dict[str, Any]]:
    return [{"id": "C1", "occurred": "2017-02-01", "recorded": "2017-02-01", "answered": answered}]


def test_steps_can_be_on_record_in_several_places() -> None:
    full: dict[str, Any] = {
        "assigned": "2017-01-05",
        "inspections": inspected("2017-02-01"),
        "comments": commented("2017-03-01"),
    }
    assert worked(**full).outcomes("p", "I") == ["met"]
    assert worked(**{**full, "comments": commented(None)}).outcomes("p", "I") == ["unmet"]
    assert worked(**{**full, "assigned": "2017-02-02"}).outcomes("p", "I") == ["unmet"]


def test_a_day_that_is_not_given_leaves_it_undetermined_and_is_named() -> None:
    [occasion] = worked(inspections=inspected("2017-02-01"), comments=commented("2017-03-01")).occasions(
        "p", "I"
    )
    assert isinstance(occasion.value, Unknown)
    assert {e.path for e in occasion.value.evidence} == {("assigned",)}


def test_what_a_register_has_can_be_enough_though_it_may_lack_entries() -> None:
    full: dict[str, Any] = {
        "assigned": "2017-01-05",
        "inspections": inspected("2017-02-01"),
        "comments": commented("2017-03-01"),
    }
    assert worked(None, **full).outcomes("p", "I") == ["met"]
    assert worked(None, **{**full, "inspections": inspected()}).outcomes("p", "I") == ["undetermined"]
    assert worked(None, **{**full, "inspections": inspected("2017-01-02")}).outcomes("p", "I") == [
        "undetermined"
    ]


def test_which_step_an_entry_is_can_be_told_by_another_field() -> None:
    rules = """
    procedure:
      - id: stages
        on: project
        of: rulings
        told by: stage
        steps: [{id: 初评}, {id: 公示, lasting: 5天}, {id: 审定}]
    """

    def ruling(number: int, stage: str, day: str) -> dict[str, Any]:
        about = [{"project": "P", "rule": "best"}]
        return {
            "id": f"R{number}",
            "stage": stage,
            "occurred": day,
            "recorded": day,
            "decision": "approved",
            "about": about,
        }

    rulings = [
        ruling(1, "first_assessment", "2017-11-01"),
        ruling(2, "public_notice", "2017-11-10"),
        ruling(3, "final", "2017-11-14"),
    ]
    data = portfolio(projects=[{"id": "P"}], rulings=rulings)
    assert judge(rules, data, "2017-12-31").reasons("stages", "P") == [
        "次序有误：审定（2017-11-14）距公示（2017-11-10）不足5天"
    ]
    rulings[2] |= {"occurred": "2017-11-15", "recorded": "2017-11-15"}
    assert judge(rules, data, "2017-12-31").outcomes("stages", "P") == ["met"]


def test_a_procedure_can_be_written_in_chinese_and_means_the_same() -> None:
    chinese = """
    办理程序:
      - 编号: steps_taken
        对象: 项目
        逐条: filings
        步骤:
          - {编号: survey}
          - {编号: collective study}
          - {编号: submitted, 标题: {中文: 上报备案, 英文: submitted}}
          - {编号: public notice}
        否则: 退回
        责任方: by
    """
    ours, theirs = pack_of(FOUR).core, pack_of(chinese).core
    assert (ours.checks, ours.outputs) == (theirs.checks, theirs.outputs)


KINDS = (S, C, U, N)
FIRST = date(2017, 1, 1)


def day(offset: int) -> str:
    return (FIRST + timedelta(days=offset)).isoformat()


@settings(max_examples=60, deadline=None)
@given(
    taken=st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 6)), max_size=8),
    optional=st.booleans(),
    strict=st.booleans(),
)
def test_a_procedure_holds_exactly_where_days_can_be_chosen_in_order(
    taken: list[tuple[str, int]], optional: bool, strict: bool
) -> None:
    """Against trying every choice of one entry per step; and compiled code gives what the model gives."""
    rules = (
        FOUR.replace("{id: collective study}", "{id: collective study, optional: true}") if optional else FOUR
    )
    if strict:
        rules = rules.replace("otherwise:", "same day: not in order\n        otherwise:")
    days = {kind: [offset for k, offset in taken if k == kind] for kind in KINDS}
    wanted = [kind for kind in KINDS if days[kind] or not (optional and kind == C)]
    held = any(
        all(one < other or (one == other and not strict) for one, other in pairwise(choice))
        for choice in product(*(days[kind] for kind in wanted))
    )
    data = filed(*((kind, day(offset)) for kind, offset in taken))
    judged = judge(rules, data, "2017-12-31")
    assert judged.outcomes("steps_taken", "P") == ["met" if held else "unmet"]
    assert all(text for text in judged.reasons("steps_taken", "P"))
    facts = judged.model.facts
    assert compile_core(judged.pack.core).run(facts) == run(judged.pack.core, facts)


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        ("steps: []", ("F504", 3, "the rule `p` has no steps")),
        ("steps: [{id: servey}]", ("N500", 3, "there is no kind of step `servey`")),
        ("of: evidence, steps: [{id: a, kind: meating}]", ("N500", 3, "there is no kind of step `meating`")),
        ("of: title, steps: [{id: a}]", ("T001", 3, "a list is wanted here, and this is a text")),
        (
            "of: baselines, steps: [{id: a}]",
            ("F501", 3, "baseline has no `kind`, and so no entry says which step it is, and of which day"),
        ),
        (
            "steps: [{id: a, day: start, require: 1 < 2}]",
            ("F502", 3, "the step `a` has a `day`, and then `require` says nothing"),
        ),
        ("steps: [{id: a, day: title}]", ("T001", 3, "a date is wanted here, and this is a text")),
        (
            "of: evidence, steps: [{id: 会议部署, lasting: 5 days}]",
            ("F503", 3, "no step comes after `会议部署`, and so nothing shows how long it lasted"),
        ),
        (
            "of: evidence, steps: [{id: 会议部署, lasting: long}, {id: 工作方案}]",
            ("F149", 3, "`lasting` has to be a length of time, and this is `long`"),
        ),
        (
            "steps: [{id: survey}], each: evidence",
            (
                "F500",
                3,
                "it does not show where the step `survey` is on record, and on which day it was taken",
            ),
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_where_it_stands(keys: str, fault: tuple[str, int, str]) -> None:
    each = "" if "of:" in keys or "each:" in keys or "day:" in keys else ", each: filings"
    assert faults_of(f"procedure:\n  - {{id: p, on: project{each},\n  {keys}}}\n") == [fault]
