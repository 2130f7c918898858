"""Working days: which days are worked, as a calendar says, and counting them. A day that the calendar does not cover is an error.

A `WorkCalendar` is plain data: the days off of every week, the holidays, and the days that are worked instead (调休), from a first
day through a last one. Nothing is known of days before and after these, and nothing is guessed.
"""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, InvalidData, Pattern, Place, ProjgovError
from projgov.reading.canonical import canonical

NOT_COVERED = Pattern(
    "C020",
    Bilingual(
        "工作日历 `{calendar}` 只有 {first} 至 {last} 的数据，{day} 是不是工作日无从得知",
        "the work calendar `{calendar}` covers {first} to {last}, and does not know whether {day} is a working day",
    ),
    Bilingual(
        "换用包括这一天的工作日历（`calendar=`），或改用日历天",
        "give a work calendar that covers that day (`calendar=`), or count calendar days",
    ),
)
ENDS_BEFORE = Pattern(
    "C021",
    Bilingual(
        "工作日历从 {first} 开始，却到 {last} 为止", "the work calendar begins on {first} and ends on {last}"
    ),
    Bilingual("改正 `from` 或 `to`", "correct `from` or `to`"),
)
OUTSIDE_SPAN = Pattern(
    "C022",
    Bilingual("{day} 不在 {first} 至 {last} 之间", "{day} is not between {first} and {last}"),
    Bilingual("删去这一天，或改正 `from`、`to`", "leave this day out, or correct `from` and `to`"),
)
WORKED_ANYHOW = Pattern(
    "C023",
    Bilingual(
        "{day} 本来就上班，不必写作调休上班的日子",
        "{day} is worked anyhow, and need not be made a working day",
    ),
    Bilingual("核对日期；不是休息日就删去", "check the day, and leave it out where it is no day off"),
)
BOTH = Pattern(
    "C024",
    Bilingual("{day} 既写作节假日，又写作上班的日子", "{day} is both a holiday and a working day"),
    Bilingual("只留一处", "leave it in one place only"),
)
NO_WEEKDAY = Pattern(
    "C025",
    Bilingual("`{found}` 不是一星期中的一天", "`{found}` is not a day of the week"),
    Bilingual("写1到7，星期一是1，星期日是7", "write 1 to 7: Monday is 1, Sunday is 7"),
)
ALWAYS_OFF = Pattern(
    "C026",
    Bilingual("一星期七天都不上班", "no day of the week is worked"),
    Bilingual(
        "`weekend` 只写休息的日子，如 `[6, 7]`", "name the days off alone under `weekend`, such as `[6, 7]`"
    ),
)
TOO_LONG = Pattern(
    "C040",
    Bilingual(
        "工作日历从 {first} 到 {last}，超过 {most} 年",
        "the work calendar is of more than {most} years: {first} to {last}",
    ),
    Bilingual("核对 `from` 和 `to` 的年份", "check the years of `from` and `to`"),
)
MOST_YEARS = 200
"""A calendar covers no more years: it is known in advance for few."""


def _day(_: object, attribute: Any, value: Any) -> None:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise TypeError(f"`{attribute.name}` of a work calendar is a date, not {type(value).__name__}")


def _days(_: object, attribute: Any, value: Mapping[date, str]) -> None:
    for day in value:
        _day(None, attribute, day)


def _week(days: Iterable[int]) -> frozenset[int]:
    return frozenset(days)


def _named(days: Mapping[date, str] | Iterable[date]) -> Mapping[date, str]:
    return dict(sorted(days.items() if isinstance(days, Mapping) else ((day, "") for day in days)))


