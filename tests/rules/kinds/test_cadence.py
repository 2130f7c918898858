"""Cadences: what is owed in every period."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.kinds.judging import faults_of, judge, pack_of, portfolio

from projgov.domain.calendar import Period, periods

MONTHLY = """
    cadence:
      - id: monthly
        on: project
        every: month
        due: 10 days after period end
        met by: some r in reports satisfies r.kind = "monthly" and r.period = period and r.recorded <= due
        owed by: lead unit
        reason: {zh: "{period}的月汇总未在{due}前报送", en: "The summary for {period} did not come by {due}"}
    definitions:
      - {id: missed, on: project, value: monthly.overdue}
      - {id: came, on: project, value: monthly.met}
      - {id: open, on: project, value: monthly.pending}
"""
VISITS = """
    cadence:
      - id: visits
        on: project
        every: quarter
        due: period end
        count: inspections[in_period(occurred, period)]
        least: 2
        reason: {zh: "{报送期}督查{数量}次,少于{至少}次", en: "{count} of {least} in {period}"}
"""


def report(period: Period, recorded: date) -> dict[str, Any]:
    return {
        "id": f"R{period}",
        "kind": "monthly",
        "period": str(period),
        "occurred": period.end.isoformat(),
        "recorded": recorded.isoformat(),
    }


def project(**more: Any) -> dict[str, Any]:
    return portfolio(units=[{"id": "U1"}], projects=[{"id": "P", "lead_unit": "U1", **more}])


def visit(number: int, day: str) -> dict[str, Any]:
    return {"id": f"I{number}", "kind": "routine", "occurred": day, "recorded": day}


def test_every_period_of_the_year_is_an_occasion_and_the_last_is_not_yet_due_at_its_end() -> None:
    judged = judge(MONTHLY, project(), "2017-12-31")
    assert judged.outcomes("monthly", "P") == ["unmet"] * 11 + ["pending"]
    assert [str(o.item["period"]) for o in judged.occasions("monthly", "P")][::11] == ["2017-01", "2017-12"]
    assert [o.judged for o in judged.occasions("monthly", "P")][-1] == date(2018, 1, 10)


def test_the_december_report_is_overdue_only_once_its_day_in_january_has_come() -> None:
    assert judge(MONTHLY, project(), "2018-01-09").outcomes("monthly", "P")[-1] == "pending"
    assert judge(MONTHLY, project(), "2018-01-10").outcomes("monthly", "P")[-1] == "unmet"


def test_a_report_on_the_last_day_is_in_time_and_one_a_day_later_is_not() -> None:
    march = Period("month", 2017, 3)
    on_time = judge(MONTHLY, project(reports=[report(march, date(2017, 4, 10))]), "2017-12-31")
    too_late = judge(MONTHLY, project(reports=[report(march, date(2017, 4, 11))]), "2017-12-31")
    assert on_time.outcomes("monthly", "P")[2] == "met"
    assert too_late.outcomes("monthly", "P")[2] == "unmet"


def test_the_reason_names_the_period_and_who_owes_it_answers_for_it() -> None:
    judged = judge(MONTHLY, project(), "2017-02-10")
    assert judged.reasons("monthly", "P") == ["2017-01的月汇总未在2017-02-10前报送"]
    assert judged.reasons("monthly", "P", "en") == ["The summary for 2017-01 did not come by 2017-02-10"]
    assert judged.against("monthly", "P") == ["U1"]


@given(
    delays=st.lists(st.none() | st.integers(-5, 25), min_size=12, max_size=12),
    as_of=st.dates(date(2017, 1, 1), date(2018, 2, 1)),
)
def test_met_overdue_and_pending_count_every_month_once(delays: list[int | None], as_of: date) -> None:
    months = list(periods("month", date(2017, 1, 1), date(2017, 12, 31)))
    came = {m: m.end + timedelta(days=d) for m, d in zip(months, delays, strict=True) if d is not None}
    judged = judge(MONTHLY, project(reports=[report(m, day) for m, day in came.items()]), as_of.isoformat())
    due = {m: m.end + timedelta(days=10) for m in months}
    expected = [
        "pending" if due[m] > as_of else "met" if m in came and came[m] <= due[m] else "unmet" for m in months
    ]
    assert judged.outcomes("monthly", "P") == expected
    assert [judged.value(name, "P") for name in ("came", "missed", "open")] == [
        expected.count(outcome) for outcome in ("met", "unmet", "pending")
    ]


def test_where_the_register_of_reports_is_open_what_is_not_in_it_is_undetermined() -> None:
    data = project()
    data["registers"]["reports"] = {"complete_through": "2017-03-31"}
    assert judge(MONTHLY, data, "2017-04-30").outcomes("monthly", "P")[:3] == [
        "unmet",
        "unmet",
        "undetermined",
    ]


def test_things_can_be_counted_instead() -> None:
    data = project(inspections=[visit(1, "2017-01-05"), visit(2, "2017-03-31"), visit(3, "2017-04-01")])
    judged = judge(VISITS, data, "2017-12-31")
    assert judged.outcomes("visits", "P") == ["met", "unmet", "unmet", "unmet"]
    assert judged.reasons("visits", "P")[:2] == ["2017-Q2督查1次,少于2次", "2017-Q3督查0次,少于2次"]
    assert judged.reasons("visits", "P", "en")[0] == "1 of 2 in 2017-Q2"


def test_without_a_bound_one_is_enough() -> None:
    judged = judge(
        VISITS.replace("least: 2", "note: once").replace("{至少}", ""),
        project(inspections=[visit(1, "2017-01-05")]),
        "2017-06-30",
    )
    assert judged.outcomes("visits", "P") == ["met", "unmet", "pending", "pending"]


def test_exempt_periods_owe_nothing() -> None:
    rules = VISITS + "        exempt: some e in excuses satisfies in_period(e.occurred, period)\n"
    excuse = {"id": "X1", "ground": "leave", "occurred": "2017-05-01", "recorded": "2017-05-01"}
    judged = judge(rules, project(excuses=[excuse]), "2017-12-31")
    assert [str(o.item["period"]) for o in judged.occasions("visits", "P")] == [
        "2017-Q1",
        "2017-Q3",
        "2017-Q4",
    ]


def test_a_rule_can_ask_only_for_the_periods_in_which_a_project_runs() -> None:
    rules = VISITS + "        when: start <= period.end\n"
    judged = judge(rules, project(start="2017-07-01"), "2017-12-31")
    assert [str(o.item["period"]) for o in judged.occasions("visits", "P")] == ["2017-Q3", "2017-Q4"]


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        ("month", ["2017-04", "2017-05", "2017-06", "2017-07"]),
        ("quarter", ["2017-Q2", "2017-Q3"]),
        ("half-year", ["2017-H1", "2017-H2"]),
        ("每半年", ["2017-H1", "2017-H2"]),
        ("year", ["2017"]),
        ("每月", ["2017-04", "2017-05", "2017-06", "2017-07"]),
    ],
)
def test_from_and_to_narrow_the_year_and_part_periods_count(every: str, expected: list[str]) -> None:
    rules = f"cadence:\n  - {{id: c, on: project, every: {every}, from: 04-15, to: 2017-07-01, due: period end, met by: 1 > 2}}\n"
    judged = judge(rules, project(), "2017-01-01")
    assert [str(o.item["period"]) for o in judged.occasions("c", "P")] == expected


def test_from_and_to_can_reach_beyond_the_assessment_year() -> None:
    rules = "cadence:\n  - {id: c, on: project, every: month, from: 2016-11-01, to: 01-31, due: period end, met by: 1 > 2}\n"
    judged = judge(rules, project(), "2017-12-31")
    assert [str(o.item["period"]) for o in judged.occasions("c", "P")] == ["2016-11", "2016-12", "2017-01"]


def test_within_a_filter_a_bare_name_is_that_of_the_record_so_a_comparison_with_itself_is_a_fault() -> None:
    rules = """
    cadence:
      - {id: c, on: project, every: month, due: period end, count: 'reports[item.period = period]'}
    """
    assert [code for code, _, _ in faults_of(rules)] == ["T017"]


def test_a_cadence_can_be_written_in_chinese_and_means_the_same() -> None:
    chinese = """
    定期报送:
      - 编号: monthly
        对象: 项目
        周期: 每月
        期限: 期末后10天
        报送条件: some r in 报告 satisfies r.类别 = "月汇总" and r.报告期 = 报送期 and r.登记日期 <= 期限
        报送单位: 主办单位
        理由: {中文: "{报送期}的月汇总未在{期限}前报送", 英文: "The summary for {period} did not come by {due}"}
    """
    ours, theirs = pack_of(MONTHLY).core, pack_of(chinese).core
    assert (ours.checks, ours.outputs) == (theirs.checks, theirs.outputs)


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        ("every: fortnight, due: period end, met by: budget > 1", ("N032", 3, "unknown period `fortnight`")),
        ("every: month, met by: budget > 1", ("F105", 2, "`due` is missing")),
        ("every: month, due: period end", ("F143", 2, "the rule `c` does not say what fulfils it")),
        ("every: month, due: period end, least: 2", ("F144", 3, "`least` is written, and nothing to count")),
        (
            "every: month, due: period end, met by: budget > 1, from: 05-01, to: 04-30",
            ("F145", 3, "there is no period from 2017-05-01 to 2017-04-30"),
        ),
        (
            "every: month, due: period end, met by: budget > 1, from: start",
            ("F146", 3, "`from` has to be a fixed day, and this is `start`"),
        ),
        (
            "every: month, due: period end, met by: budget > 1, judged: 04-30",
            ("F142", 3, "rules of this kind judge on the day that is due, not on `judged`"),
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_where_it_stands(keys: str, fault: tuple[str, int, str]) -> None:
    assert faults_of(f"cadence:\n  - {{id: c, on: project,\n  {keys}}}\n") == [fault]
