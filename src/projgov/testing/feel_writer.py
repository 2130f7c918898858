"""Random FEEL expressions of rule files: of a type, over the vocabulary and what the file names, and without a fault.

What they compute is often unknown or faulty: members are missing, divisors zero, registers open. That is the point of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, TypeAlias, TypeVar

import attrs
from hypothesis import strategies as st

from projgov.domain.types import (
    BooleanType,
    ChoiceType,
    DateType,
    DurationType,
    ListType,
    NumberType,
    Option,
    PeriodType,
    RecordType,
    TextType,
    ValueType,
)
from projgov.domain.vocabulary import Member
from projgov.rules.core.functions import FUNCTIONS, FunctionSpec
from projgov.rules.core.typing import item_type
from projgov.rules.feel import tree
from projgov.rules.feel.tree import Expr
from projgov.testing.feel_likeness import could_be_same
from projgov.testing.feel_scope import (
    BOOLEAN,
    DATE,
    DAYS,
    NOWHERE,
    NUMBER,
    PERIOD,
    TEXT,
    Scope,
    Start,
    alike,
    callable_names,
    result,
)

WORDS = ("甲", "甲乙", "a", "ab", "b-1")
DAY = st.one_of(
    st.sampled_from([date(2017, 3, 31), date(2017, 6, 30), date(2017, 9, 30), date(2017, 12, 31)]),
    st.dates(date(2016, 11, 1), date(2018, 3, 31)),
)
_PERIODS = ("2017", "2017-H1", "2017-Q1", "2017-Q3", "2017-02", "2017-09", "2016-12")
Operator: TypeAlias = Literal["=", "!=", "<", "<=", ">", ">="]
_OPERATORS: tuple[Operator, ...] = ("=", "<", ">=", ">", "<=", "!=")
_EQUALITY: tuple[Literal["=", "!="], ...] = ("=", "=", "!=")
_ARITHMETIC: tuple[Literal["+", "-", "*", "/"], ...] = ("+", "-", "*", "/")
_CONNECTIVES: tuple[Literal["and", "or"], ...] = ("and", "or")
_SOME: tuple[Literal["some", "every"], ...] = ("some", "every")
_COUNTS = ("count", "计数", "distinct count", "不同个数")
_SUMS = ("sum", "合计", "mean", "平均", "min", "max", "median", "product")
_ROUNDINGS = ("round", "四舍五入", "round half even", "round up", "round down", "decimal")
_SLOW = frozenset({"power", "exp", "log", "sqrt"})
_ORDERED: tuple[ValueType, ...] = (NUMBER, NUMBER, NUMBER, DATE, DATE, TEXT, PERIOD, DAYS)

T = TypeVar("T")
Draw: TypeAlias = Callable[[st.SearchStrategy[Any]], Any]
Way: TypeAlias = Callable[[ValueType, int], Expr]


@attrs.frozen
class Feel:
    """Writes expressions, one draw after another. `depth` is how many more forms may stand below."""

    draw: Draw
    scope: Scope

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

    def within(self, scope: Scope) -> Feel:
        """The writer of what stands in another scope."""
        return Feel(self.draw, scope)

    def pick(self, options: Sequence[T]) -> T:
        found: T = self.draw(st.sampled_from(options))
        return found

    def kind(self, *kinds: ValueType) -> ValueType:
        """One of several types."""
        return self.pick(kinds)

    def chance(self, one_in: int) -> bool:
        found: bool = self.draw(st.integers(1, one_in)) == one_in
        return found

    # -- names and constants

    def constant(self, kind: ValueType) -> Expr:
        """A literal of a type."""
        match kind:
            case BooleanType():
                return tree.Boolean(NOWHERE, self.draw(st.booleans()))
            case TextType():
                return tree.Text(NOWHERE, self.pick(WORDS))
            case DateType():
                day: date = self.draw(DAY)
                if self.chance(4):
                    return call("date", tree.Text(NOWHERE, day.isoformat()))
                return tree.Temporal(NOWHERE, day.isoformat())
            case PeriodType():
                return call("period", tree.Text(NOWHERE, self.pick(_PERIODS)))
            case DurationType("days"):
                return call("days duration", number(self.draw(st.integers(0, 200))))
            case DurationType():
                return call("months duration", number(self.draw(st.integers(0, 14))))
            case ListType(of):
                return self.listed(ListType(of), 0)
        whole = st.one_of(st.integers(-3, 12), st.integers(0, 100))
        return number(
            self.draw(st.one_of(whole, whole, st.integers(-500, 1500).map(lambda n: Fraction(n, 10))))
        )

    def leaf(self, kind: ValueType, _depth: int) -> Expr:
        """A name, a member, a result of a rule, or a literal."""
        ways: list[Callable[[ValueType], Expr | None]] = [self.member, self.member, self.name, self.constant]
        found = self.pick(ways)(kind)
        return self.constant(kind) if found is None else found

    def name(self, kind: ValueType) -> Expr | None:
        """A local name, a parameter, or what a rule gives; None where there is none of the type."""
        named = self.scope.named
        found: list[Expr] = [tree.Name(NOWHERE, n) for n, t in self.scope.locals.items() if alike(t, kind)]
        found += [tree.Name(NOWHERE, n) for n, t in named.parameters.items() if alike(t, kind)]
        found += self.scope.results(kind) * 2
        if isinstance(kind, DateType):
            found += [tree.Name(NOWHERE, "as_of"), tree.Name(NOWHERE, "judged"), call("today")]
        return self.pick(found) if found else None

    def member(self, kind: ValueType) -> Expr | None:
        """A member of a record at hand, or of one that it refers to; None where there is none of the type."""
        starts = self.scope.starts()
        if not starts:
            return None
        start = self.pick(starts)
        if (properties := _properties(kind)) and self.chance(4):
            base = self.member(PERIOD if isinstance(kind, DateType) else DATE)
            return None if base is None else tree.Path(NOWHERE, base, self.pick(properties), NOWHERE)
        if self.chance(4):
            hop = self.hop(start)
            if hop is None:
                return None
            base, record = hop
            member = self.one(record, kind)
            return None if member is None else tree.Path(NOWHERE, base, self.called(record, member), NOWHERE)
        member = self.one(start[1], kind)
        return None if member is None else self.scope.to(start, self.called(start[1], member))

    def hop(self, start: Start) -> tuple[Expr, str] | None:
        """A record that a record at hand refers to, and its type."""
        member = self.any_of(start[1], lambda m: isinstance(m.type, RecordType))
        if member is None or not isinstance(member.type, RecordType):
            return None
        base = self.scope.to(start, self.called(start[1], member))
        return None if base is None else (base, member.type.record)

    def one(self, record: str, kind: ValueType) -> Member | None:
        """A member of a type."""
        return self.any_of(record, lambda m: alike(m.type, kind))

    def any_of(self, record: str, wanted: Callable[[Member], bool]) -> Member | None:
        """A member that is wanted, None where there is none."""
        found = [m for m in self.scope.members(record) if wanted(m)]
        return self.pick(found) if found else None

    def called(self, record: str, member: Member) -> str:
        """The name by which the file calls a member."""
        names = self.scope.named.called
        key = (record, member.name)
        if key not in names:
            names[key] = self.pick(callable_names(member))
        return names[key]

    def fresh(self) -> str:
        """A name that nothing else has."""
        return f"{self.pick(['r', 'x', '某'])}{'' if not self.scope.bound else len(self.scope.bound)}"

    # -- lists and records

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
            return self.compare(kind, depth)
        source, inner = found
        name = self.fresh()
        condition = self.within(self.scope.within(name, inner)).of(BOOLEAN, depth)
        return tree.Quantified(NOWHERE, self.pick(_SOME), (tree.Iterator(name, NOWHERE, source),), condition)

    def subject_named(self, records: tuple[str, ...]) -> Expr | None:
        """A subject of one of the types: the rule's own, or one that a member refers to; None where there is none at hand."""
        own = [r for r in self.scope.items[-1:] if r in records and "subject" in self.scope.locals]
        if own and self.chance(3):
            return tree.Name(NOWHERE, "subject")
        starts = self.scope.starts()
        if not starts:
            return None
        start = self.pick(starts)
        member = self.any_of(start[1], lambda m: isinstance(m.type, RecordType) and m.type.record in records)
        return None if member is None else self.scope.to(start, self.called(start[1], member))

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

    def choice(self) -> tuple[Expr, ChoiceType] | None:
        """A field that is a choice, a lamp, a grade, or how an award stands; None where there is none at hand."""
        subjects = (*self.scope.items, self.scope.subject)
        given = [
            g for g in self.scope.named.given if g.subject in subjects and isinstance(g.type, ChoiceType)
        ]
        if given and self.chance(2):
            one = self.pick(given)
            assert isinstance(one.type, ChoiceType)
            return result(one), one.type
        starts = self.scope.starts()
        if not starts:
            return None
        start = self.pick(starts)
        member = self.any_of(start[1], lambda m: isinstance(m.type, ChoiceType) and bool(m.type.options))
        if member is None or not isinstance(member.type, ChoiceType):
            return None
        expr = self.scope.to(start, self.called(start[1], member))
        return None if expr is None else (expr, member.type)

    def option(self, choice: ChoiceType) -> Expr:
        """One of the options of a choice, by any of its names."""
        option: Option = self.pick(choice.options)
        return tree.Text(NOWHERE, self.pick([option.code, option.label.zh, option.label.en, *option.names]))

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
                written = {"date": ["2017-03-31", "2017-02-30"], "period": ["2017-Q1", "2017-Q5"]}
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

    def extreme(self, _kind: ValueType, depth: int) -> Expr:
        return call(self.pick(["min", "max"]), self.of(ListType(DATE), max(depth, 1)))

    def span(self, _kind: ValueType, depth: int) -> Expr:
        return tree.Arithmetic(NOWHERE, "-", self.of(DATE, depth - 1), self.of(DATE, depth - 1))

    def choose(self, kind: ValueType, depth: int) -> Expr:
        """`if … then … else …`, now and then nothing"""
        then = self.of(kind, depth - 1)
        otherwise = tree.Null(NOWHERE) if self.chance(6) else self.of(kind, depth - 1)
        return tree.If(NOWHERE, self.of(BOOLEAN, depth), then, otherwise)


def call(name: str, *arguments: Expr) -> Expr:
    """A call of a function."""
    return tree.Call(NOWHERE, tree.Name(NOWHERE, name), tuple(tree.Argument("", a) for a in arguments))


def number(value: int | Fraction) -> Expr:
    """A number as a literal; a finite decimal."""
    exact = Decimal(abs(value.numerator)) / Decimal(value.denominator)
    found: Expr = tree.Number(NOWHERE, exact)
    return tree.Negation(NOWHERE, found) if value < 0 else found


def _properties(kind: ValueType) -> tuple[str, ...]:
    match kind:
        case NumberType():
            return ("year", "month", "day", "weekday")
        case DateType():
            return ("start", "end")
    return ()


def _gives(spec: FunctionSpec, kind: ValueType) -> bool:
    if callable(spec.result):
        return spec.name in ("abs", "floor", "ceiling") and isinstance(kind, NumberType)
    return alike(spec.result, kind)


def _takes_scalars(spec: FunctionSpec) -> bool:
    return not any(isinstance(t, ListType) for _, t in spec.parameters)
