"""What the outputs on one type of subject need: definitions, checks and scalar members; and what else they ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from projgov.diagnostics import Place
from projgov.domain.types import (
    BooleanType,
    ChoiceType,
    DateType,
    NumberType,
    PeriodType,
    TextType,
)
from projgov.domain.vocabulary import Member
from projgov.rules.core import nodes
from projgov.rules.core.program import (
    Award,
    Check,
    Core,
    Definition,
    Finding,
    Mark,
    Output,
    Ranking,
    Sanction,
    Score,
)

_SCALARS = (BooleanType, ChoiceType, DateType, NumberType, PeriodType, TextType)


@attrs.frozen
class Beyond:
    """A node of rule `rule` that asks for more than scalar members of the subject."""

    rule: str
    node: nodes.Node
    place: Place


@attrs.frozen
class Needs:
    """What the outputs on a subject need.

    `names` are the definitions and checks that the outputs report, in the order of the outputs, and `lines` the definitions
    that give the points of scores line by line. `order` has both with all that they depend on, each after what it depends
    on. `members` are the scalar members read, sorted by name.
    """

    subject: str
    names: tuple[str, ...]
    lines: tuple[str, ...]
    order: tuple[str, ...]
    members: Mapping[str, Member] = attrs.field(hash=False)
    beyond: tuple[Beyond, ...]


def needs(core: Core, subject: str, rules: frozenset[str] | None = None) -> Needs:
    """What the outputs on `subject` need: all of them, or those of the rules named."""
    names: dict[str, None] = {}
    lines: dict[str, None] = {}
    order: dict[str, None] = {}
    members: dict[str, Member] = {}
    beyond: list[Beyond] = []
    for output in core.outputs:
        header = output.header
        if header.subject != subject or (rules is not None and header.id not in rules):
            continue
        names |= dict.fromkeys(reported(output))
        lines |= dict.fromkeys(line.definition for line in output.lines) if isinstance(output, Score) else {}
        for name in (*lines, *reported(output)):
            _Walk(core, subject, header.id, order, members, beyond).visit(name)
    wanted = dict(sorted(members.items()))
    return Needs(subject, tuple(names), tuple(lines), tuple(order), wanted, tuple(beyond))


def reported(output: Output) -> tuple[str, ...]:
    """The definitions or checks whose outcome an output reports."""
    match output:
        case Finding(checks=checks) | Sanction(checks=checks):
            return checks
        case Score(total=total):
            return (total,)
        case Mark(value=value):
            return (value,)
        case Ranking(rank=rank, of=of):
            return (of, rank)
        case Award(status=status):
            return (status,)


@attrs.frozen
class _Walk:
    core: Core
    subject: str
    rule: str
    order: dict[str, None]
    members: dict[str, Member]
    beyond: list[Beyond]

    def visit(self, name: str) -> None:
        if name in self.order:
            return
        part: Definition | Check = self.core.definitions.get(name) or self.core.checks[name]
        for node in parts(part):
            self.node(node)
        self.order[name] = None

    def node(self, node: nodes.Node) -> None:
        match node:
            case nodes.Variable(name="subject"):
                self.beyond.append(Beyond(self.rule, node, node.place))
            case nodes.Field(base=nodes.Variable(name="subject"), member=name):
                member = self.core.vocabulary.record(self.subject).members[name]
                if member.access in ("stored", "fact") and isinstance(member.type, _SCALARS):
                    self.members[name] = member
                else:
                    self.beyond.append(Beyond(self.rule, node, node.place))
            case nodes.Result(definition=name, subject=nodes.Variable(name="subject")):
                self.visit(name)
            case nodes.Tally(checks=checks, subject=nodes.Variable(name="subject")):
                for check in checks:
                    self.visit(check)
            case (
                nodes.Field()
                | nodes.ValueAt()
                | nodes.Members()
                | nodes.Rank()
                | nodes.Result()
                | nodes.Tally()
            ):
                self.beyond.append(Beyond(self.rule, node, node.place))
            case _:
                for child in nodes.children(node):
                    self.node(child)


def parts(part: Definition | Check) -> Iterator[nodes.Node]:
    """The nodes at the top of a definition or check."""
    found: tuple[nodes.Node | None, ...]
    if isinstance(part, Definition):
        found = (part.judged, part.body)
    else:
        found = (part.over, part.judged, part.applies, part.holds)
    return (node for node in found if node is not None)
