"""Compiled code gives exactly what the readable model gives."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings

from projgov.domain.portfolio import Portfolio
from projgov.rules.core.program import Core
from projgov.scoring import model
from projgov.scoring.compile import compile as compile_core
from projgov.scoring.facts import Facts
from projgov.testing.core_programs import programs


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=50)
@given(programs())
def test_compiled_code_gives_what_the_model_gives(case: tuple[Core, Portfolio, date]) -> None:
    """On random rule files and portfolios: values, unknowns with their evidence, faults with their places, occasions."""
    core, portfolio, as_of = case
    expected = model.run(core, Facts(portfolio, core.vocabulary, as_of))
    found = compile_core(core).run(Facts(portfolio, core.vocabulary, as_of))
    for name, by_subject in expected.values.items():
        assert found.values[name] == by_subject, name
    for name, by_subject in expected.occasions.items():
        assert found.occasions[name] == by_subject, name
    assert found == expected
