"""Sums. "The explanation's arithmetic adds up to the score exactly"; "what is printed adds up"."""

from __future__ import annotations

import pytest
from hypothesis import given
from tests.laws.drawing import Case, cases, tried
from tests.rules.kinds.judging import pack_of

from projgov.domain.load import load_portfolio
from projgov.domain.plain import from_plain
from projgov.rules.load import load_pack
from projgov.scoring.evaluate import evaluate
from projgov.testing import laws
from projgov.testing.arithmetic import check_explanation, evaluated


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


@pytest.mark.parametrize(
    ("give", "printed"),
    [
        ("round(budget / 3, 0) * 10", "20.0  a = (5 ÷ 3 → 2) × 10"),
        ("budget / 3 * 10", "16.7  a ≈ 5 ÷ 3 × 10"),
        ("round(budget / 3, 1)", "1.7  a ≈ 5 ÷ 3"),
        ("round(budget / 2, 1)", "2.5  a = 5 ÷ 2"),
    ],
)
def test_what_is_rounded_on_the_way_is_printed(give: str, printed: str) -> None:
    """5 ÷ 3 is 1.67, rounded 2, and 2 × 10 is 20: `5 ÷ 3 × 10` would not come to it."""
    pack = pack_of(f"points:\n- {{id: s, on: project, decimals: 1, lines: [{{id: a, give: '{give}'}}]}}\n")
    portfolio = from_plain({"projgov": 1, "id": "test", "projects": [{"id": "P", "budget": 5}]})
    assert printed in evaluate(pack, portfolio, "2017-12-31").explain("P")
    laws.adds_up(pack, portfolio, "2017-12-31")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("40 − 2 × 10", 20), ("(40 − 2) × 10", 380), ("−3 + 40", 37), ("−(5 + 1) ^ 2", -36), ("(−3) × 40", -120),
        ("40 ÷ 2 ÷ 10", 2), ("20 × 120 ÷ 100 → 20", 20), ("(3 × 2 → 5) + 1", 6), ("2 ^ 3 ^ 2", 64), ("mean of (1, 2)", None),
        ("2 +", None), ("(2", None), ("≈0.3333 × 3", None),
    ],
)  # fmt: skip
def test_printed_arithmetic_is_read_as_people_read_it(text: str, value: int | None) -> None:
    assert evaluated(text) == value
