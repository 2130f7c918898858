"""Rules that a rule names by their ids: those that a letter is about, the results that go through stages."""

from __future__ import annotations

from projgov.diagnostics import Bilingual, Pattern, did_you_mean
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core.program import PORTFOLIO
from projgov.rules.forms.base import Lowering

UNKNOWN_ABOUT = Pattern(
    "N560",
    Bilingual("文件里没有规则 `{name}`", "there is no rule `{name}` in the file"),
    Bilingual("{offer}", "{offer}"),
)


def named_rules(written: list[str], key: str, lowering: Lowering) -> tuple[str, ...]:
    """The canonical ids of the rules that stand under a key; one that there is not is a fault."""
    found: list[str] = []
    for index, one in enumerate(written):
        name = canonical_name(one)
        if lowering.names.binding(name, None) is None:
            subject = "project" if lowering.subject == PORTFOLIO else lowering.subject
            offer = did_you_mean(one, list(lowering.names.all_names(subject)))
            lowering.faults.add(UNKNOWN_ABOUT, lowering.place_of((key, index)), name=one, offer=offer)
        found.append(name)
    return tuple(found)
