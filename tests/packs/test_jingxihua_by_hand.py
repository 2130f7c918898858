"""Decisions of jingxihua on jingxihua-2012, worked out by hand from the data.

Of each quarter there are 25 points: times what was done by the ends of its stages over what was planned (20, 50, 80, 100 % of a
project; 50 and 100 % of other work, in the second and the fourth quarter), all 25 where no stage ends. The sum, the phases, counts 60 of
the automatic evaluation, progress at the end 40. Of a project and a key work the evaluation counts 60 and the bureau's score 40, of a goal
the evaluation is all. Each line is rounded to one decimal, half up.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from functools import cache

import attrs
import pytest

import projgov
from projgov.scoring.letters.drawn import NoLetter
from projgov.scoring.report import Report
from projgov.scoring.results import SubjectResult

SEEN_IN_THE_YEAR = ("P-017", "P-018", "P-019", "P-020", "P-021", "P-022")


@cache
def report() -> Report:
    return projgov.evaluate(
        projgov.load_pack("jingxihua"), projgov.load_portfolio("jingxihua-2012"), "2012-12-31"
    )


@cache
def earlier(as_of: str) -> Report:
    """What was said in the course of the year of the few projects looked at then; all of the county takes long."""
    whole = projgov.load_portfolio("jingxihua-2012")
    projects = tuple(p for p in whole.projects if p.id in SEEN_IN_THE_YEAR)
    officers = tuple(attrs.evolve(o, reports=()) for o in whole.officers)
    few = attrs.evolve(whole, projects=projects, items=(), officers=officers)
    return projgov.evaluate(projgov.load_pack("jingxihua"), few, as_of)


def subject(key: str, as_of: str = "2012-12-31") -> SubjectResult:
    return (report() if as_of == "2012-12-31" else earlier(as_of)).subject(key)


def score(key: str, rule: str) -> Fraction | None:
    [found] = [s for s in subject(key).scores if s.output.header.id == rule]
    return None if found.points is None else Fraction(found.points)


def line(key: str, rule: str, name: str) -> Fraction | None:
    [found] = [s for s in subject(key).scores if s.output.header.id == rule]
    [points] = [x.points for x in found.lines if x.line.id == name]
    return None if points is None else Fraction(points)


def lamp(key: str, as_of: str = "2012-12-31") -> str | None:
    found = subject(key, as_of).lamp
    return None if found is None else found.code


def findings(key: str) -> Counter[str]:
    """What is found, but for the ladder, by rule without the prefix of items."""
    found = (f.rule.id.removeprefix("item_") for f in subject(key).findings)
    return Counter(rule for rule in found if rule != "follow_up")


@attrs.frozen
class ByHand:
    """What a project came to: phases, automatic evaluation, score, grade, the lamp at the end, and what is found."""

    id: str
    phases: str
    automatic: str
    score: str
    grade: str = "excellent"
    lamp: str = "green"
    findings: dict[str, int] = attrs.field(factory=dict)


CASES = [
    ByHand("P-001", "100", "100", "100"),  # the bureau gave 100: 60 + 40
    ByHand("P-002", "100", "100", "96", findings={"five_fixed": 1}),  # 60 + 40 × 90/100; nothing said of rewards and penalties
    ByHand("P-003", "100", "100", "96", findings={"stage_plan": 1}),  # the second stage begins on 3 April: two days in none
    # Without stages there are no points for phases: 0 + 40 = 40; 40 × 60/100 + 36 = 60. No plan, no lag, and no stage that logs could name.
    ByHand("P-004", "0", "40", "60", "fair", findings={"stage_plan": 1}),
    ByHand("P-005", "100", "100", "96", findings={"verdicts_agree": 1}),
    ByHand("P-006", "100", "100", "96", findings={"both_verdicts": 1, "bureau_after_machine": 1}),
    ByHand("P-007", "100", "100", "96", findings={"both_verdicts": 1, "supervised_from_above": 1, "livelihood_public": 1}),
    # Nobody answers for it: no logs of the two stages under way; the third task has nobody either.
    ByHand("P-008", "100", "100", "96", findings={"answered_for": 1, "leaf_has_person": 1, "stage_logged": 2}),
    ByHand("P-009", "100", "100", "96", findings={"assigned_in_time": 1}),
    ByHand("P-012", "100", "100", "96", findings={"bureau_after_machine": 1}),  # assessed on 29 June, the machine found on the 30th
    # 80 of 100 in the fourth quarter: 20. 95; 60 × 0.95 = 57, 40 × 0.8 = 32, 89; 60 × 0.89 = 53.4, and 36: 89.4. 20 behind: yellow.
    ByHand("P-013", "95", "89", "89.4", "good", "yellow", {"reconciled": 1}),
    ByHand("P-014", "95", "89", "89.4", "good", "yellow"),  # the same, explained
    ByHand("P-015", "100", "100", "96", findings={"reconciled": 1}),
    ByHand("P-016", "100", "100", "96", findings={"stage_logged": 2}),
    # 10 of 20 in the first: 12.5. 87.5; 52.5 + 40 = 92.5; 55.5 + 36 = 91.5.
    ByHand("P-017", "87.5", "92.5", "91.5"),
    # 11 of 20: 13.75, so 13.8. 88.8; 53.28, so 53.3, + 40 = 93.3; 55.98, so 56, + 36 = 92.
    ByHand("P-018", "88.8", "93.3", "92"),
    # 19 of 50 in the second: 9.5. 84.5; 50.7 + 40 = 90.7; 54.42, so 54.4, + 36 = 90.4.
    ByHand("P-019", "84.5", "90.7", "90.4"),
    ByHand("P-020", "85", "91", "90.6"),  # 20 of 50: 10. 85; 51 + 40; 54.6 + 36
    # 35 of 50: 17.5; 65 of 80: 20.3125, so 20.3. 87.8; 52.68, so 52.7, + 40 = 92.7; 55.62, so 55.6, + 36 = 91.6.
    ByHand("P-021", "87.8", "92.7", "91.6"),
    ByHand("P-022", "87.8", "92.7", "91.6"),
    # 40 of 80: 12.5; 60 of 100: 15. 77.5; 46.5 + 24 = 70.5; 42.3 + 40 × 60/100 = 66.3. 40 behind: red.
    ByHand("P-023", "77.5", "70.5", "66.3", "fair", "red"),
    # The last report is of June: 50 of 80, 15.625, so 15.6; 50 of 100: 12.5. 78.1; 46.86, so 46.9, + 20 = 66.9; 40.14, so 40.1, + 36.
    ByHand("P-024", "78.1", "66.9", "76.1", "fair", "red"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_scores_grade_lamp_and_findings_of_a_project_are_as_worked_out_by_hand(case: ByHand) -> None:
    assert score(case.id, "phases") == Fraction(case.phases)
    assert score(case.id, "automatic_score") == Fraction(case.automatic)
    assert score(case.id, "score") == Fraction(case.score)
    found = subject(case.id).grade
    assert found is not None
    assert found.code == case.grade
    assert lamp(case.id) == case.lamp
    assert findings(case.id) == case.findings


WORKS = [
    ("W-001", "100", "100", {}),
    ("W-002", "100", "96", {"five_fixed": 1}),
    # 38 of 50 in the second quarter: 19. 94; 56.4 + 40 = 96.4; 57.84, so 57.8, + 36 = 93.8.
    ("W-003", "94", "93.8", {}),
    ("W-004", "100", "96", {"verdicts_agree": 1}),
    ("W-005", "100", "96", {"leaf_has_person": 1}),
    # Led by a village, supervised by its town: 60 + 40 × 80/100. Who answers for it in the village is no cadre and writes no logs.
    ("W-007", "100", "92", {"stage_logged": 1}),
    ("W-047", "100", "96", {"supervised_from_above": 1, "stage_logged": 1}),  # the same, and the bureau passed over the town
    ("G-0001", "100", "100", {}),
    # 95 of 100: 23.75, so 23.8. 98.8; 59.28, so 59.3, + 38 = 97.3.
    ("G-0002", "98.8", "97.3", {}),
    ("G-0003", "98.8", "97.3", {"reconciled": 1}),
    ("G-0004", "100", "100", {"answered_for": 1, "stage_logged": 1}),
    ("G-0005", "0", "40", {"stage_plan": 1}),
    ("G-0006", "94.5", "96.7", {}),  # 39 of 50: 19.5; 56.7 + 40
]  # fmt: skip


@pytest.mark.parametrize(("key", "phases", "total", "found"), WORKS, ids=[w[0] for w in WORKS])
def test_key_works_and_goals_are_as_worked_out_by_hand(
    key: str, phases: str, total: str, found: dict[str, int]
) -> None:
    assert score(key, "item_phases") == Fraction(phases)
    assert score(key, "item_score") == Fraction(total)
    assert findings(key) == found


def test_what_the_bureau_has_not_assessed_or_withholds_has_no_score_and_is_ranked_by_the_best_it_can_reach() -> (
    None
):
    """P-010: 6.3 (6.25) + 5 + 6.3 (6.25) + 10 = 27.6; 16.6 (16.56) + 16 = 32.6; 19.6 (19.56) without the bureau, 59.6 at most.
    P-011: 12.5 + 7.5 + 6.3 (6.25) + 7.5 = 33.8; 20.3 (20.28) + 12 = 32.3; 19.4 (19.38), 59.4 at most. All others have 60 and more."""
    for key, phases, evaluated, line_of_it in (
        ("P-010", "27.6", "32.6", "19.6"),
        ("P-011", "33.8", "32.3", "19.4"),
    ):
        assert score(key, "phases") == Fraction(phases)
        assert score(key, "automatic_score") == Fraction(evaluated)
        assert score(key, "score") is None
        assert line(key, "score", "automatic") == Fraction(line_of_it)
        assert line(key, "score", "bureau") is None
        rank = subject(key).rank
        assert rank is not None
        assert (rank.rank, rank.best, rank.worst) == (None, 174, 175)
    assert findings("P-010") == {"bureau_assessed": 1}
    assert findings("P-011") == {}
    first = subject("P-001").rank
    assert first is not None
    assert (first.best, first.worst) == (1, 1)


def test_three_months_behind_light_the_red_lamp_and_an_excused_month_is_skipped() -> None:
    """P-017 is 10 behind from March to June: yellow in March and April, red in May. P-020 is 30 behind in June: yellow; in July it is
    excused, August is the second month; in September it has caught up. P-019, 31 behind in June, is red at once; P-018, 9 behind, never lit."""
    months = ("2012-03-31", "2012-05-31", "2012-06-30", "2012-07-31", "2012-08-31", "2012-09-30")
    seen = {key: [lamp(key, on) for on in months] for key in ("P-017", "P-018", "P-019", "P-020")}
    assert seen == {
        "P-017": ["yellow", "red", "green", "green", "green", "green"],
        "P-018": ["green"] * 6,
        "P-019": ["green", "green", "red", "red", "red", "green"],
        "P-020": ["green", "green", "yellow", "green", "yellow", "green"],
    }


def test_the_bureau_urged_one_of_two_that_were_proposed_and_both_were_accepted_in_december() -> None:
    """P-021 and P-022 are 15 behind in June, July and August: red on 31 August, and to be urged; on 12 September the bureau decided."""
    assert {s.rule.id for key in ("P-021", "P-022") for s in subject(key, "2012-08-31").sanctions} == {
        "follow_up"
    }
    steps = {
        key: [m.code for m in subject(key, "2012-09-12").marks if m.output.role == "step"]
        for key in ("P-021", "P-022")
    }
    assert steps == {"P-021": ["urged"], "P-022": ["reminded"]}
    assert [s for key in ("P-021", "P-022") for s in subject(key).sanctions] == []


OFFICERS = [
    # W-354: 49 of 50, 24.5; 99.5; 59.7 + 40 = 99.7; 59.82, so 59.8, + 35.2 = 95. G-0413: 99.7. G-1003: 100. 294.7 ÷ 3 × 0.9 = 88.41.
    ("O-015", "88.4", "10", "98.4"),  # on leave on two of the five days: three logs, none missing
    # W-295: 60 + 29.6 = 89.6. G-0354: 42 of 50, 21; 96; 57.6 + 40 = 97.6. G-0944: 100. 287.2 ÷ 3 × 0.9 = 86.16. Two days missing.
    ("O-016", "86.2", "8", "94.2"),
    # W-236: 97.2. G-0295: 91 of 100, 22.8; 97.8; 58.7 + 36.4 = 95.1. G-0885: 22 of 50, 11; 86; 91.6. 283.9 ÷ 3 × 0.9 = 85.17. One day late.
    ("O-017", "85.2", "9", "94.2"),
    # W-177: 96. G-0236: 100. G-0826: 46 of 50, 23; 98; 98.8. 294.8 ÷ 3 × 0.9 = 88.44.
    ("O-018", "88.4", "10", "98.4"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "works", "logs", "total"), OFFICERS, ids=[o[0] for o in OFFICERS])
def test_a_cadre_s_score_is_linked_to_those_of_the_work_and_loses_a_point_for_each_log_missed(
    key: str, works: str, logs: str, total: str
) -> None:
    assert line(key, "person_score", "works") == Fraction(works)
    assert line(key, "person_score", "logs") == Fraction(logs)
    assert score(key, "person_score") == Fraction(total)


def test_the_log_of_a_day_worked_instead_is_owed_and_one_of_a_holiday_is_not() -> None:
    """O-016 has none on Saturday 31 March and Sunday 1 April, both worked; nobody has any on 2 to 4 April."""
    assert findings("O-016") == {"daily_log": 2}
    told = report().explain("O-016", language="zh")
    assert [
        day
        for day in ("03-29", "03-30", "03-31", "04-01", "04-02")
        if f"2012-{day}的工作日志没有按时报送" in told
    ] == ["03-31", "04-01"]
    assert findings("O-015") == {}
    assert findings("O-017") == {"daily_log": 1}


def test_every_unit_with_cadres_is_told_what_it_owes_in_reports() -> None:
    """The county, 41 departments and 18 towns. 249 days were worked in 2012. Town T-12 has 11 cadres: 2,739 logs; livestock, U-10, has 10."""
    told = {
        s.key.id: s
        for s in report().of_type("unit")
        if any(f.rule.id == "reporting_burden" for f in s.findings)
    }
    assert len(told) == 1 + 41 + 18
    assert "（11人×249个工作日）" in report().explain("T-12", language="zh")
    assert "工作日志2739份" in report().explain("T-12", language="zh")
    assert "2490 daily logs (10 posts × 249 working days)" in report().explain("U-10", language="en")


def test_outcomes_of_the_county() -> None:
    """92.4 × 40 % + 96.1 × 40 % + 100 × 20 % = 36.96 + 38.44 + 20 = 95.40; satisfaction rose by 92.4 − 86.2 = 6.2."""
    [index] = [s for s in subject("U-00").scores if s.output.header.id == "outcomes"]
    assert index.points == Fraction("95.4")
    assert findings("U-00") == {
        "reporting_burden": 1,
        "poll_recorded": 1,
        "progress_published": 1,
        "monthly_bulletin": 1,
    }


def test_the_registers_add_up_to_what_the_source_says() -> None:
    met = {m.rule.id for m in subject("portfolio").met}
    assert met >= {"projects_add_up", "works_add_up", "goals_add_up", "cadres_add_up"}
    assert findings("portfolio") == {}


def test_every_unit_that_has_a_task_is_supervised_from_directly_above_and_who_was_not_is_named() -> None:
    """Nobody supervised P-007: its department, the town and the village that have tasks. W-047 is led by a village of 丑镇, which the
    bureau supervised; the county supervised the town, and the town did not come to its village."""

    def named(key: str) -> list[str]:
        found = (f for f in subject(key).findings if f.rule.id.endswith("supervised_from_above"))
        return [report().context.reason(f, "zh") for f in found]

    told = "直接上级全年监察不足1次的单位："
    assert named("P-007") == [told + "示例县农业局（虚构）、午镇（虚构）、午镇三村（虚构）"]
    assert named("W-047") == [told + "丑镇一村（虚构）"]


@pytest.mark.parametrize(
    ("key", "as_of", "letter", "other"),
    [
        ("P-020", "2012-06-30", "reminder_letter", "urging_notice"),  # 30 behind: yellow
        ("P-021", "2012-08-31", "urging_notice", "reminder_letter"),  # red, proposed to be urged
        ("P-021", "2012-09-12", "urging_notice", "reminder_letter"),  # the bureau decided to urge it
        ("P-022", "2012-09-12", "reminder_letter", "urging_notice"),  # the bureau decided not to
    ],
)
def test_a_reminder_is_a_letter_of_its_own_and_no_notice_of_urging(
    key: str, as_of: str, letter: str, other: str
) -> None:
    assert earlier(as_of).letter(letter, key, language="zh").text
    with pytest.raises(NoLetter):
        earlier(as_of).letter(other, key, language="zh")


def test_two_verdicts_that_differ_are_told_with_both() -> None:
    assert "人工督查“进展缓慢”，系统监察“正常推进”" in report().explain("P-005", language="zh")
    assert "people found “slow”, the machine “on course”" in report().explain("P-005", language="en")


def test_phases_are_told_in_the_course_of_the_year_and_the_year_s_score_at_its_end() -> None:
    """On 30 June P-017 has 12.5 + 25; the evaluation and the score of the year are of its last day."""
    [phases] = subject("P-017", "2012-06-30").scores
    assert phases.output.header.id == "phases"
    assert phases.points == Fraction("37.5")


def test_of_the_work_only_title_lead_unit_and_progress_are_public_and_nothing_of_persons() -> None:
    """P-013 is 80 done at the end of the year. No name or id of an officer stands anywhere in the view, and no score."""
    shown = report().public().to_plain()["subjects"]
    [one] = [s for s in shown if s["id"] == "P-013"]
    assert [(v["label"]["en"], v["value"]["zh"]) for v in one["shown"]] == [
        ("title", "民政局小型水库建设项目"),
        ("lead unit", "示例县民政局（虚构）"),
        ("progress", "80"),
    ]
    assert len(shown) == 175 + 454 + 1300
    assert not any(
        s[kind] for s in shown for kind in ("scores", "marks", "ranks", "awards", "sanctions", "findings")
    )
    text = str(shown)
    people = projgov.load_portfolio("jingxihua-2012").officers
    assert [o.id for o in people if o.id in text or str(o.name) in text] == []
