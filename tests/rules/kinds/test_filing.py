"""Filing criteria: what has to be there before a project is established."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.kinds.judging import faults_of, judge, portfolio

from projgov.scoring.compile import compile as compile_core
from projgov.scoring.model import run

GUIDEBOOK = """
    filing:
      - id: guidebook_complete
        on: project
        judged: guidebook.occurred
        require present: [guidebook.content, guidebook.standard, co units]
        otherwise: not issued
        reason: {zh: "项目指导书缺少:{absent}", en: "The guidebook lacks {absent}"}
"""
FORM = """
    filing:
      - id: form_attached
        on: project
        each: filings
        judged: occurred
        require: form = true
        against: by
        reason: {zh: "{item.id}未附申报表", en: "no form with {item.id}"}
"""


def guidebook(**more: Any) -> list[dict[str, Any]]:
    book = {"version": 1, "occurred": "2017-01-12", "recorded": "2017-01-12", **more}
    return [{"id": "P", "co_units": [], "guidebooks": [book]}]


def test_what_is_filled_in_passes() -> None:
    judged = judge(GUIDEBOOK, portfolio(projects=guidebook(content="内容", standard="标准")), "2017-12-31")
    assert judged.outcomes("guidebook_complete", "P") == ["met"]


def test_what_is_absent_is_named_by_its_label_in_both_languages() -> None:
    judged = judge(GUIDEBOOK, portfolio(projects=guidebook()), "2017-12-31")
    assert judged.reasons("guidebook_complete", "P") == ["项目指导书缺少:项目内容、建设标准"]
    assert judged.reasons("guidebook_complete", "P", "en") == ["The guidebook lacks content, standard"]


def test_each_filing_is_judged_on_the_day_it_was_made() -> None:
    def filing(number: int, day: str, **more: Any) -> dict[str, Any]:
        return {"id": f"F{number}", "occurred": day, "recorded": day, "by": "U1", **more}

    filings = [
        filing(1, "2016-11-01", form=False),
        filing(2, "2016-11-20", form=True),
        filing(3, "2016-12-01"),
    ]
    data = portfolio(units=[{"id": "U1"}], projects=[{"id": "P", "filings": filings}])
    data["registers"]["filings"] = {"complete_through": "2017-12-31"}
    judged = judge(FORM, data, "2017-12-31")
    assert [(o.item.id, o.outcome) for o in judged.occasions("form_attached", "P")] == [
        ("F1", "unmet"),
        ("F2", "met"),
        ("F3", "undetermined"),
    ]
    assert judged.reasons("form_attached", "P") == ["F1未附申报表"]
    assert judged.against("form_attached", "P") == ["U1"]


def filed(through: str, *days: str) -> dict[str, Any]:
    """A project with a filing on each day, of a register that is complete through a day."""
    filings = [
        {"id": f"F{n}", "occurred": day, "recorded": day, "by": "U1", "form": True}
        for n, day in enumerate(days, 1)
    ]
    data = portfolio(units=[{"id": "U1"}], projects=[{"id": "P", "filings": filings}])
    data["registers"]["filings"] = {"complete_through": through}
    return data


@pytest.mark.parametrize("as_of", ["2017-12-31", "2018-01-01", "2018-06-30", "2030-01-01"])
def test_a_register_complete_through_the_year_lacks_nothing_for_rules_that_judge_records_on_their_own_days(
    as_of: str,
) -> None:
    """Whoever files in 2018 files for the rules of 2018: a year's decisions stay that year's."""
    judged = judge(FORM, filed("2017-12-31", "2016-11-20"), as_of)
    assert judged.outcomes("form_attached", "P") == ["met"]


def test_a_record_of_the_next_year_is_no_occasion_of_this_years_rules() -> None:
    data = filed("2018-12-31", "2017-12-31", "2018-01-01")
    assert [o.item.id for o in judge(FORM, data, "2018-06-30").occasions("form_attached", "P")] == ["F1"]


def test_a_register_not_complete_through_the_year_may_lack_a_record_whenever_it_is_asked() -> None:
    data = filed("2017-09-30", "2016-11-20")
    for as_of in ("2017-09-30", "2017-10-01", "2018-06-30"):
        lacking = [] if as_of == "2017-09-30" else ["undetermined"]
        assert judge(FORM, data, as_of).outcomes("form_attached", "P") == ["met", *lacking]


def test_within_the_year_the_day_of_evaluation_counts() -> None:
    data = filed("2017-12-31", "2016-11-20", "2017-05-02")
    assert judge(FORM, data, "2017-05-01").outcomes("form_attached", "P") == ["met"]
    assert judge(FORM, data, "2017-05-02").outcomes("form_attached", "P") == ["met", "met"]


def test_records_that_are_all_judged_on_one_day_are_those_of_that_day() -> None:
    rules = FORM.replace("judged: occurred", "judged: end of quarter 1")
    data = filed("2017-03-31", "2017-03-31", "2017-04-01")
    assert judge(rules, data, "2017-12-31").outcomes("form_attached", "P") == ["met"]
    assert judge(rules, data, "2017-03-31").outcomes("form_attached", "P") == ["met"]
    assert judge(rules, data, "2017-03-30").outcomes("form_attached", "P") == []


@pytest.mark.parametrize(
    "day",
    [
        "2017-04-02, or the next working day",
        "2 working days after end of quarter 1",
        "2017-04-02, 遇节假日顺延",
    ],
)
def test_a_day_that_is_moved_to_a_working_day_is_one_day_for_all_as_well(day: str) -> None:
    """2 to 4 April 2017 were holidays, Saturday the 1st was worked: both lead to the 5th."""
    rules = FORM.replace("judged: occurred", f"judged: '{day}'")
    data = filed("2017-04-05", "2017-04-05", "2017-04-06")
    assert judge(rules, data, "2017-12-31").outcomes("form_attached", "P") == ["met"]
    assert judge(rules, data, "2017-04-04").outcomes("form_attached", "P") == []


def test_records_that_are_judged_on_the_day_of_evaluation_need_a_register_complete_through_it() -> None:
    rules = FORM.replace("        judged: occurred\n", "")
    data = filed("2017-12-31", "2016-11-20")
    assert judge(rules, data, "2017-12-31").outcomes("form_attached", "P") == ["met"]
    assert judge(rules, data, "2018-01-01").outcomes("form_attached", "P") == ["met", "undetermined"]


def test_compiled_code_sees_the_same_records() -> None:
    for as_of in ("2017-03-30", "2017-04-01", "2018-06-30"):
        for through in ("2017-03-31", "2017-12-31"):
            for rules in (FORM, FORM.replace("judged: occurred", "judged: end of quarter 1")):
                judged = judge(rules, filed(through, "2017-03-31", "2018-01-02"), as_of)
                facts = judged.model.facts
                assert compile_core(judged.pack.core).run(facts) == run(judged.pack.core, facts)


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        ("note: nothing", ("F110", 2, "the rule `f` requires nothing")),
        ("require present: [lead unti]", ("N001", 3, "unknown name `lead unti`")),
        ("require: budget", ("T001", 3, "yes or no is wanted here, and this is a number")),
        (
            "require: budget > 2, 要求: budget > 1",
            ("F109", 3, "`要求` and `require` are the same key, given twice"),
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_where_it_stands(keys: str, fault: tuple[str, int, str]) -> None:
    assert faults_of(f"filing:\n  - {{id: f, on: project,\n  {keys}}}\n") == [fault]
