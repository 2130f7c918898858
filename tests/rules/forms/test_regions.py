"""Reasoning over boxes: what conditions leave over, where they meet. Tried against looking at every input."""

from __future__ import annotations

import operator as operators
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projgov.diagnostics import Bilingual
from projgov.domain.types import BooleanType, ChoiceType, DateType, NumberType, Option, TextType, ValueType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.forms.atoms import Domain, axis
from projgov.rules.forms.coverage import covered, meeting, overlaps, uncovered
from projgov.rules.forms.regions import Region, Space, space_of

KIND = ChoiceType("kind", tuple(Option(c, Bilingual(c, c)) for c in "abc"))
X = nodes.Variable("x", NumberType(1, Fraction(0), Fraction(2)))
Y = nodes.Variable("y", NumberType(0, Fraction(-1), Fraction(3)))
K = nodes.Variable("k", KIND)
B = nodes.Variable("b", BooleanType())
VALUES: Mapping[str, tuple[Any, ...]] = {
    "x": tuple(Fraction(n, 10) for n in range(21)),
    "y": tuple(Fraction(n) for n in range(-1, 4)),
    "k": ("a", "b", "c"),
    "b": (True, False),
}
OPEN = nodes.Compare("=", X, Y)
"""A condition that cannot be cut into atoms."""

number = st.integers(-2, 8).map(lambda n: Fraction(n, 2))
order = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])


def literal(value: Any) -> nodes.Literal:
    kinds: dict[type, ValueType] = {str: KIND, bool: BooleanType(), date: DateType()}
    return nodes.Literal(value, kinds.get(type(value), NumberType()))


comparison = st.one_of(
    st.builds(lambda o, n, v: nodes.Compare(o, v, literal(n)), order, number, st.sampled_from([X, Y])),
    st.builds(lambda o, n: nodes.Compare(o, literal(n), X), order, number),
    st.builds(lambda o, c: nodes.Compare(o, K, literal(c)), st.sampled_from(["=", "!="]), st.sampled_from("abc")),
    st.just(B),
    st.sampled_from([nodes.TRUE, nodes.FALSE]),
)  # fmt: skip
condition: st.SearchStrategy[Any] = st.recursive(
    comparison,
    lambda inner: st.one_of(
        st.builds(nodes.And, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(nodes.Or, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(nodes.Not, inner),
    ),
    max_leaves=5,
)
rows = st.lists(condition, min_size=1, max_size=4)


COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operators.eq, "!=": operators.ne, "<": operators.lt, "<=": operators.le, ">": operators.gt, ">=": operators.ge,
}  # fmt: skip


def valued(node: Node, given_: Mapping[str, Any]) -> Any:
    match node:
        case nodes.Variable(name=name):
            return given_[name]
        case nodes.Literal(value=constant):
            return constant
    raise AssertionError(node)


def holds(node: Node, given_: Mapping[str, Any]) -> bool:
    match node:
        case nodes.Literal(value=value):
            return bool(value)
        case nodes.Variable(name=name):
            return bool(given_[name])
        case nodes.And(operands=operands):
            return all(holds(o, given_) for o in operands)
        case nodes.Or(operands=operands):
            return any(holds(o, given_) for o in operands)
        case nodes.Not(operand=operand):
            return not holds(operand, given_)
        case nodes.Compare(operator=operator, left=left, right=right):
            return COMPARE[operator](valued(left, given_), valued(right, given_))
    raise AssertionError(node)


INPUTS = [dict(zip(VALUES, values, strict=True)) for values in product(*VALUES.values())]


def space(conditions: list[Node]) -> Space:
    def name(node: Node) -> Bilingual:
        assert isinstance(node, nodes.Variable)
        return Bilingual(node.name, node.name)

    return space_of(conditions, name, lambda node: Domain.of(node.type))


def regions(conditions: list[Node]) -> tuple[Space, list[Region]]:
    found = space(conditions)
    return found, [found.region(c) for c in conditions]


def in_box(s: Space, box: tuple[int, ...], given_: Mapping[str, Any]) -> bool:
    for a, mask in zip(s.axes, box, strict=True):
        assert isinstance(a.node, nodes.Variable)
        if not a.mask("=", given_[a.node.name]) or not (a.mask("=", given_[a.node.name]) or 0) & mask:
            return False
    return True


def with_every_value(conditions: list[Node]) -> list[Node]:
    """The conditions, and such that make each value that occurs an atom of its own, which `in_box` can ask for."""
    everything: list[Node] = [
        nodes.Compare("=", v, literal(value)) for v in (X, Y, K) for value in VALUES[v.name]
    ]
    everything.append(nodes.Compare("=", B, nodes.TRUE))
    return [*conditions, nodes.Or(tuple(everything))]


@given(condition)
def test_a_condition_holds_in_its_boxes_and_nowhere_else(one: Node) -> None:
    found = space(with_every_value([one]))
    region = found.region(one)
    assert region.exact
    for input_ in INPUTS:
        assert any(in_box(found, box, input_) for box in region.sure) == holds(one, input_)


@given(rows)
def test_an_input_is_uncovered_only_where_no_row_holds_for_some_input(conditions: list[Node]) -> None:
    found, areas = regions(conditions)
    none = [i for i in INPUTS if not any(holds(c, i) for c in conditions)]
    assert (uncovered(found, areas) is None) == (not none)


@given(rows)
def test_rows_overlap_where_both_hold_for_some_input(conditions: list[Node]) -> None:
    found, areas = regions(conditions)
    pairs = {
        (a, b)
        for b in range(len(conditions))
        for a in range(b)
        if any(holds(conditions[a], i) and holds(conditions[b], i) for i in INPUTS)
    }
    assert {(o.first, o.second) for o in overlaps(found, areas)} == pairs
    assert set(meeting(found, areas)) == pairs


@given(rows)
def test_a_row_is_covered_where_it_is_never_the_first_to_hold(conditions: list[Node]) -> None:
    found, areas = regions(conditions)
    never = [
        n
        for n, c in enumerate(conditions)
        if not any(holds(c, i) and not any(holds(b, i) for b in conditions[:n]) for i in INPUTS)
    ]
    assert [c.row for c in covered(found, areas)] == never


@given(rows, st.data())
def test_what_cannot_be_told_is_never_said(conditions: list[Node], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(conditions)))
    open_rows = [*conditions[:at], nodes.And((conditions[0], OPEN)), *conditions[at:]]
    found, areas = regions(open_rows)
    assert uncovered(found, areas) is None or any(
        not any(holds(c, i) for c in open_rows if c != open_rows[at]) and not holds(conditions[0], i)
        for i in INPUTS
    )
    assert not any(at in (o.first, o.second) for o in overlaps(found, areas))


