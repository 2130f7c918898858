"""Where a record stands: the path that names it as evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, TypeAlias

from projgov.domain.portfolio import Portfolio
from projgov.domain.types import ListType, RecordType, RegisterType
from projgov.domain.vocabulary import Vocabulary

Path: TypeAlias = tuple[str, str, tuple[str, ...]]
"""The type and id of a subject, and the way from it to a record nested in it: names of fields and keys of records."""


def record_paths(portfolio: Portfolio, vocabulary: Vocabulary) -> dict[int, Path]:
    """The path of every record of a portfolio, by the identity of the object that it is."""
    found: dict[int, Path] = {}
    for top in vocabulary.collections:
        for subject in getattr(portfolio, top.about.collection):
            found.update(subject_paths(vocabulary, top.name, subject))
    return found


def subject_paths(vocabulary: Vocabulary, record: str, subject: Any) -> Iterator[tuple[int, Path]]:
    """The paths of a subject and of all that stands in it, each with the identity of the object."""
    for one, way in _within(vocabulary, record, subject, ()):
        yield id(one), (record, subject.id, way)


def standing_in(vocabulary: Vocabulary, record: str) -> frozenset[str]:
    """The types of record that stand in a record of a type, itself included."""
    found, waiting = {record}, [record]
    while waiting:
        for field in vocabulary.record(waiting.pop()).fields.values():
            match field.spec.type:
                case ListType(RecordType(inner)) | RegisterType(inner) if inner not in found:
                    found.add(inner)
                    waiting.append(inner)
    return frozenset(found)


def _within(
    vocabulary: Vocabulary, record: str, one: Any, way: tuple[str, ...]
) -> Iterator[tuple[Any, tuple[str, ...]]]:
    yield one, way
    for field in vocabulary.record(record).fields.values():
        match field.spec.type:
            case ListType(RecordType(inner)) | RegisterType(inner):
                parts = getattr(one, field.name)
                if isinstance(parts, tuple):
                    for key, part in _keyed(parts):
                        yield from _within(vocabulary, inner, part, (*way, field.key, key))


def _keyed(parts: tuple[Any, ...]) -> Iterator[tuple[str, Any]]:
    """Records with their keys: the id, else the version, else a number that does not depend on the order they came in."""
    keys = [_key(part) for part in parts]
    if all(keys):
        yield from ((str(key), part) for key, part in zip(keys, parts, strict=True))
        return
    # What a record is called must not depend on the order of the data; sorting by content costs, so only where it has to.
    for position, part in enumerate(sorted(parts, key=repr), start=1):
        yield str(getattr(part, "id", None) or getattr(part, "version", None) or position), part


def _key(part: Any) -> Any:
    """What tells a record from its like: its id, its version, or what its class says; None where nothing does."""
    named = getattr(part, "told_apart_by", "")
    return (
        getattr(part, "id", None)
        or getattr(part, "version", None)
        or (getattr(part, named) if named else None)
    )


def taking_effect(records: Iterable[Any]) -> list[tuple[date, Any]]:
    """Records in the order in which they take effect, each with the day from which it does.

    That is the day it occurred, but for a record that says otherwise: a plan counts from the day it is in force, and one that was
    not approved never does.
    """
    found = ((getattr(one, "takes_effect", one.occurred), one) for one in records)
    dated = ((day, one) for day, one in found if day is not None)
    return sorted(dated, key=lambda pair: (pair[0], register_order(pair[1])))


def in_force(records: Iterable[Any], day: date) -> Any:
    """The record that counts on a day: of those that took effect by then, the last. None where none did."""
    return next((one for since, one in reversed(taking_effect(records)) if since <= day), None)


def register_order(one: Any) -> tuple[str, str, str]:
    """What dated records are sorted by: the day they occurred, the day they were recorded, their key."""
    version = getattr(one, "version", None)
    key = getattr(one, "id", None) or ("" if version is None else f"{version:>8}")
    return str(one.occurred), str(one.recorded), str(key)
