"""Packs: what ships, files by path, what is said of what is not there; and what a pack holds."""

from __future__ import annotations

from pathlib import Path

import pytest

import projgov
from projgov.diagnostics import InvalidRuleFile
from projgov.rules.load import find, load_pack, read_pack, read_text, shipped

SMALL = "projgov: 1\npack: small\nyear: 2017\ntitle: {zh: 小, en: small}\n"
FAULTY = "projgov: 1\nyear: 2017\ntitle: a\ndefinitions:\n  - {id: a, on: project, value: budgett}\n"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A rule file without rules."""
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", sorted(shipped()))
def test_every_pack_that_ships_loads_by_its_name_without_a_word(name: str) -> None:
    read = read_pack(name)
    assert read.diagnostics == ()
    assert read.pack is not None
    assert read.pack.name == name
    assert load_pack(name).core == read.pack.core


def test_a_rule_file_is_found_by_its_path(small: Path) -> None:
    for path in (small, str(small)):
        pack = load_pack(path)
        assert (pack.name, pack.core.year, pack.title.zh, pack.title.en) == ("small", 2017, "小", "small")
        assert pack.file == str(small)


def test_the_same_text_gives_the_same_pack(small: Path) -> None:
    assert load_pack(small) == load_pack(small)
    assert len(load_pack(small).source) == 64


def test_a_name_that_is_no_pack_and_no_file_is_told_which_packs_there_are(tmp_path: Path) -> None:
    with pytest.raises(InvalidRuleFile) as caught:
        load_pack("zhengfaa")
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "F112"
    assert diagnostic.message("en") == "there is no shipped pack and no file `zhengfaa`"
    assert "`zhengfa`" in diagnostic.help("zh")
    assert read_pack("zhengfaa").diagnostics == caught.value.diagnostics


@pytest.mark.parametrize("name", ["missing.yaml", "missing.yml", ""])
def test_a_file_that_is_not_there_is_a_diagnostic_and_no_traceback(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    read = read_pack(name)
    assert read.pack is None
    assert len(read.diagnostics) == 1


def test_a_folder_or_a_binary_file_is_a_diagnostic(tmp_path: Path) -> None:
    binary = tmp_path / "a.yaml"
    binary.write_bytes(b"\x00\xff\xfe\x80")
    for path in (tmp_path, binary):
        assert [d.is_error for d in read_pack(path).diagnostics] == [True]


def test_every_fault_is_raised_at_once(tmp_path: Path) -> None:
    path = tmp_path / "faulty.yaml"
    path.write_text(FAULTY, encoding="utf-8")
    with pytest.raises(InvalidRuleFile) as caught:
        load_pack(path)
    assert [d.code for d in caught.value.diagnostics] == ["F105", "N001"]
    assert str(caught.value).startswith(f"{path}:1:1: error[F105]")
    assert caught.value.render("zh").startswith(f"{path}:1:1: 错误[F105]")


def test_warnings_do_not_keep_a_pack_from_loading() -> None:
    text = SMALL + (
        "points:\n  - {id: s, on: project, decimals: 0, lines: [{id: l, add: {each: reports, points: 1}}]}\n"
    )  # fmt: skip
    read = read_text(text, "rules.yaml")
    assert [(d.code, d.is_error) for d in read.diagnostics] == [("S016", False)]
    assert read.pack is not None


@pytest.mark.parametrize("text", ["", "just a text\n", "[1, 2]\n", "- a\n", "null\n"])
def test_what_is_no_rule_file_is_one_diagnostic(text: str) -> None:
    read = read_text(text, "rules.yaml")
    assert read.pack is None
    assert len(read.diagnostics) == 1


def test_sections_and_keys_can_be_written_in_chinese() -> None:
    text = "版本: 1\n规则包: 小\n年度: 2017\n标题: 小\n定义:\n  - {编号: 甲, 对象: 项目, 取值: 预算 * 2}\n"
    pack = read_text(text, "rules.yaml").pack
    assert pack is not None
    assert list(pack.core.definitions) == ["甲"]
    assert pack.core.definitions["甲"].subject == "project"


def test_one_kind_can_stand_under_both_of_its_names() -> None:
    text = SMALL + (
        "definitions:\n  - {id: a, on: project, value: '1'}\n定义:\n  - {id: b, on: project, value: a + 1}\n"
    )
    pack = read_text(text, "rules.yaml").pack
    assert pack is not None
    assert list(pack.core.definitions) == ["a", "b"]


@pytest.mark.parametrize(
    "on", ["project", "项目", "projects", "Project", "portfolio", "项目库", "工作事项", "item of work"]
)
def test_a_type_of_subject_is_called_by_any_of_its_names(on: str) -> None:
    assert read_text(f"{SMALL}definitions:\n  - {{id: a, on: {on}, value: '1'}}\n", "r").diagnostics == ()


def test_an_unknown_type_of_subject_is_told_the_nearest() -> None:
    read = read_text(f"{SMALL}definitions:\n  - {{id: a, on: 项木, value: '1'}}\n", "r")
    assert [(d.code, d.help("zh")) for d in read.diagnostics] == [("N008", "是不是 `项目`？")]


def test_check_gives_all_diagnostics_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "faulty.yaml"
    path.write_text(FAULTY, encoding="utf-8")
    assert [d.code for d in projgov.check(path)] == ["F105", "N001"]
    assert projgov.check("zhengfa") == ()


def test_find_gives_the_path_of_a_pack_that_ships() -> None:
    assert find("zhengfa") == shipped()["zhengfa"]
