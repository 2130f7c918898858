"""What has to be there before a line or an indicator counts, such as both sides of a pair."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from tests.rules.kinds.judging import Judged, judge, portfolio

from projgov.scoring.compile import compile as compile_core
from projgov.scoring.model import run
from projgov.scoring.values import Unknown

NEEDS = """        needs:
          - inspections[kind = "routine check"]
          - inspections[kind = "year-end assessment"]
"""


def points(*keys: str) -> str:
    """A line of 100 that loses 5 for each inspection with findings, if both kinds of inspection took place."""
    more = "".join(f"        {key}\n" for key in keys)
    return (
        "points:\n- id: p\n  on: project\n  judged: end of year\n  decimals: 1\n  lines:\n      - id: both\n"
        f"{NEEDS}        base: 100\n        deduct: {{each: 'inspections[count(findings) > 0]', points: 5}}\n{more}"
    )


def indicators(*keys: str) -> str:
    """Two indicators of equal weight, of which one needs both kinds of inspection."""
    more = "".join(f"        {key}\n" for key in keys)
    return (
        "indicators:\n- id: p\n  on: project\n  judged: end of year\n  decimals: 1\n  indicators:\n"
        f"      - id: both\n        value: count(inspections) * 10\n{NEEDS}{more}"
        "      - {id: other, value: 60}\n"
    )


def visit(number: int, kind: str, occurred: str = "2017-06-01", found: int = 0) -> dict[str, Any]:
    findings = [{"id": f"F{number}{n}"} for n in range(found)]
    return {
        "id": f"I{number}",
        "kind": kind,
        "occurred": occurred,
        "recorded": occurred,
        "findings": findings,
    }


ROUTINE, YEAR_END = visit(1, "routine", found=1), visit(2, "year_end", "2017-12-01")


def found(rules: str, *visits: dict[str, Any], whole: bool = True, as_of: str = "2017-12-31") -> Judged:
    data = portfolio(projects=[{"id": "P1", "inspections": list(visits)}])
    if not whole:
        data["registers"] = {}
    judged = judge(rules, data, as_of)
    facts = judged.model.facts
    assert compile_core(judged.pack.core).run(facts) == run(judged.pack.core, facts)
    return judged


def lacks(value: Any) -> set[tuple[str, ...]]:
    assert isinstance(value, Unknown)
    return {e.path for e in value.evidence}


def test_a_line_counts_where_both_sides_are_there() -> None:
    assert found(points(), ROUTINE, YEAR_END).value("p", "P1") == 95


@pytest.mark.parametrize("there", [ROUTINE, YEAR_END, None])
def test_a_line_that_lacks_a_side_is_undetermined_and_names_what_it_lacks(there: Any) -> None:
    assert lacks(found(points(), *([] if there is None else [there])).value("p", "P1")) == {("inspections",)}


def test_what_it_comes_to_is_what_the_rule_says_of_missing_evidence() -> None:
    assert found(points("missing evidence: zero"), ROUTINE).value("p", "P1") == 0
    assert (
        found(points('when: count(inspections[kind = "routine check"]) > 1'), ROUTINE).value("p", "P1") == 0
    )


def test_in_an_open_register_a_side_that_is_there_is_there() -> None:
    rules = (
        points()
        .replace("base: 100", "give: 100")
        .replace("        deduct: {each: 'inspections[count(findings) > 0]', points: 5}\n", "")
    )
    assert found(rules, ROUTINE, YEAR_END, whole=False).value("p", "P1") == 100
    assert isinstance(found(rules, ROUTINE, whole=False).value("p", "P1"), Unknown)


def test_an_indicator_can_need_both_sides_too() -> None:
    assert found(indicators(), ROUTINE, YEAR_END).value("p", "P1") == 40  # (20 + 60) / 2
    assert lacks(found(indicators(), ROUTINE).value("p", "P1")) == {("inspections",)}
    assert found(indicators("missing evidence: exclude"), ROUTINE).value("p", "P1") == 60


def test_a_value_that_is_needed_has_to_be_known_and_not_null() -> None:
    rules = "points:\n- {id: p, on: project, decimals: 0, lines: [{id: a, give: 10, needs: [lead unit]}]}\n"
    assert lacks(found(rules).value("p", "P1")) == {("lead_unit",)}


PHASES = """
points:
- id: first
  on: project
  judged: end of quarter 1
  decimals: 0
  lines: [{id: visits, add: {each: inspections, points: 10}, most: 100}]
- id: second
  on: project
  judged: end of quarter 2
  decimals: 0
  lines: [{id: visits, add: {each: inspections, points: 10}, most: 100}]
- id: annual
  on: project
  judged: end of year
  decimals: 1
  lines:
    - {id: first, give: first * 25 / 100}
    - {id: second, give: second * 75 / 100}
"""


def test_scores_of_phases_stand_beside_that_of_the_year_each_judged_on_its_own_day() -> None:
    judged = found(PHASES, visit(1, "routine", "2017-02-01"), visit(2, "routine", "2017-06-01"))
    scores = [judged.value(name, "P1") for name in ("first", "second", "annual")]
    assert scores == [10, 20, Fraction("17.5")]  # 2.5 + 15
