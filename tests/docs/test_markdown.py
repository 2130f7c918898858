"""Docstrings become pages."""

from __future__ import annotations

from tools.docs.markdown import fenced


def test_an_example_that_opens_a_page_is_fenced_with_its_section() -> None:
    page = fenced("    closing:\n      - id: done\n        on: project\n\nWhat stands there.\n")
    assert page == "```yaml\nclosing:\n  - id: done\n    on: project\n```\n\nWhat stands there.\n"
