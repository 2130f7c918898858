"""Quotas: how many there have to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.kinds.judging import faults_of, judge, pack_of, portfolio

from projgov.scoring.values import Unknown

EXISTING = """
    quota:
      - id: existing_work
        on: portfolio
        count: projects[origin = "existing"]
        least: 1
        reason: {zh: "存量项目{count}个,至少{least}个", en: "{count} such projects, at least {least} wanted"}
"""
FILED = """
    quota:
      - id: everyone_filed
        on: unit
        when: level in ("county", "department")
        count: led projects
        least: 1
        otherwise: flag
        against: subject
        reason: {zh: "{subject}没有申报项目", en: "{subject} has filed no project"}
"""
UNITS = [
    {"id": "U1", "name": "甲县", "level": "county"},
    {"id": "U2", "name": "乙局", "level": "department"},
    {"id": "U3", "name": "丙处", "level": "office"},
]


def projects(*origins: str | None) -> list[dict[str, object]]:
    """A project of each origin; None leaves it unstated."""
    return [{"id": f"P{i}", **({} if o is None else {"origin": o})} for i, o in enumerate(origins)]


def existing(*origins: str | None) -> list[str]:
    return judge(EXISTING, portfolio(projects=projects(*origins)), "2017-12-31").outcomes("existing_work")


def test_a_portfolio_with_enough_meets_its_quota() -> None:
    assert existing("existing", "new") == ["met"]


def test_a_portfolio_with_too_few_does_not_and_the_reason_says_how_many() -> None:
    judged = judge(EXISTING, portfolio(projects=projects("new", "new")), "2017-12-31")
    assert judged.outcomes("existing_work") == ["unmet"]
    assert judged.reasons("existing_work") == ["存量项目0个,至少1个"]
    assert judged.reasons("existing_work", language="en") == ["0 such projects, at least 1 wanted"]


def test_what_may_or_may_not_count_leaves_the_quota_undetermined_and_is_named() -> None:
    judged = judge(EXISTING, portfolio(projects=projects("new", None)), "2017-12-31")
    [occasion] = judged.occasions("existing_work")
    assert occasion.outcome == "undetermined"
    assert isinstance(occasion.value, Unknown)
    assert {(e.subject, e.path) for e in occasion.value.evidence} == {("P1", ("origin",))}


def test_units_that_should_have_filed_and_filed_nothing_are_found_and_others_are_not_asked() -> None:
    data = portfolio(units=UNITS, projects=[{"id": "P1", "lead_unit": "U1"}])
    judged = judge(FILED, data, "2017-12-31")
    assert {unit: judged.outcomes("everyone_filed", unit) for unit in ("U1", "U2", "U3")} == {
        "U1": ["met"],
        "U2": ["unmet"],
        "U3": [],
    }
    assert judged.reasons("everyone_filed", "U2") == ["乙局没有申报项目"]
    assert judged.against("everyone_filed", "U2") == ["U2"]


def test_other_rules_can_use_the_number_counted_and_the_outcome() -> None:
    rules = (
        FILED
        + """
    definitions:
      - {id: filed, on: unit, value: everyone_filed.count}
      - {id: short, on: unit, value: everyone_filed.unmet > 0}
