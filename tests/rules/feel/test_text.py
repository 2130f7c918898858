"""Tree to text and back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given

from projgov.rules.feel.parser import DMN, parse, parse_tests
from projgov.rules.feel.text import unparse
from projgov.rules.feel.tree import Expr, UnaryTests
from tests.rules.feel.trees import cells, exprs, place_at, spanless


@given(exprs)
def test_the_text_of_a_tree_parses_to_that_tree(tree: Expr) -> None:
    assert spanless(parse(unparse(tree), place_at=place_at)) == tree


@given(cells)
def test_the_text_of_a_cell_parses_to_that_cell(tree: UnaryTests) -> None:
    assert spanless(parse_tests(unparse(tree), place_at=place_at)) == tree
