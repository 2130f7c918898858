"""The digest: what decides changes it, how it is worded, ordered or computed does not."""

from __future__ import annotations

import copy
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.kinds.judging import pack_of
from tests.scoring.town import AS_OF, DATA, RULES, report

from projgov.scoring.digest import core_digest

DIGEST = report().digest


def changed(**changes: Any) -> dict[str, Any]:
    """The town with some of project A's keys changed."""
    data = copy.deepcopy(DATA)
    data["projects"][0] |= changes
    return data


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: {zh: 得分, en: Score}", "title: {zh: 总得分, en: Total score}"),
        ("缺{each}次,每次扣{points}分", "一共缺了{each}次"),
        ("quote: 考核“得分”办法", "quote: 另一段原文"),
        ("implements: [c-1]", "implements: [c-8, c-9]"),
        ("{zh: 报送, en: reports}", "{zh: 报告, en: papers}"),
        ("reason: {zh: 发生责任事故, en: an accident}", "reason: 出事"),
        ("label: {zh: 缺报次数, en: reports missed}", "label: {zh: 缺了几次, en: how many}"),
        ("least: 0, most: 100}\n    veto", "least: 0,  most: 100} # a comment\n    veto"),
        ("propose when: missed >= 4", "建议条件: 缺报次数 >= 4"),
        ("grade: excellent", "grade: 优秀"),
        ("base: 40", "base: 40.0"),
        ("on: project\n    title: {zh: 等次", "on: 项目\n    title: {zh: 等次"),
    ],
)
def test_words_labels_clauses_spacing_and_the_language_of_keys_change_nothing(old: str, new: str) -> None:
    assert old in RULES
    assert report(RULES.replace(old, new)).digest == DIGEST


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("base: 40", "base: 41"),
        ("missed >= 4", "missed > 4"),
        ("from: 90", "from: 90.5"),
        ("decimals: 1\n    lines", "decimals: 2\n    lines"),
        ("top: 2", "top: 1"),
        ("measure: circular", "measure: talk"),
        ("otherwise: returned", "otherwise: flag"),
        ("    against: lead unit\n", ""),
        ("[rating, start]", "[rating]"),
        ("least: 0, most: 100}\n    veto", "least: 0, most: 99}\n    veto"),
        ("id: grade", "id: grades"),
    ],
)
def test_what_decides_changes_the_digest(old: str, new: str) -> None:
    assert old in RULES
    assert report(RULES.replace(old, new)).digest != DIGEST


@pytest.mark.parametrize(
    "change",
    [
        {"facts": {"missed": 2, "rating": {"number": "90.5"}, "accident": False}},
        {"facts": {"missed": 1, "rating": {"number": "90.5"}}},
        {"start": "2017-01-11"},
        {"title": "修桥"},
        {"budget": 5},
        {"id": "AA"},
    ],
)
def test_data_change_the_digest(change: dict[str, Any]) -> None:
    assert report(data=changed(**change)).digest != DIGEST


def test_the_day_changes_the_digest() -> None:
    assert report(as_of="2017-12-30").digest != DIGEST


def test_a_number_is_the_same_however_it_is_written() -> None:
    same = {"missed": 1, "rating": {"number": "90.50"}, "accident": False}
    assert report(data=changed(facts=same)).digest == DIGEST


def test_what_is_recorded_after_the_day_is_not_known_on_it() -> None:
    late = {"id": "R", "kind": "monthly", "occurred": "2017-12-30", "recorded": "2018-01-02"}
    assert report(data=changed(reports=[late])).digest == DIGEST
    assert report(data=changed(reports=[{**late, "recorded": "2017-12-31"}])).digest != DIGEST


@given(st.randoms(use_true_random=False))
def test_the_order_of_data_changes_nothing(chance: random.Random) -> None:
    data = copy.deepcopy(DATA)
    chance.shuffle(data["projects"])
    for one in data["projects"]:
        facts = list(one["facts"].items())
        chance.shuffle(facts)
        one["facts"] = dict(facts)
    assert report(data=data).digest == DIGEST


def test_the_order_of_rules_and_of_sections_changes_nothing() -> None:
    head, *sections = RULES.split("\npoints:")
    points, _, rest = sections[0].partition("\ngrades:")
    assert report(f"{head}\ngrades:{rest}points:{points}\n").digest == DIGEST
    circular, talk = (line for line in RULES.splitlines(keepends=True) if "propose when" in line)
    assert report(RULES.replace(circular + talk, talk + circular)).digest == DIGEST


def test_equal_input_gives_an_equal_report_the_same_digest_and_the_same_bytes() -> None:
    one, other = report(), report()
    assert one == other
    assert hash(one) == hash(other)
    assert one.to_json() == other.to_json()
    assert one != report(as_of="2017-12-30")
    assert one != AS_OF


def test_the_digest_of_the_rules_does_not_depend_on_the_data() -> None:
    assert core_digest(pack_of(RULES).core) == core_digest(pack_of(RULES).core)
    assert len(core_digest(pack_of(RULES).core)) == 64


def test_how_a_lamp_of_every_month_or_a_step_words_its_reason_is_no_part_of_the_digest() -> None:
    """Reasons of a lamp with a history are computed for each of its days, by definitions of the file: they decide nothing."""
    rules = """
        lamps:
          - id: short
            on: project
            every: month
            show:
              - {lamp: red, when: budget > 5, reason: {zh: "预算{budget}", en: "budget {budget}"}}
        escalation:
          - id: weak
            on: project
            signals: [{id: red, title: {zh: 红灯, en: red lamp}, lamp: short, shows: [red]}]
            steps:
              - {id: talk, title: {zh: 约谈, en: talk}, when: [{signal: red, times: 2}], reason: {zh: 谈话, en: A talk}}
        """
    worded = (
        rules.replace("预算", "经费")
        .replace("红灯", "亮红灯")
        .replace("约谈", "谈一谈")
        .replace("谈话", "请来")
    )
    other = rules.replace("times: 2", "times: 3")
    digests = [core_digest(pack_of(text).core) for text in (rules, worded, other)]
    assert digests[0] == digests[1] != digests[2]
