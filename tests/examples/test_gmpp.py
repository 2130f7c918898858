"""The figures on the page about two years of the GMPP, computed here a second time: csv, Fraction and nothing of projgov.

What projgov finds is then held against the same figures, and so is the text of the page.
"""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import pytest

import projgov
from projgov.cli.main import main
from projgov.domain.table import load_table

GMPP = Path(__file__).resolve().parents[2] / "examples" / "gmpp"
FIRST, SECOND = ("2021_22", "2022-03-31"), ("2022_23", "2023-03-31")
YEARS = (FIRST, SECOND)
STEPS = {"Green": 1, "Amber": 2, "Red": 3}
ID = "GMPP ID Number"
BASELINE, FORECAST, VARIANCE = (f"Financial Year {name}" for name in ("Baseline", "Forecast", "Variance"))
IPA, SRO = "IPA Delivery Confidence Assessment", "SRO Delivery Confidence Assessment"
END = "Project - End Date"
COMMENTARY = "Departmental commentary on actions planned or taken on the IPA RAG rating."
NARRATIVE = "Departmental narrative on budget/forecast variance for 2021/22"

Row: TypeAlias = Mapping[str, str]


@pytest.fixture(scope="module")
def data(public_data: Path) -> Path:
    folder = public_data / "data"
    if not all((folder / f"gmpp_{year}.csv").is_file() for year, _ in YEARS):
        pytest.skip("the GMPP files are not among the public data")
    return folder


@pytest.fixture(scope="module")
def page() -> str:
    return " ".join((GMPP / "README.md").read_text(encoding="utf-8").split())


@cache
def rows(data: Path, year: str) -> tuple[Row, ...]:
    """The rows of a file, white space folded; a column's name ends where a bracket begins."""
    with (data / f"gmpp_{year}.csv").open(encoding="utf-8-sig", newline="") as file:
        return tuple(
            {" ".join(name.split()).partition(" (")[0]: " ".join(cell.split()) for name, cell in row.items()}
            for row in csv.DictReader(file)
        )


def number(text: str) -> Fraction | None:
    """The number in a cell, without £, % and commas; None where it holds anything else."""
    plain = re.sub("[£%,]", "", text)
    return Fraction(plain) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", plain) else None


def figures(row: Row) -> tuple[Fraction, Fraction, Fraction] | None:
    """Baseline, forecast and printed variance, where the row prints all of them."""
    baseline, forecast, printed = (number(row[column]) for column in (BASELINE, FORECAST, VARIANCE))
    if baseline is None or forecast is None or printed is None:
        return None
    return baseline, forecast, printed


def half_up(value: Fraction) -> int:
    """The nearest whole number, halves away from zero."""
    size = int(abs(value) + Fraction(1, 2))
    return size if value >= 0 else -size


def variance(baseline: Fraction, forecast: Fraction) -> Fraction:
    return (forecast - baseline) / baseline * 100


def reconciled_exactly(row: Row) -> bool:
    baseline, forecast, printed = figures(row) or pytest.fail("no figures")
    return half_up(variance(baseline, forecast)) == printed


def day(text: str) -> date | None:
    return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None


def rating(row: Row) -> tuple[str, int] | None:
    """Who rated a project, and how; None where no rating is published."""
    given = [(who[:3], STEPS[row[who]]) for who in (IPA, SRO) if row[who] in STEPS]
    assert len(given) < 2, "a row with two ratings"
    return given[0] if given else None


def lamp_of(baseline: Fraction | None, forecast: Fraction | None) -> str | None:
    if baseline is None or forecast is None:
        return None
    if baseline == 0:
        return "red" if forecast else "green"
    size = abs(variance(baseline, forecast))
    return "red" if size > 10 else "amber" if size > 5 else "green"


