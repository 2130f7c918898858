"""Lamps in periods: what each period shows, how long a lamp is held, and what clears it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.kinds.judging import faults_of, judge, pack_of, portfolio

from projgov.domain.calendar import Period
from projgov.domain.plain import from_plain
from projgov.scoring.compile import compile as compile_core
from projgov.scoring.facts import Facts
from projgov.scoring.model import run
from projgov.scoring.values import Unknown

LAMP = """
    definitions:
      - {{id: behind, on: project, value: 100 - progress at as_of}}
      - {{id: reds, on: project, value: 'count(lamp.history[lamp = "red"])'}}
      - {{id: reds_zh, on: project, value: '计数(lamp.历史[灯 = "红"])'}}
      - {{id: red_days, on: project, value: 'for l in lamp.history[lamp = "red"] return l.day'}}
    lamps:
      - id: lamp
        on: project
        every: month
        to: 06-30
        show:
          - {{lamp: red, when: behind > 30{red}}}
          - {{lamp: yellow, when: behind >= 10{yellow}}}
        otherwise: green
"""


def rules(red: str = "", yellow: str = "") -> str:
    return LAMP.format(red=red and f", {red}", yellow=yellow and f", {yellow}")


def end(month: int) -> date:
    return Period("month", 2017, month + 1).end


def progress(*behind: int | None, **more: Any) -> dict[str, Any]:
    reports = [
        {
            "id": f"R{n}", "kind": "monthly", "occurred": end(n).isoformat(), "recorded": end(n).isoformat(),
            "progress": [{"value": 100 - late, "cutoff": end(n).isoformat(), "source": "self_reported"}],
        }
        for n, late in enumerate(behind)
        if late is not None
    ]  # fmt: skip
    return portfolio(projects=[{"id": "P", "title": "甲", "reports": reports, **more}])


def history(text: str, data: dict[str, Any], as_of: str = "2017-06-30") -> list[Any]:
    return [entry["lamp"] for entry in judge(text, data, as_of).value("lamp.history", "P")]


def test_there_is_one_lamp_for_each_period_end_through_the_day_of_evaluation() -> None:
    data = progress(5, 20, 40, 0)
    judged = judge(rules(), data, "2017-04-30")
    found = judged.value("lamp.history", "P")
    assert [(str(e["period"]), e["day"].isoformat(), e["lamp"]) for e in found] == [
        ("2017-01", "2017-01-31", "green"),
        ("2017-02", "2017-02-28", "yellow"),
        ("2017-03", "2017-03-31", "red"),
        ("2017-04", "2017-04-30", "green"),
    ]
    assert history(rules(), data, "2017-04-29") == ["green", "yellow", "red"]
    assert judge(rules(), data, "2017-04-29").value("lamp", "P") == "red"
    assert judge(rules(), data, "2017-01-30").value("lamp", "P") is None
    assert judge(rules(), data, "2017-01-30").value("lamp.run", "P") == 0


def test_the_history_is_counted_by_lamp_in_both_languages() -> None:
    judged = judge(rules(), progress(40, 5, 50, 60), "2017-04-30")
    assert (judged.value("reds", "P"), judged.value("reds_zh", "P")) == (3, 3)
    assert judged.value("red_days", "P") == (date(2017, 1, 31), date(2017, 3, 31), date(2017, 4, 30))


def test_the_run_and_its_first_day_are_those_of_the_last_lamp() -> None:
    """Red in January, green in February, red from March on: on 30 April two periods in a row, since 31 March."""
    judged = judge(rules(), progress(40, 5, 50, 60), "2017-04-30")
    assert (judged.value("lamp.run", "P"), judged.value("lamp.since", "P")) == (2, date(2017, 3, 31))
    judged = judge(rules(), progress(40, 5, 50, 60), "2017-02-28")
    assert (judged.value("lamp.run", "P"), judged.value("lamp.since", "P")) == (1, date(2017, 2, 28))


def test_a_lamp_lights_at_one_threshold_and_clears_only_at_another() -> None:
    """Red above 30, cleared below 20 only; when it clears, the rows decide."""
    held = rules("clears when: behind < 20")
    assert history(held, progress(40, 25, 20, 19, 25, 0)) == [
        "red",
        "red",
        "red",
        "yellow",
        "yellow",
        "green",
    ]
    assert history(rules(), progress(40, 25, 20, 19, 25, 0)) == [
        "red",
        "yellow",
        "yellow",
        "yellow",
        "yellow",
        "green",
    ]


def test_a_lamp_clears_only_after_so_many_periods_in_a_row() -> None:
    """In February it could clear, in March not: the two periods are April and May."""
    held = rules("clears when: behind < 20, clears after: 2")
    data = progress(40, 5, 25, 5, 5, 5)
    assert history(held, data) == ["red", "red", "red", "red", "green", "green"]
    assert history(rules("clears after: 2"), data) == ["red", "red", "yellow", "green", "green", "green"]


ACCEPTED = [
    {"id": f"A{n}", "occurred": day, "recorded": day, "by": by, "passed": True}
    for n, (day, by) in enumerate([("2017-01-15", "U1"), ("2017-03-10", "U2"), ("2017-05-10", "U1")])
]
UNITS = [{"id": "U1", "name": "督查室"}, {"id": "U2", "name": "乙局"}]
EVIDENCE = "cleared by: 'acceptances[passed and by.id = \"U1\"]'"


def test_a_lamp_clears_only_on_evidence_from_after_it_lit_and_of_those_who_may() -> None:
    """Red since 31 January: what was accepted before does not count, nor what another unit accepted in March."""
    data = progress(40, 0, 0, 0, 0, acceptances=ACCEPTED) | {"units": UNITS}
    data["registers"]["acceptances"] = {"complete_through": "2018-12-31"}
    assert history(rules(EVIDENCE), data) == ["red", "red", "red", "red", "green", "green"]
    both = rules(f"clears when: behind < 5, {EVIDENCE}")
    data = progress(40, 0, 0, 0, 20, 0, acceptances=ACCEPTED) | {"units": UNITS}
    data["registers"]["acceptances"] = {"complete_through": "2018-12-31"}
    assert history(both, data) == ["red", "red", "red", "red", "red", "green"]


def test_without_a_whole_register_it_is_not_known_whether_a_lamp_has_been_cleared() -> None:
    judged = judge(rules(EVIDENCE), progress(40, 0), "2017-02-28")
    assert isinstance(judged.value("lamp", "P"), Unknown)
    data = progress(40, 0)
    data["registers"]["acceptances"] = {"complete_through": "2018-12-31"}
    assert judge(rules(EVIDENCE), data, "2017-02-28").value("lamp", "P") == "red"


def test_a_lamp_worsens_at_once_unless_its_row_waits_for_several_periods() -> None:
    data = progress(20, 40, 40, 40, 20, 40)
    assert history(rules(), data) == ["yellow", "red", "red", "red", "yellow", "red"]
    waits = rules("lights after: 3")
    assert history(waits, data) == ["yellow", "yellow", "yellow", "red", "yellow", "yellow"]
    assert history(rules("clears after: 3"), progress(20, 40, 20, 40)) == [
        "yellow",
        "red",
        "red",
        "red",
        "red",
        "red",
    ]


def test_a_period_that_pauses_a_run_neither_counts_nor_breaks_it() -> None:
    """Above 30 from January; in February the run pauses, in April it is broken."""
    excused = "lights after: 3, pauses when: behind = 45"
    found = history(rules(excused), progress(40, 45, 40, 40, 40, 40))
    assert found == ["yellow", "yellow", "yellow", "red", "red", "red"]
    found = history(rules(excused), progress(40, 45, 40, 5, 40, 40))
    assert found == ["yellow", "yellow", "yellow", "green", "yellow", "yellow"]


def test_a_lamp_that_worsens_forgets_what_held_the_better_one() -> None:
    held = rules("", "clears after: 3")
    assert history(held, progress(20, 0, 40, 0, 20, 0)) == [
        "yellow",
        "yellow",
        "red",
        "green",
        "yellow",
        "yellow",
    ]


def test_where_the_rule_does_not_apply_nothing_is_held() -> None:
    text = rules("clears after: 9").replace(
        "every: month", 'every: month\n        when: not(in_period(as_of, period("2017-03")))'
    )
    assert history(text, progress(40, 0, 0, 0)) == ["red", "red", None, "green", "green", "green"]


def test_the_reason_of_a_held_lamp_says_since_when_and_what_clears_it() -> None:
    text = rules("clears when: behind < 20, clears after: 2, reason: {zh: 落后, en: late}")
    judged = judge(text, progress(40, 25), "2017-02-28")
    assert judged.mark_reason("P") == "自2017-01-31起亮红灯，未解除：解除条件是“behind < 20”，须连续2期"
    assert judged.mark_reason("P", "en") == (
        "red lamp held since 2017-01-31: it clears when “behind < 20”, for 2 periods in a row"
    )
    judged = judge(text, progress(40), "2017-01-31")
    assert judged.mark_reason("P", "en") == "late"


def test_the_reason_is_that_of_the_day_of_the_period() -> None:
    text = rules("reason: '{behind}/{period}'")
    assert judge(text, progress(40, 50), "2017-02-27").mark_reason("P", "en") == "40/2017-01"
    assert judge(text, progress(40, 50), "2017-02-28").mark_reason("P", "en") == "50/2017-02"


def test_another_day_of_the_period_can_be_that_of_its_lamp() -> None:
    """Ten days after the month's end; what came in by then counts, what is of a later day does not."""
    text = rules().replace("every: month", "every: month\n        judged: 10 days after period end")
    judged = judge(text, progress(40, 0), "2017-03-10")
    assert [(str(e["period"]), e["day"], e["lamp"]) for e in judged.value("lamp.history", "P")] == [
        ("2017-01", date(2017, 2, 10), "red"),
        ("2017-02", date(2017, 3, 10), "green"),
    ]


