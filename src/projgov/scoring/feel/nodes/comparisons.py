"""Comparisons, `between`, and ranges (DMN 1.5, Tables 52 to 55)."""

from __future__ import annotations

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.rules.feel.tree import Between, Comparison, Range
from projgov.scoring.feel.comparing import COMPARISONS, Operator, at_least, at_most, both, equal, order
from projgov.scoring.feel.functions.faults import brief
from projgov.scoring.feel.nodes.base import Make, constant
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.scope import Compiled, Env, Scope
from projgov.scoring.feel.values import Range as RangeValue
from projgov.scoring.feel.values import Value

NOT_COMPARABLE = Pattern(
    "M011",
    Bilingual(
        "{left} 与 {right} 不能用 `{operator}` 比较", "{left} cannot be compared with {right} by `{operator}`"
    ),
    Bilingual(
        "比较同一类的值；大小只在数、文本、日期、时间、日期时间、同一种时段之间比较",
        "compare values of one kind; only numbers, strings, dates, times, dates and times, and durations have an order",
    ),
)
NO_RANGE = Pattern(
    "M012",
    Bilingual("从 {low} 到 {high} 不成区间", "there is no range from {low} to {high}"),
    Bilingual(
        "两端应是同一类可比较的值，前一端不大于后一端",
        "both ends must be of one kind that has an order, the first not greater than the second",
    ),
)


def comparison(tree: Comparison, scope: Scope, make: Make) -> Compiled:
    """`left operator right`"""
    left, right = make(tree.left, scope), make(tree.right, scope)
    if tree.operator in ("=", "!="):
        return _equality(left, right, negated=tree.operator == "!=", place=scope.place(tree.span))
    return _ordered(left, right, tree.operator, scope.place(tree.span))


def _equality(left: Compiled, right: Compiled, *, negated: bool, place: Place | None) -> Compiled:
    operator: Operator = "!=" if negated else "="

    def run_equality(env: Env, run: Run) -> Value:
        a = left(env, run)
        b = right(env, run)
        found = equal(a, b, run)
        if found is None:
            return run.fault_at(place, NOT_COMPARABLE, operator=operator, left=brief(a), right=brief(b))
        return found is not negated

    return run_equality


def _ordered(left: Compiled, right: Compiled, operator: Operator, place: Place | None) -> Compiled:
    compare = COMPARISONS[operator]

    def run_ordered(env: Env, run: Run) -> Value:
        a = left(env, run)
        b = right(env, run)
        found = compare(a, b)
        if found is None and a is not None and b is not None:
            return run.fault_at(place, NOT_COMPARABLE, operator=operator, left=brief(a), right=brief(b))
        return found

    return run_ordered


def between(tree: Between, scope: Scope, make: Make) -> Compiled:
    """`operand between least and most`: at least the one and at most the other."""
    operand, least, most = (make(t, scope) for t in (tree.operand, tree.least, tree.most))
    place = scope.place(tree.span)

    def run_between(env: Env, run: Run) -> Value:
        value, low, high = operand(env, run), least(env, run), most(env, run)
        found = both(at_least(value, low), at_most(value, high))
        if found is None and value is not None:
            for end in (low, high):
                if end is not None and order(value, end) is None:
                    run.fault_at(
                        place, NOT_COMPARABLE, operator="between", left=brief(value), right=brief(end)
                    )
        return found

    return run_between


def range_(tree: Range, scope: Scope, make: Make) -> Compiled:
    """`[low..high]` and its like, `(< high)` and its like."""
    place = scope.place(tree.span)
    low_closed, high_closed = tree.low_closed, tree.high_closed
    if tree.low is None or tree.high is None:
        return _half_range(tree, scope, make)
    low, high = make(tree.low, scope), make(tree.high, scope)

    def run_range(env: Env, run: Run) -> Value:
        a = low(env, run)
        b = high(env, run)
        if not ordered(a, b):
            return run.fault_at(place, NO_RANGE, low=brief(a), high=brief(b))
        return RangeValue(a, b, low_closed, high_closed)

    return run_range


def ordered(low: Value, high: Value) -> bool:
    """Whether there is a range from `low` to `high`, one of which may be null."""
    if low is None or high is None:
        end = high if low is None else low
        return order(end, end) == 0
    found = order(low, high)
    return found is not None and found <= 0


def _half_range(tree: Range, scope: Scope, make: Make) -> Compiled:
    below = tree.low is None
    inner = tree.high if below else tree.low
    if inner is None:
        return constant(None)
    closed = tree.high_closed if below else tree.low_closed
    operator: Operator = ("<=" if closed else "<") if below else (">=" if closed else ">")
    return comparing_range(make(inner, scope), operator, scope.place(tree.span))


def comparing_range(end: Compiled, operator: Operator, place: Place | None) -> Compiled:
    """The values for which a comparison with `end` is true, as a range."""

    def run_half_range(env: Env, run: Run) -> Value:
        value = end(env, run)
        if operator in ("<", "<="):
            result = RangeValue(None, value, False, operator == "<=", operator)
        elif operator in (">", ">="):
            result = RangeValue(value, None, operator == ">=", False, operator)
        else:
            closed = operator == "="
            return RangeValue(value, value, closed, closed, operator)
        if order(value, value) is None:
            return run.fault_at(place, NO_RANGE, low=brief(result.low), high=brief(result.high))
        return result

    return run_half_range
