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
    "個優內冊則創動務勢參員問單執報實審寫將專對導層幫廣強態據斷時書會標況準為牽現確礎終組結綜總織聽臨臺補規親記評"
    "調請論證議責賬較進過選針鎮開關際項須領頭題類驗體黨"
)
SIMPLIFIED = (
    "个优内册则创动务势参员问单执报实审写将专对导层帮广强态据断时书会标况准为牵现确础终组结综总织听临台补规亲记评"
    "调请论证议责账较进过选针镇开关际项须领头题类验体党"
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
