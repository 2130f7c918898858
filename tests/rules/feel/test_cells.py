"""Cells of decision tables, and texts with expressions inside."""

from __future__ import annotations

import pytest
from tests.rules.feel.trees import place_at, shape

from projgov.diagnostics import InvalidRuleFile
from projgov.rules.feel.parser import DMN, RULES, parse_template, parse_tests


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("-", "(any)"),
        ("< 5", "(any (< 5))"),
        ("= 5", "(any (= 5))"),
        ("!= 5", "(any (!= 5))"),
        ("-5", "(any (neg 5))"),
        ("[1..3]", "(any (range[1 3]))"),
        ("]1..3[", "(any (range(1 3)))"),
        ('"a","b"', '(any "a" "b")'),
        ("> 3, < 1", "(any (> 3) (< 1))"),
        ('not("a", "b")', '(none "a" "b")'),
        ("not(> 3, [1..2])", "(none (> 3) (range[1 2]))"),
        ("not(x) and y", "(any (and (call not x) y))"),
        ("not(x), y", "(any (call not x) y)"),
        ("(not(x))", "(any (call not x))"),
        ("? > 5", "(any (> ? 5))"),
        ('contains(?, "x")', '(any (call contains ? "x"))'),
        ("> a + 1", "(any (> (+ a 1)))"),
        ("null", "(any null)"),
    ],
)
def test_a_cell_holds_tests(text: str, tree: str) -> None:
    for dialect in (RULES, DMN):
        assert shape(parse_tests(text, place_at=place_at, dialect=dialect)) == tree


@pytest.mark.parametrize(
    ("text", "code", "column", "mend"),
    [
        ("", "X052", 1, "`-`"),
        (">= 3 and < 5", "X053", 6, "`[3..5)`"),
        ("< 3 or > 5", "X053", 5, "`< 3, > 5`"),
        ("> ", "X021", 3, "a value"),
        ("1, ", "X021", 4, "a value"),
        ("not(1, ≥ 2)", "X002", 8, "`>=`"),
        ("not(1, 2", "X022", 4, "`)`"),
        ('"a" "b"', "X043", 5, "`,`"),
    ],
)
def test_faults_in_a_cell(text: str, code: str, column: int, mend: str) -> None:
    with pytest.raises(InvalidRuleFile) as refused:
        parse_tests(text, place_at=place_at)
    (fault,) = refused.value.diagnostics
    assert (fault.code, fault.place.column) == (code, column)
    assert mend in fault.help("en")


def template(text: str) -> list[str]:
    return [p if isinstance(p, str) else shape(p) for p in parse_template(text, place_at=place_at)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("缺少项目,暂不下发。", ["缺少项目,暂不下发。"]),
        (
            "Report for {period} missing by {count(x)}",
            ["Report for ", "period", " missing by ", "(call count x)"],
        ),
        ("{a}{b}", ["a", "b"]),
        ("{{a}} is {a}", ["{a} is ", "a"]),
        ('{ {a: "}"}.a }!', ['(. (context a="}") a)', "!"]),
        ("{a /* } */}", ["a"]),
        ('{"{{"}', ['"{{"']),
        ("两行\n{a}", ["两行\n", "a"]),
    ],
)
def test_a_text_with_expressions_is_split_into_its_parts(text: str, parts: list[str]) -> None:
    assert template(text) == parts


def test_spans_in_a_text_are_offsets_in_the_whole_text() -> None:
    parts = parse_template("a {lead unit} b", place_at=place_at)
    assert not isinstance(parts[1], str)
    assert parts[1].span == (3, 12)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a } b", [("X054", 3)]),
        ("a {b", [("X055", 3)]),
        ("a { } b", [("X051", 5)]),
        ("{a ≥ 3} and {b +} and {c d e \u202e}", [("X002", 4), ("X021", 17), ("X008", 30)]),
        ('{count("x)}', [("X005", 8)]),
        ("a\u202eb", [("X008", 2)]),
        ("{1 2} }", [("X043", 4), ("X054", 7)]),
    ],
)
def test_the_faults_of_all_parts_are_told_at_once(text: str, found: list[tuple[str, int]]) -> None:
    with pytest.raises(InvalidRuleFile) as refused:
        template(text)
    assert [(d.code, d.place.column) for d in refused.value.diagnostics] == found


def test_in_a_rule_file_not_can_be_said_in_chinese() -> None:
    assert shape(parse_tests('非("a", "b")', place_at=place_at)) == '(none "a" "b")'
