"""A rule file in the words of one language, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from tests.laws.drawing import tried
from tests.rulefiles import literate

from projgov.diagnostics import Language
from projgov.rules.load import Pack, find, read_text
from projgov.rules.rewrite import rewritten
from projgov.scoring.digest import core_digest
from projgov.scoring.selftest.spoken import spoken
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


WITH_TESTS = """\
projgov: 1
pack: county
year: 2017
title: {zh: 县, en: county}
cadence:
  - {id: report, on: project, every: month, due: 5 working days after period end, count: reports}
schedule:
  - id: gates
    on: project
    gates:
      - {id: half, title: half, due: end of half 1, require present: [budget]}
      - {id: whole, title: whole, due: 'end of year', require present: [end]}
      - {id: built, title: built, due: 'add days(start, 3)', require present: [end]}
      - {id: later, title: later, due: 30 days before end, require present: [end]}
lamps:
  - id: lamp
    on: project
    show:
      - {lamp: red, when: gates.unmet > 1}
      - {lamp: mine, title: {zh: 我的, en: my own}, when: gates.unmet > 0}
    otherwise: green
filing:
  - {id: funded, on: project, require: budget > 5, otherwise: to complete}
sample:
  projects: [{id: P1, name: x, budget: 10}]
tests:
  - name: all is well
    as of: 2017-12-31
    expect:
      P1: {gates: unmet, gates.half: "met", lamp: mine, funded: met, gates.later: 'undetermined'}
  - name: nothing there
    as of: 2017-12-31
    given: {P1.budget: absent}
    expect:
      P1: {funded: to complete, lamp: red, gates.half: unmet}
"""
WITH_TESTS_ZH = """\
版本: 1
规则包: county
年度: 2017
标题: {zh: 县, en: county}
定期报送:
  - {编号: report, 对象: 项目, 周期: 每月, 期限: 期末后5个工作日, 计数: reports}
进度节点:
  - 编号: gates
    对象: 项目
    节点列表:
      - {编号: half, 标题: half, 期限: 上半年末, 要求齐全: [budget]}
      - {编号: whole, 标题: whole, 期限: '年末', 要求齐全: [end]}
      - {编号: built, 标题: built, 期限: '加天数(start, 3)', 要求齐全: [end]}
      - {编号: later, 标题: later, 期限: end前30天, 要求齐全: [end]}
亮灯:
  - 编号: lamp
    对象: 项目
    亮灯:
      - {灯: 红灯, 条件: gates.unmet > 1}
      - {灯: mine, 标题: {zh: 我的, en: my own}, 条件: gates.unmet > 0}
    否则: 绿灯
立项条件:
  - {编号: funded, 对象: 项目, 要求: budget > 5, 否则: 补正}
样例:
  projects: [{id: P1, name: x, budget: 10}]
测试:
  - 名称: all is well
    评价日: 2017-12-31
    预期:
      P1: {gates: 未通过, gates.half: "通过", lamp: mine, funded: 通过, gates.later: '无法确定'}
  - 名称: nothing there
    评价日: 2017-12-31
    情形: {P1.budget: absent}
    预期:
      P1: {funded: 补正, lamp: 红灯, gates.half: 未通过}
"""


def words(text: str, language: Language) -> str:
    read = pack(text)
    return rewritten(text, read, language, spoken(read))


def test_phrases_of_days_and_words_of_tests_are_put_into_the_language_and_own_names_stay() -> None:
    assert words(WITH_TESTS, "zh") == WITH_TESTS_ZH
    assert words(WITH_TESTS_ZH, "en") == WITH_TESTS
    assert words(WITH_TESTS, "en") == WITH_TESTS
    assert core_digest(pack(WITH_TESTS_ZH).core) == core_digest(pack(WITH_TESTS).core)


def test_further_names_of_words_become_the_word_of_the_other_language() -> None:
    text = WITH_TESTS_ZH.replace("无法确定", "待定").replace("gates: 未通过", "gates: 不通过")
    assert words(text, "en") == WITH_TESTS


def test_a_name_of_the_user_that_is_spelled_like_a_phrase_is_no_phrase() -> None:
    defined = """definitions:\n  - {id: 年末, on: project, value: budget}\nfiling:"""
    text = WITH_TESTS.replace("filing:", defined).replace("budget > 5", "年末 > 5")
    assert "require: 年末 > 5" in words(text, "en")


def test_the_shipped_pack_goes_there_and_back() -> None:
    text = find("zhengfa").read_text(encoding="utf-8")
    chinese = words(text, "zh")
    assert core_digest(pack(chinese).core) == core_digest(pack(text).core)
    assert words(chinese, "en") == text


@pytest.mark.parametrize(("name", "language"), [("ladder", "zh"), ("ladder_zh", "en")])
def test_words_of_ladders_are_put_into_the_language_also_in_lists(name: str, language: Language) -> None:
    text = (literate.FOLDER / "good" / f"{name}.yaml").read_text(encoding="utf-8")
    other = words(text, language)
    assert ("清零: [全部]" in other, "forgets: [all]" in other) == (language == "zh", language == "en")
    assert ("期间内: 当季" in other, "within: half year" in other) == (language == "zh", language == "en")
    assert core_digest(pack(other).core) == core_digest(pack(text).core)


@tried(15)
@given(rule_files())
def test_the_meaning_never_changes(text: str) -> None:
    before = pack(text)
    for language in ("zh", "en"):
        after = pack(words(text, language))
        assert core_digest(after.core) == core_digest(before.core)
