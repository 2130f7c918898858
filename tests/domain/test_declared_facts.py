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
from projgov.domain.mapping_reader import read_mapping
from projgov.domain.plain import from_plain
from projgov.domain.portfolio import Portfolio
from projgov.domain.table import read_table
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
from projgov.reading.yaml import compose

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


MAPPING = """\
portfolio: works
subject: project
columns:
  id: No
  facts.opened: Opened
  facts.open: {column: Open}
  facts.rating: Rating
  facts.stations: {column: Stations, number: true}
  facts.statoins: Other
constants: {facts.plcae: here}
"""
ROWS = "No,Opened,Open,Rating,Stations,Other\nP-1,2017-05-01,true,Red,7,x\nP-2,2017/5/2,是,blue,700,y\nP-3,2017/5/3,False,绿,3,z\n"


def table() -> Portfolio:
    return read_table(ROWS, "data.csv", read_mapping(compose(MAPPING, "map.yaml"))).portfolio


def test_facts_from_a_table_are_refused_by_row_and_column_and_undeclared_ones_once_in_the_mapping() -> None:
    with pytest.raises(InvalidData) as caught:
        check_facts(table(), DECLARED)
    assert [(d.code, str(d.place), d.place.subject) for d in caught.value.diagnostics] == [
        ("D010", "data.csv:3:2", "P-2"),
        ("D001", "data.csv:3:3", "P-2"),
        ("D013", "data.csv:3:4", "P-2"),
        ("D007", "data.csv:3:5", "P-2"),
        ("D010", "data.csv:4:2", "P-3"),
        ("D025", "map.yaml:9:19", ""),
        ("D025", "map.yaml:10:12", ""),
    ]
    told = caught.value.render("en")
    assert "so is 1 more row: line 4 `2017/5/3`" in told
    assert "write in the mapping `facts.opened: {column: Opened, date: YYYY/M/D}`" in told
    assert "did you mean `stations`?" in told


def test_texts_of_a_table_are_read_as_the_facts_are_declared() -> None:
    """`true` in any letters is a truth value, and the labels of a choice are its codes."""
    mapping = "portfolio: w\nsubject: project\ncolumns: {id: No, facts.open: Open, facts.rating: Rating}\n"
    rows = "No,Open,Rating\nP-1,TRUE,Red\nP-2,false,绿\n"
    portfolio = read_table(rows, "d.csv", read_mapping(compose(mapping, "m.yaml"))).portfolio
    assert [p.facts for p in check_facts(portfolio, DECLARED).projects] == [
        {"open": True, "rating": "red"},
        {"open": False, "rating": "green"},
    ]


def test_facts_from_a_file_are_refused_with_the_name_of_the_file_and_the_id_of_the_subject() -> None:
    data = sample()
    data["units"][2].pop("facts")
    data["projects"] = [{"id": f"P-{n}", "facts": {"statoins": n}} for n in (1, 2)]
    data["rulings"] = []
    with pytest.raises(InvalidData) as caught:
        check_facts(from_plain(data, file="year.json"), DECLARED)
    assert [str(d.place) for d in caught.value.diagnostics] == [
        "year.json: projects[0].facts.statoins (P-1)",
        "year.json: projects[1].facts.statoins (P-2)",
    ]
    assert caught.value.render("en").count("error[D025]") == 1
