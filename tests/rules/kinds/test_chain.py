"""Chains of responsibility: link by link down to a person."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.kinds.judging import COMPLETE, Judged, faults_of, judge, pack_of, portfolio

from projgov.domain.plain import from_plain
from projgov.scoring.compile import compile as compile_core
from projgov.scoring.evaluate import evaluate
from projgov.scoring.model import run
from projgov.scoring.values import Unknown

DOWN = """
    chain:
      - id: down
        on: item
        when: parent = null
        links:
          - {id: part, title: {zh: 分解事项, en: part}, of: parts, require present: [lead unit]}
          - {id: task, title: {zh: 任务, en: task}, of: letter.tasks, require present: [officer, unit]}
        reason: {zh: "{place}：{gaps}", en: "{place}: {gaps} ({link})"}
"""
UNITS = [{"id": "U", "name": "示例局"}, {"id": "V", "name": "示例村"}]
TASK = {"id": "T1", "title": "修路", "unit": "V", "officer": "O"}


def item(id_: str, title: str, parent: str | None, *tasks: dict[str, Any], **more: Any) -> dict[str, Any]:
    letter = {"version": 1, "occurred": "2017-01-05", "recorded": "2017-01-05", "tasks": list(tasks)}
    return {"id": id_, "title": title, "parent": parent, "letters": [letter], "lead_unit": "U", **more}


def judged(*items: dict[str, Any], rules: str = DOWN) -> Judged:
    data = portfolio(units=UNITS, officers=[{"id": "O", "name": "赵示例"}, {"id": "O2"}], items=list(items))
    data["registers"]["letters"] = {"complete_through": COMPLETE}
    return judge(rules, data, "2017-12-31")


def test_a_chain_that_comes_down_to_a_person_has_no_gap() -> None:
    found = judged(item("I", "事项", None), item("I1", "分一", "I", TASK))
    assert (found.outcomes("down.part", "I"), found.outcomes("down.task", "I")) == (["met"], ["met"])
    assert found.outcomes("down.part", "I1") == []


def test_a_task_without_a_person_is_named_with_its_place_in_the_chain() -> None:
    nobody = {"id": "T2", "title": "种树", "unit": "V"}
    found = judged(
        item("I", "事项", None), item("I1", "分一", "I", TASK, nobody), item("I2", "分二", "I", TASK)
    )
    assert found.outcomes("down.task", "I") == ["unmet", "met"]
    assert found.reasons("down.task", "I") == ["事项 → 分一：种树缺少责任人"]
    assert found.reasons("down.task", "I", "en") == ["事项 → 分一: 种树 lacks officer (task)"]


def test_an_element_with_nothing_below_it_is_a_gap_below_that_element() -> None:
    found = judged(item("I", "事项", None), item("I1", "分一", "I", TASK), item("I2", "分二", "I"))
    assert found.reasons("down.task", "I") == ["事项 → 分二：没有任务"]


def test_a_link_without_elements_is_told_once_and_not_for_what_would_lie_below() -> None:
    found = judged(item("I", "事项", None))
    assert found.reasons("down.part", "I") == ["事项：没有分解事项"]
    assert found.outcomes("down.task", "I") == []


def test_a_part_of_which_nobody_is_in_charge_is_a_gap_of_its_own_link() -> None:
    part = item("I1", "分一", "I", TASK)
    del part["lead_unit"]
    assert judged(item("I", "事项", None), part).reasons("down.part", "I") == ["事项：分一缺少主办单位"]


def test_tasks_that_are_not_on_record_leave_it_undetermined_unless_the_register_is_complete() -> None:
    part = item("I1", "分一", "I")
    del part["letters"]
    assert judged(item("I", "事项", None), part).reasons("down.task", "I") == ["事项 → 分一：没有任务"]
    data = portfolio(units=UNITS, items=[item("I", "事项", None), part])
    [occasion] = judge(DOWN, data, "2017-12-31").occasions("down.task", "I")
    assert occasion.outcome == "undetermined"
    assert isinstance(occasion.value, Unknown)
    assert {(e.subject, e.path) for e in occasion.value.evidence} == {("I1", ("letters",))}


FLAT = """
    chain:
      - id: seam
        on: item
        links:
          - {id: leader, title: {zh: 市级领导, en: leader}, role: linked leader, require present: [officer]}
          - {id: unit, title: {zh: 责任部门, en: department in charge}, of: subject.lead unit}
          - id: supporting
            title: {zh: 配合部门, en: supporting department}
            of: subject.co units
            optional: true
            require: some r in subject.responsibilities satisfies r.role = "supporting unit" and r.unit = item
