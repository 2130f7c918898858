"""Reading records from plain data, as the vocabulary declares them: one reader a record type, made once.

Every fault is noted with its path, and reading goes on; a value that cannot be meant is `BAD`, and so is a record that holds
one. Ids referred to are noted as well, and looked up when all has been read.
"""

import json
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeAlias

import attrs

from projgov.diagnostics import Bilingual
from projgov.domain import faults
from projgov.domain.fact_reader import read_facts
from projgov.domain.gathering import BAD, Path, Reading
from projgov.domain.scalars import Bad, Reader, read_id, read_text, reader, wrong
from projgov.domain.types import (
    ChoiceType,
    ListType,
    Missing,
    RecordType,
    ReferenceType,
    RegisterType,
    ValueType,
)
from projgov.domain.vocabulary import Field, Record, Vocabulary
from projgov.domain.wording import expected, shown, shown_text

_Read: TypeAlias = Callable[[object, Path, Reading], Any]


@attrs.frozen
class RecordReader:
    """Reads records of one type. `identity` is the key by which they are told apart within their owner, or empty."""

    record: Record
    fields: Mapping[str, tuple[str, _Read]]
    required: tuple[tuple[str, Field], ...]
    has_facts: bool
    identity: str
    contradicts: bool
    """Whether the class can tell what cannot be together in one of its records, by `contradictions()`."""

    def read(self, value: object, path: Path, reading: Reading) -> Any:
        """The record that `value` holds, or `BAD`."""
        if type(value) is not dict:
            return reading.bad(wrong(value, RecordType(self.record.name)), path)
        found: dict[str, Any] = {}
        fields = self.fields
        good = True
        for key, part in value.items():
            known = fields.get(key)
            if known is not None:
                name, read = known
                got = found[name] = read(part, (path, key), reading)
                good = good and got is not BAD
            elif key == "facts" and self.has_facts:
                got = found["facts"] = read_facts(part, (path, key), reading)
                good = good and got is not BAD
            else:
                self._unknown(key, part, path, reading)
                good = False
        for name, field in self.required:
            if name not in found:
                reading.add(
                    faults.MISSING_KEY,
                    path,
                    record=_label(self.record),
                    key=field.key,
                    label=field.spec.label,
                    expected=expected(field.spec.type),
                )
                good = False
        assert self.record.cls is not None
        return self._made(self.record.cls(**found), path, reading) if good else BAD

    def _made(self, record: Any, path: Path, reading: Reading) -> Any:
        """The record, or `BAD` where what its class knows cannot be together stands in it."""
        if not self.contradicts:
            return record
        found = list(record.contradictions())
        for key, fault in found:
            reading.bad(fault, (path, self.record.fields[key].key))
        return BAD if found else record

    def read_all(self, value: object, path: Path, reading: Reading) -> Any:
        """The records in the list `value`, no two of one identity, or `BAD`."""
        if type(value) is not list and type(value) is not tuple:
            return reading.bad(wrong(value, ListType(RecordType(self.record.name))), path)
        records = [self.read(part, (path, n), reading) for n, part in enumerate(value)]
        good = all(record is not BAD for record in records)
        if self.identity:
            found = {alike(getattr(record, self.identity)) for record in records} if good else ()
            if len(found) < len(records) and not self._all_differ(value, path, reading):
                good = False
        return tuple(records) if good else BAD

    def _all_differ(self, value: list[Any] | tuple[Any, ...], path: Path, reading: Reading) -> bool:
        """Whether no two ids are the same, or look the same to people: full-width letters beside others."""
        key = self.identity
        read = reader(self.record.fields[key].spec.type)
        seen: dict[object, tuple[int, object]] = {}
        good = True
        for n, part in enumerate(value):
            if type(part) is not dict or key not in part:
                continue
            try:
                identity = read(part[key])
            except Bad:
                continue
            first, other = seen.setdefault(alike(identity), (n, identity))
            if first != n:
                pattern = faults.DOUBLED_ID if other == identity else faults.LOOK_ALIKE
                fault = pattern.at(
                    reading.place(((path, n), key)),
                    related=[reading.place(((path, first), key))],
                    record=_label(self.record),
                    key=key,
                    found=shown(identity),
                    other=shown(other),
                )
                reading.faults.append(fault)
                good = False
        return good

    def _unknown(self, key: object, value: object, path: Path, reading: Reading) -> None:
        if type(key) is not str:
            reading.add(
                faults.UNKNOWN_KEY,
                path,
                record=_label(self.record),
                key=shown(key),
                hint=Bilingual("键应为文本", "a key is a text"),
            )
            return
        keys = [*self.fields, *(["facts"] if self.has_facts else [])]
        member = self.record.find(key)
        if member is not None and member.name in self.record.fields:
            mend = self.record.fields[member.name].key
            hint = Bilingual(f"数据里写 `{mend}`", f"in data write `{mend}`")
        else:
            hint = reading.offers.did_you_mean(key, lambda: keys)
            if self.has_facts:
                line = _as_fact(key, value)
                hint = Bilingual(
                    f"{hint.zh}{'' if hint.zh.endswith('？') else '；'}另有的数据放进 `facts`，写成 `{line}`",
                    f"{hint.en}{'' if hint.en.endswith('?') else ';'} what else the host holds goes into `facts`: write `{line}`",
                )
        reading.add(
            faults.UNKNOWN_KEY, (path, key), record=_label(self.record), key=shown_text(key), hint=hint
        )


