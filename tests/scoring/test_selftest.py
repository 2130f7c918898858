"""The tests inside a rule file: what they change, what they expect, and what is said where they are wrong themselves."""

from __future__ import annotations

from textwrap import dedent, indent

import pytest

from projgov.diagnostics import InvalidRuleFile
from projgov.rules.load import Pack, read_text
from projgov.scoring.selftest.run import TestResult, run_tests, unguarded

RULES = """\
projgov: 1
pack: mini
year: 2017
title: {zh: 小包, en: a small pack}
parameters:
  miss: {value: 0.5, basis: assumed}
definitions:
  - {id: reports_filed, on: project, value: count(reports)}
  - {id: led, on: unit, value: count(led projects) > 0}
  - {id: share, on: project, value: budget / 3}
filing:
  - {id: goal_stated, on: project, each: filings, judged: occurred, require present: [goal], otherwise: to complete}
  - {id: some_project, on: portfolio, require: count(projects) > 1}
cadence:
  - id: quarterly_report
    on: project
    every: quarter
    due: 10 days after period end
    met by: some r in reports satisfies r.kind = "quarterly" and r.period = period
schedule:
  - id: quarter_gates
    on: project
    gates:
      - id: started
        due: end of quarter 1
        require: some e in evidence satisfies e.kind = "start" and e.occurred <= due
      - id: accepted
        due: end of quarter 4
        require: some a in acceptances satisfies a.occurred <= due
lamps:
  - {id: lamp, on: project, show: [{lamp: red, when: quarterly_report.overdue > 1}], otherwise: green}
points:
  - id: project_score
    on: project
    decimals: 1
    lines:
      - {id: reporting, base: 20, deduct: {each: quarterly_report.overdue, points: miss}}
sample:
  registers:
    reports: {complete_through: 2018-12-31}
    evidence: {complete_through: 2018-12-31}
    acceptances: {complete_through: 2018-12-31}
    filings: {complete_through: 2018-12-31}
  units:
    - {id: U, name: 甲局, level: department}
  projects:
    - id: P
      title: 项目
      lead_unit: U
      filings: [{id: F, occurred: 2016-11-25, recorded: 2016-11-28, by: U, goal: 达标}]
      evidence: [{id: E-start, kind: start, occurred: 2017-02-14, recorded: 2017-02-15}]
      guidebooks:
        - {version: 1, occurred: 2017-01-12, recorded: 2017-01-12, content: 一}
        - {version: 2, occurred: 2017-03-12, recorded: 2017-03-12, content: 二}
      reports:
        - {id: R1, kind: quarterly, period: 2017-Q1, by: U, occurred: 2017-03-31, recorded: 2017-04-05}
        - {id: R2, kind: quarterly, period: 2017-Q2, by: U, occurred: 2017-06-30, recorded: 2017-07-05}
        - {id: R3, kind: quarterly, period: 2017-Q3, by: U, occurred: 2017-09-30, recorded: 2017-10-05}
"""
TESTS_LINE = RULES.count("\n") + 1


def pack(tests: str) -> Pack:
    read = read_text(f"{RULES}tests:\n{indent(dedent(tests).strip(), '  ')}\n", "rules.yaml")
    assert read.pack is not None, "\n".join(d.render("en") for d in read.diagnostics)
    return read.pack


def result(given: str, expect: str, as_of: str = "2017-12-31") -> TestResult:
    """The result of one test."""
    (only,) = run_tests(pack(f"- {{name: one, as of: {as_of}, given: {{{given}}}, expect: {{{expect}}}}}"))
    return only


def passes(given: str, expect: str, as_of: str = "2017-12-31") -> bool:
    return result(given, expect, as_of).passed


def found(given: str, rule: str, subject: str = "P", as_of: str = "2017-12-31") -> str | bool:
    """What a rule comes to, for machines; `none` is expected only because something has to be."""
    return result(given, f"{subject}: {{{rule}: none}}", as_of).expectations[0].found.plain()


def faults(tests: str) -> list[tuple[str, int, str]]:
    """Code, line (1 is the line `tests:`) and English message of what is wrong with the tests."""
    with pytest.raises(InvalidRuleFile) as refused:
        run_tests(pack(tests))
    for diagnostic in refused.value.diagnostics:
        assert diagnostic.render("zh") != diagnostic.render("en")
    return [(d.code, d.place.line - TESTS_LINE + 1, d.message("en")) for d in refused.value.diagnostics]


