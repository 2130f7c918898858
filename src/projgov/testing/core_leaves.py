"""The ends of random nodes of Core: constants, names, members of records, and what rules give."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Literal, Self, TypeAlias, TypeVar

import attrs
from hypothesis import strategies as st

from projgov.domain.calendar import Period
from projgov.domain.types import (
    AnyType,
    BooleanType,
    DateType,
    DurationType,
    ListType,
    NullType,
    NumberType,
    PeriodType,
    RecordType,
    SeriesType,
    TextType,
    ValueType,
)
from projgov.domain.vocabulary import Member
from projgov.rules.core import nodes
from projgov.rules.core.durations import Months
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import PORTFOLIO
from projgov.rules.core.typing import ANY, item_type, join_all
from projgov.testing.core_known import (
    BOOLEAN,
    DATE,
    DAYS,
    MONTHS,
    ORDERED,
    PERIOD,
    SCALARS,
    TEXT,
    Known,
    matches,
    matches_any,
)

WORDS = ("", "a", "ab", "甲", "甲乙")
DAY = st.dates(date(2016, 11, 1), date(2018, 3, 31))
EXACT = st.one_of(
    st.integers(-3, 12),
    st.integers(-1000, 1000).map(lambda n: Fraction(n, 10)),
    st.fractions(-3, 3, max_denominator=7),
).map(lambda n: int(n) if n == int(n) else Fraction(n))
_PERIODS = (
    "2017", "2017-H1", "2017-Q1", "2017-Q3", "2017-02", "2017-09", "2016-12", "2017-03-H1", "2017-02-T3", "2017-02-27/P10D",
)  # fmt: skip
OUTCOMES: tuple[Literal["met", "unmet", "pending", "excused"], ...] = ("unmet", "met", "pending", "excused")

T = TypeVar("T")
Draw: TypeAlias = Callable[[st.SearchStrategy[Any]], Any]
Way: TypeAlias = Callable[[ValueType, int], Node]


@attrs.frozen
class Leaves:
    """Writes what stands at the ends of a node, one draw after another. `depth` is how many more nodes may stand below."""

    draw: Draw
    known: Known

    @abstractmethod
    def node(self, kind: ValueType, depth: int) -> Node:
        """A node of a type."""

    def within(self, name: str, kind: ValueType) -> Self:
        """The writer of a body in which a name is bound."""
        variables = {**self.known.variables, name: kind}
        return attrs.evolve(self, known=attrs.evolve(self.known, variables=variables))

    def leaves(self, kind: ValueType) -> list[Way]:
        """Names and members, and constants where there are any of the type."""
        at_hand: list[Way] = [self.name, self.name, self.field]
        nested = item_type(kind) if isinstance(kind, ListType) else kind
        return at_hand if isinstance(nested, RecordType) else [*at_hand, self.constant]

    def pick(self, options: Sequence[T]) -> T:
        found: T = self.draw(st.sampled_from(options))
        return found

    def count(self, least: int, most: int) -> range:
        return range(self.draw(st.integers(least, most)))

    def fresh(self) -> str:
        return f"item{len(self.known.variables)}"

    def scalar(self) -> ValueType:
        return self.pick(SCALARS)

    def element(self) -> ValueType:
        """The type of the members of some list: a scalar, or a record that can be come by."""
        records: list[ValueType] = [RecordType(r.name) for r in self.known.vocabulary.subjects]
        for _, record in self.known.records():
            inner = (item_type(m.type) for m in self.known.vocabulary.record(record).members.values())
            records += [kind for kind in inner if isinstance(kind, RecordType)]
        return self.pick([*SCALARS[:4], *records])

    # -- constants, names, members

    def constant(self, kind: ValueType, _depth: int) -> Node:
        match kind:
            case NumberType():
                value = self.draw(EXACT)
                return nodes.Literal(value, NumberType(None, Fraction(value), Fraction(value)))
            case BooleanType():
                return nodes.Literal(self.draw(st.booleans()), BOOLEAN)
            case TextType():
                return nodes.Literal(self.pick(WORDS), TEXT)
            case DateType():
                return nodes.Literal(self.draw(DAY), DATE)
            case PeriodType():
                return nodes.Literal(Period.parse(self.pick(_PERIODS)), PERIOD)
            case DurationType("days"):
                return nodes.Literal(timedelta(days=self.draw(st.integers(-40, 400))), DAYS)
            case DurationType():
                return nodes.Literal(Months(self.draw(st.integers(-3, 14))), MONTHS)
            case ListType(of):
                return self.make_list(ListType(of), 0)
            case AnyType():
                return self.constant(self.scalar(), 0)
        return nodes.Literal(None, NullType())

    def make_list(self, kind: ValueType, depth: int) -> Node:
        of = item_type(kind) or ANY
        items = tuple(self.node(of, depth) for _ in self.count(0, 3))
        return nodes.MakeList(items, ListType(join_all(i.type for i in items) or of if items else of))

    def name(self, kind: ValueType, _depth: int) -> Node:
        """A variable, a parameter, or null now and then."""
        found: list[Node] = [nodes.Variable(n, self.known.variables[n]) for n in self.known.of_type(kind)]
        found += [nodes.Parameter(p.name, p.type) for p in self.known.parameters if matches(p.type, kind)]
        if not found:
            return self.field(kind, 0) if isinstance(kind, RecordType | ListType) else self.constant(kind, 0)
        return self.pick([*found * 5, nodes.Literal(None, NullType())])

    def field(self, kind: ValueType, _depth: int) -> Node:
        """A member of a record at hand, or of one that it refers to."""
        starts = self.known.records()
        if not starts:
            return self.constant(kind, 0)
        name, record = self.pick(starts)
        base: Node = nodes.Variable(name, RecordType(record))
        for _ in self.count(0, 2):
            hop = self.member(record, lambda m: isinstance(m.type, RecordType))
            if hop is None or not isinstance(hop.type, RecordType):
                break
            base, record = nodes.Field(base, record, hop.name, hop.type), hop.type.record
        member = self.member(record, lambda m: matches(m.type, kind))
        return (
            self.constant(kind, 0) if member is None else nodes.Field(base, record, member.name, member.type)
        )

    def member(self, record: str, wanted: Callable[[Member], bool]) -> Member | None:
        """A member that is wanted; None where there is none. A series is asked by `value_at` only."""
        members = self.known.vocabulary.record(record).members.values()
        found = [m for m in members if m.access != "series" and wanted(m)]
        return self.pick(found) if found else None

    def value_at(self, kind: ValueType, depth: int) -> Node:
        for name, record in self.known.records():
            members = self.known.vocabulary.record(record).members.values()
            if series := [m for m in members if m.series is not None]:
                member = self.pick(series)
                base = nodes.Variable(name, RecordType(record))
                kind = member.type.of if isinstance(member.type, SeriesType) else ANY
                return nodes.ValueAt(base, record, member.name, self.node(DATE, depth), kind)
        return self.constant(kind, 0)

    def whole(self, kind: ValueType, depth: int) -> Node:
        """All subjects of a type."""
        match kind:
            case ListType(RecordType(name)) if name in {r.name for r in self.known.vocabulary.subjects}:
                return nodes.Members(name, kind)
        return self.field(kind, depth)

    # -- what rules give

    def result(self, kind: ValueType, depth: int) -> Node:
        found = [d for d in self.known.definitions if matches(d.type, kind)]
        if not found:
            return self.name(kind, depth)
        definition = self.pick(found)
        return nodes.Result(definition.id, self.subject_of(definition.subject, depth), definition.type)

    def as_of(self, kind: ValueType, depth: int) -> Node:
        """What a rule gave on another day, or gives on one to come."""
        found = [d for d in self.known.definitions if matches(d.type, kind)]
        if not found:
            return self.name(kind, depth)
        definition = self.pick(found)
        day = self.pick([nodes.Literal(self.draw(DAY), DATE), self.node(DATE, 0)])
        return nodes.AsOf(definition.id, self.subject_of(definition.subject, depth), day, definition.type)

    def subject_of(self, record: str, depth: int) -> Node:
        if record == PORTFOLIO:
            return nodes.Variable("subject", self.known.variables["subject"])
        found: list[Node] = [
            nodes.Variable(n, RecordType(record)) for n in self.known.of_type(RecordType(record))
        ]
        members = nodes.Members(record, ListType(RecordType(record)))
        found.append(nodes.Call("item", (members, nodes.Literal(1, NumberType(0))), RecordType(record)))
        return self.pick(found) if self.draw(st.integers(0, 3)) else self.node(RecordType(record), depth)

    def tally(self, kind: ValueType, depth: int) -> Node:
        if not self.known.checks:
            return self.constant(kind, 0)
        first = self.pick(self.known.checks)
        alike = [c.id for c in self.known.checks if c.subject == first.subject]
        checks = tuple(dict.fromkeys([first.id, *(self.pick(alike) for _ in self.count(0, 1))]))
        outcome = self.pick(OUTCOMES)
        return nodes.Tally(checks, outcome, self.subject_of(first.subject, depth), NumberType(0, Fraction(0)))

    def rank_entry(self, kind: ValueType, depth: int) -> Node:
        found = [d for d in self.known.definitions if d.subject != PORTFOLIO and matches_any(d.type, ORDERED)]
        if not found:
            return self.constant(kind, 0)
        of = self.pick(found)
        writer = self.within("subject", RecordType(of.subject))
        among = writer.node(BOOLEAN, depth - 1) if self.draw(st.booleans()) else None
        group = writer.node(self.scalar(), depth - 1) if self.draw(st.booleans()) else None
        subject = self.subject_of(of.subject, depth)
        bounds = [
            d.id for d in self.known.definitions if d.subject == of.subject and isinstance(d.type, NumberType)
        ]
        limit = self.pick([None, *bounds])
        rank = nodes.Rank(of.id, of.subject, among, group, self.draw(st.booleans()), subject, limit=limit)
        return nodes.Entry(rank, self.pick(["best", "worst", "tied", "reach", "size", "rank"]), ANY)
