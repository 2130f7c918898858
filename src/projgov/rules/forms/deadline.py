"""Days as offices write them: `end of quarter 1`, `10 days after period end`, `11-30`, `2018-01-31`, 一季度末, 期末后10天, 次月5日.

A deadline is such a phrase, or any FEEL expression that gives a date.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.domain.calendar import parse_date
from projgov.domain.types import PeriodType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.typing import DATE, DAYS

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
_END_OF = re.compile(rf"(?:end of (quarter|month|half) (\d+)|第?{_N}(季度|月)(?:末|底))")
_HALF_END = re.compile(r"([上下])半年(?:末|底)")
_YEAR_END = re.compile(r"end of year|年末|年底")
_YEAR_START = re.compile(r"start of year|年初")
_PERIOD_END = re.compile(r"(?:end of period|period end|期末)")
_AFTER = re.compile(r"(?:(\d{1,3}) days? after (?:the )?period end|期末后(\d{1,3})[天日])")
_NEXT_MONTH = re.compile(r"(?:day (\d{1,2}) of (?:the )?next month|次月(\d{1,2})日)")
_DAY_OF_YEAR = re.compile(rf"(?:(\d{{2}})-(\d{{2}})|{_N}月(\d{{1,2}})日)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LAST_MONTH = {"quarter": 3, "季度": 3, "month": 1, "月": 1, "half": 6}


def phrase(text: str, year: int, place: Place) -> Node | None:
    """The day that a phrase names in the assessment year, or None where `text` is no such phrase.

    Phrases with "period" stand for a day of the local variable `period`.
    """
    words = " ".join(text.split())
    if _YEAR_END.fullmatch(words):
        return _literal(date(year, 12, 31), place)
    if _YEAR_START.fullmatch(words):
        return _literal(date(year, 1, 1), place)
    if (match := _END_OF.fullmatch(words)) is not None:
        unit = match[1] or match[4]
        month = _number(match[2] or match[3]) * _LAST_MONTH[unit]
        return _literal(_month_end(year, month), place) if 1 <= month <= 12 else None
    if (match := _HALF_END.fullmatch(words)) is not None:
        return _literal(_month_end(year, 6 if match[1] == "上" else 12), place)
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
        return _period_end(place)
    if (match := _AFTER.fullmatch(words)) is not None:
        return _after_period(int(match[1] or match[2]), place)
    if (match := _NEXT_MONTH.fullmatch(words)) is not None and 1 <= int(match[1] or match[2]) <= 28:
        return _after_period(
            int(match[1] or match[2]), place
        )  # every period ends with the last day of a month
    return None


def _after_period(days: int, place: Place) -> Node:
    length = nodes.Literal(timedelta(days=days), DAYS, place=place)
    return nodes.Arithmetic("+", _period_end(place), length, DATE, place=place)


def _period_end(place: Place) -> Node:
    return nodes.Call("period_end", (nodes.Variable("period", PeriodType(), place=place),), DATE, place=place)


def _literal(day: date, place: Place) -> Node:
    return nodes.Literal(day, DATE, place=place)


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _DIGITS[text]


def _month_end(year: int, month: int) -> date:
    following = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
    return following - timedelta(days=1)
