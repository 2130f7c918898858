"""The line of a mapping that is offered for a cell, and how a table that is laid out otherwise than the mapping says is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projgov.diagnostics import Diagnostic, InvalidData, Refused
from projgov.domain.cells import read_date, read_number
from projgov.domain.mapping_reader import read_mapping
from projgov.domain.table import load_table, read_table
from projgov.domain.table_mends import date_formats, number_format, quoted
from projgov.reading.tree import Mapping, Scalar
from projgov.reading.yaml import compose

HEAD = "portfolio: p\nsubject: project\n"
HEADER = "编号,领域,完成,民生,状态,投资\n"


def refused(columns: str, rows: str, header: str = HEADER) -> tuple[Diagnostic, ...]:
    """What is wrong with a table, by a mapping with these columns beside `id`."""
    mapping = read_mapping(compose(f"{HEAD}columns:\n  id: 编号\n{columns}", "map.yaml"))
    with pytest.raises(InvalidData) as caught:
        read_table(header + rows, "d.csv", mapping)
    return caught.value.diagnostics


def read(columns: str, rows: str) -> list[object]:
    """What the one column beside `id` gives."""
    text = f"{HEAD}columns:\n  id: 编号\n  {columns}\n"
    portfolio = read_table(HEADER + rows, "d.csv", read_mapping(compose(text, "map.yaml"))).portfolio
    return [getattr(one, columns.partition(":")[0]) for one in portfolio.projects]


@pytest.mark.parametrize("cell", ["safety", "平安建设", "平安", "Safety"])
def test_a_label_or_name_of_a_choice_is_read_as_its_code(cell: str) -> None:
    assert read("domain: 领域", f"P-1,{cell},,,,\n") == ["safety"]


def test_labels_are_read_in_lists_too_and_spaces_are_as_underscores() -> None:
    assert read("domain: 领域", "P-1,Rule of Law,,,,\nP-2,rule_of_law,,,,\n") == ["rule_of_law"] * 2


def test_a_label_that_is_not_of_the_choice_is_refused_once_for_the_column_with_the_line_to_write() -> None:
    faults = refused("  domain: 领域\n", "P-1,安全,,,,\nP-2,综治,,,,\nP-3,安全,,,,\n")
    assert [(d.code, d.place.line, d.place.subject) for d in faults] == [
        ("D013", 2, "P-1"),
        ("D013", 3, "P-2"),
        ("D013", 4, "P-3"),
    ]
    told = Refused(faults).render("en")
    assert told.count("error[") == 1
    assert "so are 2 more rows: line 3 `综治`, line 4 `安全`" in told
    assert (
        "`domain: {column: 领域, values: {安全: safety, …}}`; the codes are `safety`, `rule_of_law`" in told
    )


def test_yes_and_no_are_said_in_the_mapping_and_the_line_is_offered() -> None:
    faults = refused("  livelihood: 民生\n", "P-1,,,否,,\nP-2,,,是,,\n")
    assert (
        Refused(faults)
        .render("zh")
        .splitlines()[-1]
        .endswith("`livelihood: {column: 民生, values: {是: true, 否: false}}`")
    )


def test_dates_in_one_format_are_one_fault_and_in_another_format_another() -> None:
    rows = "P-1,,2017/6/30,,,\nP-2,,2017/12/1,,,\nP-3,,30.6.2017,,,\n"
    told = Refused(refused("  end: {begins: 完成}\n", rows)).render("en")
    assert told.count("error[D010]") == 2
    assert "write in the mapping `end: {begins: 完成, date: YYYY/M/D}`" in told
    assert "write in the mapping `end: {begins: 完成, date: D.M.YYYY}`" in told


def test_where_formats_are_named_the_one_that_lacks_is_added_to_them() -> None:
    (fault,) = refused("  end: {column: 完成, date: YYYY-MM-DD}\n", "P-1,,2017年6月30日,,,\n")
    assert fault.code == "D052"
    assert "`end: {column: 完成, date: [YYYY-MM-DD, YYYY年M月D日]}`" in fault.help("zh")


def test_a_day_that_may_begin_with_the_month_is_offered_both_ways() -> None:
    (fault,) = refused("  end: {column number: 3}\n", "P-1,,06/07/2017,,,\n")
    assert "`end: {column number: 3, date: D/M/YYYY}`" in fault.help("en")
    assert "(`end: {column number: 3, date: M/D/YYYY}` where the month comes first)" in fault.help("en")


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("2017/6/30", ("YYYY/M/D",)),
        ("20170630", ("YYYYMMDD",)),
        ("2017-06-30 00:00:00", ("YYYY-M-D 00:00:00",)),
        ("31/1/2017", ("D/M/YYYY",)),
        ("1/31/2017", ("M/D/YYYY",)),
        ("2017/13/30", ()),
        ("soon", ()),
        ("2017", ()),
        ("30-Jun-17", ()),
        ("2017M6M30", ()),
    ],
)
def test_formats_are_offered_only_for_what_they_read(text: str, forms: tuple[str, ...]) -> None:
    assert date_formats(text) == forms


@given(
    st.dates(date(1000, 1, 1)), st.sampled_from(["{0:04}/{1}/{2}", "{2}.{1}.{0:04}", "{0:04}年{1}月{2}日"])
)
def test_an_offered_format_reads_the_day_that_was_written(day: date, form: str) -> None:
    written = form.format(day.year, day.month, day.day)
    assert day in [read_date(written, (offered,)) for offered in date_formats(written)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("1,234.5万元", '{thousands: ",", strip: [万元], times: 10000}'),
        ("¥3500", '{strip: ["¥"]}'),
        ("12.5%", "{percent: true}"),
        ("(3.2)", "{brackets: true}"),
        ("3,5", '{decimal: ","}'),
        ("1.234,5", '{thousands: ".", decimal: ","}'),
    ],
)
def test_the_format_of_a_number_is_offered(text: str, line: str) -> None:
    rows = f'P-1,,,,,"{text}"\n'
    (fault,) = refused("  facts.cost: {column: 投资, number: {percent: false}}\n", rows)
    assert f"`facts.cost: {{column: 投资, number: {line}}}`" in fault.help("en")


def test_of_a_unit_that_multiplies_it_is_said_that_plain_numbers_of_the_column_are_multiplied_too() -> None:
    rows = 'P-1,,,,,"1234"\nP-2,,,,,"5万"\n'  # 5万 is 50000, and 1234 is to stay what it is
    (fault,) = refused("  facts.cost: {column: 投资, number: {percent: false}}\n", rows)
    assert "这一格写 `50000`；这一列每一格都以“万”计的，才在对照文件里写" in fault.help("zh")
    assert "here `50000`; only where every cell of it counts in “万”" in fault.help("en")


@pytest.mark.parametrize("text", ["约5", "5左右", "１２", "3-5", "五"])
def test_no_format_is_offered_where_a_number_would_be_guessed(text: str) -> None:
    assert number_format(text) is None


@given(st.integers(-(10**9), 10**9), st.sampled_from(["{:,}", "{:,}万元", "¥{:,}", "{}%"]))
def test_an_offered_format_reads_the_number(number: int, form: str) -> None:
    text = form.format(number)
    offered = number_format(text)
    assert (offered is None) == ("¥-" in text)
    if offered is not None:
        assert read_number(text, offered) == number * offered.times


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Cf", "Cn", "Co"]), min_size=1))
def test_a_text_is_quoted_so_that_it_is_read_back_from_within_braces(text: str) -> None:
    tree = compose(f"a: {{b: {quoted(text)}}}", "t.yaml")
    assert isinstance(tree, Mapping)
    (entry,) = tree
    assert isinstance(entry.value, Mapping)
    (inner,) = entry.value
    assert isinstance(inner.value, Scalar)
    assert inner.value.value == text


def layout(mapping: str, text: bytes, tmp_path: Path) -> Diagnostic:
    """The one fault of a CSV file by a mapping of three columns."""
    (tmp_path / "d.csv").write_bytes(text)
    (tmp_path / "m.yaml").write_text(
        f"{HEAD}{mapping}columns: {{id: 编号, title: 名称, facts.cost: 投资}}\n", encoding="utf-8"
    )
    with pytest.raises(Refused) as caught:
        load_table(tmp_path / "d.csv", tmp_path / "m.yaml")
    (fault,) = caught.value.diagnostics
    return fault


TABLE = "编号,名称,投资\n1,路灯,5\n"


@pytest.mark.parametrize(
    ("mapping", "text", "code", "line"),
    [
        ("", TABLE.replace(",", ";").encode(), "D056", 'delimiter: ";"'),
        ("", TABLE.replace(",", "\t").encode(), "D056", "delimiter: tab"),
        ("", TABLE.replace(",", "，").encode(), "D056", 'delimiter: "，"'),
        ("delimiter: tab\n", TABLE.encode(), "D056", 'delimiter: ","'),
        ("", f"某市台账\n\n{TABLE}".encode(), "D057", "skip rows: 2"),
        ("skip rows: 1\n", f"某市台账\n单位：万元\n{TABLE}".encode(), "D057", "skip rows: 2"),
        ("", TABLE.encode("gb18030"), "F002", "encoding: gb18030"),
        ("", TABLE.encode("utf-16"), "F003", "encoding: utf-16"),
        ("", b"\x80\xff,b\n", "F001", "encoding: cp1252"),
        ("encoding: gb2313\n", TABLE.encode(), "F008", "encoding"),
        ("encoding: ascii\n", TABLE.encode(), "F009", "encoding"),
    ],
)
def test_a_table_laid_out_otherwise_names_the_line_of_the_mapping_that_mends_it(
    mapping: str, text: bytes, code: str, line: str, tmp_path: Path
) -> None:
    fault = layout(mapping, text, tmp_path)
    assert (fault.code, fault.place.file) == (code, str(tmp_path / "d.csv"))
    for language in ("zh", "en"):
        assert f"`{line}" in fault.help(language)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ('delimiter: ";"\n', TABLE.replace(",", ";").encode()),
        ("delimiter: tab\n", TABLE.replace(",", "\t").encode()),
        ("skip rows: 2\n", f"某市台账\n\n{TABLE}".encode()),
        ("encoding: gb18030\n", TABLE.encode("gb18030")),
        ("encoding: utf-16\n", TABLE.encode("utf-16")),
    ],
)
def test_the_line_that_is_offered_mends_it(line: str, text: bytes, tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_bytes(text)
    (tmp_path / "m.yaml").write_text(f"{HEAD}{line}columns: {{id: 编号, title: 名称}}\n", encoding="utf-8")
    assert [p.title for p in load_table(tmp_path / "d.csv", tmp_path / "m.yaml").portfolio.projects] == [
        "路灯"
    ]