def test_what_a_period_shows_is_what_evaluation_on_its_day_shows() -> None:
    """Counts of checks, registers and rules on the portfolio are those of the day, by the records of today."""
    text = """
    cadence:
      - {id: summary, on: project, every: month, due: period end, met by: 'some r in reports satisfies in_period(r.occurred, period)'}
    definitions:
      - {id: all_missed, on: portfolio, value: 'sum(for p in projects return p.summary.overdue)'}
    lamps:
      - id: lamp
        on: project
        every: month
        show:
          - {lamp: red, when: summary.overdue >= 2}
          - {lamp: yellow, when: all_missed >= 1}
        otherwise: green
    """
    data = progress(0, None, 0, None)
    assert history(text, data, "2017-05-31") == ["green", "yellow", "yellow", "red", "red"]
    for month, lamp in enumerate(["green", "yellow", "yellow", "red", "red"]):
        today = judge(text.replace("        every: month\n", ""), data, end(month).isoformat())
        assert today.value("lamp", "P") == lamp


def test_what_is_not_known_of_one_period_leaves_open_what_depends_on_it() -> None:
    """January is not known; in February the lamp is that of the rows, since either January was red too or it was not."""
    judged = judge(rules(), progress(None, 40), "2017-02-28")
    january, february = judged.value("lamp.history", "P")
    assert isinstance(january["lamp"], Unknown)
    assert february["lamp"] == "red"
    assert isinstance(judged.value("lamp.run", "P"), Unknown)


