"""How what belongs to another type of subject is reached from the subject that is judged: the budget of a unit's projects."""

from __future__ import annotations

from projgov.diagnostics import Bilingual
from projgov.domain.types import AnyType, RecordType, ValueType
from projgov.rules.core.scope import Scope
from projgov.rules.core.typing import item_type


def owner_near(scope: Scope, name: str) -> str | None:
    """The type of subject that has a field of this name, among those that a field of what is judged here leads to."""
    vocabulary = scope.names.vocabulary
    subjects = {record.name for record in vocabulary.subjects}
    for _, own in scope.items:
        for member in vocabulary.record(own).members.values():
            record = record_in(member.type)
            if record in subjects and vocabulary.record(record).find(name) is not None:
                return record
    return None


def way(scope: Scope, record: str, written: str) -> tuple[Bilingual, Bilingual]:
    """How a name of another type of subject can be reached from here; and where that is a list, how one item is asked."""
    for _, own in scope.items:
        for member in scope.names.vocabulary.record(own).members.values():
            if record_in(member.type) == record:
                zh = next((n for n in member.names if not n.isascii()), member.name)
                en = member.name.replace("_", " ")
                path = Bilingual(f"{zh}.{written}", f"{en}.{written}")
                single = isinstance(member.type, RecordType)
                return path, Bilingual("", "") if single else _one_of(zh, en, written)
    about = scope.names.vocabulary.record(record).about
    zh, en = about.named.label.zh, about.collection
    return Bilingual(f"{zh}.{written}", f"{en}.{written}"), _one_of(zh, en, written)


def _one_of(zh: str, en: str, written: str) -> Bilingual:
    return Bilingual(
        f"，得到的是列表；问其中有没有一个如此，写 `some x in {zh} satisfies x.{written} …`",
        f", which is a list; to ask whether one of them is so, `some x in {en} satisfies x.{written} …`",
    )


def record_in(kind: ValueType) -> str | None:
    """The record that a value is, or that each item of a list is."""
    while not isinstance(kind, AnyType) and (inner := item_type(kind)) is not None:
        kind = inner
    return kind.record if isinstance(kind, RecordType) else None
