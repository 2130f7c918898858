"""When two values are equal, and which is less. Equality is three-valued: what is unknown inside may be equal or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from projgov.diagnostics import Bilingual
from projgov.domain.calendar import Period
from projgov.rules.core.durations import Months
from projgov.scoring.faults import ORDER_WITH_NULL, WRONG_VALUE, Erring, kind_of, merge
from projgov.scoring.values import Rows, Unknown, Value

Operator: TypeAlias = Literal["=", "!=", "<", "<=", ">", ">="]

_WITH_ORDER = Bilingual("有大小之分的值", "a value that has an order")
_ORDERED: tuple[tuple[type, ...], ...] = (
    (int, Fraction),
    (str,),
    (date,),
    (timedelta,),
    (Months,),
    (Period,),
)


def equal(left: Value, right: Value) -> bool | Unknown:
    """Whether two values are equal. Null equals only null, true and 1 differ, records are equal where all they hold is.

    Lists are equal item by item in their order, contexts entry by entry. A difference that is known decides, whatever else is
    unknown. A list of which not all is known may be equal to any other.
    """
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return merge(v for v in (left, right) if isinstance(v, Unknown))
    if isinstance(left, Rows) or isinstance(right, Rows):
        if not (isinstance(left, Rows | tuple) and isinstance(right, Rows | tuple)):
            return False
        return merge(u for v in (left, right) for u in missing_in(v))
    if isinstance(left, tuple) and isinstance(right, tuple):
        return len(left) == len(right) and _all(equal(a, b) for a, b in zip(left, right, strict=True))
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return left.keys() == right.keys() and _all(equal(left[k], right[k]) for k in left)
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    return bool(left == right)


def _all(parts: Iterable[bool | Unknown]) -> bool | Unknown:
    found = tuple(parts)
    if any(part is False for part in found):
        return False
    unknowns = [part for part in found if isinstance(part, Unknown)]
    return merge(unknowns) if unknowns else True


def surely_equal(left: Value, right: Value) -> bool:
    """Whether two values are equal and known to be."""
    return equal(left, right) is True


def missing_in(value: Value) -> tuple[Unknown, ...]:
    """All that is unknown within a value: itself, members of a list, entries of a context, and what a list may lack."""
    match value:
        case Unknown():
            return (value,)
        case tuple():
            return tuple(u for item in value for u in missing_in(item))
        case Rows(sure=sure, possible=possible, lacking=lacking):
            inside = [u for item in sure for u in missing_in(item)]
            inside += [u for item, maybe in possible for u in (*missing_in(item), maybe)]
            return (*inside, lacking) if lacking is not None else tuple(inside)
        case Mapping():
            return tuple(u for entry in value.values() for u in missing_in(entry))
    return ()


def less(left: Any, right: Any) -> bool:
    """Whether `left` comes before `right`. Texts are ordered by code points, periods by their first day.

    Erring with null, and for values that have no order with each other.
    """
    if left is None or right is None:
        raise Erring(ORDER_WITH_NULL)
    for kinds in _ORDERED:
        if _one_of(left, kinds):
            if _one_of(right, kinds):
                return bool(left < right)
            raise Erring(WRONG_VALUE, wanted=kind_of(left), found=kind_of(right))
    raise Erring(WRONG_VALUE, wanted=_WITH_ORDER, found=kind_of(left))


def _one_of(value: Any, kinds: tuple[type, ...]) -> bool:
    return isinstance(value, kinds) and not isinstance(value, bool)


def compare(operator: Operator, left: Value, right: Value) -> Value:
    """`left operator right` for operands of which neither is unknown as a whole. Erring where they have no order."""
    match operator:
        case "=":
            return equal(left, right)
        case "!=":
            same = equal(left, right)
            return same if isinstance(same, Unknown) else not same
        case "<":
            return less(left, right)
        case ">":
            return less(right, left)
        case "<=":
            return not less(right, left)
        case ">=":
            return not less(left, right)
