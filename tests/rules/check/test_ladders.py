"""Ladders that load and cannot work: what is doubted, what is not, and that what is mended as the message says is clean."""

from __future__ import annotations

from textwrap import dedent

import pytest

from projgov.rules.check import checked
from projgov.rules.load import read_text

RULES = """\
projgov: 1
pack: mini
year: 2017
title: Ladder
filing:
  - {id: filed, on: project, require present: [title]}
escalation:
  - id: weak
    on: project
    signals:
      - {id: opinion, each: comments, at: item.due}
      - {id: unfiled, rule: filed}
      - {id: accepted, each: acceptances}
    steps:
      - {id: remind, deadline: 30 days after since, when: [{signal: opinion}, {signal: unfiled}]}
      - {id: warn, when: [{unresolved: remind}]}
      - {id: listed, measure: listed, when: [{signal: opinion, times: 2}]}
      - {id: accountable, decision: required, when: [{signal: opinion, times: 3}]}
    clears:
      - {signal: accepted}
"""


def doubts(text: str) -> list[str]:
    """The codes of what is doubted of the ladder."""
    found = checked(read_text(dedent(text), "rules.yaml"))
    assert not [d.render("en") for d in found if d.is_error]
    return [d.code for d in found if "L060" < d.code < "L070"]


def changed(before: str, after: str) -> str:
    assert before in RULES
    return RULES.replace(before, after)


def test_of_a_ladder_that_works_nothing_is_doubted() -> None:
    assert doubts(RULES) == []


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("deadline: 30 days after since, ", "", "L061"),
        (", {signal: unfiled}", "", "L062"),
        ("{signal: accepted}", "{signal: accepted, from: [remind, warn, listed]}", "L063"),
        ("{signal: unfiled}", "{signal: unfiled, times: 2}", "L064"),
    ],
)
def test_what_cannot_work_is_doubted_and_clean_once_it_is_mended(right: str, wrong: str, code: str) -> None:
    assert doubts(changed(right, wrong)) == [code]


def test_a_decision_may_name_the_deadline_that_the_file_does_not() -> None:
    assert (
        doubts(changed("id: remind, deadline: 30 days after since", "id: remind, decision: required")) == []
    )


def test_a_signal_whose_count_another_rule_reads_is_there_to_be_counted() -> None:
    counted = "definitions:\n  - {id: counted, on: project, value: weak.unfiled}\n"
    assert doubts(changed(", {signal: unfiled}", "") + counted) == []


@pytest.mark.parametrize(
    ("way", "codes"),
    [
        ("{signal: accepted, to: previous}", []),
        ("{signal: accepted, to: previous, from: [accountable]}", ["L063"]),
        ("{signal: accepted, from: [accountable]}", []),
        ("{signal: accepted, to: listed}", ["L063"]),
        ("{signal: accepted, to: warn}", []),
    ],
)
def test_a_step_is_left_by_its_own_way_or_by_one_from_a_step_above(way: str, codes: list[str]) -> None:
    """`to: previous` from the last step ends that step alone; `to: listed` leaves `listed` standing."""
    assert doubts(changed("{signal: accepted}", way)) == codes


def test_a_measure_that_is_done_once_it_is_taken_needs_no_way_back() -> None:
    talk = changed(
        "decision: required, when: [{signal: opinion, times: 3",
        "decision: required, measure: talk, when: [{signal: opinion, times: 3",
    )
    assert (
        doubts(talk.replace("{signal: accepted}", "{signal: accepted, from: [remind, warn, listed]}")) == []
    )


def test_a_rule_that_ends_on_a_day_ends_its_steps() -> None:
    ends = changed("{signal: accepted}", "{signal: accepted, to: listed}")
    assert doubts(ends.replace("- id: weak\n", "- id: weak\n    valid to: 2017-12-31\n")) == []


def test_a_ladder_without_duties_has_no_occasions_that_another_could_hear() -> None:
    other = """\
  - id: other
    on: project
    signals: [{id: weak, rule: weak}]
    steps: [{id: remind, when: [{signal: weak}]}]
"""
    assert doubts(RULES + other) == ["L064"]


def test_of_a_rule_that_judges_occasions_one_by_one_any_number_may_be_asked() -> None:
    many = changed("{id: filed, on: project,", "{id: filed, on: project, each: comments,")
    assert doubts(many.replace("{signal: unfiled}", "{signal: unfiled, times: 9}")) == []