# -- what is expected


@pytest.mark.parametrize(
    ("given", "rule", "outcome"),
    [
        ("", "goal_stated", "met"),
        ("P: {filings.F.goal: absent}", "goal_stated", "unmet"),
        ("P: {filings: []}", "goal_stated", "none"),
        ("", "quarter_gates.started", "met"),
        ("P: {evidence: []}", "quarter_gates.started", "unmet"),
        ("P: {evidence: []}, registers: {evidence: null}", "quarter_gates.started", "undetermined"),
    ],
)
def test_a_check_is_met_unmet_undetermined_or_does_not_apply(given: str, rule: str, outcome: str) -> None:
    assert found(given, rule) == outcome


def test_a_gate_is_pending_before_its_day() -> None:
    assert passes("", "P: {quarter_gates.accepted: pending}", "2017-11-30")
    assert not passes("", "P: {quarter_gates.accepted: pending}", "2017-12-31")


@pytest.mark.parametrize(
    ("given", "as_of", "outcome"),
    [
        ("", "2017-01-31", "pending"),  # no gate is due
        ("", "2017-11-30", "met"),  # the first was reached, the second is not due
        ("", "2017-12-31", "unmet"),  # the second was not reached
        ("registers: {acceptances: null}", "2017-12-31", "undetermined"),  # it cannot be said of the second
        ("P: {evidence: []}, registers: {acceptances: null}", "2017-12-31", "unmet"),  # the first was not
        ("P: {acceptances: [{id: A, occurred: 2017-12-18, recorded: 2017-12-19}]}", "2017-12-31", "met"),
    ],
)
def test_several_occasions_are_unmet_before_undetermined_before_met_before_pending(
    given: str, as_of: str, outcome: str
) -> None:
    assert found(given, "quarter_gates", as_of=as_of) == outcome


@pytest.mark.parametrize("word", ["unmet", "未通过", "不通过", "overdue", "逾期"])
def test_unmet_can_be_said_in_either_language_and_by_the_outcome_of_the_rule(word: str) -> None:
    assert passes("P: {reports.R2: absent}", f"P: {{quarterly_report: {word}}}")
    assert not passes("", f"P: {{quarterly_report: {word}}}")


def test_the_words_for_the_other_outcomes_are_understood_in_chinese() -> None:
    assert passes("", "P: {goal_stated: 通过}")
    assert passes("P: {filings: []}", "P: {goal_stated: 不适用}")
    assert passes("P: {evidence: []}, registers: {evidence: null}", "P: {quarter_gates.started: 无法确定}")
    assert passes("", "P: {quarter_gates.accepted: 未到期}", "2017-11-30")


def test_numbers_of_scores_lines_tallies_and_definitions_are_compared_exactly() -> None:
    # two of the reports due by the end of December did not come: 20 - 2 * 0.5 = 19
    given = "P: {reports.R1: absent, reports.R2: absent}"
    good = "quarterly_report.overdue: 2, project_score: 19, project_score.reporting: 19.0, reports_filed: 1"
    assert passes(given, f"P: {{{good}}}")
    assert not passes(given, "P: {project_score: 19.1}")
    assert not passes("P: {budget: 100}", "P: {share: 33.33}")
    assert found("P: {budget: 99}", "share") == "33"


def test_what_is_not_known_is_undetermined_and_what_is_not_there_is_none() -> None:
    assert passes("", "P: {share: undetermined}")
    assert passes(
        "P: {reports: []}, registers: {reports: null}",
        "P: {project_score: undetermined, project_score.reporting: 无法确定}",
    )


def test_lamps_are_expected_by_code_or_label() -> None:
    for word in ("green", "绿灯", "green lamp"):
        assert passes("", f"P: {{lamp: {word}}}")
    assert passes("P: {reports: []}", "P: {lamp: red}")
    assert not passes("P: {reports: []}", "P: {lamp: green}")


def test_true_and_false_are_expected_of_conditions() -> None:
    assert passes("", "U: {led: true}")
    assert passes("P: {lead_unit: absent}, U: {}", "U: {led: undetermined}")


def test_rules_on_the_portfolio_are_expected_of_the_portfolio() -> None:
    assert passes("", "portfolio: {some_project: unmet}")
    assert passes("P2: {like: P}", "项目库: {some_project: met}")


# -- what is changed


