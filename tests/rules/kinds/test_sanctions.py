"""Sanctions: proposals, their measure, and against whom."""

from __future__ import annotations

from tests.rules.kinds.judging import pack_of
from tests.rules.kinds.scoring import faults, lacks, score, with_facts

from projgov.diagnostics import Bilingual
from projgov.rules.core import nodes
from projgov.rules.core.program import Outcome, Sanction

FACTS = {"missed": "number, decimals: 0", "excused": "yes/no"}


def sanctions(text: str, on: str = "project") -> str:
    lines = "\n".join(" " * 4 + line for line in text.strip().splitlines())
    return with_facts(f"sanctions:\n  - id: weak\n    on: {on}\n{lines}\n", **FACTS)


WEAK = sanctions(
    "judged: end of year\npropose when: missed >= 2\nunless: excused\nmeasure: 通报\nreason: 缺{missed}次"
)


def outcomes(rules: str, as_of: str = "2018-01-31", **facts: object) -> list[str]:
    return score(rules, {"A": facts}, as_of).outcomes("weak", "A")


def test_it_is_proposed_where_the_condition_holds() -> None:
    assert outcomes(WEAK, missed=2, excused=False) == ["unmet"]
    assert outcomes(WEAK, missed=1, excused=False) == ["met"]


def test_what_stands_against_it_stops_it() -> None:
    assert outcomes(WEAK, missed=2, excused=True) == ["met"]
    assert outcomes(WEAK, excused=True) == ["met"]


def test_missing_evidence_proposes_nothing_and_is_named() -> None:
    found = score(WEAK, {"A": {"missed": 2}})
    (occasion,) = found.occasions("weak", "A")
    assert occasion.outcome == "undetermined"
    assert lacks(occasion.value) == {"A.excused"}


def test_before_the_day_judged_nothing_is_proposed() -> None:
    assert outcomes(WEAK, "2017-12-30", missed=2, excused=False) == ["pending"]


def test_a_subject_to_which_it_does_not_apply_is_left_alone() -> None:
    assert (
        outcomes(sanctions("when: excused\npropose when: missed > 0\nmeasure: talk"), missed=1, excused=False)
        == []
    )


def test_other_rules_can_ask_whether_it_is_proposed() -> None:
    found = score(WEAK, {"A": {"missed": 2, "excused": False}, "B": {"missed": 0}})
    assert [found.value("weak.proposed", p) for p in "AB"] == [1, 0]


def test_the_measure_and_the_reason_are_reported() -> None:
    found = score(WEAK, {"A": {"missed": 2, "excused": False}})
    (output,) = found.pack.core.outputs
    assert isinstance(output, Sanction)
    assert output.measure == Outcome("circular", Bilingual("通报", "circular"))
    assert output.reason is not None
    assert found.text(output.reason, "A") == "缺2次"


def test_a_unit_answers_for_itself_unless_somebody_else_is_named() -> None:
    rule = "sanctions:\n  - {id: weak, on: unit, propose when: count(led projects) = 0, measure: warn%s}\n"
    own, other = (pack_of(rule % more).core.outputs[0] for more in ("", ", against: parent"))
    assert isinstance(own, Sanction)
    assert isinstance(other, Sanction)
    assert own.against == nodes.Variable("subject", own.against.type if own.against else nodes.BOOLEAN)
    assert isinstance(other.against, nodes.Field)
    assert other.against.member == "parent"


def test_a_project_answers_only_through_whoever_is_named() -> None:
    (output,) = pack_of(WEAK).core.outputs
    assert isinstance(output, Sanction)
    assert output.against is None


def test_what_cannot_be_meant_is_found_at_its_place() -> None:
    assert faults(sanctions("propose when: missed\nmeasure: talk")) == [("T001", "missed")]
    assert faults(sanctions("propose when: missed > 1\nmeasure: talkk")) == [("N007", "talkk")]
    assert [c for c, _ in faults(sanctions("measure: talk"))] == ["F105"]
    assert [c for c, _ in faults(sanctions("propose when: missed > 1"))] == ["F105"]


def test_sanctions_can_be_written_with_chinese_keys() -> None:
    rules = with_facts(
        "惩戒建议:\n  - {编号: 不力, 对象: 项目, 建议条件: missed > 1, 除非: excused, 措施: 约谈}\n", **FACTS
    )
    assert score(rules, {"A": {"missed": 2, "excused": False}}).outcomes("不力", "A") == ["unmet"]
