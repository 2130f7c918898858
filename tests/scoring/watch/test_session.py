"""A session that is fed with events: the same findings as `evaluate`, however it was stopped and resumed, and nothing half done."""

from __future__ import annotations

import json
import threading
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.rules.kinds.judging import pack_of
from tests.rules.kinds.test_escalation import LADDER, MONTHLY, comment, dated, project, report, ruling

import projgov
from projgov.diagnostics import InvalidData, Refused
from projgov.domain.plain import from_plain
from projgov.domain.write import to_plain
from projgov.scoring.watch import Duty, Session, resume, watch
from projgov.testing import portfolios_for
from projgov.testing.events import as_events

START = date(2017, 1, 1)
WEAK = pack_of(LADDER)
BOTH = pack_of(MONTHLY.replace("id: weak", "id: silent") + LADDER.replace("\n    escalation:", "", 1))


def session(**more: Any) -> Session:
    return watch(WEAK, from_plain(project(**more)), START, engine="reference")


def told(duties: tuple[Duty, ...]) -> list[tuple[str, str, str, str]]:
    return [(d.status, d.sort, d.code, d.day.isoformat()) for d in duties]


def opinion(day: str, number: int = 0, **more: Any) -> dict[str, Any]:
    return {
        **comment(day, number),
        "kind": "comment",
        "subject": "P",
        "occurred": day,
        "recorded": day,
        **more,
    }


def test_an_event_brings_about_what_it_brings_about_and_no_more() -> None:
    running = session()
    found = running.post(opinion("2017-02-01"))
    assert told(found) == [
        ("new", "finding", "remind", "2017-02-01"),
        ("new", "mark", "remind", "2017-02-01"),
    ]
    assert running.day == date(2017, 2, 1)
    assert told(running.post(opinion("2017-03-01", 1)))[0] == ("new", "finding", "warn", "2017-03-01")
    assert running.advance("2017-03-31") == ()


def test_the_passing_of_time_brings_about_what_was_waiting_for_it() -> None:
    """An opinion whose answer is due on 20 March: nothing on the 19th, the reminder on the 20th, told with its own day."""
    running = session()
    assert running.post({**opinion("2017-03-01"), "due": "2017-03-20"}) == ()
    assert running.advance("2017-03-19") == ()
    assert told(running.advance("2017-04-30"))[0] == ("new", "finding", "remind", "2017-03-20")


def test_a_duty_is_told_with_its_owner_and_deadline_and_ends_when_it_is_done() -> None:
    comments = [comment(f"2017-0{month}-15") for month in (1, 2, 3)]
    running = watch(WEAK, from_plain(project(comments=comments)), "2017-04-30", engine="reference")
    found = running.post({**ruling("2017-05-01", "listed"), "kind": "ruling"})
    (owed,) = (duty for duty in found if duty.sort == "duty")
    assert (owed.due, owed.answerable) == (date(2017, 5, 6), "甲局")
    assert "officer on site" in owed.explain("en")
    assert ("ended", "proposal", "listed", "2017-05-01") in told(found)
    running.post({**dated("2017-05-04"), "id": "V1", "kind": "inspection", "subject": "P"})
    assert ("ended", "duty", "owed", "2017-05-06") in told(running.advance("2017-05-06"))


def test_what_arose_and_was_over_again_between_two_days_is_told_too() -> None:
    """Listed on the third opinion, of 15 March, and rectified on 1 April: one look from January to June sees both."""
    comments = [comment(f"2017-0{month}-15") for month in (1, 2, 3)]
    running = watch(
        WEAK,
        from_plain(project(comments=comments, acceptances=[dated("2017-04-01")])),
        START,
        engine="reference",
    )
    found = [d for d in running.advance("2017-06-30") if d.sort == "proposal"]
    assert told(tuple(found)) == [
        ("new", "proposal", "listed", "2017-03-15"),
        ("ended", "proposal", "listed", "2017-04-01"),
    ]
    daily = watch(
        WEAK,
        from_plain(project(comments=comments, acceptances=[dated("2017-04-01")])),
        START,
        engine="reference",
    )
    every = [d for n in range(180) for d in daily.advance(START + timedelta(days=n)) if d.sort == "proposal"]
    assert told(tuple(every)) == told(tuple(found))


def test_an_event_whose_id_was_seen_changes_nothing() -> None:
    running = session()
    running.post(opinion("2017-02-01"))
    before = running.snapshot()
    assert running.post(opinion("2017-02-01")) == ()
    assert running.snapshot() == before


def test_a_late_event_is_replayed_or_refused_as_the_pack_says() -> None:
    """Told through 31 March that one opinion made a reminder; then one of February comes in: there should have been a warning."""
    running = session()
    running.post(opinion("2017-03-15"))
    running.advance("2017-03-31")
    late = opinion("2017-02-15", 1, recorded="2017-04-02")
    assert ("new", "finding", "warn", "2017-03-15") in told(running.post(late))
    strict = watch(
        pack_of(LADDER + "    late events: refuse\n"), from_plain(project()), START, engine="reference"
    )
    strict.post(opinion("2017-03-15"))
    strict.advance("2017-03-31")
    before = strict.snapshot()
    with pytest.raises(InvalidData, match="takes no late events"):
        strict.post(late)
    assert strict.snapshot() == before


