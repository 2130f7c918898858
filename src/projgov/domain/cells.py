"""The text in a cell to the plain value it stands for, by the format that the mapping names. Nothing is guessed."""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

from projgov.diagnostics import Bilingual
from projgov.domain import table_faults as faults
from projgov.domain.declare import Number
from projgov.domain.mapping import Column, NumberFormat
from projgov.domain.scalars import Bad, exact_number
from projgov.domain.types import BooleanType, ChoiceType, ListType, TextType, ValueType
from projgov.domain.vocabulary import canonical_name
from projgov.domain.wording import shown_text
from projgov.reading.canonical import number_text

ABSENT: Final = object()
"""What a cell gives that means missing."""

_WORDS = {"true": True, "false": False}


def cell_value(cell: str, column: Column, kind: ValueType) -> object:
    """The plain value of a cell, ready for the reader of `kind`; `ABSENT` where the mapping says that the text means missing.

    Raises `Bad` for a text that the mapping does not explain.
    """
    folded = " ".join(cell.split())
    if folded in column.missing:
        return ABSENT
    if any(_matches(folded, pattern) for pattern in column.withheld):
        return {"withheld": folded}
    if not folded:
        raise Bad(faults.EMPTY_CELL)
    if isinstance(kind, ListType):
        parts = folded.split(column.separator) if column.separator else [folded]
        return [_single(part.strip(), column, kind.of) for part in parts]
    return _single(cell.strip(), column, kind)


def read_number(text: str, form: NumberFormat) -> Number:
    """The number that `text` writes in the format given, exactly."""
    body, negative = text.strip(), False
    if form.brackets and body.startswith("(") and body.endswith(")"):
        body, negative = body[1:-1].strip(), True
    if body.startswith("-") and not negative:
        body, negative = body[1:].lstrip(), True
    for sign in form.strip:
        body = body.removeprefix(sign).removesuffix(sign).strip()
    if body.startswith("-") and not negative:  # as in `£-5`
        body, negative = body[1:], True
    if form.percent:
        if not body.endswith("%"):
            raise Bad(faults.NO_PERCENT_SIGN, found=shown_text(text))
        body = body[:-1].rstrip()
    if _number_pattern(form.thousands, form.decimal).fullmatch(body) is None:
        raise Bad(faults.CELL_NOT_A_NUMBER, found=shown_text(text))
    if form.thousands:
        body = body.replace(form.thousands, "")
    number = exact_number(("-" if negative else "") + body.replace(form.decimal, "."))
    if form.times == 1:
        return number
    return exact_number(Decimal(number_text(Fraction(number) * Fraction(form.times))))


def read_date(text: str, formats: tuple[str, ...]) -> date:
    """The day that `text` writes in one of the formats; the first that fits counts."""
    for form in formats:
        match = _date_pattern(form).fullmatch(text.strip())
        if match is not None:
            try:
                return date(int(match["Y"]), int(match["M"]), int(match["D"]))
            except ValueError:
                continue
    shown = ", ".join(f"`{form}`" for form in formats)
    raise Bad(faults.CELL_NOT_A_DATE, found=shown_text(text), formats=shown)


def _single(text: str, column: Column, kind: ValueType) -> object:
    if column.values is not None:
        folded = " ".join(text.split())
        if folded in column.values:
            return column.values[folded]
        listed = ", ".join(f"`{value}`" for value in column.values)
        raise Bad(faults.UNLISTED_VALUE, found=shown_text(text), hint=Bilingual(listed, listed))
    if column.number is not None:
        return read_number(text, column.number)
    if column.dates:
        return read_date(text, column.dates)
    return plain_value(text, kind)


def plain_value(text: str, kind: ValueType) -> object:
    """What a text stands for where no format is named: a label or name of a choice that is of one value only is its code."""
    if isinstance(kind, TextType):
        return text
    folded = " ".join(text.split())
    match kind:
        case BooleanType():
            return _WORDS.get(folded.lower(), folded)
        case ChoiceType():
            return folded if folded in kind.codes else _by_label(kind).get(_key(folded), folded)
    return folded


@lru_cache(maxsize=64)
def _by_label(kind: ChoiceType) -> dict[str, str]:
    """The codes of a choice by their labels and further names, without those that could mean two."""
    found: dict[str, set[str]] = {}
    for option in kind.options:
        for name in (option.code, option.label.zh, option.label.en, *option.names):
            found.setdefault(_key(name), set()).add(option.code)
    return {name: codes.pop() for name, codes in found.items() if len(codes) == 1}


def _key(name: str) -> str:
    return canonical_name(name).casefold()


def _matches(text: str, pattern: str) -> bool:
    return text.startswith(pattern[:-1]) if pattern.endswith("*") else text == pattern


@lru_cache(maxsize=64)
def _number_pattern(thousands: str, decimal: str) -> re.Pattern[str]:
    whole = "[0-9]+"
    if thousands:
        whole = rf"(?:[0-9]{{1,3}}(?:{re.escape(thousands)}[0-9]{{3}})+|[0-9]+)"
    return re.compile(rf"{whole}(?:{re.escape(decimal)}[0-9]+)?")


@lru_cache(maxsize=64)
def _date_pattern(form: str) -> re.Pattern[str]:
    widths = {"YYYY": "[0-9]{4}", "MM": "[0-9]{2}", "DD": "[0-9]{2}", "M": "[0-9]{1,2}", "D": "[0-9]{1,2}"}
    parts = re.split("(YYYY|MM|DD|M|D)", form)
    return re.compile("".join(f"(?P<{p[0]}>{widths[p]})" if p in widths else re.escape(p) for p in parts))
