"""Values over time by the day asked about: what is plain in a series is sorted once, and then looked up.

Where a value depends on what is missing, the facts themselves are asked.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from projgov.domain.vocabulary import Series
from projgov.scoring.facts import Facts
from projgov.scoring.numbers import exact
from projgov.scoring.paths import taking_effect
from projgov.scoring.values import Value

_ASK: Any = object()
"""Stands for a value that only the facts can tell."""

Steps: TypeAlias = tuple[list[date], list[Value]]
"""The days on which a value changes, and the values from each on."""


class Observed:
    """The series of the records of a portfolio."""

    def __init__(self, facts: Facts, series: dict[tuple[str, str], Series]) -> None:
        self._facts = facts
        self._series = series
        self._known: dict[tuple[int, str], tuple[list[date], list[Steps | None]]] = {}

    def value_at(self, owner: Any, record: str, member: str, day: date) -> Value:
        """What `Facts.value_at` gives."""
        starts, versions = self._known.get((id(owner), member)) or self._read(owner, record, member)
        version = bisect_right(starts, day)
        steps = versions[version - 1] if version else None
        if steps is not None:
            place = bisect_right(steps[0], day)
            if place and (found := steps[1][place - 1]) is not _ASK:
                return found
        return self._facts.value_at(owner, record, member, day)

    def _read(self, owner: Any, record: str, member: str) -> tuple[list[date], list[Steps | None]]:
        series = self._series[record, member]
        records = getattr(owner, series.register)
        if series.in_force:
            versions = taking_effect(records)
            found = [since for since, _ in versions], [_steps(series, (one,)) for _, one in versions]
        else:
            found = [date.min], [_steps(series, records)]
        self._known[id(owner), member] = found
        return found


def _steps(series: Series, records: Iterable[Any]) -> Steps | None:
    """The steps of what the records observe; None where a day or a source is missing."""
    by_day: dict[date, list[tuple[int, date, Any]]] = {}
    for record in records:
        entries = (record,) if not series.entries else getattr(record, series.entries)
        for entry in entries if isinstance(entries, tuple) else ():
            day = getattr(entry if hasattr(entry, series.day) else record, series.day)
            source = entry.source if series.preferred else ""
            if not isinstance(day, date) or not isinstance(source, str):
                return None
            trusted = series.preferred
            place = trusted.index(source) if source in trusted else len(trusted)
            by_day.setdefault(day, []).append((place, record.recorded, getattr(entry, series.value)))
    days = sorted(by_day)
    return days, [_preferred(by_day[day]) for day in days]


def _preferred(observed: list[tuple[int, date, Any]]) -> Value:
    """Of one day: from the source trusted most, then recorded last, then the lowest."""
    best = min(place for place, _, _ in observed)
    last = max(recorded for place, recorded, _ in observed if place == best)
    values = [value for place, recorded, value in observed if place == best and recorded == last]
    if any(type(value) is not int and type(value) is not Decimal for value in values):
        return _ASK
    return min(exact(value) for value in values)
