"""Diagnostics: places, messages in two languages, order, and what is offered instead of a misspelt word."""

from __future__ import annotations

import difflib

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projgov.diagnostics import (
    LANGUAGES,
    Bilingual,
    InvalidData,
    InvalidRuleFile,
    Offers,
    Pattern,
    Place,
    ProjgovError,
    Refused,
    did_you_mean,
    nearest,
    render,
    sort,
)

UNKNOWN = Pattern("N001", Bilingual("不认识 `{name}`", "unknown `{name}`"), Bilingual("{offer}", "{offer}"))
SILENT = Pattern("L001", Bilingual("可疑", "odd"), Bilingual("", ""), severity="warning")
HERE = Place("rules.yaml", 3, 5)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place(), ""),
        (Place("rules.yaml"), "rules.yaml"),
        (Place("rules.yaml", 3, 5), "rules.yaml:3:5"),
        (Place("", 3, 5), "3:5"),
        (Place(path="projects[3].due"), "projects[3].due"),
        (Place("p.json", path="projects[3].due"), "p.json: projects[3].due"),
        (Place("p.json", 3, 5, "projects[3].due"), "p.json:3:5"),
        (Place("p.json", path="projects[3].due", subject="P-004"), "p.json: projects[3].due (P-004)"),
        (Place(path="projects[3]", subject="P-004"), "projects[3] (P-004)"),
        (Place("p.csv", 3, 5, "due", subject="P-004"), "p.csv:3:5"),
    ],
)
def test_a_place_is_written_as_editors_read_it(place: Place, text: str) -> None:
    assert str(place) == text


def test_a_diagnostic_says_what_was_found_and_what_to_write_in_each_language() -> None:
    found = UNKNOWN.at(
        HERE, name="budgett", offer=did_you_mean("budgett", ["budget"]), related=[Place("r", 1, 1)]
    )
    assert found.render("en") == (
        "rules.yaml:3:5: error[N001]: unknown `budgett`\n    see also: r:1:1\n    help: did you mean `budget`?"
    )
    assert found.render("zh") == (
        "rules.yaml:3:5: 错误[N001]: 不认识 `budgett`\n    另见: r:1:1\n    改法: 是不是 `budget`？"
    )


def test_a_diagnostic_without_a_place_or_a_help_says_neither() -> None:
    assert SILENT.at(Place()).render("en") == "warning[L001]: odd"


def test_what_was_found_may_hold_braces() -> None:
    assert UNKNOWN.at(HERE, name="{zh}", offer="x").message("en") == "unknown `{zh}`"


def test_a_diagnostic_is_plain_data_too() -> None:
    assert UNKNOWN.at(HERE, name="a", offer="b", related=[Place("r", 1, 1)]).to_plain("en") == {
        "code": "N001",
        "severity": "error",
        "file": "rules.yaml",
        "line": 3,
        "column": 5,
        "path": "",
        "subject": "",
        "message": "unknown `a`",
        "help": "b",
        "related": ["r:1:1"],
    }


WRONG = Pattern(
    "D001", Bilingual("`{found}` 不对", "`{found}` is wrong"), Bilingual("改 {mend}", "write {mend}")
)


def family(*places: Place) -> Refused:
    """One fault at each place, with what was found there, all of one cause."""
    faults = [WRONG.at(place, found=f"x{n}", mend="y") for n, place in enumerate(places)]
    return Refused(attrs.evolve(fault, family="due") for fault in faults)


def test_faults_of_one_family_are_told_once_with_the_number_of_rows_and_the_first_of_them() -> None:
    many = family(*(Place("p.csv", line, 5, "due") for line in range(2, 10)))
    assert len(many.diagnostics) == 8
    assert many.render("en") == (
        "p.csv:2:5: error[D001]: `x0` is wrong\n"
        "    so are 7 more rows: line 3 `x1`, line 4 `x2`, line 5 `x3`, line 6 `x4`, line 7 `x5` …\n"
        "    help: write y"
    )
    assert many.render("zh") == (
        "p.csv:2:5: 错误[D001]: `x0` 不对\n"
        "    另有 7 行如此：第 3 行 `x1`、第 4 行 `x2`、第 5 行 `x3`、第 6 行 `x4`、第 7 行 `x5` …\n"
        "    改法: 改 y"
    )


