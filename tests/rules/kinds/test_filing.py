"""Filing criteria: what has to be there before a project is established."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rules.kinds.judging import faults_of, judge, portfolio

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


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        ("note: nothing", ("F110", 2, "the rule `f` requires nothing")),
        ("require present: [lead unti]", ("N001", 3, "unknown name `lead unti`")),
        ("require: budget", ("T001", 3, "yes or no is wanted here, and this is a number")),
        ("require: 1 > 2, 要求: 2 > 1", ("F109", 3, "`要求` and `require` are the same key, given twice")),
    ],
)
def test_what_cannot_be_meant_is_refused_where_it_stands(keys: str, fault: tuple[str, int, str]) -> None:
    assert faults_of(f"filing:\n  - {{id: f, on: project,\n  {keys}}}\n") == [fault]
