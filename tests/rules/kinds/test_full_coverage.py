"""Full coverage: who has to be covered and is not, one by one and in one list; rows and columns."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.kinds.judging import COMPLETE, Judged, faults_of, judge, pack_of, portfolio

from projgov.diagnostics import Language
from projgov.rules.core.program import Finding
from projgov.scoring.compile import compile as compile_core
from projgov.scoring.model import run
from projgov.scoring.wording import message_text

FILED = """
    full_coverage:
      - id: all_file
        on: unit
        when: level = "town"
        covered by: filings made
        reason: {zh: 没有申报, en: has not filed}
        summary: {zh: "应报{expected}，已报{covered}，未报{count}：{absentees}；待核：{unknown}", en: "{count} of {expected}: {absentees}"}
"""
TOWNS = [{"id": f"T{n}", "name": f"示例{n}镇", "level": "town"} for n in (1, 2, 3)]
COUNTY = {"id": "C", "name": "示例县", "level": "county"}


def filing(number: int, by: str | None, day: str = "2017-02-01") -> dict[str, Any]:
    return {"id": f"F{number}", "occurred": day, "recorded": day, **({} if by is None else {"by": by})}


def filed(*filings: dict[str, Any], units: Any = (*TOWNS, COUNTY), **more: Any) -> dict[str, Any]:
    data = portfolio(units=list(units), projects=[{"id": "P", "filings": list(filings)}], **more)
    data["registers"]["filings"] = {"complete_through": COMPLETE}
    return data


def summary(judged: Judged, check: str = "all_file.all", language: Language = "zh") -> str:
    """What the portfolio is told."""
    output = next(o for o in judged.pack.core.outputs if isinstance(o, Finding) and o.checks == (check,))
    assert output.header.subject == "portfolio"
    assert output.reason is not None
    return message_text(output.reason, judged.model, judged.model.environment(None), language)


def test_who_is_not_covered_is_found_and_the_portfolio_is_told_all_by_name() -> None:
    judged = judge(FILED, filed(filing(1, "T2")), "2017-12-31")
    assert {t: judged.outcomes("all_file", t) for t in ("T1", "T2", "T3", "C")} == {
        "T1": ["unmet"],
        "T2": ["met"],
        "T3": ["unmet"],
        "C": [],
    }
    assert judged.outcomes("all_file.all") == ["unmet"]
    assert summary(judged) == "应报3，已报1，未报2：示例1镇、示例3镇；待核："
    assert summary(judged, language="en") == "2 of 3: 示例1镇, 示例3镇"


def test_where_all_are_covered_the_portfolio_has_nothing_to_be_told() -> None:
    judged = judge(FILED, filed(*(filing(n, f"T{n}") for n in (1, 2, 3))), "2017-12-31")
    assert judged.outcomes("all_file.all") == ["met"]


def test_one_of_whom_it_is_not_known_hides_none_who_is_surely_absent() -> None:
    """The level of the third is not known: whether it has to file is not known either."""
    units = [*TOWNS[:2], {"id": "T3", "name": "示例3镇"}]
    judged = judge(FILED, filed(filing(1, "T2"), units=units), "2017-12-31")
    assert judged.outcomes("all_file", "T3") == ["undetermined"]
    assert judged.outcomes("all_file.all") == ["unmet"]
    assert summary(judged) == "应报2，已报1，未报1：示例1镇；待核：示例3镇"
    judged = judge(FILED, filed(filing(1, "T2"), filing(2, "T1"), units=units), "2017-12-31")
    assert judged.outcomes("all_file.all") == ["undetermined"]


def test_an_entry_of_which_it_is_not_said_whose_it_is_could_cover_anyone() -> None:
    judged = judge(FILED, filed(filing(1, None)), "2017-12-31")
    assert judged.outcomes("all_file", "T1") == ["undetermined"]


def test_who_is_named_by_no_name_is_named_by_the_id_and_called_says_otherwise() -> None:
    units = [{"id": "T9", "level": "town"}]
    assert "未报1：T9；" in summary(judge(FILED, filed(units=units), "2017-12-31"))
    rules = FILED.replace("covered by:", 'called: name + "书记"\n        covered by:')
    assert "未报3：示例1镇书记、示例2镇书记、示例3镇书记；" in summary(judge(rules, filed(), "2017-12-31"))


def test_who_is_excused_is_not_absent() -> None:
    excuse = {
        "id": "E",
        "occurred": "2017-01-05",
        "recorded": "2017-01-05",
        "from": "2017-01-01",
        "to": None,
        "suspends": ["all_file"],
    }
    units = [{**TOWNS[0], "excuses": [excuse]}, *TOWNS[1:]]
    judged = judge(FILED, filed(filing(1, "T2"), units=units), "2017-12-31")
    assert judged.outcomes("all_file", "T1") == ["excused"]
    assert "未报1：示例3镇；" in summary(judged)


def test_a_default_says_it_where_no_reason_is_written() -> None:
    rules = 'full_coverage:\n  - {id: all_file, on: unit, when: level = "town", covered by: filings made}\n'
    judged = judge(rules, filed(filing(1, "T2")), "2017-12-31")
    assert judged.reasons("all_file", "T1") == ["未覆盖"]
    assert summary(judged) == "应覆盖3个，未覆盖2个：示例1镇、示例3镇"
    assert summary(judged, language="en") == "2 of 3 are not covered: 示例1镇, 示例3镇"


LATE = FILED.replace(
    "covered by:",
    'due: end of quarter 1\n        late otherwise: circular\n        late reason: {zh: "晚于{due}", en: "after {due}"}\n        covered by:',
).replace("待核：{unknown}", "迟报：{late}")


def test_before_the_due_day_it_is_pending_and_nobody_is_absent() -> None:
    judged = judge(LATE, filed(filing(1, "T2")), "2017-03-30")
    assert [judged.outcomes(c, "T1") for c in ("all_file", "all_file.late")] == [["pending"], ["pending"]]
    assert judged.outcomes("all_file.all") == ["pending"]


def test_what_came_after_the_due_day_is_late_and_not_absent() -> None:
    """T1 filed on the last day, T2 the day after; T3 did not."""
    judged = judge(LATE, filed(filing(1, "T1", "2017-03-31"), filing(2, "T2", "2017-04-01")), "2017-12-31")
    assert [judged.outcomes("all_file", t) for t in ("T1", "T2", "T3")] == [["met"], ["met"], ["unmet"]]
    assert [judged.outcomes("all_file.late", t) for t in ("T1", "T2", "T3")] == [["met"], ["unmet"], ["met"]]
    assert judged.reasons("all_file.late", "T2") == ["晚于2017-03-31"]
    assert summary(judged) == "应报3，已报2，未报1：示例3镇；迟报：示例2镇"
    [late] = [
        o for o in judged.pack.core.outputs if isinstance(o, Finding) and o.checks == ("all_file.late",)
    ]
    assert late.outcome.code == "circular"


def test_what_has_not_come_yet_on_a_day_is_absent_on_that_day() -> None:
    judged = judge(LATE, filed(filing(2, "T2", "2017-04-10")), "2017-04-09")
    assert judged.outcomes("all_file", "T2") == ["unmet"]
    assert judged.outcomes("all_file.late", "T2") == ["met"]


def test_the_day_of_an_entry_can_be_another_field() -> None:
    rules = LATE.replace("covered by:", "dated by: recorded\n        covered by:")
    late = {**filing(1, "T1", "2017-03-31"), "recorded": "2017-04-02"}
    assert judge(LATE, filed(late), "2017-12-31").outcomes("all_file.late", "T1") == ["met"]
    assert judge(rules, filed(late), "2017-12-31").outcomes("all_file.late", "T1") == ["unmet"]


def test_a_condition_is_judged_on_the_due_day() -> None:
    rules = LATE.replace("covered by: filings made", "covered by: count(filings made) > 0").replace(
        "；迟报：{late}", ""
    )
    data = filed(filing(1, "T1", "2017-03-31"))
    data["units"][1]["evidence"] = []
    judged = judge(rules, data, "2017-12-31")
    assert judged.outcomes("all_file", "T1") == ["met"]
    assert "all_file.late" not in judged.pack.core.checks


def test_other_rules_can_ask_who_is_absent_and_who_was_late() -> None:
    rules = (
        LATE
        + """
    definitions:
      - {id: absent, on: portfolio, value: 'count(units[all_file.unmet > 0])'}
      - {id: tardy, on: unit, value: all_file.late}
    """
    )
    judged = judge(rules, filed(filing(2, "T2", "2017-04-01")), "2017-12-31")
    assert judged.value("absent") == 2
    assert [judged.value("tardy", t) for t in ("T1", "T2")] == [0, 1]


MATRIX = """
    full_coverage:
      - id: everywhere
        on: project
        when: level = "city"
        across: units[level = "county"]
        covered by: some e in extensions satisfies e.lead unit = column
        reason: {zh: "缺{count}：{holes}", en: "{count} lacking: {holes}"}
