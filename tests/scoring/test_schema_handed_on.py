"""What is made of a report for others is valid by its schema: public views, bulletins, results handed on."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from tests.laws.drawing import Case, cases, tried
from tests.scoring.public.publishing import evaluated, publishing

import projgov
from projgov.scoring.report import Report

PUBLIC, BULLETIN, EXPORT = (
    jsonschema.Draft202012Validator(projgov.schema(of)) for of in ("public", "bulletin", "export")
)


@cache
def shipped() -> Report:
    """The shipped year, with everything declared public that can be."""
    pack = publishing(projgov.load_pack("zhengfa"))
    return projgov.evaluate(pack, projgov.load_portfolio("zhengfa-2017"), "2017-12-31")


def faults(validator: jsonschema.Draft202012Validator, plain: Any) -> list[str]:
    return [
        f"{list(e.path)}: {e.message[:120]}" for e in validator.iter_errors(json.loads(json.dumps(plain)))
    ][:5]


def test_the_public_view_of_the_shipped_year_is_valid_with_results_of_every_sort() -> None:
    plain = shipped().public().to_plain()
    assert faults(PUBLIC, plain) == []
    sorts = {
        name for s in plain["subjects"] for name, found in s.items() if isinstance(found, list) and found
    }
    assert sorts >= {"shown", "scores", "marks", "ranks", "awards", "findings"}


@pytest.mark.parametrize("public", [True, False])
def test_a_bulletin_of_the_shipped_year_is_valid(public: bool) -> None:
    plain = shipped().bulletin("2017-09", public=public)
    assert faults(BULLETIN, plain) == []
    assert any(line["results"] for line in plain["lines"])


def test_what_is_handed_on_is_valid() -> None:
    plain = shipped().export("annual_review").to_plain()
    assert faults(EXPORT, plain) == []
    assert plain["rows"]


@tried(15)
@given(cases())
def test_views_and_bulletins_of_any_report_are_valid(case: Case) -> None:
    report = evaluated(publishing(case.pack), case.portfolio, case.as_of)
    assert faults(PUBLIC, report.public().to_plain()) == []
    for public in (True, False):
        assert faults(BULLETIN, report.bulletin("2017", public=public)) == []


def test_what_says_more_than_may_be_said_is_refused() -> None:
    plain = json.loads(json.dumps(shipped().public().to_plain()))
    plain["subjects"][0]["budget"] = "100"
    assert faults(PUBLIC, plain)
