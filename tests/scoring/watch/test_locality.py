"""An event that touches one subject alone is judged for that subject, and what is told is what judging all of them would tell."""

from __future__ import annotations

from datetime import date
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import event, given, reject
from hypothesis import strategies as st
from tests.laws.drawing import Case, cases, tried
from tests.rules.kinds.judging import pack_of
from tests.rules.kinds.test_escalation import LADDER, comment, project

import projgov
from projgov.domain.plain import from_plain
from projgov.domain.portfolio import Portfolio
from projgov.rules.load import Pack, load_pack
from projgov.scoring.compile import Program
from projgov.scoring.evaluate import evaluated_from
from projgov.scoring.watch import Session, session, watch
from projgov.scoring.watch.locality import local_types
from projgov.testing import portfolios_for
from projgov.testing.events import as_events

LOCAL = pack_of(LADDER)
LADDER_OF_FILE = dedent(LADDER).lstrip("\n")
END = date(2018, 3, 31)


def with_definition(text: str) -> Pack:
    return pack_of(f"definitions:\n  - {{id: more, {text}}}\n{LADDER_OF_FILE}")


ASKING_OTHERS = {
    "results of projects, for a unit": "on: unit, value: sum(led projects.weak.opinion)",
    "records of projects, for a unit": "on: unit, value: count(led projects.comments)",
    "the projects of one's unit": "on: project, value: count(lead unit.led projects)",
    "results of the projects of one's unit": "on: project, value: sum(lead unit.led projects.weak.opinion)",
    "records of all projects": "on: project, value: count(projects.comments)",
    "results of all projects, for the portfolio": "on: portfolio, value: sum(projects.weak.opinion)",
}


@pytest.mark.parametrize("text", ASKING_OTHERS.values(), ids=ASKING_OTHERS.keys())
def test_where_rules_ask_for_other_projects_projects_are_not_local(text: str) -> None:
    pack = with_definition(text)
    assert "project" not in local_types(pack.core)


@pytest.mark.parametrize(
    "text",
    [
        "on: project, value: count(comments)",
        "on: project, value: count(items)",
        "on: project, value: count(rulings)",
        "on: unit, value: count(officers)",
    ],
)
def test_where_rules_ask_for_themselves_and_for_what_is_no_project_projects_are_local(text: str) -> None:
    assert "project" in local_types(with_definition(text).core)


def test_a_ladder_on_projects_is_local_and_a_pack_that_counts_the_projects_of_units_is_not() -> None:
    assert "project" in local_types(LOCAL.core)
    assert "project" not in local_types(load_pack("zhengfa").core)


def two_projects() -> Portfolio:
    plain = project()
    plain["projects"].append({"id": "Q", "lead_unit": "U1"})
    return from_plain(plain)


def opinion(number: int, **more: Any) -> dict[str, Any]:
    day = f"2017-0{number + 1}-15"
    told = {**comment(day, number), "kind": "comment", "subject": "P"}
    return {**told, "occurred": day, "recorded": day, **more}


def test_the_second_event_of_a_day_evaluates_its_subject_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    running = watch(LOCAL, two_projects(), "2017-06-30", engine="reference")
    asked: list[tuple[str, ...]] = []

    def noting(program: Program, facts: Any, engines: Any) -> Any:
        asked.append(tuple(one.id for one in facts.subjects("project")))
        return evaluated_from(program, facts, engines)

    monkeypatch.setattr(session, "evaluated_from", noting)
    assert running.post(opinion(1))
    assert running.post(opinion(2, subject="Q"))
    assert running.post(opinion(3))
    assert asked == [("P",), ("Q",), ("P",)]
    assert running.report == projgov.evaluate(LOCAL, running.portfolio, "2017-06-30")
    running.post(opinion(6, recorded="2017-07-01"))
    assert len(asked) == 3


def fresh(running: Session, pack: Pack, program: Program) -> Session:
    return watch(pack, running.portfolio, running.day, engine="reference", program=program)


def watched(pack: Pack, portfolio: Portfolio, start: date, data: st.DataObject) -> None:
    """Post all that was recorded after a day once it is long past; what stands is what another session finds."""
    base, events = as_events(portfolio, start)
    program = projgov.compile(pack)
    try:
        running = watch(pack, base, END, engine="reference", program=program)
    except projgov.EvaluationFaults:
        reject()
    local = local_types(program.core)
    for told in events:
        before = {duty.identity for duty in running.standing}
        try:
            found = running.post(told)
        except projgov.EvaluationFaults:
            assert {duty.identity for duty in running.standing} == before
            return
        whole = dict.fromkeys(before)
        for duty in found:
            if duty.status == "new":
                whole[duty.identity] = None
            else:
                whole.pop(duty.identity)
        assert {i for i in whole if i.sort == "finding"} == {
            d.identity for d in running.standing if d.sort == "finding"
        }
        if data.draw(st.integers(0, 3)) == 0:
            assert running.standing == fresh(running, pack, program).standing
    event(f"local: {bool(local)}, events: {len(events) > 0}")
    assert running.standing == fresh(running, pack, program).standing
    assert (
        running.report.to_plain()
        == projgov.evaluate(pack, portfolio, running.day, program=program).to_plain()
    )


@pytest.mark.parametrize("pack", [LOCAL, with_definition(ASKING_OTHERS["results of projects, for a unit"])])
@tried(15)
@given(data=st.data())
def test_what_stands_after_late_events_is_what_a_new_session_finds(pack: Pack, data: st.DataObject) -> None:
    portfolio = data.draw(portfolios_for(pack, gaps=data.draw(st.booleans())))
    watched(pack, portfolio, data.draw(st.dates(date(2016, 12, 1), date(2017, 6, 1))), data)


@tried(15)
@given(case=cases(), data=st.data())
def test_so_it_is_for_rules_of_any_kind(case: Case, data: st.DataObject) -> None:
    watched(case.pack, case.portfolio, date(2017, 1, 1), data)
