"""Coverage: which clauses the rules of a file implement, and which of its tests show that."""

from __future__ import annotations

from pathlib import Path

import pytest

import projgov
from projgov.scoring.selftest.coverage import Coverage, coverage

RULES = """\
projgov: 1
pack: office
year: 2017
title: {zh: 单位, en: office}
definitions:
  - {id: large, on: project, implements: [c-large], value: budget > 100}
  - {id: behind, on: project, implements: [c-behind], value: 100 - progress at as_of}
filing:
  - {id: titled, on: project, implements: [c-filing], require present: [title]}
  - {id: paid, on: project, implements: [c-filing, c-paid], require: budget > 0}
schedule:
  - id: gates
    on: project
    implements: [c-gates]
    gates:
      - {id: early, due: 03-31, require: budget > 10}
      - {id: late, due: 06-30, require: budget > 20}
lamps:
  - id: lamp
    on: project
    implements: [c-lamp]
    show:
      - {lamp: red, when: budget < 10}
      - {lamp: yellow, when: budget < 20}
    otherwise: green
points:
  - id: score
    on: project
    implements: [c-score]
    judged: end of year
    decimals: 0
    lines:
      - {id: money, give: budget, most: 50}
grades:
  - id: grade
    on: project
    implements: [c-grade]
    of: score
    bands: [{grade: excellent, from: 40}, {grade: good, from: 20}]
    otherwise: {grade: poor, title: {zh: 差, en: poor}}
awards:
  - {id: best, on: project, implements: [c-award], by: score, top: 1}
sanctions:
  - {id: circular, on: project, implements: [c-sanction], propose when: budget < 5, measure: circular, against: lead unit}
sample:
  registers: {reports: {complete_through: 2017-12-31}}
  units: [{id: U, name: 甲局}]
  projects:
    - {id: P, title: 平安小区, lead_unit: U, budget: 45}
tests:
"""
SOUND = (
    "  - {name: sample, as of: 2017-12-31, expect: {P: {titled: met, paid: met, gates: met, lamp: green, score: 45,"
    " grade: excellent, best: proposed, circular: none, large: false}}}\n"
)


def covered(folder: Path, tests: str) -> Coverage:
    file = folder / "office.yaml"
    file.write_text(RULES + tests, encoding="utf-8")
    return coverage(projgov.load_pack(file))


def shown(found: Coverage, clause: str) -> tuple[list[str], list[str]]:
    """The names of the tests that pass a clause, and of those that it catches."""
    (one,) = (c for c in found.clauses if c.id == clause)
    return [t.name for t in one.passing], [t.name for t in one.catching]


def given(name: str, day: str, budget: object, expect: str) -> str:
    return f"  - {{name: {name}, as of: {day}, given: {{P: {{budget: {budget}}}}}, expect: {{P: {{{expect}}}}}}}\n"


def test_every_clause_is_listed_with_the_rules_that_name_it(tmp_path: Path) -> None:
    found = covered(tmp_path, SOUND)
    rules = {c.id: [r.id for r in c.rules] for c in found.clauses}
    assert rules["c-filing"] == ["titled", "paid"]
    assert rules["c-paid"] == ["paid"]
    assert rules["c-large"] == ["large"]
    assert len(rules) == 10


@pytest.mark.parametrize(
    ("clause", "name", "passing", "catching"),
    [
        ("c-paid", "paid", (45, "met"), (0, "unmet")),
        ("c-gates", "gates", (45, "met"), (15, "unmet")),
        ("c-lamp", "lamp", (45, "green"), (15, "yellow")),
        ("c-grade", "grade", (45, "excellent"), (25, "good")),
        ("c-sanction", "circular", (45, "none"), (4, "proposed")),
        ("c-large", "large", (200, "true"), (45, "false")),
        ("c-award", "best", (45, "proposed"), (45, "none")),
    ],
)
def test_what_a_rule_comes_to_says_whether_a_test_passes_it_or_is_caught(
    tmp_path: Path,
    clause: str,
    name: str,
    passing: tuple[int, str],
    catching: tuple[int, str],
) -> None:
    tests = given("good", "2017-12-31", passing[0], f"{name}: {passing[1]}")
    tests += given("bad", "2017-12-31", catching[0], f"{name}: {catching[1]}")
    if name == "best":  # another project takes the one place
        tests = tests.replace(
            "{budget: 45}}, expect: {P: {best: none",
            "{budget: 45}, Q: {like: P, budget: 50}}, expect: {P: {best: none",
        )
    found = covered(tmp_path, tests)
    assert found.failed == ()
    assert shown(found, clause) == (["good"], ["bad"])


