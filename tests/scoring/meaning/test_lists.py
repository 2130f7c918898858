"""The nodes that make, sieve and sum up lists: sure and possible members, and what a list may lack."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from tests.scoring.few_facts import FAULT, HERE, THERE, codes, lit, places, unknown, value, var

from projgov.domain.types import ListType, NumberType
from projgov.rules.core import nodes
from projgov.scoring.values import Rows, Value

U, V, W = unknown("progress"), unknown("level"), unknown("reports")
UV, UW = unknown("progress", "level"), unknown("progress", "reports")
UVW = unknown("progress", "level", "reports")
NUMBERS = ListType(NumberType())
OPEN = Rows((1, 5), (), W)
"""A register with two records, which may lack some."""
POSSIBLE = Rows((1,), ((5, U),))
"""A list with one sure and one possible member."""


def above_two(source: Value) -> nodes.Filter:
    condition = nodes.Compare(">", var("x"), lit(2))
    return nodes.Filter("x", lit(source), condition, NUMBERS)


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ((1, 2, 3, 4), (3, 4)),
        ((), ()),
        ((1, U, 3), Rows((3,), ((U, U),))),
        (OPEN, Rows((5,), (), W)),
        (POSSIBLE, Rows((), ((5, U),))),
        (Rows((3,), ((1, U),)), (3,)),
        (Rows((), ((V, U),), W), Rows((), ((V, UV),), W)),
        (U, U),
        (FAULT, FAULT),
    ],
)
def test_a_filter_keeps_what_surely_fits_and_names_what_possibly_does(source: Value, kept: Value) -> None:
    assert value(above_two(source)) == kept


def test_a_filter_whose_condition_errs_for_any_member_is_a_fault() -> None:
    assert codes(value(above_two((1, "a", None)))) == ["E004", "E006"]
    assert codes(value(above_two(Rows((1,), ((None, U),))))) == ["E004"]


@pytest.mark.parametrize(
    ("source", "doubled"),
    [
        ((1, 2), (2, 4)),
        ((1, U), (2, U)),
        (OPEN, Rows((2, 10), (), W)),
        (POSSIBLE, Rows((2,), ((10, U),))),
        (U, U),
        (FAULT, FAULT),
    ],
)
def test_each_keeps_what_is_possible_or_lacking(source: Value, doubled: Value) -> None:
    body = nodes.Arithmetic("*", var("x"), lit(2), NumberType())
    assert value(nodes.Each("x", lit(source), body, NUMBERS)) == doubled


def test_each_is_a_fault_where_the_body_errs_for_any_item() -> None:
    body = nodes.Arithmetic("/", lit(1), var("x"), NumberType())
    assert codes(value(nodes.Each("x", lit((1, 0)), body, NUMBERS))) == ["E001"]


@pytest.mark.parametrize("node", [nodes.MakeList((lit(1), lit(FAULT), lit(U)), NUMBERS)])
def test_a_list_may_have_an_unknown_item_but_no_faulty_one(node: nodes.MakeList) -> None:
    assert value(nodes.MakeList((lit(1), lit(U)), NUMBERS)) == (1, U)
    assert value(node) == FAULT


@pytest.mark.parametrize(
    ("source", "some", "every"),
    [
        ((), False, True),
        ((3, 4), True, True),
        ((1, 4), True, False),
        ((1, 2), False, False),
        ((1, U), U, False),
        ((4, U), True, U),
        (Rows((1, 2), (), W), W, False),
        (Rows((3, 4), (), W), True, W),
        (Rows((), (), W), W, W),
        (Rows((), ((4, U),)), U, True),
        (Rows((), ((1, U),)), False, U),
        (Rows((), ((V, U),)), UV, UV),
        (Rows((), ((V, U),), W), UVW, UVW),
        ((None, 4), True, None),
        ((None, 1), None, False),
        (U, U, U),
        (FAULT, FAULT, FAULT),
    ],
)
def test_some_is_the_or_and_every_the_and_over_the_members(source: Value, some: Value, every: Value) -> None:
    """Null in the table stands for the fault of comparing null."""
    condition = nodes.Compare(">", var("x"), lit(2))
    for quantifier, expected in (("some", some), ("every", every)):
        found = value(nodes.Quantify(quantifier, "x", lit(source), condition))  # type: ignore[arg-type]  # one of its words
        if expected is None:
            assert codes(found) == ["E004"]
        else:
            assert found == expected


@pytest.mark.parametrize(
    ("operator", "items", "result"),
    [
        ("count", (), 0),
        ("count", (1, 1, None), 3),
        ("distinct", (1, Fraction(1), True, None, None, "a"), 4),
        ("distinct", ((1, 2), (2, 1), (1, 2)), 2),
        ("sum", (), 0),
        ("sum", (Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)), 1),
        ("product", (), 1),
        ("product", (Fraction(1, 2), 4), 2),
        ("mean", (), None),
        ("mean", (1, 2), Fraction(3, 2)),
        ("mean", (1, 2, 3), 2),
        ("median", (), None),
        ("median", (9, 1, 2), 2),
        ("median", (9, 1, 2, 4), 3),
        ("min", (), None),
        ("min", (3, Fraction(1, 2), 2), Fraction(1, 2)),
        ("max", (date(2017, 3, 31), date(2017, 6, 30)), date(2017, 6, 30)),
        ("max", ("甲", "乙"), "甲"),  # U+7532 comes after U+4E59
    ],
)
def test_aggregates_are_exact(operator: str, items: Value, result: Value) -> None:
    found = value(nodes.Aggregate(operator, lit(items)))  # type: ignore[arg-type]  # one of its words
    assert found == result
    assert type(found) is type(result)


@pytest.mark.parametrize("operator", ["count", "distinct", "sum", "product", "mean", "median", "min", "max"])
@pytest.mark.parametrize(
    ("source", "result"),
    [((1, U), U), (OPEN, W), (POSSIBLE, U), (Rows((V,), ((U, U),), W), UVW), (U, U), (FAULT, FAULT)],
)
def test_an_aggregate_needs_all_members_and_all_of_them_known(
    operator: str, source: Value, result: Value
) -> None:
    assert value(nodes.Aggregate(operator, lit(source))) == result  # type: ignore[arg-type]  # one of its words


@pytest.mark.parametrize(
    ("operator", "items", "code"),
    [
        ("sum", (1, None), "E005"),
        ("mean", ("a",), "E006"),
        ("product", (True,), "E006"),
        ("median", (1, None), "E005"),
        ("min", (1, None), "E004"),
        ("max", (1, "a"), "E006"),
        ("count", None, "E005"),
        ("count", 3, "E006"),
    ],
)
def test_an_aggregate_of_what_is_no_list_of_numbers_is_a_fault_at_the_list(
    operator: str, items: Value, code: str
) -> None:
    found = value(nodes.Aggregate(operator, lit(items, HERE), place=THERE))  # type: ignore[arg-type]  # one of its words
    assert codes(found) == [code]
    assert places(found) == [HERE]


def running(source: Value, initial: Value = 0, operator: str = "+") -> nodes.Fold:
    step = nodes.Arithmetic(operator, var("memory"), var("x"), NumberType())  # type: ignore[arg-type]  # one of its words
    return nodes.Fold(lit(source), "x", "memory", lit(initial), step, NUMBERS)


@pytest.mark.parametrize(
    ("source", "initial", "memories"),
    [
        ((1, 2, 3), 0, (1, 3, 6)),
        ((3, 1), 10, (13, 14)),
        ((), 0, ()),
        ((), U, ()),
        ((1, U, 3), 0, (1, U, U)),
        ((1, 2), V, (V, V)),
        (OPEN, 0, Rows((), (), W)),
        (POSSIBLE, 0, Rows((), (), U)),
        (Rows((1,), ((V, U),), W), 0, Rows((), (), UW)),
        (U, 0, U),
        (FAULT, 0, FAULT),
        ((), FAULT, FAULT),
        (U, FAULT, FAULT),
    ],
)
def test_a_fold_gives_its_memory_after_each_item_in_order(
    source: Value, initial: Value, memories: Value
) -> None:
    assert value(running(source, initial)) == memories


def test_a_fold_is_a_fault_where_a_step_errs_and_stops_there() -> None:
    found = value(running((1, 0, "a"), 1, "/"))
    assert codes(found) == ["E001"]


def test_a_memory_that_does_not_need_the_unknown_is_known_again() -> None:
    """The memory is the item itself, so what was unknown of an earlier one does not last."""
    node = nodes.Fold(lit((1, U, 3)), "x", "memory", lit(0), var("x"), NUMBERS)
    assert value(node) == (1, U, 3)
