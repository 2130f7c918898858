"""Numbers and days of a rule file, exact."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.domain.calendar import parse_date
from projgov.reading.days import told_of_day
from projgov.reading.tree import Scalar
from projgov.rules.forms.keys import fault
from projgov.rules.forms.mends import as_number

WANTS_NUMBER = Pattern(
    "F103",
    Bilingual("这里要写数字，写的是 `{found}`", "a number is wanted here, and this is `{found}`"),
    Bilingual("{mend}", "{mend}"),
)
WANTS_DAY = Pattern(
    "F104",
    Bilingual("这里要写日期，写的是 `{found}`", "a date is wanted here, and this is `{found}`"),
    Bilingual("写成 2017-12-31", "write it like 2017-12-31"),
)


def _exact(value: Any) -> Fraction:
    if isinstance(value, Scalar):
        value = value.value
    if isinstance(value, bool) or not isinstance(value, int | Fraction | Decimal):
        raise fault(WANTS_NUMBER, found="" if value is None else str(value), mend=as_number(str(value)))
    return Fraction(value)


def _day(value: Any) -> date:
    text = value.text if isinstance(value, Scalar) else str(value)
    try:
        return parse_date(text)
    except ValueError:
        told = told_of_day(text, Place())
        if told is None:
            raise fault(WANTS_DAY, found=text) from None
        raise fault(told.pattern, **dict(told.values)) from None


Number: TypeAlias = Annotated[Fraction, BeforeValidator(_exact)]
Day: TypeAlias = Annotated[date, BeforeValidator(_day)]
