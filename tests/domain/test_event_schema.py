"""The JSON Schema of events: of every kind, what reading accepts it accepts, and what it refuses reading refuses."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from projgov.diagnostics import InvalidData
from projgov.domain.event_kinds import kinds, own_key
from projgov.domain.events import read_event
from projgov.domain.plain import from_plain
from projgov.domain.portfolio import Portfolio
from projgov.domain.records import VOCABULARY
from projgov.domain.schema import event_schema
from projgov.testing import portfolios
from projgov.testing.events import as_events

SCHEMA = event_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
TOWN: dict[str, Any] = {
    "projgov": 1,
    "id": "town",
    "units": [{"id": "U"}],
    "officers": [{"id": "O"}],
    "projects": [
        {"id": "P", "comments": [{"id": "C", "occurred": "2017-01-02", "recorded": "2017-01-02"}]},
        {"id": "U"},
    ],
}
HEAD = {"id": "E", "subject": "P", "occurred": "2017-02-03", "recorded": "2017-02-05"}
EVENTS: list[dict[str, Any]] = [
    {**HEAD, "kind": "acceptance", "by": "U", "passed": True, "rating": "90.5", "acceptance_id": "A-1"},
    {**HEAD, "kind": "assessment", "input": "routine", "by": "U", "score": 88},
    {**HEAD, "kind": "baseline", "version": 2, "milestones": [{"id": "M", "due": "2017-06-30", "planned_progress": 50}]},
    {**HEAD, "kind": "carry_over", "from_year": 2017, "to_year": 2018, "reason": "场地未落实"},
    {**HEAD, "kind": "comment", "opinion": "道路未修", "due": "2017-03-03"},
    {**HEAD, "kind": "disclosure", "disclosure_kind": "guidebook", "channel": "website", "audience": "public", "record": "1"},
    {**HEAD, "kind": "delisting", "by": "U"},
    {**HEAD, "kind": "evidence", "evidence_kind": "start"},
    {**HEAD, "kind": "excuse", "ground": "objective", "from": "2017-02-01", "to": None, "suspends": ["monthly"]},
    {**HEAD, "kind": "experience", "title": "经验"},
    {**HEAD, "kind": "filing", "by": "U", "goal": "目标"},
    {**HEAD, "kind": "guidebook", "version": 1, "content": "内容"},
    {**HEAD, "kind": "inspection", "inspection_kind": "site_visit", "officer": "O"},
    {**HEAD, "kind": "judgement", "criterion": "可行", "holds": True},
    {**HEAD, "kind": "letter", "version": 1},
    {**HEAD, "kind": "meeting", "meeting_kind": "progress", "heard_results": True, "heard_problems": False},
    {**HEAD, "kind": "panel", "by": "U"},
    {**HEAD, "kind": "recognition", "title": "表彰"},
    {**HEAD, "kind": "report", "report_kind": "monthly", "period": "2017-01", "progress": [{"value": 30, "source": "self_reported"}]},
    {**HEAD, "kind": "survey", "asked": 100, "satisfied": 90},
    {**HEAD, "kind": "topic", "partners": ["university"], "closed": None},
    {**HEAD, "kind": "unit_change", "subject": {"type": "unit", "id": "U"}, "unit_change_kind": "renamed", "name": "乙局"},
    {**HEAD, "kind": "ruling", "rule": "weak.listed", "decision": "approved", "until": "2017-04-01"},
    {"id": "E", "kind": "ruling", "occurred": "2017-02-03", "recorded": "2017-02-05", "decision": "rejected", "about": [{"project": "P"}]},
    {**HEAD, "kind": "amendment", "record": "comment", "of": "C", "answered": "2017-02-03"},
    {"id": "E", "kind": "register", "occurred": "2017-02-03", "recorded": "2017-02-05", "register": "comments", "complete_through": "2017-01-31"},
    {**HEAD, "kind": "点评", "subject": {"type": "项目", "id": "P"}},
]  # fmt: skip


def reads(event: dict[str, Any]) -> bool:
    """Whether reading accepts an event."""
    try:
        return read_event(event, from_plain(TOWN)) is not None
    except InvalidData:
        return False


def valid(event: object) -> bool:
    return bool(VALIDATOR.is_valid(event))


def test_the_schema_is_a_schema_and_plain_json() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


def test_the_examples_are_of_every_kind() -> None:
    assert {e["kind"] for e in EVENTS} - {"点评"} == set(kinds())


@pytest.mark.parametrize("event", EVENTS, ids=lambda e: e["kind"])
def test_an_event_of_each_kind_is_read_and_is_valid(event: dict[str, Any]) -> None:
    assert (reads(event), valid(event)) == (True, True)


@given(portfolios())
def test_whatever_a_portfolio_told_as_events_says_is_valid(portfolio: Portfolio) -> None:
    """The events are those that a host would have posted: reading makes the portfolio of them again."""
    before, events = as_events(portfolio, date(2017, 6, 30))
    for event in events:
        assert list(VALIDATOR.iter_errors(event)) == [], event
        read = read_event(event, before)
        assert read is not None
        before = read.after


REPORT = next(e for e in EVENTS if e["kind"] == "report")
COMPLETE = next(e for e in EVENTS if e["kind"] == "register")
BAD: list[tuple[dict[str, Any], dict[str, Any]]] = [
    (REPORT, {"kind": "reprot"}),
    (REPORT, {"kind": None}),
    (REPORT, {"id": ""}),
    (REPORT, {"id": 7}),
    (REPORT, {"subject": ["P"]}),
    (REPORT, {"subject": {"type": "town", "id": "P"}}),
    (REPORT, {"subject": {"type": "project"}}),
    (REPORT, {"occurred": "3 February 2017"}),
    (REPORT, {"recorded": 20170205}),
    (REPORT, {"report_kind": "weekly"}),
    (REPORT, {"period": "January"}),
    (REPORT, {"progress": [{"value": "much", "source": "self_reported"}]}),
    (REPORT, {"percent": 30}),
    (COMPLETE, {"register": "commments"}),
    (COMPLETE, {"complete_through": "soon"}),
    (COMPLETE, {"of": "P"}),
]


@pytest.mark.parametrize(("good", "change"), BAD, ids=lambda e: next(iter(e)))
def test_what_the_schema_refuses_reading_refuses(good: dict[str, Any], change: dict[str, Any]) -> None:
    assert (valid({**good, **change}), reads({**good, **change})) == (False, False)


@pytest.mark.parametrize("event", EVENTS, ids=lambda e: e["kind"])
def test_no_event_is_without_its_id_kind_subject_and_days(event: dict[str, Any]) -> None:
    for key in ("id", "kind", "subject", "occurred", "recorded"):
        if key == "subject" and event["kind"] in ("ruling", "register"):
            continue
        lacking = {name: value for name, value in event.items() if name != key}
        assert (valid(lacking), reads(lacking)) == (False, False), key


@pytest.mark.parametrize("event", [[], "E", 1, None, [EVENTS[0]]])
def test_an_event_is_one_object(event: object) -> None:
    assert not valid(event)
    with pytest.raises(InvalidData):
        read_event(event, from_plain(TOWN))


def test_no_key_of_a_record_takes_the_place_of_what_every_event_has() -> None:
    """An event's `id` and `kind` are its own; the record's go by the record's name."""
    for kind in kinds():
        if kind in VOCABULARY.records:
            record = VOCABULARY.record(kind)
            keys = {own_key(record, field.key) for field in record.fields.values()}
            assert not {"id", "kind", "subject"} & keys
