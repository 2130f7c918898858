"""What can be told of conditions by exact reasoning over the values that they compare with constants (`forms.regions`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from projgov.diagnostics import Bilingual
from projgov.domain.types import ChoiceType, RegisterType, SeriesType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.forms.atoms import Domain
from projgov.rules.forms.regions import Space, space_of

_UNNAMED = Bilingual("", "")
_STEPS = 20_000


def space(conditions: Iterable[Node]) -> Space:
    """The space of what these conditions compare, for questions that are answered without an example."""
    found = space_of(conditions, lambda _: _UNNAMED, domain)
    return attrs.evolve(found, steps=_STEPS)


def domain(node: Node) -> Domain | None:
    """The values that occur of a node. A choice that is reached by way of another record, or computed, can be null besides."""
    found = Domain.of(node.type)
    if found is not None and isinstance(node.type, ChoiceType) and not _is_own_field(node):
        return attrs.evolve(found, values=None)
    return found


def never(condition: Node) -> bool:
    """Whether a condition surely holds of nothing. Raises `TooMuch`."""
    return not space([condition]).region(condition).possible


def conjuncts(condition: Node) -> Iterator[Node]:
    """The conditions that all have to hold."""
    waiting = [condition]
    while waiting:
        one = waiting.pop()
        if isinstance(one, nodes.And):
            waiting += one.operands[::-1]
        else:
            yield one


def is_input(node: Node) -> bool:
    """Whether a node is read from the records of the subject, so that any value of it can stand beside any of another."""
    match node:
        case nodes.Field(base=base):
            return is_subject(base) or is_input(base)
        case nodes.ValueAt(base=base, date=day):
            return (is_subject(base) or is_input(base)) and isinstance(day, nodes.Literal | nodes.Variable)
        case nodes.Variable(name="judged"):
            return True
    return False


def is_timeless(node: Node) -> bool:
    """Whether a node gives the same on whatever day it is judged."""
    match node:
        case nodes.Field(base=base, type=kind):
            return not isinstance(kind, RegisterType | SeriesType) and (is_subject(base) or is_timeless(base))
    return False


def is_subject(node: Node) -> bool:
    """Whether a node is the subject of the rule itself."""
    return isinstance(node, nodes.Variable) and node.name == "subject"


def _is_own_field(node: Node) -> bool:
    return isinstance(node, nodes.Field) and is_subject(node.base)
