"""Ranks for a whole portfolio: the standings of all subjects once, and the place of each by binary search among the known.

What is not wholly known is few, as a rule, and goes through the readable model's own reckoning.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import attrs

from projgov.scoring.comparing import missing_in
from projgov.scoring.faults import merge_faults, undecided
from projgov.scoring.meaning.ranks import Order, Standing, place
from projgov.scoring.values import Fault, Unknown, Value


@attrs.define
class Standings:
    """All subjects of a type as one rank sees them, by id."""

    order: Order
    by_id: Mapping[str, Standing]
    fault: Fault | None
    known: Mapping[Any, list[Any]]
    doubtful: Mapping[str, Standing]
    quick: bool

    def rank(self, subject: str) -> Value:
        """Where a subject stands. Erring where values have no order."""
        own = self.by_id[subject]
        if own.part is False:
            return None
        if self.fault is not None:
            return self.fault
        if (unknown := undecided((own.part, own.group))) is not None:
            return unknown
        if own.value is None:
            return None
        if not self.quick or subject in self.doubtful:  # whose own value is unknown is doubtful, too
            return place(own, [s for i, s in self.by_id.items() if i != subject], self.order)
        return self._with_known(place(own, self.doubtful.values(), self.order), own)

    def _with_known(self, found: Any, own: Standing) -> Value:
        """The place among the doubtful, and among those of whom all is known (the subject itself aside)."""
        values = self.known[_key(own.group)]
        left, right = bisect_left(values, own.value), bisect_right(values, own.value)
        ahead = len(values) - right if self.order.descending else left
        level = right - left - 1
        size = found["size"]
        return {
            "best": found["best"] + ahead,
            "worst": found["worst"] + ahead,
            "tied": found["tied"] + level,
            "reach": found["reach"] + ahead + level,
            "size": size if isinstance(size, Unknown) else size + len(values) - 1,
            "rank": found["rank"] if isinstance(found["rank"], Unknown) else found["rank"] + ahead,
            "settled": found["settled"],
        }


def standings(
    subjects: Iterable[tuple[str, Any]],
    standing: Callable[[Any, str, date], tuple[Value, Value]],
    values: Mapping[str, Value],
    limits: Mapping[str, Value],
    judged: date,
    order: Order,
) -> Standings:
    """The standings of all subjects on the judged day. `standing` gives part and group, `values` what they are ranked by.

    `limits` gives the best that an unknown value can turn out to be, where that is known.
    """
    by_id = {
        key: Standing(*standing(one, key, judged), values[key], limits.get(key)) for key, one in subjects
    }
    faults = [v for s in by_id.values() for v in (s.part, s.group, s.value) if isinstance(v, Fault)]
    known: dict[Any, list[Any]] = {}
    doubtful: dict[str, Standing] = {}
    for key, one in by_id.items():
        group = None if missing_in(one.group) else _key(one.group)
        if one.part is True and group is not None and not isinstance(one.value, Unknown):
            if one.value is not None:
                known.setdefault(group, []).append(one.value)
        elif one.part is not False:
            doubtful[key] = one
    kinds = {_sort(value) for group in known.values() for value in group}
    quick = len(kinds) <= 1 and "" not in kinds
    if quick:
        for group in known.values():
            group.sort()
    return Standings(order, by_id, merge_faults(faults) if faults else None, known, doubtful, quick)


def _key(group: Value) -> Any:
    """A group as a key that is equal where groups are; None where there is none."""
    if type(group) in (int, Fraction):
        return ("number", group)
    if isinstance(group, tuple | Mapping):
        return None
    try:
        hash(group)
    except TypeError:
        return None
    return (type(group), group)


def _sort(value: Any) -> str:
    """The kind of a value that has an order; empty where it has none here."""
    if type(value) in (int, Fraction):
        return "number"
    return type(value).__name__ if type(value) in (str, date) else ""
