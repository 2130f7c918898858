"""Where a subject stands, with ties, groups, bars and subjects of whom not all is known."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.few_facts import ANY, FAULT, FewFacts, Thing, codes, core, lit, subject, unknown

from projgov.domain.types import BooleanType, NumberType, TextType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Definition
from projgov.scoring.faults import merge
from projgov.scoring.model import Model
from projgov.scoring.values import Unknown, Value

PERCENT = NumberType(1, Fraction(0), Fraction(100))


def member(name: str, kind: Any) -> nodes.Field:
    return nodes.Field(subject(), "project", name, kind)


AMONG, GROUP = member("takes_part", BooleanType()), member("level", TextType())


def ranks(
    *things: dict[str, Value], among: Node | None = None, group: Node | None = None, descending: bool = True
) -> list[Value]:
    """The rank of each thing by its `score`; a score that is not given is unknown."""
    named = tuple(Thing(f"P{n}", values) for n, values in enumerate(things, start=1))
    score = Definition("score", "project", member("score", PERCENT), PERCENT)
    body = nodes.Rank("score", "project", among, group, descending, subject())
    model = Model(core([score, Definition("rank", "project", body, ANY)]), FewFacts({"project": named}))
    return [model.value_of("rank", thing) for thing in named]


def scored(*scores: Value) -> list[dict[str, Value]]:
    return [{} if score is None else {"score": score} for score in scores]


def place(best: int, worst: int, tied: int, reach: int, size: int) -> dict[str, Value]:
    return {"best": best, "worst": worst, "tied": tied, "reach": reach, "size": size}


def numbers_of(rank: Value) -> dict[str, Value]:
    return {k: v for k, v in rank.items() if k not in ("rank", "settled")}


def test_ties_share_the_better_place_and_the_next_one_is_left_out() -> None:
    found = ranks(*scored(90, 80, 80, 70))
    assert [r["rank"] for r in found] == [1, 2, 2, 4]
    assert numbers_of(found[1]) == place(best=2, worst=2, tied=2, reach=3, size=4)
    assert all(r["settled"] is True for r in found)


def test_lower_is_better_where_it_is_said_so() -> None:
    assert [r["rank"] for r in ranks(*scored(90, 80, 70), descending=False)] == [3, 2, 1]


def test_an_unknown_value_could_be_ahead_and_its_own_subject_has_no_rank_but_bounds_of_one() -> None:
    first, second, third = ranks(*scored(90, 80, None))
    lacking = unknown("score", subject="P3")
    assert (third["best"], third["worst"], third["size"]) == (1, 3, 3)
    assert third["rank"] == third["tied"] == third["reach"] == third["settled"] == lacking
    assert numbers_of(first) == place(best=1, worst=2, tied=1, reach=2, size=3)
    assert numbers_of(second) == place(best=2, worst=3, tied=1, reach=3, size=3)
    assert first["rank"] == first["settled"] == lacking


def test_nobody_can_be_ahead_of_the_best_that_there_is_but_level_with_it() -> None:
    first, second, _ = ranks(*scored(100, 99, None))
    assert first["rank"] == 1
    assert first["settled"] == unknown("score", subject="P3")
    assert numbers_of(first) == place(best=1, worst=1, tied=1, reach=2, size=3)
    assert isinstance(second["rank"], Unknown)


def test_the_bound_of_lower_is_better_is_the_least() -> None:
    first, _, _ = ranks(*scored(0, 99, None), descending=False)
    assert first["rank"] == 1


def test_a_value_beyond_the_bounds_is_out_of_reach() -> None:
    first, _ = ranks(*scored(120, None))
    assert (first["rank"], first["settled"], first["reach"]) == (1, True, 1)


def test_whoever_does_not_take_part_or_has_no_value_is_not_ranked_and_does_not_count() -> None:
    found = ranks(
        {"score": 90, "takes_part": False},
        {"score": 80, "takes_part": True},
        {"score": None, "takes_part": True},
        among=AMONG,
    )
    assert found[0] is None
    assert found[2] is None
    assert numbers_of(found[1]) == place(best=1, worst=1, tied=1, reach=1, size=1)


def test_whoever_may_take_part_may_be_ahead_and_leaves_the_size_open() -> None:
    unsure, own, lower = ranks(
        {"score": 90}, {"score": 80, "takes_part": True}, {"score": 70, "takes_part": True}, among=AMONG
    )
    evidence = unknown("takes_part", subject="P1")
    assert unsure == evidence
    assert numbers_of(own) == {**place(best=1, worst=2, tied=1, reach=2, size=0), "size": evidence}
    assert own["rank"] == own["settled"] == evidence
    assert lower["best"] == 2


def test_whoever_may_take_part_and_is_worse_changes_the_size_only() -> None:
    own, _ = ranks({"score": 80, "takes_part": True}, {"score": 70}, among=AMONG)
    assert (own["rank"], own["settled"], own["reach"]) == (1, True, 1)
    assert own["size"] == unknown("takes_part", subject="P2")


def test_ranks_are_given_within_groups_and_null_is_a_group() -> None:
    found = ranks(
        {"score": 90, "level": "city"},
        {"score": 80, "level": None},
        {"score": 70, "level": "city"},
        {"score": 60, "level": None},
        group=GROUP,
    )
    assert [(r["rank"], r["size"]) for r in found] == [(1, 2), (1, 2), (2, 2), (2, 2)]


def test_one_of_an_unknown_group_may_belong_to_any() -> None:
    own, unsure = ranks({"score": 80, "level": "city"}, {"score": 90}, group=GROUP)
    evidence = unknown("level", subject="P2")
    assert unsure == evidence
    assert own["rank"] == own["size"] == evidence


def test_what_is_open_names_all_the_evidence() -> None:
    own, _ = ranks({"score": 80, "takes_part": True, "level": "city"}, {}, among=AMONG, group=GROUP)
    assert own["rank"] == merge(unknown(name, subject="P2") for name in ("takes_part", "level", "score"))


def test_a_fault_in_anybody_s_value_is_a_fault_of_every_rank() -> None:
    found = ranks(*scored(90, FAULT))
    assert codes(found[0]) == codes(found[1]) == ["E001"]


def test_whoever_does_not_take_part_is_not_ranked_whatever_errs_elsewhere() -> None:
    found = ranks({"score": 1, "takes_part": False}, {"score": FAULT, "takes_part": True}, among=AMONG)
    assert found[0] is None


def test_the_rank_of_nobody_is_null() -> None:
    score = Definition("score", "project", member("score", PERCENT), PERCENT)
    body = nodes.Rank("score", "project", None, None, True, lit(None))
    assert Model(core([score]), FewFacts()).evaluate(body, {}) is None


@given(st.lists(st.integers(0, 4), min_size=1, max_size=8), st.booleans())
def test_a_rank_is_one_more_than_the_number_of_those_that_are_better(
    scores: list[int], descending: bool
) -> None:
    found = ranks(*scored(*scores), descending=descending)
    for own, rank in zip(scores, found, strict=True):
        better = sum(other > own if descending else other < own for other in scores)
        assert rank["rank"] == rank["best"] == rank["worst"] == 1 + better
        assert rank["tied"] == scores.count(own)
        assert rank["reach"] == better + scores.count(own)
        assert rank["size"] == len(scores)


@given(
    st.lists(st.one_of(st.none(), st.integers(0, 100)), min_size=1, max_size=5),
    st.lists(st.sampled_from([0, 50, 99, 100]), min_size=5, max_size=5),
)
@pytest.mark.parametrize("descending", [True, False])
def test_whatever_is_filled_in_the_place_lies_between_best_and_worst(
    descending: bool, scores: list[int | None], filling: list[int]
) -> None:
    before = ranks(*scored(*scores), descending=descending)
    full = [fill if score is None else score for score, fill in zip(scores, filling, strict=False)]
    after = ranks(*scored(*full), descending=descending)
    for score, early, late in zip(scores, before, after, strict=True):
        assert early["best"] <= late["rank"] <= early["worst"]
        if score is None:
            assert isinstance(early["rank"], Unknown)
            continue
        assert late["rank"] + late["tied"] - 1 <= early["reach"]
        assert isinstance(early["rank"], Unknown) or early["rank"] == late["rank"]
        assert early["settled"] is not True or numbers_of(early) == numbers_of(late)
