"""The pack jingxihua: its own tests pass, every mechanism is shown, and no rule names what is outside."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

import projgov
from projgov.rules.load.mechanisms import catalogue
from projgov.scoring.selftest.coverage import Coverage, coverage

PACK = projgov.load_pack("jingxihua")
OUTSIDE = {"jingxihua-07", "jingxihua-26"}
"""Personal data, and services: no rule may name them."""
TRADITIONAL = "個職標點項級領導時間責獎懲從終階體現結關過轉縣鄉鎮門區實連續無兩搶發調辦與統對進匯總環節監將編計劃動態經細黨務開網電臺賬機來學報況據燈預會陽組眾測評滿較數績綜為設讓廣員內"
SIMPLIFIED = str.maketrans(
    TRADITIONAL + ",()",
    "个职标点项级领导时间责奖惩从终阶体现结关过转县乡镇门区实连续无两抢发调办与统对进汇总环节监将编计划动态经细党务开网电台账机来学报况据灯预会阳组众测评满较数绩综为设让广员内，（）",
)


@cache
def covered() -> Coverage:
    """What the rules implement; the tests inside the file are run for it."""
    return coverage(PACK)


def test_the_tests_inside_the_file_pass() -> None:
    assert [r.name for r in covered().failed] == []


def test_every_mechanism_but_the_two_that_are_outside_has_a_test_that_passes_and_one_that_catches() -> None:
    system = {clause for clause in catalogue().mechanisms if clause.startswith("jingxihua-")}
    shown = {c.id for c in covered().clauses if c.passing and c.catching}
    assert shown == system - OUTSIDE
    assert len(shown) == 25


def test_no_rule_names_what_is_of_another_system() -> None:
    assert covered().notes == ()
    assert all(re.fullmatch(r"jingxihua-\d\d", c.id) for c in covered().clauses)


def test_rules_on_projects_and_on_items_of_work_are_the_same_but_for_their_names() -> None:
    """Key projects stand among `projects`, key works and goals among `items`: each rule on the work stands once for either."""
    assert PACK.written is not None
    by_id = {lowering.rule.id: lowering.rule for lowering in PACK.written.rules}
    twins = [
        (by_id[i.removeprefix("item_")], r)
        for i, r in by_id.items()
        if i.removeprefix("item_") in by_id and r.on == "item"
    ]
    assert len(twins) >= 20
    assert [
        (a.id, b.id) for a, b in twins if (a.implements, a.title, a.quote) != (b.implements, b.title, b.quote)
    ] == []


def test_every_quote_stands_in_the_source_where_it_is_not_cut_in_the_middle(public_data: Path) -> None:
    files = sorted((public_data / "seeds").glob("003_*.txt"))
    if not files:
        pytest.skip("the source document is not among the public data")
    # The source has pronunciations in it, and traditional characters.
    without = re.sub(r"\([^()]*[a-zà-ü][^()]*\)", "", files[0].read_text(encoding="utf-8"))
    source = re.sub(r"\s", "", without).translate(SIMPLIFIED)
    assert PACK.written is not None
    own = {rule.header().quote for rule in PACK.written.rules}
    quotes = own | {p.quote for p in PACK.core.parameters.values() if p.basis == "document"}
    assert len(quotes) > 30
    assert [part for q in quotes if q for part in q.split("……") if part not in source] == []


def test_the_open_questions_are_told_as_assumed_and_what_the_source_says_is_quoted() -> None:
    head = PACK.written.head if PACK.written else None
    assert head is not None
    bases = {name: given.basis.code for name, given in head.parameters.items()}
    assumed = ("log_from", "goals_too", "process_weight", "excused_month_skipped", "months_in_a_row")
    assert {bases[name] for name in assumed} == {"assumed"}
    assert {bases[name] for name in ("lamp_yellow", "lamp_red")} == {"published"}
    assert all(given.quote for given in head.parameters.values() if given.basis.code == "document")


def test_the_file_says_that_it_is_historical_and_made_up() -> None:
    head = PACK.written.head if PACK.written else None
    assert head is not None
    note = str(head.source)
    assert "历史材料" in note
    assert "historical example" in note
    assert "invented" in note
