"""Functions that make dates, times and durations, or tell something of them (DMN 1.5, 10.3.4.1, 10.3.4.8, 10.3.4.11)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from projgov.diagnostics import Bilingual, Pattern
from projgov.scoring.feel import days, zones
from projgov.scoring.feel.builtin import (
    DATE,
    DATE_TIME,
    DAYS,
    NUMBER,
    STRING,
    TIME,
    Builtin,
    Overload,
    Parameter,
)
from projgov.scoring.feel.durations import DaysDuration, MonthsDuration
from projgov.scoring.feel.functions.faults import brief
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.temporal import Date, DateTime, Time
from projgov.scoring.feel.temporal_parsing import (
    parse_date,
    parse_date_time,
    parse_duration,
    parse_time,
)
from projgov.scoring.feel.values import Value

NOT_THE_TEXT = Pattern(
    "M220",
    Bilingual("{found} 不是{wanted}的写法", "{found} is not the text of {wanted}"),
    Bilingual("写法如 `{example}`，且须确有其日其时", "write it like `{example}`, and so that it exists"),
)
NOT_A_DAY = Pattern(
    "M221",
    Bilingual(
        "没有这一天：年 {year}、月 {month}、日 {day}",
        "there is no day {day} of month {month} of the year {year}",
    ),
    Bilingual(
        "年、月、日都应为整数，且当月有这一天",
        "give whole numbers, and a day that the month has",
    ),
)
NOT_A_TIME = Pattern(
    "M222",
    Bilingual(
        "没有这一时刻：时 {hour}、分 {minute}、秒 {second}", "there is no time {hour}:{minute}:{second}"
    ),
    Bilingual(
        "时为 0 到 23，分为 0 到 59，秒不小于 0 且小于 60",
        "hours go from 0 to 23, minutes from 0 to 59, seconds from 0 to below 60",
    ),
)
NOT_AN_OFFSET = Pattern(
    "M223",
    Bilingual("`{found}` 不是时差", "`{found}` is not an offset from UTC"),
    Bilingual("时差以整秒计，不超过 14 小时", "an offset is in whole seconds, up to 14 hours either way"),
)
NOT_A_ZONE = Pattern(
    "M224",
    Bilingual("没有时区 `{found}`", "there is no time zone `{found}`"),
    Bilingual(
        "用 IANA 时区名，例如 `Asia/Shanghai`", "use an id of the IANA database, such as `Asia/Shanghai`"
    ),
)
NO_CLOCK = Pattern(
    "M225",
    Bilingual("`{function}()` 没有值：调用者没有给出", "`{function}()` has no value: the caller gave none"),
    Bilingual("求值时给出 `{argument}`", "give `{argument}` when evaluating"),
)
NO_SUCH_DAY = Pattern(
    "M226",
    Bilingual("`{found}` 换到时区 `{zone}` 超出年份范围", "`{found}` in the zone `{zone}` is out of range"),
    Bilingual(
        "年份应在 -999999999 与 999999999 之间",
        "years go from -999999999 to 999999999",
    ),
)


TEXT_STEPS = 8
"""What reading a date, a time or a duration from its text costs."""
PARTS_STEPS = 6
"""What making one from numbers costs, or showing it in a zone."""


def _from_text(parse: Callable[[str], Value], wanted: Bilingual, example: str) -> Callable[..., Value]:
    def call(run: Run, text: str) -> Value:
        run.step(TEXT_STEPS)
        found = parse(text)
        if found is None:
            return run.fault(NOT_THE_TEXT, found=brief(text), wanted=wanted, example=example)
        return found

    return call


def date_of(run: Run, value: Date | DateTime) -> Value:
    """The day of a date and time."""
    run.step()
    return value if isinstance(value, Date) else value.date


def date_from_parts(run: Run, year: Decimal, month: Decimal, day: Decimal) -> Value:
    """The day of a year, month and day."""
    run.step(PARTS_STEPS)
    parts = [_whole(part, days.MAX_YEAR) for part in (year, month, day)]
    if None not in parts:
        try:
            return Date(*(part for part in parts if part is not None))
        except ValueError:
            pass  # a day that its month lacks is told like parts that are no numbers
    return run.fault(NOT_A_DAY, year=brief(year), month=brief(month), day=brief(day))


def time_of(run: Run, value: Date | Time | DateTime) -> Value:
    """The time of day; of a date, midnight in UTC."""
    run.step()
    match value:
        case Time():
            return value
        case DateTime():
            return value.time
    return Time(0, 0, 0, offset=0)


def time_from_parts(
    run: Run, hour: Decimal, minute: Decimal, second: Decimal, offset: DaysDuration | None = None
) -> Value:
    """The time of an hour, a minute, and seconds with or without a fraction (cut to nanoseconds)."""
    run.step(PARTS_STEPS)
    seconds = None if offset is None else int(offset.seconds)
    if offset is not None and (seconds != offset.seconds or abs(offset.seconds) > 14 * 3600):
        return run.fault(NOT_AN_OFFSET, found=str(offset))
    hours, minutes = _whole(hour, 23), _whole(minute, 59)
    if hours is None or minutes is None or not 0 <= second < 60 or hours < 0 or minutes < 0:
        return run.fault(NOT_A_TIME, hour=brief(hour), minute=brief(minute), second=brief(second))
    nanoseconds = (hours * 60 + minutes) * 60_000_000_000 + int(second.scaleb(9))
    return Time.from_nanoseconds(nanoseconds, offset=seconds)


def date_and_time(run: Run, date: Date | DateTime, time: Time) -> Value:
    """The day of the one with the time of the other."""
    run.step()
    return DateTime(date if isinstance(date, Date) else date.date, time)


def date_and_time_of(run: Run, value: Date | DateTime) -> Value:
    """A date and time itself; of a date, midnight in UTC."""
    run.step()
    return value if isinstance(value, DateTime) else DateTime(value, Time(0, 0, 0, offset=0))


def in_zone(run: Run, value: DateTime, zone: str) -> Value:
    """The same instant as the clocks of a zone show it; a local date and time is taken to be the zone's."""
    run.step(PARTS_STEPS)
    if zones.zone(zone) is None:
        return run.fault(NOT_A_ZONE, found=zone[:60])
    try:
        if value.utc_offset is None:
            return DateTime.from_local(value.local, offset=None, zone=zone)
        return DateTime.from_instant(value.instant, offset=None, zone=zone)
    except ValueError:
        return run.fault(NO_SUCH_DAY, found=str(value), zone=zone)


