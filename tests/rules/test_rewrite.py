"""A rule file in the words of one language, and back."""

from __future__ import annotations

from hypothesis import given
from tests.laws.drawing import tried

from projgov.rules.load import Pack, find, read_text
from projgov.rules.rewrite import rewritten
from projgov.scoring.digest import core_digest
from projgov.testing import rule_files

ENGLISH = """\
# what the county asks for
projgov: 1
pack: county
year: 2017
title: {zh: 县, en: county}
parameters:
  least: {value: 10, basis: document, tighten: up}
facts:
  project:
    visits: {label: visits, type: number}
filing:
  - id: funded            # money first
    on: project
    require: count(reports) > 0 and round(budget, 1) >= least
    otherwise: to complete
    reason: {zh: "有{count(reports)}份月报", en: "{count(reports)} reports"}
grades:
  - {id: grade, on: project, of: budget, bands: [{grade: excellent, from: 5}], otherwise: {grade: own word}}
"""
CHINESE = """\
# what the county asks for
版本: 1
规则包: county
年度: 2017
标题: {zh: 县, en: county}
参数:
  least: {取值: 10, 来源: 文件, 收紧: 上调}
补充事实:
  项目:
    visits: {名称: visits, 类型: 数字}
立项条件:
  - 编号: funded            # money first
    对象: 项目
    要求: 计数(reports) > 0 and 四舍五入(budget, 1) >= least
    否则: 补正
    理由: {zh: "有{计数(reports)}份月报", en: "{计数(reports)} reports"}
等次:
  - {编号: grade, 对象: 项目, 依据得分: budget, 分档: [{等次: 优秀, 自: 5}], 否则: {等次: own word}}
"""


def pack(text: str) -> Pack:
    read = read_text(text, "rules.yaml")
    assert read.pack is not None, "\n".join([text, *(d.render("en") for d in read.diagnostics)])
    return read.pack


def test_keys_options_subjects_and_functions_become_chinese_and_comments_stay() -> None:
    assert rewritten(ENGLISH, pack(ENGLISH), "zh") == CHINESE


def test_and_back() -> None:
    assert rewritten(CHINESE, pack(CHINESE), "en") == ENGLISH


def test_what_is_in_the_language_already_stays_as_it_is_written() -> None:
    assert rewritten(ENGLISH, pack(ENGLISH), "en") == ENGLISH


def test_the_shipped_pack_goes_there_and_back() -> None:
    text = find("zhengfa").read_text(encoding="utf-8")
    chinese = rewritten(text, pack(text), "zh")
    assert core_digest(pack(chinese).core) == core_digest(pack(text).core)
    assert rewritten(chinese, pack(chinese), "en") == text


@tried(15)
@given(rule_files())
def test_the_meaning_never_changes(text: str) -> None:
    before = pack(text)
    for language in ("zh", "en"):
        after = pack(rewritten(text, before, language))
        assert core_digest(after.core) == core_digest(before.core)
