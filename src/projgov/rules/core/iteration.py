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


def lower_filter(expr: tree.Filter, scope: Scope, expressions: Expressions) -> Node:
    """`list[condition]`, where the item's members have bare names; or `list[3]`, the item at a position."""

    def condition(within: Scope) -> Node:
        return expressions.lower(expr.condition, within)

    base, place = expressions.lower(expr.base, scope), expressions.place(expr.span)
    positions = isinstance(expr.condition, tree.Number | tree.Negation)
    return filtered(base, condition, scope, place, positions=positions)


def filtered(
    base: Node, condition: Callable[[Scope], Node], scope: Scope, place: Place, *, positions: bool
) -> Node:
    """The items of a list for which a condition holds; or, where there may be `positions`, the item at one.

    `condition` is told the scope in which the item and its members have names.
    """
    inner = item_type(base.type)
    if inner is None:
        scope.faults.add(WRONG_TYPE, base.place, wanted=_A_LIST, found=describe(base.type))
        return POISON
    item, within = scope.bind(inner)
    if isinstance(inner, RecordType):
        within = within.with_item(item, inner.record)
    elif isinstance(inner, ContextType):
        within = within.with_locals({key: nodes.Entry(item, key, kind) for key, kind in inner.entries})
    if is_poison(base):
        within = attrs.evolve(within, of_unknown=True)
    found = condition(within.with_locals({"item": item}))
    if positions and isinstance(found.type, NumberType) and not _mentions(found, item.name):
        return POISON if is_poison(base) else nodes.Call("item", (base, found), inner, place=place)
    holds = expect(found, BOOLEAN, within)
    return POISON if is_poison(base) else nodes.Filter(item.name, base, holds, ListType(inner), place=place)


def _mentions(node: Node, variable: str) -> bool:
    """Whether a node reads a variable."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, nodes.Variable) and part.name == variable:
            return True
        waiting += nodes.children(part)
    return False
