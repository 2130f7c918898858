"""Statistics of lists (DMN 1.5, 10.3.4.4): least, greatest, sums, means, deviation, mode; rounded once, at the end."""

from __future__ import annotations

import decimal
from collections import Counter
from collections.abc import Callable
from decimal import Decimal

from projgov.diagnostics import Bilingual
from projgov.scoring.feel.builtin import COMPARABLE, NUMBER, Builtin
from projgov.scoring.feel.comparing import order
from projgov.scoring.feel.functions.exact import nearest, reach, root, sample_variance, total
from projgov.scoring.feel.functions.faults import NOT_ORDERED, TOO_LARGE, brief, only, out_of_domain
from projgov.scoring.feel.functions.lists import spread
from projgov.scoring.feel.numbers import CONTEXT
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.values import Value


def minimum(run: Run, items: list[Value]) -> Value:
    """The least item, the first of several; null of an empty list."""
    return _extreme(run, "min", items, -1)


def maximum(run: Run, items: list[Value]) -> Value:
    """The greatest item, the first of several; null of an empty list."""
    return _extreme(run, "max", items, 1)


def _extreme(run: Run, function: str, items: list[Value], sign: int) -> Value:
    if not only(run, function, items, COMPARABLE) or not items:
        return None
    best = items[0]
    for item in items[1:]:
        found = order(item, best)
        if found is None:
            return run.fault(NOT_ORDERED, function=function, first=brief(best), second=brief(item))
        if found * sign > 0:
            best = item
    return best


def numbers(run: Run, function: str, items: list[Value]) -> list[Decimal]:
    """The items, which must all be numbers; none, and a fault, where one is not."""
    if not only(run, function, items, NUMBER):
        return []
    return [item for item in items if isinstance(item, Decimal)]


def _statistic(function: str, of: Callable[[list[Decimal]], Decimal | None]) -> Builtin:
    """A number that some numbers give; null of none."""

    def call(run: Run, items: list[Value]) -> Value:
        given = numbers(run, function, items)
        try:
            return of(given) if given else None
        except decimal.Overflow:
            return run.fault(TOO_LARGE, function=function)

    return Builtin(function, spread(call, "n"))


def _sum(given: list[Decimal]) -> Decimal:
    return nearest(total(given))


def _product(given: list[Decimal]) -> Decimal:
    result = Decimal(1)
    for value in given:
        result = CONTEXT.multiply(result, value)
    return result


def _mean(given: list[Decimal]) -> Decimal:
    return CONTEXT.divide(total(given), Decimal(len(given)))


def _median(given: list[Decimal]) -> Decimal:
    ordered = sorted(given)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else _mean(ordered[middle - 1 : middle + 1])


def stddev(run: Run, items: list[Value]) -> Value:
    """The standard deviation of a sample; null of fewer than two numbers."""
    given = numbers(run, "stddev", items)
    if len(given) < 2:
        if given or not items:
            out_of_domain(run, "stddev", "list", items, Bilingual("至少两个数", "at least two numbers"))
        return None
    run.step(len(given) * (1 + reach(given) // 64))
    try:
        return root(sample_variance(given))
    except decimal.Overflow:
        return run.fault(TOO_LARGE, function="stddev")


def mode(run: Run, items: list[Value]) -> Value:
    """The numbers that are there most often, ascending."""
    if not only(run, "mode", items, NUMBER):
        return None
    times = Counter(item for item in items if isinstance(item, Decimal))
    most = max(times.values(), default=0)
    found: list[Value] = [*sorted(value for value, often in times.items() if often == most)]
    return found


BUILTINS = (
    Builtin("min", spread(minimum, "c")),
    Builtin("max", spread(maximum, "c")),
    _statistic("sum", _sum),
    _statistic("mean", _mean),
    _statistic("product", _product),
    _statistic("median", _median),
    Builtin("stddev", spread(stddev, "n")),
    Builtin("mode", spread(mode, "n")),
)
