"""By which version of a plan something was judged, where the plan was changed: told of a finding beside its reason.

The version is not guessed from the rule: what was checked is evaluated once more, for the one subject and occasion, and every plan that
is asked for on the way is noted.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from projgov.diagnostics import Bilingual, Language
from projgov.domain.types import Missing, RecordType
from projgov.domain.vocabulary import Member
from projgov.rules.core import nodes
from projgov.scoring.context import Context
from projgov.scoring.facts import Facts
from projgov.scoring.model import Model, dependencies, parts
from projgov.scoring.paths import in_force
from projgov.scoring.results import FindingResult
from projgov.scoring.values import Value
from projgov.scoring.wording import bracketed, joined, record_name

BY_VERSION = Bilingual("按{title}第{version}版判定", "Judged by version {version} of the {title}")
APPROVED_BY = Bilingual("{unit}{day}批准", "approved by {unit} on {day}")
APPROVED = Bilingual("{day}批准", "approved on {day}")
ISSUED = Bilingual("{day}印发", "issued on {day}")
SINCE = Bilingual("{day}起执行", "in force from {day}")


class _Noting(Facts):
    """The same facts, noting each version of a plan of the subject that is asked for."""

    def __init__(self, context: Context, subject: Any) -> None:
        self.__dict__.update(context.facts.__dict__)
        self._known = context.core.vocabulary
        self._subject = subject
        self.noted: dict[int, Any] = {}

    def value_at(self, record_value: Any, record: str, member: str, day: date) -> Value:
        series = self._known.record(record).members[member].series
        if series is not None and series.in_force:
            self._note(in_force(getattr(record_value, series.register), day), record_value)
        return super().value_at(record_value, record, member, day)

    def member(self, record_value: Any, record: str, member: str, judged: date) -> Value:
        found = super().member(record_value, record, member, judged)
        asked = self._known.record(record).members[member]
        if asked.access == "latest" and hasattr(found, "takes_effect"):
            self._note(found, record_value)
        return found

    def _note(self, version: Any, owner: Any) -> None:
        if version is not None and owner is self._subject:
            self.noted[id(version)] = version


def plan_versions(finding: FindingResult, context: Context) -> tuple[Any, ...]:
    """The versions of its plans by which a subject was judged, in the order in which they took effect; none of a plan never changed."""
    check, subject = context.core.checks[finding.occasion.check], context.record(finding.key)
    if not _is_changed(context, finding.key.type, subject) or not _asks_plan(context, check.id):
        return ()
    facts = _Noting(context, subject)
    model = Model(context.core, facts)
    model.evaluate(check.holds, context.env(finding.key, finding.occasion))
    return tuple(sorted(facts.noted.values(), key=lambda plan: (plan.takes_effect, plan.version)))


def _is_changed(context: Context, record: str, subject: Any) -> bool:
    """Whether a subject has more than one version of a plan."""
    if subject is None:
        return False
    members = context.core.vocabulary.record(record).members.values()
    return any(_is_plan(context, m) and len(getattr(subject, m.source[0])) > 1 for m in members)


def _is_plan(context: Context, member: Member) -> bool:
    """Whether a member is the version of a plan that is in force."""
    if member.access != "latest" or not isinstance(member.type, RecordType):
        return False
    return hasattr(context.core.vocabulary.record(member.type.record).cls, "takes_effect")


def _asks_plan(context: Context, check: str) -> bool:
    """Whether a check asks for a plan that has versions, itself or through what it depends on."""
    records = context.core.vocabulary.records
    for rule in dependencies(context.core, [("check", check)]):
        for node in parts(context.core, rule):
            if isinstance(node, nodes.Field | nodes.ValueAt) and node.record in records:
                member = records[node.record].members[node.member]
                if _is_plan(context, member) or (member.series is not None and member.series.in_force):
                    return True
    return False


def version_text(plan: Any, context: Context, language: Language) -> str:
    """Which version of a plan it was, who approved it and when, by which document, and from when it is in force."""
    title = type(plan).__about__.named.label.in_(language)
    approved = plan.approved if isinstance(plan.approved, date) else None
    unit = None if isinstance(plan.approved_by, Missing) else context.facts.resolve("unit", plan.approved_by)
    told: list[str] = []
    if approved is None:
        told.append(ISSUED.in_(language).format(day=plan.occurred))
    elif unit is None:
        told.append(APPROVED.in_(language).format(day=approved))
    else:
        told.append(APPROVED_BY.in_(language).format(unit=record_name(unit), day=approved))
    if not isinstance(plan.document, Missing):
        told.append(plan.document)
    if plan.takes_effect != (approved or plan.occurred):
        told.append(SINCE.in_(language).format(day=plan.takes_effect))
    text = BY_VERSION.in_(language).format(title=title, version=plan.version)
    return text + bracketed(joined(told, language), language)


def version_to_plain(plan: Any) -> dict[str, Any]:
    """A version of a plan as plain data."""
    approved = plan.approved
    return {
        "plan": type(plan).__about__.named.name,
        "version": plan.version,
        "approved_by": None if isinstance(plan.approved_by, Missing) else plan.approved_by,
        "approved": approved.isoformat() if isinstance(approved, date) else None,
        "document": None if isinstance(plan.document, Missing) else plan.document,
        "in_force": plan.takes_effect.isoformat(),
    }
