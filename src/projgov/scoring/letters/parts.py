"""The parts of a letter, as plain texts; and how a text that comes from anywhere is made one line."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import TypeAlias

import attrs

from projgov.diagnostics import Language
from projgov.domain.calendar import Period, period_words

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that change the direction of writing: with them a text can look like another."""


@attrs.frozen
class Heading:
    """A heading within the letter."""

    text: str


@attrs.frozen
class Paragraph:
    """A paragraph."""

    text: str


@attrs.frozen
class Listing:
    """Lines one below the other."""

    lines: tuple[str, ...]
    numbered: bool


@attrs.frozen
class Grid:
    """A table."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Part: TypeAlias = Heading | Paragraph | Listing | Grid


def one_line(text: str) -> str:
    """A text on one line: blanks of any kind, line ends and control characters become single spaces, and nothing turns it round."""
    kept = (
        "" if c in _TURNING else " " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text
    )
    return " ".join("".join(kept).split())


def day_words(day: date, language: Language) -> str:
    """A day as it stands under a letter: 2017年9月30日, 30 September 2017."""
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def period_name(period: Period, language: Language) -> str:
    """A period as it stands in a title: 2017年9月, September 2017."""
    year, number = period.year, period.number
    match period.kind:
        case "year":
            return f"{year}年" if language == "zh" else str(year)
        case "half_year":
            half = ("上半年", "first half of") if number == 1 else ("下半年", "second half of")
            return f"{year}年{half[0]}" if language == "zh" else f"{half[1]} {year}"
        case "quarter":
            quarter = "一二三四"[number - 1]
            return f"{year}年第{quarter}季度" if language == "zh" else f"quarter {number} of {year}"
        case "month":
            return f"{year}年{number}月" if language == "zh" else f"{_MONTHS[number - 1]} {year}"
    return period_words(period).in_(language)
