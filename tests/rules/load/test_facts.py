"""Facts that a rule file declares: they are called like fields, by their name or their label."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.rules.core.asking import CITY, ask
from tests.rules.kinds.judging import faults_of, pack_of

from projgov.domain.types import BooleanType, ChoiceType, DateType, NumberType, TextType

FACTS = """\
facts:
  project:
    homes: {label: {zh: 惠及户数, en: homes}, type: number, decimals: 1, least: 0, most: 500, unit: homes}
    kind of site: {label: 场地, type: choice, options: [新建, 改建]}
    opened: {label: 启用日期, type: date}
    signed: {label: 已签字, type: yes/no}
    remark: {label: 备注, type: text}
  单位:
    staff: {label: 编制, type: number}
"""


def test_each_type_of_fact_becomes_a_type_of_the_language() -> None:
    members = pack_of(FACTS).core.vocabulary.record("project").members
    assert members["homes"].type == NumberType(1, Fraction(0), Fraction(500), "homes")
    assert isinstance(members["kind_of_site"].type, ChoiceType)
    assert members["kind_of_site"].type.codes == ("新建", "改建")
    kinds = [type(members[name].type) for name in ("opened", "signed", "remark")]
    assert kinds == [DateType, BooleanType, TextType]
    assert "staff" in pack_of(FACTS).core.vocabulary.record("unit").members


def test_a_fact_is_called_by_name_or_label_and_is_missing_where_it_is_not_given() -> None:
    data = {
        **CITY,
        "projects": [{**CITY["projects"][0], "facts": {"homes": "120.5", "kind_of_site": "新建"}}],
    }
    assert ask("homes * 2", more=FACTS, data=data) == 241
    assert ask("惠及户数 * 2", more=FACTS, data=data) == 241
    assert ask('kind of site = "新建"', more=FACTS, data=data) is True
    assert ask("present(opened)", more=FACTS, data=data) is False


@pytest.mark.parametrize(
    ("fact", "code"),
    [
        ("budget: {label: 钱, type: number}", "N012"),
        ("cost: {label: 预算, type: number}", "N012"),
        ("as_of: {label: 日, type: date}", "N012"),
        ("a-b: {label: 甲, type: date}", "N011"),
        ("c: {label: 甲, type: choice}", "F123"),
        ("c: {label: 甲, type: number, least: 3, most: 2}", "S003"),
        ("c: {label: 甲, type: number, decimals: -1}", "S001"),
        ("c: {label: 甲, type: integer}", "F150"),
        ("c: {type: number}", "F105"),
    ],
)
def test_a_fact_that_cannot_be_meant_is_one_fault(fact: str, code: str) -> None:
    assert [(c, line) for c, line, _ in faults_of(f"facts:\n  project:\n    {fact}\n")] == [(code, 3)]


def test_two_facts_cannot_bear_one_name() -> None:
    rules = "facts:\n  project:\n    a: {label: 甲, type: text}\n    b: {label: 甲, type: text}\n"
    assert [(c, line) for c, line, _ in faults_of(rules)] == [("F122", 4)]


def test_two_types_of_subject_can_have_facts_of_one_name() -> None:
    fact = "    a: {label: 甲, type: text}\n"
    assert faults_of(f"facts:\n  project:\n{fact}  unit:\n{fact}") == []


def test_facts_of_what_is_no_subject_are_a_fault_and_the_nearest_is_offered() -> None:
    rules = "facts:\n  projekt:\n    a: {label: 甲, type: text}\n"
    assert faults_of(rules) == [("N008", 2, "unknown type of subject `projekt`")]


def test_a_faulty_fact_brings_no_faults_where_it_is_used() -> None:
    rules = (
        "facts:\n  project:\n    homes: {label: 户, type: numbr}\n"
        "definitions:\n  - {id: a, on: project, value: homes * 2}\n"
    )
    assert [(c, line) for c, line, _ in faults_of(rules)] == [("F150", 3)]
