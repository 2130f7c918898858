"""Arithmetic with dates, times and durations (DMN 1.5, Tables 57, 59 and 62).

What the tables do not list, what leaves FEEL's years, and division by zero are faults; the result is null.

- Differences and sums with offsets or zones go by instants: a day is 24 hours, also when clocks are changed.
- A date is the midnight of its day in UTC when it is subtracted from a date and time. Of two dates and times, or two times,
  both must have an offset or a zone, or neither.
- Months are added to the date; a day that the new month lacks becomes its last (31 January and a month: 28 or 29 February).
- A product or quotient of months that is not whole is cut to the whole months in it.
"""

from __future__ import annotations

import decimal
from decimal import Decimal

from projgov.diagnostics import Bilingual, Pattern
from projgov.scoring.feel import days
from projgov.scoring.feel.durations import NANOSECOND, DaysDuration, MonthsDuration
from projgov.scoring.feel.functions.faults import brief
from projgov.scoring.feel.numbers import CONTEXT
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.temporal import DAY, Date, DateTime, Time
from projgov.scoring.feel.values import Value

NOT_DEFINED = Pattern(
    "M201",
    Bilingual("`{operator}` 不能用于{left}与{right}", "`{operator}` is not defined for {left} and {right}"),
    Bilingual(
        "时段可与同类时段相加减，可加到日期时间上；时段可乘除以数",
        "add a duration to one of its kind, or to a date or time; multiply or divide a duration by a number",
    ),
)
ONE_OFFSET = Pattern(
    "M202",
    Bilingual(
        "`{left}` 与 `{right}` 相减，只有一个有时区",
        "in `{left}` - `{right}` only one has an offset or a zone",
    ),
    Bilingual("两个都写时区，或都不写", "give both an offset or a zone, or neither"),
)
BEYOND = Pattern(
    "M203",
    Bilingual("`{left}` {operator} `{right}` 超出范围", "`{left}` {operator} `{right}` is out of range"),
    Bilingual(
        "年份应在 -999999999 与 999999999 之间，时段应短于 10 的 24 次方秒或月",
        "years go from -999999999 to 999999999; a duration is shorter than ten to the power of 24 seconds or months",
    ),
)
BY_ZERO = Pattern(
    "M204",
    Bilingual("`{left}` 除以零", "`{left}` is divided by zero"),
    Bilingual("先检查除数", "test the divisor first"),
)

STEPS = 6
"""What adding to a date or a duration costs: it takes several times as long as adding numbers."""


def temporal_add(run: Run, a: Value, b: Value) -> Value:
    """`a + b`, where at least one of the two is temporal."""
    run.step(STEPS)
    try:
        match a, b:
            case MonthsDuration(), MonthsDuration():
                return MonthsDuration(a.months + b.months)
            case DaysDuration(), DaysDuration():
                return DaysDuration.of_nanoseconds(a.nanoseconds + b.nanoseconds)
            case (Date() | DateTime(), MonthsDuration()):
                return _plus_months(a, b.months)
            case (MonthsDuration(), Date() | DateTime()):
                return _plus_months(b, a.months)
            case (Date() | DateTime() | Time(), DaysDuration()):
                return _plus(a, b.nanoseconds)
            case (DaysDuration(), Date() | DateTime() | Time()):
                return _plus(b, a.nanoseconds)
    except ValueError:
        return _beyond(run, "+", a, b)
    return _not_defined(run, "+", a, b)


def temporal_subtract(run: Run, a: Value, b: Value) -> Value:
    """`a - b`, where at least one of the two is temporal."""
    run.step(STEPS)
    try:
        match a, b:
            case MonthsDuration(), MonthsDuration():
                return MonthsDuration(a.months - b.months)
            case DaysDuration(), DaysDuration():
                return DaysDuration.of_nanoseconds(a.nanoseconds - b.nanoseconds)
            case (Date() | DateTime(), MonthsDuration()):
                return _plus_months(a, -b.months)
            case (Date() | DateTime() | Time(), DaysDuration()):
                return _plus(a, -b.nanoseconds)
            case (Date() | DateTime(), Date() | DateTime()):
                return _between(run, _at_midnight(a), _at_midnight(b))
            case Time(), Time():
                return _between(run, a, b)
    except ValueError:
        return _beyond(run, "-", a, b)
    return _not_defined(run, "-", a, b)


