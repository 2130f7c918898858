"""`projgov.check` reads the sample and the tests of a rule file too, and runs none of them."""

from __future__ import annotations

from pathlib import Path

import pytest

import projgov
from projgov.scoring.selftest.run import run_tests

RULES = """\
projgov: 1
pack: checked
year: 2017
title: Checked
source: {document: Measures}
facts:
  project:
    visits: {label: visits, type: number}
filing:
  - {id: visited, on: project, implements: [article 1], require: visits > 3}
"""
GOOD = """\
sample:
  projects: [{id: P, facts: {visits: 4}}]
tests:
  - {name: as it is, as of: 2017-12-31, expect: {P: {visited: met}}}
"""


def told(folder: Path, tests: str) -> list[tuple[str, int]]:
    path = folder / "rules.yaml"
    path.write_text(RULES + tests, encoding="utf-8")
    return [(d.code, d.place.line) for d in projgov.check(path)]


def test_a_file_whose_sample_and_tests_can_be_read_is_without_fault(tmp_path: Path) -> None:
    assert told(tmp_path, GOOD) == []


def test_a_test_that_would_fail_is_no_fault_of_the_file(tmp_path: Path) -> None:
    assert told(tmp_path, GOOD.replace("visited: met", "visited: unmet")) == []


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("facts: {visits: 4}", "visits: 4", [("D002", 12)]),
        ("facts: {visits: 4}", "facts: {visits: many}", [("D009", 12)]),
        ("{P: {visited: met}}", "{Q: {visited: met}}", [("N040", 14)]),
        ("visited: met", "visited: perhaps", [("F181", 14)]),
        ("visited: met", "vissited: met", [("L020", 10), ("N046", 14)]),
        ("expect:", "given: {P: {dayz: absent}}, expect:", [("N043", 14)]),
        ("expect:", "parameters: {limit: 3}, expect:", [("N048", 14)]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_sample_and_tests_is_told_once(
    written: str, instead: str, said: list[tuple[str, int]], tmp_path: Path
) -> None:
    assert told(tmp_path, GOOD.replace(written, instead)) == said


def test_a_sample_is_read_where_there_are_no_tests(tmp_path: Path) -> None:
    assert told(tmp_path, "sample:\n  projects: [{id: P, visits: 4}]\n") == [("L021", 1), ("D002", 12)]


def test_sample_and_tests_wait_until_the_rules_are_without_error(tmp_path: Path) -> None:
    assert told(tmp_path, "lamps: 3\n" + GOOD.replace("facts: {visits: 4}", "visits: 4")) == [("F108", 11)]


def test_a_chinese_file_is_answered_in_its_own_words(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(
        "版本: 1\n规则包: 示例\n年度: 2017\n标题: 示例\n测试:\n  - {名称: 甲, 评价日: 2017-12-31, 预期: {}}\n",
        encoding="utf-8",
    )
    [fault] = [d for d in projgov.check(path) if d.code == "F180"]
    assert "`样例:`" in fault.help("zh")


@pytest.mark.parametrize("word", ["absent", "missing", "缺", "缺失"])
def test_what_is_taken_away_is_said_in_either_language(tmp_path: Path, word: str) -> None:
    tests = GOOD.replace("expect:", f"given: {{P: {{facts.visits: {word}}}}}, expect:").replace(
        "visited: met", "visited: undetermined"
    )
    path = tmp_path / "rules.yaml"
    path.write_text(RULES + tests, encoding="utf-8")
    [result] = run_tests(projgov.load_pack(path))
    assert result.passed
