"""Makes what the documentation repeats from the code: pages of reference, and what examples print.

python -m tools.make_docs            writes what has changed
python -m tools.make_docs --check    only says what has changed, exit code 1 where anything has
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from tools.docs import (
    core,
    coverage,
    diagnostics,
    examples,
    functions,
    hit_policies,
    kind_list,
    kinds,
    vocabulary,
)

from projgov.diagnostics import Language

CHECKOUT = Path(__file__).resolve().parent.parent
DOCS = CHECKOUT / "docs"
MADE_FOLDERS = (DOCS / "kinds", DOCS / "diagnostics")
"""Every page in these is made."""


def pages() -> dict[Path, str]:
    """Every page that is made, or whose examples are run, as it ought to be."""
    found = {
        DOCS / "core.md": core.page(),
        DOCS / "coverage.md": coverage.page(),
        DOCS / "vocabulary.md": vocabulary.page(),
    }
    found |= {DOCS / name: text for name, text in (kinds.pages() | diagnostics.pages()).items()}
    for page in written():
        language: Language = "zh" if page.name.endswith(".zh.md") else "en"
        text = functions.filled(page.read_text(encoding="utf-8"), language)
        text = kind_list.filled(hit_policies.filled(text, language), language)
        found[page] = examples.refreshed(text, language)
    return found


def written() -> list[Path]:
    """The pages written by hand."""
    made = {DOCS / name for name in ("core.md", "coverage.md", "vocabulary.md")}
    here = [*CHECKOUT.glob("*.md"), *DOCS.rglob("*.md")]
    return sorted(page for page in here if page not in made and page.parent not in MADE_FOLDERS)


def outdated(texts: Mapping[Path, str] | None = None) -> list[Path]:
    """The pages that are not as they ought to be, or ought not to be at all."""
    wanted = pages() if texts is None else texts
    left = {page for folder in MADE_FOLDERS for page in folder.glob("*.md")} - set(wanted)
    changed = (
        page
        for page, text in wanted.items()
        if not page.is_file() or page.read_text(encoding="utf-8") != text
    )
    return [*changed, *sorted(left)]


def main() -> int:
    texts = pages()
    changed = outdated(texts)
    for page in changed:
        print(page.relative_to(CHECKOUT))
        if "--check" in sys.argv:
            continue
        if page in texts:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(texts[page], encoding="utf-8")
        else:
            page.unlink()
    return 1 if changed and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
