"""Days that are told by how long before or after another they lie: `5 working days after period end`, 期末后5个工作日内, `30 days before end`.

The day from which is counted is not counted itself (Civil Code, article 201), the last day is (以内, 届满: article 1259). After months and
years it is the same day of the month, or the last of a month that has no such day (article 202). A last day on which nobody works
stays the last day, unless the text says that it is moved, for the Code lets others say how they count (articles 203 and 204):
遇节假日顺延, `or the next working day`.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta

import attrs

from projgov.domain.calendar import Step, Unit, move
from projgov.domain.types import NumberType
from projgov.reading.numerals import chinese_number
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.typing import DATE, DAYS

_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_NUMBERS = {word: n for n, word in enumerate(_WORDS, 1)} | {"a": 1, "fifteen": 15, "twenty": 20, "thirty": 30}
_EN_UNITS: dict[str, Unit] = {"working": "working_day", "business": "working_day", "work": "working_day"}
_ZH_UNITS: dict[str, Unit] = {
    "个工作日": "working_day", "工作日": "working_day", "个自然日": "day", "自然日": "day", "个日历日": "day", "日历日": "day", "日历天": "day",
    "天": "day", "日": "day", "个星期": "week", "星期": "week", "周": "week", "个月": "month", "年": "year",
}  # fmt: skip
_EN = re.compile(
    rf"(?:within\s+)?(?P<n>\d{{1,4}}|{'|'.join(_NUMBERS)})\s+(?:(?P<kind>calendar|working|business|work)\s+)?"
    r"(?P<unit>day|week|month|year)s?\s+(?P<way>after|of|from|following|before)\s+(?P<anchor>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_N = r"(?P<n>\d{1,4}|[一二两三四五六七八九十百]{1,5})\s*"
_UNIT = f"(?P<unit>{'|'.join(_ZH_UNITS)})"
_ZH_AFTER = re.compile(
    rf"(?P<anchor>\S.*?)\s*(?:之|以)?后的?\s*{_N}{_UNIT}(?:之内|以内|内|(?:之|以)?前)?", re.DOTALL
)
_ZH_WITHIN = re.compile(
    rf"(?:自|从)?(?P<anchor>\S.*?)\s*(?:之日)?起\s*{_N}{_UNIT}(?:之内|以内|内)?", re.DOTALL
)
_ZH_BEFORE = re.compile(rf"(?P<anchor>\S.*?)\s*(?:(?:之|以)?前|提前)\s*{_N}{_UNIT}", re.DOTALL)
_MOVED = (
    (re.compile(r"\s*[,，（(]?\s*遇(?:法定)?(?:节假日|休息日|节假日和休息日|休)?(?:则)?顺延\s*[）)]?$"), "postponed"),
    (re.compile(r"\s*[,，（(]?\s*遇(?:法定)?(?:节假日|休息日|节假日和休息日|休)?(?:则)?提前\s*[）)]?$"), "advanced"),
    (re.compile(r"\s*,?\s+or\s+(?:on\s+)?the\s+next\s+working\s+day$", re.IGNORECASE), "postponed"),
    (re.compile(r"\s*,?\s+or\s+(?:on\s+)?the\s+working\s+day\s+before$", re.IGNORECASE), "advanced"),
)  # fmt: skip


@attrs.frozen
class Counted:
    """So long after a day, or before it where `count` is negative. `start` and `end` tell where in the text that day is told."""

    count: int
    unit: Unit
    anchor: str
    start: int
    end: int

    @property
    def days(self) -> int | None:
        """How many calendar days that is; None for working days, months and years, which depend on the calendar."""
        return {"day": self.count, "week": self.count * 7}.get(self.unit)


def counted(text: str) -> Counted | None:
    """What a text counts from which day; None where it does not count."""
    if (match := _EN.fullmatch(text.strip())) is not None:
        shift = len(text) - len(text.lstrip())
        unit = _EN_UNITS.get((match["kind"] or "").lower())
        if unit is not None and match["unit"].lower() != "day":
            return None
        before = match["way"].lower() == "before"
        return _found(match, unit or _unit(match["unit"]), before, _anchor(match, r"the\s+"), shift)
    for form, before in ((_ZH_AFTER, False), (_ZH_WITHIN, False), (_ZH_BEFORE, True)):
        if (match := form.fullmatch(text.strip())) is not None:
            shift = len(text) - len(text.lstrip())
            return _found(match, _ZH_UNITS[match["unit"]], before, match.span("anchor"), shift)
    return None


def _unit(word: str) -> Unit:
    units: dict[str, Unit] = {"day": "day", "week": "week", "month": "month", "year": "year"}
    return units[word.lower()]


def _anchor(match: re.Match[str], article: str) -> tuple[int, int]:
    start, end = match.span("anchor")
    found = re.compile(article, re.IGNORECASE).match(match.string, start)
    return (start if found is None else found.end()), end


def _found(
    match: re.Match[str], unit: Unit, before: bool, anchor: tuple[int, int], shift: int
) -> Counted | None:
    digits = match["n"].lower()
    number = int(digits) if digits.isdigit() else _NUMBERS.get(digits) or chinese_number(digits)
    if number is None:
        return None
    start, end = anchor
    return Counted(-number if before else number, unit, match.string[start:end], start + shift, end + shift)


def moved(text: str) -> tuple[str, int] | None:
    """The function that moves a last day on which nobody works, and where the words that say so begin; None without such words."""
    for words, function in _MOVED:
        if (match := words.search(text)) is not None and match.start():
            return function, match.start()
    return None


def away(start: Node, told: Counted) -> Node:
    """The day so long after or before another."""
    if isinstance(start, nodes.Literal) and isinstance(start.value, date) and told.unit != "working_day":
        with suppress(OverflowError):  # outside the years 1 to 9999: told where it is computed
            return nodes.Literal(move(start.value, Step(told.count, told.unit)), DATE, place=start.place)
    if (days := told.days) is not None:
        length = nodes.Literal(timedelta(days=abs(days)), DAYS, place=start.place)
        return nodes.Arithmetic("+" if days >= 0 else "-", start, length, DATE, place=start.place)
    months = told.count * 12 if told.unit == "year" else told.count
    function = "add_working_days" if told.unit == "working_day" else "add_months"
    steps = nodes.Literal(months, NumberType(0), place=start.place)
    return nodes.Call(function, (start, steps), DATE, place=start.place)
