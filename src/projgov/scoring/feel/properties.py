"""The properties of dates, times, durations and ranges (DMN 1.5, Tables 65 to 67): `value.year`, `value.time offset`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from projgov.diagnostics import Bilingual, Pattern, did_you_mean
from projgov.scoring.feel import days
from projgov.scoring.feel.durations import DaysDuration, MonthsDuration
from projgov.scoring.feel.numbers import plain
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.temporal import Date, DateTime, Time
from projgov.scoring.feel.values import Range, Value, kind_of

NO_SUCH_PROPERTY = Pattern(
    "M210",
    Bilingual("`{kind}` 没有属性 `{name}`", "a value of the type `{kind}` has no property `{name}`"),
    Bilingual("{mend}", "{mend}"),
)


def property_of(run: Run, value: Value, name: str) -> Value:
    """The property `name` of a value that is no context; null, with a fault, where its type has none such.

    The time offset of a local time, and the timezone of one without a zone, are null and no fault.
    """
    properties = _PROPERTIES.get(type(value), {})
    get = properties.get(name)
    if get is None:
        return run.fault(
            NO_SUCH_PROPERTY, kind=kind_of(value), name=name, mend=did_you_mean(name, properties)
        )
    return get(value)


def _second(time: Time) -> Decimal:
    return plain(time.second + time.fraction)


def _offset(seconds: int | None) -> Value:
    return None if seconds is None else DaysDuration(Decimal(seconds))


_Properties = Mapping[str, Callable[..., Value]]

_DATE: _Properties = {
    "year": lambda date: Decimal(date.year),
    "month": lambda date: Decimal(date.month),
    "day": lambda date: Decimal(date.day),
    "weekday": lambda date: Decimal(days.weekday(date.number)),
}
_TIME: _Properties = {
    "hour": lambda time: Decimal(time.hour),
    "minute": lambda time: Decimal(time.minute),
    "second": _second,
    "time offset": lambda time: _offset(time.utc_offset),
    "timezone": lambda time: time.zone,
}


def _within(part: str, get: Callable[..., Value]) -> Callable[..., Value]:
    return lambda value: get(getattr(value, part))


_PROPERTIES: Mapping[type, _Properties] = {
    Date: _DATE,
    Time: _TIME,
    DateTime: {
        **{name: _within("date", get) for name, get in _DATE.items()},
        **{name: _within("time", get) for name, get in _TIME.items()},
        "time offset": lambda value: _offset(value.utc_offset),  # that of the zone depends on the day
    },
    MonthsDuration: {
        "years": lambda value: Decimal(value.parts[0]),
        "months": lambda value: Decimal(value.parts[1]),
    },
    DaysDuration: {
        "days": lambda value: Decimal(value.parts[0]),
        "hours": lambda value: Decimal(value.parts[1]),
        "minutes": lambda value: Decimal(value.parts[2]),
        "seconds": lambda value: value.parts[3],
    },
    Range: {
        "start": lambda value: value.low,
        "end": lambda value: value.high,
        "start included": lambda value: value.low_closed,
        "end included": lambda value: value.high_closed,
    },
}
