"""Figures over periods: months that make good quarters (以月保季), and quarters the year (以季保年)."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.kinds.judging import Judged, faults_of, judge, pack_of, portfolio

from projgov.diagnostics import InvalidData
from projgov.domain.calendar import parse_date
from projgov.domain.plain import from_plain
from projgov.rules.load import Pack
from projgov.scoring.facts import Facts
from projgov.scoring.model import Model
from projgov.scoring.values import Unknown
from projgov.testing import laws

RULES = """
    schedule:
      - id: s
        on: project
        figures:
          - {id: plan, ensure: quarters by months}
          - {id: done, ensure: 以月保季, by: 完成, due: 10 days after period end}
          - {id: year, ensure: year by quarters, by: planned}
        otherwise: warn
"""
MONTHS = ("2017-01", "2017-02", "2017-03")


def quantity(name: str, kind: str, amounts: dict[str, Any], **more: Any) -> dict[str, Any]:
    listed = [{"period": p, "value": v} if v is not None else {"period": p} for p, v in amounts.items()]
    return {"id": name, "kind": kind, "amounts": listed, **more}


def plan(*quantities: dict[str, Any], version: int = 1, day: str = "2017-01-05") -> dict[str, Any]:
    return {"version": version, "occurred": day, "recorded": day, "quantities": list(quantities)}


def reported(period: str, name: str, value: Any, recorded: str = "") -> dict[str, Any]:
    day = f"{period}-28"
    achieved = [{"quantity": name, "value": value}]
    return {
        "id": f"R-{period}-{recorded}", "kind": "monthly", "period": period, "occurred": day,
        "recorded": recorded or day, "achieved": achieved,
    }  # fmt: skip


@cache
def pack() -> Pack:
    return pack_of(RULES)


def judged(
    *plans: dict[str, Any], reports: list[dict[str, Any]] | None = None, as_of: str = "2018-01-31"
) -> Judged:
    project = {"id": "P", "baselines": list(plans), "reports": reports or []}
    facts = Facts(from_plain(portfolio(projects=[project])), pack().core.vocabulary, parse_date(as_of))
    return Judged(pack(), Model(pack().core, facts))


def first_quarter(needed: Any, *months: Any) -> dict[str, Any]:
    return {"2017-Q1": needed, **dict(zip(MONTHS, months, strict=True))}


def told(found: Judged, check: str = "s.plan") -> list[str]:
    return [found.outcomes(check, "P")[0], *found.reasons(check, "P")]


def test_a_quarter_is_covered_where_the_figures_of_its_own_months_come_to_at_least_its_own() -> None:
    """zhengfa-26: 以月保季: the quantities of a quarter's own months sum to at least the quarter's."""
    enough = judged(plan(quantity("摄像头", "period", first_quarter(100, 30, 30, 40))))
    assert told(enough) == ["met"]
    short = judged(plan(quantity("摄像头", "period", first_quarter(100, 30, 30, Decimal("39.5")))))
    assert told(short) == ["unmet", "2017-Q1“摄像头”：应达100，合计99.5，差0.5"]
    assert short.reasons("s.plan", "P", "en") == ["2017-Q1, 摄像头: 100 needed, 99.5 found, 0.5 short"]


def test_a_surplus_is_not_carried_over_to_the_next_quarter() -> None:
    amounts = {**first_quarter(100, 50, 50, 50), "2017-Q2": 100, "2017-04": 30, "2017-05": 30, "2017-06": 30}
    found = judged(plan(quantity("q", "period", amounts)))
    assert found.outcomes("s.plan", "P") == ["met", "unmet"]
    assert found.reasons("s.plan", "P") == ["2017-Q2“q”：应达100，合计90，差10"]


@pytest.mark.parametrize("kind", ["cumulative", "moment"])
def test_of_a_cumulative_figure_and_one_at_a_moment_the_last_month_counts(kind: str) -> None:
    assert told(judged(plan(quantity("q", kind, first_quarter(100, 60, 80, 100))))) == ["met"]
    found = told(judged(plan(quantity("q", kind, first_quarter(100, 60, 80, 99)))))
    assert found == ["unmet", "2017-Q1“q”：应达100，合计99，差1"]


def test_a_ratio_is_reckoned_from_its_parts_over_the_quarter_and_not_from_the_months_ratios() -> None:
    # Solved 1 + 10 + 10 = 21 of 10 + 10 + 10 = 30 cases are 70 %; the mean of 10 %, 100 % and 100 % would be 70 % too, so
    # with 20 cases in January it is 21 / 40 = 52.5 %, where the mean of the months' own ratios would be 68.3 %.
    solved = quantity("solved", "period", first_quarter(20, 1, 10, 10))
    cases = quantity("cases", "period", first_quarter(40, 20, 10, 10))
    rate = quantity(
        "rate", "ratio", {"2017-Q1": 60, "2017-01": 5, "2017-02": 100, "2017-03": 100},
        unit="percent", numerator="solved", denominator="cases", title="破案率",
    )  # fmt: skip
    found = judged(plan(solved, cases, rate))
    assert found.outcomes("s.plan", "P") == ["met", "unmet", "met"]  # by their ids: cases, rate, solved
    assert found.reasons("s.plan", "P") == ["2017-Q1“破案率”：应达60，合计52.5，差7.5"]
    shares = {**rate, "unit": "比例", "amounts": [{"period": "2017-Q1", "value": Decimal("0.525")}]}
    assert judged(plan(solved, cases, shares)).outcomes("s.plan", "P")[1] == "met"


def evidence(found: Judged, check: str = "s.plan", number: int = 0) -> set[tuple[str, ...]]:
    occasion = found.occasions(check, "P")[number]
    assert occasion.outcome == "undetermined"
    assert isinstance(occasion.value, Unknown)
    return {e.path for e in occasion.value.evidence}


def test_a_month_without_a_figure_leaves_the_quarter_undetermined_and_is_named() -> None:
    gap = quantity("q", "period", {"2017-Q1": 100, "2017-01": 200, "2017-03": 30})
    assert evidence(judged(plan(gap))) == {("baseline", "quantities", "q", "amounts", "2017-02")}
    empty = quantity("q", "period", first_quarter(100, 200, None, 30))
    assert evidence(judged(plan(empty))) == {
        ("baselines", "1", "quantities", "q", "amounts", "2017-02", "value")
    }


def test_of_a_ratio_without_its_parts_nothing_is_known() -> None:
    rate = quantity("rate", "ratio", {"2017-Q1": 60}, unit="percent")
    named = {("baselines", "1", "quantities", "rate", part) for part in ("numerator", "denominator")}
    assert evidence(judged(plan(rate))) == named
    other = {
        **rate,
        "numerator": "rate",
        "denominator": "cases",
    }  # a ratio of a ratio, and what the plan lacks
    assert evidence(judged(plan(other))) == {
        ("baseline", "quantities", "rate"),
        ("baseline", "quantities", "cases"),
    }


def test_a_ratio_of_nothing_is_not_known() -> None:
    nothing = quantity("cases", "period", first_quarter(40, 0, 0, 0))
    rate = quantity("rate", "ratio", {"2017-Q1": 60}, unit="percent", numerator="cases", denominator="cases")
    assert evidence(judged(plan(nothing, rate)), number=1) == {("baseline", "quantities", "cases")}


def test_where_it_is_not_said_what_a_figure_counts_nothing_is_decided_that_turns_on_it() -> None:
    unsaid = {k: v for k, v in quantity("q", "", first_quarter(100, 60, 80, 99)).items() if k != "kind"}
    assert evidence(judged(plan(unsaid))) == {("baselines", "1", "quantities", "q", "kind")}


def test_what_was_done_is_what_the_last_report_on_each_month_says() -> None:
    target = plan(quantity("q", "period", {"2017-Q1": 100}))
    reports = [reported(month, "q", value) for month, value in zip(MONTHS, (40, 20, 35), strict=True)]
    found = judged(target, reports=reports)
    assert told(found, "s.done") == ["unmet", "2017-Q1“q”：应达100，合计95，差5"]
    corrected = {**reported("2017-02", "q", 25, "2017-03-02"), "occurred": "2017-03-01"}
    assert told(judged(target, reports=[*reports, corrected]), "s.done") == ["met"]
    assert evidence(judged(target, reports=reports[1:]), "s.done") == {
        ("reports", "2017-01", "achieved", "q")
    }


def test_a_quarter_is_pending_until_the_day_on_which_it_is_judged() -> None:
    target = plan(quantity("q", "period", first_quarter(100, 30, 30, 30)))
    assert judged(target, as_of="2017-03-30").outcomes("s.plan", "P") == ["pending"]
    assert judged(target, as_of="2017-03-31").outcomes("s.plan", "P") == ["unmet"]
    assert judged(target, as_of="2017-04-09").outcomes("s.done", "P") == ["pending"]


def test_two_figures_for_one_period_or_of_one_quantity_in_a_report_are_refused() -> None:
    amounts = [{"period": "2017-01", "value": 1}, {"period": "2017-01", "value": 2}]
    twice = {**quantity("q", "period", {}), "amounts": amounts}
    with pytest.raises(InvalidData) as refused:
        judged(plan(twice))
    assert [d.code for d in refused.value.diagnostics] == ["D014"]
    report = reported("2017-01", "q", 1)
    with pytest.raises(InvalidData) as refused:
        judged(reports=[{**report, "achieved": [*report["achieved"], {"quantity": "q", "value": 2}]}])
    assert [d.code for d in refused.value.diagnostics] == ["D014"]


def test_quarters_are_held_against_the_year_in_the_same_way() -> None:
    """zhengfa-26: 以季保年."""
    amounts = {"2017": 400, "2017-Q1": 100, "2017-Q2": 100, "2017-Q3": 100, "2017-Q4": 90}
    found = judged(plan(quantity("q", "period", amounts)))
    assert told(found, "s.year") == ["unmet", "2017“q”：应达400，合计390，差10"]


def test_a_change_of_plan_moves_later_quarters_and_not_what_earlier_ones_were_held_to() -> None:
    amounts = {**first_quarter(100, 30, 30, 30), "2017-Q2": 100, "2017-04": 30, "2017-05": 30, "2017-06": 30}
    first = plan(quantity("q", "period", amounts))
    lower = {p: 90 if "Q" in p else v for p, v in amounts.items()}
    second = plan(quantity("q", "period", lower), version=2, day="2017-05-10")
    assert judged(first).outcomes("s.plan", "P") == ["unmet", "unmet"]
    assert judged(first, second).outcomes("s.plan", "P") == ["unmet", "met"]


def test_a_plan_without_quantities_has_nothing_to_hold_and_one_of_which_it_is_not_said_is_undetermined() -> (
    None
):
    assert judged(plan()).outcomes("s.plan", "P") == []
    assert judged().outcomes("s.plan", "P") == ["undetermined"]  # the register of plans is open
    unsaid = {k: v for k, v in plan().items() if k != "quantities"}
    assert evidence(judged(unsaid)) == {("baselines", "1", "quantities")}


def test_other_rules_see_whether_none_falls_short_and_a_reason_can_name_the_figures() -> None:
    rules = """
    schedule:
      - id: s
        on: project
        figures:
          - id: plan
            ensure: quarters by months
            reason: {zh: "{时期}{任务量}差{差额}（{应达}−{实达}），{期限}判", en: "{quantity}: {shortfall}"}
    definitions:
      - {id: good, on: project, value: s.plan}
    """
    data = portfolio(
        projects=[{"id": "P", "baselines": [plan(quantity("q", "period", first_quarter(9, 1, 2, 3)))]}]
    )
    found = judge(rules, data, "2017-12-31")
    assert found.value("good", "P") is False
    assert found.reasons("s.plan", "P") == ["2017-Q1q差3（9−6），2017-03-31判"]


@pytest.mark.parametrize(
    ("figures", "fault"),
    [
        ("[{id: f, ensure: weeks by days}]", ("N062", 1, "`weeks by days` cannot stand under `ensure`")),
        (
            "[{id: f, ensure: 以月保季, by: guess}]",
            ("N062", 1, "`guess` cannot stand under `by`"),
        ),
        ("[{id: met, ensure: 以月保季}]", ("N022", 1, "`s.met` has a meaning already")),
    ],
)
def test_what_cannot_be_meant_is_refused_where_it_stands(figures: str, fault: tuple[str, int, str]) -> None:
    assert faults_of(f"schedule: [{{id: s, on: project, figures: {figures}}}]\n") == [fault]


def test_only_what_is_planned_in_quantities_can_be_held_to_them() -> None:
    found = faults_of("schedule: [{id: s, on: unit, figures: [{id: f, ensure: 以月保季}]}]\n")
    assert found == [("T041", 1, "the type unit has no plan with quantities")]


PERIODS = ("2017", "2017-Q1", "2017-Q2", *MONTHS, "2017-04", "2017-05", "2017-06")
VALUES = st.one_of(st.none(), st.integers(-5, 40), st.decimals(0, 20, places=1))
AMOUNTS = st.dictionaries(st.sampled_from(PERIODS), VALUES, max_size=9)


@st.composite
def quantities(draw: st.DrawFn) -> list[dict[str, Any]]:
    made = []
    for name in draw(st.sets(st.sampled_from(("a", "b", "c")))):
        kind = draw(st.sampled_from(("period", "cumulative", "moment", "ratio")))
        one = quantity(name, kind, draw(AMOUNTS))
        for field, words in (("unit", ("percent", "件")), ("numerator", "abc"), ("denominator", "abd")):
            if (word := draw(st.sampled_from((None, *words)))) is not None:
                one[field] = word
        made.append(one)
    return made


@settings(max_examples=25)
@given(quantities(), quantities(), st.sampled_from(("2017-02-01", "2017-04-01", "2017-09-01")), st.data())
def test_compiled_code_gives_what_the_model_gives(
    first: list[dict[str, Any]], second: list[dict[str, Any]], day: str, data: st.DataObject
) -> None:
    plans = [plan(*first), plan(*second, version=2, day=day)]
    reports = [
        reported(month, data.draw(st.sampled_from("abc")), data.draw(st.integers(0, 30)))
        for month in data.draw(st.sets(st.sampled_from(PERIODS[3:])))
    ]
    project = {"id": "P", "baselines": plans, "reports": reports}
    as_of = data.draw(st.sampled_from(("2017-03-31", "2017-08-01", "2018-02-01")))
    laws.compiled_as_the_model(pack(), from_plain(portfolio(projects=[project])), as_of)


@given(st.lists(st.decimals(0, 50, places=2), min_size=3, max_size=3), st.decimals(0, 150, places=2))
def test_whether_a_quarter_is_covered_is_whether_the_sum_of_its_months_is_at_least_its_own(
    months: list[Decimal], needed: Decimal
) -> None:
    found = judged(plan(quantity("q", "period", first_quarter(needed, *months))))
    assert found.outcomes("s.plan", "P") == ["met" if sum(months) >= needed else "unmet"]
