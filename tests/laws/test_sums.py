"""Sums. "The explanation's arithmetic adds up to the score exactly"; "what is printed adds up"."""

from __future__ import annotations

import pytest
from hypothesis import given
from tests.laws.drawing import Case, cases, tried

from projgov.domain.load import load_portfolio
from projgov.rules.load import load_pack
from projgov.scoring.evaluate import evaluate
from projgov.testing import laws
from projgov.testing.arithmetic import check_explanation


@tried(30)
@given(cases(gaps=False))
def test_the_lines_of_a_score_add_up_to_it_as_they_are_printed(case: Case) -> None:
    laws.adds_up(case.pack, case.portfolio, case.as_of)


def test_the_scores_of_the_city_s_projects_and_units_add_up_as_they_are_printed() -> None:
    laws.adds_up(load_pack("zhengfa"), load_portfolio("zhengfa-2017"), "2017-12-31")


def test_a_number_misprinted_is_found() -> None:
    """The law says something: it reads the numbers that people read."""
    report = evaluate(load_pack("zhengfa"), load_portfolio("zhengfa-2017"), "2017-12-31")
    subject = report.subject("P-017")
    text = report.explain("P-017", language="zh")
    assert "5.5  月汇总" in text
    check_explanation(subject, text, report.core)
    with pytest.raises(AssertionError, match="do not add up"):
        check_explanation(subject, text.replace("5.5  月汇总", "5.0  月汇总"), report.core)
    with pytest.raises(AssertionError, match="comes to"):
        check_explanation(subject, text.replace("6 − 1 × 0.5", "6 − 2 × 0.5"), report.core)
