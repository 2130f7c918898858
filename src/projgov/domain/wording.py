"""Values and types in words, for diagnostics."""

import json
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from projgov.diagnostics import Bilingual
from projgov.domain.types import (
    BooleanType,
    ChoiceType,
    DateType,
    ListType,
    NumberType,
    PeriodType,
    RecordType,
    ReferenceType,
    RegisterType,
    TextType,
    ValueType,
)


def kind_of(value: object) -> Bilingual:
    """What a plain value is, in words."""
    match value:
        case None:
            return Bilingual("空值", "null")
        case bool():
            return Bilingual("真假值", "a boolean")
        case int() | Decimal() | float() | Fraction():
            return Bilingual("数", "a number")
        case str():
            return Bilingual("文本", "a text")
        case datetime():
            return Bilingual("带时间的日期", "a date with a time")
        case date():
            return Bilingual("日期", "a date")
        case list() | tuple():
            return Bilingual("列表", "a list")
        case dict():
            return Bilingual("对象", "an object")
    return Bilingual(f" Python 的 {type(value).__name__}", f"a Python {type(value).__name__}")


def expected(kind: ValueType) -> Bilingual:
    """What a type allows, in words."""
    match kind:
        case TextType():
            return Bilingual("文本", "a text")
        case BooleanType():
            return Bilingual("是或否（`true` 或 `false`）", "true or false")
        case DateType():
            return Bilingual("日期，如 `2017-09-30`", "a date such as `2017-09-30`")
        case PeriodType():
            return Bilingual("时期，如 `2017-Q3`", "a period such as `2017-Q3`")
        case NumberType():
            return _expected_number(kind)
        case ChoiceType():
            listed = ", ".join(f"`{code}`" for code in kind.codes)
            return Bilingual(f"下列之一：{listed}", f"one of {listed}")
        case ReferenceType(record):
            return Bilingual(f"编号（{record}）", f"the id of one of the {record} records")
        case ListType() | RegisterType():
            return Bilingual("列表", "a list")
        case RecordType():
            return Bilingual("对象", "an object")
    return Bilingual("值", "a value")


def shown(value: object) -> str:
    """A value for a message, shortened."""
    match value:
        case str():
            return shown_text(value)
        case None | bool():
            return json.dumps(value)
        case int() if value.bit_length() > 200:
            return f"{'-' if value < 0 else ''}2^{value.bit_length() - 1}…"
        case list() | tuple():
            return "[…]" if value else "[]"
        case dict():
            return "{…}" if value else "{}"
    return shown_text(str(value))


def shown_text(text: str, most: int = 60) -> str:
    """A text for a message: on one line, and its beginning only where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most]}…"


def _expected_number(kind: NumberType) -> Bilingual:
    zh, en = "数", "a number"
    if kind.decimals == 0:
        zh, en = "整数", "a whole number"
    if kind.least is not None and kind.most is not None:
        zh, en = f"{kind.least} 到 {kind.most} 的{zh}", f"{en} from {kind.least} to {kind.most}"
    elif kind.least is not None:
        zh, en = f"不小于 {kind.least} 的{zh}", f"{en} of at least {kind.least}"
    elif kind.most is not None:
        zh, en = f"不大于 {kind.most} 的{zh}", f"{en} of at most {kind.most}"
    if kind.decimals:
        zh, en = f"{zh}，最多 {kind.decimals} 位小数", f"{en} with at most {kind.decimals} decimals"
    return Bilingual(zh, en)
