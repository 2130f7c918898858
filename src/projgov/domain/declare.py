"""Short forms for declaring fields: each gives the `Spec` of a field from its labels (zh, en) and its further names.

`names` are what rule files may call the field by besides its own name. The list only grows: changing a label never breaks a
rule file, because a label is no name unless it is listed as one.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from projgov.diagnostics import Bilingual
from projgov.domain.types import (
    BooleanType,
    ChoiceType,
    DateType,
    ListType,
    Missing,
    NumberType,
    Option,
    PeriodType,
    RecordType,
    ReferenceType,
    RegisterType,
    SeriesType,
    TextType,
    ValueType,
)
from projgov.domain.vocabulary import About, Confidentiality, Named, Series, Spec

Number: TypeAlias = int | Decimal
"""An exact number as records hold it: int where it is whole, else Decimal without trailing zeros."""

MaybeText: TypeAlias = str | Missing
MaybeNumber: TypeAlias = Number | Missing
MaybeBoolean: TypeAlias = bool | Missing

PERCENT = NumberType(decimals=2, least=Fraction(0), most=Fraction(1000), unit="percent")
"""A share of what was to be done. More than 100 happens in offices."""

PLANNED = NumberType(decimals=2, least=Fraction(0), most=Fraction(100), unit="percent")
SHARE = NumberType(decimals=2, least=Fraction(0), most=Fraction(100), unit="percent")
POINTS = NumberType(decimals=2, least=Fraction(0), most=Fraction(100), unit="points")
COUNT = NumberType(decimals=0, least=Fraction(0), most=Fraction(10**9))
VERSION = NumberType(decimals=0, least=Fraction(1), most=Fraction(10**6))
MONEY = NumberType(decimals=2, least=Fraction(0), most=Fraction(10**15), unit="yuan")
YEAR = NumberType(decimals=0, least=Fraction(1900), most=Fraction(9999), unit="year")


def named(name: str, zh: str, en: str, *names: str) -> Named:
    """A name with its labels and further names."""
    return Named(name, Bilingual(zh, en), names)


def option(code: str, zh: str, en: str, *names: str) -> Option:
    """One value of a choice."""
    return Option(code, Bilingual(zh, en), names)


def about(
    name: str,
    zh: str,
    en: str,
    *names: str,
    collection: str = "",
    dated: bool = False,
    apart: bool = False,
    series: tuple[Series, ...] = (),
) -> About:
    """What a record class says of itself."""
    return About(named(name, zh, en, *names), collection, dated, series, apart)


def text(zh: str, en: str, *names: str, seen: Confidentiality = "internal") -> Spec:
    """A text."""
    return Spec(TextType(), Bilingual(zh, en), names, seen)


def yes_no(zh: str, en: str, *names: str, seen: Confidentiality = "internal") -> Spec:
    """True or false."""
    return Spec(BooleanType(), Bilingual(zh, en), names, seen)


def day(zh: str, en: str, *names: str, seen: Confidentiality = "internal") -> Spec:
    """A day."""
    return Spec(DateType(), Bilingual(zh, en), names, seen)


def calendar_period(zh: str, en: str, *names: str, seen: Confidentiality = "internal") -> Spec:
    """A calendar period."""
    return Spec(PeriodType(), Bilingual(zh, en), names, seen)


def number(kind: NumberType, zh: str, en: str, *names: str, seen: Confidentiality = "internal") -> Spec:
    """A number of the type given, one of those above."""
    return Spec(kind, Bilingual(zh, en), names, seen)


def choice(kind: ChoiceType, zh: str, en: str, *names: str, seen: Confidentiality = "internal") -> Spec:
    """One of a closed set."""
    return Spec(kind, Bilingual(zh, en), names, seen)


def several(of: ValueType, zh: str, en: str, *names: str, seen: Confidentiality = "internal") -> Spec:
    """A list; a list that is given is whole."""
    return Spec(ListType(of), Bilingual(zh, en), names, seen)


def records(record: str, zh: str, en: str, *names: str, seen: Confidentiality = "internal") -> Spec:
    """A list of records of a type, nested here."""
    return Spec(ListType(RecordType(record)), Bilingual(zh, en), names, seen)


def reference(
    record: str,
    zh: str,
    en: str,
    *names: str,
    inverse: Named | None = None,
    holders: Named | Mapping[str, Named] | None = None,
    seen: Confidentiality = "internal",
) -> Spec:
    """The id of a subject."""
    return Spec(ReferenceType(record), Bilingual(zh, en), names, seen, inverse, None, holders)


def references(
    record: str,
    zh: str,
    en: str,
    *names: str,
    inverse: Named | None = None,
    seen: Confidentiality = "internal",
) -> Spec:
    """The ids of subjects of one type; an empty list says that there are none."""
    return Spec(ListType(ReferenceType(record)), Bilingual(zh, en), names, seen, inverse)


def register(
    record: str,
    name: str,
    zh: str,
    en: str,
    *names: str,
    latest: Named | None = None,
    seen: Confidentiality = "internal",
) -> Spec:
    """A register of dated records, which the portfolio declares complete or open under `name`."""
    return Spec(RegisterType(record, name), Bilingual(zh, en), names, seen, None, latest)


def series(
    name: Named,
    of: NumberType,
    *,
    register: str,
    entries: str,
    value: str,
    day: str,
    preferred: tuple[str, ...] = (),
    in_force: bool = False,
    counts: str = "",
    seen: Confidentiality = "internal",
) -> Series:
    """A value over time; see `Series`."""
    return Series(name, SeriesType(of), register, entries, value, day, preferred, in_force, seen, counts)
