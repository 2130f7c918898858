"""Letters: when they are to be written, what stands in them, and what cannot be meant."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.kinds.judging import faults_of, pack_of, portfolio

import projgov
from projgov.diagnostics import Language
from projgov.scoring.letters.drawn import NoLetter
from projgov.scoring.letters.parts import Grid, Heading, Listing, Paragraph
from projgov.scoring.report import Report, UnknownSubject

RULES = """
filing:
  - id: form
    on: project
    require: count(filings[form = true]) > 0
    otherwise: to complete
    against: lead unit
    reason: {zh: 未附申报表, en: No form is attached}
  - id: titled
    on: project
    require present: [title]
    otherwise: returned
    against: lead unit
    reason: {zh: 没有名称, en: There is no title}
sanctions:
  - id: weak
    on: unit
    propose when: some p in led projects satisfies p.form.unmet > 0
    measure: circular
    reason: {zh: 有项目未附申报表, en: A project has no form}
letters:
  - id: notice
    on: project
    title: {zh: 通知书, en: Notice}
    to: "{lead unit}"
    issuer: {zh: 市项目办, en: City project office}
    about: [form]
    body:
      - heading: {zh: 问题, en: Findings}
      - text: {zh: "“{title}”：", en: "“{title}”:"}
      - each: findings
        numbered: true
        text: {zh: "{理由}（{outcome}）", en: "{reason} ({outcome})"}
  - id: circular
    on: unit
    title: 通报
    body:
      - each: findings
        text: "{subject}:{rule}:{against}"
      - each: proposals
        columns:
          - {title: {zh: 措施, en: Measure}, text: "{measure}"}
          - {title: {zh: 状态, en: Status}, text: "{status} {document}"}
        if none: 没有
  - id: bulletin
    on: portfolio
    period: month
    title: 通报
    heading: "{period name}"
    body:
      - each: findings[outcome = "补正"]
        text: "{subject}"
        if none: {zh: 没有, en: none}
