"""Rule files that carry what is said of them: each bad file ends with its diagnostics, in both languages, as comments.

`tools/reset_rulefiles.py` writes them anew; what it changes is then read like any other change.
"""

from __future__ import annotations

from pathlib import Path

import attrs

from projgov.diagnostics import LANGUAGES, Diagnostic, Language, Place
from projgov.rules.check import checked
from projgov.rules.load import read_text

FOLDER = Path(__file__).resolve().parent
HEADING = "# ==== what is said of this file"


def files(kind: str) -> list[Path]:
    """The `good` or the `bad` rule files."""
    return sorted((FOLDER / kind).glob("*.yaml"))


def rules_of(text: str) -> str:
    """The file without what is said of it."""
    return text.partition(HEADING)[0].rstrip("\n") + "\n"


def told_in(text: str) -> str:
    """What a file says is said of it."""
    return text.partition(HEADING)[2].strip("\n")


def told_of(text: str) -> str:
    """What is said of a file now, as comments."""
    diagnostics = checked(read_text(rules_of(text), ""))
    blocks = ("\n".join(_comment(d, language) for language in LANGUAGES[::-1]) for d in diagnostics)
    return "\n#\n".join(blocks)


def reset(text: str) -> str:
    """The file with what is said of it now."""
    return f"{rules_of(text)}\n{HEADING}\n\n{told_of(text)}\n"


def _comment(diagnostic: Diagnostic, language: Language) -> str:
    shown = attrs.evolve(
        diagnostic, place=_bare(diagnostic.place), related=tuple(map(_bare, diagnostic.related))
    )
    return "\n".join(f"# {line}" for line in shown.render(language).splitlines())


def _bare(place: Place) -> Place:
    return attrs.evolve(place, file="")