"""


def held(role: str, **more: Any) -> dict[str, Any]:
    return {"role": role, "from": "2017-01-01", "to": None, **more}


def test_links_that_begin_with_the_subject_are_asked_once() -> None:
    leaders = [held("linked_leader", officer="O"), held("linked_leader", officer="O2")]
    one = item("I", "事项", None, co_units=["V"], responsibilities=leaders)
    found = judged(one, rules=FLAT)
    assert [found.outcomes(f"seam.{link}", "I") for link in ("leader", "unit", "supporting")] == [
        ["met"],
        ["met"],
        ["unmet"],
    ]
    assert found.reasons("seam.supporting", "I") == ["责任链在事项断档：示例村不合要求"]
    assert [found.value(f"seam.{link}", "I") for link in ("unit", "supporting")] == [True, False]
    one["responsibilities"].append(held("supporting_unit", unit="V"))
    assert judged(one, rules=FLAT).outcomes("seam.supporting", "I") == ["met"]


def test_nobody_in_force_and_no_unit_named_are_gaps() -> None:
    past = {**held("linked_leader", officer="O"), "to": "2017-06-30"}
    one = item("I", "事项", None, co_units=[], responsibilities=[past])
    del one["lead_unit"]
    found = judged(one, rules=FLAT)
    assert found.reasons("seam.leader", "I") == ["责任链在事项断档：没有市级领导"]
    assert found.reasons("seam.unit", "I", "en") == ["The chain has a gap at 事项: no department in charge"]


def test_an_optional_link_may_be_empty() -> None:
    one = item("I", "事项", None, co_units=[], responsibilities=[held("linked_leader", officer="O")])
    assert judged(one, rules=FLAT).outcomes("seam.supporting", "I") == ["met"]


def test_compiled_code_agrees_and_the_report_tells_the_gaps() -> None:
    items = [
        item("I", "事项", None),
        item("I1", "分一", "I", {"id": "T", "title": "种树"}),
        item("I2", "分二", "I"),
    ]
    found = judged(*items)
    assert compile_core(found.pack.core).run(found.model.facts) == run(found.pack.core, found.model.facts)
    data = portfolio(units=UNITS, items=items)
    data["registers"]["letters"] = {"complete_through": COMPLETE}
    told = evaluate(pack_of(DOWN), from_plain(data), as_of="2017-12-31").explain("I", language="zh")
    assert "事项 → 分一：种树缺少责任人、承担单位" in told
    assert "事项 → 分二：没有任务" in told


def test_it_can_be_written_in_chinese_and_means_the_same() -> None:
    chinese = """
    责任链:
      - 编号: down
        对象: 事项
        适用: parent = null
        环节:
          - {编号: part, 标题: {中文: 分解事项, 英文: part}, 组成: parts, 要求齐全: [lead unit]}
          - {编号: task, 标题: {中文: 任务, 英文: task}, 组成: letter.tasks, 要求齐全: [officer, unit]}
        理由: {中文: "{位置}：{断档}", 英文: "{place}: {gaps} ({link})"}
    """
    ours, theirs = pack_of(DOWN).core, pack_of(chinese).core
    assert (ours.checks, ours.definitions, ours.outputs) == (
        theirs.checks,
        theirs.definitions,
        theirs.outputs,
    )


@pytest.mark.parametrize(
    ("links", "fault"),
    [
        ("[]", ("F512", 3, "the rule `c` has no links")),
        ("[{id: a}]", ("F510", 3, "the link `a` has to have one of `of` and `role`")),
        (
            "[{id: a, of: lead unit, role: linked leader}]",
            ("F510", 3, "the link `a` has to have one of `of` and `role`"),
        ),
        ("[{id: a, role: linked leeder}]", ("N501", 3, "unknown role `linked leeder`")),
        (
            "[{id: a, of: title}]",
            ("T001", 3, "a record, or a list of records is wanted here, and this is a text"),
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_where_it_stands(links: str, fault: tuple[str, int, str]) -> None:
    assert faults_of(f"chain:\n  - {{id: c, on: project,\n  links: {links}}}\n") == [fault]


def test_roles_are_for_what_has_responsibilities() -> None:
    found = faults_of("chain:\n  - {id: c, on: portfolio, links: [{id: a, role: linked leader}]}\n")
    assert found == [
        ("F511", 2, "the type portfolio has no responsibilities: `role` cannot stand at the link `a`")
    ]
