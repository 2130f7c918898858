"""Obligations: the state of every one on every day, and who owes it."""

from __future__ import annotations

from datetime import date, timedelta
from textwrap import dedent
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.kinds.judging import pack_of, portfolio

import projgov
from projgov.domain.calendar import parse_date
from projgov.domain.plain import from_plain
from projgov.scoring.evaluate import evaluate
from projgov.scoring.obligations import STATES, Obligation
from projgov.scoring.results import Key

MONTHLY = """
    cadence:
    - id: monthly
      on: project
      every: month
      from: 03-01
      to: 03-31
      due: 5 days after period end
      grace: 3 days
      remind: 10 days
      fulfilled by: reports[kind = "monthly" and period = this period]
      owed by: lead unit
    """
GATES = """
    schedule:
    - id: gates
      on: project
      remind: 1 week
      gates:
      - {id: started, due: 03-31, evidence: [start]}
      - {id: half, due: 06-30, require: progress at due >= 50}
      - {id: done, due: end, require: count(acceptances) > 0}
      against: lead unit
    """


def report_on(recorded: str, **changes: Any) -> dict[str, Any]:
    """The monthly report for March, recorded on a day."""
    plain = {
        "id": "R1",
        "kind": "monthly",
        "period": "2017-03",
        "occurred": "2017-03-31",
        "recorded": recorded,
    }
    return {**plain, **changes}


def obligations(
    rules: str, as_of: str, registers: dict[str, Any] | None = None, **project: Any
) -> tuple[Obligation, ...]:
    """What is owed for one project that U1 leads."""
    data = portfolio(units=[{"id": "U1"}], projects=[{"id": "P", "lead_unit": "U1", **project}])
    data["registers"] = {
        **data["registers"],
        "acceptances": {"complete_through": "2018-12-31"},
        **(registers or {}),
    }
    found = evaluate(pack_of(rules), from_plain(data), as_of)
    jsonschema.Draft202012Validator(projgov.schema("report")).validate(found.to_plain())
    return found.obligations


def state(rules: str, as_of: str, **project: Any) -> tuple[str, int | None]:
    """The state and the days of the one obligation."""
    (one,) = obligations(rules, as_of, **project)
    return one.state, one.days


@pytest.mark.parametrize(
    ("as_of", "recorded", "expected"),
    [
        ("2017-03-25", None, ("not_yet_due", 14)),  # due on 5 April, in time through the 8th
        ("2017-03-26", None, ("due_soon", 13)),  # ten days before 5 April
        ("2017-04-05", None, ("due_soon", 3)),
        ("2017-04-07", None, ("due_soon", 1)),  # in grace
        ("2017-04-08", None, ("due_soon", 0)),  # the rule judges on this day, which is not over
        ("2017-04-09", None, ("overdue", 1)),
        ("2017-05-08", None, ("overdue", 30)),
        ("2017-04-03", "2017-04-02", ("met", None)),  # early
        ("2017-04-07", "2017-04-07", ("met", None)),  # in grace
        ("2017-05-08", "2017-04-08", ("met", None)),
        ("2017-05-08", "2017-04-09", ("met_late", 1)),
        ("2017-05-08", "2017-05-08", ("met_late", 30)),
        ("2017-05-07", "2017-05-08", ("overdue", 29)),  # not yet on record
    ],
)
def test_the_state_of_a_report_with_grace_and_reminder(
    as_of: str, recorded: str | None, expected: tuple[str, int | None]
) -> None:
    reports = [] if recorded is None else [report_on(recorded)]
    assert state(MONTHLY, as_of, reports=reports) == expected


def test_an_obligation_names_rule_period_days_and_who_owes_it() -> None:
    (one,) = obligations(MONTHLY, "2017-05-08", reports=[report_on("2017-04-10")])
    assert (one.rule.id, str(one.occasion.item["period"])) == ("monthly", "2017-03")
    assert (one.due, one.last, one.on) == (date(2017, 4, 5), date(2017, 4, 8), date(2017, 4, 10))
    assert (one.key, one.by, one.against, one.owner) == (Key("project", "P"), *[Key("unit", "U1")] * 3)


