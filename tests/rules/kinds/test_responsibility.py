"""Responsibilities: who has to be named."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.kinds.judging import faults_of, judge, pack_of, portfolio

LEADER = """
    responsibility:
      - id: one_linked_leader
        on: project
        judged: end of year
        role: linked leader
        held by: officer
        exactly: 1
        reason: {zh: "挂钩领导应为{least}名,现有{count}名", en: "{count} linked leaders"}
"""
HEADED = """
    responsibility:
      - id: responsible
        on: project
        judged: end of year
        role: responsible leader
        held by: officer
        head of unit: head_required = true
        require present: [lead unit, co units]
        against: lead unit
        reason: {zh: "未明确:{absent}", en: "Not named: {absent}"}
"""
UNITS = [{"id": "U1", "level": "department"}, {"id": "U2", "level": "department"}]
OFFICERS = [
    {"id": "O1", "posts": [{"unit": "U1", "post": "head", "from": "2015-01-01", "to": None}]},
    {"id": "O2", "posts": [{"unit": "U1", "post": "deputy_head", "from": "2015-01-01", "to": None}]},
    {"id": "O3", "posts": [{"unit": "U2", "post": "head", "from": "2015-01-01", "to": None}]},
    {"id": "O4", "posts": [{"unit": "U1", "post": "head", "from": "2010-01-01", "to": "2014-12-31"}]},
    {"id": "O5"},
]


def held(
    role: str = "linked_leader", officer: str = "O1", start: str = "2017-01-10", **more: Any
) -> dict[str, Any]:
    return {"role": role, "officer": officer, "from": start, **more}


def leaders(*responsibilities: dict[str, Any], as_of: str = "2017-12-31") -> list[str]:
    data = portfolio(
        units=UNITS, officers=OFFICERS, projects=[{"id": "P", "responsibilities": list(responsibilities)}]
    )
    return judge(LEADER, data, as_of).outcomes("one_linked_leader", "P")


def responsible(officer: str, **more: Any) -> list[str]:
    responsibilities = [held("responsible_leader", officer, **more)]
    project = {"id": "P", "lead_unit": "U1", "co_units": [], "responsibilities": responsibilities}
    data = portfolio(units=UNITS, officers=OFFICERS, projects=[project])
    return judge(HEADED, data, "2017-12-31").outcomes("responsible", "P")


@pytest.mark.parametrize(
    ("responsibilities", "outcome"),
    [
        ([], "unmet"),
        ([held()], "met"),
        ([held(), held(officer="O2")], "unmet"),
        ([held(), held("responsible_leader", "O2")], "met"),
        ([{"role": "linked_leader", "unit": "U1", "from": "2017-01-10"}], "unmet"),
    ],
    ids=["nobody", "one", "two", "another role", "a unit instead"],
)
def test_exactly_one_officer_has_to_hold_the_role(
    responsibilities: list[dict[str, Any]], outcome: str
) -> None:
    assert leaders(*responsibilities) == [outcome]


@pytest.mark.parametrize(
    ("start", "to", "outcome"),
    [
        ("2017-12-31", None, "met"),
        ("2018-01-01", None, "unmet"),
        ("2017-01-01", "2017-12-31", "met"),
        ("2017-01-01", "2017-12-30", "unmet"),
    ],
)
def test_a_responsibility_counts_from_its_first_day_through_its_last(
    start: str, to: str | None, outcome: str
) -> None:
    assert leaders(held(start=start, to=to)) == [outcome]


def test_a_handover_leaves_one_holder_on_any_day() -> None:
    assert leaders(held(to="2017-06-30"), held(officer="O2", start="2017-07-01")) == ["met"]


def test_before_the_judged_day_nothing_is_said() -> None:
    assert leaders(as_of="2017-12-30") == ["pending"]


def test_a_responsibility_without_a_first_day_leaves_it_undetermined() -> None:
    assert leaders({"role": "linked_leader", "officer": "O1"}) == ["undetermined"]


def test_responsibilities_that_are_not_given_are_missing_evidence_and_not_a_failure() -> None:
    judged = judge(LEADER, portfolio(projects=[{"id": "P"}]), "2017-12-31")
    assert judged.outcomes("one_linked_leader", "P") == ["undetermined"]


def test_the_reason_says_how_many_there_are() -> None:
    data = portfolio(officers=OFFICERS, units=UNITS, projects=[{"id": "P", "responsibilities": []}])
    judged = judge(LEADER, data, "2017-12-31")
    assert judged.reasons("one_linked_leader", "P") == ["挂钩领导应为1名,现有0名"]
    assert judged.value("one_linked_leader.count", "P") == 0


@pytest.mark.parametrize(
    ("officer", "outcome"),
    [("O1", "met"), ("O2", "unmet"), ("O3", "unmet"), ("O4", "unmet"), ("O5", "undetermined")],
    ids=["the head", "a deputy", "head of another unit", "a former head", "posts not known"],
)
def test_where_the_head_is_required_the_holder_is_head_of_the_lead_unit(officer: str, outcome: str) -> None:
    assert responsible(officer, head_required=True) == [outcome]


def test_where_the_head_is_not_required_anyone_will_do() -> None:
    assert responsible("O2", head_required=False) == ["met"]


def test_where_it_is_not_known_whether_the_head_is_required_the_head_will_do_and_another_is_undetermined() -> (
    None
):
    assert [responsible("O1"), responsible("O2")] == [["met"], ["undetermined"]]


def test_the_reason_lists_what_is_not_named_the_role_first() -> None:
    project = {"id": "P", "lead_unit": "U1", "responsibilities": []}
    judged = judge(HEADED, portfolio(units=UNITS, projects=[project]), "2017-12-31")
    assert judged.reasons("responsible", "P") == ["未明确:责任领导、协办单位"]
    assert judged.reasons("responsible", "P", "en") == ["Not named: responsible leader, co-units"]
    assert judged.against("responsible", "P") == ["U1"]


def test_a_co_unit_stated_as_none_counts_as_named() -> None:
    rules = "responsibility:\n  - {id: r, on: project, require present: [lead unit, co units]}\n"
    data = portfolio(units=UNITS, projects=[{"id": "P", "lead_unit": "U1", "co_units": []}])
    assert judge(rules, data, "2017-12-31").outcomes("r", "P") == ["met"]


def test_among_narrows_whom_to_count_and_require_sees_the_holders() -> None:
    rules = """
    responsibility:
      - id: office
        on: project
        role: 挂钩处室
        held by: 单位
        among: unit.level = "office" and r.unit.parent.id = "U1"
        require: every h in holders satisfies present(h.duties)
    """
    units = [
        *UNITS,
        {"id": "U3", "level": "office", "parent": "U1"},
        {"id": "U4", "level": "office", "parent": "U2"},
    ]

    def outcome(unit: str, **more: Any) -> list[str]:
        responsibilities = [{"role": "linked_office", "unit": unit, "from": "2017-01-01", **more}]
        data = portfolio(units=units, projects=[{"id": "P", "responsibilities": responsibilities}])
        return judge(rules, data, "2017-12-31").outcomes("office", "P")

    assert outcome("U3", duties="对接联络") == ["met"]
    assert outcome("U3") == ["unmet"]
    assert outcome("U2", duties="对接联络") == ["unmet"]
    assert outcome("U4", duties="对接联络") == ["unmet"]


def test_an_officer_can_be_asked_what_responsibilities_they_hold() -> None:
    rules = "responsibility:\n  - {id: leads, on: officer, role: linked leader}\n"
    data = portfolio(units=UNITS, officers=OFFICERS, projects=[{"id": "P", "responsibilities": [held()]}])
    judged = judge(rules, data, "2017-12-31")
    assert [judged.outcomes("leads", o) for o in ("O1", "O2")] == [["met"], ["unmet"]]


def test_a_responsibility_can_be_written_in_chinese_and_means_the_same() -> None:
    chinese = """
    责任落实:
      - 编号: one_linked_leader
        对象: 项目
        判定日: 年末
        角色: 挂钩领导
        承担者: 干部
        恰好: 1
        理由: {中文: "挂钩领导应为{至少}名,现有{数量}名", 英文: "{count} linked leaders"}
    """
    ours, theirs = pack_of(LEADER).core, pack_of(chinese).core
    assert (ours.checks, ours.definitions, ours.outputs) == (
        theirs.checks,
        theirs.definitions,
        theirs.outputs,
    )


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        ("on: project", ("F110", 2, "the rule `r` requires nothing")),
        ("on: project, role: linked leadr", ("N031", 3, "unknown role `linked leadr`")),
        (
            "on: portfolio, role: linked leader",
            ("F133", 3, "what is judged here (portfolio) has no responsibilities"),
        ),
        (
            "on: project, require: missing(budget), held by: unit",
            ("F134", 3, "`held by` is written, and no role"),
        ),
        (
            "on: officer, role: linked leader, head of unit: missing(name)",
            ("F135", 3, "what is judged here (officer) has no lead unit"),
        ),
        (
            "on: project, role: linked office, held by: unit, head of unit: missing(budget)",
            ("F136", 3, "what a unit holds cannot be held by the head of a unit"),
        ),
        (
            "on: project, role: linked office, held by: nobody",
            ("F150", 3, "`nobody` is no kind of holder"),
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_where_it_stands(keys: str, fault: tuple[str, int, str]) -> None:
    assert faults_of(f"responsibility:\n  - {{id: r,\n  {keys}}}\n") == [fault]