"""
RULED = {"id": "R", "decision": "approved", "occurred": "2017-09-01", "recorded": "2017-09-01", "stage": "final",
         "document": "示发〔2017〕1号", "about": [{"unit": "U", "rule": "weak"}]}  # fmt: skip


def report(rules: str = RULES, as_of: str = "2017-10-08", **more: Any) -> Report:
    data = portfolio(
        **{
            "units": [{"id": "U", "name": "甲局"}, {"id": "V", "name": "乙局"}],
            "projects": [
                {"id": "P", "title": "平安", "lead_unit": "U", "filings": []},
                {"id": "Q", "title": "法治", "lead_unit": "V",
                 "filings": [{"id": "F", "form": True, "occurred": "2017-01-01", "recorded": "2017-01-01"}]},
            ],
            **more,
        }
    )  # fmt: skip
    if "registers" not in more:
        data["registers"] |= {n: {"complete_through": "2018-12-31"} for n in ("filings", "rulings")}
    return projgov.evaluate(pack_of(rules), projgov.from_plain(data), as_of)


def test_a_letter_about_a_rule_is_written_where_the_rule_is_not_met() -> None:
    assert [(d.letter, d.key.id) for d in report().letters if d.letter == "notice"] == [("notice", "P")]
    assert report().letter_status("notice", "Q") == "none"
    with pytest.raises(NoLetter, match="no letter `notice` to be written about `Q`"):
        report().letter("notice", "Q")


def test_its_parts_come_in_their_order_with_what_was_found() -> None:
    letter = report().letter("notice", "P", language="zh")
    assert (letter.title, letter.to, letter.issuer) == ("通知书", "甲局", "市项目办")
    assert letter.parts == (
        Heading("问题"),
        Paragraph("“平安”："),
        Listing(("未附申报表（补正）",), numbered=True),
    )
    english = report().letter("notice", "P").parts
    assert english[2] == Listing(("No form is attached (to be completed)",), numbered=True)


def test_it_holds_only_findings_of_the_rules_that_it_is_about() -> None:
    untitled = [{"id": "P", "title": {"withheld": "保密"}, "lead_unit": "U", "filings": []}]
    found = report(projects=untitled).letter("notice", "P", language="zh")
    assert found.parts[2] == Listing(("未附申报表（补正）",), numbered=True)


def test_a_letter_on_a_unit_tells_what_is_found_against_it() -> None:
    assert report().letter("circular", "U").parts[0] == Listing(("平安:form:甲局",), numbered=False)
    assert report().letter("circular", "V").parts == (Paragraph("没有"),)


def test_a_proposal_is_named_as_one_until_a_ruling_decides_it() -> None:
    letter = report().letter("circular", "U", language="zh")
    assert letter.proposes
    assert letter.parts[1] == Grid(("措施", "状态"), (("通报", "建议 无"),))
    assert "均为建议" in letter.text
    ruled = report(rulings=[RULED]).letter("circular", "U", language="zh")
    assert not ruled.proposes
    assert ruled.parts[1:] == (Grid(("措施", "状态"), (("通报", "已决定 示发〔2017〕1号"),)),)


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"decision": "rejected"}, "未予同意"),
        ({"stage": "public_notice"}, "建议"),
        ({"about": [{"unit": "V", "rule": "weak"}]}, "建议"),
        ({"recorded": "2017-10-09"}, "建议"),
    ],
    ids=["rejected", "of an earlier stage", "about another unit", "not yet known"],
)
def test_only_an_agreeing_final_ruling_on_the_subject_that_is_known_decides(
    change: dict[str, Any], status: str
) -> None:
    grid = report(rulings=[{**RULED, **change}]).letter("circular", "U", language="zh").parts[1]
    assert isinstance(grid, Grid)
    assert grid.rows[0][1].split()[0] == status


def test_a_letter_of_a_period_is_of_the_last_that_has_ended() -> None:
    assert report(as_of="2017-10-08").letter("bulletin", language="zh").title == "2017年9月"
    assert report(as_of="2017-09-30").letter("bulletin").title == "September 2017"
    assert report(as_of="2017-09-29").letter("bulletin", language="zh").title == "2017年8月"


def test_a_letter_on_the_portfolio_tells_of_every_subject() -> None:
    assert report().letter("bulletin").parts == (Listing(("平安",), numbered=False),)


def test_members_that_are_only_possible_are_not_listed_and_that_is_said() -> None:
    rules = """
        letters:
          - {id: list, on: portfolio, title: t, body: [{each: 'projects[budget > 5]', text: '{id}', if none: 没有}]}
    """
    projects = [{"id": "P", "budget": 9}, {"id": "Q"}, {"id": "R", "budget": 1}]
    found = report(rules, projects=projects).letter("list", language="zh").parts
    assert found[0] == Listing(("P",), numbered=False)
    assert isinstance(found[1], Paragraph)
    assert "未列入" in found[1].text
    (said,) = report(rules, projects=[{"id": "Q"}]).letter("list", language="zh").parts
    assert isinstance(said, Paragraph)
    assert "没有" not in said.text


def test_a_letter_waits_where_it_cannot_be_said_whether_it_is_to_be_written() -> None:
    open_register = report(projects=[{"id": "P", "title": "平安", "lead_unit": "U"}], registers={})
    assert open_register.letter_status("notice", "P") == "undetermined"
    with pytest.raises(NoLetter, match="for want of evidence"):
        open_register.letter("notice", "P")


def test_letters_decide_nothing_so_the_digest_does_not_know_them() -> None:
    other = RULES.replace("City project office", "Another office")
    assert report().digest == report(other).digest


def test_asking_for_a_letter_that_there_is_not_or_without_its_subject_says_so() -> None:
    with pytest.raises(NoLetter, match="did you mean `notice`"):
        report().letter("notise", "P")
    with pytest.raises(UnknownSubject, match="give its id"):
        report().letter("notice")
    with pytest.raises(ValueError, match="zh and en"):
        report().letter("notice", "P", language="de")  # type: ignore[arg-type]  # what a caller may write


@pytest.mark.parametrize("language", ["zh", "en"])
def test_writing_a_letter_again_gives_the_same_text(language: Language) -> None:
    assert (
        report().letter("notice", "P", language=language).markdown
        == report().letter("notice", "P", language=language).markdown
    )


BODY = "letters:\n  - {id: n, on: project, title: t, body: [%s]}\n"


@pytest.mark.parametrize(
    ("part", "problem"),
    [
        ("{when: 'true'}", "says nothing"),
        ("{text: a, heading: b}", "says two things"),
        ("{each: filings, heading: b}", "says two things"),
        ("{columns: [{title: a, text: b}]}", "no `each`"),
        ("{text: a, if none: b}", "no `each`"),
        ("{each: filings}", "only `each`"),
    ],
)
def test_a_part_of_no_form_is_a_fault(part: str, problem: str) -> None:
    ((code, line, message),) = faults_of(BODY % part)
    assert (code, line) == ("F560", 2)
    assert problem in message


def test_faults_in_templates_are_found_at_their_place() -> None:
    assert [(c, n) for c, n, _ in faults_of(BODY % "{text: 'a {titel}'}")] == [("N001", 2)]
    assert [(c, n) for c, n, _ in faults_of(BODY % "{each: findings, text: '{reson}'}")] == [("N001", 2)]
    assert [c for c, _, _ in faults_of(BODY % "{each: title, columns: [{title: a, text: '{x}'}]}")] == [
        "N001"
    ]


def test_an_empty_letter_and_an_unknown_rule_are_faults() -> None:
    assert [c for c, _, _ in faults_of("letters:\n  - {id: n, on: project, title: t, body: []}\n")] == [
        "F561"
    ]
    wrong = "letters:\n  - {id: n, on: project, title: t, about: [x], body: [{text: a}]}\n"
    assert [c for c, _, _ in faults_of(wrong)] == ["N560"]


def test_letters_can_be_written_with_chinese_keys() -> None:
    rules = """
        文书:
          - 编号: 名单
            对象: 项目库
            标题: 名单
            正文:
              - {逐条: 'projects', 编号列出: true, 文字: '{title}'}
    """
    assert report(rules).letter("名单").parts == (Listing(("平安", "法治"), numbered=True),)


def test_a_letter_of_which_it_cannot_yet_be_said_is_listed_with_what_is_missing() -> None:
    """The register of filings is open: that P has none on record does not say that it has none."""
    found = report(registers={})
    (listed,) = (one for one in found.letters if (one.letter, one.key.id) == ("notice", "P"))
    assert listed.status == "undetermined"
    assert listed.missing is not None
    assert {e.register for e in listed.missing.evidence} == {"filings"}
    assert {one.status for one in report().letters} == {"written"}
    with pytest.raises(NoLetter) as refused:
        found.letter("notice", "P")
    assert "申报登记簿" in refused.value.message.zh


def test_a_condition_that_counts_what_is_found_is_open_where_findings_are() -> None:
    rules = RULES.replace("about: [form]", "about: [form]\n    when: count(findings) > 0")
    assert report(rules, registers={}).letter_status("notice", "P") == "undetermined"
    assert report(rules).letter_status("notice", "P") == "written"
    assert report(rules).letter_status("notice", "Q") == "none"


def test_of_awards_that_are_undetermined_a_list_of_those_proposed_says_that_there_may_be_more() -> None:
    rules = """
        awards: [{id: best, on: project, title: 先进, by: budget, top: 1}, {id: other, on: project, title: 其他, by: id = "P", top: 1}]
        letters:
          - id: list
            on: portfolio
            title: t
            body: [{each: 'awards[rule = "best" and status = "proposed"]', text: '{subject}'}]
          - {id: all, on: portfolio, title: t, body: [{each: awards, text: '{subject}{status}'}]}
    """
    rules = rules.replace('by: id = "P"', 'by: if id = "P" then 2 else 1')
    known = [{"id": "P", "budget": 9}, {"id": "Q", "budget": 1}]
    assert report(rules, projects=known).letter("list", language="zh").parts[0] == Listing(
        ("P",), numbered=False
    )
    assert "未列入" not in report(rules, projects=known).letter("list", language="zh").text
    open_ones = report(rules, projects=[{"id": "P"}, {"id": "Q", "budget": 1}])
    assert "另有证据不足" in open_ones.letter("list", language="zh").text
    assert "另有证据不足" not in open_ones.letter("all", language="zh").text


def test_a_letter_about_an_award_that_is_undetermined_is_undetermined() -> None:
    rules = """
        awards: [{id: best, on: project, title: 先进, by: budget, top: 1}]
        letters: [{id: list, on: portfolio, title: t, about: [best], body: [{each: awards, text: '{subject}'}]}]
    """
    assert report(rules, projects=[{"id": "P"}, {"id": "Q"}]).letter_status("list") == "undetermined"
    assert report(rules, projects=[{"id": "P", "budget": 1}]).letter_status("list") == "written"


def test_beside_what_is_found_it_is_said_that_there_may_be_more() -> None:
    """P is a pilot, which the second rule does not allow; whether it has a form is not known."""
    rules = RULES.replace("about: [form]", "about: [form, titled]")
    rules = rules.replace("require present: [title]", "require: not(pilot)")
    pilot = [{"id": "P", "title": "平安", "pilot": True, "lead_unit": "U", "filings": []}]
    letter = report(rules, registers={}, projects=pilot).letter("notice", "P", language="zh")
    assert "没有名称" in letter.text
    assert "另有证据不足" in letter.text
    assert "另有证据不足" not in report(rules, projects=pilot).letter("notice", "P", language="zh").text
