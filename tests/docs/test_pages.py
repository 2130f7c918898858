"""The pages of the documentation point at what exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    [*CHECKOUT.glob("*.md"), *(CHECKOUT / "docs").rglob("*.md"), *(CHECKOUT / "examples").rglob("*.md")]
)
LINK = re.compile(r"\[[^\]]*\]\((?!\w+:)([^)#\s]+)(?:#[^)]*)?\)")


def links_of(text: str) -> list[str]:
    """The targets of a page's links to other files; links to the web and within the page are left out."""
    without_code = re.sub(r"^```.*?^```|`[^`\n]*`", "", text, flags=re.DOTALL | re.MULTILINE)
    return LINK.findall(without_code)


def test_links_to_files_are_found_and_others_left_out() -> None:
    text = (
        "[a](a.md) [b](docs/b.md#part) [c](https://example.org) [d](#part) `[e](e.md)`\n```\n[f](f.md)\n```\n"
    )
    assert links_of(text) == ["a.md", "docs/b.md"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(CHECKOUT).as_posix())
def test_links_lead_to_files_that_exist(page: Path) -> None:
    targets = links_of(page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []
