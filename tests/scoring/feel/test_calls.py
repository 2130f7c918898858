"""Calls, function definitions, conversions of arguments: DMN 1.5, 10.3.2.9, 10.3.2.13 and Table 63."""

from __future__ import annotations

import sys
import threading

import pytest
from tests.scoring.feel.asking import fault, shown, value, words

from projgov import feel


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(function(a, b) a - b)(3, 1)", 2),
        ("(function(a, b) a - b)(b: 3, a: 1)", -2),
        ("(function() 1)()", 1),
        ("{f: function(a, b) b, r: f(a: 1)}.r", None),  # what is not named is null
        ("{f: function(x) function(y) x * y, r: f(6)(7)}.r", 42),
        ("{twice: function(f, x) f(f(x)), r: twice(function(y) y * 3, 2)}.r", 18),
        ("{f: sqrt, r: f(16)}.r", 4),
        ("(function(x: number) x)([5])", 5),  # from a list of one
        ("(function(x: list<number>) x)(5)", [5]),  # to a list of one
        ('(function(x: date and time) x)(@"2017-03-31")', "2017-03-31T00:00:00Z"),
        ("(function(x: Any) x)([5])", [5]),
        ("(function(x: number) 1)(null)", 1),
        ("{fac: function(n) if n < 2 then 1 else n * fac(n - 1), r: fac(20)}.r", 2432902008176640000),
        ('substring("foobar", 3)', "obar"),
        ('substring(start position: 3, string: "foobar")', "obar"),
        ('contains(["foobar"], "of")', False),
        ('upper case(["a"])', "A"),
        ("count(7)", 1),
        (
            'date and time(@"2017-03-31", "Asia/Shanghai")',
            "2017-03-31T08:00:00@Asia/Shanghai",
        ),  # from midnight, UTC
        ("max(1, 5, 2)", 5),
        ("max([1, 5, 2])", 5),
        ("sort([3, 1, 2], function(x, y) x < y)", [1, 2, 3]),
        ("not(true)", False),
    ],
)
def test_functions_are_called_by_position_and_by_name(text: str, expected: object) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("nothing(1)", "M045"),
        ("x(1)", "M044"),
        ("(function(a) a)()", "M046"),
        ("(function(a) a)(1, 2)", "M046"),
        ("(function(a) a)(b: 1)", "M042"),
        ("(function(a) a)(a: 1, a: 2)", "M047"),
        ('substring("a")', "M041"),
        ('substring("a", 1, 2, 3)', "M041"),
        ('substring(text: "a", start position: 1)', "M042"),
        ("upper case(1)", "M101"),
        ("upper case(null)", "M101"),
        ('(function(x: number) 1)("a")', "M014"),
        ("(function(x: number) 1)([1, 2])", "M014"),
        ("(function(x: nonsense) 1)(1)", "M039"),
        ('(function() external {java: {class: "C", method signature: "m()"}})()', "M048"),
    ],
)
def test_what_does_not_fit_is_null_and_a_fault(text: str, code: str) -> None:
    assert fault(text, {"x": 5}) == code


def test_calling_null_is_null() -> None:
    assert value("f(1)", {"f": None}) is None


def test_a_function_that_there_is_not_is_offered_the_nearest() -> None:
    assert "there is no function `substrng`" in words('substrng("a", 1)')
    assert "did you mean `substring`?" in words('substrng("a", 1)')


def test_the_mend_of_a_wrong_number_of_arguments_is_the_signature() -> None:
    assert "write `substring(string, start position, length?)`" in words('substring("a")')


def test_a_variable_hides_the_built_in_function_of_its_name() -> None:
    assert shown("{max: function(x, y) min(x, y), r: max(1, 2)}.r") == 1


def test_a_variable_that_is_no_function_does_not() -> None:
    assert shown('date("2017-03-31") > date', {"date": feel.evaluate('@"2017-01-01"')}) is True
    assert shown('[{date: "2017-03-31"}, {date: "2016-03-31"}][date(date).year = 2017].date') == [
        "2017-03-31"
    ]


def test_a_function_sees_the_names_where_it_is_defined_and_not_where_it_is_called() -> None:
    assert shown("{x: 1, f: function() x, g: function(x) f(), r: g(5)}.r") == 1


@pytest.mark.parametrize(
    "text",
    [
        "{f: function(n) f(n + 1), r: f(0)}.r",
        "{f: function(n) 1 + f(n), r: f(0)}.r",
        "{f: function(g) g(g), r: f(f)}.r",
        "{f: function(n) [n, f(n)][2], r: f(0)}.r",
        "{f: function(n) if some x in [1] satisfies f(n) then 1 else 2, r: f(0)}.r",
        "{f: function(n) sort([1, 2], function(x, y) f(n)), r: f(0)}.r",
    ],
)
def test_a_recursion_without_end_is_a_fault_and_no_error_of_python(text: str) -> None:
    outcome = feel.run(text)
    assert "M001" in [d.code for d in outcome.diagnostics]


def test_a_recursion_is_bounded_also_where_the_caller_stands_deep_already() -> None:
    def from_below(levels: int) -> feel.Outcome:
        if levels:
            return from_below(levels - 1)
        return feel.run("{f: function(n) 1 + f(n), r: f(0)}.r")

    outcome = from_below(sys.getrecursionlimit() - 300)
    assert outcome.value is None
    assert "M001" in [d.code for d in outcome.diagnostics]


@pytest.mark.parametrize(
    "body",
    [
        "1 + f(n - 1)",
        "1 + sum(for i in [n - 1] return f(i))",
        "{a: {b: [f(n - 1) + 1]}}.a.b[1]",
        "if some x in [1] satisfies f(n - 1) >= 0 then n else null",
        "[n][f(n - 1) >= 0][1]",
    ],
)
def test_five_hundred_calls_in_one_another_are_not_too_many(body: str) -> None:
    limit = sys.getrecursionlimit()
    assert shown(f"{{f: function(n) if n = 0 then 0 else {body}, r: f(500)}}.r") == 500
    assert sys.getrecursionlimit() == limit  # the room that they need is given back


def test_deep_calls_need_little_of_the_stack_of_a_thread() -> None:
    found: list[object] = []
    text = "{f: function(n) if n = 0 then 0 else 1 + f(n - 1), r: f(500)}.r"
    before = threading.stack_size(256 * 1024)
    try:
        threads = [threading.Thread(target=lambda: found.append(feel.evaluate(text))) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        threading.stack_size(before)
    assert found == [500, 500, 500]


def test_a_function_is_shown_by_its_parameters() -> None:
    value = feel.evaluate("function(a, b: number) a + b")
    assert str(value) == repr(value) == "function(a, b: number) …"
    assert str(feel.evaluate("[abs]")) == "[function(n) …]"
