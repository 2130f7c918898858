"""The work calendar of an evaluation: the shipped one or that of the host, in model, compiled code and digest alike."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.kinds.judging import pack_of, portfolio
from tools.make_calendar import written

import projgov
from projgov.cli.main import main
from projgov.domain.calendar import WorkCalendar
from projgov.domain.calendar.file import shipped_calendar
from projgov.domain.plain import from_plain
from projgov.scoring.digest import core_digest
from projgov.scoring.facts import Facts
from projgov.scoring.faults import EvaluationFaults
from projgov.scoring.model import Model
from projgov.scoring.schema_reports import report_schema

RULES = """
    definitions:
      - {id: last_day, on: project, value: 'add working days(start, 5)'}
    filing:
      - id: issued
        on: project
        judged: 5 working days after start
        require: present(title)
        reason: "{add working days(start, 5)}"
"""
PACK = pack_of(RULES)
OTHER = pack_of("filing:\n- {id: issued, on: project, judged: 5 days after start, require: present(title)}\n")
SIX_DAYS = WorkCalendar("six-days", date(2017, 1, 1), date(2017, 12, 31), weekend=[7], version="1")
"""An office that works on Saturdays, and has no holidays."""


def town(start: str = "2017-06-01") -> projgov.Portfolio:
    return from_plain(portfolio(projects=[{"id": "P", "start": start}]))


def day_found(report: projgov.Report) -> str:
    """The day in the reason of the one finding: 2017-06-01 is a Thursday."""
    (finding,) = report.to_plain()["subjects"][0]["findings"]
    return str(finding["reason"]["zh"])


def test_without_another_calendar_working_days_are_those_of_mainland_china() -> None:
    """Friday the 2nd, Monday the 5th to Thursday the 8th."""
    assert day_found(projgov.evaluate(PACK, town(), "2017-12-31")) == "2017-06-08"


def test_a_host_gives_its_own_to_evaluate_to_compile_or_with_the_program() -> None:
    """Six days a week: Friday the 2nd, Saturday the 3rd, Monday the 5th, the 6th, the 7th."""
    program = projgov.compile(PACK, calendar=SIX_DAYS)
    plain = projgov.compile(PACK)
    found = [
        projgov.evaluate(PACK, town(), "2017-12-31", calendar=SIX_DAYS),
        projgov.evaluate(PACK, town(), "2017-12-31", program=program),
        projgov.evaluate(PACK, town(), "2017-12-31", program=plain, calendar=SIX_DAYS),
    ]
    assert [day_found(report) for report in found] == ["2017-06-07"] * 3
    assert len({report.to_json() for report in found}) == 1
    again = projgov.evaluate(PACK, town(), "2017-12-31", program=program, calendar=shipped_calendar())
    assert day_found(again) == "2017-06-08"


def test_one_decision_counts_by_the_calendar_of_the_program_or_by_another() -> None:
    plain = projgov.compile(PACK)
    other = projgov.compile(PACK, calendar=SIX_DAYS)
    facts = {"start": "2017-06-01"}
    assert plain.decide(facts, "2017-06-07")["issued"] == "pending"  # until the 8th
    assert other.decide(facts, "2017-06-07")["issued"] == "unmet"
    assert plain.decide(facts, "2017-06-07", calendar=SIX_DAYS)["issued"] == "unmet"
    assert plain.with_calendar(SIX_DAYS) is plain.with_calendar(SIX_DAYS)
    assert plain.with_calendar(None) is plain


def test_one_decision_counts_working_days_in_two_valued_code() -> None:
    code = projgov.compile(PACK).decider("project").code
    assert code.recorded is not None
    assert "worked(" in code.source.partition("def slow")[0]


def test_a_program_of_other_rules_is_still_a_mistake() -> None:
    with pytest.raises(ValueError, match="another pack"):
        projgov.evaluate(PACK, town(), "2017-12-31", program=projgov.compile(OTHER), calendar=SIX_DAYS)


def test_the_path_of_a_calendar_is_no_calendar() -> None:
    with pytest.raises(TypeError, match=r"a work calendar \(projgov.load_calendar, .* is wanted, not str"):
        projgov.evaluate(PACK, town(), "2017-12-31", calendar="six.json")  # type: ignore[arg-type]  # what is tried


def test_the_calendar_enters_the_digest_of_the_report_where_working_days_are_counted() -> None:
    one, other = (projgov.evaluate(PACK, town(), "2017-12-31", calendar=c) for c in (None, SIX_DAYS))
    assert one.digest != other.digest
    assert core_digest(one.core) == core_digest(other.core)
    named = WorkCalendar("called otherwise", SIX_DAYS.first, SIX_DAYS.last, weekend=[7], version="9")
    assert projgov.evaluate(PACK, town(), "2017-12-31", calendar=named).digest == other.digest


def test_rules_that_count_no_working_days_have_no_calendar_and_the_digest_that_they_had() -> None:
    one, other = (projgov.evaluate(OTHER, town(), "2017-12-31", calendar=c) for c in (None, SIX_DAYS))
    assert OTHER.core.calendar is None
    assert one.digest == other.digest
    assert one.to_plain()["calendar"] is None


def test_a_report_names_the_calendar_beside_its_digest() -> None:
    plain = projgov.evaluate(PACK, town(), "2017-12-31", calendar=SIX_DAYS).to_plain()
    assert plain["calendar"] == {"id": "six-days", "version": "1", "digest": SIX_DAYS.digest}
    assert "calendar" in report_schema()["required"]


def test_a_day_outside_the_calendar_is_a_fault_of_the_rule_in_both_languages_and_never_missing() -> None:
    with pytest.raises(EvaluationFaults) as told:
        projgov.evaluate(PACK, town("2027-01-04"), "2027-12-31")
    (fault,) = {d.code: d for d in told.value.diagnostics}.values()
    assert fault.code == "C020"
    assert "`cn-mainland` covers 2004-01-01 to 2026-12-31" in fault.message("en")
    assert "2027-01-04 是不是工作日无从得知" in fault.message("zh")
    report = projgov.evaluate(PACK, town("2027-01-04"), "2027-12-31", on_error="report")
    assert {f["code"] for f in report.to_plain()["faults"]} == {"C020"}


def test_a_comparison_counts_both_by_one_calendar() -> None:
    found = projgov.compare(PACK, PACK, town(), "2017-12-31", calendar=SIX_DAYS)
    assert found.changes == ()
    assert day_found(found.new) == "2017-06-07"


@given(
    st.dates(date(2016, 11, 1), date(2018, 3, 31)),
    st.dates(date(2016, 12, 1), date(2018, 3, 31)),
    st.sampled_from([None, SIX_DAYS]),
)
def test_a_decision_is_what_evaluating_gives(start: date, as_of: date, calendar: WorkCalendar | None) -> None:
    program = projgov.compile(PACK, calendar=calendar)
    report = projgov.evaluate(
        PACK, town(start.isoformat()), as_of, program=program, on_error="report"
    ).to_plain()
    found = {f["code"] for f in report["faults"]}
    try:
        decided = program.decide({"start": start.isoformat()}, as_of)["issued"]
    except EvaluationFaults as faults:
        decided = {d.code for d in faults.diagnostics}
    findings = [f["outcome"]["code"] for f in report["subjects"][0]["findings"]]
    assert decided == (found or ("unmet" if findings else "pending"))


ASKING = {
    "postponed": "postponed(start) <= as_of",
    "advanced": "advanced(start) >= as_of",
    "next": "next working day(start) < end",
    "previous": "previous working day(start) > as_of",
    "on": "is working day(start)",
    "added": "add working days(end, -3) <= start",
    "between": "working_days_between(start, end) > 4",
}
ASKED = pack_of(
    "filing:\n" + "".join(f"- {{id: {n}, on: project, require: '{c}'}}\n" for n, c in ASKING.items())
)
PROGRAM = projgov.compile(ASKED)
NEAR = st.dates(date(2017, 9, 20), date(2017, 10, 20))


@given(NEAR, NEAR, NEAR)
def test_two_valued_code_counts_as_the_model_does(start: date, end: date, as_of: date) -> None:
    """Around the holidays of October 2017."""
    facts = {"start": start.isoformat(), "end": end.isoformat()}
    model = Model(
        ASKED.core,
        Facts(from_plain(portfolio(projects=[{"id": "P", **facts}])), ASKED.core.vocabulary, as_of),
    )
    (project,) = model.subjects("project")
    decided = PROGRAM.decide(facts, as_of)
    for name in ASKING:
        (occasion,) = model.occasions_of(name, project)
        assert decided[name] == occasion.outcome, name


def test_commands_take_a_calendar(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "six.json").write_text(
        '{"projgov": 1, "calendar": "six", "from": "2017-01-01", "to": "2017-12-31", "weekend": [7]}',
        encoding="utf-8",
    )
    (tmp_path / "cn.json").write_text(written(shipped_calendar()), encoding="utf-8")
    (tmp_path / "rules.yaml").write_text(
        "projgov: 1\npack: t\nyear: 2017\ntitle: t\n" + RULES.replace("\n    ", "\n"), encoding="utf-8"
    )
    (tmp_path / "p.json").write_text(
        '{"projgov": 1, "id": "t", "projects": [{"id": "P", "start": "2017-06-01"}]}', encoding="utf-8"
    )
    asked = ["explain", str(tmp_path / "rules.yaml"), str(tmp_path / "p.json"), "P", "--as-of", "2017-12-31"]
    for calendar, day in (("six.json", "2017-06-07"), ("cn.json", "2017-06-08")):
        assert main([*asked, "--calendar", str(tmp_path / calendar)]) == 0
        assert day in capsys.readouterr().out
    assert main([*asked, "--calendar", str(tmp_path / "none.json")]) == 1
    assert "F010" in capsys.readouterr().err
