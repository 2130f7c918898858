"""Which excuses (免责事由) suspend a rule: what the rule, or the file for all its rules, writes under `excusable`.

An excuse stands in the register `excuses` of the subject, with its ground, authority, document number and dates. It suspends
the rules that it names under `suspends`, by id (`monthly_summary`, or `quarter_gates.started` for one gate), on the days from
its `from` (where that is not given, from the day on which it was granted) through its `to` (null: until further notice). It
counts from the day on which it is on record, also for days before that. What counts is the day that the rule judges, with
grace any day from the due day through the end of the grace.
"""

from __future__ import annotations

import attrs

from projgov.domain.types import ListType, RecordType
from projgov.domain.vocabulary import Record
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import PORTFOLIO, Check, Finding, Sanction, unversioned
from projgov.rules.core.typing import DATE
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.excusable import NAMED, Excusable
from projgov.rules.forms.ladder_excuses import suspended
from projgov.rules.forms.written import Rule

REGISTER, RECORD = "excuses", "excuse"


def excusable(kind: Kind, default: Excusable | None) -> Kind:
    """A kind whose rules are suspended by excuses: as they say themselves, else as `default` says."""

    def lower(rule: Rule, lowering: Lowering) -> Lowered:
        return excused(lowering, kind.lower(rule, lowering), default or NAMED)

    return attrs.evolve(kind, lower=lower)


def excused(lowering: Lowering, lowered: Lowered, default: Excusable) -> Lowered:
    """A rule whose checks are suspended by excuses: as it says itself, else as `default` says."""
    word = lowering.rule.excusable or default
    if word.code == "never" or lowering.subject == PORTFOLIO or not lowered.checks:
        return lowered
    record = lowering.names.vocabulary.record(lowering.subject)
    if record.find(REGISTER) is None:
        return lowered
    days = {
        check: output.owed.due
        for output in lowered.outputs
        if isinstance(output, Finding) and output.owed is not None
        for check in output.checks
    }
    moves = {
        check
        for output in lowered.outputs
        if isinstance(output, Finding | Sanction) and output.evidence
        for check in output.checks
    }
    checks = tuple(
        check
        if check.id in moves or check.subject != lowering.subject
        else attrs.evolve(check, excused=_excuses(check, days.get(check.id), record, word, lowering))
        for check in lowered.checks
    )

    def covering(day: Node) -> Node:
        return _of_days(names_of(lowering.rule.id), day, day, record, word, lowering)

    return suspended(attrs.evolve(lowered, checks=checks), covering, lowering)


def names_of(check: str) -> tuple[str, ...]:
    """What an excuse can call a check by: the canonical id of its rule, and its own."""
    whole = unversioned(check)
    return tuple(dict.fromkeys((whole.partition(".")[0], whole)))


def _excuses(check: Check, due: Node | None, record: Record, word: Excusable, lowering: Lowering) -> Node:
    """The excuses on record on the day of evaluation that suspend a check on the day that it judges."""
    day = nodes.Variable("judged", DATE)
    return _of_days(names_of(check.id), due or day, day, record, word, lowering)


def _of_days(
    names: tuple[str, ...], first: Node, last: Node, record: Record, word: Excusable, lowering: Lowering
) -> Node:
    """The excuses on record on the day of evaluation that suspend what goes by one of some names on some days."""
    place = lowering.place
    register = record.members[REGISTER]
    source = nodes.Field(lowering.this(), record.name, register.name, register.type, place=place)
    today = nodes.Let("judged", nodes.Variable("as_of", DATE), source, source.type, place=place)
    kind = ListType(RecordType(RECORD))
    return nodes.Excuses(today, names, word.code == "any", first, last, kind, place=place)
