"""The vocabulary: every record and field there is, declared once.

A record class carries its declarations in its annotations (`progress: Annotated[Number | Missing, Spec(...)]`) and in its
`@described` decorator. Reading and writing JSON, JSON Schema, the names that rule files use, the strategies for tests, the
columns of tables and the reference page are all read off the vocabulary, so that no fact about a field is said twice.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Annotated, Any, Literal, TypeAlias, TypeVar, get_args, get_origin, get_type_hints

import attrs

from projgov.diagnostics import Bilingual
from projgov.domain.types import (
    ListType,
    RecordType,
    ReferenceType,
    RegisterType,
    SeriesType,
    ValueType,
)

Confidentiality: TypeAlias = Literal["public", "internal", "personal"]


def canonical_name(name: str) -> str:
    """A name as projgov compares it: NFC, and a space is the same as an underscore."""
    return _canonical(name) if len(name) < _LONG_NAME else _canonical.__wrapped__(name)


@lru_cache(maxsize=8192)
def _canonical(name: str) -> str:
    return "_".join(unicodedata.normalize("NFC", name).replace("_", " ").split())


_LONG_NAME = 100
"""Characters: what is longer is hardly a name, and is not kept."""


@attrs.frozen
class Named:
    """A name with its labels and the further names by which rule files may call it (a list that only grows)."""

    name: str
    label: Bilingual
    names: tuple[str, ...] = ()


@attrs.frozen
class Spec:
    """What an annotation says of a stored field.

    `inverse`, for a reference, names the other end of the relation (`led_projects` of a unit); `holders` names that of the records
    in whose lists this one stands (`rulings` of a project, for a matter ruled on), where they are of several types by type. `latest`, for a register, names its latest
    record (`guidebook` for `guidebooks`).
    """

    type: ValueType
    label: Bilingual
    names: tuple[str, ...] = ()
    confidentiality: Confidentiality = "internal"
    inverse: Named | None = None
    latest: Named | None = None
    holders: Named | Mapping[str, Named] | None = attrs.field(default=None, hash=False)


@attrs.frozen
class Series:
    """A value over time, drawn from the records of a register.

    Each record of `register` gives the entries of its list `entries` (or itself, where `entries` is empty), each an observation
    of field `value` on the day in field `day` (of the entry, or else of the record). `preferred` lists values of the entry's
    field `source`, the most trusted first. `in_force` is true for plans: then only the record counts
    that was in force on the day asked for, the last to take effect by then (a baseline replaces the one before). `counts` says
    what the value counts, a code of `FIGURE_KIND` (数字口径); empty where nothing is said of it.
    """

    named: Named
    type: SeriesType
    register: str
    entries: str
    value: str
    day: str
    preferred: tuple[str, ...] = ()
    in_force: bool = False
    confidentiality: Confidentiality = "internal"
    counts: str = ""


@attrs.frozen
class About:
    """What a record class says of itself.

    `collection` is its key in a portfolio, where it stands at the top of one; else empty. What stands at the top is a type of
    subject, unless it is `apart` (a ruling). A `dated` record has the days `occurred` and `recorded`.
    """

    named: Named
    collection: str = ""
    dated: bool = False
    series: tuple[Series, ...] = ()
    apart: bool = False


Access: TypeAlias = Literal[
    "stored", "reference", "register", "latest", "series", "inverse", "holders", "fact"
]


@attrs.frozen
class Member:
    """What a rule file can ask of a record: a field, or something drawn from fields.

    `type` is the type in the rule language (a reference is the record itself). `access` says how the value is come by:
    `stored` and `fact` under the own name; `reference` by looking up the id (or ids) stored; `register` the dated records
    nested in the owner; `latest` the last record of register `source`; `series` by `Series`; `inverse` all records of type
    `source[0]` whose field `source[1]` refers to this one; `holders` those of which a record in the list `source[1]` does, in its
    field `source[2]`.
    """

    name: str
    type: ValueType
    label: Bilingual
    names: tuple[str, ...]
    confidentiality: Confidentiality
    access: Access
    source: tuple[str, ...] = ()
    series: Series | None = None
    required: bool = False
    nullable: bool = False
    counts: str = ""
    parts: tuple[str, ...] = ()


@attrs.frozen
class Field:
    """A stored field: a key in the data."""

    name: str
    spec: Spec
    required: bool
    nullable: bool

    @property
    def key(self) -> str:
        """The key in data: the name without the underscore that keeps it apart from a word of Python (`from_`)."""
        return self.name.rstrip("_")


@attrs.frozen
class Record:
    """A record type as the vocabulary knows it: its class, its stored fields and all that can be asked of it."""

    name: str
    about: About = attrs.field(repr=False)
    cls: type[Any] | None
    fields: Mapping[str, Field] = attrs.field(hash=False, repr=False)
    members: Mapping[str, Member] = attrs.field(hash=False, repr=False)

    def find(self, name: str) -> Member | None:
        """The member that `name` calls: its own name, or one of its further names."""
        return self._called.get(canonical_name(name))

    @cached_property
    def _called(self) -> Mapping[str, Member]:
        """The members by all their names. A member's own name is before further names of others, and of those the first."""
        found = dict(self.members)
        for member in self.members.values():
            for name in member.names:
                found.setdefault(canonical_name(name), member)
        return found

    def called(self, name: str) -> bool:
        """Whether `name` calls this type of record: its name, its label or a further name, or the name of its collection."""
        named = self.about.named
        own = (self.name, self.about.collection, named.label.zh, named.label.en, *named.names)
        return canonical_name(name).casefold() in {canonical_name(n).casefold() for n in own if n}

    def all_names(self) -> tuple[str, ...]:
        """Every name under which a member can be called."""
        return tuple(n for m in self.members.values() for n in (m.name, *m.names))


