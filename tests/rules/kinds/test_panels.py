"""Panels: from ballots to scores and votes, who has to stand back, and what is wrong with how a panel was held."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.kinds.judging import Judged, faults_of, judge, portfolio

from projgov.rules.core.program import TOO_FEW
from projgov.scoring.compile import compile as compile_core
from projgov.scoring.model import run
from projgov.scoring.values import Fault, Unknown
from projgov.scoring.wording import evidence_text

UNITS = [{"id": u, "name": u} for u in ("U1", "U2")]
OFFICERS = [
    {"id": "O1", "posts": [{"unit": "U1", "post": "head", "from": "2016-01-01", "to": "2017-10-31"}]},
    {"id": "O2", "posts": [{"unit": "U2", "post": "head", "from": "2016-01-01"}]},
]
Ballot = dict[str, Any]


def review(*keys: str) -> str:
    """A rule on panels with these keys."""
    lines = "".join(f"        {key}\n" for key in keys)
    return f"\n    panels:\n      - id: review\n        on: project\n        judged: end of year\n{lines}"


def scored(*scores: str | None, **more: Any) -> list[Ballot]:
    """A ballot for every score; None gives none."""
    return [{**({} if s is None else {"score": s}), **more} for s in scores]


def panel(*ballots: Ballot, name: str = "V1", occurred: str = "2017-11-01", **more: Any) -> dict[str, Any]:
    """A panel with these ballots."""
    numbered = [{"id": f"{name}-{n}", **ballot} for n, ballot in enumerate(ballots, 1)]
    return {"id": name, "occurred": occurred, "recorded": occurred, "ballots": numbered, **more}


def found(rules: str, *panels: dict[str, Any], whole: bool = True, project: Any = None) -> Judged:
    """The rules run over one project with these panels; the model and the compiled program give the same."""
    data = portfolio(
        units=UNITS,
        officers=OFFICERS,
        projects=[{"id": "P1", "lead_unit": "U1", "panels": list(panels), **(project or {})}],
    )
    if whole:
        data["registers"]["panels"] = {"complete_through": "2018-12-31"}
    judged = judge(rules, data, "2017-12-31")
    facts = judged.model.facts
    assert compile_core(judged.pack.core).run(facts) == run(judged.pack.core, facts)
    return judged


def value(rules: str, *panels: dict[str, Any], name: str = "review") -> Any:
    return found(rules, *panels).value(name, "P1")


def lacks(value: Any) -> set[tuple[str, ...]]:
    """The paths of what is missing."""
    assert isinstance(value, Unknown)
    return {e.path for e in value.evidence}


# -- scores


MEAN, TRIMMED, MEDIAN = (("score: " + how, "decimals: 2") for how in ("mean", "trimmed mean", "median"))


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (MEAN, "80.4"),  # (60 + 75 + 82 + 90 + 95) / 5
        (TRIMMED, "82.33"),  # (75 + 82 + 90) / 3
        ((*TRIMMED, "trim: 2"), "82"),
        (MEDIAN, "82"),
        ((*TRIMMED, "rounding: up"), "82.34"),
    ],
)
def test_a_score_is_the_mean_the_trimmed_mean_or_the_median_rounded_once(
    keys: tuple[str, ...], expected: str
) -> None:
    ballots = scored("90", "60", "95", "75", "82")
    assert value(review(*keys), panel(*ballots)) == Fraction(expected)
    assert value(review(*keys), panel(*ballots), name="review.score") == Fraction(expected)


@given(st.lists(st.integers(0, 10), min_size=1, max_size=7), st.integers(0, 3), st.randoms())
def test_a_trimmed_mean_is_that_of_what_is_left_in_whatever_order_ballots_stand(
    tenths: list[int], trim: int, shuffle: Any
) -> None:
    left = sorted(tenths)[trim : len(tenths) - trim]
    mixed = list(tenths)
    shuffle.shuffle(mixed)
    got = value(
        review("score: trimmed mean", f"trim: {trim}", "decimals: 6", "rounding: floor"),
        panel(*scored(*map(str, mixed))),
    )
    if left:
        assert got == Fraction(sum(left) * 10**6 // len(left), 10**6)
    else:
        assert lacks(got) == {("panels", "ballots", TOO_FEW)}


def test_a_ballot_without_a_score_leaves_the_score_undetermined_unless_its_member_stood_back() -> None:
    silent = {"recused": True}
    assert lacks(value(review(*MEAN), panel(*scored("80", None)))) == {
        ("panels", "V1", "ballots", "V1-2", "score")
    }
    assert value(review(*MEAN), panel(*scored("80"), silent)) == 80


def test_without_a_panel_there_is_no_score_and_that_is_found() -> None:
    judged = found(review(*MEAN, "least ballots: 3"))
    assert lacks(judged.value("review", "P1")) == {("panels",)}
    assert judged.outcomes("review.held", "P1") == ["unmet"]
    assert judged.reasons("review.held", "P1") == ["没有组织评审"]
    assert judged.outcomes("review.least_ballots", "P1") == []


def test_where_the_register_of_panels_is_open_another_panel_may_have_met() -> None:
    judged = found(review(*MEAN), panel(*scored("80")), whole=False)
    assert isinstance(judged.value("review", "P1"), Unknown)
    assert judged.outcomes("review.held", "P1") == ["met"]


def test_of_several_panels_the_latest_counts_unless_they_are_pooled() -> None:
    first, last = panel(*scored("60"), occurred="2017-06-01"), panel(*scored("80", "90"), name="V2")
    assert value(review(*MEAN), first, last) == 85
    assert value(review(*MEAN, "several: pooled"), first, last) == Fraction("76.67")  # 230 / 3


def test_only_the_panels_named_count() -> None:
    vote = panel(*scored("10"), name="V2", occurred="2017-12-01", kind="vote")
    rules = review(*MEAN, 'of: panels[kind = "review"]')
    assert value(rules, panel(*scored("80"), kind="review"), vote) == 80


# -- categories


WEIGHTED = (*MEAN, "weights: {deputy: 60, media: 40}")


def test_categories_are_scored_apart_and_then_weighted() -> None:
    ballots = [*scored("80", "90", category="deputy"), *scored("70", category="media")]
    judged = found(review(*WEIGHTED), panel(*ballots, *scored("10", category="peer")))
    assert judged.value("review", "P1") == Fraction("79")  # (85 × 60 + 70 × 40) / 100
    assert judged.value("review.deputy", "P1") == 85


@pytest.mark.parametrize(("policy", "expected"), [("exclude", 85), ("zero", 51), (None, None)])
def test_a_category_without_a_ballot_is_treated_as_declared(policy: str | None, expected: int | None) -> None:
    keys = WEIGHTED if policy is None else (*WEIGHTED, f"missing categories: {policy}")
    got = value(review(*keys), panel(*scored("80", "90", category="deputy")))
    if expected is None:
        assert lacks(got) == {("panels",)}
    else:
        assert got == expected  # all of the weight goes to the deputies, or 85 × 60 / 100


@pytest.mark.parametrize("policy", ["exclude", "zero"])
def test_where_nobody_gave_a_ballot_no_policy_makes_a_score(policy: str) -> None:
    assert lacks(value(review(*WEIGHTED, f"missing categories: {policy}"), panel())) == {("panels",)}


def test_members_of_every_category_wanted_have_to_be_there_whose_ballots_count() -> None:
    rules = review("members: {deputy: 2, 媒体: 1}", *MEAN)
    judged = found(rules, panel(*scored("80", category="deputy"), *scored("70", category="media")))
    assert judged.outcomes("review.members_deputy", "P1") == ["unmet"]
    assert judged.reasons("review.members_deputy", "P1") == ["人大代表应有2票计入，实有1票"]
    assert judged.outcomes("review.members_media", "P1") == ["met"]


def test_a_ballot_of_unknown_category_may_be_of_the_one_that_lacks() -> None:
    rules = review("members: {deputy: 2}", *MEAN)
    judged = found(rules, panel(*scored("80", category="deputy"), *scored("70")))
    assert judged.outcomes("review.members_deputy", "P1") == ["undetermined"]


# -- quorum


@pytest.mark.parametrize(("called", "outcome"), [(3, "met"), (4, "unmet"), (None, "undetermined")])
def test_a_quorum_is_a_share_of_the_members_called_which_is_enough_itself(
    called: int | None, outcome: str
) -> None:
    more: dict[str, Any] = {} if called is None else {"members": called}
    judged = found(review(*MEAN, "quorum: 2/3"), panel(*scored("80", "70"), **more))
    assert judged.outcomes("review.quorum", "P1") == [outcome]


def test_who_stands_back_does_not_make_up_the_quorum() -> None:
    ballots = [*scored("80", "70"), {"recused": True}]
    judged = found(review(*MEAN, "quorum: 80%"), panel(*ballots, members=3))
    assert judged.reasons("review.quorum", "P1") == ["应到3人，计入2票，不足规定比例"]


# -- recusal


RECUSAL = (*MEAN, "recusal: {unnamed: outside}")


def test_a_member_of_the_judged_unit_who_did_not_stand_back_is_found_and_left_out() -> None:
    ballots = [*scored("80"), *scored("100", unit="U1"), *scored("60", unit="U2")]
    judged = found(review(*RECUSAL), panel(*ballots))
    assert judged.value("review", "P1") == 70
    assert judged.outcomes("review.recusal", "P1") == ["unmet"]
    assert judged.reasons("review.recusal", "P1") == [
        "评分票“V1-2”的评委属被评单位，应当回避而未回避，该票不计入"
    ]


def test_one_who_stood_back_has_done_so() -> None:
    judged = found(review(*RECUSAL), panel(*scored("80"), {"unit": "U1", "recused": True}))
    assert judged.outcomes("review.recusal", "P1") == ["met"]


@pytest.mark.parametrize(("day", "expected"), [("2017-10-31", 80), ("2017-11-01", 90)])
def test_a_post_in_the_judged_unit_binds_as_long_as_it_is_held(day: str, expected: int) -> None:
    ballots = [*scored("80", officer="O2"), *scored("100", officer="O1")]
    assert value(review(*RECUSAL), panel(*ballots, occurred=day)) == expected


def test_the_ballot_can_count_all_the_same_where_the_rule_says_so() -> None:
    rules = review(*MEAN, "recusal: {units: lead unit, unrecused: count}")
    judged = found(rules, panel(*scored("80", unit="U2"), *scored("100", unit="U1")))
    assert judged.value("review", "P1") == 90
    assert judged.outcomes("review.recusal", "P1") == ["unmet"]


def test_a_ballot_that_names_nobody_leaves_open_whether_it_counts_unless_the_rule_says_otherwise() -> None:
    ballots = scored("80", "90")
    assert isinstance(value(review(*MEAN, "recusal: {}"), panel(*ballots)), Unknown)
    assert value(review(*RECUSAL), panel(*ballots)) == 85


def test_several_units_can_be_judged_at_once() -> None:
    rules = review(*MEAN, "recusal: {units: 'concatenate([lead unit], co units)'}")
    ballots = [*scored("80", unit="U2"), *scored("100", unit="U1")]
    assert found(rules, panel(*ballots), project={"co_units": []}).value("review", "P1") == 80
    both = found(rules, panel(*ballots), project={"co_units": ["U2"]})
    assert lacks(both.value("review", "P1")) == {("panels",)}


# -- votes


def votes(yes: int, no: int, abstain: int, **more: Any) -> dict[str, Any]:
    given = ["yes"] * yes + ["no"] * no + ["abstain"] * abstain
    return panel(*({"vote": v} for v in given), **more)


@pytest.mark.parametrize(
    ("vote", "share", "passed"),
    [
        ("{over: 1/2}", 50, False),  # 4 of 8
        ("{at least: 1/2}", 50, True),
        ("{over: 1/2, abstentions: leave out}", Fraction(400, 7), True),  # 4 of 7
        ("{over: 1/3, of: members called}", 40, True),  # 4 of 10
        ("{at least: 40%, of: members called}", 40, True),
    ],
)
def test_a_vote_passes_by_the_share_of_yes_as_the_rule_takes_it(
    vote: str, share: Fraction | int, passed: bool
) -> None:
    judged = found(review(f"vote: {vote}"), votes(4, 3, 1, members=10))
    assert judged.value("review.share", "P1") == share
    assert judged.value("review.passed", "P1") is passed
    assert judged.value("review", "P1") is passed
    assert judged.outcomes("review.vote", "P1") == ["met" if passed else "unmet"]


def test_a_ballot_that_does_not_say_how_it_votes_leaves_the_vote_undetermined() -> None:
    judged = found(review("vote: {over: 1/2}"), panel({"vote": "yes"}, {}))
    assert judged.outcomes("review.vote", "P1") == ["undetermined"]


def test_the_reason_of_a_vote_tells_the_votes_and_what_was_wanted() -> None:
    judged = found(review("vote: {over: 1/2}"), votes(4, 3, 1))
    assert judged.reasons("review.vote", "P1") == ["同意4票，反对3票，弃权1票；同意率50%，应超过50%"]


# -- other rules, reasons, faults


def test_other_rules_use_the_score_and_ask_for_it_by_chinese_names() -> None:
    rules = review(*WEIGHTED, "vote: {over: 1/2}") + (
        "    definitions:\n"
        "      - {id: half, on: project, value: review / 2}\n"
        "      - {id: deputies, on: project, value: review.人大代表}\n"
        "      - {id: rate, on: project, value: review.同意率}\n"
    )
    ballots = [
        *scored("80", category="deputy", vote="yes"),
        *scored("70", category="media", vote="no"),
    ]
    judged = found(rules, panel(*ballots))
    names = ("half", "deputies", "rate")
    assert [judged.value(n, "P1") for n in names] == [38, 80, 50]


def test_a_reason_of_the_rule_is_said_of_everything_found_and_names_it() -> None:
    rules = review(*MEAN, "least ballots: 3", 'reason: "{问题}：计入{count}票"')
    judged = found(rules, panel(*scored("80")))
    assert judged.reasons("review.least_ballots", "P1") == ["最少票数：计入1票"]


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        (("recusal: {units: 3}", *MEAN), ("T001", 5, "a record (unit) is wanted here, and this is a number")),
        (("quorum: 20", *MEAN), ("F520", 5, "20 is no share: a share lies between 0 and 1")),
        (("of: surveys", *MEAN), ("F521", 5, "`surveys` is no list of panels")),
        (("vote: {of: voted}",), ("F523", 5, "what share of yes is enough is not said")),
        (("vote: {over: 1/2, at least: 2/3}",), ("F524", 5, "both `over` and `at least` are given")),
        (("score: mean",), ("F525", 5, "how ballots are scored is said, and not with how many decimals")),
        (("trim: 1", *MEAN), ("F526", 5, "without `score: trimmed mean`, `trim` has no effect")),
        (("members: {deputies: 1}", *MEAN), ("N520", 5, "there is no category of member `deputies`")),
        (
            ("members: {media: 1, 媒体: 1}", *MEAN),
            ("N521", 5, "the category of member “media” is written twice"),
        ),
    ],
)
def test_what_is_written_wrong_is_told_where_it_stands(
    keys: tuple[str, ...], fault: tuple[str, int, str]
) -> None:
    assert faults_of(review(*keys)) == [fault]


def test_where_nothing_is_left_after_trimming_that_is_what_is_said_to_be_missing_and_not_the_panel() -> None:
    judged = found(
        review(*TRIMMED, "trim: 3"), panel(*scored("60", "70", "75", "80", "85", "90"))
    )  # 6 = 2 × 3
    (missing,) = judged.value("review", "P1").evidence
    vocabulary = judged.pack.core.vocabulary
    assert (
        evidence_text(missing, vocabulary, "zh", "") == "评审 · 评分票 · 票数太少，去掉最高、最低后没有剩下的"
    )
    assert evidence_text(missing, vocabulary, "en", "").endswith(
        "ballots · too few: none is left without the highest and the lowest"
    )


def test_a_number_to_leave_out_that_only_the_data_tell_to_be_negative_is_a_fault_where_it_stands() -> None:
    rules = review(*TRIMMED, "trim: count(filings) - 2")  # line 7 of the sections; 0 - 2 = -2
    data = portfolio(projects=[{"id": "P1", "panels": [panel(*scored("60", "70", "80"))]}])
    data["registers"] |= {n: {"complete_through": "2018-12-31"} for n in ("filings", "panels")}
    wrong = judge(rules, data, "2017-12-31").value("review", "P1")
    assert isinstance(wrong, Fault)
    assert [(d.code, d.place.line) for d in wrong.diagnostics] == [("E010", 7)]


def test_nobody_can_tell_who_has_to_stand_back_where_no_unit_is_judged() -> None:
    rules = "panels:\n- id: review\n  on: portfolio\n  of: 'flatten once(projects.panels)'\n  recusal: {}\n"
    assert [code for code, _, _ in faults_of(rules)] == ["F522"]
