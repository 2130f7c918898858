"""Draws: numbers that depend on the seed and the subject alone, who is drawn, and whether they were inspected."""

from __future__ import annotations

from hashlib import sha256
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.kinds.judging import Judged, faults_of, judge, portfolio

from projgov.rules.core.program import Mark
from projgov.scoring.compile import compile as compile_core
from projgov.scoring.functions import IMPLEMENTATIONS
from projgov.scoring.model import run
from projgov.scoring.values import Unknown

IDS = st.lists(st.text("abcdefgh", min_size=1, max_size=3), min_size=1, max_size=8, unique=True)


def rule(*keys: str, seed: str = '"2017"') -> str:
    lines = "".join(f"        {key}\n" for key in keys)
    return f"\n    draws:\n      - id: spot\n        on: project\n        seed: {seed}\n{lines}"


def number(name: str, seed: str = "2017") -> int:
    """As the page says: the first 12 hexadecimal digits of the SHA-256 of `seed:rule:id`."""
    return int(sha256(f"{seed}:spot:{name}".encode()).hexdigest()[:12], 16)


def drawn(rules: str, projects: list[dict[str, Any]], as_of: str = "2017-12-31", **more: Any) -> Judged:
    judged = judge(rules, portfolio(projects=projects, **more), as_of)
    facts = judged.model.facts
    assert compile_core(judged.pack.core).run(facts) == run(judged.pack.core, facts)
    return judged


def named(judged: Judged, ids: list[str]) -> set[str]:
    return {i for i in ids if judged.value("spot", i) == "drawn"}


def plain(ids: list[str], **more: Any) -> list[dict[str, Any]]:
    return [{"id": i, **more} for i in ids]


@given(IDS, st.integers(1, 4), st.sampled_from(["2017", "第一季度"]))
def test_those_with_the_least_numbers_are_drawn(ids: list[str], take: int, seed: str) -> None:
    judged = drawn(rule(f"take: {take}", seed=f'"{seed}"'), plain(ids))
    assert {i: judged.value("spot.number", i) for i in ids} == {i: number(i, seed) for i in ids}
    assert named(judged, ids) == set(sorted(ids, key=lambda i: number(i, seed))[:take])


@given(IDS, st.randoms(), st.integers(1, 4))
def test_in_whatever_order_subjects_stand_the_same_are_drawn(ids: list[str], shuffle: Any, take: int) -> None:
    mixed = list(ids)
    shuffle.shuffle(mixed)
    rules = rule(f"take: {take}")
    assert named(drawn(rules, plain(ids)), ids) == named(drawn(rules, plain(mixed)), ids)


@given(IDS, st.integers(1, 4))
def test_a_further_subject_takes_the_place_of_the_last_at_most(ids: list[str], take: int) -> None:
    rules = rule(f"take: {take}")
    before, after = drawn(rules, plain(ids)), drawn(rules, plain([*ids, "later"]))
    assert [before.value("spot.number", i) for i in ids] == [after.value("spot.number", i) for i in ids]
    lost = named(before, ids) - named(after, ids)
    assert lost <= {max(named(before, ids), key=number)}


def test_another_seed_draws_others_and_another_rule_has_numbers_of_its_own() -> None:
    ids = [f"P{i}" for i in range(30)]
    one, other = (named(drawn(rule("take: 5", seed=s), plain(ids)), ids) for s in ('"a"', '"b"'))
    assert one != other
    again = drawn(rule("take: 5").replace("id: spot", "id: second"), plain(ids))
    assert again.value("second.number", "P1") != number("P1")


def test_each_group_has_a_draw_of_its_own_and_a_share_is_rounded_up() -> None:
    ids = [f"P{i}" for i in range(7)]
    projects = [{"id": i, "lead_unit": "U1" if n < 5 else "U2"} for n, i in enumerate(ids)]
    units = [{"id": "U1"}, {"id": "U2"}]
    judged = drawn(rule("within: lead unit", "take share: 20%"), projects, units=units)
    first, second = (sorted(part, key=number)[:1] for part in (ids[:5], ids[5:]))  # 1 of 5; 0.4, so 1 of 2
    assert named(judged, ids) == {*first, *second}


def test_who_does_not_take_part_is_not_drawn_and_who_may_leaves_the_last_places_open() -> None:
    ids = sorted((f"P{i}" for i in range(6)), key=number)
    rules = rule("take: 2", 'among: origin = "new"')
    some = [{"id": i, "origin": "existing" if n == 0 else "new"} for n, i in enumerate(ids)]
    assert named(drawn(rules, some), ids) == set(ids[1:3])
    assert drawn(rules, some).value("spot", ids[0]) is None
    unsure = [{"id": i} if n == 0 else {"id": i, "origin": "new"} for n, i in enumerate(ids)]
    judged = drawn(rules, unsure)
    assert [judged.value("spot", i) for i in (ids[1], ids[3])] == ["drawn", "not_drawn"]
    assert isinstance(judged.value("spot", ids[2]), Unknown)


def test_two_with_the_same_number_are_both_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        cast("dict[str, Any]", IMPLEMENTATIONS),
        "draw_number",
        lambda _seed, name: {"A": 2, "B": 2, "C": 3}[name],
    )
    assert named(drawn(rule("take: 1"), plain(["A", "B", "C"])), ["A", "B", "C"]) == {"A", "B"}


# -- inspection


INSPECTED = (
    "take: 1",
    'inspected: some i in inspections satisfies i.kind = "spot check" and i.occurred <= due',
    "due: end of quarter 1",
)


@pytest.mark.parametrize(
    ("day", "as_of", "outcome"),
    [
        ("2017-03-20", "2017-12-31", ["met"]),
        ("2017-04-02", "2017-12-31", ["unmet"]),
        (None, "2017-12-31", ["unmet"]),
        (None, "2017-03-01", ["pending"]),
    ],
)
def test_who_was_drawn_has_to_be_inspected_by_the_day(
    day: str | None, as_of: str, outcome: list[str]
) -> None:
    visit = {"id": "I1", "occurred": day, "recorded": day, "kind": "spot_check"}
    judged = drawn(rule(*INSPECTED), plain(["A"], inspections=[] if day is None else [visit]), as_of)
    assert judged.outcomes("spot", "A") == outcome


def test_of_who_was_not_drawn_no_inspection_is_asked() -> None:
    first, second = sorted("AB", key=number)
    judged = drawn(rule(*INSPECTED), plain(["A", "B"]))
    assert [judged.outcomes("spot", i) for i in (first, second)] == [["unmet"], []]
    assert judged.reasons("spot", first) == ["抽中而到2017-03-31未查"]


def test_the_number_the_seed_and_the_place_are_told() -> None:
    judged = drawn(rule("take: 1"), plain(["A"]))
    assert isinstance(judged.pack.core.outputs[0], Mark)
    assert judged.mark_reason("A") == f"抽签号{number('A')}，种子“2017”，第1位，共抽1个"


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        (rule("take: 1", seed="2017"), "T001"),
        (rule(), "F527"),
        (rule("take: 1", "due: end of quarter 1"), "F532"),
        (rule("take: 1", "remind: 10 days"), "F532"),
        (rule("take: 1", "inspected: count(inspections) > 0"), "F533"),
    ],
)
def test_what_is_written_wrong_is_told(rules: str, code: str) -> None:
    assert [found for found, _, _ in faults_of(rules)] == [code]