@attrs.frozen
class Vocabulary:
    """All record types, by name."""

    records: Mapping[str, Record] = attrs.field(hash=False, repr=False)

    def record(self, name: str) -> Record:
        return self.records[name]

    @property
    def subjects(self) -> tuple[Record, ...]:
        """The types of subject: what has an id of its own and stands at the top of a portfolio."""
        return tuple(r for r in self.collections if not r.about.apart)

    @property
    def collections(self) -> tuple[Record, ...]:
        """What stands at the top of a portfolio, each under its `about.collection`: the subjects, and what is apart."""
        return tuple(r for r in self.records.values() if r.about.collection)

    @property
    def registers(self) -> tuple[str, ...]:
        """The names under which a portfolio declares through which day a register is complete."""
        kinds = (f.spec.type for r in self.records.values() for f in r.fields.values())
        nested = (k.register for k in kinds if isinstance(k, RegisterType))
        apart = (r.about.collection for r in self.collections if r.about.dated)
        return tuple(dict.fromkeys((*nested, *apart)))

    def with_facts(self, facts: Mapping[str, Iterable[Member]]) -> Vocabulary:
        """The vocabulary with declared extra facts (access `fact`) added to the records named."""
        records = dict(self.records)
        for name, members in facts.items():
            record = records[name]
            records[name] = attrs.evolve(record, members={**record.members, **{m.name: m for m in members}})
        return Vocabulary(records)


C = TypeVar("C", bound=type)


def described(about: About) -> Callable[[C], C]:
    """Class decorator: attach what a record class says of itself."""

    def attach(cls: C) -> C:
        cls.__about__ = about  # type: ignore[attr-defined]  # read back by `build`, nowhere else
        return cls

    return attach


