"""Portfolios from CSV tables with a mapping file."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projgov.diagnostics import Diagnostic, InvalidData, Refused
from projgov.domain.cells import read_date, read_number
from projgov.domain.declare import Number
from projgov.domain.mapping import NumberFormat
from projgov.domain.mapping_reader import read_mapping
from projgov.domain.scalars import Bad
from projgov.domain.table import TableResult, load_table, read_table
from projgov.domain.types import MISSING, Missing
from projgov.reading.canonical import number_text
from projgov.reading.yaml import compose

MAPPING = """\
portfolio: works
subject: project
missing: ["", NA]
withheld: [Exempt*]
columns:
  id: No
  title: Name of the work
  lead unit: {column: Department, create: true}
  end: {begins: Due, date: [YYYY-MM-DD, D/M/YYYY]}
  domain: {column: Domain, values: {平安: safety, 法治: rule_of_law}}
  facts.cost: {column number: 6, number: {strip: [£], thousands: ","}}
constants: {year: 2017, facts.source: ledger}
"""
HEADER = 'No,"Name of\n the work",Department,"Due (latest\napproved)",Domain,Cost\n'


def read(rows: str, mapping: str = MAPPING, header: str = HEADER, *, skip_bad: bool = False) -> TableResult:
    tree = compose(mapping, "map.yaml")
    return read_table(header + rows, "data.csv", read_mapping(tree), skip_bad=skip_bad)


def refused(rows: str, mapping: str = MAPPING, header: str = HEADER) -> list[tuple[str, str]]:
    with pytest.raises(InvalidData) as caught:
        read(rows, mapping, header)
    return [(d.code, str(d.place)) for d in caught.value.diagnostics]


def only(rows: str, mapping: str = MAPPING) -> Diagnostic:
    with pytest.raises(InvalidData) as caught:
        read(rows, mapping)
    (found,) = caught.value.diagnostics
    return found


def test_each_row_is_a_subject_with_its_cells_read_as_the_mapping_says() -> None:
    (project,) = read('P-1,"Lights, roads",DOT,2017-06-30,法治,"£1,234.50"\n').portfolio.projects
    assert (project.id, project.title, project.lead_unit) == ("P-1", "Lights, roads", "DOT")
    assert (project.end, project.domain, project.year) == (date(2017, 6, 30), "rule_of_law", 2017)
    assert project.facts == {"cost": Decimal("1234.5"), "source": "ledger"}


def test_a_cell_is_missing_or_withheld_where_the_mapping_says_so() -> None:
    (project,) = read(
        "P-1,NA,,Exempt under\n Section 43,,Exempt - s24\n".replace(
            "Exempt under\n Section 43", '"Exempt under\n Section 43"'
        )
    ).portfolio.projects
    assert project.title == MISSING
    assert project.end == Missing("Exempt under Section 43")
    assert project.facts == {"cost": Missing("Exempt - s24"), "source": "ledger"}


def test_units_that_a_column_may_create_are_there_once_with_their_name() -> None:
    portfolio = read("P-1,a,DOT,,,\nP-2,b,DOT,,,\nP-3,c,HO,,,\n").portfolio
    assert [(u.id, u.name) for u in portfolio.units] == [("DOT", "DOT"), ("HO", "HO")]


def test_all_cells_that_cannot_be_read_are_reported_at_once_by_row_and_column() -> None:
    rows = 'P-1,ok,DOT,2017-06-31,安全,12 £\n,no id,DOT,,,x\nP-3,"a\nb",DOT,31/6/2017,,"1,23"\n'
    assert refused(rows) == [
        ("D052", "data.csv:4:4"),
        ("D053", "data.csv:4:5"),
        ("D054", "data.csv:5:1"),
        ("D050", "data.csv:5:6"),
        ("D052", "data.csv:6:4"),
        ("D050", "data.csv:6:6"),
    ]


def test_a_fault_names_the_row_the_column_the_text_and_the_mend() -> None:
    found = only("P-1,ok,DOT,soon,,\n")
    assert (
        found.message("en")
        == "P-1, column `Due (latest approved)`: `soon` is not a date written `YYYY-MM-DD`, `D/M/YYYY`"
    )
    assert found.message("zh").startswith("P-1，“Due (latest approved)”列：")
    assert "`missing` or `withheld`" in found.help("en")


def test_bad_rows_are_left_out_and_listed_when_the_good_ones_are_to_go_on() -> None:
    result = read("P-1,ok,DOT,soon,,\nP-2,ok,HO,,,5\nP-3,ok\n", skip_bad=True)
    assert [p.id for p in result.portfolio.projects] == ["P-2"]
    assert [u.id for u in result.portfolio.units] == ["HO"]
    assert [(d.code, d.place.line) for d in result.bad_rows] == [("D052", 4), ("F082", 6)]


def test_rows_whose_ids_differ_in_width_only_are_bad_all_of_them() -> None:
    rows = "P-1,a,,,,\nP-2,b,,,,\nＰ-1,c,,,,\n"
    assert refused(rows) == [("D032", "data.csv:6:1")]
    result = read(rows, skip_bad=True)
    assert [p.id for p in result.portfolio.projects] == ["P-2"]


def test_rows_of_one_id_are_bad_all_of_them() -> None:
    rows = "P-1,a,,,,\nP-2,b,,,,\nP-1,c,,,,\n"
    assert refused(rows) == [("D014", "data.csv:6:1")]
    result = read(rows, skip_bad=True)
    assert [p.id for p in result.portfolio.projects] == ["P-2"]
    assert [str(place) for place in result.bad_rows[0].related] == ["data.csv:4:1"]


PARENTS = "portfolio: w\nsubject: project\ncolumns: {id: No, parent: Above}\n"


def test_references_within_the_table_are_looked_up_and_cycles_found() -> None:
    header = "No,Above\n"
    good = read("A,\nB,A\n", PARENTS, header).portfolio.projects
    assert [p.parent for p in good] == [MISSING, "A"]
    assert refused("A,B\nB,A\nC,X\n", PARENTS, header) == [("D016", "data.csv:2:2"), ("D015", "data.csv:4:2")]


def test_a_row_that_refers_to_a_bad_row_is_bad() -> None:
    result = read("A,X\nB,A\nC,B\nD,\n", PARENTS, "No,Above\n", skip_bad=True)
    assert [p.id for p in result.portfolio.projects] == ["D"]
    assert [d.place.line for d in result.bad_rows] == [2, 3, 4]


def test_a_mapping_can_be_written_in_chinese() -> None:
    mapping = """\
