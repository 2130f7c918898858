"""Disclosure: what has to be made public by when, and what of results is public."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.rules.kinds.judging import faults_of, judge, portfolio

GUIDEBOOK = """
    disclosure:
      - id: guidebook_public
        on: project
        each: guidebooks
        what: [guidebook]
        audience: [residents]
        channel: [website, newspaper]
        due: 10 days after occurred
        owed by: lead unit
        reason: {zh: "第{version}版{what}未在{due}前公开", en: "Version {version} ({what}) was not public by {due}"}
    definitions:
      - {id: late, on: project, value: guidebook_public.overdue}
"""
BULLETIN = """
    disclosure:
      - id: bulletin
        on: unit
        every: month
        to: 03-31
        what: [bulletin]
        due: 10 days after period end
        grace: 3 days
        reason: {zh: "{period}的通报未在{due}前发出", en: "no bulletin for {period} by {due}"}
"""
FEATURE = """
    disclosure:
      - {id: feature, on: project, every: half-month, to: 01-31, what: [feature]}
"""
STAGES = """
    disclosure:
      - id: livelihood_public
        on: item
        when: livelihood
        audience: [public]
        stages:
          - {id: chosen, title: {zh: 征集确定, en: the choice}, what: [solicitation, list], due: 03-31}
          - {id: closing, title: {zh: 年末总结, en: the summary}, what: [summary], due: 12-31}
        reason: {zh: "{stage}（{what}）未在{due}前公开", en: "{stage} was not public by {due}"}
    definitions:
      - {id: open_choice, on: item, value: livelihood_public.chosen}
"""
PUBLISHES = """
    definitions:
      - {id: helper, on: project, value: 3}
    filing:
      - {id: titled, on: project, require present: [title]}
      - {id: timed, on: project, require present: [end]}
    disclosure:
      - {id: titles_public, on: project, publishes: [titled], from: 2017-07-01, to: 2017-07-31, when: livelihood}
      - {id: times_public, on: project, publishes: [timed, titled], after: public notice}
