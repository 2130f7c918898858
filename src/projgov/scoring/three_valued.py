"""What generated code calls where a value is unknown, a fault, or not what the straight code expects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from itertools import chain
from typing import Any, TypeAlias

from projgov.diagnostics import Place
from projgov.scoring import rounds
from projgov.scoring.codegen.numbers import half_even, quotient
from projgov.scoring.comparing import compare, missing_in, surely_equal
from projgov.scoring.faults import (
    A_CONTEXT,
    A_DAY,
    A_LIST,
    A_NUMBER,
    A_TRUTH,
    NO_VERSION,
    Erring,
    merge,
    merge_faults,
    wrong,
)
from projgov.scoring.meaning.base import conjunction, disjunction, surely_any
from projgov.scoring.meaning.base import listed as list_of
from projgov.scoring.meaning.excuses import suspending
from projgov.scoring.meaning.lists import AGGREGATES, unordered
from projgov.scoring.meaning.scalars import calculate
from projgov.scoring.numbers import round_to
from projgov.scoring.rounds import few_in_all, length, too_many
from projgov.scoring.values import Fault, Occasion, Rows, Unknown, Value

BAD = frozenset({Unknown, Fault})


def strict(*values: Value) -> Unknown | Fault:
    """The faults among the values together, where there are any; else the evidence of those that are unknown together."""
    found: Value = None
    for value in values:
        if type(value) in BAD and value is not found:
            if found is not None:
                return _joined(values)
            found = value
    return found  # type: ignore[no-any-return]  # callers give one at least that is unknown or a fault


def _joined(values: tuple[Value, ...]) -> Unknown | Fault:
    faults = [v for v in values if type(v) is Fault]
    return merge_faults(faults) if faults else merge(v for v in values if type(v) is Unknown)


def settled(value: Value, possible: tuple[tuple[Value, Unknown], ...]) -> Value:
    """The value of a case with possible rows before the deciding one: that value where all agree with it, else unknown.

    Then it is for want of what their conditions lack, and of what is unknown within the values.
    """
    if type(value) is Fault:
        return value
    for other, _ in possible:
        plain = type(value) is type(other) and type(value) in _QUICK
        if not (value == other if plain else surely_equal(value, other)):
            return merge(u for part in (value, *chain(*possible)) for u in missing_in(part))
    return value


_QUICK = frozenset({str, int, bool})


def attempt(operation: Callable[..., Value], place: Place, *operands: Value) -> Value:
    """What an operation gives, or the fault that it comes to at `place`."""
    try:
        return operation(*operands)
    except Erring as error:
        return error.at(place)


def strict_faults(*values: Value) -> Fault:
    """The faults among the values together."""
    return merge_faults(v for v in values if type(v) is Fault)


def truth(value: Value, place: Place) -> bool | Unknown | Fault:
    """A condition: a fault where the value is null or no truth value."""
    if value is True or value is False or type(value) in BAD:
        return value  # type: ignore[no-any-return]  # by the line before
    return wrong(value, A_TRUTH).at(place)


def numeric(value: Value, place: Place) -> Value:
    """A number, unknown or a fault: a fault where the value is null or of another kind."""
    return value if type(value) in _NUMBERS else wrong(value, A_NUMBER).at(place)


def listed(value: Value, place: Place) -> Value:
    """A list, unknown or a fault: a fault where the value is null or of another kind."""
    return value if type(value) in _LISTS else wrong(value, A_LIST).at(place)


def entry(base: Value, key: str, place: Place) -> Value:
    """What a context has under a key."""
    if base is None or type(base) in BAD:
        return base
    if isinstance(base, Mapping):
        return base.get(key)
    return wrong(base, A_CONTEXT).at(place)


def call(function: Callable[..., Value], within: bool, place: Place, *arguments: Value) -> Value:
    """A built-in function. `within`: nothing may be unknown inside of lists and contexts either."""
    if any(type(a) is Fault for a in arguments):
        return strict_faults(*arguments)
    unknowns = [u for a in arguments for u in (missing_in(a) if within or type(a) is Unknown else ())]
    return merge(unknowns) if unknowns else attempt(function, place, *arguments)


def judged_on(found: Value, as_of: date, place: Place) -> date | Fault:
    """The day judged: that of evaluation where the one named is null or unknown."""
    if found is None or type(found) is Unknown:
        return as_of
    return found if isinstance(found, date | Fault) else wrong(found, A_DAY).at(place)


def no_version(name: str, judged: date, place: Place) -> Fault:
    """The fault of a parameter that has no value on the judged day."""
    return Erring(NO_VERSION, name=name, day=judged.isoformat()).at(place)


_NUMBERS = frozenset({int, Fraction, Unknown, Fault})
_LISTS = frozenset({tuple, Rows, Unknown, Fault})


def day(value: Value, place: Place) -> date | Unknown | Fault:
    """A date, unknown or a fault: a fault where the value is null or of another kind."""
    if isinstance(value, date | Unknown | Fault):
        return value
    return wrong(value, A_DAY).at(place)


OUTCOMES = ("met", "unmet", "pending", "excused")

Counted: TypeAlias = tuple[Any, ...]
"""How many occasions came out each way of `OUTCOMES`, and what those that are undetermined come to together, or None."""


def counted(occasions: tuple[Occasion, ...]) -> Counted:
    """The occasions of one check and subject, counted."""
    counts = [0] * len(OUTCOMES)
    unsure: list[Value] = []
    for occasion in occasions:
        if occasion.outcome == "undetermined":
            unsure.append(occasion.value)
        else:
            counts[OUTCOMES.index(occasion.outcome)] += 1
    return *counts, strict(*unsure) if unsure else None


def tally(tables: Iterable[tuple[Mapping[str, Counted], bool]], outcome: int, key: str | None) -> Value:
    """How many occasions of several checks came out one way. The tables are by subject, or of the portfolio as a whole."""
    count = 0
    unsure: list[Value] = []
    for table, whole in tables:
        if key is None and not whole:
            return None
        found = table[""] if whole or key is None else table[key]
        count += found[outcome]
        if found[-1] is not None:
            unsure.append(found[-1])
    return strict(*unsure) if unsure else count


def with_doubt(rows: Value) -> Iterable[tuple[Value, bool | Unknown]]:
    """The members of a list, each with whether it is one: true, or unknown."""
    if type(rows) is tuple:
        return [(item, True) for item in rows]
    return [*((item, True) for item in rows.sure), *rows.possible]


# ----------------------------------------------------------------------------------------------------------------- lists


def few_enough(value: Value, outer: int, place: Place) -> Value:
    """A list, unknown or a fault, for a loop that is begun so often: a fault where it would go round too often."""
    if type(value) in BAD or (times := length(value) * outer) <= rounds.MOST_ROUNDS:
        return value
    return too_many(times, place)


def everyone(rows: Rows) -> tuple[Value, ...]:
    """All members of a list, the sure ones first."""
    return rows.sure + tuple(item for item, _ in rows.possible)


def mapped(values: list[Value]) -> Value:
    """What a whole list is mapped to: a fault where any value is one."""
    faults = [v for v in values if type(v) is Fault]
    return merge_faults(faults) if faults else tuple(values)


def mapped_rows(rows: Rows, values: list[Value]) -> Value:
    """What a list with gaps is mapped to. `values` are of all its members, the sure ones first."""
    faults = [v for v in values if type(v) is Fault]
    if faults:
        return merge_faults(faults)
    sure = len(rows.sure)
    possible = tuple((value, maybe) for value, (_, maybe) in zip(values[sure:], rows.possible, strict=True))
    return list_of(values[:sure], possible, rows.lacking)


def filtered(sure: list[Value], open_: list[tuple[Value, Unknown | Fault]]) -> Value:
    """What is left of a whole list: members for which the condition holds, and those for which it is unknown or a fault."""
    faults = [c for _, c in open_ if isinstance(c, Fault)]
    possible = [(item, c) for item, c in open_ if isinstance(c, Unknown)]
    return merge_faults(faults) if faults else list_of(sure, possible, None)


def filtered_rows(rows: Rows, conditions: list[Value]) -> Value:
    """What is left of a list with gaps. `conditions` are of all its members, the sure ones first."""
    faults = [c for c in conditions if type(c) is Fault]
    if faults:
        return merge_faults(faults)
    count = len(rows.sure)
    sure = [item for item, c in zip(rows.sure, conditions[:count], strict=True) if c is True]
    possible = [
        (item, c) for item, c in zip(rows.sure, conditions[:count], strict=True) if type(c) is Unknown
    ]
    for (item, maybe), c in zip(rows.possible, conditions[count:], strict=True):
        if c is not False:
            possible.append((item, maybe if c is True else merge((maybe, c))))
    return list_of(sure, possible, rows.lacking)


def some_rows(rows: Rows, conditions: list[Value]) -> Value:
    """`some` over a list with gaps."""
    count = len(rows.sure)
    pairs = zip(rows.possible, conditions[count:], strict=True)
    parts = [conjunction((maybe, c)) for (_, maybe), c in pairs]
    lacking = [] if rows.lacking is None else [rows.lacking]
    return disjunction((*conditions[:count], *parts, *lacking))


def every_rows(rows: Rows, conditions: list[Value]) -> Value:
    """`every` over a list with gaps."""
    count = len(rows.sure)
    pairs = zip(rows.possible, conditions[count:], strict=True)
    parts = [disjunction((maybe, c)) for (_, maybe), c in pairs]
    lacking = [] if rows.lacking is None else [rows.lacking]
    return conjunction((*conditions[:count], *parts, *lacking))


def aggregate(operator: str, rows: Value, place: Place) -> Value:
    """One value from a list, unknown where not all of it is known."""
    unknowns = missing_in(rows)
    return merge(unknowns) if unknowns else attempt(AGGREGATES[operator], place, rows)


def runtime() -> dict[str, Any]:
    """What three-valued code calls, by name."""
    return {f.__name__: f for f in _RUNTIME} | {"BAD": BAD}


_RUNTIME: tuple[Callable[..., Any], ...] = (
    strict, settled, attempt, strict_faults, truth, numeric, listed, entry, call, judged_on, day, counted, tally, with_doubt, no_version, everyone, few_enough, few_in_all, length, too_many, mapped,
    mapped_rows, unordered, filtered, filtered_rows, some_rows, every_rows, aggregate, surely_any, suspending, calculate, compare, round_to, half_even, quotient,
)  # fmt: skip