def _as_fact(key: str, value: object) -> str:
    """The line that gives a value as a fact, in JSON, which YAML reads too."""
    plain = isinstance(value, bool | int | Decimal) or (isinstance(value, str) and len(value) <= 40)
    said = json.dumps(value, ensure_ascii=False) if isinstance(value, str) else shown(value)
    return f'"facts": {{{json.dumps(shown_text(key), ensure_ascii=False)}: {said if plain else "…"}}}'


@lru_cache(maxsize=16)
def record_readers(vocabulary: Vocabulary) -> Mapping[str, RecordReader]:
    """The reader of every record type of `vocabulary`, by name."""
    made: dict[str, RecordReader] = {}
    for record in vocabulary.records.values():
        fields = {f.key: (f.name, _field_reader(f, made)) for f in record.fields.values()}
        required = tuple((f.name, f) for f in record.fields.values() if f.required)
        has_facts = record.cls is not None and hasattr(record.cls, "facts")
        contradicts = hasattr(record.cls, "contradictions")
        made[record.name] = RecordReader(record, fields, required, has_facts, identity(record), contradicts)
    return made


def alike(identity: object) -> object:
    """What two ids have in common that look the same: an id in characters of one width."""
    if type(identity) is str and not identity.isascii():
        return unicodedata.normalize("NFKC", identity)
    return identity


def identity(record: Record) -> str:
    """The field by which records are told apart within their owner: `id`, else `version`, else what the class says, else none."""
    named: str = getattr(record.cls, "told_apart_by", "")
    return next((name for name in ("id", "version") if name in record.fields), named)


def _field_reader(field: Field, readers: Mapping[str, RecordReader]) -> _Read:
    kind = field.spec.type
    match kind:
        case RegisterType():
            return _value_reader(kind, readers)
        case ListType() | RecordType() | ReferenceType():
            return _optional_reader(field, _value_reader(kind, readers))
    scan = read_id if field.name == "id" else reader(kind)
    spoken_for = _optional_reader(field, _scalar_reader(scan))

    def read_field(value: object, path: Path, reading: Reading) -> Any:
        # Most values are plain scalars as they should be; what else there may be is seen to only then.
        try:
            return scan(value)
        except Bad:
            return spoken_for(value, path, reading)

    return read_field


def _optional_reader(field: Field, read: _Read) -> _Read:
    """Reads null and what is withheld, where the field allows them, and leaves the rest to `read`."""
    nullable, required, key = field.nullable, field.required, field.key

    def read_optional(value: object, path: Path, reading: Reading) -> Any:
        if value is None and nullable:
            return None
        if type(value) is dict and value.keys() == {"withheld"}:
            if required:
                return reading.bad(Bad(faults.CANNOT_WITHHOLD, key=key), path)
            try:
                return Missing(read_text(value["withheld"]))
            except Bad as fault:
                return reading.bad(fault, (path, "withheld"))
        return read(value, path, reading)

    return read_optional


def _value_reader(kind: ValueType, readers: Mapping[str, RecordReader]) -> _Read:
    match kind:
        case ListType(RecordType(record)) | RegisterType(record):
            return _records_reader(record, readers)
        case ReferenceType(record):
            return _reference_reader(record)
        case ListType(of):
            return _list_reader(of, readers)
    return _scalar_reader(reader(kind))


def _scalar_reader(scan: Reader) -> _Read:
    def read_scalar(value: object, path: Path, reading: Reading) -> Any:
        try:
            return scan(value)
        except Bad as fault:
            return reading.bad(fault, path)

    return read_scalar


def _records_reader(record: str, readers: Mapping[str, RecordReader]) -> _Read:
    def read_records(value: object, path: Path, reading: Reading) -> Any:
        return readers[record].read_all(value, path, reading)  # only now: it may not have been made before

    return read_records


def _reference_reader(record: str) -> _Read:
    def read_reference(value: object, path: Path, reading: Reading) -> Any:
        try:
            referred = read_id(value)
        except Bad as fault:
            return reading.bad(fault, path)
        reading.references.append((record, referred, path))
        return referred

    return read_reference


def _list_reader(of: ValueType, readers: Mapping[str, RecordReader]) -> _Read:
    read = _value_reader(of, readers)
    unlike = isinstance(of, ReferenceType | ChoiceType)

    def read_list(value: object, path: Path, reading: Reading) -> Any:
        if type(value) is not list and type(value) is not tuple:
            return reading.bad(wrong(value, ListType(of)), path)
        found: list[Any] = []
        good = True
        for n, part in enumerate(value):
            got = read(part, (path, n), reading)
            if unlike and got is not BAD and got in found:
                got = reading.bad(Bad(faults.DOUBLED_ENTRY, found=shown(got)), (path, n))
            good = good and got is not BAD
            found.append(got)
        return tuple(found) if good else BAD

    return read_list


def _label(record: Record) -> Bilingual:
    return record.about.named.label