"""
    )
    judged = judge(rules, portfolio(units=UNITS, projects=[{"id": "P1", "lead_unit": "U1"}]), "2017-12-31")
    assert [judged.value("filed", u) for u in ("U1", "U2")] == [1, 0]
    assert [judged.value("short", u) for u in ("U1", "U2", "U3")] == [False, True, False]


@given(
    number=st.integers(0, 6),
    least=st.none() | st.integers(1, 4),
    most=st.none() | st.integers(0, 6),
    as_parameters=st.booleans(),
)
def test_a_quota_is_met_exactly_when_the_number_lies_within_both_bounds(
    number: int, least: int | None, most: int | None, as_parameters: bool
) -> None:
    if (least is None and most is None) or (least is not None and most is not None and least > most):
        return
    bounds = {name: value for name, value in (("least", least), ("most", most)) if value is not None}
    rules = "quota:\n  - id: q\n    on: portfolio\n    count: projects\n"
    rules += "".join(f"    {n}: {f'limit_{n}' if as_parameters else v}\n" for n, v in bounds.items())
    rules += "parameters:\n" + "".join(
        f"  limit_{n}: {{value: {v}, basis: assumed}}\n" for n, v in bounds.items()
    )
    judged = judge(rules, portfolio(projects=projects(*["new"] * number)), "2017-12-31")
    within = (least is None or number >= least) and (most is None or number <= most)
    assert judged.outcomes("q") == ["met" if within else "unmet"]


@pytest.mark.parametrize(("number", "outcome"), [(1, "unmet"), (2, "met"), (3, "unmet")])
def test_exactly_allows_neither_more_nor_less(number: int, outcome: str) -> None:
    rules = "quota:\n  - {id: q, on: portfolio, count: projects, exactly: 2}\n"
    assert judge(rules, portfolio(projects=projects(*["new"] * number)), "2017-12-31").outcomes("q") == [
        outcome
    ]


def test_a_quota_can_be_written_in_chinese_and_means_the_same() -> None:
    chinese = """
    数量要求:
      - 编号: existing_work
        对象: 项目库
        计数: projects[origin = "盘活存量"]
        至少: 1
        理由: {中文: "存量项目{数量}个,至少{至少}个", 英文: "{count} such projects, at least {least} wanted"}
    """
    ours, theirs = pack_of(EXISTING).core, pack_of(chinese).core
    assert (ours.checks, ours.definitions, ours.outputs) == (
        theirs.checks,
        theirs.definitions,
        theirs.outputs,
    )


def test_a_number_can_be_given_instead_of_a_list() -> None:
    rules = "quota:\n  - {id: q, on: portfolio, count: 'count(projects) - 1', least: 1}\n"
    assert judge(rules, portfolio(projects=projects("new")), "2017-12-31").outcomes("q") == ["unmet"]


@pytest.mark.parametrize(
    ("bounds", "fault"),
    [
        ("note: nothing", ("F132", 2, "the rule `q` does not say how many there have to be")),
        ("least: 3, most: 2", ("F130", 5, "at least 3 and at most 2: there is no such number")),
        ("most: -1", ("F130", 5, "at least 0 and at most -1: there is no such number")),
        ("exactly: -1", ("F130", 5, "at least 0 and at most -1: there is no such number")),
        ("exactly: 1, most: 2", ("F131", 5, "`exactly` says how many, and `most` says it again")),
        ("least: 0", ("L010", 5, "at least 0: every number is that")),
        ("least: '\"many\"'", ("T001", 5, "a number is wanted here, and this is a text")),
    ],
)
def test_bounds_that_cannot_be_meant_are_refused_where_they_stand(
    bounds: str, fault: tuple[str, int, str]
) -> None:
    rules = f"quota:\n  - {{id: q,\n  on: portfolio,\n  count: projects,\n  {bounds}}}\n"
    assert faults_of(rules) == [fault]


def test_what_cannot_be_counted_is_refused() -> None:
    rules = "quota:\n  - id: q\n    on: project\n    count: title\n    least: 1\n"
    assert faults_of(rules) == [("T001", 4, "a list is wanted here, and this is a text")]


LEVELS = """
    parameters:
      by_town: {value: 2, basis: assumed}
      by_village: {value: 1, basis: assumed}
    quota:
      - id: by_level
        on: unit
        when: level in ("town", "village")
        count: led projects[level = subject.level]
        least: if level = "town" then by_town else by_village
        reason: {zh: "{count}个，应有{least}个", en: "{count} of {least}"}
"""


def test_each_unit_has_a_quota_of_its_own_by_its_level() -> None:
    """A town owes two of its own level, a village one; what a town leads of another level does not count."""
    units = [{"id": "T", "level": "town"}, {"id": "V", "level": "village"}, {"id": "C", "level": "county"}]
    led = [("P1", "T", "town"), ("P2", "T", "village"), ("P3", "V", "village")]
    data = portfolio(units=units, projects=[{"id": p, "lead_unit": u, "level": level} for p, u, level in led])
    judged = judge(LEVELS, data, "2017-12-31")
    assert {u["id"]: judged.outcomes("by_level", u["id"]) for u in units} == {
        "T": ["unmet"],
        "V": ["met"],
        "C": [],
    }
    assert judged.reasons("by_level", "T") == ["1个，应有2个"]