@cache
def judged(data: Path, year: str, as_of: str) -> tuple[dict[str, Any], ...]:
    """The projects of a year as projgov judges them."""
    table = load_table(data / f"gmpp_{year}.csv", GMPP / f"mapping_{year}.yaml")
    report = projgov.evaluate(projgov.load_pack(GMPP / "year.yaml"), table.portfolio, as_of)
    return tuple(s for s in report.to_plain()["subjects"] if s["type"] == "project")


def unmet(subjects: tuple[dict[str, Any], ...], rule: str) -> set[str]:
    return {s["id"] for s in subjects for f in s["findings"] if f["rule"] == rule}


def undetermined(subjects: tuple[dict[str, Any], ...], rule: str) -> dict[str, set[str]]:
    """The ids that a rule leaves open, each with the reasons stated."""
    return {
        s["id"]: {m["why"] for m in one["missing"]}
        for s in subjects
        for one in s["undetermined"]
        if one["rule"] == rule
    }


def mark(subject: dict[str, Any], rule: str) -> str | None:
    found: str | None = next(m["code"] for m in subject["marks"] if m["rule"] == rule)
    return found


def matched(data: Path) -> Iterator[tuple[str, Row, Row]]:
    """The projects that are in both files."""
    first, second = ({row[ID]: row for row in rows(data, year)} for year, _ in YEARS)
    return ((key, first[key], second[key]) for key in sorted(first.keys() & second.keys()))


# ------------------------------------------------------------------------------------------------------------ the reading


@pytest.mark.parametrize(("year", "as_of"), YEARS)
def test_each_row_of_a_file_becomes_a_project(data: Path, year: str, as_of: str) -> None:
    assert [s["id"] for s in judged(data, year, as_of)] == sorted(r[ID] for r in rows(data, year))


def test_the_page_says_how_many_rows_and_how_many_of_them_match(data: Path, page: str) -> None:
    first, second = ({r[ID] for r in rows(data, year)} for year, _ in YEARS)
    assert f"{len(first)} rows give {len(first)} projects, {len(second)} rows give {len(second)}" in page
    both, only_first, only_second = len(first & second), len(first - second), len(second - first)
    assert (
        f"{both} projects are in both files, {only_first} only in the first and {only_second} only in the second"
        in page
    )
    assert f"all {both + only_first + only_second} are judged" in page


def test_a_mapping_for_the_other_year_is_refused_cell_by_cell(data: Path) -> None:
    with pytest.raises(projgov.InvalidData) as refused:
        load_table(data / "gmpp_2022_23.csv", GMPP / "mapping_2021_22.yaml")
    by_code = Counter(d.code for d in refused.value.diagnostics)
    # No variance of 2022-23 bears a % sign; what is withheld is refused nowhere, `NA` and `Inf` are.
    withheld = sum(r[VARIANCE].startswith(("Exempt", "Early")) for r in rows(data, "2022_23"))
    assert by_code["D051"] == 244 - withheld


# ----------------------------------------------------------------------------------------------------- the printed variance


def test_the_rows_that_do_not_reconcile_are_found_and_counted(data: Path, page: str) -> None:
    printed = [r for r in rows(data, "2021_22") if figures(r)]
    exactly = [r for r in printed if reconciled_exactly(r)]
    # £350 and £208 stand for anything from 349.5 and 207.5 up: (208.4 − 349.6) ÷ 349.6 is −40.39 %, printed −40 %.
    whole = {"MOD_0106_1617-Q1"}
    assert half_up(variance(Fraction("349.6"), Fraction("208.4"))) == -40
    wrong = {r[ID] for r in printed} - {r[ID] for r in exactly} - whole
    found = judged(data, *FIRST)
    assert unmet(found, "variance_total") == wrong
    assert (
        f"of {len(printed)} rows that print all three figures, {len(exactly) + 1} reconcile ({len(exactly)} exactly, and one "
        f"because its figures are printed to whole millions) and {len(wrong)} do not"
    ) in page
    assert unmet(found, "variance_is_a_number") == set()
    assert len(undetermined(found, "variance_total")) == len(found) - len(printed)


