"""What has to be there before a part of a score counts (须有): both sides of a pair, such as routine checks and the year-end review.

    lines:
      - id: routine_and_year_end
        needs:
          - inspections[kind = "routine check"]
          - inspections[kind = "year-end assessment"]
        give: …

A list needs a record in it, anything else a value. Where something surely is not there, the part lacks evidence, and what it comes to is
what the rule says of missing evidence: undetermined, unless it says otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence

from projgov.diagnostics import Place
from projgov.domain.types import AnyType, ListType, TextType
from projgov.rules.core import nodes
from projgov.rules.core.fitting import is_poison
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import PORTFOLIO
from projgov.rules.core.typing import item_type
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.directions import Directed
from projgov.rules.forms.written import Expression, key

_TEXT = TextType()


class Needing(Directed):
    """A part of a score that may say what has to be there before it counts."""

    needs: list[Expression] = key(
        "须有", "须有材料", default=[], meaning="lists that need a record in them, or values that have to be there, before it counts"
    )  # fmt: skip


def needing(score: Node, needs: Sequence[Expression], lowering: Lowering, place: Place) -> Node:
    """`score`, unknown where something that it needs is not there."""
    rows = tuple(row for written in needs if (row := _row(score, written, lowering)) is not None)
    return nodes.Case(rows, score, score.type, place=place) if rows else score


def _row(score: Node, written: Expression, lowering: Lowering) -> nodes.Row | None:
    """That something needed is not there, and that it is wanted then."""
    node = lowering.expression(written)
    if is_poison(node):
        return None
    if not isinstance(node.type, AnyType) and item_type(node.type) is not None:
        there: Node = nodes.Quantify("some", "one", node, nodes.TRUE, place=node.place)
    else:
        there = nodes.Compare("!=", node, nodes.Literal(None, node.type), place=node.place)
    own: Node = nodes.Literal("", _TEXT)
    if lowering.subject != PORTFOLIO:
        own = nodes.Field(lowering.this(), lowering.subject, "id", _TEXT, place=node.place)
    subject = nodes.Literal(lowering.subject, _TEXT)
    way = nodes.Literal(_member(node) or written.text, _TEXT)
    none = nodes.MakeList((), ListType(score.type))
    wanted = nodes.Call("wanted", (none, subject, own, way), score.type, place=node.place)
    return nodes.Row(nodes.Not(there, place=node.place), wanted, place=node.place)


def _member(node: Node) -> str | None:
    """The field that a list or value comes from, as evidence names it."""
    match node:
        case nodes.Field(member=member) | nodes.ValueAt(member=member):
            return member
        case nodes.Filter(source=source) | nodes.Each(source=source) | nodes.Aggregate(source=source):
            return _member(source)
    return None