def test_each_version_of_a_rule_has_the_history_of_its_own_time() -> None:
    """Through March red is above 30 and held; from April on it is above 20."""
    text = """
    lamps:
      - id: lamp
        on: project
        every: month
        valid to: 2017-03-31
        show: [{lamp: red, when: 100 - progress at as_of > 30, clears after: 2}]
        otherwise: green
      - id: lamp
        on: project
        every: month
        valid from: 2017-04-01
        show: [{lamp: red, when: 100 - progress at as_of > 20, clears after: 2, lights after: 1}]
        otherwise: green
    """
    data = progress(40, 0, 25, 25, 0, 0)
    assert history(text, data, "2017-03-31") == ["red", "red", "green"]
    assert history(text, data) == ["red", "red", "green"]
    judged = judge(text, data, "2017-06-30")
    assert [str(e["period"]) for e in judged.value("lamp.history", "P")] == ["2017-04", "2017-05", "2017-06"]
    assert judge(text, data, "2017-05-31").value("lamp", "P") == "red"


def test_lamps_in_periods_can_be_written_in_chinese_and_mean_the_same() -> None:
    english = """
    lamps:
      - id: 灯号
        on: project
        every: month
        to: 06-30
        variance: 100 - progress at as_of
        show:
          - {lamp: red, above: 30, lights after: 2, clears when: progress at as_of > 90, clears after: 2, cleared by: evidence}
          - {lamp: yellow, from: 10}
        otherwise: green
    """
    chinese = """
    亮灯:
      - 编号: 灯号
        对象: 项目
        周期: 每月
        至: 06-30
        偏差: 100 - 实际进度 at 评价日
        显示:
          - {灯: 红, 超过: 30, 连续几期亮灯: 2, 解除条件: 实际进度 at 评价日 > 90, 连续几期解除: 2, 解除依据: 佐证}
          - {灯: 黄, 自: 10}
        否则: 绿
    """
    data = progress(40, 40, 5, 20, 5, 5, evidence=EVIDENCE_OF_APRIL)
    found = [history(text.replace("灯号", "lamp"), data) for text in (english, chinese)]
    assert found == [["yellow", "red", "red", "red", "red", "green"]] * 2
    data = progress(40, 40, 5, 5, 5, 20, evidence=EVIDENCE_OF_APRIL)
    found = [history(text.replace("灯号", "lamp"), data) for text in (english, chinese)]
    assert found == [["yellow", "red", "red", "green", "green", "yellow"]] * 2


