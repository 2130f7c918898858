"""The portfolio jingxihua-2012: the totals of the source, that it holds together, and that the script makes it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

import projgov
from projgov.domain.calendar.file import shipped_calendar
from projgov.domain.portfolio import Portfolio
from projgov.domain.types import Missing

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "src" / "projgov" / "packs" / "jingxihua" / "jingxihua-2012.json"
SCRIPT = "tools.portfolios.jingxihua_2012"


@cache
def portfolio() -> Portfolio:
    return projgov.load_portfolio("jingxihua-2012")


@cache
def text() -> str:
    return SHIPPED.read_text(encoding="utf-8")


def ranks() -> Counter[str]:
    return Counter(
        post.rank
        for officer in portfolio().officers
        if not isinstance(officer.posts, Missing)
        for post in officer.posts
        if not isinstance(post.rank, Missing)
    )


def test_the_script_makes_the_shipped_file_to_the_byte(tmp_path: Path) -> None:
    made = tmp_path / "made.json"
    subprocess.run([sys.executable, "-m", SCRIPT, str(made)], check=True, capture_output=True, cwd=ROOT)
    assert made.read_bytes() == SHIPPED.read_bytes()


def test_the_file_is_small_enough_to_ship() -> None:
    assert SHIPPED.stat().st_size < 4_000_000


def test_there_are_175_projects_454_key_works_and_1300_goals() -> None:
    assert len(portfolio().projects) == 175
    assert Counter(item.kind for item in portfolio().items) == {"key_work": 454, "duty": 1300}


def test_there_are_more_than_600_cadres_of_sub_section_rank_and_above() -> None:
    """12 of the county, 10 in each of 41 departments, 11 in each of 18 towns: 12 + 410 + 198 = 620."""
    found = ranks()
    assert found.total() - found["staff"] == 12 + 41 * 10 + 18 * 11 == 620
    assert 620 > 600


def test_leaders_of_the_county_visited_towns_42_times_each_more_than_40() -> None:
    """18 towns × 28 visits = 504 = 12 × 42."""
    visits = Counter(
        i.officer
        for u in portfolio().units
        if u.level == "town"
        for i in u.inspections
        if i.kind == "site_visit"
    )
    assert set(visits.values()) == {42}
    assert len(visits) == ranks()["county"] + ranks()["county_deputy"] == 12


def test_the_last_robbery_lies_50_months_before_the_end_of_the_year() -> None:
    """From 20 October 2008: 48 months to 20 October 2012, 50 to 20 December."""
    [county] = [u for u in portfolio().units if u.level == "county"]
    assert str(county.facts["last_robbery"]) == "2008-10-20"


def test_the_county_was_honoured_by_the_province() -> None:
    [county] = [u for u in portfolio().units if u.level == "county"]
    assert [(r.level, r.title) for r in county.recognitions] == [("provincial", "全省平安建设先进县")]


def test_the_days_of_the_trial_are_the_working_days_from_29_march_to_5_april() -> None:
    """Saturday and Sunday were worked instead of the days after Qingming, which were free from the 2nd to the 4th."""
    logged = {r.occurred for o in portfolio().officers for r in o.reports}
    assert logged == {
        date(2012, 3, 29),
        date(2012, 3, 30),
        date(2012, 3, 31),
        date(2012, 4, 1),
        date(2012, 4, 5),
    }
    calendar = shipped_calendar()
    worked = {date(2012, 3, 29 + n) for n in range(3)} | {date(2012, 4, n) for n in range(1, 6)}
    assert {day for day in worked if day.toordinal() in set(calendar.ordinals)} == logged


def test_every_log_on_a_piece_of_work_is_of_one_who_answers_for_it() -> None:
    works = {w.id: w for w in (*portfolio().projects, *portfolio().items)}
    for officer in portfolio().officers:
        for report in officer.reports:
            about = report.project if not isinstance(report.project, Missing) else report.work_item
            if isinstance(about, str):
                held = works[about].responsibilities
                assert not isinstance(held, Missing)
                assert [r.officer for r in held] == [officer.id]


def test_units_and_people_are_plainly_made_up() -> None:
    assert all(isinstance(u.name, str) and u.name.endswith("（虚构）") for u in portfolio().units)
    names = [o.name for o in portfolio().officers]
    assert len(set(names)) == len(names)
    assert all(
        isinstance(n, str) and re.fullmatch(r"\w[样示举假虚拟仿设][甲乙丙丁戊己庚辛壬癸]", n) for n in names
    )


def test_the_note_says_in_both_languages_that_all_is_made_up_and_the_year_assumed() -> None:
    note = portfolio().note
    assert note is not None
    assert "虚构" in note.zh
    assert "假定" in note.zh
    assert "made up" in note.en
    assert "assumed" in note.en


@pytest.mark.parametrize(
    "word", ["信访", "上访", "来访", "重点人员", "社区矫正", "戒毒", "刑满", "精神", "计划生育"]
)
def test_no_text_touches_petitioners_or_persons_under_control(word: str) -> None:
    assert word not in text()


def test_titles_differ_and_every_piece_of_work_has_a_unit_that_leads() -> None:
    titles = [w.title for w in (*portfolio().projects, *portfolio().items)]
    assert len(set(titles)) > 1900
    assert all(isinstance(p.lead_unit, str) for p in portfolio().projects)
    assert all(isinstance(i.lead_unit, str) for i in portfolio().items)


def test_nothing_was_entered_before_it_happened() -> None:
    logs = [(r.occurred, r.recorded) for o in portfolio().officers for r in o.reports]
    told = [(r.occurred, r.recorded) for i in portfolio().items for r in i.reports]
    done = [(a.occurred, a.recorded) for i in portfolio().items for a in i.acceptances]
    assert all(occurred <= recorded for occurred, recorded in (*logs, *told, *done))
