"""Random nodes of Core on lists: items, filters, quantifiers, aggregates."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal

from hypothesis import strategies as st

from projgov.domain.types import (
    DateType,
    ListType,
    NumberType,
    ValueType,
)
from projgov.rules.core import nodes
from projgov.rules.core.functions import FUNCTIONS
from projgov.rules.core.nodes import Node
from projgov.rules.core.typing import ANY, item_type
from projgov.testing.core_known import (
    BOOLEAN,
    NUMBER,
)
from projgov.testing.core_leaves import Leaves

_COUNTS: tuple[Literal["count", "distinct"], ...] = ("count", "distinct")
_SUMS: tuple[Literal["sum", "mean", "min", "max", "median", "product"], ...] = (
    "sum", "mean", "min", "max", "median", "product",
)  # fmt: skip


class Lists(Leaves):
    """Writes nodes that take a list or give one."""

    def item(self, kind: ValueType, depth: int) -> Node:
        source = self.node(ListType(kind), depth)
        position = nodes.Literal(self.pick([1, 2, -1, 0]), NumberType(0))
        return nodes.Call("item", (source, position), item_type(source.type) or ANY)

    def each(self, kind: ValueType, depth: int) -> Node:
        inner = self.element()
        source, name = self.node(ListType(inner), depth), self.fresh()
        body = self.within(name, item_type(source.type) or inner).node(item_type(kind) or ANY, depth)
        return nodes.Each(name, source, body, ListType(body.type))

    def on_days(self, kind: ValueType, depth: int) -> Node:
        """Something judged on each of some days."""
        days, name = (
            self.draw(st.lists(st.dates(date(2017, 1, 1), date(2017, 12, 31)), max_size=3)),
            self.fresh(),
        )
        body = self.within(name, DateType()).node(item_type(kind) or ANY, depth)
        judged = nodes.Let("judged", nodes.Variable(name, DateType()), body, body.type)
        return nodes.Each(name, nodes.Literal(tuple(days), ListType(DateType())), judged, ListType(body.type))

    def filter_(self, kind: ValueType, depth: int) -> Node:
        source, name = self.node(kind, depth), self.fresh()
        inner = item_type(source.type) or ANY
        condition = self.within(name, inner).node(BOOLEAN, depth)
        return nodes.Filter(name, source, condition, ListType(inner))

    def fold(self, kind: ValueType, depth: int) -> Node:
        """Steps that see the item and the memory, of which the type says nothing but the kind: each step may widen it."""
        inner, of = self.element(), item_type(kind) or ANY
        source, name = self.node(ListType(inner), depth), self.fresh()
        initial = self.node(of, depth)
        within = self.within(name, item_type(source.type) or inner)
        memory = within.fresh()
        step = within.within(memory, of).node(of, depth)
        return nodes.Fold(source, name, memory, initial, step, ListType(step.type))

    def joined(self, kind: ValueType, depth: int) -> Node:
        if self.draw(st.booleans()):
            spec = FUNCTIONS["concatenate"]
            arguments = tuple(self.node(kind, depth) for _ in self.count(1, 2))
        else:
            spec = FUNCTIONS["flatten_once"]
            arguments = (self.make_list(ListType(kind), depth),)
        return nodes.Call(spec.name, arguments, spec.result_type(tuple(a.type for a in arguments)))

    def quantify(self, _kind: ValueType, depth: int) -> Node:
        inner = self.element()
        source, name = self.node(ListType(inner), depth), self.fresh()
        condition = self.within(name, item_type(source.type) or inner).node(BOOLEAN, depth)
        return nodes.Quantify(self.pick(["some", "every"]), name, source, condition)

    def aggregate(self, _kind: ValueType, depth: int) -> Node:
        if self.draw(st.booleans()):
            source = self.node(ListType(self.element()), depth)
            return nodes.Aggregate(self.pick(_COUNTS), source, NumberType(0, Fraction(0)))
        return nodes.Aggregate(self.pick(_SUMS), self.node(ListType(NUMBER), depth), NUMBER)

    def extreme(self, kind: ValueType, depth: int) -> Node:
        source = self.node(ListType(kind), depth)
        return nodes.Aggregate(self.pick(["min", "max"]), source, item_type(source.type) or kind)
