"""What the outputs on one type of subject need: definitions, checks and scalar members; and what else they ask for."""

from __future__ import annotations

from collections.abc import Mapping

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
    Core,
    Decision,
    Finding,
    Mark,
    Output,
    Publication,
    Ranking,
    Sanction,
    Score,
)
from projgov.scoring.model import Computed, dependencies

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
    that give the points of scores line by line. `order` has the names, and the lines where points are recorded, with all that
    they depend on, each after what it depends on. `members` are the scalar members read by names and lines, sorted.
    """

    subject: str
    names: tuple[Computed, ...]
    lines: tuple[str, ...]
    order: tuple[Computed, ...]
    members: Mapping[str, Member] = attrs.field(hash=False)
    beyond: tuple[Beyond, ...]


def needs(core: Core, subject: str, rules: frozenset[str] | None = None, *, points: bool = True) -> Needs:
    """What the outputs on `subject` need: all of them, or those of the rules named. `points`: of lines, too."""
    names: dict[Computed, None] = {}
    lines: dict[str, None] = {}
    order: dict[Computed, None] = {}
    walked: set[Computed] = set()
    members: dict[str, Member] = {}
    beyond: list[Beyond] = []
    for output in core.outputs:
        header = output.header
        if header.subject != subject or (rules is not None and header.id not in rules):
            continue
        wanted = dict.fromkeys(reported(output))
        names |= wanted
        if isinstance(output, Score):
            lines |= dict.fromkeys(line.definition for line in output.lines)
            wanted |= {("definition", line.definition): None for line in output.lines}
        needed = dependencies(core, wanted)
        walk = _Walk(core, subject, header.id, members, beyond)
        for part in needed:
            if part not in walked:
                walk.part(part)
        walked |= set(needed)
        order |= dict.fromkeys(needed if points else dependencies(core, reported(output)))
    return Needs(
        subject, tuple(names), tuple(lines), tuple(order), dict(sorted(members.items())), tuple(beyond)
    )


def is_scalar(member: Member) -> bool:
    """Whether a member is a single value that its record holds: not a record, a list or something drawn from them."""
    return member.access in ("stored", "fact") and isinstance(member.type, _SCALARS)


def reported(output: Output) -> tuple[Computed, ...]:
    """The definitions or checks whose outcome an output reports."""
    match output:
        case Finding(checks=checks) | Sanction(checks=checks):
            return tuple(("check", check) for check in checks)
        case Score(total=name) | Mark(value=name) | Award(status=name):
            return (("definition", name),)
        case Decision(results=results, rows=rows):
            names = [name for _, _, name in results] + [rows] * bool(rows)
            return tuple(("definition", name) for name in names)
        case Ranking(rank=rank, of=of):
            return ("definition", of), ("definition", rank)
        case Publication():  # what may be shown of results decides nothing
            return ()


@attrs.frozen
class _Walk:
    core: Core
    subject: str
    rule: str
    members: dict[str, Member]
    beyond: list[Beyond]

    def part(self, part: Computed) -> None:
        sort, name = part
        if sort == "definition":
            definition = self.core.definitions[name]
            own = definition.subject
            top: tuple[nodes.Node | None, ...] = (definition.judged, definition.body)
        else:
            check = self.core.checks[name]
            own, top = check.subject, (check.judged, check.applies, check.holds)
            if check.over is not None:
                self.beyond.append(Beyond(self.rule, check.over, check.over.place))
        if own == self.subject:
            for node in top:
                if node is not None:
                    self.node(node)

    def node(self, node: nodes.Node) -> None:
        match node:
            case nodes.Variable(name="subject"):
                self.beyond.append(Beyond(self.rule, node, node.place))
            case nodes.Field(base=nodes.Variable(name="subject"), member=name):
                member = self.core.vocabulary.record(self.subject).members[name]
                if is_scalar(member):
                    self.members[name] = member
                else:
                    self.beyond.append(Beyond(self.rule, node, node.place))
            case nodes.Result(definition=name, subject=nodes.Variable(name="subject")):
                if self.core.definitions[name].subject != self.subject:
                    self.beyond.append(Beyond(self.rule, node, node.place))
            case nodes.Tally(checks=checks, subject=nodes.Variable(name="subject")):
                if any(self.core.checks[check].subject != self.subject for check in checks):
                    self.beyond.append(Beyond(self.rule, node, node.place))
            case (
                nodes.Field()
                | nodes.ValueAt()
                | nodes.Members()
                | nodes.Rank()
                | nodes.Result()
                | nodes.AsOf()
                | nodes.Tally()
                | nodes.Occasions()
                | nodes.Climb()
            ):
                self.beyond.append(Beyond(self.rule, node, node.place))
            case _:
                for child in nodes.children(node):
                    self.node(child)
