"""The names of what rules give, in both languages: `monthly.overdue` is `monthly.逾期`."""

from __future__ import annotations

from collections import Counter
from textwrap import dedent

import pytest
from tests.rules.kinds.judging import HEAD, faults_of, pack_of

from projgov.diagnostics import Language
from projgov.domain.vocabulary import canonical_name
from projgov.rules.forms.results import ENTRIES, aliases, entry_label, names_of
from projgov.rules.load import read_text
from projgov.scoring.digest import core_digest
from projgov.scoring.selftest.run import run_tests

RULES = """\
facts:
  project:
    broken: {{label: broken, type: yes/no}}
cadence:
  - {{id: monthly, on: project, title: {{zh: 月报, en: monthly report}}, every: month, due: period end, count: reports}}
schedule:
  - id: gates
    on: project
    title: {{zh: 节点, en: gates}}
    gates: [{{id: started, title: {{zh: 启动, en: started}}, due: 03-31, require: count(evidence) > 0}}]
quota:
  - {{id: visits, on: project, count: inspections, least: 1}}
responsibility:
  - {{id: leader, on: project, role: linked leader}}
points:
  - id: score
    on: project
    title: {{zh: 得分, en: score}}
    decimals: 1
    lines: [{{id: reports, title: {{zh: 报送, en: reports}}, base: 40, deduct: {{each: monthly.unmet, points: 1}}}}]
    coefficient: 0.9
    total: {{least: 0, most: 30}}
    veto: [{{when: broken, title: {{zh: 甲, en: a}}}}, {{when: broken, title: {{zh: 乙, en: b}}, to: 5}}]
indicators:
  - id: index
    on: project
    decimals: 1
    indicators: [{{id: part, value: '5', weight: 1}}]
awards:
  - {{id: best, on: project, by: score, top: 1}}
sanctions:
  - {{id: talk, on: project, propose when: broken, measure: talk}}
definitions:
  - {{id: asked, on: project, value: '{expression}'}}
"""
SAME = [
    ("monthly.overdue", "monthly.逾期"),
    ("monthly.met", "monthly.通过"),
    ("monthly.met", "monthly.达到"),
    ("monthly.unmet", "monthly.未通过"),
    ("monthly.unmet", "monthly.未达到"),
    ("monthly.pending", "monthly.未到期"),
    ("gates.unmet", "gates.未达到"),
    ("visits.count", "visits.数量"),
    ("leader.count", "leader.数量"),
    ("score.subtotal", "score.小计"),
    ("score.coefficient", "score.系数"),
    ("score.limit", "score.总分限额"),
    ("score.veto_2", "score.一票否决_2"),
    ("index.part_contribution", "index.part_折算得分"),
    ("best.place", "best.名次"),
    ("talk.proposed", "talk.建议次数"),
]


@pytest.mark.parametrize(("english", "chinese"), SAME)
def test_a_rule_file_may_use_either_name_and_means_the_same(english: str, chinese: str) -> None:
    one, other = (pack_of(RULES.format(expression=name)) for name in (english, chinese))
    assert core_digest(one.core) == core_digest(other.core)


def test_no_name_of_the_table_means_two_things() -> None:
    taken = Counter(canonical_name(n) for o in ENTRIES for n in {o.code, o.label.zh, *o.names})
    assert [name for name, times in taken.items() if times > 1] == []
    assert all(not o.label.zh.isascii() and o.label.en.isascii() for o in ENTRIES)


def test_every_name_that_kinds_give_by_themselves_is_in_the_table() -> None:
    """What is left are the names that the file itself gives, and the rules' own."""
    core = pack_of(RULES.format(expression="1")).core
    entries = {d.partition(".")[2] for d in core.definitions} - {"", "started", "reports", "part"}
    assert sorted(e for e in entries if not names_of(e)) == []


def test_what_a_file_names_itself_keeps_its_name() -> None:
    assert aliases(["started", "met", "通过"]) == {"达到": "met", "符合": "met"}
    assert names_of("started") == ()


@pytest.mark.parametrize(
    ("entry", "zh", "en"),
    [
        ("overdue", "逾期", "overdue"),
        ("veto_2", "一票否决_2", "veto 2"),
        ("part_contribution", "part_折算得分", "part contribution"),
        ("started", "started", "started"),
    ],
)
def test_an_entry_is_called_by_its_label(entry: str, zh: str, en: str) -> None:
    assert (entry_label(entry).zh, entry_label(entry).en) == (zh, en)


@pytest.mark.parametrize(
    ("definition", "zh", "en"),
    [
        ("monthly.overdue", "月报 · 逾期", "monthly report · overdue"),
        ("gates.started", "节点 · 启动", "gates · started"),
        ("score", "得分", "score"),
        ("score.reports", "得分 · 报送", "score · reports"),
        ("score.veto_2", "得分 · 乙", "score · b"),
        ("score.subtotal", "得分 · 小计", "score · subtotal"),
        ("asked", "asked", "asked"),
    ],
)
def test_results_are_called_by_the_titles_of_rule_and_part(definition: str, zh: str, en: str) -> None:
    title = pack_of(RULES.format(expression="1")).core.definitions[definition].title
    assert title is not None
    assert (title.zh, title.en) == (zh, en)


@pytest.mark.parametrize(
    ("language", "listed"),
    [
        ("zh", "`monthly.通过`、`monthly.逾期`、`monthly.未到期`、`monthly.未通过`"),
        ("en", "`monthly.excused`, `monthly.met`, `monthly.overdue`, `monthly.pending`, `monthly.unmet`"),
    ],
)
def test_a_rule_without_a_value_lists_its_entries_in_the_language_of_the_reader(
    language: Language, listed: str
) -> None:
    (fault,) = read_text(RULES.format(expression="monthly + 1") + HEAD, "rules.yaml").diagnostics
    assert fault.code == "N004"
    assert listed in fault.help(language)


@pytest.mark.parametrize(("written", "offered"), [("逾其", "逾期"), ("overdu", "overdue")])
def test_a_wrong_name_is_offered_the_nearest_in_the_script_in_which_it_is_written(
    written: str, offered: str
) -> None:
    rules = RULES.format(expression=f"monthly.{written}")
    assert [code for code, _, _ in faults_of(rules)] == ["N002"]
    (fault,) = read_text(rules + HEAD, "rules.yaml").diagnostics
    assert f"`{offered}`" in fault.help("zh")
    assert f"`{offered}`" in fault.help("en")


def test_tests_inside_a_file_may_ask_by_either_name() -> None:
    tests = """
        sample:
          registers: {reports: {complete_through: 2017-12-31}}
          projects: [{id: P}]
        tests:
          - name: a year without reports
            as of: 2017-12-31
            expect: {P: {monthly.逾期: 12, monthly.overdue: 12, visits.数量: undetermined, gates.未达到: undetermined}}
        """
    (result,) = run_tests(pack_of(RULES.format(expression="1") + dedent(tests)))
    assert (result.faults, result.failures) == ((), ())
