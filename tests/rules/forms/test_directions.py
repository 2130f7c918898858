"""Directions: lines of a score say with which figures of the data they rise or fall."""

from __future__ import annotations

import pytest
from tests.rules.kinds.judging import HEAD, pack_of

from projgov.rules.core.directions import Figure
from projgov.rules.load import read_text
from projgov.scoring.digest import core_digest

FACTS = "facts:\n  project:\n    stations: {label: 站点, type: number}\n"


def rules(line: str, on: str = "project") -> str:
    return f"{FACTS}points:\n- {{id: s, on: {on}, decimals: 0, lines: [{{id: x, give: 1, {line}}}]}}\n"


def told(line: str, on: str = "project") -> list[tuple[str, str]]:
    return [(d.code, d.message("en")) for d in read_text(rules(line, on) + HEAD, "rules.yaml").diagnostics]


@pytest.mark.parametrize(
    ("written", "on", "figure"),
    [
        ("budget", "project", Figure("project", ("budget",))),
        ("预算", "project", Figure("project", ("budget",))),
        ("progress", "project", Figure("project", ("reports", "progress", "value"))),
        ("planned progress", "project", Figure("project", ("baselines", "milestones", "planned_progress"))),
        ("acceptances.rating", "project", Figure("project", ("acceptances", "rating"))),
        ("acceptance.rating", "project", Figure("project", ("acceptances", "rating"))),
        ("站点", "project", Figure("project", ("facts", "stations"))),
        ("led projects.budget", "unit", Figure("project", ("budget",))),
        ("projects.progress", "portfolio", Figure("project", ("reports", "progress", "value"))),
    ],
)
def test_a_figure_is_a_number_of_the_data_wherever_it_stands(written: str, on: str, figure: Figure) -> None:
    for key in ("rises with", "正向"):
        (found,) = pack_of(rules(f"{key}: [{written}]", on)).directions
        assert (found.figure, found.rises, found.definition, found.total) == (figure, True, "s.x", "s")
    (found,) = pack_of(rules(f"falls with: [{written}]", on)).directions
    assert not found.rises


@pytest.mark.parametrize(
    "written",
    ["title", "reports", "nothing", "count(reports)", "'budget +'", "lead unit", "led projects.budget", "s"],
)
def test_what_is_no_number_of_the_data_is_refused(written: str) -> None:
    assert told(f"rises with: [{written}]") == [
        ("S060", f"`{written.strip(chr(39))}` is no number of the data")
    ]


def test_a_figure_cannot_make_a_line_rise_and_fall() -> None:
    assert told("rises with: [budget], falls with: [start, 预算]") == [
        ("S060", "`start` is no number of the data"),
        ("S061", "`预算` stands under `rises with` and under `falls with`"),
    ]


def test_indicators_declare_directions_of_their_contributions() -> None:
    rule = "{id: i, on: project, decimals: 1, aggregate: %s, indicators: [{id: x, value: budget, rises with: [budget]}]}"
    for how, definition in (("weighted mean", "i.x_contribution"), ("geometric mean", "i.x")):
        (found,) = pack_of(f"indicators:\n- {rule % how}\n").directions
        assert found.definition == definition


def test_directions_alter_no_decision_and_no_digest() -> None:
    with_, without = (pack_of(rules(line)).core for line in ("rises with: [budget]", "decimals: 0"))
    assert core_digest(with_) == core_digest(without)
