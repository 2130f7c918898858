"""Plain values to JSON: exact numbers, NFC, and for digests one text for equal values."""

from __future__ import annotations

import json
import random
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projgov.reading.canonical import canonical, dumps, number_text


def test_numbers_are_written_as_people_gave_them() -> None:
    value = {"b": Decimal("92.50"), "a": 3, "c": Fraction(1, 3), "d": Fraction(5, 2), "e": Decimal("1E+2")}
    assert dumps(value) == '{"b": "92.50", "a": 3, "c": "1/3", "d": "2.5", "e": "100"}'


def test_keys_are_sorted_where_asked() -> None:
    assert dumps({"b": [1, None], "a": True}, sort_keys=True) == '{"a": true, "b": [1, null]}'


def test_chinese_stays_readable_and_is_normalised() -> None:
    assert dumps({"项": "e\u0301"}) == '{"项": "\u00e9"}'


def test_lines_are_indented_where_asked() -> None:
    assert dumps({"a": [1]}, indent=2) == '{\n  "a": [\n    1\n  ]\n}'


def test_canonical_has_sorted_keys_no_white_space_and_reduced_rationals() -> None:
    value = {"b": [Fraction(2, 6), Decimal("1.50"), 2], "a": {"é": None, "e\u0301x": False}, "c": ()}
    assert canonical(value).decode() == '{"a":{"\u00e9":null,"\u00e9x":false},"b":["1/3",1.5,2],"c":[]}'


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ((2, Decimal("2.00"), Fraction(4, 2), Decimal("0.2E+1")), "2"),
        ((Decimal("1.50"), Fraction(3, 2)), "1.5"),
        ((Decimal("-0.0"), 0, Fraction(0)), "0"),
        ((Fraction(-1, 8), Decimal("-0.125")), "-0.125"),  # 1/8 = 125/1000
        ((Fraction(1, 80), Decimal("0.0125")), "0.0125"),
        ((Fraction(-2, 3),), "-2/3"),
        ((Decimal("1E+30"), 10**30, Fraction(10**30)), "1" + "0" * 30),
        ((Decimal(10) ** 5000, 10**5000), "1" + "0" * 5000),
    ],
)
def test_equal_numbers_have_one_text(numbers: tuple[int | Decimal | Fraction, ...], text: str) -> None:
    assert [number_text(number) for number in numbers] == [text] * len(numbers)


@given(st.fractions())
def test_the_text_of_a_fraction_is_exact(number: Fraction) -> None:
    assert Fraction(number_text(number)) == number


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30))
def test_the_text_of_a_decimal_is_that_of_the_equal_fraction(number: Decimal) -> None:
    text = number_text(number)
    assert Fraction(text) == Fraction(number)
    assert text == number_text(Fraction(number))


@given(
    st.dictionaries(st.text(st.characters(codec="utf-8")), st.integers() | st.lists(st.booleans())),
    st.randoms(use_true_random=False),
)
def test_the_order_of_keys_does_not_matter(value: dict[str, object], source: random.Random) -> None:
    # Keys that are the same in NFC are refused; here the first of them stays.
    kept = {key: item for key, item in value.items() if key.isascii()}
    items = list(kept.items())
    source.shuffle(items)
    assert canonical(dict(items)) == canonical(kept)


@given(st.recursive(st.booleans() | st.integers() | st.text(st.characters(codec="ascii")), st.lists))
def test_canonical_json_is_json(value: object) -> None:
    assert json.loads(canonical(value)) == value


def test_texts_and_numbers_do_not_fall_together() -> None:
    assert canonical("1.5") != canonical(Decimal("1.5"))
    assert canonical("1") != canonical(1)
    assert canonical(True) != canonical(1)


@pytest.mark.parametrize("write", [dumps, canonical])
@pytest.mark.parametrize("value", [float(1), {1: 2}, {"a": {1, 2}}, [object()], b"a"])
def test_what_is_no_plain_value_is_a_type_error(write: object, value: object) -> None:
    assert callable(write)
    with pytest.raises(TypeError):
        write(value)


@pytest.mark.parametrize("write", [dumps, canonical])
@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("-Infinity"), {"\u00e9": 1, "e\u0301": 2}])
def test_what_has_no_text_is_a_value_error(write: object, value: object) -> None:
    assert callable(write)
    with pytest.raises(ValueError, match=r"finite|twice"):
        write(value)