def temporal_multiply(run: Run, a: Value, b: Value) -> Value:
    """`a * b`: a duration and a number, in either order."""
    match a, b:
        case (MonthsDuration() | DaysDuration(), Decimal()):
            return _scaled(run, "*", a, b)
        case (Decimal(), MonthsDuration() | DaysDuration()):
            return _scaled(run, "*", b, a)
    return _not_defined(run, "*", a, b)


def temporal_divide(run: Run, a: Value, b: Value) -> Value:
    """`a / b`: a duration by a number, or by a duration of its kind, which gives a number."""
    match a, b:
        case (MonthsDuration() | DaysDuration(), Decimal()):
            return _scaled(run, "/", a, b) if b else run.fault(BY_ZERO, left=str(a))
        case MonthsDuration(), MonthsDuration():
            if not b.months:
                return run.fault(BY_ZERO, left=str(a))
            return CONTEXT.divide(Decimal(a.months), Decimal(b.months))
        case DaysDuration(), DaysDuration():
            return CONTEXT.divide(a.seconds, b.seconds) if b.seconds else run.fault(BY_ZERO, left=str(a))
    return _not_defined(run, "/", a, b)


def negate(run: Run, d: MonthsDuration | DaysDuration) -> Value:
    """`-d`."""
    run.step()
    if isinstance(d, MonthsDuration):
        return MonthsDuration(-d.months)
    return DaysDuration(d.seconds.copy_negate())


def _plus_months(value: Date | DateTime, months: int) -> Date | DateTime:
    date = value if isinstance(value, Date) else value.date
    moved = Date(*days.plus_months(date.year, date.month, date.day, months))
    return moved if isinstance(value, Date) else DateTime(moved, value.time)


def _plus(value: Date | DateTime | Time, nanoseconds: int) -> Date | DateTime | Time:
    match value:
        case Date():
            return Date.from_number(value.number + nanoseconds // DAY)
        case Time():
            return Time.from_nanoseconds(
                value.nanoseconds + nanoseconds, offset=value.offset, zone=value.zone
            )
    return DateTime.from_instant(value.instant + nanoseconds, offset=value.time.offset, zone=value.time.zone)


def _at_midnight(value: Date | DateTime) -> DateTime:
    return value if isinstance(value, DateTime) else DateTime(value, Time(0, 0, 0, offset=0))


def _between(run: Run, later: DateTime | Time, earlier: DateTime | Time) -> Value:
    ends = [value.utc_offset for value in (later, earlier)]
    if (ends[0] is None) != (ends[1] is None):
        return run.fault(ONE_OFFSET, left=str(later), right=str(earlier))
    if isinstance(later, DateTime) and isinstance(earlier, DateTime):
        return DaysDuration.of_nanoseconds(later.instant - earlier.instant)
    assert isinstance(later, Time)
    assert isinstance(earlier, Time)
    shown = DaysDuration.of_nanoseconds(later.nanoseconds - earlier.nanoseconds)
    return DaysDuration(shown.seconds - (ends[0] or 0) + (ends[1] or 0))


def _scaled(run: Run, operator: str, duration: MonthsDuration | DaysDuration, by: Decimal) -> Value:
    operation = CONTEXT.multiply if operator == "*" else CONTEXT.divide
    try:
        if isinstance(duration, MonthsDuration):
            months = operation(Decimal(duration.months), by)
            if months.adjusted() > 30:
                return _beyond(run, operator, duration, by)
            return MonthsDuration(int(months))
        seconds = operation(duration.seconds, by)
        return DaysDuration(CONTEXT.quantize(seconds, NANOSECOND))
    except (ValueError, decimal.InvalidOperation, decimal.Overflow):
        return _beyond(run, operator, duration, by)


def _beyond(run: Run, operator: str, a: Value, b: Value) -> None:
    return run.fault(BEYOND, operator=operator, left=str(a), right=str(b))


def _not_defined(run: Run, operator: str, a: Value, b: Value) -> None:
    return run.fault(NOT_DEFINED, operator=operator, left=brief(a), right=brief(b))
