"""What names and paths mean: which meaning comes first, and what is said where there is none."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from tests.rules.core.asking import ask, codes, defined, faults, helps, lacking
from tests.rules.kinds.judging import HEAD

from projgov.rules.load import read_text

GATES = """\
definitions:
  - {id: weight, on: project, value: budget / 20}
  - {id: owner, on: project, value: lead unit}
filing:
  - {id: filled, on: project, require present: [budget, purpose], otherwise: returned}
"""
"""A definition that is a number (P: 2, Q: 3), one that is a record, and a rule that has parts but no value of its own."""

WHICH = "which is a list; to ask whether one of them is so,"


@pytest.mark.parametrize(
    ("expression", "on", "subject", "value"),
    [
        ("budget", "project", "P", 40),
        ("预算", "project", "P", 40),
        ("lead unit.name", "project", "P", "甲县"),
        ("lead_unit.parent.name", "project", "P", "市委政法委"),
        ("主办单位.上级单位.单位名称", "project", "P", "市委政法委"),
        ("led projects.budget", "unit", "U-2", (40, 60)),
        ("led projects.lead unit.name", "unit", "U-2", ("甲县", "甲县")),
        ("reports.id", "project", "P", ("R-1", "R-2", "R-3")),
        ("reports[3].progress.value", "project", "P", (30, 28)),
        ("projects.budget", "portfolio", "", (40, 60)),
        ("项目.预算", "portfolio", "", (40, 60)),
        ("units.level", "project", "P", ("city", "county")),
        ("as_of", "project", "P", date(2017, 9, 30)),
        ("评价日", "project", "P", date(2017, 9, 30)),
        ("judged", "project", "P", date(2017, 9, 30)),
        ("判定日", "project", "P", date(2017, 9, 30)),
        ("today()", "project", "P", date(2017, 9, 30)),
        ("end.year", "project", "P", 2017),
        ("结束日期.月", "project", "P", 11),
        ("reports[1].period.end", "project", "P", date(2017, 1, 31)),
        ("reports.period.期末.day", "project", "P", (31, 28, 31)),
        ("(end - start).days", "project", "Q", 272),  # 27 of February, then 31+30+31+30+31+31+30+31 = 245
        ("(end - start).天数", "project", "Q", 272),
        ("months duration(5).months", "project", "P", 5),
        ("{a: 1, b: {c: 2}}.b.c", "project", "P", 2),
        ("subject.budget", "project", "P", 40),
        ("本对象.预算", "project", "P", 40),
    ],
)
def test_names_and_paths(expression: str, on: str, subject: str, value: object) -> None:
    assert ask(expression, on, subject) == value


def test_what_the_rule_itself_binds_comes_before_the_members_of_its_subject() -> None:
    assert ask("some title in [1, 2] satisfies title = 2") is True
    assert ask("for budget in [1, 2] return budget") == (1, 2)


def test_within_a_filter_the_members_of_the_item_come_first_then_those_of_the_subject() -> None:
    assert (
        ask("count(reports[period.start >= start])") == 1
    )  # begin on 1 January, 1 February, 1 January; start: 10 January
    assert (
        ask('count(led projects[level = "city"])', "unit", "U-2") == 1
    )  # the project's level; the unit's is county
    assert ask("led projects[budget > 50].id", "unit", "U-2") == ("Q",)
    assert (
        ask('count(reports[id = "R-1" and title = "甲项目"])') == 1
    )  # a report has no title: it is the project's


def test_item_is_the_item_filtered_and_in_a_filter_within_a_filter_the_inner_one() -> None:
    assert ask("[1, 5, 9][item > 4]") == (5, 9)
    assert ask("led projects[item.budget > 50].id", "unit", "U-2") == ("Q",)
    assert ask("[1, 2, 3][count([3, 4][item in [3]]) = item]") == (1,)  # the inner filter keeps 3 alone
    assert ask("[[1, 2], [3]][count(item[item > 1]) = 1]") == ((1, 2), (3,))


def test_members_of_a_subject_come_before_parameters_of_the_same_name_so_that_such_parameters_are_refused() -> (
    None
):
    assert faults("1", more="parameters: {budget: {value: 1, basis: assumed}}\n") == [("N012", "budget")]


def test_a_parameter_is_called_with_spaces_or_underscores() -> None:
    more = "parameters: {over half: {value: 50, basis: assumed}}\n"
    assert ask("over_half + over half", more=more) == 100


@pytest.mark.parametrize(
    ("expression", "on", "subject", "value"),
    [
        ("weight", "project", "P", 2),
        ("lead unit.led projects.weight", "project", "P", (2, 3)),
        ("led projects.weight", "unit", "U-2", (2, 3)),
        ("led projects[weight > 2].id", "unit", "U-2", ("Q",)),
        ("sum(led projects.weight)", "unit", "U-2", 5),
        ("owner.name", "project", "P", "甲县"),
        ("led projects.owner.level", "unit", "U-2", ("county", "county")),
        ("filled.unmet", "project", "P", 1),  # neither project says its purpose
        ("led projects.filled.unmet", "unit", "U-2", (1, 1)),
        ("lead unit.led projects.filled.met", "project", "P", (0, 0)),
        ("count(led projects[filled.unmet > 0])", "unit", "U-2", 2),
        ("children.led projects.weight", "unit", "U-1", ((2, 3),)),
    ],
)
def test_results_of_rules_are_called_like_members(
    expression: str, on: str, subject: str, value: object
) -> None:
    assert ask(expression, on, subject, GATES) == value


def test_a_result_is_that_of_the_item_filtered_where_its_type_has_the_rule() -> None:
    """On a unit `size` is the number of its projects; in a filter of projects it is the project's own."""
    more = (
        "definitions:\n"
        "  - {id: size, on: unit, value: count(led projects)}\n"
        "  - {id: cost, on: project, value: budget}\n"
    )
    assert ask("count(led projects[cost > size])", "unit", "U-2", more) == 2  # 40 and 60, and 2 projects


