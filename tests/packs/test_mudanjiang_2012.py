"""The portfolio mudanjiang-2012: the totals that the document states, invented names, and that the script makes it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import projgov
from projgov.domain.portfolio import Portfolio
from projgov.domain.types import Missing
from projgov.domain.units import Unit

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "src" / "projgov" / "packs" / "mudanjiang" / "mudanjiang-2012.json"
SCRIPT = "tools.portfolios.mudanjiang_2012"


@cache
def portfolio() -> Portfolio:
    return projgov.load_portfolio("mudanjiang-2012")


def offices() -> list[Unit]:
    return [u for u in portfolio().units if u.level == "office"]


def test_the_script_makes_the_shipped_file_to_the_byte(tmp_path: Path) -> None:
    made = tmp_path / "made.json"
    subprocess.run([sys.executable, "-m", SCRIPT, str(made)], check=True, capture_output=True, cwd=ROOT)
    assert made.read_bytes() == SHIPPED.read_bytes()


def test_the_file_stays_below_two_and_a_half_million_bytes() -> None:
    assert SHIPPED.stat().st_size < 2_500_000


def test_there_are_2400_offices_of_which_102_meet_the_criteria_and_30_serve_firms_and_the_public() -> None:
    assert len(offices()) == 2400
    powerful = [u for u in offices() if u.facts["real_power"] or u.facts["key_post"]]
    either = [u for u in powerful if u.facts["serves_business"] or u.facts["serves_public"]]
    both = [u for u in powerful if u.facts["serves_business"] and u.facts["serves_public"]]
    assert (len(either), len(both)) == (102, 30)


def test_some_offices_have_power_and_serve_nobody_outside_and_some_serve_and_have_none() -> None:
    kinds = Counter(
        (
            bool(u.facts["real_power"] or u.facts["key_post"]),
            bool(u.facts["serves_business"] or u.facts["serves_public"]),
        )
        for u in offices()
    )
    assert len(kinds) == 4
    assert min(kinds.values()) == kinds[True, True] == 102


def test_eleven_firms_have_one_member_of_the_standing_committee_each_and_no_member_has_two() -> None:
    firms = [u for u in portfolio().units if u.organisation == "enterprise"]
    members = {
        o.id for o in portfolio().officers if not isinstance(o.posts, Missing)
        for p in o.posts if p.post == "standing_member"
    }  # fmt: skip
    linked = [
        leader for u in firms if not isinstance(u.linked_leaders, Missing) for leader in u.linked_leaders
    ]
    assert len(firms) == len(linked) == 11
    assert set(linked) == members


def test_there_are_41_supervisors() -> None:
    posts = [p.post for o in portfolio().officers if not isinstance(o.posts, Missing) for p in o.posts]
    assert posts.count("supervisor") == 41


def test_seven_inspections_found_22_cases_some_of_them_through_several_channels() -> None:
    rounds = [i for u in portfolio().units for i in u.inspections if i.kind == "undercover"]
    findings = [f for i in rounds if not isinstance(i.findings, Missing) for f in i.findings]
    assert len(rounds) == 7
    assert len({f.matter for f in findings}) == 22
    assert len(findings) > 22


def test_units_are_marked_as_made_up_and_people_bear_names_that_nobody_bears() -> None:
    assert all(isinstance(u.name, str) and u.name.endswith("（虚构）") for u in portfolio().units)
    names = [o.name for o in portfolio().officers]
    assert len(set(names)) == len(names)
    assert all(
        isinstance(n, str) and re.fullmatch(r"\w(样例|示例|举例|假设|虚设|拟名|代称)", n) for n in names
    )


def test_no_real_place_is_named_in_the_data() -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    assert "牡丹江" not in text
    assert "黑龙江" not in text


def test_the_note_says_in_both_languages_that_all_but_the_totals_is_made_up_and_that_the_year_is_assumed() -> (
    None
):
    note = portfolio().note
    assert note is not None
    assert "虚构" in note.zh
    assert "属假定" in note.zh
    assert "made up" in note.en
    assert "assumed" in note.en


def test_nothing_was_recorded_before_it_occurred() -> None:
    records = [
        one
        for name in (
            "inspection",
            "panel",
            "survey",
            "disclosure",
            "report",
            "judgement",
            "ruling",
            "baseline",
        )
        for one in portfolio().all(name)
    ]
    assert len(records) > 700
    assert [one for one in records if one.recorded < one.occurred] == []
