"""Units of measure: what is of one kind, what converts, what is left alone."""

from __future__ import annotations

from fractions import Fraction

import pytest

from projgov.diagnostics import Place
from projgov.domain.types import NumberType, TextType
from projgov.rules.core.scope import Faults
from projgov.rules.core.typing import arithmetic
from projgov.rules.core.units import COMPARED, UNITS, check_share, check_units, unit_of

PLACE = Place("f", 1, 1)


def told(left: NumberType, right: NumberType) -> list[str]:
    faults = Faults()
    check_units(left, right, COMPARED, PLACE, faults)
    return [d.code for d in faults]


def of(unit: str) -> NumberType:
    return NumberType(unit=unit)


@pytest.mark.parametrize(
    ("left", "right", "codes"),
    [
        ("days", "points", ["T020"]),
        ("天", "分", ["T020"]),
        ("工作日", "天", ["T020"]),
        ("yuan", "万元", ["T021"]),
        ("亿元", "万元", ["T021"]),
        ("percent", "points", ["T022"]),
        ("days", "天", []),
        ("yuan", "元", []),
        ("百分点", "percent", []),
        ("£m", "percent", []),  # of a word that nobody knows nothing is said
        ("", "days", []),
    ],
)
def test_figures_of_two_units(left: str, right: str, codes: list[str]) -> None:
    assert told(of(left), of(right)) == codes
    assert told(of(right), of(left)) == codes


def test_how_money_converts_is_told() -> None:
    faults = Faults()
    check_units(of("亿元"), of("万元"), COMPARED, PLACE, faults)
    (found,) = faults
    assert found.help("zh") == "把以万元计的一边除以 10000"
    assert found.help("en") == "divide the one in ten thousand yuan by 10000"


def test_what_comes_of_a_product_or_quotient_has_no_unit() -> None:
    """Half a point for each day: the product is no number of days."""
    half = NumberType(1, Fraction(1, 2), Fraction(1, 2))
    for operator in "*/":
        assert unit_of(arithmetic(operator, of("days"), half)) is None


def test_a_plain_number_that_is_added_changes_no_unit_and_an_unknown_figure_leaves_none() -> None:
    ten = NumberType(0, Fraction(10), Fraction(10))
    assert arithmetic("-", ten, of("days")).unit == "days"
    assert arithmetic("-", of(""), of("days")).unit == ""
    assert arithmetic("+", of("days"), of("days")).unit == "days"


@pytest.mark.parametrize(
    ("share", "codes"),
    [("30", ["T023"]), ("1", []), ("100", ["T023"]), ("0.3", []), ("101", [])],
)
def test_a_percentage_against_a_share_between_0_and_1(share: str, codes: list[str]) -> None:
    number = Fraction(share)
    faults = Faults()
    check_share(NumberType(2, Fraction(0), Fraction(1)), NumberType(2, number, number), PLACE, faults)
    assert [d.code for d in faults] == codes


def test_a_share_against_a_percentage_is_doubted() -> None:
    half = NumberType(1, Fraction(1, 2), Fraction(1, 2))
    faults = Faults()
    check_share(of("percent"), half, PLACE, faults)
    (found,) = faults
    assert (found.code, found.is_error, found.help("en")) == ("T024", False, "write `50`")


def test_whole_numbers_from_0_to_1_are_no_shares() -> None:
    """A count that is 0 or 1 is compared with 2 as any other number."""
    faults = Faults()
    two = NumberType(0, Fraction(2), Fraction(2))
    check_share(NumberType(0, Fraction(0), Fraction(1)), two, PLACE, faults)
    assert list(faults) == []


def test_every_unit_has_a_label_in_both_languages_and_texts_have_no_unit() -> None:
    assert all(unit.label.zh and unit.label.en.isascii() for unit in UNITS.values())
    assert unit_of(TextType()) is None
