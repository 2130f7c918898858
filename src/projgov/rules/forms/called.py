"""What people call the value of a node, for messages about it."""

from __future__ import annotations

from projgov.diagnostics import Bilingual
from projgov.rules.core import nodes
from projgov.rules.core.calls import spelled
from projgov.rules.core.nodes import Node
from projgov.rules.forms.base import Lowering


def called(node: Node, lowering: Lowering) -> Bilingual | None:
    """The label of a field, the name of a rule or parameter; None for what has no name."""
    match node:
        case (
            nodes.Field(base=nodes.Variable(), record=record, member=member)
            | nodes.ValueAt(base=nodes.Variable(), record=record, member=member)
        ):
            return lowering.names.vocabulary.record(record).members[member].label
        case nodes.Result(definition=name, subject=nodes.Variable()) | nodes.Parameter(name=name):
            return Bilingual(spelled(name), spelled(name))
    return None
