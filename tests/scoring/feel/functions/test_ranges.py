"""Range functions: the standard's examples, ends without bound, other kinds of values, and what the relations have to do with one another."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.feel.functions.calls import fault, result
from tests.scoring.feel.moments import at, new_run

from projgov.scoring.feel import comparing
from projgov.scoring.feel.range_parsing import parse_range
from projgov.scoring.feel.sameness import same
from projgov.scoring.feel.values import Range

EXAMPLES = """
before 1 | 10: true
before 10 | 1: false
before 1 | [1..10]: false
before 1 | (1..10]: true
before 1 | [5..10]: true
before [1..10] | 10: false
before [1..10) | 10: true
before [1..10] | 15: true
before [1..10] | [15..20]: true
before [1..10] | [10..20]: false
before [1..10) | [10..20]: true
before [1..10] | (10..20]: true
after 10 | 5: true
after 5 | 10: false
after 12 | [1..10]: true
after 10 | [1..10): true
after 10 | [1..10]: false
after [11..20] | 12: false
after [11..20] | 10: true
after (11..20] | 11: true
after [11..20] | 11: false
after [11..20] | [1..10]: true
after [1..10] | [11..20]: false
after [11..20] | [1..11): true
after (11..20] | [1..11]: true
meets [1..5] | [5..10]: true
meets [1..5) | [5..10]: false
meets [1..5] | (5..10]: false
meets [1..5] | [6..10]: false
met by [5..10] | [1..5]: true
met by [5..10] | [1..5): false
met by (5..10] | [1..5]: false
met by [6..10] | [1..5]: false
overlaps [1..5] | [3..8]: true
overlaps [3..8] | [1..5]: true
overlaps [1..8] | [3..5]: true
overlaps [3..5] | [1..8]: true
overlaps [1..5] | [6..8]: false
overlaps [6..8] | [1..5]: false
overlaps [1..5] | [5..8]: true
overlaps [1..5] | (5..8]: false
overlaps [1..5) | [5..8]: false
overlaps [1..5) | (5..8]: false
overlaps [5..8] | [1..5]: true
overlaps (5..8] | [1..5]: false
overlaps [5..8] | [1..5): false
overlaps (5..8] | [1..5): false
overlaps before [1..5] | [3..8]: true
overlaps before [1..5] | [6..8]: false
overlaps before [1..5] | [5..8]: true
overlaps before [1..5] | (5..8]: false
overlaps before [1..5) | [5..8]: false
overlaps before [1..5) | (1..5]: true
overlaps before [1..5] | (1..5]: true
overlaps before [1..5) | [1..5]: false
overlaps before [1..5] | [1..5]: false
overlaps after [3..8] | [1..5]: true
overlaps after [6..8] | [1..5]: false
overlaps after [5..8] | [1..5]: true
overlaps after (5..8] | [1..5]: false
overlaps after [5..8] | [1..5): false
overlaps after (1..5] | [1..5): true
overlaps after (1..5] | [1..5]: true
overlaps after [1..5] | [1..5): false
overlaps after [1..5] | [1..5]: false
finishes 10 | [1..10]: true
finishes 10 | [1..10): false
finishes [5..10] | [1..10]: true
finishes [5..10) | [1..10]: false
finishes [5..10) | [1..10): true
finishes [1..10] | [1..10]: true
finishes (1..10] | [1..10]: true
finished by [1..10] | 10: true
finished by [1..10) | 10: false
finished by [1..10] | [5..10]: true
finished by [1..10] | [5..10): false
finished by [1..10) | [5..10): true
finished by [1..10] | [1..10]: true
finished by [1..10] | (1..10]: true
includes [1..10] | 5: true
includes [1..10] | 12: false
includes [1..10] | 1: true
includes [1..10] | 10: true
includes (1..10] | 1: false
includes [1..10) | 10: false
includes [1..10] | [4..6]: true
includes [1..10] | [1..5]: true
includes (1..10] | (1..5]: true
includes [1..10] | (1..10): true
includes [1..10) | [5..10): true
includes [1..10] | [1..10): true
includes [1..10] | (1..10]: true
includes [1..10] | [1..10]: true
during 5 | [1..10]: true
during 12 | [1..10]: false
during 1 | [1..10]: true
during 10 | [1..10]: true
during 1 | (1..10]: false
during 10 | [1..10): false
during [4..6] | [1..10]: true
during [1..5] | [1..10]: true
during (1..5] | (1..10]: true
during (1..10) | [1..10]: true
during [5..10) | [1..10): true
during [1..10) | [1..10]: true
during (1..10] | [1..10]: true
during [1..10] | [1..10]: true
starts 1 | [1..10]: true
starts 1 | (1..10]: false
starts 2 | [1..10]: false
starts [1..5] | [1..10]: true
starts (1..5] | (1..10]: true
starts (1..5] | [1..10]: false
starts [1..5] | (1..10]: false
starts [1..10] | [1..10]: true
starts [1..10) | [1..10]: true
starts (1..10) | (1..10): true
started by [1..10] | 1: true
started by (1..10] | 1: false
started by [1..10] | 2: false
started by [1..10] | [1..5]: true
started by (1..10] | (1..5]: true
started by [1..10] | (1..5]: false
started by (1..10] | [1..5]: false
started by [1..10] | [1..10]: true
started by [1..10] | [1..10): true
started by (1..10) | (1..10): true
coincides 5 | 5: true
coincides 3 | 4: false
coincides [1..5] | [1..5]: true
coincides (1..5) | [1..5]: false
coincides [1..5] | [2..6]: false
"""
"""The examples of Table 78."""

BEYOND = """
before 1 | (2..): true
before 1 | (..0): false
before (..1) | 1: true
before (..1] | (1..): true
after (1..) | (..1]: true
overlaps (..5] | [5..): true
overlaps (..5) | [5..): false
includes (1..) | 100: true
includes (1..) | [2..): true
includes [2..) | (1..): false
during (..3] | (..4]: true
starts (..3] | (..4]: true
finishes (2..) | (1..): true
coincides (1..) | (1..): true
coincides [1..) | (1..): false
meets (..5] | [5..): true
"""
"""Ends without bound, by arithmetic with plus and minus infinity."""


def _side(text: str) -> Any:
    return parse_range(text) if ".." in text else int(text)


def _lines(table: str) -> list[tuple[str, str, str, bool]]:
    lines = []
    for line in table.strip().splitlines():
        call, _, answer = line.rpartition(": ")
        head, _, second = call.partition(" | ")
        name, _, first = head.rpartition(" ")
        lines.append((name, first, second, answer == "true"))
    return lines


@pytest.mark.parametrize(("name", "first", "second", "expected"), _lines(EXAMPLES) + _lines(BEYOND))
def test_the_standards_examples_and_ends_without_bound(
    name: str, first: str, second: str, expected: bool
) -> None:
    assert result(name, _side(first), _side(second)) is expected


def test_dates_times_durations_and_texts_can_be_points() -> None:
    june = Range(at("2017-06-01"), at("2017-06-30"), low_closed=True, high_closed=True)
    assert result("during", at("2017-06-30"), june) is True
    assert result("before", at("2017-05-31"), june) is True
    assert result("coincides", at("10:00:00Z"), at("11:00:00+01:00")) is True
    assert result("after", at("P13M"), at("P1Y")) is True
    assert result("includes", parse_range('["a".."c"]'), "b") is True


@pytest.mark.parametrize(
    ("name", "arguments", "code"),
    [
        ("before", (1, "a"), "M105"),
        ("before", (at("2017-06-01"), at("2017-06-01T00:00:00")), "M105"),
        ("includes", (parse_range("[1..3]"), "a"), "M105"),
        ("meets", (parse_range("[1..3]"), parse_range('["a".."b"]')), "M105"),
        (
            "includes",
            (Range(Decimal(1), Decimal(1), low_closed=False, high_closed=False, operator="!="), 2),
            "M231",
        ),
        ("range", ("",), "M230"),
        ("range", ("[3..1]",), "M230"),
    ],
)
def test_what_has_no_order_or_no_ends_is_null_and_a_fault(
    name: str, arguments: tuple[Any, ...], code: str
) -> None:
    assert fault(name, *arguments) == code


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    low, high = sorted(draw(st.tuples(st.integers(0, 5), st.integers(0, 5))))
    bounded = (draw(st.integers(0, 4)) > 0, draw(st.integers(0, 4)) > 0)
    return Range(
        Decimal(low) if bounded[0] else None,
        Decimal(high) if bounded[1] else None,
        low_closed=bounded[0] and draw(st.booleans()),
        high_closed=bounded[1] and draw(st.booleans()),
    )


@given(ranges(), ranges())
def test_each_relation_is_the_other_seen_from_the_other_side(a: Range, b: Range) -> None:
    for one, other in (
        ("before", "after"),
        ("meets", "met by"),
        ("overlaps", "overlaps"),
        ("overlaps before", "overlaps after"),
        ("finishes", "finished by"),
        ("includes", "during"),
        ("starts", "started by"),
        ("coincides", "coincides"),
    ):
        assert result(one, a, b) is result(other, b, a)


def _points(r: Range) -> set[Decimal]:
    halves = [Decimal(n) / 2 for n in range(-4, 16)]
    inside = Range(r.low, r.high, r.low_closed, r.high_closed)
    if r.low is None and r.high is None:
        return set(halves)
    return {point for point in halves if comparing.includes(inside, point)}


@given(ranges(), ranges())
def test_the_relations_of_ranges_are_those_of_their_points(a: Range, b: Range) -> None:
    """Half steps tell all there is to tell of ranges with whole ends, those that hold nothing set aside."""
    first, second = _points(a), _points(b)
    if not first or not second:
        return
    assert result("overlaps", a, b) is bool(first & second)
    assert result("includes", a, b) is (second <= first)
    assert result("before", a, b) is (max(first) < min(second))
    assert not result("coincides", a, b) or first == second
    for point in first | second:
        assert result("includes", a, point) is (point in first)
        assert result("before", a, point) is (max(first) < point and a.high is not None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[18..21)", Range(Decimal(18), Decimal(21), low_closed=True, high_closed=False)),
        ("]18..21[", Range(Decimal(18), Decimal(21), low_closed=False, high_closed=False)),
        (" [ -1.5 .. .5 ] ", Range(Decimal("-1.5"), Decimal("0.5"), low_closed=True, high_closed=True)),
        ("[2..)", Range(Decimal(2), None, low_closed=True, high_closed=False, operator=">=")),
        ("(2..)", Range(Decimal(2), None, low_closed=False, high_closed=False, operator=">")),
        ("(..2)", Range(None, Decimal(2), low_closed=False, high_closed=False, operator="<")),
        ("(..2]", Range(None, Decimal(2), low_closed=False, high_closed=True, operator="<=")),
        ('["..".."]"]', Range("..", "]", low_closed=True, high_closed=True)),
        ('[@"P1D"..duration("P2D")]', Range(at("P1D"), at("P2D"), low_closed=True, high_closed=True)),
        ('[date("2017-01-01")..@"2017-01-02"]', Range(at("2017-01-01"), at("2017-01-02"), low_closed=True, high_closed=True)),
    ],
)  # fmt: skip
def test_a_range_is_read_from_its_text(text: str, expected: Range) -> None:
    assert result("is", result("range", text), expected) is True


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "1..3", "[1..3", "[..2]", "[1..]", "[..]", "(..)", "[..)", "(..", "[1...3]", ">=10", "[1,3]", "[3..1]",
        '["z".."a"]', '[1.."b"]', "[null..null]", "[true..true]", "[a..b]", "[1+1..3]", '[date(string("1970-01-01"))..@"1970-01-02"]',
        '[date("x")..date("y")]', '[@"x"..@"y"]', '[@"1970-01-01"..@"1970-01-02T00:00:00"]', "[1..1e99999]", "[[1..2]..3]",
        '[foo("1")..2]', "(", "[", "..", "[-a..3]", "[--1..3]", f"[{'(' * 500}..2]",
    ],
)  # fmt: skip
def test_what_is_no_range_of_literals_in_order_is_refused(text: str) -> None:
    assert parse_range(text) is None


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (1, Decimal("1.00"), True),
        (1, "1", False),
        (None, None, True),
        (None, False, False),
        ([1, [2]], [1, [2]], True),
        ([1], [1, 1], False),
        ({"a": 1}, {"a": 1}, True),
        ({"a": 1}, {"b": 1}, False),
        ([at("10:00:00Z")], [at("10:00:00")], False),
        (at("2012-12-25"), at("23:00:50"), False),
        (at("P1Y"), at("P12M"), True),
        (at("PT0S"), at("P0M"), False),
    ],
)
def test_is_tells_one_value_from_two_and_is_never_null(first: Any, second: Any, expected: bool) -> None:
    assert result("is", first, second) is expected


def test_what_is_nested_without_end_is_never_the_same() -> None:
    def nested(depth: int) -> Any:
        value: Any = []
        for _ in range(depth):
            value = [value]
        return value

    assert same(nested(comparing.MAX_NESTED), nested(comparing.MAX_NESTED), new_run()) is True
    assert same(nested(100_000), nested(100_000), new_run()) is False
