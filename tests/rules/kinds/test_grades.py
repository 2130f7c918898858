"""Grades: which band a score falls into, and what is wrong with bands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.kinds.judging import faults_of, pack_of
from tests.rules.kinds.scoring import faults, lacks, score, with_facts

from projgov.diagnostics import Bilingual
from projgov.rules.core.program import Mark

SCORE = """
points:
  - id: points
    on: project
    when: scored
    decimals: 1
    lines: [{id: a, give: n, least: 0, most: 100}]
"""
BANDS = "[{grade: pass, from: 60}, {grade: 优秀, from: 90}, {grade: good, above: 80}]"


def grades(bands: str, otherwise: str = "fail", more: str = "") -> str:
    last = f"    otherwise: {{grade: {otherwise}}}\n" if otherwise else ""
    rule = f"grades:\n  - id: g\n    on: project\n    of: points\n    bands: {bands}\n{last}"
    return with_facts(SCORE + rule + more, n="number, decimals: 1", scored="yes/no")


def grade_of(rules: str, n: str) -> object:
    return score(rules, {"A": {"n": n, "scored": True}}).value("g", "A")


@pytest.mark.parametrize(
    ("points", "grade"),
    [
        ("100", "excellent"),
        ("90", "excellent"),  # from: the threshold belongs to the band
        ("89.9", "good"),
        ("80.1", "good"),
        ("80", "pass"),  # above: the threshold does not
        ("60", "pass"),
        ("59.9", "fail"),
        ("0", "fail"),
    ],
)
def test_a_score_gets_the_highest_band_that_it_reaches_in_whatever_order_bands_stand(
    points: str, grade: str
) -> None:
    assert grade_of(grades(BANDS), points) == grade


def test_the_grade_of_an_undetermined_score_is_undetermined() -> None:
    found = score(grades(BANDS), {"A": {"scored": True}})
    assert lacks(found.value("g", "A")) == {"A.n"}


def test_a_subject_without_score_has_no_grade() -> None:
    assert score(grades(BANDS), {"A": {"scored": False}}).value("g", "A") is None


def test_known_grades_bring_their_labels_and_others_their_own_words() -> None:
    core = pack_of(
        grades("[{grade: A, title: {zh: 甲等, en: Grade A}, from: 90}, {grade: 良好, from: 1}]", "丙")
    ).core
    mark = next(o for o in core.outputs if isinstance(o, Mark))
    assert mark.role == "grade"
    assert mark.labels == (
        ("A", Bilingual("甲等", "Grade A")),
        ("good", Bilingual("良好", "good")),
        ("丙", Bilingual("丙", "丙")),
    )


def test_other_rules_call_a_grade_by_any_of_its_names() -> None:
    more = 'definitions:\n  - {id: best, on: project, value: \'g = "优" or g = "excellent"\'}\n'
    found = score(grades(BANDS, more=more), {"A": {"n": 95, "scored": True}, "B": {"n": 85, "scored": True}})
    assert [found.value("best", p) for p in "AB"] == [True, False]


def test_thresholds_can_be_parameters() -> None:
    more = "parameters:\n  line: {value: 70, basis: assumed}\n"
    rules = grades("[{grade: pass, from: line}]", more=more)
    assert [grade_of(rules, n) for n in ("69.9", "70")] == ["fail", "pass"]


def test_a_reason_names_the_score() -> None:
    rules = grades(BANDS).replace("    otherwise:", "    reason: 得分{score}\n    otherwise:")
    found = score(rules, {"A": {"n": "61.5", "scored": True}})
    mark = next(o for o in found.pack.core.outputs if isinstance(o, Mark))
    assert mark.reason is not None
    assert found.text(mark.reason, "A") == "得分61.5"


@given(
    st.lists(
        st.tuples(st.integers(1, 1000), st.booleans()), min_size=1, max_size=4, unique_by=lambda b: b[0]
    ),
    st.integers(0, 1000),
)
def test_the_grade_is_that_of_the_greatest_threshold_reached(
    bands: list[tuple[int, bool]], tenths: int
) -> None:
    reachable = [b for b in bands if b != (1000, False)] or [(1, True)]
    written = ", ".join(
        f"{{grade: g{t}, {'from' if included else 'above'}: {t // 10}.{t % 10}}}" for t, included in reachable
    )
    reached = [t for t, included in reachable if tenths > t or (included and tenths == t)]
    expected = f"g{max(reached)}" if reached else "fail"
    assert grade_of(grades(f"[{written}]"), f"{tenths // 10}.{tenths % 10}") == expected


@pytest.mark.parametrize(
    ("bands", "otherwise", "code", "place"),
    [
        ("[]", "fail", "B001", "[]"),
        ("[{grade: good}]", "fail", "B002", "good}]"),
        ("[{grade: good, from: 1, above: 2}]", "fail", "B003", "2}]"),
        ("[{grade: good, from: n}]", "fail", "B004", "n}]"),
        ("[{grade: good, from: 60}, {grade: pass, from: 60}]", "fail", "B005", "60}]"),
        ("[{grade: good, from: 101}]", "fail", "B007", "101}]"),
        ("[{grade: good, above: 100}]", "fail", "B007", "100}]"),
        ("[{grade: good, from: 60}, {grade: pass, from: 0}]", "fail", "B008", "fail}"),
        ("[{grade: good, from: 0}, {grade: pass, from: -1}]", "", "B008", "-1}]"),
        ("[{grade: good, from: 60}]", "", "B009", "[{grade: good, from: 60}]"),
        ("[{grade: good, above: 60}]", "", "B009", "[{grade: good, above: 60}]"),
        ("[{grade: good, from: 59.95}]", "fail", "B011", "59.95}]"),
        ("[{grade: 优, from: 60}, {grade: excellent, from: 50}]", "fail", "B012", "excellent, from: 50}]"),
    ],
)
def test_what_cannot_be_meant_is_found_at_its_place(
    bands: str, otherwise: str, code: str, place: str
) -> None:
    assert faults(grades(bands, otherwise)) == [(code, place)]


@pytest.mark.parametrize(
    ("bands", "ungraded"),
    [
        ("[{grade: good, from: 60}]", "59.9"),
        ("[{grade: good, above: 60}]", "60"),
        ("[{grade: good, from: 59.95}]", "59.9"),
    ],
)
def test_the_highest_score_without_a_grade_is_named(bands: str, ungraded: str) -> None:
    from projgov.rules.load import read_text

    rules = grades(bands, "") + "projgov: 1\npack: p\nyear: 2017\ntitle: t\n"
    found = next(d for d in read_text(rules, "r.yaml").diagnostics if d.code == "B009")
    assert found.message("en") == f"a score of {ungraded} has no grade"


def test_thresholds_whose_order_depends_on_a_version_are_refused() -> None:
    versions = "versions: [{value: 60, to: 2016-12-31}, {value: 80, from: 2017-01-01}]"
    more = f"parameters:\n  line: {{{versions}, basis: assumed}}\n"
    assert faults(grades("[{grade: good, from: 70}, {grade: pass, from: line}]", more=more)) == [
        ("B006", "line}]")
    ]


def test_an_unknown_score_is_offered_the_nearest_name() -> None:
    assert [c for c, _ in faults(grades(BANDS).replace("of: points", "of: point"))] == ["N001"]


def test_grades_can_be_written_with_chinese_keys() -> None:
    rules = with_facts(
        SCORE
        + "等次:\n  - {编号: g, 对象: 项目, 依据得分: points, 分档: [{等次: 优秀, 自: 90}, {等次: 合格, 高于: 60}], 否则: {等次: 不合格}}\n",
        n="number, decimals: 1",
        scored="yes/no",
    )
    assert [grade_of(rules, n) for n in ("90", "60.1", "60")] == ["excellent", "pass", "fail"]


@pytest.mark.parametrize(
    ("bands", "told"),
    [
        ("[{grade: excellent, from: 60}, {grade: good, from: 80}]", [("B013", "the grade `excellent` begins at a lower score than `good`")]),
        ("[{grade: 良好, from: 60}, {grade: 优秀, above: 50}]", [("B013", "the grade `优秀` begins at a lower score than `良好`")]),
        ("[{grade: basic, from: 60}], otherwise: {grade: pass}", [("B013", "the grade `pass` begins at a lower score than `basic`")]),
        ("[{grade: good, from: 60}, {grade: excellent, from: 80}]", []),
        ("[{grade: competent, from: 60}, {grade: pass, from: 80}], otherwise: {grade: 丙}", []),
        ("[{grade: 甲, from: 60}, {grade: 乙, from: 80}]", []),
    ],
)  # fmt: skip
def test_of_two_common_grades_the_better_may_not_begin_lower(bands: str, told: list[tuple[str, str]]) -> None:
    """What grades of one's own are worth is not known, nor is competent better than pass."""
    otherwise = (
        "" if "otherwise" in bands else ", otherwise: {grade: fail}" if told else ", otherwise: {grade: 末}"
    )
    rules = (
        "points:\n- {id: score, on: project, decimals: 0, lines: [{id: a, give: budget, least: 0, most: 100}]}\n"
        f"grades:\n- {{id: g, on: project, of: score, bands: {bands}{otherwise}}}\n"
    )
    assert [(c, m) for c, _, m in faults_of(rules)] == told
