"""Values of hosts (Python's own) to values of FEEL, and back. Never a float: what it shows is not what it is."""

from __future__ import annotations

import datetime as dt
import decimal
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import cast

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, InvalidData, Pattern, Place
from projgov.scoring.feel.durations import DaysDuration, MonthsDuration
from projgov.scoring.feel.numbers import number, plain
from projgov.scoring.feel.temporal import Date, DateTime, Time
from projgov.scoring.feel.temporal_parsing import (
    parse_date,
    parse_date_time,
    parse_days,
    parse_months,
    parse_time,
)
from projgov.scoring.feel.types import ContextOf, ListOf, Simple, Type, bare
from projgov.scoring.feel.values import Function, Range, Value

FLOAT = Pattern(
    "M370",
    Bilingual(
        "`{found}` 是二进制浮点数（float），它不精确", "`{found}` is a binary float, which is not exact"
    ),
    Bilingual("给出 int、Decimal 或 Fraction", "give an int, Decimal or Fraction"),
)
UNKNOWN_HOST_TYPE = Pattern(
    "M371",
    Bilingual("类型 `{found}` 的值不能用", "values of the type `{found}` cannot be used"),
    Bilingual(
        "给出 int、Decimal、Fraction、str、bool、None、日期、时间、列表或映射",
        "give int, Decimal, Fraction, str, bool, None, dates, times, lists or mappings",
    ),
)
NUMBER_TOO_LARGE = Pattern(
    "M372",
    Bilingual("数 `{found}` 超出范围", "the number `{found}` is out of range"),
    Bilingual("给出绝对值小于 10 的 6145 次方的数", "give a number smaller than ten to the power of 6145"),
)
NOT_A_NAME = Pattern(
    "M373",
    Bilingual("`{found}` 不能作名称", "`{found}` cannot be a name"),
    Bilingual("映射的名称都写成文本", "name the entries of a mapping with strings"),
)
TOO_DEEP = Pattern(
    "M374",
    Bilingual("值嵌套超过 {limit} 层", "the value is nested more than {limit} deep"),
    Bilingual("减少嵌套", "nest it less"),
)

OFFSET = Pattern(
    "M375",
    Bilingual("`{found}` 的时区偏移 FEEL 无法表示", "FEEL cannot hold the offset of `{found}`"),
    Bilingual(
        "偏移应为整秒且不超过 14 小时；单独的时间不能用随日期变化的时区",
        "give an offset in whole seconds, of at most 14 hours, and for a time alone one that does not depend on the day",
    ),
)

HALF_CHARACTER = Pattern(
    "M376",
    Bilingual(
        "文本 {found} 里有半个字符（落单的代理码位）",
        "the text {found} holds half a character (a lone surrogate)",
    ),
    Bilingual("检查文本的编码", "check how the text was decoded"),
)

MAX_DEPTH = 100

_PARSERS = {
    "date": parse_date,
    "time": parse_time,
    "date and time": parse_date_time,
    "years and months duration": parse_months,
    "days and time duration": parse_days,
}
_HALF = re.compile("[\ud800-\udfff]")
_OWN = (Date, Time, DateTime, MonthsDuration, DaysDuration, Range, Function)


def from_host(value: object, path: str, type_: Type | None = None) -> Value:
    """`value` as FEEL has it. Where `type_` is of dates, times or durations, their ISO texts are taken too.

    `path` names the value in diagnostics. Raises InvalidData with every fault.
    """
    faults: list[Diagnostic] = []
    found = _Reader(faults).read(value, path, type_, 0)
    if faults:
        raise InvalidData(faults)
    return found