def build(classes: Iterable[type[Any]]) -> Vocabulary:
    """The vocabulary that `classes` declare.

    Raises `ValueError` where two members of a record could be called by one name.
    """
    stored: dict[str, tuple[type[Any], dict[str, Field]]] = {}
    for cls in classes:
        stored[cls.__about__.named.name] = (cls, _fields(cls))
    members: dict[str, dict[str, Member]] = {name: {} for name in stored}
    for name, (cls, fields) in stored.items():
        own = members[name]
        for field in fields.values():
            own[field.name] = _member(field)
            spec = field.spec
            if spec.latest is not None and isinstance(spec.type, RegisterType):
                own[spec.latest.name] = _derived(
                    spec.latest, RecordType(spec.type.record), spec.confidentiality, "latest", (field.name,)
                )
            if spec.inverse is not None:
                target = _reference(spec.type)
                members[target][spec.inverse.name] = _derived(
                    spec.inverse,
                    ListType(RecordType(name)),
                    spec.confidentiality,
                    "inverse",
                    (name, field.name),
                )
            if spec.holders is not None:
                target = _reference(spec.type)
                for holder, list_field in _standing_in(name, stored):
                    named = spec.holders if isinstance(spec.holders, Named) else spec.holders.get(holder)
                    if named is None:
                        continue
                    members[target][named.name] = _derived(
                        named,
                        ListType(RecordType(holder)),
                        spec.confidentiality,
                        "holders",
                        (holder, list_field, field.name),
                    )
        for series in cls.__about__.series:
            own[series.named.name] = attrs.evolve(
                _derived(series.named, series.type, series.confidentiality, "series", (series.register,)),
                series=series,
                counts=series.counts,
            )
    for name, own in members.items():
        _names_are_unique(name, own.values())
    return Vocabulary(
        {
            name: Record(name, cls.__about__, cls, fields, members[name])
            for name, (cls, fields) in stored.items()
        }
    )


def _standing_in(
    record: str, stored: Mapping[str, tuple[type[Any], Mapping[str, Field]]]
) -> Iterator[tuple[str, str]]:
    """The types of record, with the fields, in which records of a type stand."""
    for owner, (_, fields) in stored.items():
        for field in fields.values():
            match field.spec.type:
                case ListType(RecordType(inner)) | RegisterType(inner) if inner == record:
                    yield owner, field.name


def _names_are_unique(record: str, members: Iterable[Member]) -> None:
    taken: dict[str, str] = {}
    for member in members:
        for name in {canonical_name(n) for n in (member.name, *member.names)}:
            if name in taken:
                raise ValueError(f"{record}: `{name}` calls both {taken[name]} and {member.name}")
            taken[name] = member.name


def _fields(cls: type[Any]) -> dict[str, Field]:
    hints = get_type_hints(cls, include_extras=True)
    found: dict[str, Field] = {}
    for attribute in attrs.fields(cls):
        hint = hints[attribute.name]
        if get_origin(hint) is not Annotated:
            continue
        spec = next(extra for extra in get_args(hint)[1:] if isinstance(extra, Spec))
        nullable = type(None) in get_args(get_args(hint)[0])
        found[attribute.name] = Field(attribute.name, spec, attribute.default is attrs.NOTHING, nullable)
    return found


def _member(field: Field) -> Member:
    spec = field.spec
    access: Access = "stored"
    kind: ValueType = spec.type
    match spec.type:
        case ReferenceType(record):
            access, kind = "reference", RecordType(record)
        case ListType(ReferenceType(record)):
            access, kind = "reference", ListType(RecordType(record))
        case RegisterType():
            access = "register"
    return Member(
        field.name,
        kind,
        spec.label,
        spec.names if field.key == field.name else (field.key, *spec.names),
        spec.confidentiality,
        access,
        required=field.required,
        nullable=field.nullable,
    )


def _derived(
    named: Named, kind: ValueType, confidentiality: Confidentiality, access: Access, source: tuple[str, ...]
) -> Member:
    return Member(named.name, kind, named.label, named.names, confidentiality, access, source)


def _reference(kind: ValueType) -> str:
    match kind:
        case ReferenceType(record) | ListType(ReferenceType(record)):
            return record
    raise TypeError(f"only a reference has another end: {kind}")
