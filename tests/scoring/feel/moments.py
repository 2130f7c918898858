"""Dates, times and durations for the tests: from their texts, and as strategies."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from projgov.diagnostics import Place
from projgov.scoring.feel import days
from projgov.scoring.feel.durations import DaysDuration, MonthsDuration
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.temporal import MAX_OFFSET, Date, DateTime, Time
from projgov.scoring.feel.temporal_parsing import literal

ZONES = (
    "Asia/Shanghai",
    "Europe/Paris",
    "America/New_York",
    "Australia/Lord_Howe",
    "Etc/UTC",
    "Asia/Kathmandu",
)


def at(text: str) -> Any:
    """The value of `@"text"`, which there must be."""
    found = literal(text)
    assert found is not None, text
    return found


def new_run() -> Run:
    """A run without clock."""
    return Run(place=Place())


def years(furthest: int) -> st.SearchStrategy[int]:
    """Years, near ones as often as far ones."""
    return st.integers(-furthest, furthest) | st.integers(1600, 2100)


def dates(furthest: int = days.MAX_YEAR) -> st.SearchStrategy[Date]:
    """Days of years up to `furthest` either way."""
    return st.builds(
        lambda year, month, day: Date(year, month, min(day, days.month_days(year, month))),
        years(furthest),
        st.integers(1, 12),
        st.integers(1, 31),
    )


PLACES: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.just({}),
    st.integers(-MAX_OFFSET, MAX_OFFSET).map(lambda offset: {"offset": offset}),
    st.integers(-14, 14).map(lambda hours: {"offset": hours * 3600}),
    st.sampled_from(ZONES).map(lambda zone: {"zone": zone}),
)
NANOSECONDS = st.integers(0, 86_400 * 10**9 - 1) | st.integers(0, 86_399).map(lambda second: second * 10**9)


def times(places: st.SearchStrategy[dict[str, Any]] = PLACES) -> st.SearchStrategy[Time]:
    """Times of day, with what `places` gives: an offset, a zone, or neither."""
    return st.builds(
        lambda nanoseconds, place: Time.from_nanoseconds(nanoseconds, **place), NANOSECONDS, places
    )


def date_times(
    places: st.SearchStrategy[dict[str, Any]] = PLACES, furthest: int = days.MAX_YEAR
) -> st.SearchStrategy[DateTime]:
    """Dates and times."""
    return st.builds(DateTime, dates(furthest), times(places))


MONTHS = st.integers(-(10**6), 10**6).map(MonthsDuration)
DAYS = st.one_of(
    st.integers(-(10**24), 10**24).map(DaysDuration.of_nanoseconds),
    st.integers(-(10**6), 10**6).map(lambda seconds: DaysDuration(Decimal(seconds))),
)
