"""Days as offices write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projgov.diagnostics import Place
from projgov.domain.calendar import Period
from projgov.rules.core import nodes
from projgov.rules.forms.deadline import phrase

HERE = Place("rules.yaml", 3, 5)


def day(text: str, year: int = 2016) -> date | None:
    found = phrase(text, year, HERE)
    assert found is None or isinstance(found, nodes.Literal)
    return None if found is None else found.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("end of year", "2016-12-31"),
        ("年底", "2016-12-31"),
        ("年初", "2016-01-01"),
        ("end of quarter 4", "2016-12-31"),
        ("四季度末", "2016-12-31"),
        ("第3季度末", "2016-09-30"),
        ("end of month 2", "2016-02-29"),
        ("十二月底", "2016-12-31"),
        ("11月底", "2016-11-30"),
        ("end of half 1", "2016-06-30"),
        ("end  of   half 2", "2016-12-31"),
        ("上半年末", "2016-06-30"),
        ("下半年底", "2016-12-31"),
        ("11-30", "2016-11-30"),
        ("三月5日", "2016-03-05"),
        ("2018-01-31", "2018-01-31"),
        ("3月底前", "2016-03-31"),
        ("3月末以前", "2016-03-31"),
        ("before the end of March", "2016-03-31"),
        ("by the end of march", "2016-03-31"),
        ("end of February", "2016-02-29"),
        ("no later than 06-30", "2016-06-30"),
        ("6月30日前", "2016-06-30"),
        ("6月30日之前", "2016-06-30"),
        ("2018-01-31止", "2018-01-31"),
        ("6月30日前（不含当日）", "2016-06-29"),
        ("一季度末前", "2016-03-31"),
        ("年底前", "2016-12-31"),
        ("15 days before end of year", "2016-12-16"),
        ("年末前15天", "2016-12-16"),
        ("年底前三十日", "2016-12-01"),
        ("within 10 days after 06-30", "2016-07-10"),
        ("6月30日后10日内", "2016-07-10"),
        ("自6月30日起10日内", "2016-07-10"),
        ("6月30日之后十个自然日内", "2016-07-10"),
        ("two weeks after 02-29", "2016-03-14"),
        ("2周 after 02-29", None),
        ("02-29后2周", "2016-03-14"),
        ("1 month after 01-31", "2016-02-29"),  # no 31 February: the last day of the month
        ("01-31后一个月", "2016-02-29"),
        ("一季度末后1个月", "2016-04-30"),  # the 30th, though 31 March is its last day: April has no 31st
        ("1 year before 02-29", "2015-02-28"),
        ("10 days before 2 weeks after end of quarter 1", "2016-04-04"),
        ("三天后", None),
        ("3个工作 days after 06-30", None),
        ("3 working weeks after 06-30", None),
    ],
)
def test_a_phrase_names_a_day_of_the_year(text: str, expected: str | None) -> None:
    assert day(text) == (None if expected is None else date.fromisoformat(expected))


@given(st.integers(0, 400), st.dates(date(2016, 1, 1), date(2016, 12, 31)))
def test_days_before_and_after_a_day_undo_one_another(count: int, start: date) -> None:
    """The day from which is counted is not counted itself."""
    after = day(f"{count} days after {start}")
    assert after == start + timedelta(days=count)
    assert day(f"{after}前{count}天") == day(f"{count} days before {after}") == start


@pytest.mark.parametrize(
    ("text", "function", "count"),
    [
        ("within five working days after 06-30", "add_working_days", 5),
        ("5 business days following 06-30", "add_working_days", 5),
        ("6月30日后5个工作日内", "add_working_days", 5),
        ("自06-30之日起五个工作日以内", "add_working_days", 5),
        ("3 working days before 06-30", "add_working_days", -3),
        ("6月30日前3个工作日", "add_working_days", -3),
        ("06-30提前三个工作日", "add_working_days", -3),
    ],
)
def test_working_days_are_counted_by_the_calendar_of_the_evaluation(
    text: str, function: str, count: int
) -> None:
    found = phrase(text, 2017, HERE)
    assert isinstance(found, nodes.Call)
    start, steps = found.arguments
    assert isinstance(start, nodes.Literal)
    assert isinstance(steps, nodes.Literal)
    assert (found.function, start.value, steps.value) == (function, date(2017, 6, 30), count)


@pytest.mark.parametrize(
    ("text", "function"),
    [
        ("6月30日前，遇节假日顺延", "postponed"),
        ("6月30日（遇法定节假日顺延）", "postponed"),
        ("06-30 or the next working day", "postponed"),
        ("06-30, or the working day before", "advanced"),
        ("06-30遇休息日提前", "advanced"),
    ],
)
def test_a_day_off_is_moved_only_where_the_deadline_says_so(text: str, function: str) -> None:
    found = phrase(text, 2017, HERE)
    assert isinstance(found, nodes.Call)
    (day_,) = found.arguments
    assert isinstance(day_, nodes.Literal)
    assert (found.function, day_.value) == (function, date(2017, 6, 30))


@pytest.mark.parametrize("text", ["次月5日", "day 5 of the next month", "次月5日前"])
def test_the_next_month_is_that_after_the_month_in_which_the_period_ends(text: str) -> None:
    found = phrase(text, 2017, HERE)
    assert isinstance(found, nodes.Arithmetic)
    assert isinstance(found.left, nodes.Call)
    assert isinstance(found.right, nodes.Literal)
    assert (found.left.function, found.operator, found.right.value) == ("month_end", "+", timedelta(days=5))


def test_what_counts_from_a_day_that_counts_from_a_day_and_so_on_is_read_to_a_bound() -> None:
    assert day("1 day after " * 7 + "06-30") == date(2016, 7, 7)
    assert day("1 day after " * 2_000 + "06-30") is None


@pytest.mark.parametrize(
    "text",
    [
        "end of quarter 5",
        "end of month 13",
        "end of half 3",
        "五季度末",
        "02-30",
        "2017-02-29",
        "13月1日",
        "due",
        "",
    ],
)
def test_what_names_no_day_is_no_phrase(text: str) -> None:
    assert day(text) is None


@given(st.integers(2000, 2100), st.integers(1, 4))
def test_the_end_of_a_quarter_is_its_last_day(year: int, quarter: int) -> None:
    assert day(f"end of quarter {quarter}", year) == Period("quarter", year, quarter).end


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("10 days after period end", 10),
        ("1 day after the period end", 1),
        ("期末后10天", 10),
        ("期末后10日", 10),
    ],
)
def test_a_phrase_can_count_days_after_the_end_of_a_period(text: str, days: int) -> None:
    found = phrase(text, 2017, HERE)
    assert isinstance(found, nodes.Arithmetic)
    assert isinstance(found.left, nodes.Call)
    assert isinstance(found.right, nodes.Literal)
    assert (found.operator, found.left.function, found.right.value) == (
        "+",
        "period_end",
        timedelta(days=days),
    )
