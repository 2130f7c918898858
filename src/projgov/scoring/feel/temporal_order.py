"""How FEEL compares dates, times, and dates with times: by what they mean (DMN 1.5, Tables 53 and 54, and 10.3.2.3).

- Those with offsets or zones are compared as instants; where only one has an offset, the other is taken to have the same.
- The value of a time is its number of seconds: fractions of a second do not count when two are compared.
- A time of day with a zone and no date has the zone's offset outside summer time. Times are not wrapped around midnight.
"""

from __future__ import annotations

from projgov.scoring.feel.durations import NANOSECONDS
from projgov.scoring.feel.temporal import Date, DateTime, Time


def compare(left: Date | Time | DateTime, right: Date | Time | DateTime) -> int | None:
    """Negative, 0 or positive as `left` is before, equal to or after `right`; None for values of different kinds."""
    match left, right:
        case Date(), Date():
            return _sign(left.number, right.number)
        case Time(), Time():
            return _seconds(left.nanoseconds, left.utc_offset, right.nanoseconds, right.utc_offset)
        case DateTime(), DateTime():
            return _seconds(left.local, left.utc_offset, right.local, right.utc_offset)
    return None


def equal(left: Date | Time | DateTime, right: Date | Time | DateTime) -> bool | None:
    """Whether `left` equals `right`; None for values of different kinds."""
    found = compare(left, right)
    return None if found is None else found == 0


def same(left: Date | Time | DateTime, right: Date | Time | DateTime) -> bool:
    """Whether the two are one and the same value: equal in every part, fractions and offset too.

    A zone counts by its offset: `10:00:00@Etc/UTC` and `10:00:00Z` are the same, `11:00:00+01:00` is another.
    """
    match left, right:
        case Time(), Time():
            return left.nanoseconds == right.nanoseconds and left.utc_offset == right.utc_offset
        case DateTime(), DateTime():
            return left.local == right.local and left.utc_offset == right.utc_offset
    return left == right


def _seconds(left: int, left_offset: int | None, right: int, right_offset: int | None) -> int:
    if left_offset is None or right_offset is None:
        left_offset = right_offset = 0
    return _sign(left // NANOSECONDS - left_offset, right // NANOSECONDS - right_offset)


def _sign(left: int, right: int) -> int:
    return (left > right) - (left < right)