def test_a_copy_under_a_new_id_has_all_that_its_model_has_and_its_own_changes() -> None:
    given = "P2: {like: P, reports: []}"
    assert passes(given, "P: {reports_filed: 3}, P2: {reports_filed: 0, quarter_gates.started: met}")


def test_changes_of_one_test_leave_the_next_as_it_was() -> None:
    first, second = run_tests(
        pack("""
            - {name: a, as of: 2017-12-31, given: {P: {reports: []}}, expect: {P: {reports_filed: 0}}}
            - {name: b, as of: 2017-12-31, given: {}, expect: {P: {reports_filed: 3}}}
        """)
    )
    assert first.passed
    assert second.passed


def test_a_path_leads_to_a_record_by_its_id_or_version() -> None:
    late = "P: {evidence.E-start.occurred: 2017-04-01, evidence.E-start.recorded: 2017-04-02}"
    assert passes(late, "P: {quarter_gates.started: unmet}")
    versions = result("P: {guidebooks.2: absent, guidebooks.1.content: 三}", "P: {lamp: green}")
    assert versions.report is not None
    (project,) = versions.report.context.facts.subjects("project")
    assert [(g.version, g.content) for g in project.guidebooks] == [(1, "三")]


def test_a_mapping_under_a_new_id_adds_a_record_and_under_a_known_one_replaces_it() -> None:
    new = "{kind: start, occurred: 2017-03-01, recorded: 2017-03-02}"
    assert passes(
        f"P: {{evidence.E-start: absent, evidence.E-new: {new}}}", "P: {quarter_gates.started: met}"
    )
    other = "{kind: results, occurred: 2017-03-01, recorded: 2017-03-02}"
    assert passes(f"P: {{evidence.E-start: {other}}}", "P: {quarter_gates.started: unmet}")


def test_fields_are_called_as_rules_call_them() -> None:
    assert passes("P: {lead unit: absent}", "U: {led: undetermined}")
    assert passes("P: {主办单位: absent}", "U: {led: undetermined}")


def test_a_register_is_opened_closed_or_taken_away() -> None:
    for open_ in ("null", "absent", "2016-12-31", "{complete_through: null}"):
        assert (
            found(f"P: {{reports: []}}, registers: {{reports: {open_}}}", "quarterly_report")
            == "undetermined"
        )
    assert found("P: {reports: []}, registers: {reports: 2017-12-31}", "quarterly_report") == "unmet"


def test_a_whole_collection_can_be_replaced() -> None:
    assert passes("projects: []", "U: {led: false}, portfolio: {some_project: unmet}")


# -- what fails, and is explained


def test_a_failure_says_where_it_stands_and_what_was_expected_and_found() -> None:
    (failed,) = run_tests(
        pack("""
            - name: 缺一次
              as of: 2017-12-31
              given: {P: {reports.R3: absent}}
              expect:
                P:
                  quarterly_report: met
                  project_score: 19.5
        """)
    )
    (failure,) = failed.failures
    assert not failed.passed
    assert (failed.name, failed.place.line - TESTS_LINE) == ("缺一次", 1)
    assert (failure.rule, failure.place.line - TESTS_LINE) == ("quarterly_report", 6)
    assert (failure.expected.plain(), failure.found.plain()) == ("met", "unmet")
    assert (failure.expected.said().zh, failure.found.said().zh) == ("通过", "未通过")
    assert failed.report is not None
    assert "19.5" in failed.report.explain("P", language="zh")


def test_rules_that_err_on_the_data_of_a_test_fail_it() -> None:
    broken = RULES.replace("value: budget / 3", "value: 3 / (budget - budget)")
    tests = "tests: [{name: one, as of: 2017-12-31, given: {P: {budget: 1}}, expect: {P: {lamp: green}}}]\n"
    read = read_text(broken + tests, "rules.yaml")
    assert read.pack is not None
    (failed,) = run_tests(read.pack)
    assert not failed.passed
    assert failed.faults
    assert all(fault.code.startswith("E") for fault in failed.faults)


def test_rules_that_no_test_names_are_listed_in_the_order_of_the_file() -> None:
    one = pack(
        "- {name: a, as of: 2017-12-31, expect: {P: {quarter_gates.started: met, project score: 19.5, goal_stated: met}}}"
    )
    assert [h.id for h in unguarded(one)] == ["some_project", "quarterly_report", "lamp"]
    assert [h.id for h in unguarded(pack("[]"))][:2] == ["goal_stated", "some_project"]


# -- what is wrong with the tests themselves


