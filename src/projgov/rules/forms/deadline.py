"""Days as offices write them: `end of quarter 1`, `10 days after period end`, `11-30`, `2018-01-31`, 一季度末, 期末后10天, 次月5日.

A deadline is such a phrase, any FEEL expression that gives a date, or so long before or after one of both (`forms.counted`).

A day that is named with 前, 以前, 之前, 止 or `by` is the last day on which the thing is in time, and `before the end of March` is 31 March.
以内 and 届满 take in the number that they stand with by article 1259 of the Civil Code; of 以前 it says nothing, and this is how
offices mean it. 6月30日前（不含当日） leaves the day itself out.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.domain.calendar import month_end, parse_date
from projgov.domain.types import PeriodType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.typing import DATE
from projgov.rules.forms.counted import Counted, away, counted, moved

JUDGED_WHEN_DUE = Pattern(
    "F142",
    Bilingual(
        "这类规则在期限当天判定，不另写 `judged`",
        "rules of this kind judge on the day that is due, not on `judged`",
    ),
    Bilingual("删去 `judged`，在 `due` 里写明日期", "leave out `judged`, and say the day under `due`"),
)
_DIGITS = {character: number for number, character in enumerate("一二三四五六七八九十", 1)} | {
    "十一": 11,
    "十二": 12,
}
_N = r"(\d{1,2}|十[一二]?|[一二三四五六七八九])"
_MONTHS = {name.casefold(): n for n, name in enumerate(calendar.month_name) if name}
_END_OF = re.compile(rf"(?:end of (quarter|month|half) (\d+)|第?{_N}(季度|月)(?:末|底))")
_END_OF_NAMED = re.compile(rf"end of ({'|'.join(_MONTHS)})", re.IGNORECASE)
_HALF_END = re.compile(r"([上下])半年(?:末|底)")
_YEAR_END = re.compile(r"end of year|年末|年底")
_YEAR_START = re.compile(r"start of year|年初")
_PERIOD_END = re.compile(r"(?:end of period|period end|期末)")
_PERIOD_START = re.compile(r"(?:start of period|period start|期初)")
_NEXT_MONTH = re.compile(r"(?:day (\d{1,2}) of (?:the )?next month|次月(\d{1,2})日)")
_DAY_OF_YEAR = re.compile(rf"(?:(\d{{2}})-(\d{{2}})|{_N}月(\d{{1,2}})日)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LAST_MONTH = {"quarter": 3, "季度": 3, "month": 1, "月": 1, "half": 6}
_BY = re.compile(
    r"(?:by|no later than|not later than|until)\s+(?:the\s+)?|(?:before\s+)(?:the\s+)?(?=end of )|the\s+(?=end of )",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"(?:之前|以前|前|止|截止|为止)$")
_WITHOUT = re.compile(r"(?:之前|以前|前)\s*[（(，,]?\s*不含(?:当日|本日|当天|该日)\s*[）)]?$")
_YEAR_IN_WORDS = re.compile(r"\d{4}")
_SO_OFTEN = 8
"""A day is told from another that is told from another, and so on so often at most."""


def phrase(text: str, year: int, place: Place) -> Node | None:
    """The day that a phrase names in the assessment year, or None where `text` is no such phrase.

    Phrases with "period" stand for a day of the local variable `period`. A phrase that counts from a day (`3 working days before
    end of year`) is one where that day is one.
    """
    return _phrase(text, year, place, _SO_OFTEN)


def _phrase(text: str, year: int, place: Place, depth: int) -> Node | None:
    if not depth:
        return None
    if (rest := moved(text)) is not None:
        function, end = rest
        day = _phrase(text[:end], year, place, depth - 1)
        return None if day is None else nodes.Call(function, (day,), DATE, place=place)
    if (told := point(text, year, place)) is not None:
        return told
    count = counted(text)
    anchor = None if count is None else _phrase(count.anchor, year, place, depth - 1)
    return None if count is None or anchor is None else away(anchor, count)


def has_year(text: str) -> bool:
    """Whether a phrase says of which year it speaks."""
    return _YEAR_IN_WORDS.search(text) is not None


def point(text: str, year: int, place: Place) -> Node | None:
    """The day that a phrase names by itself, and not by how far from another it lies; None where it names none."""
    words = " ".join(text.split())
    if (found := _point(words, year, place)) is not None:
        return found
    if (match := _WITHOUT.search(words)) is not None:
        day = _point(words[: match.start()], year, place)
        return None if day is None else _day_before(day)
    words = _UNTIL.sub("", words)
    if (by := _BY.match(words)) is not None:
        words = words[by.end() :]
    return _point(words, year, place)


def _day_before(day: Node) -> Node:
    return away(day, Counted(-1, "day", "", 0, 0))


def _point(words: str, year: int, place: Place) -> Node | None:
    if _YEAR_END.fullmatch(words):
        return _literal(date(year, 12, 31), place)
    if _YEAR_START.fullmatch(words):
        return _literal(date(year, 1, 1), place)
    if (match := _END_OF.fullmatch(words)) is not None:
        unit = match[1] or match[4]
        month = _number(match[2] or match[3]) * _LAST_MONTH[unit]
        return _literal(month_end(year, month), place) if 1 <= month <= 12 else None
    if (match := _END_OF_NAMED.fullmatch(words)) is not None:
        return _literal(month_end(year, _MONTHS[match[1].casefold()]), place)
    if (match := _HALF_END.fullmatch(words)) is not None:
        return _literal(month_end(year, 6 if match[1] == "上" else 12), place)
    if (match := _DAY_OF_YEAR.fullmatch(words)) is not None:
        try:
            return _literal(date(year, _number(match[1] or match[3]), int(match[2] or match[4])), place)
        except ValueError:
            return None
    if _DAY.fullmatch(words):  # in FEEL two subtractions, which can never give a day
        try:
            return _literal(parse_date(words), place)
        except ValueError:
            return None
    if _PERIOD_END.fullmatch(words):
        return _of_period("period_end", place)
    if _PERIOD_START.fullmatch(words):
        return _of_period("period_start", place)
    if (match := _NEXT_MONTH.fullmatch(words)) is not None and 1 <= int(match[1] or match[2]) <= 28:
        return _next_month(int(match[1] or match[2]), place)
    return None


def _next_month(day: int, place: Place) -> Node:
    """So many days after the end of the month in which the period ends."""
    end = nodes.Call("month_end", (_of_period("period_end", place),), DATE, place=place)
    return away(end, Counted(day, "day", "", 0, 0))


def _of_period(function: str, place: Place) -> Node:
    return nodes.Call(function, (nodes.Variable("period", PeriodType(), place=place),), DATE, place=place)


def _literal(day: date, place: Place) -> Node:
    return nodes.Literal(day, DATE, place=place)


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _DIGITS[text]
