"""Which excuses suspend which rules, on which days."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.kinds.judging import Judged, judge, portfolio

from projgov.domain.calendar import parse_date
from projgov.domain.plain import from_plain
from projgov.scoring.compile import compile as compile_core
from projgov.scoring.evaluate import evaluate

RULES = """
    cadence:
    - id: monthly summary
      on: project
      every: month
      due: 5 days after period end
      met by: some r in reports satisfies r.period = period
    schedule:
    - id: gates
      on: project
      gates:
      - {id: started, due: 03-31, require: count(evidence) > 0}
      - {id: half, due: 06-30, require: count(evidence) > 1}
    """


def excuse(**changes: Any) -> dict[str, Any]:
    """An excuse for March and April that names the monthly summary."""
    plain = {
        "id": "X1", "ground": "objective", "authority": "市委政法委", "document": "政法〔2017〕5号", "occurred": "2017-04-01",
        "recorded": "2017-04-02", "from": "2017-03-01", "to": "2017-04-30", "suspends": ["monthly summary"], **changes,
    }  # fmt: skip
    return {key: value for key, value in plain.items() if value != "absent"}


def judged(*excuses: dict[str, Any], rules: str = RULES, as_of: str = "2017-12-31", **project: Any) -> Judged:
    """The rules run over a project with these excuses, in the readable model and in compiled code alike."""
    found = judge(rules, portfolio(projects=[{"id": "P", "excuses": list(excuses), **project}]), as_of)
    results = found.model.results()
    assert compile_core(found.pack.core).run(found.model.facts) == results
    return found


def excused_days(found: Judged, check: str = "monthly_summary") -> list[str]:
    """The days on which a check is excused."""
    return [o.judged.isoformat() for o in found.occasions(check, "P") if o.outcome == "excused"]


def test_an_excuse_suspends_the_rule_that_it_names_on_the_days_that_it_covers() -> None:
    found = judged(excuse())
    assert excused_days(found) == ["2017-03-05", "2017-04-05"]
    assert found.outcomes("gates.started", "P") == ["unmet"]
    assert [found.value(f"monthly_summary.{n}", "P") for n in ("met", "unmet", "pending", "excused")] == [
        0,
        9,
        1,
        2,
    ]


def test_what_was_met_stays_met() -> None:
    report = {
        "id": "R",
        "kind": "monthly",
        "period": "2017-02",
        "occurred": "2017-03-01",
        "recorded": "2017-03-01",
    }
    assert excused_days(judged(excuse(), reports=[report])) == ["2017-04-05"]


@pytest.mark.parametrize(
    ("suspends", "excused"),
    [
        (["gates"], ["gates.started", "gates.half"]),
        (["gates.half"], ["gates.half"]),
        (["monthly_summary", "gates.started"], ["gates.started"]),
        (["started"], []),
    ],
)
def test_a_rule_is_named_as_a_whole_or_one_part_of_it(suspends: list[str], excused: list[str]) -> None:
    found = judged(excuse(to="2017-12-31", suspends=suspends))
    assert [c for c in ("gates.started", "gates.half") if found.outcomes(c, "P") == ["excused"]] == excused


def test_an_excuse_counts_from_when_it_is_on_record_and_then_for_days_before_that_too() -> None:
    assert excused_days(judged(excuse(recorded="2017-06-01"), as_of="2017-05-31")) == []
    assert excused_days(judged(excuse(occurred="2017-06-01", recorded="2017-06-01"), as_of="2017-06-01")) == [
        "2017-03-05", "2017-04-05",
    ]  # fmt: skip


def test_what_is_pending_is_excused_where_its_day_is_covered() -> None:
    assert excused_days(judged(excuse(), as_of="2017-04-03")) == ["2017-03-05", "2017-04-05"]


def test_without_a_first_day_an_excuse_covers_from_the_day_on_which_it_was_granted() -> None:
    assert excused_days(judged(excuse(**{"from": "absent"}))) == ["2017-04-05"]


def test_an_excuse_until_further_notice_has_no_end_and_one_of_unknown_end_leaves_open_what_it_may_cover() -> (
    None
):
    assert len(excused_days(judged(excuse(to=None)))) == 11
    found = judged(excuse(to="absent"))
    assert found.outcomes("monthly_summary", "P") == ["unmet"] + ["undetermined"] * 10 + ["pending"]
    (evidence,) = found.occasions("monthly_summary", "P")[1].value.evidence  # type: ignore[union-attr]  # undetermined
    assert evidence.path == ("excuses", "X1", "to")


@pytest.mark.parametrize("suspends", [[], "absent"])
@pytest.mark.parametrize(
    ("head", "excused"), [("", 0), ("excusable: any\n", 2), ("可容错: 一律\n", 2), ("excusable: never\n", 0)]
)
def test_an_excuse_that_names_no_rule_suspends_those_of_a_file_that_says_so(
    suspends: Any, head: str, excused: int
) -> None:
    found = judged(excuse(suspends=suspends), rules=head + "\n".join(line[4:] for line in RULES.splitlines()))
    assert len(excused_days(found)) == excused


def test_a_rule_says_itself_which_excuses_suspend_it() -> None:
    rules = RULES.replace("every: month", "every: month\n      excusable: never")
    assert excused_days(judged(excuse(), rules=rules)) == []
    rules = RULES.replace("every: month", "every: month\n      excusable: any")
    assert len(excused_days(judged(excuse(suspends=[]), rules=rules))) == 2


def test_excuses_that_may_not_all_be_on_record_leave_nothing_open() -> None:
    data = portfolio(projects=[{"id": "P", "evidence": []}])
    data["registers"] = {"evidence": data["registers"]["evidence"]}
    assert judge(RULES, data, "2017-12-31").outcomes("gates.started", "P") == ["unmet"]


def test_a_rule_of_several_versions_is_suspended_by_its_own_name() -> None:
    rules = """
        filing:
        - {id: led, on: project, judged: 04-01, valid to: 2017-06-30, require: budget > 9}
        - {id: led, on: project, judged: 08-01, valid from: 2017-07-01, require: budget > 9}
        """
    found = judged(excuse(suspends=["led"], to="2017-12-31"), rules=rules, budget=1)
    assert [found.outcomes(c, "P") for c in ("led@1", "led@2")] == [["excused"], ["excused"]]


def test_a_sanction_of_a_suspended_rule_is_not_proposed() -> None:
    rules = "sanctions:\n- {id: talk, on: project, propose when: budget > 9, measure: talk}\n"
    assert judged(rules=rules, budget=10).value("talk.proposed", "P") == 1
    assert judged(excuse(suspends=["talk"], to=None), rules=rules, budget=10).value("talk.proposed", "P") == 0


DAYS = st.dates(parse_date("2017-01-01"), parse_date("2018-01-31")).map(lambda d: d.isoformat())


@given(DAYS, DAYS, DAYS)
def test_the_days_excused_are_those_due_within_the_excuse(start: str, end: str, as_of: str) -> None:
    given_on = {"occurred": "2017-01-01", "recorded": "2017-01-01"}
    found = judge(
        RULES,
        portfolio(projects=[{"id": "P", "excuses": [excuse(**{"from": start, "to": end}, **given_on)]}]),
        as_of,
    )
    due = [f"2017-{m:02}-05" for m in range(2, 13)] + ["2018-01-05"]
    assert excused_days(found) == [day for day in due if start <= day <= end]


def test_explanations_and_json_tell_ground_authority_document_and_dates() -> None:
    found = judged(excuse(description="台风"))
    report = evaluate(
        found.pack,
        from_plain(portfolio(projects=[{"id": "P", "excuses": [excuse(description="台风")]}])),
        "2017-12-31",
    )
    assert (
        "因免责事由暂停适用的规则\n"
        "  monthly summary 2017-02、monthly summary 2017-03\n"
        "    X1：客观原因（台风），经市委政法委批准（政法〔2017〕5号），2017-03-01 至 2017-04-30\n"
    ) in report.explain("P", language="zh")
    assert (
        "    X1: objective reasons (台风), approved by 市委政法委 (政法〔2017〕5号), 2017-03-01 to 2017-04-30\n"
    ) in report.explain("P")
    first = report.explanation("P")["excused"][0]
    assert (first["rule"], first["occasion"], first["judged"]) == ("monthly_summary", "2017-02", "2017-03-05")
    assert first["excuses"] == [
        {
            "id": "X1", "ground": {"code": "objective", "zh": "客观原因", "en": "objective reasons"}, "description": "台风",
            "authority": "市委政法委", "document": "政法〔2017〕5号", "from": "2017-03-01", "to": "2017-04-30",
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "head", "code", "message"),
    [
        ({"suspends": ["monthly_sumary"]}, "", "D060", "the excuse `X1` suspends the rule `monthly_sumary`, and there is no such rule on project"),
        ({}, "excusable: never\n", "D061", "the excuse `X1` suspends the rule `monthly summary`, which by the rule file nothing excuses"),
        ({"to": "2017-02-01"}, "", "D062", "the excuse `X1` ends (2017-02-01) before it starts (2017-03-01)"),
        ({"suspends": []}, "", "D063", "the excuse `X1` names no rule that it suspends, and so suspends none"),
    ],
)  # fmt: skip
def test_an_excuse_that_cannot_do_what_it_is_for_is_doubted(
    changes: dict[str, Any], head: str, code: str, message: str
) -> None:
    rules = head + "\n".join(line[4:] for line in RULES.splitlines())
    data = portfolio(projects=[{"id": "P", "excuses": [excuse(**changes)]}])
    report = evaluate(judge(rules, data, "2017-12-31").pack, from_plain(data), "2017-12-31")
    (warning,) = report.warnings
    assert (warning.code, warning.message("en"), warning.is_error) == (code, message, False)
    assert warning.place.path == "project P · excuses X1"
    assert report.to_plain()["warnings"][0]["message"]["en"] == message


def test_an_excuse_in_order_is_not_doubted() -> None:
    data = portfolio(
        projects=[{"id": "P", "excuses": [excuse(suspends=["gates.half", "gates", "monthly summary"])]}]
    )
    assert evaluate(judge(RULES, data, "2017-12-31").pack, from_plain(data), "2017-12-31").warnings == ()


def test_several_excuses_are_told_in_the_order_of_their_ids() -> None:
    excuses = [excuse(id="X2", ground="leave"), excuse(id="X1")]
    data = portfolio(projects=[{"id": "P", "excuses": excuses}])
    found = (
        evaluate(judge(RULES, data, "2017-12-31").pack, from_plain(data), "2017-12-31").subject("P").excused
    )
    assert [[e.id for e in one.excuses] for one in found] == [["X1", "X2"]] * 2


def test_an_excuse_suspends_the_rules_on_its_own_subject_alone() -> None:
    """That of the lead unit does not excuse its projects, and is doubted."""
    data = portfolio(
        units=[{"id": "U", "excuses": [excuse()]}], projects=[{"id": "P", "lead_unit": "U", "excuses": []}]
    )
    found = judge(RULES, data, "2017-12-31")
    assert "excused" not in found.outcomes("monthly_summary", "P")
    (doubt,) = evaluate(found.pack, from_plain(data), "2017-12-31").warnings
    assert (doubt.code, doubt.place.path) == ("D060", "unit U · excuses X1")
