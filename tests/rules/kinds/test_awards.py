"""Awards: places, ties, bars, tiers, and what is still open while evidence is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.kinds.judging import judge, pack_of, portfolio
from tests.rules.kinds.scoring import Scored, faults, lacks, score, with_facts

from projgov.rules.core.program import Award, Ranking
from projgov.rules.load import Pack
from projgov.scoring.values import Unknown, Value

SCORE = """
points:
  - id: points
    on: project
    decimals: 0
    lines: [{id: a, give: n, least: 0, most: 100}]
"""
FACTS = {"n": "number, decimals: 0", "accident": "yes/no", "accepted": "yes/no", "team": "text"}


def awards(text: str, more: str = "") -> str:
    """A rule `top` on projects with this content, one key a line."""
    lines = "\n".join(" " * 4 + line for line in text.strip().splitlines())
    return with_facts(
        SCORE + f"awards:\n  - id: top\n    on: project\n    by: points\n{lines}\n" + more, **FACTS
    )


def run(rules: str | Pack, *scores: int | None, **more: Mapping[str, Any]) -> Scored:
    """Projects A, B, C … with these scores; `more` gives them further facts."""
    names = "ABCDEFGHIJKLM"[: len(scores)]
    facts = {i: {} if n is None else {"n": n} for i, n in zip(names, scores, strict=True)}
    return score(
        rules,
        {i: {"accident": False, "accepted": True} | f | dict(more.get(i, {})) for i, f in facts.items()},
    )


def statuses(found: Scored, rule: str = "top") -> list[Value]:
    """The status of every project; `?` where undetermined."""
    values = [found.value(rule, p.id) for p in found.model.subjects("project")]
    return ["?" if isinstance(v, Unknown) else v for v in values]


# -- places


def test_the_first_so_many_are_proposed() -> None:
    assert statuses(run(awards("top: 2"), 70, 90, 80)) == [None, "proposed", "proposed"]


def test_the_number_of_places_can_be_a_parameter() -> None:
    rules = awards("top: places", "parameters:\n  places: {value: 1, basis: assumed}\n")
    assert statuses(run(rules, 70, 90, 80)) == [None, "proposed", None]


def test_fewer_than_there_are_places_are_all_proposed() -> None:
    assert statuses(run(awards("top: 10"), 70, 90)) == ["proposed", "proposed"]


def test_the_lower_score_can_be_the_better_one() -> None:
    assert statuses(run(awards("top: 1\nbetter: lower"), 70, 90, 80)) == ["proposed", None, None]


def test_who_is_below_the_least_score_gets_nothing() -> None:
    assert statuses(run(awards("top: 2\nleast: 75"), 70, 90)) == [None, "proposed"]


@pytest.mark.parametrize(
    ("tie", "expected"),
    [("", "referred"), ("tie: refer", "referred"), ("tie: 并列入选", "proposed"), ("tie: drop", None)],
)
def test_a_tie_beyond_the_last_place_follows_the_policy(tie: str, expected: str | None) -> None:
    """Two places: 90, then 80 twice."""
    assert statuses(run(awards(f"top: 2\n{tie}"), 80, 90, 80)) == [expected, "proposed", expected]


@pytest.mark.parametrize("tie", ["refer", "share", "drop"])
def test_a_tie_within_the_places_is_no_question(tie: str) -> None:
    found = run(awards(f"top: 3\ntie: {tie}"), 80, 90, 80, 70)
    assert statuses(found) == ["proposed", "proposed", "proposed", None]
    assert [found.value("top.place", p) for p in "ABCD"] == [2, 1, 2, 4]


def test_eleven_who_share_ten_places_are_left_to_the_deciding_body() -> None:
    """zhengfa-36: nine lead, and two share the tenth score."""
    found = run(awards("top: 10"), *range(99, 90, -1), 80, 80, 10)
    assert statuses(found) == ["proposed"] * 9 + ["referred"] * 2 + [None]


def test_who_is_barred_takes_no_place() -> None:
    found = run(awards("top: 1\nbarred when: accident"), 90, 80, A={"accident": True})
    assert statuses(found) == ["barred", "proposed"]
    assert found.value("top.rank", "A") is None
    assert found.value("top.place", "B") == 1


def test_only_those_among_whom_the_award_is_given_are_ranked() -> None:
    found = run(
        awards("top: 1\namong: accepted\nbarred when: accident"),
        90,
        80,
        A={"accepted": False, "accident": True},
    )
    assert statuses(found) == [None, "proposed"]


def test_who_has_no_score_is_not_ranked() -> None:
    rules = awards("top: 1").replace("    decimals: 0\n", "    when: accepted\n    decimals: 0\n")
    assert statuses(run(rules, 90, 80, A={"accepted": False})) == [None, "proposed"]


def test_groups_are_ranked_apart() -> None:
    found = run(
        awards("top: 1\nwithin: team"),
        90,
        80,
        70,
        60,
        A={"team": "x"},
        B={"team": "x"},
        C={"team": "y"},
        D={"team": "y"},
    )
    assert statuses(found) == ["proposed", None, "proposed", None]


def test_an_expression_can_be_ranked_too() -> None:
    assert statuses(run(awards("top: 1").replace("by: points", "by: 100 - points"), 70, 90)) == [
        "proposed",
        None,
    ]


def test_a_reason_names_place_and_score() -> None:
    found = run(awards("top: 1\nreason: 第{rank}名,{score}分"), 90, 80)
    output = next(o for o in found.pack.core.outputs if isinstance(o, Award))
    assert output.reason is not None
    assert found.text(output.reason, "A") == "第1名,90分"


def test_without_places_the_rule_only_ranks() -> None:
    found = run(awards(""), 90, 80)
    (ranking,) = (o for o in found.pack.core.outputs if isinstance(o, Ranking | Award))
    assert isinstance(ranking, Ranking)
    assert (ranking.rank, ranking.of) == ("top.rank", "points")
    assert found.value("top.rank", "B")["best"] == 2


def test_other_rules_can_use_status_and_place() -> None:
    more = "definitions:\n  - {id: won, on: project, value: 'top = \"建议表彰\" and top.place <= 1 and top.rank.worst = 1'}\n"
    found = run(awards("top: 2", more), 90, 80)
    assert [found.value("won", p) for p in "AB"] == [True, False]


# -- tiers

TIERS = "tiers: [{id: first, title: 一等奖, top: 1}, {id: second, top: 3}]"


def test_each_gets_the_first_tier_that_it_reaches() -> None:
    found = run(awards(TIERS), 90, 80, 70, 60)
    assert statuses(found, "top.first") == ["proposed", None, None, None]
    assert statuses(found, "top.second") == [None, "proposed", "proposed", None]
    assert statuses(found) == ["proposed", "proposed", "proposed", None]
    given_out = [o for o in found.pack.core.outputs if isinstance(o, Award)]
    assert [(o.header.id, o.header.title.zh, o.status) for o in given_out] == [
        ("top.first", "top(一等奖)", "top.first"),
        ("top.second", "top(second)", "top.second"),
    ]


def test_with_three_tiers_nobody_gets_the_first_and_the_third() -> None:
    found = run(
        awards("tiers: [{id: first, top: 1}, {id: second, top: 2}, {id: third, top: 3}]"), 90, 80, 70, 60
    )
    assert statuses(found, "top.first") == ["proposed", None, None, None]
    assert statuses(found, "top.second") == [None, "proposed", None, None]
    assert statuses(found, "top.third") == [None, None, "proposed", None]


@pytest.mark.parametrize(
    ("tie", "first", "second"),
    [
        ("refer", ["referred", "referred", None], [None, None, "proposed"]),
        ("share", ["proposed", "proposed", None], [None, None, "proposed"]),
        ("drop", [None, None, None], ["proposed", "proposed", "proposed"]),
    ],
)
def test_a_tie_beyond_a_tier_is_resolved_there(
    tie: str, first: list[str | None], second: list[str | None]
) -> None:
    found = run(awards(f"{TIERS}\ntie: {tie}"), 90, 90, 80)
    assert statuses(found, "top.first") == first
    assert statuses(found, "top.second") == second


def test_a_bar_is_said_once_for_all_tiers() -> None:
    found = run(awards(f"{TIERS}\nbarred when: accident"), 90, 80, A={"accident": True})
    assert statuses(found, "top.first") == ["barred", "proposed"]
    assert statuses(found, "top.second") == [None, None]


# -- what is open


def test_an_award_that_a_missing_score_could_take_is_undetermined() -> None:
    """C may have anything from 0 to 100: B could fall to third, A not below second."""
    found = run(awards("top: 2"), 90, 80, None)
    assert statuses(found) == ["proposed", "?", "?"]
    assert lacks(found.value("top", "B")) == {"C.n"}
    assert lacks(found.value("top.place", "A")) == {"C.n"}
    assert found.value("top.rank", "B")["worst"] == 3


def test_who_has_the_greatest_score_there_is_cannot_be_overtaken() -> None:
    """The score is at most 100. An unknown one could still be level, which matters to a tie and not to a share."""
    assert statuses(run(awards("top: 1\ntie: share"), 100, 80, None)) == ["proposed", None, "?"]
    found = run(awards("top: 1"), 100, 80, None)
    assert statuses(found) == ["?", None, "?"]
    assert found.value("top.place", "A") == 1


def test_who_may_be_barred_keeps_the_next_one_open() -> None:
    rules = awards("top: 1\nbarred when: accident")
    found = score(
        rules, {"A": {"n": 90}, "B": {"n": 80, "accident": False}, "C": {"n": 70, "accident": False}}
    )
    assert statuses(found) == ["?", "?", None]
    assert lacks(found.value("top", "B")) == {"A.accident"}


def test_the_evidence_of_others_is_missing_only_where_it_matters() -> None:
    found = run(
        awards("top: 2\nwithin: team"), 90, 80, None, A={"team": "x"}, B={"team": "x"}, C={"team": "y"}
    )
    assert statuses(found)[:2] == ["proposed", "proposed"]


TIES = ("refer", "share", "drop")
PACKS = {
    tie: pack_of(
        awards(f"{TIERS}\nleast: 2\nbarred when: accident\ntie: {tie}").replace("most: 100", "most: 4")
    )
    for tie in TIES
}


def by_definition(scores: list[int], barred: list[bool], tie: str, top: int) -> list[str | None]:
    """The status within the first `top`, counted out."""
    field = [s for s, out in zip(scores, barred, strict=True) if not out]

    def status(own: int) -> str | None:
        ahead, level = sum(s > own for s in field), sum(s == own for s in field)
        if own < 2 or ahead >= top:
            return None
        if ahead + level <= top:
            return "proposed"
        return {"refer": "referred", "share": "proposed", "drop": None}[tie]

    return ["barred" if out else status(own) for own, out in zip(scores, barred, strict=True)]


FIELD = st.lists(st.tuples(st.integers(0, 4), st.booleans()), min_size=1, max_size=5)


def judged(field: list[tuple[int | None, bool | None]], tie: str) -> Scored:
    facts = [{"n": n, "accident": accident} for n, accident in field]
    known = [{k: v for k, v in f.items() if v is not None} for f in facts]
    return score(PACKS[tie], dict(zip("ABCDE", known, strict=False)))


@given(FIELD, st.sampled_from(TIES))
def test_a_complete_field_is_decided_as_counted_out(field: list[tuple[int, bool]], tie: str) -> None:
    found = judged(list(field), tie)
    scores, barred = [n for n, _ in field], [out for _, out in field]
    first = by_definition(scores, barred, tie, 1)
    second = by_definition(scores, barred, tie, 3)
    assert statuses(found, "top.first") == first
    assert statuses(found, "top.second") == [
        s if f is None else None for f, s in zip(first, second, strict=True)
    ]


@given(
    FIELD, st.sampled_from(TIES), st.lists(st.tuples(st.booleans(), st.booleans()), min_size=5, max_size=5)
)
def test_what_was_certain_stays_when_missing_evidence_comes_in(
    field: list[tuple[int, bool]], tie: str, hidden: list[tuple[bool, bool]]
) -> None:
    seen = [
        (None if no_score else n, None if no_bar else bar)
        for (n, bar), (no_score, no_bar) in zip(field, hidden, strict=False)
    ]
    before, after = judged(seen, tie), judged(list(field), tie)
    for rule in ("top.first", "top.second", "top", "top.place"):
        for then, now in zip(statuses(before, rule), statuses(after, rule), strict=True):
            assert then in ("?", now)


# -- faults


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("top: 0", "F161", "0"),
        ("top: 2.5", "F161", "2.5"),
        ("top: 2\ntiers: [{id: a, top: 1}]", "F160", "2"),
        ("tiers: [{id: a, top: 3}, {id: b, top: 3}]", "F162", "3}]"),
        ("tiers: [{id: a, top: 3}, {id: a, top: 4}]", "N021", "a, top: 4}]"),
        ("tiers: [{id: rank, top: 3}]", "N022", "rank, top: 3}]"),
        ("tie: refer", "F163", "refer"),
        ("top: 1\ntie: toss", "F150", "toss"),
        ("top: 1\nleast: '\"good\"'", "T001", '"good"\''),
        ("top: 1\nbarred when: n", "T001", "n"),
    ],
)
def test_what_cannot_be_meant_is_found_at_its_place(text: str, code: str, place: str) -> None:
    assert faults(awards(text)) == [(code, place)]


def test_an_unknown_rule_is_offered_the_nearest_name() -> None:
    assert [c for c, _ in faults(awards("top: 1").replace("by: points", "by: pionts"))] == ["N001"]


def test_the_portfolio_as_a_whole_cannot_be_ranked() -> None:
    assert [c for c, _ in faults("awards:\n  - {id: top, on: portfolio, by: 1, top: 1}\n")] == ["F164"]


def test_awards_can_be_written_with_chinese_keys() -> None:
    rules = with_facts(
        SCORE
        + "表彰:\n  - {编号: 十佳, 对象: 项目, 排名依据: points, 名额: 1, 参评: accepted, 取消资格: accident, 并列: 提交审定}\n",
        **FACTS,
    )
    assert statuses(run(rules, 90, 80), "十佳") == ["proposed", None]


def test_of_whom_it_is_not_known_whether_he_takes_part_there_may_be_no_score() -> None:
    """A unit without projects has no mean of them: that is no fault of the rule while its level is not known."""
    judged = judge(
        """
        points:
          - {id: s, on: unit, when: count(led projects) > 0, decimals: 0, lines: [{id: a, base: 70}]}
        awards:
          - {id: model, on: unit, among: level = "town", by: s, top: 1, least: 60}
        """,
        portfolio(
            units=[{"id": "U"}, {"id": "T", "level": "town"}], projects=[{"id": "P", "lead_unit": "T"}]
        ),
        "2017-12-31",
    )
    assert judged.value("model", "T") == "proposed"
    assert judged.value("model", "U") is None
