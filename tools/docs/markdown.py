"""Small pieces of Markdown."""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Iterable, Sequence

NOTICE = "<!-- Made by `make docs` from the sources. Edit those, not this page. -->\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; columns that are empty throughout are left out."""
    body = [tuple(row) for row in rows]
    shown = [i for i in range(len(heads)) if any(row[i] for row in body)]
    lines = [
        [heads[i] for i in shown],
        ["---"] * len(shown),
        *([_cell(row[i]) for i in shown] for row in body),
    ]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("\n", " ").replace("|", "\\|")


def code(text: str) -> str:
    """A name as code."""
    return f"`{text}`"


def codes(names: Iterable[str], between: str = ", ") -> str:
    """Names as code, in one line."""
    return between.join(map(code, names))


def anchor(heading: str) -> str:
    """How a link within a page names a heading."""
    kept = re.sub(r"[^\w\- ]", "", heading.casefold())
    return kept.replace(" ", "-")


def prose(docstring: str | None) -> str:
    """A docstring as Markdown: its indented blocks are code already."""
    return inspect.cleandoc(docstring or "")


def flowing(docstring: str | None) -> str:
    """A docstring with each paragraph in one line and lists kept, to stand after other text."""
    paragraphs = prose(docstring).split("\n\n")
    return "\n\n".join(p if p.startswith(("- ", "    ")) else " ".join(p.split()) for p in paragraphs)


def fenced(text: str) -> str:
    """A docstring in which each indented block is a fenced block of YAML."""
    lines: list[str] = []
    block: list[str] = []

    def close() -> None:
        while block and not block[-1]:
            block.pop()
        if block:
            lines.extend(["```yaml", *textwrap.dedent("\n".join(block)).split("\n"), "```", ""])
            block.clear()

    for line in inspect.cleandoc(f"-\n{text or ''}").split("\n")[1:]:
        if line.startswith("    ") or (block and not line):
            block.append(line)
        else:
            close()
            lines.append(line)
    close()
    return "\n".join(lines).strip() + "\n"