def line(decimals: int | None = None, least: int | None = None, most: int | None = None) -> NumberType:
    low, high = (None if b is None else Fraction(b) for b in (least, most))
    return NumberType(decimals, low, high)


def within(node: Node, low: int, high: int) -> Node:
    return nodes.And((nodes.Compare(">=", node, literal(low)), nodes.Compare("<=", node, literal(high))))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(line(1, 80, 100), "x = 89.5"), (line(None, 80, 100), "x = 89.5"), (line(0, 80, 100), None)],
)
def test_between_80_to_89_and_90_to_100_lie_89_5_unless_there_are_whole_numbers_only(
    kind: NumberType, expected: str | None
) -> None:
    x = nodes.Variable("x", kind)
    found, areas = regions([within(x, 80, 89), within(x, 90, 100)])
    box = uncovered(found, areas)
    assert (None if box is None else found.example(box).en) == expected


@pytest.mark.parametrize(
    ("node", "conditions", "example"),
    [
        (nodes.Variable("x", line()), [(">", 5), ("<", 5)], "x = 5"),
        (nodes.Variable("x", line(None, 0)), [(">=", 10)], "x = 5"),
        (nodes.Variable("x", line()), [(">=", 0)], "x = -1"),
        (nodes.Variable("x", line()), [("<=", 7)], "x = 8"),
        (nodes.Variable("d", DateType()), [("<", date(2017, 3, 1)), (">", date(2017, 3, 1))], "d = 2017-03-01"),
        (nodes.Variable("t", TextType()), [("=", "甲")], "t = any other text"),
        (nodes.Variable("k", KIND), [("!=", "b")], 'k = "b"'),
    ],
)  # fmt: skip
def test_the_example_is_an_input_that_no_row_is_for(
    node: Node, conditions: list[tuple[Any, Any]], example: str
) -> None:
    found, areas = regions([nodes.Compare(o, node, literal(c)) for o, c in conditions])
    box = uncovered(found, areas)
    assert box is not None
    assert found.example(box).en == example


def test_a_list_of_values_is_all_that_occurs() -> None:
    domain = Domain(values=(Fraction(1), Fraction(3)))
    one = axis(X, Bilingual("x", "x"), domain, [Fraction(2)])
    assert one.mask("=", Fraction(2)) == 0
    assert (one.mask("<", Fraction(2)) or 0) | (one.mask(">", Fraction(2)) or 0) == one.full
