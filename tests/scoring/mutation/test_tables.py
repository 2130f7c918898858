"""The small changes of a decision table, and which of them tests do not notice."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from tests.rules.kinds.judging import HEAD

from projgov.reading.table import read_csv
from projgov.reading.tree import Mapping, Scalar
from projgov.reading.yaml import compose
from projgov.rules.load import read_pack, read_text
from projgov.scoring.mutation import mutate
from projgov.scoring.mutation.expressions import test_edits as edits_of_tests
from projgov.scoring.mutation.tables import csv_edits, table_edits

TABLE = """\
table: |
  | budget   || n |
  | [1..10)  || 5 |
  | >= 10    || - |
"""


def test_rows_are_left_out_and_cells_changed() -> None:
    tree = compose(TABLE, "t.yaml")
    assert isinstance(tree, Mapping)
    scalar = tree.get("table")
    assert isinstance(scalar, Scalar)
    found = [(e.sort, e.place.line, e.before, e.after) for e in table_edits(scalar)]
    assert found == [
        ("dropped", 3, "| [1..10)  || 5 |", ""),
        ("negated", 3, "[1..10)", "not([1..10))"),
        ("boundary", 3, "[1..10)", "(1..10)"),
        ("boundary", 3, "[1..10)", "[1..10]"),
        ("moved", 3, "[1..10)", "[2..10)"),
        ("moved", 3, "[1..10)", "[0..10)"),
        ("moved", 3, "[1..10)", "[1..11)"),
        ("moved", 3, "[1..10)", "[1..9)"),
        ("moved", 3, "5", "6"),
        ("moved", 3, "5", "4"),
        ("dropped", 4, "| >= 10    || - |", ""),
        ("negated", 4, ">= 10", "not(>= 10)"),
        ("boundary", 4, ">= 10", "> 10"),
        ("moved", 4, ">= 10", ">= 11"),
        ("moved", 4, ">= 10", ">= 9"),
    ]
    texts = {e.text for e in table_edits(scalar)}
    assert len(texts) == len(found)
    assert "| budget   || n |\n| [1..10)  || 5 |\n" in texts
    assert "| budget   || n |\n| [1..10)  || 5 |\n| > 10    || - |\n" in texts


def test_rows_and_cells_of_a_table_in_csv_are_changed() -> None:
    text = 'budget,place,n,note\n"[1..10)","""a, b""",5,far\n\n>= 10,-,-,\n'
    found = list(csv_edits(read_csv(text, "t.csv"), ["n"]))
    assert [(e.sort, e.place.line, e.place.column, e.before, e.after) for e in found] == [
        ("dropped", 2, 1, '[1..10),"""a, b""",5,far', ""),
        ("negated", 2, 1, "[1..10)", "not([1..10))"),
        ("boundary", 2, 1, "[1..10)", "(1..10)"),
        ("boundary", 2, 1, "[1..10)", "[1..10]"),
        ("moved", 2, 1, "[1..10)", "[2..10)"),
        ("moved", 2, 1, "[1..10)", "[0..10)"),
        ("moved", 2, 1, "[1..10)", "[1..11)"),
        ("moved", 2, 1, "[1..10)", "[1..9)"),
        ("negated", 2, 11, '"a, b"', 'not("a, b")'),
        ("moved", 2, 22, "5", "6"),
        ("moved", 2, 22, "5", "4"),
        ("dropped", 4, 1, ">= 10,-,-,", ""),
        ("negated", 4, 1, ">= 10", "not(>= 10)"),
        ("boundary", 4, 1, ">= 10", "> 10"),
        ("moved", 4, 1, ">= 10", ">= 11"),
        ("moved", 4, 1, ">= 10", ">= 9"),
    ]
    assert found[0].text == "budget,place,n,note\n>= 10,-,-,\n"
    assert found[8].text == 'budget,place,n,note\n[1..10),"not(""a, b"")",5,far\n>= 10,-,-,\n'
    assert all(read_csv(e.text, "t.csv").header == ("budget", "place", "n", "note") for e in found)


def test_what_no_test_notices_in_a_table_beside_is_shown_where_it_stands_there(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("\ufeffbudget,n,note\n> 10,5,much\n", encoding="utf-8")
    rules = """
        tables:
          - {id: t, on: project, hit: first, outputs: {n: {otherwise: 0}}, table: t.csv}
        sample: {projects: [{id: P, budget: 10}]}
        tests:
          - {name: at the boundary, as of: 2017-12-31, expect: {P: {t: 0}}}
        """
    (tmp_path / "rules.yaml").write_text(dedent(rules) + HEAD, encoding="utf-8")
    pack = read_pack(tmp_path / "rules.yaml").pack
    assert pack is not None
    found = mutate(pack)
    file = str(tmp_path / "t.csv")
    survivors = [(c.rule, c.place.file, c.place.line, c.before, c.after) for c in found.survivors]
    # More than 11, and what follows then: nothing above 10 is asked. At 10 the row does not hold, nor may its boundary or its negation.
    assert [s for s in survivors if s[1] == file] == [
        ("t", file, 2, "> 10", "> 11"),
        ("t", file, 2, "5", "6"),
        ("t", file, 2, "5", "4"),
    ]
    assert found.noticed >= 3


def test_what_stands_for_anything_is_not_changed() -> None:
    assert [e.of("-") for e in edits_of_tests("-")] == []
    assert [e.of("民生, 其他") for e in edits_of_tests("民生, 其他")] == ["not(民生, 其他)"]


def test_a_test_at_the_boundary_notices_when_it_moves() -> None:
    rules = """
        tables:
          - id: t
            on: project
            hit: first
            outputs: {n: {otherwise: 0}}
            table: |
              | budget || n |
              | > 10   || 5 |
        sample: {projects: [{id: P, budget: 10}, {id: Q, budget: 10.01}]}
        tests:
          - {name: at the boundary, as of: 2017-12-31, expect: {P: {t: 0}}}
    """
    pack = read_text(dedent(rules).lstrip("\n") + HEAD, "rules.yaml").pack
    assert pack is not None
    found = {(c.before, c.after) for c in mutate(pack).survivors}
    assert ("> 10", ">= 10") not in found
    assert ("> 10", "> 11") in found
    assert ("5", "6") in found
