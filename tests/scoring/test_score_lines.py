"""How the points of a score are told: what they turned on, a veto while lines are open, what is stated for want of evidence."""

from __future__ import annotations

from textwrap import dedent, indent
from typing import Any

import pytest
from tests.rules.kinds.judging import portfolio
from tests.scoring.town import DATA, project, report

from projgov.diagnostics import Language

FACTS = """\
facts:
  project:
    missed: {label: {zh: 缺报次数, en: reports missed}, type: number, decimals: 0, least: 0}
    rating: {label: {zh: 验收评分, en: rating}, type: number, decimals: 1, least: 0, most: 100}
    accident: {label: {zh: 责任事故, en: accident}, type: yes/no}
    leak: {label: {zh: 泄密, en: leak}, type: yes/no}
"""


def rules(lines: str, more: str = "") -> str:
    """A score with these lines, and what else its rule says."""
    head = "points:\n  - id: score\n    on: project\n    title: {zh: 得分, en: Score}\n    decimals: 1\n    lines:\n"
    return (
        FACTS
        + head
        + indent(dedent(lines).strip("\n"), " " * 6)
        + "\n"
        + indent(dedent(more).strip("\n"), " " * 4)
        + "\n"
    )


def told(rules: str, language: Language, given: dict[str, Any] | None = None, **facts: Any) -> list[str]:
    """What is said of the score of a project of which this is known: the lines of text between its title and the total's."""
    one = {**project("A", "修路", **facts), **(given or {})}
    data = portfolio(units=DATA["units"], projects=[one])
    data["registers"]["acceptances"] = {"complete_through": "2017-12-31"}
    text = report(rules, data).explain("A", language=language)
    return [line.rstrip() for line in text.split("\n\n")[1].rstrip("\n").split("\n")[1:]]


def plain(rules: str, **facts: Any) -> dict[str, Any]:
    """The score of such a project as data."""
    data = portfolio(units=DATA["units"], projects=[project("A", "修路", **facts)])
    score: dict[str, Any] = report(rules, data).explanation("A")["scores"][0]
    return score


VETO = rules(
    """
    - {id: acceptance, title: {zh: 验收, en: acceptance}, give: rating / 2}
    - {id: reports, title: {zh: 报送, en: reports}, give: 10 - missed}
    """,
    """
    total: {least: 0, most: 100}
    veto:
      - {when: leak, title: {zh: 泄密, en: leak}, to: 20}
      - {when: accident, title: {zh: 一票否决, en: veto}, reason: {zh: 发生责任事故, en: an accident happened}}
    """,
)


def test_a_veto_that_holds_while_lines_are_open_is_told_with_its_reason_and_that_they_no_longer_matter() -> (
    None
):
    assert told(VETO, "zh", missed=1, accident=True) == [
        "    ?  验收：无法确定",
        "         缺少：验收评分",
        "  9.0  报送 = 10 − 1",
        "    ?  一票否决：未知 → 0",
        "         发生责任事故",
        "         得分由此确定，其余未定的项不再影响",
        "= 0.0  合计",
    ]
    assert told(VETO, "en", missed=1, accident=True) == [
        "    ?  acceptance: undetermined",
        "         missing: rating",
        "  9.0  reports = 10 − 1",
        "    ?  veto: not known → 0",
        "         an accident happened",
        "         this settles the score: the lines still open no longer matter",
        "= 0.0  total",
    ]


def test_such_a_veto_settles_the_score_in_data_too_with_the_condition_that_held() -> None:
    score = plain(VETO, missed=1, accident=True)
    assert score["points"] == "0.0"
    assert {line["id"]: line["settles"] for line in score["lines"]} == {
        "acceptance": False, "reports": False, "limit": False, "veto_1": False, "veto_2": True,
    }  # fmt: skip
    veto = score["lines"][-1]
    assert (veto["points"], veto["reason"]["zh"]) == (None, "发生责任事故")
    assert veto["because"] == [
        {
            "held": True,
            "condition": {"zh": "责任事故（是）", "en": "accident (yes)"},
            "facts": [{"label": {"zh": "责任事故", "en": "accident"}, "value": {"zh": "是", "en": "yes"}}],
            "missing": [],
        }
    ]


