"""The portfolio: everything that is governed, as a host system knows it, in one frozen value."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import cache, cached_property
from typing import Any

import attrs

from projgov.diagnostics import Bilingual
from projgov.domain.officers import Officer
from projgov.domain.origin import Origin
from projgov.domain.projects import Item, Project
from projgov.domain.records import VOCABULARY
from projgov.domain.rulings import Ruling
from projgov.domain.types import ListType, RecordType, RegisterType
from projgov.domain.units import Unit


@attrs.frozen(kw_only=True, slots=False)
class Portfolio:
    """Subjects by type, and the rulings.

    `registers` says through which day each register is complete; None, or no entry, is an open register, from which
    something may be absent that was done. `origin` says where all this was read, and is no part of what is known.
    """

    id: str
    note: Bilingual | None = None
    registers: Mapping[str, date | None] = attrs.field(factory=dict, hash=False)
    units: tuple[Unit, ...] = ()
    officers: tuple[Officer, ...] = ()
    projects: tuple[Project, ...] = ()
    items: tuple[Item, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    origin: Origin = attrs.field(default=Origin(), eq=False, repr=False)

    def subjects(self, record: str) -> tuple[Any, ...]:
        """All subjects of a type (`unit`, `officer`, `project`, `item`); `KeyError` where there is no such type."""
        found: tuple[Any, ...] = getattr(self, VOCABULARY.record(record).about.collection)
        return found

    def subject(self, record: str, key: str) -> Any:
        """The subject of a type with this id; `KeyError` where there is none."""
        return self._by_id[record][key]

    def find(self, record: str, key: str) -> Any | None:
        """The subject of a type with this id, or None."""
        return self._by_id[record].get(key)

    def ids(self, record: str) -> Collection[str]:
        """The ids of all subjects of a type."""
        return self._by_id[record].keys()

    def replacing(self, record: str, subject: Any) -> "Portfolio":
        """The portfolio with a subject in the place of the one that had its id."""
        collection = VOCABULARY.record(record).about.collection
        changed = tuple(subject if one.id == subject.id else one for one in self.subjects(record))
        parts: dict[str, Any] = {collection: changed}
        return attrs.evolve(self, **parts)

    def complete_through(self, register: str) -> date | None:
        """The day through which a register is complete, or None where it is open."""
        return self.registers.get(register)

    def referring(self, record: str, field: str) -> Mapping[str, tuple[Any, ...]]:
        """By id, all records of a type that refer to it in `field`: the other end of a relation.

        Records nested in their owners count too, in the order in which they stand.
        """
        key = (record, field)
        if key not in self._referring:
            found: dict[str, list[Any]] = {}
            for one in self.all(record):
                value = getattr(one, field)
                for referred in value if isinstance(value, tuple) else (value,):
                    if isinstance(referred, str):
                        found.setdefault(referred, []).append(one)
            self._referring[key] = {referred: tuple(ones) for referred, ones in found.items()}
        return self._referring[key]

    def all(self, record: str) -> Iterator[Any]:
        """All records of a type, wherever they stand."""
        for top in VOCABULARY.collections:
            for one in getattr(self, top.about.collection):
                yield from _within(top.name, one, record)

    def known_at(self, day: date) -> "Portfolio":
        """The portfolio as it was known on `day`: without what was recorded later.

        A register cannot then have been known to be complete beyond `day`. What has no day of recording stays.
        """
        changed: dict[str, Any] = {}
        for top in VOCABULARY.collections:
            collection = top.about.collection
            before = getattr(self, collection)
            after = _known_records(top.name, before, day)
            if after is not before:
                changed[collection] = after
        registers = {
            name: None if through is None else min(through, day) for name, through in self.registers.items()
        }
        if registers != self.registers:
            changed["registers"] = registers
        return attrs.evolve(self, **changed) if changed else self

    @cached_property
    def _by_id(self) -> Mapping[str, Mapping[str, Any]]:
        return {r.name: {one.id: one for one in self.subjects(r.name)} for r in VOCABULARY.collections}

    @cached_property
    def _referring(self) -> dict[tuple[str, str], Mapping[str, tuple[Any, ...]]]:
        return {}


def _within(record: str, one: Any, wanted: str) -> Iterator[Any]:
    if record == wanted:
        yield one
    for field, inner in _nested(record):
        if wanted in _reachable(inner):
            value = getattr(one, field)
            for part in value if isinstance(value, tuple) else ():
                yield from _within(inner, part, wanted)


def _known_records(record: str, records: tuple[Any, ...], day: date) -> tuple[Any, ...]:
    """`records` without what was recorded after `day`, deeply; the same tuple where nothing was."""
    if not _has_recorded(record):
        return records
    kept: list[Any] = []
    same = True
    for one in records:
        recorded = getattr(one, "recorded", None)
        if isinstance(recorded, date) and recorded > day:
            same = False
            continue
        known = _known(record, one, day)
        same = same and known is one
        kept.append(known)
    return records if same else tuple(kept)


def _known(record: str, one: Any, day: date) -> Any:
    changed: dict[str, Any] = {}
    for field, inner in _nested(record):
        before = getattr(one, field)
        if isinstance(before, tuple) and before:
            after = _known_records(inner, before, day)
            if after is not before:
                changed[field] = after
    return attrs.evolve(one, **changed) if changed else one


@cache
def _nested(record: str) -> tuple[tuple[str, str], ...]:
    """The fields of a record that hold records, each with their type."""
    found: list[tuple[str, str]] = []
    for field in VOCABULARY.record(record).fields.values():
        match field.spec.type:
            case ListType(RecordType(inner)) | RegisterType(inner):
                found.append((field.name, inner))
    return tuple(found)


@cache
def _reachable(record: str) -> frozenset[str]:
    """The types of record that stand in a record, itself included."""
    return frozenset({record}).union(*(_reachable(inner) for _, inner in _nested(record)))


@cache
def _has_recorded(record: str) -> bool:
    """Whether a record, or one that stands in it, says when it was recorded."""
    return any("recorded" in VOCABULARY.record(name).fields for name in _reachable(record))
