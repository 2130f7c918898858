"""What can be told of conditions by exact reasoning over the values that they compare with constants (`forms.regions`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

import attrs

from projgov.diagnostics import Bilingual
from projgov.domain.types import ChoiceType, RegisterType, SeriesType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Core
from projgov.rules.forms.atoms import Domain
from projgov.rules.forms.regions import Space, TooMuch, space_of

_UNNAMED = Bilingual("", "")
_STEPS = 20_000


def space(conditions: Iterable[Node], core: Core | None = None) -> Space:
    """The space of what these conditions compare, for questions that are answered without an example."""
    found = space_of(conditions, lambda _: _UNNAMED, lambda node: domain(node, core))
    return attrs.evolve(found, steps=_STEPS)


def domain(node: Node, core: Core | None = None) -> Domain | None:
    """The values that occur of a node.

    A choice that is reached by way of another record, or computed, can be null besides. Occasions of which there is one for each
    check (the gates of a schedule) are no more than there are checks.
    """
    found = Domain.of(node.type)
    if found is not None and core is not None and isinstance(node, nodes.Result):
        most = _most_occasions(node.definition, core)
        if most is not None:
            return found.within(Domain(most=most))
    if found is not None and isinstance(node.type, ChoiceType) and not _is_own_field(node):
        return attrs.evolve(found, values=None)
    return found


def _most_occasions(definition: str, core: Core) -> Fraction | None:
    body = core.definitions[definition].body if definition in core.definitions else None
    if not isinstance(body, nodes.Tally) or any(core.checks[c].over is not None for c in body.checks):
        return None
    return Fraction(len(body.checks))


def never(condition: Node, core: Core | None = None) -> bool:
    """Whether a condition surely holds of nothing; false where that would take too long to tell."""
    try:
        return not space([condition], core).region(condition).possible
    except TooMuch:
        return False


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
