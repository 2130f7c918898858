"""Arithmetic, comparisons and tests: what they give, what types they have, what cannot be meant."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.core.asking import ask, codes, faults, helps, lacking
from tests.rules.kinds.judging import pack_of

from projgov.domain.types import NumberType
from projgov.rules.core.durations import Months


def kind(expression: str, more: str = "") -> object:
    """The type of an expression on a project."""
    return (
        pack_of(f"{more}definitions:\n  - {{id: x, on: project, value: '{expression}'}}\n")
        .core.definitions["x"]
        .type
    )


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("7 - 2 - 1", 4),
        ("1 / 3", Fraction(1, 3)),
        ("0.1 + 0.2 = 0.3", True),
        ("2 ** 3", 8),
        ("-budget", -40),
        ("-(-3)", 3),
        ("budget / 8 * 3", 15),
        ('"第" + "三"', "第三"),
        (
            "end - start",
            timedelta(days=324),
        ),  # from 10 January to 30 November: day 334 of the year less day 10
        ("end + days duration(5)", date(2017, 12, 5)),
        ("days duration(5) + end", date(2017, 12, 5)),
        ("end - months duration(1)", date(2017, 10, 30)),
        ('@"2017-03-31" - months duration(1)', date(2017, 2, 28)),
        ("days duration(5) - days duration(7)", timedelta(days=-2)),
        ("months duration(5) + months duration(7)", Months(12)),
        ("{a: 1}.a + 2", 3),
        ("{d: end}.d - start", timedelta(days=324)),
        ("end - {d: start}.d", timedelta(days=324)),
    ],
)
def test_arithmetic_is_exact_and_days_and_durations_take_part(expression: str, value: object) -> None:
    assert ask(expression) == value


@pytest.mark.parametrize(
    ("expression", "at"),
    [
        ("budget + title", "title"),
        ('"3" * 2', '"3"'),
        ("-start", "start"),
        ("pilot + 1", "pilot"),
        ("start * 2", "start"),
        ("start + end", "start"),
        ("days duration(1) + months duration(1)", "days duration(1)"),
        ("reports + 1", "reports"),
        ("budget ** start", "start"),
    ],
)
def test_what_has_no_sum_is_a_fault_at_the_side_that_is_wrong(expression: str, at: str) -> None:
    found = faults(expression)
    assert {code for code, _ in found} == {"T001"}
    assert found[0][1] == at


@pytest.mark.parametrize("expression", ["end + 5", "end - 5", "5 + end"])
def test_a_number_beside_a_day_is_told_how_days_are_added(expression: str) -> None:
    assert faults(expression) == [("T015", expression)]
    assert helps(expression) == ["write `add days(date, days)`, with a negative number to go back"]


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("budget > 39", True),
        ("budget != 40", False),
        ("start < end", True),
        ('title = "甲项目"', True),
        ("parent = null", None),  # missing: see below
        ("budget between 40 and 50", True),
        ("budget between 41 and 50", False),
        ("budget in [40..50]", True),
        ("budget in (40..50]", False),
        ("budget in [30..40)", False),
        ("budget in (< 10, 40, > 90)", True),
        ("budget in [1, 2, 40]", True),
        ("budget in [1, 2]", False),
        ("budget in []", False),
        ("budget in projects.budget", True),
        ("lead unit in units", True),
        ("end in [start..as_of]", False),
        ("end.month in [10, 11]", True),
        ("not(budget in (40, 60))", False),
        ("[40, 2] = [budget, 2]", True),
        ("[[1], [2]] = [[1], [3]]", False),
    ],
)
def test_comparisons(expression: str, value: bool | None) -> None:
    found = ask(expression)
    if value is None:
        assert lacking(found) == {"P.parent"}
    else:
        assert found is value


@pytest.mark.parametrize(
    ("expression", "message_at"),
    [
        ("budget > title", "budget > title"),
        ('end = "2017-11-30"', 'end = "2017-11-30"'),
        ('budget = "40"', 'budget = "40"'),
        ("pilot = 1", "pilot = 1"),
        ('lead unit = "U-2"', 'lead unit = "U-2"'),
        ("lead unit = parent", "lead unit = parent"),
        ("end - start > 30", "end - start > 30"),
        ("[1] = 1", "[1] = 1"),
        ('budget in ["a", 40]', '"a"'),
        ("title in [1..3]", "[1..3]"),
    ],
)
def test_values_of_different_kinds_cannot_be_compared(expression: str, message_at: str) -> None:
    found = faults(expression)
    assert {code for code, _ in found} == {"T002"}
    assert found[0][1] == message_at


@pytest.mark.parametrize(
    ("expression", "mend"),
    [
        ('end = "2017-11-30"', 'write `@"2017-11-30"`'),
        ('budget = "40"', "write the number without quotes"),
        (
            "reports > 3",
            (
                "to compare how many items it has, write `count(…)`; to ask whether one of them is so, "
                "`some x in … satisfies x > 1`"
            ),
        ),
        ('lead unit = "U-2"', "compare a part of the record, as in `….id` or `….name`"),
        ("end - start > 30", "ask for the days: `days_between(earlier, later)` or `(later - earlier).days`"),
        ("pilot = 1", "write the same kind of value on both sides"),
    ],
)
def test_the_mend_says_how_the_comparison_is_written(expression: str, mend: str) -> None:
    assert helps(expression) == [mend]


def test_what_has_no_order_can_only_be_equal() -> None:
    assert faults('level > "city"') == [("T004", "level")]
    assert faults("pilot < true") == [("T004", "pilot")]
    assert faults("[1] < [2]") == [("T004", "[1]")]


def test_a_value_compared_with_itself_is_a_fault() -> None:
    assert faults("budget = budget") == [("T017", "budget = budget")]
    assert faults("reports[period = period]") == [("T017", "period = period")]
    assert faults("1 = 1") == [("T025", "1 = 1")]  # two numbers as they are written: that is said of them


# -- choices


@pytest.mark.parametrize("name", ["city", "市级", "city level", "市级项目", " CITY"])
def test_an_option_of_a_choice_is_called_by_code_label_or_further_name(name: str) -> None:
    names = {"city level": "city"}  # the English label is `city`
    assert ask(f'level = "{names.get(name, name)}"') is True
    assert ask(f'"{names.get(name, name)}" = level') is True


@pytest.mark.parametrize(
    "expression",
    [
        'level in ("县区级", "市级")',
        'level in ["县区级", "市级"]',
        'level = (if pilot then "市级" else "县区级")',
        'not(level != "市级")',
        'count(projects[level = "市级"]) = 1',
        "level = wanted",
        "level in [wanted]",
    ],
)
def test_options_are_matched_wherever_a_choice_is_compared(expression: str) -> None:
    assert ask(expression, more="parameters: {wanted: {value: city, basis: assumed}}\n") is True


@pytest.mark.parametrize(
    ("expression", "at", "mend"),
    [
        ('level = "citi"', '"citi"', "did you mean `city`?"),
        ('level in ("city", "乡镇及")', '"乡镇及"', "did you mean `乡镇级`?"),
        ('level in ["city", "citi"]', '"citi"', "did you mean `city`?"),
        ('level = if pilot then "citi" else "county"', '"citi"', "did you mean `city`?"),
        ("level = wanted", "wanted", "did you mean `city`?"),
    ],
)
def test_what_is_no_option_can_never_hold_and_is_a_fault(expression: str, at: str, mend: str) -> None:
    more = "parameters: {wanted: {value: 市级, basis: assumed}}\n"
    assert faults(expression, more=more) == [("T003", at)]
    assert helps(expression, more=more) == [mend]


# -- branches and lists


def test_branches_have_one_kind_of_value() -> None:
    assert faults('if pilot then 1 else "a"') == [("T005", '"a"')]
    assert faults("if start then 1 else 2") == [("T001", "start")]
    assert faults("if pilot then null else 1") == []
    assert faults("if pilot then 1 else nothing") == [("N001", "nothing")]


# -- types


@pytest.mark.parametrize(
    ("expression", "least", "most", "decimals"),
    [
        ("2", 2, 2, 0),
        ("-2.50", Fraction(-5, 2), Fraction(-5, 2), 1),
        ("share", 0, 100, 1),
        ("100 - share", 0, 100, 1),
        ("-share", -100, 0, 1),
        ("share * share", 0, 10_000, 2),
        ("share / 4", 0, 25, None),
        ("4 / share", None, None, None),  # the share can be 0
        ("share + 20 * share / 100", 0, 120, None),
        ("if pilot then share else -5", -5, 100, 1),
        ("round(share / 3, 0)", 0, 34, 0),  # 100/3 = 33.3…, bounds outwards
        ("max(share, 50)", 0, 100, 1),
        ("sum([share, share])", 0, None, 1),
        ("mean([share, 200])", 0, 200, None),
        ("count(reports)", 0, None, 0),
        ("planned progress at as_of - progress at as_of", None, None, None),
    ],
)
def test_a_number_knows_its_bounds_and_decimals(
    expression: str, least: int | None, most: int | None, decimals: int | None
) -> None:
    more = "facts: {project: {share: {label: 份额, type: number, decimals: 1, least: 0, most: 100}}}\n"
    found = kind(expression, more)
    assert isinstance(found, NumberType)
    if expression.startswith("planned"):
        assert found.unit == "percent"
    else:
        assert (found.least, found.most, found.decimals) == (least, most, decimals)


@given(st.integers(-60, 60), st.integers(-60, 60), st.sampled_from("+-*"))
def test_a_number_written_out_is_worked_out_within_its_bounds(a: int, b: int, operator: str) -> None:
    """The bounds of `a op b` of two numbers written out are the result itself."""
    result = {"+": a + b, "-": a - b, "*": a * b}[operator]
    found = kind(f"({a}) {operator} ({b})")
    assert isinstance(found, NumberType)
    assert found.least == found.most == result


def test_faults_of_operands_are_told_once_and_the_operation_says_nothing_more() -> None:
    assert faults("end - unknwn") == [("N001", "unknwn")]
    assert faults("unknwn + 1 > end - unknwn2") == [("N001", "unknwn"), ("N001", "unknwn2")]
    assert faults("budget in [unknwn, 2]") == [("N001", "unknwn")]


def test_dividing_by_zero_is_a_fault_of_the_rule_when_it_happens() -> None:
    assert codes(ask("1 / (budget - 40)")) == {"E001"}