def test_a_veto_without_words_of_its_own_is_told_by_its_condition() -> None:
    quiet = VETO.replace(", reason: {zh: 发生责任事故, en: an accident happened}", "")
    assert "         因为：责任事故（是）" in told(quiet, "zh", missed=1, accident=True)
    assert told(quiet, "en", missed=1, rating=80, accident=True)[-3:] == [
        "  −49.0  veto: 49 → 0",
        "           because accident (yes)",
        "=   0.0  total",
    ]


def test_a_veto_that_takes_from_known_lines_settles_nothing_that_was_open() -> None:
    assert not any(
        line["settles"] for line in plain(VETO, missed=1, rating=80, accident=True, leak=False)["lines"]
    )
    assert "得分由此确定，其余未定的项不再影响" not in "".join(
        told(VETO, "zh", missed=1, rating=80, accident=True)
    )


def test_a_weaker_veto_does_not_settle_a_score_that_a_stronger_one_may_still_lower() -> None:
    score = plain(VETO, missed=1, leak=True)  # leaves 20 at most; whether an accident takes that is not known
    assert (score["points"], [line["settles"] for line in score["lines"]]) == (None, [False] * 5)


BRANCH = rules(
    "- {id: a, title: {zh: 验收, en: acceptance}, give: 'if count(acceptances) = 0 then 0 else 20 * rating / 100'}"
)
ACCEPTED = {"acceptances": [{"id": "V", "occurred": "2017-05-05", "recorded": "2017-05-05"}]}


def test_where_a_branch_gives_a_value_the_condition_that_held_is_told_with_its_facts() -> None:
    assert told(BRANCH, "zh")[:2] == ["  0.0  验收", "         因为：考核验收的个数（0）= 0"]
    assert told(BRANCH, "en")[:2] == ["  0.0  acceptance", "         because number of acceptances (0) = 0"]


def test_a_condition_that_did_not_hold_goes_without_saying_beside_the_arithmetic() -> None:
    assert told(BRANCH, "zh", ACCEPTED, rating=80)[:1] == ["  16.0  验收 = 20 × 80 ÷ 100"]


def test_a_bare_value_that_remains_where_no_condition_holds_is_told_by_what_did_not_hold() -> None:
    made = rules("- {id: a, title: {zh: 甲, en: a}, give: if missed > 3 then 0 else 5}")
    assert told(made, "zh", missed=1)[:2] == ["  5.0  甲", "         因为不符合：缺报次数（1）> 3"]
    assert told(made, "en", missed=1)[1] == "         because it is not so that reports missed (1) > 3"
    assert told(made, "en", missed=4)[1] == "         because reports missed (4) > 3"


def test_of_a_chain_of_conditions_the_one_that_held_is_told_or_all_that_did_not() -> None:
    made = rules(
        "- {id: a, title: {zh: 甲, en: a}, give: if missed > 5 then 0 else if missed > 2 then 1 else 2}"
    )
    assert told(made, "zh", missed=4)[1:2] == ["         因为：缺报次数（4）> 2"]
    assert told(made, "zh", missed=1)[1:3] == [
        "         因为不符合：缺报次数（1）> 5",
        "         因为不符合：缺报次数（1）> 2",
    ]


def test_a_line_that_does_not_apply_says_why() -> None:
    made = rules("- {id: a, title: {zh: 甲, en: a}, give: 5, when: missed > 3}")
    assert told(made, "zh", missed=1)[:2] == ["  0.0  甲", "         因为不符合：缺报次数（1）> 3"]


def test_a_branch_within_a_definition_that_a_line_gives_is_told_too() -> None:
    made = rules("- {id: a, title: {zh: 甲, en: a}, give: bonus}") + (
        "definitions:\n  - {id: bonus, on: project, title: {zh: 加分值, en: bonus}, value: if accident then 0 else 3}\n"
    )
    assert told(made, "zh", accident=True)[:2] == ["  0.0  甲", "         因为：责任事故（是）"]


