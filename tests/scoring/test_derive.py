"""What a value was computed from, drawn by the model."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from tests.scoring.few_facts import ANY, AS_OF, FAULT, FewFacts, Thing, core, lit, subject, unknown, var

from projgov.diagnostics import Bilingual
from projgov.domain.portfolio import Portfolio
from projgov.domain.types import ListType, NumberType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Row
from projgov.rules.core.program import Check, Core, Definition
from projgov.scoring.derive import Derivation, derive
from projgov.scoring.facts import Facts
from projgov.scoring.model import run
from projgov.testing.core_programs import programs

U = unknown("progress")
FACTS = FewFacts({"project": (Thing("P1", {"level": "city"}),)})


def drawn(body: nodes.Node) -> Derivation:
    """The derivation of a node."""
    (child,) = derive(core([Definition("d", "project", body, ANY)]), FACTS, "d", "P1").children
    return child


def test_a_definition_is_drawn_with_the_nodes_of_its_body_in_the_order_of_evaluation() -> None:
    body = nodes.Arithmetic("-", lit(60), nodes.Arithmetic("*", lit(2), lit(15), NumberType()), NumberType())
    found = derive(core([Definition("d", "project", body, ANY)]), FACTS, "d", "P1")
    assert (found.value, found.detail) == (30, "P1")
    (minus,) = found.children
    assert [c.value for c in minus.children] == [60, 30]
    assert [c.value for c in minus.children[1].children] == [2, 15]
    assert found.size() == 6


def test_what_is_used_twice_is_drawn_once() -> None:
    base = Definition("base", "project", lit(2), NumberType())
    twice = nodes.Result("base", subject(), NumberType())
    body = nodes.Arithmetic("*", twice, twice, NumberType())
    (times,) = derive(core([base, Definition("d", "project", body, ANY)]), FACTS, "d", "P1").children
    first, second = (c.children[-1] for c in times.children)
    assert first is second
    assert first.node == base
    assert first.value == 2


def test_items_stand_beside_what_was_computed_of_them() -> None:
    source = nodes.MakeList((lit(1), lit(5)), ListType(NumberType()))
    found = drawn(nodes.Filter("x", source, nodes.Compare(">", var("x"), lit(3)), ListType(NumberType())))
    assert found.value == (5,)
    assert found.detail == (1, 5)
    assert [c.value for c in found.children[1:]] == [False, True]


@pytest.mark.parametrize(
    ("conditions", "detail"),
    [
        ((False, True, True), (1, ())),
        ((U, True), (1, (0,))),
        ((False, U), (None, (1,))),
        ((U, FAULT, True), (None, (0,))),
        ((False,), (None, ())),
    ],
)
def test_a_case_says_which_rows_decided_and_which_were_possible(
    conditions: tuple[object, ...], detail: object
) -> None:
    rows = tuple(Row(lit(c), lit(n)) for n, c in enumerate(conditions))
    assert drawn(nodes.Case(rows, lit("none"), ANY)).detail == detail


def test_a_check_is_drawn_with_its_occasions() -> None:
    over = lit((1, 5))
    holds = nodes.Compare(">", var("occasion"), lit(3))
    applies = nodes.Compare("!=", var("occasion"), lit(1))
    checked = Check("c", "project", holds, Bilingual("", ""), applies, None, over)
    found = derive(core((), [checked]), FACTS, "c", "P1")
    _, first, second = found.children
    assert first.value is None  # the check says nothing of 1
    assert (second.value,) == found.value
    assert [c.value for c in second.children] == [True, True]
    assert second.value.judged == AS_OF


@pytest.mark.parametrize(("name", "key"), [("d", "P2"), ("e", "P1"), ("d", "")])
def test_there_is_no_derivation_of_what_there_is_not(name: str, key: str) -> None:
    with pytest.raises(KeyError):
        derive(core([Definition("d", "project", lit(1), ANY)]), FACTS, name, key)


def test_the_derivation_of_a_deep_expression_can_be_drawn() -> None:
    body: nodes.Node = lit(True)
    for _ in range(100):
        body = nodes.And((body,))
    assert drawn(body).size() == 101


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(programs())
def test_what_is_drawn_equals_what_the_model_computes(program: tuple[Core, Portfolio, date]) -> None:
    rules, portfolio, as_of = program
    facts = Facts(portfolio, rules.vocabulary, as_of)
    results = run(rules, facts)
    for name, by_subject in {**results.values, **results.occasions}.items():
        for key, value in by_subject.items():
            assert derive(rules, facts, name, key).value == value
