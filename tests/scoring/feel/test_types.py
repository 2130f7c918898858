"""Types: what is written, what conforms, what is converted (DMN 1.5, 10.3.2.9 and Table 61)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.scoring.feel.asking import fault, holds

from projgov import feel
from projgov.diagnostics import Place
from projgov.rules.feel.tree import InstanceOf
from projgov.scoring.feel.conformance import convert
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.types import SIMPLE, ContextOf, Defined, ListOf, Type, resolve
from projgov.scoring.feel.values import Value


@pytest.mark.parametrize(
    "text",
    [
        "123 instance of number",
        "123 instance of Any",
        '"abc" instance of string',
        '@"2017-03-31" instance of date',
        '@"2017-03-31T10:00:00" instance of date and time',
        '@"P1Y" instance of years and months duration',
        '@"P1D" instance of days and time duration',
        "[123] instance of list<number>",
        "[] instance of list<string>",
        "[1, null] instance of list<number>",
        '[1, "a"] instance of list<Any>',
        '{a: "x", b: 1} instance of context<a: string>',
        "{a: null} instance of context<a: string>",
        "[1..3] instance of range<number>",
        "(< 5) instance of range<number>",
        "(function(a: number) a + 1) instance of function<number> -> number",
        "(function(a: Any) 1) instance of function<string> -> Any",  # contravariant in parameters
        '(function() {a: 1, b: "x"}) instance of function<> -> context<a: number>',  # covariant in results
        "null instance of Null",
        "not(null instance of Any)",
        "not(null instance of number)",
        "not(1 instance of string)",
        "not([1] instance of number)",
        "not(1 instance of list<number>)",
        'not([1, "a"] instance of list<number>)',
        "not({b: 1} instance of context<a: string>)",
        'not(["a".."c"] instance of range<number>)',
        "not((function(a: number) a) instance of function<string> -> number)",
        'not((function() "a") instance of function<> -> number)',
        "not((function(a, b) a) instance of function<number> -> Any)",
        "not(abs instance of number)",
    ],
)
def test_instance_of_goes_by_conformance(text: str) -> None:
    assert holds(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1 instance of nonsense", "M039"),
        ("[1] instance of list<nonsense>", "M039"),
        ("1 instance of other model.type", "M039"),
        ("[1] instance of list", "M040"),
        ("{} instance of context", "M040"),
    ],
)
def test_a_type_that_is_not_known_makes_instance_of_null(text: str, code: str) -> None:
    assert fault(text) == code


ADULT = Defined("adult", lambda: SIMPLE["number"], lambda _run, value: bool(value >= 18))  # type: ignore[operator]  # of the base type it is a number
PERSON = ContextOf((("name", SIMPLE["string"]), ("age", ADULT)))


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (Decimal(1), SIMPLE["number"], Decimal(1)),
        ([Decimal(1)], SIMPLE["number"], Decimal(1)),
        ("a", ListOf(SIMPLE["string"]), ["a"]),
        ([["a"]], ListOf(SIMPLE["string"]), ["a"]),
        (None, SIMPLE["number"], None),
        (Decimal(20), ADULT, Decimal(20)),
        ([Decimal(20)], ADULT, Decimal(20)),
        (
            {"name": "Li", "age": Decimal(20), "more": True},
            PERSON,
            {"name": "Li", "age": Decimal(20), "more": True},
        ),
    ],
)
def test_values_are_converted_where_they_get_a_typed_name(value: Value, kind: Type, expected: Value) -> None:
    run = Run(place=Place())
    assert convert(run, value, kind) == expected
    assert run.diagnostics == []


@pytest.mark.parametrize(
    ("value", "kind", "code"),
    [
        ("1", SIMPLE["number"], "M014"),
        ([Decimal(1), Decimal(2)], SIMPLE["number"], "M014"),
        ([Decimal(1), "a"], ListOf(SIMPLE["number"]), "M014"),
        (Decimal(17), ADULT, "M015"),
        ({"name": "Li", "age": Decimal(17)}, PERSON, "M014"),
        ({"name": "Li"}, PERSON, "M014"),
    ],
)
def test_what_cannot_be_converted_is_null_and_a_fault(value: Value, kind: Type, code: str) -> None:
    run = Run(place=Place())
    assert convert(run, value, kind) is None
    assert [d.code for d in run.diagnostics] == [code]


def test_a_type_is_shown_as_it_is_written() -> None:
    for text in (
        "list<number>",
        "context<a: string, b: list<Any>>",
        "function<number, date> -> date and time",
        "range<days and time duration>",
    ):
        tree = feel.parse(f"x instance of {text}", ["x"])
        assert isinstance(tree, InstanceOf)
        assert str(resolve(tree.type, {})) == text


def test_types_may_refer_to_one_another_and_to_themselves() -> None:
    """A tree: a context with a list of such contexts."""
    node = Defined("node", lambda: ContextOf((("children", ListOf(node)),)))
    run = Run(place=Place())
    leaf: Value = {"children": []}
    assert convert(run, {"children": [leaf, leaf]}, node) == {"children": [leaf, leaf]}
    assert convert(run, {"children": [1]}, node) is None  # type: ignore[list-item]  # a list of another kind, on purpose
