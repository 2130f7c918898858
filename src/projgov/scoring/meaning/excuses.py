"""What it means that excuses suspend a rule. Both readings decide it here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias

from projgov.diagnostics import Place
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core import nodes
from projgov.scoring.faults import A_DAY, A_LIST, merge, merge_faults, wrong
from projgov.scoring.meaning.base import Env, Evaluator, conjunction, listed
from projgov.scoring.values import Fault, Rows, Unknown, Value

Read: TypeAlias = Callable[[Any, str, str, date], Value]
"""What gives a member of a record: of which record, of what type, which member, on what day."""


def excuses(m: Evaluator, node: nodes.Excuses, env: Env) -> Value:
    """The excuses that suspend a rule."""
    found, first, last = (m.evaluate(part, env) for part in (node.source, node.first, node.last))
    places = node.source.place, node.first.place, node.last.place
    return suspending(found, first, last, node.rules, node.unnamed, m.facts.member, m.facts.as_of, places)


def suspending(
    found: Value,
    first: Value,
    last: Value,
    rules: tuple[str, ...],
    unnamed: bool,
    member: Read,
    as_of: date,
    places: tuple[Place, Place, Place],
) -> Value:
    """Of a list of excuses, those that suspend one of `rules` on a day from `first` through `last`."""
    given = (
        found if isinstance(found, tuple | Rows | Unknown | Fault) else wrong(found, A_LIST).at(places[0]),
        *(
            day if isinstance(day, date | Unknown | Fault) else wrong(day, A_DAY).at(place)
            for day, place in ((first, places[1]), (last, places[2]))
        ),
    )
    if faults := [value for value in given if isinstance(value, Fault)]:
        return merge_faults(faults)
    if isinstance(found, Unknown):
        return found
    if found == ():
        return found

    def read(excuse: Any, name: str) -> Value:
        return member(excuse, "excuse", name, as_of)

    def suspends(excuse: Any) -> bool | Unknown | Fault:
        named = read(excuse, "suspends")
        names = () if isinstance(named, Unknown) else named
        if not (any(canonical_name(name) in rules for name in names) if names else unnamed):
            return False
        start, end = read(excuse, "from_"), read(excuse, "to")
        begun = _ordered(read(excuse, "occurred") if isinstance(start, Unknown) else start, last)
        return conjunction((begun, True if end is None else _ordered(first, end)))

    sure: list[Value] = []
    possible: list[tuple[Value, Unknown]] = []
    rows = found if isinstance(found, Rows) else Rows(found)
    for excuse, maybe in (*((one, None) for one in rows.sure), *rows.possible):
        covers = suspends(excuse)
        if covers is True and maybe is None:
            sure.append(excuse)
        elif covers is not False:
            possible.append((excuse, merge(u for u in (maybe, covers) if isinstance(u, Unknown))))
    return listed(sure, possible, rows.lacking)


def _ordered(earlier: Value, later: Value) -> bool | Unknown:
    """Whether one day is no later than another; unknown where either is."""
    if open_ := [day for day in (earlier, later) if isinstance(day, Unknown)]:
        return merge(open_)
    return bool(earlier <= later)
