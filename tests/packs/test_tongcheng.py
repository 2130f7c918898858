"""The pack tongcheng: its clauses stand in the source, its tests pass and name every rule."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

import projgov
from projgov.rules.load import Pack
from projgov.scoring.selftest.run import run_tests, unguarded

TRADITIONAL = "鎮區個項標準級預評價進計劃規調體報備開確學堅書記從層難點問題帶頭領辦黨組織蓋強則對決實綜際針議協聲應務過結編機細階閉環構將單緊舉責時專間線圖銷號嚴導兩檢聽匯況蹤眾訪見條運轉為載關門積類選樹沒顯質驗設樣傳動與創總煉紅驛鄰經廣發揮劉輯"
SIMPLIFIED = str.maketrans(
    TRADITIONAL,
    "镇区个项标准级预评价进计划规调体报备开确学坚书记从层难点问题带头领办党组织盖强则对决实综际针议协声应务过结编机细阶闭环构将单紧举责时专间线图销号严导两检听汇况踪众访见条运转为载关门积类选树没显质验设样传动与创总炼红驿邻经广发挥刘辑",
)


@cache
def pack() -> Pack:
    return projgov.load_pack("tongcheng")


def simplified(text: str) -> str:
    """The source without the pronunciations that stand in it, without breaks, in simplified characters."""
    without = re.sub(r"\([^()]*[a-zà-ü][^()]*\)", "", text)
    return re.sub(r"[\s　]", "", without).translate(SIMPLIFIED).replace(",", "，")


def test_the_tests_inside_the_file_pass() -> None:
    failed = [(t.name, t.failures, t.faults) for t in run_tests(pack()) if not t.passed]
    assert failed == []


def test_every_rule_is_named_by_a_test() -> None:
    assert unguarded(pack()) == ()


def test_every_quote_stands_in_the_source(public_data: Path) -> None:
    files = sorted((public_data / "seeds").glob("001_*.txt"))
    if not files:
        pytest.skip("the source document is not among the public data")
    source = simplified(files[0].read_text(encoding="utf-8"))
    quotes = {output.header.quote for output in pack().core.outputs} | {
        p.quote for p in pack().core.parameters.values() if p.basis == "document"
    }
    assert {q for q in quotes if q and simplified(q) not in source} == set()
