"""Coverage: every day, month or quarter from the start to the end lies in some task or stage."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.kinds.judging import Judged, faults_of, judge, portfolio

from projgov.domain.calendar import Period
from projgov.scoring.functions import IMPLEMENTATIONS
from projgov.scoring.values import Unknown

RULES = """
    schedule:
      - id: stages
        on: item
        coverage:
          - {id: whole, title: {zh: 全过程, en: whole}, every: EVERY, covered by: baseline.milestones}
        otherwise: returned
"""


def judged(every: str, *spans: tuple[str | None, str | None], start: str | None = "2017-01-15", end: str = "2017-06-10") -> Judged:  # fmt: skip
    stages: list[dict[str, Any]] = []
    for number, (begins, ends) in enumerate(spans):
        days = {k: v for k, v in (("start", begins), ("due", ends)) if v is not None}
        stages.append({"id": f"M{number}", **days})
    plan = {"version": 1, "occurred": "2017-01-01", "recorded": "2017-01-01", "milestones": stages}
    item: dict[str, Any] = {"id": "I", "end": end, "baselines": [plan]} | ({"start": start} if start else {})
    return judge(RULES.replace("EVERY", every), portfolio(items=[item]), "2017-01-20")


def left(every: str, *spans: tuple[str | None, str | None], **more: Any) -> list[str]:
    return judged(every, *spans, **more).reasons("stages.whole", "I")


def test_every_day_from_the_start_to_the_end_has_to_lie_in_some_stage_and_overlaps_are_allowed() -> None:
    """jingxihua-03: 全过程: every day of the item lies in some stage; overlaps are allowed."""
    assert left("day", ("2017-01-15", "2017-03-31"), ("2017-03-01", "2017-06-10")) == []
    assert left("day", ("2017-01-15", "2017-03-31"), ("2017-04-01", "2017-06-10")) == []
    assert left("day", ("2017-01-16", "2017-03-30"), ("2017-04-01", "2017-05-31")) == [
        "未覆盖：2017-01-15、2017-03-31、2017-06-01至2017-06-10"
    ]


def test_every_month_has_a_task_and_part_months_at_both_ends_are_months() -> None:
    """tongcheng-13: 按月细化阶段任务: every month has a task; part months at start and end count as months."""
    assert left("month", ("2017-01-20", "2017-02-01"), ("2017-03-31", "2017-05-01")) == ["未覆盖：2017-06"]
    assert left("month", ("2017-02-01", "2017-02-20"), ("2017-06-01", "2017-06-10")) == [
        "未覆盖：2017-01、2017-03、2017-04、2017-05"
    ]
    assert left("quarter", ("2017-03-31", "2017-04-01")) == []


def test_a_task_that_is_told_by_its_due_day_alone_covers_the_month_of_that_day() -> None:
    rules = """
    schedule:
      - id: plan
        on: project
        coverage:
          - id: monthly
            every: 月
            covered by: letter.tasks
            from: end of month 1
            to: 04-01
            due: 02-28
            reason: {zh: "{gate}:{缺口}没有任务", en: "no task in {open}"}
    """
    letter = {
        "version": 1, "occurred": "2017-01-10", "recorded": "2017-01-10",
        "tasks": [{"id": "T1", "due": "2017-01-20"}, {"id": "T2", "due": "2017-03-31"}],
    }  # fmt: skip
    found = judge(rules, portfolio(projects=[{"id": "P", "letters": [letter]}]), "2017-02-28")
    assert found.outcomes("plan.monthly", "P") == ["unmet"]
    assert found.reasons("plan.monthly", "P") == ["monthly:2017-02、2017-04没有任务"]
    assert found.reasons("plan.monthly", "P", "en") == ["no task in 2017-02, 2017-04"]
    early = judge(rules, portfolio(projects=[{"id": "P", "letters": [letter]}]), "2017-02-27")
    assert early.outcomes("plan.monthly", "P") == ["pending"]


def test_what_known_stages_cover_is_covered_whatever_is_missing_of_others() -> None:
    whole = ("2017-01-15", "2017-06-10")
    assert judged("day", whole, ("2017-02-01", None)).outcomes("stages.whole", "I") == ["met"]


def test_where_a_stage_without_days_could_cover_what_is_open_nothing_is_decided() -> None:
    found = judged("day", ("2017-01-15", "2017-03-31"), ("2017-04-01", None))
    [occasion] = found.occasions("stages.whole", "I")
    assert occasion.outcome == "undetermined"
    assert isinstance(occasion.value, Unknown)
    assert {e.path for e in occasion.value.evidence} == {("baselines", "1", "milestones", "M1", "due")}


def test_without_the_start_of_the_work_nothing_is_decided() -> None:
    [occasion] = judged("day", ("2017-01-15", "2017-06-10"), start=None).occasions("stages.whole", "I")
    assert occasion.outcome == "undetermined"
    assert isinstance(occasion.value, Unknown)
    assert {e.path for e in occasion.value.evidence} == {("start",)}


DAYS = st.dates(date(2017, 1, 1), date(2017, 4, 30))


@given(DAYS, DAYS, st.lists(st.tuples(DAYS, DAYS), max_size=5))
def test_the_days_left_open_are_those_in_none_of_the_spans(
    first: date, last: date, spans: list[tuple[date, date]]
) -> None:
    """Law: stretch by stretch, what is left open is each day from first to last that lies in no span."""
    starts, ends = tuple(s for s, _ in spans), tuple(e for _, e in spans)
    told = IMPLEMENTATIONS["left_open"]("day", first, last, starts, ends, "/")
    found: set[date] = set()
    for text in told:
        one, other = (date.fromisoformat(t) for t in (text.split("/") * 2)[:2])
        found |= {one + timedelta(n) for n in range((other - one).days + 1)}
    every = {first + timedelta(n) for n in range((last - first).days + 1)}
    assert found == {d for d in every if not any(s <= d <= e for s, e in spans)}


@given(DAYS, DAYS, st.lists(st.tuples(DAYS, DAYS), max_size=5))
def test_the_months_left_open_are_those_of_which_no_day_lies_in_a_span(
    first: date, last: date, spans: list[tuple[date, date]]
) -> None:
    starts, ends = tuple(s for s, _ in spans), tuple(e for _, e in spans)
    told = IMPLEMENTATIONS["left_open"]("month", first, last, starts, ends, "/")
    months = {Period.containing("month", first + timedelta(n)) for n in range((last - first).days + 1)}
    taken = {Period.containing("month", s + timedelta(n)) for s, e in spans for n in range((e - s).days + 1)}
    assert told == tuple(str(m) for m in sorted(months - taken))


@pytest.mark.parametrize(
    ("coverage", "fault"),
    [
        (
            "[{id: c, every: fortnight, covered by: baseline.milestones}]",
            ("N061", 1, "nothing is covered by `fortnight`"),
        ),
        (
            "[{id: c, every: month, covered by: title}]",
            ("T001", 1, "a list is wanted here, and this is a text"),
        ),
        (
            "[{id: c, every: month, covered by: surveys}]",
            ("F220", 1, "it does not show from which day to which a task lasts"),
        ),
        (
            "[{id: pending, every: month, covered by: baseline.milestones}]",
            ("N022", 1, "`s.pending` has a meaning already"),
        ),
        ("[]", ("F140", 1, "the rule `s` has no gates")),
    ],
)
def test_what_cannot_be_meant_is_refused_where_it_stands(coverage: str, fault: tuple[str, int, str]) -> None:
    assert faults_of(f"schedule: [{{id: s, on: project, coverage: {coverage}}}]\n") == [fault]
