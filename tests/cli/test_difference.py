"""`projgov difference`: what stood and what stands, as lines and as data."""

from __future__ import annotations

import json

import pytest

from projgov.cli.main import main

WORDS = ["difference", "zhengfa", "zhengfa-2017", "P-044", "--before", "2017-06-30", "--as-of", "2017-09-30"]


def test_changes_stand_under_their_subject(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*WORDS, "--language", "zh"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == ["2017-06-30 与 2017-09-30 的结果", "", "项目 P-044 水域安全联防"]
    assert "  灯 进度灯：黄灯 → 红灯" in lines


def test_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*WORDS, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {change["id"] for change in found["changes"]} == {"P-044"}
    assert found["before"]["as_of"] == "2017-06-30"


def test_on_one_and_the_same_day_nothing_differs(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["difference", "zhengfa", "zhengfa-2017", "--before", "2017-01-31", "--as-of", "2017-01-31"]
    assert main([*words, "--language", "en"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == ["Nothing is said otherwise."]


def test_an_unknown_subject_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([w if w != "P-044" else "P-O44" for w in WORDS] + ["--language", "en"]) == 2
    assert "no subject has the id `P-O44`" in capsys.readouterr().err


def test_a_day_before_that_is_later_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["difference", "zhengfa", "zhengfa-2017", "--before", "2017-12-31", "--as-of", "2017-06-30"]
    assert main([*words, "--language", "en"]) == 2
    assert "--before has to lie before --as-of" in capsys.readouterr().err