def test_rounding_of_the_figures_themselves_excuses_no_other_row(data: Path) -> None:
    """Each figure with decimals stands for at most half a hundredth more or less; no row comes near enough by that."""
    half = Fraction(1, 200)
    for row in rows(data, "2021_22"):
        found = figures(row)
        if found and "." in row[BASELINE] and not reconciled_exactly(row):
            baseline, forecast, printed = found
            extremes = [
                half_up(variance(baseline + b, forecast + f)) for b in (-half, half) for f in (-half, half)
            ]
            assert not min(extremes) <= printed <= max(extremes), row[ID]


def test_the_page_sorts_the_rows_by_what_may_have_happened(data: Path, page: str) -> None:
    kinds: Counter[str] = Counter()
    listed = unmet(judged(data, *FIRST), "variance_total")
    for row in rows(data, "2021_22"):
        if row[ID] in listed:
            baseline, forecast, printed = figures(row) or pytest.fail("no figures")
            exact = variance(baseline, forecast)
            if printed == int(exact):  # int() cuts
                kinds["cut"] += 1
            elif printed == half_up((forecast - baseline) / forecast * 100):
                kinds["forecast"] += 1
            else:
                kinds["zero" if printed == 0 else "other"] += 1
    assert (
        f"{kinds['cut']} are cut instead of rounded, {kinds['forecast']} look as if divided by the forecast, {kinds['zero']} print "
        f"0 for what is not nothing (one of them for 105 %), {kinds['other']} fit none of these"
    ) in page


def test_no_sign_is_wrong_and_one_row_also_fits_the_difference_in_money(data: Path) -> None:
    for year, as_of in YEARS:
        money = set()
        for row in rows(data, year):
            baseline, forecast, printed = figures(row) or (Fraction(1), Fraction(1), Fraction(0))
            assert printed * (forecast - baseline) >= 0
            if printed and baseline and printed != half_up(variance(baseline, forecast)):
                money |= {row[ID]} if printed == half_up(forecast - baseline) else set()
        found = judged(data, year, as_of)
        assert unmet(found, "variance_sign") == set()
        assert (
            unmet(found, "variance_unit") == money == ({"MOD_0124_2021-Q4"} if year == "2021_22" else set())
        )


def test_in_the_second_year_all_reconcile_but_one_that_is_no_number(data: Path, page: str) -> None:
    printed = [r for r in rows(data, "2022_23") if figures(r)]
    assert all(map(reconciled_exactly, printed))
    found = judged(data, *SECOND)
    assert unmet(found, "variance_total") == set()
    infinite = [r for r in rows(data, "2022_23") if r[VARIANCE] == "Inf"]
    assert [r[ID] for r in infinite] == list(unmet(found, "variance_is_a_number"))
    assert (infinite[0][BASELINE], infinite[0][FORECAST]) == ("0", "0.91")
    assert f"In 2022-23 all {len(printed)} reconcile, and one row prints `Inf`, a forecast of £0.91m" in page


def test_signs_of_money_and_per_cent_stand_in_one_file_only(data: Path) -> None:
    for row in rows(data, "2021_22"):
        if figures(row):
            assert row[BASELINE][0] == row[FORECAST][0] == "£"
            assert row[VARIANCE][-1] == "%"
    cells = [r[column] for r in rows(data, "2022_23") for column in (BASELINE, FORECAST, VARIANCE)]
    assert not any(re.search("[£%]", cell) for cell in cells)


def test_the_totals_add_up(data: Path, page: str) -> None:
    texts = []
    for year, _ in YEARS:
        sums = [Fraction(0), Fraction(0)]
        count = 0
        for row in rows(data, year):
            pair = number(row[BASELINE]), number(row[FORECAST])
            if pair[0] is not None and pair[1] is not None:
                sums, count = [sums[0] + pair[0], sums[1] + pair[1]], count + 1
        share = half_up(variance(*sums) * 100)
        texts.append(f"−{abs(share) // 100}.{abs(share) % 100:02d} % in {year.replace('_', '-')} ({count}")
        written = [f"{value.numerator * (100 // value.denominator) // 100}" for value in sums]
        assert f"the {count} projects that publish both figures have a baseline of £{written[0]}." in page
    assert f"Forecast against baseline: {texts[0]} projects), {texts[1]})." in page


