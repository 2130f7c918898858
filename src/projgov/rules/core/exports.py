"""Results that are handed on: which, for which subjects, in which columns. They decide nothing.

How secret a column is follows from what enters it: the most secret field, of the rules that it asks for, too. Whatever is said of an
officer is personal.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from projgov.diagnostics import Bilingual
from projgov.domain.vocabulary import Confidentiality
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Check, Core, Definition, Header

_ORDER: tuple[Confidentiality, ...] = ("public", "internal", "personal")


@attrs.frozen
class ExportColumn:
    """A column: what it is called, and its value for a subject. `personal` where the file says that it is."""

    id: str
    title: Bilingual
    value: Node
    personal: bool = False


@attrs.frozen
class Settled:
    """What is read of the stages that the results go through: the stage reached, its day and its document, and the rulings."""

    rule: str
    stage: Node
    day: Node
    document: Node


@attrs.frozen
class Export:
    """Results handed on for each subject of the type of the rule for which `applies` is true (None: for all)."""

    header: Header
    columns: tuple[ExportColumn, ...]
    settled: Settled | None = None
    applies: Node | None = None


def confidentiality(column: ExportColumn, export: Export, core: Core) -> Confidentiality:
    """How secret a column is."""
    if column.personal or export.header.subject == "officer":
        return "personal"
    return max(_fields(column.value, core, set()), key=_ORDER.index, default="internal")


def _fields(node: Node, core: Core, seen: set[str]) -> Iterator[Confidentiality]:
    """How secret the fields are that enter a value. A result of rules is internal at the least, one of an officer personal."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        waiting += nodes.children(one)
        if isinstance(one, nodes.Field | nodes.ValueAt):
            record = core.vocabulary.records.get(one.record)
            member = None if record is None else record.members.get(one.member)
            yield "internal" if member is None else member.confidentiality
        asked: tuple[str, ...] = ()
        match one:
            case nodes.Result(definition=name) | nodes.AsOf(definition=name) | nodes.Rank(of=name):
                asked = (name,)
            case nodes.Tally(checks=names):
                asked = names
            case nodes.Members(record="officer"):
                yield "personal"
        for name in asked:
            yield "internal"
            if name not in seen:
                seen.add(name)
                waiting += _bodies(name, core)
                if any(rule.subject == "officer" for rule in _named(name, core)):
                    yield "personal"


def _named(name: str, core: Core) -> Iterator[Definition | Check]:
    """The definition and the check of a name."""
    found = (core.definitions.get(name), core.checks.get(name))
    yield from (one for one in found if one is not None)


def _bodies(name: str, core: Core) -> Iterator[Node]:
    """The expressions of what bears a name."""
    for one in _named(name, core):
        parts = (one.body, one.judged) if isinstance(one, Definition) else one.parts
        yield from (part for part in parts if part is not None)
