"""How dates and times compare: the standard's words, and the laws of an order among those that have an offset, or have none."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.feel.moments import PLACES, at, date_times, dates, times

from projgov.scoring.feel.temporal_order import compare, equal, same

SOMEWHERE = PLACES.filter(bool)
LIKE = st.sampled_from(
    [
        dates(),
        times(st.just({})),
        times(SOMEWHERE),
        date_times(st.just({})),
        date_times(SOMEWHERE),
    ]
)
THREE = LIKE.flatmap(lambda values: st.tuples(values, values, values))


@pytest.mark.parametrize(
    ("left", "right", "order"),
    [
        ("2018-12-07", "2018-12-08", -1),
        ("-0001-01-01", "0001-01-01", -1),
        ("10:30:00Z", "10:30:00+00:00", 0),
        ("10:30:00+02:00", "10:30:00+01:00", -1),
        ("10:30:00@Etc/UTC", "10:30:00Z", 0),
        ("00:30:00+02:00", "23:00:00Z", -1),  # not wrapped around midnight
        ("10:30:00", "10:30:00+05:00", 0),  # the one without offset takes the other's
        ("10:29:59", "10:30:00+05:00", -1),
        ("2018-10-08T00:00:00+02:00", "2018-10-08T00:00:00@Europe/Paris", 0),
        ("2018-02-08T00:00:00+01:00", "2018-02-08T00:00:00@Europe/Paris", 0),
        ("2002-04-02T23:00:00-04:00", "2002-04-03T02:00:00-01:00", 0),
        ("2002-04-02T12:00:00@Asia/Shanghai", "2002-04-02T12:00:00@Europe/Paris", -1),
        ("2018-12-08T00:00:00", "2018-12-08T00:00:00@Asia/Dhaka", 0),
        ("10:30:00.1", "10:30:00.9", 0),  # the value of a time is its number of seconds
        ("10:30:00.9", "10:30:01.1", -1),
        ("-0001-01-01T00:00:00.5", "-0001-01-01T00:00:00.1", 0),
    ],
)
def test_the_order_is_that_of_days_and_seconds(left: str, right: str, order: int) -> None:
    assert compare(at(left), at(right)) == order
    assert compare(at(right), at(left)) == -order
    assert equal(at(left), at(right)) is (order == 0)


@pytest.mark.parametrize(
    ("left", "right"),
    [("2018-12-07", "2018-12-07T00:00:00Z"), ("10:00:00", "2018-12-07T10:00:00"), ("10:00:00", "2018-12-07")],
)
def test_values_of_different_kinds_have_no_order(left: str, right: str) -> None:
    assert compare(at(left), at(right)) is None
    assert equal(at(left), at(right)) is None
    assert same(at(left), at(right)) is False


@given(THREE)
def test_the_order_is_one(three: tuple[Any, Any, Any]) -> None:
    """Of any two one is first, or neither; and what is first of one that is first of a third is first of the third."""
    a, b, c = three
    assert compare(a, a) == 0
    assert compare(a, b) == -compare(b, a)  # type: ignore[operator]  # None would fail the test
    first, middle, last = sorted(three, key=lambda value: sum(compare(value, other) or 0 for other in three))
    assert (compare(first, middle) or 0) <= 0
    assert (compare(middle, last) or 0) <= 0
    assert (compare(first, last) or 0) <= 0
    if compare(a, b) == 0:
        assert compare(a, c) == compare(b, c)


@given(THREE)
def test_what_is_the_same_is_equal(three: tuple[Any, Any, Any]) -> None:
    a, b, _ = three
    assert same(a, a)
    assert same(a, b) is same(b, a)
    assert not same(a, b) or equal(a, b)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("23:00:50Z", "23:00:50", False),  # the standard's examples
        ("23:00:50Z", "23:00:50+00:00", True),
        ("2012-12-25", "2012-12-25", True),
        ("10:00:00+01:00", "09:00:00Z", False),
        ("10:00:00.1", "10:00:00.2", False),
        ("10:00:00@Etc/UTC", "10:00:00Z", True),
        ("2018-07-01T00:00:00@Europe/Paris", "2018-07-01T00:00:00+02:00", True),
    ],
)
def test_the_same_is_what_has_the_same_parts(left: str, right: str, expected: bool) -> None:
    assert same(at(left), at(right)) is expected
