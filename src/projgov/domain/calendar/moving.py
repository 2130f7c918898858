"""Moving days by lengths of time, and scheduling back from an end (时间倒逼)."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, TypeAlias, get_args

import attrs

from projgov.domain.calendar.days import add_days, add_months
from projgov.domain.calendar.working import WorkCalendar, add_working_days

Unit: TypeAlias = Literal["day", "working_day", "week", "month", "year"]

UNITS: tuple[Unit, ...] = get_args(Unit)


@attrs.frozen
class Step:
    """A length of time: so many days, working days, weeks, months or years."""

    count: int
    unit: Unit = "day"


def move(day: date, step: Step, calendar: WorkCalendar | None = None) -> date:
    """The day that is `step` after `day`; before it, where negative. The day itself is not counted.

    After months and years it is the same day of the month, or the last of a shorter one (Civil Code, articles 201 and 202).
    Raises `OutsideCalendar` for working days that `calendar` does not cover, `ValueError` for working days without a calendar and
    `OverflowError` outside the years 1 to 9999.
    """
    match step.unit:
        case "day":
            return add_days(day, step.count)
        case "week":
            return add_days(day, step.count * 7)
        case "month":
            return add_months(day, step.count)
        case "year":
            return add_months(day, step.count * 12)
    if calendar is None:
        raise ValueError("working days are counted by a calendar, and none is given")
    return add_working_days(calendar, day, step.count)


def back_schedule(end: date, steps: Iterable[Step], calendar: WorkCalendar | None = None) -> tuple[date, ...]:
    """The days of a chain of milestones back from its end, first to last, with the end as the last of them.

    `steps` are the times between one milestone and the next, in their order: the last of them ends with `end`. Each is counted
    back from the milestone that follows it. Raises as `move` does.
    """
    days = [end]
    for step in reversed(tuple(steps)):
        days.append(move(days[-1], attrs.evolve(step, count=-step.count), calendar))
    return tuple(reversed(days))
