"""Conversion (DMN 1.5, 10.3.4.1 and 10.3.4.2): values as strings, strings as numbers, and `not`."""

from __future__ import annotations

import decimal
import re
from collections.abc import Iterator
from decimal import Decimal

from projgov.diagnostics import Bilingual, Pattern
from projgov.rules.feel.dialect import KEYWORDS
from projgov.rules.feel.escapes import escape
from projgov.scoring.feel.builtin import ANY, BOOLEAN, STRING, Builtin, Overload, Parameter
from projgov.scoring.feel.durations import DaysDuration, MonthsDuration
from projgov.scoring.feel.functions.faults import TOO_LARGE, brief, out_of_domain
from projgov.scoring.feel.functions.strings import take
from projgov.scoring.feel.numbers import CONTEXT, text
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.temporal import Date, DateTime, Time
from projgov.scoring.feel.values import Function, Range, Value

NOT_A_NUMBER = Pattern(
    "M113",
    Bilingual("`number` 读不出 {found} 中的数", "`number` finds no number in {found}"),
    Bilingual(
        "只写数字、分组符和小数点，例如 `1,000.5`", "write digits and the separators alone, as in `1,000.5`"
    ),
)

_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_NAME = re.compile(r"[^\W\d]\w*(?: [^\W\d]\w*)*")
_GROUPS = Bilingual('`" "`、`","`、`"."` 或 null', '`" "`, `","`, `"."` or null')
_POINTS = Bilingual('`","`、`"."` 或 null', '`","`, `"."` or null')
_APART = Bilingual("与小数点不同的分组符", "another than the decimal separator")


def string(run: Run, value: Value) -> Value:
    """The value as a string; a string is itself, and null is null."""
    if value is None:
        return None
    if isinstance(value, str):
        return value
    return written(run, value)


def written(run: Run, value: Value) -> str:
    """The value as FEEL writes it: what stands inside lists, contexts and ranges can be read back.

    Not by recursion: a list may be nested as deep as there are steps.
    """
    if not isinstance(value, list | dict | Range):
        plain = _plain(value, inside=False)
        take(run, len(plain))
        return plain
    parts: list[str] = []
    left = [_pieces(value)]
    while left:
        for piece in left[-1]:
            if isinstance(piece, tuple) and isinstance(piece[0], list | dict | Range):
                left.append(_pieces(piece[0]))
                break
            part = piece if isinstance(piece, str) else _plain(piece[0], inside=True)
            take(run, len(part))
            parts.append(part)
        else:
            left.pop()
    return "".join(parts)


def _pieces(value: list[Value] | dict[str, Value] | Range) -> Iterator[str | tuple[Value]]:
    """The parts of a value that holds others: text, and each value held, in a tuple of its own."""
    match value:
        case list():
            yield "["
            for place, item in enumerate(value):
                yield ", " if place else ""
                yield (item,)
            yield "]"
        case dict():
            yield "{"
            for place, (key, item) in enumerate(value.items()):
                yield ", " if place else ""
                yield f"{key}: " if _is_name(key) else f'"{escape(key)}": '
                yield (item,)
            yield "}"
        case Range() if value.operator:
            yield f"({value.operator} "
            yield (value.low if value.low is not None else value.high,)
            yield ")"
        case Range():
            yield "[" if value.low_closed else "("
            yield (value.low,)
            yield ".."
            yield (value.high,)
            yield "]" if value.high_closed else ")"


def _is_name(key: str) -> bool:
    """Whether a key can do without quotes: a run of words, none of which means something else as well."""
    return _NAME.fullmatch(key) is not None and KEYWORDS.isdisjoint(key.split())


def _plain(value: Value, *, inside: bool) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case Decimal():
            return text(value)
        case str():
            return f'"{escape(value)}"' if inside else value
        case Function():
            return f"function({', '.join(value.parameters)})"
        case Date() | Time() | DateTime() | MonthsDuration() | DaysDuration():
            return f'@"{value}"' if inside else str(value)
    raise AssertionError(value)


def number(run: Run, source: str, grouping: str | None, point: str | None) -> Value:
    """The number that a string writes, once the grouping separators are taken out of it."""
    take(run, len(source))
    if grouping not in (None, " ", ",", "."):
        return out_of_domain(run, "number", "grouping separator", grouping, _GROUPS)
    if point not in (None, ",", "."):
        return out_of_domain(run, "number", "decimal separator", point, _POINTS)
    if grouping is not None and grouping == point:
        return out_of_domain(run, "number", "grouping separator", grouping, _APART)
    plain = source.replace(grouping, "") if grouping else source
    if point == ",":
        plain = plain.translate(_COMMA_FOR_POINT)
    if not _NUMBER.fullmatch(plain):
        return run.fault(NOT_A_NUMBER, found=brief(source))
    try:
        return CONTEXT.create_decimal(plain)
    except decimal.DecimalException:
        return run.fault(TOO_LARGE, function="number")


_COMMA_FOR_POINT = str.maketrans(",.", ".,")
"""A point where the comma is declared to be the separator is no number then, instead of a number a thousand times smaller."""


def negation(run: Run, negand: bool | None) -> Value:
    """True for false, false for true, null for null."""
    run.step()
    return None if negand is None else not negand


BUILTINS = (
    Builtin("string", (Overload((Parameter("from", ANY, nullable=True),), string),)),
    Builtin(
        "number",
        (
            Overload(
                (
                    Parameter("from", STRING),
                    Parameter("grouping separator", STRING, nullable=True),
                    Parameter("decimal separator", STRING, nullable=True),
                ),
                number,
            ),
        ),
    ),
    Builtin("not", (Overload((Parameter("negand", BOOLEAN, nullable=True),), negation),)),
)