def test_every_fault_of_every_test_is_told_at_once() -> None:
    assert faults("""
        - name: a
          as of: 2017-12-31
          given:
            Q: {title: x}
            P: {lead unt: absent, evidence.E-strt: absent}
          expect:
            P: {quartely_report: met, lamp: gren}
        - name: b
          as of: 2017-12-31
          expect:
            U: {lamp: red}
            W: {led: true}
    """) == [
        ("N040", 5, "there is no subject `Q` in the sample"),
        ("N043", 6, "project has no field `lead unt`"),
        ("N044", 6, "there is no `E-strt` in `evidence`"),
        ("N046", 8, "no rule or part of a rule is called `quartely_report`"),
        ("F181", 8, "`gren` is nothing that `lamp` can come to"),
        ("N047", 12, "`lamp` asks about: project; `U` is: unit"),
        ("N040", 13, "there is no subject `W` in the sample"),
    ]  # fmt: skip


def test_a_number_said_in_words_is_offered_in_digits() -> None:
    with pytest.raises(InvalidRuleFile) as refused:
        run_tests(pack("- {name: a, as of: 2017-12-31, expect: {P: {reports_filed: 两次}}}"))
    (fault,) = refused.value.diagnostics
    assert (fault.code, fault.help("zh")) == ("F181", "写数字 `2`")


def test_the_nearest_name_is_offered() -> None:
    with pytest.raises(InvalidRuleFile) as refused:
        run_tests(pack("- {name: a, as of: 2017-12-31, expect: {P: {quartely_report: met, lamp: gren}}}"))
    assert [d.help("en") for d in refused.value.diagnostics] == [
        "did you mean `quarterly_report`?",
        "did you mean `green`?",
    ]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("P: {like: U}", "N042"),
        ("P3: {like: Z}", "N040"),
        ("P: {title.x: y}", "N045"),
        ("P: {evidence.E-9.occurred: 2017-01-01}", "N044"),
        ("P: 3", "F108"),
        ("registers: 3", "F108"),
    ],
)
def test_changes_that_cannot_be_made_are_faults(given: str, code: str) -> None:
    assert (
        faults(f"- {{name: a, as of: 2017-12-31, given: {{{given}}}, expect: {{P: {{lamp: green}}}}}}")[0][0]
        == code
    )


@pytest.mark.parametrize(
    ("path", "code", "mend"),
    [
        ("evidence.occurred", "N044", "say in which record, as in `evidence.E-start.occurred`"),
        (
            "baselines.milestones.M.due",
            "N044",
            "say in which record, as in `baselines.1.milestones.M.due`",
        ),
        ("reports.Q1.progress.value", "N049", "write the whole list: `reports.Q1.progress: [{value: 7, …}]`"),
    ],
)
def test_a_path_that_does_not_say_which_record_is_mended(path: str, code: str, mend: str) -> None:
    """Records are found by id or version; those that have neither are written with their whole list."""
    reports = "      reports: [{id: Q1, kind: quarterly, occurred: 2017-03-31, recorded: 2017-04-05, progress: [{value: 5, source: verified}]}]\n"
    baselines = "      baselines: [{version: 1, occurred: 2017-01-10, recorded: 2017-01-10, milestones: [{id: M, due: 2017-06-30}]}]\n"
    rules = SAMPLE_WITH.format(more=reports + baselines)
    read = read_text(rules.replace("PATH", path), "rules.yaml")
    assert read.pack is not None, read.diagnostics
    with pytest.raises(InvalidRuleFile) as refused:
        run_tests(read.pack)
    (fault,) = refused.value.diagnostics
    assert (fault.code, fault.help("en").partition(" (a new")[0]) == (code, mend)


SAMPLE_WITH = """\
projgov: 1
pack: paths
year: 2017
title: {{zh: 测试, en: a test}}
filing: [{{id: filed, on: project, require: count(evidence) > 0}}]
sample:
  registers: {{evidence: {{complete_through: 2017-12-31}}}}
  projects:
    - id: P
      evidence: [{{id: E-start, kind: start, occurred: 2017-02-01, recorded: 2017-02-01}}]
{more}tests:
  - {{name: a, as of: 2017-12-31, given: {{P: {{PATH: 7}}}}, expect: {{P: {{filed: met}}}}}}
"""


