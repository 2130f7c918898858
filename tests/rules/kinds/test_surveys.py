"""Surveys: the rate of those satisfied, whether enough answered, whether figures agree, and in which order things came."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from tests.rules.kinds.judging import Judged, faults_of, judge, portfolio

from projgov.scoring.compile import compile as compile_core
from projgov.scoring.model import run
from projgov.scoring.values import Unknown


def rule(*keys: str) -> str:
    lines = "".join(f"        {key}\n" for key in keys)
    return f"\n    surveys:\n      - id: happy\n        on: unit\n        judged: end of year\n{lines}"


def survey(name: str = "S1", occurred: str = "2017-11-01", **more: Any) -> dict[str, Any]:
    return {"id": name, "occurred": occurred, "recorded": occurred, **more}


def counts(satisfied: int, answered: int, asked: int | None = None) -> dict[str, Any]:
    given: dict[str, Any] = {"satisfied": satisfied, "answered": answered}
    return given if asked is None else {**given, "asked": asked}


def found(rules: str, *surveys: dict[str, Any], **more: Any) -> Judged:
    """The rules run over one unit with these surveys; compiled as in the model."""
    data = portfolio(units=[{"id": "U1", "surveys": list(surveys), **more}])
    data["registers"] |= {"surveys": {"complete_through": "2018-12-31"}}
    judged = judge(rules, data, "2017-12-31")
    facts = judged.model.facts
    assert compile_core(judged.pack.core).run(facts) == run(judged.pack.core, facts)
    return judged


def rate(rules: str, *surveys: dict[str, Any]) -> Any:
    return found(rules, *surveys).value("happy", "U1")


def test_the_rate_is_exact_unless_the_rule_says_how_it_is_rounded() -> None:
    assert rate(rule(), survey(**counts(2, 3))) == Fraction(200, 3)
    assert rate(rule("decimals: 1"), survey(**counts(2, 3))) == Fraction("66.7")


def test_a_survey_without_numbers_counts_by_the_rate_that_it_gives() -> None:
    assert rate(rule(), survey(rate="92.5")) == Fraction("92.5")
    judged = found(rule(), survey())
    assert isinstance(unknown := judged.value("happy", "U1"), Unknown)
    assert {e.path for e in unknown.evidence} == {("surveys", "S1", "rate")}


def test_without_a_survey_or_an_answer_the_rate_is_undetermined_and_never_zero() -> None:
    judged = found(rule())
    assert isinstance(judged.value("happy.rate", "U1"), Unknown)
    assert judged.outcomes("happy.held", "U1") == ["unmet"]
    assert isinstance(rate(rule(), survey(**counts(0, 0))), Unknown)
    assert isinstance(rate(rule("several: pooled"), survey(**counts(0, 0))), Unknown)


@pytest.mark.parametrize(
    ("several", "expected"),
    [("latest", 50), ("pooled", Fraction(250, 3)), ("mean", 70)],  # 10 of 20; 100 of 120; (90 + 50) / 2
)
def test_several_surveys_come_to_what_the_rule_says(several: str, expected: Fraction | int) -> None:
    surveys = [survey(**counts(90, 100), occurred="2017-05-01"), survey("S2", **counts(10, 20))]
    assert rate(rule(f"several: {several}"), *surveys) == expected


def test_pooled_surveys_need_their_numbers() -> None:
    assert isinstance(rate(rule("several: pooled"), survey(**counts(9, 10)), survey("S2", rate=50)), Unknown)


def test_too_few_answers_and_too_low_a_response_are_found() -> None:
    judged = found(rule("least answers: 100", "response rate: 80%"), survey(**counts(60, 79, 100)))
    assert judged.reasons("happy.answers", "U1") == ["有效79份，应有100份"]
    assert judged.reasons("happy.response", "U1") == ["发放100份，有效79份，不足规定的回收率"]
    judged = found(rule("least answers: 80", "response rate: 80%"), survey(**counts(60, 80, 100)))
    assert judged.outcomes("happy.answers", "U1") == judged.outcomes("happy.response", "U1") == ["met"]


def test_of_what_nobody_wrote_down_no_response_rate_is_known() -> None:
    judged = found(rule("response rate: 80%"), survey(**counts(60, 80)))
    assert judged.outcomes("happy.response", "U1") == ["undetermined"]


@pytest.mark.parametrize(
    ("given", "outcome"), [("66.7", "met"), ("66.6", "unmet"), ("70", "unmet"), (None, "met")]
)
def test_a_rate_given_beside_the_numbers_has_to_agree_with_them(given: str | None, outcome: str) -> None:
    more: dict[str, Any] = {} if given is None else {"rate": given}
    judged = found(rule(), survey(**counts(2, 3), **more))
    assert judged.outcomes("happy.agreement", "U1") == [outcome]
    assert judged.value("happy", "U1") == Fraction(200, 3)  # the numbers count
    wide = found(rule("tolerance: 4"), survey(**counts(2, 3), **more))
    assert wide.outcomes("happy.agreement", "U1") == ["met"]


@pytest.mark.parametrize(
    ("numbers", "outcome"),
    [(counts(9, 10, 10), "met"), (counts(11, 10), "unmet"), (counts(9, 10, 8), "unmet")],
)
def test_numbers_that_cannot_be_are_found(numbers: dict[str, Any], outcome: str) -> None:
    assert found(rule(), survey(**numbers)).outcomes("happy.possible", "U1") == [outcome]


@pytest.mark.parametrize(
    ("key", "outcome"), [("at least: 90%", "met"), ("over: 90%", "unmet"), ("at least: 91%", "unmet")]
)
def test_the_rate_has_to_be_what_is_wanted(key: str, outcome: str) -> None:
    assert found(rule(key), survey(**counts(9, 10))).outcomes("happy.enough", "U1") == [outcome]


def test_a_threshold_can_be_a_parameter_in_percent() -> None:
    head = "parameters:\n  least: {value: 90, unit: percent, basis: assumed}\nsurveys:\n- {id: happy, on: unit, at least: least}\n"
    judged = found(head, survey(**counts(89, 100)))
    assert judged.reasons("happy.enough", "U1") == ["满意率89%，应不低于90%"]


ORDER = ('promised: min(evidence[kind = "promise"].occurred)', "reviewed: max(panels.occurred)")


@pytest.mark.parametrize(
    ("promise", "review", "outcome"),
    [
        ("2017-03-01", "2017-06-01", "met"),
        ("2017-07-01", "2017-06-01", "unmet"),
        ("2017-03-01", "2017-12-01", "unmet"),
        (None, "2017-06-01", "unmet"),
    ],
)
def test_promise_review_and_survey_come_in_this_order(promise: str | None, review: str, outcome: str) -> None:
    def entry(name: str, day: str | None, **more: Any) -> list[dict[str, Any]]:
        return [] if day is None else [{"id": name, "occurred": day, "recorded": day, **more}]

    data = portfolio(
        units=[
            {
                "id": "U1",
                "surveys": [survey(**counts(9, 10))],
                "evidence": entry("E1", promise, kind="promise"),
                "panels": entry("V1", review),
            }
        ]
    )
    data["registers"] |= {name: {"complete_through": "2018-12-31"} for name in ("surveys", "panels")}
    assert judge(rule(*ORDER), data, "2017-12-31").outcomes("happy.order", "U1") == [outcome]


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        (rule("of: panels"), "F534"),
        (rule("at least: 90%", "over: 80%"), "F524"),
        (rule("at least: 90"), "F520"),
    ],
)
def test_what_is_written_wrong_is_told(rules: str, code: str) -> None:
    assert [found for found, _, _ in faults_of(rules)] == [code]
