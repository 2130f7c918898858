"""Bulletins as plain data: who met what in a period, and where each stands as far as that is published."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.rules.kinds.judging import pack_of, portfolio

import projgov

RULES = """
cadence:
  - id: monthly
    on: project
    every: month
    title: {zh: 月汇总, en: monthly summary}
    due: 5 days after period end
    fulfilled by: reports[kind = "monthly" and period = this period]
    against: lead unit
    reason: {zh: "{period}的月汇总未报，预算{budget}", en: "no summary for {period}, budget {budget}"}
filing:
  - {id: visited, on: project, each: inspections, judged: occurred, title: {zh: 督查, en: visit}, require: present(situation)}
points:
  - {id: score, on: project, decimals: 0, title: {zh: 得分, en: score}, lines: [{id: base, give: budget}]}
awards:
  - {id: best, on: project, by: score}
"""
PUBLIC = """
disclosure:
  - {id: pub, on: project, publishes: [monthly, best], with: [ranks]}
"""


def report_of(more: str = "") -> projgov.Report:
    def summary(month: str, day: str) -> dict[str, Any]:
        return {"id": f"R{month}", "kind": "monthly", "period": month, "occurred": day, "recorded": day}

    visit = {"id": "I-1", "occurred": "2017-06-10", "recorded": "2017-06-10"}
    data = portfolio(
        units=[{"id": "U", "name": "城建局"}],
        projects=[
            {
                "id": "P",
                "title": "路灯",
                "budget": 2,
                "lead_unit": "U",
                "reports": [summary("2017-06", "2017-07-03")],
            },
            {"id": "Q", "title": "公园", "budget": 3, "lead_unit": "U", "inspections": [visit]},
        ],
    )
    return projgov.evaluate(pack_of(RULES + more), projgov.from_plain(data), "2017-07-10")


def test_an_occasion_is_of_the_period_that_it_is_about_and_not_of_that_in_which_it_was_due() -> None:
    told = report_of().bulletin("2017-06")
    assert (told["period"], told["period_name"]["zh"]) == ("2017-06", "2017年6月")
    came = {line["id"]: [(r["rule"], r["came_to"]) for r in line["results"]] for line in told["lines"]}
    assert came == {"P": [("monthly", "met")], "Q": [("monthly", "unmet"), ("visited", "unmet")]}
    assert [(t["rule"], t["met"], t["unmet"]) for t in told["totals"]] == [
        ("monthly", 1, 1),
        ("visited", 0, 1),
    ]


def test_what_was_not_met_is_told_with_who_answers_and_why() -> None:
    of_q = report_of().bulletin("2017-06", rules=["monthly"])["lines"][1]
    (result,) = of_q["results"]
    assert (result["occasion"], result["judged"]) == ("2017-06", "2017-07-05")
    assert (result["against"], result["reason"]["zh"]) == (
        {"type": "unit", "id": "U"},
        "2017-06的月汇总未报，预算3",
    )
    assert (of_q["met"], of_q["unmet"]) == (0, 1)


def test_ranks_stand_there_only_where_a_rule_publishes_them() -> None:
    assert [line["ranks"] for line in report_of().bulletin("2017-06")["lines"]] == [[], []]
    ranked = report_of(PUBLIC).bulletin("2017-06")["lines"]
    assert [(line["id"], line["ranks"][0]["rank"]) for line in ranked] == [("P", 2), ("Q", 1)]


def test_a_bulletin_for_the_public_has_only_what_is_public() -> None:
    assert report_of().bulletin("2017-06", public=True)["lines"] == []
    told = report_of(PUBLIC).bulletin("2017-06", public=True)
    (result,) = told["lines"][1]["results"]
    assert (result["rule"], result["occasion"], result["reason"], result["against"]) == (
        "monthly",
        "2017-06",
        None,
        None,
    )
    assert "I-1" not in json.dumps(told)


def test_a_quarter_has_the_months_in_it_and_a_period_in_which_nothing_was_judged_has_no_line() -> None:
    quarter = report_of().bulletin("2017-Q2", rules=["monthly"])
    assert quarter["totals"][0]["unmet"] == 5  # two projects in three months, one of them reported once
    later = report_of().bulletin("2017-08", rules=["visited"])
    assert (later["lines"], later["totals"]) == ([], [])


def test_what_is_no_period_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="2017-13"):
        report_of().bulletin("2017-13")
