"""Missing evidence. "Filling in a missing scalar never changes a determined outcome"."""

from __future__ import annotations

import pytest
from hypothesis import given
from tests.laws.drawing import Case, cases_with_gaps, tried
from tests.rules.kinds.judging import pack_of

from projgov.domain.plain import from_plain
from projgov.domain.portfolio import Portfolio
from projgov.testing import laws


@tried(40)
@given(cases_with_gaps())
def test_more_evidence_only_settles_what_was_open(case: tuple[Case, Portfolio]) -> None:
    """For rule files without `missing(…)`, `present(…)` and missing-evidence policies other than undetermined."""
    more, less = case
    laws.evidence_only_settles(more.pack, less, more.portfolio, more.as_of)


def test_a_rule_that_asks_whether_something_is_known_breaks_the_law() -> None:
    """The law says something: with `missing(…)` it does not hold."""
    pack = pack_of("definitions:\n- {id: unknown_budget, on: project, value: missing(budget)}\n")
    less = from_plain({"projgov": 1, "id": "test", "projects": [{"id": "P"}]})
    more = from_plain({"projgov": 1, "id": "test", "projects": [{"id": "P", "budget": 5}]})
    with pytest.raises(AssertionError, match="unknown_budget of `P` was True and became False"):
        laws.evidence_only_settles(pack, less, more, "2017-12-31")


@pytest.mark.parametrize("tie", ["refer", "share", "drop"])
def test_who_may_turn_out_to_have_no_score_is_not_proposed(tie: str) -> None:
    """Whether the rule applies to P is not known; if not, P has no score and no place."""
    pack = pack_of(f"""
        points:
        - {{id: score, on: project, when: pilot, decimals: 0, lines: [{{id: a, base: 5}}]}}
        awards:
        - {{id: prize, on: project, by: score, top: 3, tie: {tie}}}
        """)
    less = from_plain({"projgov": 1, "id": "test", "projects": [{"id": "P"}]})
    for pilot in (True, False):
        more = from_plain({"projgov": 1, "id": "test", "projects": [{"id": "P", "pilot": pilot}]})
        laws.evidence_only_settles(pack, less, more, "2017-12-31")
