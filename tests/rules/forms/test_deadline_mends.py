"""Deadlines that are written otherwise than they can be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.kinds.judging import HEAD

from projgov.diagnostics import Place
from projgov.rules.forms.deadline import phrase
from projgov.rules.forms.deadline_mends import mistaken_deadline
from projgov.rules.load import read_text

HERE = Place("rules.yaml", 3, 5)
YEAR = 2017


def mend(text: str) -> str | None:
    """The deadline that is offered for a text."""
    found = mistaken_deadline(text, YEAR, HERE)
    return None if found is None else found.help("en").partition("`")[2].partition("`")[0]


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("2017年6月30日", "2017-06-30"), ("2017/6/30", "2017-06-30"), ("6-30", "06-30"),
        ("次月十五日", "次月15日"), ("the 5th of next month", "day 5 of next month"),
        ("10 days after end", "10 days after period end"), ("within 10 days of the end of the month", "10 days after period end"),
        ("每季度后15天", "期末后15天"), ("月末", "期末"), ("month end", "period end"),
        ("end of Q1", "end of quarter 1"), ("Q3 end", "end of quarter 3"), ("第一季度结束前", "一季度末"), ("end of the fourth quarter", "end of quarter 4"),
        ("六月月底", "6月末"), ("end of the first half", "end of half 1"), ("下半年结束", "下半年末"), ("年中", "上半年末"),
        ("year-end", "end of year"), ("当年底", "年末"), ("次年1月5日", "2018-01-05"), ("明年1月5日", "2018-01-05"),
        ("5个工作日内", "期末后5个工作日"), ("10 working days after the close of the month", "10 working days after period end"), ("次月31日", "期末后31天"),
    ],
)  # fmt: skip
def test_the_deadline_that_was_meant_is_offered(text: str, deadline: str) -> None:
    assert mend(text) == deadline
    assert phrase(deadline, YEAR, HERE) is not None, "what is offered is none itself"


@pytest.mark.parametrize(
    ("text", "by", "left_out"),
    [("before 06-30", "06-30", "06-29"), ("before the 01-01", "01-01", "2016-12-31")],
)
def test_before_a_day_has_to_say_whether_that_day_is_still_in_time(text: str, by: str, left_out: str) -> None:
    found = mistaken_deadline(text, YEAR, HERE)
    assert found is not None
    assert (found.code, dict(found.values)["by"], dict(found.values)["before"]) == ("F153", by, left_out)


@pytest.mark.parametrize("text", ["下周五", "soon", "start", "5", "", "一季度", "三天", "项目完成后"])
def test_where_no_deadline_can_be_seen_none_is_offered(text: str) -> None:
    assert mend(text) is None


@given(st.text("0123456789年月日季度末底后前次期第一二三上半个工作天 -/.", max_size=12))
def test_what_is_offered_is_always_a_deadline(text: str) -> None:
    found = mistaken_deadline(text, YEAR, HERE)
    if found is not None and found.code != "F125":
        offered = mend(text)
        assert offered is not None
        assert phrase(offered, YEAR, HERE) is not None


def faults(due: str, kind: str = "schedule") -> list[tuple[str, str]]:
    """Code and English mend of the faults of a rule that is due then."""
    rules = {
        "schedule": f"schedule:\n- {{id: a, on: project, gates: [{{id: g, due: {due}, require: budget > 1}}]}}\n",
        "cadence": f"cadence:\n- {{id: a, on: project, every: month, due: {due}, met by: budget > 1}}\n",
        "judged": f"filing:\n- {{id: a, on: project, judged: {due}, require: budget > 1}}\n",
    }
    return [(d.code, d.help("en")) for d in read_text(rules[kind] + HEAD, "rules.yaml").diagnostics]


def test_a_day_that_does_not_exist_is_told_wherever_a_day_stands() -> None:
    for kind in ("schedule", "cadence", "judged"):
        assert faults("06-31", kind) == [("F125", "write `06-30`, the last day of that month, or correct it")]


def test_a_day_in_double_quotes_is_told_as_the_day_that_it_is() -> None:
    assert faults('"2017年6月30日"') == [("F126", "write `2017-06-30`")]
    assert faults("'@\"2017年6月31日\"'") == [
        ("F125", "write `2017-06-30`, the last day of that month, or correct it")
    ]


def test_where_none_can_be_seen_all_that_there_are_are_listed() -> None:
    ((code, help_),) = faults("下周五")
    assert code == "F152"
    assert help_.startswith("a deadline is `11-30` (of the year), ")


def test_the_end_of_a_period_is_not_offered_where_there_is_none() -> None:
    assert faults("月末", "cadence") == [("F152", "write `期末`")]
    ((_, help_),) = faults("月末", "schedule")
    assert help_.startswith("a deadline is")


@pytest.mark.parametrize(
    ("due", "code"), [("starrt", "N001"), ("start + 5", "T015"), ("lead unit", "T001"), ("max(start", "X022")]
)
def test_of_an_expression_is_told_what_is_wrong_with_the_expression(due: str, code: str) -> None:
    assert [c for c, _ in faults(f"'{due}'")] == [code]


def test_the_days_from_which_and_to_which_something_is_due_are_told_like_deadlines() -> None:
    rules = "cadence:\n- {id: a, on: project, every: month, from: 2017年3月1日, due: period end, met by: budget > 1}\n"
    found = read_text(rules + HEAD, "rules.yaml").diagnostics
    assert [(d.code, d.help("zh")) for d in found] == [("F126", "写成 `2017-03-01`")]
