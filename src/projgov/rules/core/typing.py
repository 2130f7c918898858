"""Arithmetic on types: what two types have in common, what an operation on them gives, how a type is called."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import TypeAlias, TypeVar

from projgov.diagnostics import Bilingual
from projgov.domain.records import VOCABULARY
from projgov.domain.types import (
    AnyType,
    BooleanType,
    ChoiceType,
    ContextType,
    DateType,
    DurationType,
    ListType,
    NullType,
    NumberType,
    PeriodType,
    RecordType,
    ReferenceType,
    RegisterType,
    SeriesType,
    TextType,
    ValueType,
)
from projgov.rules.core.program import PORTFOLIO

T = TypeVar("T", int, Fraction)

ANY = AnyType()
TEXT = TextType()
DATE = DateType()
DAYS = DurationType("days")
_TEXTUAL = (TextType, ChoiceType)


def describe(kind: ValueType) -> Bilingual:
    """A type's name as a clerk would say it."""
    match kind:
        case NumberType(unit="percent"):
            return Bilingual("百分数", "a percentage")
        case NumberType():
            return Bilingual("数字", "a number")
        case TextType():
            return Bilingual("文字", "a text")
        case BooleanType():
            return Bilingual("是/否", "yes or no")
        case DateType():
            return Bilingual("日期", "a date")
        case PeriodType():
            return Bilingual("时期", "a period")
        case DurationType():
            return Bilingual("时长", "a duration")
        case ChoiceType(name):
            return Bilingual(f"选项（{name}）", f"a choice ({name})")
        case RecordType(record) | ReferenceType(record):
            label = called(record)
            return Bilingual(f"记录（{label.zh}）", f"a record ({label.en})")
        case ListType(AnyType()):
            return Bilingual("列表", "a list")
        case ListType(of):
            inner = describe(of)
            return Bilingual(f"列表（每一项是{inner.zh}）", f"a list (each item {inner.en})")
        case RegisterType(record):
            label = called(record)
            return Bilingual(f"台账（{label.zh}）", f"a register ({label.en})")
        case SeriesType():
            return Bilingual("随时间变化的值", "a value over time")
        case ContextType():
            return Bilingual("上下文", "a context")
        case NullType():
            return Bilingual("空", "nothing")
        case AnyType():
            return Bilingual("任意值", "any value")


def called(record: str) -> Bilingual:
    """What people call a type of record, or of subject."""
    if record == PORTFOLIO:
        return Bilingual("项目库", "portfolio")
    known = VOCABULARY.records.get(record)
    return Bilingual(record, record) if known is None else known.about.named.label


def item_type(kind: ValueType) -> ValueType | None:
    """The type of the members of a list or register, None for what is not a list."""
    match kind:
        case ListType(of):
            return of
        case RegisterType(record):
            return RecordType(record)
        case ContextType():
            return None
        case AnyType():
            return ANY
    return None


def comparable(left: ValueType, right: ValueType) -> bool:
    """Whether values of the two types can be equal or ordered at all."""
    if isinstance(left, AnyType | NullType) or isinstance(right, AnyType | NullType):
        return True
    if isinstance(left, _TEXTUAL) and isinstance(right, _TEXTUAL):
        return True
    if isinstance(left, ListType) and isinstance(right, ListType):
        return comparable(left.of, right.of)
    if isinstance(left, RecordType) and isinstance(right, RecordType):
        return left == right
    return type(left) is type(right)


def ordered(kind: ValueType) -> bool:
    """Whether `<` makes sense for values of the type."""
    return isinstance(kind, NumberType | DateType | DurationType | PeriodType | TextType | AnyType)


def join(left: ValueType, right: ValueType) -> ValueType | None:
    """The narrowest type that holds the values of both, None where there is none."""
    if left == right or isinstance(right, NullType):
        return left
    if isinstance(left, NullType):
        return right
    if isinstance(left, ContextType) and isinstance(right, ContextType):
        return _joined_entries(left, right)
    if isinstance(left, AnyType) or isinstance(right, AnyType):
        return ANY
    match left, right:
        case NumberType(), NumberType():
            return NumberType(
                _wider(max, left.decimals, right.decimals),
                _wider(min, left.least, right.least),
                _wider(max, left.most, right.most),
                left.unit if left.unit == right.unit else "",
            )
        case ((TextType() | ChoiceType()), (TextType() | ChoiceType())):
            return TEXT
        case ListType(a), ListType(b):
            inner = join(a, b)
            return None if inner is None else ListType(inner)
        case RegisterType(a), ListType(RecordType(b)) if a == b:
            return right
        case ListType(RecordType(a)), RegisterType(b) if a == b:
            return left
    return None


def _joined_entries(left: ContextType, right: ContextType) -> ValueType:
    """Contexts with the same entries have these in common."""
    if {key for key, _ in left.entries} != {key for key, _ in right.entries}:
        return ANY
    return ContextType(tuple((key, join(kind, right.entry(key) or ANY) or ANY) for key, kind in left.entries))


