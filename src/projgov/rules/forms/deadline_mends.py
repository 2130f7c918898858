"""Deadlines that are written otherwise than they can be: the one that was meant, or what deadlines there are."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, Pattern, Place
from projgov.reading.days import day_meant, told_of_day
from projgov.reading.numerals import chinese_number
from projgov.rules.core import nodes
from projgov.rules.forms.deadline import phrase

NO_DEADLINE = Pattern(
    "F152",
    Bilingual("`{found}` 不是期限的写法", "`{found}` is no way of writing a deadline"),
    Bilingual("{mend}", "{mend}"),
)
WHETHER_INCLUDED = Pattern(
    "F153",
    Bilingual("`{found}` 含不含那一天，没有说清", "`{found}` does not say whether that day is still in time"),
    Bilingual(
        "含那一天写 `{by}`，不含写 `{before}`", "write `{by}` where it is, and `{before}` where it is not"
    ),
)
NOT_IN_EVERY_MONTH = Pattern(
    "F154",
    Bilingual("不是每个月都有{day}日", "not every month has a day {day}"),
    Bilingual("写 28 日以内，或写 `{mend}`", "write a day up to 28, or `{mend}`"),
)
FORMS = Bilingual(
    "期限可写：`11-30`（当年）、`2018-01-31`、`一季度末`、`6月末`、`上半年末`、`年末`、`年初`；有报送期的规则还可写 `期末`、`期末后10天`、"
    "`期末后5个工作日`、`次月5日`；从某一天数起，如 `开始日期后30天`、`年末前15个工作日`；或得出日期的表达式，如 `加天数(开始日期, 30)`",
    "a deadline is `11-30` (of the year), `2018-01-31`, `end of quarter 1`, `end of June`, `end of half 1`, `end of year` or "
    "`start of year`; in rules with a period also `period end`, `10 days after period end`, `5 working days after period end` or "
    "`day 5 of next month`; counted from some day, `30 days after start` or `15 working days before end of year`; or an "
    "expression that gives a date, such as `add days(start, 30)`",
)

_N = r"(\d{1,3}|[一二两三四五六七八九十百]{1,4})"
_MONTHS = "|".join(m.casefold() for m in calendar.month_name if m)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_BEFORE = re.compile(r"before (?:the )?(?P<day>\S.*)")
_NEXT_YEAR = re.compile(r"(?:次年|明年|翌年|下年|来年|下一年)(?:的|度)?")
_UNTIL = re.compile(r"(?:之前|以前|前|止|截止|为止|之内|以内|内)$")


def mistaken_deadline(text: str, year: int, place: Place, *, period: bool = True) -> Diagnostic | None:
    """What to say of a text that means a deadline and is not written as one; None where none can be seen in it.

    `period`: whether the rule has periods, the end of which could be meant.
    """
    words = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if phrase(words, year, place) is not None:  # it is one: something else is wrong, such as quotes around it
        return None
    if (before := _BEFORE.fullmatch(words)) is not None:
        named = phrase(before["day"], year, place)
        if isinstance(named, nodes.Literal) and isinstance(named.value, date) and named.value > date.min:
            eve = named.value - timedelta(days=1)
            left_out = f"{eve:%m-%d}" if eve.year == year else eve.isoformat()
            return WHETHER_INCLUDED.at(place, found=text, by=before["day"], before=left_out)
    until = _UNTIL.sub("", words)
    if until != words and phrase(until, year, place) is not None:
        return _mend(text, until, place)
    if (told := told_of_day(text, place, year)) is not None:
        return told
    if (later := _NEXT_YEAR.match(words)) is not None and (
        day := day_meant(words[later.end() :])
    ) is not None:
        whole = attrs.evolve(day, year=year + 1).written
        return told_of_day(whole, place) if phrase(whole, year, place) is None else _mend(text, whole, place)
    for form, meant in _MEANT:
        if (match := form.fullmatch(words)) is not None:
            told = meant(text, match, place)
            needs_period = any("期末" in str(v) or "period end" in str(v) for _, v in told.values)
            return told if period or not needs_period else None
    return None


def no_deadline(text: str, place: Place) -> Diagnostic:
    """What to say of a text in which no deadline can be seen: what deadlines there are."""
    return NO_DEADLINE.at(place, found=text, mend=FORMS)


def _mend(text: str, mend: str, place: Place) -> Diagnostic:
    return NO_DEADLINE.at(place, found=text, mend=Bilingual(f"写成 `{mend}`", f"write `{mend}`"))


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _ORDINALS.get(text) or chinese_number(text) or 0


def _written(text: str, zh: str, en: str) -> str:
    """The phrase in the language in which the text is written."""
    return en if text.isascii() else zh


def _after(text: str, match: re.Match[str], place: Place) -> Diagnostic:
    days = _number(match["n"])
    if match["working"]:
        mend = _written(text, f"期末后{days}个工作日", f"{days} working days after period end")
        return _mend(text, mend, place)
    return _mend(text, _written(text, f"期末后{days}天", f"{days} days after period end"), place)


def _next_month(text: str, match: re.Match[str], place: Place) -> Diagnostic:
    day = _number(match["n"])
    if day > 28:
        mend = _written(text, f"期末后{day}天", f"{day} days after period end")
        return NOT_IN_EVERY_MONTH.at(place, day=day, mend=mend)
    return _mend(text, _written(text, f"次月{day}日", f"day {day} of next month"), place)


def _quarter(text: str, match: re.Match[str], place: Place) -> Diagnostic:
    number = _number(match["n"])
    return _mend(text, _written(text, f"{'零一二三四'[number]}季度末", f"end of quarter {number}"), place)


def _half(text: str, match: re.Match[str], place: Place) -> Diagnostic:
    second = match["n"] in ("second", "2", "下")
    return _mend(
        text, _written(text, "下半年末" if second else "上半年末", f"end of half {2 if second else 1}"), place
    )


def _month(text: str, match: re.Match[str], place: Place) -> Diagnostic:
    named = [m.casefold() for m in calendar.month_name]
    number = named.index(match["n"]) if match["n"] in named else _number(match["n"])
    return _mend(text, _written(text, f"{number}月末", f"end of month {number}"), place)


def _always(zh: str, en: str) -> Callable[[str, re.Match[str], Place], Diagnostic]:
    return lambda text, _match, place: _mend(text, _written(text, zh, en), place)


_MEANT: tuple[tuple[re.Pattern[str], Callable[[str, re.Match[str], Place], Diagnostic]], ...] = (
    (re.compile(r"(?:within )?(?P<n>\d{1,3}) (?P<working>working |business |work )?(?:calendar )?days? (?:after|from|of) .*\b(?:end|close|period|month|quarter|half|year)\b.*"), _after),
    (re.compile(rf"(?:每?(?:期|月|季|季度|月度|周期|报送期))(?:末|底|终|满|结束|终了)?(?:之|以)?后的?第?(?P<n>{_N})个?(?P<working>工作日)?(?:自然日|日历日|日历天|天|日)?(?:之?内|以内|前)?"), _after),
    (re.compile(rf"(?P<n>{_N})个?(?P<working>工作日)(?:之?内|以内|前)?"), _after),
    (re.compile(r"(?:by )?(?:the )?(?:day )?(?P<n>\d{1,2})(?:st|nd|rd|th)? (?:day )?of (?:the )?(?:next|following) month"), _next_month),
    (re.compile(rf"(?:次|下|翌|下个|下一个)月的?(?P<n>{_N})[日号](?:之前|以前|前|内)?"), _next_month),
    (re.compile(r"(?:by )?(?:the )?end of (?:the )?(?:q|quarter )?(?P<n>[1-4]|first|second|third|fourth)(?: quarter)?"), _quarter),
    (re.compile(r"(?:q|quarter ?)(?P<n>[1-4]) ?end"), _quarter),
    (re.compile(r"第?(?P<n>[1-4一二三四])个?季度?(?:末|底|终|结束|完|最后一天)(?:之前|以前|前)?"), _quarter),
    (re.compile(r"(?:by )?(?:the )?end of (?:the )?(?P<n>first|second|1|2) half"), _half),
    (re.compile(r"(?P<n>[上下])半年(?:结束|最后一天|终)?(?:之前|以前|前)?"), _half),
    (re.compile(rf"(?:by )?(?:the )?end of (?P<n>{_MONTHS})"), _month),
    (re.compile(rf"(?P<n>{_N})月(?:月末|月底|终|结束|最后一天)(?:之前|以前|前)?"), _month),
    (re.compile(r"(?:by )?(?:the )?(?:end of (?:the )?year|year[ -]?end)"), _always("年末", "end of year")),
    (re.compile(r"(?:岁末|[当本全]年[末底终]?|年终|一年结束)(?:之前|以前|前)?"), _always("年末", "end of year")),
    (re.compile(r"年中(?:之前|以前|前)?"), _always("上半年末", "end of half 1")),
    (re.compile(r"(?:by )?(?:the )?(?:end of (?:the |each |every )?(?:month|quarter|half)|(?:month|quarter)[ -]?end)"), _always("期末", "period end")),
    (re.compile(r"每?(?:月|季|季度|半年|周期|报送期)(?:末|底|终)(?:之前|以前|前)?|期满|期底|期终"), _always("期末", "period end")),
)  # fmt: skip
