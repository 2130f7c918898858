"""What the built-in functions of schedules and procedures compute. Pure and exact.

What a plan leaves open, figures that are wanted, days that come one after another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import TypeAlias

from projgov.domain.calendar import KINDS, Period, add_days, periods
from projgov.scoring.arguments import a_day, a_list, a_text, rows_of
from projgov.scoring.faults import NO_SUCH_PERIOD, OUT_OF_DOMAIN, TOO_MANY, Erring, merge
from projgov.scoring.values import Evidence, Unknown, Value

_MOST_PERIODS = 10_000


def _left_open(
    per: Value, first: Value, last: Value, starts: Value, ends: Value, to: Value
) -> tuple[str, ...]:
    """The days (in stretches) or periods from `first` through `last` in which none of the spans has a day."""
    kind, start, end, between = a_text(per), a_day(first), a_day(last), a_text(to)
    begun, ended = [a_day(one) for one in a_list(starts)], [a_day(one) for one in a_list(ends)]
    if len(begun) != len(ended):
        raise Erring(OUT_OF_DOMAIN, function="left open", found=f"{len(begun)}, {len(ended)}")
    spans = sorted((one, other) for one, other in zip(begun, ended, strict=True) if one <= other)
    if kind == "day":
        gaps = _gaps(start, end, spans)
        return tuple(str(one) if one == other else f"{one}{between}{other}" for one, other in gaps)
    if kind not in KINDS:
        raise Erring(NO_SUCH_PERIOD, text=kind)
    found = tuple(islice(periods(kind, start, end), _MOST_PERIODS + 1))
    if len(found) > _MOST_PERIODS:
        raise Erring(TOO_MANY, count=len(found), most=_MOST_PERIODS)
    return tuple(str(period) for period in _not_met(found, spans))


def _gaps(start: date, end: date, spans: Sequence[tuple[date, date]]) -> Iterator[tuple[date, date]]:
    """The stretches of days, from `start` through `end`, in none of the spans, which are sorted."""
    free = start
    for begins, ends in spans:
        if begins > end:
            break
        if begins > free:
            yield free, add_days(begins, -1)
        if ends >= end:
            return
        free = max(free, add_days(ends, 1))
    if free <= end:
        yield free, end


def _not_met(found: Sequence[Period], spans: Sequence[tuple[date, date]]) -> Iterator[Period]:
    """The periods in which none of the spans, sorted by their first days, has a day."""
    position, reach = 0, date.min
    for period in found:
        while position < len(spans) and spans[position][0] <= period.end:
            reach = max(reach, spans[position][1])
            position += 1
        if position == 0 or reach < period.start:
            yield period


def _wanted(values: Value, record: Value, subject: Value, *way: Value) -> Value:
    """The last of the values; where there surely is none it is wanted, and so unknown, named by the way that leads to it."""
    source, path = rows_of(values), tuple(a_text(step) for step in way)
    nowhere = Unknown(frozenset([Evidence(a_text(record), a_text(subject), path)]))
    maybe = [unknown for _, unknown in source.possible]
    if source.sure and not maybe:
        return source.sure[-1]
    if source.lacking is not None:
        maybe.append(source.lacking)
    return merge(maybe) if maybe else nowhere


def _one_after_another(*lists: Value) -> bool | Unknown:
    """Whether a day can be taken from each list so that none is before the one taken from the list before.

    An item is a day, or a context of a `day` and of `next`, the first day that can be taken from the next list; where both are
    null, nothing is taken and the days go on as if the list were not there. What the lists surely have can be enough; what they
    may have or lack can only help. The first fitting day of a list is as good as any: it leaves the most to those that follow.
    """
    surely: date | None = date.min
    at_best: date | None = date.min
    missing: list[Unknown] = []
    for one in lists:
        source = rows_of(one)
        sure, unknown = _turns(source.sure)
        possible, doubtful = _turns(item for item, _ in source.possible)
        missing += [*unknown, *doubtful, *(maybe for _, maybe in source.possible)]
        open_to_any = bool(unknown or doubtful or source.lacking is not None)
        if source.lacking is not None:
            missing.append(source.lacking)
        surely = _soonest(surely, sure)
        at_best = at_best if open_to_any else _soonest(at_best, (*sure, *possible))
    if surely is not None:
        return True
    return False if at_best is None else merge(missing)


_Turn: TypeAlias = tuple[date | None, date | None]
"""A day that can be taken, and from when the next can be; two times None where nothing is taken."""


def _turns(items: Iterable[Value]) -> tuple[list[_Turn], list[Unknown]]:
    """The days of items that are known, and what is missing of the others."""
    found: list[_Turn] = []
    unknown: list[Unknown] = []
    for item in items:
        parts = (item["day"], item["next"]) if isinstance(item, Mapping) else (item, item)
        if isinstance(item, Mapping) and parts == (None, None):
            found.append((None, None))
        elif gaps := [part for part in parts if isinstance(part, Unknown)]:
            unknown += gaps
        else:
            found.append((a_day(parts[0]), a_day(parts[1])))
    return found, unknown


def _soonest(earliest: date | None, turns: Iterable[_Turn]) -> date | None:
    """The first day from which the next can be taken, where one of `turns` is taken and not before `earliest`."""
    if earliest is None:
        return None
    following = (earliest if day is None else after for day, after in turns if day is None or day >= earliest)
    return min((day for day in following if day is not None), default=None)


OF_PLANS: Mapping[str, Callable[..., Value]] = {
    "left_open": _left_open,
    "wanted": _wanted,
    "one_after_another": _one_after_another,
}
