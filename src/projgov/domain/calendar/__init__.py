"""Days, periods, working days and the arithmetic of all three. Everywhere a day is `datetime.date`.

No function here reads a clock.
"""

from projgov.domain.calendar.days import add_days, add_months, days_between, month_end, parse_date
from projgov.domain.calendar.moving import UNITS, Step, Unit, back_schedule, move
from projgov.domain.calendar.periods import (
    KINDS,
    Period,
    PeriodKind,
    duration,
    end_of_quarter,
    period_words,
    periods,
)
from projgov.domain.calendar.working import (
    OutsideCalendar,
    WorkCalendar,
    add_working_days,
    advanced,
    is_working_day,
    next_working_day,
    postponed,
    previous_working_day,
    working_days_between,
    working_days_within,
)

__all__ = [
    "KINDS", "UNITS", "OutsideCalendar", "Period", "PeriodKind", "Step", "Unit", "WorkCalendar", "add_days",
    "add_months", "add_working_days", "advanced", "back_schedule", "days_between", "duration", "end_of_quarter",
    "is_working_day", "month_end", "move", "next_working_day", "parse_date", "period_words", "periods", "postponed",
    "previous_working_day", "working_days_between", "working_days_within",
]  # fmt: skip