EVIDENCE_OF_APRIL = [{"id": "E", "kind": "results", "occurred": "2017-04-10", "recorded": "2017-04-10"}]


LATE = st.lists(st.integers(0, 60), min_size=1, max_size=6)


@given(LATE, st.integers(1, 30), st.integers(1, 3), st.integers(1, 3))
def test_a_lamp_never_clears_while_its_clearing_condition_is_false(
    late: list[int], threshold: int, periods: int, waits: int
) -> None:
    text = rules(f"lights after: {waits}, clears when: behind < {threshold}, clears after: {periods}")
    found = history(text, progress(*late), end(len(late) - 1).isoformat())
    for n in range(1, len(found)):
        if found[n - 1] == "red" and found[n] != "red":
            assert n >= periods
            assert all(behind < threshold and behind <= 30 for behind in late[n - periods + 1 : n + 1])
        if found[n - 1] != "red" and found[n] == "red":
            assert all(behind > 30 for behind in late[n - waits + 1 : n + 1])


@given(LATE, st.randoms(use_true_random=False))
def test_the_order_of_the_records_changes_nothing_and_compiled_code_agrees(
    late: list[int], random: Any
) -> None:
    pack = pack_of(rules("clears when: behind < 20, lights after: 2", "clears after: 2"))
    data = progress(*late)
    shuffled = progress(*late)
    random.shuffle(shuffled["projects"][0]["reports"])
    facts, others = (Facts(from_plain(d), pack.core.vocabulary, date(2017, 6, 30)) for d in (data, shuffled))
    expected = run(pack.core, facts)
    assert run(pack.core, others).values == expected.values
    assert compile_core(pack.core).run(facts) == expected


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ("show: [{lamp: red, when: missing(budget), clears when: missing(level)}], otherwise: green", "F240"),
        ("show: [{lamp: red, when: missing(budget), lights after: 2}], otherwise: green", "F240"),
        ("to: 06-30, show: [{lamp: red, when: missing(budget)}], otherwise: green", "F240"),
        ("every: month, show: [{lamp: red, when: budget > 2, clears after: 0}], otherwise: green", "F242"),
        ("every: month, show: [{lamp: red, when: budget > 2, lights after: 1.5}], otherwise: green", "F242"),
        (
            "every: month, show: [{lamp: red, when: budget > 2, pauses when: missing(level)}], otherwise: green",
            "F244",
        ),
        (
            "every: month, show: [{lamp: red, when: budget > 2, cleared by: co_units}], otherwise: green",
            "F243",
        ),
        ("every: moth, show: [{lamp: red, when: budget > 2}], otherwise: green", "N032"),
        (
            "every: month, show: [{lamp: red, when: budget > 2, clears after: 2}, {lamp: 红, when: budget > 1, clears after: 2}], otherwise: green",
            "F241",
        ),
        (
            "every: month, show: [{lamp: red, when: budget > 2, clears when: budget > 1}], otherwise: green",
            "L012",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused(keys: str, code: str) -> None:
    found = faults_of(f"lamps:\n  - {{id: lamp, on: project,\n  {keys}}}\n")
    assert [(c, line) for c, line, _ in found] == [(code, 3)]
