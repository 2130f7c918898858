"""`projgov compare`: the summary first, then the differences, then each subject that moves; and the same as data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from projgov.cli.main import main

RULES = """\
projgov: 1
pack: mini
year: 2017
title: {zh: 小包, en: a small pack}
parameters:
  least: {value: 10, basis: assumed, title: {zh: 最低预算, en: least budget}}
filing:
  - {id: funded, on: project, title: {zh: 预算足够, en: funded}, require: budget >= least, otherwise: returned}
"""
DATA = {"projgov": 1, "id": "p", "projects": [{"id": "P", "title": "路灯", "budget": 10}]}


@pytest.fixture
def words(tmp_path: Path) -> list[str]:
    """The command line for a rule file, its change, and a portfolio."""
    texts = (RULES, RULES.replace("value: 10", "value: 11"), json.dumps(DATA))
    paths = [tmp_path / name for name in ("old.yaml", "new.yaml", "data.json")]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return ["compare", *map(str, paths), "--as-of", "2017-12-31"]


def test_who_moves_is_told_in_chinese(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "--language", "zh"]) == 0
    new = words[2]
    assert capsys.readouterr().out == (
        "结果有变的对象\n"
        "  问题：1\n"
        "\n"
        "两个规则文件的差别\n"
        f"  改动 参数 `least` 最低预算 ({new}:6)：影响1个对象\n"
        "\n"
        "项目 P 路灯\n"
        "  问题 预算足够：（无） → 退回（2017-12-31）；因 `least`\n"
    )


def test_the_same_in_english(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "--language", "en"]) == 0
    said = capsys.readouterr().out
    assert "  finding funded: (none) → returned (2017-12-31); by `least`\n" in said


def test_the_same_as_data(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["summary"] == {"finding": 1}
    (change,) = found["changes"]
    assert (change["before"], change["after"]) == (None, "returned 2017-12-31")
    assert change["due_to"] == [{"what": "parameter", "id": "least", "how": "changed"}]


def test_a_file_compared_with_itself_is_said_to_be_the_same(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([words[0], words[1], words[1], *words[3:], "--language", "en"]) == 0
    assert capsys.readouterr().out == "Nothing that decides differs between the two rule files.\n"
