"""A file on top of another is doubted for what it says itself, also against the other."""

from __future__ import annotations

from pathlib import Path

from projgov.rules.check import check

CITY = """\
projgov: 1
pack: city
year: 2017
title: {zh: 市, en: city}
source: {document: 市里的办法}
parameters:
  unused: {value: 1, basis: assumed}
filing:
  - {id: funded, on: project, require: budget >= 500}
  - {id: divided, on: project, require: 5 / budget < 1}
"""
COUNTY = """\
projgov: 1
pack: county
year: 2017
title: {zh: 县, en: county}
source: {document: 县里的办法}
extends: city.yaml
filing:
  - {id: small, on: project, require: budget < 100}
"""


def told(file: Path) -> list[tuple[str, int]]:
    return [(d.code, d.place.line) for d in check(file) if d.pattern.severity != "note"]


def test_what_the_other_file_says_is_doubted_there_and_what_contradicts_it_here(tmp_path: Path) -> None:
    city, county = tmp_path / "city.yaml", tmp_path / "county.yaml"
    city.write_text(CITY, encoding="utf-8")
    county.write_text(COUNTY, encoding="utf-8")
    assert told(city) == [("N050", 7), ("T030", 10)]
    (found,) = [d for d in check(county) if d.pattern.severity != "note"]
    assert (found.code, found.place.line, Path(found.related[0].file).name) == ("L040", 8, "city.yaml")