def test_the_two_narratives_that_contradict_their_row(data: Path, page: str) -> None:
    assert unmet(judged(data, *FIRST), "narrative_agrees") == {"DFT_0022_1415-Q4"}
    assert unmet(judged(data, *SECOND), "narrative_agrees") == {"MOD_0133_2122-Q1"}
    crossing = next(r for r in rows(data, "2021_22") if r[ID] == "DFT_0022_1415-Q4")
    assert crossing[NARRATIVE].startswith("The budget variance is less than 5%")
    assert figures(crossing) == (Fraction(295), Fraction("150.70"), Fraction(-49))
    nothing = next(r for r in rows(data, "2022_23") if r[ID] == "MOD_0133_2122-Q1")
    assert nothing[NARRATIVE].startswith("The budget variance exceeds 5%")
    assert figures(nothing) == (Fraction("71.83"), Fraction("71.83"), Fraction(0))
    assert "£150.70m against £295.00m" in page


def test_every_other_standard_narrative_agrees_with_its_row(data: Path) -> None:
    """Of those that open with the form's own words; a value that agrees only when rounded (−5.18 %, printed −5 %) agrees."""
    contradict = set()
    for year, _ in YEARS:
        for row in rows(data, year):
            found, said = figures(row), row[NARRATIVE]
            if found and said.startswith("The budget variance exceeds 5%") and abs(variance(*found[:2])) <= 5:
                contradict.add(row[ID])
            within = ("The budget variance is inferior or equal to 5%", "The budget variance is less than")
            if found and said.startswith(within) and abs(half_up(variance(*found[:2]))) > 5:
                contradict.add(row[ID])
    assert contradict == {"DFT_0022_1415-Q4", "MOD_0133_2122-Q1"}


# -------------------------------------------------------------------------------------------------- lamps beside ratings


@pytest.mark.parametrize(("year", "as_of"), YEARS)
def test_the_budget_lamp_of_each_project_follows_its_figures(data: Path, year: str, as_of: str) -> None:
    expected = {r[ID]: lamp_of(number(r[BASELINE]), number(r[FORECAST])) for r in rows(data, year)}
    assert {s["id"]: mark(s, "budget_lamp") for s in judged(data, year, as_of)} == expected


def test_the_page_counts_the_budget_lamps(data: Path, page: str) -> None:
    texts = []
    for year, _ in YEARS:
        lamps = Counter(lamp_of(number(r[BASELINE]), number(r[FORECAST])) for r in rows(data, year))
        texts.append(
            f"ed {lamps['red']}, amber {lamps['amber']}, green {lamps['green']}, undetermined {lamps[None]} "
            f"in {year.replace('_', '-')}"
        )
    assert f"R{texts[0]}; r{texts[1]}." in page


def test_the_page_says_how_often_rating_and_budget_lamp_contradict(data: Path, page: str) -> None:
    green, red = [], []
    for year, as_of in YEARS:
        pairs: Counter[tuple[int, str]] = Counter()
        far = set()
        for row in rows(data, year):
            lamp = lamp_of(number(row[BASELINE]), number(row[FORECAST]))
            given = rating(row)
            if lamp and given:
                pairs[given[1], lamp] += 1
                far |= {row[ID]} if {(1, "red"), (3, "green")} & {(given[1], lamp)} else set()
        assert unmet(judged(data, year, as_of), "rating_agrees_with_budget") == far
        green.append((pairs[1, "red"], sum(n for (step, _), n in pairs.items() if step == 1)))
        red.append((pairs[3, "green"], sum(n for (step, _), n in pairs.items() if step == 3)))
    assert (
        f"of the projects rated green that have a lamp, {green[0][0]} of {green[0][1]} and {green[1][0]} of {green[1][1]} are red; "
        f"of those rated red, {red[0][0]} of {red[0][1]} and {red[1][0]} of {red[1][1]} are green"
    ) in page