def months_between(run: Run, start: Date | DateTime, end: Date | DateTime) -> Value:
    """The whole months from one day to the other, negative where it is before; times of day do not count."""
    run.step()
    first = start if isinstance(start, Date) else start.date
    last = end if isinstance(end, Date) else end.date
    months = (last.year - first.year) * 12 + last.month - first.month
    if months > 0 and last.day < first.day:
        months -= 1
    elif months < 0 and last.day > first.day:
        months += 1
    return MonthsDuration(months)


def now(run: Run) -> Value:
    """The caller's date and time."""
    return run.now if run.now is not None else run.fault(NO_CLOCK, function="now", argument="now")


def today(run: Run) -> Value:
    """The caller's day; where only `now` was given, its day."""
    if run.today is None and run.now is not None:
        return run.now.date
    return run.today if run.today is not None else run.fault(NO_CLOCK, function="today", argument="today")


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _of_day(tell: Callable[[Date], Value]) -> Callable[..., Value]:
    def call(run: Run, value: Date | DateTime) -> Value:
        run.step()
        return tell(value if isinstance(value, Date) else value.date)

    return call


def _day_of_year(date: Date) -> Value:
    return Decimal(days.day_of_year(date.year, date.month, date.day))


def _week_of_year(date: Date) -> Value:
    return Decimal(days.week_of_year(date.year, date.month, date.day))


def _whole(value: Decimal, largest: int) -> int | None:
    return int(value) if abs(value) <= largest and value == value.to_integral_value() else None


_DAY = DATE | DATE_TIME
_FROM = Parameter("from", STRING)
_ONE_DAY = (Parameter("date", _DAY),)

BUILTINS = (
    Builtin(
        "date",
        (
            Overload((_FROM,), _from_text(parse_date, Bilingual("日期", "a date"), "2017-03-31")),
            Overload((Parameter("from", _DAY),), date_of),
            Overload(
                (Parameter("year", NUMBER), Parameter("month", NUMBER), Parameter("day", NUMBER)),
                date_from_parts,
            ),
        ),
    ),
    Builtin(
        "time",
        (
            Overload((_FROM,), _from_text(parse_time, Bilingual("时间", "a time"), "10:30:00")),
            Overload((Parameter("from", _DAY | TIME),), time_of),
            Overload(
                (
                    Parameter("hour", NUMBER),
                    Parameter("minute", NUMBER),
                    Parameter("second", NUMBER),
                    Parameter("offset", DAYS, optional=True, nullable=True),
                ),
                time_from_parts,
            ),
        ),
    ),
    Builtin(
        "date and time",
        (
            Overload(
                (_FROM,),
                _from_text(parse_date_time, Bilingual("日期时间", "a date and time"), "2017-03-31T10:30:00"),
            ),
            Overload((Parameter("from", _DAY),), date_and_time_of),
            Overload((Parameter("date", _DAY), Parameter("time", TIME)), date_and_time),
            Overload((Parameter("date", DATE_TIME), Parameter("timezone", STRING)), in_zone),
        ),
    ),
    Builtin(
        "duration",
        (Overload((_FROM,), _from_text(parse_duration, Bilingual("时段", "a duration"), "P1DT2H")),),
    ),
    Builtin(
        "years and months duration",
        (Overload((Parameter("from", _DAY), Parameter("to", _DAY)), months_between),),
    ),
    Builtin("now", (Overload((), now),)),
    Builtin("today", (Overload((), today),)),
    Builtin("day of year", (Overload(_ONE_DAY, _of_day(_day_of_year)),)),
    Builtin("day of week", (Overload(_ONE_DAY, _of_day(lambda d: _WEEKDAYS[days.weekday(d.number) - 1])),)),
    Builtin("month of year", (Overload(_ONE_DAY, _of_day(lambda d: _MONTHS[d.month - 1])),)),
    Builtin("week of year", (Overload(_ONE_DAY, _of_day(_week_of_year)),)),
)
