"""`projgov check --explain CODE`: the page of a diagnostic in the terminal."""

from __future__ import annotations

import pytest

from projgov.cli.main import main


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["check", *words]) == 0
    return capsys.readouterr().out


def test_a_page_tells_message_mend_reason_and_both_examples(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        said(capsys, "--explain", "F106", "--language", "en")
        == """\
error[F106]: unknown key `…`

The key is unknown; mostly it is misspelt. Were it let pass, the rule would lack
a condition, and nobody would know.

Wrong:

      filing:
        - id: paid
          on: project
    →     requires: budget > 1

Right:

    filing:
      - id: paid
        on: project
        require: budget > 1
"""
    )


def test_a_page_is_told_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    told = said(capsys, "--explain", "F130", "--language", "zh")
    assert told.startswith("错误[F130]: ")
    assert "\n    改法：" in told
    assert "最少的数比最多的数还大" in told
    assert "错误的写法：" in told
    assert "Wrong" not in told


def test_files_that_stand_beside_one_another_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    told = said(capsys, "--explain", "F200", "--language", "en")
    assert "Wrong (rules.yaml):" in told
    assert "Wrong (city.yaml):" in told


def test_the_case_of_the_letter_does_not_matter(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "--explain", "f106") == said(capsys, "--explain", "F106")


def test_an_unknown_code_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--explain", "F1066", "--language", "en"]) == 2
    assert capsys.readouterr().err == "projgov: there is no code `F1066`; did you mean `F106`?\n"
    assert main(["check", "--explain", "天气", "--language", "zh"]) == 2
    assert capsys.readouterr().err == "projgov: 没有代码 `天气`\n"


def test_without_a_file_and_without_a_code_there_is_nothing_to_check(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", "--language", "en"]) == 2
    assert "missing: FILE" in capsys.readouterr().err
