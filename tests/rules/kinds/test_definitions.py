"""Definitions: values with names."""

from __future__ import annotations

from tests.rules.kinds.judging import pack_of

from projgov.domain.plain import from_plain
from projgov.scoring.evaluate import evaluate

RULES = """
definitions:
  - {id: gap, on: project, value: 100 - 40}
  - {id: narrow, on: project, when: gap < 50, value: gap * 2}
filing:
  - {id: wide, on: project, require: narrow = null}
"""


def test_a_definition_that_does_not_apply_to_a_subject_is_null_for_it() -> None:
    data = {"projgov": 1, "id": "p", "projects": [{"id": "P", "title": "t"}]}
    report = evaluate(pack_of(RULES), from_plain(data), "2017-12-31")
    values = report.context.results.values
    assert values["gap"]["P"] == 60
    assert values["narrow"]["P"] is None
    assert report.subject("P").findings == ()
