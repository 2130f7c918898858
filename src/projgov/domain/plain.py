"""Plain data to a portfolio and back, by the vocabulary alone: `from_plain` and `to_plain` are exact inverses.

The form: `projgov: 1`, an `id`, a `note`, the `registers` with the day through which each is complete, one array for each type
of subject with the dated records nested in their owners, and the rulings. An absent key is missing; `{"withheld": why}` is
missing with a reason; `null` is a known nothing where a field allows it. Numbers are integers, or decimal texts.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any

from projgov.diagnostics import Bilingual, InvalidData, did_you_mean
from projgov.domain import faults
from projgov.domain.gathering import BAD, MOST_SUGGESTED, Path, Reading
from projgov.domain.origin import Origin
from projgov.domain.portfolio import Portfolio
from projgov.domain.record_reader import record_readers
from projgov.domain.records import VOCABULARY
from projgov.domain.scalars import Bad, read_date, read_id, read_text, wrong
from projgov.domain.types import RecordType, ReferenceType
from projgov.domain.vocabulary import Record, Vocabulary
from projgov.domain.wording import kind_of, shown, shown_text

EDITION = 1
"""The edition of the form of portfolios that this version reads and writes."""


def from_plain(data: object, vocabulary: Vocabulary = VOCABULARY, file: str = "") -> Portfolio:
    """The portfolio that plain data hold (dict, list, str, int, Decimal, bool, None), as `reading.json.parse` gives them.

    Raises `InvalidData` with every fault, each with its path in the data and, where given, the `file`.
    """
    reading = Reading(file, data)
    if type(data) is not dict:
        reading.add(faults.NO_PORTFOLIO, None, kind=kind_of(data))
        raise InvalidData(reading.faults)
    found = _head(data, vocabulary, reading)
    readers = record_readers(vocabulary)
    for record in vocabulary.collections:
        key = record.about.collection
        if key in data:
            found[key] = readers[record.name].read_all(data[key], (None, key), reading)
    check_references(
        {r.name: _ids(data.get(r.about.collection)) for r in vocabulary.subjects}, vocabulary, reading
    )
    for record in vocabulary.subjects:
        check_cycles(data, record, reading)
    if reading.faults:
        raise InvalidData(reading.faults)
    return Portfolio(**found, origin=Origin(file))


def _head(data: Mapping[Any, object], vocabulary: Vocabulary, reading: Reading) -> dict[str, Any]:
    """What stands beside the collections; and the keys that there are none of."""
    found: dict[str, Any] = {}
    label = Bilingual("数据", "a portfolio")
    keys = {"projgov", "id", "note", "registers", *(r.about.collection for r in vocabulary.collections)}
    for key in data:
        if key not in keys:
            reading.add(
                faults.UNKNOWN_KEY,
                (None, str(key)),
                record=label,
                key=shown(key),
                hint=_key_meant(str(key), keys, vocabulary),
            )
    edition = data.get("projgov")
    if "projgov" not in data:
        reading.add(
            faults.MISSING_KEY,
            None,
            record=label,
            key="projgov",
            label=Bilingual("版本", "edition"),
            expected=Bilingual("整数 1", "the number 1"),
        )
    elif type(edition) is not int or edition != EDITION:
        reading.add(faults.WRONG_EDITION, (None, "projgov"), found=shown(edition))
    if "id" not in data:
        reading.add(
            faults.MISSING_KEY,
            None,
            record=label,
            key="id",
            label=Bilingual("编号", "id"),
            expected=Bilingual("文本", "a text"),
        )
    else:
        try:
            found["id"] = read_id(data["id"])
        except Bad as fault:
            reading.bad(fault, (None, "id"))
    if "note" in data:
        found["note"] = _note(data["note"], (None, "note"), reading)
    if "registers" in data:
        found["registers"] = read_registers(data["registers"], vocabulary, (None, "registers"), reading)
    return found


def _key_meant(key: str, keys: Collection[str], vocabulary: Vocabulary) -> Bilingual:
    """The key that is called so in Chinese, else the nearest."""
    called = {record.about.named.label.zh: record.about.collection for record in vocabulary.collections}
    called |= {"台账": "registers", "登记簿": "registers", "编号": "id", "说明": "note", "版本": "projgov"}
    if (meant := called.get(key)) is not None:
        return Bilingual(f"数据里写 `{meant}`", f"in data write `{meant}`")
    return did_you_mean(key, keys)


def _note(value: object, path: Path, reading: Reading) -> Any:
    if type(value) is not dict or value.keys() != {"zh", "en"}:
        reading.add(faults.TWO_LANGUAGES, path)
        return BAD
    texts: list[str] = []
    for language in ("zh", "en"):
        try:
            texts.append(read_text(value[language]))
        except Bad as fault:
            reading.bad(fault, (path, language))
    return Bilingual(*texts) if len(texts) == 2 else BAD


def read_registers(value: object, vocabulary: Vocabulary, path: Path, reading: Reading) -> Any:
    """Through which day each register is complete; null: it is open."""
    if type(value) is not dict:
        return reading.bad(wrong(value, RecordType("registers")), path)
    found: dict[str, date | None] = {}
    for name, entry in value.items():
        here = (path, str(name))
        if name not in vocabulary.registers:
            hint = did_you_mean(str(name), vocabulary.registers)
            reading.add(faults.UNKNOWN_REGISTER, here, found=shown(name), hint=hint)
        elif type(entry) is not dict:
            reading.bad(wrong(entry, RecordType("register")), here)
        else:
            found[name] = _complete_through(entry, here, reading)
    return found


def _complete_through(entry: Mapping[Any, object], path: Path, reading: Reading) -> date | None:
    label = Bilingual("登记簿", "a register")
    for key in entry:
        if key != "complete_through":
            hint = did_you_mean(str(key), ["complete_through"])
            reading.add(faults.UNKNOWN_KEY, (path, str(key)), record=label, key=shown(key), hint=hint)
    if "complete_through" not in entry:
        reading.add(
            faults.MISSING_KEY,
            path,
            record=label,
            key="complete_through",
            label=Bilingual("完整至", "complete through"),
            expected=Bilingual("日期，或 null（未登记完整）", "a date, or null where it is open"),
        )
        return None
    value = entry["complete_through"]
    if value is None:
        return None
    try:
        return read_date(value)
    except Bad as fault:
        reading.bad(fault, (path, "complete_through"))
        return None


def check_references(known: Mapping[str, Collection[str]], vocabulary: Vocabulary, reading: Reading) -> None:
    """The ids referred to that are not among those `known`, by type of subject."""
    for record, referred, path in reading.references:
        if referred in known[record]:
            continue
        label = vocabulary.record(record).about.named.label
        other = next((vocabulary.record(r) for r, ids in known.items() if referred in ids), None)
        if other is not None:
            named = other.about.named.label
            hint = Bilingual(
                f"`{referred}` 是{named.zh}的编号", f"`{referred}` is the id of a record of type {named.en}"
            )
        elif len(known[record]) > MOST_SUGGESTED or not known[record]:
            hint = Bilingual(
                f"核对编号，或在 `{vocabulary.record(record).about.collection}` 里补上",
                f"check the id, or add the record to `{vocabulary.record(record).about.collection}`",
            )
        else:
            hint = reading.offers.did_you_mean(referred, partial(known.__getitem__, record))
        reading.add(faults.UNKNOWN_REFERENCE, path, found=shown_text(referred), record=label, hint=hint)


def check_cycles(data: Mapping[str, object], record: Record, reading: Reading) -> None:
    """A subject that by way of its `parent` or the like comes back to itself."""
    for field in record.fields.values():
        if field.spec.type != ReferenceType(record.name):
            continue
        above: dict[str, str] = {}
        index: dict[str, int] = {}
        for n, part in enumerate(_entries(data.get(record.about.collection))):
            own, other = _id(part.get("id")), _id(part.get(field.key))
            if own and other and own not in index:
                above[own], index[own] = other, n
        for cycle in _cycles(above):
            start = min(cycle, key=index.__getitem__)
            turn = cycle.index(start)
            ring = [*cycle[turn:], *cycle[:turn], start]
            reading.add(
                faults.CYCLE,
                (((None, record.about.collection), index[start]), field.key),
                label=field.spec.label,
                cycle=" → ".join(ring),
            )


def _cycles(above: Mapping[str, str]) -> Iterable[list[str]]:
    """Each ring in a mapping from one to the next, once."""
    done: set[str] = set()
    for start in above:
        trail: dict[str, int] = {}
        at: str | None = start
        while at is not None and at not in done and at not in trail:
            trail[at] = len(trail)
            at = above.get(at)
        if at is not None and at in trail:
            yield list(trail)[trail[at] :]
        done.update(trail)


def _entries(value: object) -> list[dict[str, object]]:
    """What stands in a collection at its index; an empty mapping for what is no record."""
    if type(value) is not list and type(value) is not tuple:
        return []
    return [part if type(part) is dict else {} for part in value]


def _ids(value: object) -> frozenset[str]:
    return frozenset(own for part in _entries(value) if (own := _id(part.get("id"))) is not None)


def _id(value: object) -> str | None:
    try:
        return read_id(value)
    except Bad:
        return None
