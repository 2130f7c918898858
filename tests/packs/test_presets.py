"""The published practices that ship: each says what was published, and its tests hold it to that."""

from __future__ import annotations

from pathlib import Path

import pytest

import projgov
from projgov.rules.check import check
from projgov.rules.load import read_text
from projgov.rules.load.reading import shipped
from projgov.scoring.mutation import mutate
from projgov.scoring.selftest.run import run_tests, unguarded

PRESETS = sorted(name for name, path in shipped().items() if path.parent.name == "presets")

PUBLISHED = {
    "yinchuan-2025": "10 to 30 points behind schedule yellow, both ends included; more than 30 red; also red: should have started and has not for three months running without good cause; also yellow: due to start this month, not started, without good cause; green: on schedule.",
    "sanming-2017": "blue, orange, red, one step for each unexcused failure; urgent items may start higher.",
    "suqian": "blue near due, yellow behind or poor, red overdue.",
    "guangyuan": "second yellow minus 1, red minus 2 and a talk (约谈).",
    "longchang": "three reds lead to a talk.",
}
"""What secondary summaries say of each practice."""


def test_the_practices_that_ship_are_those_that_were_published() -> None:
    assert set(PRESETS) == set(PUBLISHED)


@pytest.mark.parametrize("name", PRESETS)
def test_each_quotes_what_was_published_and_says_that_it_is_a_summary(name: str) -> None:
    text = " ".join(shipped()[name].read_text(encoding="utf-8").split())
    assert PUBLISHED[name] in text
    assert "转述" in text
    assert "secondary reports summarise" in text


@pytest.mark.parametrize("name", PRESETS)
def test_each_is_without_fault_or_doubt_and_its_tests_pass_and_name_every_rule(name: str) -> None:
    pack = projgov.load_pack(name)
    assert check(name) == ()
    assert [(t.name, t.failures, t.faults) for t in run_tests(pack) if not t.passed] == []
    assert unguarded(pack) == ()


@pytest.mark.parametrize("name", PRESETS)
def test_the_figures_that_were_published_are_marked_so_and_all_others_as_assumed(name: str) -> None:
    parameters = projgov.load_pack(name).core.parameters
    published = {p for p, parameter in parameters.items() if parameter.basis == "published"}
    expected = {
        "yinchuan-2025": {"behind_yellow", "behind_red", "months_not_started"},
        "sanming-2017": {"orange_at", "red_at"},
        "suqian": set(),
        "guangyuan": {"second_yellow", "each_red"},
        "longchang": {"reds_for_talk"},
    }
    assert published == expected[name]
    assert {p.basis for n, p in parameters.items() if n not in published} <= {"assumed"}
    assert all(parameters[p].note for p in published)


YINCHUAN = """
projgov: 1
pack: as-published
year: 2025
title: 照公布的文字
definitions:
  - {id: behind, on: project, value: planned progress at as_of - progress at as_of}
  - {id: not_started, on: project, value: 'start <= as_of and not(some e in evidence satisfies e.kind = "start")'}
lamps:
  - id: lamp
    on: project
    every: month
    show:
      - {lamp: red, when: behind > 30}
      - {lamp: red, when: not_started, lights after: 3}
      - {lamp: yellow, when: behind >= 10 and behind <= 30}
      - {lamp: yellow, when: not_started}
      - {lamp: green, when: behind <= 0}
"""


def test_the_check_finds_the_gap_in_what_yinchuan_published_and_names_the_values() -> None:
    [doubt] = [d for d in read_text(YINCHUAN, "yinchuan.yaml").diagnostics if d.code == "B053"]
    assert not doubt.is_error
    assert doubt.message("en") == "there is no lamp for behind above 0 and below 10 (such as 5)"
    assert doubt.message("zh") == "behind 大于 0、小于 10（如 5）时不亮灯"
    assert doubt.place.line == 14


@pytest.mark.parametrize("closed", ["behind < 10", "behind <= 10"])
def test_a_text_without_the_gap_is_not_doubted(closed: str) -> None:
    text = YINCHUAN.replace("behind <= 0}", f"{closed}}}")
    assert "B053" not in {d.code for d in read_text(text, "yinchuan.yaml").diagnostics}


def test_a_preset_can_be_extended_with_a_lamp_of_one_s_own(tmp_path: Path) -> None:
    """A county closes the gap: what is less than ten points behind is green."""
    county = tmp_path / "county.yaml"
    county.write_text(
        """
projgov: 1
pack: county
year: 2025
title: 县
extends: yinchuan-2025
lamps:
  - id: progress_lamp
    on: project
    every: month
    show:
      - {lamp: red, when: behind > behind_red}
      - {lamp: red, when: not_started, lights after: months_not_started}
      - {lamp: yellow, when: behind >= behind_yellow or not_started}
    otherwise: green
""",
        encoding="utf-8",
    )
    pack = projgov.load_pack(county)
    assert [o.code for o in pack.core.definitions["progress_lamp"].type.options] == ["red", "yellow", "green"]  # type: ignore[union-attr]  # it is a choice


def test_an_office_can_let_a_month_with_good_cause_be_skipped() -> None:
    """Not started in February, good cause in March, not started in April and May: three months if March is skipped."""
    text = shipped()["yinchuan-2025"].read_text(encoding="utf-8")
    skipping = text.replace("    value: false\n", "    value: true\n")
    pack = read_text(skipping, "yinchuan.yaml").pack
    assert pack is not None
    failed = [t for t in run_tests(pack) if not t.passed]
    assert [t.name.partition(" / ")[2] for t in failed] == ["a month with good cause breaks the run"]


@pytest.mark.parametrize("name", PRESETS)
def test_no_change_of_a_preset_goes_unnoticed_by_its_tests(name: str) -> None:
    assert mutate(projgov.load_pack(name)).survivors == ()


def test_a_ladder_can_stand_on_the_history_of_a_lamp(tmp_path: Path) -> None:
    """Three red lamps lead to a talk: the third is that of April."""
    ladder = tmp_path / "talk.yaml"
    ladder.write_text(
        """
projgov: 1
pack: talk
year: 2025
title: 约谈
extends: longchang
escalation:
  - id: ladder
    on: project
    signals:
      - {id: red, title: 红灯, lamp: progress_lamp, shows: [red]}
    steps:
      - {id: talk, title: 约谈, when: [{signal: red, times: 3}]}
sample:
  registers: {baselines: {complete_through: 2025-12-31}, reports: {complete_through: 2025-12-31}}
  projects:
    - id: P
      title: 示例项目
      baselines: [{version: 1, occurred: 2025-01-05, recorded: 2025-01-05, milestones: [{id: M1, due: 2025-01-31, planned_progress: 40}]}]
      reports:
        - {id: R1, kind: monthly, occurred: 2025-01-31, recorded: 2025-01-31, progress: [{value: 9, source: self_reported}]}
        - {id: R3, kind: monthly, occurred: 2025-03-31, recorded: 2025-03-31, progress: [{value: 30, source: self_reported}]}
        - {id: R4, kind: monthly, occurred: 2025-04-30, recorded: 2025-04-30, progress: [{value: 5, source: self_reported}]}
tests:
  - {name: two, as of: 2025-03-31, expect: {P: {ladder: null, reds: 2}}}
  - {name: three, as of: 2025-04-30, expect: {P: {ladder: talk, reds: 3}}}
""",
        encoding="utf-8",
    )
    assert [(t.name, t.failures) for t in run_tests(projgov.load_pack(ladder)) if not t.passed] == []
