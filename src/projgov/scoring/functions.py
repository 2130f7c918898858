"""What the built-in functions compute (their table is `rules.core.functions`). Pure and exact.

A function is called with known arguments; it raises `Erring` for null, for a value of another kind than its parameter, and
where it is not defined.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from projgov.diagnostics import Bilingual
from projgov.domain import calendar
from projgov.domain.calendar import Period, PeriodKind
from projgov.rules.core.durations import Months
from projgov.scoring.comparing import equal
from projgov.scoring.faults import (
    A_DAY,
    A_DURATION,
    A_LIST,
    A_NUMBER,
    A_PERIOD,
    A_TEXT,
    NO_SUCH_DAY,
    NO_SUCH_PERIOD,
    NOT_AGREED,
    NOT_ONE,
    NOT_WHOLE,
    OUT_OF_DOMAIN,
    TOO_MANY,
    Erring,
    merge,
    wrong,
)
from projgov.scoring.numbers import (
    Number,
    exponential,
    logarithm,
    modulo,
    number_of,
    number_text,
    power,
    square_root,
)
from projgov.scoring.values import Rows, Unknown, Value

LONGEST = 10_000
"""The most numbers that `numbers` lists."""

A_WRITABLE = Bilingual("可以写成文字的值", "a value that can be written as a text")


def _number(value: Value) -> Number:
    if isinstance(value, int | Fraction) and not isinstance(value, bool):
        return value
    raise wrong(value, A_NUMBER)


def _whole(value: Value) -> int:
    found = _number(value)
    if isinstance(found, int):
        return found
    raise Erring(NOT_WHOLE, found=number_text(found))


def _text(value: Value) -> str:
    if isinstance(value, str):
        return value
    raise wrong(value, A_TEXT)


def _day(value: Value) -> date:
    if isinstance(value, date):
        return value
    raise wrong(value, A_DAY)


def _period(value: Value) -> Period:
    if isinstance(value, Period):
        return value
    raise wrong(value, A_PERIOD)


def _list(value: Value) -> tuple[Any, ...]:
    if isinstance(value, tuple):
        return value
    raise wrong(value, A_LIST)


def _rows(value: Value) -> Rows:
    return value if isinstance(value, Rows) else Rows(_list(value))


def _of(convert: Callable[[Value], Any], function: Callable[..., Value]) -> Callable[..., Value]:
    """`function` with every argument converted."""
    return lambda *arguments: function(*map(convert, arguments))


# -- numbers


def _numbers(first: Value, last: Value) -> tuple[int, ...]:
    low, high = _whole(first), _whole(last)
    count = abs(high - low) + 1
    if count > LONGEST:
        raise Erring(TOO_MANY, count=count, most=LONGEST)
    return tuple(range(low, high + 1)) if low <= high else tuple(range(low, high - 1, -1))


# -- texts


def _joined(separator: str, parts: tuple[Any, ...]) -> str:
    return separator.join(_text(part) for part in parts if part is not None)


def _join(texts: Value, separator: Value) -> str:
    return _joined(_text(separator), _list(texts))


def _listing(separator: Value, *parts: Value) -> str:
    return _joined(_text(separator), parts)


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


# -- lists


def _list_contains(values: Value, element: Value) -> bool | Unknown:
    source = _rows(values)
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
    index = _whole(position)
    if isinstance(values, Rows):
        return merge(
            (*(maybe for _, maybe in values.possible), *([values.lacking] if values.lacking else ()))
        )
    items = _list(values)
    if not 1 <= abs(index) <= len(items):
        return None
    return items[index - 1 if index > 0 else index]


def _concatenate(*lists: Value) -> Value:
    parts = [_rows(part) for part in lists]
    return _relisted(parts, ())


def _flatten_once(lists: Value) -> Value:
    """Members of a possible list are possible members; an unknown list makes the whole lack what is in it."""
    outer = _rows(lists)
    parts = [_rows(part) for part in outer.sure if not isinstance(part, Unknown)]
    lacking = [part for part in outer.sure if isinstance(part, Unknown)]
    for part, maybe in outer.possible:
        if isinstance(part, Unknown):
            lacking += [part, maybe]
            continue
        inner = _rows(part)
        possible = (
            *((item, maybe) for item in inner.sure),
            *((item, merge((maybe, within))) for item, within in inner.possible),
        )
        parts.append(Rows((), possible, None if inner.lacking is None else merge((maybe, inner.lacking))))
    if outer.lacking is not None:
        lacking.append(outer.lacking)
    return _relisted(parts, lacking)


def _relisted(parts: list[Rows], lacking: Any) -> Value:
    sure = tuple(item for part in parts for item in part.sure)
    possible = tuple(pair for part in parts for pair in part.possible)
    unknowns = [*lacking, *(part.lacking for part in parts if part.lacking is not None)]
    return Rows(sure, possible, merge(unknowns) if unknowns else None) if possible or unknowns else sure


# -- dates, periods, durations


def _date(text: str) -> date:
    try:
        return calendar.parse_date(text)
    except ValueError:
        raise Erring(NO_SUCH_DAY, text=text) from None


def _date_of(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        raise Erring(NO_SUCH_DAY, text=f"{year}-{month}-{day}") from None


def _later(move: Callable[[date, int], date], scale: int = 1) -> Callable[[Value, Value], date]:
    def moved(start: Value, amount: Value) -> date:
        day, steps = _day(start), _whole(amount)
        try:
            return move(day, steps * scale)
        except OverflowError:
            raise Erring(NO_SUCH_DAY, text=f"{day} + {steps}") from None

    return moved


def _months_between(earlier: date, later: date) -> int:
    if later < earlier:
        return -_months_between(later, earlier)
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months if calendar.add_months(earlier, months) <= later else months - 1


def _years_between(earlier: date, later: date) -> int:
    months = _months_between(earlier, later)
    return months // 12 if months >= 0 else -(-months // 12)


def _period_of(text: str) -> Period:
    try:
        return Period.parse(text)
    except ValueError:
        raise Erring(NO_SUCH_PERIOD, text=text) from None


def _neighbour(find: Callable[[Period], Period]) -> Callable[[Value], Period]:
    def neighbour(value: Value) -> Period:
        period = _period(value)
        try:
            return find(period)
        except (ValueError, OverflowError):
            raise Erring(NO_SUCH_PERIOD, text=str(period)) from None

    return neighbour


def _previous(period: Period) -> Period:
    return Period.containing(period.kind, calendar.add_days(period.start, -1))


def _containing(kind: PeriodKind) -> Callable[[Value], Period]:
    return lambda day: Period.containing(kind, _day(day))


def _days_duration(days: int) -> timedelta:
    try:
        return timedelta(days=days)
    except OverflowError:
        raise Erring(OUT_OF_DOMAIN, function="days duration", found=str(days)) from None


def _days(value: Value) -> int:
    if isinstance(value, timedelta):
        return value.days
    raise wrong(value, A_DURATION)


def _months(value: Value) -> int:
    if isinstance(value, Months):
        return value.months
    raise wrong(value, A_DURATION)


def _only(value: Value) -> Value:
    items = _list(value)
    if len(items) > 1:
        raise Erring(NOT_ONE, count=len(items))
    return items[0] if items else None


def _agreed(value: Value) -> Value:
    items = _list(value)
    if any(not equal(item, items[0]) for item in items):
        raise Erring(NOT_AGREED, count=len(items))
    return items[0] if items else None


IMPLEMENTATIONS: Mapping[str, Callable[..., Value]] = {
    "abs": _of(_number, abs),
    "floor": _of(_number, math.floor),
    "ceiling": _of(_number, math.ceil),
    "modulo": _of(_number, modulo),
    "sqrt": _of(_number, square_root),
    "log": _of(_number, logarithm),
    "exp": _of(_number, exponential),
    "power": _of(_number, power),
    "numbers": _numbers,
    "string_length": _of(_text, len),
    "contains": _of(_text, lambda text, match: match in text),
    "starts_with": _of(_text, str.startswith),
    "ends_with": _of(_text, str.endswith),
    "upper_case": _of(_text, str.upper),
    "lower_case": _of(_text, str.lower),
    "concatenation": _of(_text, lambda *parts: "".join(parts)),
    "join": _join,
    "listing": _listing,
    "list_contains": _list_contains,
    "item": _item,
    "only": _only,
    "agreed": _agreed,
    "flatten_once": _flatten_once,
    "concatenate": _concatenate,
    "number": _of(_text, number_of),
    "string": _string,
    "date": _of(_text, _date),
    "date_of": _of(_whole, _date_of),
    "year": _of(_day, lambda day: day.year),
    "month": _of(_day, lambda day: day.month),
    "day": _of(_day, lambda day: day.day),
    "weekday": _of(_day, date.isoweekday),
    "days_between": _of(_day, calendar.days_between),
    "months_between": _of(_day, _months_between),
    "years_between": _of(_day, _years_between),
    "add_days": _later(calendar.add_days),
    "add_months": _later(calendar.add_months),
    "add_years": _later(calendar.add_months, 12),
    "month_end": _of(_day, lambda day: calendar.month_end(day.year, day.month)),
    "period": _of(_text, _period_of),
    "period_start": _of(_period, lambda period: period.start),
    "period_end": _of(_period, lambda period: period.end),
    "in_period": lambda day, period: _day(day) in _period(period),
    "next_period": _neighbour(Period.next),
    "previous_period": _neighbour(_previous),
    "month_period": _containing("month"),
    "quarter_period": _containing("quarter"),
    "half_year_period": _containing("half_year"),
    "year_period": _containing("year"),
    "days_duration": _of(_whole, _days_duration),
    "months_duration": _of(_whole, Months),
    "years_duration": _of(_whole, lambda years: Months(years * 12)),
    "days": _days,
    "months": _months,
}

TAKES_UNKNOWN = frozenset({"list_contains", "item", "flatten_once", "concatenate"})
"""The functions that take lists of which not all is known (never an unknown as a whole argument)."""