"""
COUNTIES = [{"id": f"C{n}", "name": f"示例{n}县", "level": "county"} for n in (1, 2, 3)]


def spread(*pairs: tuple[int, int]) -> dict[str, Any]:
    """Two city projects, of which some are extended to some counties."""
    city = [
        {"id": f"P{n}", "title": f"项目{n}", "level": "city", "parent": None, "lead_unit": "T1"}
        for n in (1, 2)
    ]
    local = [
        {"id": f"P{p}C{c}", "level": "county", "parent": f"P{p}", "lead_unit": f"C{c}"} for p, c in pairs
    ]
    return portfolio(units=[*COUNTIES, TOWNS[0]], projects=[*city, *local])


def test_a_row_is_told_its_holes_and_the_portfolio_every_row_with_its_holes_and_how_many() -> None:
    judged = judge(MATRIX, spread((1, 1), (1, 2), (1, 3), (2, 2)), "2017-12-31")
    assert judged.outcomes("everywhere", "P1") == ["met"]
    assert judged.reasons("everywhere", "P2") == ["缺2：示例1县、示例3县"]
    assert judged.reasons("everywhere", "P2", "en") == ["2 lacking: 示例1县, 示例3县"]
    assert summary(judged, "everywhere.all") == "空缺2处：项目2：示例1县、示例3县"
    judged = judge(MATRIX, spread((2, 2)), "2017-12-31")
    assert (
        summary(judged, "everywhere.all")
        == "空缺5处：项目1：示例1县、示例2县、示例3县；项目2：示例1县、示例3县"
    )
    assert judged.value("everywhere.holes", "P1") == 3


def test_columns_can_be_words() -> None:
    rules = """
    full_coverage:
      - id: everywhere
        on: unit
        when: level = "county"
        across: '["rural", "agency"]'
        column called: if column = "rural" then "农村" else "机关"
        covered by: some c in children satisfies c.organisation = column
    """
    units = [
        COUNTIES[0],
        {"id": "V", "name": "示例村", "parent": "C1", "organisation": "rural", "level": "village"},
    ]
    assert judge(rules, portfolio(units=units), "2017-12-31").reasons("everywhere", "C1") == ["空缺：机关"]


@settings(max_examples=40, deadline=None)
@given(st.sets(st.tuples(st.integers(1, 2), st.integers(1, 3))))
def test_rows_and_holes_add_up_and_compiled_code_agrees(pairs: set[tuple[int, int]]) -> None:
    judged = judge(MATRIX, spread(*pairs), "2017-12-31")
    lacking = {f"P{p}": 3 - sum(1 for row, _ in pairs if row == p) for p in (1, 2)}
    assert {p: judged.value("everywhere.holes", p) for p in lacking} == lacking
    assert judged.outcomes("everywhere.all") == ["met" if len(pairs) == 6 else "unmet"]
    assert (f"空缺{6 - len(pairs)}处" in summary(judged, "everywhere.all")) is True
    facts = judged.model.facts
    assert compile_core(judged.pack.core).run(facts) == run(judged.pack.core, facts)


def test_compiled_code_agrees_where_some_are_late_and_some_are_not_known() -> None:
    units = [*TOWNS[:2], {"id": "T3", "name": "示例3镇"}]
    data = filed(filing(1, "T1", "2017-03-31"), filing(2, "T2", "2017-04-01"), filing(3, None), units=units)
    for day in ("2017-03-01", "2017-04-01", "2017-12-31"):
        judged = judge(LATE, data, day)
        assert compile_core(judged.pack.core).run(judged.model.facts) == run(
            judged.pack.core, judged.model.facts
        )


def test_it_can_be_written_in_chinese_and_means_the_same() -> None:
    chinese = """
    全覆盖:
      - 编号: all_file
        对象: 单位
        适用: level = "town"
        覆盖依据: filings made
        理由: {中文: 没有申报, 英文: has not filed}
        汇总理由: {中文: "应报{应覆盖}，已报{已覆盖}，未报{数量}：{未覆盖名单}；待核：{待核名单}", 英文: "{count} of {expected}: {absentees}"}
    """
    ours, theirs = pack_of(FILED).core, pack_of(chinese).core
    assert (ours.checks, ours.definitions, ours.outputs) == (
        theirs.checks,
        theirs.definitions,
        theirs.outputs,
    )


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        (
            "on: portfolio, covered by: projects",
            ("F505", 2, "full coverage is asked of those who have to be covered, not of the portfolio"),
        ),
        (
            "on: unit, covered by: filings made, due: 03-31,\n  judged: 03-31",
            ("F506", 3, "with `due` the due day is the day judged"),
        ),
        (
            "on: unit, covered by: led projects,\n  due: 03-31",
            ("F507", 3, "project has no `occurred`, and so nothing shows what is late"),
        ),
        (
            "on: unit, covered by: start < end,\n  dated by: occurred",
            ("F508", 3, "`covered by` is a condition: there are no entries to date"),
        ),
        ("on: unit,\n  covered by: name", ("T001", 3, "yes or no is wanted here, and this is a text")),
    ],
)
def test_what_cannot_be_meant_is_refused_where_it_stands(keys: str, fault: tuple[str, int, str]) -> None:
    assert faults_of(f"full_coverage:\n  - {{id: c, {keys}}}\n") == [fault]