def test_the_day_that_counts_can_be_another_than_that_on_which_it_was_recorded() -> None:
    rules = MONTHLY.replace("owed by:", "fulfilled on: occurred\n      owed by:")
    late = report_on("2017-05-08", occurred="2017-04-01")
    assert state(rules, "2017-05-08", reports=[late]) == ("met", None)
    assert state(rules, "2017-05-07", reports=[late]) == ("overdue", 29)


def test_of_several_records_the_first_that_came_counts() -> None:
    reports = [report_on("2017-04-20"), report_on("2017-04-11", id="R2")]
    assert state(MONTHLY, "2017-05-08", reports=reports) == ("met_late", 3)


def test_grace_and_reminder_count_working_days() -> None:
    """5 April is a Wednesday after the holiday of Qingming (2 to 4 April): two working days are the 6th and the 7th; five before it
    are 5 April itself not counted, 1 April (worked in exchange), 31, 30, 29 and 28 March."""
    rules = MONTHLY.replace("grace: 3 days", "grace: 2 working days").replace(
        "remind: 10 days", "remind: 5个工作日"
    )
    found = [obligations(rules, day)[0] for day in ("2017-03-27", "2017-03-28", "2017-04-07", "2017-04-08")]
    assert [one.state for one in found] == ["not_yet_due", "due_soon", "due_soon", "overdue"]
    assert {one.last for one in found} == {date(2017, 4, 7)}


def test_what_is_met_by_a_condition_or_a_count_can_come_late_too() -> None:
    for fulfilled in (
        "met by: some r in reports satisfies r.period = period and r.recorded <= due",
        "count: reports[period = this period and recorded <= due]",
    ):
        rules = MONTHLY.replace('fulfilled by: reports[kind = "monthly" and period = this period]', fulfilled)
        assert state(rules, "2017-05-08", reports=[report_on("2017-04-10")]) == ("met_late", 2)
        assert state(rules, "2017-04-03", reports=[report_on("2017-04-02")]) == ("met", None)


def test_an_exempt_period_is_no_obligation() -> None:
    rules = MONTHLY.replace("owed by:", "exempt: pilot = true\n      owed by:")
    assert obligations(rules, "2017-05-08", pilot=True) == ()


def test_a_period_is_excused_with_the_excuses_and_an_excuse_in_the_grace_counts() -> None:
    excuse = {
        "id": "X1", "ground": "force_majeure", "occurred": "2017-04-06", "recorded": "2017-04-06", "from": "2017-04-08",
        "to": "2017-04-30", "suspends": ["monthly"],
    }  # fmt: skip
    (one,) = obligations(MONTHLY, "2017-05-08", excuses=[excuse])
    assert (one.state, [e.id for e in one.excuses]) == ("excused", ["X1"])
    assert state(MONTHLY, "2017-05-08", excuses=[{**excuse, "from": "2017-04-09"}])[0] == "overdue"
    assert (
        state(MONTHLY, "2017-05-08", excuses=[{**excuse, "from": "2017-04-01", "to": "2017-04-05"}])[0]
        == "excused"
    )
    assert (
        state(MONTHLY, "2017-05-08", excuses=[{**excuse, "from": "2017-04-01", "to": "2017-04-04"}])[0]
        == "overdue"
    )


def test_what_may_not_be_on_record_leaves_it_undetermined_with_what_is_missing() -> None:
    (one,) = obligations(MONTHLY, "2017-05-08", registers={"reports": {"complete_through": "2017-04-01"}})
    assert one.state == "undetermined"
    assert one.missing is not None
    assert [e.register for e in one.missing.evidence] == ["reports"]


def test_what_is_overdue_and_may_have_come_since_says_so() -> None:
    (one,) = obligations(MONTHLY, "2017-05-08", registers={"reports": {"complete_through": "2017-04-20"}})
    assert (one.state, one.days) == ("overdue", 30)
    assert one.missing is not None
    assert [e.register for e in one.missing.evidence] == ["reports"]


