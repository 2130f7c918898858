"""Phrases of deadlines in the other language: `end of year` is 年末, `10 days after period end` is 期末后10天.

Only a phrase that comes back as it was written is put into the other language, so that nobody finds a file changed after going
there and back: `by the end of March` and 年底前 stay as they are.
"""

from __future__ import annotations

import calendar
import re

from projgov.diagnostics import Language
from projgov.domain.calendar import Unit
from projgov.rules.forms.counted import counted, moved

_FIXED = {
    "end of year": "年末",
    "start of year": "年初",
    "end of assessment year": "考核年度末",
    "start of assessment year": "考核年度初",
    "end of half 1": "上半年末",
    "end of half 2": "下半年末",
    "period end": "期末",
    "period start": "期初",
    **{f"end of quarter {n}": f"{zh}季度末" for n, zh in enumerate("一二三四", 1)},
    **{f"end of {calendar.month_name[n]}": f"{n}月末" for n in range(1, 13)},
    **{f"day {n} of next month": f"次月{n}日" for n in range(1, 29)},
}
_PHRASES: dict[Language, dict[str, str]] = {"zh": _FIXED, "en": {zh: en for en, zh in _FIXED.items()}}
_MOVED: dict[Language, dict[str, str]] = {
    "zh": {"postponed": "，遇节假日顺延", "advanced": "，遇节假日提前"},
    "en": {"postponed": " or the next working day", "advanced": " or the working day before"},
}
_UNITS: dict[Unit, tuple[str, str]] = {
    "day": ("天", "day"),
    "working_day": ("个工作日", "working day"),
    "week": ("周", "week"),
    "month": ("个月", "month"),
    "year": ("年", "year"),
}
_NAME = re.compile(r"\w+(?:\.\w+)*")
_SO_OFTEN = 8


def in_language(text: str, language: Language) -> str | None:
    """A phrase in a language; None where it is in it already, is no phrase, or would not come back as it was written."""
    new = _told(text, language, _SO_OFTEN)
    if new is None or new == text:
        return None
    return new if _told(new, "en" if language == "zh" else "zh", _SO_OFTEN) == text else None


def _told(text: str, language: Language, depth: int) -> str | None:
    if text in _PHRASES[language]:
        return _PHRASES[language][text]
    if not depth:
        return None
    if (rest := moved(text)) is not None:
        function, end = rest
        day = _told(text[:end], language, depth - 1)
        return None if day is None else day + _MOVED[language][function]
    count = counted(text)
    if count is None:
        return None
    anchor = _told(count.anchor, language, depth - 1)
    if anchor is None and _NAME.fullmatch(count.anchor):
        anchor = count.anchor  # a name of the user's, or of the vocabulary: both languages know it
    if anchor is None:
        return None
    zh, en = _UNITS[count.unit]
    number = abs(count.count)
    if language == "zh":
        return f"{anchor}{'前' if count.count < 0 else '后'}{number}{zh}"
    return f"{number} {en}{'' if number == 1 else 's'} {'before' if count.count < 0 else 'after'} {anchor}"
