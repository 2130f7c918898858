"""Which rulings there are on what a rule says of a subject, as known on the day of evaluation."""

from __future__ import annotations

from collections.abc import Iterator

from projgov.domain.rulings import Matter, Ruling
from projgov.domain.vocabulary import canonical_name
from projgov.scoring.context import Context
from projgov.scoring.results import Key

_SUBJECTS = ("unit", "officer", "project", "item")


def rulings_on(rule: str, key: Key, context: Context) -> tuple[Ruling, ...]:
    """The rulings about a subject that name the rule, in the order of their days and ids; none that another supersedes.

    A matter that names no subject is about the results of the rule as a whole.
    """
    found = [r for r in context.facts.portfolio.rulings if any(_is_about(m, rule, key) for m in _matters(r))]
    superseded = {r.supersedes for r in found if isinstance(r.supersedes, str)}
    return tuple(sorted((r for r in found if r.id not in superseded), key=lambda r: (r.occurred, r.id)))


def decided(rule: str, key: Key, context: Context) -> Ruling | None:
    """The last ruling that says of a proposal whether it is agreed to; None where there is none.

    A ruling of an earlier stage (初评, 公示, 申诉, 复核) decides nothing yet.
    """
    final = [r for r in rulings_on(rule, key, context) if not isinstance(r.stage, str) or r.stage == "final"]
    return final[-1] if final else None


def is_agreed(ruling: Ruling) -> bool:
    """Whether a ruling agrees to what was proposed."""
    return ruling.decision in ("approved", "changed")


def document_of(ruling: Ruling) -> str:
    """The document of a ruling, its id where none is recorded."""
    return ruling.document if isinstance(ruling.document, str) else ruling.id


def _matters(ruling: Ruling) -> Iterator[Matter]:
    yield from ruling.about if isinstance(ruling.about, tuple) else ()


def _is_about(matter: Matter, rule: str, key: Key) -> bool:
    if not isinstance(matter.rule, str) or canonical_name(matter.rule) != rule:
        return False
    named = {kind: one for kind in _SUBJECTS if isinstance(one := getattr(matter, kind), str)}
    return not named or named.get(key.type) == key.id
