"""Days as offices write them: `2017年6月30日`, `2017/6/30`, `6月30日前`, `30 June 2017`. Files hold `2017-06-30`; this tells what was meant.

Nothing is read by this in place of a day: a mend says what to write, and of a day that does not exist, why not.
"""

from __future__ import annotations

import calendar
import re
import unicodedata

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, Pattern, Place
from projgov.reading.numerals import chinese_number

NO_SUCH_DAY = Pattern(
    "F125",
    Bilingual("没有 `{found}` 这一天：{why}", "there is no day `{found}`: {why}"),
    Bilingual("{mend}", "{mend}"),
)
OTHER_FORM_OF_DAY = Pattern(
    "F126",
    Bilingual("日期 `{found}` 不是这里的写法", "the day `{found}` is not written as days are written here"),
    Bilingual("写成 `{mend}`", "write `{mend}`"),
)
MAX_LENGTH = 40
"""Longer texts are no days."""

_MONTHS = {m.casefold(): n for n, m in enumerate(calendar.month_name) if m} | {
    m.casefold(): n for n, m in enumerate(calendar.month_abbr) if m
}
_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_UNTIL = re.compile(r"\s*(?:之前|以前|前|止|截止|为止)$")
_FORMS = (
    re.compile(r"(?P<y>\d{4})\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})\s*[日号]?"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"),
    re.compile(r"(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})\s*[日号]?"),
    re.compile(rf"(?P<n>{_NAME})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y>\d{{4}}))?"),
    re.compile(rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?P<n>{_NAME})\.?(?:,? (?P<y>\d{{4}}))?"),
    re.compile(r"(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4})"),
)
_NUMERALS = re.compile(r"[〇零○一二两三四五六七八九十]+")


@attrs.frozen
class DayMeant:
    """A day as somebody wrote it, which need not exist; without a year, one of the year that is spoken of."""

    year: int | None
    month: int
    day: int

    @property
    def written(self) -> str:
        """The day as files hold it: `2017-06-30`, or `06-30` without a year."""
        before = "" if self.year is None else f"{self.year:04}-"
        return f"{before}{self.month:02}-{self.day:02}"

    def last_in(self, year: int) -> int | None:
        """The last day of its month in that year, None where there is no such month."""
        return (
            calendar.monthrange(year, self.month)[1] if 1 <= self.month <= 12 and 1 <= year <= 9999 else None
        )


def day_meant(text: str) -> DayMeant | None:
    """The day that a text means to a reader, None where it is none. `06-30前` (by that day) is that day."""
    if len(text) > MAX_LENGTH:
        return None
    body = _UNTIL.sub("", unicodedata.normalize("NFKC", text).strip().casefold())
    body = _NUMERALS.sub(lambda found: _number(found.group()), body)
    for form in _FORMS:
        if (found := form.fullmatch(body)) is not None:
            parts = found.groupdict()
            month = _MONTHS[parts["n"]] if parts.get("n") else int(parts["m"])
            year, day = parts.get("y"), int(parts["d"])
            if form is _FORMS[-1]:  # 31.12.2016, or in the American order 12/31/2016
                if month > 12 >= day:
                    month, day = day, month
                elif day <= 12 and day != month:
                    return None
            return DayMeant(None if year is None else int(year), month, day)
    return None


def told_of_day(text: str, place: Place, year: int | None = None) -> Diagnostic | None:
    """What to say, at `place`, of a text that means a day and is not written as one; None where it means none.

    A day without a year is one of `year`, and none where that is not given.
    """
    meant = day_meant(text)
    of = None if meant is None else meant.year or year
    if meant is None or of is None:
        return None
    last = meant.last_in(of)
    if last is not None and 1 <= meant.day <= last:
        return OTHER_FORM_OF_DAY.at(place, found=text, mend=meant.written)
    if last is None:
        why = Bilingual("一年只有12个月", "a year has 12 months")
        mend = Bilingual(
            "改正月份，写成 `2017-12-31` 的样子", "correct the month; a day is written like `2017-12-31`"
        )
    else:
        why = Bilingual(
            f"{of}年{meant.month}月有{last}天", f"{calendar.month_name[meant.month]} {of} has {last} days"
        )
        end = attrs.evolve(meant, day=last).written
        mend = Bilingual(
            f"写当月最后一天 `{end}`，或改正", f"write `{end}`, the last day of that month, or correct it"
        )
    return NO_SUCH_DAY.at(place, found=text, why=why, mend=mend)


def _number(numerals: str) -> str:
    digits = {"零": "0", "〇": "0", "○": "0"} | {c: str(n) for n, c in enumerate("一二三四五六七八九", 1)}
    if len(numerals) == 4 and set(numerals) <= digits.keys():  # a year: 二〇一七
        return "".join(digits[c] for c in numerals)
    found = chinese_number(numerals)
    return numerals if found is None else str(found)
