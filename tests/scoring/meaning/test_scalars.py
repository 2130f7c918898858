"""The nodes that compute one value from a few others: each meaning by examples worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from tests.scoring.few_facts import (
    ANY,
    FAULT,
    HERE,
    THERE,
    FewFacts,
    calculation,
    codes,
    comparison,
    core,
    lit,
    places,
    unknown,
    value,
    var,
)

from projgov.diagnostics import Bilingual
from projgov.domain.types import BooleanType, DateType, NumberType
from projgov.rules.core import nodes
from projgov.rules.core.durations import Months
from projgov.rules.core.nodes import Row
from projgov.rules.core.program import Definition, ParameterDefinition, Version
from projgov.scoring.faults import merge_faults
from projgov.scoring.model import Model
from projgov.scoring.values import Value

U, V = unknown("progress"), unknown("level")
UV = unknown("progress", "level")
OTHER_FAULT = value(nodes.Arithmetic("/", lit(1), lit(0), NumberType(), place=HERE))


@pytest.mark.parametrize(
    ("operator", "left", "right", "result"),
    [
        ("+", 2, 3, 5),
        ("+", Fraction(1, 3), Fraction(1, 6), Fraction(1, 2)),
        ("+", Fraction(1, 2), Fraction(1, 2), 1),
        ("-", 2, Fraction(5, 2), Fraction(-1, 2)),
        ("*", Fraction(1, 10), 30, 3),
        ("/", 1, 3, Fraction(1, 3)),
        ("/", 6, 3, 2),
        ("**", Fraction(2, 3), 2, Fraction(4, 9)),
        ("**", 2, -2, Fraction(1, 4)),
        ("**", 0, 0, 1),
        ("+", date(2017, 3, 31), timedelta(days=10), date(2017, 4, 10)),
        ("-", date(2017, 4, 10), timedelta(days=10), date(2017, 3, 31)),
        ("+", date(2017, 1, 31), Months(1), date(2017, 2, 28)),
        ("-", date(2017, 3, 31), Months(1), date(2017, 2, 28)),
        ("-", date(2017, 4, 10), date(2017, 3, 31), timedelta(days=10)),
        ("+", timedelta(days=3), timedelta(days=4), timedelta(days=7)),
        ("-", timedelta(days=3), timedelta(days=4), timedelta(days=-1)),
        ("+", Months(1), Months(12), Months(13)),
        ("-", Months(1), Months(12), Months(-11)),
    ],
)
def test_arithmetic_is_exact_for_numbers_and_days(
    operator: str, left: Value, right: Value, result: Value
) -> None:
    found = value(calculation(operator, left, right))
    assert found == result
    assert type(found) is type(result)


@pytest.mark.parametrize(
    ("operator", "left", "right", "code"),
    [
        ("/", 1, 0, "E001"),
        ("**", 0, -1, "E001"),
        ("**", 10, 100_000, "E002"),
        ("**", 2, Fraction(1, 2), "E003"),
        ("+", None, 1, "E005"),
        ("+", 1, None, "E005"),
        ("-", date(2017, 3, 31), None, "E005"),
        ("+", "a", 1, "E006"),
        ("*", True, 2, "E006"),
        ("+", date(9999, 12, 31), timedelta(days=1), "E008"),
        ("+", date(9999, 12, 31), Months(1), "E008"),
        ("+", timedelta(days=999_999_999), timedelta(days=1), "E010"),
    ],
)
def test_arithmetic_without_a_result_is_a_fault_at_its_place(
    operator: str, left: Value, right: Value, code: str
) -> None:
    found = value(calculation(operator, left, right))
    assert codes(found) == [code]
    assert places(found) == [THERE]


@pytest.mark.parametrize("make", [calculation, comparison])
def test_operands_pass_on_faults_before_unknowns_and_name_all_the_evidence(make: Any) -> None:
    operator = "-" if make is calculation else "<"
    assert value(make(operator, U, V)) == UV
    assert value(make(operator, U, 1)) == U
    assert value(make(operator, U, FAULT)) == FAULT
    assert value(make(operator, FAULT, OTHER_FAULT)) == merge_faults((FAULT, OTHER_FAULT))


def test_what_is_unknown_divided_by_zero_is_still_unknown() -> None:
    assert value(calculation("/", U, 0)) == U


@pytest.mark.parametrize(
    ("number", "negative"), [(3, -3), (Fraction(-1, 2), Fraction(1, 2)), (U, U), (FAULT, FAULT)]
)
def test_minus_turns_the_sign(number: Value, negative: Value) -> None:
    assert value(nodes.Negate(lit(number), NumberType())) == negative


def test_minus_nothing_is_a_fault_at_the_place_of_the_operand() -> None:
    found = value(nodes.Negate(lit(None), NumberType(), place=THERE))
    assert codes(found) == ["E005"]
    assert places(found) == [HERE]


@pytest.mark.parametrize(
    ("operator", "left", "right", "holds"),
    [
        ("=", 1, Fraction(1), True),
        ("=", True, 1, False),
        ("=", None, None, True),
        ("=", None, 0, False),
        ("!=", None, "a", True),
        ("!=", 2, 2, False),
        ("<", Fraction(1, 3), 1, True),
        ("<=", 2, 2, True),
        (">", date(2017, 4, 1), date(2017, 3, 31), True),
        (">=", "乙", "甲", False),  # U+4E59 comes before U+7532
        ("<", timedelta(days=1), timedelta(days=2), True),
        ("<", Months(12), Months(12), False),
        ("=", (1, 2), (1, 2), True),
        ("=", (1, 2), (2, 1), False),
        ("=", {"a": 1}, {"a": 1}, True),
        ("=", (1, U), (2, U), False),
        ("=", (1, U), (1, 5), U),
        ("!=", (1, U), (1, 5), U),
        ("=", U, None, U),
    ],
)
def test_comparison(operator: str, left: Value, right: Value, holds: Value) -> None:
    assert value(comparison(operator, left, right)) == holds


@pytest.mark.parametrize(
    ("left", "right", "code"),
    [
        (None, 1, "E004"),
        (1, None, "E004"),
        (1, "a", "E006"),
        (timedelta(1), Months(1), "E006"),
        ((1,), (2,), "E006"),
    ],
)
@pytest.mark.parametrize("operator", ["<", "<=", ">", ">="])
def test_order_with_null_or_with_another_kind_is_a_fault(
    operator: str, left: Value, right: Value, code: str
) -> None:
    assert codes(value(comparison(operator, left, right))) == [code]


@pytest.mark.parametrize(
    ("operands", "conjunction", "disjunction"),
    [
        ((), True, False),
        ((True, True), True, True),
        ((True, False), False, True),
        ((False, False), False, False),
        ((True, U), U, True),
        ((False, U), False, U),
        ((U, V), UV, UV),
        ((FAULT, U), FAULT, FAULT),
        ((FAULT, False), False, FAULT),
        ((FAULT, True), FAULT, True),
        ((FAULT, OTHER_FAULT), merge_faults((FAULT, OTHER_FAULT)), merge_faults((FAULT, OTHER_FAULT))),
    ],
)
def test_and_or_absorb_then_err_then_miss(
    operands: tuple[Value, ...], conjunction: Value, disjunction: Value
) -> None:
    assert value(nodes.And(tuple(map(lit, operands)))) == conjunction
    assert value(nodes.Or(tuple(map(lit, operands)))) == disjunction
    assert value(nodes.And(tuple(map(lit, reversed(operands))))) == conjunction
    assert value(nodes.Or(tuple(map(lit, reversed(operands))))) == disjunction


def test_a_condition_that_is_null_is_a_fault_unless_another_absorbs_it() -> None:
    assert codes(value(nodes.And((lit(True), lit(None))))) == ["E005"]
    assert value(nodes.And((lit(False), lit(None)))) is False
    assert codes(value(nodes.Not(lit(1)))) == ["E006"]


@pytest.mark.parametrize(("operand", "opposite"), [(True, False), (False, True), (U, U), (FAULT, FAULT)])
def test_not(operand: Value, opposite: Value) -> None:
    assert value(nodes.Not(lit(operand))) == opposite


def case(*rows: tuple[Value, Value], otherwise: Value = "none") -> nodes.Case:
    return nodes.Case(tuple(Row(lit(c), lit(v)) for c, v in rows), lit(otherwise), ANY)


@pytest.mark.parametrize(
    ("node", "result"),
    [
        (case((True, 1), (True, 2)), 1),
        (case((False, 1), (True, 2)), 2),
        (case((False, 1)), "none"),
        (case((U, 1), (True, 1)), 1),
        (case((U, 1), (True, 2)), U),
        (case((U, 1), (V, 2), (True, 1)), UV),
        (case((U, 1), (V, 1), (True, 1)), 1),
        (case((U, 1), otherwise=1), 1),
        (case((U, None), otherwise=None), None),
        (case((True, 1), (U, 2)), 1),
        (case((True, 1), (FAULT, 2)), 1),
        (case((FAULT, 1), (True, 1)), FAULT),
        (case((U, 1), (FAULT, 1), (True, 1)), FAULT),
        (case((U, FAULT), (True, 1)), U),
        (case((U, 1), (True, FAULT)), FAULT),
        (case((U, V), (True, V)), UV),
        (case((U, V), (True, 1)), UV),
        (case((U, 1), (True, V)), UV),
        (case((U, 1), otherwise=V), UV),
        (case((False, V), (U, 1), (True, 2), (True, V)), U),
        (case((True, V)), V),
        (case((False, FAULT), (True, 2)), 2),
        (case((U, (1, V)), (True, (1, V))), UV),
    ],
)
def test_a_case_is_its_first_row_that_holds_unless_a_possible_row_differs(
    node: nodes.Case, result: Value
) -> None:
    assert value(node) == result


def test_an_undetermined_case_names_what_its_conditions_lack_and_what_its_possible_values_lack() -> None:
    """Whoever gathers the evidence named first should not be sent out a second time for what a branch lacks."""
    assert value(case((U, V), otherwise=1)) == UV


def test_a_case_without_a_row_that_holds_is_null() -> None:
    assert value(nodes.Case((Row(lit(False), lit(1)),), None, ANY)) is None


def test_a_condition_of_a_case_that_is_null_is_a_fault() -> None:
    assert codes(value(case((None, 1)))) == ["E005"]


def test_a_local_name_stands_for_its_value_and_what_is_wrong_with_it_matters_only_where_it_is_used() -> None:
    assert value(nodes.Let("x", lit(2), nodes.Arithmetic("*", var("x"), var("x"), NumberType()), ANY)) == 4
    assert value(nodes.Let("x", lit(FAULT), lit(1), ANY)) == 1
    assert value(nodes.Let("x", lit(FAULT), var("x"), ANY)) == FAULT
    assert value(nodes.Let("x", lit(U), nodes.Or((lit(True), var("x"))), ANY)) is True


@pytest.mark.parametrize(
    ("operand", "present", "otherwise"),
    [
        (0, True, 0),
        (None, False, None),
        (U, False, 7),
        (FAULT, FAULT, FAULT),
        ((), True, ()),
        (False, True, False),
    ],
)
def test_present_and_the_policy_for_what_is_unknown(operand: Value, present: Value, otherwise: Value) -> None:
    assert value(nodes.Present(lit(operand))) == present
    assert value(nodes.IfUnknown(lit(operand), lit(7), ANY)) == otherwise


def test_a_policy_that_errs_matters_only_where_it_is_needed() -> None:
    assert value(nodes.IfUnknown(lit(1), lit(FAULT), ANY)) == 1
    assert value(nodes.IfUnknown(lit(U), lit(FAULT), ANY)) == FAULT


def test_rounding_is_exact() -> None:
    # 19.45 = 389/20 lies half-way; as a binary float it would be a little less
    assert value(nodes.Round(lit(Fraction(389, 20)), 1, "half_up")) == Fraction(195, 10)
    assert value(nodes.Round(lit(U), 1, "half_up")) == U
    assert codes(value(nodes.Round(lit(None), 1, "half_up"))) == ["E005"]


def test_a_context_gives_its_entries_null_for_others_and_null_of_null() -> None:
    made = nodes.MakeContext((("a", lit(1)), ("b", lit(U))), ANY)
    assert value(made) == {"a": 1, "b": U}
    assert value(nodes.Entry(made, "a", ANY)) == 1
    assert value(nodes.Entry(made, "b", ANY)) == U
    assert value(nodes.Entry(made, "c", ANY)) is None
    assert value(nodes.Entry(lit(None), "a", ANY)) is None
    assert value(nodes.Entry(lit(U), "a", ANY)) == U
    assert codes(value(nodes.Entry(lit(1), "a", ANY))) == ["E006"]
    assert value(nodes.MakeContext((("a", lit(FAULT)), ("b", lit(U))), ANY)) == FAULT


def test_a_call_of_what_is_not_all_known_is_unknown_and_its_faults_stand_at_its_place() -> None:
    assert value(nodes.Call("abs", (lit(-3),), ANY)) == 3
    assert value(nodes.Call("abs", (lit(U),), ANY)) == U
    assert value(nodes.Call("modulo", (lit(U), lit(FAULT)), ANY)) == FAULT
    assert value(nodes.Call("join", (lit(("a", U)), lit(",")), ANY)) == U
    assert value(nodes.Call("list_contains", (lit(("a", U)), lit("a")), ANY)) is True
    assert value(nodes.Call("list_contains", (lit(("a", U)), lit("b")), ANY)) == U
    found = value(nodes.Call("abs", (lit(None, HERE),), ANY, place=THERE))
    assert codes(found) == ["E005"]
    assert places(found) == [THERE]


WEIGHT = ParameterDefinition(
    "weight",
    NumberType(),
    (Version(10, None, date(2016, 12, 31)), Version(15, date(2017, 1, 1), date(2017, 12, 31))),
    Bilingual("权重", "weight"),
    "assumed",
)


@pytest.mark.parametrize(
    ("judged", "weight"),
    [(date(2010, 1, 1), 10), (date(2016, 12, 31), 10), (date(2017, 1, 1), 15), (None, 15), (U, 15)],
)
def test_a_parameter_has_the_value_of_the_day_that_is_judged(judged: Value, weight: int) -> None:
    definition = Definition(
        "d", "portfolio", nodes.Parameter("weight", NumberType()), NumberType(), lit(judged)
    )
    assert Model(core([definition], (), [WEIGHT]), FewFacts()).value_of("d", None) == weight


def test_a_parameter_without_a_value_on_the_day_is_a_fault() -> None:
    body = nodes.Parameter("weight", NumberType(), place=THERE)
    definition = Definition("d", "portfolio", body, NumberType(), lit(date(2018, 1, 1)))
    found = Model(core([definition], (), [WEIGHT]), FewFacts()).value_of("d", None)
    assert codes(found) == ["E007"]
    assert [d.message("en") for d in found.diagnostics] == ["parameter `weight` has no value on 2018-01-01"]


def test_the_days_of_evaluation_and_of_judgement_are_always_bound() -> None:
    body = nodes.Compare("<", nodes.Variable("judged", DateType()), nodes.Variable("as_of", DateType()))
    definition = Definition("d", "portfolio", body, BooleanType(), lit(date(2017, 6, 30)))
    assert Model(core([definition]), FewFacts()).value_of("d", None) is True


def test_every_fault_reads_in_both_languages() -> None:
    for found in (FAULT, value(calculation("+", None, 1)), value(calculation("+", "a", 1))):
        (diagnostic,) = found.diagnostics
        for language in ("zh", "en"):
            assert "{" not in diagnostic.render(language)
