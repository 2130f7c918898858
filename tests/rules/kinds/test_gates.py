"""Gates against the plan, gates that ask for evidence, and gates scheduled back from an end."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.kinds.judging import Judged, faults_of, judge, pack_of, portfolio

from projgov.rules.core import nodes
from projgov.scoring.values import Unknown

PLAN = {
    "version": 1,
    "occurred": "2017-01-10",
    "recorded": "2017-01-10",
    "milestones": [
        {"id": "M1", "due": "2017-03-31", "planned_progress": 25},
        {"id": "M2", "due": "2017-06-30", "planned_progress": 50},
    ],
}


def report(day: str, value: int) -> dict[str, Any]:
    figure = {"value": value, "source": "verified"}
    return {"id": day, "kind": "monthly", "occurred": day, "recorded": day, "progress": [figure]}


def project(**more: Any) -> dict[str, Any]:
    return portfolio(units=[{"id": "U"}], projects=[{"id": "P", "lead_unit": "U", **more}])


REACH = """
    schedule:
      - id: gates
        on: project
        gates:
          - {id: by_plan, title: {zh: 达到计划, en: as planned}, due: end of quarter 1, reach: planned}
          - {id: half, title: {zh: 过半, en: half}, due: end of quarter 2, reach: 51}
        reason:
          zh: "{gate}:到{due}应达{应达},实达{实达},差{差额}"
          en: "{gate}: {needed} by {due}, {found} found, {shortfall} short"
"""


@pytest.mark.parametrize(("first", "outcome"), [(25, "met"), (24, "unmet")])
def test_a_gate_against_the_plan_is_met_from_the_planned_progress_on(first: int, outcome: str) -> None:
    data = project(baselines=[PLAN], reports=[report("2017-03-31", first)])
    assert judge(REACH, data, "2017-03-31").outcomes("gates.by_plan", "P") == [outcome]


def test_the_reason_names_what_is_needed_what_is_found_and_the_shortfall() -> None:
    data = project(baselines=[PLAN], reports=[report("2017-03-31", 20), report("2017-06-30", 50)])
    judged = judge(REACH, data, "2017-06-30")
    assert judged.reasons("gates.by_plan", "P", "en") == ["as planned: 25 by 2017-03-31, 20 found, 5 short"]
    assert judged.reasons("gates.half", "P") == ["过半:到2017-06-30应达51,实达50,差1"]


def test_without_a_plan_or_a_report_the_gate_is_undetermined_and_says_which_is_missing() -> None:
    [occasion] = judge(REACH, project(reports=[report("2017-03-31", 20)]), "2017-03-31").occasions(
        "gates.by_plan", "P"
    )
    assert occasion.outcome == "undetermined"
    assert isinstance(occasion.value, Unknown)
    assert {e.path for e in occasion.value.evidence} == {("planned_progress", "2017-03-31")}


def test_a_gate_against_the_plan_means_the_written_out_condition() -> None:
    written = REACH.replace("reach: planned", "require: progress at due >= planned progress at due").replace(
        "reach: 51", "require: progress at due >= 51"
    )
    short = REACH.split("        reason:", maxsplit=1)[0]
    assert pack_of(short).core.checks == pack_of(written.split("        reason:", maxsplit=1)[0]).core.checks


EVIDENCE = """
    schedule:
      - id: gates
        on: project
        gates:
          - {id: documents, due: 03-31, evidence: [任务书, timetable], reason: {zh: "缺{缺项}", en: "lacks {absent}"}}