def test_a_day_in_the_past_is_refused() -> None:
    running = session()
    running.advance("2017-05-01")
    with pytest.raises(InvalidData, match="time does not go back"):
        running.advance("2017-04-30")
    assert running.day == date(2017, 5, 1)


GOOD = opinion("2017-02-01")
BAD: list[tuple[Any, str]] = [
    ({**GOOD, "kind": "comet"}, "there is no kind of event `comet`"),
    ({**GOOD, "subject": "Q"}, "there is no subject `Q`"),
    ({**GOOD, "by": "U9"}, "there is no unit `U9`"),
    ({k: v for k, v in GOOD.items() if k != "occurred"}, "lacks `occurred`"),
    ({k: v for k, v in GOOD.items() if k != "recorded"}, "lacks `recorded`"),
    ({k: v for k, v in GOOD.items() if k != "id"}, "lacks `id`"),
    ({k: v for k, v in GOOD.items() if k != "kind"}, "lacks `kind`"),
    ({k: v for k, v in GOOD.items() if k != "subject"}, "lacks `subject`"),
    ({**GOOD, "occurred": "2017-02-30"}, "there is no day `2017-02-30`"),
    ({**GOOD, "answer": 1.5}, "Python float"),
    ({**GOOD, "opinion": "x" * 10_000_000}, "more than the 1000000 allowed"),
    ({**GOOD, "unheard": 1}, "has no key `unheard`"),
    ({**GOOD, "subject": {"id": "P", "name": "P"}}, "a subject has no key `name`"),
    ({**GOOD, "recorded": "2018-01-01"}, "was recorded on 2018-01-01, after 2017-12-31"),
    ("[]", "an event is a JSON object"),
    ("{", "error"),
    (json.dumps({**GOOD, "opinion": "x" * 10_000_000}), "more than the 1000000 allowed"),
    ({**GOOD, "kind": "guidebook"}, "lacks `version`"),
    ({"id": "A", "kind": "amendment", "subject": "P", "record": "comment", "of": "C9", "occurred": "2017-02-01",
      "recorded": "2017-02-01"}, "has no comment `C9`"),
]  # fmt: skip


@pytest.mark.parametrize(("event", "message"), BAD, ids=[message for _, message in BAD])
def test_a_bad_event_is_refused_and_the_session_is_as_it_was(event: Any, message: str) -> None:
    running = watch(WEAK, from_plain(project()), START, as_of="2017-12-31", engine="reference")
    before = running.snapshot()
    with pytest.raises(Refused) as refused:
        running.post(event)
    assert message in str(refused.value)
    assert running.snapshot() == before


def test_all_faults_of_an_event_are_told_at_once() -> None:
    with pytest.raises(InvalidData) as refused:
        session().post({"id": "E", "kind": "comet", "occurred": "soon"})
    assert sorted(d.code for d in refused.value.diagnostics) == ["D003", "D010", "D071"]


def test_an_amendment_completes_and_never_overwrites() -> None:
    """The opinion was answered on 5 March, in time: a comment that says so owes nothing on the 20th."""
    pack = pack_of(LADDER.replace("each: comments", "each: 'comments[answered = null]'"))
    running = watch(pack, from_plain(project()), START, engine="reference")
    running.post({**opinion("2017-03-01"), "due": "2017-03-20", "answered": None})
    answer = {"id": "A1", "kind": "amendment", "subject": "P", "record": "comment", "of": "C-2017-03-01-0"}
    days = {"occurred": "2017-03-05", "recorded": "2017-03-06"}
    running.post({**answer, **days, "answered": "2017-03-05"})
    assert running.advance("2017-12-31") == ()
    with pytest.raises(InvalidData, match="known already"):
        running.post({**answer, **days, "id": "A2", "answered": "2017-03-09"})


def test_a_register_is_said_to_be_complete_by_an_event() -> None:
    running = watch(WEAK, from_plain(project(complete="2017-01-31")), START, engine="reference")
    running.post(opinion("2017-02-01"))
    assert all(duty.sort != "finding" for duty in running.standing)
    whole = {"id": "G1", "kind": "register", "register": "comments", "complete_through": "2017-02-28"}
    days = {"occurred": "2017-02-28", "recorded": "2017-02-28"}
    found = running.post({**whole, **days})
    for name in ("acceptances", "inspections"):
        found += running.post({**whole, **days, "id": f"G-{name}", "register": name})
    assert ("new", "finding", "remind", "2017-02-01") in told(found)


