"""Hit policies: what comes of the rows of a decision table that hold, as Core.

U, A, P and F give the outputs of one row; R, O and C a list, with a value for each row that holds; C+, C<, C> and C# one number
made of them. A row that gives null adds nothing to a list.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal as OneOf
from typing import TypeAlias

import attrs

from projgov.diagnostics import Bilingual, Place
from projgov.domain.types import ListType, NullType, NumberType, ValueType
from projgov.rules.core import nodes, typing
from projgov.rules.core.nodes import Node
from projgov.rules.forms.results import COUNT
from projgov.rules.forms.words import Word, option

Aggregated: TypeAlias = OneOf["sum", "min", "max", "count"]
_AGGREGATES: dict[str, Aggregated] = {"sum": "sum", "min": "min", "max": "max", "count": "count"}
_SINGLE = ("unique", "any", "priority", "first")


@attrs.frozen
class HitPolicy(Word):
    """Which rows count where several hold."""

    what = Bilingual("命中方式", "hit policy")
    options = (
        option("unique", "唯一", "unique", "U"),
        option("any", "任一", "any", "A"),
        option("priority", "优先", "priority", "P"),
        option("first", "首个", "first", "F", "第一个"),
        option("rule_order", "行序", "rule order", "R", "规则次序"),
        option("output_order", "结果次序", "output order", "O", "结果顺序"),
        option("collect", "汇总", "collect", "C", "收集"),
        option("sum", "汇总求和", "collect sum", "C+", "sum", "求和"),
        option("min", "汇总取小", "collect min", "C<", "min", "取最小"),
        option("max", "汇总取大", "collect max", "C>", "max", "取最大"),
        option("count", "汇总计数", "collect count", "C#", "count", "计数"),
    )

    @property
    def is_single(self) -> bool:
        """Whether one row gives the outputs."""
        return self.code in _SINGLE

    @property
    def is_ordered(self) -> bool:
        """Whether the order of the output values says which rows come first."""
        return self.code in ("priority", "output_order")

    @property
    def aggregate(self) -> Aggregated | None:
        """The number that is made of the rows that hold."""
        return _AGGREGATES.get(self.code)

    def result(self, kind: ValueType) -> ValueType | None:
        """The type of what comes of outputs of type `kind`; None where there is no such number of them."""
        if self.is_single:
            return kind
        aggregate = self.aggregate
        return ListType(kind) if aggregate is None else typing.aggregated(aggregate, kind)


UNIQUE = HitPolicy("unique")


@attrs.frozen
class Hits:
    """The rows of a table, in the order in which they count: their conditions, and the numbers by which people call them.

    `exclusive`: it is known that the first row that holds tells all (no other holds, or any other gives the same).
    """

    policy: HitPolicy
    conditions: tuple[Node, ...]
    numbers: tuple[int, ...]
    places: tuple[Place, ...]
    exclusive: bool
    place: Place

    def output(self, values: Sequence[Node], otherwise: Node | None, kind: ValueType) -> Node:
        """What comes of an output that has these values in the rows, each of type `kind`."""
        if self.policy.is_single:
            return self._single(values, otherwise, kind)
        hits = self._listed(values, kind)
        aggregate = self.policy.aggregate
        if aggregate is None:
            return hits
        result = self.policy.result(kind) or NumberType()
        return nodes.Aggregate(aggregate, hits, result, place=self.place)

    def rows(self) -> Node:
        """The number of the row that gave the outputs, or the list of those that did."""
        values = [nodes.Literal(number, COUNT) for number in self.numbers]
        if self.policy.is_single:
            exclusive = self.exclusive or self.policy.code == "any"
            return attrs.evolve(self, exclusive=exclusive)._single(values, None, COUNT)
        return self._listed(values, COUNT)

    def _single(self, values: Sequence[Node], otherwise: Node | None, kind: ValueType) -> Node:
        if self.exclusive or self.policy.code in ("first", "priority"):
            rows = tuple(
                nodes.Row(condition, value, str(number), place=place)
                for condition, value, number, place in zip(
                    self.conditions, values, self.numbers, self.places, strict=True
                )
            )
            return nodes.Case(rows, otherwise, kind, place=self.place)
        function = "only" if self.policy.code == "unique" else "agreed"
        hits = self._listed(values, kind, nulls=True)
        if otherwise is None:
            return nodes.Call(function, (hits,), kind, place=self.place)
        listed = nodes.Variable("hits", hits.type)
        none = nodes.Compare("=", nodes.Aggregate("count", listed, COUNT), nodes.Literal(0, COUNT))
        one = nodes.Call(function, (listed,), kind, place=self.place)
        chosen = nodes.Case((nodes.Row(none, otherwise),), one, kind, place=self.place)
        return nodes.Let("hits", hits, chosen, kind, place=self.place)

    def _listed(self, values: Sequence[Node], kind: ValueType, *, nulls: bool = False) -> Node:
        """The values of the rows that hold; of a row that may hold, a possible one."""
        parts: list[Node] = []
        for condition, value, place in zip(self.conditions, values, self.places, strict=True):
            if not nulls and isinstance(value.type, NullType):
                continue
            # Of a row that does not hold nothing is computed: what errs there is no fault.
            own: Node = value
            if not isinstance(value, nodes.Literal):
                own = nodes.Case((nodes.Row(condition, value),), None, kind, place=place)
            one = nodes.MakeList((own,), ListType(kind), place=place)
            parts.append(nodes.Filter("hit", one, condition, ListType(kind), place=place))
        lists = nodes.MakeList(tuple(parts), ListType(ListType(kind)), place=self.place)
        return nodes.Call("flatten_once", (lists,), ListType(kind), place=self.place)
