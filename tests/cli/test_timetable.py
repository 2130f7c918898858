"""`projgov timetable`: a table by day, for everybody or for one; the same as data; clear refusals."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import projgov
from projgov.cli.main import main

RULES = """\
projgov: 1
pack: mini
year: 2017
title: {zh: 小包, en: a small pack}
cadence:
  - {id: monthly, title: {zh: 月汇总, en: monthly summary}, on: project, every: month, due: 5 days after period end,
     remind: 10 days, count: 'reports[period = this period]', owed by: lead unit}
"""
PROJECTS = [{"id": "P1", "title": "平安小区", "lead_unit": "U1"}, {"id": "P2", "lead_unit": "U2"}]
DATA = {
    "projgov": 1, "id": "p", "registers": {"reports": {"complete_through": "2018-12-31"}}, "projects": PROJECTS,
    "units": [{"id": "U1", "name": "甲局"}, {"id": "U2", "name": "乙局"}],
}  # fmt: skip


@pytest.fixture
def words(tmp_path: Path) -> list[str]:
    """The command line up to the options that differ."""
    for name, text in (("rules.yaml", RULES), ("data.json", json.dumps(DATA))):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return ["timetable", str(tmp_path / "rules.yaml"), str(tmp_path / "data.json"), "--as-of", "2017-02-27"]


def test_what_is_due_for_one_unit_stands_in_a_table_in_chinese(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--for", "U1", "--until", "2017-04-05", "--language", "zh"]) == 0
    assert capsys.readouterr().out == (
        "U1 甲局：2017-02-27 至 2017-04-05\n"
        "期限        状态                      事项            对象         责任单位或责任人\n"
        "----------  ------------------------  --------------  -----------  ----------------\n"
        "2017-02-05  逾期未完成（已逾期22天）  月汇总 2017-01  P1 平安小区  U1 甲局\n"
        "2017-03-05  即将到期（还有6天）       月汇总 2017-02  P1 平安小区  U1 甲局\n"
        "2017-04-05  尚未到期（还有37天）      月汇总 2017-03  P1 平安小区  U1 甲局\n"
    )


def test_in_english_with_type_and_id(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "--for", "unit/U2", "--until", "2017-03-05", "--language", "en"]) == 0
    assert [line.split("  ")[:2] for line in capsys.readouterr().out.splitlines()[3:]] == [
        ["2017-02-05", "overdue (22 days)"],
        ["2017-03-05", "due soon (6 days left)"],
    ]


def test_as_data(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "--until", "2017-03-05", "--json"]) == 0
    plain = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator(projgov.schema("timetable")).validate(plain)
    assert [(e["due"], e["subject"]["id"], e["state"], e["days"]) for e in plain["entries"]] == [
        ("2017-02-05", "P1", "overdue", 22),
        ("2017-02-05", "P2", "overdue", 22),
        ("2017-03-05", "P1", "due_soon", 6),
        ("2017-03-05", "P2", "due_soon", 6),
    ]


def test_where_nothing_is_due_it_says_so(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words[:-1], "2018-01-06", "--for", "U1", "--until", "2018-01-06", "--language", "en"]) == 0
    assert "overdue" in capsys.readouterr().out
    data = Path(words[2])
    data.write_text(json.dumps({**DATA, "projects": []}), encoding="utf-8")
    assert main([*words, "--language", "en"]) == 0
    assert capsys.readouterr().out == "from 2017-02-27 on\nNothing is due.\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--for", "P11"], "did you mean `P1`?"),
        (["--for", "unit/P1"], "`P1` is the id of a subject of type project"),
        (
            ["--until", "2017-02-26"],
            "the timetable ends on 2017-02-26, before the day of evaluation, 2017-02-27",
        ),
        (["--until", "soon"], "`soon` is not a date"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(
    words: list[str], options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, *options, "--language", "en"]) == 2
    assert said in capsys.readouterr().err


def test_a_doubtful_excuse_is_told_on_standard_error(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    excuse = {
        "id": "X1",
        "ground": "leave",
        "occurred": "2017-01-01",
        "recorded": "2017-01-01",
        "suspends": ["montly"],
    }
    Path(words[2]).write_text(
        json.dumps({**DATA, "projects": [{"id": "P1", "excuses": [excuse]}]}), encoding="utf-8"
    )
    assert main([*words, "--language", "en"]) == 0
    assert "warning[D060]" in capsys.readouterr().err
