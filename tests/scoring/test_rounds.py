"""Loops within loops go round so often and no more: a fault with the loop's place, the same in a run as in the model."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.kinds.judging import pack_of
from tests.scoring.few_facts import FewFacts, Thing, codes, unknown
from tests.scoring.test_compile import AS_OF, PROJECT, assert_same, core

from projgov.diagnostics import Place
from projgov.domain.plain import from_plain
from projgov.domain.types import ListType, NumberType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node, number
from projgov.scoring import model, rounds
from projgov.scoring.compile import compile as compile_core
from projgov.scoring.evaluate import evaluate
from projgov.scoring.faults import EvaluationFaults
from projgov.scoring.values import Fault, Results, Rows, Value

NUMBER = NumberType()
NUMBERS = ListType(NUMBER)
THINGS = (
    Thing(
        "P1", {"a": (1, 2, 3), "b": (1, 2), "c": ((1, 2), (), (3,)), "open": Rows((1,), ((2, unknown("b")),))}
    ),
    Thing(
        "P2", {"a": (), "b": (1,), "c": ((1,), None), "open": Rows((), ((1, unknown("c")),), unknown("d"))}
    ),
    Thing("P3", {"a": (1,), "b": (1, 2, 3, 4)}),
)


def member(name: str, place: Place = Place()) -> nodes.Field:  # noqa: B008  # a place is frozen
    return nodes.Field(PROJECT, "project", name, NUMBERS, place=place)


def variable(name: str) -> nodes.Variable:
    return nodes.Variable(name, NUMBER)


@st.composite
def figures(draw: st.DrawFn, names: tuple[str, ...], depth: int) -> Node:
    """A number made of what loops around bind, and of loops."""
    way = draw(st.integers(0, 4 if depth else 1))
    if way == 0 or not names:
        return (
            number(draw(st.integers(0, 3))) if way == 0 or not depth else count(draw(loops(names, depth - 1)))
        )
    if way == 1:
        return variable(draw(st.sampled_from(names)))
    if way == 2:
        left, right = draw(figures(names, depth - 1)), draw(figures(names, depth - 1))
        return nodes.Arithmetic("+", left, right, NUMBER)
    if way == 3:
        name = f"v{len(names)}"
        body = draw(figures((*names, name), depth - 1))
        return nodes.Let(name, draw(figures(names, depth - 1)), body, NUMBER)
    return count(draw(loops(names, depth - 1)))


def count(node: Node) -> Node:
    return nodes.Aggregate("count", node, NUMBER)


@st.composite
def loops(draw: st.DrawFn, names: tuple[str, ...] = (), depth: int = 3) -> Node:
    """A list made by a loop, within those that bind `names`."""
    source: Node = member(draw(st.sampled_from(["a", "b", "open"])))
    if depth and draw(st.integers(0, 3)) == 0:
        source = draw(loops(names, depth - 1))
    name, memory = f"v{len(names)}", f"m{len(names)}"
    inside = (*names, name)
    body = draw(figures(inside, depth))
    condition = nodes.Compare(draw(st.sampled_from([">", "="])), body, number(draw(st.integers(0, 3))))
    match draw(st.integers(0, 5)):
        case 0 | 1:
            return nodes.Each(name, source, body, NUMBERS)
        case 2:
            return nodes.Filter(name, source, condition, NUMBERS)
        case 3:
            found = nodes.Quantify(draw(st.sampled_from(["some", "every"])), name, source, condition)
            return nodes.MakeList((found,), NUMBERS)
        case 4:
            step = draw(figures((*inside, memory), depth))
            return nodes.Fold(source, name, memory, number(0), step, NUMBERS)
    lists = draw(loops(inside, depth - 1)) if depth else member("c")
    flattened = (nodes.Each(name, source, lists, ListType(NUMBERS)),)
    return nodes.Call("flatten_once", flattened, NUMBERS)


def run(node: Node, most: int) -> tuple[Results, Results]:
    """What the model and compiled code give, with a budget."""
    rules, facts = core({"d": node}), FewFacts({"project": THINGS})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rounds, "MOST_ROUNDS", most)
        return model.run(rules, facts), compile_core(rules).run(facts)


@given(loops(), st.integers(0, 12))
def test_a_run_ends_loops_where_the_model_ends_them(node: Node, most: int) -> None:
    expected, found = run(node, most)
    assert_same(found, expected)


def pairs(place: Place, body: Node) -> Node:
    return nodes.Each(
        "x", member("a"), count(nodes.Each("y", member("b"), body, NUMBERS, place=place)), NUMBERS
    )


BOTH = nodes.Arithmetic("+", variable("x"), variable("y"), NUMBER)


@pytest.mark.parametrize(
    ("body", "most", "ends"),
    [
        (BOTH, 6, False),  # three times two
        (BOTH, 5, True),
        (variable("y"), 2, False),  # what does not depend on the loop around it is gone through once
    ],
)
def test_a_loop_within_another_goes_round_as_often_as_both_lists_are_long(
    body: Node, most: int, ends: bool
) -> None:
    place = Place("rules.yaml", 7, 9)
    for results in run(pairs(place, body), most):
        found = results.values["d"]["P1"]
        if not ends:
            assert found == (2, 2, 2)
            continue
        assert codes(found) == ["E032"]
        assert isinstance(found, Fault)
        ((diagnostic),) = found.diagnostics
        assert diagnostic.place == place
        assert dict(diagnostic.values) == {"rounds": "6", "most": "5"}


def test_one_loop_by_itself_is_as_long_as_its_list() -> None:
    for results in run(nodes.Each("x", member("a"), variable("x"), NUMBERS), 0):
        assert results.values["d"]["P1"] == (1, 2, 3)


@pytest.mark.parametrize(("length", "ends"), [(464, False), (465, True)])
def test_loops_three_deep_over_a_long_register_end_with_an_error(length: int, ends: bool) -> None:
    """464 * 464 * 464 is less than a hundred million, 465 * 465 * 465 is more. The first pair that is met ends it."""
    pack = pack_of(
        "definitions:\n- {id: d, on: project, value: 'some a in reports, b in reports, c in reports satisfies "
        "a.recorded = b.recorded and b.recorded = c.recorded and c.recorded = a.recorded'}\n"
        "filing:\n- {id: f, on: project, require: d, otherwise: flag}\n"
    )
    reports = [
        {"id": f"r{n}", "kind": "monthly", "occurred": "2017-01-10", "recorded": "2017-01-10"}
        for n in range(length)
    ]
    portfolio = from_plain(
        {
            "projgov": 1,
            "id": "t",
            "registers": {"reports": {"complete_through": "2017-12-31"}},
            "projects": [{"id": "P", "reports": reports}],
        }
    )
    if not ends:
        evaluate(pack, portfolio, date(2017, 9, 30))
        return
    with pytest.raises(EvaluationFaults) as caught:
        evaluate(pack, portfolio, date(2017, 9, 30))
    assert {d.code for d in caught.value.diagnostics} == {"E032"}


def test_a_list_put_together_of_others_has_so_many_items_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same list ten times, of three items each, in a budget of thirty and of twenty-nine."""
    again = nodes.Each("x", nodes.Literal(tuple(range(10)), NUMBERS), member("a"), ListType(NUMBERS))
    rules = core({"d": count(nodes.Call("flatten_once", (again,), NUMBERS))})
    facts = FewFacts({"project": THINGS[:1]}, AS_OF)
    expected: Value
    for most, expected in ((30, 30), (29, ["E032"])):
        monkeypatch.setattr(rounds, "LONGEST", most)
        for results in (model.run(rules, facts), compile_core(rules).run(facts)):
            found = results.values["d"]["P1"]
            assert (codes(found) if isinstance(found, Fault) else found) == expected
