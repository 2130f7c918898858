"""Lists gone through, from FEEL to Core: `for`, `some`, `every` and filters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import attrs

from projgov.diagnostics import Bilingual, Place
from projgov.domain.types import ContextType, ListType, NumberType, RecordType, ValueType
from projgov.rules.core import nodes
from projgov.rules.core.fitting import POISON, WRONG_TYPE, expect, is_poison
from projgov.rules.core.nodes import BOOLEAN, Node
from projgov.rules.core.scope import Expressions, Scope
from projgov.rules.core.typing import ANY, describe, item_type
from projgov.rules.feel import tree

Iterators = tuple[tree.Iterator, ...]
_A_LIST = Bilingual("列表", "a list")


def lower_for(expr: tree.For, scope: Scope, expressions: Expressions) -> Node:
    """`for x in a, y in b return body`: one list, with y going round for each x."""
    return _for(expr.iterators, expr.body, scope, expressions.place(expr.span), expressions)


def _for(iterators: Iterators, body: tree.Expr, scope: Scope, place: Place, expressions: Expressions) -> Node:
    head, *rest = iterators
    source, inner = _source(head, scope, expressions)
    variable, within = scope.bind(inner)
    within = within.with_locals({head.name: variable})
    if rest:
        nested = _for(tuple(rest), body, within, place, expressions)
        each = nodes.Each(variable.name, source, nested, ListType(nested.type), place=place)
        return nodes.Call("flatten_once", (each,), nested.type, place=place)
    result = expressions.lower(body, within)
    return nodes.Each(variable.name, source, result, ListType(result.type), place=place)


def lower_quantified(expr: tree.Quantified, scope: Scope, expressions: Expressions) -> Node:
    """`some x in a, y in b satisfies condition`, or `every`."""
    quantifier: Literal["some", "every"] = "some" if expr.quantifier == "some" else "every"
    place = expressions.place(expr.span)

    def over(iterators: Iterators, outer: Scope) -> Node:
        head, *rest = iterators
        source, inner = _source(head, outer, expressions)
        variable, within = outer.bind(inner)
        within = within.with_locals({head.name: variable})
        body = over(tuple(rest), within) if rest else expressions.want(expr.condition, within, BOOLEAN)
        return nodes.Quantify(quantifier, variable.name, source, body, place=place)

    return over(expr.iterators, scope)


def _source(iterator: tree.Iterator, scope: Scope, expressions: Expressions) -> tuple[Node, ValueType]:
    """What is gone through, and the type of its items."""
    if (ends := counted_ends(iterator.source)) is not None and iterator.last is None:
        low, high = (expressions.want(end, scope, NumberType()) for end in ends)
        return counted(low, high, expressions.place(iterator.source.span)), NumberType(0)
    source = expressions.lower(iterator.source, scope)
    if iterator.last is not None:
        last = expressions.want(iterator.last, scope, NumberType())
        first = expect(source, NumberType(), scope)
        whole = NumberType(0)
        return nodes.Call("numbers", (first, last), ListType(whole), place=first.place), whole
    inner = item_type(source.type)
    if inner is None:
        scope.faults.add(WRONG_TYPE, source.place, wanted=_A_LIST, found=describe(source.type))
        return POISON, ANY
    return source, inner


def counted_ends(source: tree.Expr) -> tuple[tree.Expr, tree.Expr] | None:
    """The ends of a range that is gone through, as in `some x in [1..10]`; None for anything else."""
    if (
        isinstance(source, tree.Range)
        and source.low_closed
        and source.high_closed
        and source.low
        and source.high
    ):
        return source.low, source.high
    return None


def counted(low: Node, high: Node, place: Place) -> Node:
    """The whole numbers from one to another, both included; none where the first is greater than the last."""
    if is_poison(low) or is_poison(high):
        return POISON
    whole = ListType(NumberType(0))
    every = nodes.Call("numbers", (low, high), whole, place=place)
    if _surely_ordered(low, high):
        return every
    row = nodes.Row(nodes.Compare("<=", low, high, place=place), every, place=place)
    return nodes.Case((row,), nodes.MakeList((), whole, place=place), whole, place=place)


def _surely_ordered(low: Node, high: Node) -> bool:
    ends = [end.value for end in (low, high) if isinstance(end, nodes.Literal)]
    return len(ends) == 2 and None not in ends and bool(ends[0] <= ends[1])


def lower_filter(expr: tree.Filter, scope: Scope, expressions: Expressions) -> Node:
    """`list[condition]`, where the item's members have bare names; or `list[3]`, the item at a position."""
    base, place = expressions.lower(expr.base, scope), expressions.place(expr.span)
    if isinstance(expr.condition, tree.Number | tree.Negation):
        inner = _items(base, scope)
        index = expressions.want(expr.condition, scope, NumberType())
        return POISON if inner is None else nodes.Call("item", (base, index), inner, place=place)

    def condition(within: Scope) -> Node:
        return expressions.lower(expr.condition, within)

    return filtered(base, condition, scope, place)


def filtered(base: Node, condition: Callable[[Scope], Node], scope: Scope, place: Place) -> Node:
    """The items of a list for which a condition holds: `condition` is told where the item and its members have names."""
    inner = _items(base, scope)
    if inner is None:
        return POISON
    item, within = scope.bind(inner)
    within = within.with_locals({"item": item})
    if isinstance(inner, RecordType):
        within = within.with_item(item, inner.record)
    elif isinstance(inner, ContextType):
        entries: dict[str, Node] = {key: nodes.Entry(item, key, kind) for key, kind in inner.entries}
        within = within.with_locals({**{name: entries[key] for name, key in inner.names}, **entries})
    if is_poison(base):
        within = attrs.evolve(within, of_unknown=True)
    holds = expect(condition(within), BOOLEAN, within)
    return POISON if is_poison(base) else nodes.Filter(item.name, base, holds, ListType(inner), place=place)


def _items(base: Node, scope: Scope) -> ValueType | None:
    """The type of the items of what has to be a list."""
    inner = item_type(base.type)
    if inner is None:
        scope.faults.add(WRONG_TYPE, base.place, wanted=_A_LIST, found=describe(base.type))
    return inner
