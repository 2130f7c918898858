"""`projgov rules` and `projgov parameters`: what a rule file holds, whence it comes, and what the office must decide."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from projgov.cli.main import main

CITY = """\
projgov: 1
pack: city
year: 2017
title: {zh: 市, en: city}
parameters:
  least: {value: 10, basis: document, quote: 预算不少于十万元, tighten: up, title: {zh: 最低预算, en: least budget}}
  days: {unit: days,
    basis: assumed,
    versions: [{value: 5, to: 2017-12-31}, {value: 3, from: 2018-01-01}]}
filing:
  - {id: funded, on: project, title: {zh: 预算足够, en: funded}, require: budget >= least}
  - {id: titled, on: project, require present: [title], replaceable: true}
"""
COUNTY = """\
projgov: 1
pack: county
year: 2017
title: {zh: 县, en: county}
extends: city.yaml
parameters:
  least: {value: 11, basis: document}
filing:
  - {id: titled, on: project, require present: [title, budget]}
  - {id: led, on: project, require present: [lead unit]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "city.yaml").write_text(CITY, encoding="utf-8")
    (tmp_path / "county.yaml").write_text(COUNTY, encoding="utf-8")
    return tmp_path


def test_a_file_on_top_of_another_shows_what_it_changed_and_whence_each_rule_comes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    county, city = folder / "county.yaml", folder / "city.yaml"
    assert main(["rules", str(county), "--language", "en"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Parameters (parameters)",
        f"  least  {county}:7:3  [changed, instead of {city}:6:3]",
        f"  days  {city}:7:3  [inherited]",
        "filing criteria (filing)",
        f"  funded  {city}:11:10  [inherited]",
        f"  titled  {county}:9:10  [replaced, instead of {city}:12:10]",
        f"  led  {county}:10:10  [added]",
    ]
    assert main(["rules", str(county), "--language", "zh"]) == 0
    assert f"  titled  {county}:9:10  [替换，原在 {city}:12:10]" in capsys.readouterr().out


def test_a_file_by_itself_lists_its_rules(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", str(folder / "city.yaml"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(e["id"], e["section"], e["standing"], e["line"]) for e in found] == [
        ("funded", "filing", "own", 11),
        ("titled", "filing", "own", 12),
    ]


def test_parameters_begin_with_the_open_questions(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    city = folder / "city.yaml"
    assert main(["parameters", str(city), "--language", "zh"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "假定的，请确定 (1)",
        f"  days = 5天 (至2017-12-31)；3天 (2018-01-01起)  {city}:7:3",
        "",
        "文件规定 (1)",
        f"  least = 10  最低预算  {city}:6:3",
        "      原文：“预算不少于十万元”",
        "",
    ]
    assert main(["parameters", str(city), "--json"]) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert (first["unit"], second["unit"]) == ("days", None)
    assert (first["basis"], first["versions"][1]) == (
        "assumed",
        {"value": "3", "from": "2018-01-01", "to": None},
    )
