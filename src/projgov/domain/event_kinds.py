"""The kinds of events there are, and how an event calls the fields of the record that it adds."""

from projgov.domain.records import VOCABULARY
from projgov.domain.types import RegisterType
from projgov.domain.vocabulary import Record

SPECIAL = ("ruling", "amendment", "register")
"""Kinds that are no records which a subject holds."""


def kinds() -> tuple[str, ...]:
    """The kinds of events there are."""
    held = {
        field.spec.type.record
        for subject in VOCABULARY.subjects
        for field in subject.fields.values()
        if isinstance(field.spec.type, RegisterType)
    }
    return (*sorted(held), *SPECIAL)


def own_key(record: Record, key: str) -> str:
    """How an event calls a field of a record: as the record does, but for its id and one that is called `kind`."""
    return f"{record.name}_{key}" if key in ("id", "kind") else key


def register_of(subject: Record, record: str) -> str | None:
    """The field in which a type of subject holds records of a type."""
    for field in subject.fields.values():
        if isinstance(field.spec.type, RegisterType) and field.spec.type.record == record:
            return field.name
    return None


def called(kind: str, written: object) -> bool:
    """Whether a word calls a kind of event."""
    if not isinstance(written, str):
        return False
    return written == kind if kind in ("amendment", "register") else VOCABULARY.record(kind).called(written)
