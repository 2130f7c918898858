"""The page on FEEL, and the examples of its module (those of the page are run with those of all pages)."""

from __future__ import annotations

import doctest
from pathlib import Path

from projgov import feel

PAGE = Path(__file__).resolve().parents[2] / "docs" / "feel.md"


def test_the_examples_of_the_module_give_what_it_shows() -> None:
    found = doctest.testmod(feel)
    assert found.attempted >= 5
    assert found.failed == 0


def test_the_page_names_every_public_function() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for name in (
        "evaluate",
        "run",
        "unary_test",
        "run_unary_test",
        "parse",
        "InvalidExpression",
        "BudgetSpent",
    ):
        assert name in text
