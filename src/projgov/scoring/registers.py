"""Registers by the day asked about, sorted once: what rules on many days of one register ask again and again."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import Any

import attrs

from projgov.domain.types import Missing
from projgov.scoring.facts import Facts
from projgov.scoring.paths import taking_effect
from projgov.scoring.values import Rows, Unknown, Value


@attrs.frozen
class _Register:
    """All records in their order, the days they occurred, and through which day nothing is lacking."""

    records: tuple[Any, ...]
    days: tuple[date, ...]
    through: date
    lacking: Unknown | None


class Registers:
    """The registers of the records of a portfolio."""

    def __init__(self, facts: Facts, register_names: dict[tuple[str, str], str]) -> None:
        self._facts = facts
        self._names = register_names
        self._known: dict[tuple[int, str], _Register] = {}
        self._in_force: dict[tuple[int, str], _Register] = {}
        self._indexes: dict[tuple[int, str, tuple[str, ...]], dict[tuple[Any, ...], _Register]] = {}

    def register(self, owner: Any, record: str, member: str, judged: date) -> Value:
        """What `Facts.member` gives for a register."""
        found = self._known.get((id(owner), member)) or self._read(owner, record, member)
        count = bisect_right(found.days, judged)
        records = found.records if count == len(found.days) else found.records[:count]
        return records if judged <= found.through else Rows(records, (), found.lacking)

    def latest(self, owner: Any, record: str, member: str, judged: date) -> Value:
        """The last record of a register that counts on the day, null or unknown where there is none."""
        found = self._in_force.get((id(owner), member)) or self._effective(owner, record, member)
        count = bisect_right(found.days, judged)
        if count:
            return found.records[count - 1]
        return None if judged <= found.through else found.lacking

    def _effective(self, owner: Any, record: str, member: str) -> _Register:
        """A register in the order in which its records take effect, with the days from which they do."""
        whole = self._known.get((id(owner), member)) or self._read(owner, record, member)
        versions = taking_effect(whole.records)
        days = tuple(since for since, _ in versions)
        found = attrs.evolve(whole, records=tuple(one for _, one in versions), days=days)
        self._in_force[id(owner), member] = found
        return found

    def where(
        self,
        owner: Any,
        record: str,
        member: str,
        judged: date,
        fields: tuple[str, ...],
        values: tuple[Any, ...],
    ) -> Value:
        """Of what `register` gives, the records whose fields have these values, or of which that is not known."""
        found = self._indexes.get((id(owner), member, fields)) or self._index(owner, record, member, fields)
        register = found.get(values) or found[()]
        count = bisect_right(register.days, judged)
        records = register.records if count == len(register.days) else register.records[:count]
        return records if judged <= register.through else Rows(records, (), register.lacking)

    def _index(
        self, owner: Any, record: str, member: str, fields: tuple[str, ...]
    ) -> dict[tuple[Any, ...], _Register]:
        """A register by the values of fields; under the empty key, the records of which a field is missing."""
        whole = self._known.get((id(owner), member)) or self._read(owner, record, member)
        groups: dict[tuple[Any, ...], list[int]] = {(): []}
        for place, one in enumerate(whole.records):
            key = tuple([getattr(one, field) for field in fields])
            groups.setdefault(() if Missing in map(type, key) else key, []).append(place)
        unsure = groups[()]
        found = {
            key: _cut(whole, sorted({*places, *unsure}) if unsure else places)
            for key, places in groups.items()
        }
        self._indexes[id(owner), member, fields] = found
        return found

    def _read(self, owner: Any, record: str, member: str) -> _Register:
        whole = self._facts.member(owner, record, member, date.max)
        lacking = whole.lacking if isinstance(whole, Rows) else None
        records = whole.sure if isinstance(whole, Rows) else whole
        through = self._facts.portfolio.complete_through(self._names[record, member])
        days = tuple(one.occurred for one in records)
        found = _Register(records, days, date.min if through is None else through, lacking)
        self._known[id(owner), member] = found
        return found


def _cut(register: _Register, places: list[int]) -> _Register:
    records, days = register.records, register.days
    chosen = tuple([records[n] for n in places])
    return _Register(chosen, tuple([days[n] for n in places]), register.through, register.lacking)
