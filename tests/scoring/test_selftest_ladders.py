"""What a test inside a rule file can ask of a ladder: the step that stands, single steps and their proposals, duties, counts."""

from __future__ import annotations

from textwrap import dedent

import pytest

from projgov.diagnostics import InvalidRuleFile
from projgov.rules.load import Pack, read_text
from projgov.scoring.mutation import mutate
from projgov.scoring.selftest.run import run_tests

RULES = """\
projgov: 1
pack: mini
year: 2017
title: Ladder
escalation:
  - id: weak
    on: project
    title: {zh: 推进不力, en: Weak progress}
    signals:
      - {id: opinion, each: comments, at: item.due}
    steps:
      - {id: remind, title: {zh: 提醒, en: reminder}, when: [{signal: opinion}]}
      - id: listed
        title: {zh: 挂牌督办, en: listed}
        after: [remind]
        decision: required
        when: [{signal: opinion, times: 2, within: quarter}]
        duties:
          - {id: on_site, due: since + days duration(5), require: some i in inspections satisfies i.occurred >= since}
sample:
  registers: {comments: {complete_through: 2017-12-31}, inspections: {complete_through: 2017-12-31}}
  projects:
    - id: P
      comments:
        - {id: C1, occurred: 2017-01-01, recorded: 2017-01-01, due: 2017-02-01}
        - {id: C2, occurred: 2017-01-01, recorded: 2017-01-01, due: 2017-03-01}
tests:
"""
RULED = "rulings: [{id: R, occurred: 2017-04-01, recorded: 2017-04-01, decision: approved, about: [{project: P, rule: weak.listed}]}]"


def pack(expect: str, day: str = "2017-04-06", given: str = RULED) -> Pack:
    """The file with one test of the project."""
    test = f"  - {{name: t, as of: {day}, given: {{{given}}}, expect: {{P: {{{expect}}}}}}}\n"
    read = read_text(dedent(RULES) + test, "rules.yaml")
    assert read.pack is not None, [d.render("en") for d in read.diagnostics]
    return read.pack


def passes(expect: str, day: str = "2017-04-06", given: str = RULED) -> bool:
    (result,) = run_tests(pack(expect, day, given))
    return result.passed


@pytest.mark.parametrize(
    ("expect", "day"),
    [
        ("weak: none", "2017-01-31"),
        ("weak: 提醒", "2017-02-01"),
        ("weak: remind, weak.since: 2017-02-01", "2017-02-01"),
        ("weak: remind, weak.proposed: listed, weak.待决: 挂牌督办", "2017-03-31"),
        ("weak: listed, weak.proposed: none", "2017-04-01"),
        ("weak.remind: taken, weak.listed: none", "2017-03-31"),
        ("weak.listed: 已采取, weak.remind: 1, weak.opinion: 2", "2017-04-01"),
        ("weak.listed.proposed: proposed, weak.listed.待决: 建议", "2017-03-31"),
        ("weak.listed.proposed: none, weak.listed.on_site: pending", "2017-04-05"),
        ("weak.listed.on_site: overdue, weak.unmet: 1", "2017-04-06"),
    ],
)
def test_a_ladder_is_asked_for_its_step_and_each_step_proposal_and_duty_by_its_own_name(
    expect: str, day: str
) -> None:
    assert passes(expect, day)


@pytest.mark.parametrize(
    ("expect", "day"),
    [
        ("weak: remind", "2017-04-01"),
        ("weak.remind: none", "2017-02-01"),
        ("weak.listed.proposed: proposed", "2017-04-01"),
        ("weak.listed.on_site: met", "2017-04-06"),
    ],
)
def test_what_is_not_so_fails(expect: str, day: str) -> None:
    """On 1 April the reminder stands no longer alone: the highest step is what the ladder comes to."""
    assert not passes(expect, day)


def test_of_what_is_not_known_the_step_is_undetermined() -> None:
    given = "registers: {comments: 2017-02-15}"
    assert passes("weak: undetermined, weak.remind: taken", "2017-04-06", given)


def test_a_word_that_a_ladder_cannot_come_to_is_answered_with_its_steps() -> None:
    with pytest.raises(InvalidRuleFile) as caught:
        run_tests(pack("weak: circular"))
    (fault,) = caught.value.diagnostics
    assert (fault.code, "`listed`" in fault.help("en")) == ("F181", True)


def test_parts_of_a_ladder_are_left_out_and_its_numbers_moved() -> None:
    """Nothing but the step proposed on 1 March is asked for: that the ruling waits is noticed, that the quarter counts is not."""
    mutation = mutate(pack("weak: remind, weak.proposed: listed", "2017-03-31", ""))
    survivors = {(c.before, c.after) for c in mutation.survivors}
    assert ("within: quarter", "") in survivors
    assert ("after: [remind]", "") in survivors
    assert ("since + days duration(5)", "since + days duration(6)") in survivors
    assert not {("decision: required", ""), ("2", "3")} & survivors
    assert mutation.tried > len(survivors)
