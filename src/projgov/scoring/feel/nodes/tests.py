"""Tests of a value: what stands after `in`, and the cells of decision tables (DMN 1.5, rules 7 to 15, Table 55).

A cell's tests are compiled in a scope in which `?` is bound; its slot holds the value tested while they run:

    scope, slot = scope.bind(TESTED)
    cell = make(parse_tests("[1..3], > 10", …), scope)
    env[slot] = value
    cell(env, run)   # True, False, or None where it cannot be told

A test holds if it is a comparison that is true, a range or list that has the value, a value equal to it, or a condition that
speaks of `?` and is true. A cell's condition without `?` is compared with a value tested that is a boolean, and else decides by
itself.
"""

from __future__ import annotations

from decimal import Decimal

from projgov.diagnostics import Place
from projgov.rules.feel.tree import Boolean, Expr, In, Number, Range, Text, UnaryTest, UnaryTests
from projgov.scoring.feel.comparing import COMPARISONS, Operator, equal, includes
from projgov.scoring.feel.functions.faults import brief
from projgov.scoring.feel.nodes.base import Make
from projgov.scoring.feel.nodes.comparisons import NOT_COMPARABLE, comparing_range
from projgov.scoring.feel.nodes.weights import measure
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.scope import TESTED, Compiled, Env, Scope
from projgov.scoring.feel.values import Range as RangeValue
from projgov.scoring.feel.values import Value


def in_(tree: In, scope: Scope, make: Make) -> Compiled:
    """`operand in test`, `operand in (test, test)`: whether any of the tests holds for the operand, which is their `?`."""
    operand = make(tree.operand, scope)
    inner, slot = scope.bind(TESTED)
    tests = _any(tree.tests, inner, slot, make, cell=False)

    def run_in(env: Env, run: Run) -> Value:
        value = operand(env, run)
        before, env[slot] = env[slot], value
        try:
            return tests(env, run)
        finally:
            env[slot] = before

    return run_in


def unary_tests(tree: UnaryTests, scope: Scope, make: Make) -> Compiled:
    """The tests of a cell, for the value in the slot of `?`. No tests (`-`) hold for any value."""
    _, slot = scope.find(TESTED)
    if slot < 0:
        scope, slot = scope.bind(TESTED)
    if not tree.tests:
        return _anything
    tests = _any(tree.tests, scope, slot, make, cell=True)
    if not tree.negated:
        return tests

    def run_negated(env: Env, run: Run) -> Value:
        found = tests(env, run)
        return None if found is None else not found

    return run_negated


def unary_test(tree: UnaryTest, scope: Scope, make: Make) -> Compiled:
    """`(= 5)` or `(!= 5)` as a value: the values for which the comparison is true, as a range."""
    return comparing_range(make(tree.operand, scope), tree.operator, scope.place(tree.span))


def _anything(_env: Env, _run: Run) -> Value:
    return True


def _any(tests: tuple[Expr, ...], scope: Scope, slot: int, make: Make, *, cell: bool) -> Compiled:
    literals = _literals(tests)
    if literals is not None:
        return _equal_to(literals, slot, scope.place(tests[0].span))
    compiled = [_test(test, scope, slot, make, cell=cell) for test in tests]
    if len(compiled) == 1:
        return compiled[0]

    def run_any(env: Env, run: Run) -> Value:
        result: bool | None = False
        for test in compiled:
            found = test(env, run)
            if found is True:
                return True
            if found is None:
                result = None
        return result

    return run_any


def _literals(tests: tuple[Expr, ...]) -> frozenset[bool | str | Decimal] | None:
    """The values of tests that are all texts, all numbers or all booleans."""
    kind = type(tests[0])
    if kind not in (Text, Number, Boolean) or any(type(t) is not kind for t in tests):
        return None
    return frozenset(t.value for t in tests if isinstance(t, Text | Number | Boolean))


def _equal_to(literals: frozenset[bool | str | Decimal], slot: int, place: Place | None) -> Compiled:
    first = next(iter(literals))
    kind = type(first)

    def run_equal_to(env: Env, run: Run) -> Value:
        value = env[slot]
        if type(value) is kind:
            return value in literals
        if value is None:
            return False
        return run.fault_at(place, NOT_COMPARABLE, operator="=", left=brief(value), right=brief(first))

    return run_equal_to


def _test(tree: Expr, scope: Scope, slot: int, make: Make, *, cell: bool) -> Compiled:
    place = scope.place(tree.span)
    if isinstance(tree, UnaryTest):
        return _comparison(make(tree.operand, scope), tree.operator, slot, place)
    compiled = make(tree, scope)
    if isinstance(tree, Range) and isinstance(tree.low, Number) and isinstance(tree.high, Number):
        return _between(compiled, tree, slot, place)
    if measure(tree, scope).tested:
        return _condition(compiled, slot, place)

    def run_test(env: Env, run: Run) -> Value:
        value = env[slot]
        wanted = compiled(env, run)
        if cell and type(wanted) is bool and type(value) is not bool and value is not None:
            return wanted
        return _matches(run, value, wanted, place)

    return run_test


def _comparison(operand: Compiled, operator: Operator, slot: int, place: Place | None) -> Compiled:
    compare = COMPARISONS[operator]

    def run_comparison(env: Env, run: Run) -> Value:
        value = env[slot]
        wanted = operand(env, run)
        found = compare(value, wanted)
        if found is None and value is not None and wanted is not None:
            return run.fault_at(
                place, NOT_COMPARABLE, operator=operator, left=brief(value), right=brief(wanted)
            )
        return found

    return run_comparison


def _between(compiled: Compiled, tree: Range, slot: int, place: Place | None) -> Compiled:
    """A range of numbers that are written out."""
    assert isinstance(tree.low, Number)
    assert isinstance(tree.high, Number)
    low, high, low_closed, high_closed = tree.low.value, tree.high.value, tree.low_closed, tree.high_closed

    def run_between(env: Env, run: Run) -> Value:
        value = env[slot]
        if type(value) is Decimal:
            return (low < value or (low_closed and low == value)) and (
                value < high or (high_closed and value == high)
            )
        return _matches(run, value, compiled(env, run), place)

    return run_between


def _condition(compiled: Compiled, slot: int, place: Place | None) -> Compiled:
    """A test in which `?` stands."""

    def run_condition(env: Env, run: Run) -> Value:
        found = compiled(env, run)
        if found is None or type(found) is bool:
            return found
        return _matches(run, env[slot], found, place)

    return run_condition


def _matches(run: Run, value: Value, wanted: Value, place: Place | None) -> bool | None:
    """Whether a value is, or lies in, what a test wants."""
    if isinstance(wanted, list):
        run.step(len(wanted))
        if isinstance(value, list) and equal(value, wanted, run):
            return True
        return any(
            (includes(item, value) if isinstance(item, RangeValue) else equal(value, item, run)) is True
            for item in wanted
        )
    if isinstance(wanted, RangeValue) and not isinstance(value, RangeValue):
        found = includes(wanted, value)
    else:
        found = equal(value, wanted, run)
    if found is None and value is not None:
        run.fault_at(place, NOT_COMPARABLE, operator="in", left=brief(value), right=brief(wanted))
    return found
