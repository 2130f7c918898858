"""Decisions of tongcheng on tongcheng-2024 as of 2024-12-31, worked out by hand from the data."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from functools import cache

import pytest

import projgov
from projgov.scoring.letters.drawn import NoLetter
from projgov.scoring.numbers import round_to
from projgov.scoring.report import Report
from projgov.scoring.results import SubjectResult
from projgov.scoring.wording import number_text

AS_OF = "2024-12-31"


@cache
def report() -> Report:
    return projgov.evaluate(projgov.load_pack("tongcheng"), projgov.load_portfolio("tongcheng-2024"), AS_OF)


def subject(key: str) -> SubjectResult:
    return report().subject(key)


def findings(key: str) -> Counter[str]:
    return Counter(f.occasion.check for f in subject(key).findings)


def score(key: str) -> str | None:
    found = subject(key).score
    return None if found is None or found.points is None else number_text(found.points)


def grade(key: str) -> str | None:
    found = subject(key).grade
    return None if found is None else found.code


def reasons(key: str) -> set[str]:
    return {report().context.reason(f, "zh") for f in subject(key).findings}


CASES = [
    # P-001, of the city. Surveyed 01-19, studied 02-22, filed 02-27, put up 02-28; judged 03-04, established 03-15. Led by O-001,
    # secretary of U-00; the superior is O-SUPERIOR, whom the parameter names. Patrolled every month from April to December,
    # reviewed 12-20. Three tests answered yes: 3. Not accepted yet: nothing is asked of its end.
    ("P-001", "3", "pass", {}),
    # P-006, of town T-05. Delisted on 07-11 and accepted on 07-23: it was not done when it was struck off, and nothing struck
    # it off from 07-23 through 08-02 (10 days).
    ("P-006", "3", "pass", {"delisted_when_done": 1, "done_is_delisted": 1}),
    # P-018 bears the brand 红芯驿站: accepted 10-14, delisted 10-23 (day 9), brand 10-21 and presented 11-20 (day 30).
    ("P-018", "3", "pass", {}),
    # P-087. Returned on 2024-02-02 as vague; filed again 2024-03-11, and the 30 days ended on 2024-03-03. The first
    # filing fails in effectiveness: it had to be returned. Two of the tests answered no: 1.
    ("P-087", "1", "partly", {"returned_refiled": 1, "unfit_content": 1}),
    # P-104. The first filing was judged not to be small in scope, and refused; the second passed.
    ("P-104", None, None, {"screens_met": 1}),
    # P-115. The secretary changed on 07-01; the new lead was not put on record, and there is no record of the handover.
    ("P-115", "1", "partly", {"handover_recorded": 1}),
    # P-120. The second filing does not say that it replaces the first, which was returned: so nothing replaced that, either.
    ("P-120", "3", "pass", {"returned_refiled": 1, "refiling_linked": 1, "unfit_content": 1}),
    # P-142. The secretary of town T-06 is that of village V-126, too: the superior of the lead is the lead.
    ("P-142", "3", "pass", {"superior_named": 1}),
    # P-148. No patrol from May to September, and so none in the phase of implementation by the end of September. Accepted
    # 11-15: from November on nothing is owed.
    ("P-148", "3", "pass", {"monthly_patrol": 5, "phases_inspected.implementation_phase": 1}),
    # P-181. Judged not to be to the point, and yet established.
    ("P-181", "1", "partly", {"unfit_content": 1, "unfit_not_established": 1}),
    # P-211. Filed 02-21 and judged 03-25; the 30 days ended on 03-22. Established 04-16, and the start of the year ended 03-31.
    ("P-211", "3", "pass", {"screens_judged": 1, "judged_as_a_whole": 1, "year_round.set": 1}),
    # P-229. The secretary of town T-03 changed on 07-01, and the old one still stands as superior; the results went to the new.
    ("P-229", "3", "pass", {"superior_named": 1, "results_to_superior": 1}),
    # P-012. What was found on 05-23 was due 06-22 and put right on 06-28. Patrolled 04-12, 05-23, 07-11, 08-13, 09-20, 10-25: not in
    # June; accepted 11-07, so nothing is owed for November.
    ("P-012", "3", "pass", {"findings_put_right": 1, "monthly_patrol": 1}),
    # P-014. Accepted 08-15, delisted 08-19 (day 4), three times yes: it had to bear an exemplar or a brand, and has none.
    ("P-014", "3", "pass", {"exemplar_or_brand": 1}),
    # P-036. Milestones 03-19 to 07-31 and 09-01 to 11-29: none in August.
    ("P-036", "3", "pass", {"monthly_tasks.every_month": 1}),
    # P-044. The lead is deputy secretary of V-028. One of three answered yes.
    ("P-044", "1", "partly", {"secretary_leads": 1}),
    # P-061. Accepted 07-24, delisted 08-10: day 17, and 10 are allowed.
    ("P-061", "3", "pass", {"done_is_delisted": 1}),
    # P-074. Filed 02-26, and studied on 02-27. Accepted and delisted on one day, 07-30; exemplar 08-02, presented 08-28 (day 26).
    ("P-074", "3", "pass", {"filing_steps": 1}),
    # P-082. None of the three answered yes, and an exemplar was made of it all the same.
    ("P-082", "0", "none", {"proven_first": 1}),
    # P-090. Nobody leads a team. Two of three answered yes: no exemplar is asked for.
    ("P-090", "2", "partly", {"one_team": 1}),
    # P-107. The exemplar of 10-24 had to be presented by 12-23, and was not.
    ("P-107", "3", "pass", {"spread_in_time": 1}),
    # P-131. The secretary and the deputy both stand as lead from the first day: two leads, and no handover.
    ("P-131", "2", "partly", {"secretary_leads": 1}),
    # P-140. Accepted 10-23, and never struck off. Exemplar 10-24, presented 12-03 (day 40).
    ("P-140", "3", "pass", {"done_is_delisted": 1}),
    # P-175. The exemplar of 11-15 is not mature, but its 60 days end on 2025-01-14.
    ("P-175", "3", "pass", {}),
    # P-189. One secretary left on 06-14, the next came on 07-01: days between. On record and with a handover of 07-05 it is.
    ("P-189", "1", "partly", {"handover_recorded": 1}),
    # P-203. V-187 inspected its own project on 06-26; the other nine inspections were those of teams: nobody else came in June, and
    # a unit does not patrol its own project.
    ("P-203", "1", "partly", {"inspected_by_team": 1, "monthly_patrol": 1}),
    # P-243, returned and never filed again: not established, so nothing else is asked, and it has no result.
    ("P-243", None, None, {"unfit_content": 1, "returned_refiled": 1}),
]  # fmt: skip


@pytest.mark.parametrize(("key", "points", "mark", "found"), CASES, ids=[c[0] for c in CASES])
def test_what_is_found_of_a_project_is_as_worked_out_by_hand(
    key: str, points: str | None, mark: str | None, found: dict[str, int]
) -> None:
    assert findings(key) == found
    if points is not None:
        assert (score(key), grade(key)) == (points, mark)


FOUND = {
    "all_secretaries_file": ["V-090", "V-113", "V-200", "portfolio"],  # filed by the town; nothing; returned
    "aspect_named": ["P-222"],
    "delisted_when_done": ["P-006", "P-096", "P-162"],
    "departments_named": ["P-079"],
    "departments_tasked": ["P-068"],
    "done_is_delisted": ["P-006", "P-061", "P-096", "P-140", "P-233"],  # early, day 17, early, never, day 17
    "exemplar_or_brand": ["P-014"],  # P-159 answered not all of the tests yes
    "filed_at_own_level": ["P-106"],
    "filing_steps": ["P-033", "P-074", "P-186"],
    "findings_put_right": ["P-012", "P-052", "P-129", "P-164", "P-230"],
    "four_fixed": ["P-049", "P-112", "P-170"],
    "from_case_to_class": ["P-118"],
    "goals_by_level": ["P-023", "P-112"],
    "grounds_of_return": [
        "P-109",
        "P-197",
    ],  # for lack of papers; as vague, and it was found to be unrealistic
    "handover_recorded": ["P-115", "P-189"],
    "inspected_by_team": ["P-203"],
    "inspected_from_above": ["P-198"],
    "one_each_year": ["V-113", "V-200"],
    "one_team": ["P-090"],
    "plan_papers": ["P-093"],
    "project_papers": ["P-066", "P-153", "P-200", "P-239"],
    "proven_first": ["P-082"],
    "results_to_superior": ["P-055", "P-123", "P-195", "P-217", "P-229"],
    "screens_met": ["P-104", "P-228"],
    "secretary_leads": ["P-044", "P-131"],
    "source_named": ["P-208"],
    "spread_in_time": ["P-107"],
    "superior_named": ["P-055", "P-142", "P-217", "P-229"],
    "three_ways": ["D-T-11"],
    "titles_in_order": ["V-034", "V-131"],
    "unfit_not_established": ["P-181"],
    "year_end_tests": ["P-173", "P-219"],
}
"""By rule the subjects whose case in `tongcheng_tables/cases.csv` says so."""
QUIET = {
    "levels_add_up", "city_secretary_leads", "inspection_team", "petitions_settled", "livelihood_served", "visits_made",
    "opinions_logged", "aspects_covered",
}  # fmt: skip


def test_each_case_of_the_table_is_found_and_nothing_else() -> None:
    found: dict[str, set[str]] = {}
    for s in report().subjects:
        for f in s.findings:
            if f.rule.id in FOUND.keys() | QUIET and not f.occasion.check.endswith("late"):
                found.setdefault(f.rule.id, set()).add(s.key.id)
    assert {rule: sorted(keys) for rule, keys in found.items()} == FOUND


def test_nothing_is_undetermined() -> None:
    assert [(s.key.id, u.rule.id) for s in report().subjects for u in s.undetermined] == []


def test_the_whole_is_told_its_figures() -> None:
    """119 ÷ 242 = 49.17…, so 49.2."""
    model = report().context.model
    figures = [
        model.value_of(name, None)
        for name in ("projects_established", "projects_completed", "completion_rate")
    ]
    assert figures == [242, 119, Fraction("49.2")]


def test_who_did_not_file_is_listed_by_name_once_for_all() -> None:
    assert reasons("portfolio") == {
        "应申报领办的书记241名，未申报3名：辰街道六社区（虚构）书记、辛镇八村（虚构）书记、戊镇十四村（虚构）书记"
    }


def test_two_secretaries_filed_late() -> None:
    """P-085 and P-145 were filed after 15 March; they are led by V-069 and V-129."""
    late = {
        s.key.id for s in report().of_type("unit") for f in s.findings if f.occasion.check.endswith("late")
    }
    assert late == {"V-069", "V-129"}


def test_a_return_names_its_grounds() -> None:
    """P-058 failed in feasibility and in effectiveness."""
    assert reasons("P-058") == {"综合研判认为：内容不切实际、措施不具体"}
    assert reasons("P-109") == {"退回不合规定，没有做到：理由在三条之内"}  # returned for lack of papers
    assert "退回不合规定，没有做到：理由为退回前综合研判所认定" in reasons(
        "P-197"
    )  # returned as vague, judged to be unrealistic


def test_the_share_of_a_town_is_that_of_its_own_project_and_of_its_villages() -> None:
    """T-05 leads P-006 (3); its villages are V-005, V-020 … V-215, and V-200 has no project, so V-199 of T-04 has two."""
    villages = [f"V-{n:03}" for n in range(5, 227, 15)]
    projects = [
        p
        for p in projgov.load_portfolio("tongcheng-2024").projects
        if p.lead_unit in villages and p.id != "P-243"
    ]
    points = [Fraction(score(p.id) or "0") for p in projects] + [Fraction(3)]
    assert len(points) == 15
    share = sum(points, Fraction(0)) / 15 / 3 * 100
    assert score("T-05") == number_text(round_to(share, 1, "half_up"))


UNITS = {
    # 16 projects, its own P-014 (3) and those of 15 villages: 3+3+1+3+3+3+1+1+2+3+2+2+1+3+3+3 = 37 of 48, 77.08…
    "T-13": ("77.1", ["proposed"]),
    # 3+2+1+3+3+3+2+1+3+3+1+1+0+3+3+3 = 35 of 48, 72.91…: above 70, but three towns have more.
    "T-15": ("72.9", []),
    # 17 projects, for V-199 has two: 0+3+1+3+1+0+1+0+1+3+3+2+1+1+3+1+3 = 27 of 51, 52.94…
    "T-04": ("52.9", []),
    # P-128 (3) and P-129 (1), which is not completed: 4 of 6.
    "V-112": ("66.7", []),
    # P-140 is completed, proven and shown; that nobody struck it off bars from nothing.
    "V-124": ("100", ["proposed"]),
}


@pytest.mark.parametrize("key", UNITS)
def test_results_and_titles_of_units_are_as_worked_out_by_hand(key: str) -> None:
    points, titles = UNITS[key]
    assert (score(key), [a.status for a in subject(key).awards]) == (points, titles)


def test_a_town_that_struck_a_project_off_early_is_barred_and_the_first_three_of_the_others_are_proposed() -> (
    None
):
    ranked = sorted((Fraction(score(f"T-{n:02}") or "0"), f"T-{n:02}") for n in range(1, 16) if n != 5)
    proposed = {
        s.key.id
        for s in report().of_type("unit")
        for a in s.awards
        if a.rule.id == "model_town" and a.status == "proposed"
    }
    assert proposed == {key for _, key in ranked[-3:]}
    assert [a.status for a in subject("T-05").awards if a.rule.id == "model_town"] == ["barred"]


def test_a_village_is_proposed_where_its_projects_are_done_proven_and_shown() -> None:
    """V-002 (P-018) has all; V-112 leads P-128 and P-129, of which P-129 is not completed; P-082 of V-066 is not proven, V-080
    (P-096) struck off early."""
    statuses = {key: [a.status for a in subject(key).awards] for key in ("V-002", "V-112", "V-066", "V-080")}
    assert statuses == {"V-002": ["proposed"], "V-112": [], "V-066": [], "V-080": ["barred"]}


def test_what_was_decided_of_the_year_stands_in_the_next() -> None:
    """Registers are complete through 2024: what is judged within the year stays as it was, and nothing becomes unknown.

    The exemplar of P-175 is of 2024-11-15 and not mature: its 60 days end on 2025-01-14.
    """
    later = projgov.evaluate(
        projgov.load_pack("tongcheng"), projgov.load_portfolio("tongcheng-2024"), "2025-06-30"
    )

    def decided(of: Report) -> Counter[tuple[str, str]]:
        return Counter((s.key.id, f.occasion.check) for s in of.subjects for f in s.findings)

    assert decided(later) - decided(report()) == Counter({("P-175", "spread_in_time"): 1})
    assert decided(report()) - decided(later) == Counter()
    assert [u for s in later.subjects for u in s.undetermined] == []


def test_the_notice_of_return_gives_the_grounds_and_the_days() -> None:
    """P-243 was returned as vague and never filed again; P-058, returned on two grounds, was, and is done with."""
    text = report().letter("return_notice", "P-243", language="zh").text
    assert "综合研判认为：措施不具体" in text
    assert "退回已超过30天，截至2024-12-31没有按期重新申报" in text
    with pytest.raises(NoLetter):
        report().letter("return_notice", "P-058", language="zh")
