"""Number texts to exact numbers within bounds."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projgov.reading.numbers import MAX_DIGITS, MAX_EXPONENT, exact, shown


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("-12", -12),
        ("+3", 3),
        ("1.50", Decimal("1.50")),
        (".5", Decimal("0.5")),
        ("2.", Decimal(2)),
        ("1e3", Decimal(1000)),
        ("1E-0002", Decimal("0.01")),
        ("9" * MAX_DIGITS, 10**MAX_DIGITS - 1),
        (f"1e{MAX_EXPONENT}", Decimal(10) ** MAX_EXPONENT),
    ],
)
def test_a_number_is_read_exactly(text: str, number: int | Decimal) -> None:
    found = exact(text)
    assert found == number
    assert type(found) is type(number)


@pytest.mark.parametrize(
    "text",
    ["9" * (MAX_DIGITS + 2), f"1e{MAX_EXPONENT + 1}", "1e-999999999999999999999", "1e" + "9" * 100_000],
)
def test_a_number_beyond_the_bounds_is_none(text: str) -> None:
    assert exact(text) is None


def test_decimals_written_are_kept() -> None:
    assert str(exact("1.500")) == "1.500"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**20), max_value=10**20))
def test_any_decimal_comes_back_from_its_text(number: Decimal) -> None:
    assert exact(format(number, "f")) == number


def test_a_long_number_is_shown_by_its_beginning() -> None:
    assert shown("1" * 50) == "1" * 40 + "…"
    assert shown("12") == "12"
