"""Hypothesis strategies for portfolios, read off the vocabulary: whatever a field may hold, they can give.

Days lie around the assessment year 2017, so that records meet the deadlines of that year. Anything that may be missing
often is.
"""

import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import attrs
from hypothesis import strategies as st

from projgov.diagnostics import Bilingual
from projgov.domain.calendar import KINDS, Period, PeriodKind
from projgov.domain.portfolio import Portfolio
from projgov.domain.record_reader import identity
from projgov.domain.records import VOCABULARY
from projgov.domain.scalars import normal
from projgov.domain.types import (
    MISSING,
    BooleanType,
    ChoiceType,
    DateType,
    ListType,
    Missing,
    NumberType,
    PeriodType,
    RecordType,
    ReferenceType,
    RegisterType,
    TextType,
    ValueType,
)
from projgov.domain.vocabulary import Field, Record, Vocabulary

Ids = Mapping[str, tuple[str, ...]]

FIRST_DAY, LAST_DAY = date(2016, 11, 1), date(2018, 3, 31)

_BOOLEANS = st.booleans()

MOST_GIVEN = 6
"""How many of the fields that may be missing a record is given at most."""


@cache
def texts() -> st.SearchStrategy[str]:
    """Texts as portfolios hold them: NFC, not blank, nothing hidden; Chinese and Latin, and letters that NFC changes."""
    alphabet = st.sampled_from("项目甲乙丙县区局第三处abcXYZ019 -,，。é\u0301ﬁ가")
    return (
        st.text(alphabet, min_size=1, max_size=6)
        .map(lambda text: unicodedata.normalize("NFC", text))
        .filter(lambda text: not text.isspace())
    )


@cache
def days() -> st.SearchStrategy[date]:
    """Days around the assessment year 2017, ends of quarters among them."""
    ends = [date(2017, 3, 31), date(2017, 6, 30), date(2017, 9, 30), date(2017, 12, 31)]
    return st.one_of(st.dates(FIRST_DAY, LAST_DAY), st.sampled_from(ends))


@cache
def periods() -> st.SearchStrategy[Period]:
    """Periods of 2016 to 2018, of every kind."""

    def of(kind: PeriodKind) -> st.SearchStrategy[Period]:
        return days().map(lambda day: Period.containing(kind, day))

    return st.sampled_from(KINDS).flatmap(of)


