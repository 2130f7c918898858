"""Quotes are looked for in the document that the file names as its source, if that is a text file beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from projgov.diagnostics import Diagnostic
from projgov.rules.check import check
from projgov.rules.check.quotes import Source

DOCUMENT = """\
某市坚持实施项目化管理。一季度项目启动、二季度任务
过半、三季度初见成效；每年评出一批“十佳政法项目”。
The lead unit reports every month (by the 5th).
"""
RULES = """\
projgov: 1
pack: quoting
year: 2017
title: {{zh: 引文, en: quotes}}
source: {{document: {document}}}
parameters:
  half: {{value: 50, unit: percent, basis: document, quote: '{of_parameter}'}}
filing:
  - {{id: over_half, on: project, quote: '{of_rule}', require: progress at as_of > half}}
"""


def told(
    folder: Path, of_rule: str, of_parameter: str = "任务过半", document: str = "材料.txt"
) -> list[Diagnostic]:
    (folder / "材料.txt").write_text(DOCUMENT, encoding="utf-8")
    rules = folder / "rules.yaml"
    rules.write_text(
        RULES.format(document=document, of_rule=of_rule, of_parameter=of_parameter), encoding="utf-8"
    )
    return [d for d in check(rules) if d.pattern.severity != "note"]


@pytest.mark.parametrize(
    "quote",
    [
        "二季度任务过半",  # over a line break
        "一季度项目启动,二季度任务过半",  # a half-width comma
        '每年评出一批"十佳政法项目"',  # other quotation marks
        "坚持实施项目化管理……每年评出",  # what lies between is left out
        "the lead  unit reports every month（by the 5th）",
    ],
)
def test_breaks_widths_and_what_is_left_out_make_no_difference(quote: str, tmp_path: Path) -> None:
    assert told(tmp_path, quote) == []


def test_a_quote_that_does_not_stand_there_is_told_with_what_does(tmp_path: Path) -> None:
    (found,) = told(tmp_path, "每年评出一批“十大政法项目”")
    assert (found.code, found.place.line) == ("L030", 9)
    assert "那里写的是" in found.help("zh")
    assert "十佳政法项目" in found.help("zh")


def test_parts_of_a_quote_have_to_come_in_order(tmp_path: Path) -> None:
    assert [d.code for d in told(tmp_path, "每年评出……项目化管理")] == ["L030"]


def test_quotes_of_parameters_are_looked_for_too(tmp_path: Path) -> None:
    (found,) = told(tmp_path, "任务过半", "任务完成百分之八十")
    assert (found.code, found.place.line, found.place.column) == ("L030", 7, 60)


def test_a_title_is_no_file(tmp_path: Path) -> None:
    assert told(tmp_path, "不在文件里的话", document="某市工作经验材料") == []


def test_a_document_that_is_not_there_is_told_where_it_is_named(tmp_path: Path) -> None:
    (found,) = told(tmp_path, "任务过半", document="没有.txt")
    assert (found.code, found.place.line) == ("F010", 5)


@pytest.mark.parametrize("name", ["../材料.txt", "/etc/hosts.txt"])
def test_a_document_outside_the_folder_is_not_read(name: str, tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "材料.txt").write_text(DOCUMENT, encoding="utf-8")
    (found,) = told(inside, "任务过半", document=name)
    assert (found.code, found.place.line) == ("F190", 5)


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.txt").write_text(DOCUMENT, encoding="utf-8")
    (inside / "linked.txt").symlink_to(tmp_path / "secret.txt")
    assert [d.code for d in told(inside, "任务过半", document="linked.txt")] == ["F190"]


def test_the_sentence_that_comes_nearest_is_offered_and_none_where_none_is_near() -> None:
    source = Source("s", DOCUMENT)
    assert (
        source.nearest("一季度启动项目、二季度任务过半、三季度初见成效")
        == "一季度项目启动、二季度任务过半、三季度初见成效"
    )
    assert source.nearest("全然无关的另一句话") is None
