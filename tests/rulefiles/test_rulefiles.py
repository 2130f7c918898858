"""Whole rule files: the good ones load in silence and pass their own tests, the bad ones are told all that is wrong with them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.rulefiles import literate

from projgov.rules.check import checked
from projgov.rules.load import read_pack, read_text
from projgov.scoring.selftest.run import run_tests

GOOD, BAD = literate.files("good"), literate.files("bad")


@pytest.mark.parametrize("file", GOOD, ids=lambda f: f.stem)
def test_a_good_file_loads_in_silence_and_passes_its_tests(file: Path) -> None:
    """Notes of what the file might say besides are no fault."""
    read = read_pack(file)
    assert [d.render("en") for d in checked(read) if d.pattern.severity != "note"] == []
    assert read.pack is not None
    assert [r.name for r in run_tests(read.pack) if not r.passed] == []


@pytest.mark.parametrize("file", BAD, ids=lambda f: f.stem)
def test_of_a_bad_file_is_said_what_it_says_is_said_of_it(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert literate.told_of(text) == literate.told_in(text)


@pytest.mark.parametrize("file", BAD, ids=lambda f: f.stem)
def test_a_bad_file_is_refused_unless_all_that_is_said_are_warnings(file: Path) -> None:
    text = literate.rules_of(file.read_text(encoding="utf-8"))
    read = read_text(text, file.name)
    assert checked(read)
    assert (read.pack is None) == any(d.is_error for d in read.diagnostics)


MARKED = [f for f in BAD if "# <-" in f.read_text(encoding="utf-8")]


@pytest.mark.parametrize("file", MARKED, ids=lambda f: f.stem)
def test_faults_are_found_in_the_lines_marked_and_in_no_other(file: Path) -> None:
    """Whoever wrote the file marked its faulty lines with `# <-`; where a comment would change the fault there are no marks."""
    text = literate.rules_of(file.read_text(encoding="utf-8"))
    marked = [n for n, line in enumerate(text.splitlines(), 1) if "# <-" in line]
    assert (
        sorted({d.place.line for d in checked(read_text(text, file.name)) if d.pattern.severity != "note"})
        == marked
    )


def test_ten_planted_faults_are_all_found_at_once_and_told_in_both_languages() -> None:
    text = (literate.FOLDER / "bad" / "ten_faults.yaml").read_text(encoding="utf-8")
    diagnostics = read_text(literate.rules_of(text), "rules.yaml").diagnostics
    assert len(diagnostics) == 10
    for diagnostic in diagnostics:
        english, chinese = diagnostic.render("en"), diagnostic.render("zh")
        assert "help: " in english
        assert "改法: " in chinese
        assert re.search("[\u4e00-\u9fff]", chinese.partition("]: ")[2])
        assert english.startswith(f"rules.yaml:{diagnostic.place.line}:{diagnostic.place.column}: error[")
