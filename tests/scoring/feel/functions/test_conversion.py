"""Values as strings and strings as numbers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.feel.functions.calls import called, evaluated, fault, result, two, value

from projgov.scoring.feel.numbers import number
from projgov.scoring.feel.run import BudgetSpent
from projgov.scoring.feel.values import Range

NUMBERS = st.builds(
    lambda whole, places: number(Decimal(whole).scaleb(-places)),
    st.integers(-(10**33), 10**33),
    st.integers(-20, 40),
)


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        (Decimal("1.1"), "1.1"),
        (None, None),
        ("foo", "foo"),
        (Decimal("1.10"), "1.1"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.0"), "0"),
        (True, "true"),
        ([1, 2, 3, "foo"], '[1, 2, 3, "foo"]'),
        ([1, [2, "a"], None], '[1, [2, "a"], null]'),
        (['"x"\n'], '["\\"x\\"\\n"]'),
        ([], "[]"),
        ({}, "{}"),
        ({"a": "foo", "b": {"bar": ["baz"]}}, '{a: "foo", b: {bar: ["baz"]}}'),
        ({"{": "foo", '"': 1, "a b": 2, "项目": 3}, '{"{": "foo", "\\"": 1, a b: 2, 项目: 3}'),
        (Range(Decimal(1), Decimal(5), True, False), "[1..5)"),
        ([two(lambda *_: None)], "[function(x, y)]"),
    ],
)
def test_values_as_strings(plain: object, expected: str | None) -> None:
    assert result("string", plain) == expected


def test_lists_nested_deeper_than_a_stack_have_a_text() -> None:
    from projgov.diagnostics import Place
    from projgov.scoring.feel.functions.conversion import string
    from projgov.scoring.feel.run import Run
    from projgov.scoring.feel.values import Value

    deep: Value = []
    for _ in range(10_000):
        deep = [deep]
    assert string(Run(place=Place()), deep) == "[" * 10_001 + "]" * 10_001


def test_a_text_that_would_never_end_ends_by_the_budget() -> None:
    wide: list[object] = [1]
    for _ in range(4):
        wide = [wide] * 10
    with pytest.raises(BudgetSpent):
        called("string", wide, steps=5_000)


@pytest.mark.parametrize(
    ("text", "grouping", "point", "expected"),
    [
        ("1 000,0", " ", ",", "1000"),
        ("1,000.0", ",", ".", "1000"),
        ("1.000,01", ".", ",", "1000.01"),
        ("1000.01", None, ".", "1000.01"),
        ("1000.01", None, None, "1000.01"),
        ("1,000", ",", None, "1000"),
        ("-1.5", None, None, "-1.5"),
        (".5", None, None, "0.5"),
        ("1e3", None, None, "1000"),
        ("1E-3", None, None, "0.001"),
    ],
)
def test_strings_as_numbers(text: str, grouping: str | None, point: str | None, expected: str) -> None:
    assert result("number", text, grouping, point) == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "grouping", "point", "code"),
    [
        ("1", ":", ".", "M101"),
        ("1", ",", ";", "M101"),
        ("1", " ", " ", "M101"),
        ("1,5", ",", ",", "M101"),
        ("1,000.01", " ", ".", "M113"),
        ("1.5", None, ",", "M113"),
        ("", None, None, "M113"),
        (" 1", None, None, "M113"),
        ("+1", None, None, "M113"),
        ("1.", None, None, "M113"),
        ("1_000", None, None, "M113"),
        ("١", None, None, "M113"),
        ("Infinity", None, None, "M113"),
        ("NaN", None, None, "M113"),
        ("1e99999999999", None, None, "M104"),
    ],
)
def test_what_is_no_number_is_a_fault(text: str, grouping: str | None, point: str | None, code: str) -> None:
    assert fault("number", text, grouping, point) == code


@pytest.mark.parametrize(
    "text",
    [
        "[1..5]",
        "(1..5)",
        '["a".."b")',
        "(< 5)",
        "(>= 5)",
        "(= 5)",
        "(!= 5)",
        '[@"2020-01-01"..@"2020-12-31"]',
    ],
)
def test_ranges_are_written_as_they_are_read(text: str) -> None:
    assert evaluated(f"string([{text}])") == (f"[{text}]", [])
    assert evaluated(f"string({text})") == (text, [])


@given(NUMBERS)
def test_the_string_of_a_number_is_that_number(value: Decimal) -> None:
    text = result("string", value)
    assert isinstance(text, str)
    assert "E" not in text
    assert result("number", text, None, None) == value
    assert result("number", text.replace(".", ","), " ", ",") == value


def test_not_is_three_valued() -> None:
    assert [result("not", v) for v in (True, False, None)] == [False, True, None]


KEYS = st.text('ab1 _-项é."\\{:', max_size=5) | st.sampled_from(["if", "null", "date and time", "in", "a b"])
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


@given(VALUES)
def test_what_stands_in_a_list_can_be_read_back(found: object) -> None:
    written = result("string", [found])
    assert isinstance(written, str)
    assert evaluated(written) == ([value(found)], [])
