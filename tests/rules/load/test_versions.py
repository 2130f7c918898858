"""Rules that are valid for a time, and several versions of one."""

from __future__ import annotations

from tests.rules.kinds.judging import faults_of, judge, pack_of, portfolio

from projgov.domain.plain import from_plain
from projgov.scoring.evaluate import evaluate

FILING = "- {{id: funded, on: project, {when}require: budget >= {least}}}\n"


def filing(*versions: tuple[str, int]) -> str:
    """A section with versions of one rule: when each is valid, and the least budget that it asks for."""
    rules = (FILING.format(when=f"{when}, " if when else "", least=least) for when, least in versions)
    return "filing:\n" + "".join(rules)


BOTH = filing(("valid to: 2017-06-30", 10), ("valid from: 2017-07-01", 20))
DATA = portfolio(projects=[{"id": "P", "budget": 15}])


def outcomes(rules: str, as_of: str) -> list[str]:
    found = judge(rules, DATA, as_of)
    return [o.outcome for check in found.pack.core.checks for o in found.occasions(check, "P")]


def test_each_version_judges_the_days_of_its_time() -> None:
    """15 is at least 10, and not 20."""
    assert outcomes(BOTH, "2017-06-30") == ["met"]
    assert outcomes(BOTH, "2017-07-01") == ["unmet"]


def test_a_rule_valid_for_a_time_says_nothing_before_and_after_it() -> None:
    rules = filing(("valid from: 2017-03-01, valid to: 2017-03-31", 20))
    assert [outcomes(rules, day) for day in ("2017-02-28", "2017-03-01", "2017-03-31", "2017-04-01")] == [
        [], ["unmet"], ["unmet"], []
    ]  # fmt: skip


def test_the_time_can_be_told_in_chinese() -> None:
    rules = "filing:\n- {编号: funded, 对象: 项目, 生效: 2017-03-01, 失效: 2017-03-31, 要求: 预算 >= 20}\n"
    assert [outcomes(rules, day) for day in ("2017-02-28", "2017-03-31")] == [[], ["unmet"]]


def test_what_is_reported_bears_the_id_of_the_rule() -> None:
    report = evaluate(pack_of(BOTH), from_plain(DATA), "2017-12-31")
    (finding,) = report.to_plain()["subjects"][0]["findings"]
    assert (finding["rule"], finding["check"]) == ("funded", "funded")


CADENCE = """
    cadence:
    - {id: monthly, on: project, valid to: 2017-06-30, every: month, due: period.end,
       met by: 'some r in reports satisfies r.period = period'}
    - {id: monthly, on: project, valid from: 2017-07-01, every: quarter, due: period.end,
       met by: 'some r in reports satisfies r.period = period'}
    definitions:
    - {id: late, on: project, value: monthly.overdue}
    """


def test_occasions_are_judged_by_the_version_of_their_day_and_counted_in_all() -> None:
    """Nothing is reported: six months to the end of June, then two quarters."""
    data = portfolio(projects=[{"id": "P"}])
    found = judge(CADENCE, data, "2017-12-31")
    days = sorted(o.judged.isoformat() for c in found.pack.core.checks for o in found.occasions(c, "P"))
    assert days == [
        "2017-01-31", "2017-02-28", "2017-03-31", "2017-04-30", "2017-05-31", "2017-06-30", "2017-09-30", "2017-12-31"
    ]  # fmt: skip
    assert found.value("late", "P") == 8


POINTS = """
    points:
    - {id: score, on: project, valid to: 2017-06-30, decimals: 0, lines: [{id: a, give: 1}, {id: b, give: 2}]}
    - {id: score, on: project, valid from: 2017-07-01, decimals: 0, lines: [{id: a, give: 10}]}
    grades:
    - {id: grade, on: project, of: score, bands: [{grade: good, from: 5}], otherwise: {grade: poor}}
    definitions:
    - {id: first, on: project, value: score.a}
    """


def test_other_rules_get_what_the_version_in_force_gives() -> None:
    """3 points are poor, 10 are good."""
    for day, points, grade, first in (("2017-06-30", 3, "poor", 1), ("2017-07-01", 10, "good", 10)):
        found = judge(POINTS, portfolio(projects=[{"id": "P"}]), day)
        assert [found.value(name, "P") for name in ("score", "grade", "first")] == [points, grade, first]
        report = evaluate(found.pack, from_plain(portfolio(projects=[{"id": "P"}])), day)
        (score,) = [s for s in report.subject("P").scores if s.points is not None]
        assert (score.rule.id, score.points) == ("score", points)


def test_two_versions_in_force_on_one_day_are_a_fault() -> None:
    rules = filing(("valid to: 2017-07-01", 10), ("valid from: 2017-07-01", 20))
    assert faults_of(rules) == [("C002", 3, "two versions of the rule `funded` are in force on 2017-07-01")]


def test_days_without_a_version_are_a_doubt() -> None:
    rules = filing(("valid to: 2017-06-30", 10), ("valid from: 2017-08-01", 20))
    said = "no version of the rule `funded` is in force from 2017-07-01 to 2017-07-31"
    assert faults_of(rules) == [("C003", 3, said)]


def test_a_rule_that_ends_before_it_begins_is_a_fault() -> None:
    rules = filing(("valid from: 2017-07-01, valid to: 2017-06-30", 10))
    said = "the rule `funded` ceases to be valid (2017-06-30) before it begins to be (2017-07-01)"
    assert faults_of(rules) == [("C001", 2, said)]


def test_the_same_id_without_a_time_is_still_a_rule_twice() -> None:
    assert [code for code, *_ in faults_of(filing(("", 10), ("valid from: 2017-07-01", 20)))] == ["N010"]


def test_words_for_a_choice_mean_the_same_in_every_version() -> None:
    """绿灯 is the word for `green`, whichever version gives it."""
    rules = """
        lamps:
        - {id: lamp, on: project, valid to: 2017-06-30, show: [{lamp: red, when: budget > 20}], otherwise: green}
        - {id: lamp, on: project, valid from: 2017-07-01, show: [{lamp: red, when: budget > 10}], otherwise: green}
        definitions:
        - {id: calm, on: project, value: lamp = "绿灯"}
        """
    assert [judge(rules, DATA, day).value("calm", "P") for day in ("2017-06-30", "2017-07-01")] == [
        True,
        False,
    ]
