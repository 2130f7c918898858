"""Tree to closures: `compile` makes of an expression a function of an env and a run. See `scope` for how names get their values.

What others need of the nodes stands here as well: `compile_tests` for the cells of decision tables, `closure` for functions whose
body is no expression, `invoke` to call a function.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from projgov.rules.feel import tree as t
from projgov.rules.feel.tree import Expr, UnaryTests
from projgov.scoring.feel.nodes import (
    arithmetic,
    calls,
    closures,
    collections,
    comparisons,
    filters,
    iteration,
    kinds,
    literals,
    logic,
    tests,
)
from projgov.scoring.feel.nodes.base import Make, constant
from projgov.scoring.feel.nodes.calls import invoke
from projgov.scoring.feel.nodes.closures import closure, external
from projgov.scoring.feel.scope import Compiled, Scope

_NODES: dict[type, Callable[[Any, Scope, Make], Compiled]] = {
    t.Number: literals.number_,
    t.Text: literals.text,
    t.Boolean: literals.boolean,
    t.Null: literals.null,
    t.Temporal: literals.temporal,
    t.Name: literals.name,
    t.Path: collections.path,
    t.Negation: arithmetic.negation,
    t.Arithmetic: arithmetic.arithmetic,
    t.Comparison: comparisons.comparison,
    t.Connective: logic.connective,
    t.Between: comparisons.between,
    t.In: tests.in_,
    t.UnaryTest: tests.unary_test,
    t.UnaryTests: tests.unary_tests,
    t.Range: comparisons.range_,
    t.List: collections.list_,
    t.Context: collections.context,
    t.If: logic.if_,
    t.For: iteration.for_,
    t.Quantified: iteration.quantified,
    t.Filter: filters.filter_,
    t.Call: calls.call,
    t.Function: closures.function,
    t.InstanceOf: kinds.instance_of,
}


def compile(tree: Expr, scope: Scope) -> Compiled:  # noqa: A001 - it is what this does
    """`tree`, parsed in the DMN dialect, ready to run in an env of the scope's frame.

    What it gives never raises but for BudgetSpent: a fault is null, and a diagnostic of the run.
    """
    return compile_node(tree, scope, compile)


def compile_node(tree: Expr, scope: Scope, make: Make) -> Compiled:
    """`tree`, whose parts `make` compiles: they may be of kinds of the caller's own, such as boxed expressions."""
    return _NODES[type(tree)](tree, scope, make)


def compile_tests(tree: UnaryTests, scope: Scope) -> Compiled:
    """The cell of a decision table, for the value in the slot of `?` (`scope.bind(TESTED)`): True, False, or None if it cannot be told."""
    return tests.unary_tests(tree, scope, compile)


__all__ = ["closure", "compile", "compile_node", "compile_tests", "constant", "external", "invoke"]
