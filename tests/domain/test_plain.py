"""Plain data to a portfolio and back."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from tests.domain.sample import sample

from projgov.domain.calendar import Period
from projgov.domain.plain import from_plain
from projgov.domain.portfolio import Portfolio
from projgov.domain.types import MISSING, Missing
from projgov.domain.write import to_plain
from projgov.reading import json as reading_json
from projgov.testing.portfolios import portfolios


def test_records_are_read_with_their_values_typed() -> None:
    portfolio = from_plain(sample())
    project = portfolio.projects[0]
    assert project.guidebooks[0].occurred == date(2017, 1, 12)
    assert project.reports[0].period == Period("quarter", 2017, 1)
    assert isinstance(project.responsibilities, tuple)
    assert project.responsibilities[0].from_ == date(2017, 1, 10)
    assert portfolio.registers == {"reports": date(2017, 12, 31), "recognitions": None}


def test_absent_withheld_null_and_empty_are_four_different_things() -> None:
    portfolio = from_plain(sample())
    city, office, department = portfolio.units
    project = portfolio.projects[0]
    assert department.parent == MISSING
    assert city.parent is None
    assert office.parent == "U-00"
    assert project.acceptances[0].rating == Missing("未公布")
    assert project.co_units == ()
    assert project.parent == MISSING


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (10, 10),
        ("52.5", Decimal("52.5")),
        ("52.50", Decimal("52.5")),
        ("10.00", 10),
        (Decimal("1E+1"), 10),
        ("-0", 0),
    ],
)
def test_a_number_is_an_int_where_it_is_whole_and_a_decimal_without_needless_zeros_elsewhere(
    written: object, value: object
) -> None:
    data = sample()
    data["projects"][0]["baselines"][0]["milestones"][0]["planned_progress"] = written
    milestones = from_plain(data).projects[0].baselines[0].milestones
    assert isinstance(milestones, tuple)
    found = milestones[0].planned_progress
    assert (type(found), str(found)) == (type(value), str(value))


def test_what_is_odd_and_yet_happens_in_offices_is_accepted() -> None:
    data = sample()
    project = data["projects"][0]
    project["reports"][0]["progress"][0]["value"] = 120
    project["end"] = "2017-05-31"
    project["reports"][0]["recorded"] = "2017-03-01"
    assert from_plain(data).projects[0].end == date(2017, 5, 31)


def test_ids_are_compared_after_normalisation() -> None:
    data = sample()
    data["units"][2]["id"] = "e\u0301"
    data["projects"][0]["lead_unit"] = "\u00e9"
    data["projects"][0]["reports"][0]["by"] = "\u00e9"
    data["officers"][0]["posts"][0]["unit"] = "\u00e9"
    assert from_plain(data).projects[0].lead_unit == "\u00e9"


def test_facts_are_held_as_they_are_written_under_canonical_names() -> None:
    data = sample()
    data["projects"][0]["facts"] = {
        "number of stations": "120",
        "area": Decimal("3.50"),
        "why": {"withheld": "保密"},
    }
    assert from_plain(data).projects[0].facts == {
        "number_of_stations": "120",
        "area": Decimal("3.5"),
        "why": Missing("保密"),
    }


def test_writing_gives_back_what_was_read() -> None:
    assert to_plain(from_plain(sample())) == sample()


@given(portfolios())
def test_a_portfolio_survives_a_round_trip_through_json_text(portfolio: Portfolio) -> None:
    assert from_plain(json.loads(json.dumps(to_plain(portfolio)))) == portfolio


@given(portfolios())
def test_the_library_s_own_json_gives_the_same_portfolio(portfolio: Portfolio) -> None:
    text = reading_json.dumps(to_plain(portfolio))
    assert from_plain(reading_json.parse(text, "p.json")) == portfolio


@given(portfolios())
def test_the_ordered_form_does_not_depend_on_the_order_of_records(portfolio: Portfolio) -> None:
    def turned(value: Any) -> Any:
        if isinstance(value, list):
            return [turned(part) for part in reversed(value)]
        return {k: turned(v) for k, v in value.items()} if isinstance(value, dict) else value

    other = from_plain(turned(to_plain(portfolio)))
    assert to_plain(other, ordered=True) == to_plain(portfolio, ordered=True)
    assert {u.id for u in from_plain(to_plain(portfolio, ordered=True)).units} == {
        u.id for u in portfolio.units
    }
