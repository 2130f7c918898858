"""The timetable: what is due next, for whom, in order."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from tests.rules.kinds.judging import pack_of, portfolio

import projgov
from projgov.domain.plain import from_plain
from projgov.scoring.evaluate import InvalidDay
from projgov.scoring.report import UnknownSubject
from projgov.scoring.timetable import InvalidSpan, Timetable

RULES = """
    cadence:
    - id: monthly
      title: {zh: 月汇总, en: monthly summary}
      on: project
      every: month
      due: 5 days after period end
      remind: 10 days
      fulfilled by: reports[kind = "monthly" and period = this period]
      owed by: lead unit
    schedule:
    - id: gates
      title: {zh: 季度节点, en: quarter gates}
      on: project
      gates:
      - {id: started, title: {zh: 启动, en: started}, due: 03-31, evidence: [start]}
      against: responsible
    quota:
    - {id: led, on: unit, count: led_projects, least: 1}
    """
DATA = portfolio(
    units=[{"id": "U1", "name": "甲局"}, {"id": "U2", "name": "乙局"}],
    projects=[
        {"id": "P1", "title": "平安小区", "lead_unit": "U1"},
        {
            "id": "P2", "lead_unit": "U2",
            "reports": [
                {"id": "R", "kind": "monthly", "period": "2017-02", "occurred": "2017-03-01", "recorded": "2017-03-01"}
            ],
        },
    ],
)  # fmt: skip
PACK = pack_of(RULES.replace("against: responsible", "against: lead unit"))
PORTFOLIO = from_plain(DATA)


def timetable(**settings: Any) -> Timetable:
    return projgov.timetable(PACK, PORTFOLIO, "2017-03-28", **settings)


def told(found: Timetable) -> list[tuple[str, str, str]]:
    return [(str(one.due), one.key.id, one.state) for one in found]


def test_what_is_overdue_stands_first_and_then_what_comes_by_day_and_subject() -> None:
    assert told(timetable(until="2017-05-05")) == [
        ("2017-02-05", "P1", "overdue"),
        ("2017-02-05", "P2", "overdue"),
        ("2017-03-05", "P1", "overdue"),
        ("2017-03-31", "P1", "not_yet_due"),
        ("2017-03-31", "P2", "not_yet_due"),
        ("2017-04-05", "P1", "due_soon"),
        ("2017-04-05", "P2", "due_soon"),
        ("2017-05-05", "P1", "not_yet_due"),
        ("2017-05-05", "P2", "not_yet_due"),
    ]


def test_without_a_last_day_everything_that_is_owed_is_there() -> None:
    assert [str(one.due) for one in timetable(for_="P2")][-1] == "2018-01-05"
    assert len(timetable(for_="P2")) == 1 + 1 + 10


def test_the_timetable_of_a_unit_is_what_it_owes_and_that_of_a_project_what_is_owed_about_it() -> None:
    assert {one.key.id for one in timetable(for_="U2")} == {"P2"}
    assert told(timetable(for_="U2")) == told(timetable(for_="P2"))


def test_what_is_settled_is_there_where_it_is_asked_for() -> None:
    found = timetable(for_="P2", until="2017-03-31", settled=True)
    assert told(found) == [
        ("2017-02-05", "P2", "overdue"),
        ("2017-03-05", "P2", "met"),
        ("2017-03-31", "P2", "not_yet_due"),
    ]
    assert "  2017-03-05  月汇总 2017-02  P2  责任：U2 乙局  按时完成\n" in found.text("zh")


def test_a_report_has_the_same_timetable_as_its_pack_and_portfolio() -> None:
    report = projgov.evaluate(PACK, PORTFOLIO, "2017-03-28")
    assert projgov.timetable(report, for_="U1").to_json() == timetable(for_="U1").to_json()


def test_text_in_both_languages() -> None:
    found = timetable(for_="U1", until="2017-04-05")
    assert found.text("zh") == (
        "U1 甲局：2017-03-28 至 2017-04-05\n"
        "  2017-02-05  月汇总 2017-01  P1 平安小区  责任：U1 甲局  逾期未完成（已逾期51天）\n"
        "  2017-03-05  月汇总 2017-02  P1 平安小区  责任：U1 甲局  逾期未完成（已逾期23天）\n"
        "  2017-03-31  季度节点 启动  P1 平安小区  责任：U1 甲局  尚未到期（还有3天）\n"
        "  2017-04-05  月汇总 2017-03  P1 平安小区  责任：U1 甲局  即将到期（还有8天）\n"
    )
    assert found.text("en").splitlines()[:2] == [
        "U1 甲局: 2017-03-28 to 2017-04-05",
        "  2017-02-05  monthly summary 2017-01  P1 平安小区  owed by U1 甲局  overdue (51 days)",
    ]


def test_where_nothing_is_due_the_text_says_so() -> None:
    empty = projgov.timetable(PACK, from_plain(portfolio(units=[{"id": "U1"}])), "2017-03-28", for_="U1")
    assert empty.text("zh") == "U1：自 2017-03-28 起\n  没有到期的事项。\n"
    assert empty.text("en") == "U1: from 2017-03-28 on\n  Nothing is due.\n"


def test_json_is_that_of_the_schema() -> None:
    plain = timetable(for_="U1", until="2017-04-05").to_plain()
    jsonschema.Draft202012Validator(projgov.schema("timetable")).validate(plain)
    assert (plain["for"], plain["until"], len(plain["entries"])) == (
        {"type": "unit", "id": "U1"},
        "2017-04-05",
        4,
    )


def test_an_unknown_unit_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownSubject, match="no subject has the id `P-1`; did you mean `P1`"):
        timetable(for_="P-1")


def test_a_unit_can_be_called_by_its_name_where_no_other_has_it() -> None:
    assert told(timetable(for_="甲局")) == told(timetable(for_="U1"))
    twice = from_plain(portfolio(units=[{"id": "U1", "name": "甲局"}, {"id": "U2", "name": "甲局"}]))
    with pytest.raises(UnknownSubject, match="no subject has the id `甲局`"):
        projgov.timetable(PACK, twice, "2017-03-28", for_="甲局")


def test_a_last_day_before_the_first_and_a_day_that_is_none_are_refused() -> None:
    with pytest.raises(
        InvalidSpan, match="the timetable ends on 2017-03-27, before the day of evaluation, 2017-03-28"
    ):
        timetable(until="2017-03-27")
    with pytest.raises(InvalidDay):
        timetable(until="2017-02-29")


def test_a_pack_without_portfolio_and_day_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="a report is wanted, or a pack, a portfolio and the day"):
        projgov.timetable(PACK, for_="U1")
