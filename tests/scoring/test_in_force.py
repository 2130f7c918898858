"""Baselines and re-baselining: an approved change of plan moves what later days are judged by, and not what earlier days were."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.kinds.judging import pack_of, portfolio

from projgov.domain.calendar import parse_date
from projgov.domain.plain import from_plain
from projgov.domain.plans import Baseline
from projgov.rules.load import Pack
from projgov.scoring.compile import compile as compile_core
from projgov.scoring.facts import Facts
from projgov.scoring.values import Occasion
from projgov.testing import laws

RULES = """
    schedule:
      - id: gates
        on: project
        gates:
          - {id: q1, due: end of quarter 1, reach: planned}
          - {id: q2, due: end of quarter 2, reach: planned}
          - {id: q3, due: end of quarter 3, reach: planned}
        coverage:
          - {id: stages, every: month, covered by: baseline.milestones, due: 05-31}
          - {id: later, every: month, covered by: baseline.milestones, due: 11-30}
        figures:
          - {id: months, ensure: quarters by months}
"""


@cache
def the_pack() -> Pack:
    return pack_of(RULES)


def version(
    number: int, occurred: str, planned: tuple[int, ...] = (25, 50, 75), **more: Any
) -> dict[str, Any]:
    days = ("2017-03-31", "2017-06-30", "2017-09-30")
    milestones = [
        {"id": f"M{n}", "start": "2017-01-01", "due": day, "planned_progress": value}
        for n, (day, value) in enumerate(zip(days, planned, strict=False))
    ]
    return {"version": number, "occurred": occurred, "recorded": occurred, "milestones": milestones, **more}


def occasions(plans: list[dict[str, Any]], as_of: str = "2017-12-31") -> dict[str, list[Occasion]]:
    reports = [
        {"id": d, "kind": "monthly", "occurred": d, "recorded": d, "progress": [{"value": v}]}
        for d, v in (("2017-03-31", 30), ("2017-06-30", 45), ("2017-09-30", 60))
    ]
    project = {
        "id": "P", "start": "2017-01-01", "end": "2017-12-31", "baselines": plans, "reports": reports,
    }  # fmt: skip
    registers = {
        "registers": {
            "reports": {"complete_through": "2018-12-31"},
            "baselines": {"complete_through": "2018-12-31"},
        }
    }
    data = from_plain(portfolio(projects=[project]) | registers)
    pack = the_pack()
    laws.compiled_as_the_model(pack, data, as_of)
    run = compile_core(pack.core).run(Facts(data, pack.core.vocabulary, parse_date(as_of)))
    return {check: list(found["P"]) for check, found in run.occasions.items()}


def outcomes(plans: list[dict[str, Any]], as_of: str = "2017-12-31") -> list[str]:
    found = occasions(plans, as_of)
    return [found[f"gates.{gate}"][0].outcome for gate in ("q1", "q2", "q3")]


def test_an_approved_change_moves_later_gates_and_not_earlier_ones() -> None:
    first, second = version(1, "2017-01-05"), version(2, "2017-05-10", (40, 45, 60), approved="2017-05-10")
    assert outcomes([first]) == ["met", "unmet", "unmet"]  # 30 of 25, 45 of 50, 60 of 75
    assert outcomes([first, second]) == [
        "met",
        "met",
        "met",
    ]  # 45 of 45, 60 of 60, and March is not held to 40


def test_a_change_counts_from_the_last_of_the_days_it_was_issued_approved_and_put_in_force() -> None:
    first = version(1, "2017-01-05")
    for more in (
        {"approved": "2017-07-01"},
        {"in_force": "2017-07-01"},
        {"approved": "2017-05-01", "in_force": "2017-07-01"},
    ):
        assert outcomes([first, version(2, "2017-04-10", (25, 45, 60), **more)]) == ["met", "unmet", "met"]
    retroactive = version(2, "2017-07-01", (25, 45, 60), approved="2017-07-01", in_force="2017-01-01")
    assert outcomes([first, retroactive]) == ["met", "unmet", "met"]


def test_a_change_that_was_not_approved_changes_nothing() -> None:
    first, second = version(1, "2017-01-05"), version(2, "2017-05-10", (1, 1, 1), approved=None)
    assert occasions([first, second]) == occasions([first])


def test_a_plan_that_takes_effect_later_is_not_replaced_by_an_older_one_that_was_issued_after_it() -> None:
    late = version(2, "2017-02-01", (25, 45, 60), in_force="2017-06-01")
    between = version(3, "2017-03-01", (31, 80, 90), approved="2017-03-01")
    assert outcomes([version(1, "2017-01-05"), late, between]) == ["unmet", "met", "met"]


def test_what_was_not_recorded_yet_is_not_known_yet() -> None:
    first = version(1, "2017-01-05")
    second = {**version(2, "2017-05-10", (25, 45, 60)), "recorded": "2017-08-01"}
    assert outcomes([first, second], "2017-07-31") == ["met", "unmet", "pending"]
    assert outcomes([first, second], "2017-08-01") == ["met", "met", "pending"]


@pytest.mark.parametrize(
    ("days", "effect"),
    [
        ({}, "2017-05-10"),
        ({"approved": "2017-05-20"}, "2017-05-20"),
        ({"approved": "2017-05-01"}, "2017-05-10"),
        ({"approved": "2017-05-20", "in_force": "2017-06-01"}, "2017-06-01"),
        ({"approved": None, "in_force": "2017-06-01"}, None),
    ],
)
def test_the_day_from_which_a_plan_counts(days: dict[str, Any], effect: str | None) -> None:
    data = portfolio(projects=[{"id": "P", "baselines": [version(2, "2017-05-10", **days)]}])
    plan: Baseline = from_plain(data).projects[0].baselines[0]
    assert plan.takes_effect == (None if effect is None else parse_date(effect))


DAYS = st.dates(date(2016, 12, 1), date(2017, 12, 31)).map(date.isoformat)
PERCENT = st.integers(0, 100)
PERIODS = ("2017-Q1", "2017-Q2", "2017-Q3", *(f"2017-{month:02}" for month in range(1, 10)))


@st.composite
def versions(draw: st.DrawFn, number: int) -> dict[str, Any]:
    more: dict[str, Any] = {}
    if draw(st.booleans()):
        more["approved"] = draw(st.one_of(st.none(), DAYS))
    if draw(st.booleans()):
        more["in_force"] = draw(DAYS)
    amounts = draw(st.dictionaries(st.sampled_from(PERIODS), st.integers(0, 20)))
    listed = [{"period": period, "value": value} for period, value in amounts.items()]
    more["quantities"] = [
        {"id": "q", "kind": draw(st.sampled_from(("period", "cumulative"))), "amounts": listed}
    ]
    planned = tuple(draw(st.lists(PERCENT, max_size=3)))
    return version(number, draw(DAYS), planned, **more)


def effect(plan: dict[str, Any]) -> str | None:
    if plan.get("approved", "") is None:
        return None
    days: tuple[str, ...] = (plan["occurred"], plan.get("approved", ""), plan.get("in_force", ""))
    return max(days)


@settings(max_examples=20)
@given(st.data(), st.sampled_from(("2017-06-30", "2017-10-15", "2018-01-31")))
def test_a_plan_in_force_from_a_day_changes_no_outcome_judged_before_that_day(
    data: st.DataObject, as_of: str
) -> None:
    """Law: as of any day, what was judged before a version of the plan took effect is what it was without that version."""
    plans = [data.draw(versions(number)) for number in range(1, data.draw(st.integers(1, 3)) + 1)]
    added = data.draw(versions(len(plans) + 1))
    since = effect(added)
    before, after = occasions(plans, as_of), occasions([*plans, added], as_of)
    for check in before:
        first, second = (
            [o for o in found[check] if since is None or o.judged.isoformat() < since]
            for found in (before, after)
        )
        assert [(o.item, o.judged, o.outcome) for o in first] == [
            (o.item, o.judged, o.outcome) for o in second
        ]
