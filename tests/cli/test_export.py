"""`projgov export`: results for the annual review as a table, CSV or data."""

from __future__ import annotations

import json

import pytest

from projgov.cli.main import main

WORDS = ["export", "zhengfa", "zhengfa-2017", "annual_review", "--as-of", "2018-01-31"]


def test_as_csv(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*WORDS, "--csv", "--language", "zh"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "编号,单位,主办项目数,项目在年度考核中的得分,结果状态,阶段,日期,文号,缺少的依据"
    assert lines[1].startswith("U-01,示例市委政法委（虚构）,4,14.78,")
    assert all(",未审定," in line for line in lines[1:])


def test_as_data_and_only_what_is_final(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*WORDS, "--json", "--final-only"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["export"], found["as_of"], found["rows"]) == ("annual_review", "2018-01-31", [])
    assert [column["personal"] for column in found["columns"]] == [False, False, False]


def test_as_a_table_with_a_summary(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*WORDS, "--language", "en"]) == 0
    assert "final: 0, preliminary: " in capsys.readouterr().out


def test_what_there_is_to_hand_on_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "zhengfa", "zhengfa-2017", "--as-of", "2018-01-31", "--language", "zh"]) == 0
    assert "annual_review  平安法治建设年度考核  单位" in capsys.readouterr().out


def test_what_is_not_handed_on_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["export", "zhengfa", "zhengfa-2017", "annual", "--as-of", "2018-01-31", "--language", "en"]
    assert main(words) == 2
    assert "hands nothing on as `annual`" in capsys.readouterr().err


def test_two_formats_at_once_are_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*WORDS, "--csv", "--json", "--language", "en"]) == 2
    assert "--csv and --json cannot stand together" in capsys.readouterr().err
