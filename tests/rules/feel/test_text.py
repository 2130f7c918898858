"""Tree to text and back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from tests.rules.feel.trees import cells, exprs, place_at, spanless

from projgov.rules.feel.dialect import MAX_HEIGHT
from projgov.rules.feel.parser import DMN, parse, parse_tests
from projgov.rules.feel.text import plain, unparse
from projgov.rules.feel.tree import Expr, UnaryTests


@given(exprs)
def test_the_text_of_a_tree_parses_to_that_tree(tree: Expr) -> None:
    assert spanless(parse(unparse(tree), place_at=place_at)) == tree


@given(cells)
def test_the_text_of_a_cell_parses_to_that_cell(tree: UnaryTests) -> None:
    assert spanless(parse_tests(unparse(tree), place_at=place_at)) == tree


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("((a+b))*c", "(a + b) * c"),
        ("a+(b*c)", "a + b * c"),
        ("(a-b)-c", "a - b - c"),
        ("a-(b-c)", "a - (b - c)"),
        ("a and (b and c)", "a and (b and c)"),
        ("(a or b) and c", "(a or b) and c"),
        ("date and (time(x))", "date and (time(x))"),
        ("x between (date) and (time)", "x between date and (time)"),
        ("lead_unit . name", "lead unit.name"),
        ("in_force", "in_force"),
        ("_1", "_1"),
        ("x in ( (1..5) )", "x in (1..5)"),
        ("x in ((< 5))", "x in ((< 5))"),
        ("x in < 5", "x in (< 5)"),
        ("(x instance of list) < 3", "(x instance of list) < 3"),
        ("]1..5[", "(1..5)"),
        (r'"\u4E2D\u0022\u202E\\"', r'"中\"\u202E\\"'),
        ("(if a then b else c) + 1", "(if a then b else c) + 1"),
        ("1.5e3", "1500"),
        ("1e60", "1E+60"),
        ("(x at d).y at e", "(x at d).y at e"),
        ('{"a b": 1, "逾期": 2, "in": 3}', '{a b: 1, "逾期": 2, "in": 3}'),
        ("f( a : 1 )", "f(a: 1)"),
    ],
)
def test_the_text_of_a_tree_has_no_more_brackets_than_it_needs(text: str, canonical: str) -> None:
    assert unparse(parse(text, place_at=place_at)) == canonical


@pytest.mark.parametrize("text", ["(not(x))", "not(x)", "-", "-5", "< 5, > 7", "[1..3]"])
def test_cells_keep_their_text(text: str) -> None:
    assert unparse(parse_tests(text, place_at=place_at)) == text


def test_names_of_dmn_models_are_written_as_they_are() -> None:
    tree = parse("days in weekend", place_at=place_at, dialect=DMN, names=["days in weekend"])
    assert unparse(tree, DMN) == "days in weekend"
    assert unparse(tree) == "days_in_weekend"


def test_plain_numbers_have_an_exponent_only_where_it_is_large() -> None:
    assert plain(Decimal("1E+3")) == "1000"
    assert plain(Decimal("0.50")) == "0.50"
    assert plain(Decimal("1E+50")) == "1E+50"


def test_the_highest_tree_allowed_can_be_written_compared_and_shown_on_an_ordinary_stack() -> None:
    text = " + ".join(["1"] * MAX_HEIGHT)
    tree = parse(text, place_at=place_at)
    assert unparse(tree) == text
    assert tree == parse(text, place_at=place_at)
    assert repr(tree)
