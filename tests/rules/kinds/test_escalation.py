"""Ladders in rule files: what brings a step about, what it waits for, what comes of it, and what leads down again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.rules.kinds.judging import faults_of, judge, pack_of

from projgov.domain.plain import from_plain
from projgov.scoring.evaluate import evaluate

HEAD = """
    escalation:
      - id: weak
        on: project
        title: {zh: 推进不力, en: Weak progress}
        against: lead unit
"""
COMMENTS = """
        signals:
          - {id: opinion, title: {zh: 意见未答复, en: opinion unanswered}, each: comments, at: item.due}
          - {id: accepted, title: {zh: 整改验收, en: accepted}, each: acceptances}
"""
THREE = """
        steps:
          - {id: remind, title: {zh: 提醒, en: reminder}, when: [{signal: opinion}]}
          - {id: warn, title: {zh: 预警, en: warning}, after: [remind], when: [{signal: opinion, times: 2}]}
          - id: listed
            title: {zh: 挂牌督办, en: listed}
            after: [warn]
            decision: required
            when: [{signal: opinion, times: 3}]
            deadline: since + days duration(30)
            duties:
              - id: on_site
                title: {zh: 干部驻点, en: officer on site}
                due: since + days duration(5)
                require: some i in inspections satisfies i.occurred >= since and i.occurred <= due
          - {id: accountable, title: {zh: 问责, en: accountability}, after: [listed], decision: required, when: [{unresolved: listed}]}
        clears:
          - {signal: accepted}
"""
LADDER = HEAD + COMMENTS + THREE


def comment(day: str, number: int = 0) -> dict[str, Any]:
    return {"id": f"C-{day}-{number}", "occurred": "2017-01-01", "recorded": "2017-01-01", "due": day}


def dated(day: str, **more: Any) -> dict[str, Any]:
    return {"id": f"X-{day}", "occurred": day, "recorded": day, **more}


def ruling(day: str, step: str, decision: str = "approved", **more: Any) -> dict[str, Any]:
    return dated(day, decision=decision, about=[{"project": "P", "rule": f"weak.{step}"}], **more)


def project(*rulings: dict[str, Any], complete: str | None = "2018-12-31", **more: Any) -> dict[str, Any]:
    names = ("comments", "acceptances", "inspections", "reports", "excuses")
    return {
        "projgov": 1,
        "id": "test",
        "registers": {name: {"complete_through": complete} for name in names},
        "units": [{"id": "U1", "name": "甲局"}],
        "projects": [{"id": "P", "lead_unit": "U1", **more}],
        "rulings": list(rulings),
    }


def moves(rules: str, data: dict[str, Any], day: str) -> list[tuple[str, str, str]]:
    """The moves on the ladder: step, move and day."""
    history = judge(rules, data, day).value("weak.history", "P")
    return [(m["step"], m["move"], m["day"].isoformat()) for m in history]


def test_a_step_is_taken_on_the_day_of_the_event_that_brings_it_about() -> None:
    """The second opinion became due on 10 March: the reminder stands since the first, the warning since the second."""
    data = project(comments=[comment("2017-03-10"), comment("2017-02-01")])
    assert moves(LADDER, data, "2017-03-09") == [("remind", "taken", "2017-02-01")]
    assert moves(LADDER, data, "2017-03-10") == [
        ("remind", "taken", "2017-02-01"),
        ("warn", "taken", "2017-03-10"),
    ]
    judged = judge(LADDER, data, "2017-03-10")
    assert judged.value("weak", "P") == "warn"
    assert judged.value("weak.since", "P") == date(2017, 3, 10)
    assert (judged.value("weak.opinion", "P"), judged.value("weak.remind", "P")) == (2, 1)


def test_a_step_that_has_to_be_decided_waits_for_the_ruling_and_what_follows_waits_too() -> None:
    """Four opinions: listed is proposed with the third; the ruling of 1 May takes it, with the ruling's own deadline."""
    comments = [comment(f"2017-0{month}-15") for month in (1, 2, 3, 4)]
    waiting = project(comments=comments)
    assert moves(LADDER, waiting, "2017-12-31")[-1] == ("listed", "proposed", "2017-03-15")
    assert judge(LADDER, waiting, "2017-12-31").value("weak.proposed", "P") == "listed"
    ruled = project(ruling("2017-05-01", "listed", until="2017-06-30"), comments=comments)
    assert moves(LADDER, ruled, "2017-07-01") == [
        ("remind", "taken", "2017-01-15"),
        ("warn", "taken", "2017-02-15"),
        ("listed", "proposed", "2017-03-15"),
        ("listed", "taken", "2017-05-01"),
        ("accountable", "proposed", "2017-07-01"),
    ]
    assert moves(LADDER, ruled, "2017-06-30")[-1][:2] == ("listed", "taken")


