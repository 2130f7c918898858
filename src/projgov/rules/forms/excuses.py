"""Which excuses (免责事由) suspend a rule: what the rule, or the file for all its rules, writes under `excusable`.

An excuse stands in the register `excuses` of the subject, with its ground, authority, document number and dates. It suspends
the rules that it names under `suspends`, by id (`monthly_summary`, or `quarter_gates.started` for one gate), on the days from
its `from` (where that is not given, from the day on which it was granted) through its `to` (null: until further notice). It
counts from the day on which it is on record, also for days before that. What counts is the day that the rule judges, with
grace any day from the due day through the end of the grace.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from projgov.domain.types import ListType, NullType, RecordType
from projgov.domain.vocabulary import Record
from projgov.rules.core import nodes
from projgov.rules.core.nodes import BOOLEAN, NUMBER, Node
from projgov.rules.core.program import PORTFOLIO, Check, Finding, unversioned
from projgov.rules.core.typing import DATE, TEXT
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.excusable import NAMED, Excusable
from projgov.rules.forms.written import Rule

REGISTER, RECORD = "excuses", "excuse"
_VARIABLE, _DAY, _NAME = "excuse", "excused_day", "suspended"


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
    return attrs.evolve(
        lowered,
        checks=tuple(
            attrs.evolve(check, excused=_excuses(check, days.get(check.id), record, word, lowering))
            for check in lowered.checks
        ),
    )


def names_of(check: str) -> tuple[str, ...]:
    """What an excuse can call a check by: its id or that of its rule, with spaces or underscores."""
    whole = unversioned(check)
    ids = dict.fromkeys((whole.partition(".")[0], whole))
    return tuple(dict.fromkeys(name for i in ids for name in (i, i.replace("_", " "))))


def _excuses(check: Check, due: Node | None, record: Record, word: Excusable, lowering: Lowering) -> Node:
    """The excuses on record on the day of evaluation that suspend a check on the day that it judges."""
    place = check.place
    register = record.members[REGISTER]
    kind = ListType(RecordType(RECORD))
    source = nodes.Field(lowering.this(), record.name, register.name, register.type, place=place)
    conditions = tuple(_conditions(check, due, word, lowering.names.vocabulary.record(RECORD)))
    found = nodes.Filter(_VARIABLE, source, nodes.And(conditions, place=place), kind, place=place)
    today = nodes.Let("judged", nodes.Variable("as_of", DATE), found, kind, place=place)
    return nodes.Let(_DAY, nodes.Variable("judged", DATE), today, kind, place=place)


def _conditions(check: Check, due: Node | None, word: Excusable, record: Record) -> Iterator[Node]:
    day: Node = nodes.Variable(_DAY, DATE)
    start, end = _member(record, "from"), _member(record, "to")
    yield nodes.Compare("<=", nodes.IfUnknown(start, _member(record, "occurred"), DATE), day)
    until = nodes.Compare("=", end, nodes.Literal(None, NullType()))
    yield nodes.Or((until, nodes.Compare(">=", end, due or day)))
    listed = ListType(TEXT)
    named = nodes.IfUnknown(_member(record, "suspends"), nodes.Literal((), listed), listed)
    names = nodes.Literal(names_of(check.id), listed)
    called = nodes.Call("list_contains", (names, nodes.Variable(_NAME, TEXT)), BOOLEAN)
    by_name = nodes.Quantify("some", _NAME, named, called)
    if word.code == "named":
        yield by_name
        return
    unnamed = nodes.Compare("=", nodes.Aggregate("count", named, NUMBER), nodes.Literal(0, NUMBER))
    yield nodes.Or((unnamed, by_name))


def _member(record: Record, name: str) -> nodes.Field:
    member = record.find(name)
    assert member is not None, name
    return nodes.Field(nodes.Variable(_VARIABLE, RecordType(RECORD)), record.name, member.name, member.type)
