"""The portfolio dangjian-2016: what it holds, that it holds together, and that the script makes it."""

from __future__ import annotations

import hashlib
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

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "src" / "projgov" / "packs" / "dangjian" / "dangjian-2016.json"
SCRIPT = "tools.portfolios.dangjian_2016"


@cache
def portfolio() -> Portfolio:
    return projgov.load_portfolio("dangjian-2016")


def test_the_script_makes_the_shipped_file_to_the_byte(tmp_path: Path) -> None:
    made = tmp_path / "made.json"
    subprocess.run([sys.executable, "-m", SCRIPT, str(made)], check=True, capture_output=True, cwd=ROOT)
    assert made.read_bytes() == SHIPPED.read_bytes()


def test_there_are_36_organisations_of_the_four_kinds_under_one_town() -> None:
    kinds = Counter(u.organisation for u in portfolio().units if isinstance(u.organisation, str))
    assert kinds == {"rural": 16, "agency": 8, "school": 5, "social": 7}
    assert {u.parent for u in portfolio().units} == {None, "T-00"}


def test_there_are_34_foundation_projects_and_projects_of_own_choice_new_carried_over_and_of_last_year() -> (
    None
):
    """36 organisations, one of which filed nothing and another no foundation project; 39 + 5 innovations, 12 roll-outs, 6 finished."""
    categories = Counter((p.category, p.year) for p in portfolio().projects)
    assert categories == {
        ("foundation", 2016): 34,
        ("innovation", 2016): 39,
        ("innovation", 2015): 5 + 6,
        ("roll_out", 2016): 12,
        ("other", 2016): 1,
    }
    finished = [p for p in portfolio().projects if any(a.occurred.year == 2015 for a in p.acceptances)]
    assert len(finished) == 6


def test_the_note_says_in_both_languages_that_all_is_made_up_and_the_year_assumed() -> None:
    note = portfolio().note
    assert note is not None
    assert "虚构" in note.zh
    assert "made up" in note.en
    assert "2016年是假定的" in note.zh
    assert "2016 is assumed" in note.en


def test_units_are_marked_as_made_up_and_people_bear_names_that_nobody_bears() -> None:
    assert all(isinstance(u.name, str) and u.name.endswith("（虚构）") for u in portfolio().units)
    names = [o.name for o in portfolio().officers]
    assert len(set(names)) == len(names) == 72
    assert all(isinstance(n, str) and re.fullmatch(r"\w(样例|示例)", n) for n in names)


@pytest.mark.parametrize("word", ["信访", "上访", "重点人员", "重点人群", "宗教"])
def test_no_text_touches_petitioners_or_persons_under_control(word: str) -> None:
    assert word not in SHIPPED.read_text(encoding="utf-8")


def test_registers_are_complete_through_the_end_of_the_year_and_nothing_was_recorded_before_it_occurred() -> (
    None
):
    assert set(portfolio().registers.values()) == {date(2016, 12, 31)}
    early = [
        (p.id, one.id)
        for p in portfolio().projects
        for register in (
            p.filings,
            p.reports,
            p.evidence,
            p.inspections,
            p.acceptances,
            p.surveys,
            p.judgements,
            p.disclosures,
        )
        for one in register
        if one.recorded < one.occurred
    ]
    assert early == []


def test_those_drawn_for_a_spot_check_are_those_with_the_least_numbers_and_one_was_forgotten() -> None:
    """One in five of each type, rounded up: 9 of 43 innovations, 3 of 12 roll-outs, by SHA-256 of seed, rule and id."""
    drawn: set[str] = set()
    for category in ("innovation", "roll_out"):
        field = [
            p.id
            for p in portfolio().projects
            if p.category == category
            and not any(a.occurred.year == 2015 for a in p.acceptances)
            and any(
                s.kind == "registered"
                for f in p.filings
                for s in (f.steps if isinstance(f.steps, tuple) else ())
            )
        ]
        seeded = sorted(
            field,
            key=lambda key: hashlib.sha256(f"示例镇2016年项目随机抽查:spot_check:{key}".encode()).hexdigest()[
                :12
            ],
        )
        drawn |= set(seeded[: -(-len(field) // 5)])
    assert len(drawn) == 9 + 3
    checked = {p.id for p in portfolio().projects if any(i.kind == "spot_check" for i in p.inspections)}
    assert drawn - checked == {"N-33"}


def test_the_file_stays_below_a_million_bytes() -> None:
    assert SHIPPED.stat().st_size < 1_000_000
