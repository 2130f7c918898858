"""What the built-in functions of schedules compute: what a plan leaves open, and figures that are wanted. Pure and exact."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

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


OF_PLANS: Mapping[str, Callable[..., Value]] = {"left_open": _left_open, "wanted": _wanted}
