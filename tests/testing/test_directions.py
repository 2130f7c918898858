"""The law of directions: lines that declare with which figures they rise keep what they declare, or are found."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.laws.drawing import tried
from tests.rules.kinds.judging import pack_of

from projgov.domain.load import load_portfolio
from projgov.domain.plain import from_plain
from projgov.domain.portfolio import Portfolio
from projgov.rules.core.directions import Figure
from projgov.rules.load import Pack, load_pack
from projgov.testing import laws, portfolios_for
from projgov.testing.directions import with_raised

AS_OF = "2017-12-31"
ZHENGFA = load_pack("zhengfa")
BUDGET = Figure("project", ("budget",))


def projects(*budgets: int, **more: Any) -> Portfolio:
    """Projects with these budgets."""
    listed = [{"id": f"P-{n}", "budget": budget, **more} for n, budget in enumerate(budgets, start=1)]
    return from_plain({"projgov": 1, "id": "test", "projects": listed})


def points(*lines: str, more: str = "") -> Pack:
    return pack_of(f"points:\n- {{id: score, on: project, decimals: 0, lines: [{', '.join(lines)}]{more}}}\n")


RISING = "{id: a, give: budget, most: 50, rises with: [budget]}"


def test_a_line_that_keeps_its_direction_is_found_sound() -> None:
    laws.monotone(points(RISING, "{id: b, base: 9}"), projects(5, 60), AS_OF)
    laws.monotone(points("{id: a, give: 100 - budget, falls with: [budget]}"), projects(5, 60), AS_OF)


def test_a_line_that_falls_where_it_should_rise_is_found_and_named() -> None:
    """A budget of 5.5 gives 94.5, which is 95 rounded; of 15.5, 85 (84.5 rounded up)."""
    planted = points("{id: a, give: 100 - budget, rises with: [budget]}")
    with pytest.raises(
        AssertionError, match=r"score\.a: `budget` of `P-1` rises by .*, and `P-1` goes from 95 to "
    ):
        laws.monotone(planted, projects(5, 7), AS_OF)


def test_a_line_that_rises_where_it_should_fall_is_found() -> None:
    with pytest.raises(AssertionError, match="goes from 5 to 15"):
        laws.monotone(points("{id: a, give: budget, falls with: [budget]}"), projects(5), AS_OF)


def test_a_line_that_falls_only_beyond_a_bound_is_found() -> None:
    """The last of the steps goes as far as the figure does."""
    line = "{id: a, give: 'if budget > 900 then 0 else budget', rises with: [budget]}"
    with pytest.raises(AssertionError, match="goes from 899 to 0"):
        laws.monotone(points(line), projects(899), AS_OF)


def test_a_score_that_turns_round_what_its_lines_declare_is_found() -> None:
    """Each line rises; the coefficient makes a loss of it."""
    planted = points(RISING, more=", coefficient: -1")
    with pytest.raises(AssertionError, match=r"^score: .* goes from -5 to -15"):
        laws.monotone(planted, projects(5), AS_OF)


def test_a_score_may_fall_where_a_line_falls_that_declares_nothing() -> None:
    laws.monotone(points(RISING, "{id: b, give: -3 * budget}"), projects(5, 60), AS_OF)


def test_figures_of_other_subjects_are_raised_too() -> None:
    rules = """\
        points:
        - id: load
          on: unit
          decimals: 0
          lines: [{id: a, give: 100 - sum(led projects.budget), least: 0, rises with: [led projects.budget]}]
        """
    units = [{"id": "U-1", "name": "甲", "level": "city", "parent": None}]
    city = from_plain(
        {"projgov": 1, "id": "t", "units": units, "projects": [{"id": "P", "budget": 5, "lead_unit": "U-1"}]}
    )
    with pytest.raises(
        AssertionError, match=r"`led projects\.budget` of `P` rises by .*, and `U-1` goes from 95 to 85"
    ):
        laws.monotone(pack_of(rules), city, AS_OF)


def test_a_missing_figure_is_not_raised_and_a_pack_without_directions_keeps_the_law() -> None:
    city = from_plain({"projgov": 1, "id": "t", "projects": [{"id": "P"}]})
    assert with_raised(city, BUDGET, "P", Decimal(1), None) is city
    laws.monotone(points("{id: a, give: 100 - budget}"), projects(5), AS_OF)


@given(st.integers(0, 1000), st.integers(1, 100))
def test_a_raised_figure_is_higher_by_the_step_and_not_above_its_bound(budget: int, step: int) -> None:
    raised = with_raised(projects(budget, 7), BUDGET, "P-1", Decimal(step), Decimal(500))
    assert raised.projects[0].budget == (min(budget + step, 500) if budget < 500 else budget)
    assert raised.projects[1].budget == 7


def test_the_directions_of_the_city_s_rules_hold_of_its_year() -> None:
    assert {d.definition for d in ZHENGFA.directions} == {
        "project_score.gates", "project_score.progress", "project_score.acceptance", "annual_assessment.projects",
    }  # fmt: skip
    laws.monotone(ZHENGFA, load_portfolio("zhengfa-2017"), AS_OF, random=Random(1))


@tried(20)
@given(portfolios_for(ZHENGFA))
def test_the_directions_of_the_city_s_rules_hold_of_any_portfolio(portfolio: Portfolio) -> None:
    laws.monotone(ZHENGFA, portfolio, AS_OF)


def test_a_direction_planted_in_the_city_s_rules_is_found() -> None:
    turned = tuple(attrs.evolve(d, rises=not d.rises) for d in ZHENGFA.directions)
    planted = attrs.evolve(ZHENGFA, directions=turned)
    with pytest.raises(AssertionError, match="rises by"):
        laws.monotone(planted, load_portfolio("zhengfa-2017"), AS_OF)
