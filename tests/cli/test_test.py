"""`projgov test`: what is printed of the tests inside rule files, and the exit code."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent

import pytest

from projgov.cli.main import main

RULES = """\
projgov: 1
pack: mini
year: 2017
title: {zh: 小包, en: a small pack}
filing:
  - {id: led, on: project, title: {zh: 有主办单位, en: has a lead unit}, require present: [lead unit], otherwise: returned}
  - {id: budgeted, on: project, require present: [budget]}
sample:
  units: [{id: U, name: 甲局, level: department}]
  projects: [{id: P, title: 项目, lead_unit: U, budget: 10}]
tests:
"""
GOOD = "- {name: all is there, as of: 2017-12-31, expect: {P: {led: met}}}"
BAD = "- {name: 没有单位, as of: 2017-12-31, given: {P: {lead_unit: absent}}, expect: {P: {led: met}}}"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "rules.yaml"


def write(file: Path, *tests: str) -> str:
    file.write_text(RULES + "".join(f"  {dedent(test)}\n" for test in tests), encoding="utf-8")
    return str(file)


def test_where_every_test_passes_the_numbers_and_the_rules_without_a_test_are_told(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["test", write(file, GOOD), "--language", "en"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{file}: tests: 1, passed: 1, failed: 0",
        "rules that no test names (1): budgeted",
    ]


def test_a_failing_test_is_told_with_its_place_what_was_expected_and_the_explanation(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["test", write(file, GOOD, BAD), "--language", "zh"]) == 1
    out = capsys.readouterr().out
    line = RULES.count("\n") + 2
    assert f"{file}:{line}:12: 未通过：没有单位（2017-12-31）" in out
    assert "P：`led` 预期为通过，得到的是未通过" in out
    assert "[退回] 有主办单位" in out
    assert f"{file}：2 个测试，1 个通过，1 个未通过" in out


def test_json_holds_every_expectation_in_words_for_machines(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["test", write(file, BAD), "--json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)
    assert found["unguarded"] == ["budgeted"]
    (test,) = found["tests"]
    assert (test["name"], test["passed"], test["as_of"]) == ("没有单位", False, "2017-12-31")
    (expectation,) = test["expectations"]
    assert expectation["line"] == test["line"] == RULES.count("\n") + 1
    told = {k: expectation[k] for k in ("type", "id", "rule", "passed", "expected", "found")}
    assert told == {
        "type": "project",
        "id": "P",
        "rule": "led",
        "passed": False,
        "expected": "met",
        "found": "unmet",
    }


def test_faults_of_one_file_do_not_keep_the_tests_of_another_from_running(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(RULES.replace("lead unit]", "led unit]") + "  []\n", encoding="utf-8")
    wrong = tmp_path / "wrong.yaml"
    assert (
        main(
            [
                "test",
                str(broken),
                write(wrong, GOOD.replace("P: {", "Q: {")),
                write(file, GOOD),
                "--language",
                "en",
            ]
        )
        == 1
    )
    told = capsys.readouterr()
    assert "error[N001]: unknown name `led unit`" in told.err
    assert "error[N040]: there is no subject `Q` in the sample" in told.err
    assert told.out.startswith(f"{file}: tests: 1, passed: 1")


MUTATED = """\
filing:
  - {id: funded, on: project, require: budget >= 10}
sample: {projects: [{id: P, budget: 10}]}
tests:
  - {name: at the limit, as of: 2017-12-31, expect: {P: {funded: met}}}
"""


def test_changes_that_no_test_notices_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A budget of 10 is at least 9, too; `not`, 11 and `>` are noticed."""
    path = tmp_path / "rules.yaml"
    path.write_text("projgov: 1\npack: mini\nyear: 2017\ntitle: mini\n" + MUTATED, encoding="utf-8")
    assert main(["test", "--mutate", str(path), "--language", "en"]) == 1
    counts, survivor = capsys.readouterr().out.splitlines()[-2:]
    assert (
        counts
        == "changes tried: 4, noticed by a test: 3, refused by the check: 0, noticed by none: 1, need not be: 0"
    )
    assert (
        survivor == f"{path}:6:50: rule `funded`: no test notices when `budget >= 10` becomes `budget >= 9`"
    )
    assert main(["test", "--mutate", str(path), "--language", "zh"]) == 1
    assert "规则 `funded`：`budget >= 10` 改成 `budget >= 9`，没有测试发现" in capsys.readouterr().out
    assert main(["test", "--mutate", str(path), "--json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)
    assert found["mutation"]["survivors"] == [
        {"rule": "funded", "what": "filing", "how": "moved", "file": str(path), "line": 6, "column": 50, "before": "budget >= 10",
         "after": "budget >= 9"}
    ]  # fmt: skip


def test_where_every_change_is_noticed_nothing_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    under = "  - {name: under it, as of: 2017-12-31, given: {P: {budget: 9}}, expect: {P: {funded: unmet}}}\n"
    path.write_text("projgov: 1\npack: mini\nyear: 2017\ntitle: mini\n" + MUTATED + under, encoding="utf-8")
    assert main(["test", "--mutate", str(path)]) == 0
