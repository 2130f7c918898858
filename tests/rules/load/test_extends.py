"""A rule file on top of another: what it adds, replaces, tightens; and what it may not."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pytest

from projgov.rules.load import Pack, Read, read_pack

CITY = """\
projgov: 1
pack: city
year: 2017
title: {zh: 市, en: city}
parameters:
  least: {value: 10, basis: document, tighten: up}
  most: {value: 90, basis: document, tighten: down}
  named: {value: 3, basis: assumed}
  open: {value: 3, basis: assumed, replaceable: true}
facts:
  project: {risk: {label: 风险, type: number}}
filing:
  - {id: funded, on: project, require: budget >= least}
  - {id: titled, on: project, require present: [title], replaceable: true}
sample: {projects: [{id: P, budget: 10}]}
tests:
  - {name: funded, as of: 2017-12-31, expect: {P: {funded: met}}}
"""
COUNTY = """\
projgov: 1
pack: county
year: 2017
title: {zh: 县, en: county}
extends: city.yaml
"""


class Reading(Protocol):
    """Reads the county's file with some lines added, beside the city's."""

    def __call__(self, added: str, city: str = CITY) -> Read: ...


@pytest.fixture
def read(tmp_path: Path) -> Reading:
    def read(added: str, city: str = CITY) -> Read:
        (tmp_path / "city.yaml").write_text(city, encoding="utf-8")
        (tmp_path / "county.yaml").write_text(COUNTY + added, encoding="utf-8")
        return read_pack(tmp_path / "county.yaml")

    return read


def pack(found: Read) -> Pack:
    assert found.pack is not None, [d.render("en") for d in found.diagnostics]
    return found.pack


def faults(found: Read) -> list[tuple[str, int, str]]:
    return [(d.code, d.place.line, Path(d.place.file).name) for d in found.diagnostics]


def test_rules_parameters_and_facts_are_taken_over_with_their_places(read: Reading) -> None:
    found = pack(read(""))
    assert found.name == "county"
    assert list(found.core.checks) == ["funded", "titled"]
    place = found.core.checks["funded"].place
    assert (Path(place.file).name, place.line) == ("city.yaml", 13)
    assert found.core.parameters["least"].versions[0].value == 10
    assert "risk" in found.facts["project"]


def test_the_sample_and_tests_of_the_base_stay_with_it(read: Reading) -> None:
    assert (pack(read("")).tests, pack(read("")).sample) == ((), None)


def test_a_file_adds_demands(read: Reading) -> None:
    found = pack(read("filing:\n  - {id: led, on: project, require present: [lead unit]}\n"))
    assert sorted(found.core.checks) == ["funded", "led", "titled"]


def test_a_rule_that_is_marked_may_be_replaced(read: Reading) -> None:
    found = pack(read("filing:\n  - {id: titled, on: project, require present: [title, budget]}\n"))
    place = found.core.checks["titled"].place
    assert (Path(place.file).name, place.line) == ("county.yaml", 7)
    assert found.written is not None
    origin = found.written.origins["titled"]
    assert origin.instead_of is not None
    assert (origin.place.line, origin.instead_of.line) == (7, 14)


def test_a_rule_that_is_not_marked_may_not(read: Reading) -> None:
    assert faults(read("filing:\n  - {id: funded, on: project, require: budget > 0}\n")) == [
        ("F202", 7, "county.yaml")
    ]


def test_a_rule_of_the_base_cannot_become_one_of_another_kind(read: Reading) -> None:
    added = "definitions:\n  - {id: titled, on: project, value: budget > 0}\n"
    assert faults(read(added)) == [("F203", 7, "county.yaml")]


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("least", 11, None),
        ("least", 10, None),
        ("least", 9, "F205"),
        ("most", 80, None),
        ("most", 91, "F205"),
        ("named", 3, "F204"),
        ("open", 1000, None),
    ],
)
def test_a_parameter_may_be_tightened_where_the_base_says_so(
    read: Reading, name: str, value: int, code: str | None
) -> None:
    found = read(f"parameters:\n  {name}: {{value: {value}, basis: document}}\n")
    assert faults(found) == ([] if code is None else [(code, 7, "county.yaml")])
    if code is None:
        assert pack(found).core.parameters[name].versions[0].value == value


TOWN = COUNTY.replace("pack: county", "pack: town").replace("city.yaml", "county.yaml")


@pytest.mark.parametrize(
    ("county", "town", "code"),
    [
        ("", 11, None),
        ("least: {value: 20, basis: document}", 30, None),
        ("least: {value: 20, basis: document}", 20, None),
        ("least: {value: 20, basis: document}", 15, "F205"),
        ("least: {value: 20, basis: document, tighten: down}", 5, "F205"),
        ("least: {取值: 20, 来源: 文件, 收紧: 下调}", 30, None),
        ("least: {value: 20, basis: document, replaceable: true}", 5, "F205"),
        ("open: {value: 20, basis: document}", 30, "F204"),
        ("open: {value: 20, basis: document, tighten: up}", 30, None),
    ],
)
def test_what_one_file_lets_others_tighten_holds_through_the_file_between(
    read: Reading, tmp_path: Path, county: str, town: int, code: str | None
) -> None:
    read(f"parameters:\n  {county}\n" if county else "")
    name = county.partition(":")[0] or "least"
    (tmp_path / "town.yaml").write_text(
        f"{TOWN}parameters:\n  {name}: {{value: {town}, basis: document}}\n", encoding="utf-8"
    )
    found = read_pack(tmp_path / "town.yaml")
    assert [d.code for d in found.diagnostics if d.is_error] == ([] if code is None else [code])
    if code is None:
        assert pack(found).core.parameters[name].versions[0].value == town


def test_files_that_extend_one_another_are_told_with_the_whole_circle(read: Reading) -> None:
    found = read("", CITY + "extends: county.yaml\n")
    (fault,) = found.diagnostics
    assert fault.code == "F200"
    assert fault.message("en") == (
        "rule files extend one another in a circle: `county.yaml` → `city.yaml` → `county.yaml`"
    )


@pytest.mark.parametrize("name", ["../city.yaml", "/etc/passwd", "..\\\\city.yaml", "no.yaml"])
def test_only_files_of_the_folder_can_be_extended(tmp_path: Path, name: str) -> None:
    path = tmp_path / "inner" / "county.yaml"
    path.parent.mkdir()
    (tmp_path / "city.yaml").write_text(CITY, encoding="utf-8")
    path.write_text(COUNTY.replace("city.yaml", f"'{name}'"), encoding="utf-8")
    assert [d.code for d in read_pack(path).diagnostics] in (["F190"], ["F010"])


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "inner" / "county.yaml"
    path.parent.mkdir()
    (tmp_path / "city.yaml").write_text(CITY, encoding="utf-8")
    (path.parent / "city.yaml").symlink_to(tmp_path / "city.yaml")
    path.write_text(COUNTY, encoding="utf-8")
    assert [d.code for d in read_pack(path).diagnostics] == ["F190"]


def test_a_shipped_pack_can_be_extended_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "county.yaml"
    path.write_text(COUNTY.replace("city.yaml", "zhengfa"), encoding="utf-8")
    found = pack(read_pack(path))
    assert "top_ten" in {o.header.id for o in found.core.outputs}


@pytest.mark.parametrize(("name", "near"), [("zhengfaa", "zhengfa"), ("city", "city.yaml")])
def test_of_a_name_that_is_none_the_nearest_pack_or_file_is_offered(
    tmp_path: Path, name: str, near: str
) -> None:
    path = tmp_path / "county.yaml"
    (tmp_path / "city.yaml").write_text(CITY, encoding="utf-8")
    path.write_text(COUNTY.replace("city.yaml", name), encoding="utf-8")
    (fault,) = read_pack(path).diagnostics
    assert (fault.code, fault.place.file, fault.place.line) == ("F112", str(path), 5)
    assert fault.help("en") == f"did you mean `{near}`?"


@pytest.mark.parametrize("written", ["[city.yaml, province.yaml]", "2017", "{city: city.yaml}", "true", ""])
def test_what_names_no_one_file_is_one_fault(read: Reading, tmp_path: Path, written: str) -> None:
    read("")
    (tmp_path / "county.yaml").write_text(COUNTY.replace("city.yaml", written), encoding="utf-8")
    found = read_pack(tmp_path / "county.yaml").diagnostics
    assert [d.code for d in found] == ["F201"]
    (tmp_path / "county.yaml").write_text(COUNTY, encoding="utf-8")
    assert "`extends: city.yaml`" in found[0].help("en")
    assert read_pack(tmp_path / "county.yaml").pack is not None
