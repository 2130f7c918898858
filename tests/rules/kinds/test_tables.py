"""Decision tables: what they give under each hit policy, what is told of them, and tables in CSV files."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.kinds.judging import HEAD, pack_of
from tests.rules.kinds.scoring import Scored, lacks, score, with_facts

from projgov.domain.declared_facts import check_facts
from projgov.domain.plain import from_plain
from projgov.rules.core.program import Decision
from projgov.rules.load import read_pack, read_text
from projgov.scoring.comparing import missing_in
from projgov.scoring.evaluate import evaluate
from projgov.scoring.report import Report
from projgov.scoring.values import Fault, Unknown

FACTS = {"behind": "number, decimals: 1", "kind": "choice, options: [民生, 其他]", "place": "text"}


def table(rows: str, *, hit: str = "", outputs: str = "", more: str = "") -> str:
    """A file with one table `t` on projects with a few facts."""
    lines = ["tables:", "  - id: t", "    on: project"]
    lines += [f"    hit: {hit}"] if hit else []
    lines += [f"    outputs: {{{outputs}}}"] if outputs else []
    lines += [f"    {line}" for line in dedent(more).strip().splitlines()]
    lines += ["    table: |", *(f"      {line}" for line in dedent(rows).strip().splitlines())]
    return with_facts("\n".join(lines) + "\n", **FACTS)


def given_facts(rules: str, **facts: Any) -> Scored:
    return score(rules, {"A": facts})


def told(rules: str, **facts: Any) -> Report:
    """The report on one project with these facts."""
    pack = pack_of(rules)
    projects = [{"id": "A", "title": "A", "facts": facts}]
    portfolio = check_facts(from_plain({"projgov": 1, "id": "p", "projects": projects}), pack.facts)
    return evaluate(pack, portfolio, "2018-01-31", on_error="report")


LAMP = """
    | behind   | kind || lamp   | weeks || note     |
    | > 30     | -    || red    | 1     || far      |
    | [10..30] | 民生 || red    | 2     ||          |
    | [10..30] | 其他 || yellow | 4     ||          |
    | < 10     | -    || green  | -     || on track |
