"""Portfolios from files."""

import json
from pathlib import Path

import pytest
from tests.domain.sample import sample

from projgov.diagnostics import InvalidData, Refused
from projgov.domain.load import load_portfolio, shipped_portfolios
from projgov.domain.plain import from_plain


def test_a_portfolio_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "year.json"
    path.write_text(json.dumps(sample(), ensure_ascii=False), encoding="utf-8")
    assert load_portfolio(path) == from_plain(sample())


def test_numbers_are_read_exactly_from_the_text(tmp_path: Path) -> None:
    data = sample()
    data["projects"][0]["facts"] = {"area": "@"}
    path = tmp_path / "year.json"
    path.write_text(json.dumps(data).replace('"@"', "0.1000000000000000000000000000000001"), encoding="utf-8")
    assert str(load_portfolio(path).projects[0].facts["area"]) == "0.1000000000000000000000000000000001"


def test_faults_name_the_file_and_the_path(tmp_path: Path) -> None:
    path = tmp_path / "year.json"
    path.write_text('{"projgov": 1, "id": 5}', encoding="utf-8")
    with pytest.raises(InvalidData) as caught:
        load_portfolio(str(path))
    (found,) = caught.value.diagnostics
    assert (found.place.file, found.place.path) == (str(path), "id")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        load_portfolio(tmp_path / "none.json")


def test_an_unknown_name_is_refused_as_a_name() -> None:
    with pytest.raises(InvalidData) as caught:
        load_portfolio("no-such-portfolio")
    assert caught.value.diagnostics[0].code == "D028"


def test_every_shipped_portfolio_loads_by_its_name() -> None:
    for name in shipped_portfolios():
        assert load_portfolio(name).id == name


@pytest.mark.parametrize(("name", "code"), [("rules.yaml", "D030"), ("a.YML", "D030"), ("a.csv", "D031")])
def test_a_file_of_another_form_is_refused_with_what_to_do(name: str, code: str) -> None:
    with pytest.raises(InvalidData) as caught:
        load_portfolio(name)
    assert [d.code for d in caught.value.diagnostics] == [code]


def test_what_is_no_path_is_answered_with_what_is_wanted() -> None:
    with pytest.raises(TypeError, match="not dict; for data in hand there is from_plain"):
        load_portfolio({"projgov": 1})  # type: ignore[arg-type]  # what a caller may do by mistake
