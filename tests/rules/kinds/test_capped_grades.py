"""Grades of which there is only so much: caps within a class, ties beyond the last place, and who may still change what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise, permutations, product
from math import floor
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.kinds.scoring import faults, score, with_facts

from projgov.scoring.compile import compile as compile_core
from projgov.scoring.model import run
from projgov.scoring.values import Unknown

TWO = (
    "[{grade: excellent, from: 3, most: 1}, {grade: good, from: 2, most share: 1/2}, {grade: pass, from: 1}]"
)
FIFTH = "[{grade: excellent, from: 90, most share: 20%}, {grade: pass, from: 60}]"


def rule(bands: str, *keys: str) -> str:
    """A grading of the fact `n` with these bands, otherwise fail."""
    lines = "".join(f"        {key}\n" for key in keys)
    return with_facts(
        f"""
    grades:
      - id: g
        on: project
        of: n
        bands: {bands}
{lines}        otherwise: {{grade: fail}}
    """,
        n="number, decimals: 1",
        c="text",
    )


def graded(rules: str, subjects: Mapping[str, Any]) -> dict[str, Any]:
    """The grades of subjects with these scores (None: unknown), or with these facts; compiled as in the model."""
    facts = {k: v if isinstance(v, dict) else {} if v is None else {"n": v} for k, v in subjects.items()}
    found = score(rules, facts)
    assert compile_core(found.pack.core).run(found.model.facts) == run(found.pack.core, found.model.facts)
    return {name: found.value("g", name) for name in subjects}


def given_to(found: Mapping[str, Any], grade: str) -> list[str]:
    return [name for name, value in found.items() if value == grade]


# -- caps


def test_no_more_than_a_share_of_the_class_is_excellent_and_who_is_beyond_moves_on() -> None:
    found = graded(rule(FIFTH), {f"P{i}": 90 + i for i in range(10)})
    assert given_to(found, "excellent") == ["P8", "P9"]  # 20 % of 10
    assert given_to(found, "pass") == [f"P{i}" for i in range(8)]


def test_a_share_is_rounded_down_unless_the_rule_says_otherwise() -> None:
    subjects = {f"P{i}": 90 + i for i in range(9)}  # 20 % of 9 is 1.8
    assert given_to(graded(rule(FIFTH), subjects), "excellent") == ["P8"]
    assert given_to(graded(rule(FIFTH, "rounding of share: half up"), subjects), "excellent") == ["P7", "P8"]


def test_places_that_nobody_reaches_stay_empty() -> None:
    found = graded(rule(FIFTH), {"A": 95, **{f"P{i}": 70 + i for i in range(9)}})
    assert given_to(found, "excellent") == ["A"]


def test_each_class_has_its_own_places() -> None:
    one = "[{grade: excellent, from: 60, most: 1}]"
    subjects = {"A": {"n": 90, "c": "x"}, "B": {"n": 80, "c": "x"}, "C": {"n": 70, "c": "y"}}
    assert graded(rule(one, "within: c"), subjects) == {"A": "excellent", "B": "fail", "C": "excellent"}


def test_who_is_not_judged_by_the_rule_is_not_of_the_class() -> None:
    half = "[{grade: excellent, from: 60, most share: 50%}]"
    found = graded(rule(half, "when: n > 60"), {"A": 90, "B": 80, "C": 10, "D": 20})
    assert found == {"A": "excellent", "B": "fail", "C": None, "D": None}  # 50 % of 2


def test_a_cap_can_be_computed_from_the_size_of_the_class() -> None:
    few = "[{grade: excellent, from: 60, most: 'if size < 3 then 1 else 2'}]"
    assert given_to(graded(rule(few), {"A": 90, "B": 80}), "excellent") == ["A"]
    assert given_to(graded(rule(few), {"A": 90, "B": 80, "C": 70}), "excellent") == ["A", "B"]


def test_bands_by_rank_alone_need_no_thresholds() -> None:
    ranks = "[{grade: excellent, most share: 25%}, {grade: good, most: 1}]"
    found = graded(rule(ranks), {"A": 4, "B": 3, "C": 2, "D": 1})
    assert found == {"A": "excellent", "B": "good", "C": "fail", "D": "fail"}


def test_who_has_no_score_has_no_grade_and_takes_no_place() -> None:
    """The points of a rule that does not apply are null: 50 % of A (92) and B (91) is one. Where it is open
    whether it applies to C, C may be the best of three or none of them: all is open."""
    rules = with_facts(
        """
    points:
      - {id: s, on: project, when: n > 0, decimals: 0, lines: [{id: own, give: 90 + n}]}
    grades:
      - id: g
        on: project
        of: s
        bands: BANDS
        otherwise: {grade: fail}
    """,
        n="number, decimals: 1",
    )
    half = "[{grade: excellent, from: 60, most share: 50%}, {grade: good, from: 50, most: 1}, {grade: pass, from: 10}]"
    found = graded(rules.replace("BANDS", half), {"A": 2, "B": 1, "C": 0})
    assert found == {"A": "excellent", "B": "good", "C": None}
    unknown = graded(rules.replace("BANDS", half), {"A": 2, "B": 1, "C": None})
    assert all(isinstance(grade, Unknown) for grade in unknown.values())


# -- ties


@pytest.mark.parametrize(
    ("tie", "tied", "next_one"),
    [("refer", "referred", "pass"), ("share", "excellent", "pass"), ("drop", "pass", "pass")],
)
def test_a_tie_beyond_the_last_place_is_resolved_as_declared(tie: str, tied: str, next_one: str) -> None:
    two = "[{grade: excellent, from: 60, most: 2}, {grade: pass, from: 10}]"
    found = graded(rule(two, f"tie: {tie}"), {"A": 90, "B": 80, "C": 80, "D": 70})
    assert found == {"A": "excellent", "B": tied, "C": tied, "D": next_one}


def test_a_tie_within_the_places_needs_no_decision() -> None:
    two = "[{grade: excellent, from: 60, most: 2}]"
    assert given_to(graded(rule(two), {"A": 80, "B": 80, "C": 70}), "excellent") == ["A", "B"]


def by_tie(scores: Mapping[str, int], tie: str) -> dict[str, str]:
    """What `TWO` gives by the clause, written plainly: band after band, the best of those who reach it."""
    left, found = dict(scores), {}
    for grade, least, places in (
        ("excellent", 3, 1),
        ("good", 2, floor(Fraction(len(scores), 2))),
        ("pass", 1, None),
    ):
        able = sorted((k for k in left if left[k] >= least), key=lambda k: -left[k])
        for name in able:
            before = sum(left[k] > left[name] for k in able)
            upto = sum(left[k] >= left[name] for k in able)
            if places is None or upto <= places or (tie == "share" and before < places):
                found[name] = grade
        left = {k: v for k, v in left.items() if k not in found}
    return found | dict.fromkeys(left, "fail")


SCORES = st.lists(st.integers(0, 4), min_size=1, max_size=6).map(
    lambda v: dict(zip("ABCDEF", v, strict=False))
)


@given(SCORES, st.sampled_from(["share", "drop"]))
def test_grades_are_those_of_the_clause_taken_band_after_band(scores: dict[str, int], tie: str) -> None:
    assert graded(rule(TWO, f"tie: {tie}"), scores) == by_tie(scores, tie)


def decisions(scores: Mapping[str, int]) -> Iterator[dict[str, str]]:
    """What `TWO` gives for every way in which a body can order those who are tied."""
    for order in permutations(scores):
        if all(scores[a] >= scores[b] for a, b in pairwise(order)):
            size, found, used = len(scores), {}, {"excellent": 0, "good": 0}
            for name in order:
                found[name] = "pass" if scores[name] >= 1 else "fail"
                if scores[name] >= 2 and used["good"] < floor(Fraction(size, 2)):
                    found[name] = "good"
                if scores[name] >= 3 and used["excellent"] < 1:
                    found[name] = "excellent"
                used[found[name]] = used.get(found[name], 0) + 1
            yield found


@given(SCORES)
def test_what_is_referred_is_what_the_deciding_body_could_decide_either_way(scores: dict[str, int]) -> None:
    possible = list(decisions(scores))
    for name, grade in graded(rule(TWO), scores).items():
        ways = {one[name] for one in possible}
        assert grade == "referred" if len(ways) > 1 else grade in (*ways, "referred")


@given(SCORES)
def test_with_one_cap_nothing_is_referred_that_need_not_be(scores: dict[str, int]) -> None:
    one = "[{grade: excellent, from: 3, most: 1}, {grade: good, from: 2}, {grade: pass, from: 1}]"
    top = [k for k in scores if scores[k] == max(scores.values()) >= 3]
    assert given_to(graded(rule(one), scores), "referred") == (top if len(top) > 1 else [])


# -- what is unknown


@given(SCORES, st.sets(st.sampled_from("ABC"), min_size=1, max_size=2), st.sampled_from(["share", "drop"]))
def test_a_grade_is_given_only_where_no_missing_score_could_change_it(
    scores: dict[str, int], lost: set[str], tie: str
) -> None:
    known: dict[str, Any] = {k: None if k in lost else v for k, v in scores.items()}
    wanting = [k for k, v in known.items() if v is None]
    ways: Sequence[dict[str, str]] = [
        by_tie({**scores, **dict(zip(wanting, values, strict=True))}, tie)
        for values in product(range(5), repeat=len(wanting))
    ]
    for name, grade in graded(rule(TWO, f"tie: {tie}"), known).items():
        if not isinstance(grade, Unknown):
            assert {way[name] for way in ways} == {grade}


def test_a_missing_score_changes_nothing_where_there_are_places_for_all() -> None:
    found = graded(rule("[{grade: excellent, from: 60, most: 2}]"), {"A": 90, "B": None, "C": 10})
    assert found["A"] == "excellent"
    assert found["C"] == "fail"
    assert isinstance(found["B"], Unknown)


def test_places_and_the_size_of_the_class_can_be_told() -> None:
    found = score(rule(FIFTH), {f"P{i}": {"n": 90 + i} for i in range(10)})
    mark = next(o for o in found.pack.core.outputs)
    assert mark.reason is not None  # type: ignore[union-attr]  # a mark
    assert found.text(mark.reason, "P7") == "得分97，同组10个中第3；优秀名额2"  # type: ignore[union-attr]  # a mark
    assert found.value("g.place", "P7") == 3


# -- faults


@pytest.mark.parametrize(
    ("bands", "keys", "expected"),
    [
        ("[{grade: pass, from: 60}]", ("within: c",), ("B520", "c")),
        ("[{grade: pass, from: 60}]", ("tie: share",), ("B520", "share")),
        ("[{grade: pass, from: 60, most: 1, most share: 1/2}]", (), ("B521", "1/2}]")),
        (
            "[{grade: pass, from: 60, most: 1}, {grade: good, most: 1}, {grade: excellent, from: 90}]",
            (),
            ("B523", "90}]"),
        ),
    ],
)
def test_what_is_wrong_with_caps_is_told(
    bands: str, keys: tuple[str, ...], expected: tuple[str, str]
) -> None:
    assert faults(rule(bands, *keys)) == [expected]


def test_who_is_beyond_the_places_of_the_last_band_needs_a_grade() -> None:
    rules = rule("[{grade: pass, from: 60, most: 1}]").replace("otherwise: {grade: fail}", "")
    assert "B522" in [code for code, _ in faults(rules)]


def test_the_portfolio_has_no_class() -> None:
    rules = "grades:\n- {id: g, on: portfolio, of: count(projects), bands: [{grade: pass, most: 1}], otherwise: {grade: fail}}\n"
    assert [code for code, _ in faults(rules)] == ["B524"]
