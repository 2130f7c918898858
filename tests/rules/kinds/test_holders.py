"""What is asked of those who hold a role: a post, no other role, handovers on record and without a gap."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.kinds.judging import Judged, faults_of, judge, pack_of, portfolio

from projgov.scoring.compile import compile as compile_core
from projgov.scoring.model import run

SUPERIOR = """
    responsibility:
      - id: superior
        on: project
        judged: end of year
        role: superior
        held by: officer
        in post: secretary
        of unit: lead unit.parent
        not also: project lead
        reason: {zh: "缺少：{absent}", en: "Lacking: {absent}"}
"""
HANDOVER = """
    responsibility:
      - id: held
        on: project
        judged: end of year
        role: project lead
        handover recorded: 10 days
        without gap: true
        reason: {zh: "缺少：{absent}", en: "Lacking: {absent}"}
"""
UNITS = [{"id": "TOWN", "parent": None}, {"id": "VILLAGE", "parent": "TOWN"}]


def post(unit: str, name: str = "secretary", end: str | None = None) -> dict[str, Any]:
    return {"unit": unit, "post": name, "from": "2016-01-01", "to": end}


def role(
    name: str, officer: str, start: str = "2017-01-01", end: str | None = None, **more: Any
) -> dict[str, Any]:
    return {"role": name, "officer": officer, "from": start, "to": end, **more}


def judged(rules: str, *roles: dict[str, Any], posts: list[dict[str, Any]] | None = None) -> Judged:
    officers = [
        {"id": "UP", "posts": [post("TOWN")] if posts is None else posts},
        {"id": "LEAD", "posts": [post("VILLAGE")]},
        {"id": "NEXT", "posts": [post("VILLAGE")]},
    ]
    projects = [{"id": "P", "lead_unit": "VILLAGE", "responsibilities": list(roles)}]
    return judge(rules, portfolio(units=UNITS, officers=officers, projects=projects), "2017-12-31")


def test_the_superior_is_the_secretary_in_post_of_the_unit_above() -> None:
    found = judged(SUPERIOR, role("superior", "UP"), role("project_lead", "LEAD"))
    assert found.outcomes("superior", "P") == ["met"]
    for posts in ([post("VILLAGE")], [post("TOWN", "deputy_secretary")], [post("TOWN", end="2017-12-30")]):
        found = judged(SUPERIOR, role("superior", "UP"), posts=posts)
        assert found.reasons("superior", "P") == ["缺少：在任书记"]
        assert found.reasons("superior", "P", "en") == ["Lacking: the secretary in post"]


def test_nobody_is_the_superior_of_himself() -> None:
    found = judged(SUPERIOR, role("superior", "UP"), role("project_lead", "UP"))
    assert found.reasons("superior", "P") == ["缺少：与领办人分开"]
    past = role("project_lead", "UP", end="2017-06-30")
    assert judged(SUPERIOR, role("superior", "UP"), past).outcomes("superior", "P") == ["met"]


def test_who_holds_a_role_from_the_start_needs_no_record_of_a_handover() -> None:
    assert judged(HANDOVER, role("project_lead", "LEAD")).outcomes("held", "P") == ["met"]


@pytest.mark.parametrize(
    ("start", "recorded", "lacking"),
    [
        ("2017-07-01", "2017-07-11", []),  # the tenth day after the first
        ("2017-07-01", "2017-07-12", ["缺少：换人的登记"]),
        ("2017-07-01", None, ["缺少：换人的登记"]),
        ("2017-07-02", "2017-07-02", ["缺少：前后任的衔接"]),  # nobody on the first of July
        ("2017-08-01", None, ["缺少：换人的登记、前后任的衔接"]),
    ],
)
def test_a_change_of_the_holder_has_to_be_on_record_and_leaves_no_gap(
    start: str, recorded: str | None, lacking: list[str]
) -> None:
    more = {} if recorded is None else {"recorded": recorded}
    first = role("project_lead", "LEAD", end="2017-06-30")
    found = judged(HANDOVER, first, role("project_lead", "NEXT", start, **more))
    assert found.reasons("held", "P") == lacking
    assert found.outcomes("held", "P") == ["unmet" if lacking else "met"]
    assert compile_core(found.pack.core).run(found.model.facts) == run(found.pack.core, found.model.facts)


def test_it_can_be_written_in_chinese_and_means_the_same() -> None:
    chinese = """
    责任落实:
      - {编号: superior, 对象: 项目, 判定日: end of year, 角色: 上级负责人, 承担者: 干部, 任职: 书记, 任职单位: lead unit.parent, 不得兼任: 领办人, 理由: {中文: "缺少：{缺项}", 英文: "Lacking: {absent}"}}
      - {编号: held, 对象: 项目, 判定日: end of year, 角色: 领办人, 交接登记: 10天, 不留空档: true, 理由: {中文: "缺少：{缺项}", 英文: "Lacking: {absent}"}}
    """
    ours = pack_of(SUPERIOR + HANDOVER.partition("responsibility:")[2]).core
    theirs = pack_of(chinese).core
    assert (ours.checks, ours.outputs) == (theirs.checks, theirs.outputs)


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        ("on: project, role: superior,\n  in post: secretery", ("N502", 3, "unknown post `secretery`")),
        ("on: project, role: superior,\n  not also: leed", ("N503", 3, "unknown role `leed`")),
        (
            "on: unit, role: superior,\n  in post: head",
            ("F513", 3, "it does not show in which unit the post has to be held"),
        ),
        (
            "on: project, role: superior,\n  of unit: lead unit",
            ("F514", 3, "`of unit` is written, and no post"),
        ),
        (
            "on: project, require: budget > 1,\n  without gap: true",
            ("F134", 3, "`without gap` is written, and no role"),
        ),
        (
            "on: project, role: superior,\n  handover recorded: soon",
            ("F149", 3, "`handover recorded` has to be a length of time, and this is `soon`"),
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_where_it_stands(keys: str, fault: tuple[str, int, str]) -> None:
    assert faults_of(f"responsibility:\n  - {{id: r, {keys}}}\n") == [fault]
