"""What in an expression never changes: constants, computed while the code is written, and what a loop need not repeat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from projgov.rules.core import nodes
from projgov.rules.core.program import Core
from projgov.scoring.model import Model
from projgov.scoring.values import Value

FOLDED = frozenset(
    {
        nodes.Arithmetic,
        nodes.Negate,
        nodes.Round,
        nodes.Call,
        nodes.MakeList,
        nodes.MakeContext,
        nodes.Each,
        nodes.Fold,
        nodes.Entry,
    }
)
"""Nodes that are computed beforehand where all that they are made of is constant."""

_ASKING = (
    nodes.Field, nodes.ValueAt, nodes.Members, nodes.Result, nodes.AsOf, nodes.Tally, nodes.Rank, nodes.Occasions, nodes.Climb,
    nodes.Excuses,
)  # fmt: skip
_CHEAP = (nodes.Literal, nodes.Parameter, nodes.Variable)
_ANY_DAY = date(2000, 1, 1)
_NOTHING: frozenset[str] = frozenset()
_SUBJECT = frozenset({"subject"})


class _NoFacts:
    """Facts that a constant never asks for."""

    as_of = _ANY_DAY

    def subjects(self, record: str) -> tuple[Any, ...]:
        raise AssertionError(record)

    def id_of(self, subject: Any) -> str:
        raise AssertionError(subject)

    def member(self, record_value: Any, record: str, member: str, judged: date) -> Value:
        raise AssertionError(record_value, record, member, judged)

    def value_at(self, record_value: Any, record: str, member: str, day: date) -> Value:
        raise AssertionError(record_value, record, member, day)


def is_constant(core: Core, node: nodes.Node, bound: frozenset[str] = frozenset()) -> bool:
    """Whether a node has the same value for every subject and day."""
    match node:
        case nodes.Variable(name=name):
            return name in bound
        case nodes.Parameter(name=name):
            versions = core.parameters[name].versions
            return len(versions) == 1 and versions[0].start is None and versions[0].end is None
    if isinstance(node, _ASKING):
        return False
    within = bound | binds(node)
    return all(is_constant(core, child, within) for child in nodes.children(node))


def value_of(core: Core, node: nodes.Node, names: Mapping[str, Value] | None = None) -> Value:
    """The value of a node that is constant but for `names`: the readable model's."""
    model = Model(core, _NoFacts())
    return model.evaluate(node, {**model.environment(None), **(names or {})})


def depending(core: Core, node: nodes.Node, variable: str) -> Iterator[nodes.Node]:
    """The largest parts of a node that depend on `variable`, and on nothing else that changes."""
    if isinstance(node, _CHEAP):
        return
    names = frozenset({variable})
    if uses(node, names) and is_constant(core, node, names):
        yield node
        return
    if variable not in binds(node):
        for child in nodes.children(node):
            yield from depending(core, child, variable)


def binds(node: nodes.Node) -> frozenset[str]:
    """The names that a node binds for what stands in it."""
    match node:
        case nodes.Let(name=name) | nodes.Each(variable=name) | nodes.Filter(variable=name):
            return frozenset({name})
        case nodes.Quantify(variable=name):
            return frozenset({name})
        case nodes.Fold(variable=name, memory=memory):
            return frozenset({name, memory})
        case nodes.Climb():
            return frozenset({"since"})
        case nodes.Rank():
            return _SUBJECT
    return _NOTHING


def invariant(node: nodes.Node, names: frozenset[str]) -> Iterator[nodes.Node]:
    """The largest parts of a loop's body that do not depend on the names that it binds, or on names bound within the body."""
    if isinstance(node, _CHEAP):
        return
    if not uses(node, names):
        yield node
        return
    within = names | binds(node)
    for child in nodes.children(node):
        yield from invariant(child, within)


def uses(node: nodes.Node, names: frozenset[str]) -> bool:
    """Whether a node refers to one of the names anywhere. One that is bound again within it counts: that errs on the safe side.

    Parameters are those of the day judged, though they do not name it, and so may be all that is asked of the portfolio.
    """
    if isinstance(node, nodes.Variable):
        return node.name in names
    if "judged" in names and isinstance(node, (nodes.Parameter, *_ASKING)):
        return True
    return any(uses(child, names) for child in nodes.children(node))
