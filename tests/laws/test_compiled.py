"""Readings agree. "Compiled equals model on … random portfolios, missing values and errors included"."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.laws.drawing import DAYS, Case, cases, tried
from tests.rules.kinds.judging import pack_of

from projgov.domain.load import load_portfolio
from projgov.domain.plain import from_plain
from projgov.rules.load import load_pack
from projgov.testing import laws, portfolios_for, rule_files
from projgov.testing.rule_text import read


@tried(30)
@given(cases())
def test_compiled_code_gives_what_the_model_gives_on_whole_rule_files(case: Case) -> None:
    laws.compiled_as_the_model(case.pack, case.portfolio, case.as_of)


@tried(20)
@given(st.data())
def test_compiled_code_gives_what_the_model_gives_on_decision_tables(data: st.DataObject) -> None:
    pack = read(data.draw(rule_files(most=2, kinds=("tables",))))
    portfolio = data.draw(portfolios_for(pack, gaps=True))
    laws.compiled_as_the_model(pack, portfolio, data.draw(DAYS))


@tried(15)
@given(st.data())
def test_compiled_code_gives_what_the_model_gives_on_schedules(data: st.DataObject) -> None:
    pack = read(data.draw(rule_files(most=2, kinds=("schedule",))))
    portfolio = data.draw(portfolios_for(pack, gaps=True))
    laws.compiled_as_the_model(pack, portfolio, data.draw(DAYS))


@tried(10)
@given(st.data())
def test_compiled_code_gives_what_the_model_gives_on_what_is_filed(data: st.DataObject) -> None:
    pack = read(
        data.draw(rule_files(most=2, kinds=("procedure", "full_coverage", "duplicates", "chain", "answers")))
    )
    portfolio = data.draw(portfolios_for(pack, gaps=True))
    laws.compiled_as_the_model(pack, portfolio, data.draw(DAYS))


@tried(10)
@given(st.data())
def test_compiled_code_gives_what_the_model_gives_on_conditions(data: st.DataObject) -> None:
    kinds = ("filing", "checklist", "supervision", "closing", "promotion")
    pack = read(data.draw(rule_files(most=2, kinds=kinds)))
    portfolio = data.draw(portfolios_for(pack, gaps=True))
    laws.compiled_as_the_model(pack, portfolio, data.draw(DAYS))


def test_compiled_code_gives_what_the_model_gives_on_the_city_s_year() -> None:
    pack, portfolio = load_pack("zhengfa"), load_portfolio("zhengfa-2017")
    for day in ("2017-03-31", "2017-09-30", "2017-12-31", "2018-02-01"):
        laws.compiled_as_the_model(pack, portfolio, day)


@pytest.mark.parametrize("value", ["5 = null", "5 != null", "null = null", '"a" = null', "budget = null"])
def test_a_comparison_with_null_compiles_without_a_warning(value: str) -> None:
    """A constant is compared with null as any value is; Python's `5 is None` would be warned of."""
    pack = pack_of(f"definitions:\n- {{id: d, on: project, value: '{value}'}}\n")
    portfolio = from_plain({"projgov": 1, "id": "test", "projects": [{"id": "P", "budget": 5}]})
    laws.compiled_as_the_model(pack, portfolio, "2017-12-31")
