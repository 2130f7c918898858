"""What is said of a file names keys, and words to choose from, as the file itself does."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import projgov
from projgov.diagnostics import Diagnostic, Pattern, Place
from projgov.reading.tree import Mapping
from projgov.reading.yaml import compose
from projgov.rules.kinds.grades import Grades
from projgov.rules.kinds.points import Points
from projgov.rules.kinds.table import KINDS
from projgov.rules.load import read_text
from projgov.rules.load.file import Head
from projgov.rules.load.own_words import in_own_words, words_of

CHINESE = "版本: 1\n规则包: 甲\n年度: 2017\n标题: 甲\n"
ENGLISH = "projgov: 1\npack: a\nyear: 2017\ntitle: a\n"


def said(text: str) -> list[Diagnostic]:
    return list(read_text(text, "").diagnostics)


def test_a_rule_with_chinese_keys_is_told_of_chinese_keys_in_either_language() -> None:
    rule = "等次:\n  - {编号: 丙, 对象: 项目, 依据得分: 预算, 分档: [{等次: 优秀}]}\n"
    found = next(d for d in said(CHINESE + rule) if d.code == "B002")
    assert found.help("zh") == "写 `自:`（含）或 `高于:`（不含）；最低一等写在 `否则:`"
    assert (
        found.help("en")
        == "write `自:` (included) or `高于:` (excluded); the lowest grade stands under `否则:`"
    )


def test_a_rule_with_english_keys_is_told_of_english_ones_also_in_a_chinese_file() -> None:
    rule = "grades:\n  - {id: 丙, on: project, of: budget, bands: [{grade: 优秀}]}\n"
    for head in (CHINESE, ENGLISH):
        found = next(d for d in said(head + rule) if d.code == "B002")
        assert found.help("zh") == "写 `from:`（含）或 `above:`（不含）；最低一等写在 `otherwise:`"


def test_a_missing_key_is_told_with_the_words_that_can_stand_there() -> None:
    for head, entry, help_ in (
        (CHINESE, "参数:\n  甲: {取值: 1}\n", "加上 `来源:`，可写`文件`、`公开做法`、`假定`"),
        (ENGLISH, "parameters:\n  甲: {value: 1}\n", "加上 `basis:`，可写`document`、`published`、`assumed`"),
    ):
        assert [(d.code, d.help("zh")) for d in said(head + entry)] == [("F105", help_)]


def test_names_of_the_user_s_own_stay_as_they_are() -> None:
    """A parameter called `value`, in a Chinese file: the word is also that of a key."""
    assert [d.message("zh") for d in said(CHINESE + "参数:\n  value: {来源: 假定}\n")] == [
        "参数 `value` 没有取值"
    ]


def test_expressions_keep_their_words() -> None:
    """`value` may be a name there."""
    rule = "定义:\n  - {编号: 丙, 对象: 项目, 取值: 'value + 1'}\n"
    assert [(d.code, d.message("zh")) for d in said(CHINESE + rule)] == [("N001", "不认识的名称 `value`")]


def test_what_a_kind_s_words_are_is_said_by_its_models() -> None:
    assert words_of(Grades)["from"] == "自"
    assert words_of(Points)["least"] == "最低"
    assert words_of(Points)["undetermined"] == "不定"
    assert words_of(Points)["points"] == "分值"


def _patterns() -> Iterator[Pattern]:
    for module in pkgutil.walk_packages(projgov.__path__, "projgov."):
        if module.name.startswith(("projgov.rules.forms.", "projgov.rules.kinds.", "projgov.rules.load.")):
            yield from (
                v for v in vars(importlib.import_module(module.name)).values() if isinstance(v, Pattern)
            )


PATTERNS = sorted({p.code: p for p in _patterns() if p.code[0] in "FSB"}.values(), key=lambda p: p.code)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda p: p.code)
def test_every_pattern_can_still_be_filled_once_its_keys_are_translated(pattern: Pattern) -> None:
    """Of the head and of every kind: the places for values stay."""
    text = "".join(f"{kind.names[0]}:\n  - {{编号: 甲}}\n" for kind in KINDS)
    tree = compose(CHINESE + text, "")
    assert isinstance(tree, Mapping)
    lines = range(1, 4 + 2 * len(KINDS))
    for line in lines:
        found = pattern.at(Place("", line, 5))
        (worded,) = in_own_words([found], tree)
        before, after = (
            p.message.zh + p.message.en + p.help.zh + p.help.en for p in (pattern, worded.pattern)
        )
        assert _places(before) == _places(after)


def _places(template: str) -> list[str]:
    return sorted(re.findall(r"(?<!\{)\{\w+\}", template))


def test_the_head_has_words_of_its_own() -> None:
    assert words_of(Head)["basis"] == "来源"
    assert words_of(Head)["document"] == "文件"
