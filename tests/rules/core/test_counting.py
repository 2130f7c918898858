"""What figures count: ratios are never added or averaged as they stand."""

from __future__ import annotations

import pytest
from tests.rules.kinds.judging import HEAD, faults_of

from projgov.rules.check import checked
from projgov.rules.load import read_text

FACTS = """\
facts:
  project:
    solved: {label: 破案数, type: number, figure: 当期}
    cases: {label: 立案数, type: number, figure: of the period}
    rate: {label: 破案率, type: number, unit: percent, figure: 比率, numerator: solved, denominator: cases}
    share: {label: 占比, type: number, 口径: ratio}
"""


def told(value: str, on: str = "portfolio") -> list[tuple[str, int, str]]:
    return faults_of(f"{FACTS}definitions:\n  - {{id: d, on: {on}, value: '{value}'}}\n")


@pytest.mark.parametrize(
    "value",
    [
        "sum(projects.rate)",
        "mean(projects.rate)",
        "sum(for p in projects return p.rate)",
        "sum(for p in projects[rate > 5] return round(p.rate, 1))",
        "sum(for p in projects return if p.rate > 5 then p.rate else 0)",
        "mean(concatenate(projects.solved, projects.rate))",
    ],
)
def test_a_ratio_is_neither_added_nor_averaged(value: str) -> None:
    [(code, _, message)] = told(value)
    assert (code, message) == ("T042", "`破案率` is a ratio, and cannot be added or averaged as it stands")


def test_two_ratios_are_not_added_to_one_another() -> None:
    assert [code for code, _, _ in told("rate + share", "project")] == ["T042"]


@pytest.mark.parametrize(
    ("value", "on"),
    [
        ("sum(projects.solved) / sum(projects.cases)", "portfolio"),
        ("sum(for p in projects return p.rate * p.cases) / sum(projects.cases)", "portfolio"),
        ("max(projects.rate)", "portfolio"),
        ("count(projects[rate > 5])", "portfolio"),
        ("rate - share", "project"),
        ("rate + 5", "project"),
        ("mean(for p in projects return p.progress at as_of)", "portfolio"),
    ],
)
def test_what_is_reckoned_from_its_parts_weighed_or_compared_is_fine(value: str, on: str) -> None:
    assert told(value, on) == []


def test_the_mend_names_the_facts_that_a_ratio_is_a_ratio_of() -> None:
    rules = f"{FACTS}definitions:\n  - {{id: d, on: portfolio, value: mean(projects.rate)}}\n"
    [found] = read_text(rules + HEAD, "rules.yaml").diagnostics
    assert "`sum(….solved) / sum(….cases)`" in found.render("en")
    assert "`sum(….solved) / sum(….cases)`" in found.render("zh")


def test_the_check_finds_a_ratio_that_is_added_under_another_name() -> None:
    rules = f"""{FACTS}definitions:
  - {{id: own_rate, on: project, value: 'if present(rate) then rate else 0'}}
  - {{id: d, on: portfolio, value: mean(projects.own_rate)}}
"""
    assert faults_of(rules) == []
    assert "T042" in {d.code for d in checked(read_text(rules + HEAD, "rules.yaml"))}


@pytest.mark.parametrize(
    ("fact", "fault"),
    [
        ("x: {label: 甲, type: date, figure: ratio}", ("F221", "`x` is no number, and counts nothing")),
        (
            "x: {label: 甲, type: number, figure: 累计, numerator: cases}",
            ("F222", "`x` is no ratio, and has no `numerator`"),
        ),
        (
            "x: {label: 甲, type: number, figure: ratio, numerator: x, denominator: cases}",
            ("N063", "there is no fact `x` that is a number"),
        ),
        ("x: {label: 甲, type: number, figure: weekly}", ("F150", "`weekly` is no kind of figure")),
    ],
)
def test_a_declaration_that_cannot_be_meant_is_refused(fact: str, fault: tuple[str, str]) -> None:
    [(code, _, message)] = faults_of(f"{FACTS}    {fact}\n")
    assert (code, message) == fault
