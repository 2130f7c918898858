"""What rules get when they ask a portfolio: members of every kind, and the paths of what is missing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from projgov.diagnostics import Bilingual
from projgov.domain.filings import Filing
from projgov.domain.plans import Baseline, Milestone
from projgov.domain.portfolio import Portfolio
from projgov.domain.projects import Project
from projgov.domain.records import VOCABULARY
from projgov.domain.reports import Figure, Report
from projgov.domain.types import MISSING, Missing, NumberType
from projgov.domain.units import Unit
from projgov.domain.vocabulary import Member
from projgov.scoring.facts import Facts
from projgov.scoring.values import Evidence, Rows, Unknown, Value

AS_OF = date(2017, 9, 30)
Q1, Q2, Q3 = date(2017, 3, 31), date(2017, 6, 30), date(2017, 9, 30)


def missing(*path: str, of: str = "P-1", kind: str = "project", why: str = "") -> Unknown:
    return Unknown(frozenset([Evidence(kind, of, path, why)]))


def rest(register: str, through: date | None = None) -> Unknown:
    """What a register of P-1 may lack, complete through a day or open."""
    end = "" if through is None else through.isoformat()
    return Unknown(frozenset([Evidence("project", "P-1", (register,), register=register, through=end)]))


def report(key: str, occurred: date, *figures: Figure, recorded: date | None = None) -> Report:
    return Report(
        id=key, kind="quarterly", occurred=occurred, recorded=recorded or occurred, progress=figures
    )


def figure(value: Any, source: Any = "self_reported") -> Figure:
    return Figure(value=value, source=source)


def facts(*projects: Project, registers: dict[str, date | None] | None = None, as_of: date = AS_OF) -> Facts:
    units = (Unit(id="U-2", name="乙"), Unit(id="U-1", name="甲", parent=None))
    found = Portfolio(id="t", units=units, projects=projects, registers=registers or {})
    return Facts(found, VOCABULARY, as_of)


def asked(
    found: Facts, member: str, *, judged: date = AS_OF, of: str = "P-1", record: str = "project"
) -> Value:
    return found.member(found.resolve(record, of), record, member, judged)


def test_subjects_come_sorted_by_id() -> None:
    assert [u.id for u in facts().subjects("unit")] == ["U-1", "U-2"]


@pytest.mark.parametrize(
    ("budget", "found"),
    [
        (Decimal("12.50"), Fraction(25, 2)),
        (Decimal(12), 12),
        (7, 7),
        (MISSING, missing("budget")),
        (Missing("涉密"), missing("budget", why="涉密")),
    ],
)
def test_a_stored_number_is_exact_and_an_absent_one_is_named_with_its_reason(
    budget: Any, found: Value
) -> None:
    value = asked(facts(Project(id="P-1", budget=budget)), "budget")
    assert value == found
    assert type(value) is type(found)


def test_a_reference_is_the_record_that_bears_the_id() -> None:
    found = facts(Project(id="P-1", lead_unit="U-1", co_units=("U-2", "U-1")), Project(id="P-2", parent=None))
    assert asked(found, "lead_unit") is found.resolve("unit", "U-1")
    assert [u.id for u in asked(found, "co_units")] == ["U-2", "U-1"]
    assert asked(found, "parent", of="P-2") is None
    assert asked(found, "lead_unit", of="P-2") == missing("lead_unit", of="P-2")


def test_a_register_holds_what_occurred_and_is_whole_through_the_day_it_is_declared_complete() -> None:
    late, early = report("R-2", Q2), report("R-1", Q1)
    project = Project(id="P-1", reports=(late, early))
    complete = facts(project, registers={"reports": Q2})
    assert asked(complete, "reports", judged=Q1) == (early,)
    assert asked(complete, "reports", judged=Q2) == (early, late)
    assert asked(complete, "reports", judged=AS_OF) == Rows((early, late), (), rest("reports", Q2))
    assert asked(facts(project), "reports", judged=Q1) == Rows((early,), (), rest("reports"))
    assert asked(facts(Project(id="P-1"), registers={"reports": Q2}), "reports", judged=Q2) == ()


def test_what_was_recorded_after_the_day_of_evaluation_is_not_known() -> None:
    project = Project(id="P-1", reports=(report("R-1", Q1, recorded=date(2017, 4, 5)),))
    for as_of, count in ((date(2017, 4, 4), 0), (date(2017, 4, 5), 1)):
        found = facts(project, registers={"reports": as_of}, as_of=as_of)
        assert len(asked(found, "reports", judged=Q1)) == count


def test_the_latest_of_a_register_is_null_only_where_the_register_is_whole() -> None:
    first = Baseline(version=1, occurred=Q1, recorded=Q1)
    second = Baseline(version=2, occurred=Q2, recorded=Q2)
    project = Project(id="P-1", baselines=(second, first))
    found = facts(project, registers={"baselines": Q3})
    assert asked(found, "baseline", judged=Q2) is second
    assert asked(found, "baseline", judged=Q1) is first
    assert asked(found, "baseline", judged=date(2017, 1, 1)) is None
    assert asked(facts(project), "baseline", judged=Q2) is second
    assert asked(facts(project), "baseline", judged=date(2017, 1, 1)) == rest("baselines")


def test_the_other_end_of_a_relation_lists_who_refers_and_who_may() -> None:
    mine, unsure = Project(id="P-2", lead_unit="U-1", co_units=()), Project(id="P-1", co_units=("U-1", "U-2"))
    found = facts(mine, unsure, Project(id="P-3", lead_unit="U-2", co_units=()))
    led = asked(found, "led_projects", of="U-1", record="unit")
    assert led == Rows((mine,), ((unsure, missing("lead_unit")),))
    assert asked(found, "co_projects", of="U-2", record="unit") == (unsure,)


def test_nobody_is_possibly_part_of_itself() -> None:
    assert asked(facts(Project(id="P-1")), "extensions") == ()


def test_the_other_end_of_what_is_dated_lists_what_had_occurred() -> None:
    filing = Filing(id="F-1", occurred=Q2, recorded=Q2, by="U-1")
    nobody = Filing(id="F-2", occurred=Q1, recorded=Q1)
    found = facts(Project(id="P-1", filings=(filing, nobody)))
    unsure = (nobody, missing("filings", "F-2", "by"))
    assert asked(found, "filings_made", of="U-1", record="unit", judged=Q1) == Rows((), (unsure,))
    assert asked(found, "filings_made", of="U-1", record="unit", judged=Q2) == Rows((filing,), (unsure,))


def test_declared_facts_are_members() -> None:
    member = Member("stations", NumberType(0), Bilingual("站点", "stations"), (), "internal", "fact")
    project = Project(id="P-1", facts={"stations": Decimal(120)})
    with_facts = VOCABULARY.with_facts({"project": [member]})
    found = Facts(Portfolio(id="t", projects=(project, Project(id="P-2"))), with_facts, AS_OF)
    assert asked(found, "stations") == 120
    assert asked(found, "stations", of="P-2") == missing("stations", of="P-2")


def test_what_is_missing_in_a_nested_record_is_named_by_the_way_to_it() -> None:
    stage = Milestone(id="M-1")
    plan = Baseline(version=2, occurred=Q1, recorded=Q1, milestones=(stage,))
    found = facts(Project(id="P-1", baselines=(plan,)))
    path = ("baselines", "2", "milestones", "M-1", "due")
    assert found.member(stage, "milestone", "due", AS_OF) == missing(*path)


def test_a_record_without_a_key_is_numbered_the_same_however_its_list_is_turned() -> None:
    figures = (figure(MISSING), figure(5))
    paths = []
    for turned in (figures, figures[::-1]):
        found = facts(Project(id="P-1", reports=(report("R-1", Q1, *turned),)))
        paths.append(found.path_of(figures[0]))
    assert paths[0] == paths[1]
    assert paths[0][2][:3] == ("reports", "R-1", "progress")


def series(day: date, member: str, project: Project) -> Value:
    found = facts(project)
    return found.value_at(found.resolve("project", "P-1"), "project", member, day)


def on(day: date, *reports: Report) -> Value:
    return series(day, "progress", Project(id="P-1", reports=reports))


def planned_on(day: date, *baselines: Baseline) -> Value:
    return series(day, "planned_progress", Project(id="P-1", baselines=baselines))


def test_a_series_steps_from_observation_to_observation_and_is_never_interpolated() -> None:
    reports = (report("R-2", Q2, figure(Decimal("52.5"))), report("R-1", Q1, figure(12)))
    assert on(Q1, *reports) == 12
    assert on(date(2017, 6, 29), *reports) == 12
    assert on(Q2, *reports) == Fraction(105, 2)
    assert on(date(2017, 3, 30), *reports) == missing("progress", "2017-03-30")


def test_of_one_day_the_most_trusted_source_counts_then_what_was_recorded_last_then_the_lower() -> None:
    assert on(Q1, report("R-1", Q1, figure(55), figure(52, "verified"))) == 52
    corrected = report("R-2", Q1, figure(50), recorded=date(2017, 4, 9))
    assert on(Q1, report("R-1", Q1, figure(55)), corrected) == 50
    assert on(Q1, report("R-1", Q1, figure(55), figure(54))) == 54


def test_a_report_without_figures_observes_nothing() -> None:
    assert on(Q2, report("R-1", Q1, figure(12)), report("R-2", Q2)) == 12
    silent = Report(id="R-2", kind="monthly", occurred=Q2, recorded=Q2)
    assert on(Q2, report("R-1", Q1, figure(12)), silent) == 12


def test_a_figure_that_was_to_be_given_and_is_missing_leaves_the_value_unknown() -> None:
    reports = (report("R-1", Q1, figure(12)), report("R-2", Q2, figure(Missing("核实中"))))
    assert on(Q2, *reports) == missing("reports", "R-2", "progress", "1", "value", why="核实中")
    assert on(Q1, *reports) == 12


def test_a_figure_of_unknown_source_matters_where_it_differs() -> None:
    unsourced = figure(40, MISSING)
    assert on(Q1, report("R-1", Q1, unsourced)) == 40
    assert on(Q1, report("R-1", Q1, figure(40), unsourced)) == 40
    found = on(Q1, report("R-1", Q1, figure(55), unsourced))
    assert isinstance(found, Unknown)
    assert {e.path[-1] for e in found.evidence} == {"source"}


def plan(version: int, occurred: date, *dues: tuple[Any, int]) -> Baseline:
    stages = tuple(Milestone(id=f"M-{n}", due=due, planned_progress=p) for n, (due, p) in enumerate(dues))
    return Baseline(version=version, occurred=occurred, recorded=occurred, milestones=stages)


def test_only_the_plan_in_force_on_the_day_counts() -> None:
    first = plan(1, date(2017, 1, 12), (Q1, 10), (Q2, 55), (Q3, 80))
    second = plan(2, date(2017, 6, 1), (Q2, 45), (Q3, 75))
    assert planned_on(Q1, second, first) == 10
    assert planned_on(date(2017, 5, 31), second, first) == 10
    assert planned_on(date(2017, 6, 1), second, first) == missing("planned_progress", "2017-06-01")
    assert planned_on(Q2, second, first) == 45
    assert planned_on(Q3, second, first) == 75


def test_a_milestone_without_a_day_leaves_the_plan_unknown_where_it_would_change_it() -> None:
    found = planned_on(Q2, plan(1, Q1, (Q1, 10), (MISSING, 55)))
    assert found == missing("baselines", "1", "milestones", "M-1", "due")
    assert planned_on(Q2, plan(1, Q1, (Q1, 10), (MISSING, 10))) == 10
