"""Rules that a rule names by their ids: those that a letter is about, the results that go through stages."""

from __future__ import annotations

from difflib import SequenceMatcher

from projgov.diagnostics import Bilingual, Pattern, nearest, one_of
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core.program import PORTFOLIO
from projgov.rules.forms.base import Lowering

UNKNOWN_ABOUT = Pattern(
    "N560",
    Bilingual("文件里没有规则 `{name}`", "there is no rule `{name}` in the file"),
    Bilingual("{offer}", "{offer}"),
)


_WITHOUT_RESULT = frozenset({"letters", "exports"})
"""Sections whose rules come to nothing that others could be about."""
_FINDING_NOTHING = frozenset({"definitions", "answers", "stages", "disclosure"})
"""Sections whose rules a letter is rarely about: they neither propose anything, nor find fault with the subject."""
_NO_RESULTS = frozenset({"stages", "disclosure"})
"""Sections whose rules are about the results of others."""


def named_rules(written: list[str], key: str, lowering: Lowering) -> tuple[str, ...]:
    """The canonical ids of the rules that stand under a key; one that there is not is a fault."""
    found: list[str] = []
    for index, one in enumerate(written):
        name = canonical_name(one)
        if lowering.names.binding(name, None) is None:
            offer = offered(one, lowering, last=_FINDING_NOTHING if key == "about" else _NO_RESULTS)
            lowering.faults.add(UNKNOWN_ABOUT, lowering.place_of((key, index)), name=one, offer=offer)
        found.append(name)
    return tuple(found)


def offered(
    word: str, lowering: Lowering, *, last: frozenset[str] = frozenset(), of_subject: bool = False
) -> Bilingual:
    """The rule that is called so, or nearly so; else those that can stand there, nearest first.

    Rules in the sections `last`, and rules on other subjects (which `of_subject` leaves out), are only offered after all others.
    """
    own, subject = canonical_name(lowering.rule.id), lowering.subject
    rules = [r for r in lowering.names.rules_named() if r.name != own and r.section not in _WITHOUT_RESULT]
    if of_subject:
        rules = [r for r in rules if r.subject == subject]
    for rule in rules:
        if rule.title is not None and word in (rule.title.zh, rule.title.en):
            return Bilingual(f"写编号 `{rule.name}`", f"write the id, `{rule.name}`")
    strangers = [r.section in last or subject not in (r.subject, PORTFOLIO) for r in rules]
    first = [r.name for r, stranger in zip(rules, strangers, strict=True) if not stranger]
    rest = [r.name for r, stranger in zip(rules, strangers, strict=True) if stranger]
    guess = nearest(word, first) or nearest(word, rest)
    if guess is not None:
        return Bilingual(f"是不是 `{guess}`？", f"did you mean `{guess}`?")

    def by_nearness(names: list[str]) -> list[str]:
        return sorted(names, key=lambda n: -SequenceMatcher(None, word.casefold(), n.casefold()).ratio())

    return one_of([*by_nearness(first), *by_nearness(rest)])
