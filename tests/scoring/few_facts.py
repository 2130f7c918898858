"""Facts written down in a test, and short forms for the nodes that tests are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import attrs

from projgov.diagnostics import Bilingual, Place
from projgov.domain.calendar.file import shipped_calendar
from projgov.domain.types import AnyType, NumberType, RecordType
from projgov.domain.vocabulary import Vocabulary
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Check, Core, Definition, ParameterDefinition
from projgov.scoring.model import Model
from projgov.scoring.values import Evidence, Fault, Unknown, Value

ANY = AnyType()
AS_OF = date(2017, 9, 30)
HERE, THERE = Place("rules.yaml", 3, 5), Place("rules.yaml", 4, 7)


def unknown(*paths: str, subject: str = "P1") -> Unknown:
    """Unknown for want of the members named."""
    return Unknown(frozenset(Evidence("project", subject, tuple(p.split("."))) for p in paths))


@attrs.frozen(eq=False)
class Thing:
    """A record: what it has not got is unknown."""

    id: str
    values: Mapping[str, Value]


@attrs.frozen
class FewFacts:
    """Facts in a table."""

    things: Mapping[str, tuple[Thing, ...]] = attrs.field(factory=dict)
    as_of: date = AS_OF

    def subjects(self, record: str) -> tuple[Any, ...]:
        return tuple(sorted(self.things.get(record, ()), key=lambda t: t.id))

    def id_of(self, subject: Any) -> str:
        return str(subject.id)

    def member(self, record_value: Any, record: str, member: str, judged: date) -> Value:
        value = record_value.values.get(member, unknown(member, subject=record_value.id))
        return value(judged) if callable(value) else value

    def value_at(self, record_value: Any, record: str, member: str, day: date) -> Value:
        steps = [(on, value) for on, value in record_value.values[member] if on <= day]
        return max(steps)[1] if steps else unknown(f"{member}.{day}", subject=record_value.id)


def core(
    definitions: Iterable[Definition] = (),
    checks: Iterable[Check] = (),
    parameters: Iterable[ParameterDefinition] = (),
) -> Core:
    """A rule file of these definitions, checks and parameters."""
    return Core(
        1,
        "test",
        2017,
        Bilingual("试", "test"),
        Vocabulary({}),
        {p.name: p for p in parameters},
        {d.id: d for d in definitions},
        {c.id: c for c in checks},
        (),
        calendar=shipped_calendar(),
    )


def value(node: Node, /, **names: Value) -> Value:
    """The value of a node that asks nothing of the portfolio, with `names` bound."""
    model = Model(core(), FewFacts())
    return model.evaluate(node, {**model.environment(None), **names})


def codes(found: Value) -> list[str]:
    """The codes of a fault's diagnostics, sorted."""
    assert isinstance(found, Fault), found
    return sorted(d.code for d in found.diagnostics)


def places(found: Value) -> list[Place]:
    """The places of a fault's diagnostics, sorted."""
    assert isinstance(found, Fault), found
    return sorted(d.place for d in found.diagnostics)


def lit(constant: Value, place: Place = HERE) -> nodes.Literal:
    """A constant; unknown and faulty ones too, which only tests can write."""
    kind = NumberType() if isinstance(constant, int | Fraction) and not isinstance(constant, bool) else ANY
    return nodes.Literal(constant, kind, place=place)


def var(name: str, place: Place = HERE) -> nodes.Variable:
    """A local name."""
    return nodes.Variable(name, ANY, place=place)


def calculation(operator: str, left: Value, right: Value) -> nodes.Arithmetic:
    """`left operator right` for constants."""
    return nodes.Arithmetic(operator, lit(left), lit(right), NumberType(), place=THERE)  # type: ignore[arg-type]  # any operator


def comparison(operator: str, left: Value, right: Value) -> nodes.Compare:
    """`left operator right` for constants."""
    return nodes.Compare(operator, lit(left), lit(right), place=THERE)  # type: ignore[arg-type]  # any operator


def subject(record: str = "project") -> nodes.Variable:
    """The subject of a rule."""
    return nodes.Variable("subject", RecordType(record), place=HERE)


FAULT = value(calculation("/", 1, 0))
"""A division by zero."""
