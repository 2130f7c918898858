"""The values of parameters: numbers, texts, days, yes or no. A text that means a number or a day is a fault where it stands."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from projgov.diagnostics import Bilingual, Diagnostic, Pattern, Place
from projgov.domain.calendar import parse_date
from projgov.reading.days import told_of_day
from projgov.reading.numerals import number_meant
from projgov.reading.tree import Node, Scalar
from projgov.rules.forms.options import find
from projgov.rules.load.words import UNITS

NOT_A_VALUE = Pattern(
    "F119",
    Bilingual("参数 `{name}` 的取值不是单个的值", "the value of parameter `{name}` is not a single one"),
    Bilingual("写一个数字、文字、日期，或 true、false", "write one number, text or date, or true or false"),
)
TEXT_FOR_NUMBER = Pattern(
    "F124",
    Bilingual(
        "参数 `{name}` 的取值 `{found}` 是文字，不是数字",
        "the value `{found}` of parameter `{name}` is a text, and no number",
    ),
    Bilingual("{own_mend}", "{own_mend}"),
)
NUMBER_FOR_TEXT = Pattern(
    "F127",
    Bilingual(
        "参数 `{name}` 的单位是文字，取值 `{found}` 却不是",
        "parameter `{name}` is to be a text, and `{found}` is none",
    ),
    Bilingual("加引号写成文字：`{mend}`", "put quotes around it: `{mend}`"),
)

ParameterValue: TypeAlias = int | Fraction | str | bool | date


def unit_of(written: str) -> str:
    """The code of a unit of measure, or the unit as it is written."""
    known = find(written, UNITS) if written else None
    return written if known is None else known.code


def parameter_value(name: str, node: Node | None, unit: str, place: Place) -> ParameterValue | Diagnostic:
    """The value of parameter `name` that a node at `place` gives, or what is wrong with it. `unit` is the code of its unit, empty where none is given.

    With a unit a value is a number, or with the unit `text` a text. Without one, a text is refused that is a number or a day in
    another form: it would be found out only where the rules reckon with it.
    """
    if not isinstance(node, Scalar) or (value := node.value) is None:
        return NOT_A_VALUE.at(place, name=name)
    if unit == "text":
        if isinstance(value, str):
            return value
        return NUMBER_FOR_TEXT.at(node.place, name=name, found=node.source, mend=f"'{node.source}'")
    if not isinstance(value, str):
        return _exact(value)
    try:
        return parse_date(value)
    except ValueError:
        return _text_in_its_place(name, node, value, unit)


def _text_in_its_place(name: str, node: Scalar, text: str, unit: str) -> str | Diagnostic:
    meant = number_meant(text)
    if meant is not None:
        added = f", unit: {meant.unit}" if meant.unit and not unit else ""
        mend = Bilingual(f"写成 `value: {meant.digits}{added}`", f"write `value: {meant.digits}{added}`")
        if not unit:
            mend = Bilingual(
                f"{mend.zh}；确实是文字的，加上 `unit: text`",
                f"{mend.en}; for a text that it is, add `unit: text`",
            )
    elif (told := told_of_day(text, node.place)) is not None and not unit:
        return told
    elif unit:
        mend = Bilingual(
            "写一个数字，如 `value: 30`；是文字的，删去 `unit`",
            "write a number, as in `value: 30`; for a text, leave `unit` out",
        )
    else:
        return text
    return TEXT_FOR_NUMBER.at(node.place, name=name, found=node.source, own_mend=mend)


def _exact(value: bool | int | Decimal) -> ParameterValue:
    if not isinstance(value, Decimal):
        return value
    exact = Fraction(value)
    return int(exact) if exact.denominator == 1 else exact
