"""The pack tongcheng: its clauses stand in the source, its tests pass and name every rule."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

import projgov
from projgov.rules.core.program import Finding
from projgov.rules.load import Pack
from projgov.scoring.selftest.coverage import coverage
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
    written = pack().written
    assert written is not None
    own = {rule.header().quote for rule in written.rules}
    quotes = own | {p.quote for p in pack().core.parameters.values() if p.basis == "document"}
    assert len(quotes) > 30
    assert {q for q in quotes if q and simplified(q) not in source} == set()


@pytest.mark.slow
def test_each_of_the_30_mechanisms_is_shown_by_a_test_that_passes_and_one_that_catches() -> None:
    shown = {c.id: c for c in coverage(pack()).clauses}
    assert set(shown) == {f"tongcheng-{n:02}" for n in range(1, 31)}
    assert [key for key, c in shown.items() if not (c.rules and c.passing and c.catching)] == []


def test_every_parameter_says_where_it_comes_from_and_what_the_source_leaves_open_is_assumed() -> None:
    by_basis: dict[str, set[str]] = {}
    for name, parameter in pack().core.parameters.items():
        by_basis.setdefault(parameter.basis, set()).add(name)
    assert by_basis["document"] == {"projects_per_year"}
    assert set(by_basis) == {"document", "assumed"}
    assert {"city_superior", "other_sources", "delisting_days", "model_towns"} < by_basis["assumed"]
    # What the source tells as done is asked for by assumption only.
    assert {"projects_of_city", "aspects", "visits", "opinions"} < by_basis["assumed"]


def test_return_is_said_of_content_alone() -> None:
    """Only the three grounds send a filing back; what is absent is to be completed."""
    outcomes = {
        o.header.id: o.outcome.code
        for o in pack().core.outputs
        if isinstance(o, Finding) and o.outcome is not None
    }
    assert {rule for rule, code in outcomes.items() if code == "returned"} == {"unfit_content"}
    assert outcomes["goals_by_level"] == outcomes["four_fixed"] == outcomes["project_papers"] == "to_complete"


def test_it_says_that_it_is_historical_and_made_up() -> None:
    text = (Path(projgov.__file__).parent / "packs" / "tongcheng" / "tongcheng.yaml").read_text(
        encoding="utf-8"
    )
    assert "note: 历史材料，仅作示例；年度、单位、人员和项目情况均为虚构" in text
