"""Random FEEL expressions of rule files: of a type, over the vocabulary and what the file names, and without a fault.

What they compute is often unknown or faulty: members are missing, divisors zero, registers open. That is the point of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

import attrs
from hypothesis import strategies as st

from projgov.domain.types import (
    BooleanType,
    DateType,
    DurationType,
    ListType,
    NumberType,
    PeriodType,
    TextType,
    ValueType,
)
from projgov.rules.core.functions import FUNCTIONS, FunctionSpec
from projgov.rules.feel import tree
from projgov.rules.feel.tree import Expr
from projgov.testing.feel_leaves import DAY, call, number
from projgov.testing.feel_likeness import could_be_same
from projgov.testing.feel_lists import Lists
from projgov.testing.feel_scope import (
    BOOLEAN,
    DATE,
    DAYS,
    NOWHERE,
    NUMBER,
    PERIOD,
    TEXT,
    alike,
    result,
)

Operator: TypeAlias = Literal["=", "!=", "<", "<=", ">", ">="]
Way: TypeAlias = Callable[[ValueType, int], Expr]

_OPERATORS: tuple[Operator, ...] = ("=", "<", ">=", ">", "<=", "!=")
_EQUALITY: tuple[Literal["=", "!="], ...] = ("=", "=", "!=")
_ARITHMETIC: tuple[Literal["+", "-", "*", "/"], ...] = ("+", "-", "*", "/")
_CONNECTIVES: tuple[Literal["and", "or"], ...] = ("and", "or")
_ROUNDINGS = ("round", "四舍五入", "round half even", "round up", "round down", "decimal")
_SLOW = frozenset({"power", "exp", "log", "sqrt"})
_ORDERED: tuple[ValueType, ...] = (NUMBER, NUMBER, NUMBER, DATE, DATE, TEXT, PERIOD, DAYS)


@attrs.frozen
class Feel(Lists):
    """Writes expressions, one draw after another. `depth` is how many more forms may stand below."""

    def of(self, kind: ValueType, depth: int = 3) -> Expr:
        """An expression that gives a value of a type: a scalar, or a list of scalars."""
        if depth <= 0:
            return self.leaf(kind, 0)
        ways: list[Way] = [self.leaf, self.leaf, self.choose]
        match kind:
            case BooleanType():
                ways = [self.leaf, *[self.compare] * 4, *[self.options] * 3, self.connect, self.connect]
                ways += [*[self.quantify] * 3, self.negated, self.between, self.among, self.function]
                ways += [self.choose, self.nothing]
                ways += [self.presence] * 2 if self.scope.named.observing else []
            case NumberType():
                ways += [*[self.calculation] * 3, *[self.series] * 2, *[self.counted] * 3, self.aggregate]
                ways += [self.aggregate, self.rounded, self.function, self.results_elsewhere]
            case TextType():
                ways += [self.function, self.joined, self.as_text]
            case DateType():
                ways += [self.leaf, self.shifted, self.extreme, self.function]
            case DurationType():
                ways = [self.span, self.span, self.leaf]
            case PeriodType():
                ways += [self.function]
            case ListType():
                ways = [self.listed, self.listed, self.each, self.along]
        return self.pick(ways)(kind, depth - 1)

    # -- conditions

    def compare(self, _kind: ValueType, depth: int) -> Expr:
        """A comparison, whose sides can never be the same expression."""
        operator: Operator
        if self.chance(8):
            operator, kind = self.pick(_EQUALITY), self.kind(BOOLEAN, PERIOD)
        else:
            operator, kind = self.pick(_OPERATORS), self.kind(*_ORDERED)
        left = self.of(kind, depth - 1)
        right = self.constant(kind) if self.chance(2) else self.of(kind, depth - 1)
        if could_be_same(left, right, self.scope):
            right = self.constant(kind)
        if could_be_same(left, right, self.scope):  # a constant that is a call, beside another
            return tree.Boolean(NOWHERE, True)
        return tree.Comparison(NOWHERE, operator, left, right)

    def dated_condition(self) -> Expr:
        """A condition on the day of evaluation, which is always known."""
        return tree.Comparison(
            NOWHERE,
            self.pick(_OPERATORS),
            tree.Name(NOWHERE, "as_of"),
            tree.Temporal(NOWHERE, self.draw(DAY).isoformat()),
        )

    def options(self, kind: ValueType, depth: int) -> Expr:
        """A choice compared with its options."""
        found = self.choice()
        if found is None:
            return self.compare(kind, depth)
        expr, choice = found
        if self.chance(3):
            tests: tuple[Expr, ...] = tuple(self.option(choice) for _ in range(self.draw(st.integers(1, 3))))
            return tree.In(NOWHERE, expr, tests)
        return tree.Comparison(NOWHERE, self.pick(_EQUALITY), expr, self.option(choice))

    def connect(self, _kind: ValueType, depth: int) -> Expr:
        operands = tuple(self.of(BOOLEAN, depth) for _ in range(self.draw(st.integers(2, 3))))
        return tree.Connective(NOWHERE, self.pick(_CONNECTIVES), operands)

    def negated(self, _kind: ValueType, depth: int) -> Expr:
        return call(self.pick(["not", "非"]), self.of(BOOLEAN, depth))

    def between(self, _kind: ValueType, depth: int) -> Expr:
        """`x between a and b`, or `x in [a..b]`."""
        kind = self.kind(NUMBER, NUMBER, DATE)
        operand, low, high = self.of(kind, depth - 1), self.constant(kind), self.constant(kind)
        if any(could_be_same(operand, end, self.scope) for end in (low, high)):
            return tree.Boolean(NOWHERE, True)
        if self.draw(st.booleans()):
            return tree.Between(NOWHERE, operand, low, high)
        closed = (self.draw(st.booleans()), self.draw(st.booleans()))
        return tree.In(NOWHERE, operand, (tree.Range(NOWHERE, low, high, *closed),))

    def among(self, _kind: ValueType, depth: int) -> Expr:
        """`x in (a, > b)`"""
        kind = self.kind(NUMBER, TEXT, DATE)
        operand = self.of(kind, depth - 1)
        tests: list[Expr] = []
        for _ in range(self.draw(st.integers(1, 3))):
            test = self.constant(kind)
            if could_be_same(operand, test, self.scope):
                continue
            tests.append(tree.UnaryTest(NOWHERE, self.pick(_OPERATORS), test) if self.chance(2) else test)
        return tree.In(NOWHERE, operand, tuple(tests)) if tests else tree.Boolean(NOWHERE, False)

    def presence(self, kind: ValueType, depth: int) -> Expr:
        scalars: list[ValueType] = [NUMBER, TEXT, DATE, BOOLEAN]
        found = self.choice() if self.chance(3) else None
        what = found[0] if found is not None else self.member(self.pick(scalars))
        if what is None:
            return self.compare(kind, depth)
        return call(self.pick(["present", "missing", "已填", "缺失"]), what)

    def nothing(self, kind: ValueType, depth: int) -> Expr:
        """`x = null`"""
        scalars: list[ValueType] = [NUMBER, TEXT, DATE, BOOLEAN]
        what = self.subject_named(("unit", "project")) if self.chance(3) else self.member(self.pick(scalars))
        if what is None:
            return self.compare(kind, depth)
        return tree.Comparison(NOWHERE, self.pick(_EQUALITY), what, tree.Null(NOWHERE))

    # -- numbers, texts, dates

    def calculation(self, _kind: ValueType, depth: int) -> Expr:
        left = self.of(NUMBER, depth)
        if self.chance(8):
            return tree.Negation(NOWHERE, left)
        if self.chance(8):
            return tree.Arithmetic(NOWHERE, "**", left, number(self.draw(st.integers(0, 3))))
        operator = self.pick(_ARITHMETIC)
        divisor = operator == "/" and not self.chance(4)
        right = number(self.draw(st.integers(1, 100))) if divisor else self.of(NUMBER, depth)
        return tree.Arithmetic(NOWHERE, operator, left, right)

    def series(self, kind: ValueType, depth: int) -> Expr:
        """`progress at due`"""
        vocabulary = self.scope.named.vocabulary
        for start in self.scope.starts():
            found = [m for m in vocabulary.record(start[1]).members.values() if m.access == "series"]
            if found:
                member = self.pick(found)
                expr = self.scope.to(start, self.called(start[1], member))
                if expr is not None:
                    day = self.of(DATE, min(depth, 1))
                    return tree.At(NOWHERE, expr, day)
        return self.leaf(kind, 0)

    def rounded(self, _kind: ValueType, depth: int) -> Expr:
        decimals = number(self.draw(st.integers(0, 2)))
        return call(self.pick(_ROUNDINGS), self.of(NUMBER, depth), decimals)

    def results_elsewhere(self, kind: ValueType, depth: int) -> Expr:
        """What a rule gives of a subject that is referred to."""
        starts = self.scope.starts()
        hop = self.hop(self.pick(starts)) if starts else None
        if hop is not None:
            base, record = hop
            given = [g for g in self.scope.named.given if g.subject == record and alike(g.type, kind)]
            if given:
                return result(self.pick(given), base)
        return self.leaf(kind, depth)

    def function(self, kind: ValueType, depth: int) -> Expr:
        """Any function of the table that takes scalars and gives the type."""
        found = [s for s in FUNCTIONS.values() if _gives(s, kind) and _takes_scalars(s)]
        if not found:
            return self.leaf(kind, 0)
        spec = self.pick(found)
        arguments = [self.argument(spec, t, depth - 1) for _, t in spec.parameters]
        name = "date" if spec.name == "date_of" and self.chance(2) else self.pick([spec.name, *spec.names])
        return call(name.replace("_", " "), *arguments)

    def argument(self, spec: FunctionSpec, kind: ValueType, depth: int) -> Expr:
        match kind:
            case NumberType(decimals=0) if not self.chance(4):
                return number(self.draw(st.integers(1, 28)))
            case NumberType() if spec.name in _SLOW:
                return number(self.draw(st.integers(0, 20)))
            case TextType() if spec.name in ("date", "period", "number"):
                written = {"date": ["2017-03-31", "2016-02-29"], "period": ["2017-Q1", "2017-Q5"]}
                return tree.Text(NOWHERE, self.pick(written.get(spec.name, ["12.5", "-3", "三"])))
            case NumberType() | BooleanType() | TextType() | DateType() | PeriodType() | DurationType():
                return self.of(kind, depth)
        return self.of(self.kind(NUMBER, TEXT, DATE), depth)

    def joined(self, _kind: ValueType, depth: int) -> Expr:
        return tree.Arithmetic(NOWHERE, "+", self.of(TEXT, depth - 1), self.of(TEXT, depth - 1))

    def as_text(self, _kind: ValueType, depth: int) -> Expr:
        found = self.choice() if self.chance(2) else None
        what = found[0] if found is not None else self.of(self.kind(NUMBER, DATE, BOOLEAN), depth - 1)
        return call(self.pick(["string", "转文字"]), what)

    def shifted(self, _kind: ValueType, depth: int) -> Expr:
        length = call(self.pick(["days duration", "months duration"]), number(self.draw(st.integers(0, 40))))
        return tree.Arithmetic(NOWHERE, self.pick(_ARITHMETIC[:2]), self.of(DATE, depth - 1), length)

    def span(self, _kind: ValueType, depth: int) -> Expr:
        return tree.Arithmetic(NOWHERE, "-", self.of(DATE, depth - 1), self.of(DATE, depth - 1))

    def choose(self, kind: ValueType, depth: int) -> Expr:
        """`if … then … else …`, now and then nothing"""
        then = self.of(kind, depth - 1)
        otherwise = tree.Null(NOWHERE) if self.chance(6) else self.of(kind, depth - 1)
        return tree.If(NOWHERE, self.of(BOOLEAN, depth), then, otherwise)


def _gives(spec: FunctionSpec, kind: ValueType) -> bool:
    if callable(spec.result):
        return spec.name in ("abs", "floor", "ceiling") and isinstance(kind, NumberType)
    return alike(spec.result, kind)


def _takes_scalars(spec: FunctionSpec) -> bool:
    return not any(isinstance(t, ListType) for _, t in spec.parameters)