@pytest.mark.parametrize(
    "expect",
    [
        "quarterly_report: 3",
        "quarterly_report: green",
        "project_score: met",
        "reports_filed: '3'",
        "lamp: [red]",
    ],
)
def test_an_answer_that_a_rule_cannot_give_is_a_fault(expect: str) -> None:
    assert [f[0] for f in faults(f"- {{name: a, as of: 2017-12-31, expect: {{P: {{{expect}}}}}}}")] == [
        "F181"
    ]


def test_what_makes_the_sample_no_portfolio_is_told_in_its_place_with_the_name_of_the_test() -> None:
    assert faults("""
        - name: bad data
          as of: 2017-12-31
          given:
            P:
              lead_unit: V
              evidence.E-start.occurred: 2017-02-30
              evidence.E-9: {kind: stat, occurred: 2017-02-01, recorded: 2017-02-01}
          expect: {P: {lamp: green}}
    """) == [
        ("D015", 6, "test `bad data`: there is no unit `V`"),
        ("D011", 7, "test `bad data`: there is no day `2017-02-30`"),
        ("D013", 8, "test `bad data`: `stat` is not one of the choices"),
    ]


def test_a_fault_of_the_sample_itself_is_told_once() -> None:
    tests = "tests: [{name: a, as of: 2017-12-31, expect: {}}, {name: b, as of: 2017-12-31, expect: {}}]\n"
    read = read_text(RULES.replace("2017-02-14", "2017-02-30") + tests, "rules.yaml")
    assert read.pack is not None
    with pytest.raises(InvalidRuleFile) as refused:
        run_tests(read.pack)
    (fault,) = refused.value.diagnostics
    line = RULES[: RULES.index("2017-02-14")].count("\n") + 1
    assert (fault.code, fault.place.line, fault.message("en")) == (
        "D011",
        line,
        "there is no day `2017-02-30`",
    )


def test_tests_without_a_sample_are_a_fault() -> None:
    rules = RULES[: RULES.index("sample:")]
    read = read_text(rules + "tests: [{name: a, as of: 2017-12-31, expect: {}}]\n", "rules.yaml")
    assert read.pack is not None
    with pytest.raises(InvalidRuleFile) as refused:
        run_tests(read.pack)
    assert [d.code for d in refused.value.diagnostics] == ["F180"]


def test_facts_that_the_pack_does_not_declare_are_a_fault_of_the_test() -> None:
    told = faults(
        "- {name: a, as of: 2017-12-31, given: {P: {facts.stations: 3}}, expect: {P: {lamp: green}}}"
    )
    assert [(code, line) for code, line, _ in told] == [("D025", 2)]


def test_an_id_of_two_subjects_needs_its_type() -> None:
    items = "items: [{id: P, title: 事项}]"
    assert (
        faults(f"- {{name: a, as of: 2017-12-31, given: {{{items}}}, expect: {{P: {{lamp: green}}}}}}")[0][0]
        == "N041"
    )
    assert passes(items, "project/P: {lamp: green}")


def test_a_pack_without_tests_has_no_results() -> None:
    assert run_tests(pack("[]")) == ()


def test_a_test_can_try_another_value_of_a_parameter() -> None:
    """At the end of March 2018 the report of the last quarter is missing: 5 of 20 points are lost where one costs 5."""
    tests = "- {name: a, as of: 2018-03-31, parameters: {miss: 5}, expect: {P: {project_score: 15}}}"
    (found,) = run_tests(pack(tests))
    assert found.passed, found.failures


@pytest.mark.parametrize(
    ("parameters", "code", "line"),
    [("{mis: 5}", "N048", 2), ("{miss: [5]}", "F108", 2), ("{miss: many}", "F183", 2)],
)
def test_values_that_no_parameter_can_have_are_faults(parameters: str, code: str, line: int) -> None:
    tests = f"- {{name: a, as of: 2018-03-31, parameters: {parameters}, expect: {{P: {{lamp: green}}}}}}"
    assert faults(tests)[0][:2] == (code, line)


@pytest.mark.parametrize("word", ["excused", "免责"])
def test_what_an_excuse_suspends_is_excused(word: str) -> None:
    excuse = "{id: X, ground: objective, occurred: 2017-03-01, recorded: 2017-03-01, to: 2017-04-30, suspends: [quarter_gates]}"
    given = f"P: {{evidence: [], excuses: [{excuse}]}}"
    assert passes(given, f"P: {{quarter_gates.started: {word}}}")
    assert passes(given, f"P: {{quarter_gates: {word}}}", "2017-11-30") is False  # the other gate is not due
    assert found(given, "quarter_gates.started") == "excused"
