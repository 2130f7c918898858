"""Definitions and checks: which day they judge, which occasions there are, how each comes out."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from tests.scoring.few_facts import (
    ANY,
    AS_OF,
    FAULT,
    FewFacts,
    Thing,
    codes,
    core,
    lit,
    subject,
    unknown,
    value,
    var,
)

from projgov.diagnostics import Bilingual
from projgov.domain.types import BooleanType, DateType, ListType, NumberType, RecordType, TextType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Check, Core, Definition
from projgov.scoring.model import Model, dependencies, run
from projgov.scoring.values import Occasion, Rows, Value

PAST, FUTURE = date(2017, 6, 30), date(2017, 12, 31)
U, V = unknown("progress"), unknown("level")


def check(holds: Value, *, applies: Value = True, judged: Value = AS_OF, over: Node | None = None) -> Check:
    def node(constant: Value) -> Node:
        return constant if isinstance(constant, nodes.Node_) else lit(constant)

    return Check("c", "project", node(holds), Bilingual("", ""), node(applies), node(judged), over)


def occasions(found: Check, **values: Value) -> tuple[Occasion, ...]:
    thing = Thing("P1", values)
    return Model(core((), [found]), FewFacts({"project": (thing,)})).occasions_of("c", thing)


@pytest.mark.parametrize(
    ("holds", "applies", "judged", "outcome", "why"),
    [
        (True, True, PAST, "met", None),
        (False, True, PAST, "unmet", None),
        (U, True, PAST, "undetermined", U),
        (True, V, PAST, "met", None),
        (False, V, PAST, "undetermined", V),
        (U, V, PAST, "undetermined", unknown("progress", "level")),
        (True, True, FUTURE, "pending", None),
        (False, V, FUTURE, "pending", None),
        (FAULT, True, FUTURE, "pending", None),
        (FAULT, V, PAST, "undetermined", FAULT),
        (True, FAULT, FUTURE, "undetermined", FAULT),
        (False, True, AS_OF, "unmet", None),
    ],
)
def test_how_an_occasion_comes_out(
    holds: Value, applies: Value, judged: date, outcome: Any, why: Value
) -> None:
    assert occasions(check(holds, applies=applies, judged=judged)) == (
        Occasion("c", None, judged, outcome, why),
    )


W = unknown("excuse")
SURE, MAYBE, LACKING = lit((1,)), lit(Rows((), ((1, W),))), lit(Rows((), (), W))


@pytest.mark.parametrize(
    ("holds", "applies", "judged", "excused", "outcome", "why"),
    [
        (True, True, PAST, SURE, "met", None),
        (False, True, PAST, SURE, "excused", None),
        (U, V, PAST, SURE, "excused", None),
        (False, True, FUTURE, SURE, "excused", None),
        (FAULT, True, PAST, SURE, "undetermined", FAULT),
        (False, FAULT, PAST, SURE, "undetermined", FAULT),
        (False, True, PAST, MAYBE, "undetermined", W),
        (U, True, PAST, MAYBE, "undetermined", unknown("progress", "excuse")),
        (True, True, PAST, MAYBE, "met", None),
        (False, True, FUTURE, MAYBE, "pending", None),
        (False, True, PAST, lit(W), "undetermined", W),
        (False, True, PAST, LACKING, "unmet", None),
        (False, True, PAST, lit(()), "unmet", None),
        (U, True, PAST, LACKING, "undetermined", U),
        (False, True, PAST, lit(FAULT), "undetermined", FAULT),
        (False, True, FUTURE, lit(FAULT), "undetermined", FAULT),
        (True, True, PAST, lit(FAULT), "met", None),
        (False, True, FUTURE, lit(()), "pending", None),
    ],
)
def test_how_an_occasion_comes_out_that_may_be_excused(
    holds: Value, applies: Value, judged: date, excused: Node, outcome: Any, why: Value
) -> None:
    found = attrs.evolve(check(holds, applies=applies, judged=judged), excused=excused)
    assert occasions(found) == (Occasion("c", None, judged, outcome, why),)


def test_the_excuses_of_an_occasion_see_its_item_and_its_day_and_a_tally_counts_what_is_excused() -> None:
    suspended = nodes.Filter("e", lit((PAST,)), nodes.Compare("=", var("e"), var("judged")), ListType(ANY))
    each = check(False, judged=var("occasion"), over=lit((PAST, FUTURE)))
    found = attrs.evolve(each, excused=suspended)
    assert [o.outcome for o in occasions(found)] == ["excused", "pending"]
    counted = Definition("n", "project", nodes.Tally(("c",), "excused", subject()), NumberType())
    thing = Thing("P1", {})
    assert Model(core([counted], [found]), FewFacts({"project": (thing,)})).value_of("n", thing) == 1


@pytest.mark.parametrize("judged", [PAST, FUTURE])
def test_a_check_that_does_not_apply_says_nothing(judged: date) -> None:
    assert occasions(check(FAULT, applies=False, judged=judged)) == ()


@pytest.mark.parametrize("judged", [None, U])
def test_a_day_that_is_null_or_unknown_counts_as_the_day_of_evaluation(judged: Value) -> None:
    assert occasions(check(False, judged=judged)) == (Occasion("c", None, AS_OF, "unmet"),)


def test_a_faulty_day_or_condition_leaves_the_occasion_undetermined_with_the_fault() -> None:
    assert occasions(check(True, judged=FAULT)) == (Occasion("c", None, AS_OF, "undetermined", FAULT),)
    (found,) = occasions(check(True, judged="soon"))
    assert codes(found.value) == ["E006"]
    (found,) = occasions(check(None))
    assert codes(found.value) == ["E005"]


def test_the_judged_day_is_seen_by_the_conditions_and_that_of_evaluation_by_the_day_itself() -> None:
    before = nodes.Compare("<", nodes.Variable("judged", DateType()), nodes.Variable("as_of", DateType()))
    assert occasions(check(before, judged=PAST))[0].outcome == "met"
    assert occasions(check(True, judged=nodes.Variable("judged", DateType())))[0].judged == AS_OF


def test_every_item_is_an_occasion_and_possible_ones_may_be_none() -> None:
    over = lit(Rows((1, 5), ((2, U), (7, U)), V))
    found = occasions(check(nodes.Compare(">", var("occasion"), lit(3)), over=over))
    assert [(o.item, o.outcome, o.value) for o in found] == [
        (1, "unmet", None),
        (5, "met", None),
        (2, "undetermined", U),
        (7, "met", None),
        (None, "undetermined", V),
    ]


def test_a_check_over_what_is_not_known_has_one_undetermined_occasion() -> None:
    assert occasions(check(True, over=lit(U))) == (Occasion("c", None, AS_OF, "undetermined", U),)
    assert occasions(check(True, over=lit(()))) == ()
    (found,) = occasions(check(True, over=lit(None)))
    assert codes(found.value) == ["E005"]


def test_each_occasion_may_have_a_day_of_its_own() -> None:
    found = occasions(check(True, judged=var("occasion"), over=lit((PAST, FUTURE))))
    assert [(o.judged, o.outcome) for o in found] == [(PAST, "met"), (FUTURE, "pending")]


def tallied(outcome: Any, items: Value, threshold: int = 3) -> Value:
    condition = nodes.Compare(">", var("occasion"), lit(threshold))
    thing = Thing("P1", {})
    counted = Definition("n", "project", nodes.Tally(("c", "c2"), outcome, subject()), NumberType())
    other = check(False)
    checks = [check(condition, over=lit(items)), Check("c2", "project", other.holds, Bilingual("", ""))]
    return Model(core([counted], checks), FewFacts({"project": (thing,)})).value_of("n", thing)


def test_a_tally_counts_outcomes_of_all_the_checks_named() -> None:
    assert tallied("unmet", (1, 2, 5)) == 3  # 1 and 2, and the other check
    assert tallied("met", (1, 2, 5)) == 1
    assert tallied("pending", (1, 2, 5)) == 0


def test_a_tally_is_unknown_while_an_occasion_is_undetermined_and_a_fault_where_one_errs() -> None:
    assert tallied("met", (1, U)) == U
    assert codes(tallied("met", (1, U, None))) == ["E004"]


def test_tallies_and_results_of_nobody_are_null_and_of_an_unknown_subject_unknown() -> None:
    definition = Definition("d", "project", lit(1), NumberType())
    model = Model(core([definition], [check(True)]), FewFacts())
    for found, expected in ((None, None), (U, U), (FAULT, FAULT)):
        assert model.evaluate(nodes.Tally(("c",), "met", lit(found)), {}) == expected
        assert model.evaluate(nodes.Result("d", lit(found), NumberType()), {}) == expected


def test_a_definition_on_the_portfolio_has_one_value_for_all_subjects() -> None:
    members = nodes.Members("project", ListType(RecordType("project")))
    whole = Definition("whole", "portfolio", nodes.Aggregate("count", members), NumberType())
    share = nodes.Arithmetic("/", lit(1), nodes.Result("whole", subject(), NumberType()), NumberType())
    things = (Thing("P2", {}), Thing("P1", {}))
    found = run(
        core([whole, Definition("share", "project", share, NumberType())]), FewFacts({"project": things})
    )
    assert found.values["whole"] == {"": 2}
    assert {k: str(v) for k, v in found.values["share"].items()} == {"P1": "1/2", "P2": "1/2"}
    assert list(found.values["share"]) == ["P1", "P2"]
    assert found.as_of == AS_OF


def test_a_definition_judges_its_own_day_wherever_it_is_asked() -> None:
    day = Definition("day", "project", nodes.Variable("judged", DateType()), DateType(), lit(PAST))
    other = Definition(
        "other", "project", nodes.Result("day", subject(), DateType()), DateType(), lit(FUTURE)
    )
    thing = Thing("P1", {})
    assert Model(core([day, other]), FewFacts({"project": (thing,)})).value_of("other", thing) == PAST


def test_a_definition_with_a_faulty_day_is_a_fault() -> None:
    definition = Definition("d", "portfolio", lit(1), NumberType(), lit(FAULT))
    assert Model(core([definition]), FewFacts()).value_of("d", None) == FAULT


def test_members_and_series_of_records() -> None:
    thing = Thing("P1", {"level": "city", "progress": ((PAST, 55),)})
    facts = FewFacts({"project": (thing,)})
    model = Model(core(), facts)
    env = model.environment(thing)
    progress = nodes.ValueAt(
        subject(), "project", "progress", nodes.Variable("as_of", DateType()), NumberType()
    )
    assert model.evaluate(nodes.Field(subject(), "project", "level", TextType()), env) == "city"
    assert model.evaluate(progress, env) == 55
    early = nodes.ValueAt(subject(), "project", "progress", lit(date(2017, 1, 1)), NumberType())
    assert model.evaluate(early, env) == unknown("progress.2017-01-01")


@pytest.mark.parametrize(("base", "expected"), [(None, None), (U, U), (FAULT, FAULT)])
def test_a_member_of_null_is_null_and_of_what_is_unknown_unknown(base: Value, expected: Value) -> None:
    assert value(nodes.Field(lit(base), "project", "level", TextType())) == expected
    assert value(nodes.ValueAt(lit(base), "project", "progress", lit(PAST), NumberType())) == expected


def test_a_series_is_not_asked_on_a_day_that_is_null() -> None:
    assert codes(value(nodes.ValueAt(lit(None), "project", "progress", lit(None), NumberType()))) == ["E005"]


def test_rules_are_computed_in_the_order_of_their_dependencies_however_they_stand() -> None:
    flag = nodes.Compare("=", nodes.Result("a", subject(), NumberType()), lit(1))
    checked = Check("c", "project", flag, Bilingual("", ""))
    definitions = [
        Definition("z", "project", nodes.Tally(("c",), "met", subject()), NumberType()),
        Definition("r", "project", nodes.Rank("z", "project", None, None, True, subject()), ANY),
        Definition("a", "project", lit(1), NumberType()),
        Definition("alone", "project", lit(True), BooleanType()),
    ]
    ordered = dependencies(core(definitions, [checked]), [("definition", "r")])
    assert ordered == (("definition", "a"), ("check", "c"), ("definition", "z"), ("definition", "r"))


def test_a_definition_that_bears_the_id_of_a_check_it_counts_is_not_taken_for_it() -> None:
    checked = Check("c", "project", lit(True), Bilingual("", ""))
    counted = Definition("c", "project", nodes.Tally(("c",), "met", subject()), NumberType())
    assert dependencies(core([counted], [checked]), [("definition", "c")]) == (
        ("check", "c"),
        ("definition", "c"),
    )


def test_a_long_chain_of_rules_is_no_deeper_than_one_of_them() -> None:
    def plus_one(n: int) -> Node:
        return nodes.Arithmetic("+", nodes.Result(f"d{n - 1}", subject(), NumberType()), lit(1), NumberType())

    chain = [
        Definition(f"d{n}", "portfolio", plus_one(n) if n else lit(0), NumberType()) for n in range(1001)
    ]
    assert run(core(reversed(chain)), FewFacts()).values["d1000"] == {"": 1000}


def test_an_expression_may_nest_a_hundred_deep() -> None:
    node: Node = lit(U)
    for _ in range(34):  # three nodes each
        node = nodes.Case((nodes.Row(nodes.Not(nodes.And((node,))), lit(True)),), lit(False), ANY)
    deep: Core = core([Definition("d", "portfolio", node, ANY)])
    assert run(deep, FewFacts()).values["d"] == {"": U}