def test_an_error_of_a_rule_is_raised_and_nothing_is_changed() -> None:
    rules = LADDER.replace("times: 2}", "times: 1 / count(inspections)}")
    running = watch(
        pack_of(rules), from_plain(project(inspections=[dated("2017-01-01")])), START, engine="reference"
    )
    assert running.post(opinion("2017-02-01"))
    broken = from_plain(project())
    with pytest.raises(projgov.EvaluationFaults, match="division by zero"):
        watch(pack_of(rules), broken, START, engine="reference")


# ------------------------------------------------------------------------------------------------------------- snapshots


def test_a_snapshot_that_is_cut_short_or_changed_is_refused_whole() -> None:
    running = session()
    running.post(opinion("2017-02-01"))
    text = running.snapshot()
    for wrong in (
        text[:-1],
        text[: len(text) // 2],
        "",
        text.replace("2017-02-01", "2017-02-02", 1),
        "{}",
        "[1]",
    ):
        with pytest.raises(InvalidData, match="no whole snapshot"):
            resume(WEAK, wrong)


def test_a_snapshot_of_another_pack_is_refused() -> None:
    text = session().snapshot()
    with pytest.raises(InvalidData, match="of other rules"):
        resume(pack_of(LADDER.replace("times: 3", "times: 4")), text)
    renamed = pack_of(LADDER.replace("意见未答复", "意见没有答复"))
    assert resume(renamed, text).day == START


def test_a_snapshot_bears_digest_and_version() -> None:
    found = json.loads(session().snapshot())
    assert found["version"] == projgov.__version__
    assert len(found["digest"]) == len(found["rules"]) == 64


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=15)
@given(st.data())
def test_watching_a_year_with_stops_and_resumes_ends_as_evaluation_does(data: st.DataObject) -> None:
    """The law of a session: event by event, stopped and resumed on any day, by either engine."""
    portfolio = data.draw(portfolios_for(BOTH, gaps=data.draw(st.booleans())))
    start = data.draw(st.dates(date(2016, 12, 1), date(2017, 10, 1)))
    base, events = as_events(portfolio, start)
    program = projgov.compile(BOTH)
    running = watch(BOTH, base, start, engine="reference", program=program)
    for event in events:
        if data.draw(st.integers(0, 3)) == 0:
            engine: Any = data.draw(st.sampled_from(("reference", None)))
            running = resume(BOTH, running.snapshot(), engine=engine, program=program)
        days = (date.fromisoformat(event["recorded"]) - running.day).days
        if days > 0 and data.draw(st.booleans()):
            running.advance(running.day + timedelta(days=data.draw(st.integers(0, days))))
        running.post(event)
    end = max(running.day, data.draw(st.dates(date(2017, 6, 1), date(2018, 3, 1))))
    running.advance(end)
    expected = projgov.evaluate(BOTH, portfolio, end, program=program)
    assert running.report.to_plain() == expected.to_plain()
    assert to_plain(running.portfolio, ordered=True) == to_plain(portfolio, ordered=True)


def test_duties_told_add_up_to_what_stands() -> None:
    """What is new less what has ended, over a year, is what stands in the end."""
    comments = [opinion(f"2017-0{month}-15", month) for month in (1, 2, 4, 5, 6)]
    others = [
        {**dated("2017-03-01"), "kind": "acceptance", "subject": "P"},
        {**ruling("2017-06-20", "listed"), "kind": "ruling"},
    ]
    running = session()
    standing = {duty.identity for duty in running.standing}
    for event in sorted((*comments, *others), key=lambda e: str(e["recorded"])):
        for duty in running.post(event):
            (standing.add if duty.status == "new" else standing.discard)(duty.identity)
    for duty in running.advance("2017-12-31"):
        (standing.add if duty.status == "new" else standing.discard)(duty.identity)
    owed = {d.identity for d in running.standing if d.sort != "duty"}
    assert {i for i in standing if i.sort not in ("duty", "mark")} == {i for i in owed if i.sort != "mark"}


def test_threads_wait_for_one_another() -> None:
    """Two threads post fifty opinions each: all hundred are there, as if one thread had posted them."""
    running = watch(WEAK, from_plain(project()), "2017-12-31")
    failed: list[BaseException] = []

    def feed(first: int) -> None:
        try:
            for number in range(first, first + 50):
                running.post(opinion("2017-06-01", number, recorded="2017-12-31"))
        except BaseException as error:  # noqa: BLE001  # whatever it is, the test is to fail of it
            failed.append(error)

    threads = [threading.Thread(target=feed, args=(first,)) for first in (0, 50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert running.report.context.results.values["weak.opinion"]["P"] == 100


def test_decimals_are_taken_as_they_are() -> None:
    running = session()
    report_ = {**report(2), "kind": "report", "report_kind": "monthly", "subject": "P"}
    running.post({**report_, "progress": [{"value": Decimal("12.5"), "source": "self_reported"}]})
    (kept,) = running.portfolio.projects[0].reports
    assert attrs.asdict(kept)["id"] == report_["id"]
