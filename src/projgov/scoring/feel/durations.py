"""The two kinds of duration: years and months, days and time. They are not comparable with one another."""

from __future__ import annotations

from decimal import Decimal
from functools import total_ordering

import attrs


@total_ordering
@attrs.frozen(order=False)
class MonthsDuration:
    """A years and months duration: a whole number of months, of either sign."""

    months: int

    def __lt__(self, other: MonthsDuration) -> bool:
        return self.months < other.months


@total_ordering
@attrs.frozen(order=False)
class DaysDuration:
    """A days and time duration: seconds, of either sign, exact to the nanosecond."""

    seconds: Decimal

    def __lt__(self, other: DaysDuration) -> bool:
        return self.seconds < other.seconds
