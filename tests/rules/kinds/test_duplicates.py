"""Duplicates: entries that say the same, found once for each group."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.kinds.judging import faults_of, judge, pack_of, portfolio

from projgov.scoring.compile import compile as compile_core
from projgov.scoring.functions import IMPLEMENTATIONS
from projgov.scoring.model import run
from projgov.scoring.values import Unknown

TASKS = """
    duplicates:
      - id: twice
        on: portfolio
        among: items
        same: [title]
"""


def items(*titles: str | None, **more: Any) -> dict[str, Any]:
    """An item of each title; None leaves it unstated."""
    return portfolio(
        items=[
            {"id": f"I{n}", **({} if t is None else {"title": t}), **more} for n, t in enumerate(titles, 1)
        ]
    )


def test_a_group_is_found_once_with_all_its_members() -> None:
    judged = judge(TASKS, items("修路", "种树", "修路", "修路"), "2017-12-31")
    assert judged.outcomes("twice") == ["unmet", "met", "met", "met"]
    assert judged.reasons("twice") == ["重复3件：I1、I3、I4"]
    assert judged.reasons("twice", language="en") == ["3 say the same: I1, I3, I4"]


def test_other_rules_can_ask_how_many_there_are_when_each_group_counts_once() -> None:
    judged = judge(TASKS, items("修路", "种树", "修路", "修路", "种树", "治水"), "2017-12-31")
    assert {n: judged.value(f"twice.{n}") for n in ("distinct", "groups", "repeated")} == {
        "distinct": 3,
        "groups": 2,
        "repeated": 3,
    }


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("建设示范街（一期）", "建设 示范街(一期)", True),
        ("《关于ＡＢ路的方案》", "关于ab路的方案", True),
        ("提高5%", "提高5", False),
        ("增长1.5", "增长15", False),
        ("投资1,300万元", "投资1300万元", True),
        ("9:30开会", "930开会", False),
        ("修路", "修桥", False),
        ("é", "e\u0301", True),
        ("①修路", "1修路", True),
    ],
)
def test_what_makes_no_difference_to_a_reader_makes_none_here(one: str, other: str, same: bool) -> None:
    """Width, case, spaces and punctuation do not count; a percent sign and what stands between digits do."""
    plain = IMPLEMENTATIONS["plain_text"]
    assert (plain(one) == plain(other)) is same
    assert ("unmet" in judge(TASKS, items(one, other), "2017-12-31").outcomes("twice")) is same


@given(st.text(max_size=12))
def test_a_text_without_what_makes_no_difference_stays_as_it_is(text: str) -> None:
    plain = IMPLEMENTATIONS["plain_text"]
    assert plain(plain(text)) == plain(text)


def test_texts_can_be_compared_letter_for_letter() -> None:
    rules = TASKS + "        exact: true\n"
    assert judge(rules, items("修路", "修 路"), "2017-12-31").outcomes("twice") == ["met", "met"]
    assert judge(rules, items("修路", "修路"), "2017-12-31").outcomes("twice") == ["unmet", "met"]


def test_an_entry_of_which_it_is_not_known_what_it_says_is_undetermined_and_hides_no_group() -> None:
    judged = judge(TASKS, items("修路", None, "修路"), "2017-12-31")
    assert judged.outcomes("twice") == ["unmet", "undetermined", "met"]
    [occasion] = [o for o in judged.occasions("twice") if o.outcome == "undetermined"]
    assert isinstance(occasion.value, Unknown)
    assert {(e.subject, e.path) for e in occasion.value.evidence} == {("I2", ("title",))}
    assert isinstance(judged.value("twice.distinct"), Unknown)


def test_several_things_have_to_be_the_same_together() -> None:
    rules = TASKS.replace("same: [title]", "same: [title, lead unit, year]")
    data = items("修路", "修路", "修路", year=2017)
    data["units"] = [{"id": "U1"}, {"id": "U2"}]
    for n, unit in enumerate(("U1", "U2", "U1")):
        data["items"][n]["lead_unit"] = unit
    assert judge(rules, data, "2017-12-31").reasons("twice") == ["重复2件：I1、I3"]


def test_across_keeps_only_groups_that_come_from_different_lists() -> None:
    rules = TASKS + "        across: source\n"
    data = items("修路", "修路", "种树", "种树", source="plenary")
    assert "unmet" not in judge(rules, data, "2017-12-31").outcomes("twice")
    data["items"][3]["source"] = "government_meeting"
    judged = judge(rules, data, "2017-12-31")
    assert judged.reasons("twice") == ["重复2件：I3、I4"]
    assert [judged.value(f"twice.{n}") for n in ("groups", "repeated", "distinct")] == [1, 1, 3]
    del data["items"][1]["source"]
    assert judge(rules, data, "2017-12-31").outcomes("twice") == ["undetermined", "met", "unmet", "met"]


MATTERS = """
    duplicates:
      - id: joint
        on: unit
        among: findings against
        same: [matter]
        called: channel
        reason: {zh: "同一事项由几个渠道发现：{members}", en: "found through several channels: {members}"}
    points:
      - id: score
        on: unit
        lines:
          - {id: once, start: 10, each: 1, count: joint.distinct}
