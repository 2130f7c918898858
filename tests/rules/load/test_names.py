"""The names that a rule file defines: each means one thing, and no chain of definitions is too long."""

from __future__ import annotations

from datetime import date

import pytest
from tests.rules.kinds.judging import faults_of, judge, pack_of, portfolio

from projgov.domain.plain import from_plain
from projgov.scoring.facts import Facts
from projgov.scoring.model import run


def definitions(**values: str) -> str:
    """Definitions on projects, in the order given."""
    lines = "".join(f"  - {{id: {name}, on: project, value: '{value}'}}\n" for name, value in values.items())
    return f"definitions:\n{lines}"


@pytest.mark.parametrize("downwards", [True, False])
def test_a_chain_of_a_thousand_definitions_is_followed(downwards: bool) -> None:
    """d0 = d1 + 1, d1 = d2 + 1 … d999 = 1: d0 is 1000, in whatever order they stand."""
    chain = {f"d{n}": f"d{n + 1} + 1" for n in range(999)} | {"d999": "1"}
    order = chain if downwards else dict(reversed(chain.items()))
    core = pack_of(definitions(**order)).core
    facts = Facts(from_plain(portfolio(projects=[{"id": "P"}])), core.vocabulary, date(2017, 12, 31))
    assert run(core, facts).values["d0"]["P"] == 1000


def test_the_order_of_rules_in_the_file_does_not_matter() -> None:
    """A rule can use one that stands below it, and one of another section."""
    rules = (
        "grades:\n"
        "  - {id: grade, on: project, of: score, bands: [{grade: good, from: 2}], otherwise: {grade: fail}}\n"
        "points:\n  - {id: score, on: project, decimals: 0, lines: [{id: a, give: base}], total: {least: 0, most: 9}}\n"
        "definitions:\n  - {id: base, on: project, value: '3'}\n"
    )
    judged = judge(rules, portfolio(projects=[{"id": "P"}]), "2017-12-31")
    assert judged.value("grade", "P") == "good"


@pytest.mark.parametrize(
    ("values", "cycle"),
    [
        ({"a": "a + 1"}, "`a` → `a`"),
        ({"a": "b + 1", "b": "a + 1"}, "`a` → `b` → `a`"),
        ({"a": "1 + d", "b": "c", "c": "a + 1", "d": "b"}, "`a` → `d` → `b` → `c` → `a`"),
    ],
)
def test_a_circle_of_definitions_is_one_fault_told_from_the_first_of_them(
    values: dict[str, str], cycle: str
) -> None:
    assert faults_of(definitions(**values)) == [
        ("N009", 2, f"these definitions go round in a circle: {cycle}")
    ]


def test_what_uses_a_circle_without_being_in_it_has_no_fault() -> None:
    assert [(c, line) for c, line, _ in faults_of(definitions(x="a", a="b", b="a"))] == [("N009", 3)]


def test_a_circle_through_other_subjects_is_found() -> None:
    rules = (
        "definitions:\n  - {id: size, on: unit, value: sum(led projects.share)}\n"
        "  - {id: share, on: project, value: budget / lead unit.size}\n"
    )
    assert [(c, line) for c, line, _ in faults_of(rules)] == [("N009", 2)]


def test_a_circle_through_a_filter_and_a_grade_is_found() -> None:
    rules = (
        "definitions:\n  - {id: base, on: project, value: 'if grade = \"good\" then 1 else 2'}\n"
        "grades:\n  - {id: grade, on: project, of: base, bands: [{grade: good, from: 2}], otherwise: {grade: fail}}\n"
    )
    assert ("N009", 2) in [(c, line) for c, line, _ in faults_of(rules)]


def test_a_name_is_defined_once() -> None:
    rules = "parameters: {limit: {value: 1, basis: assumed}}\n" + definitions(limit="1", share="2") + (
        "filing:\n  - {id: share, on: unit, require: name = \"a\", otherwise: returned}\n"
    )  # fmt: skip
    assert [(c, line) for c, line, _ in faults_of(rules)] == [("N010", 3), ("N010", 6)]


@pytest.mark.parametrize(
    ("name", "on", "meaning"),
    [
        ("budget", "project", "`budget` of a record of type project"),
        ("预算", "project", "`budget` of a record of type project"),
        ("led projects", "unit", "`led projects` of a record of type unit"),
        ("as_of", "project", "a word of the language of rule files"),
        ("评价日", "project", "a word of the language of rule files"),
        ("item", "project", "a word of the language of rule files"),
        ("projects", "unit", "all records of type project"),
    ],
)
def test_a_rule_cannot_take_a_name_that_means_something_else(name: str, on: str, meaning: str) -> None:
    rules = f"definitions:\n  - {{id: {name}, on: {on}, value: '1'}}\n"
    assert faults_of(rules) == [("N012", 2, f"`{name}` already means something else: {meaning}")]


def test_a_member_of_another_type_of_subject_is_free_as_a_name() -> None:
    assert faults_of("definitions:\n  - {id: budget, on: unit, value: sum(led projects.budget)}\n") == []


@pytest.mark.parametrize("name", ["1st", "a-b", "a.b", "甲、乙", "a b c!"])
def test_a_name_consists_of_letters_digits_and_underscores(name: str) -> None:
    rules = f"definitions:\n  - {{id: '{name}', on: project, value: '1'}}\n"
    assert faults_of(rules) == [("N011", 2, f"`{name}` cannot serve as a name")]


def test_a_rule_that_cannot_be_read_brings_no_faults_where_it_is_used() -> None:
    """Its `value` is missing, or its subject unknown: what it would give can be anything."""
    rules = (
        "definitions:\n"
        "  - {id: a, on: project}\n"
        "  - {id: b, on: projekt, value: '1'}\n"
        "  - {id: c, on: project, value: a + b.x + count(a) + sum(lead unit.led projects.b)}\n"
        "points:\n  - {id: s, on: project, decimals: 1, lines: [{id: l, give: a}], total: {least: 0, most: b}}\n"
    )
    assert [(c, line) for c, line, _ in faults_of(rules)] == [("F105", 2), ("N008", 3)]


def test_a_rule_that_bears_the_name_of_another_is_checked_all_the_same() -> None:
    rules = """\
        points:
          - {id: a, on: project, decimals: 0, lines: [{id: x, give: 1}]}
          - {id: a, on: project, decimals: 0, lines: [{id: x, give: budgett, add: {each: 1, points: -2}}]}
        """
    assert [(c, line) for c, line, _ in faults_of(rules)] == [
        ("N010", 3),
        ("N001", 3),
        ("S014", 3),
    ]
