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
    ("weak_warning", "P-044"),
    ("responsibility_card", "P-044"),
    ("circular_letter", None),
    ("monthly_bulletin", None),
)


def report(text: str | None, as_of: str = "2017-09-30") -> Report:
    """The portfolio on a day, with another title of every project and name of every unit where a text is given."""
    data = dict(DATA)
    if text is not None:
        data["projects"] = [{**project, "title": text} for project in DATA["projects"]]
        data["units"] = [{**unit, "name": text} for unit in DATA["units"]]
    return projgov.evaluate(projgov.load_pack("zhengfa"), projgov.from_plain(data), as_of)


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


def test_names_and_titles_do_not_change_the_form_of_a_notice_of_return() -> None:
    """The filing F-1 of P-006 of 7 November has no form; F-2 replaces it on 1 December."""
    harmless, hostile = (
        report(text, "2016-11-30").letter("return_notice", "P-006") for text in ("平安", HOSTILE)
    )
    assert form(harmless.markdown) == form(hostile.markdown)


def test_at_the_end_of_the_year_nobody_is_warned_of_what_was_lifted_and_no_filing_made_good_is_returned() -> (
    None
):
    """P-037 was admonished on 30 June, named in a circular, and accepted on 12 December; eleven filings were filed again."""
    year_end = report(None, "2017-12-31")
    assert year_end.letter_status("weak_warning", "P-037") == "none"
    assert not [one for one in year_end.letters if one.letter == "return_notice"]
    assert "治安" in (text := year_end.letter("circular_letter", language="zh").text)
    assert year_end.subject("P-037").name not in text
    assert "2017-12-12解除（考核验收合格）" in year_end.explain("P-037", language="zh")
