"""Decisions of zhengfa on zhengfa-2017 as of 2017-12-31, worked out by hand from the data.

The rule file gives a project 40 points for the quarter gates (10 off for each missed), 12 for the six haves (2 off), 6 for the
eleven monthly summaries due by then (0.5 off), 4 for the three quarterly reports due by then (1 off), 18 × progress / 100,
20 × rating / 100 and 1 for each recognition, 2 at most; each line is rounded to one decimal, and the sum is at most 100.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from functools import cache

import attrs
import pytest

import projgov
from projgov.domain.filings import Filing
from projgov.scoring.report import Report
from projgov.scoring.results import SubjectResult
from projgov.scoring.wording import number_text

AS_OF = "2017-12-31"


@cache
def report() -> Report:
    return projgov.evaluate(projgov.load_pack("zhengfa"), projgov.load_portfolio("zhengfa-2017"), AS_OF)


def subject(key: str) -> SubjectResult:
    return report().subject(key)


def score(key: str) -> Fraction | None:
    found = subject(key).score
    assert found is not None
    return None if found.points is None else Fraction(found.points)


def lines(key: str) -> dict[str, str | None]:
    """The points of each line with one decimal, the adjustment of the total included."""
    found = subject(key).score
    assert found is not None
    return {x.line.id: None if x.points is None else number_text(x.points, 1) for x in found.lines}


def findings(key: str) -> Counter[str]:
    return Counter(f.occasion.check for f in subject(key).findings)


def lamp(key: str) -> str | None:
    found = subject(key).lamp
    return None if found is None else found.code


def grade(key: str) -> str | None:
    found = subject(key).grade
    return None if found is None else found.code


@attrs.frozen
class ByHand:
    """What a project came to, by hand."""

    id: str
    gates: str
    haves: str
    monthly: str
    quarterly: str
    progress: str
    acceptance: str
    recognition: str
    limit: str
    total: str
    grade: str
    lamp: str
    findings: dict[str, int]


CASES = [
    # P-001 综治信息化. All gates, all six haves, all reports in time.
    # Progress 100 (report of the fourth quarter): 18 × 100/100 = 18. Rating 100: 20. One recognition: 1 × 1 = 1.
    # 40 + 12 + 6 + 4 + 18 + 20 + 1 = 101, and the total is 100 at most: −1. Planned 100, done 100: green.
    ByHand("P-001", "40.0", "12.0", "6.0", "4.0", "18.0", "20.0", "1.0", "-1.0", "100", "excellent", "green", {}),
    # P-017 公共法律服务中心建设. The summary for July is missing: 6 − 0.5 = 5.5.
    # At the end of June 52.5 verified, beside 53 self-reported: over half either way.
    # Progress 97.5 verified, beside 98: 18 × 97.5/100 = 17.55, half up 17.6. Rating 85: 20 × 85/100 = 17.
    # 40 + 12 + 5.5 + 4 + 17.6 + 17 = 96.1. Behind 100 − 97.5 = 2.5: green.
    ByHand(
        "P-017", "40.0", "12.0", "5.5", "4.0", "17.6", "17.0", "0.0", "0.0", "96.1", "excellent", "green",
        {"monthly_summary": 1},
    ),
    # P-034 集镇监控补点联网. At the end of June 49 verified, 54 self-reported: verified counts, not over half: 40 − 10 = 30.
    # March is missing; August came on 2017-09-11, due on 2017-09-05: 6 − 2 × 0.5 = 5.
    # Progress 100: 18. Rating 67: 20 × 67/100 = 13.4.
    # 30 + 12 + 5 + 4 + 18 + 13.4 = 82.4.
    ByHand(
        "P-034", "30.0", "12.0", "5.0", "4.0", "18.0", "13.4", "0.0", "0.0", "82.4", "good", "green",
        {"monthly_summary": 2, "quarter_gates.over_half_done": 1},
    ),
    # P-044 水域安全联防. At the end of June the last figure known is 36 (summary for May): not over half. No first results.
    # 40 − 2 × 10 = 20. No meeting and no results: 12 − 2 × 2 = 8. March, April, June, August, September missing:
    # 6 − 5 × 0.5 = 3.5. The second and the third quarter missing: 4 − 2 = 2.
    # Progress 55 verified (61 self-reported): 18 × 55/100 = 9.9. Rating 58: 20 × 58/100 = 11.6.
    # 20 + 8 + 3.5 + 2 + 9.9 + 11.6 = 55. Behind 100 − 55 = 45, more than 30: red. A comment was left without an answer.
    ByHand(
        "P-044", "20.0", "8.0", "3.5", "2.0", "9.9", "11.6", "0.0", "0.0", "55", "poor", "red",
        {"monthly_summary": 5, "quarterly_report": 2, "quarter_gates.over_half_done": 1, "quarter_gates.first_results": 1,
         "six_haves.meeting": 1, "six_haves.results": 1, "comment_answered": 1},
    ),
    # P-028 城管执法队伍规范化建设. No first results, no acceptance: 40 − 20 = 20, and of the six haves the acceptance: 12 − 2 = 10.
    # June is missing: 5.5. Without an acceptance there is nothing to rate: 0.
    # The report of the fourth quarter came on 2018-01-05 and is not known yet; in November 88: 18 × 88/100 = 15.84, so 15.8.
    # 20 + 10 + 5.5 + 4 + 15.8 + 0 = 55.3. Behind 100 − 88 = 12: yellow.
    # The head has to lead, and a deputy does: one finding more, and no points.
    ByHand(
        "P-028", "20.0", "10.0", "5.5", "4.0", "15.8", "0.0", "0.0", "0.0", "55.3", "poor", "yellow",
        {"monthly_summary": 1, "quarter_gates.first_results": 1, "quarter_gates.accepted": 1, "six_haves.acceptance": 1,
         "responsible_leader": 1},
    ),
    # P-010 小微企业安全生产标准化. No evidence of a start: 30. The work plan is of 2017-05-23, due by the end of March: 10.
    # March came on 2017-04-11 (due 04-05), October on 2017-11-10 (due 11-05): 6 − 2 × 0.5 = 5. The third quarter missing: 3.
    # Progress 95: 18 × 95/100 = 17.1. Rating 88: 17.6. 30 + 10 + 5 + 3 + 17.1 + 17.6 = 82.7.
    # The responsible leader had to be the head, and was until 2017-06-30: nobody was named in his place.
    # 600 enterprises, by the plan 60, 252, 156 and 132 in the quarters. Done: 6 + 6 + 12 = 24, short; 120 + 120 + 108 = 348, whose
    # surplus is not carried over; 48 + 48 + 42 = 138, short; the fourth quarter is judged ten days after its end.
    ByHand(
        "P-010", "30.0", "10.0", "5.0", "3.0", "17.1", "17.6", "0.0", "0.0", "82.7", "good", "green",
        {"monthly_summary": 2, "quarterly_report": 1, "quarter_gates.started": 1, "six_haves.plan": 1,
         "responsible_leader": 1, "months_and_quarters.months_done": 2},
    ),
    # P-060 青年普法志愿队建设. Filed three times: without the form, without an indicator, then whole.
    # Accepted on 2018-01-10 only: 40 − 10 = 30. The team is of 2017-04-19, and there is no acceptance: 12 − 2 × 2 = 8.
    # August and September missing: 5. The third quarter missing: 3.
    # In November 95: 18 × 95/100 = 17.1. 30 + 8 + 5 + 3 + 17.1 + 0 = 63.1. Behind 5: green.
    ByHand(
        "P-060", "30.0", "8.0", "5.0", "3.0", "17.1", "0.0", "0.0", "0.0", "63.1", "fair", "green",
        {"form_attached": 1, "measurable": 1, "monthly_summary": 2, "quarterly_report": 1, "quarter_gates.accepted": 1,
         "six_haves.team": 1, "six_haves.acceptance": 1},
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_each_line_of_the_score_is_as_worked_out_by_hand(case: ByHand) -> None:
    assert lines(case.id) == {
        "gates": case.gates,
        "haves": case.haves,
        "monthly": case.monthly,
        "quarterly": case.quarterly,
        "progress": case.progress,
        "acceptance": case.acceptance,
        "recognition": case.recognition,
        "limit": case.limit,
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_total_grade_lamp_and_findings_are_as_worked_out_by_hand(case: ByHand) -> None:
    assert score(case.id) == Fraction(case.total)
    assert grade(case.id) == case.grade
    assert lamp(case.id) == case.lamp
    assert findings(case.id) == case.findings | admonished(case)


def admonished(case: ByHand) -> dict[str, int]:
    """Who misses a gate is admonished, once (the second gate missed proposes a circular, which is no finding)."""
    missed = any(check.startswith("quarter_gates.") for check in case.findings)
    return {"weak_progress.admonished": 1} if missed else {}


def test_what_is_found_is_against_the_unit_that_leads_or_filed() -> None:
    """P-034 is led by county U-52; the first filing of P-031 came from town U-71, which may not file."""
    assert {f.against.id for f in subject("P-034").findings if f.against} == {"U-52"}
    [refused] = [f for f in subject("P-031").findings if f.rule.id == "entitled_to_file"]
    assert refused.against is not None
    assert refused.against.id == "U-71"
    assert refused.outcome is not None
    assert refused.outcome.code == "returned"


def test_a_project_accepted_without_a_rating_has_no_score_and_says_what_is_missing() -> None:
    """P-038: gates 20 (49 at the end of June; no first results), haves 10 (inspected in November only), monthly 6 − 3 × 0.5 = 4.5,
    quarterly 4, progress 18 × 93/100 = 16.74, so 16.7: 55.2 without the acceptance, whose rating is not known."""
    assert score("P-038") is None
    assert grade("P-038") is None
    assert lines("P-038") == {
        "gates": "20.0",
        "haves": "10.0",
        "monthly": "4.5",
        "quarterly": "4.0",
        "progress": "16.7",
        "acceptance": None,
        "recognition": "0.0",
        "limit": None,
    }
    found = subject("P-038").score
    assert found is not None
    assert found.missing is not None
    assert [(e.subject, e.path) for e in found.missing.evidence] == [
        ("P-038", ("acceptances", "A-1", "rating"))
    ]


def test_a_rating_withheld_is_missing_with_its_reason() -> None:
    found = subject("P-055").score
    assert found is not None
    assert found.points is None
    assert found.missing is not None
    assert [e.why for e in found.missing.evidence] == ["验收组意见尚未统一，评分暂不提供"]


def test_the_perfect_project_is_first_for_certain() -> None:
    rank = subject("P-001").rank
    assert rank is not None
    assert (rank.rank, rank.best, rank.worst, rank.tied) == (1, 1, 1, 1)
    assert [a.status for a in subject("P-001").awards] == ["proposed"]


def test_the_tenth_and_the_eleventh_have_the_same_score() -> None:
    """P-014: 40 + 12 + 6 + 4 + 18 + 20 × 81/100 = 96.2. P-033: the summary for May is missing: 40 + 12 + 5.5 + 4 + 18 × 98/100 + 20 × 85.5/100
    = 61.5 + 17.6 (17.64) + 17.1 = 96.2. Nine are above, and the next, P-017, has 96.1."""
    assert score("P-014") == score("P-033") == Fraction("96.2")
    known = [points for p in report().of_type("project") if (points := score(p.key.id)) is not None]
    assert sum(points > Fraction("96.2") for points in known) == 9
    assert sum(points == Fraction("96.2") for points in known) == 2
    assert len(known) == 59


def test_of_the_tie_for_the_tenth_place_the_deciding_body_decides_and_the_nine_before_it_are_proposed() -> (
    None
):
    """Ranks 1 to 9 are certain; P-014 and P-033 share rank 10 of ten places; P-038 and P-055 reach at most 75.2 and 77.6."""
    statuses = {s.key.id: s.awards[0].status for s in report().of_type("project") if s.awards}
    assert {i for i, status in statuses.items() if status == "referred"} == {"P-014", "P-033"}
    assert sum(status == "proposed" for status in statuses.values()) == 9
    assert len(statuses) == 11


def test_an_undetermined_project_has_no_rank_but_the_best_and_the_worst_that_it_can_have() -> None:
    """Known to be better than 75.2 and 77.6, the best that P-038 and P-055 can reach, are 50 and 47 projects."""
    for key, most, ahead in (("P-038", "75.2", 50), ("P-055", "77.6", 47)):
        better = [
            s
            for s in report().of_type("project")
            if (points := score(s.key.id)) is not None and points > Fraction(most)
        ]
        rank = subject(key).rank
        assert rank is not None
        assert len(better) == ahead
        assert (rank.rank, rank.best, rank.worst) == (None, ahead + 1, 61)


def test_neither_undetermined_project_can_come_near_the_first_eleven() -> None:
    """With a rating of 100 P-038 would have 55.2 + 20 = 75.2, and P-055 20 + 12 + 5.5 + 3 + 17.1 + 20 = 77.6."""
    for key, most in (("P-038", "75.2"), ("P-055", "77.6")):
        known = sum(Fraction(p) for p in lines(key).values() if p is not None)
        assert known + 20 == Fraction(most) < Fraction("96.2")


def test_the_roll_up_to_a_unit_is_the_mean_of_the_projects_it_leads_at_its_weight() -> None:
    """U-30 leads P-007 (87.9) and P-053 (97.6): (87.9 + 97.6) ÷ 2 × 15/100 = 92.75 × 0.15 = 13.9125, so 13.91."""
    assert score("P-007") == Fraction("87.9")
    assert score("P-053") == Fraction("97.6")
    assert score("U-30") == Fraction("13.91")


def test_a_unit_one_of_whose_projects_is_undetermined_is_undetermined_itself() -> None:
    assert score("U-53") is None
    assert score("U-33") is None


def test_a_circular_is_proposed_against_the_two_units_whose_projects_show_a_red_lamp() -> None:
    """P-011 (100 − 62 = 38 behind) is led by U-21, and P-044 (45 behind) by U-55."""
    assert lamp("P-011") == lamp("P-044") == "red"
    proposed = {
        s.key.id: [x.output.measure.code for x in s.sanctions]
        for s in report().of_type("unit")
        if s.sanctions
    }
    assert proposed == {"U-21": ["circular"], "U-55": ["circular"]}


def test_lamps_at_the_bounds() -> None:
    """P-047 is exactly 10 points behind and P-039 exactly 30: both yellow. P-050, replanned to 90, is 4 behind."""
    assert lamp("P-047") == lamp("P-039") == "yellow"
    assert lamp("P-050") == "green"
    assert Counter(lamp(p.key.id) for p in report().of_type("project")) == {
        "green": 55,
        "yellow": 4,
        "red": 2,
    }


def test_scores_spread_over_all_four_grades() -> None:
    grades = Counter(grade(p.key.id) for p in report().of_type("project"))
    assert grades == {"excellent": 18, "good": 26, "fair": 13, "poor": 2, None: 2}


def test_grades_at_the_bounds() -> None:
    """P-019 has 90.0 and P-015 89.5; P-042 has 80.0 and P-056 79.9."""
    assert (score("P-019"), grade("P-019")) == (Fraction(90), "excellent")
    assert (score("P-015"), grade("P-015")) == (Fraction("89.5"), "good")
    assert (score("P-042"), grade("P-042")) == (Fraction(80), "good")
    assert (score("P-056"), grade("P-056")) == (Fraction("79.9"), "fair")


def test_three_units_are_flagged_for_having_filed_nothing() -> None:
    flagged = {
        s.key.id for s in report().of_type("unit") for f in s.findings if f.rule.id == "everyone_filed"
    }
    assert flagged == {"U-37", "U-38", "U-58"}


def test_what_was_decided_of_filings_stands_in_the_next_year() -> None:
    """The register of filings is complete through 2017; a filing of 2018 is for the rules of 2018."""
    later = projgov.evaluate(
        projgov.load_pack("zhengfa"), projgov.load_portfolio("zhengfa-2017"), "2018-06-30"
    )

    def filings(of: Report) -> list[tuple[str, str, str]]:
        return [
            (f.key.id, f.rule.id, f.occasion.item.id)
            for s in of.of_type("project")
            for f in s.findings
            if f.rule.kind == "filing" and isinstance(f.occasion.item, Filing)
        ]

    assert filings(later) == filings(report())
    assert [u for s in later.of_type("project") for u in s.undetermined if u.rule.kind == "filing"] == []


def test_the_portfolio_is_told_the_quotas_that_it_meets_with_their_numbers() -> None:
    """32 projects take existing work further, and 29 are new: 61 in all."""
    text = report().explain("portfolio", language="zh")
    assert "  有盘活存量的项目：“存量或增量 = 盘活存量”的项目的个数（32）≥ 1\n" in text
    assert "  有狠抓增量的项目：“存量或增量 = 狠抓增量”的项目的个数（29）≥ 1\n" in text
    origins = Counter(p.origin for p in projgov.load_portfolio("zhengfa-2017").projects)
    assert origins == {"existing": 32, "new": 29}


FOUND_BESIDE_THE_SCORE = {
    "guidebook_disclosed": ["P-016"],  # `undisclosed` in the table of projects
    "office_duties": ["P-013"],  # no record of coordination
    "plan_with_co_units": ["P-006", "P-018", "P-051"],  # no plan; no measures of the co-unit; no plan
    "co_unit_task": ["P-021", "P-022"],  # one task late; one rated 55, and 60 is wanted
    "comment_answered": ["P-011", "P-044"],
    "in_every_county": ["P-012", "P-023"],
    "pilot_first": ["P-035", "P-037", "P-047"],  # no first results; none; no pilot
    "only_mature": ["P-043"],
    "county_hosts": ["U-58"],
    "feature": ["portfolio"],  # nothing in the first half of February
}
QUIET = {
    "chosen_at_year_end", "confirmed_by_commission", "letter_of_responsibility", "local_extension", "levels_add_up",
    "plan_set_back", "site_visit_complete", "comment_complete", "recognition_level", "accepted_by_commission",
    "experience_recorded", "periodic_comments",
}  # fmt: skip


def test_what_is_found_beside_the_score_is_what_the_table_of_projects_says() -> None:
    found: dict[str, list[str]] = {}
    for kind in ("project", "unit", "portfolio"):
        for s in report().of_type(kind):
            for f in s.findings:
                if f.rule.id in FOUND_BESIDE_THE_SCORE.keys() | QUIET:
                    found.setdefault(f.rule.id, []).append(s.key.id)
    assert {rule: sorted(keys) for rule, keys in found.items()} == FOUND_BESIDE_THE_SCORE


def test_of_these_rules_only_a_project_whose_co_units_are_not_stated_is_undetermined() -> None:
    """P-046: what co-units would have had to do for the plan is not known."""
    undetermined = {
        (u.rule.id, s.key.id)
        for kind in ("project", "unit", "portfolio")
        for s in report().of_type(kind)
        for u in s.undetermined
        if u.rule.id in FOUND_BESIDE_THE_SCORE.keys() | QUIET
    }
    assert undetermined == {("plan_with_co_units", "P-046")}


def test_the_counties_without_a_part_in_a_city_project_are_named() -> None:
    """P-023 lacks two of the eight."""
    assert "没有落实的县（区）：庚区（虚构）、辛区（虚构）" in report().explain("P-023", language="zh")
    assert "Counties without a part in it: 庚区（虚构）, 辛区（虚构）" in report().explain(
        "P-023", language="en"
    )


def test_of_a_project_only_its_guidebook_is_public_and_only_once_it_is_disclosed() -> None:
    """P-016's guidebook was never disclosed: the other 60 are shown, of each the title, the lead unit and four texts."""
    view = report().public().to_plain()["subjects"]
    assert len(view) == 60
    assert "P-016" not in {s["id"] for s in view}
    [one] = [s for s in view if s["id"] == "P-002"]
    assert [(v["label"]["en"], v["value"]["zh"]) for v in one["shown"]] == [
        ("title", "居民小区视频监控联网"),
        ("lead unit", "示例市公安局（虚构）"),
        ("content", "居民小区视频监控联网：按申报内容实施"),
        ("annual goal", "320个居民小区监控接入公安视频专网"),
        ("standard", "按年初印发的建设标准逐项对照"),
        ("schedule", "见序时进度"),
    ]
    assert not any(
        s[kind] for s in view for kind in ("scores", "marks", "ranks", "awards", "sanctions", "findings")
    )
    assert [
        o.id
        for o in projgov.load_portfolio("zhengfa-2017").officers
        if o.id in str(view) or str(o.name) in str(view)
    ] == []
