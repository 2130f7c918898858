"""What holds for every expression: it has a value, the same each time, and text and tree mean the same."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.scoring.feel.feel_trees import CONTEXT, exprs

from projgov import feel
from projgov.diagnostics import Place
from projgov.rules.feel.dialect import DMN
from projgov.rules.feel.text import unparse
from projgov.rules.feel.tree import Expr, UnaryTest, UnaryTests
from projgov.scoring.feel.comparing import equal
from projgov.scoring.feel.evaluate import compile, compile_tests  # noqa: A004  # what is tested is called so
from projgov.scoring.feel.host import from_host
from projgov.scoring.feel.run import BudgetSpent, Run
from projgov.scoring.feel.scope import TESTED, Scope
from projgov.scoring.feel.values import Function, Value

STEPS = 20_000
VALUES = {name: from_host(value, name) for name, value in CONTEXT.items()}


def evaluated(tree: Expr) -> tuple[Value, Run]:
    """The value of a tree with the values of CONTEXT, and the run."""
    scope, slots = Scope.of(VALUES)
    compiled = compile(tree, scope)
    env = scope.frame.env()
    for name, slot in slots.items():
        env[slot] = VALUES[name]
    run = Run(place=Place(), steps=STEPS)
    return compiled(env, run), run


def same(left: Value, right: Value) -> bool:
    """Whether two values are one: also functions and what cannot be compared."""
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same(v, right[k]) for k, v in left.items())
    if isinstance(left, Function):
        return isinstance(right, Function) and left.parameters == right.parameters
    return type(left) is type(right) and (
        equal(left, right) is True or left == right or str(left) == str(right)
    )


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(exprs)
def test_every_expression_has_a_value_or_needs_too_many_steps(tree: Expr) -> None:
    try:
        value, run = evaluated(tree)
    except BudgetSpent:
        return
    for diagnostic in run.diagnostics:
        assert diagnostic.render("zh")
        assert diagnostic.render("en")
    if isinstance(value, Decimal):
        assert value.is_finite()
        assert len(value.as_tuple().digits) <= 34


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(exprs)
def test_a_tree_written_as_text_and_read_again_has_the_same_value(tree: Expr) -> None:
    try:
        value, _ = evaluated(tree)
        outcome = feel.run(unparse(tree, DMN), CONTEXT, steps=STEPS)
    except BudgetSpent:
        return
    assert same(value, outcome.value) or outcome.diagnostics


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(exprs, exprs, st.booleans())
def test_every_cell_is_true_false_or_null(test: Expr, tested: Expr, negated: bool) -> None:
    scope, slots = Scope.of([*VALUES, TESTED])
    tests = UnaryTests((0, 0), (test, UnaryTest((0, 0), "<", test)), negated)
    compiled, value = compile_tests(tests, scope), compile(tested, scope)
    env = scope.frame.env()
    for name, known in VALUES.items():
        env[slots[name]] = known
    run = Run(place=Place(), steps=STEPS)
    try:
        env[slots[TESTED]] = value(env, run)
        assert compiled(env, run) in (True, False, None)
    except BudgetSpent:
        return
