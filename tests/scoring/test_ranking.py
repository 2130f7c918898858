"""Ranks of a whole portfolio at once are those of the readable model, subject by subject."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.few_facts import FewFacts, Thing
from tests.scoring.test_compile import core

from projgov.diagnostics import Bilingual
from projgov.domain.types import AnyType, BooleanType, NumberType, RecordType
from projgov.rules.core import nodes
from projgov.rules.core.program import Core, Definition
from projgov.scoring import model
from projgov.scoring.compile import compile as compile_core
from projgov.scoring.values import Unknown, Value

PROJECT = nodes.Variable("subject", RecordType("project"))
SCORE = NumberType(1, Fraction(0), Fraction(10))
NUMBERS = st.sampled_from([0, 3, 5, Fraction(11, 2), 7, 10])


def field(name: str, kind: Any) -> nodes.Field:
    """A member of the subject."""
    return nodes.Field(PROJECT, "project", name, kind)


def ranking(descending: bool, grouped: bool, among: bool, limited: bool) -> Core:
    """A rank by score."""
    rank = nodes.Rank(
        "score",
        "project",
        field("takes part", BooleanType()) if among else None,
        field("group", AnyType()) if grouped else None,
        descending,
        PROJECT,
        limit="limit" if limited else None,
    )
    made = core({"rank": rank})
    more = {
        "score": Definition("score", "project", field("score", SCORE), SCORE),
        "limit": Definition("limit", "project", field("limit", SCORE), SCORE),
    }
    return Core(1, "t", 2017, Bilingual("t", "t"), made.vocabulary, {}, {**more, **made.definitions}, {}, ())


def members() -> st.SearchStrategy[dict[str, Value]]:
    """What is known of one subject: any of it may be missing, the score may be null, the group a list."""
    groups = st.sampled_from(["a", "b", None, 1, True, (1, 2), (1, True)])
    optional: dict[str, st.SearchStrategy[Any]] = {
        "score": st.one_of(NUMBERS, NUMBERS, NUMBERS, st.none()),
        "limit": NUMBERS,
        "group": groups,
        "takes part": st.sampled_from([True, True, True, False]),
    }
    return st.fixed_dictionaries({}, optional=optional)


@given(st.lists(members(), max_size=9), st.booleans(), st.booleans(), st.booleans(), st.booleans())
def test_ranks_are_those_of_the_model(
    subjects: list[dict[str, Value]], descending: bool, grouped: bool, among: bool, limited: bool
) -> None:
    """Ties, groups, who does not take part, and all that may be missing."""
    rules = ranking(descending, grouped, among, limited)
    facts = FewFacts({"project": tuple(Thing(f"P{n}", known) for n, known in enumerate(subjects))})
    expected = model.run(rules, facts).values["rank"]
    assert compile_core(rules).run(facts).values["rank"] == expected


@given(st.lists(st.sampled_from(["a", "b", 3, None, True]), min_size=2, max_size=5))
def test_values_that_have_no_order_make_the_same_fault_as_in_the_model(scores: list[Value]) -> None:
    """Texts among numbers: which of them is met first decides the message, and it is the same one."""
    rules = ranking(True, False, False, False)
    facts = FewFacts({"project": tuple(Thing(f"P{n}", {"score": s}) for n, s in enumerate(scores))})
    expected = model.run(rules, facts).values["rank"]
    assert compile_core(rules).run(facts).values["rank"] == expected


def test_a_rank_among_sixty_is_found_by_hand() -> None:
    """Scores 0 to 59; the one with 57 has two ahead of it, shares its place with nobody, and one is missing."""
    things = {"project": (*(Thing(f"P{n:02}", {"score": n}) for n in range(60)), Thing("P99", {}))}
    wide = NumberType(0)
    rank = nodes.Rank("score", "project", None, None, True, PROJECT)
    made = core({"rank": rank})
    score = Definition("score", "project", field("score", wide), wide)
    rules = Core(
        1, "t", 2017, Bilingual("t", "t"), made.vocabulary, {}, {"score": score, **made.definitions}, {}, ()
    )
    found: Mapping[str, Value] = compile_core(rules).run(FewFacts(things)).values["rank"]["P57"]
    assert (found["best"], found["worst"], found["tied"], found["reach"], found["size"]) == (3, 4, 1, 4, 61)
    assert isinstance(found["rank"], Unknown)