"""


@given(st.integers(-50, 500), st.sampled_from(["民生", "其他"]))
def test_the_row_that_holds_gives_all_outputs(tenths: int, kind: str) -> None:
    behind = tenths / 10 if tenths % 10 else tenths // 10
    found = given_facts(
        table(LAMP, outputs="lamp: {values: [red, yellow, green]}"), behind=str(behind), kind=kind
    )
    row = 1 if tenths > 300 else 4 if tenths < 100 else 2 if kind == "民生" else 3
    assert [found.value(f"t.{n}", "A") for n in ("lamp", "weeks", "row")] == [
        {1: "red", 2: "red", 3: "yellow", 4: "green"}[row], {1: 1, 2: 2, 3: 4, 4: None}[row], row
    ]  # fmt: skip


def test_under_first_a_possible_row_before_the_deciding_one_matters_only_if_it_gives_something_else() -> None:
    rows = """
        | behind | kind || a | b |
        | > 30   | -    || 1 | 1 |
        | -      | 民生 || 1 | 2 |
        | -      | -    || 3 | 2 |
    """
    rules = table(rows, hit="first")
    unknown_kind = given_facts(rules, behind=40)
    assert [unknown_kind.value(n, "A") for n in ("t.a", "t.row")] == [1, 1]
    unknown_behind = given_facts(rules, kind="民生")
    assert unknown_behind.value("t.a", "A") == 1  # row 1 would give the same
    assert lacks(unknown_behind.value("t.b", "A")) == {"A.behind"}
    assert lacks(unknown_behind.value("t.row", "A")) == {"A.behind"}


def test_rows_that_exclude_one_another_are_decided_by_the_one_that_is_sure() -> None:
    """Row 2 holds whatever the kind is: that row 1 is possible is excluded by `behind` alone."""
    rows = "| behind | kind || a |\n| > 30 | 民生 || 1 |\n| > 30 | 其他 || 2 |\n| <= 30 | - || 3 |"
    found = given_facts(table(rows), behind=3)
    assert found.value("t", "A") == 3


OPEN = '| place || n |\n| contains(?, "东") || 1 |\n| contains(?, "西") || 2 |'


@pytest.mark.parametrize(
    ("hit", "place", "expected"),
    [
        ("unique", "东", 1), ("unique", "西", 2), ("unique", "北", 0), ("unique", "东西", "E013"), ("unique", None, Unknown),
        ("any", "东", 1), ("any", "北", 0), ("any", "东西", "E014"), ("any", None, Unknown),
        ("first", "东西", 1), ("first", None, Unknown),
    ],
)  # fmt: skip
def test_what_the_check_cannot_exclude_is_a_fault_when_it_happens(
    hit: str, place: str | None, expected: Any
) -> None:
    facts = {} if place is None else {"place": place}
    value = given_facts(table(OPEN, hit=hit, outputs="n: {otherwise: 0}"), **facts).value("t", "A")
    if isinstance(expected, str):
        assert isinstance(value, Fault)
        assert [d.code for d in value.diagnostics] == [expected]
    elif expected is Unknown:
        assert isinstance(value, Unknown)
    else:
        assert value == expected


def test_any_takes_the_value_that_the_rows_agree_on() -> None:
    rows = '| place || n |\n| contains(?, "东") || 1 |\n| contains(?, "西") || 1 |'
    assert given_facts(table(rows, hit="A", outputs="n: {otherwise: 0}"), place="东西").value("t", "A") == 1


NUMBERS = "| behind | kind || n |\n| > 5 | - || 7 |\n| > 10 | - || 2 |\n| - | 民生 || 4 |"


@pytest.mark.parametrize(
    ("hit", "all_", "none"),
    [
        ("C", (7, 2, 4), ()), ("rule order", (7, 2, 4), ()), ("C+", 13, 0), ("C<", 2, None), ("C>", 7, None),
        ("C#", 3, 0),
    ],
)  # fmt: skip
def test_lists_and_the_numbers_made_of_them(hit: str, all_: Any, none: Any) -> None:
    rules = table(NUMBERS, hit=hit)
    assert given_facts(rules, behind=12, kind="民生").value("t", "A") == all_
    assert given_facts(rules, behind=1, kind="其他").value("t", "A") == none
    assert given_facts(rules, behind=1, kind="其他").value("t.rows", "A") == ()
    assert missing_in(given_facts(rules, behind=12).value("t", "A"))


def test_of_a_list_that_is_partly_open_what_is_sure_is_known() -> None:
    rules = table(NUMBERS, hit="C", more="") + (
        "definitions:\n"
        "  - {id: has_two, on: project, value: 'list contains(t.n, 2)'}\n"
        "  - {id: has_four, on: project, value: 'list contains(t.n, 4)'}\n"
    )
    found = given_facts(rules, behind=12)
    assert found.value("has_two", "A") is True
    assert lacks(found.value("has_four", "A")) == {"A.kind"}


def test_priority_and_output_order_go_by_the_order_of_the_values_then_of_the_rows() -> None:
    rows = """
        | behind || step   | days |
        | > 0    || report | 30   |
        | > 20   || inform | 7    |
        | > 10   || visit  | 14   |
        | > 5    || visit  | 21   |
    """
    values = "step: {values: [inform, visit, report]%s}"
    listed = given_facts(table(rows, hit="output order", outputs=values % ""), behind=30)
    assert listed.value("t.step", "A") == ("inform", "visit", "visit", "report")
    assert listed.value("t.days", "A") == (7, 14, 21, 30)
    assert listed.value("t.rows", "A") == (2, 3, 4, 1)
    first = table(rows, hit="P", outputs=values % ", otherwise: null" + ", days: {otherwise: 0}")
    assert [given_facts(first, behind=b).value("t.step", "A") for b in (30, 15, 6, 1, 0)] == [
        "inform", "visit", "visit", "report", None,
    ]  # fmt: skip
    assert given_facts(first, behind=15).value("t.days", "A") == 14


def test_what_errs_in_a_row_that_does_not_hold_is_no_fault() -> None:
    rows = "| behind || n |\n| = 0 || 0 |\n| > 0 || 1 / behind |\n| < 0 || 1 |"
    assert given_facts(table(rows), behind=0).value("t", "A") == 0
    rows = "| behind || n |\n| >= 0 || 2 |\n| > 0 || 1 / behind |"
    assert given_facts(table(rows, hit="C+"), behind=0).value("t", "A") == 2


def test_columns_are_expressions_or_explained_and_can_be_named_in_cells() -> None:
    rows = """
        | 差距   | kind || n           |
        | ? > 10 | -    || 差距 * 2    |
        | <= 10  | -    || 差距 + half |
    """
    more = "inputs:\n  差距: {value: 100 - behind, least: 0, most: 100}\n"
    rules = "parameters:\n  half: {value: 0.5, basis: assumed}\n" + table(rows, hit="first", more=more)
    assert given_facts(rules, behind=80).value("t", "A") == 40
    assert given_facts(rules, behind=95).value("t", "A") * 2 == 11
    assert given_facts(rules, behind=95).value("t.差距", "A") == 5


def test_a_table_that_does_not_apply_gives_nothing_and_says_nothing() -> None:
    rules = table(LAMP, outputs="lamp: {values: [red, yellow, green]}", more='when: place = "东城"')
    found = given_facts(rules, behind=5, place="西城")
    assert [found.value(n, "A") for n in ("t.lamp", "t.row")] == [None, None]
    assert told(rules, behind=5, place="西城").subject("A").decisions == ()


def test_a_table_judges_the_day_that_it_names() -> None:
    rules = """
        tables:
          - id: t
            on: project
            judged: 2017-06-30
            table: |
              | judged           || n |
              | < @"2017-07-01"  || 1 |
              | >= @"2017-07-01" || 2 |
    """
    assert score(pack_of(rules), {"A": {}}).value("t", "A") == 1


def test_the_report_tells_the_outputs_the_rows_and_the_cells_that_were_met() -> None:
    rules = table(LAMP, outputs="lamp: {values: [red, yellow, green], title: {zh: 灯, en: the lamp}}")
    report = told(rules, behind=12, kind="其他")
    [decision] = report.subject("A").decisions
    assert decision.rows == (3,)
    assert [g.value for g in decision.given] == ["yellow", 4]
    assert report.explain("A", language="en").splitlines()[2:4] == [
        "t: the lamp yellow, weeks 4",
        "  row 3: behind (12): [10..30]; kind (其他): 其他",
    ]
    assert "第4行：behind（3）：< 10（on track）" in told(rules, behind=3).explain("A", language="zh")
    plain = next(s for s in report.to_plain()["subjects"] if s["id"] == "A")["decisions"][0]
    assert [r["value"] for r in plain["results"]] == ["yellow", "4"]
    assert plain["rows"][0]["row"] == 3
    assert [c["test"] for c in plain["rows"][0]["cells"]] == ["[10..30]", "其他"]


def test_what_is_missing_for_a_table_is_told() -> None:
    report = told(table(LAMP, outputs="lamp: {values: [red, yellow, green]}"), kind="其他")
    [decision] = report.subject("A").decisions
    assert decision.rows == ()
    assert [g.value for g in decision.given] == [None, None]
    text = report.explain("A", language="en")
    assert "t: lamp undetermined, weeks undetermined" in text
    assert "missing: behind" in text


def test_no_row_that_holds_is_told_too() -> None:
    rules = table("| behind || n |\n| > 10 || 1 |", outputs="n: {otherwise: 0}")
    assert told(rules, behind=3).explain("A", language="en").splitlines()[2:4] == ["t: 0", "  no row holds"]


def test_outputs_are_typed_for_the_rules_that_use_them() -> None:
    rules = table(LAMP, outputs="lamp: {values: [red, yellow, green]}")
    more = 'definitions:\n  - {id: d, on: project, value: t.lamp = "blue"}\n  - {id: e, on: project, value: t + 1}\n'
    read = read_text(rules + more + HEAD, "rules.yaml")
    assert [(d.code, d.message("en")) for d in read.diagnostics] == [
        ("T003", "`blue` is no `lamp`: this can never hold"),
        ("N004", "`t` is a rule and has no value of its own"),
    ]


def test_the_rows_are_reported_under_the_titles_of_the_outputs() -> None:
    rules = table(LAMP, outputs="lamp: {values: [red, yellow, green]}")
    [output] = pack_of(rules).core.outputs
    assert isinstance(output, Decision)
    assert [name for name, _, _ in output.results] == ["lamp", "weeks"]
    assert [row.note for row in output.table] == ["far", "", "", "on track"]


CSV = 'behind,kind,lamp,note\n> 10,民生,red,"people, places"\n> 10,其他,yellow,\n<= 10,-,green,\n'
RULES = """
    tables:
      - {id: t, on: project, table: lamps.csv, outputs: {lamp: {values: [red, yellow, green]}}}
