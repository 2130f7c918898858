"""A portfolio to plain data that `json.dumps` can write, and that `from_plain` reads back to an equal portfolio."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeAlias

from projgov.domain.calendar import Period
from projgov.domain.facts import Facts
from projgov.domain.portfolio import Portfolio
from projgov.domain.records import VOCABULARY
from projgov.domain.types import ListType, Missing, RecordType, RegisterType
from projgov.domain.vocabulary import Record, Vocabulary
from projgov.reading.canonical import canonical, number_text

_Write: TypeAlias = Callable[[Any], object]


def to_plain(
    portfolio: Portfolio, vocabulary: Vocabulary = VOCABULARY, *, ordered: bool = False
) -> dict[str, object]:
    """The portfolio as plain data. What is missing has no key; an empty register has none either.

    With `ordered` every list is sorted, so that portfolios that differ only in the order of their records give the same.
    """
    writers = _record_writers(vocabulary)
    plain: dict[str, object] = {"projgov": 1, "id": portfolio.id}
    if portfolio.note is not None:
        plain["note"] = {"zh": portfolio.note.zh, "en": portfolio.note.en}
    if portfolio.registers:
        plain["registers"] = {
            name: {"complete_through": None if through is None else through.isoformat()}
            for name, through in portfolio.registers.items()
        }
    for record in vocabulary.collections:
        if records := getattr(portfolio, record.about.collection):
            write = writers[record.name]
            plain[record.about.collection] = [write(one) for one in records]
    return {key: _ordered(value) for key, value in plain.items()} if ordered else plain


def _ordered(value: object) -> Any:
    if isinstance(value, list):
        return sorted(map(_ordered, value), key=_rank)
    if isinstance(value, dict):
        return {key: _ordered(part) for key, part in value.items()}
    return value


def _rank(value: object) -> tuple[str, bytes]:
    """By id, and by all that is written where there is none."""
    if isinstance(value, dict) and "id" in value:
        return str(value["id"]), b""
    return "", canonical(value)


def record_key(one: Any, record: str, vocabulary: Vocabulary = VOCABULARY) -> tuple[str, bytes]:
    """What records that have no day are sorted by: what tells them apart, and all that is written of them where nothing does."""
    own = getattr(one, getattr(type(one), "told_apart_by", "id"), None)
    if isinstance(own, str | Period):
        return str(own), b""
    return "", canonical(_record_writers(vocabulary)[record](one))


def write_value(value: object) -> object:
    """A single value as plain data."""
    match value:
        case Missing(why):
            return {"withheld": why}
        case Decimal():
            return number_text(value)
        case date():
            return value.isoformat()
        case Period():
            return str(value)
        case tuple():
            return [write_value(part) for part in value]
    return value


@lru_cache(maxsize=16)
def _record_writers(vocabulary: Vocabulary) -> Mapping[str, _Write]:
    made: dict[str, _Write] = {}
    for record in vocabulary.records.values():
        made[record.name] = _record_writer(record, made)
    return made


def _record_writer(record: Record, writers: Mapping[str, _Write]) -> _Write:
    nested: dict[str, str] = {}
    registers: set[str] = set()
    for field in record.fields.values():
        match field.spec.type:
            case RegisterType(name):
                nested[field.name] = name
                registers.add(field.name)
            case ListType(RecordType(name)):
                nested[field.name] = name
    keys = [(field.name, field.key) for field in record.fields.values()]

    def write(one: Any) -> object:
        plain: dict[str, object] = {}
        for name, key in keys:
            value = getattr(one, name)
            if (type(value) is Missing and not value.why) or (not value and name in registers):
                continue
            if name in nested and type(value) is tuple:
                inner = writers[nested[name]]
                plain[key] = [inner(part) for part in value]
            else:
                plain[key] = write_value(value)
        if facts := getattr(one, "facts", None):
            plain["facts"] = _facts(facts)
        return plain

    return write


def _facts(facts: Facts) -> dict[str, object]:
    return {
        name: {"number": number_text(value)} if type(value) is Decimal else write_value(value)
        for name, value in facts.items()
    }
