"""The table of built-in functions: what the standard lists is there, under its names, and never fails but by a fault."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.feel.functions.calls import evaluated, two, value

from projgov.diagnostics import Place
from projgov.scoring.feel.durations import DaysDuration, MonthsDuration
from projgov.scoring.feel.functions.table import FUNCTIONS
from projgov.scoring.feel.nodes.builtins import caller
from projgov.scoring.feel.run import BudgetSpent, Run
from projgov.scoring.feel.values import Range

STANDARD = """
number; string; not; substring; string length; upper case; lower case; substring before; substring after; replace; contains;
starts with; ends with; matches; split; string join; list contains; list replace; count; min; max; sum; mean; all; any; sublist;
append; concatenate; insert before; remove; reverse; index of; union; distinct values; flatten; product; median; stddev; mode;
decimal; floor; ceiling; round up; round down; round half up; round half down; abs; modulo; sqrt; log; exp; odd; even; sort;
get value; get entries; context; context put; context merge; date; time; date and time; duration; years and months duration;
is; before; after; meets; met by; overlaps; overlaps before; overlaps after; finishes; finished by; includes; during; starts;
started by; coincides; day of year; day of week; month of year; week of year; now; today; range
"""


def test_the_functions_are_those_of_the_standard() -> None:
    assert sorted(FUNCTIONS) == sorted(" ".join(name.split()) for name in STANDARD.split(";"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("string(from: 1)", "1"),
        ('number(from: "1.000,5", grouping separator: ".", decimal separator: ",")', Decimal("1000.5")),
        ("not(negand: true)", False),
        ('substring(string: "foobar", start position: 3, length: 2)', "ob"),
        ('string length(string: "foo")', 3),
        ('upper case(string: "a")', "A"),
        ('lower case(string: "A")', "a"),
        ('substring before(string: "foobar", match: "bar")', "foo"),
        ('substring after(string: "foobar", match: "ob")', "ar"),
        ('replace(input: "abc", pattern: "B", replacement: "x", flags: "i")', "axc"),
        ('contains(string: "foobar", match: "of")', False),
        ('starts with(string: "foobar", match: "fo")', True),
        ('ends with(string: "foobar", match: "r")', True),
        ('matches(input: "foobar", pattern: "^FO*B", flags: "i")', True),
        ('split(string: "a;b", delimiter: ";")', ["a", "b"]),
        ('string join(list: ["a", "b"], delimiter: "-")', "a-b"),
        ("list contains(list: [1], element: 1)", True),
        ("list replace(list: [1, 2], position: 1, newItem: 3)", [3, 2]),
        ("list replace(list: [1, 2], match: function(item, newItem) item = 2, newItem: 3)", [1, 3]),
        ("count(list: [1])", 1),
        ("min(list: [1, 2])", 1),
        ("max(list: [1, 2])", 2),
        ("sum(list: [1, 2])", 3),
        ("mean(list: [1, 3])", 2),
        ("all(list: [true])", True),
        ("any(list: [false])", False),
        ("sublist(list: [1, 2, 3], start position: 2, length: 1)", [2]),
        ("insert before(list: [1], position: 1, newItem: 0)", [0, 1]),
        ("remove(list: [1, 2], position: 1)", [2]),
        ("reverse(list: [1, 2])", [2, 1]),
        ("index of(list: [1, 2], match: 2)", [2]),
        ("distinct values(list: [1, 1])", [1]),
        ("flatten(list: [[1]])", [1]),
        ("product(list: [2, 3])", 6),
        ("median(list: [1, 2, 3])", 2),
        ("stddev(list: [1, 1])", 0),
        ("mode(list: [1, 1])", [1]),
        ("decimal(n: 1.55, scale: 1)", Decimal("1.6")),
        ("floor(n: 1.55, scale: 1)", Decimal("1.5")),
        ("ceiling(n: 1.5)", 2),
        ("round up(n: 1.1, scale: 0)", 2),
        ("abs(n: -1)", 1),
        ("modulo(dividend: 5, divisor: 3)", 2),
        ("sqrt(number: 4)", 2),
        ("log(number: 1)", 0),
        ("exp(number: 0)", 1),
        ("odd(number: 1)", True),
        ("even(number: 1)", False),
        ("sort(list: [2, 1], precedes: function(x, y) x < y)", [1, 2]),
        ('get value(m: {a: 1}, key: "a")', 1),
        ("get entries(m: {a: 1})", [{"key": "a", "value": 1}]),
        ('context(entries: [{key: "a", value: 1}])', {"a": 1}),
        ('context put(context: {}, key: "a", value: 1)', {"a": 1}),
        ('context put(context: {a: {}}, keys: ["a", "b"], value: 1)', {"a": {"b": 1}}),
        ("context merge(contexts: [{a: 1}, {b: 2}])", {"a": 1, "b": 2}),
    ],
)
def test_parameters_have_the_names_of_the_standard(text: str, expected: object) -> None:
    assert evaluated(text) == (value(expected), [])


@pytest.mark.parametrize(
    "text",
    [
        'substring("a")',
        'substring("a", 1, 1, 1)',
        'substring(text: "a", start position: 1)',
        'substring(string: "a")',
        "sqrt()",
        "sum()",
        "count(null)",
        "sum(null)",
        "concatenate([1], null)",
        "upper case(1)",
        'odd("1")',
        "modulo(1, null)",
        'get value("a", "a")',
        'sort([1], "x")',
        'matches("a", 1)',
        "decimal(1, null)",
        "flatten(null)",
        "append(null, 1)",
    ],
)
def test_calls_that_fit_no_parameter_are_null_and_a_fault(text: str) -> None:
    found, faults = evaluated(text)
    assert found is None
    assert faults


ANYTHING = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.decimals(allow_nan=False, allow_infinity=False, places=2),
        st.integers(-3, 3).map(Decimal),
        st.sampled_from([Decimal("9E+6144"), Decimal("1E-6176"), Decimal("1E+6000"), Decimal("-0")]),
        st.text("ab1.,-(+$\\", max_size=6),
        st.sampled_from(["2017-03-31", "P1D", "10:00:00", "a", "i"]),
        st.integers(-14, 14).map(MonthsDuration),
        st.integers(-(10**6), 10**6).map(lambda n: DaysDuration(Decimal(n))),
        st.sampled_from(
            [
                Range(Decimal(1), Decimal(2), True, False),
                Range(None, Decimal(2), False, True),
                two(lambda *_: True),
            ]
        ),
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["key", "value", "a"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.sampled_from(sorted(FUNCTIONS)), st.lists(ANYTHING, max_size=4))
def test_whatever_is_given_there_is_a_value_or_a_fault(name: str, arguments: list[object]) -> None:
    run = Run(place=Place(), steps=100_000)
    given_values = [value(argument) for argument in arguments]
    try:
        caller(FUNCTIONS[name], len(arguments), ()).call(run, given_values)
    except BudgetSpent:
        return
    assert all(fault.render("zh") and fault.render("en") for fault in run.diagnostics)
    assert given_values == [value(argument) for argument in arguments], "a value was changed"