def test_the_deadline_of_the_file_holds_where_the_ruling_names_none() -> None:
    """1 May and 30 days are 31 May: on 1 June the deadline has passed."""
    comments = [comment(f"2017-0{month}-15") for month in (1, 2, 3)]
    data = project(ruling("2017-05-01", "listed"), comments=comments)
    assert moves(LADDER, data, "2017-05-31")[-1] == ("listed", "taken", "2017-05-01")
    assert moves(LADDER, data, "2017-06-01")[-1] == ("accountable", "proposed", "2017-06-01")


def test_no_step_that_must_come_first_is_skipped_even_by_a_ruling() -> None:
    """Accountability comes after listed supervision: a ruling on it before that moves nothing, and is told."""
    data = project(ruling("2017-02-01", "accountable"), comments=[comment("2017-01-15")])
    assert moves(LADDER, data, "2017-12-31") == [
        ("remind", "taken", "2017-01-15"),
        ("accountable", "premature", "2017-02-01"),
    ]


def test_a_proposal_that_is_refused_ends_and_the_next_event_proposes_again() -> None:
    comments = [comment(f"2017-0{month}-15") for month in (1, 2, 3, 6)]
    data = project(ruling("2017-04-01", "listed", "rejected"), comments=comments)
    assert moves(LADDER, data, "2017-12-31")[2:] == [
        ("listed", "proposed", "2017-03-15"),
        ("listed", "refused", "2017-04-01"),
        ("listed", "proposed", "2017-06-15"),
    ]


def test_rectification_leads_down_and_what_was_counted_is_counted_anew() -> None:
    """Two opinions, rectified on 1 March; one more opinion is then the first again: a reminder and no warning."""
    comments = [comment(f"2017-0{month}-15") for month in (1, 2, 4)]
    data = project(comments=comments, acceptances=[dated("2017-03-01")])
    assert moves(LADDER, data, "2017-12-31") == [
        ("remind", "taken", "2017-01-15"),
        ("warn", "taken", "2017-02-15"),
        ("remind", "ended", "2017-03-01"),
        ("warn", "ended", "2017-03-01"),
        ("remind", "taken", "2017-04-15"),
    ]


def test_one_step_down_and_kept_counts_are_declared() -> None:
    """`to: previous` ends the warning only; `forgets: nothing` keeps both opinions, so that the third counts as the third."""
    rules = LADDER.replace("{signal: accepted}", "{signal: accepted, to: previous, forgets: [nothing]}")
    data = project(comments=[comment("2017-01-15"), comment("2017-02-15")], acceptances=[dated("2017-03-01")])
    judged = judge(rules, data, "2017-12-31")
    assert (judged.value("weak", "P"), judged.value("weak.opinion", "P")) == ("remind", 2)


def test_one_fault_is_one_fault_however_many_inspectors_found_it() -> None:
    rules = LADDER.replace("at: item.due}", "at: item.due, once per: item.opinion}")
    found = [{**comment("2017-01-15", n), "opinion": "道路未修"} for n in range(3)]
    assert judge(rules, project(comments=found), "2017-12-31").value("weak", "P") == "remind"
    other = [*found, {**comment("2017-02-15"), "opinion": "桥未修"}]
    assert judge(rules, project(comments=other), "2017-12-31").value("weak", "P") == "warn"


@pytest.mark.parametrize(
    ("within", "level"), [("30 days", "remind"), ("31", "warn"), ("quarter", "warn"), ("当月", "remind")]
)
def test_hits_are_counted_within_a_number_of_days_or_a_period(within: str, level: str) -> None:
    """15 January and 14 February lie 30 days apart: in a window of 31 days both count, and in one of 30 the last alone."""
    rules = LADDER.replace("times: 2}", f"times: 2, within: {within}}}")
    data = project(comments=[comment("2017-01-15"), comment("2017-02-14")])
    assert judge(rules, data, "2017-12-31").value("weak", "P") == level


