"""Random well-typed nodes of Core: every node, over any vocabulary, with the types that lowering would give them.

What they compute is often unknown or faulty: members are missing, divisors zero, registers open. That is the point of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Literal, TypeAlias, TypeVar

import attrs
from hypothesis import strategies as st

from projgov.domain.calendar import Period
from projgov.domain.types import (
    AnyType,
    BooleanType,
    ChoiceType,
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
from projgov.domain.vocabulary import Member, Vocabulary
from projgov.rules.core import nodes
from projgov.rules.core.calls import rounded
from projgov.rules.core.durations import Months
from projgov.rules.core.functions import FUNCTIONS, FunctionSpec
from projgov.rules.core.nodes import NOWHERE, Node, Row
from projgov.rules.core.program import PORTFOLIO, Check, Definition, ParameterDefinition
from projgov.rules.core.typing import ANY, arithmetic, item_type, join_all

NUMBER, BOOLEAN, TEXT, DATE, PERIOD = NumberType(), BooleanType(), TextType(), DateType(), PeriodType()
DAYS, MONTHS = DurationType("days"), DurationType("months")
SCALARS: tuple[ValueType, ...] = (NUMBER, BOOLEAN, TEXT, DATE, PERIOD, DAYS, MONTHS)
ORDERED: tuple[ValueType, ...] = (NUMBER, TEXT, DATE, PERIOD, DAYS)
WORDS = ("", "a", "ab", "甲", "甲乙")
DAY = st.dates(date(2016, 11, 1), date(2018, 3, 31))
EXACT = st.one_of(
    st.integers(-3, 12),
    st.integers(-1000, 1000).map(lambda n: Fraction(n, 10)),
    st.fractions(-3, 3, max_denominator=7),
).map(lambda n: int(n) if n == int(n) else Fraction(n))
_PERIODS = ("2017", "2017-H1", "2017-Q1", "2017-Q3", "2017-02", "2017-09", "2016-12")
_ROUNDINGS: tuple[nodes.Rounding, ...] = (
    "half_up",
    "half_even",
    "half_down",
    "up",
    "down",
    "floor",
    "ceiling",
)
_OUTCOMES: tuple[Literal["met", "unmet", "pending"], ...] = ("unmet", "met", "pending")
_OPERATORS: tuple[Literal["+", "-", "*", "/", "**"], ...] = ("+", "-", "*", "/", "**")
_COUNTS: tuple[Literal["count", "distinct"], ...] = ("count", "distinct")
_SUMS: tuple[Literal["sum", "mean", "min", "max", "median", "product"], ...] = (
    "sum", "mean", "min", "max", "median", "product",
)  # fmt: skip
_SLOW = frozenset({"power", "exp", "log", "sqrt", "numbers"})

T = TypeVar("T")
Draw: TypeAlias = Callable[[st.SearchStrategy[Any]], Any]
Way: TypeAlias = Callable[[ValueType, int], Node]


@attrs.frozen
class Known:
    """What nodes may refer to: variables with their types, and what the rule file defines so far.

    Nodes that look at whether something is known (`Present`, `IfUnknown`) are written where `observing` is true.
    """

    vocabulary: Vocabulary
    subject: str
    variables: Mapping[str, ValueType] = attrs.field(factory=dict)
    definitions: tuple[Definition, ...] = ()
    checks: tuple[Check, ...] = ()
    parameters: tuple[ParameterDefinition, ...] = ()
    observing: bool = True

    def of_type(self, kind: ValueType) -> list[str]:
        """The variables of a type."""
        return [name for name, found in self.variables.items() if matches(found, kind)]

    def records(self) -> list[tuple[str, str]]:
        """The variables that are records, with the types of the records."""
        return [(name, kind.record) for name, kind in self.variables.items() if isinstance(kind, RecordType)]


def matches(found: ValueType, wanted: ValueType) -> bool:
    """Whether values of one type can stand where another is wanted, bounds and decimals aside."""
    match wanted:
        case AnyType():
            return True
        case TextType():
            return isinstance(found, TextType | ChoiceType)
        case ListType(of):
            inner = item_type(found)
            return inner is not None and not isinstance(found, AnyType) and matches(inner, of)
        case RecordType() | DurationType():
            return found == wanted
    return type(found) is type(wanted)


class Writer:
    """Writes nodes, one draw after another. `depth` is how many more nodes may stand below."""

    def __init__(self, draw: Draw, known: Known) -> None:
        self.draw = draw
        self.known = known

    def node(self, kind: ValueType, depth: int) -> Node:
        """A node of a type."""
        if depth <= 0:
            return self.pick(self.leaves(kind))(kind, 0)
        ways: list[Way] = (
            [self.name, self.field] if depth > 1 else [self.constant, self.name, self.field, self.field]
        )
        ways += [self.let, self.case, self.entry, *[self.call] * 3]
        ways += [self.if_unknown] if self.known.observing else []
        ways += [self.result] * 2 if self.known.definitions else []
        match kind:
            case BooleanType():
                ways += [*[self.compare, self.connective] * 3, self.quantify, self.quantify]
                ways += [self.present] if self.known.observing else []
            case NumberType():
                ways += [*[self.calculation, self.aggregate] * 3, self.round_, self.value_at, self.value_at]
                ways += [self.tally] * 4 if self.known.checks else []
                ways += [self.rank_entry] * 3 if self.known.definitions else []
            case DateType() | DurationType():
                ways += [self.temporal]
            case ListType(RecordType()):
                ways = [
                    self.field,
                    self.field,
                    self.whole,
                    *[self.filter_] * 3,
                    self.joined,
                    self.let,
                    self.case,
                ]
            case ListType():
                ways += [self.make_list, self.each, self.filter_, self.filter_, self.whole, self.joined]
            case RecordType():
                return self.record(kind, depth)
        if any(matches(kind, ordered) for ordered in ORDERED):
            ways.append(self.extreme)
        return self.pick(ways)(kind, depth - 1)

    def leaves(self, kind: ValueType) -> list[Way]:
        """Names and members, and constants where there are any of the type."""
        at_hand: list[Way] = [self.name, self.name, self.field]
        nested = item_type(kind) if isinstance(kind, ListType) else kind
        return at_hand if isinstance(nested, RecordType) else [*at_hand, self.constant]

    def within(self, name: str, kind: ValueType) -> Writer:
        """The writer of a body in which a name is bound."""
        variables = {**self.known.variables, name: kind}
        return Writer(self.draw, attrs.evolve(self.known, variables=variables))

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

    def record(self, kind: RecordType, depth: int) -> Node:
        """A record: a variable, a member, an item of a list."""
        ways = [self.name, self.field, self.field]
        return self.pick([*ways, self.item] if depth > 1 else ways)(kind, depth - 1)

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
        outcome = self.pick(_OUTCOMES)
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

    # -- what works for every type

    def let(self, kind: ValueType, depth: int) -> Node:
        bound, name = self.node(self.pick([self.scalar(), ListType(self.element())]), depth), self.fresh()
        body = self.within(name, bound.type).node(kind, depth)
        return nodes.Let(name, bound, body, body.type)

    def case(self, kind: ValueType, depth: int) -> Node:
        rows = tuple(Row(self.node(BOOLEAN, depth), self.node(kind, depth)) for _ in self.count(1, 3))
        otherwise = self.node(kind, depth) if self.draw(st.booleans()) else None
        values = [r.value for r in rows] + ([otherwise] if otherwise is not None else [])
        return nodes.Case(rows, otherwise, join_all(v.type for v in values) or ANY)

    def if_unknown(self, kind: ValueType, depth: int) -> Node:
        operand, otherwise = self.node(kind, depth), self.node(kind, depth)
        return nodes.IfUnknown(operand, otherwise, join_all((operand.type, otherwise.type)) or ANY)

    def entry(self, kind: ValueType, depth: int) -> Node:
        entries = (("a", self.node(kind, depth)), ("b", self.node(self.scalar(), depth)))
        return nodes.Entry(nodes.MakeContext(entries, ANY), self.pick(["a", "a", "a", "c"]), ANY)

    def item(self, kind: ValueType, depth: int) -> Node:
        source = self.node(ListType(kind), depth)
        position = nodes.Literal(self.pick([1, 2, -1, 0]), NumberType(0))
        return nodes.Call("item", (source, position), item_type(source.type) or ANY)

    def call(self, kind: ValueType, depth: int) -> Node:
        """Any function of the table that gives the type."""
        found = [s for s in FUNCTIONS.values() if not callable(s.result) and matches(s.result, kind)]
        if matches(NUMBER, kind):
            found += [FUNCTIONS[name] for name in ("abs", "floor", "ceiling")]
        if not found or self.draw(st.integers(0, 5)) == 0:
            return self.item(kind, depth)
        return self.call_of(self.pick(found), depth)

    def call_of(self, spec: FunctionSpec, depth: int) -> Node:
        """A call of a function. The arguments of those that are slow for large numbers are constants."""
        kinds = [kind for _, kind in spec.parameters]
        if spec.variadic:
            kinds += [kinds[-1]] * len(self.count(0, 2))
        within = -1 if spec.name in _SLOW else depth
        arguments = tuple(self.argument(spec, kind, within) for kind in kinds)
        return nodes.Call(spec.name, arguments, spec.result_type(tuple(a.type for a in arguments)))

    def argument(self, spec: FunctionSpec, kind: ValueType, depth: int) -> Node:
        if isinstance(kind, NumberType) and (depth < 0 or (kind.decimals == 0 and self.draw(st.booleans()))):
            whole = st.integers(-9, 9).map(
                lambda n: nodes.Literal(n, NumberType(0, Fraction(n), Fraction(n)))
            )
            made: Node = self.draw(whole) if kind.decimals == 0 else self.constant(kind, 0)
            return made
        match kind:
            case AnyType():
                return self.node(self.scalar(), depth)
            case ListType(AnyType()):
                return self.node(ListType(self.scalar()), depth)
            case TextType() if spec.name in ("date", "number", "period"):
                written = self.pick(["2017-03-31", "2017-02-30", "12.5", "-3", "2017-Q1", "2017-Q5"])
                return self.pick([nodes.Literal(written, TEXT), self.node(TEXT, depth)])
        return self.node(kind, depth)

    # -- conditions

    def compare(self, _kind: ValueType, depth: int) -> Node:
        if self.draw(st.integers(0, 4)) == 0:
            unordered: list[ValueType] = [BOOLEAN, MONTHS, ListType(self.scalar()), ANY]
            kind = self.pick(unordered)
            return nodes.Compare(self.pick(["=", "!="]), self.node(kind, depth), self.node(kind, depth))
        kind = self.pick(ORDERED)
        left, right = self.node(kind, depth), self.node(kind, depth)
        if isinstance(left.type, ChoiceType) and self.draw(st.booleans()):
            right = nodes.Literal(self.pick(left.type.codes), left.type)
        return nodes.Compare(self.pick(["=", "<", ">=", ">", "<=", "!="]), left, right)

    def connective(self, _kind: ValueType, depth: int) -> Node:
        operands = tuple(self.node(BOOLEAN, depth) for _ in self.count(1, 3))
        made: list[Node] = [nodes.And(operands), nodes.Or(operands), nodes.Not(operands[0])]
        return self.pick(made)

    def quantify(self, _kind: ValueType, depth: int) -> Node:
        inner = self.element()
        source, name = self.node(ListType(inner), depth), self.fresh()
        condition = self.within(name, item_type(source.type) or inner).node(BOOLEAN, depth)
        return nodes.Quantify(self.pick(["some", "every"]), name, source, condition)

    def present(self, _kind: ValueType, depth: int) -> Node:
        return nodes.Present(self.node(self.pick([*SCALARS, ListType(self.element())]), depth))

    # -- numbers, dates

    def calculation(self, _kind: ValueType, depth: int) -> Node:
        left = self.node(NUMBER, depth)
        if self.draw(st.integers(0, 5)) == 0:
            nothing = NumberType(0, Fraction(0), Fraction(0))
            return nodes.Negate(left, arithmetic("-", nothing, _numeric(left)))
        operator = self.pick(_OPERATORS)
        if operator == "**":
            power = nodes.Literal(self.draw(st.integers(-2, 3)), NumberType(0))
            right = self.node(NUMBER, 0) if self.draw(st.integers(0, 5)) == 0 else power
        else:
            right = self.node(NUMBER, depth)
        return nodes.Arithmetic(operator, left, right, arithmetic(operator, _numeric(left), _numeric(right)))

    def temporal(self, kind: ValueType, depth: int) -> Node:
        if isinstance(kind, DateType):
            left, right = self.node(DATE, depth), self.node(self.pick([DAYS, MONTHS]), depth)
        elif kind == DAYS and self.draw(st.booleans()):
            return nodes.Arithmetic("-", self.node(DATE, depth), self.node(DATE, depth), DAYS)
        else:
            left, right = self.node(kind, depth), self.node(kind, depth)
        return nodes.Arithmetic(self.pick(["+", "-"]), left, right, kind)

    def round_(self, _kind: ValueType, depth: int) -> Node:
        decimals, mode = self.draw(st.integers(0, 3)), self.pick(_ROUNDINGS)
        return rounded(self.node(NUMBER, depth), decimals, mode, NOWHERE)

    def aggregate(self, _kind: ValueType, depth: int) -> Node:
        if self.draw(st.booleans()):
            source = self.node(ListType(self.element()), depth)
            return nodes.Aggregate(self.pick(_COUNTS), source, NumberType(0, Fraction(0)))
        return nodes.Aggregate(self.pick(_SUMS), self.node(ListType(NUMBER), depth), NUMBER)

    def extreme(self, kind: ValueType, depth: int) -> Node:
        source = self.node(ListType(kind), depth)
        return nodes.Aggregate(self.pick(["min", "max"]), source, item_type(source.type) or kind)

    # -- lists

    def make_list(self, kind: ValueType, depth: int) -> Node:
        of = item_type(kind) or ANY
        items = tuple(self.node(of, depth) for _ in self.count(0, 3))
        return nodes.MakeList(items, ListType(join_all(i.type for i in items) or of if items else of))

    def each(self, kind: ValueType, depth: int) -> Node:
        inner = self.element()
        source, name = self.node(ListType(inner), depth), self.fresh()
        body = self.within(name, item_type(source.type) or inner).node(item_type(kind) or ANY, depth)
        return nodes.Each(name, source, body, ListType(body.type))

    def filter_(self, kind: ValueType, depth: int) -> Node:
        source, name = self.node(kind, depth), self.fresh()
        inner = item_type(source.type) or ANY
        condition = self.within(name, inner).node(BOOLEAN, depth)
        return nodes.Filter(name, source, condition, ListType(inner))

    def joined(self, kind: ValueType, depth: int) -> Node:
        if self.draw(st.booleans()):
            spec = FUNCTIONS["concatenate"]
            arguments = tuple(self.node(kind, depth) for _ in self.count(1, 2))
        else:
            spec = FUNCTIONS["flatten_once"]
            arguments = (self.make_list(ListType(kind), depth),)
        return nodes.Call(spec.name, arguments, spec.result_type(tuple(a.type for a in arguments)))


def _numeric(node: Node) -> NumberType:
    return node.type if isinstance(node.type, NumberType) else NUMBER


def matches_any(found: ValueType, wanted: Sequence[ValueType]) -> bool:
    """Whether values of a type can stand where one of several is wanted."""
    return any(matches(found, kind) for kind in wanted)
