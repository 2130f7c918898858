"""One ladder, three ways to climb it: the model (from the history alone), the plain engine, durable-rules."""

from __future__ import annotations

import pytest
from hypothesis import given

from projgov.scoring.ladder.climb import climb
from projgov.scoring.ladder.engine import Reference
from projgov.scoring.meaning.ladder_history import History
from projgov.testing.ladders import Case, climbs


@given(case=climbs())
def test_the_plain_engine_gives_what_the_history_says(case: Case) -> None:
    found = climb(case.ladder, case.stream, case.deadline(), Reference(case.ladder))
    assert found == History(case.ladder, case.stream, case.deadline()).climbed()


@given(case=climbs())
def test_durable_rules_gives_what_the_plain_engine_gives(case: Case) -> None:
    durable = pytest.importorskip(
        "projgov.scoring.ladder.durable", reason="durable-rules is not installed here"
    )
    with durable.Durable(case.ladder) as engine:
        found = climb(case.ladder, case.stream, case.deadline(), engine)
    assert found == climb(case.ladder, case.stream, case.deadline(), Reference(case.ladder))