def gate(as_of: str, **project: Any) -> list[tuple[str, str, int | None]]:
    """Each gate with its state and days."""
    return [(one.occasion.check, one.state, one.days) for one in obligations(GATES, as_of, **project)]


def test_gates_are_obligations_of_who_answers_for_them() -> None:
    start = {"id": "E1", "kind": "start", "occurred": "2017-04-02", "recorded": "2017-04-02"}
    assert gate("2017-06-22", evidence=[start], end="2017-11-30") == [
        ("gates.started", "met_late", 2),
        ("gates.half", "not_yet_due", 8),
        ("gates.done", "not_yet_due", 161),
    ]
    assert gate("2017-06-23", evidence=[start], end="2017-11-30")[1] == ("gates.half", "due_soon", 7)
    assert {o.owner for o in obligations(GATES, "2017-06-22", end="2017-11-30")} == {Key("unit", "U1")}


def reached(day: str, percent: int) -> dict[str, Any]:
    """A report on the progress of a day."""
    figure = {"value": percent, "cutoff": day, "source": "verified"}
    return {"id": day, "kind": "monthly", "occurred": day, "recorded": day, "progress": [figure]}


def test_a_gate_that_holds_before_its_day_is_not_settled() -> None:
    """What is there in May may be undone by the end of June."""
    assert gate("2017-05-31", reports=[reached("2017-05-01", 60)], end="2017-11-30")[1] == (
        "gates.half", "not_yet_due", 30,
    )  # fmt: skip


def test_a_gate_of_which_the_day_is_not_known_is_undetermined() -> None:
    found = obligations(GATES, "2017-06-22")[-1]
    assert (found.occasion.check, found.state, found.due) == ("gates.done", "undetermined", None)
    assert found.missing is not None
    assert [e.path for e in found.missing.evidence] == [("end",)]


def test_a_gate_reached_late_and_lost_again_is_overdue() -> None:
    reports = [reached("2017-06-28", 40), reached("2017-07-28", 55), reached("2017-08-28", 45)]
    assert gate("2017-08-27", reports=reports, end="2017-11-30")[1] == ("gates.half", "met_late", 28)
    assert gate("2017-08-28", reports=reports, end="2017-11-30")[1] == ("gates.half", "overdue", 59)


DAYS = st.dates(parse_date("2017-03-01"), parse_date("2017-06-30"))


@given(DAYS, st.none() | DAYS, st.integers(0, 10), st.integers(0, 20))
def test_the_state_follows_from_four_days(as_of: date, came: date | None, grace: int, remind: int) -> None:
    """The due day, the last day in time, the day of evaluation and the day on which it came."""
    rules = MONTHLY.replace("grace: 3 days", f"grace: {grace} days" if grace else "note: none")
    rules = rules.replace("remind: 10 days", f"remind: {remind} days" if remind else "quote: none")
    data = {} if came is None else {"reports": [report_on(came.isoformat(), occurred="2017-03-01")]}
    due = date(2017, 4, 5)
    last = due + timedelta(days=grace)
    there = came is not None and came <= as_of
    expected: tuple[str, int | None]
    if there and came is not None and came <= last:
        expected = ("met", None)
    elif as_of <= last:
        expected = (
            "due_soon" if as_of >= due - timedelta(days=remind) else "not_yet_due",
            (last - as_of).days,
        )
    elif there and came is not None:
        expected = ("met_late", (came - last).days)
    else:
        expected = ("overdue", (as_of - last).days)
    assert state(rules, as_of.isoformat(), **data) == expected


def test_every_state_has_words_and_the_json_is_that_of_the_schema() -> None:
    found = evaluate(
        pack_of(dedent(MONTHLY)), from_plain(portfolio(projects=[{"id": "P", "reports": []}])), "2017-05-08"
    ).to_plain()["obligations"]
    assert [(o["state"], o["days"], o["due"], o["last"], o["owner"]) for o in found] == [
        ("overdue", 30, "2017-04-05", "2017-04-08", {"type": "project", "id": "P"})
    ]
    assert found[0]["state_label"] == {"zh": STATES["overdue"].zh, "en": "overdue"}
