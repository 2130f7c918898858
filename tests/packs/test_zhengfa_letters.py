"""The letters of the shipped pack: what stands in them, and that no name or title in the data changes their form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.scoring.letters.test_markdown import form

import projgov
from projgov.diagnostics import LANGUAGES
from projgov.scoring.report import Report

HOSTILE = "# *[x](http://a)* | <b>&amp;</b>\n1. `y` \\"
DATA = json.loads((Path(projgov.__file__).parent / "packs/zhengfa/zhengfa-2017.json").read_text("utf-8"))
LETTERS = (
    ("return_notice", "P-006"),
    ("weak_warning", "P-044"),
    ("responsibility_card", "P-044"),
    ("circular_letter", None),
    ("monthly_bulletin", None),
)


def report(text: str | None) -> Report:
    """The portfolio on 30 September, with another title of every project and name of every unit where a text is given."""
    data = dict(DATA)
    if text is not None:
        data["projects"] = [{**project, "title": text} for project in DATA["projects"]]
        data["units"] = [{**unit, "name": text} for unit in DATA["units"]]
    return projgov.evaluate(projgov.load_pack("zhengfa"), projgov.from_plain(data), "2017-09-30")


@pytest.fixture(scope="module")
def reports() -> tuple[Report, Report, Report]:
    return report(None), report("平安"), report(HOSTILE)


@pytest.mark.parametrize(("letter", "subject"), LETTERS)
def test_names_and_titles_do_not_change_the_form_of_a_letter(
    letter: str, subject: str | None, reports: tuple[Report, Report, Report]
) -> None:
    _, harmless, hostile = reports
    for language in LANGUAGES:
        first, second = (r.letter(letter, subject, language=language).markdown for r in (harmless, hostile))
        assert form(first) == form(second)
        assert "<b>" not in second.replace("\\<", "")


def test_the_bulletin_counts_the_lamps_of_all_61_projects(reports: tuple[Report, Report, Report]) -> None:
    found = reports[0].letter("monthly_bulletin", language="zh")
    assert found.title == "政法重点项目2017年9月通报"
    lamps = [s.lamp.code for s in reports[0].of_type("project") if s.lamp is not None]
    green, yellow, red = (lamps.count(code) for code in ("green", "yellow", "red"))
    assert green + yellow + red == 61
    assert f"全市政法重点项目61个：绿灯{green}个，黄灯{yellow}个，红灯{red}个。" in found.text


def test_the_circular_names_its_measures_as_proposals(reports: tuple[Report, Report, Report]) -> None:
    found = reports[0].letter("circular_letter", language="zh")
    assert found.proposes
    assert "通报（建议）" in found.text
    assert found.text.count("均为建议，由有权机关决定后生效") == 1