MONTHLY = (
    """
    cadence:
      - id: monthly
        on: project
        every: month
        to: 06-30
        due: 10 days after period end
        excusable: any
        met by: some r in reports satisfies r.period = period
"""
    + HEAD
    + """
        signals:
          - {id: missed, title: {zh: 未报, en: missed}, rule: monthly}
        steps:
          - {id: talk, title: {zh: 约谈, en: talk}, when: [{signal: missed, times: 3, in a row: true}]}
"""
)


def report(month: int) -> dict[str, Any]:
    return {**dated(f"2017-{month:02}-28"), "kind": "monthly", "period": f"2017-{month:02}"}


@pytest.mark.parametrize(
    ("came", "day"),
    [
        ((1, 2, 3), "2017-07-10"),
        ((4,), "2017-04-10"),
        ((3,), "2017-07-10"),
        ((2, 5), None),
        ((), "2017-04-10"),
    ],
)
def test_a_run_is_broken_by_an_occasion_that_is_in_order(came: tuple[int, ...], day: str | None) -> None:
    """Reports are due on the 10th of the next month. Without that of March: January and February, then April to June in a row."""
    found = moves(MONTHLY, project(reports=[report(m) for m in came]), "2017-12-31")
    assert found == ([] if day is None else [("talk", "taken", day)])


@pytest.mark.parametrize(("way", "day"), [("skip", "2017-05-10"), ("break", "2017-06-10")])
def test_an_excused_occasion_is_skipped_or_breaks_the_run_as_the_file_says(way: str, day: str) -> None:
    """March's is excused. Skipped: January, February, April. Broken: April, May and June would be three: due 10 July."""
    rules = MONTHLY.replace("rule: monthly}", f"rule: monthly, excused: {way}}}")
    excuse = {**dated("2017-04-01"), "ground": "objective", "from": "2017-04-01", "to": "2017-04-20"}
    found = moves(rules, project(excuses=[excuse]), "2017-12-31")
    assert found == [("talk", "taken", {"skip": "2017-05-10", "break": "2017-07-10"}[way])]


def test_an_excuse_that_names_the_ladder_suspends_it_and_is_told() -> None:
    """Opinions of January, February and March: that of February falls within the excuse, so that March's is the second."""
    comments = [comment(f"2017-0{month}-15") for month in (1, 2, 3)]
    excuse = {
        **dated("2017-02-01"),
        "ground": "objective",
        "from": "2017-02-01",
        "to": "2017-02-28",
        "suspends": ["weak"],
    }
    data = project(comments=comments, excuses=[excuse])
    assert moves(LADDER, data, "2017-12-31") == [
        ("remind", "taken", "2017-01-15"),
        ("warn", "taken", "2017-03-15"),
    ]
    subject = evaluate(pack_of(LADDER), from_plain(data), "2017-12-31").subject("P")
    assert [(e.occasion.judged, [x.id for x in e.excuses]) for e in subject.excused] == [
        (date(2017, 2, 15), ["X-2017-02-01"])
    ]


def test_from_the_first_day_of_which_not_all_is_known_nothing_is_said() -> None:
    """The register of comments is complete through February: the reminder of January is sure, what stands in May is not."""
    data = project(comments=[comment("2017-01-15"), comment("2017-04-15")])
    data["registers"]["comments"] = {"complete_through": "2017-02-28"}
    report_ = evaluate(pack_of(LADDER), from_plain(data), "2017-05-31")
    subject = report_.subject("P")
    assert [f.outcome.code for f in subject.findings if f.outcome] == ["remind"]
    (mark,) = (m for m in subject.marks if m.output.role == "step")
    assert mark.code is None
    assert mark.missing is not None


def test_duties_are_owed_from_the_day_of_the_step() -> None:
    """Listed on 1 May: an officer on site by 6 May. Pending on the 5th, met by a visit on the 4th, else overdue on the 6th."""
    comments = [comment(f"2017-0{month}-15") for month in (1, 2, 3)]
    idle = project(ruling("2017-05-01", "listed"), comments=comments)
    visited = project(ruling("2017-05-01", "listed"), comments=comments, inspections=[dated("2017-05-04")])
    check = "weak.listed.on_site"
    assert judge(LADDER, idle, "2017-05-05").outcomes(check, "P") == ["pending"]
    assert judge(LADDER, visited, "2017-05-06").outcomes(check, "P") == ["met"]
    assert judge(LADDER, idle, "2017-05-06").outcomes(check, "P") == ["unmet"]
    assert judge(LADDER, idle, "2017-05-06").value("weak.unmet", "P") == 1