"""


def from_csv(folder: Path, csv: str, rules: str = RULES) -> tuple[Path, list[tuple[str, str, int, int]]]:
    """The rule file beside the table, and what is said of it."""
    (folder / "lamps.csv").write_text(csv, encoding="utf-8")
    file = folder / "rules.yaml"
    file.write_text(with_facts(rules, **FACTS) + HEAD, encoding="utf-8")
    found = read_pack(file).diagnostics
    return file, [(d.code, Path(d.place.file).name, d.place.line, d.place.column) for d in found]


def test_a_table_can_stand_in_a_csv_file_beside_the_rule_file(tmp_path: Path) -> None:
    file, said = from_csv(tmp_path, "\ufeff" + CSV)
    assert said == []
    pack = read_pack(file).pack
    assert pack is not None
    found = score(pack, {"A": {"behind": 12, "kind": "其他"}, "B": {"behind": 1}})
    assert [found.value("t", p) for p in "AB"] == ["yellow", "green"]
    [output] = pack.core.outputs
    assert isinstance(output, Decision)
    assert output.table[0].note == "people, places"


@pytest.mark.parametrize(
    ("csv", "said"),
    [
        (CSV.replace("民生", "民主"), [("B035", "lamps.csv", 2, 6)]),
        (CSV.replace("<= 10", "< 10"), [("B044", "lamps.csv", 1, 1)]),
        (CSV.replace("其他", "民生"), [("B042", "lamps.csv", 3, 1), ("B044", "lamps.csv", 1, 1)]),
        (CSV.replace("lamp,", "light,"), [("B027", "lamps.csv", 1, 1)]),
        ("behind,lamp\n", [("B020", "lamps.csv", 1, 1)]),
        ("behind,lamp\n> 1\n", [("F082", "lamps.csv", 2, 1)]),
    ],
)
def test_faults_in_a_csv_table_have_their_place_in_it(
    tmp_path: Path, csv: str, said: list[tuple[str, str, int, int]]
) -> None:
    assert sorted(from_csv(tmp_path, csv)[1]) == sorted(said)


@pytest.mark.parametrize("name", ["../lamps.csv", "/etc/lamps.csv", "out.csv"])
def test_no_file_outside_the_folder_is_read(tmp_path: Path, name: str) -> None:
    inner = tmp_path / "rules"
    inner.mkdir()
    (tmp_path / "lamps.csv").write_text(CSV, encoding="utf-8")
    (inner / "out.csv").symlink_to(tmp_path / "lamps.csv")
    _, said = from_csv(inner, CSV, RULES.replace("lamps.csv", name))
    assert [code for code, *_ in said] == ["F190"]


def test_a_thousand_rows_are_checked_in_no_time() -> None:
    rows = "\n".join(f"| [{n}..{n + 1}) | - || {n % 7} |" for n in range(1000))
    rules = table("| behind | kind || n |\n" + rows, outputs="n: {otherwise: 0}")
    assert given_facts(rules, behind=500).value("t.row", "A") == 501
    doubled = table(
        "| behind | kind || n |\n" + rows + "\n| 700.5 | 民生 || 1 |", outputs="n: {otherwise: 0}"
    )
    [fault] = read_text(doubled + HEAD, "rules.yaml").diagnostics
    assert (
        fault.message("en")
        == 'row 1001 and row 701 both hold, for instance where behind = 700.5, kind = "民生"'
    )
