"""Two rule files over one portfolio: who moves, from what to what, by which rule."""

from __future__ import annotations

from random import Random
from textwrap import dedent

from hypothesis import given
from tests.laws.drawing import Case, cases, orders, tried
from tests.rules.kinds.judging import pack_of, portfolio

from projgov.domain.plain import from_plain
from projgov.rules.load import Pack
from projgov.scoring.comparison import Comparison, compare
from projgov.scoring.comparison.said import Said
from projgov.testing.rule_text import read
from projgov.testing.shuffling import shuffled_rules

RULES = """
    parameters:
      per_report: {value: 2, basis: assumed}
      line: {value: 4, basis: assumed}
    definitions:
      - {id: sent, on: project, value: count(reports)}
    points:
      - id: score
        on: project
        title: {zh: 得分, en: score}
        decimals: 0
        total: {most: 10}
        lines:
          - {id: reporting, title: {zh: 报送, en: reporting}, give: 'min(10, sent * per_report)'}
    grades:
      - {id: grade, on: project, of: score, bands: [{grade: good, from: line}], otherwise: {grade: poor}}
    awards:
      - {id: prize, on: project, by: score, top: 1, tie: share}
    filing:
      - {id: budgeted, on: project, require: budget > 0, otherwise: flag}
    """


def pack(*changes: tuple[str, str]) -> Pack:
    """The rules with some words exchanged."""
    text = dedent(RULES)
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return pack_of(text)


def project(name: str, reports: int, budget: int = 1) -> dict[str, object]:
    written = [
        {"id": f"{name}-{n}", "occurred": f"2017-0{n}-28", "recorded": f"2017-0{n}-28", "kind": "monthly"}
        for n in range(1, reports + 1)
    ]
    return {"id": name, "budget": budget, "reports": written}


DATA = from_plain(portfolio(projects=[project("A", 1), project("B", 2), project("C", 3)]))


def compared(*changes: tuple[str, str]) -> Comparison:
    return compare(pack(), pack(*changes), DATA, "2017-12-31")


def told(found: Comparison) -> list[tuple[str, str, str | None, str | None, list[str]]]:
    """Subject, aspect, before, after, and by what."""
    return [
        (c.key.id, c.spot.aspect, plain(c.before), plain(c.after), [d.id for d in c.due_to])
        for c in found.changes
    ]


def plain(said: Said | None) -> str | None:
    return None if said is None else said.plain


def test_a_changed_parameter_is_named_for_all_that_it_moves() -> None:
    """Twice 2 points are 4, a good grade; twice 1 are 2, a poor one. A had 2 and C 6; the order of the three stays."""
    found = compared(("per_report: {value: 2", "per_report: {value: 1"))
    assert told(found) == [
        ("A", "score", "2", "1", ["per_report"]),
        ("A", "line", "2", "1", ["per_report"]),
        ("B", "score", "4", "2", ["per_report"]),
        ("B", "line", "4", "2", ["per_report"]),
        ("B", "grade", "good", "poor", ["per_report"]),
        ("C", "score", "6", "3", ["per_report"]),
        ("C", "line", "6", "3", ["per_report"]),
        ("C", "grade", "good", "poor", ["per_report"]),
    ]
    assert found.moved == {"score": 3, "line": 3, "grade": 2}
    (cause,) = found.causes
    assert (cause.what, cause.sort, cause.new and cause.new.line, found.due_to(cause)) == (
        "parameter",
        "changed",
        2,
        3,
    )


def test_of_two_changes_each_subject_is_told_the_one_that_moved_it() -> None:
    """A lower line lifts A (2 points) to good; the condition on the budget catches all, and moves no score."""
    found = compared(("line: {value: 4", "line: {value: 2"), ("budget > 0", "budget > 1"))
    assert told(found) == [
        ("A", "grade", "poor", "good", ["line"]),
        ("A", "finding", None, "flag 2017-12-31", ["budgeted"]),
        ("B", "finding", None, "flag 2017-12-31", ["budgeted"]),
        ("C", "finding", None, "flag 2017-12-31", ["budgeted"]),
    ]


def test_who_moves_because_others_do_is_told_by_what_they_moved() -> None:
    """From 3 points at most, B (4) and C (6) are level at 3: both share the first place, and B gets the prize as well."""
    found = compared(("total: {most: 10}", "total: {most: 3}"), ("line: {value: 4", "line: {value: 3"))
    ranks = [t for t in told(found) if t[1] in ("rank", "award")]
    assert ranks == [
        ("B", "rank", "2", "1", ["score"]),
        ("B", "award", None, "proposed", ["score"]),
    ]


def test_an_added_rule_and_a_removed_one_are_told_as_such() -> None:
    found = compared(("id: budgeted", "id: funded"), ("budget > 0", "budget > 5"))
    assert {(c.id, c.sort) for c in found.causes} == {("budgeted", "removed"), ("funded", "added")}
    assert told(found) == [(p, "finding", None, "flag 2017-12-31", ["funded"]) for p in "ABC"]


def test_texts_for_people_and_places_in_the_file_are_no_difference() -> None:
    found = compared(("title: {zh: 得分, en: score}", "title: {zh: 总得分, en: total score}\n    note: 说明"))
    assert (found.changes, found.causes) == ((), ())


def test_a_difference_that_moves_nobody_is_listed_all_the_same() -> None:
    """Whether a budget of 0 is allowed matters to none of the three."""
    found = compared(("budget > 0", "budget >= 0"))
    assert found.changes == ()
    assert [(c.id, found.due_to(c)) for c in found.causes] == [("budgeted", 0)]


@tried(15)
@given(cases(), orders())
def test_the_same_rules_in_another_order_move_nobody(case: Case, random: Random) -> None:
    shuffled = read(shuffled_rules(case.text, random))
    found = compare(case.pack, shuffled, case.portfolio, case.as_of, on_error="report")
    assert (found.changes, found.causes) == ((), ())