def test_a_result_of_the_portfolio_as_a_whole_is_the_same_for_every_subject() -> None:
    more = (
        "definitions:\n  - {id: all, on: portfolio, value: sum(projects.budget)}\n"
        "quota:\n  - {id: enough, on: portfolio, count: projects, least: 1}\n"
    )
    assert ask("budget / all", "project", "P", more) == Fraction(2, 5)  # 40 of 100
    assert ask("count(led projects[budget / all > 0.5])", "unit", "U-2", more) == 1
    assert ask("enough.met", "project", "P", more) == 1
    assert ask("all", "portfolio", "", more) == 100


def test_a_value_over_time_is_asked_for_on_a_day() -> None:
    assert ask("planned progress at end") == 50
    assert ask('planned progress at @"2017-03-31"') == 25
    assert ask("progress at as_of") == 28  # the verified figure comes before the self-reported one
    assert ask("led projects.progress at as_of", "unit", "U-2") == (28, 12)
    assert ask("sum(led projects.progress at judged)", "unit", "U-2") == 40
    assert ask("lead unit.led projects[progress at as_of > 20].id") == ("P",)


def test_before_its_first_observation_a_value_over_time_is_missing() -> None:
    assert lacking(ask('progress at @"2017-01-01"')) == {"P.progress.2017-01-01"}


@pytest.mark.parametrize(
    ("expression", "at"),
    [
        ("progress", "progress"),
        ("progress > 50", "progress"),
        ("present(progress)", "progress"),
        ("if pilot then progress else 0", "progress"),
        ("[progress]", "progress"),
        ("parent.progress", "parent.progress"),
        ("projects.progress", "projects.progress"),
        ("mean(projects.planned progress)", "projects.planned progress"),
        ("实际进度", "实际进度"),
    ],
)
def test_a_value_over_time_without_a_day_is_a_fault_wherever_it_stands(expression: str, at: str) -> None:
    assert faults(expression) == [("T007", at)]


def test_what_does_not_change_over_time_cannot_be_asked_for_on_a_day() -> None:
    assert faults("budget at as_of") == [("T006", "budget")]
    assert faults("projects.budget at as_of") == [("T006", "projects.budget")]
    assert helps("budget at as_of") == ["values over time are: `planned progress`, `progress`"]
    assert faults("progress at budget") == [("T001", "budget")]


@pytest.mark.parametrize(
    ("expression", "on", "found"),
    [
        ("budgett", "project", ("N001", "budgett")),
        ("预計", "project", ("N001", "预計")),
        ("lead unit.levl", "project", ("N002", "levl")),
        ("lead unit.parent.levl", "project", ("N002", "levl")),
        ("reports.kinds", "project", ("N002", "kinds")),
        ("end.yeer", "project", ("N002", "yeer")),
        ("title.length", "project", ("N002", "length")),
        ("led projects.weigth", "unit", ("N002", "weigth")),
        ("filled.unmett", "project", ("N002", "unmett")),
        ("led projects.filled.unmett", "unit", ("N002", "unmett")),
        ("owner.levl", "project", ("N002", "levl")),
        ("filled", "project", ("N004", "filled")),
        ("led projects.filled", "unit", ("N004", "led projects.filled")),
        ("weight", "unit", ("N003", "weight")),
        ("filled.unmet", "unit", ("N003", "filled")),
        ("unknown.thing.more", "project", ("N001", "unknown")),
    ],
)
def test_a_name_without_meaning_is_one_fault_at_its_place(
    expression: str, on: str, found: tuple[str, str]
) -> None:
    assert faults(expression, on, GATES) == [found]


