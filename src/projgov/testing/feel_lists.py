"""Expressions on lists: filters, counts, sums, quantifiers, and what follows a path through a list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from hypothesis import strategies as st

from projgov.domain.types import ListType, RecordType, ValueType
from projgov.domain.vocabulary import Member
from projgov.rules.core.typing import item_type
from projgov.rules.feel import tree
from projgov.rules.feel.tree import Expr
from projgov.testing.feel_leaves import Leaves, call
from projgov.testing.feel_scope import BOOLEAN, DATE, NOWHERE, NUMBER, Start, alike, result

_SOME: tuple[Literal["some", "every"], ...] = ("some", "every")
_COUNTS = ("count", "计数", "distinct count", "不同个数")
_SUMS = ("sum", "合计", "mean", "平均", "min", "max", "median", "product")


class Lists(Leaves):
    """Writes expressions on lists."""

    def fresh(self) -> str:
        """A name that nothing else has."""
        return f"{self.pick(['r', 'x', '某'])}{'' if not self.scope.bound else len(self.scope.bound)}"

    def source(
        self, depth: int, wanted: Callable[[ValueType], bool] | None = None
    ) -> tuple[Expr, ValueType] | None:
        """A list, and the type of its items."""
        found: list[tuple[Start, Member]] = []
        for start in self.scope.starts():
            for member in self.scope.members(start[1]):
                inner = item_type(member.type)
                if inner is not None and (wanted is None or wanted(inner)):
                    found.append((start, member))
        if not found or self.chance(6):
            record = self.pick(self.scope.named.vocabulary.subjects)
            if wanted is not None and not wanted(RecordType(record.name)):
                return None
            name = record.about.collection
            hidden = any(self.scope.named.vocabulary.record(r).find(name) for r in self.scope.items)
            return None if hidden else (tree.Name(NOWHERE, name), RecordType(record.name))
        start, member = self.pick(found)
        expr = self.scope.to(start, self.called(start[1], member))
        inner = item_type(member.type)
        if expr is None or inner is None:
            return None
        if depth > 0 and self.chance(2):
            within = self.within(self.scope.filtering(inner))
            expr = tree.Filter(NOWHERE, expr, within.of(BOOLEAN, depth - 1))
        return expr, inner

    def counted(self, kind: ValueType, depth: int) -> Expr:
        found = self.source(depth)
        return self.leaf(kind, 0) if found is None else call(self.pick(_COUNTS), found[0])

    def aggregate(self, _kind: ValueType, depth: int) -> Expr:
        if self.chance(3):
            parts = [self.of(NUMBER, depth - 1) for _ in range(self.draw(st.integers(2, 3)))]
            return call(self.pick(["min", "max", "sum", "最大"]), *parts)
        return call(self.pick(_SUMS), self.of(ListType(NUMBER), max(depth, 1)))

    def listed(self, kind: ValueType, depth: int) -> Expr:
        inner = item_type(kind) or NUMBER
        items = tuple(self.of(inner, depth - 1) for _ in range(self.draw(st.integers(1, 3))))
        return tree.List(NOWHERE, items)

    def each(self, kind: ValueType, depth: int) -> Expr:
        """`for x in list return …`"""
        found = self.source(depth)
        if found is None:
            return self.listed(kind, depth)
        source, inner = found
        name = self.fresh()
        body = self.within(self.scope.within(name, inner)).of(item_type(kind) or NUMBER, depth - 1)
        return tree.For(NOWHERE, (tree.Iterator(name, NOWHERE, source),), body)

    def along(self, kind: ValueType, depth: int) -> Expr:
        """A member of each record of a list, or what a rule gives of each."""
        wanted = item_type(kind) or NUMBER
        found = self.source(depth, lambda inner: isinstance(inner, RecordType))
        if found is None or not isinstance(found[1], RecordType):
            return self.listed(kind, depth)
        source, inner = found[0], found[1].record
        given = [g for g in self.scope.named.given if g.subject == inner and alike(g.type, wanted)]
        if given and self.chance(2):
            return result(self.pick(given), source)
        member = self.one(inner, wanted)
        if member is None:
            return self.listed(kind, depth)
        return tree.Path(NOWHERE, source, self.called(inner, member), NOWHERE)

    def quantify(self, kind: ValueType, depth: int) -> Expr:
        found = self.source(depth - 1)
        if found is None:
            return self.leaf(kind, 0)
        source, inner = found
        name = self.fresh()
        condition = self.within(self.scope.within(name, inner)).of(BOOLEAN, depth)
        return tree.Quantified(NOWHERE, self.pick(_SOME), (tree.Iterator(name, NOWHERE, source),), condition)

    def extreme(self, _kind: ValueType, depth: int) -> Expr:
        return call(self.pick(["min", "max"]), self.of(ListType(DATE), max(depth, 1)))