def entry_type(kind: ValueType, name: str) -> ValueType:
    """The type of an entry of a context, as far as it is known."""
    found = kind.entry(name) if isinstance(kind, ContextType) else None
    return ANY if found is None else found


def join_all(kinds: Iterable[ValueType]) -> ValueType | None:
    """The narrowest type that holds the values of all; `NullType` for none."""
    common: ValueType = NullType()
    for kind in kinds:
        wider = join(common, kind)
        if wider is None:
            return None
        common = wider
    return common


_LONGEST_BOUND = 8_000
"""Binary digits of a bound; one of a field has at most 1000 digits and the power 999 of ten."""
_MOST_DECIMALS = 4_000


def arithmetic(operator: str, left: NumberType, right: NumberType) -> NumberType:
    """The type of a sum, difference, product, quotient or power: bounds and decimals by interval arithmetic."""
    decimals: int | None = None
    least: Fraction | None = None
    most: Fraction | None = None
    a, b, c, d = left.least, left.most, right.least, right.most
    if left.decimals is not None and right.decimals is not None:
        if operator in "+-":
            decimals = max(left.decimals, right.decimals)
        elif operator == "*":
            decimals = left.decimals + right.decimals
    if operator == "+":
        least = None if a is None or c is None else a + c
        most = None if b is None or d is None else b + d
    elif operator == "-":
        least = None if a is None or d is None else a - d
        most = None if b is None or c is None else b - c
    elif operator == "*":
        least, most = _product((a, b), (c, d))
    elif operator == "/" and (reciprocal := _reciprocal((c, d))) is not None:
        least, most = _product((a, b), reciprocal)
    if decimals is not None and decimals > _MOST_DECIMALS:
        decimals = None
    return NumberType(decimals, _plain(least), _plain(most), _unit(operator, left, right))


def _plain(bound: Fraction | None) -> Fraction | None:
    """The bound, none where it has got long: definitions that multiply one another would double it each time."""
    if bound is None or max(bound.numerator.bit_length(), bound.denominator.bit_length()) > _LONGEST_BOUND:
        return None
    return bound


def aggregated(operator: str, inner: ValueType) -> ValueType | None:
    """The type of an aggregate over items of type `inner`, None where there is no such aggregate of them."""
    if operator in ("count", "distinct"):
        return NumberType(0, Fraction(0))
    if operator in ("min", "max") and isinstance(inner, DateType | PeriodType | DurationType | TextType):
        return inner
    if isinstance(inner, AnyType | NullType):
        return NumberType()
    if not isinstance(inner, NumberType):
        return None
    match operator:
        case "min" | "max":
            return inner
        case "mean" | "median":
            return NumberType(None, inner.least, inner.most, inner.unit)
        case "sum":
            least = Fraction(0) if inner.least is not None and inner.least >= 0 else None
            most = Fraction(0) if inner.most is not None and inner.most <= 0 else None
            return NumberType(inner.decimals, least, most, inner.unit)
    return NumberType()


Interval: TypeAlias = tuple[Fraction | None, Fraction | None]
"""The least and the most value; None where there is no bound."""


def _product(left: Interval, right: Interval) -> Interval:
    """The interval of a product. Where a bound is absent, only factors that keep one sign leave any."""
    (a, b), (c, d) = left, right
    if a is not None and b is not None and c is not None and d is not None:
        products = (a * c, a * d, b * c, b * d)
        return min(products), max(products)
    if a is None or a < 0:
        if b is None or b > 0:
            return (None, None) if c is None or (c < 0 and (d is None or d > 0)) else _product(right, left)
        return _turned(_product(_turned(left), right))
    if c is None or c < 0:
        return (None, None) if d is None or d > 0 else _turned(_product(left, _turned(right)))
    most = Fraction(0) if 0 in (b, d) else None if b is None or d is None else b * d
    return a * c, most


def _turned(interval: Interval) -> Interval:
    """The interval of the numbers with their signs turned."""
    least, most = interval
    return None if most is None else -most, None if least is None else -least


def _reciprocal(interval: Interval) -> Interval | None:
    """The interval of 1/x, None where x can be zero."""
    least, most = interval
    if least is not None and least > 0:
        return Fraction(0) if most is None else 1 / most, 1 / least
    if most is not None and most < 0:
        return 1 / most, Fraction(0) if least is None else 1 / least
    return None


def _unit(operator: str, left: NumberType, right: NumberType) -> str:
    """The unit of a sum or difference: that of both, or of the one that is added to a plain number.

    What comes of a product or quotient is of a kind that only its writer knows: half a point for a day is no day.
    """
    if operator not in "+-":
        return ""
    if left.unit == right.unit:
        return left.unit
    plain = right if left.unit else left
    return (
        (left.unit or right.unit)
        if not plain.unit and plain.least is not None and plain.least == plain.most
        else ""
    )


def _wider(pick: Callable[[T, T], T], a: T | None, b: T | None) -> T | None:
    return None if a is None or b is None else pick(a, b)