class _Reader:
    def __init__(self, faults: list[Diagnostic]) -> None:
        self.faults = faults

    def read(self, value: object, path: str, type_: Type | None, depth: int) -> Value:
        match value:
            case None | bool():
                return value
            case str():
                if not value.isascii() and _HALF.search(value):
                    return self._fault(HALF_CHARACTER, path, repr(value)[:60])
                return _text(value, type_)
            case int() | Decimal() | Fraction():
                try:
                    return number(value)
                except decimal.DecimalException:
                    return self._fault(NUMBER_TOO_LARGE, path, _shown(value))
            case float():
                return self._fault(FLOAT, path, repr(value))
            case dt.date() | dt.time() | dt.timedelta():
                try:
                    return _temporal(value)
                except ValueError:
                    return self._fault(OFFSET, path, str(value))
        if isinstance(value, _OWN):
            return value
        if depth >= MAX_DEPTH:
            self.faults.append(TOO_DEEP.at(Place(path=path), limit=MAX_DEPTH))
            return None
        return self._parts(value, path, None if type_ is None else bare(type_), depth + 1)

    def _parts(self, value: object, path: str, type_: Type | None, depth: int) -> Value:
        if isinstance(value, Mapping):
            members = dict(type_.members) if isinstance(type_, ContextOf) else {}
            found: dict[str, Value] = {}
            for key, inner in value.items():
                if not isinstance(key, str):
                    self._fault(NOT_A_NAME, path, repr(key)[:100])
                    continue
                found[key] = self.read(inner, f"{path}.{key}", members.get(key), depth)
            return found
        if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
            item = type_.item if isinstance(type_, ListOf) else None
            return [self.read(inner, f"{path}[{n}]", item, depth) for n, inner in enumerate(value)]
        return self._fault(UNKNOWN_HOST_TYPE, path, type(value).__name__)

    def _fault(self, pattern: Pattern, path: str, found: str) -> None:
        self.faults.append(pattern.at(Place(path=path), found=found))


def _text(value: str, type_: Type | None) -> Value:
    """A text, or what it says where the type is one of dates, times or durations."""
    if type_ is not None:
        wanted = bare(type_)
        if isinstance(wanted, ListOf):
            wanted = bare(wanted.item)
        if isinstance(wanted, Simple) and (parse := _PARSERS.get(wanted.kind)) is not None:
            read = parse(value)
            return value if read is None else read
    return value


def _temporal(value: dt.date | dt.time | dt.timedelta) -> Value:
    match value:
        case dt.datetime():
            return DateTime.from_python(value)
        case dt.date():
            return Date.from_python(value)
        case dt.time():
            return Time.from_python(value)
    return DaysDuration.from_python(value)


def _shown(value: int | Decimal | Fraction) -> str:
    if isinstance(value, Decimal):
        return str(value)[:60]
    return f"{value.numerator.bit_length()} bits"


def to_host(value: Value) -> object:
    """A value as hosts get it: numbers as Decimal in plain notation, own types for what is temporal, new lists and dicts.

    What is shared in `value` is shared in the result: written out it might never end.
    """
    return _Writer().write(value)


class _Writer:
    def __init__(self) -> None:
        self._known: dict[int, object] = {}

    def write(self, value: Value) -> object:
        # The parts come first, and not by recursion: values may be nested deeper than Python's functions.
        waiting = [value]
        while waiting:
            parts = [
                part for part in _parts(waiting[-1]) if _is_composed(part) and id(part) not in self._known
            ]
            if parts:
                waiting += parts
            else:
                done = waiting.pop()
                if id(done) not in self._known:
                    self._known[id(done)] = self._made(done)
        return self._known[id(value)]

    def _part(self, value: Value) -> object:
        return self._known[id(value)] if _is_composed(value) else self._made(value)

    def _made(self, value: Value) -> object:
        match value:
            case Decimal():
                return plain(value)
            case list():
                return [self._part(inner) for inner in value]
            case dict():
                return {key: self._part(inner) for key, inner in value.items()}
            case Range():
                low, high = cast("Value", self._part(value.low)), cast("Value", self._part(value.high))
                return attrs.evolve(value, low=low, high=high)
        return value


def _is_composed(value: Value) -> bool:
    return isinstance(value, list | dict | Range)


def _parts(value: Value) -> Iterable[Value]:
    match value:
        case list():
            return value
        case dict():
            return value.values()
        case Range():
            return (value.low, value.high)
    return ()