def test_the_page_says_how_end_dates_moved(data: Path, page: str) -> None:
    slips: dict[str, int] = {}
    rated_red = []
    withheld = 0
    for key, old, new in matched(data):
        before, now = day(old[END]), day(new[END])
        if before and now:
            slips[key] = (now - before).days
            if rating(new) in (("IPA", 3), ("SRO", 3)):
                rated_red.append(slips[key] == 0)
        else:
            withheld += 1
    later = [n for n in slips.values() if n > 0]
    alone = 235 + 244 - 2 * (len(slips) + withheld)
    assert (
        f"Of {len(slips)} projects with an end date in both files, {list(slips.values()).count(0)} kept it, {len(later)} are later "
        f"({sum(n > 180 for n in later)} of them by more than 180 days) and {sum(n < 0 for n in slips.values())} earlier. "
        f"{alone + withheld} are undetermined: {alone} are in one file only, and {withheld} do not publish one of the dates."
    ) in page
    assert f"{sum(rated_red)} of {len(rated_red)} kept their end date" in page
    moved = {
        (cells[1], int(cells[0]))
        for line in (GMPP / "README.md").read_text(encoding="utf-8").splitlines()
        if len(cells := line.strip("| ").split(" | ")) == 7 and re.fullmatch(r"-?\d+", cells[0])
    }
    assert moved == {(key, n) for key, n in slips.items() if n}


def test_no_row_has_both_ratings_and_a_year_later_the_other_side_rates_some(data: Path, page: str) -> None:
    moves: Counter[tuple[str, str, int]] = Counter()
    differing = set()
    for key, old, new in matched(data):
        before, now = rating(old), rating(new)  # `rating` asserts that there is at most one
        if before and now:
            moves[before[0], now[0], now[1] - before[1]] += 1
            differing |= {key} if before[0] != now[0] and before[1] != now[1] else set()
    assert set(re.findall(r"\| both \| (\S+) \| [^|]+ \| \S+ ?\S* \S+, then ", page)) == differing

    def better_worse_all(before: str, now: str) -> tuple[int, int, int]:
        steps = {step: n for (b, a, step), n in moves.items() if (b, a) == (before, now)}
        return (
            sum(n for s, n in steps.items() if s < 0),
            sum(n for s, n in steps.items() if s > 0),
            sum(steps.values()),
        )

    owner_next, reviewer_next = better_worse_all("IPA", "SRO"), better_worse_all("SRO", "IPA")
    changed = owner_next[2] + reviewer_next[2]
    differ = sum(owner_next[:2]) + sum(reviewer_next[:2])
    assert {abs(step) for (b, a, step) in moves if b != a} == {0, 1}
    assert (
        f"the reviewer changed for {changed} projects that have a rating in both, and the rating with it for {differ}"
        in page
    )
    assert (
        f"where the owner followed the independent reviewer, {owner_next[0]} better, {owner_next[1]} worse, "
        f"{owner_next[2] - sum(owner_next[:2])} the same of {owner_next[2]}; where the independent reviewer followed the owner, "
        f"{reviewer_next[0]} better, {reviewer_next[1]} worse, {reviewer_next[2] - sum(reviewer_next[:2])} the same of "
        f"{reviewer_next[2]}."
    ) in page
    same = [better_worse_all(who, who) for who in ("IPA", "SRO")]
    assert "({} and {} of {}; {} and {} of {})".format(*same[0], *same[1]) in page
    for year, as_of in YEARS:
        assert unmet(judged(data, year, as_of), "owner_agrees_with_reviewer") == set()


# ------------------------------------------------------------------------------------------------- what is not published


