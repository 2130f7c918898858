"""`projgov.schema`: the schemas of all three forms, and reports that are valid by theirs."""

from __future__ import annotations

import copy
import json
from typing import Any

import jsonschema
import pytest

import projgov
from projgov.domain.schema import json_schema as portfolio_schema
from projgov.rules.load.schema import json_schema as pack_schema

REPORT = jsonschema.Draft202012Validator(projgov.schema("report"))


@pytest.fixture(scope="module")
def plain() -> dict[str, Any]:
    report = projgov.evaluate(
        projgov.load_pack("zhengfa"), projgov.load_portfolio("zhengfa-2017"), "2017-12-31"
    )
    return report.to_plain()


def test_each_form_has_its_schema() -> None:
    assert projgov.schema("pack") == pack_schema()
    assert projgov.schema("portfolio") == portfolio_schema()
    schema = projgov.schema("report")
    jsonschema.Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema


def test_a_report_is_valid_as_it_is_written(plain: dict[str, Any]) -> None:
    assert list(REPORT.iter_errors(json.loads(json.dumps(plain)))) == []
    kinds = {
        name
        for s in plain["subjects"]
        for name in ("scores", "marks", "ranks", "awards", "findings", "sanctions")
        if s[name]
    }
    assert kinds >= {"scores", "marks", "findings"}


def test_a_report_of_an_early_day_is_valid_too() -> None:
    report = projgov.evaluate(
        projgov.load_pack("zhengfa"), projgov.load_portfolio("zhengfa-2017"), "2017-05-31"
    )
    assert list(REPORT.iter_errors(report.to_plain())) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [("digest", "abc"), ("as_of", "31.12.2017"), ("year", "2017"), ("subjects", {}), ("more", 1)],
)
def test_what_is_no_report_is_refused(plain: dict[str, Any], key: str, value: object) -> None:
    assert not REPORT.is_valid({**plain, key: value})


def test_every_key_of_a_result_is_required_and_numbers_are_texts(plain: dict[str, Any]) -> None:
    index = next(i for i, s in enumerate(plain["subjects"]) if s["scores"])
    for key in plain["subjects"][index]:
        changed = copy.deepcopy(plain)
        del changed["subjects"][index][key]
        assert not REPORT.is_valid(changed)
    changed = copy.deepcopy(plain)
    changed["subjects"][index]["score"] = 88.5
    assert not REPORT.is_valid(changed)


def test_there_is_no_schema_of_anything_else() -> None:
    with pytest.raises(ValueError, match="none of 'packs'"):
        projgov.schema("packs")  # type: ignore[arg-type]  # what a caller may do by mistake