"""


def test_a_gate_can_ask_for_kinds_of_evidence_that_came_into_being_by_its_day() -> None:
    book = {"id": "E1", "kind": "task_book", "occurred": "2017-03-31", "recorded": "2017-04-05"}
    late = {"id": "E2", "kind": "timetable", "occurred": "2017-04-01", "recorded": "2017-04-05"}
    judged = judge(EVIDENCE, project(evidence=[book, late]), "2017-12-31")
    assert judged.outcomes("gates.documents", "P") == ["unmet"]
    assert judged.reasons("gates.documents", "P") == ["缺时间表"]
    assert judged.reasons("gates.documents", "P", "en") == ["lacks timetable"]
    in_time = {**late, "occurred": "2017-03-31"}
    assert judge(EVIDENCE, project(evidence=[book, in_time]), "2017-12-31").outcomes(
        "gates.documents", "P"
    ) == ["met"]


def days(gates: str, **more: Any) -> list[str]:
    rules = f"schedule:\n  - {{id: s, on: project, gates: {gates}}}\n"
    judged = judge(rules, project(**more), "2018-12-31")
    return sorted(o.judged.isoformat() for c in judged.pack.core.checks for o in judged.occasions(c, "P"))


@pytest.mark.parametrize(
    ("due", "day"),
    [
        ("30 days before end", "2017-12-01"),
        ("结束日期前30天", "2017-12-01"),
        ("2 weeks before end", "2017-12-17"),
        ("1 month before end", "2017-11-30"),
        ("结束日期之前一个月", "2017-11-30"),
        ("1 year before end", "2016-12-31"),
        ("10 days before end of quarter 2", "2017-06-20"),
        ("10 days before 2017-03-01", "2017-02-19"),
        ("三季度末前10天", "2017-09-20"),
    ],
)
def test_a_gate_can_be_due_so_long_before_another_day(due: str, day: str) -> None:
    assert days(f'[{{id: g, due: "{due}", require: 1 < 2}}]'.replace('"', "'"), end="2017-12-31") == [day]


def test_gates_can_be_scheduled_back_one_from_the_other() -> None:
    gates = """[
      {id: drafted, due: 1 month before reviewed, require: 1 < 2},
      {id: reviewed, due: accepted前20天, require: 1 < 2},
      {id: accepted, due: 10 days before end, require: 1 < 2}]"""
    # 31 December less 10 days is 21 December; less 20 days 1 December; less a month 1 November.
    assert days(gates, end="2017-12-31") == ["2017-11-01", "2017-12-01", "2017-12-21"]


def test_where_the_end_is_not_known_the_gate_is_judged_on_the_day_of_evaluation() -> None:
    assert days("[{id: g, due: 10 days before end, require: 1 < 2}]") == ["2018-12-31"]


def test_a_day_that_can_be_reckoned_from_the_file_alone_is_a_constant() -> None:
    rules = "schedule:\n  - {id: s, on: project, gates: [{id: g, due: 10 days before year end, require: 1 < 2}]}\n"
    rules = rules.replace("year end", "end of year")
    judged = pack_of(rules).core.checks["s.g"].judged
    assert isinstance(judged, nodes.Literal)
    assert judged.value.isoformat() == "2017-12-21"


ORDER = """
    schedule:
      - id: s
        on: project
        in order: true
        gates:
          - {id: first, title: {zh: 进场, en: on site}, due: 90 days before end, require: 1 < 2}
          - {id: last, title: {zh: 竣工, en: completed}, due: end, require: 1 < 2}
        reason: 不用这一句
"""


def order(**more: Any) -> Judged:
    return judge(ORDER, project(**more), "2017-01-01")


def test_gates_that_have_to_be_in_order_are_found_where_one_comes_before_the_start() -> None:
    judged = order(start="2017-06-01", end="2017-07-30")  # ninety days before 30 July is 1 May
    assert judged.outcomes("s.in_order", "P") == ["unmet"]
    assert judged.reasons("s.in_order", "P") == ["节点先后有误：进场（2017-05-01）早于开始日期（2017-06-01）"]
    assert judged.reasons("s.in_order", "P", "en") == [
        "The order of the gates is wrong: on site (2017-05-01) is before the start (2017-06-01)"
    ]


def test_gates_in_their_order_are_met_and_undetermined_without_the_start() -> None:
    assert order(start="2017-05-01", end="2017-07-30").outcomes("s.in_order", "P") == ["met"]
    assert order(end="2017-07-30").outcomes("s.in_order", "P") == ["undetermined"]


@pytest.mark.parametrize(
    ("gates", "faults"),
    [
        (
            "[{id: a, due: 10 days before end, require: budget > 1}, {id: b, due: 30 days before end, require: budget > 1}]",
            [("C060", 1, "the gate `b` stands after `a`, and is due before it")],
        ),
        (
            "[{id: a, due: 06-30, require: budget > 1}, {id: b, due: 1 month before 07-01, require: budget > 1}]",
            [("C060", 1, "the gate `b` stands after `a`, and is due before it")],
        ),
        (
            "[{id: a, due: 10 days before b, require: budget > 1}, {id: b, due: 5 days before a, require: budget > 1}]",
            [("C061", 1, "the days of these gates go round in a circle: `a` → `b` → `a`")],
        ),
        (
            "[{id: a, due: 10 days before acceptence, require: budget > 1}]",
            [("N001", 1, "unknown name `acceptence`")],
        ),
        (
            "[{id: a, due: 10 days before title, require: budget > 1}]",
            [("T001", 1, "a date is wanted here, and this is a text")],
        ),
        ("[{id: a, due: 04-30, evidence: [weather]}]", [("N060", 1, "there is no kind of evidence `weather`")]),
        ("[{id: a, due: 04-30, reach: title}]", [("T001", 1, "a number is wanted here, and this is a text")]),
        (
            "[{id: a, due: 04-30, reach: 0.5}]",
            [("T024", 1, "one side is a percentage, of which 100 is the whole, and 0.5 on the other looks like a share between 0 and 1")],
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_told_where_it_stands(gates: str, faults: list[tuple[str, int, str]]) -> None:
    found = faults_of(f"schedule: [{{id: s, on: project, gates: {gates}}}]\n")
    assert [f for f in found if f[0] != "L030"] == faults


@pytest.mark.parametrize(
    ("subject", "gate", "message"),
    [
        ("officer", "reach: 50", "the type officer has no progress: `reach` cannot stand here"),
        (
            "portfolio",
            "evidence: [start]",
            "the type portfolio has no evidence: `evidence` cannot stand here",
        ),
    ],
)
def test_only_what_has_progress_and_evidence_can_be_held_to_them(
    subject: str, gate: str, message: str
) -> None:
    found = faults_of(f"schedule: [{{id: s, on: {subject}, gates: [{{id: a, due: 04-30, {gate}}}]}}]\n")
    assert ("T040", 1, message) in found
