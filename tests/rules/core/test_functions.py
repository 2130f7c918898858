"""The table of functions: names that call one function each, and types of results."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest

from projgov.domain.types import (
    AnyType,
    DateType,
    ListType,
    NumberType,
    RecordType,
    RegisterType,
    TextType,
    ValueType,
)
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core.functions import FUNCTIONS, FunctionSpec, find

PERCENT = NumberType(1, Fraction(-5), Fraction(100), "percent")


def test_every_name_calls_one_function() -> None:
    names = Counter(canonical_name(n) for spec in FUNCTIONS.values() for n in (spec.name, *spec.names))
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("spec", FUNCTIONS.values(), ids=lambda spec: spec.name)
def test_every_function_is_documented_and_its_names_are_canonical(spec: FunctionSpec) -> None:
    found = FUNCTIONS[spec.name]
    assert found.doc.zh
    assert found.doc.en
    for name in (found.name, *found.names, *(parameter for parameter, _ in found.parameters)):
        assert canonical_name(name) == name
        assert find(name) is found or name in dict(found.parameters)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("string length", "string_length"),
        ("days between", "days_between"),
        ("相差天数", "days_between"),
        ("期末", "period_end"),
    ],
)
def test_a_function_is_called_with_spaces_or_underscores_or_in_chinese(written: str, name: str) -> None:
    assert find(written) is FUNCTIONS[name]


def test_a_date_is_made_of_a_text_or_of_three_numbers() -> None:
    assert find("date", 1) is find("日期", 1) is FUNCTIONS["date"]
    assert find("date", 3) is find("日期", 3) is FUNCTIONS["date_of"]
    assert find("no such function") is None


@pytest.mark.parametrize(
    ("name", "arguments", "result"),
    [
        ("abs", (PERCENT,), NumberType(1, Fraction(0), Fraction(100), "percent")),
        ("abs", (NumberType(0, Fraction(-7), Fraction(-3)),), NumberType(0, Fraction(3), Fraction(7))),
        ("abs", (NumberType(),), NumberType(None, Fraction(0))),
        (
            "floor",
            (NumberType(2, Fraction(-1, 2), Fraction(5, 2)),),
            NumberType(0, Fraction(-1), Fraction(3)),
        ),
        ("ceiling", (AnyType(),), NumberType(0)),
        ("item", (ListType(PERCENT), NumberType(0)), PERCENT),
        ("item", (RegisterType("report", "reports"), NumberType(0)), RecordType("report")),
        ("flatten_once", (ListType(ListType(DateType())),), ListType(DateType())),
        ("concatenate", (RegisterType("report", "reports"),), ListType(RecordType("report"))),
        ("concatenate", (ListType(TextType()), ListType(DateType())), ListType(AnyType())),
        ("string", (PERCENT,), TextType()),
    ],
)
def test_the_type_of_a_result(name: str, arguments: tuple[ValueType, ...], result: ValueType) -> None:
    assert FUNCTIONS[name].result_type(arguments) == result
