"""Schedules: what has to be reached by when."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.kinds.judging import faults_of, judge, pack_of, portfolio

from projgov.rules.core import nodes

GATES = """
    schedule:
      - id: gates
        on: project
        gates:
          - id: started
            title: {zh: 项目启动, en: started}
            due: end of quarter 1
            require: some e in evidence satisfies e.kind = "start" and e.occurred <= due
          - id: over_half_done
            title: {zh: 任务过半, en: over half done}
            due: end of quarter 2
            require: progress at due > 50
        otherwise: warn
        against: lead unit
        reason: {zh: "{gate}:到{due}未达到", en: "Not {gate} by {due}"}
    definitions:
      - {id: started, on: project, value: gates.started}
      - {id: half, on: project, value: gates.over_half_done}
      - {id: unmet, on: project, value: gates.unmet}
      - {id: pending, on: project, value: gates.pending}
"""
START = {"id": "E1", "kind": "start", "occurred": "2017-03-31", "recorded": "2017-04-01"}


def report(day: str, value: int) -> dict[str, Any]:
    figure = {"value": value, "basis": "works", "source": "verified"}
    return {
        "id": f"R{day}",
        "kind": "monthly",
        "period": day[:7],
        "occurred": day,
        "recorded": day,
        "progress": [figure],
    }


def project(**more: Any) -> dict[str, Any]:
    return portfolio(units=[{"id": "U1"}], projects=[{"id": "P", "lead_unit": "U1", **more}])


def outcomes(data: dict[str, Any], as_of: str) -> list[str]:
    judged = judge(GATES, data, as_of)
    return [*judged.outcomes("gates.started", "P"), *judged.outcomes("gates.over_half_done", "P")]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2017-03-30", ["pending", "pending"]),
        ("2017-03-31", ["unmet", "pending"]),
        ("2017-06-29", ["unmet", "pending"]),
        ("2017-06-30", ["unmet", "undetermined"]),
    ],
)
def test_a_gate_is_pending_before_its_day_and_judged_from_it_on(as_of: str, expected: list[str]) -> None:
    assert outcomes(project(), as_of) == expected


def test_what_comes_on_the_last_day_is_in_time_and_what_comes_later_mends_nothing() -> None:
    late = {**START, "occurred": "2017-04-01"}
    assert outcomes(project(evidence=[START]), "2017-04-30")[0] == "met"
    assert outcomes(project(evidence=[late]), "2017-04-30")[0] == "unmet"


@pytest.mark.parametrize(("value", "outcome"), [(50, "unmet"), (51, "met")])
def test_over_half_means_more_than_half_on_the_day(value: int, outcome: str) -> None:
    data = project(reports=[report("2017-06-30", value), report("2017-07-31", 99)])
    assert outcomes(data, "2017-12-31")[1] == outcome


def test_the_reason_names_the_gate_and_its_day_in_both_languages() -> None:
    judged = judge(GATES, project(reports=[report("2017-06-30", 20)]), "2017-12-31")
    assert judged.reasons("gates.started", "P") == ["项目启动:到2017-03-31未达到"]
    assert judged.reasons("gates.over_half_done", "P", "en") == ["Not over half done by 2017-06-30"]
    assert judged.against("gates.started", "P") == ["U1"]


def test_other_rules_see_how_many_gates_are_missed_or_pending_and_which_are_met() -> None:
    judged = judge(GATES, project(evidence=[START]), "2017-04-30")
    assert (judged.value("started", "P"), judged.value("half", "P")) == (True, False)
    assert (judged.value("unmet", "P"), judged.value("pending", "P")) == (0, 1)


def test_a_gate_that_is_undetermined_is_so_for_other_rules_too() -> None:
    judged = judge(GATES, project(evidence=[START]), "2017-06-30")
    assert judged.value("started", "P") is True
    assert judged.value("half", "P") == judged.value("unmet", "P")
    assert [e.path for e in judged.value("half", "P").evidence] != []


def test_a_gate_can_ask_for_things_to_be_there_and_have_a_reason_of_its_own() -> None:
    rules = """
    schedule:
      - id: gates
        on: project
        gates:
          - id: documents
            due: 04-30
            require present: [lead unit, budget, co units]
            reason: {zh: "到{期限}{节点}缺{缺项}", en: "{gate} lacks {absent}"}
        reason: 不用这一句
    """
    judged = judge(rules, project(), "2017-04-30")
    assert judged.outcomes("gates.documents", "P") == ["unmet"]
    assert judged.reasons("gates.documents", "P") == ["到2017-04-30documents缺预算、协办单位"]
    assert judged.reasons("gates.documents", "P", "en") == ["documents lacks budget, co-units"]


def test_where_a_gate_or_the_rule_does_not_apply_nothing_is_said() -> None:
    rules = """
    schedule:
      - id: gates
        on: project
        when: livelihood = true
        gates:
          - {id: one, due: 04-30, require: 1 > 2}
          - {id: two, due: 04-30, require: 1 > 2, when: pilot = true}
    """
    judged = judge(rules, project(livelihood=True, pilot=False), "2017-12-31")
    assert (judged.outcomes("gates.one", "P"), judged.outcomes("gates.two", "P")) == (["unmet"], [])
    judged = judge(rules, project(livelihood=False, pilot=True), "2017-12-31")
    assert (judged.outcomes("gates.one", "P"), judged.outcomes("gates.two", "P")) == ([], [])


def test_a_day_can_come_from_the_data() -> None:
    rules = "schedule:\n  - {id: s, on: project, gates: [{id: ended, due: end, require: 1 > 2}]}\n"
    judged = judge(rules, project(end="2017-05-05"), "2017-05-04")
    assert judged.outcomes("s.ended", "P") == ["pending"]
    [occasion] = judge(rules, project(end="2017-05-05"), "2017-05-06").occasions("s.ended", "P")
    assert (occasion.outcome, occasion.judged.isoformat()) == ("unmet", "2017-05-05")


@pytest.mark.parametrize(
    "due",
    ["end of quarter 1", "一季度末", "03-31", "3月31日", "2017-03-31", '@"2017-03-31"', "end of month 3"],
)
def test_a_day_can_be_written_as_offices_write_it(due: str) -> None:
    rules = f"schedule:\n  - {{id: s, on: project, gates: [{{id: g, due: '{due}', require: 1 > 2}}]}}\n"
    judged = pack_of(rules).core.checks["s.g"].judged
    assert isinstance(judged, nodes.Literal)
    assert judged.value.isoformat() == "2017-03-31"


def test_a_schedule_can_be_written_in_chinese_and_means_the_same() -> None:
    chinese = """
    进度节点:
      - 编号: gates
        对象: 项目
        节点:
          - 编号: started
            标题: {中文: 项目启动, 英文: started}
            期限: 一季度末
            要求: some e in evidence satisfies e.kind = "启动" and e.occurred <= 期限
          - 编号: over_half_done
            标题: {中文: 任务过半, 英文: over half done}
            期限: 二季度末
            要求: 进度 at 期限 > 50
        否则: 预警
        责任方: 主办单位
        理由: {中文: "{节点}:到{期限}未达到", 英文: "Not {gate} by {due}"}
    """
    ours, theirs = pack_of(GATES).core, pack_of(chinese).core
    assert (ours.checks, ours.outputs) == (theirs.checks, theirs.outputs)


@pytest.mark.parametrize(
    ("gates", "faults"),
    [
        ("gates: []", [("F140", 4, "the rule `s` has no gates")]),
        ("gates: [{id: g, due: 04-30}]", [("F141", 4, "the gate `g` requires nothing")]),
        (
            "gates: [{id: g, due: 04-30, require: budget > 2}, {id: g, due: 05-31, require: budget > 2}]",
            [("N021", 4, "`g` is used twice in the rule `s`")],
        ),
        (
            "gates: [{id: met, due: 04-30, require: budget > 2}]",
            [("N022", 4, "`s.met` has a meaning already")],
        ),
        (
            "gates: [{id: 1st, due: 04-30, require: budget > 2}]",
            [("N020", 4, "`1st` cannot serve as a name")],
        ),
        ("gates: [{id: g, require: budget > 2}]", [("F105", 4, "`due` is missing")]),
        (
            "gates: [{id: g, due: title, require: budget > 2}]",
            [("T001", 4, "a date is wanted here, and this is a text")],
        ),
        (
            "gates: [{id: g, due: 10 days after period end, require: budget > 2}]",
            [("N030", 4, "there is no period here whose end could be meant")],
        ),
        (
            "gates: [{id: g, due: 04-30, require: budget > 2, requires: 3}]",
            [("F106", 4, "unknown key `requires`")],
        ),
        (
            "judged: 04-30, gates: [{id: g, due: 04-30, require: budget > 2}]",
            [("F142", 4, "rules of this kind judge on the day that is due, not on `judged`")],
        ),
        (
            "otherwise: shout, gates: [{id: g, due: 04-30, require: bugdet > 2}]",
            [("N007", 4, "unknown outcome `shout`"), ("N001", 4, "unknown name `bugdet`")],
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_where_it_stands(
    gates: str, faults: list[tuple[str, int, str]]
) -> None:
    assert faults_of(f"schedule:\n  - {{id: s,\n  on: project,\n  {gates}}}\n") == faults