@attrs.frozen(eq=False)
class WorkCalendar:
    """Which days from `first` through `last` are worked: all but those of the `weekend` (ISO weekdays, Monday is 1) and the
    `holidays`, and the `working_days` besides, which are worked although their weekday is off.

    `holidays` and `working_days` are days with what they are called, or days alone. Two calendars are equal where they say the same of every
    day, whatever they are called. Raises `InvalidData` with everything that cannot be meant, `TypeError` for days that are no dates.
    """

    id: str
    first: date = attrs.field(validator=_day)
    last: date = attrs.field(validator=_day)
    holidays: Mapping[date, str] = attrs.field(factory=dict, converter=_named, validator=_days, repr=False)
    working_days: Mapping[date, str] = attrs.field(
        factory=dict, converter=_named, validator=_days, repr=False
    )
    weekend: frozenset[int] = attrs.field(default=frozenset({6, 7}), converter=_week)
    title: Bilingual | None = None
    source: str = attrs.field(default="", repr=False)
    version: str = ""

    def __attrs_post_init__(self) -> None:
        if faults := self._faults():
            raise InvalidData(faults)

    def _faults(self) -> list[Diagnostic]:
        first, last = self.first.isoformat(), self.last.isoformat()
        if self.last < self.first:
            return [ENDS_BEFORE.at(Place(path="to"), first=first, last=last)]
        if self.last.year - self.first.year > MOST_YEARS:
            return [TOO_LONG.at(Place(path="to"), first=first, last=last, most=MOST_YEARS)]
        week = set(range(1, 8))
        faults = [
            NO_WEEKDAY.at(Place(path="weekend"), found=str(d)) for d in sorted(self.weekend - week, key=str)
        ]
        if self.weekend >= week:
            faults.append(ALWAYS_OFF.at(Place(path="weekend")))
        for name, days in (("holidays", self.holidays), ("working_days", self.working_days)):
            for day in days:
                place = Place(path=f"{name}.{day}")
                if not self.first <= day <= self.last:
                    faults.append(OUTSIDE_SPAN.at(place, day=day.isoformat(), first=first, last=last))
                elif name == "working_days" and day in self.holidays:
                    faults.append(BOTH.at(place, day=day.isoformat()))
                elif name == "working_days" and day.isoweekday() not in self.weekend:
                    faults.append(WORKED_ANYHOW.at(place, day=day.isoformat()))
        return faults

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what the calendar says of days; not of names, source and version."""
        off = [d for d in self.holidays if d.isoweekday() not in self.weekend]
        said = {
            "from": self.first.isoformat(),
            "to": self.last.isoformat(),
            "weekend": sorted(self.weekend),
            "off": [day.isoformat() for day in off],
            "worked": [day.isoformat() for day in self.working_days],
        }
        return hashlib.sha256(canonical(said)).hexdigest()

    @cached_property
    def ordinals(self) -> tuple[int, ...]:
        """The working days as proleptic Gregorian ordinals, in order."""
        days = range(self.first.toordinal(), self.last.toordinal() + 1)
        off = {day.toordinal() for day in self.holidays}
        worked = {day.toordinal() for day in self.working_days}
        # Ordinal 1 is a Monday: of 7 weeks' ordinals the remainder by 7 tells the weekday.
        weekend = {weekday % 7 for weekday in self.weekend}
        return tuple(n for n in days if n in worked or (n % 7 not in weekend and n not in off))

    def covers(self, day: date) -> bool:
        """Whether the calendar says anything of a day."""
        return self.first <= day <= self.last

    def __eq__(self, other: object) -> bool:
        return self.digest == other.digest if isinstance(other, WorkCalendar) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.digest)


class OutsideCalendar(ProjgovError, LookupError):
    """Working days were asked for of a day that the calendar does not cover. `diagnostic` says it in both languages."""

    def __init__(self, calendar: WorkCalendar, day: date) -> None:
        self.diagnostic = NOT_COVERED.at(
            Place(),
            calendar=calendar.id,
            first=calendar.first.isoformat(),
            last=calendar.last.isoformat(),
            day=day.isoformat(),
        )
        super().__init__(self.diagnostic.message("en"))


def _covered(calendar: WorkCalendar, day: date) -> int:
    """The ordinal of a day that the calendar covers. Raises `OutsideCalendar` for any other."""
    if not calendar.first <= day <= calendar.last:
        raise OutsideCalendar(calendar, day)
    return day.toordinal()


def is_working_day(calendar: WorkCalendar, day: date) -> bool:
    """Whether a day is worked. Raises `OutsideCalendar`."""
    number = _covered(calendar, day)
    at = bisect_left(calendar.ordinals, number)
    return at < len(calendar.ordinals) and calendar.ordinals[at] == number


def add_working_days(calendar: WorkCalendar, day: date, count: int) -> date:
    """The `count`th working day after `day`, which itself is not counted; before it, where negative; `day` itself for 0.

    Raises `OutsideCalendar`, also where the calendar ends (begins) before so many days are counted.
    """
    number = _covered(calendar, day)
    if not count:
        return day
    days = calendar.ordinals
    at = bisect_right(days, number) + count - 1 if count > 0 else bisect_left(days, number) + count
    if 0 <= at < len(days):
        return date.fromordinal(days[at])
    raise OutsideCalendar(calendar, _beyond(calendar.last, 1) if count > 0 else _beyond(calendar.first, -1))


def _beyond(day: date, step: int) -> date:
    try:
        return day + timedelta(days=step)
    except OverflowError:
        return day


def working_days_between(calendar: WorkCalendar, earlier: date, later: date) -> int:
    """How many working days there are after `earlier` through `later`; negative where `later` is before.

    So counted, days from one to a second and from there to a third add up. Raises `OutsideCalendar`.
    """
    after, through = _covered(calendar, earlier), _covered(calendar, later)
    return bisect_right(calendar.ordinals, through) - bisect_right(calendar.ordinals, after)


def working_days_within(calendar: WorkCalendar, first: date, last: date) -> int:
    """How many working days there are from `first` through `last`, both counted; none where `last` is before. Raises `OutsideCalendar`."""
    start, end = _covered(calendar, first), _covered(calendar, last)
    return max(0, bisect_right(calendar.ordinals, end) - bisect_left(calendar.ordinals, start))


def next_working_day(calendar: WorkCalendar, day: date) -> date:
    """The first working day after `day`. Raises `OutsideCalendar`."""
    return add_working_days(calendar, day, 1)


def previous_working_day(calendar: WorkCalendar, day: date) -> date:
    """The last working day before `day`. Raises `OutsideCalendar`."""
    return add_working_days(calendar, day, -1)


def postponed(calendar: WorkCalendar, day: date) -> date:
    """`day` where it is a working day, else the next one (遇节假日顺延). Raises `OutsideCalendar`."""
    return day if is_working_day(calendar, day) else add_working_days(calendar, day, 1)


def advanced(calendar: WorkCalendar, day: date) -> date:
    """`day` where it is a working day, else the last one before (遇节假日提前). Raises `OutsideCalendar`."""
    return day if is_working_day(calendar, day) else add_working_days(calendar, day, -1)
