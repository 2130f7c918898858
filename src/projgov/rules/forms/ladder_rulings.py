"""The rulings on the steps of a ladder, as events."""

from __future__ import annotations

from projgov.domain.types import ContextType, ListType, NullType, RecordType
from projgov.rules.core import nodes
from projgov.rules.core.ladder import Ladder
from projgov.rules.core.nodes import BOOLEAN, NUMBER, Node
from projgov.rules.core.program import PORTFOLIO, unversioned
from projgov.rules.core.typing import ANY, DATE, TEXT
from projgov.rules.forms.base import Lowering

RULING = ContextType((("day", DATE), ("step", NUMBER), ("granted", BOOLEAN), ("until", DATE), ("about", ANY)))
RULINGS = ListType(RULING)
_NULL = nodes.Literal(None, NullType())


def rulings(ladder: Ladder, lowering: Lowering) -> Node:
    """What was ruled on the steps that have to be decided: those on other steps move nothing."""
    decided = [number for number, step in enumerate(ladder.steps) if step.decided]
    if not decided or lowering.subject == PORTFOLIO:
        return nodes.MakeList((), RULINGS, place=lowering.place)
    lists = tuple(_on(number, ladder.steps[number].id, lowering) for number in decided)
    return lists[0] if len(lists) == 1 else nodes.Call("concatenate", lists, RULINGS, place=lowering.place)


def _on(number: int, step: str, lowering: Lowering) -> Node:
    """The rulings on one step."""
    place, subject = lowering.place, lowering.subject
    record = lowering.names.vocabulary.record
    given = nodes.Field(lowering.this(), subject, "rulings", ListType(RecordType("ruling")), place=place)
    ruling = nodes.Variable("ruling", RecordType("ruling"), place=place)
    matter = nodes.Variable("matter", RecordType("matter"), place=place)

    def field(base: Node, of: str, name: str) -> Node:
        return nodes.Field(base, of, name, record(of).members[name].type, place=place)

    def surely(condition: Node) -> Node:
        """What a ruling does not say it does not rule."""
        return nodes.IfUnknown(condition, nodes.FALSE, BOOLEAN, place=place)

    named = nodes.Literal(f"{unversioned(lowering.rule.id)}.{step}", TEXT, place=place)
    here = surely(nodes.Compare("=", field(matter, "matter", subject), lowering.this(), place=place))
    this = surely(nodes.Compare("=", field(matter, "matter", "rule"), named, place=place))
    about = field(ruling, "ruling", "about")
    on = nodes.Quantify("some", "matter", about, nodes.And((here, this), place=place), place=place)
    kept = nodes.Filter("ruling", given, on, given.type, place=place)
    decision = field(ruling, "ruling", "decision")
    granted = nodes.Compare("=", decision, nodes.Literal("approved", decision.type), place=place)
    until = nodes.IfUnknown(field(ruling, "ruling", "until"), _NULL, DATE, place=place)
    document = nodes.IfUnknown(
        field(ruling, "ruling", "document"), field(ruling, "ruling", "id"), TEXT, place=place
    )
    body = nodes.MakeContext(
        (
            ("day", field(ruling, "ruling", "occurred")),
            ("step", nodes.number(number)),
            ("granted", granted),
            ("until", until),
            ("about", document),
        ),
        RULING,
        place=place,
    )
    return nodes.Each("ruling", kept, body, RULINGS, place=place)
