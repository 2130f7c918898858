"""Evidence that a subject has to have, by kinds (`evidence: [plan, ledger]`)."""

from __future__ import annotations

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.domain.choices.oversight import EVIDENCE_KIND
from projgov.rules.core import nodes
from projgov.rules.core.scope import Scope
from projgov.rules.core.typing import called
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.meant import meant
from projgov.rules.forms.options import find, offer
from projgov.rules.forms.requirement import Requirement

UNKNOWN_EVIDENCE = Pattern(
    "N060",
    Bilingual("没有 `{name}` 这一类佐证", "there is no kind of evidence `{name}`"),
    Bilingual("{offer}", "{offer}"),
)
NO_SUCH_THING = Pattern(
    "T040",
    Bilingual(
        "{subject}没有{what}，不能写 `{key}`", "the type {subject} has no {what}: `{key}` cannot stand here"
    ),
    Bilingual("用 `require:` 写明要求", "say what is required under `require:`"),
)
_REGISTER = Bilingual("佐证材料", "evidence")


def has(member: str, what: Bilingual, key: str, place: Place, lowering: Lowering) -> bool:
    """Whether subjects of the rule have something that a key asks of them; else a fault."""
    record = lowering.names.vocabulary.records.get(lowering.subject)
    if record is not None and member in record.members:
        return True
    lowering.faults.add(NO_SUCH_THING, place, subject=called(lowering.subject), what=what, key=key)
    return False


def with_evidence(
    word: str, required: Requirement, scope: Scope, place: Place, lowering: Lowering, *, by_due: bool = False
) -> Requirement:
    """The requirement with one more thing: evidence of the kind that `word` calls, which came into being by `due` where asked."""
    if not has("evidence", _REGISTER, "evidence", place, lowering):
        return required
    option = find(word, EVIDENCE_KIND.options)
    if option is None:
        lowering.faults.add(UNKNOWN_EVIDENCE, place, name=word, offer=offer(word, EVIDENCE_KIND.options))
        return required
    in_time = " and e.occurred <= due" if by_due else ""
    text = f'some e in subject.evidence satisfies e.kind = "{option.code}"{in_time}'
    there: nodes.Node = meant(text, scope, place)
    return Requirement((*required.conditions, there), (*required.named, (there, option.label)))
