"""What a line of a score counts: occasions of its own subject, under whatever name."""

from __future__ import annotations

from textwrap import dedent

from tests.rules.kinds.judging import portfolio
from tests.scoring.town import report

from projgov.scoring.counted import counted, tallies
from projgov.scoring.results import Key

RULES = dedent("""\
    cadence:
      - {id: monthly, on: project, every: quarter, due: period end, met by: some r in reports satisfies r.period = period}
    definitions:
      - {id: missed, on: project, value: monthly.overdue}
    points:
      - id: score
        on: project
        decimals: 0
        lines:
          - {id: named, base: 10, deduct: {each: monthly.overdue, points: 1}}
          - {id: twice_named, base: 10, deduct: {each: missed, points: 1}}
          - {id: plain, give: '5'}
      - id: unit_score
        on: unit
        decimals: 0
        lines:
          - {id: theirs, base: 100, deduct: {each: sum(led projects.monthly.overdue), points: 1}}
    """)
DATA = portfolio(units=[{"id": "A", "parent": None}], projects=[{"id": "A", "lead_unit": "A"}])
"""A unit and a project of one id."""
CONTEXT = report(RULES, DATA).context


def occasions(line: str, kind: str = "project") -> list[str]:
    """The quarters that a line counts."""
    body = CONTEXT.core.definitions[line].body
    return [str(o.item["period"]) for o in counted(body, Key(kind, "A"), CONTEXT)]


def test_occasions_are_found_under_the_name_of_the_rule() -> None:
    assert occasions("score.named") == ["2017-Q1", "2017-Q2", "2017-Q3", "2017-Q4"]


def test_a_definition_in_between_is_looked_through() -> None:
    assert occasions("score.twice_named") == ["2017-Q1", "2017-Q2", "2017-Q3", "2017-Q4"]


def test_a_line_that_counts_nothing_has_none() -> None:
    assert occasions("score.plain") == []
    assert list(tallies(CONTEXT.core.definitions["score.plain"].body, CONTEXT)) == []


def test_what_others_are_counted_for_is_not_told_of_a_subject_that_happens_to_bear_their_id() -> None:
    assert occasions("unit_score.theirs", "unit") == []