def test_a_branch_is_told_however_long_the_chain_of_definitions_that_leads_to_it() -> None:
    names = [f"  - {{id: d{n}, on: project, value: d{n - 1}}}" for n in range(1, 1200)]
    chain = ["definitions:", "  - {id: d0, on: project, value: if accident then 0 else 3}", *names]
    made = rules("- {id: a, title: {zh: 甲, en: a}, give: d1199}") + "\n".join(chain) + "\n"
    assert told(made, "zh", accident=True)[:2] == ["  0.0  甲", "         因为：责任事故（是）"]


def test_the_condition_of_the_whole_rule_is_not_told_with_every_line() -> None:
    made = rules("- {id: a, title: {zh: 甲, en: a}, give: 5 - missed}", "when: missed >= 0")
    assert told(made, "zh", missed=1)[:2] == ["  4.0  甲 = 5 − 1", "= 4.0  合计"]
    assert plain(made, missed=1)["lines"][0]["because"] == []


def test_limits_are_no_reasons() -> None:
    made = rules("- {id: a, title: {zh: 甲, en: a}, give: 5 - missed, least: 0, most: 3}")
    for missed in (1, 4, 9):
        assert plain(made, missed=missed)["lines"][0]["because"] == []


def test_a_value_stated_for_want_of_evidence_says_so_and_what_is_missing() -> None:
    made = rules("- {id: a, title: {zh: 甲, en: a}, give: rating / 10, missing evidence: zero}")
    assert told(made, "zh")[:3] == [
        "  0.0  甲",
        "         证据不足，按规则的规定取值",
        "         缺少：验收评分",
    ]
    assert told(made, "en")[1] == "         a value that the rule states for want of evidence"
    (because,) = plain(made)["lines"][0]["because"]
    assert (because["held"], because["condition"], because["missing"][0]["path"]) == (None, None, ["rating"])


@pytest.mark.parametrize("facts", [{"missed": 1}, {"missed": 9}, {}])
def test_an_undetermined_line_names_what_its_condition_lacks_and_what_its_branches_lack(
    facts: dict[str, int],
) -> None:
    made = rules("- {id: a, title: {zh: 甲, en: a}, give: if accident then 10 - missed else rating / 10}")
    missing = plain(made, **facts)["lines"][0]["missing"]
    assert {m["path"][0] for m in missing} == {"accident", "rating"} | ({"missed"} - facts.keys())


OPEN = rules("- {id: a, title: {zh: 验收, en: acceptance}, give: count(evidence)}", "judged: end of year")


@pytest.mark.parametrize(
    ("register", "zh", "en"),
    [
        (
            {"complete_through": "2017-09-30"},
            "佐证登记簿只登记到 2017-09-30",
            "the register of evidence is complete only through 2017-09-30",
        ),
        (
            {"complete_through": None},
            "佐证登记簿没有写明登记到哪一天，可能还有没登记的",
            "the register of evidence is open: more may come",
        ),
    ],
)
def test_a_register_that_may_lack_something_is_named_with_how_far_it_is_complete(
    register: dict[str, Any], zh: str, en: str
) -> None:
    data = portfolio(units=DATA["units"], projects=[project("A", "修路")])
    data["registers"]["evidence"] = register
    found = report(OPEN, data)
    assert f"  ?  验收：无法确定\n       {zh}\n" in found.explain("A", language="zh")
    assert f"  ?  acceptance: undetermined\n       {en}\n" in found.explain("A", language="en")
    (missing,) = found.explanation("A")["scores"][0]["missing"]
    assert missing == {
        "type": "project",
        "id": "A",
        "path": ["evidence"],
        "why": "",
        "register": "evidence",
        "complete_through": register["complete_through"],
        "label": {"zh": f"A · {zh}", "en": f"A · {en}"},
    }
