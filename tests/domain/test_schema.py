"""The JSON Schema of portfolios: what reading accepts it accepts, and what it refuses reading refuses."""

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from tests.domain.sample import sample
from tests.domain.test_refusals import M, P, at

from projgov.diagnostics import Bilingual, InvalidData
from projgov.domain.plain import from_plain
from projgov.domain.portfolio import Portfolio
from projgov.domain.schema import json_schema
from projgov.domain.types import NumberType
from projgov.domain.vocabulary import Spec
from projgov.domain.write import to_plain
from projgov.testing.portfolios import portfolios

SCHEMA = json_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_the_schema_is_a_schema_and_plain_json() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


def test_every_field_has_a_title_in_both_languages() -> None:
    lead = SCHEMA["$defs"]["project"]["properties"]["lead_unit"]
    assert lead["title"] == "主办单位 / lead unit"
    for record in SCHEMA["$defs"].values():
        for field in record["properties"].values():
            assert " / " in field["title"]


def test_the_sample_is_valid() -> None:
    assert list(VALIDATOR.iter_errors(sample())) == []


@given(portfolios())
def test_whatever_is_written_is_valid(portfolio: Portfolio) -> None:
    assert list(VALIDATOR.iter_errors(to_plain(portfolio))) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("projgov", 2),
        ("note", "made up"),
        ("projcts", []),
        (P + "titel", "x"),
        (P + "title", ""),
        (P + "title", 5),
        (P + "title", None),
        (P + "domain", "法治建设"),
        (P + "co_units", ["U-21", "U-21"]),
        (P + "livelihood", "yes"),
        (M + "planned_progress", 101),
        (M + "planned_progress", True),
        (M + "planned_progress", "12.345"),
        (M + "planned_progress", "50%"),
        (M + "due", "2017/3/5"),
        (P + "reports.0.period", "2017-Q5"),
        (P + "reports.0.recorded", None),
        (P + "baselines.0.version", "1.5"),
        (P + "facts.x", [1]),
        ("registers.report", {"complete_through": None}),
        ("registers.reports", {}),
    ],
)
def test_what_the_schema_refuses_reading_refuses(path: str, value: Any) -> None:
    data = sample()
    at(path, value)(data)
    assert list(VALIDATOR.iter_errors(data))
    with pytest.raises(InvalidData):
        from_plain(data)


def test_declared_facts_are_part_of_the_schema() -> None:
    declared = {"project": {"stations": Spec(NumberType(decimals=0), Bilingual("站数", "stations"))}}
    validator = jsonschema.Draft202012Validator(json_schema(facts=declared))
    data = sample()
    data["units"][2].pop("facts")
    data["projects"][0]["facts"] = {"stations": -3}
    assert list(validator.iter_errors(data)) == []
    data["projects"][0]["facts"] = {"statoins": 3}
    assert list(validator.iter_errors(data))
