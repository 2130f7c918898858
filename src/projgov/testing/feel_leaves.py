"""What an expression begins with: literals, names, members, results of rules. The writer of whole expressions is `feel_writer`."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Self, TypeAlias, TypeVar

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
from projgov.rules.feel import tree
from projgov.rules.feel.tree import Expr
from projgov.testing.feel_scope import DATE, NOWHERE, PERIOD, Scope, Start, alike, callable_names, result

WORDS = ("甲", "甲乙", "a", "ab", "b-1")
DAY = st.one_of(
    st.sampled_from([date(2017, 3, 31), date(2017, 6, 30), date(2017, 9, 30), date(2017, 12, 31)]),
    st.dates(date(2016, 11, 1), date(2018, 3, 31)),
)
_PERIODS = (
    "2017", "2017-H1", "2017-Q1", "2017-Q3", "2017-02", "2017-09", "2016-12", "2017-03-H1", "2017-02-T3", "2017-02-27/P10D",
)  # fmt: skip

T = TypeVar("T")
Draw: TypeAlias = Callable[[st.SearchStrategy[Any]], Any]


@attrs.frozen
class Leaves:
    """Writes what stands at the ends of an expression, one draw after another."""

    draw: Draw
    scope: Scope

    @abstractmethod
    def of(self, kind: ValueType, depth: int = 3) -> Expr:
        """An expression that gives a value of a type: a scalar, or a list of scalars. `depth` is how many forms may stand below."""

    def within(self, scope: Scope) -> Self:
        """The writer of what stands in another scope."""
        return attrs.evolve(self, scope=scope)

    def pick(self, options: Sequence[T]) -> T:
        found: T = self.draw(st.sampled_from(options))
        return found

    def kind(self, *kinds: ValueType) -> ValueType:
        """One of several types."""
        return self.pick(kinds)

    def chance(self, one_in: int) -> bool:
        found: bool = self.draw(st.integers(1, one_in)) == one_in
        return found

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
                return tree.List(NOWHERE, (self.constant(of),))
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
