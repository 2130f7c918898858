"""What Core asks about the governed: subjects, members of records, values over time.

`Source` is what a reading needs; `Facts` answers from a portfolio, as it was known on the day of evaluation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Protocol

import attrs

from projgov.domain.portfolio import Portfolio
from projgov.domain.records import VOCABULARY
from projgov.domain.types import ListType, Missing, RecordType, RegisterType
from projgov.domain.vocabulary import Access, Member, Vocabulary
from projgov.domain.write import record_key
from projgov.scoring.numbers import exact
from projgov.scoring.paths import Path, in_force, record_paths, register_order, standing_in, subject_paths
from projgov.scoring.series import value_on
from projgov.scoring.values import Evidence, Rows, Unknown, Value


class Source(Protocol):
    """Where facts come from. A record is whatever the source gives out; null never is one."""

    @property
    def as_of(self) -> date:
        """The day of evaluation."""

    def subjects(self, record: str) -> tuple[Any, ...]:
        """All subjects of a type, sorted by id."""

    def id_of(self, subject: Any) -> str:
        """The id of a subject, never empty."""

    def member(self, record_value: Any, record: str, member: str, judged: date) -> Value:
        """A member of a record; of a register, what occurred by the judged day."""

    def value_at(self, record_value: Any, record: str, member: str, day: date) -> Value:
        """The value of a series on a day."""


class OnDay:
    """The same records, as of another day."""

    def __init__(self, source: Any, as_of: date) -> None:
        self.as_of = as_of
        self.subjects = source.subjects
        self.id_of = source.id_of
        self.member = source.member
        self.value_at = source.value_at
        self.resolve = getattr(source, "resolve", None)


class Facts:
    """A portfolio as it was known on the day of evaluation.

    What is absent is unknown, named by its path. A register holds what occurred by the judged day, and lacks something unless
    the portfolio declares it complete through that day. The other end of a relation (`led projects` of a unit) lacks nothing;
    a record whose reference is missing is a possible member of it.
    """

    def __init__(self, portfolio: Portfolio, vocabulary: Vocabulary, as_of: date) -> None:
        self._portfolio = portfolio.known_at(as_of)
        self._vocabulary = vocabulary
        self._as_of = as_of
        self._subjects: dict[str, tuple[Any, ...]] = {}
        self._inverse: dict[tuple[str, str], tuple[Mapping[str, list[Any]], list[Any]]] = {}
        self._ordered: dict[tuple[int, str], tuple[Any, ...]] = {}

    def with_one(self, portfolio: Portfolio, record: str, key: str) -> Facts | None:
        """The facts of a portfolio that differs from this one in a single subject: of its type `subjects` gives no other.

        What was found here of where records stand, and of relations to others, is taken over. None where the subject was not
        known on the day.
        """
        one = _known_alone(portfolio, record, key, self._as_of)
        if one is None or self._portfolio.find(record, key) is None:
            return None
        inside = standing_in(self._vocabulary, record)
        found = copy(self)
        vars(found).pop("_answers", None)
        found._portfolio = self._portfolio.replacing(record, one)
        found._subjects = {record: (one,)}
        found._ordered = {}
        found._inverse = {key: known for key, known in self._inverse.items() if key[0] not in inside}
        # The paths are those of both: a record that both have stands in one place.
        found._paths = self._paths
        found._paths.update(subject_paths(self._vocabulary, record, one))
        return found

    @property
    def as_of(self) -> date:
        """The day of evaluation."""
        return self._as_of

    @property
    def portfolio(self) -> Portfolio:
        """The portfolio as it was known on the day."""
        return self._portfolio

    def subjects(self, record: str) -> tuple[Any, ...]:
        """All subjects of a type, sorted by id."""
        if record not in self._subjects:
            self._subjects[record] = tuple(sorted(self._portfolio.subjects(record), key=lambda s: str(s.id)))
        return self._subjects[record]

    def resolve(self, record: str, key: str) -> Any:
        """The subject of a type with an id; `KeyError` where there is none."""
        return self._portfolio.subject(record, key)

    def id_of(self, subject: Any) -> str:
        """The id of a subject."""
        return str(subject.id)

    def path_of(self, record_value: Any) -> Path:
        """Where a record stands."""
        return self._paths[id(record_value)]

    def member(self, record_value: Any, record: str, member: str, judged: date) -> Value:
        """A member of a record, as the rule language sees it."""
        asked = self._vocabulary.record(record).members[member]
        return self._answers[asked.access](record_value, record, asked, judged)

    def value_at(self, record_value: Any, record: str, member: str, day: date) -> Value:
        """The value of a series on a day; before its first observation it is unknown."""
        series = self._vocabulary.record(record).members[member].series
        assert series is not None, member
        nothing = self._unknown(record_value, member, day.isoformat())
        return value_on(series, getattr(record_value, series.register), day, self._read, nothing)

    @cached_property
    def _answers(self) -> Mapping[Access, Callable[[Any, str, Member, date], Value]]:
        return {
            "stored": self._stored,
            "reference": self._reference,
            "register": self._register,
            "latest": self._latest,
            "inverse": self._other_end,
            "holders": self._holders,
            "fact": self._fact,
        }

    @cached_property
    def _paths(self) -> dict[int, Path]:
        return record_paths(self._portfolio, self._vocabulary)

    def _unknown(self, record_value: Any, *way: str, why: str = "") -> Unknown:
        subject_type, subject, path = self.path_of(record_value)
        return Unknown(frozenset([Evidence(subject_type, subject, (*path, *way), why)]))

    def _read(self, record_value: Any, field: str) -> Value:
        """A stored field of any record: its value, or unknown."""
        return self._plain(record_value, field, getattr(record_value, field))

    def _plain(self, record_value: Any, name: str, value: Any) -> Value:
        match value:
            case Missing(why=why):
                return self._unknown(record_value, name.rstrip("_"), why=why)
            case Decimal():
                return exact(value)
            case tuple():
                return tuple(exact(item) if isinstance(item, Decimal) else item for item in value)
        return value

    def _stored(self, record_value: Any, _record: str, member: Member, _judged: date) -> Value:
        value = self._read(record_value, member.name)
        match member.type, value:
            case ListType(RecordType(inner)), (_, _, *_):  # in whatever order the data have them
                key = (id(record_value), member.name)
                if key not in self._ordered:
                    self._ordered[key] = tuple(sorted(value, key=lambda one: record_key(one, inner)))
                return self._ordered[key]
        return value

    def _fact(self, record_value: Any, _record: str, member: Member, _judged: date) -> Value:
        return self._plain(record_value, member.name, record_value.facts.get(member.name, Missing()))

    def _reference(self, record_value: Any, _record: str, member: Member, _judged: date) -> Value:
        value = self._read(record_value, member.name)
        match member.type, value:
            case RecordType(record), str():
                return self.resolve(record, value)
            case ListType(RecordType(record)), tuple():
                return tuple(self.resolve(record, key) for key in value)
        return value

    def _register(self, record_value: Any, _record: str, member: Member, judged: date) -> Value:
        assert isinstance(member.type, RegisterType), member
        occurred = (one for one in getattr(record_value, member.name) if one.occurred <= judged)
        records = tuple(sorted(occurred, key=register_order))
        through = self._portfolio.complete_through(member.type.register)
        if through is not None and judged <= through:
            return records
        subject_type, subject, path = self.path_of(record_value)
        end = "" if through is None else through.isoformat()
        rest = Evidence(
            subject_type, subject, (*path, member.name), register=member.type.register, through=end
        )
        return Rows(records, (), Unknown(frozenset([rest])))

    def _latest(self, record_value: Any, record: str, member: Member, judged: date) -> Value:
        register = self._vocabulary.record(record).members[member.source[0]]
        found = self._register(record_value, record, register, judged)
        records = found.sure if isinstance(found, Rows) else found
        last = in_force(records, judged)
        return found.lacking if last is None and isinstance(found, Rows) else last

    def _other_end(self, record_value: Any, _record: str, member: Member, judged: date) -> Value:
        referring, unsure = self._references(*member.source)
        sure = tuple(one for one in referring.get(record_value.id, ()) if _occurred(one, judged))
        field = member.source[1]
        others = (one for one in unsure if one is not record_value and _occurred(one, judged))
        possible = tuple((one, self._unknown(one, field)) for one in others)
        return Rows(sure, possible) if possible else sure

    def _holders(self, record_value: Any, _record: str, member: Member, judged: date) -> Value:
        holder, inner, field = member.source
        key = (holder, f"{inner}.{field}")
        if key not in self._inverse:
            by_id: dict[str, list[Any]] = {}
            unsure: list[Any] = []
            for one in sorted(self._portfolio.all(holder), key=self.path_of):
                matters = getattr(one, inner)
                if isinstance(matters, Missing):
                    unsure.append(one)
                    continue
                for referred in dict.fromkeys(getattr(matter, field) for matter in matters):
                    if isinstance(referred, str):
                        by_id.setdefault(referred, []).append(one)
            self._inverse[key] = by_id, unsure
        known, unsure = self._inverse[key]
        sure = tuple(one for one in known.get(record_value.id, ()) if _occurred(one, judged))
        possible = tuple((one, self._unknown(one, inner)) for one in unsure if _occurred(one, judged))
        return Rows(sure, possible) if possible else sure

    def _references(self, record: str, field: str) -> tuple[Mapping[str, list[Any]], list[Any]]:
        """All records of a type by the id that they refer to in a field; and those whose reference is missing."""
        if (record, field) not in self._inverse:
            by_id: dict[str, list[Any]] = {}
            unsure: list[Any] = []
            for one in sorted(self._portfolio.all(record), key=self.path_of):
                value = getattr(one, field)
                if isinstance(value, Missing):
                    unsure.append(one)
                for key in value if isinstance(value, tuple) else (value,):
                    if isinstance(key, str):
                        by_id.setdefault(key, []).append(one)
            self._inverse[record, field] = by_id, unsure
        return self._inverse[record, field]


def _known_alone(portfolio: Portfolio, record: str, key: str, day: date) -> Any | None:
    """A subject as it was known on a day, None where it was not."""
    empty: dict[str, Any] = {top.about.collection: () for top in VOCABULARY.collections}
    empty[VOCABULARY.record(record).about.collection] = (portfolio.subject(record, key),)
    return attrs.evolve(portfolio, **empty).known_at(day).find(record, key)


def _occurred(one: Any, judged: date) -> bool:
    """Whether a record had occurred by the judged day; what has no such day always had."""
    occurred = getattr(one, "occurred", None)
    return not isinstance(occurred, date) or occurred <= judged
