"""List functions of DMN: the standard's examples, positions that are not there, and laws."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.feel.functions.calls import called, fault, result, two, value

from projgov.scoring.feel.run import BudgetSpent
from projgov.scoring.feel.values import Function, Value

PLAIN = st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from(["", "a", "b"])
ITEMS = st.lists(st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=3), max_leaves=8), max_size=8)


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("list contains", ([1, 2, 3], 2), True),
        ("list contains", ([1, 2, 3], 4), False),
        ("list contains", ([1, None], None), True),
        ("list contains", ([1, "a"], "a"), True),
        ("count", ([1, 2, 3],), 3),
        ("count", ([],), 0),
        ("count", ([1, [2, 3]],), 2),
        ("sublist", ([4, 5, 6], 1, 2), [4, 5]),
        ("sublist", ([4, 5, 6], 2), [5, 6]),
        ("sublist", ([4, 5, 6], -1, 1), [6]),
        ("append", ([1], 2, 3), [1, 2, 3]),
        ("append", ([], 1), [1]),
        ("append", ([1], None), [1, None]),
        ("append", ([1], [2]), [1, [2]]),
        ("concatenate", ([1, 2], [3]), [1, 2, 3]),
        ("concatenate", ([1], [[2]]), [1, [2]]),
        ("insert before", ([1, 3], 1, 2), [2, 1, 3]),
        ("insert before", ([1, 2], -1, 9), [1, 9, 2]),
        ("remove", ([1, 2, 3], 2), [1, 3]),
        ("remove", ([1, 2, 3], -1), [1, 2]),
        ("list replace", ([2, 4, 7, 8], 3, 6), [2, 4, 6, 8]),
        ("list replace", ([2, 4, 7, 8], -1, 6), [2, 4, 7, 6]),
        ("list replace", ([2, 4, 7, 8], two(lambda item, new: item < new), 5), [5, 5, 7, 8]),
        ("reverse", ([1, 2, 3],), [3, 2, 1]),
        ("index of", ([1, 2, 3, 2], 2), [2, 4]),
        ("index of", ([1, None, None], None), [2, 3]),
        ("index of", ([1], 9), []),
        ("union", ([1, 2], [2, 3]), [1, 2, 3]),
        ("distinct values", ([1, 2, 3, 2, 1],), [1, 2, 3]),
        ("distinct values", ([1, None, None, [1], [1], True, "1"],), [1, None, [1], True, "1"]),
        ("flatten", ([[1, 2], [[3]], 4],), [1, 2, 3, 4]),
        ("flatten", ([[], [[]]],), []),
        ("all", ([False, None, True],), False),
        ("all", ([True, True],), True),
        ("all", ([],), True),
        ("all", ([True, None],), None),
        ("all", (False, None, True), False),
        ("any", ([False, None, True],), True),
        ("any", ([],), False),
        ("any", ([False, None],), None),
        ("any", (False, False), False),
    ],
)
def test_examples_of_the_standard(name: str, arguments: tuple[object, ...], expected: object) -> None:
    assert result(name, *arguments) == value(expected)


def test_what_is_no_boolean_is_a_fault_unless_another_item_decides() -> None:
    assert fault("all", [True, "x"]) == "M102"
    assert fault("any", [False, 1]) == "M102"
    assert result("all", [False, "x"]) is False
    assert result("any", [1, True]) is True


def test_one_is_not_true() -> None:
    """Python holds 1 and true to be equal; FEEL does not."""
    assert result("distinct values", [1, True, 0, False]) == [Decimal(1), True, Decimal(0), False]
    assert result("list contains", [1], True) is False
    assert result("index of", [True, 1], 1) == [Decimal(2)]


@pytest.mark.parametrize("position", [0, 4, -4, Decimal("0.5")])
@pytest.mark.parametrize("name", ["sublist", "insert before", "remove", "list replace"])
def test_a_position_that_is_not_there_is_a_fault(name: str, position: Decimal) -> None:
    further = (9,) if name in ("insert before", "list replace") else ()
    assert fault(name, [1, 2, 3], position, *further) == "M103"


@pytest.mark.parametrize("length", [-1, 3])
def test_a_sublist_is_as_long_as_asked_or_a_fault(length: int) -> None:
    assert fault("sublist", [1, 2, 3], 2, length) == "M101"


def test_the_test_of_a_replacement_answers_true_or_false() -> None:
    assert fault("list replace", [1], two(lambda *_: None), 2) == "M106"
    one = Function("", ("x",), lambda *_: True)
    assert fault("list replace", [1], one, 2) == "M107"


def test_lists_nested_deeper_than_a_stack_are_flattened() -> None:
    deep: Value = Decimal(1)
    for _ in range(10_000):
        deep = [deep]
    from projgov.diagnostics import Place
    from projgov.scoring.feel.functions.lists import flatten
    from projgov.scoring.feel.run import Run

    assert isinstance(deep, list)
    assert flatten(Run(place=Place()), deep) == [Decimal(1)]


def test_lists_that_hold_one_another_many_times_end_by_the_budget() -> None:
    wide: list[object] = [1]
    for _ in range(4):
        wide = [wide] * 10
    with pytest.raises(BudgetSpent):
        called("flatten", wide, steps=5_000)


@given(ITEMS)
def test_reversed_twice_is_the_list(items: list[object]) -> None:
    assert result("reverse", result("reverse", items)) == value(items)


@given(ITEMS, ITEMS)
def test_a_union_is_what_is_distinct_of_both(first: list[object], second: list[object]) -> None:
    union = result("union", first, second)
    assert union == result("distinct values", result("concatenate", first, second))
    assert union == result("distinct values", union)
    assert all(result("list contains", union, item) for item in first + second)


@given(ITEMS, PLAIN)
def test_positions_found_hold_the_item(items: list[object], sought: object) -> None:
    found = result("index of", items, sought)
    assert isinstance(found, list)
    assert bool(found) is result("list contains", items, sought)
    for position in found:
        assert result("sublist", items, position, 1) == [value(sought)]


@given(ITEMS.filter(bool), st.data())
def test_what_is_put_in_and_taken_out_again_changes_nothing(items: list[object], data: st.DataObject) -> None:
    position = data.draw(st.integers(1, len(items)))
    more = result("insert before", items, position, "new")
    assert result("sublist", more, position, 1) == ["new"]
    assert result("remove", more, position) == value(items)
    assert result("list replace", more, position, "other") == result(
        "insert before", items, position, "other"
    )
    assert result("remove", items, position) == result("remove", items, position - len(items) - 1)


@given(ITEMS)
def test_a_flat_list_holds_no_list(items: list[object]) -> None:
    flat = result("flatten", items)
    assert isinstance(flat, list)
    assert not any(isinstance(item, list) for item in flat)
    assert result("flatten", flat) == flat
