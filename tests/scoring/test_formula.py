"""A value's arithmetic as text: brackets, signs, the values in place of the names, limits that bite."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.kinds.judging import pack_of, portfolio

from projgov.diagnostics import Language
from projgov.domain.calendar import parse_date
from projgov.domain.plain import from_plain
from projgov.rules.core import nodes
from projgov.scoring.facts import Facts
from projgov.scoring.formula import change, formula
from projgov.scoring.model import Model

PROJECT = {"id": "P", "budget": 40, "start": "2017-01-10", "pilot": False}


def written(expression: str, language: Language = "en", more: str = "") -> str:
    """The formula of an expression on a project with a budget of 40."""
    pack = pack_of(f"{more}definitions:\n  - {{id: x, on: project, value: '{expression}'}}\n")
    model = Model(
        pack.core,
        Facts(from_plain(portfolio(projects=[PROJECT])), pack.core.vocabulary, parse_date("2017-12-31")),
    )
    (subject,) = model.subjects("project")
    return formula(pack.core.definitions["x"].body, model, model.environment(subject), language)


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("budget", "40"),
        ("budget - 2 * 10", "40 − 2 × 10"),
        ("(budget - 2) * 10", "(40 − 2) × 10"),
        ("budget - (2 + 10)", "40 − (2 + 10)"),
        ("budget - 2 - 10", "40 − 2 − 10"),
        ("budget - (2 - 10)", "40 − (2 − 10)"),
        ("budget / (2 * 10)", "40 ÷ (2 × 10)"),
        ("budget / 2 / 10", "40 ÷ 2 ÷ 10"),
        ("budget / (2 / 10)", "40 ÷ (2 ÷ 10)"),
        ("budget * 2 / 10", "40 × 2 ÷ 10"),
        ("budget + 2 + 10", "40 + 2 + 10"),
        ("budget + (2 + 10)", "40 + (2 + 10)"),
        ("budget ** 2", "40 ^ 2"),
        ("(budget + 1) ** 2", "(40 + 1) ^ 2"),
        ("-budget", "−40"),
        ("-(budget + 1)", "−(40 + 1)"),
        ("-(budget * 2)", "−(40 × 2)"),
        ("budget + -3", "40 + (−3)"),
        ("budget - -3", "40 − (−3)"),
        ("-3 * budget", "(−3) × 40"),
        ("-3 + budget", "−3 + 40"),
        ("2.50 * budget", "2.5 × 40"),
        ("budget / 3 * 2", "40 ÷ 3 × 2"),
        ("(1 / 3 - 1) * budget", "(1 ÷ 3 − 1) × 40"),
        ("round(budget / 3, 1)", "40 ÷ 3"),
        ("if pilot then budget else budget * 2", "40 × 2"),
        ("sum([budget, 2])", "sum of (40, 2)"),
        ("mean([budget, 2]) * 2", "mean of (40, 2) × 2"),
        ("max(budget, 2)", "most of (40, 2)"),
        ("min(budget, 2)", "least of (40, 2)"),
        ("count([budget, 2])", "2"),
        ("abs(-3) + 1", "3 + 1"),
        ("year(start)", "2017"),
    ],
)
def test_the_formula_of_a_value(expression: str, text: str) -> None:
    assert written(expression) == text


def test_words_are_those_of_the_language() -> None:
    assert written("sum([budget, 2])", "zh") == "合计（40、2）"


@given(st.recursive(
    st.integers(-9, 9).map(str),
    lambda inner: st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda t: f"({t[0]}) {t[1]} ({t[2]})"),
    max_leaves=6,
))  # fmt: skip
def test_a_formula_comes_to_the_value_that_it_explains(expression: str) -> None:
    """Brackets are left out only where they change nothing: read back by Python, it is the same number."""
    back = written(expression).replace("−", "-").replace("×", "*")
    assert eval(back) == eval(expression)


def number(value: int) -> nodes.Literal:
    return nodes.number(value)


def limited(amount: nodes.Node, most: int) -> nodes.Let:
    """`amount`, held to a most."""
    beyond = nodes.Compare(">", nodes.Variable("amount", nodes.NUMBER), number(most))
    chosen = nodes.Case(
        (nodes.Row(beyond, number(most)),), nodes.Variable("amount", nodes.NUMBER), nodes.NUMBER
    )
    return nodes.Let("amount", amount, chosen, nodes.NUMBER)


def drawn(node: nodes.Node) -> str:
    """The formula of a node that asks nothing."""
    model = Model(
        pack_of("").core,
        Facts(from_plain(portfolio()), pack_of("").core.vocabulary, parse_date("2017-12-31")),
    )
    return formula(node, model, model.environment(None), "en")


def test_a_limit_that_bites_is_shown_with_what_it_left_and_one_that_does_not_is_not() -> None:
    product = nodes.Arithmetic("*", number(4), number(3), nodes.NUMBER)
    assert drawn(limited(product, 10)) == "4 × 3 → 10"
    assert drawn(limited(product, 12)) == "4 × 3"
    assert drawn(nodes.Arithmetic("+", number(1), limited(product, 10), nodes.NUMBER)) == "1 + (4 × 3 → 10)"


def test_a_change_is_told_as_before_and_after() -> None:
    """101 held to 100 is `101 → 100`; a sum times a factor is arithmetic and is told by its formula."""
    model = Model(
        pack_of("").core,
        Facts(from_plain(portfolio()), pack_of("").core.vocabulary, parse_date("2017-12-31")),
    )
    env = model.environment(None)
    before = number(101)
    held = nodes.Arithmetic("-", limited(before, 100), before, nodes.NUMBER)
    assert change(held, model, env, "en") == "101 → 100"
    vetoed = nodes.Case(
        (nodes.Row(nodes.TRUE, nodes.Arithmetic("-", number(0), before, nodes.NUMBER)),),
        number(0),
        nodes.NUMBER,
    )
    assert change(vetoed, model, env, "en") == "101 → 0"
    times = nodes.Arithmetic("*", before, nodes.Literal(Fraction(1, 2), nodes.NUMBER), nodes.NUMBER)
    assert change(nodes.Arithmetic("-", times, before, nodes.NUMBER), model, env, "en") is None
    assert change(number(0), model, env, "en") is None
