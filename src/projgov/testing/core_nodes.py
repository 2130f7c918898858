"""Random well-typed nodes of Core: every node, over any vocabulary, with the types that lowering would give them.

What they compute is often unknown or faulty: members are missing, divisors zero, registers open. That is the point of them.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from hypothesis import strategies as st

from projgov.domain.types import (
    AnyType,
    BooleanType,
    ChoiceType,
    DateType,
    DurationType,
    ListType,
    NumberType,
    RecordType,
    TextType,
    ValueType,
)
from projgov.rules.core import nodes
from projgov.rules.core.calls import rounded
from projgov.rules.core.functions import FUNCTIONS, FunctionSpec
from projgov.rules.core.nodes import NOWHERE, Node, Row
from projgov.rules.core.typing import ANY, arithmetic, join_all
from projgov.testing.core_known import (
    BOOLEAN,
    DATE,
    DAYS,
    MONTHS,
    NUMBER,
    ORDERED,
    SCALARS,
    TEXT,
    matches,
)
from projgov.testing.core_ladders import Ladders
from projgov.testing.core_leaves import Way

_ROUNDINGS: tuple[nodes.Rounding, ...] = (
    "half_up",
    "half_even",
    "half_down",
    "up",
    "down",
    "floor",
    "ceiling",
)
_OPERATORS: tuple[Literal["+", "-", "*", "/", "**"], ...] = ("+", "-", "*", "/", "**")
_SLOW = frozenset({"power", "exp", "log", "sqrt", "numbers"})


class Writer(Ladders):
    """Writes nodes of any type."""

    def node(self, kind: ValueType, depth: int) -> Node:
        """A node of a type."""
        if depth <= 0:
            return self.pick(self.leaves(kind))(kind, 0)
        ways: list[Way] = (
            [self.name, self.field] if depth > 1 else [self.constant, self.name, self.field, self.field]
        )
        ways += [self.let, self.case, self.entry, *[self.call] * 3]
        ways += [self.if_unknown] if self.known.observing else []
        ways += [self.result, self.result, self.as_of] if self.known.definitions else []
        match kind:
            case BooleanType():
                ways += [*[self.compare, self.connective] * 3, self.quantify, self.quantify]
                ways += [self.present] if self.known.observing else []
            case NumberType():
                ways += [*[self.calculation, self.aggregate] * 3, self.round_, self.value_at, self.value_at]
                ways += [self.tally] * 4 if self.known.checks else []
                ways += [self.rank_entry] * 3 if self.known.definitions else []
                ways += self.climbs() if depth > 1 else []
            case DateType() | DurationType():
                ways += [self.temporal]
                ways += self.climbs() if depth > 1 and isinstance(kind, DateType) else []
            case TextType():
                ways += self.climbs() if depth > 1 else []
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
                ways += [
                    self.make_list,
                    self.each,
                    self.on_days,
                    self.fold,
                    *[self.filter_] * 2,
                    self.whole,
                    self.joined,
                ]
            case RecordType():
                return self.record(kind, depth)
        if any(matches(kind, ordered) for ordered in ORDERED):
            ways.append(self.extreme)
        return self.pick(ways)(kind, depth - 1)

    def climbs(self) -> list[Way]:
        """Ladders, more of them where the occasions of a check can lead on one."""
        return [self.climbed] * (12 if self.counting() else 1)

    def record(self, kind: RecordType, depth: int) -> Node:
        """A record: a variable, a member, an item of a list."""
        ways = [self.name, self.field, self.field]
        return self.pick([*ways, self.item] if depth > 1 else ways)(kind, depth - 1)

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

    def call(self, kind: ValueType, depth: int) -> Node:
        """Any function of the table that gives the type."""
        found = [s for s in FUNCTIONS.values() if not callable(s.result) and matches(s.result, kind)]
        if matches(NUMBER, kind):
            found += [FUNCTIONS[name] for name in ("abs", "floor", "ceiling", "trimmed_mean")]
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


def _numeric(node: Node) -> NumberType:
    return node.type if isinstance(node.type, NumberType) else NUMBER
