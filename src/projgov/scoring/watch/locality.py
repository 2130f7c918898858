"""Which events touch one subject alone: of these, a session evaluates that subject anew, and keeps what it knows of all others.

A type of subject is *local* in a rule file where whatever is computed for a subject of the type rests on its own records, and
on others that no event on a subject of the type changes; and where nothing is computed of it for anybody else.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from projgov.domain.types import ListType, RecordType, ValueType
from projgov.rules.core import nodes
from projgov.rules.core.program import Core, Header
from projgov.scoring.paths import standing_in


def local_types(core: Core) -> frozenset[str]:
    """The local types of subjects of a rule file."""
    written = tuple(_written(core))
    found = (record.name for record in core.vocabulary.subjects)
    return frozenset(name for name in found if _is_local(core, written, name))


def _written(core: Core) -> Iterator[tuple[str, nodes.Node]]:
    """Every expression of a rule file with the type of its subject."""
    for definition in core.definitions.values():
        yield from ((definition.subject, n) for n in (definition.body, definition.judged) if n is not None)
    for check in core.checks.values():
        yield from ((check.subject, part) for part in check.parts)
    for output in core.outputs:
        yield from ((output.header.subject, node) for node in _nodes(output))


def _nodes(value: Any) -> Iterator[nodes.Node]:
    """The expressions that a part of an output holds."""
    if isinstance(value, nodes.Node_):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _nodes(item)
    elif attrs.has(type(value)) and not isinstance(value, Header):
        for field in attrs.fields(type(value)):
            yield from _nodes(getattr(value, field.name))


def _is_local(core: Core, written: tuple[tuple[str, nodes.Node], ...], record: str) -> bool:
    inside = standing_in(core.vocabulary, record)
    waiting = [(subject == record, node, False) for subject, node in written]
    while waiting:
        own, node, compared = waiting.pop()
        if not _keeps_apart(core, node, record, inside, own=own, compared=compared):
            return False
        waiting += [(own, child, isinstance(node, nodes.Compare)) for child in nodes.children(node)]
    return True


def _keeps_apart(
    core: Core, node: nodes.Node, record: str, inside: frozenset[str], *, own: bool, compared: bool
) -> bool:
    """Whether a node asks nothing of subjects of the type `record` but, in rules on the type (`own`), of the subject itself."""
    match node:
        case nodes.Field(base=base, record=of, member=name):
            member = core.vocabulary.record(of).members[name]
            if of == record and not (own and _is_subject(base)):
                return False
            if member.access in ("inverse", "holders"):
                return member.source[0] not in inside
            return compared or not _refers(member.type, record)
        case nodes.ValueAt(base=base, record=of):
            return of != record or (own and _is_subject(base))
        case nodes.Members(record=of) | nodes.Rank(record=of):
            return of != record
        case nodes.Result(definition=other, subject=subject) | nodes.AsOf(definition=other, subject=subject):
            return core.definitions[other].subject != record or (own and _is_subject(subject))
        case nodes.Occasions(of=other, subject=subject):
            return core.definitions[other].subject != record or (own and _is_subject(subject))
        case nodes.Tally(checks=checks, subject=subject):
            here = any(core.checks[check].subject == record for check in checks)
            return not here or (own and _is_subject(subject))
    return True


def _is_subject(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Variable) and node.name == "subject"


def _refers(of: ValueType, record: str) -> bool:
    """Whether a member gives subjects of a type, from which more could be asked."""
    match of:
        case RecordType(name) | ListType(RecordType(name)):
            return name == record
    return False