"""


def disclosure(number: int, day: str, kind: str, **more: Any) -> dict[str, Any]:
    return {
        "id": f"D{number}",
        "kind": kind,
        "audience": "public",
        "channel": "website",
        "occurred": day,
        "recorded": day,
        **more,
    }


def guidebook(version: int, day: str) -> dict[str, Any]:
    return {"version": version, "occurred": day, "recorded": day}


def complete(**collections: Any) -> dict[str, Any]:
    data = portfolio(**collections)
    for register in ("disclosures", "guidebooks", "rulings"):
        data["registers"][register] = {"complete_through": "2018-12-31"}
    return data


def project(**more: Any) -> dict[str, Any]:
    return complete(units=[{"id": "U1"}], projects=[{"id": "P", "lead_unit": "U1", **more}])


def published(*disclosures: dict[str, Any]) -> list[str]:
    data = project(guidebooks=[guidebook(1, "2017-01-12")], disclosures=list(disclosures))
    return judge(GUIDEBOOK, data, "2017-12-31").outcomes("guidebook_public", "P")


def test_a_guidebook_made_public_on_the_last_day_is_in_time_and_a_day_later_it_is_not() -> None:
    assert published(disclosure(1, "2017-01-22", "guidebook")) == ["met"]
    assert published(disclosure(1, "2017-01-23", "guidebook")) == ["unmet"]
    assert published() == ["unmet"]


def test_the_day_of_disclosure_counts_and_not_that_on_which_it_was_entered() -> None:
    assert published(disclosure(1, "2017-01-20", "guidebook", recorded="2017-05-01")) == ["met"]


def test_what_is_public_to_all_is_so_to_residents_and_what_units_were_told_is_not() -> None:
    assert published(disclosure(1, "2017-01-20", "guidebook", audience="public")) == ["met"]
    assert published(disclosure(1, "2017-01-20", "guidebook", audience="residents")) == ["met"]
    assert published(disclosure(1, "2017-01-20", "guidebook", audience="units")) == ["unmet"]


def test_only_the_kinds_and_channels_named_count() -> None:
    assert published(disclosure(1, "2017-01-20", "guidebook", channel="newspaper")) == ["met"]
    assert published(disclosure(1, "2017-01-20", "guidebook", channel="led")) == ["unmet"]
    assert published(disclosure(1, "2017-01-20", "progress")) == ["unmet"]


def test_a_disclosure_that_does_not_say_to_whom_leaves_the_duty_undetermined() -> None:
    silent = disclosure(1, "2017-01-20", "guidebook")
    del silent["audience"]
    assert published(silent) == ["undetermined"]


def test_of_two_versions_each_has_to_be_made_public_after_it_was_issued() -> None:
    books = [guidebook(1, "2017-01-12"), guidebook(2, "2017-06-01")]
    first = disclosure(1, "2017-01-20", "guidebook")
    second = disclosure(2, "2017-06-05", "guidebook")
    one = judge(GUIDEBOOK, project(guidebooks=books, disclosures=[first]), "2017-12-31")
    assert one.outcomes("guidebook_public", "P") == ["met", "unmet"]
    assert one.value("late", "P") == 1
    assert one.reasons("guidebook_public", "P") == ["第2版项目指导书未在2017-06-11前公开"]
    assert one.reasons("guidebook_public", "P", "en") == [
        "Version 2 (guidebook) was not public by 2017-06-11"
    ]
    assert one.against("guidebook_public", "P") == ["U1"]
    both = judge(GUIDEBOOK, project(guidebooks=books, disclosures=[first, second]), "2017-12-31")
    assert both.outcomes("guidebook_public", "P") == ["met", "met"]


def test_a_disclosure_that_names_a_version_counts_for_that_one_alone() -> None:
    books = [guidebook(1, "2017-06-01"), guidebook(2, "2017-06-02")]
    of_second = disclosure(1, "2017-06-05", "guidebook", record="2")
    judged = judge(GUIDEBOOK, project(guidebooks=books, disclosures=[of_second]), "2017-12-31")
    assert judged.outcomes("guidebook_public", "P") == ["unmet", "met"]


def test_what_is_not_yet_due_is_pending() -> None:
    data = project(guidebooks=[guidebook(1, "2017-01-12")])
    assert judge(GUIDEBOOK, data, "2017-01-21").outcomes("guidebook_public", "P") == ["pending"]
    assert judge(GUIDEBOOK, data, "2017-01-22").outcomes("guidebook_public", "P") == ["unmet"]


def test_where_the_register_is_open_what_is_not_in_it_is_undetermined() -> None:
    data = project(guidebooks=[guidebook(1, "2017-01-12")])
    del data["registers"]["disclosures"]
    assert judge(GUIDEBOOK, data, "2017-12-31").outcomes("guidebook_public", "P") == ["undetermined"]


def test_a_bulletin_is_owed_for_every_month_and_counts_for_the_month_that_it_names() -> None:
    bulletins = [
        disclosure(1, "2017-02-13", "bulletin", period="2017-01"),  # due 10 February, with grace the 13th
        disclosure(2, "2017-03-14", "bulletin", period="2017-02"),  # a day late
    ]
    judged = judge(BULLETIN, complete(units=[{"id": "U", "disclosures": bulletins}]), "2017-12-31")
    assert judged.outcomes("bulletin", "U") == ["met", "unmet", "unmet"]
    assert judged.reasons("bulletin", "U") == [
        "2017-02的通报未在2017-03-10前发出",
        "2017-03的通报未在2017-04-10前发出",
    ]
    assert judged.occasions("bulletin", "U")[0].judged == date(2017, 2, 13)


def test_a_feature_without_a_period_counts_where_it_was_made() -> None:
    features = [disclosure(1, "2017-01-15", "feature")]
    judged = judge(FEATURE, project(disclosures=features), "2017-12-31")
    assert judged.outcomes("feature", "P") == ["met", "unmet"]
    later = judge(FEATURE, project(disclosures=[disclosure(1, "2017-01-16", "feature")]), "2017-12-31")
    assert later.outcomes("feature", "P") == ["unmet", "met"]


def test_each_stage_is_a_duty_of_its_own_with_what_the_rule_says_for_all() -> None:
    item = {"id": "I", "livelihood": True, "disclosures": [disclosure(1, "2017-03-31", "list")]}
    judged = judge(STAGES, complete(items=[item]), "2017-12-31")
    assert judged.outcomes("livelihood_public.chosen", "I") == ["met"]
    assert judged.outcomes("livelihood_public.closing", "I") == ["unmet"]
    assert judged.reasons("livelihood_public.closing", "I") == ["年末总结（总结）未在2017-12-31前公开"]
    assert judged.value("open_choice", "I") is True


def test_items_that_are_no_livelihood_items_owe_nothing() -> None:
    judged = judge(STAGES, complete(items=[{"id": "I", "livelihood": False}]), "2017-12-31")
    assert judged.outcomes("livelihood_public.chosen", "I") == []


def test_disclosures_of_others_can_fulfil_a_duty() -> None:
    rules = """
    disclosure:
      - {id: shown, on: project, what: [progress], due: 06-30, fulfilled by: lead unit.disclosures}
    """
    unit = {"id": "U1", "disclosures": [disclosure(1, "2017-06-30", "progress")]}
    data = complete(units=[unit], projects=[{"id": "P", "lead_unit": "U1"}])
    assert judge(rules, data, "2017-12-31").outcomes("shown", "P") == ["met"]


def test_other_records_can_fulfil_a_duty_on_a_day_of_their_own() -> None:
    rules = """
    disclosure:
      - {id: told, on: project, due: 06-30, fulfilled by: experiences, fulfilled on: item.published}
    """
    one = {"id": "X", "occurred": "2017-01-01", "recorded": "2017-01-01", "published": "2017-07-01"}
    data = project(experiences=[one])
    data["registers"]["experiences"] = {"complete_through": "2018-12-31"}
    assert judge(rules, data, "2017-12-31").outcomes("told", "P") == ["unmet"]


def ruling(
    number: int, day: str, stage: str, decision: str = "approved", rule: str = "timed"
) -> dict[str, Any]:
    return {
        "id": f"R{number}",
        "stage": stage,
        "decision": decision,
        "occurred": day,
        "recorded": day,
        "about": [{"project": "P", "rule": rule}],
    }


def is_public(rule: str, as_of: str, *rulings: dict[str, Any], livelihood: bool = True) -> bool:
    data = complete(projects=[{"id": "P", "livelihood": livelihood}], rulings=list(rulings))
    found = judge(PUBLISHES, data, as_of).value(rule, "P")
    assert isinstance(found, bool)
    return found


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2017-06-30", False), ("2017-07-01", True), ("2017-07-31", True), ("2017-08-01", False)],
)
def test_results_are_public_from_the_first_day_to_the_last(day: str, expected: bool) -> None:
    assert is_public("titles_public.titled", day) is expected
    assert is_public("titles_public.titled", day, livelihood=False) is False


def test_what_is_not_known_to_be_public_is_not() -> None:
    data = complete(projects=[{"id": "P"}])  # nobody says whether it is a livelihood project
    assert judge(PUBLISHES, data, "2017-07-15").value("titles_public.titled", "P") is False


def test_results_are_public_once_the_stage_or_a_later_one_was_approved_for_this_rule() -> None:
    assert is_public("times_public.timed", "2017-12-31") is False
    notice = ruling(1, "2017-03-01", "public_notice")
    assert is_public("times_public.timed", "2017-12-31", notice) is True
    assert is_public("times_public.titled", "2017-12-31", notice) is False
    assert is_public("times_public", "2017-12-31", notice) is True
    assert is_public("times_public.timed", "2017-02-28", notice) is False
    assert is_public("times_public.timed", "2017-12-31", ruling(1, "2017-03-01", "final")) is True
    assert is_public("times_public.timed", "2017-12-31", ruling(1, "2017-03-01", "first_assessment")) is False


def test_a_ruling_that_names_no_subject_is_about_all() -> None:
    whole = {**ruling(1, "2017-03-01", "final"), "about": [{"rule": "timed"}]}
    assert is_public("times_public.timed", "2017-12-31", whole) is True
    other = {**ruling(1, "2017-03-01", "final"), "about": [{"rule": "timed", "project": "Q"}]}
    data = complete(projects=[{"id": "P"}, {"id": "Q"}], rulings=[other])
    judged = judge(PUBLISHES, data, "2017-12-31")
    assert [judged.value("times_public.timed", one) for one in ("P", "Q")] == [False, True]


def test_what_is_not_on_record_was_not_ruled() -> None:
    data = complete(projects=[{"id": "P"}], rulings=[ruling(1, "2017-03-01", "final")])
    del data["registers"]["rulings"]
    assert judge(PUBLISHES, data, "2017-12-31").value("times_public.timed", "P") is True
    del data["rulings"]
    assert judge(PUBLISHES, data, "2017-12-31").value("times_public.timed", "P") is False


def test_a_ruling_that_another_supersedes_no_longer_counts() -> None:
    notice = ruling(1, "2017-03-01", "public_notice")
    first = {**ruling(2, "2017-04-01", "first_assessment"), "supersedes": "R1"}
    assert is_public("times_public.timed", "2017-12-31", notice, first) is False


def test_what_concerns_the_portfolio_as_a_whole_waits_for_its_stage_too() -> None:
    rules = """
    filing:
      - {id: many, on: portfolio, require: count(projects) > 5}
    disclosure:
      - {id: pub, on: portfolio, publishes: [many], after: final}
    """
    whole = {**ruling(1, "2017-03-01", "final"), "about": [{"rule": "many"}]}
    assert judge(rules, complete(), "2017-12-31").value("pub.many") is False
    assert judge(rules, complete(rulings=[whole]), "2017-12-31").value("pub.many") is True


@pytest.mark.parametrize("decision", ["changed", "withdrawn", "rejected"])
def test_a_result_that_was_changed_or_withdrawn_since_is_no_longer_public(decision: str) -> None:
    notice = ruling(1, "2017-03-01", "public_notice")
    since = ruling(2, "2017-04-01", "review", decision)
    again = ruling(3, "2017-05-01", "final")
    assert is_public("times_public.timed", "2017-12-31", notice, since) is False
    assert is_public("times_public.timed", "2017-12-31", notice, since, again) is True


MISTAKES = {
    "F540": "- {id: a, on: project, due: 06-30}",
    "F541": "- {id: a, on: project, publishes: [b], due: 06-30}",
    "F542": "- {id: a, on: project, what: [list]}",
    "F543": "- {id: a, on: officer, publishes: [c]}",
    "F544": "- {id: a, on: project, shows: [title], after: final}",
    "F545": "- {id: a, on: project, what: [list], every: month, each: guidebooks}",
    "N540": "- {id: a, on: project, what: [lists of names], due: 06-30}",
    "N541": "- {id: a, on: project, publishes: [c]}",
    "T540": "- {id: a, on: officer, what: [list], due: 06-30}",
    "T541": "- {id: a, on: project, what: [list], due: 06-30, fulfilled by: reports}",
    "L540": "- {id: a, on: project, shows: [title, budget]}",
}


@pytest.mark.parametrize("code", MISTAKES)
def test_what_is_wrong_is_told_once_and_in_its_place(code: str) -> None:
    rules = f"""
disclosure:
  {MISTAKES[code]}
filing:
  - {{id: b, on: project, require present: [title]}}
  - {{id: c, on: officer, require present: [name]}}
"""
    assert [(found, line) for found, line, _ in faults_of(rules)] == [(code, 2)]
