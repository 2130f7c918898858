"""Changes between two reports as lines: what was said of a subject, and what is said of it now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from projgov.diagnostics import Bilingual, Language
from projgov.rules.core.typing import called
from projgov.scoring.comparison.compare import Change
from projgov.scoring.comparison.said import ASPECTS, Said

_ABSENT = Bilingual("（无）", "(none)")
_DUE = Bilingual("因", "by")


def by_subject(changes: Iterable[Change], language: Language) -> Iterator[str]:
    """The changes, under the subjects of which they are."""
    for key, group in groupby(changes, key=lambda c: (c.key, c.name)):
        yield ""
        subject, name = key
        kind = called(subject.type).in_(language)
        yield kind if subject.type == subject.id else " ".join(dict.fromkeys([kind, subject.id, name]))
        for change in group:
            yield f"  {_said(change, language)}"


def _said(change: Change, language: Language) -> str:
    aspect = ASPECTS[change.spot.aspect].in_(language)
    before, after = (_value(said, language) for said in (change.before, change.after))
    told = f"{aspect} {change.title.in_(language)}{colon(language)}{before} → {after}"
    if not change.due_to:
        return told
    due = ("、" if language == "zh" else ", ").join(f"`{c.id}`" for c in change.due_to)
    comma = "；" if language == "zh" else "; "
    return f"{told}{comma}{_DUE.in_(language)} {due}"


def _value(said: Said | None, language: Language) -> str:
    return _ABSENT.in_(language) if said is None else said.words.in_(language)


def colon(language: Language) -> str:
    """The colon of a language."""
    return "：" if language == "zh" else ": "
