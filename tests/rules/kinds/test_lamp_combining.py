"""Lamps that are made of several: the worst, so many, a share by weight; and thresholds of a variance."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.kinds.judging import faults_of, judge, portfolio

from projgov.scoring.values import Unknown

PROJECT_LAMP = """
    facts:
      project:
        late: {label: 落后天数, type: number, unit: days}
    lamps:
      - id: lamp
        on: project
        variance: late
        show:
          - {lamp: red, above: 30}
          - {lamp: yellow, from: 10}
        otherwise: green
      - id: unit_lamp
        on: unit
        combine: {each: led projects, lamp: lamp, weight: budget}
"""
WORST = ""
COUNTED = """
        show:
          - {lamp: red, at least: 2}
          - {lamp: yellow, at least: 2}
        otherwise: green
"""
WEIGHED = """
        show:
          - {lamp: red, share: 30}
          - {lamp: yellow, counting: red, share: 10}
        otherwise: green
"""
ORDER = ("red", "yellow", "green")


def city(*late: int | None, budgets: list[int] | None = None) -> dict[str, Any]:
    """Projects of one unit, so many days late."""
    projects = [
        {"id": f"P{n}", "lead_unit": "U", "budget": (budgets or [1] * len(late))[n],
         "facts": {} if days is None else {"late": days}}
        for n, days in enumerate(late)
    ]  # fmt: skip
    return portfolio(units=[{"id": "U", "name": "甲县"}], projects=projects)


def lamp_of(days: int) -> str:
    return "red" if days > 30 else "yellow" if days >= 10 else "green"


@given(st.integers(0, 60))
def test_from_includes_its_threshold_and_above_does_not(days: int) -> None:
    assert judge(PROJECT_LAMP, city(days), "2017-06-30").value("lamp", "P0") == lamp_of(days)


@given(st.lists(st.integers(0, 60), max_size=5), st.randoms(use_true_random=False))
def test_the_worst_lamp_is_that_of_the_worst_item_in_any_order(late: list[int], random: Any) -> None:
    lamps = [lamp_of(days) for days in late]
    worst = min(lamps, key=ORDER.index) if lamps else None
    random.shuffle(late)
    assert judge(PROJECT_LAMP + WORST, city(*late), "2017-06-30").value("unit_lamp", "U") == worst


@given(st.lists(st.integers(0, 60), max_size=5))
def test_so_many_items_with_a_lamp_or_a_worse_one_light_it(late: list[int]) -> None:
    lamps = [lamp_of(days) for days in late]
    bad = [sum(1 for lamp in lamps if ORDER.index(lamp) <= place) for place in range(2)]
    expected = "red" if bad[0] >= 2 else "yellow" if bad[1] >= 2 else "green"
    assert judge(PROJECT_LAMP + COUNTED, city(*late), "2017-06-30").value("unit_lamp", "U") == expected


@pytest.mark.parametrize(
    ("late", "budgets", "lamp"),
    [
        ([40, 0], [3, 7], "red"),  # 3 of 10 is 30 percent
        ([40, 0], [29, 71], "yellow"),
        ([40, 0], [1, 9], "yellow"),
        ([40, 0], [9, 91], "green"),
        ([40, 20], [0, 0], "green"),  # nothing weighs anything
        ([], [], "green"),
    ],
)
def test_a_share_is_that_of_the_weights(late: list[int], budgets: list[int], lamp: str) -> None:
    judged = judge(PROJECT_LAMP + WEIGHED, city(*late, budgets=budgets), "2017-06-30")
    assert judged.value("unit_lamp", "U") == lamp


def test_a_lamp_that_is_not_known_matters_only_where_it_could_change_the_whole() -> None:
    """One red makes the worst red whatever the other is; two of three red are two whatever the third is."""
    assert judge(PROJECT_LAMP + WORST, city(40, None), "2017-06-30").value("unit_lamp", "U") == "red"
    assert isinstance(
        judge(PROJECT_LAMP + WORST, city(0, None), "2017-06-30").value("unit_lamp", "U"), Unknown
    )


def test_the_lamps_that_were_combined_are_at_hand() -> None:
    rules = (
        PROJECT_LAMP
        + "    definitions: [{id: reds, on: unit, value: 'count(unit_lamp.lamps[lamp = \"red\"])'}, {id: 红灯数, on: unit, value: '计数(unit_lamp.各项灯[灯 = \"红\"])'}]\n"
    )
    judged = judge(rules, city(40, 0, 35), "2017-06-30")
    assert (judged.value("reds", "U"), judged.value("红灯数", "U")) == (2, 2)


def test_the_milestones_of_a_project_have_lamps_by_rows_of_their_own() -> None:
    """Two milestones of the baseline: one nine days over, one forty."""
    rules = """
    lamps:
      - id: lamp
        on: project
        combine:
          each: baseline.milestones
          show:
            - {lamp: red, when: 'days_between(due, as_of) > 30'}
            - {lamp: yellow, when: 'due < as_of'}
          otherwise: green
        show:
          - {lamp: red, at least: 2}
          - {lamp: orange, counting: red, at least: 1}
          - {lamp: yellow, at least: 1}
        otherwise: green
    """
    milestones = [{"id": "M1", "due": "2017-05-21"}, {"id": "M2", "due": "2017-06-21"}]
    baseline = {
        "occurred": "2017-01-01",
        "recorded": "2017-01-01",
        "version": 1,
        "milestones": milestones,
    }
    data = portfolio(projects=[{"id": "P", "baselines": [baseline]}])
    for day, expected in (
        ("2017-06-30", "orange"),
        ("2017-06-20", "yellow"),
        ("2017-05-21", "green"),
        ("2017-07-22", "red"),
    ):
        assert judge(rules, data, day).value("lamp", "P") == expected


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ("show: [{lamp: red, from: 3}], otherwise: green", "B071"),
        ("variance: budget, show: [{lamp: red, from: 3, above: 4}], otherwise: green", "B070"),
        ("show: [{lamp: red, at least: 3}], otherwise: green", "B072"),
        ("combine: {each: co_units}, show: [{lamp: red}]", "B073"),
        ("combine: {each: co_units, lamp: name}, show: [{lamp: red}]", "B074"),
        (
            "combine: {each: co_units, show: [{lamp: red, when: missing(name)}]}, show: [{lamp: blue, at least: 1}], otherwise: green",
            "B075",
        ),
        ("variance: late, show: [{lamp: red, from: '@\"2017-01-01\"'}], otherwise: green", "T002"),
    ],
)
def test_what_cannot_be_meant_is_refused(keys: str, code: str) -> None:
    facts = "facts: {project: {late: {label: late, type: number, unit: days}}}\n"
    found = faults_of(f"lamps:\n  - {{id: lamp, on: project,\n  {keys}}}\n{facts}")
    assert [(c, line) for c, line, _ in found] == [(code, 3)]


def test_thresholds_in_another_unit_are_refused() -> None:
    rules = """
    facts: {project: {late: {label: late, type: number, unit: days}}}
    parameters: {limit: {title: limit, value: 10, unit: 万元, basis: assumed}}
    lamps:
      - {id: lamp, on: project, variance: late, show: [{lamp: red, from: limit}], otherwise: green}
    """
    assert [code for code, _, _ in faults_of(rules)] == ["T020"]
