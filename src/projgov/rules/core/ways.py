"""How what belongs to another type of subject is reached from the subject that is judged: the budget of a unit's projects."""

from __future__ import annotations

from projgov.diagnostics import Bilingual
from projgov.domain.types import AnyType, RecordType, ValueType
from projgov.domain.vocabulary import Member
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


_NAMED = 3
"""So many registers are named in which a field of records stands."""


def of_records(name: str, scope: Scope) -> Bilingual | None:
    """What to write for a name that is none of the subject's own, and that the records of its registers bear."""
    vocabulary = scope.names.vocabulary
    found = [
        member
        for _, own in scope.items
        for member in vocabulary.record(own).members.values()
        if member.access == "register"
        and (record := record_in(member.type)) is not None
        and vocabulary.record(record).find(name) is not None
    ]
    if not found:
        return None
    zh, en = [_in_chinese(m, scope) for m in found], [m.name.replace("_", " ") for m in found]
    more = len(found) > _NAMED
    listed, named = "、".join(f"`{n}`" for n in zh[:_NAMED]), ", ".join(f"`{n}`" for n in en[:_NAMED])
    each_zh, each_en = (f"`{key}: {name}`" for key, name in (("逐条", zh[0]), ("each", en[0])))
    return Bilingual(
        f"它是 {listed}{' 等' if more else ' '}里每条记录的一项：规则要逐条判断的，写上 {each_zh} 这样的一行",
        f"it is a field of each record of {named}{' …' if more else ''}: a rule on each of them says so, as in {each_en}",
    )


def _in_chinese(member: Member, scope: Scope) -> str:
    """A Chinese name of a register that means it, and not its latest record."""
    records = [scope.names.vocabulary.record(own) for _, own in scope.items]
    meant = (n for n in member.names if not n.isascii() and any(r.find(n) is member for r in records))
    return next(meant, member.name)


def record_in(kind: ValueType) -> str | None:
    """The record that a value is, or that each item of a list is."""
    while not isinstance(kind, AnyType) and (inner := item_type(kind)) is not None:
        kind = inner
    return kind.record if isinstance(kind, RecordType) else None