def test_steps_and_proposals_are_reported_with_their_evidence() -> None:
    comments = [comment("2017-01-15"), comment("2017-02-15"), comment("2017-03-15")]
    report_ = evaluate(pack_of(LADDER), from_plain(project(comments=comments)), "2017-12-31")
    text = report_.explain("P", language="zh")
    assert "[提醒]" in text
    assert "经过：2017-01-15 意见未答复（C-2017-01-15-0）、2017-02-15 意见未答复（C-2017-02-15-0）" in text
    plain = report_.explanation("P")
    (proposed,) = plain["sanctions"]
    assert [e["about"] for e in proposed["move"]["evidence"]] == [c["id"] for c in comments]
    assert proposed["against"] == {"type": "unit", "id": "U1"}


VETO = """
    points:
      - id: score
        on: project
        decimals: 1
        rounding: half up
        missing evidence: undetermined
        lines: [{id: base, give: 100}]
        veto: [{when: 'weak = "listed"'}]
"""


def test_a_step_can_veto_a_score() -> None:
    """One-vote veto (一票否决): a hundred points until listed supervision was decided, none after."""
    comments = [comment(f"2017-0{month}-15") for month in (1, 2, 3)]
    data = project(ruling("2017-05-01", "listed"), comments=comments)
    assert judge(LADDER + VETO, data, "2017-04-30").value("score", "P") == 100
    assert judge(LADDER + VETO, data, "2017-05-01").value("score", "P") == 0


def test_the_order_in_which_events_of_one_day_stand_does_not_matter() -> None:
    comments = [comment("2017-01-15", n) for n in range(3)]
    data = project(comments=comments, acceptances=[dated("2017-01-15")])
    other = project(comments=comments[::-1], acceptances=[dated("2017-01-15")])
    assert moves(LADDER, data, "2017-12-31") == moves(LADDER, other, "2017-12-31")
    assert judge(LADDER, data, "2017-12-31").value("weak", "P") is None


FAULTS = [
    ("signal: opinion}]}", "signal: opinoin}]}", "N074", "there is no signal with the id `opinoin`"),
    ("after: [remind]", "after: [listed]", "L060", "the step `warn` comes after `listed`"),
    ("after: [remind]", "after: [remnd]", "N074", "there is no step with the id `remnd`"),
    ("[{unresolved: listed}]", "[{unresolved: listed, signal: opinion}]", "F174", "either `signal:` or"),
    ("times: 2}", "times: 2, in a row: true, within: month}", "F175", "do not go together"),
    ("when: [{unresolved: listed}]", "when: []", "F173", "does not say what brings it about"),
    ("- {signal: accepted}", "- {signal: opinion}", "F176", "both brings steps about and ends them"),
    ("each: comments, at", "rule: monthly, each: comments, at", "F170", "does not say where it comes from"),
    ("each: comments, at: item.due", "rule: nowhere", "N070", "is no rule on the same subjects"),
    ("each: comments, at: item.due", "lamp: nowhere", "N071", "is no lamp with a history"),
    ("decision: required\n            when", "decision: perhaps\n            when", "N073", "`perhaps` cannot stand here"),
    ("require: some i in inspections satisfies i.occurred >= since and i.occurred <= due", "by: lead unit", "F177", "does not say when it is done"),
    ("each: comments, at: item.due", "each: co units", "F171", "have no day on which they occurred"),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "code", "message"), FAULTS)
def test_faults_are_told_where_they_stand(right: str, wrong: str, code: str, message: str) -> None:
    assert right in LADDER
    found = faults_of(LADDER.replace(right, wrong, 1))
    assert [c for c, _, text in found if message in text] == [code], found


def test_a_ladder_without_steps_is_a_fault() -> None:
    assert [c for c, _, _ in faults_of(HEAD + COMMENTS + "        steps: []\n") if c == "F172"] == ["F172"]
