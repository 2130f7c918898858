"""Changes of plans (计划调整): that every change that is on record was approved, by whom and by which document.

A change that was not approved changes nothing; that it is on record is odd, and what this finds.
"""

from __future__ import annotations

from projgov.diagnostics import LANGUAGES, Bilingual, Language, Pattern
from projgov.domain.types import ListType, NullType, RecordType, TextType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Check, Finding, Header, Message, Outcome
from projgov.rules.core.typing import DATE, called
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.requirement import Requirement, all_of

NO_PLANS = Pattern(
    "T043",
    Bilingual("{subject}没有进度计划", "the type {subject} has no plans"),
    Bilingual("写在项目或工作事项的规则里", "write it in a rule on projects or items"),
)
_TITLE = Bilingual("计划调整经批准", "changes of the plan are approved")
_BASELINE = RecordType("baseline")
_NAMED = ("approved", "approved_by", "document")
_HEAD: dict[Language, tuple[str, str, str]] = {
    "zh": ("第", "版进度计划（", "）缺少："),
    "en": ("Version ", " of the plan (", ") lacks: "),
}


def approved_changes(header: Header, outcome: Outcome, lowering: Lowering) -> tuple[Check, Finding] | None:
    """A check on every change of the plan, judged on the day that it was issued; None where subjects have no plans."""
    place = lowering.place_of(("approved_changes",))
    record = lowering.names.vocabulary.records.get(header.subject)
    if record is None or "baselines" not in record.members:
        lowering.faults.add(NO_PLANS, place, subject=called(header.subject))
        return None
    version = nodes.Variable("occasion", _BASELINE)
    members = lowering.names.vocabulary.record("baseline").members

    def of(name: str, base: Node = version) -> Node:
        kind = TextType() if name == "approved_by" else members[name].type
        return nodes.Field(base, "baseline", name, kind, place=place)

    row = nodes.Variable("row", _BASELINE)
    later = nodes.Compare(">", of("version", row), nodes.number(1), place=place)
    register = nodes.Field(
        lowering.this(), header.subject, "baselines", record.members["baselines"].type, place=place
    )
    changes = nodes.Filter("row", register, later, ListType(_BASELINE), place=place)
    required = Requirement()
    for name in reversed(_NAMED):
        there: Node = nodes.Present(of(name), place=place)
        if name == "approved":  # null says that it was not approved; where nothing is said, it is not known
            there = nodes.Compare("!=", of(name), nodes.Literal(None, NullType()), place=place)
        required = required.and_named(there, members[name].label)
    check = Check(
        f"{header.id}.approved_changes",
        header.subject,
        all_of(required.conditions, place),
        _TITLE,
        lowering.applies(),
        nodes.Field(version, "baseline", "occurred", DATE, place=place),
        changes,
        place=place,
    )

    def told(language: Language) -> tuple[str | Node, ...]:
        first, second, third = _HEAD[language]
        absent = required.scope(lowering.scope, language).locals["absent"]
        return first, of("version"), second, of("occurred"), third, absent

    zh, en = (told(language) for language in LANGUAGES)
    return check, Finding(header, (check.id,), outcome, lowering.against(), Message(zh, en))
