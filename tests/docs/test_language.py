"""The guide to writing rules: both languages tell the same, and the phrases for deadlines mean the days that it says.

Its examples are run with those of all pages.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.rules.kinds.judging import HEAD
from tools.docs import examples

from projgov.domain.plain import from_plain
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core.functions import FUNCTIONS
from projgov.rules.load import read_text
from projgov.scoring.evaluate import evaluate

DOCS = Path(__file__).resolve().parents[2] / "docs"
ENGLISH, CHINESE = ((DOCS / name).read_text(encoding="utf-8") for name in ("language.md", "language.zh.md"))
BOTH = pytest.mark.parametrize("page", [ENGLISH, CHINESE], ids=["en", "zh"])
_PHRASE = re.compile(r"^\| `([^`|]+)` \| (\d{4}-\d{2}-\d{2}) \|$", re.MULTILINE)
PHRASES = [(phrase, day) for page in (ENGLISH, CHINESE) for phrase, day in _PHRASE.findall(page)]


def test_both_languages_have_the_same_parts_files_commands_and_tables() -> None:
    for pattern in (r"^##", r"^```\w+.*", r"^\| ?---.*", r"^- "):
        english, chinese = (re.findall(pattern, page, re.MULTILINE) for page in (ENGLISH, CHINESE))
        assert english == chinese
    english, chinese = (re.findall(r"^\$ .*", page, re.MULTILINE) for page in (ENGLISH, CHINESE))
    assert [c.replace("--to zh", "--to en") for c in english] == chinese
    rows = [len(re.findall(r"^\|", page, re.MULTILINE)) for page in (ENGLISH, CHINESE)]
    assert rows[0] == rows[1]


@BOTH
def test_the_contents_lead_to_every_part(page: str) -> None:
    headings = {
        re.sub(r"[^\w\- ]", "", h).strip().casefold().replace(" ", "-")
        for h in re.findall(r"^## (.*)", page, re.MULTILINE)
    }
    linked = set(re.findall(r"\]\(#([^)]+)\)", page))
    assert linked == headings


@BOTH
def test_the_files_of_the_guide_have_no_faults_but_those_that_show_them(page: str) -> None:
    names = re.findall(r"^```yaml (\S+)$", page, re.MULTILINE)
    assert len(names) >= 8
    files = "".join(re.findall(r"^```(?:yaml|csv) .*?^```\n", page, re.MULTILINE | re.DOTALL))
    commands = "".join(f"$ projgov check {name}\n" for name in names)
    printed = examples.refreshed(f"{files}```console\n{commands}```\n", "en")
    assert set(re.findall(r"^(\S+?):\S+ error\[", printed, re.MULTILINE)) == {"gap.yaml", "mistakes.yaml"}


@BOTH
def test_the_table_of_functions_names_every_function_in_both_languages(page: str) -> None:
    table = page.partition("<!-- functions -->")[2]
    names = {canonical_name(n) for n in re.findall(r"`([^`(]+)(?:\([^`]*)?`", table)}
    wanted = {canonical_name(n) for spec in FUNCTIONS.values() for n in (spec.name, *spec.names)}
    assert wanted - names == {"date_of"}  # written `date(year, month, day)`
    assert {"count", "计数", "round", "四舍五入", "present", "已填", "today", "今天"} <= names


def test_the_guide_shows_ten_phrases_in_each_language() -> None:
    assert len(PHRASES) == 20


@pytest.mark.parametrize(("phrase", "day"), PHRASES)
def test_a_phrase_for_a_deadline_means_the_day_that_the_guide_says(phrase: str, day: str) -> None:
    text = (
        f"{HEAD}cadence:\n  - id: c\n    on: project\n    every: month\n    due: {phrase}\n"
        '    met by: missing(id)\n    reason: "{period} is due on {due}"\n'
    )
    read = read_text(text, "rules.yaml")
    assert read.pack is not None, [fault.message("en") for fault in read.diagnostics]
    portfolio = from_plain({"projgov": 1, "id": "test", "projects": [{"id": "P"}]})
    assert f"2017-06 is due on {day}" in evaluate(read.pack, portfolio, "2018-12-31").explain(
        "P", language="en"
    )
