"""Values of hosts (Python's own) to values of FEEL, and back. Never a float: what it shows is not what it is."""

from __future__ import annotations

import datetime as dt
import decimal
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

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
    Bilingual("`{found}` 是二进制浮点数(float),它不精确", "`{found}` is a binary float, which is not exact"),
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

MAX_DEPTH = 100

_PARSERS = {
    "date": parse_date,
    "time": parse_time,
    "date and time": parse_date_time,
    "years and months duration": parse_months,
    "days and time duration": parse_days,
}
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
                return _text(value, type_)
            case int() | Decimal() | Fraction():
                try:
                    return number(value)
                except decimal.DecimalException:
                    return self._fault(NUMBER_TOO_LARGE, path, _shown(value))
            case float():
                return self._fault(FLOAT, path, repr(value))
            case dt.datetime():
                return DateTime.from_python(value)
            case dt.date():
                return Date.from_python(value)
            case dt.time():
                return Time.from_python(value)
            case dt.timedelta():
                return DaysDuration.from_python(value)
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


def _shown(value: int | Decimal | Fraction) -> str:
    if isinstance(value, Decimal):
        return str(value)[:60]
    return f"{value.numerator.bit_length()} bits"


def to_host(value: Value) -> object:
    """A value as hosts get it: numbers as Decimal in plain notation, own types for what is temporal, new lists and dicts."""
    match value:
        case Decimal():
            return plain(value)
        case list():
            return [to_host(inner) for inner in value]
        case dict():
            return {key: to_host(inner) for key, inner in value.items()}
    return value