def test_faults_of_one_family_in_data_without_lines_are_told_by_path_and_id() -> None:
    rules = family(Place("r.yaml", 2, 5), Place("r.yaml", 7, 5))
    assert "    so it is in 1 more place: line 7 `x1`\n" in rules.render("en")
    two = family(
        Place("p.json", path="projects[0].due"), Place("p.json", path="projects[1].due", subject="P-2")
    )
    assert "    so it is in 1 more place: projects[1].due (P-2) `x1`\n" in two.render("en")
    assert "    另有 1 处如此：projects[1].due (P-2) `x1`\n" in two.render("zh")


def test_faults_of_two_files_or_of_no_family_are_told_each_by_itself() -> None:
    two = family(Place("a.csv", 2, 5), Place("b.csv", 2, 5)).diagnostics
    alone = [WRONG.at(Place("a.csv", line, 1), found="x", mend="y") for line in (3, 4)]
    assert render([*two, *alone], "en").count("error[D001]") == 4


def test_equal_faults_are_told_once_in_the_order_of_the_file() -> None:
    later, first = (UNKNOWN.at(Place("r", line, 1), name="a", offer="") for line in (10, 9))
    assert sort([later, first, later]) == (first, later)
    tenth, ninth = (UNKNOWN.at(Place(path=f"p[{n}].due"), name="a", offer="") for n in (10, 9))
    assert sort([tenth, ninth]) == (ninth, tenth)


@pytest.mark.parametrize("error", [Refused, InvalidRuleFile, InvalidData])
def test_a_refusal_carries_every_fault_and_reads_in_both_languages(error: type[Refused]) -> None:
    refused = error(UNKNOWN.at(Place("r", n, 1), name=f"n{n}", offer="") for n in (2, 1))
    assert isinstance(refused, ProjgovError)
    assert [d.place.line for d in refused.diagnostics] == [1, 2]
    assert (
        str(refused)
        == refused.render("en")
        == "r:1:1: error[N001]: unknown `n1`\nr:2:1: error[N001]: unknown `n2`"
    )
    assert refused.render("zh").startswith("r:1:1: 错误[N001]: 不认识 `n1`\n")


@pytest.mark.parametrize(
    ("word", "candidates", "found"),
    [
        ("budgett", ["budget", "title"], "budget"),
        ("BUDGET", ["budget", "title"], "budget"),
        ("标提", ["标题", "理由"], "标题"),
        ("项木", ["项目", "单位"], "项目"),
        ("预算", ["标题", "理由"], None),
        ("x", ["budget", "title"], None),
        ("x", [], None),
    ],
)
def test_the_nearest_word_is_offered_where_one_is_near(
    word: str, candidates: list[str], found: str | None
) -> None:
    assert nearest(word, candidates) == found


def test_where_nothing_is_near_what_there_is_is_listed_and_where_there_is_nothing_it_is_left_out() -> None:
    assert did_you_mean("x", ["b", "a"]).en == "choose one of `a`, `b`"
    assert did_you_mean("x", ["b", "a"]).zh == "可用的有：`a`、`b`"
    assert did_you_mean("zz", [f"option{n:02}" for n in range(13)]).en.endswith("`option11` …")
    assert did_you_mean("x", []).en == "leave it out"


@given(st.text("ab_项目", min_size=1, max_size=6), st.lists(st.text("abc_项目", max_size=6), max_size=8))
def test_the_nearest_is_the_one_of_all_candidates_that_python_itself_finds(
    word: str, candidates: list[str]
) -> None:
    """Candidates that share too few characters are left out beforehand, and that changes nothing."""
    pool = {c.casefold(): c for c in candidates}
    cutoff = 0.6 if word.isascii() else 0.5
    close = difflib.get_close_matches(word.casefold(), pool, n=1, cutoff=cutoff)
    assert nearest(word, candidates) == (pool[close[0]] if close else None)


def test_near_words_are_offered_for_the_first_hundred_only_and_no_more_are_looked_for() -> None:
    looked: list[int] = []

    def words() -> list[str]:
        looked.append(1)
        return ["budget"]

    offers = Offers()
    helps = [offers.did_you_mean("budgt", words).en for _ in range(102)]
    assert (
        helps
        == ["did you mean `budget`?"] * 100 + ["check the name (near ones are offered for the first 100)"] * 2
    )
    assert len(looked) == 100


@given(st.text(min_size=1, max_size=8))
def test_a_word_is_nearest_to_itself(word: str) -> None:
    assert nearest(word, [word, "something else"]) == word


def test_bilingual_gives_the_text_of_a_language() -> None:
    assert [Bilingual("中", "en").in_(language) for language in LANGUAGES] == ["中", "en"]
