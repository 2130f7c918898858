"""What the rules of a pack ask of a portfolio: the stored fields, found by walking all that they compute and say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from projgov.domain.types import ListType, RecordType, ReferenceType, RegisterType
from projgov.domain.vocabulary import Field, Vocabulary
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import PORTFOLIO, Core, Message


@attrs.frozen
class Asked:
    """The stored fields that are asked for, by type of record; and the types of subject that matter."""

    fields: Mapping[str, frozenset[str]]
    subjects: frozenset[str]


def asked(core: Core) -> Asked:
    """What a rule file asks for."""
    found: dict[str, set[str]] = {}
    subjects = {o.header.subject for o in core.outputs} | {d.subject for d in core.definitions.values()}
    for node in _nodes(core):
        match node:
            case nodes.Field(record=record, member=member) | nodes.ValueAt(record=record, member=member):
                for owner, field in _stored(core.vocabulary, record, member):
                    found.setdefault(owner, set()).add(field)
            case nodes.Excuses():
                found.setdefault("excuse", set()).update(("suspends", "from_", "to"))
            case nodes.Members(record=record):
                subjects.add(record)
    subjects |= {r.name for r in core.vocabulary.subjects if r.name in found}
    for record, fields in found.items():
        known = core.vocabulary.record(record).fields
        subjects |= {t for f in fields if f in known and (t := referred(known[f])) is not None}
    return Asked(
        {record: frozenset(fields) for record, fields in found.items()}, frozenset(subjects - {PORTFOLIO})
    )


def referred(field: Field) -> str | None:
    """The type of subject that a field refers to, None where it is no reference."""
    match field.spec.type:
        case ReferenceType(record) | ListType(ReferenceType(record)):
            return record
    return None


def _stored(vocabulary: Vocabulary, record: str, member: str) -> Iterator[tuple[str, str]]:
    """The stored fields that a member is drawn from, each with its type of record."""
    asked = vocabulary.record(record).members[member]
    match asked.access:
        case "latest":
            yield record, asked.source[0]
        case "inverse":
            yield asked.source[0], asked.source[1]
            yield from _ways(vocabulary, asked.source[0])
        case "holders":
            yield asked.source[0], asked.source[1]
            yield _inner(vocabulary, asked.source[0], asked.source[1]), asked.source[2]
        case "series":
            series = asked.series
            assert series is not None
            yield record, series.register
            inner = _inner(vocabulary, record, series.register)
            if series.entries:
                yield inner, series.entries
                inner = _inner(vocabulary, inner, series.entries)
            for name in (series.value, series.day, "source"):
                if name in vocabulary.record(inner).fields:
                    yield inner, name
        case "fact":
            pass  # facts are asked by their own names, which come from the rule file
        case _:
            yield record, member


def _ways(vocabulary: Vocabulary, record: str) -> Iterator[tuple[str, str]]:
    """The fields in which records of a nested type stand."""
    for owner in vocabulary.records.values():
        for field in owner.fields.values():
            match field.spec.type:
                case ListType(RecordType(inner)) | RegisterType(inner) if inner == record:
                    yield owner.name, field.name


def _inner(vocabulary: Vocabulary, record: str, field: str) -> str:
    match vocabulary.record(record).fields[field].spec.type:
        case ListType(RecordType(inner)) | RegisterType(inner):
            return inner
    return record


def _nodes(core: Core) -> Iterator[Node]:
    """Every node of a rule file, those of its texts included."""
    waiting: list[Any] = []
    for definition in core.definitions.values():
        waiting += [definition.body, definition.judged]
    for check in core.checks.values():
        waiting += check.parts
    for output in core.outputs:
        waiting.append(getattr(output, "against", None))
        owed = getattr(output, "owed", None)
        waiting += [] if owed is None else [owed.reached, owed.by, owed.due, owed.soon]
        messages = [getattr(output, "reason", None), *(line.reason for line in getattr(output, "lines", ()))]
        waiting += [part for m in messages if isinstance(m, Message) for part in (*m.zh, *m.en)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, nodes.Node_):
            yield node
            waiting += nodes.children(node)
