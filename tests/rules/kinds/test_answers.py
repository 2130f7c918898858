"""Answers to filings: in time, on listed grounds, filed again with a word of which one is replaced."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.kinds.judging import COMPLETE, Judged, faults_of, judge, pack_of, portfolio

from projgov.scoring.compile import compile as compile_core
from projgov.scoring.model import run
from projgov.scoring.values import Unknown

RULES = """
    answers:
      - id: a
        on: project
        answered within: 20 days
        answers:
          - {id: asked_to_complete, grounds: [incomplete], refiled within: 10 working days}
          - {id: returned, grounds: [unrealistic, untargeted, vague], refiled within: 15 days}
          - {id: refused, grounds: [out of scope, duplicate]}
        against: by
"""


def step(kind: str, day: str, *grounds: str) -> dict[str, Any]:
    return {"kind": kind, "occurred": day, "recorded": day, **({"grounds": list(grounds)} if grounds else {})}


def filing(id_: str, day: str, *steps: dict[str, Any], refiles: str | None = None) -> dict[str, Any]:
    return {"id": id_, "occurred": day, "recorded": day, "by": "U", "steps": list(steps), "refiles": refiles}


def judged(*filings: dict[str, Any], as_of: str = "2017-12-31", rules: str = RULES) -> Judged:
    data = portfolio(units=[{"id": "U"}], projects=[{"id": "P", "filings": list(filings)}])
    data["registers"]["filings"] = {"complete_through": COMPLETE}
    return judge(rules, data, as_of)


RETURNED = step("returned", "2017-01-10", "vague")


def test_a_filing_without_an_answer_by_the_day_is_found_and_before_it_is_pending() -> None:
    """Twenty days after 1 January is the 21st."""
    open_one = filing("F", "2017-01-01", step("survey", "2017-01-02"))
    assert judged(open_one, as_of="2017-01-20").outcomes("a.answered", "P") == ["pending"]
    assert judged(open_one, as_of="2017-01-21").reasons("a.answered", "P") == ["到期没有答复"]
    assert judged(open_one).reasons("a.answered", "P", "en") == ["not answered by the due day"]
    for kind, day, outcome in (
        ("registered", "2017-01-21", "met"),
        ("refused", "2017-01-21", "met"),
        ("returned", "2017-01-22", "unmet"),
    ):
        assert judged(filing("F", "2017-01-01", step(kind, day, "vague"))).outcomes("a.answered", "P") == [
            outcome
        ]


@pytest.mark.parametrize(
    ("kind", "grounds", "reasons"),
    [
        ("returned", ("vague",), []),
        ("returned", ("vague", "untargeted"), []),
        ("returned", (), ["退回没有写明理由"]),
        ("returned", ("vague", "incomplete"), ["退回的理由不在规定之内：措施不具体、材料不齐"]),
        ("refused", ("vague",), ["不予立项的理由不在规定之内：措施不具体"]),
        ("asked_to_complete", ("incomplete",), []),
    ],
)
def test_an_answer_names_a_ground_and_only_grounds_that_are_listed(
    kind: str, grounds: tuple[str, ...], reasons: list[str]
) -> None:
    found = judged(filing("F", "2017-01-01", step(kind, "2017-01-10", *grounds)))
    assert found.reasons(f"a.{kind}", "P") == reasons
    assert len(found.outcomes(f"a.{kind}", "P")) == 1


def test_what_was_returned_has_to_be_filed_again_by_a_filing_that_names_it() -> None:
    """Fifteen days after 10 January is the 25th."""
    first = filing("F1", "2017-01-01", RETURNED)
    again = filing("F2", "2017-01-25", step("registered", "2017-01-26"), refiles="F1")
    assert judged(first, again).outcomes("a.refiled_returned", "P") == ["met"]
    assert judged(first, as_of="2017-01-24").outcomes("a.refiled_returned", "P") == ["pending"]
    assert judged(first).reasons("a.refiled_returned", "P") == ["退回后没有按期重新申报"]
    late = filing("F2", "2017-01-26", refiles="F1")
    assert judged(first, late).outcomes("a.refiled_returned", "P") == ["unmet"]
    assert judged(first, {**again, "refiles": None}).outcomes("a.refiled_returned", "P") == ["unmet"]
    assert judged(first, {**again, "refiles": None}).against("a.refiled_returned", "P") == ["U"]


def test_a_filing_after_a_return_says_which_one_it_replaces() -> None:
    first = filing("F1", "2017-01-01", RETURNED)
    assert judged(first, filing("F2", "2017-01-20", refiles="F1")).outcomes("a.linked", "P") == ["met"]
    for named in (None, "F2", "F9"):
        found = judged(first, filing("F2", "2017-01-20", refiles=named))
        assert found.reasons("a.linked", "P") == ["重新申报没有注明替代哪一件"]
    assert judged(filing("F1", "2017-01-01"), filing("F2", "2017-01-20")).outcomes("a.linked", "P") == []
    before = filing("F2", "2017-01-09")  # filed before the first came back
    assert judged(first, before).outcomes("a.linked", "P") == []


def test_what_is_not_on_record_leaves_it_undetermined_and_is_named() -> None:
    bare = filing("F", "2017-01-01")
    del bare["steps"]
    [occasion] = judged(bare).occasions("a.answered", "P")
    assert isinstance(occasion.value, Unknown)
    assert {e.path for e in occasion.value.evidence} == {("filings", "F", "steps")}
    again = filing("F2", "2017-01-20")
    del again["refiles"]
    assert judged(filing("F1", "2017-01-01", RETURNED), again).outcomes("a.linked", "P") == ["undetermined"]


def test_a_reason_of_the_rule_can_name_the_answer_the_grounds_and_the_fault() -> None:
    rules = RULES + '        reason: {zh: "{答复}（{理由}）：{问题}", en: "{answer}: {fault}"}\n'
    found = judged(filing("F", "2017-01-01", step("returned", "2017-01-10", "incomplete")), rules=rules)
    assert found.reasons("a.returned", "P") == ["退回（材料不齐）：退回的理由不在规定之内：材料不齐"]


def test_compiled_code_agrees() -> None:
    filings = [
        filing("F1", "2017-01-01", RETURNED),
        filing("F2", "2017-01-25", step("refused", "2017-02-10"), refiles="F1"),
        filing("F3", "2017-03-01", step("asked_to_complete", "2017-03-05", "vague")),
    ]
    for day in ("2017-01-11", "2017-02-01", "2017-12-31"):
        found = judged(*filings, as_of=day)
        assert compile_core(found.pack.core).run(found.model.facts) == run(found.pack.core, found.model.facts)


def test_it_can_be_written_in_chinese_and_means_the_same() -> None:
    chinese = """
    申报答复:
      - 编号: a
        对象: 项目
        答复期限: 20天
        答复:
          - {编号: asked_to_complete, 理由: [材料不齐], 重报期限: 10个工作日}
          - {编号: returned, 理由: [内容不切实际, 针对性不强, 措施不具体], 重报期限: 15天}
          - {编号: refused, 理由: [不属范围, 重复申报]}
        责任方: by
    """
    ours, theirs = pack_of(RULES).core, pack_of(chinese).core
    assert (ours.checks, ours.outputs) == (theirs.checks, theirs.outputs)


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        ("answers: []", ("F515", 3, "the rule `r` has no answers")),
        ("answers: [{id: returned}]", ("F517", 2, "the rule `r` requires nothing")),
        ("answers: [{id: sent}], answered within: 5 days", ("N504", 3, "there is no kind of step `sent`")),
        (
            "answers: [{id: returned, grounds: [vaig]}], answered within: 5 days",
            ("N505", 3, "there is no ground `vaig`"),
        ),
        (
            "answers: [{id: returned}], answered within: soon",
            ("F149", 3, "`answered within` has to be a length of time, and this is `soon`"),
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_where_it_stands(keys: str, fault: tuple[str, int, str]) -> None:
    assert fault in faults_of(f"answers:\n  - {{id: r, on: project,\n  {keys}}}\n")


def test_only_what_has_filings_can_be_asked() -> None:
    found = faults_of("answers:\n  - {id: r, on: unit, answers: [{id: returned, grounds: [vague]}]}\n")
    assert found == [("F516", 2, "what is judged here has no filings")]
