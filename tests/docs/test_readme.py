"""What the README shows is what happens, and both languages show the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tools import make_docs
from tools.docs import examples

CHECKOUT = Path(__file__).resolve().parents[2]
README, CHINESE = CHECKOUT / "README.md", CHECKOUT / "README.zh.md"


@pytest.mark.parametrize(("page", "language"), [(README, "en"), (CHINESE, "zh")], ids=["en", "zh"])
def test_the_examples_print_what_stands_beside_them(page: Path, language: str) -> None:
    text = page.read_text(encoding="utf-8")
    assert examples.refreshed(text, language) == text


def test_the_rule_file_shown_has_no_faults_and_the_mistaken_one_two() -> None:
    text = README.read_text(encoding="utf-8")
    assert "first.yaml: no faults found" in text
    assert "mistaken.yaml: errors: 2, warnings: 0" in text


def test_both_languages_have_the_same_parts_commands_and_files() -> None:
    texts = [page.read_text(encoding="utf-8") for page in (README, CHINESE)]
    for pattern in (r"^##", r"^```\w+(?: \S+)?", r"^\$ .*", r"^- \[", r"^make \w+"):
        first, second = (re.findall(pattern, text, re.MULTILINE) for text in texts)
        assert first == second
    assert len(re.findall(r"^- ", texts[0], re.MULTILINE)) == len(re.findall(r"^- ", texts[1], re.MULTILINE))


def test_both_languages_lead_to_the_same_pages() -> None:
    english, chinese = (
        set(re.findall(r"\]\(([^)]+)\)", page.read_text(encoding="utf-8"))) for page in (README, CHINESE)
    )
    assert english - {"README.zh.md"} == chinese - {"README.md"}


def test_an_example_that_prints_something_else_is_found_out() -> None:
    page = "```python\nprint(1 + 1)\n```\n\n```text\n3\n```\n"
    assert examples.refreshed(page, "en") == page.replace("3", "2")


def test_a_command_is_run_on_the_files_shown_before_it_and_cut_as_the_pipe_says() -> None:
    page = "```yaml a.yaml\nprojgov: 1\n```\n\n```console\n$ projgov check a.yaml | head -1\n$ make demo\nanything\n```\n"
    assert examples.refreshed(page, "en") == page.replace(
        "| head -1\n", "| head -1\na.yaml:1:1: error[F105]: `pack` is missing\n"
    )


def test_a_block_can_add_to_the_file_that_an_earlier_one_began() -> None:
    page = "```yaml a.yaml\nprojgov: 1\n```\n\n```yaml a.yaml +\npack: a\n```\n\n```console\n$ projgov check a.yaml | head -1\n```\n"
    assert examples.refreshed(page, "en") == page.removesuffix("```\n") + (
        "a.yaml:1:1: error[F105]: `title` is missing\n```\n"
    )


def test_pages_made_from_the_sources_are_up_to_date() -> None:
    """`make docs` makes them."""
    assert [page.relative_to(CHECKOUT).as_posix() for page in make_docs.outdated()] == []