"""


def found(*matters: str | None) -> dict[str, Any]:
    """A unit against which every inspection found one of these matters, each through a channel of its own."""
    channels = ("supervision", "discipline", "department", "media")
    inspections = [
        {
            "id": f"N{n}", "occurred": "2017-03-01", "recorded": "2017-03-01",
            "findings": [{"id": f"F{n}", "against_unit": "U", "channel": channels[n], **({} if m is None else {"matter": m})}],
        }
        for n, m in enumerate(matters)
    ]  # fmt: skip
    return portfolio(units=[{"id": "U"}], projects=[{"id": "P", "inspections": inspections}])


def test_what_several_channels_found_of_one_matter_counts_once() -> None:
    rules = MATTERS.partition("    points")[0]
    judged = judge(rules, found("拖延", "拖延", "浪费"), "2017-12-31")
    assert judged.value("joint.distinct", "U") == 2
    assert judged.reasons("joint", "U") == ["同一事项由几个渠道发现：督查、纪检监察"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["甲", "乙", "丙 ", "丙"]), max_size=8), st.booleans())
def test_groups_are_those_that_counting_gives_and_compiled_code_agrees(
    titles: list[str], unknown: bool
) -> None:
    data = items(*titles, *([None] if unknown else []))
    judged = judge(TASKS, data, "2017-12-31")
    counts = Counter(title.strip() for title in titles)
    assert judged.outcomes("twice").count("unmet") == sum(1 for n in counts.values() if n > 1)
    if not unknown:
        assert judged.value("twice.distinct") == len(counts)
        assert judged.value("twice.repeated") == len(titles) - len(counts)
    facts = judged.model.facts
    assert compile_core(judged.pack.core).run(facts) == run(judged.pack.core, facts)


def test_it_can_be_written_in_chinese_and_means_the_same() -> None:
    chinese = """
    查重:
      - 编号: twice
        对象: 项目库
        查重范围: items
        相同: [title]
    """
    ours, theirs = pack_of(TASKS).core, pack_of(chinese).core
    assert (ours.checks, ours.definitions, ours.outputs) == (
        theirs.checks,
        theirs.definitions,
        theirs.outputs,
    )


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        (
            "among: projects.title",
            ("T001", 3, "a list of records is wanted here, and this is a list (each item a text)"),
        ),
        ("among: units", ("F509", 3, "unit has no title, and it does not show what has to be the same")),
        (
            "among: projects, same: [reports]",
            (
                "T001",
                3,
                "a text, choice, number, day or record is wanted here, and this is a register (progress report)",
            ),
        ),
        ("among: projects, same: [titel]", ("N001", 3, "unknown name `titel`")),
    ],
)
def test_what_cannot_be_meant_is_refused_where_it_stands(keys: str, fault: tuple[str, int, str]) -> None:
    assert fault in faults_of(f"duplicates:\n  - {{id: d, on: portfolio,\n  {keys}}}\n")
