"""The assessment year (考核年度): the year that a rule file is for, and the days that belong to it.

It may begin before the calendar year and end after it: filing from November of the year before, awards and reviews into the year after.
"""

from __future__ import annotations

from datetime import date

import attrs

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.rules.core.scope import Faults

ENDS_BEFORE_IT_BEGINS = Pattern(
    "C034",
    Bilingual(
        "考核年度从 {first} 开始，却到 {last} 为止",
        "the assessment year begins on {first} and ends on {last}",
    ),
    Bilingual("改正 `year from` 或 `year to`", "correct `year from` or `year to`"),
)
OTHER_YEAR = Pattern(
    "C035",
    Bilingual("{first} 至 {last} 没有{year}年的日子", "from {first} to {last} there is no day of {year}"),
    Bilingual("改正 `year`、`year from` 或 `year to`", "correct `year`, `year from` or `year to`"),
)
TOO_LONG = Pattern(
    "C036",
    Bilingual(
        "考核年度从 {first} 到 {last}，超过三年",
        "the assessment year is longer than three years: {first} to {last}",
    ),
    Bilingual("核对 `year from` 和 `year to` 的年份", "check the years of `year from` and `year to`"),
)
_MOST_DAYS = 3 * 366


@attrs.frozen
class AssessmentYear:
    """The days `first` through `last`, which are those of the calendar year `number` unless the file says otherwise."""

    number: int
    first: date
    last: date

    @classmethod
    def of(cls, number: int, first: date | None, last: date | None) -> AssessmentYear:
        """The assessment year that begins and ends as is said, else with the calendar year."""
        return cls(number, first or date(number, 1, 1), last or date(number, 12, 31))


def check_year(year: AssessmentYear, from_: Place, to: Place, faults: Faults) -> None:
    """Tell of a year whose days cannot be meant. `from_` and `to` are the places where they are written."""
    first, last = year.first.isoformat(), year.last.isoformat()
    if year.last < year.first:
        faults.add(ENDS_BEFORE_IT_BEGINS, to, first=first, last=last)
    elif not year.first.year <= year.number <= year.last.year:
        faults.add(
            OTHER_YEAR,
            from_ if year.first.year > year.number else to,
            first=first,
            last=last,
            year=str(year.number),
        )
    elif (year.last - year.first).days >= _MOST_DAYS:
        faults.add(TOO_LONG, to, first=first, last=last)
