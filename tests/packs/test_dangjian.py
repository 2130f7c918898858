"""The pack dangjian: its clauses stand in the source, its tests pass and guard every rule."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

import projgov
from projgov.domain.portfolio import Portfolio
from projgov.rules.load import Pack
from projgov.scoring.selftest.coverage import coverage
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


@pytest.mark.slow
def test_every_mechanism_but_the_slogans_is_shown_by_a_test_that_passes_and_one_that_catches() -> None:
    """dangjian-17 (四化) is outside: slogans."""
    found = {c.id: c for c in coverage(pack()).clauses}
    assert set(found) == {f"dangjian-{n:02}" for n in range(1, 37)} - {"dangjian-17"}
    assert {key for key, c in found.items() if not c.passing or not c.catching} == set()


def test_every_parameter_says_where_it_comes_from_and_most_are_for_the_office_to_decide() -> None:
    by_basis: dict[str, set[str]] = {}
    for name, parameter in pack().core.parameters.items():
        by_basis.setdefault(parameter.basis, set()).add(name)
    assert by_basis["document"] == {"file_by", "least_x", "accept_by"}
    assert {"carried_counts", "good_from", "panel_quorum", "excellent_share", "weight_goal"} <= by_basis[
        "assumed"
    ]


FIELDS = {
    "content": "建立积分制",
    "goal": "参加率90%",
    "personnel": "支部委员",
    "responsibility": "书记负责",
    "deadline": "2016-11-30",
    "requirements": "每月公示",
    "incentives": "与评先评优挂钩",
}
DANGJIAN = {"content", "goal", "personnel", "responsibility", "deadline"}
"""定事项、定目标、定人员、定责任、定时限."""
JINGXIHUA = {"deadline", "responsibility", "goal", "requirements", "incentives"}
"""定时间、定责任、定目标、定要求、定奖惩."""


def filed(fields: set[str], year: int, tmp_path: Path) -> Portfolio:
    """A project that was filed in March with these fields."""
    filing: dict[str, object] = {
        "id": "F-1",
        "occurred": f"{year}-03-10",
        "recorded": f"{year}-03-10",
        "by": "U",
        "form": True,
    }
    filing |= {"steps": [], "supplement": False, **{key: FIELDS[key] for key in fields}}
    project = {"id": "P", "category": "innovation", "year": year, "lead_unit": "U", "filings": [filing]}
    file = tmp_path / f"{year}-{len(fields)}.json"
    plain = {"projgov": 1, "id": "filed", "registers": {"filings": {"complete_through": f"{year}-12-31"}}}
    file.write_text(
        json.dumps(plain | {"units": [{"id": "U", "level": "village"}], "projects": [project]}),
        encoding="utf-8",
    )
    return projgov.load_portfolio(file)


@pytest.mark.parametrize(
    ("fields", "under_dangjian", "under_jingxihua"),
    [
        (DANGJIAN, True, False),
        (JINGXIHUA, False, True),
        (DANGJIAN | JINGXIHUA, True, True),
        (DANGJIAN & JINGXIHUA, False, False),
    ],
)
def test_the_same_filing_gets_other_answers_by_the_five_fixed_items_of_dangjian_and_of_jingxihua(
    fields: set[str], under_dangjian: bool, under_jingxihua: bool, tmp_path: Path
) -> None:
    answers = []
    for name in ("dangjian", "jingxihua"):
        rules = projgov.load_pack(name)
        year = {"dangjian": 2016, "jingxihua": 2012}[name]
        report = projgov.evaluate(rules, filed(fields, year, tmp_path), f"{year}-06-30", on_error="report")
        answers.append("five_fixed" not in {f.occasion.check for f in report.subject("P").findings})
    assert answers == [under_dangjian, under_jingxihua]