@cache
def numbers(kind: NumberType) -> st.SearchStrategy[int | Decimal]:
    """Numbers of a type, its bounds among them."""
    places = 2 if kind.decimals is None else kind.decimals
    scale = 10**places
    least = -(10**6) if kind.least is None else kind.least
    most = 10**6 if kind.most is None else kind.most
    low, high = -int(-least * scale // 1), int(most * scale // 1)
    near = st.integers(max(low, -100 * scale), min(high, 150 * scale)) if low <= 150 * scale else st.nothing()
    return st.one_of(near, st.integers(low, high)).map(lambda n: normal(Decimal(n).scaleb(-places)))


@cache
def facts() -> st.SearchStrategy[dict[str, Any]]:
    """Facts as they are written, before any declaration is known."""
    number = numbers(NumberType(decimals=2))
    value = st.one_of(texts(), st.booleans(), number, texts().map(Missing))
    return st.dictionaries(
        st.sampled_from(["stations", "预算", "checked", "name_of_place"]), value, max_size=2
    )


@st.composite
def records(draw: st.DrawFn, record: Record, ids: Ids, vocabulary: Vocabulary = VOCABULARY) -> Any:
    """Records of a type. `ids` are the subjects that there are to refer to, by type."""
    given = [field for field in record.fields.values() if field.required]
    optional = _optional(tuple(f.name for f in record.fields.values() if not f.required))
    if optional is not None:
        given += [record.fields[name] for name in draw(optional)]
    found = {field.name: draw(_field(field, ids, vocabulary)) for field in given}
    if hasattr(record.cls, "facts"):
        found["facts"] = draw(facts())
    assert record.cls is not None
    return possible(record.cls(**found))


def possible(record: Any) -> Any:
    """The record, without the fields that contradict others of its own."""
    contradictions = getattr(record, "contradictions", tuple)
    return attrs.evolve(record, **{name: MISSING for name, _ in contradictions()})


@st.composite
def portfolios(draw: st.DrawFn, vocabulary: Vocabulary = VOCABULARY, most: int = 3) -> Portfolio:
    """Portfolios with up to `most` subjects of each type, and as many rulings."""
    ids: dict[str, tuple[str, ...]] = {}
    for record in vocabulary.subjects:
        size = draw(st.integers(0, most))
        ids[record.name] = tuple(f"{record.name[0].upper()}-{n}" for n in range(1, size + 1))
    found: dict[str, Any] = {}
    for record in vocabulary.collections:
        own = ids.get(record.name)
        if own is None:
            found[record.about.collection] = draw(_distinct(record, ids, vocabulary))
            continue
        subjects: list[Any] = []
        for n, name in enumerate(own):
            # Subjects refer only to those of their own type that stand before them, so that none is above itself.
            before = {**ids, record.name: own[:n]}
            one = draw(records(record, before, vocabulary))
            subjects.append(_with(one, id=name))
        found[record.about.collection] = tuple(draw(st.permutations(subjects)))
    through = st.one_of(st.none(), days())
    found["registers"] = draw(st.dictionaries(st.sampled_from(vocabulary.registers), through, max_size=4))
    note = draw(st.one_of(st.none(), st.builds(Bilingual, texts(), texts())))
    return Portfolio(id=draw(_id_texts()), note=note, **found)


@cache
def _id_texts() -> st.SearchStrategy[str]:
    return texts().map(str.strip)


def _with(record: Any, **changes: Any) -> Any:
    return attrs.evolve(record, **changes)


def _field(field: Field, ids: Ids, vocabulary: Vocabulary) -> st.SearchStrategy[Any]:
    if field.name == "id":
        return _id_texts()
    value = values(field.spec.type, ids, vocabulary)
    if field.required or isinstance(field.spec.type, RegisterType):
        return value
    return value | _absent(field.nullable)


@cache
def _absent(nullable: bool) -> st.SearchStrategy[Any]:
    withheld = texts().map(Missing)
    return withheld | st.none() if nullable else withheld


@cache
def _choices(kind: ChoiceType) -> st.SearchStrategy[str]:
    return st.sampled_from(kind.codes)


@cache
def _optional(names: tuple[str, ...]) -> st.SearchStrategy[list[str]] | None:
    """Which of the fields that may be missing are given."""
    return st.lists(st.sampled_from(names), unique=True, max_size=MOST_GIVEN) if names else None


def values(kind: ValueType, ids: Ids, vocabulary: Vocabulary = VOCABULARY) -> st.SearchStrategy[Any]:
    """Values of a type; a reference with nothing to refer to is missing."""
    match kind:
        case TextType():
            return texts()
        case BooleanType():
            return _BOOLEANS
        case DateType():
            return days()
        case PeriodType():
            return periods()
        case NumberType():
            return numbers(kind)
        case ChoiceType():
            return _choices(kind)
        case ReferenceType(record):
            return st.sampled_from(ids[record]) if ids[record] else st.just(MISSING)
        case ListType(ReferenceType(record)):
            return (
                st.lists(st.sampled_from(ids[record]), unique=True).map(tuple) if ids[record] else st.just(())
            )
        case ListType(ChoiceType() as choice):
            return st.lists(st.sampled_from(choice.codes), unique=True, max_size=3).map(tuple)
        case ListType(RecordType(record)) | RegisterType(record):
            return _distinct(vocabulary.record(record), ids, vocabulary)
        case ListType(of):
            return st.lists(values(of, ids, vocabulary), max_size=3).map(tuple)
    raise TypeError(f"no strategy for {kind}")


def _distinct(record: Record, ids: Ids, vocabulary: Vocabulary) -> st.SearchStrategy[tuple[Any, ...]]:
    """A few records, no two of one identity."""
    for field in record.fields.values():
        if field.required and isinstance(field.spec.type, ReferenceType) and not ids[field.spec.type.record]:
            return st.just(())
    key = identity(record)
    unique = (lambda one: getattr(one, key)) if key else None
    return st.lists(records(record, ids, vocabulary), max_size=2, unique_by=unique).map(tuple)
