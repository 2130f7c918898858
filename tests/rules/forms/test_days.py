"""Deadlines in rules: what they count from, who moves them, and the assessment year that they lie in."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import pytest
from tests.rules.kinds.judging import HEAD, faults_of, judge, portfolio

from projgov.domain.calendar import Period
from projgov.rules.load import read_text


def due(text: str, more: str = "", **project: Any) -> date:
    """The day on which something is due in a project, as a cadence for one month says it in its reason."""
    rules = f"""
    definitions:
      - {{id: approved, on: project, value: start}}
      - {{id: 立项后30天, on: project, value: 'date("2017-12-01")'}}
    cadence:
      - id: c
        on: project
        every: month
        from: 06-01
        to: 06-30
        due: {text}
        met by: false
        {more}
        reason: "{{due}}"
    """
    data = portfolio(projects=[{"id": "P", **project}])
    (reason,) = judge(rules, data, "2019-12-31").reasons("c", "P")
    return date.fromisoformat(reason)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # July 2017 begins on a Saturday: the first five working days are the 3rd to the 7th.
        ("5 working days after period end", "2017-07-07"),
        ("期末后5个工作日内", "2017-07-07"),
        ("within five working days of the period end", "2017-07-07"),
        ("3 working days before period end", "2017-06-27"),  # the 30th is a Friday; the 29th, 28th and 27th
        ("期末前3个工作日", "2017-06-27"),
        ("1 month after period end", "2017-07-30"),
        ("次月5日前", "2017-07-05"),
        ("10 days after period start", "2017-06-11"),
        # from a fact of the project: 2017-09-28, a Thursday; Saturday the 30th is worked, 1 to 8 October are off
        ("within 3 working days after start", "2017-10-09"),
        ("开始日期后3个工作日内", "2017-10-09"),
        ("自开始日期之日起3个工作日内", "2017-10-09"),
        ("15 days before end", "2017-12-05"),
        ("结束日期前15天", "2017-12-05"),
        ("3 working days before 15 days before end", "2017-11-30"),  # back from Tuesday 5 December
        ("10 days after approved", "2017-10-08"),
        ("2 weeks after (if missing(end) then start else end)", "2018-01-03"),
        # moved only where it is said
        ("10 days after start", "2017-10-08"),
        ("10 days after start, or the next working day", "2017-10-09"),
        ("开始日期后10天，遇节假日顺延", "2017-10-09"),
        ("开始日期后10天（遇节假日提前）", "2017-09-30"),
    ],
)
def test_a_deadline_counts_from_a_phrase_or_from_any_day_that_an_expression_gives(
    text: str, expected: str
) -> None:
    assert due(f"'{text}'", start="2017-09-28", end="2017-12-20") == date.fromisoformat(expected)


def test_a_name_of_the_file_that_reads_like_a_deadline_is_that_name() -> None:
    assert due("立项后30天", start="2017-09-28") == date(2017, 12, 1)


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        ("day off: next working day", "2017-10-09"),
        ("遇节假日: 顺延", "2017-10-09"),
        ("day off: postponed", "2017-10-09"),
        ("遇休息日: 提前", "2017-09-30"),
        ("day off: keep", "2017-10-08"),
    ],
)
def test_a_rule_can_say_of_all_its_days_that_they_are_moved_where_nobody_works(
    way: str, expected: str
) -> None:
    assert due("10 days after start", way, start="2017-09-28") == date.fromisoformat(expected)


def test_an_unknown_way_of_treating_a_day_off_is_told_with_those_that_there_are() -> None:
    rules = """
    filing:
      - {id: f, on: project, judged: start, day off: nxt working day, require: present(title)}
    """
    assert faults_of(rules) == [("N034", 2, "unknown way `nxt working day` of treating a day off")]


def test_the_place_of_a_fault_in_the_day_from_which_is_counted_is_that_of_the_name() -> None:
    text = "filing:\n- id: f\n  on: project\n  judged: 5 working days after lead unit.\n  require: present(title)\n"
    text = text.replace("lead unit.", "budgt")
    (fault,) = read_text(text + HEAD, "rules.yaml").diagnostics
    assert (fault.code, fault.place.line, fault.place.column) == ("N001", 4, 32)


def test_the_end_of_a_period_is_told_where_there_is_none() -> None:
    rules = (
        "filing:\n- {id: f, on: project, judged: 5 working days after period end, require: present(title)}\n"
    )
    assert [code for code, _, _ in faults_of(rules)] == ["N030"]


def test_so_many_working_days_without_a_day_to_count_from_are_answered_with_the_form() -> None:
    rules = "cadence:\n- {id: c, on: project, every: month, due: 5个工作日内, met by: false}\n"
    ((code, _, _),) = faults_of(rules)
    assert code == "F152"


YEAR = "year from: 2016-11-01\nyear to: 2018-02-28\n"


def periods_of(every: str, more: str = "", head: str = "") -> list[str]:
    rules = f"""
    cadence:
      - id: c
        on: project
        every: {every}
        {more}
        due: period end
        met by: false
        reason: "{{string(period)}}"
    """
    text = rules.replace("\n    ", "\n").lstrip() + head
    return judge(text, portfolio(projects=[{"id": "P"}]), "2019-12-31").reasons("c", "P")


def test_the_periods_of_an_assessment_year_that_says_so_begin_before_and_end_after_the_calendar_year() -> (
    None
):
    months = periods_of("month", head=YEAR)
    assert (months[0], months[-1], len(months)) == ("2016-11", "2018-02", 16)
    assert len(periods_of("month")) == 12
    chinese = "年度自: 2016-11-01\n考核年度至: 2018-02-28\n"
    assert periods_of("month", head=chinese) == months


@pytest.mark.parametrize(
    ("every", "more", "first", "last", "count"),
    [
        ("half-month", "", "2017-01-H1", "2017-12-H2", 24),
        ("半月", "", "2017-01-H1", "2017-12-H2", 24),
        ("每旬", "", "2017-01-T1", "2017-12-T3", 36),
        ("P10D", "from: 03-01\n        to: 03-31", "2017-03-01/P10D", "2017-03-31/P10D", 4),
        ("P2W", "", "2017-01-01/P14D", "2017-12-31/P14D", 27),
        ("P1M", "from: 01-15", "2017-01-15/P1M", "2017-12-15/P1M", 12),
    ],
)
def test_a_cadence_can_have_half_months_tens_of_days_and_lengths_from_its_start(
    every: str, more: str, first: str, last: str, count: int
) -> None:
    found = periods_of(every, more)
    assert (found[0], found[-1], len(found)) == (first, last, count)
    parsed = [Period.parse(text) for text in found]
    assert all(one.next() == other for one, other in itertools.pairwise(parsed))


@pytest.mark.parametrize(
    ("every", "start", "code"),
    [
        ("P1M", "01-31", "C037"),
        ("P0D", "01-01", "N032"),
        ("P1H", "01-01", "N032"),
        ("fortnight", "01-01", "N032"),
    ],
)
def test_a_period_that_cannot_be_counted_is_refused(every: str, start: str, code: str) -> None:
    rules = (
        f"cadence:\n- {{id: c, on: project, every: {every}, from: {start}, due: period end, met by: false}}\n"
    )
    assert [found for found, _, _ in faults_of(rules)] == [code]


@pytest.mark.parametrize(
    ("year", "code"),
    [
        ("year from: 2017-03-01\nyear to: 2017-02-01\n", "C034"),
        ("year from: 2018-01-01\nyear to: 2018-12-31\n", "C035"),
        ("year from: 2015-01-01\nyear to: 2015-12-31\n", "C035"),
        ("year to: 2020-01-05\n", "C036"),
    ],
)
def test_an_assessment_year_that_cannot_be_meant_is_told(year: str, code: str) -> None:
    assert [
        found
        for found, _, _ in faults_of("filing:\n- {id: f, on: project, require: present(title)}\n" + year)
    ] == [code]


def test_a_day_without_a_year_that_lies_outside_the_assessment_year_asks_for_its_year() -> None:
    """School years: from September to August. 11-30 of 2017 comes after it."""
    year = "year from: 2016-09-01\nyear to: 2017-08-31\n"
    rule = "filing:\n- {id: f, on: project, judged: 11-30, require: present(title)}\n"
    assert [m for _, _, m in faults_of(rule + year)] == [
        "`11-30` is 2017-11-30, which is not in the assessment year, 2016-09-01 to 2017-08-31"
    ]
    (fault,) = read_text(rule + year + HEAD, "rules.yaml").diagnostics
    assert fault.help("zh") == "写明年份，如 `2016-11-30`"
    assert faults_of(rule.replace("11-30", "2016-11-30") + year) == []
    assert faults_of(rule) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("end of assessment year", "2018-02-28"),
        ("考核年度末前", "2018-02-28"),
        ("考核年度初", "2016-11-01"),
        ("10 days before the end of the assessment year", "2018-02-18"),
        ("end of year", "2017-12-31"),
    ],
)
def test_the_ends_of_the_assessment_year_have_names_of_their_own(text: str, expected: str) -> None:
    """The end of the year is still 31 December."""
    rules = f"schedule:\n- {{id: s, on: project, gates: [{{id: g, due: {text}, require: 'as_of < due'}}], reason: '{{due}}'}}\n"
    judged = judge(rules + YEAR, portfolio(projects=[{"id": "P"}]), "2019-12-31")
    check = next(name for name in judged.pack.core.checks if name.endswith("g"))
    assert judged.reasons(check, "P") == [expected]


def test_where_something_begins_and_ends_is_told_like_a_deadline() -> None:
    assert len(periods_of("month", "from: 考核年度初", YEAR)) == 16
    assert len(periods_of("month", "to: 15 days before end of year", YEAR)) == 14
    rules = "cadence:\n- {id: c, on: project, every: month, from: 11-01, due: period end, met by: false}\n"
    years = "year from: 2016-09-01\nyear to: 2017-08-31\n"
    assert [code for code, _, _ in faults_of(rules + years)][:1] == ["C032"]
