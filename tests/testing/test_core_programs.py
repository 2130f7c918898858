"""The random programs are what they claim: well typed, of every node, and full of unknowns and faults."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import HealthCheck, given, settings
from tests.testing.searching import search

from projgov.domain.calendar import Period
from projgov.domain.portfolio import Portfolio
from projgov.domain.types import (
    BooleanType,
    ChoiceType,
    DateType,
    DurationType,
    ListType,
    NumberType,
    PeriodType,
    RecordType,
    RegisterType,
    TextType,
    ValueType,
)
from projgov.rules.core.durations import Months
from projgov.rules.core.nodes import Literal, Node, Node_, children
from projgov.rules.core.program import Core
from projgov.scoring.facts import Facts
from projgov.scoring.model import Model
from projgov.scoring.numbers import exact
from projgov.scoring.values import Fault, Results, Rows, Unknown, Value
from projgov.testing.core_programs import cores, programs


def of_type(value: Value, kind: ValueType) -> bool:
    """Whether a value that is known and not null is of a type, its bounds and decimals included."""
    if value is None or isinstance(value, Unknown | Fault):
        return True
    match kind:
        case NumberType(decimals, least, most):
            return (
                not isinstance(value, bool)
                and type(exact(value)) is type(value)
                and (least is None or least <= value)
                and (most is None or value <= most)
                and (decimals is None or (value * Fraction(10) ** decimals).denominator == 1)
            )
        case BooleanType():
            return isinstance(value, bool)
        case TextType():
            return isinstance(value, str)
        case ChoiceType():
            return value in kind.codes
        case DateType():
            return isinstance(value, date)
        case PeriodType():
            return isinstance(value, Period)
        case DurationType("days"):
            return isinstance(value, timedelta)
        case DurationType():
            return isinstance(value, Months)
        case ListType(of):
            items = (*value.sure, *(i for i, _ in value.possible)) if isinstance(value, Rows) else value
            return all(of_type(item, of) for item in items)
        case RegisterType() | RecordType():
            return not isinstance(value, str | int)
    return True


class Typed(Model):
    """A model that asserts that every value is of the type of its node."""

    def evaluate(self, node: Node, env: Any) -> Value:
        value = super().evaluate(node, env)
        assert of_type(value, node.type), (node, value)
        return value


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(programs())
def test_every_value_is_of_the_type_of_its_node_with_its_bounds_and_decimals(
    program: tuple[Core, Portfolio, date],
) -> None:
    core, portfolio, as_of = program
    Typed(core, Facts(portfolio, core.vocabulary, as_of)).results()


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(programs())
def test_the_order_of_subjects_and_of_dated_records_changes_nothing(
    program: tuple[Core, Portfolio, date],
) -> None:
    core, portfolio, as_of = program
    projects = tuple(
        attrs.evolve(p, reports=p.reports[::-1], filings=p.filings[::-1]) for p in portfolio.projects[::-1]
    )
    turned = attrs.evolve(
        portfolio, projects=projects, units=portfolio.units[::-1], items=portfolio.items[::-1]
    )
    expected = Model(core, Facts(portfolio, core.vocabulary, as_of)).results()
    found = Model(core, Facts(turned, core.vocabulary, as_of)).results()
    assert found.values == expected.values
    assert outcomes(found) == outcomes(expected)


def outcomes(results: Results) -> list[tuple[Any, ...]]:
    """Occasions without the records they are about, whose own lists stand in the order in which they came."""
    return [
        (check, subject, getattr(o.item, "id", None), o.judged, o.outcome, o.value)
        for check, by_subject in results.occasions.items()
        for subject, found in by_subject.items()
        for o in found
    ]


def test_every_node_of_core_is_written() -> None:
    written: set[type[Any]] = set()

    def note(node: Node) -> None:
        written.add(type(node))
        for child in children(node):
            note(child)

    def collect(core: Core) -> None:
        for definition in core.definitions.values():
            note(definition.body)
        for check in core.checks.values():
            for part in check.parts:
                note(part)

    wanted = {Literal, *Node_}
    search(cores(), collect, lambda: written >= wanted)
    assert wanted - written == set()
