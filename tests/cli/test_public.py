"""`--public` of `projgov score` and `projgov explain`: what rules declare public, and not a word more."""

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
  - {id: named, on: project, title: {zh: 有名称, en: has a title}, require present: [title, end], reason: {zh: "缺少{absent}", en: "lacks {absent}"}}
  - {id: funded, on: project, title: {zh: 有预算, en: funded}, require present: [budget]}
disclosure:
  - {id: names_public, on: project, publishes: [named], shows: [title], when: livelihood}
  - {id: units_public, on: unit, shows: [name]}
"""
EXCUSE = {"id": "X", "occurred": "2017-01-01", "recorded": "2017-01-01", "suspends": ["nothing"]}
DATA = {
    "projgov": 1,
    "id": "p",
    "units": [{"id": "U", "name": "城建局"}],
    "projects": [
        {"id": "P", "title": "路灯", "livelihood": True, "excuses": [EXCUSE]},
        {"id": "Q", "title": "公园"},
    ],
}


@pytest.fixture
def words(tmp_path: Path) -> list[str]:
    """A rule file and a portfolio on the command line."""
    (tmp_path / "rules.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "data.json").write_text(json.dumps(DATA), encoding="utf-8")
    return [str(tmp_path / "rules.yaml"), str(tmp_path / "data.json")]


def test_the_public_view_is_printed_and_doubts_about_data_are_not(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", *words, "--as-of", "2017-12-31", "--public", "--language", "zh"]) == 0
    told = capsys.readouterr()
    assert told.out == (
        "小包——公开内容（截至2017-12-31）\n\n"
        "P  路灯  截至2017-12-31\n名称：路灯\n\n未通过的规则\n  [补正] 缺少结束日期\n\n"
        "U  城建局  截至2017-12-31\n单位名称：城建局\n"
    )
    assert told.err == ""
    assert main(["score", *words, "--as-of", "2017-12-31", "--language", "zh"]) == 0
    assert "nothing" in capsys.readouterr().err  # the excuse that suspends no rule of the file


def test_only_subjects_of_one_type_are_printed_where_one_is_asked_for(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", *words, "--as-of", "2017-12-31", "--public", "--type", "unit", "--json"]) == 0
    view = json.loads(capsys.readouterr().out)
    assert [s["id"] for s in view["subjects"]] == ["U"]
    assert view.keys() == {"pack", "year", "title", "as_of", "digest", "version", "subjects"}


def test_one_subject_is_explained(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", *words, "P", "--as-of", "2017-12-31", "--public", "--language", "en"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "  [to be completed] lacks end"
    assert main(["explain", *words, "project/P", "--as-of", "2017-12-31", "--public", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["name"] == {"zh": "路灯", "en": "路灯"}


def test_a_subject_of_which_nothing_is_public_is_answered_as_one_that_does_not_exist(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    answers = []
    for subject in ("Q", "Z"):
        line = ["explain", *words, subject, "--as-of", "2017-12-31", "--public", "--language", "en"]
        assert main(line) == 2
        answers.append(capsys.readouterr().err.replace(f"`{subject}`", "`…`"))
    assert answers[0] == answers[1]
