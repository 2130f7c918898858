"""The pack dangjian: its clauses stand in the source, its tests pass and guard every rule."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

import projgov
from projgov.rules.load import Pack
from projgov.scoring.selftest.run import run_tests, unguarded

TRADITIONAL = (
    "個傳價優內冊別則創劃動務勢勵參員問單執堅報場學實審寫將專對導層幫廣強態據斷時書會條業標機況測準滲滾滿為煉牽獎現產眾確礎種籌"
    "級終組結給統經綜縣總績織聽臨臺與蓋補規親討記評試調請論證議責貼質賬踐蹤較農進運過選針銜鍵鎮開關際隨項須領頭題類顧顯驗體點黨"
)
SIMPLIFIED = (
    "个传价优内册别则创划动务势励参员问单执坚报场学实审写将专对导层帮广强态据断时书会条业标机况测准渗滚满为炼牵奖现产众确础种筹"
    "级终组结给统经综县总绩织听临台与盖补规亲讨记评试调请论证议责贴质账践踪较农进运过选针衔键镇开关际随项须领头题类顾显验体点党"
)
"""The source is printed in traditional characters, the rules quote it in simplified ones."""

PINYIN = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùü]+\)")
"""The source is printed with the sound of a character in brackets here and there, which is no part of its words."""


@cache
def pack() -> Pack:
    return projgov.load_pack("dangjian")


def test_the_tests_inside_the_file_pass() -> None:
    failed = [(t.name, t.failures, t.faults) for t in run_tests(pack()) if not t.passed]
    assert failed == []


def test_every_rule_is_named_by_a_test() -> None:
    assert unguarded(pack()) == ()


def test_every_quote_stands_in_the_source(public_data: Path) -> None:
    files = sorted((public_data / "seeds").glob("002_*.txt"))
    if not files:
        pytest.skip("the source document is not among the public data")
    printed = PINYIN.sub("", files[0].read_text(encoding="utf-8"))
    source = printed.translate(str.maketrans(TRADITIONAL, SIMPLIFIED))
    written = pack().written
    assert written is not None
    quotes = {rule.header().quote for rule in written.rules} | {
        p.quote for p in pack().core.parameters.values() if p.basis == "document"
    }
    assert {q for q in quotes if q and q not in source} == set()