def test_a_gate_named_by_itself_counts_for_itself(tmp_path: Path) -> None:
    """With 15 the first gate (more than 10) is met and the second (more than 20) is not."""
    tests = given("first", "2017-12-31", 15, "gates.early: met")
    tests += given("second", "2017-12-31", 15, "gates.late: unmet")
    tests += given("number", "2017-12-31", 15, "gates.unmet: 1")
    assert shown(covered(tmp_path, tests), "c-gates") == (["first"], ["second", "number"])


def test_what_is_undetermined_pending_or_not_asked_shows_nothing(tmp_path: Path) -> None:
    tests = given(
        "unknown", "2017-12-31", "absent", "paid: undetermined, lamp: undetermined, score: undetermined"
    )
    tests += given("early", "2017-01-05", 15, "gates: pending")
    found = covered(tmp_path, tests)
    assert found.failed == ()
    assert {c.id: shown(found, c.id) for c in found.clauses} == {c.id: ([], []) for c in found.clauses}


def test_a_score_passes_where_it_reaches_that_of_the_sample_and_is_caught_below(tmp_path: Path) -> None:
    """The sample has 45, though 50 can be had."""
    tests = (
        SOUND
        + given("most", "2017-12-31", 50, "score: 50")
        + given("line", "2017-12-31", 44, "score.money: 44")
    )
    assert shown(covered(tmp_path, tests), "c-score") == (["sample", "most"], ["line"])


def test_without_a_test_of_the_sample_as_it_stands_the_highest_score_is_the_standard(tmp_path: Path) -> None:
    tests = given("most", "2017-12-31", 50, "score: 50") + given("less", "2017-12-31", 45, "score: 45")
    assert shown(covered(tmp_path, tests), "c-score") == (["most"], ["less"])


def test_a_test_that_one_of_several_rules_of_a_clause_catches_does_not_pass_the_clause(
    tmp_path: Path,
) -> None:
    tests = given("half", "2017-12-31", 0, "titled: met, paid: unmet")
    assert shown(covered(tmp_path, tests), "c-filing") == ([], ["half"])


def test_a_test_that_fails_shows_nothing_and_is_told(tmp_path: Path) -> None:
    found = covered(tmp_path, given("wrong", "2017-12-31", 0, "paid: met"))
    assert [t.name for t in found.failed] == ["wrong"]
    assert shown(found, "c-paid") == ([], [])


def test_a_value_that_is_neither_yes_nor_no_shows_nothing(tmp_path: Path) -> None:
    tests = (
        "  - {name: n, as of: 2017-12-31, given: {P: {reports: []}}, expect: {P: {behind: undetermined}}}\n"
    )
    assert shown(covered(tmp_path, tests), "c-behind") == ([], [])


def test_a_clause_that_the_catalogue_lacks_is_a_note_with_the_nearest(tmp_path: Path) -> None:
    file = tmp_path / "office.yaml"
    text = RULES.replace("[c-filing]", "[zhengfa-9]").replace("[c-filing, c-paid]", "[zhengfa-09]")
    file.write_text(text + SOUND, encoding="utf-8")
    (note,) = (n for n in coverage(projgov.load_pack(file)).notes if "zhengfa" in n.message("en"))
    assert note.code == "N075"
    assert note.pattern.severity == "note"
    assert note.place.line == 9
    assert "zhengfa-09" in note.help("en")
