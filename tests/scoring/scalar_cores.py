"""Random rule files on the scalar members of one type of subject, and random facts for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

import attrs
from hypothesis import strategies as st

from projgov.diagnostics import Bilingual, Place
from projgov.domain.calendar import Period, WorkCalendar
from projgov.domain.types import (
    BooleanType,
    ChoiceType,
    DateType,
    DurationType,
    Missing,
    NumberType,
    Option,
    PeriodType,
    RecordType,
    TextType,
    ValueType,
)
from projgov.domain.vocabulary import About, Member, Named, Record, Vocabulary
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import (
    Check,
    Core,
    Definition,
    Finding,
    Header,
    Line,
    Mark,
    Outcome,
    ParameterDefinition,
    Score,
    Version,
)
from projgov.scoring.values import Evidence, Unknown, Value

NUMBER, BOOLEAN, TEXT, DATE, PERIOD = NumberType(), BooleanType(), TextType(), DateType(), PeriodType()
KINDS: tuple[ValueType, ...] = (NUMBER, NUMBER, BOOLEAN, TEXT, DATE)
MODES = ("half_up", "half_even", "half_down", "up", "down", "floor", "ceiling")
CODES = ("infra", "digital", "社会")
DAYS = st.dates(date(2016, 12, 1), date(2018, 2, 1))
YEAR_2017 = WorkCalendar("2017", date(2017, 1, 1), date(2017, 12, 31), [date(2017, 5, 1)], [date(2017, 5, 6)])
"""A calendar that does not cover all days of the facts."""


def label(text: str) -> Bilingual:
    """A label for tests."""
    return Bilingual(text, text)


CHOICE = ChoiceType("category", tuple(Option(code, label(code)) for code in CODES))
MEMBERS: dict[str, tuple[ValueType, bool]] = {
    "category": (CHOICE, False),
    "level": (CHOICE, True),
    "progress": (NumberType(0, Fraction(0), Fraction(100)), False),
    "days_late": (NumberType(0, Fraction(-30), Fraction(400)), True),
    "cost": (NumberType(2, Fraction(0), Fraction(1000)), False),
    "change": (NumberType(1), False),
    "rate": (NumberType(None, Fraction(-2), Fraction(2)), False),
    "title": (TEXT, False),
    "done": (BOOLEAN, False),
    "due": (DATE, True),
    "term": (PERIOD, False),
}
"""The members of the one record: type, and whether null is allowed."""


def vocabulary() -> Vocabulary:
    """One type of subject with scalar members."""
    about = About(Named("project", label("project")), collection="projects")
    members = [
        Member(name, kind, label(name), (), "internal", "fact", nullable=nullable)
        for name, (kind, nullable) in MEMBERS.items()
    ]
    return Vocabulary({"project": Record("project", about, None, {}, {})}).with_facts({"project": members})


SUBJECT = nodes.Variable("subject", RecordType("project"))


def facts() -> st.SearchStrategy[dict[str, object]]:
    """Facts as a host may give them: whole or with gaps, each value in any of the forms allowed."""
    given = {name: _given(kind, nullable) for name, (kind, nullable) in MEMBERS.items()}
    whole = st.fixed_dictionaries(given)
    return st.one_of(whole, st.fixed_dictionaries({}, optional=given))


def _given(kind: ValueType, nullable: bool) -> st.SearchStrategy[object]:
    options: list[st.SearchStrategy[Any]] = [_plain(kind)] * 5
    options += [st.none()] if nullable else []
    options += [st.sampled_from([Missing(), Missing("secret")])]
    return st.one_of(options)


def _plain(kind: ValueType) -> st.SearchStrategy[Any]:
    match kind:
        case NumberType(decimals=decimals, least=least, most=most):
            low = -500 if least is None else int(least)
            high = 500 if most is None else int(most)
            places = 6 if decimals is None else decimals
            units = st.integers(low * 10**places, high * 10**places)
            decimal = units.map(lambda n: Decimal(n).scaleb(-places))
            whole = st.integers(low, high)
            return st.one_of(whole, whole.map(Decimal), decimal, decimal.map(lambda d: f"{d:f}"))
        case ChoiceType(options=options):
            return st.sampled_from([o.code for o in options])
        case BooleanType():
            return st.booleans()
        case DateType():
            return st.one_of(DAYS, DAYS.map(str))
        case PeriodType():
            return st.sampled_from([Period.parse("2017-Q1"), "2017-Q1", "2017-09"])
    return st.sampled_from(["a", "ab", "甲", "é"])


def exact(value: object) -> Value:
    """A fact as the rule language sees it."""
    if isinstance(value, Decimal | Fraction | int) and not isinstance(value, bool):
        ratio = Fraction(value)
        return ratio.numerator if ratio.denominator == 1 else ratio
    return value


@attrs.frozen
class OneSubject:
    """Facts on a single subject, for the readable model."""

    facts: Mapping[str, object]
    as_of: date

    def subjects(self, record: str) -> tuple[Any, ...]:
        return ("it",)

    def id_of(self, subject: Any) -> str:
        return ""

    def member(self, record_value: Any, record: str, member: str, judged: date) -> Value:
        value = self.facts.get(member, Missing())
        if isinstance(value, Missing):
            return Unknown(frozenset({Evidence("project", "", (member,), value.why)}))
        kind = MEMBERS[member][0]
        if isinstance(value, str) and isinstance(kind, NumberType):
            value = Decimal(value)
        elif isinstance(value, str) and isinstance(kind, DateType):
            value = date.fromisoformat(value)
        elif isinstance(value, str) and isinstance(kind, PeriodType):
            value = Period.parse(value)
        return exact(value)

    def value_at(self, record_value: Any, record: str, member: str, day: date) -> Value:
        raise AssertionError(member)


@st.composite
def scalar_cores(draw: Callable[..., Any]) -> Core:
    """Rule files of a few definitions and checks, each reported by an output."""
    return _Maker(draw).core()


Way: TypeAlias = Callable[[ValueType, int], Node]


class _Maker:
    def __init__(self, draw: Callable[..., Any]) -> None:
        self.draw = draw
        self.definitions: dict[str, Definition] = {}
        self.checks: dict[str, Check] = {}
        self.parameters: dict[str, ParameterDefinition] = {}
        self.line = 0

    def core(self) -> Core:
        for n in range(2):
            kind = self.pick(KINDS)
            first = Version(self.constant(kind))
            versions: tuple[Version, ...] = (first,)
            if self.draw(st.booleans()):
                day = self.draw(DAYS)
                start = day + timedelta(days=1 + self.draw(st.integers(0, 1)))
                versions = (Version(first.value, None, day), Version(self.constant(kind), start))
            self.parameters[f"p{n}"] = ParameterDefinition(f"p{n}", kind, versions, label("p"), "assumed")
        for n in range(self.draw(st.integers(1, 4))):
            judged = self.node(DATE, 1) if self.draw(st.integers(0, 3)) == 0 else None
            if self.draw(st.integers(0, 2)):
                kind = self.pick(KINDS)
                self.definitions[f"d{n}"] = Definition(f"d{n}", "project", self.node(kind, 4), kind, judged)
            else:
                applies = self.node(BOOLEAN, 2) if self.draw(st.booleans()) else None
                holds = self.node(BOOLEAN, 3)
                self.checks[f"c{n}"] = Check(f"c{n}", "project", holds, label("c"), applies, judged)
        return Core(
            1,
            "random",
            2017,
            label("r"),
            vocabulary(),
            self.parameters,
            self.definitions,
            self.checks,
            self.outputs(),
            YEAR_2017,
        )

    def outputs(self) -> tuple[Any, ...]:
        def header(name: str) -> Header:
            return Header(name, "kind", "project", label(name))

        numbers = [d.id for d in self.definitions.values() if d.type == NUMBER]
        lines = tuple(Line(name, label(name), name) for name in numbers)
        scores = [Score(header("score"), lines, numbers[-1], 2)] if numbers else []
        marks = [Mark(header(d), "lamp", d, ()) for d in self.definitions]
        findings = [Finding(header(c), (c,), Outcome("unmet", label(c))) for c in self.checks]
        return (*scores, *marks, *findings)

    def pick(self, options: Any) -> Any:
        return self.draw(st.sampled_from(list(options)))

    def place(self) -> Place:
        self.line += 1
        return Place("random.yaml", self.line, 1)

    def constant(self, kind: ValueType) -> Any:
        match kind:
            case NumberType():
                small = st.integers(-3, 110)
                tenths = st.integers(-1000, 1000).map(lambda n: Fraction(n, 10))
                return exact(self.draw(st.one_of(small, tenths, st.fractions(-3, 3, max_denominator=7))))
            case BooleanType():
                return self.draw(st.booleans())
            case DateType():
                return self.draw(DAYS)
        return self.pick([*CODES, "a", "ab"])

    def node(self, kind: ValueType, depth: int) -> Node:
        if depth <= 0 or self.draw(st.integers(0, 7)) == 0:
            return self.leaf(kind)
        general: list[Way] = [self.case, self.case, self.let, self.if_unknown, self.leaf_at]
        own: list[Way] = []
        match kind:
            case BooleanType():
                own = [
                    self.compare,
                    self.compare,
                    self.compare,
                    self.connective,
                    self.connective,
                    self.present,
                    self.worked,
                ]
            case NumberType():
                own = [
                    self.arithmetic,
                    self.arithmetic,
                    self.arithmetic,
                    self.round,
                    self.negate,
                    self.call,
                    self.tally,
                ]
            case DateType():
                own = [self.shifted, self.shifted, self.worked]
        node: Node = self.pick(general + own * 2)(kind, depth - 1)
        return node

    def leaf_at(self, kind: ValueType, _depth: int) -> Node:
        return self.leaf(kind)

    def leaf(self, kind: ValueType) -> Node:
        fields = [
            nodes.Field(SUBJECT, "project", name, member, place=self.place())
            for name, (member, _) in MEMBERS.items()
            if type(member) is type(kind) or (kind == TEXT and isinstance(member, ChoiceType))
        ]
        results = [
            nodes.Result(d.id, SUBJECT, kind, place=self.place())
            for d in self.definitions.values()
            if d.type == kind
        ]
        parameters = [
            nodes.Parameter(p.name, kind, place=self.place())
            for p in self.parameters.values()
            if p.type == kind
        ]
        found: list[Node] = [*fields, *fields, *results, *parameters]
        if kind == DATE:
            found += [nodes.Variable("judged", DATE), nodes.Variable("as_of", DATE)]
        found += [nodes.Literal(self.constant(kind), kind, place=self.place()) for _ in range(2)]
        if self.draw(st.integers(0, 19)) == 0:
            return nodes.Literal(None, kind, place=self.place())
        leaf: Node = self.pick(found)
        return leaf

    def case(self, kind: ValueType, depth: int) -> Node:
        rows = tuple(
            nodes.Row(self.node(BOOLEAN, depth), self.node(kind, depth))
            for _ in range(self.draw(st.integers(1, 3)))
        )
        otherwise = self.node(kind, depth) if self.draw(st.integers(0, 3)) else None
        return nodes.Case(rows, otherwise, kind, place=self.place())

    def let(self, kind: ValueType, depth: int) -> Node:
        bound = self.pick(KINDS)
        name = self.pick(["x", "y"])
        value = self.node(bound, depth)
        body = self.node(kind, depth)
        if bound == kind:
            rows = (nodes.Row(self.node(BOOLEAN, 1), nodes.Variable(name, bound)),)
            body = nodes.Case(rows, body, kind, place=self.place())
        return nodes.Let(name, value, body, kind, place=self.place())

    def if_unknown(self, kind: ValueType, depth: int) -> Node:
        return nodes.IfUnknown(self.node(kind, depth), self.node(kind, depth), kind, place=self.place())

    def compare(self, kind: ValueType, depth: int) -> Node:
        kind = self.pick([NUMBER, NUMBER, NUMBER, TEXT, TEXT, DATE, BOOLEAN, PERIOD])
        operators = ["=", "!="] if kind in (BOOLEAN, PERIOD) else ["=", "!=", "<", "<=", ">", ">="]
        left, right = self.node(kind, depth), self.node(kind, depth) if kind != PERIOD else self.leaf(PERIOD)
        return nodes.Compare(self.pick(operators), left, right, place=self.place())

    def connective(self, kind: ValueType, depth: int) -> Node:
        operands = tuple(self.node(BOOLEAN, depth) for _ in range(self.draw(st.integers(1, 4))))
        match self.draw(st.integers(0, 4)):
            case 0:
                return nodes.Not(operands[0], place=self.place())
            case 1 | 2:
                return nodes.Or(operands, place=self.place())
        return nodes.And(operands, place=self.place())

    def present(self, kind: ValueType, depth: int) -> Node:
        return nodes.Present(self.node(self.pick(KINDS), depth), place=self.place())

    def arithmetic(self, kind: ValueType, depth: int) -> Node:
        operator = self.pick(["+", "-", "*", "/"])
        return nodes.Arithmetic(
            operator, self.node(kind, depth), self.node(kind, depth), kind, place=self.place()
        )

    def round(self, kind: ValueType, depth: int) -> Node:
        return nodes.Round(
            self.node(kind, depth), self.draw(st.integers(-1, 3)), self.pick(MODES), place=self.place()
        )

    def negate(self, kind: ValueType, depth: int) -> Node:
        return nodes.Negate(self.node(kind, depth), kind, place=self.place())

    def call(self, kind: ValueType, depth: int) -> Node:
        if self.draw(st.booleans()):
            return nodes.Call("abs", (self.node(kind, depth),), kind, place=self.place())
        if self.draw(st.integers(0, 2)) == 0:
            return self.worked(kind, depth)
        return nodes.Call(
            "days_between", (self.node(DATE, depth), self.node(DATE, depth)), kind, place=self.place()
        )

    def worked(self, kind: ValueType, depth: int) -> Node:
        """What counts working days: of one day, of two, or so many from one."""
        day, place = self.node(DATE, depth), self.place()
        if kind == NUMBER:
            return nodes.Call("working_days_between", (day, self.node(DATE, depth)), kind, place=place)
        if kind == BOOLEAN:
            return nodes.Call("is_working_day", (day,), kind, place=place)
        if self.draw(st.booleans()):
            return nodes.Call(
                self.pick(["next_working_day", "previous_working_day", "postponed", "advanced"]),
                (day,),
                kind,
                place=place,
            )
        steps = nodes.Literal(self.draw(st.integers(-30, 30)), NumberType(0))
        return nodes.Call("add_working_days", (day, steps), kind, place=place)

    def tally(self, kind: ValueType, _depth: int) -> Node:
        if not self.checks:
            return self.leaf(kind)
        chosen = tuple(c for c in self.checks if self.draw(st.booleans())) or tuple(self.checks)[:1]
        return nodes.Tally(chosen, self.pick(["met", "unmet", "pending"]), SUBJECT, place=self.place())

    def shifted(self, kind: ValueType, depth: int) -> Node:
        days = nodes.Literal(timedelta(days=self.draw(st.integers(-40, 40))), DurationType("days"))
        return nodes.Arithmetic(self.pick(["+", "-"]), self.node(kind, depth), days, kind, place=self.place())