数据编号: 台账
对象: 项目
分隔符: 制表符
跳过行数: 2
缺失: [无, ""]
保密: [涉密*]
列:
  id: 序号
  名称: 项目名称
  民生实事: {列名: 是否民生, 取值: {是: true, 否: false}}
  结束日期: {列名开头: 完成, 日期: YYYY年M月D日}
  事实.投资: {第几列: 5, 数字: {千分位: ",", 乘以: 10000, 括号为负: true}}
固定值: {级别: county}
登记簿: {reports: {complete_through: 2017-12-31}}
说明: {zh: 虚构, en: made up}
"""
    rows = "X-1\t路灯\t是\t2017年6月5日\t1,234.5\nX-2\t公园\t否\t涉密(未公布)\t(0.05)\n"
    result = read(
        rows,
        mapping,
        "某县项目台账\n单位:万元\n序号\t项目名称\t是否民生\t完成\n时限\t投资(万元)\n".replace(
            "完成\n时限", '"完成\n时限"'
        ),
    )
    one, two = result.portfolio.projects
    assert (one.livelihood, two.livelihood, one.level) == (True, False, "county")
    assert (one.end, two.end) == (date(2017, 6, 5), Missing("涉密(未公布)"))
    assert (one.facts["投资"], two.facts["投资"]) == (12345000, -500)
    assert result.portfolio.registers == {"reports": date(2017, 12, 31)}


def test_every_fault_of_a_mapping_is_reported_at_its_place() -> None:
    mapping = """\
