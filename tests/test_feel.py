"""FEEL for host programs: values in and out, faults, the clock, budgets, and texts that are no expressions."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import projgov
from projgov import feel
from projgov.diagnostics import InvalidData, ProjgovError, Refused
from projgov.scoring.feel.durations import DaysDuration
from projgov.scoring.feel.temporal import Date, DateTime, Time


def test_it_is_there_by_either_import() -> None:
    script = (
        "import projgov; print(projgov.feel.evaluate('1 + 1'))\nimport projgov.feel\nfrom projgov import feel"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "2\n"
    assert projgov.feel is feel


@pytest.mark.parametrize(
    ("given", "text", "expected"),
    [
        (3, "x + 1", Decimal(4)),
        (Fraction(1, 3), "x", Decimal("0." + "3" * 34)),
        (Decimal("1.50"), "x", Decimal("1.5")),
        (True, "not(x)", False),
        ("a", 'x + "b"', "ab"),
        (None, "x = null", True),
        ([1, (2, 3)], "x[2][1]", Decimal(2)),
        ({"a b": {"c": 1}}, "x.a b.c", Decimal(1)),
        (dt.date(2017, 3, 31), "x.year", Decimal(2017)),
        (dt.datetime(2017, 3, 31, 10, 30, tzinfo=dt.UTC), "string(x)", "2017-03-31T10:30:00Z"),
        (dt.time(10, 30), "x.minute", Decimal(30)),
        (dt.timedelta(days=1, hours=2), "x.hours", Decimal(2)),
        (Date(2017, 3, 31), "x.month", Decimal(3)),
    ],
)
def test_values_of_the_host_are_values_of_feel(given: object, text: str, expected: object) -> None:
    assert feel.evaluate(text, {"x": given}) == expected


def test_numbers_come_out_plain() -> None:
    shown = [str(feel.evaluate(text)) for text in ("10 ** 3", "100 * 0.10", "1e-7", "-0", "5E2")]
    assert shown == ["1000", "10", "1E-7", "0", "500"]


def test_times_come_out_with_their_canonical_text_and_as_pythons_own() -> None:
    found = feel.evaluate('[@"2017-03-31", @"10:30:00Z", @"2017-03-31T10:30:00", @"PT36H"]')
    assert isinstance(found, list)
    assert [str(v) for v in found] == ["2017-03-31", "10:30:00Z", "2017-03-31T10:30:00", "P1DT12H"]
    date, time, moment, duration = found
    assert isinstance(date, Date)
    assert isinstance(time, Time)
    assert isinstance(moment, DateTime)
    assert isinstance(duration, DaysDuration)
    assert date.to_python() == dt.date(2017, 3, 31)
    assert time.to_python() == dt.time(10, 30, tzinfo=dt.UTC)
    assert moment.to_python() == dt.datetime(2017, 3, 31, 10, 30)  # noqa: DTZ001  # FEEL's value has no offset
    assert duration.to_python() == dt.timedelta(hours=36)


def test_every_float_in_the_context_is_refused_with_its_place_and_the_reason() -> None:
    with pytest.raises(InvalidData) as refused:
        feel.evaluate("a", {"a": 0.5, "b": [1, {"c": 0.25}]})
    assert [d.place.path for d in refused.value.diagnostics] == ["context.a", "context.b[1].c"]
    assert "binary float" in str(refused.value)


@pytest.mark.parametrize(
    "wrong",
    [object(), b"bytes", {1: 2}, {"a": {2: 3}}, 10**7000, Decimal("NaN"), Decimal("Infinity"), {1, 2}, 1j],
    ids=lambda wrong: type(wrong).__name__,
)
def test_what_feel_cannot_hold_is_refused(wrong: object) -> None:
    with pytest.raises(InvalidData):
        feel.evaluate("x", {"x": wrong})


def test_a_list_that_holds_itself_is_refused() -> None:
    endless: list[Any] = []
    endless.append(endless)
    with pytest.raises(InvalidData, match="nested"):
        feel.evaluate("x", {"x": endless})


def test_the_context_is_not_changed() -> None:
    context = {"xs": [3, 1, 2], "c": {"a": 1}}
    feel.evaluate('sort(concatenate(xs, [context put(c, "a", 2).a]), function(a, b) a < b)', context)
    assert context == {"xs": [3, 1, 2], "c": {"a": 1}}


def test_a_fault_gives_none_and_can_be_had() -> None:
    outcome = feel.run("progres > 50", {"progress": 60})
    assert outcome.value is None
    (diagnostic,) = outcome.diagnostics
    assert diagnostic.message("en") == "nothing is called `progres` here"
    assert diagnostic.help("en") == "did you mean `progress`?"
    assert (diagnostic.place.line, diagnostic.place.column) == (1, 1)


def test_a_text_that_is_no_expression_gives_none_and_its_faults() -> None:
    assert feel.evaluate("1 +") is None
    outcome = feel.run("(1 + 2")
    assert [d.code for d in outcome.diagnostics] == ["X022"]


def test_the_faults_of_a_unary_test_can_be_had() -> None:
    outcome = feel.run_unary_test("> limt", 3, {"limit": 2})
    assert outcome.value is None
    assert [d.help("en") for d in outcome.diagnostics] == ["did you mean `limit`?"]
    assert feel.run_unary_test("> 2", 3) == feel.Outcome(True)


@pytest.mark.parametrize("text", ["", "1 2", "between 1 and 3", "[1..3", "5..6"])
def test_a_text_that_is_no_unary_test_gives_none_and_its_faults(text: str) -> None:
    assert feel.unary_test(text, 1) is None
    assert feel.run_unary_test(text, 1).value is None
    assert feel.run_unary_test(text, 1).diagnostics


def test_parsing_such_a_text_is_refused() -> None:
    with pytest.raises(feel.InvalidExpression) as refused:
        feel.parse("1 +")
    assert isinstance(refused.value, Refused)
    assert isinstance(refused.value, ProjgovError)


def test_parsing_matches_the_longest_of_the_names_known() -> None:
    assert type(feel.parse("a-b", ["a-b"])).__name__ == "Name"
    assert type(feel.parse("a-b")).__name__ == "Arithmetic"


def test_the_clock_is_the_callers() -> None:
    now = dt.datetime(2017, 3, 31, 10, 30, tzinfo=dt.UTC)
    assert str(feel.evaluate("now()", now=now)) == "2017-03-31T10:30:00Z"
    assert str(feel.evaluate("today()", now=now)) == "2017-03-31"
    assert str(feel.evaluate("today()", today=dt.date(2018, 1, 1), now=now)) == "2018-01-01"
    assert feel.evaluate("today()") is None
    assert feel.run("now()").diagnostics


@pytest.mark.parametrize(
    "text",
    [
        "(" * 10_000,
        "[" * 10_000 + "]" * 10_000,
        "1" + "+1" * 40_000,
        "not(" * 200 + "true" + ")" * 200,
        "a" * 200_000,
        "\x00",
        '"\ud800"',
        "1e999999999",
        "{" * 500,
        "if " * 1000,
        "-" * 5000 + "1",
        "x" + ".a" * 5000,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_hostile_texts_are_refused(text: str) -> None:
    outcome = feel.run(text)
    assert outcome.value is None
    assert outcome.diagnostics


def test_what_is_beyond_the_budget_is_an_error_of_its_own() -> None:
    with pytest.raises(feel.BudgetSpent, match="10000 steps"):
        feel.evaluate("for i in 1..1000000000000 return i", steps=10_000)


def test_a_result_that_shares_its_parts_is_given_out_without_writing_it_all_out() -> None:
    """Written out it would have 2 to the power of 60 items."""
    found: Any = feel.evaluate(
        "(for i in 1..60 return if i = 1 then [1] else [partial[-1], partial[-1]])[-1]"
    )
    for _ in range(59):
        assert len(found) == 2
        assert found[0] is found[1]
        found = found[0]
    assert found == [1]


def test_unary_tests_know_the_context() -> None:
    assert feel.unary_test("[low..high]", 5, {"low": 1, "high": 10}) is True
    assert feel.unary_test("not(low)", 1, {"low": 1}) is False
    assert feel.unary_test("> high", None, {"high": 1}) is None


PIECES = [
    "1", "0.5", "1e400", "x", "xs", "a b", '"t"', "null", "true", "(", ")", "[", "]", "{", "}", "+", "-", "*", "/", "**", "<", ">=", "=",
    "!=", ",", "..", ".", ":", "@", '@"P1D"', '@"2017-03-31"', "if", "then", "else", "for", "in", "return", "some", "every", "satisfies",
    "and", "or", "not", "between", "instance of", "list<number>", "function", "?", "item", "count", "sort", "//", "/*", "*/", "'", "，",
]  # fmt: skip


@given(st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=15).map(" ".join)))
def test_any_text_has_an_outcome(text: str) -> None:
    context = {"x": 3, "xs": [1, 2], "a b": {"c": "d"}}
    try:
        outcome = feel.run(text, context, steps=10_000)
    except feel.BudgetSpent:
        return
    for diagnostic in outcome.diagnostics:
        assert diagnostic.render("zh")
    try:
        assert feel.unary_test(text, 3, context, steps=10_000) in (True, False, None)
    except feel.BudgetSpent:
        return
