"""What may be said to everybody about one subject: which rules are published for it, and which texts ask for nothing else.

A text may be told where everything that enters it is public: fields, and results of rules that are published for this very
subject. Of a rule that reports something only the result that is published counts, never what it is made of; definitions that report
nothing are public where what they ask for is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

import attrs

from projgov.domain.types import BooleanType, ChoiceType, NullType, NumberType, ValueType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.openness import can_be_told, is_open
from projgov.rules.core.program import (
    Award,
    Check,
    Core,
    Decision,
    Mark,
    Message,
    Publication,
    Ranking,
    Score,
    unversioned,
)

_TOLD_APART = ("id", "version", "occurred", "from_")
_PLACE = "place"
"""The part of a ranking that gives the rank alone."""
LINES, RANKS, ANSWERABLE = "lines", "ranks", "answerable"


def rule_of(name: str) -> str:
    """The rule of which a definition, check or output is a part."""
    return unversioned(name).partition(".")[0]


@attrs.frozen(slots=False)
class Openness:
    """What is public of one subject: `published` are its published rules, each with what is public along with its results."""

    core: Core
    published: Mapping[str, frozenset[str]] = attrs.field(hash=False)
    personal: bool = False
    """Whether the subject is a person, whose points and ranks are never public."""

    def text(self, message: Message, check: Check | None = None, judged: Node | None = None) -> bool:
        """Whether a message can be told; `check` is the check whose occasion it speaks of, `judged` gives the day judged."""
        hidden = self._hidden(check, judged)
        parts = [part for part in (*message.zh, *message.en) if not isinstance(part, str)]
        return all(self.told(part) and not (hidden & set(_variables(part))) for part in parts)

    def seen(self, node: Node, check: Check) -> bool:
        """Whether what is said of an occasion of a check asks only for what is public."""
        return self.node(node) and not (self._hidden(check, None) & set(_variables(node)))

    def _hidden(self, check: Check | None, judged: Node | None) -> set[str]:
        """The local names that stand for what is not public."""
        found = set()
        if check is not None:
            if not self.occasion(check):
                found.add(check.variable)
            judged = check.judged
        if judged is not None and not self.node(judged):
            found.add("judged")
        return found

    def told(self, node: Node) -> bool:
        """Whether the value of a node can stand in a text."""
        return self.node(node) and self.can_be_told(node.type)

    def can_be_told(self, kind: ValueType) -> bool:
        """Whether values of a type can stand in a text."""
        return can_be_told(kind, self.core.vocabulary)

    def gives(self, name: str) -> bool:
        """Whether what a published definition gives can be told: a word, number or answer that the rule declares public as its result.

        A text, a day or a record that it passes on is told only where it is public, or written in the rule itself.
        """
        definition = self.core.definitions[name]
        if isinstance(definition.type, NumberType | ChoiceType | BooleanType | NullType):
            return True
        return self._passes(definition.body) and self.can_be_told(definition.type)

    def _passes(self, node: Node) -> bool:
        match node:
            case nodes.Literal():
                return True
            case nodes.Case(rows=rows, otherwise=otherwise):
                return all(self._passes(row.value) for row in rows) and (
                    otherwise is None or self._passes(otherwise)
                )
            case nodes.IfUnknown(operand=operand, otherwise=otherwise):
                return self._passes(operand) and self._passes(otherwise)
            case nodes.Result(definition=name) if rule_of(name) in self.published:
                return self._passes(self.core.definitions[name].body)
        return self.node(node)

    def is_called(self, record: str) -> bool:
        """Whether that by which records of a type are told apart (id, version, day) is public."""
        members = self.core.vocabulary.record(record).members
        first = next((members[name] for name in _TOLD_APART if name in members), None)
        return first is not None and first.confidentiality == "public"

    def node(self, node: Node) -> bool:
        """Whether only what is public enters the value of a node."""
        return is_open(node, self.core.vocabulary, self._result)

    def occasion(self, check: Check) -> bool:
        """Whether it may be told on which occasion something was found."""
        return check.over is None or self.node(check.over)

    def day(self, check: Check) -> bool:
        """Whether it may be told on which day something was judged."""
        return self.occasion(check) and (check.judged is None or self.node(check.judged))

    def _result(self, node: Node) -> bool:
        own = isinstance(node, nodes.Result | nodes.Tally) and node.subject == nodes.Variable(
            "subject", node.subject.type
        )
        match node:
            case nodes.Tally(checks=checks):
                return own and all(rule_of(check) in self.published for check in checks)
            case nodes.Result(definition=name):
                if name in self._given:
                    return own and self._given[name]
                if rule_of(name) in self._reporting and not self.core.definitions[name].words:
                    return False
                return self._definition(name) if own else _bare(self.core)._definition(name)
        return False

    def _definition(self, name: str) -> bool:
        """Whether a definition that is itself no result asks only for what is public."""
        if name not in self._known:
            self._known[name] = False  # the graph has no cycle: nobody asks before it is known
            definition = self.core.definitions[name]
            parts = [part for part in (definition.judged, definition.body) if part is not None]
            self._known[name] = all(map(self.node, parts))
        return self._known[name]

    @cached_property
    def _known(self) -> dict[str, bool]:
        return {}

    @cached_property
    def _reporting(self) -> frozenset[str]:
        """The rules that report something."""
        found = (o.header.id for o in self.core.outputs if not isinstance(o, Publication))
        return frozenset(map(rule_of, found))

    @cached_property
    def _given(self) -> dict[str, bool]:
        """The definitions that give results, and whether each is published."""
        found: dict[str, bool] = {}
        for output in self.core.outputs:
            along = self.published.get(rule_of(output.header.id))
            public = along is not None
            match output:
                case Score(total=total, lines=lines):
                    public = public and not self.personal
                    found |= {line.definition: public and LINES in (along or ()) for line in lines}
                    found[total] = public
                case Mark(value=name) | Award(status=name):
                    found[name] = public
                case Decision(results=results, rows=rows):
                    found |= {name: public for _, _, name in results}
                    if rows:
                        found[rows] = False
                case Ranking(rank=rank):
                    told = public and not self.personal and RANKS in (along or ())
                    found |= dict.fromkeys((rank, f"{rank.rpartition('.')[0]}.{_PLACE}"), told)
        return found


def _bare(core: Core) -> Openness:
    """What is public of a subject of which nothing is published."""
    return Openness(core, {})


def _variables(node: Node) -> Iterator[str]:
    if isinstance(node, nodes.Variable):
        yield node.name
    for child in nodes.children(node):
        yield from _variables(child)
