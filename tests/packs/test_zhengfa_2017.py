"""The portfolio zhengfa-2017: what it holds, that it holds together, and that the script makes it."""

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
from projgov.domain.portfolio import Portfolio
from projgov.domain.projects import Project
from projgov.domain.types import Missing

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "src" / "projgov" / "packs" / "zhengfa" / "zhengfa-2017.json"
SCRIPT = "tools.portfolios.zhengfa_2017"


@cache
def portfolio() -> Portfolio:
    return projgov.load_portfolio("zhengfa-2017")


def by_id(key: str) -> Project:
    found: Project = portfolio().subject("project", key)
    return found


def test_the_script_makes_the_shipped_file_to_the_byte(tmp_path: Path) -> None:
    made = tmp_path / "made.json"
    subprocess.run([sys.executable, "-m", SCRIPT, str(made)], check=True, capture_output=True, cwd=ROOT)
    assert made.read_bytes() == SHIPPED.read_bytes()


def test_the_portfolio_has_61_projects_of_which_28_are_of_the_city_and_9_of_departments_and_24_are_left() -> (
    None
):
    levels = Counter(p.level for p in portfolio().projects)
    assert levels == {"city": 28, "department": 9, "county": 61 - 28 - 9}
    assert levels["county"] == 24


def test_the_note_says_in_both_languages_that_all_is_made_up_and_that_24_is_derived() -> None:
    note = portfolio().note
    assert note is not None
    assert "虚构" in note.zh
    assert "made up" in note.en
    assert "24" in note.zh
    assert "推算" in note.zh
    assert "derived" in note.en


def test_there_are_nine_offices_of_the_commission_and_eight_counties_each_with_a_commission_of_its_own() -> (
    None
):
    units = portfolio().units
    levels = Counter(u.level for u in units)
    assert levels["office"] == 9
    assert {u.parent for u in units if u.level == "office"} == {"U-01"}
    counties = {u.id for u in units if u.level == "county"}
    assert len(counties) == 8
    assert {u.parent for u in units if u.level == "department" and u.parent in counties} == counties


def test_every_project_is_linked_to_one_of_the_nine_offices_at_most() -> None:
    offices = {u.id for u in portfolio().units if u.level == "office"}
    linked = [
        r.unit
        for p in portfolio().projects
        if not isinstance(p.responsibilities, Missing)
        for r in p.responsibilities
        if r.role == "linked_office"
    ]
    assert set(linked) == offices


def test_titles_are_61_different_ones_in_the_three_domains() -> None:
    projects = portfolio().projects
    assert len({p.title for p in projects}) == 61
    domains = Counter(p.domain for p in projects)
    assert set(domains) == {"safety", "rule_of_law", "team"}
    assert min(domains.values()) >= 10


def test_the_five_exemplars_of_the_source_are_among_the_titles() -> None:
    titles = {p.title for p in portfolio().projects}
    exemplars = {
        "综治信息化",
        "执法监督“百百千”评审",
        "“无讼村居”创建",
        "社会治安综合保险",
        "居民小区视频监控联网",
    }
    assert exemplars <= titles


@pytest.mark.parametrize("word", ["信访", "上访", "重点人员", "重点人群", "社区矫正", "戒毒", "刑满", "精神"])
def test_no_text_touches_petitioners_or_persons_under_control(word: str) -> None:
    assert word not in SHIPPED.read_text(encoding="utf-8")


def test_units_are_marked_as_made_up_and_people_bear_names_that_nobody_bears() -> None:
    assert all(isinstance(u.name, str) and u.name.endswith("（虚构）") for u in portfolio().units)
    names = [o.name for o in portfolio().officers]
    assert len(set(names)) == len(names)
    assert all(isinstance(n, str) and re.fullmatch(r"\w(样例|示例|举例|假设)", n) for n in names)


def test_both_origins_and_both_purposes_occur() -> None:
    assert {p.origin for p in portfolio().projects} == {"existing", "new"}
    assert {p.purpose for p in portfolio().projects} == {"remedial", "enhancing"}


def test_eleven_projects_were_filed_again_and_the_last_filing_of_each_was_confirmed() -> None:
    again = [p for p in portfolio().projects if len(p.filings) > 1]
    assert len(again) == 11
    for project in portfolio().projects:
        *_, last = project.filings
        assert not isinstance(last.steps, Missing)
        assert [s.kind for s in last.steps] == ["submitted", "reviewed", "confirmed"]
        assert {f.refiles for f in project.filings[1:]} == {f.id for f in project.filings[:-1]}
        assert all(date(2016, 11, 1) <= f.occurred <= date(2016, 12, 31) for f in project.filings)


def test_one_filing_came_from_a_unit_that_may_not_file() -> None:
    by = Counter(
        portfolio().subject("unit", str(f.by)).level for p in portfolio().projects for f in p.filings
    )
    assert by["town"] == 1
    assert set(by) == {"town", "county", "department"}


def test_three_units_that_should_have_filed_filed_nothing() -> None:
    """The city's departments and the counties are expected to file; the commission of a county files through the county."""
    filed = {f.by for p in portfolio().projects for f in p.filings}
    expected = {
        u.id
        for u in portfolio().units
        if u.level == "county" or (u.level == "department" and u.parent == "U-00")
    }
    assert expected - filed == {"U-37", "U-38", "U-58"}


def test_projects_report_every_month_and_every_quarter_save_for_what_is_missing() -> None:
    """61 projects × 12 months and × 4 quarters; what is missing stands in the table beside the script."""
    table = (
        (ROOT / "tools" / "portfolios" / "zhengfa_tables" / "projects.csv")
        .read_text(encoding="utf-8")
        .splitlines()
    )
    header = table[0].split(",")
    rows = [dict(zip(header, line.split(","), strict=True)) for line in table[1:]]

    def missing(column: str) -> int:
        return sum(not entry.endswith("*") for row in rows for entry in row[column].split())

    kinds = Counter(r.kind for p in portfolio().projects for r in p.reports)
    assert kinds == {"monthly": 61 * 12 - missing("months"), "quarterly": 61 * 4 - missing("quarters")}


def test_registers_are_complete_through_the_end_of_the_year() -> None:
    assert set(portfolio().registers.values()) == {date(2017, 12, 31)}


def test_nothing_was_recorded_before_it_occurred() -> None:
    late = [
        (p.id, one)
        for p in portfolio().projects
        for register in (p.filings, p.reports, p.evidence, p.inspections, p.acceptances, p.recognitions)
        for one in register
        if one.recorded < one.occurred
    ]
    assert late == []


def test_two_acceptances_bear_no_rating_and_one_of_them_says_why() -> None:
    without = {
        p.id: a.rating.why
        for p in portfolio().projects
        for a in p.acceptances
        if isinstance(a.rating, Missing)
    }
    assert without == {"P-038": "", "P-055": "验收组意见尚未统一，评分暂不提供"}


def test_a_plan_was_changed_twice_each_time_with_a_document_and_a_reason() -> None:
    changed = [b for p in portfolio().projects for b in p.baselines if b.version == 2]
    assert len(changed) == 2
    assert all(isinstance(b.document, str) and isinstance(b.reason, str) for b in changed)


def test_a_file_of_the_portfolio_stays_below_a_million_and_a_half_bytes() -> None:
    assert SHIPPED.stat().st_size < 1_500_000
