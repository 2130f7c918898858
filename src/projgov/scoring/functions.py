"""What the built-in functions compute (their table is `rules.core.functions`). Pure and exact.

A function is called with known arguments; it raises `Erring` for null, for a value of another kind than its parameter, and
where it is not defined.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from hashlib import sha256
from typing import Any

from projgov.diagnostics import Bilingual
from projgov.domain.calendar import Period, WorkCalendar
from projgov.rules.core.durations import Months
from projgov.scoring.arguments import a_list, a_number, a_text, a_whole, each, rows_of
from projgov.scoring.comparing import equal
from projgov.scoring.faults import (
    NOT_AGREED,
    NOT_ONE,
    OUT_OF_DOMAIN,
    TOO_MANY,
    Erring,
    merge,
    wrong,
)
from projgov.scoring.functions_of_plans import OF_PLANS
from projgov.scoring.functions_of_time import OF_TIME, OF_WORKING_DAYS
from projgov.scoring.numbers import (
    divide,
    exponential,
    logarithm,
    modulo,
    number_of,
    number_text,
    power,
    square_root,
)
from projgov.scoring.rounds import length, short_enough
from projgov.scoring.values import Rows, Unknown, Value

LONGEST = 10_000
"""The most numbers that `numbers` lists."""

A_WRITABLE = Bilingual("可以写成文字的值", "a value that can be written as a text")


# -- numbers


def _numbers(first: Value, last: Value) -> tuple[int, ...]:
    low, high = a_whole(first), a_whole(last)
    count = abs(high - low) + 1
    if count > LONGEST:
        raise Erring(TOO_MANY, count=count, most=LONGEST)
    return tuple(range(low, high + 1)) if low <= high else tuple(range(low, high - 1, -1))


# -- texts


def _joined(separator: str, parts: tuple[Any, ...]) -> str:
    return separator.join(a_text(part) for part in parts if part is not None)


def _join(texts: Value, separator: Value) -> str:
    return _joined(a_text(separator), a_list(texts))


def _plain(text: str) -> str:
    """A text without what makes no difference to a reader: width and case of characters, spaces, punctuation.

    Percent and per-mille signs stay, and so does what stands between two digits, but for the comma of thousands.
    """
    even = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    kept = [
        sign
        for before, sign, after in zip(("", *even), even, (*even[1:], ""), strict=False)
        if unicodedata.category(sign)[0] not in "ZCP"
        or sign in "%‰"
        or (unicodedata.category(sign)[0] == "P" and sign != "," and before.isdigit() and after.isdigit())
    ]
    return unicodedata.normalize("NFC", "".join(kept))


def _listing(separator: Value, *parts: Value) -> str:
    return _joined(a_text(separator), parts)


def _string(value: Value) -> str:
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case int() | Fraction():
            return number_text(value)
        case date():
            return value.isoformat()
        case Period():
            return str(value)
        case timedelta():
            return f"P{value.days}D" if value.days >= 0 else f"-P{-value.days}D"
        case Months(months):
            return f"P{months}M" if months >= 0 else f"-P{-months}M"
    raise wrong(value, A_WRITABLE)


# -- draws


def _draw_number(seed: str, key: str) -> int:
    """Of the bytes of both in UTF-8, NFC: whoever has the seed can repeat it with any tool for SHA-256."""
    text = unicodedata.normalize("NFC", f"{seed}:{key}")
    return int(sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12], 16)


# -- lists


def _list_contains(values: Value, element: Value) -> bool | Unknown:
    source = rows_of(values)
    sure = [equal(item, element) for item in source.sure]
    if any(found is True for found in sure):
        return True
    unknowns = [found for found in sure if isinstance(found, Unknown)]
    for item, maybe in source.possible:
        same = equal(item, element)
        if same is not False:
            unknowns += [maybe, same] if isinstance(same, Unknown) else [maybe]
    if source.lacking is not None:
        unknowns.append(source.lacking)
    return merge(unknowns) if unknowns else False


def _item(values: Value, position: Value) -> Value:
    index = a_whole(position)
    if isinstance(values, Rows):
        return merge(
            (*(maybe for _, maybe in values.possible), *([values.lacking] if values.lacking else ()))
        )
    items = a_list(values)
    if not 1 <= abs(index) <= len(items):
        return None
    return items[index - 1 if index > 0 else index]


def _concatenate(*lists: Value) -> Value:
    parts = [rows_of(part) for part in lists]
    return _relisted(parts, ())


def _flatten_once(lists: Value) -> Value:
    """Members of a possible list are possible members; an unknown list makes the whole lack what is in it."""
    outer = rows_of(lists)
    parts = [rows_of(part) for part in outer.sure if not isinstance(part, Unknown)]
    lacking = [part for part in outer.sure if isinstance(part, Unknown)]
    for part, maybe in outer.possible:
        if isinstance(part, Unknown):
            lacking += [part, maybe]
            continue
        inner = rows_of(part)
        possible = (
            *((item, maybe) for item in inner.sure),
            *((item, merge((maybe, within))) for item, within in inner.possible),
        )
        parts.append(Rows((), possible, None if inner.lacking is None else merge((maybe, inner.lacking))))
    if outer.lacking is not None:
        lacking.append(outer.lacking)
    short_enough(sum(map(length, parts)))
    return _relisted(parts, lacking)


def _relisted(parts: list[Rows], lacking: Any) -> Value:
    sure = tuple(item for part in parts for item in part.sure)
    possible = tuple(pair for part in parts for pair in part.possible)
    unknowns = [*lacking, *(part.lacking for part in parts if part.lacking is not None)]
    return Rows(sure, possible, merge(unknowns) if unknowns else None) if possible or unknowns else sure


def _repeats(keys: Value, items: Value) -> tuple[tuple[Any, ...], ...]:
    """The groups of items of which the keys are known and the same, in the order of their first members.

    It looks at what is known, as `present` does: an item whose key is unknown, and one that is a member only possibly, is left out.
    """
    marks, source = rows_of(keys), rows_of(items)
    if len(marks.sure) != len(source.sure):
        raise Erring(OUT_OF_DOMAIN, function="repeats", found=f"{len(marks.sure)}, {len(source.sure)}")
    groups: dict[str, list[Any]] = {}
    for mark, item in zip(marks.sure, source.sure, strict=True):
        if mark is not None and not isinstance(mark, Unknown):
            groups.setdefault(a_text(mark), []).append(item)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def _only(value: Value) -> Value:
    items = a_list(value)
    if len(items) > 1:
        raise Erring(NOT_ONE, count=len(items))
    return items[0] if items else None


def _trimmed_mean(values: Value, ends: Value) -> Value:
    """Which of several equal values are left out makes no difference."""
    cut = a_whole(ends)
    if cut < 0:
        raise Erring(OUT_OF_DOMAIN, function="trimmed mean", found=str(cut))
    items = sorted(map(a_number, a_list(values)))
    kept = items[cut : len(items) - cut]
    return divide(sum(kept), len(kept)) if kept else None


def _agreed(value: Value) -> Value:
    items = a_list(value)
    if any(not equal(item, items[0]) for item in items):
        raise Erring(NOT_AGREED, count=len(items))
    return items[0] if items else None


IMPLEMENTATIONS: Mapping[str, Callable[..., Value]] = {
    "abs": each(a_number, abs),
    "floor": each(a_number, math.floor),
    "ceiling": each(a_number, math.ceil),
    "modulo": each(a_number, modulo),
    "sqrt": each(a_number, square_root),
    "log": each(a_number, logarithm),
    "exp": each(a_number, exponential),
    "power": each(a_number, power),
    "numbers": _numbers,
    "string_length": each(a_text, len),
    "contains": each(a_text, lambda text, match: match in text),
    "starts_with": each(a_text, str.startswith),
    "ends_with": each(a_text, str.endswith),
    "upper_case": each(a_text, str.upper),
    "lower_case": each(a_text, str.lower),
    "concatenation": each(a_text, lambda *parts: "".join(parts)),
    "plain_text": each(a_text, _plain),
    "join": _join,
    "listing": _listing,
    "draw_number": each(a_text, _draw_number),
    "list_contains": _list_contains,
    "item": _item,
    "trimmed_mean": _trimmed_mean,
    "only": _only,
    "agreed": _agreed,
    "repeats": _repeats,
    "flatten_once": _flatten_once,
    "concatenate": _concatenate,
    "number": each(a_text, number_of),
    "string": _string,
    **OF_TIME,
    **OF_PLANS,
}

TAKES_UNKNOWN = frozenset(
    {"list_contains", "item", "flatten_once", "concatenate", "wanted", "one_after_another", "repeats"}
)
"""The functions that take lists of which not all is known (never an unknown as a whole argument)."""


def implementation(name: str, calendar: WorkCalendar | None) -> Callable[..., Value]:
    """The function of a name. One that counts working days has the calendar within it: there is one where any does."""
    if name not in OF_WORKING_DAYS:
        return IMPLEMENTATIONS[name]
    assert calendar is not None, "Core has a calendar where a function counts working days"
    return partial(OF_WORKING_DAYS[name], calendar)