projgov: 2
subject: projct
colums: {}
"""
    assert refused("", mapping) == [
        ("D042", "map.yaml:1:1"),
        ("D042", "map.yaml:1:1"),
        ("D041", "map.yaml:1:10"),
        ("D043", "map.yaml:2:10"),
        ("D040", "map.yaml:3:1"),
    ]


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("columns: {title: Name of the work}", "D042", "columns.id"),
        ("columns: {id: No, titel: Name of the work}", "D044", "did you mean `title`"),
        ("columns: {id: No, reports: Cost}", "D045", "reports"),
        ("columns: {id: No, title: Nmae of the work}", "D047", "did you mean `Name of the work`"),
        ("columns: {id: No, title: {begins: D}}", "D048", "3 columns begin"),
        ("columns: {id: No, title: {column number: 9}}", "D047", "9"),
        ("columns: {id: No, title: {date: YYYY-MM-DD}}", "D042", "column number"),
        ("columns: {id: No, title: {column: Cost, begins: C}}", "D042", "column"),
        ("columns: {id: No, end: {column: Cost, date: YY-MM-DD}}", "D049", "YY-MM-DD"),
        ("columns: {id: No, end: {column: Cost, number: 5}}", "D041", "number"),
        ("columns: {id: No, title: Cost, 名称: Domain}", "D046", "名称"),
        ("columns: [No]", "D041", "columns"),
        ("columns: {id: No}\ndelimiter: ;;", "D041", "one character"),
        ("columns: {id: No}\nskip rows: -1", "D041", "skip rows"),
        ("columns: {id: No}\nmissing: {a: b}", "D041", "missing"),
        ("columns: {id: No}\nconstants: {level: high}", "D013", "high"),
        ("columns: {id: No}\nconstants: {lead unit: U-1}", "D015", "U-1"),
        ("columns: {id: No}\nconstants: {id: U-1}", "D046", "id"),
        ("columns: {id: No}\nregisters: {report: {complete_through: null}}", "D021", "reports"),
        ("columns: {id: No}\nnote: abc", "D027", "zh"),
    ],
)
def test_a_mapping_that_cannot_be_meant_is_refused(line: str, code: str, words: str) -> None:
    found = only("", f"portfolio: p\nsubject: project\n{line}\n")
    assert found.code == code
    assert found.place.file == "map.yaml"
    assert words in found.render("en")
    assert found.render("zh") != found.render("en")


@pytest.mark.parametrize(
    ("text", "form", "number"),
    [
        ("1234", NumberFormat(), 1234),
        ("-0.50", NumberFormat(), Decimal("-0.5")),
        ("£1,234,567.8", NumberFormat(thousands=",", strip=("£",)), Decimal("1234567.8")),
        ("-£5", NumberFormat(strip=("£",)), -5),
        ("£-5", NumberFormat(strip=("£",)), -5),
        ("1.234,5", NumberFormat(thousands=".", decimal=","), Decimal("1234.5")),
        ("-8%", NumberFormat(percent=True), -8),
        ("12.5 %", NumberFormat(percent=True), Decimal("12.5")),
        ("(3.2)", NumberFormat(brackets=True), Decimal("-3.2")),
        ("350万元", NumberFormat(strip=("万元",), times=10000), 3500000),
        ("0.1", NumberFormat(times=Decimal("0.1")), Decimal("0.01")),
    ],
)
def test_a_number_is_read_in_the_format_named(text: str, form: NumberFormat, number: Number) -> None:
    found = read_number(text, form)
    assert (type(found), found) == (type(number), number)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("1,234", NumberFormat()),
        ("12,34", NumberFormat(thousands=",")),
        ("1234,567", NumberFormat(thousands=",")),
        ("£5", NumberFormat()),
        ("8", NumberFormat(percent=True)),
        ("8%", NumberFormat()),
        ("(3)", NumberFormat()),
        ("--3", NumberFormat()),
        ("(-3)", NumberFormat(brackets=True)),
        ("1e3", NumberFormat()),
        ("Inf", NumberFormat()),
        ("１２", NumberFormat()),
        (".5", NumberFormat()),
        ("", NumberFormat()),
    ],
)
def test_a_number_in_another_format_is_not_guessed(text: str, form: NumberFormat) -> None:
    with pytest.raises(Bad):
        read_number(text, form)


@given(st.decimals(-(10**9), 10**9, places=3))
def test_what_is_written_with_thousands_is_read_back_exactly(number: Decimal) -> None:
    written = format(number, ",f")
    found = read_number(written, NumberFormat(thousands=","))
    assert number_text(found) == number_text(number)


@given(st.dates(), st.sampled_from(["YYYY-MM-DD", "D/M/YYYY", "YYYY年M月D日", "DD.MM.YYYY"]))
def test_what_is_written_as_a_date_is_read_back(day: date, form: str) -> None:
    written = (
        form.replace("YYYY", f"{day.year:04}").replace("MM", f"{day.month:02}").replace("DD", f"{day.day:02}")
    )
    written = written.replace("M", str(day.month)).replace("D", str(day.day))
    assert read_date(written, (form,)) == day


def test_another_encoding_is_read_when_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_bytes("编号,名称\n1,路灯\n".encode("gb18030"))
    (tmp_path / "m.yaml").write_text(
        "portfolio: p\nsubject: project\nencoding: gb18030\ncolumns: {id: 编号, title: 名称}\n",
        encoding="utf-8",
    )
    assert load_table(tmp_path / "d.csv", tmp_path / "m.yaml").portfolio.projects[0].title == "路灯"
    (tmp_path / "m.yaml").write_text(
        "portfolio: p\nsubject: project\ncolumns: {id: 编号}\n", encoding="utf-8"
    )
    with pytest.raises(Refused) as caught:
        load_table(tmp_path / "d.csv", tmp_path / "m.yaml")
    assert caught.value.diagnostics[0].code == "F002"


GMPP = """\
portfolio: gmpp
subject: project
missing: ["", NA]
withheld: [Exempt*, Early planning GMPP project*, The project is not in a position to provide*]
columns:
  id: GMPP ID Number
  title: Project Name
  lead unit: {column: Department, create: true}
  start: {begins: Project - Start Date, date: YYYY-MM-DD}
  end: {begins: Project - End Date, date: YYYY-MM-DD}
  facts.rating: {begins: IPA Delivery, values: {Green: green, Amber: amber, Red: red}}
  facts.baseline: {begins: Financial Year Baseline, number: {strip: [£], thousands: ","}}
  facts.forecast: {column number: 13, number: {strip: [£], thousands: ","}}
"""


@pytest.mark.parametrize(("year", "rows"), [("2021_22", 235), ("2022_23", 244)])
def test_a_published_table_is_read_whole(year: str, rows: int, public_data: Path, tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(GMPP, encoding="utf-8")
    result = load_table(public_data / "data" / f"gmpp_{year}.csv", tmp_path / "m.yaml")
    assert len(result.portfolio.projects) == rows
    exempt = [p for p in result.portfolio.projects if isinstance(p.facts.get("baseline"), Missing)]
    assert all("xempt" in str(p.facts["baseline"]) or "project" in str(p.facts["baseline"]) for p in exempt)
    assert exempt
