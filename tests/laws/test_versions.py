"""A year's decisions stay that year's when the file is amended later."""

from __future__ import annotations

from datetime import date
from random import Random
from textwrap import dedent

from hypothesis import given
from tests.laws.drawing import Case, cases, orders, tried
from tests.rules.kinds.judging import HEAD, portfolio

from projgov.domain.plain import from_plain
from projgov.rules.load import read_text
from projgov.scoring.evaluate import evaluate
from projgov.testing.outcomes import sorted_outputs
from projgov.testing.rule_text import read
from projgov.testing.shuffling import amended


@tried(40)
@given(cases(), orders())
def test_a_version_from_2026_on_changes_no_decision_before(case: Case, random: Random) -> None:
    """Neither where it says the same nor where it says nothing: what is counted, summed, ranked and told stays as it is."""
    later = read(amended(case.text, date(2025, 12, 31), random))
    before, after = (evaluate(p, case.portfolio, case.as_of, on_error="report") for p in (case.pack, later))
    if not before.faults:  # a rule that errs errs in each of its versions
        assert sorted_outputs(after) == sorted_outputs(before)


def test_a_parameter_raised_from_2026_on_changes_no_decision_before() -> None:
    """A budget of 15 is at least 10; from 2026 on 20 are asked for."""
    rules = """
        parameters:
          least:
            basis: document
            versions: [{value: 10, to: 2025-12-31}, {value: 20, from: 2026-01-01}]
        filing:
          - {id: funded, on: project, require: budget >= least}
        """
    pack = read_text(dedent(rules).lstrip("\n") + HEAD, "rules.yaml").pack
    assert pack is not None
    data = from_plain(portfolio(projects=[{"id": "P", "budget": 15}]))
    assert [len(evaluate(pack, data, day).subject("P").findings) for day in ("2025-12-31", "2026-01-01")] == [
        0,
        1,
    ]
