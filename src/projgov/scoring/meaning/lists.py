"""The meaning of the nodes that make, sieve and sum up lists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from projgov.rules.core import nodes
from projgov.scoring.comparing import less, missing_in, surely_equal
from projgov.scoring.faults import A_NUMBER, Erring, merge, merge_faults, wrong
from projgov.scoring.meaning.base import (
    Env,
    Evaluator,
    conjunction,
    disjunction,
    is_number,
    listed,
    negation,
    rows,
    truth,
    within,
)
from projgov.scoring.numbers import exact
from projgov.scoring.values import Fault, Rows, Unknown, Value


def make_list(m: Evaluator, node: nodes.MakeList, env: Env) -> Value:
    """A list; an item may be unknown, a faulty one makes the whole a fault."""
    items = tuple(m.evaluate(item, env) for item in node.items)
    faults = [item for item in items if isinstance(item, Fault)]
    return merge_faults(faults) if faults else items


def each(m: Evaluator, node: nodes.Each, env: Env) -> Value:
    """The body for each item. Possible members stay possible."""
    source = rows(m, node.source, env)
    if not isinstance(source, Rows):
        return source
    inner = within(m, node, env, source, node.variable)
    if isinstance(inner, Fault):
        return inner
    sure = tuple(m.evaluate(node.body, {**inner, node.variable: item}) for item in source.sure)
    possible = tuple(
        (m.evaluate(node.body, {**inner, node.variable: item}), maybe) for item, maybe in source.possible
    )
    faults = [v for v in (*sure, *(v for v, _ in possible)) if isinstance(v, Fault)]
    return merge_faults(faults) if faults else listed(sure, possible, source.lacking)


def filter_(m: Evaluator, node: nodes.Filter, env: Env) -> Value:
    """The items for which the condition holds; possibly those for which it is unknown, or which are possible themselves."""
    source = rows(m, node.source, env)
    if not isinstance(source, Rows):
        return source
    inner = within(m, node, env, source, node.variable)
    if isinstance(inner, Fault):
        return inner
    sure: list[Value] = []
    possible: list[tuple[Value, Unknown]] = []
    faults: list[Fault] = []
    for item, maybe in (*((item, None) for item in source.sure), *source.possible):
        condition = truth(m, node.condition, {**inner, node.variable: item})
        if isinstance(condition, Fault):
            faults.append(condition)
        elif condition is True and maybe is None:
            sure.append(item)
        elif condition is not False:
            possible.append((item, merge(u for u in (maybe, condition) if isinstance(u, Unknown))))
    return merge_faults(faults) if faults else listed(sure, possible, source.lacking)


def fold(m: Evaluator, node: nodes.Fold, env: Env) -> Value:
    """The memories after each item. Where it is not known what came before an item, none of them is sure."""
    source = rows(m, node.source, env)
    memory = m.evaluate(node.initial, env)
    if faults := [v for v in (source, memory) if isinstance(v, Fault)]:
        return merge_faults(faults)
    if not isinstance(source, Rows):
        return source
    inner = within(m, node, env, source, node.variable, node.memory)
    if isinstance(inner, Fault):
        return inner
    if source.possible or source.lacking is not None:
        return unordered(source)
    memories: list[Value] = []
    for item in source.sure:
        memory = m.evaluate(node.step, {**inner, node.variable: item, node.memory: memory})
        if isinstance(memory, Fault):
            return memory
        memories.append(memory)
    return tuple(memories)


def unordered(source: Rows) -> Rows:
    """What is known of the memories of a list of which some members are possible, or which may lack some."""
    lacking = () if source.lacking is None else (source.lacking,)
    return Rows((), (), merge((*(maybe for _, maybe in source.possible), *lacking)))


def quantify(m: Evaluator, node: nodes.Quantify, env: Env) -> Value:
    """`some`: a member, and the condition holds of it. `every`: no member, or the condition holds of it."""
    source = rows(m, node.source, env)
    if not isinstance(source, Rows):
        return source
    inner = within(m, node, env, source, node.variable)
    if isinstance(inner, Fault):
        return inner

    def condition(item: Value) -> bool | Unknown | Fault:
        return truth(m, node.condition, {**inner, node.variable: item})

    parts = [condition(item) for item in source.sure]
    lacking = () if source.lacking is None else (source.lacking,)
    if node.quantifier == "some":
        parts += [conjunction((maybe, condition(item))) for item, maybe in source.possible]
        return disjunction((*parts, *lacking))
    parts += [disjunction((negation(maybe), condition(item))) for item, maybe in source.possible]
    return conjunction((*parts, *lacking))


def aggregate(m: Evaluator, node: nodes.Aggregate, env: Env) -> Value:
    """One value from a list of which all is known."""
    source = rows(m, node.source, env)
    if not isinstance(source, Rows):
        return source
    if unknowns := missing_in(source):
        return merge(unknowns)
    try:
        return AGGREGATES[node.operator](source.sure)
    except Erring as erring:
        return erring.at(node.source.place)


_SINGLE = (str, int, Fraction, Decimal, date)


def _distinct(items: tuple[Any, ...]) -> int:
    """Single values are told apart by what they hash to: `true` is none of the numbers. What consists of others is compared in pairs."""
    single = {(isinstance(item, bool), item) for item in items if isinstance(item, _SINGLE)}
    different: list[Any] = []
    for item in items:
        if not isinstance(item, _SINGLE) and not any(surely_equal(item, other) for other in different):
            different.append(item)
    return len(single) + len(different)


def _total(items: tuple[Any, ...]) -> int | Fraction:
    return exact(sum(_numbers(items), Fraction(0)))


def _product(items: tuple[Any, ...]) -> int | Fraction:
    found = Fraction(1)
    for item in _numbers(items):
        found *= item
    return exact(found)


def _mean(items: tuple[Any, ...]) -> int | Fraction | None:
    return exact(Fraction(_total(items)) / len(items)) if items else None


def _median(items: tuple[Any, ...]) -> int | Fraction | None:
    if not items:
        return None
    ordered = sorted(_numbers(items))
    middle = len(ordered) // 2
    if len(ordered) % 2 == 1:
        return ordered[middle]
    return exact(Fraction(ordered[middle - 1] + ordered[middle]) / 2)


def _least(items: tuple[Any, ...]) -> Any:
    return _extreme(items, less)


def _greatest(items: tuple[Any, ...]) -> Any:
    return _extreme(items, lambda a, b: less(b, a))


def _extreme(items: tuple[Any, ...], before: Callable[[Any, Any], bool]) -> Any:
    if not items:
        return None
    found = items[0]
    for item in items:
        if before(item, found):
            found = item
    return found


def _numbers(items: tuple[Any, ...]) -> tuple[int | Fraction, ...]:
    for item in items:
        if not is_number(item):
            raise wrong(item, A_NUMBER)
    return items


AGGREGATES: dict[str, Callable[[tuple[Any, ...]], Value]] = {
    "count": len,
    "distinct": _distinct,
    "sum": _total,
    "product": _product,
    "mean": _mean,
    "median": _median,
    "min": _least,
    "max": _greatest,
}
"""Of known items. Numbers only, but for `count`, `distinct` and, of anything that has an order, `min` and `max`."""
