"""Mistakes of a host: each raises at once, and says what is wanted instead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import projgov
from projgov.scoring.report import Report


@pytest.fixture(scope="module")
def report() -> Report:
    return projgov.evaluate(
        projgov.load_pack("zhengfa"), projgov.load_portfolio("zhengfa-2017"), "2017-03-31"
    )


MISTAKES: tuple[tuple[Callable[[Any], object], type[Exception], str], ...] = (
    (lambda r: r.bulletin("2017-H3"), ValueError, "write 2017-06, 2017-Q2, 2017-H1 or 2017"),
    (
        lambda r: r.bulletin("2017-Q1", rules=["monthly_sumary"]),
        ValueError,
        "did you mean `monthly_summary`?",
    ),
    (lambda r: r.bulletin("2017-Q1", rules="monthly_summary"), TypeError, r"\['monthly_summary'\]"),
    (lambda r: r.of_type("projects"), ValueError, "it is one of portfolio, unit, officer, project, item"),
    (lambda r: r.explain(None), TypeError, "the id of a subject is a text, not None"),
    (lambda r: projgov.difference(r, r.context), TypeError, "two reports"),
    (
        lambda r: projgov.evaluate(
            projgov.load_pack("zhengfa"),
            r.context.facts.portfolio,
            "2017-03-31",
            on_error="raises",  # type: ignore[arg-type]  # what a host may write
        ),
        ValueError,
        'on_error is "raise" or "report"',
    ),
    (lambda r: r.export("anual_review"), projgov.NoExport, "did you mean `annual_review`?"),
    (lambda r: r.letter("montly_bulletin"), projgov.NoLetter, "did you mean `monthly_bulletin`?"),
)


@pytest.mark.parametrize(("mistake", "error", "says"), MISTAKES)
def test_a_mistake_is_told_at_once(
    report: Report, mistake: Callable[[Any], object], error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        mistake(report)


def test_what_a_rule_file_hands_on_is_listed(report: Report) -> None:
    assert report.exports == ("annual_review",)
    none = projgov.evaluate(
        projgov.load_pack("tongcheng"), projgov.load_portfolio("tongcheng-2024"), "2024-03-31"
    )
    assert none.exports == ()
    with pytest.raises(projgov.NoExport, match="hands no results on"):
        none.export("annual_review")
