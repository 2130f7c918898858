"""`projgov letter`: a letter as Markdown, plain text or data; which are to be written; clear refusals."""

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
filing:
  - {id: named, on: project, require: not(pilot), reason: {zh: 没有牵头单位, en: There is no lead unit}}
letters:
  - id: notice
    on: project
    title: {zh: 通知, en: Notice}
    about: [named]
    body: [{text: "{title}"}, {each: findings, text: "{reason}"}]
  - {id: list, on: portfolio, title: {zh: 名单, en: List}, body: [{each: projects, text: "{id}"}]}
"""
DATA = {
    "projgov": 1, "id": "p", "units": [{"id": "U"}],
    "projects": [{"id": "P1", "title": "*平安*", "pilot": True}, {"id": "P2", "title": "法治", "pilot": False}],
}  # fmt: skip


@pytest.fixture
def words(tmp_path: Path) -> list[str]:
    """The command line up to the letter."""
    for name, text in (("rules.yaml", RULES), ("data.json", json.dumps(DATA))):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return ["letter", "--as-of", "2017-02-27", str(tmp_path / "rules.yaml"), str(tmp_path / "data.json")]


def test_a_letter_as_markdown(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "notice", "P1", "--language", "zh"]) == 0
    assert capsys.readouterr().out == "# 通知\n\n\\*平安\\*\n\n- 没有牵头单位\n\n2017年2月27日\n"


def test_a_letter_as_plain_text(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "notice", "project/P1", "--text", "--language", "en"]) == 0
    assert capsys.readouterr().out == "Notice\n\n*平安*\n\n- There is no lead unit\n\n27 February 2017\n"


def test_a_letter_as_data(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "list", "--json", "--language", "zh"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["id"], found["date"], found["proposes"]) == ("portfolio", "2017-02-27", False)
    assert found["parts"] == [{"list": ["P1", "P2"], "numbered": False}]
    assert found["plain"].startswith("名单")


def test_without_a_letter_those_to_be_written_are_listed(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--language", "zh"]) == 0
    assert [line.split() for line in capsys.readouterr().out.splitlines()[2:]] == [
        ["notice", "通知", "P1"],
        ["list", "名单"],
    ]


def test_what_is_not_to_be_written_is_wrong_usage(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "notice", "P2", "--language", "zh"]) == 2
    assert "`P2` 不需要发文书 `notice`" in capsys.readouterr().err
    assert main([*words, "notise", "P2", "--language", "en"]) == 2
    assert "did you mean `notice`" in capsys.readouterr().err
    assert main([*words, "notice", "--language", "en"]) == 2
    assert "give its id" in capsys.readouterr().err


def test_those_of_which_it_cannot_be_said_are_listed_apart_with_what_is_missing(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of P3 it is not known whether it is a pilot."""
    data = {**DATA, "projects": [*DATA["projects"], {"id": "P3", "title": "队伍"}]}  # type: ignore[misc]  # a list of projects
    (tmp_path / "data.json").write_text(json.dumps(data), encoding="utf-8")
    assert main([*words, "--language", "zh"]) == 0
    written, _, open_ones = capsys.readouterr().out.partition("证据不足，尚不能确定要不要发：")
    assert "P3" not in written
    assert open_ones.splitlines()[-1].split() == ["notice", "通知", "P3", "试点"]
    assert main([*words, "--json", "--language", "zh"]) == 0
    listed = {(one["letter"], one["id"]): one for one in json.loads(capsys.readouterr().out)["letters"]}
    assert listed["notice", "P1"]["status"] == "written"
    assert listed["notice", "P1"]["missing"] == []
    assert listed["notice", "P3"]["status"] == "undetermined"
    assert [e["path"] for e in listed["notice", "P3"]["missing"]] == [["pilot"]]
