"""Filters (DMN 1.5, Table 68): `list[2]`, `list[-1]`, `list[item > 3]`, `list[age > 18]`.

What is not a list is filtered as a list of one. Null stays null.
"""

from __future__ import annotations

from decimal import Decimal

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.rules.feel.tree import Expr, Filter, Negation, Number
from projgov.scoring.feel.functions.faults import brief
from projgov.scoring.feel.nodes.base import Make
from projgov.scoring.feel.nodes.weights import is_feel, weight
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.scope import Compiled, Env, Scope
from projgov.scoring.feel.values import Value

NO_ITEM = Pattern(
    "M034",
    Bilingual("列表只有 {size} 项，没有第 {found} 项", "the list has {size} items, there is no item {found}"),
    Bilingual(
        "从 1 数起，从末尾数则用 -1、-2 等；先用 `count` 检查项数",
        "items count from 1, or from the end as -1, -2 and so on; `count` tells how many there are",
    ),
)
NO_FILTER = Pattern(
    "M035",
    Bilingual(
        "方括号里是 {found}，既不是条件也不是位置",
        "the brackets hold {found}, neither a condition nor a position",
    ),
    Bilingual("写条件（`item > 3`）或位置（`1`）", "write a condition (`item > 3`) or a position (`1`)"),
)

ITEM = "item"


def filter_(tree: Filter, scope: Scope, make: Make) -> Compiled:
    """`base[condition]`"""
    base = make(tree.base, scope)
    place = scope.place(tree.condition.span)
    if _is_number(tree.condition):
        return _position(base, make(tree.condition, scope), place)
    inner, slot = scope.bind(ITEM)
    condition = make(tree.condition, inner.bind_members(slot))
    cost = weight(tree.condition, scope)
    positions = is_feel(tree.condition)  # in a box stands a condition, never a position

    def run_filter(env: Env, run: Run) -> Value:
        items = base(env, run)
        if items is None:
            return None
        if type(items) is not list:
            items = [items]
        before = env[slot]
        try:
            kept: list[Value] = []
            for index, item in enumerate(items):
                run.step(cost)
                env[slot] = item
                found = condition(env, run)
                if found is True:
                    kept.append(item)
                elif positions and type(found) is Decimal and index == 0:
                    return _numbered(env, run, items, found)
                elif found is not False and found is not None:
                    return run.fault_at(place, NO_FILTER, found=brief(found))
            return kept
        finally:
            env[slot] = before

    def _numbered(env: Env, run: Run, items: list[Value], found: Decimal) -> Value:
        """A position stands in the brackets: it is the same for all items, and their members have no part in it."""
        env[slot] = None
        outside = condition(env, run)
        return _item(run, items, outside if type(outside) is Decimal else found, place)

    return run_filter


def _is_number(tree: Expr) -> bool:
    return isinstance(tree, Number) or (isinstance(tree, Negation) and _is_number(tree.operand))


def _position(base: Compiled, position: Compiled, place: Place | None) -> Compiled:
    def run_position(env: Env, run: Run) -> Value:
        items = base(env, run)
        if items is None:
            return None
        found = position(env, run)
        assert isinstance(found, Decimal | None)
        if found is None:
            return None
        return _item(run, items if isinstance(items, list) else [items], found, place)

    return run_position


def _item(run: Run, items: list[Value], position: Decimal, place: Place | None) -> Value:
    size = len(items)
    if 1 <= abs(position) <= size and position == int(position):
        return items[int(position) - 1 if position > 0 else int(position)]
    return run.fault_at(place, NO_ITEM, size=size, found=brief(position))
