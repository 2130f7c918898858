"""CSV text to a table: RFC 4180, with lines, and every fault by row."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projgov.diagnostics import Diagnostic, InvalidData
from projgov.reading.table import Row, Table, read_csv
from projgov.reading.text import decode


def refused(text: str, **options: bool) -> tuple[Diagnostic, ...]:
    with pytest.raises(InvalidData) as caught:
        read_csv(text, "t.csv", **options)  # type: ignore[arg-type]  # its options of one type are taken together
    for fault in caught.value.diagnostics:
        assert fault.message("zh")
    return caught.value.diagnostics


def found(text: str) -> list[tuple[str, int, int]]:
    return [(fault.code, fault.place.line, fault.place.column) for fault in refused(text)]


def test_rows_are_read_with_their_lines() -> None:
    table = read_csv('id,name\r\n1,"a, ""b""\r\nc"\r\n2,\r\n', "t.csv")
    assert table == Table(("id", "name"), (Row(("1", 'a, "b"\r\nc'), 2), Row(("2", ""), 4)), "t.csv")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
def test_any_line_end_will_do_and_the_last_may_be_absent(end: str, last: bool) -> None:
    table = read_csv(end.join(["a,b", "1,2", "3,4"]) + (end if last else ""), "t.csv")
    assert table.rows == (Row(("1", "2"), 2), Row(("3", "4"), 3))


def test_names_of_columns_are_tidied() -> None:
    assert read_csv('"Start Date \n(approved)", cafe\u0301 ,\n', "t.csv").header == (
        "Start Date (approved)",
        "caf\u00e9",
        "",
    )


def test_another_delimiter_can_be_named() -> None:
    assert read_csv("a;b\n1,5;2", "t.csv", delimiter=";").rows == (Row(("1,5", "2"), 2),)
    assert read_csv("a\tb\n1\t2", "t.csv", delimiter="\t").rows == (Row(("1", "2"), 2),)


def test_empty_lines_are_passed_over_and_counted() -> None:
    assert read_csv("\na,b\n\n1,2\n\n\n", "t.csv").rows == (Row(("1", "2"), 4),)


def test_an_empty_line_in_a_table_of_one_column_is_an_empty_cell() -> None:
    assert read_csv("a\n1\n\n2\n\n", "t.csv").rows == (Row(("1",), 2), Row(("",), 3), Row(("2",), 4))


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", [("F080", 1, 1)]),
        ("\n\n", [("F080", 1, 1)]),
        ("a,b,a\n1,2,3", [("F081", 1, 1)]),
        ("cafe\u0301,caf\u00e9 \n1,2", [("F081", 1, 1)]),
        ("a,b\n1\n1,2\n1,2,3", [("F082", 2, 1), ("F082", 4, 1)]),
        ('a,b\n"x\ny",1\n2', [("F082", 4, 1)]),
        ('a,b\n1,"x"y\n', [("F083", 2, 6)]),
        ('a,b\n"x\nyz"w,1\n', [("F083", 3, 4)]),
        ('a,b\n1,"x\n2,3\n', [("F084", 2, 3)]),
        ('a,b\n1,5" pipe\n', [("F085", 2, 3)]),
        ("a,\n1,\n2,x\n", [("F086", 1, 1)]),
        ("a,b\n1,\x00\n", [("F006", 2, 3)]),
        ('a,a\n1\n"x"y,5"\n', [("F081", 1, 1), ("F082", 2, 1), ("F083", 3, 4), ("F085", 3, 6)]),
    ],
)
def test_every_fault_is_reported_by_line(text: str, faults: list[tuple[str, int, int]]) -> None:
    assert found(text) == faults


def test_a_doubled_column_is_counted_and_a_nameless_one_shows_what_it_holds() -> None:
    (doubled,) = refused("a,a,a\n1,2,3")
    assert "3 times" in doubled.message("en")
    (nameless,) = refused("a,\n1,xyz")
    assert "column 2" in nameless.message("en")
    assert "`xyz`" in nameless.message("en")


def test_the_mend_of_a_stray_quote_can_be_read() -> None:
    (fault,) = refused('a\n5" pipe')
    assert '`"5"" pipe"`' in fault.help("en")
    assert read_csv('a\n"5"" pipe"', "t.csv").rows[0].cells == ('5" pipe',)


def test_good_rows_can_go_on_with_the_bad_ones_listed() -> None:
    table = read_csv("a,b\n1\n1,2\n", "t.csv", keep_good=True)
    assert table.rows == (Row(("1", "2"), 3),)
    assert [(fault.code, fault.place.line) for fault in table.faults] == [("F082", 2)]


def test_a_bad_header_is_refused_all_the_same() -> None:
    assert [fault.code for fault in refused("a,a\n1\n", keep_good=True)] == ["F081", "F082"]


cells = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cn", "Co", "Zl", "Zp"])
) | st.sampled_from(['"', ",", "\n", "\r\n", 'a"b', " x "])


@given(
    st.lists(st.tuples(cells, cells, cells), max_size=8), st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL])
)
def test_what_the_standard_library_writes_is_read_back(
    rows: list[tuple[str, str, str]], quoting: int
) -> None:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, quoting=quoting)  # type: ignore[arg-type]  # one of two constants, which mypy has as numbers
    writer.writerows([("x", "y", "z"), *rows])
    table = read_csv(stream.getvalue(), "t.csv")
    assert [row.cells for row in table.rows] == rows


@given(st.lists(st.sampled_from([*'ab,"\n\r ;\t', '""', "\r\n", "\x00"])).map("".join), st.booleans())
def test_any_text_is_read_or_refused(text: str, keep_good: bool) -> None:
    outcome: Table | InvalidData
    try:
        outcome = read_csv(text, "t.csv", keep_good=keep_good)
    except InvalidData as refusal:
        outcome = refusal
    if isinstance(outcome, InvalidData):
        assert outcome.diagnostics
    else:
        assert {len(row.cells) for row in outcome.rows} <= {len(outcome.header)}
        assert keep_good or not outcome.faults


@pytest.mark.parametrize("name", ["gmpp_2021_22", "gmpp_2022_23", "hdi_2022"])
def test_public_tables_are_read_as_the_standard_library_reads_them(public_data: Path, name: str) -> None:
    data = (public_data / "data" / f"{name}.csv").read_bytes()
    table = read_csv(decode(data, name), name)
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    assert [list(row.cells) for row in table.rows] == rows[1:]
    assert len(table.header) == len(rows[0])


def test_a_row_knows_the_columns_at_which_its_cells_begin() -> None:
    table = read_csv('a,b,c\n1,"2,5",3\n', "t.csv")
    assert [row.columns for row in table.rows] == [(1, 3, 9)]
