"""Every diagnostic has a page, and the examples of the pages show what they say they show."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools import make_docs
from tools.docs.diagnostic_examples import Ran, run
from tools.docs.diagnostics import GROUPS

from projgov.cli import pages
from projgov.cli.pages import Page
from projgov.cli.patterns import patterns

WITHOUT_A_PAGE: frozenset[str] = frozenset()
"""Codes whose page is still to be written. A code with a page has no place here."""
WITHOUT_EXAMPLES = frozenset(
    {
        "E006",  # of rule files the check finds it before anything is evaluated
        "F208",  # twenty files and more
        "F012",  # whether a file may be read depends on the machine and its users
        "F014",  # so does what makes a file unreadable
        "F040",  # reading half a million entries takes long
        "E040",  # whether durable-rules is installed depends on the machine
        "E032",  # hundreds of records in each of three loops
        "F055",  # a text of a million characters
        "M305",  # reading half a million elements takes long, too
        "M345",  # some hundred files
        "M402",  # some hundred decisions
    }
)
"""Codes whose page has no examples, since none can be run."""
PATTERNS = patterns()


def page_of(code: str) -> Page:
    found = pages.page(code)
    assert found is not None
    return found


PAGES = [page_of(code) for code in pages.codes()]
SHOWING = [page for page in PAGES if page.blocks]


def test_every_pattern_has_a_page_unless_it_is_listed_as_without() -> None:
    assert sorted(set(PATTERNS) - set(pages.codes())) == sorted(WITHOUT_A_PAGE)


def test_every_page_is_of_a_pattern() -> None:
    assert [page.code for page in PAGES if page.code not in PATTERNS] == []


def test_every_code_belongs_to_a_group_of_the_index() -> None:
    assert [code for code in PATTERNS if code[0] not in GROUPS] == []


def test_every_page_has_both_examples_unless_it_is_listed_as_without() -> None:
    roles = {page.code: {block.role for block in page.blocks} - {"with"} for page in PAGES}
    assert {code for code, found in roles.items() if not found} == WITHOUT_EXAMPLES
    assert [code for code, found in roles.items() if len(found) == 1] == []


def as_promised(page: Page) -> tuple[Ran, set[tuple[str, int]]]:
    """What the wrong example yields, and the lines that are marked in it."""
    blocks = page.example("wrong")
    return run(blocks, page.code), {(block.name, line) for block in blocks for line in block.marked}


@pytest.mark.parametrize("page", SHOWING, ids=lambda page: page.code)
def test_the_wrong_example_yields_its_code_and_no_other_in_the_lines_that_are_marked(page: Page) -> None:
    ran, marked = as_promised(page)
    also = {code for block in page.example("wrong") for code in block.also}
    assert set(ran.codes) == {page.code} | also, ran.said.en
    assert ran.lines == marked or (not marked and not _has_lines(page)), ran.said.en


def _has_lines(page: Page) -> bool:
    """Whether the wrong example is a file, in which a line can be pointed at, and not one line that is run."""
    return not any(b.kind in ("feel", "python", "console") for b in page.example("wrong"))


@pytest.mark.parametrize("page", SHOWING, ids=lambda page: page.code)
def test_nothing_at_all_is_wrong_with_the_right_example(page: Page) -> None:
    ran = run(page.example("right"), page.code)
    assert ran.codes == [], ran.said.en


def test_a_mark_stands_for_a_line_and_is_no_part_of_it() -> None:
    source = "为什么\n\nWhy.\n\n```yaml wrong\na: 1\nb: ⟦TAB⟧⟦3×(⟧  <-\n```\n"
    (block,) = pages.parse("F000", source).blocks
    assert (block.marked, block.content) == ((2,), "a: 1\nb: \t(((\n")
    assert block.shown == "  a: 1\n→ b: ⟦TAB⟧⟦3×(⟧\n"


@pytest.mark.parametrize(
    "source", ["Why.\n", "为什么\n", "Why.\n\n为什么\n", "为什么\n\nWhy.\n\n```yaml\na: 1\n```\n"]
)
def test_a_source_written_otherwise_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match=r"F000|what is a block"):
        pages.parse("F000", source)


def test_a_page_whose_code_is_gone_is_outdated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "F000.md").write_text("", encoding="utf-8")
    monkeypatch.setattr(make_docs, "MADE_FOLDERS", (tmp_path,))
    assert make_docs.outdated({}) == [tmp_path / "F000.md"]


def test_a_page_that_shows_another_fault_than_its_own_is_noticed() -> None:
    shows = page_of("F101").blocks
    ran, marked = as_promised(Page("F102", page_of("F101").why, shows))
    assert set(ran.codes) == {"F101"}
    assert ran.lines == marked