@pytest.mark.parametrize(
    ("expression", "on", "mend"),
    [
        ("budgett", "project", "did you mean `budget`?"),
        ("lead unit.levl", "project", "did you mean `level`?"),
        ("filled.unmett", "project", "did you mean `unmet`?"),
        ("led projects.filled.unmett", "unit", "did you mean `unmet`?"),
        ("filled", "project", "say which of its parts is meant: `filled.excused`, `filled.met`, `filled.pending`, `filled.unmet`"),
        ("weight", "unit", f"say whose it is, as in `led projects.weight`, {WHICH} `some x in led projects satisfies x.weight …`"),
        ("weight", "officer", f"say whose it is, as in `projects answered for.weight`, {WHICH} `some x in projects answered for satisfies x.weight …`"),
        ("weight", "portfolio", f"say whose it is, as in `projects.weight`, {WHICH} `some x in projects satisfies x.weight …`"),
        ("level = city", "project", 'put a text in double quotes: `"city"`'),
        ("budget > 前5名", "project", "write the number `5`"),
        ("预算不低于60", "project", "write `预算 >= 60`"),
        ("acceptance.评分超过60", "project", "write `评分 > 60`"),
        ("domain = 平安", "project", 'put a text in double quotes: `"平安"`'),
    ],
)  # fmt: skip
def test_the_mend_names_what_was_probably_meant(expression: str, on: str, mend: str) -> None:
    assert helps(expression, on, GATES) == [mend]


@pytest.mark.parametrize(
    "expression",
    [
        'reprots[occurred > due and kind = "monthly"]',
        "count(reprots[foo > bar]) + count(reprots.foo)",
        "some r in reprots satisfies r.foo > r.bar and r.baz",
        "reprots.foo.bar.baz",
        "sum(reprots.foo) / count(reprots) > 3",
        "(reprots - end).days",
        "if reprots then reprots else reprots",
        "max(reprots, end)",
        "round(reprots, 1) + abs(reprots)",
        "reprots in [1..3] or reprots = null or not(reprots)",
    ],
)
def test_one_unknown_name_brings_no_other_faults_in_its_train(expression: str) -> None:
    found = faults(expression)
    assert {code for code, _ in found} == {"N001"}
    assert {at for _, at in found} == {"reprots"}


def test_names_that_mean_nothing_are_each_told() -> None:
    assert faults("reports[occured < dued]") == [("N001", "occured"), ("N001", "dued")]


def test_of_an_absent_record_a_member_is_null_and_of_a_missing_one_it_is_missing() -> None:
    assert ask("parent.name", "unit", "U-1") is None
    assert lacking(ask("parent.title")) == {"P.parent"}


def test_an_error_among_values_stays_an_error_along_the_path() -> None:
    more = "definitions:\n  - {id: share, on: project, value: 1 / (budget - 40)}\n"
    assert codes(ask("sum(led projects.share)", "unit", "U-2", more)) == {"E001"}  # P has a budget of 40


def test_in_a_filter_over_what_is_not_known_a_name_of_another_subject_is_no_fault() -> None:
    assert faults("count(reprots[weight > 1])", "unit", GATES) == [("N001", "reprots")]


@pytest.mark.parametrize(
    ("expression", "mend"), [("十", "write the number `10`"), ("budget > 二十五", "write the number `25`")]
)
def test_a_number_in_chinese_numerals_is_told_as_the_number(expression: str, mend: str) -> None:
    assert helps(expression) == [mend]


@pytest.mark.parametrize(
    ("expression", "mend"),
    [
        ("实际进度 > 50", "write `实际进度 at 判定日`, `实际进度 at 评价日` …"),
        ("projects.planned progress", "write `planned progress at due`, `planned progress at as_of` …"),
    ],
)
def test_the_mend_of_a_missing_day_is_in_the_words_of_the_expression(expression: str, mend: str) -> None:
    assert helps(expression) == [mend]


def test_the_choice_that_a_word_is_no_option_of_is_called_by_its_label() -> None:
    text = defined('level = "countty"', "unit") + HEAD
    (found,) = read_text(text, "rules.yaml").diagnostics
    assert found.message("zh") == "层级没有 `countty` 这一项，这个比较永远不成立"
    assert found.message("en") == "`countty` is no level: this can never hold"
    assert found.help("zh") == "是不是 `county`？"
