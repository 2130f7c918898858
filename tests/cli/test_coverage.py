"""`projgov coverage`: what it says of files and of the shipped packs, in both languages and as JSON."""

from __future__ import annotations

import json
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from projgov.cli.main import main
from projgov.rules.load import load_pack
from projgov.rules.load.mechanisms import catalogue
from projgov.rules.load.reading import shipped
from projgov.scoring.selftest.coverage import headers

RULES = """\
projgov: 1
pack: office
year: 2017
title: {zh: 单位, en: office}
filing:
  - {id: titled, on: project, title: {zh: 有名称, en: titled}, implements: [zhengfa-02], require present: [title]}
  - {id: paid, on: project, implements: [第九条], require: budget > 0}
sample:
  projects: [{id: P, title: 平安小区, budget: 5}]
tests:
  - {name: good, as of: 2017-12-31, expect: {P: {titled: met, paid: met}}}
  - {name: bad, as of: 2017-12-31, given: {P: {title: absent}}, expect: {P: {titled: unmet}}}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "office.yaml"
    path.write_text(RULES, encoding="utf-8")
    return path


def test_each_clause_is_told_with_its_rules_and_tests_and_how_many_there_are(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of the 49 mechanisms of the system 3 are outside of a library."""
    assert main(["coverage", str(file), "--language", "en"]) == 0
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        "zhengfa-02  goal, content and responsibility stated",
        f"  titled  titled  {file}:6:10",
        f"  passes: good ({file}:11:12)",
        f"  caught: bad ({file}:12:12)",
        "第九条",
        f"  paid  paid  {file}:7:10",
        f"  passes: good ({file}:11:12)",
        "  caught: no test",
        "",
        "zhengfa Key political-legal projects: mechanisms: 46, implemented: 1, with tests of both sorts: 1",
        "clauses outside the catalogue: 1",
    ]
    assert "note[N075]: the catalogue has no clause `第九条` (rule `paid`)" in told.err


def test_the_same_in_chinese(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", str(file), "--language", "zh"]) == 0
    told = capsys.readouterr()
    assert f"  查出：bad ({file}:12:12)" in told.out.splitlines()
    assert "应落实 46 条，已落实 1 条，其中通过、查出都有测试的 1 条" in told.out
    assert "条款目录里没有 `第九条`" in told.err


def test_as_json_each_clause_has_its_id_rules_and_tests_and_nothing_else(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["coverage", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {"id": "zhengfa-02", "rules": ["titled"], "tests_pass": ["good"], "tests_catch": ["bad"]},
        {"id": "第九条", "rules": ["paid"], "tests_pass": ["good"], "tests_catch": []},
    ]


def test_files_together_give_one_entry_for_each_clause(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = file.with_name("other.yaml")
    other.write_text(
        RULES.replace("id: titled", "id: named").replace("titled: ", "named: "), encoding="utf-8"
    )
    assert main(["coverage", str(file), str(other), "--json"]) == 0
    first, _ = json.loads(capsys.readouterr().out)
    assert first["rules"] == ["titled", "named"]
    assert first["tests_pass"] == ["good", "good"]


@pytest.fixture(scope="module")
def of_all_packs() -> tuple[str, str]:
    """What is printed without a file: as JSON, and what is wrong. All tests of all packs are run, once."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        assert main(["coverage", "--json"]) == 0
    return out.getvalue(), err.getvalue()


@pytest.mark.slow
def test_without_a_file_the_shipped_packs_are_covered(of_all_packs: tuple[str, str]) -> None:
    implemented = {
        clause for name in shipped() for rule in headers(load_pack(name)) for clause in rule.implements
    }
    assert {c["id"] for c in json.loads(of_all_packs[0])} == implemented


@pytest.mark.slow
def test_of_the_shipped_packs_every_clause_is_in_the_catalogue_with_a_test_of_both_sorts(
    of_all_packs: tuple[str, str],
) -> None:
    out, err = of_all_packs
    found = json.loads(out)
    known = catalogue().mechanisms
    assert err == ""
    assert [c["id"] for c in found if c["id"] not in known] == []
    assert [c["id"] for c in found if known[c["id"]].outside] == []
    assert [c["id"] for c in found if not (c["tests_pass"] and c["tests_catch"])] == []


@pytest.mark.slow
def test_every_clause_of_the_catalogue_that_is_not_outside_is_implemented(
    of_all_packs: tuple[str, str],
) -> None:
    inside = {one for one, mechanism in catalogue().mechanisms.items() if not mechanism.outside}
    assert {c["id"] for c in json.loads(of_all_packs[0])} == inside


def test_a_file_that_cannot_be_read_is_refused_with_the_faults_of_all(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["coverage", "no-such-pack", str(file), "nor-this", "--language", "en"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "no-such-pack" in told.err
    assert "nor-this" in told.err


def test_a_test_that_fails_is_told_and_the_exit_code_is_1(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(RULES.replace("titled: unmet", "titled: met"), encoding="utf-8")
    assert main(["coverage", str(file), "--language", "en"]) == 1
    told = capsys.readouterr()
    assert "a test that fails shows nothing: bad" in told.err
    assert "  caught: no test" in told.out


def test_a_file_without_clauses_says_so(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = RULES.replace(", implements: [zhengfa-02]", "").replace(", implements: [第九条]", "")
    file.write_text(text, encoding="utf-8")
    assert main(["coverage", str(file), "--language", "en"]) == 0
    assert capsys.readouterr().out == "No rule says which clause it implements (`implements: […]`).\n"
