"""Which occasions of checks the points of a line count: what an official names when points were lost."""

from __future__ import annotations

from collections.abc import Iterator

from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import PORTFOLIO
from projgov.scoring.context import Context
from projgov.scoring.results import Key
from projgov.scoring.values import Occasion


def tallies(body: Node, context: Context) -> Iterator[nodes.Tally]:
    """What the arithmetic of a line counts of its own subject, also under the name of a rule's result (`gates.unmet`)."""
    stack = [body]
    while stack:
        node = stack.pop()
        stack += nodes.children(node)
        while isinstance(node, nodes.Result) and _is_own(node.subject):
            node = context.core.definitions[node.definition].body
        if isinstance(node, nodes.Tally) and _is_own(node.subject):
            yield node


def counted(body: Node, key: Key, context: Context) -> Iterator[Occasion]:
    """The occasions that a line counts for a subject."""
    for tally in tallies(body, context):
        for check in tally.checks:
            kept_under = "" if context.core.checks[check].subject == PORTFOLIO else key.id
            for occasion in context.results.occasions[check].get(kept_under, ()):
                if occasion.outcome == tally.outcome:
                    yield occasion


def _is_own(subject: Node) -> bool:
    return isinstance(subject, nodes.Variable) and subject.name == "subject"
