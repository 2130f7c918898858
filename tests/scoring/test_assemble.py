"""From what a run computed to the results of subjects."""

from __future__ import annotations

from textwrap import dedent

from tests.rules.kinds.judging import portfolio
from tests.scoring.town import RULES, report

from projgov.scoring.results import Key

FOUND = report()


def test_the_score_of_a_subject_is_the_one_it_is_ranked_by() -> None:
    rules = """\
        points:
          - {id: other, on: project, decimals: 0, lines: [{id: l, give: '1'}]}
          - {id: ranked, on: project, decimals: 0, lines: [{id: l, give: '2'}]}
        awards:
          - {id: best, on: project, by: ranked, top: 1}
        """
    found = report(dedent(rules), portfolio(projects=[{"id": "A"}])).subject("A")
    assert found.score is not None
    assert (found.score.rule.id, found.score.points) == ("ranked", 2)
    assert [s.rule.id for s in found.scores] == ["other", "ranked"]


def test_where_nothing_is_ranked_the_first_score_is_the_score() -> None:
    rules = (
        "points:\n  - {id: a, on: project, decimals: 0, lines: [{id: l, give: '1'}]}\n"
        "  - {id: b, on: project, decimals: 0, lines: [{id: l, give: '2'}]}\n"
    )
    found = report(rules, portfolio(projects=[{"id": "A"}])).subject("A")
    assert found.score is not None
    assert found.score.rule.id == "a"
    assert (found.grade, found.lamp, found.rank) == (None, None, None)


def test_a_rule_says_nothing_of_a_subject_to_which_it_does_not_apply() -> None:
    rules = RULES.replace("    of: score\n", "    of: score\n    when: missed < 5\n").replace(
        "    decimals: 1\n    lines", "    when: missed < 5\n    decimals: 1\n    lines"
    )
    found = report(rules)
    assert [len(found.subject(s).scores) for s in "AB"] == [1, 0]
    assert found.subject("B").grade is not None
    assert found.subject("B").grade.code is None  # type: ignore[union-attr]  # there is a grade, as just said


def test_lines_and_total_are_exact_and_add_up() -> None:
    for one in FOUND.of_type("project"):
        score = one.score
        assert score is not None
        if score.points is not None:
            assert sum(line.points or 0 for line in score.lines) == score.points


def test_a_result_that_is_not_known_says_what_is_missing() -> None:
    found = FOUND.subject("C")
    assert found.score is not None
    assert found.score.points is None
    assert found.score.missing is not None
    assert found.grade is not None
    assert (found.grade.code, found.grade.label) == (None, None)
    assert found.grade.missing is not None
    assert found.grade.fault is None


def test_a_sanction_of_which_it_cannot_be_said_is_among_the_undetermined() -> None:
    """Of C no accident is known: neither is a talk proposed, nor is it passed over in silence."""
    found = FOUND.subject("C")
    assert found.sanctions == ()
    assert [(u.rule.id, u.outcome) for u in found.undetermined] == [("talk", None)]
    missing = found.undetermined[0].missing
    assert missing is not None
    assert {e.path for e in missing.evidence} == {("accident",)}


def test_who_answers_is_the_subject_that_is_named() -> None:
    assert [s.against for s in FOUND.subject("B").sanctions] == [Key("unit", "U-1"), None]


def test_ranks_tell_best_and_worst_where_others_are_open() -> None:
    """A has the most points there are, so that C can reach it and not pass it; B has the fewest."""
    ranks = [(r.rank, r.best, r.worst, r.size) for s in "ABC" if (r := FOUND.subject(s).rank) is not None]
    assert ranks == [(1, 1, 1, 3), (None, 2, 3, 3), (None, 1, 3, 3)]


def test_the_rank_and_the_score_of_a_list_are_those_of_the_first_rule_that_ranks() -> None:
    """B is on no ranking but the second: its review is not to be compared with A's score, and stands in no column beside it."""
    rules = """\
        points:
          - {id: score, on: project, when: 'id = "A"', decimals: 0, lines: [{id: own, give: '70'}]}
          - {id: review, on: project, decimals: 0, lines: [{id: own, give: '90'}]}
        awards:
          - {id: by_score, on: project, by: score, among: 'id = "A"'}
          - {id: by_review, on: project, by: review}
        """
    both = report(dedent(rules), portfolio(projects=[{"id": "A"}, {"id": "B"}]))
    first, second = both.subject("A"), both.subject("B")
    assert first.rank is not None
    assert first.score is not None
    assert (first.rank.rule.id, first.score.points) == ("by_score", 70)
    assert (second.rank, second.score) == (None, None)
    assert [(r.rule.id, r.rank) for r in second.ranks] == [("by_review", 1)]
