"""The demo: an office's year as a story that fits 80 columns, in both languages, and agrees with the report it tells."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import attrs
import pytest

import projgov
from projgov.cli.colour import plain
from projgov.cli.demo.lamps import COLUMNS, Picture, drawn, picture_of
from projgov.cli.demo.story import first_sentence, story
from projgov.cli.demo.year import Year, year_of
from projgov.cli.main import main
from projgov.cli.output import width
from projgov.diagnostics import LANGUAGES, Bilingual, Language
from projgov.domain.filings import Filing

LAMPS = (
    ("red", Bilingual("红灯", "red")),
    ("yellow", Bilingual("黄灯", "yellow")),
    ("green", Bilingual("绿灯", "green")),
)


@pytest.fixture(scope="module")
def year() -> Year:
    return year_of("zhengfa")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_story_fits_80_columns_and_has_no_escapes(year: Year, language: Language) -> None:
    text = story(year, language, plain)
    assert [line for line in text.split("\n") if width(line) > 80] == []
    assert "\x1b" not in text
    assert all(line == line.rstrip() for line in text.split("\n"))


@pytest.mark.parametrize(("language", "numbers"), [("en", "12345678"), ("zh", "一二三四五六七八")])
def test_the_parts_are_numbered_without_a_gap(year: Year, language: Language, numbers: str) -> None:
    found = re.findall(r"^([1-9]|[一二三四五六七八九])(?=  |、)", story(year, language, plain), re.MULTILINE)
    assert len(found) >= 6
    assert "".join(found) == numbers[: len(found)]


def test_the_numbers_of_filings_are_those_of_the_portfolio(year: Year) -> None:
    portfolio = projgov.load_portfolio("zhengfa-2017")
    report = projgov.evaluate(projgov.load_pack("zhengfa"), portfolio, "2017-12-31")
    filed = {(p.id, f.id) for p in portfolio.projects for f in p.filings}
    wrong = {
        (s.key.id, f.occasion.item.id)
        for s in report.of_type("project")
        for f in s.findings
        if f.rule.kind == "filing" and isinstance(f.occasion.item, Filing)
    }
    assert wrong < filed
    text = story(year, "en", plain)
    assert f"61 projects were filed {len(filed)} times, and {len(wrong)} filings sent back:" in text


def test_each_row_of_lamps_has_a_letter_for_every_project_and_its_counts_are_right(year: Year) -> None:
    picture = picture_of(year)
    assert picture is not None
    assert [day for day, _ in picture.rows] == ["03-31", "06-30", "09-30", "12-31"]
    for (day, report), (_, codes) in zip(year.quarters, picture.rows, strict=True):
        lamps = {s.key.id: s.lamp.code for s in report.of_type("project") if s.lamp is not None}
        assert len(codes) == len(lamps) == 61
        counted = Counter(lamps.values())
        line = next(r for r in drawn(picture, plain, "en") if r.startswith(f"  {day:%m-%d}"))
        cells, counts = line[9:70], line[71:]
        assert cells.count("R") == counted["red"]
        assert cells.count("Y") == counted["yellow"]
        assert f"{counted['red']}R" in counts
        assert f"{counted['yellow']}Y" in counts


def test_one_column_stands_for_several_projects_where_there_are_too_many() -> None:
    """Of 122 projects, 2 a column, the worst of the two is shown; the counts are those of all."""
    codes = ("green", "red", "yellow", "green", *["green"] * 118)
    lines = list(drawn(Picture((("12-31", codes),), LAMPS), plain, "en"))
    assert (
        lines[0] == "  One column for 2 projects, the worst lamp of them; the best of the year on the left:"
    )
    assert lines[1] == "  12-31  RY" + "." * (COLUMNS - 2) + "  1R  1Y"


def test_a_lamp_that_is_off_and_one_that_is_undetermined_are_told_apart() -> None:
    lines = list(drawn(Picture((("12-31", (None, "?", "green")),), LAMPS), plain, "zh"))
    assert lines[1].startswith("  12-31  -?.")
    assert lines[2].strip() == ". 绿灯   - 不亮灯   ? 未定"


def test_the_project_explained_is_one_that_lost_points(year: Year) -> None:
    chosen = year.worth_explaining()
    assert chosen is not None
    assert chosen.findings
    explained = year.report.explain(chosen.key.id, language="zh")
    text = story(year, "zh", plain)
    assert "".join(explained.split()) in "".join(text.split())


def test_every_measure_proposed_is_told_with_the_unit_or_project_that_it_is_about(year: Year) -> None:
    sanctions = [s for subject in year.report.subjects for s in subject.sanctions]
    assert sanctions
    text = "".join(story(year, "zh", plain).split())
    for sanction in sanctions:
        key = sanction.key
        assert (key.id if key.type == "project" else year.portfolio.subject(key.type, key.id).name) in text


def test_the_commands_to_try_next_work(year: Year, capsys: pytest.CaptureFixture[str]) -> None:
    commands = re.findall(r"^ +projgov (.*)$", story(year, "en", plain), re.MULTILINE)
    assert len(commands) >= 3
    for command in commands:
        if not command.startswith("test "):  # the pack's own tests run with those of the packs
            assert main(command.split()) == 0
            assert capsys.readouterr().out


def test_json_is_the_report_on_the_last_day_of_the_year(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["as_of"] == "2017-12-31"
    assert sum(s["type"] == "project" for s in report["subjects"]) == 61


@pytest.fixture(scope="module")
def towns() -> Year:
    """A year without lamps and ranks, in which filings are judged by checklists and procedures, too."""
    return year_of("tongcheng")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_year_without_lamps_fits_80_columns_too(towns: Year, language: Language) -> None:
    text = story(towns, language, plain)
    assert [line for line in text.split("\n") if width(line) > 80] == []
    assert "03-31  " not in text


def test_figures_of_the_whole_that_a_file_defines_open_the_story(towns: Year) -> None:
    text = story(towns, "en", plain)
    assert "projects established: 242, projects completed: 119, completion rate (%): 49.2\n" in text


def test_answers_to_filings_are_told_of_every_kind_of_rule_and_nowhere_else(towns: Year) -> None:
    codes = {f.outcome.code for f in towns.sent_back if f.outcome is not None}
    assert codes == {"to_complete", "returned", "not_established"}
    assert {f.rule.kind for f in towns.sent_back} >= {"filing", "checklist", "procedure"}
    told = {group.reason for group in towns.others("en")}
    assert "Realistic, to the point and specific" not in told
    assert "Struck off only when done" in told


def test_who_was_left_out_is_told_by_name_once(towns: Year) -> None:
    [left_out] = [
        g for g in towns.others("zh") if g.reason == "项目申报领办全覆盖" and g.outcome.en == "flagged"
    ]
    assert left_out.names == ("戊镇十四村（虚构）", "辛镇八村（虚构）", "辰街道六社区（虚构）")


def test_awards_of_units_are_counted(towns: Year) -> None:
    assert ("Model town", {"proposed": 3, "barred": 1}) in [(t.en, c) for t, c in towns.awards()]


def test_telling_it_twice_gives_the_same_text(year: Year) -> None:
    assert story(year, "en", plain) == story(year_of("zhengfa"), "en", plain)


def test_a_pack_without_a_portfolio_is_answered_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("projgov: 1\npack: mine\nyear: 2020\ntitle: Mine\n", encoding="utf-8")
    assert main(["demo", str(file), "--language", "en"]) == 2
    assert capsys.readouterr().err == (
        "projgov: no portfolio `mine-2020` ships for the pack `mine`: score one of your own with projgov score\n"
    )


def test_a_part_about_which_the_rules_say_nothing_is_left_out(year: Year) -> None:
    """A rule file with nothing but a title: no filings judged, no lamps, no ranking; only what to try is left."""
    bare = attrs.evolve(year.pack, core=attrs.evolve(year.pack.core, outputs=(), definitions={}, checks={}))
    day = date(2017, 12, 31)
    report = projgov.evaluate(bare, year.portfolio, day)
    text = story(Year(bare, year.portfolio, ((day, report),) * 4), "en", plain)
    assert "1  Filing" in text
    assert "2  Try next" in text
    assert "all filings passed" in text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("One. Two.", "One."), ("一。二。", "一。"), ("1.5 of it", "1.5 of it"), ("", "")],
)
def test_the_first_sentence_ends_at_a_full_stop(text: str, sentence: str) -> None:
    assert first_sentence(text) == sentence
