"""The cells of a table: from text with bars, with the place of each."""

from __future__ import annotations

import pytest

from projgov.reading.table import read_csv
from projgov.reading.tree import Mapping, Scalar
from projgov.reading.yaml import compose
from projgov.rules.core.scope import Faults
from projgov.rules.forms.table_text import Grid, Line, from_csv, from_text


def read(rows: str, style: str = "|") -> tuple[Grid | None, list[tuple[str, int, int]]]:
    """The table under `table:` and the faults found: code, line, column."""
    indented = "\n".join(f"  {line}" for line in rows.split("\n"))
    tree = compose(f"table: {style}\n{indented}\n", "t.yaml")
    assert isinstance(tree, Mapping)
    scalar = tree.get("table")
    assert isinstance(scalar, Scalar)
    faults = Faults()
    grid = from_text(scalar, faults)
    return grid, [(d.code, d.place.line, d.place.column) for d in faults]


def texts(line: Line) -> list[list[str]]:
    return [[c.text for c in cells] for cells in (line.inputs, line.outputs, line.notes)]


def test_a_row_is_divided_into_inputs_outputs_and_notes() -> None:
    grid, faults = read(
        "| a | b || c | d || n |\n|---|:--:||---|---||---|\n|1|2||3|4||see, above|\n\n| - | - || - | - || |"
    )
    assert faults == []
    assert grid is not None
    assert texts(grid.header) == [["a", "b"], ["c", "d"], ["n"]]
    assert [texts(row) for row in grid.rows] == [
        [["1", "2"], ["3", "4"], ["see, above"]],
        [["-", "-"], ["-", "-"], [""]],
    ]
    assert [row.note for row in grid.rows] == ["see, above", ""]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ('| "a | b" | "c || d" || "\\" |" |', [['"a | b"', '"c || d"'], ['"\\" |"'], []]),
        ("| 1 | || 2 |", [["1", ""], ["2"], []]),
        ("| 1 ||| 2 |", [["1", ""], ["2"], []]),
        ("|| 1 || 2 |", [["", "1"], ["2"], []]),
        ("| 1 | 2 || |", [["1", "2"], [""], []]),
        ("| 1 | 2 | 3 |", [["1", "2"], ["3"], []]),
        ('| "1 | 2 || 3 |', [['"1', "2"], ["3"], []]),
    ],
)
def test_bars_in_quotes_are_text_and_an_empty_cell_is_a_cell(row: str, cells: list[list[str]]) -> None:
    grid, faults = read(f"| a | b || c |\n{row}")
    assert faults == []
    assert grid is not None
    assert texts(grid.rows[0]) == cells


def test_each_cell_knows_the_place_of_its_parts() -> None:
    grid, _ = read("| a | b || c |\n|  10 |   20 || 甲乙 |")
    assert grid is not None
    places = [
        (c.place.line, c.place.column, c.place.end_column)
        for c in (*grid.rows[0].inputs, *grid.rows[0].outputs)
    ]
    assert places == [(3, 6, 8), (3, 13, 15), (3, 19, 21)]
    assert grid.rows[0].outputs[0].place_at(1, 1).column == 20


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        ("| a || b |", [("B020", 2, 3)]),
        ("| a | b |\n| 1 | 2 |", [("B022", 2, 3)]),
        ("| a || b |\n| 1 || 2", [("B021", 3, 3), ("B020", 2, 3)]),
        ("| a || b |\n  1 || 2 |\n| 1 || 2 |", [("B021", 3, 5)]),
        ("| a || b |\n| 1 | 2 || 3 |\n| 1 |\n| 1 || 2 || 3 |\n| 1 || 2 |", [("B023", 3, 3), ("B023", 4, 3), ("B023", 5, 3)]),
        ("| a || b |\n｜ 1 ｜｜ 2 ｜\n| 1 || 2 |", [("B024", 3, 3)]),
        ("| a || b |\n| \"｜\" || 2 |", []),
    ],
)  # fmt: skip
def test_faults_of_rows(rows: str, faults: list[tuple[str, int, int]]) -> None:
    assert read(rows)[1] == faults


def test_rows_that_yaml_has_folded_into_one_line_are_told() -> None:
    grid, faults = read("| a || b |\n| 1 || 2 |", ">")
    assert grid is None
    assert [code for code, _, _ in faults] == ["B025"]


def test_columns_of_csv_are_inputs_outputs_and_notes_by_their_names() -> None:
    faults = Faults()
    table = read_csv("a,b,结果 甲,why\n1,2,3,x\n,,,\n", "t.csv")
    grid = from_csv(table, ["结果_甲"], faults)
    assert grid is not None
    assert texts(grid.rows[0]) == [["1", "2"], ["3"], ["x"]]
    assert len(grid.rows) == 1
    assert [c.place.column for c in grid.rows[0].inputs] == [1, 3]


def test_an_input_between_outputs_is_told() -> None:
    faults = Faults()
    assert from_csv(read_csv("a,b,c,d\n1,2,3,4\n", "t.csv"), ["b", "d"], faults) is None
    assert [(d.code, d.message("en")) for d in faults] == [("B028", "the column `c` stands between outputs")]
