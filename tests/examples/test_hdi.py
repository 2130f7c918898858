"""The Human Development Index, computed here a second time: csv, 60 digits of decimals and nothing of projgov.

What the rule file gives is then held against the same figures, and so is the text of the pages.
"""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal, localcontext
from pathlib import Path
from typing import Any, TypeAlias

import pytest

import projgov
from projgov.cli.main import main
from projgov.domain.table import load_table

HDI = Path(__file__).resolve().parents[2] / "examples" / "hdi"
PAGES = {"en": HDI / "README.md", "zh": HDI / "README.zh.md"}
THOUSANDTH = Decimal("0.001")

Row: TypeAlias = Mapping[str, str]
Values: TypeAlias = dict[str, Decimal]


@pytest.fixture(scope="module")
def data(public_data: Path) -> Path:
    folder = public_data / "data"
    if not (folder / "hdi_2022.csv").is_file():
        pytest.skip("hdi_2022.csv is not among the public data")
    return folder


@pytest.fixture(scope="module")
def rows(data: Path) -> list[Row]:
    with (data / "hdi_2022.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def countries(data: Path) -> dict[str, dict[str, Any]]:
    """The countries as the rule file judges them."""
    table = load_table(data / "hdi_2022.csv", HDI / "mapping.yaml")
    report = projgov.evaluate(projgov.load_pack(HDI / "hdi.yaml"), table.portfolio, "2022-12-31")
    return {s["id"]: s for s in report.to_plain()["subjects"] if s["type"] == "unit"}


def kept(value: Decimal) -> Decimal:
    return min(max(value, Decimal(0)), Decimal(1))


def as_is(value: Decimal) -> Decimal:
    return value


def half_up(value: Decimal) -> Decimal:
    return value.quantize(THOUSANDTH, ROUND_HALF_UP)


def index(
    row: Row,
    *,
    within: Callable[[Decimal], Decimal] = kept,
    dimension: Callable[[Decimal], Decimal] = as_is,
    log: Callable[[Decimal], Decimal] = Decimal.ln,
    arithmetic: bool = False,
) -> Decimal:
    """The index before it is rounded, by the published method or with one thing otherwise."""
    with localcontext(Context(prec=60)):
        life, expected, mean, income = (Decimal(row[f"{c}_2022"]) for c in ("le", "eys", "mys", "gnipc"))
        health = dimension(within((life - 20) / 65))
        education = dimension((within(expected / 18) + within(mean / 15)) / 2)
        low, high = log(Decimal(100)), log(Decimal(75000))
        living = dimension(within((log(income) - low) / (high - low)))
        if arithmetic:
            return (health + education + living) / 3
        return ((health * education * living).ln() / 3).exp()


def ranks(values: Values) -> dict[str, int]:
    """One more than those who are better."""
    return {i: 1 + sum(other > value for other in values.values()) for i, value in values.items()}


def differing(rows: list[Row], values: Values, ranked: Values | None = None) -> list[str]:
    """How many values, and how many ranks, are not those published."""
    placed = ranks(ranked or values)
    return [
        str(sum(values[r["iso3"]] != Decimal(r["hdi_2022"]) for r in rows)),
        str(sum(placed[r["iso3"]] != int(r["hdi_rank_2022"]) for r in rows)),
    ]


# ------------------------------------------------------------------------------------------------------------- the index


def test_every_row_of_the_file_is_a_country_and_none_is_undetermined(
    rows: list[Row], countries: dict[str, dict[str, Any]]
) -> None:
    assert sorted(countries) == sorted(r["iso3"] for r in rows)
    assert not any(c["undetermined"] for c in countries.values())


def test_value_and_rank_of_every_country_are_those_published(
    rows: list[Row], countries: dict[str, dict[str, Any]]
) -> None:
    for row in rows:
        found = countries[row["iso3"]]
        assert re.fullmatch(r"0\.\d{3}", found["score"])
        published = Decimal(row["hdi_2022"]), int(row["hdi_rank_2022"])
        assert (Decimal(found["score"]), found["rank"]) == published, row["country"]


def test_the_index_is_right_in_all_decimals_that_a_rule_file_can_ask_for(rows: list[Row], data: Path) -> None:
    """With 12, the most there are, it is what the 60 digits computed here round to."""
    text = (HDI / "hdi.yaml").read_text(encoding="utf-8").partition("\nsample:")[0]
    assert "    decimals: 3\n" in text
    found = by_rules(text.replace("    decimals: 3\n", "    decimals: 12\n"), data)
    for row in rows:
        expected = index(row).quantize(Decimal("1e-12"), ROUND_HALF_UP)
        assert Decimal(found[row["iso3"]]["score"]) == expected, row["country"]


def by_rules(text: str, data: Path) -> dict[str, dict[str, Any]]:
    from projgov.rules.load import read_text

    read = read_text(text, "hdi.yaml")
    assert read.pack is not None
    table = load_table(data / "hdi_2022.csv", HDI / "mapping.yaml")
    report = projgov.evaluate(read.pack, table.portfolio, "2022-12-31")
    return {s["id"]: s for s in report.to_plain()["subjects"] if s["type"] == "unit"}


def test_who_is_beyond_a_goalpost_is_found_with_what_is_beyond(
    rows: list[Row], countries: dict[str, dict[str, Any]]
) -> None:
    for row in rows:
        beyond = [
            name
            for name, column, most in (
                ("life expectancy", "le", 85),
                ("expected schooling", "eys", 18),
                ("mean schooling", "mys", 15),
                ("income", "gnipc", 75000),
            )
            if Decimal(row[f"{column}_2022"]) > most
        ]
        assert Decimal(row["gnipc_2022"]) >= 100
        assert Decimal(row["le_2022"]) >= 20
        told = [f["reason"]["en"] for f in countries[row["iso3"]]["findings"]]
        assert told == ([f"{', '.join(beyond)} beyond the goalpost, counted as at it"] if beyond else [])


# ------------------------------------------------------------------------------------------------------------- the pages


def table_under(page: str, title: str) -> list[list[str]]:
    """The cells of the rows of the table under a title."""
    lines = page.partition(f"### {title}\n")[2].partition("\n### ")[0].splitlines()
    return [[c.strip() for c in line.strip("|").split("|")] for line in lines if line.startswith("|")][2:]


@pytest.mark.parametrize("language", PAGES)
def test_the_page_is_what_the_one_command_prints(data: Path, language: str) -> None:
    ran = subprocess.run(
        [sys.executable, HDI / "report.py", "--language", language],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env={**os.environ, "PROJGOV_DATA": str(data.parent)},
    )
    text = PAGES[language].read_text(encoding="utf-8")
    inside = text.partition("<!-- findings: begin -->")[2].partition("<!-- findings: end -->")[0]
    assert inside.strip() == ran.stdout.strip()


def test_the_page_counts_the_equal_ones_and_the_shared_ranks(rows: list[Row]) -> None:
    """Counted in the file alone: the test above holds that all computed are equal to it."""
    shared = {rank: n for rank, n in Counter(r["hdi_rank_2022"] for r in rows).items() if n > 1}
    english, chinese = (" ".join(p.read_text(encoding="utf-8").split()) for p in PAGES.values())
    n = len(rows)
    assert (
        f"For {n} of {n} countries the value is the published one, to its three decimals, and for {n} of {n}"
        in english
    )
    assert f"{n}个国家和地区中，{n}个的指数与公布的三位小数相同，{n}个的名次相同" in chinese
    assert f"{len(shared)} ranks are shared by {sum(shared.values())} countries, since" in english
    assert f"{len(shared)}个名次由{sum(shared.values())}个国家和地区共有，因为" in chinese
    table = table_under(PAGES["en"].read_text(encoding="utf-8"), "Shared ranks")
    assert {rank for rank, _, _ in table} == shared.keys()


def test_the_page_says_who_is_beyond_the_goalposts(rows: list[Row]) -> None:
    schooling = {r["country"] for r in rows if Decimal(r["eys_2022"]) > 18}
    income = {r["country"] for r in rows if Decimal(r["gnipc_2022"]) > 75000}
    assert schooling & income == {"Ireland"}
    english, chinese = (" ".join(p.read_text(encoding="utf-8").split()) for p in PAGES.values())
    both = len(schooling | income)
    assert f"{both} countries have a figure beyond a goalpost" in english
    assert (
        f"{len(schooling)} for expected schooling, {len(income)} for income, one of them (Ireland)" in english
    )
    assert f"{both}个国家和地区有数据超出上下限" in chinese
    assert f"预期受教育年限{len(schooling)}个，收入{len(income)}个，其中爱尔兰两项都超出" in chinese


def test_the_page_says_what_comes_of_each_change(rows: list[Row]) -> None:
    def values(**otherwise: Any) -> Values:
        return {r["iso3"]: half_up(index(r, **otherwise)) for r in rows}

    exact = {r["iso3"]: index(r) for r in rows}
    expected = [
        differing(rows, values(arithmetic=True)),
        differing(rows, values(log=as_is)),
        differing(rows, values(within=as_is)),
        differing(rows, values(dimension=half_up)),
        differing(rows, {i: v.quantize(THOUSANDTH, ROUND_DOWN) for i, v in exact.items()}),
        differing(rows, values(), exact),
    ]
    for language, title in (("en", "With one thing changed"), ("zh", "改动一处")):
        page = PAGES[language].read_text(encoding="utf-8")
        assert [cells[1:] for cells in table_under(page, title)] == expected
    english = " ".join(PAGES["en"].read_text(encoding="utf-8").split())
    numbers = (expected[3][0], expected[0][0], expected[5][1])
    assert (
        "together {} values differ, with the arithmetic mean {}; ranked before rounding, {} ranks".format(
            *numbers
        )
        in english
    )
    chinese = "".join(PAGES["zh"].read_text(encoding="utf-8").split())
    assert "{}个指数不同；改用算术平均，{}个不同；按取整前的值排名，{}个名次不同".format(*numbers) in chinese


def test_the_country_nearest_to_a_border_is_the_one_named(rows: list[Row]) -> None:
    nearest = min(rows, key=lambda r: abs(index(r) * 1000 % 1 - Decimal("0.5")))
    assert nearest["country"] == "Kazakhstan"
    assert str(index(nearest)).startswith("0.8015012")
    assert "Kazakhstan: 0.8015013, where 0.8015" in " ".join(PAGES["en"].read_text(encoding="utf-8").split())
    assert "哈萨克斯坦：0.8015013" in PAGES["zh"].read_text(encoding="utf-8")


def test_both_pages_have_the_same_numbers_in_their_tables() -> None:
    english, chinese = (
        [
            re.findall(r"\d+(?:\.\d+)?", line)
            for line in page.read_text(encoding="utf-8").splitlines()
            if line.startswith("|")
        ]
        for page in PAGES.values()
    )
    begin = 9  # the tables of files and of the method are words
    assert english[begin + 9 :] == chinese[begin + 9 :]


def test_the_tests_inside_the_rule_file_pass(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", str(HDI / "hdi.yaml"), "--language", "en"]) == 0
    assert "failed: 0" in capsys.readouterr().out


@pytest.mark.slow
def test_every_small_change_of_the_rule_file_is_noticed_by_its_tests(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["test", "--mutate", str(HDI / "hdi.yaml"), "--language", "en"]) == 0
    assert "noticed by none: 0" in capsys.readouterr().out
