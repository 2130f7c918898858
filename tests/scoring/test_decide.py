"""One decision at a time: exactly what the readable model says, fast code or slow."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projgov.rules.core.program import Core
from projgov.scoring import model
from projgov.scoring.compile import compile as compile_core
from projgov.scoring.values import Fault, Results, Value
from tests.scoring.scalar_cores import OneSubject, facts, scalar_cores

AS_OF = date(2017, 9, 30)


def expected_value(results: Results, core: Core, name: str) -> Value:
    """What a decider gives for a definition or check, from what the model computed."""
    if name in core.definitions:
        return results.values[name][""]
    occasions = results.occasions[name][""]
    if not occasions:
        return None
    (occasion,) = occasions
    return occasion.outcome if occasion.value is None else occasion.value


def differences(core: Core, given_facts: Mapping[str, object]) -> list[Any]:
    """Where deciders and the readable model disagree."""
    expected = model.run(core, OneSubject(given_facts, AS_OF))
    program = compile_core(core)
    plain = program.decider("project")
    found = plain.call(given_facts, AS_OF)
    explained = program.decider("project", explain=True).call(given_facts, AS_OF)
    wrong: list[Any] = []
    for place, name in enumerate(plain.names):
        wanted = expected_value(expected, core, name)
        for value in (found[place], explained[0][place]):
            if value != wanted or type(value) is not type(wanted):
                wrong.append((name, wanted, value))
    if not any(isinstance(v, Fault) for v in found):
        decision = program.decide(given_facts, AS_OF, subject="project")
        for name in decision.decider.lines:
            if decision.points[name] != expected.values[name][""]:
                wrong.append((name, expected.values[name][""], decision.points[name]))
    return wrong


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(scalar_cores(), st.lists(facts(), min_size=1, max_size=3))
def test_a_decider_gives_what_the_model_gives(core: Core, cases: list[dict[str, object]]) -> None:
    """Values, unknowns with their evidence, faults with their places, outcomes of checks, points of lines."""
    for one in cases:
        assert not differences(core, one)
