"""Where `projgov score` gets its portfolio from: CSV tables with a mapping, rows that cannot be read, wrong usage."""

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
facts:
  project:
    spent: {label: {zh: 支出, en: spending}, type: number}
filing:
  - id: within
    on: project
    require: spent <= 10
    otherwise: flag
    reason: {zh: "支出{spent}", en: "spent {spent}"}
"""
MAPPING = """\
portfolio: small
subject: project
missing: ["", NA]
withheld: [Exempt*]
columns:
  id: No
  title: Name
  facts.spent: {column: Spent, number: {strip: [£], thousands: ","}}
"""
GOOD = "No,Name,Spent\nA,Alpha,£9.50\nB,Beta,£10.01\nC,Gamma,NA\nD,Delta,Exempt under Section 26\n"
BAD = GOOD + "E,Epsilon,about 7\nF,Zeta,8;9\n"


@pytest.fixture
def asked(tmp_path: Path) -> list[str]:
    """The arguments of `score` for a table in `data.csv`."""
    (tmp_path / "rules.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "data.csv").write_text(GOOD, encoding="utf-8")
    names = [str(tmp_path / name) for name in ("rules.yaml", "data.csv", "mapping.yaml")]
    return ["score", *names[:2], "--mapping", names[2], "--as-of", "2017-12-31", "--language", "en"]


def spoil(asked: list[str]) -> None:
    Path(asked[2]).write_text(BAD, encoding="utf-8")


def test_a_table_with_its_mapping_is_scored_like_any_portfolio(
    asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*asked, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    projects = {s["id"]: s for s in report["subjects"] if s["type"] == "project"}
    assert {key: [f["reason"]["en"] for f in p["findings"]] for key, p in projects.items()} == {
        "A": [],
        "B": ["spent 10.01"],
        "C": [],
        "D": [],
    }
    why = {
        key: [m["why"] for one in p["undetermined"] for m in one["missing"]] for key, p in projects.items()
    }
    assert why == {"A": [], "B": [], "C": [""], "D": ["Exempt under Section 26"]}
    assert "rows_left_out" not in report


def test_rows_that_cannot_be_read_are_all_reported_and_nothing_is_scored(
    asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(asked)
    assert main(asked) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "data.csv:6:3: error[D050]: E, column `Spent`: `about 7`" in err
    assert "so is 1 more row: line 7 `8;9`" in err


def test_where_bad_rows_may_be_left_out_the_good_ones_are_scored_and_the_bad_ones_listed(
    asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(asked)
    assert main([*asked, "--skip-bad-rows", "--json"]) == 0
    out, err = capsys.readouterr()
    report = json.loads(out)
    projects = [s["id"] for s in report["subjects"] if s["type"] == "project"]
    assert projects == ["A", "B", "C", "D"]
    assert [(d["line"], d["column"]) for d in report["rows_left_out"]] == [(6, 3), (7, 3)]
    assert err.startswith("rows left out: 2\n")
    assert err.count("error[D050]") == 1  # both rows are wrong in one column for one reason


def test_where_every_row_is_good_the_list_of_rows_left_out_is_empty(
    asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*asked, "--skip-bad-rows", "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["rows_left_out"] == []
    assert err == ""


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_csv_file_without_a_mapping_is_wrong_usage(
    asked: list[str], language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*asked[:3], *asked[5:7], "--language", language]) == 2
    assert "--mapping" in capsys.readouterr().err


def test_rows_can_be_left_out_of_a_table_only(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", asked[1], "zhengfa-2017", "--as-of", "2017-12-31", "--skip-bad-rows"]) == 2
    assert "--skip-bad-rows" in capsys.readouterr().err


def test_a_mapping_that_is_not_there_is_said_in_one_sentence(
    asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    Path(asked[4]).unlink()
    assert main(asked) == 1
    err = capsys.readouterr().err
    assert "mapping.yaml" in err
    assert "Traceback" not in err


def test_explain_reads_a_table_too_and_an_undetermined_lamp_is_told_in_the_table_of_scores(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text(
        "projgov: 1\npack: t\nyear: 2017\ntitle: t\n"
        "facts: {project: {done: {label: done, type: number, decimals: 0, least: 0, most: 100}}}\n"
        "lamps:\n  - {id: lamp, on: project, show: [{lamp: red, when: done < 50}], otherwise: green}\n"
    )
    table = tmp_path / "data.csv"
    table.write_text("id,title,done\nP-1,one,40\nP-2,two,NA\n")
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(
        "portfolio: small\nsubject: project\n"
        "columns:\n  id: id\n  title: title\n  facts.done: {column: done, number: true, missing: [NA]}\n"
    )
    source = [str(rules), str(table)]
    options = ["--mapping", str(mapping), "--as-of", "2017-12-31", "--language", "en"]
    assert main(["explain", *source, "P-1", *options]) == 0
    assert "red" in capsys.readouterr().out
    assert main(["score", *source, *options]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[-1] for line in lines if line.startswith("P-")] == ["lamp", "undetermined"]


def test_where_no_row_can_be_read_that_is_an_error_even_if_bad_rows_may_be_left_out(
    asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    Path(asked[2]).write_text("No,Name,Spent\nA,Alpha,x\nB,Beta,y\n", encoding="utf-8")
    assert main([*asked, "--skip-bad-rows"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "data.csv: error[D058]: of 2 rows none can be read" in err
    assert "so is 1 more row: line 3 `y`" in err


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "数据里没有任何对象"), ("en", "no subjects in the data")]
)
def test_a_table_with_a_header_only_is_said_to_hold_no_subjects(
    asked: list[str], language: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(asked[2]).write_text("No,Name,Spent\n", encoding="utf-8")
    assert main([*asked[:-1], language]) == 0
    assert words in capsys.readouterr().out


def test_explain_lists_the_rows_left_out_too(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    spoil(asked)
    words = ["explain", *asked[1:3], "B", *asked[3:], "--skip-bad-rows"]
    assert main(words) == 0
    assert capsys.readouterr().err.startswith("rows left out: 2\n")
    assert main([*words, "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["rows_left_out"]) == 2


def test_every_fault_is_in_the_json_with_its_row_and_subject(
    asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(asked)
    assert main([*asked, "--json"]) == 1
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    assert [(d["code"], d["line"], d["path"], d["subject"]) for d in found] == [
        ("D050", 6, "Spent", "E"),
        ("D050", 7, "Spent", "F"),
    ]
