"""Statistics of DMN's lists: the standard's examples, and exactness against rationals."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.feel.functions.calls import called, fault, result, value

from projgov.scoring.feel.durations import MonthsDuration
from projgov.scoring.feel.run import BudgetSpent

NUMBERS = st.lists(
    st.builds(
        lambda whole, places: Decimal(whole).scaleb(-places),
        st.integers(-(10**33), 10**33),
        st.integers(-5, 20),
    ),
    min_size=1,
    max_size=8,
)


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("min", ([1, 2, 3],), "1"),
        ("min", (1,), "1"),
        ("min", (1, 2, 3), "1"),
        ("max", (1, 2, 3), "3"),
        ("sum", ([1, 2, 3],), "6"),
        ("sum", (1, 2, 3), "6"),
        ("sum", (1,), "1"),
        ("mean", ([1, 2, 3],), "2"),
        ("mean", (1, 2), "1.5"),
        ("product", ([2, 3, 4],), "24"),
        ("product", (2, 3, 4), "24"),
        ("median", (8, 2, 5, 3, 4), "4"),
        ("median", ([6, 1, 2, 3],), "2.5"),
        ("stddev", (2, 4, 7, 5), "2.081665999466132735282297706979931"),
        ("stddev", ([47],), None),
        ("stddev", (47,), None),
        ("mode", (6, 3, 9, 6, 6), ["6"]),
        ("mode", ([6, 1, 9, 6, 1],), ["1", "6"]),
        ("mode", ([],), []),
        *[(name, ([],), None) for name in ("min", "max", "sum", "mean", "product", "median")],
    ],
)
def test_examples_of_the_standard(
    name: str, arguments: tuple[object, ...], expected: str | list[str] | None
) -> None:
    found, _ = called(name, *arguments)
    if isinstance(expected, list):
        assert found == [Decimal(text) for text in expected]
    else:
        assert found == (None if expected is None else Decimal(expected))


def test_least_and_greatest_are_of_any_kind_with_an_order() -> None:
    assert result("min", ["b", "a"]) == "a"
    assert result("max", [MonthsDuration(3), MonthsDuration(11)]) == MonthsDuration(11)


@pytest.mark.parametrize("items", [[1, None], [1, True]])
def test_what_has_no_order_is_a_fault(items: list[object]) -> None:
    assert fault("min", items) == "M102"


def test_values_of_two_kinds_have_no_order() -> None:
    assert fault("max", [1, "a"]) == "M105"


@pytest.mark.parametrize("name", ["sum", "mean", "product", "median", "stddev", "mode"])
def test_only_numbers_are_counted_with(name: str) -> None:
    assert fault(name, [1, 2, None]) == "M102"
    assert fault(name, [1, "2", 3]) == "M102"


def test_a_sum_that_no_number_can_hold_is_a_fault() -> None:
    largest = Decimal("9E+6144")
    assert fault("sum", [largest, largest]) == "M104"
    assert fault("product", [largest, largest]) == "M104"
    assert result("mean", [largest, largest]) == largest


def test_small_numbers_are_not_lost_beside_large_ones() -> None:
    assert result("sum", [Decimal("1E+40"), 1, Decimal("-1E+40")]) == 1


def nearest(found: object, exact: Fraction) -> bool:
    """Whether `found` is within half a unit of the 34th digit."""
    assert isinstance(found, Decimal)
    return abs(Fraction(found) - exact) <= Fraction(10) ** (found.adjusted() - 33) / 2


@given(NUMBERS)
def test_sums_and_means_are_rounded_once(numbers: list[Decimal]) -> None:
    exact = sum(map(Fraction, numbers), Fraction(0))
    assert nearest(result("sum", numbers), exact)
    assert nearest(result("mean", numbers), exact / len(numbers))
    assert result("sum", numbers) == result("sum", numbers[::-1])


@given(NUMBERS)
def test_a_median_has_as_many_below_as_above(numbers: list[Decimal]) -> None:
    median = result("median", numbers)
    assert isinstance(median, Decimal)
    assert sum(n < median for n in numbers) <= len(numbers) / 2 >= sum(n > median for n in numbers)


@given(NUMBERS.filter(lambda numbers: len(numbers) > 1))
def test_a_standard_deviation_is_nearer_than_its_neighbours(numbers: list[Decimal]) -> None:
    exact = [Fraction(n) for n in numbers]
    mean = sum(exact, Fraction(0)) / len(exact)
    variance = sum(((n - mean) ** 2 for n in exact), Fraction(0)) / (len(exact) - 1)
    found = result("stddev", numbers)
    assert isinstance(found, Decimal)
    half = Fraction(10) ** (found.adjusted() - 33) / 2
    assert max(Fraction(0), Fraction(found) - half) ** 2 <= variance <= (Fraction(found) + half) ** 2


@given(st.lists(st.integers(-3, 3), max_size=12))
def test_modes_are_the_values_counted_most(numbers: list[int]) -> None:
    most = max((numbers.count(n) for n in numbers), default=0)
    assert result("mode", numbers) == value(sorted({n for n in numbers if numbers.count(n) == most}))


@pytest.mark.parametrize("name", ["stddev", "sum", "mean"])
def test_numbers_far_apart_cost_steps_and_not_hours(name: str) -> None:
    far = [Decimal("9E+6000"), Decimal("1E-6000")] * 2000
    with pytest.raises(BudgetSpent):
        called(name, far * (1 if name == "stddev" else 30), steps=100_000)
