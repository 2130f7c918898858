"""A run with what is needed to put it into words: nothing is computed a second time."""

from __future__ import annotations

import pytest
from tests.rules.kinds.judging import portfolio
from tests.scoring.town import report

from projgov.rules.core import nodes
from projgov.scoring.model import Model
from projgov.scoring.results import Key

CHAIN = "definitions:\n" + "".join(
    f"  - {{id: d{n}, on: project, value: '{'1' if n == 999 else f'd{n + 1} + 1'}'}}\n" for n in range(1000)
)


def test_results_of_rules_are_looked_up_and_not_computed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    found = report()

    def never(*_: object) -> None:
        raise AssertionError("computed again")

    monkeypatch.setattr(Model, "_define", never)
    monkeypatch.setattr(Model, "_judge_all", never)
    asked = nodes.Result("score", nodes.Variable("subject", nodes.NUMBER), nodes.NUMBER)
    assert found.context.value(asked, Key("project", "A")) == 100
    assert found.explain("A")


def test_a_line_that_rests_on_a_long_chain_of_definitions_is_explained() -> None:
    rules = CHAIN + "points:\n  - {id: s, on: project, decimals: 0, lines: [{id: l, give: d0 * 1}]}\n"
    assert "1000  l = 1000 × 1\n" in report(rules, portfolio(projects=[{"id": "A"}])).explain("A")


def test_a_rule_without_a_reason_gives_the_title_of_what_was_checked() -> None:
    rules = "filing:\n  - {id: f, on: project, title: {zh: 申报, en: Filing}, require: budget > 5, otherwise: returned}\n"
    found = report(rules, portfolio(projects=[{"id": "A", "budget": 1}]))
    (finding,) = found.subject("A").findings
    assert [found.context.reason(finding, language) for language in ("zh", "en")] == ["申报", "Filing"]
