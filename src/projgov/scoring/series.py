"""The value of a series on a day: a step function of its observations, never interpolated.

Where it depends on what is missing, it is unknown: the value observed, the day of an observation, or the source where another
observation of the same day could be preferred.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeAlias

import attrs

from projgov.domain.types import Missing
from projgov.domain.vocabulary import Series
from projgov.scoring.comparing import surely_equal
from projgov.scoring.faults import merge
from projgov.scoring.paths import in_force
from projgov.scoring.values import Unknown, Value

Reader: TypeAlias = Callable[[Any, str], Value]
"""Reads a field of a record: its value, or unknown."""


@attrs.frozen
class Observation:
    """One value, of a day, from a source, in a record."""

    day: date | Unknown
    value: Value
    source: str | Unknown
    record: Any


def observations(series: Series, records: Iterable[Any], read: Reader) -> tuple[Observation, ...]:
    """What the records of a series observe. A record whose list of entries is not given observes nothing."""
    found: list[Observation] = []
    for record in records:
        entries = (record,) if not series.entries else getattr(record, series.entries)
        for entry in () if isinstance(entries, Missing) else entries:
            day = read(entry if hasattr(entry, series.day) else record, series.day)
            source = read(entry, "source") if series.preferred else ""
            found.append(Observation(day, read(entry, series.value), source, record))
    return tuple(found)


def value_on(series: Series, records: Iterable[Any], day: date, read: Reader, nothing: Unknown) -> Value:
    """The value on a day; `nothing` before the first observation. Of a plan, only the version in force on the day counts."""
    counted = tuple(records)
    if series.in_force:
        version = in_force(counted, day)
        counted = () if version is None else (version,)
    observed = observations(series, counted, read)
    undated = [o for o in observed if isinstance(o.day, Unknown)]
    dated = [o for o in observed if isinstance(o.day, date) and o.day <= day]
    last = max((o.day for o in dated if isinstance(o.day, date)), default=None)
    value = _preferred(series, [o for o in dated if o.day == last]) if dated else nothing
    if any(not surely_equal(o.value, value) for o in undated):
        return merge([u for u in (value, *(o.day for o in undated)) if isinstance(u, Unknown)])
    return value


def _preferred(series: Series, observed: list[Observation]) -> Value:
    """The value among observations of one day: from the source trusted most, then the one recorded last."""

    def place(observation: Observation) -> int:
        trusted = series.preferred
        return trusted.index(observation.source) if observation.source in trusted else len(trusted)

    sourced = [o for o in observed if not isinstance(o.source, Unknown)]
    unsourced = [o for o in observed if isinstance(o.source, Unknown)]
    best = min(map(place, sourced), default=None)
    value = _latest([o for o in sourced if place(o) == best] or unsourced)
    if any(not surely_equal(o.value, value) for o in unsourced):
        unknowns = (value, *(part for o in unsourced for part in (o.source, o.value)))
        return merge(u for u in unknowns if isinstance(u, Unknown))
    return value


def _latest(observed: list[Observation]) -> Value:
    """The value recorded last. Of several recorded on one day the lowest: nobody is credited by a doubled entry."""
    recorded = max(o.record.recorded for o in observed)
    values = [o.value for o in observed if o.record.recorded == recorded]
    unknowns = [v for v in values if isinstance(v, Unknown)]
    return merge(unknowns) if unknowns else min(values)