@pytest.mark.parametrize(("year", "as_of"), YEARS)
def test_what_is_exempt_from_publication_is_undetermined_with_the_files_own_reason(
    data: Path, year: str, as_of: str
) -> None:
    found = judged(data, year, as_of)
    open_budgets, open_ratings = undetermined(found, "budget_lamp"), undetermined(found, "published_rating")
    for row in rows(data, year):
        key, cell = row[ID], row[BASELINE]
        if cell.startswith("Exempt"):
            assert open_budgets[key] == {cell}
        stated = {row[IPA], row[SRO]}
        if exempt := {text for text in stated if text.startswith("Exempt")}:
            assert open_ratings[key] == exempt


def test_the_page_counts_what_is_exempt(data: Path, page: str) -> None:
    budgets, ratings = [], []
    for year, _ in YEARS:
        budgets.append(sum(r[BASELINE].startswith("Exempt") for r in rows(data, year)))
        ratings.append(sum("Exempt" in r[IPA] + r[SRO] for r in rows(data, year)))
    assert (
        f"the budget figures of {budgets[0]} and {budgets[1]} projects and the rating of {ratings[0]} and {ratings[1]}"
    ) in page


# --------------------------------------------------------------------------------------------------------------- the page


def test_the_page_is_what_the_one_command_prints(data: Path) -> None:
    ran = subprocess.run(
        [sys.executable, GMPP / "report.py"],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env={**os.environ, "PROJGOV_DATA": str(data.parent)},
    )
    text = (GMPP / "README.md").read_text(encoding="utf-8")
    inside = text.partition("<!-- findings: begin -->")[2].partition("<!-- findings: end -->")[0]
    assert inside.strip() == ran.stdout.strip()


def test_nine_commentaries_name_the_other_reviewer_and_one_of_them_matters_a_year_later(
    data: Path, page: str
) -> None:
    """By the form's own opening words; the second year's commentaries name the reviewer of their column throughout."""
    doubtful: dict[str, set[str]] = {}
    for year, as_of in YEARS:
        doubtful[year] = set()
        for row in rows(data, year):
            commentary, given = row[COMMENTARY], rating(row)
            if given and given[0] == "IPA" and commentary.startswith("The Senior Responsible Owner"):
                doubtful[year].add(row[ID])
            if (
                given
                and given[0] == "SRO"
                and "Infrastructure Project Authority's Delivery Confidence" in commentary
            ):
                doubtful[year].add(row[ID])
        assert unmet(judged(data, year, as_of), "reviewer_as_named") == doubtful[year]
    assert [len(ids) for ids in doubtful.values()] == [9, 0]
    changed = {
        key
        for key, old, new in matched(data)
        if (before := rating(old)) and (now := rating(new)) and before[0] != now[0] and before[1] != now[1]
    }
    assert doubtful["2021_22"] & changed == {"MOJ_0057_2122-Q1"}
    assert "one of the 23 (Rapid Deployment Cells) is among them" in page


def test_the_command_line_judges_one_file_alike(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, mapping = data / "gmpp_2022_23.csv", GMPP / "mapping_2022_23.yaml"
    asked = [
        "score",
        str(GMPP / "year.yaml"),
        str(file),
        "--mapping",
        str(mapping),
        "--as-of",
        "2023-03-31",
        "--json",
    ]
    assert main(asked) == 0
    subjects = json.loads(capsys.readouterr().out)["subjects"]
    assert [s for s in subjects if s["type"] == "project"] == list(judged(data, *SECOND))


def test_the_page_credits_the_source() -> None:
    text = " ".join((GMPP / "README.md").read_text(encoding="utf-8").split())
    assert "Contains public sector information licensed under the [Open Government Licence v3.0]" in text


@pytest.mark.parametrize("name", ["year.yaml", "years.yaml"])
def test_the_tests_inside_the_rule_file_pass(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", str(GMPP / name), "--language", "en"]) == 0
    assert "failed: 0" in capsys.readouterr().out
