"""Missing evidence. "Filling in a missing scalar never changes a determined outcome"."""

from __future__ import annotations

import pytest
from hypothesis import given
from tests.laws.drawing import Case, cases_with_gaps, tried
from tests.rules.kinds.judging import pack_of

from projgov.domain.plain import from_plain
from projgov.domain.portfolio import Portfolio
from projgov.scoring.evaluate import evaluate
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


def test_an_occasion_of_a_record_without_an_id_stays_the_same_when_the_record_is_filled_in() -> None:
    """Its letter is told apart by its version, not by all that is written in it."""
    pack = pack_of(
        "filing:\n- {id: signed_early, on: project, each: letters, require: letter.occurred < as_of}\n"
    )
    letter = {"version": 1, "occurred": "2017-03-31", "recorded": "2017-03-31"}

    def portfolio(letter: dict[str, object]) -> Portfolio:
        projects = [{"id": "P", "letters": [letter]}]
        return from_plain({"projgov": 1, "id": "test", "units": [{"id": "U"}], "projects": projects})

    less, more = portfolio(letter), portfolio({**letter, "responsible": "U"})
    laws.evidence_only_settles(pack, less, more, "2017-12-31")


def test_a_record_without_an_id_is_called_by_its_version_in_a_report() -> None:
    """Nothing of how it is held in memory shows."""
    pack = pack_of(
        "filing:\n- {id: signed_early, on: project, each: letters, require: letter.occurred > as_of}\n"
    )
    letter = {"version": 1, "occurred": "2017-03-31", "recorded": "2017-03-31"}
    projects = [{"id": "P", "letters": [letter]}]
    report = evaluate(pack, from_plain({"projgov": 1, "id": "test", "projects": projects}), "2017-12-31")
    (finding,) = report.to_plain()["subjects"][0]["findings"]
    assert finding["occasion"] == "1"
