"""The portfolio tongcheng-2024: the figures that the source gives are its totals, and the script makes it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import projgov
from projgov.domain.portfolio import Portfolio
from projgov.domain.projects import Project
from projgov.domain.types import Missing

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "src" / "projgov" / "packs" / "tongcheng" / "tongcheng-2024.json"
SCRIPT = "tools.portfolios.tongcheng_2024"
NAMED_ASPECTS = {"小区治理", "议事协商", "民声呼应", "民生服务"}
NAMED_BRANDS = {"红芯驿站", "老街坊", "和·邻里", "睦邻之家"}


@cache
def portfolio() -> Portfolio:
    return projgov.load_portfolio("tongcheng-2024")


@cache
def established() -> tuple[Project, ...]:
    """The projects of which a filing reached the step of establishment."""
    return tuple(
        p
        for p in portfolio().projects
        for f in p.filings
        if not isinstance(f.steps, Missing) and any(s.kind == "registered" for s in f.steps)
    )


def test_the_script_makes_the_shipped_file_to_the_byte(tmp_path: Path) -> None:
    made = tmp_path / "made.json"
    subprocess.run([sys.executable, "-m", SCRIPT, str(made)], check=True, capture_output=True, cwd=ROOT)
    assert made.read_bytes() == SHIPPED.read_bytes()


def test_the_file_stays_below_two_and_a_half_million_bytes() -> None:
    assert SHIPPED.stat().st_size < 2_500_000


def test_242_projects_were_established_1_of_the_city_15_of_towns_and_226_of_villages() -> None:
    """242 = 1 + 15 + 226, as the source states."""
    levels = Counter(p.level for p in established())
    assert levels == {"city": 1, "town": 15, "village": 226}
    assert sum(levels.values()) == 242


def test_there_are_15_towns_and_226_villages_each_with_a_secretary() -> None:
    levels = Counter(u.level for u in portfolio().units)
    assert (levels["city"], levels["town"], levels["village"]) == (1, 15, 226)
    places = {u.id for u in portfolio().units if u.level in ("city", "town", "village")}
    in_post = {
        post.unit
        for o in portfolio().officers
        if not isinstance(o.posts, Missing)
        for post in o.posts
        if post.post == "secretary" and post.to is None
    }
    assert in_post == places


def test_119_were_completed_which_is_49_2_per_cent() -> None:
    """Completed means accepted: 119 ÷ 242 = 0.4917…"""
    completed = [p for p in established() if any(a.passed is True for a in p.acceptances)]
    assert len(completed) == 119
    assert round(1000 * 119 / 242) == 492


def test_the_projects_cover_11_aspects_the_four_that_the_source_names_among_them() -> None:
    aspects = {p.aspect for p in established() if not isinstance(p.aspect, Missing)}
    assert len(aspects) == 11
    assert aspects >= NAMED_ASPECTS


def test_there_were_more_than_40_visits_and_more_than_10_opinions_of_the_public() -> None:
    inspections = [i for p in portfolio().projects for i in p.inspections]
    visits = Counter(i.kind for i in inspections if i.kind in ("site_visit", "home_visit"))
    opinions = [o for i in inspections if not isinstance(i.opinions, Missing) for o in i.opinions]
    assert sum(visits.values()) == 46 > 40
    assert min(visits.values()) > 10
    assert len(opinions) == 13 > 10


def test_the_four_brands_that_the_source_names_are_those_of_completed_projects_without_a_fault() -> None:
    brands = {x.title: p for p in portfolio().projects for x in p.experiences if x.kind == "brand"}
    assert set(brands) == NAMED_BRANDS
    report = projgov.evaluate(projgov.load_pack("tongcheng"), portfolio(), "2024-12-31")
    assert [p.id for p in brands.values() if report.subject(p.id).findings] == []


def test_an_inspection_team_stands_under_the_city_and_under_each_town() -> None:
    teams = Counter(u.parent for u in portfolio().units if u.level == "team")
    assert set(teams) == {u.id for u in portfolio().units if u.level in ("city", "town")}
    assert set(teams.values()) == {1}


def test_one_secretary_filed_nothing_and_the_only_filing_of_another_stands_returned() -> None:
    filed = {f.by for p in portfolio().projects for f in p.filings}
    villages = {u.id for u in portfolio().units if u.level == "village"}
    assert villages - filed == {"V-090", "V-113"}  # for V-090 the town filed
    [returned] = [p for p in portfolio().projects if p not in established()]
    assert (returned.id, returned.lead_unit, len(returned.filings)) == ("P-243", "V-200", 1)


def test_whoever_filed_twice_says_what_the_second_replaces_but_for_one() -> None:
    again = [p for p in portfolio().projects if len(p.filings) > 1]
    assert len(again) == 21
    assert [p.id for p in again if p.filings[1].refiles != "F-1"] == ["P-120"]


def test_all_is_plainly_made_up() -> None:
    note = portfolio().note
    assert note is not None
    assert "虚构" in note.zh
    assert "made up" in note.en
    assert "年度是假定的" in note.zh
    assert all(isinstance(u.name, str) and u.name.endswith("（虚构）") for u in portfolio().units)
    names = [o.name for o in portfolio().officers]
    assert len(set(names)) == len(names)
    given = "样例|示例|举例|假设|虚构|设例|拟名|代称|化名|范例"
    assert all(isinstance(n, str) and re.fullmatch(rf"\w({given})", n) for n in names)
    assert "桐城" not in SHIPPED.read_text(encoding="utf-8")


def test_registers_are_complete_through_the_end_of_the_year() -> None:
    assert set(portfolio().registers.values()) == {date(2024, 12, 31)}


def test_nothing_was_recorded_before_it_occurred_or_after_the_year() -> None:
    odd = [
        (p.id, one)
        for p in portfolio().projects
        for register in (p.filings, p.reports, p.evidence, p.inspections, p.judgements, p.acceptances, p.delistings, p.experiences)
        for one in register
        if one.recorded < one.occurred or one.occurred > date(2024, 12, 31)
    ]  # fmt: skip
    assert odd == []
