"""What a rule gave on another day: values, occasions and days are those of that day, the records those of today."""

from __future__ import annotations

from datetime import date

import pytest
from tests.scoring.few_facts import AS_OF, FAULT, FewFacts, Thing, core, lit, subject, unknown

from projgov.diagnostics import Bilingual
from projgov.domain.types import AnyType, BooleanType, DateType, NumberType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import PORTFOLIO, Check, Definition
from projgov.scoring.derive import derive
from projgov.scoring.model import Model
from projgov.scoring.values import Unknown, Value

PAST, PAST_TOO = date(2017, 3, 31), date(2017, 6, 30)
U = unknown("progress")
TODAY = nodes.Variable("as_of", DateType())
P1 = Thing("P1", {"progress": lambda judged: judged.month})
"""A record whose progress is the number of the month asked about."""
FACTS = FewFacts({"project": (P1,)})
PROGRESS = nodes.Field(subject(), "project", "progress", NumberType())


def asked(day: Node, of: Node = PROGRESS, who: Node | None = None, on: str = "project") -> Value:
    """What `day` gives for a definition, asked by a rule on projects."""
    then = nodes.AsOf("d", subject() if who is None else who, day, of.type)
    rules = core([Definition("d", on, of, of.type), Definition("then", "project", then, then.type)])
    return Model(rules, FACTS).value_of("then", P1)


@pytest.mark.parametrize(("day", "found"), [(PAST, 3), (AS_OF, 9), (U, U), (FAULT, FAULT)])
def test_a_rule_gives_what_it_gave_on_the_day(day: Value, found: Value) -> None:
    assert asked(lit(day)) == found


def test_the_day_itself_is_seen_by_the_rule() -> None:
    assert asked(lit(PAST), of=TODAY) == PAST


@pytest.mark.parametrize(("who", "found"), [(None, None), (U, U), (FAULT, FAULT)])
def test_of_no_subject_nothing_is_known_and_of_an_unknown_one_it_is_unknown(who: Value, found: Value) -> None:
    assert asked(lit(PAST), who=lit(who)) == found


def test_a_rule_on_the_portfolio_has_one_value_for_all() -> None:
    assert asked(lit(PAST), of=TODAY, who=lit(None), on=PORTFOLIO) == PAST


def test_what_the_rule_asks_of_other_rules_is_of_that_day_too() -> None:
    """A definition and a count of occasions: of three, two had been judged by 30 June."""
    due = nodes.Variable("occasion", DateType())
    days = lit((PAST, PAST_TOO, date(2017, 9, 30)))
    check = Check("c", "project", lit(False), Bilingual("", ""), judged=due, over=days)
    count = nodes.Tally(("c",), "unmet", subject())
    total = nodes.Arithmetic("+", nodes.Result("count", subject(), NumberType()), PROGRESS, NumberType())
    then = nodes.AsOf("total", subject(), lit(PAST_TOO), NumberType())
    rules = core(
        [
            Definition("count", "project", count, NumberType()),
            Definition("total", "project", total, NumberType()),
            Definition("then", "project", then, NumberType()),
        ],
        [check],
    )
    model = Model(rules, FACTS)
    assert (model.value_of("then", P1), model.value_of("total", P1)) == (2 + 6, 3 + 9)


def test_a_day_may_be_asked_for_within_another() -> None:
    """On 31 March what the rule gave on 30 June is asked for, as on any other day."""
    inner = nodes.AsOf("d", subject(), lit(PAST_TOO), NumberType())
    rules = core(
        [
            Definition("d", "project", PROGRESS, NumberType()),
            Definition("e", "project", inner, NumberType()),
            Definition("then", "project", nodes.AsOf("e", subject(), lit(PAST), NumberType()), NumberType()),
        ]
    )
    assert Model(rules, FACTS).value_of("then", P1) == 6


def test_the_derivation_shows_what_there_was_on_the_day() -> None:
    then = nodes.AsOf("d", subject(), lit(PAST), NumberType())
    rules = core(
        [
            Definition("d", "project", PROGRESS, NumberType()),
            Definition("then", "project", then, NumberType()),
        ]
    )
    drawn = derive(rules, FACTS, "then", "P1")
    (asked_for,) = drawn.children
    assert asked_for.node == then
    assert [(getattr(c.node, "id", None), c.value) for c in asked_for.children][-1] == ("d", 3)


def test_a_fold_is_drawn_with_its_items() -> None:
    step = nodes.Arithmetic(
        "+", nodes.Variable("m", NumberType()), nodes.Variable("x", NumberType()), NumberType()
    )
    fold = nodes.Fold(lit((1, 2)), "x", "m", lit(10), step, AnyType())
    drawn = derive(core([Definition("d", "project", fold, AnyType())]), FACTS, "d", "P1")
    (found,) = drawn.children
    assert [c.value for c in found.children] == [(1, 2), 10, 11, 13]
    assert found.detail == (1, 2)


def test_whether_a_condition_held_is_unknown_for_want_of_the_day() -> None:
    flag = nodes.Compare(">", PROGRESS, lit(3))
    assert isinstance(asked(lit(U), of=flag), Unknown)
    assert asked(lit(PAST), of=flag) is False
    assert flag.type == BooleanType()
