"""Facts checked against their declarations."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from tests.domain.sample import sample

from projgov.diagnostics import Bilingual, InvalidData
from projgov.domain.declared_facts import check_facts
from projgov.domain.facts import FactValue
from projgov.domain.plain import from_plain
from projgov.domain.portfolio import Portfolio
from projgov.domain.types import (
    BooleanType,
    ChoiceType,
    DateType,
    Missing,
    NumberType,
    Option,
    ReferenceType,
    TextType,
)
from projgov.domain.vocabulary import Spec

LABEL = Bilingual("事实", "fact")
RATING = ChoiceType(
    "rating", (Option("red", Bilingual("红", "red")), Option("green", Bilingual("绿", "green")))
)
DECLARED = {
    "project": {
        "stations": Spec(NumberType(decimals=0, least=Fraction(0), most=Fraction(500)), LABEL, ("服务站数",)),
        "cost": Spec(NumberType(decimals=2), LABEL),
        "opened": Spec(DateType(), LABEL),
        "open": Spec(BooleanType(), LABEL),
        "rating": Spec(RATING, LABEL),
        "place": Spec(TextType(), LABEL),
        "partner": Spec(ReferenceType("unit"), LABEL),
    }
}


def with_facts(**facts: Any) -> Portfolio:
    data = sample()
    data["units"][2].pop("facts")
    data["projects"][0]["facts"] = facts
    return from_plain(data)


@pytest.mark.parametrize(
    ("name", "written", "value"),
    [
        ("stations", 120, 120),
        ("stations", "120", 120),
        ("cost", Decimal("3.5"), Decimal("3.5")),
        ("cost", "3.50", Decimal("3.5")),
        ("opened", "2017-05-01", date(2017, 5, 1)),
        ("open", False, False),
        ("rating", "red", "red"),
        ("place", "120", "120"),
        ("partner", "U-21", "U-21"),
        ("rating", {"withheld": "第43条"}, Missing("第43条")),
    ],
)
def test_a_fact_is_read_as_it_is_declared(name: str, written: object, value: FactValue) -> None:
    assert check_facts(with_facts(**{name: written}), DECLARED).projects[0].facts == {name: value}


@pytest.mark.parametrize(
    ("name", "written", "code", "words"),
    [
        ("stations", "many", "D009", "many"),
        ("stations", 501, "D007", "from 0 to 500"),
        ("stations", Decimal("1.5"), "D008", "1.5"),
        ("stations", True, "D001", "a boolean"),
        ("opened", "2017-02-30", "D011", "2017-02-30"),
        ("open", "true", "D001", "true or false"),
        ("rating", "amber", "D013", "`red`, `green`"),
        ("place", 120, "D001", "a number"),
        ("partner", "U-99", "D015", "U-99"),
        ("statoins", 3, "D025", "did you mean `stations`"),
        ("服务站数", 3, "D025", "in data write `stations`"),
    ],
)
def test_a_fact_that_is_not_as_declared_is_refused_at_its_path(
    name: str, written: object, code: str, words: str
) -> None:
    with pytest.raises(InvalidData) as caught:
        check_facts(with_facts(**{name: written}), DECLARED)
    (found,) = caught.value.diagnostics
    assert (found.code, found.place.path) == (code, f"projects[0].facts.{name}")
    assert words in found.render("en")


def test_all_faults_of_all_subjects_come_at_once() -> None:
    data = sample()
    data["projects"][0]["facts"] = {"stations": "x", "open": 1}
    with pytest.raises(InvalidData) as caught:
        check_facts(from_plain(data), DECLARED)
    assert [d.place.path for d in caught.value.diagnostics] == [
        "projects[0].facts.open",
        "projects[0].facts.stations",
        "units[2].facts.staff",
    ]


def test_facts_of_other_packs_can_be_kept_as_they_are() -> None:
    portfolio = with_facts(stations="7", other="x")
    assert check_facts(portfolio, DECLARED, undeclared="keep").projects[0].facts == {
        "stations": 7,
        "other": "x",
    }


def test_checking_twice_changes_nothing_more() -> None:
    once = check_facts(with_facts(stations="7", opened="2017-05-01", cost="1.5"), DECLARED)
    assert check_facts(once, DECLARED) == once


def test_without_facts_the_portfolio_is_the_same() -> None:
    portfolio = with_facts()
    assert check_facts(portfolio, {}) is portfolio
