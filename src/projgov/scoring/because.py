"""On what a value turned where rules leave a choice: the condition that held, or the policy for missing evidence that was used.

Only conditions that somebody wrote are told. Limits, vetoes and the like are conditions too in Core, and have words of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

import attrs

from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.scoring.context import Context
from projgov.scoring.meaning.base import Env
from projgov.scoring.results import Key
from projgov.scoring.values import Unknown


@attrs.frozen
class Turned:
    """A condition that decided: it held, or it did not and the value is what remains. `env` are the names that it sees."""

    condition: Node
    env: Env
    held: bool


@attrs.frozen
class Stated:
    """A value that a rule states for want of evidence: of this."""

    missing: Unknown


Because: TypeAlias = Turned | Stated


def because(definition: str, key: Key, context: Context) -> list[Because]:
    """On what the value of a definition turned for a subject, in the order in which it was asked."""
    told: list[Because] = []
    walk, following = _Walk(context, key), [definition]
    while following:  # one definition after the other: a chain of them may be hundreds long
        for turn in walk.of(following.pop()):
            if isinstance(turn, _Following):
                following.append(turn.definition)
            else:
                told.append(turn)
    return told


@attrs.frozen
class _Following:
    """The value is that of another definition, which stands last: what it turned on comes next."""

    definition: str


@attrs.frozen
class _Walk:
    context: Context
    key: Key

    def of(self, definition: str) -> Iterator[Because | _Following]:
        env = self.context.definition_env(definition, self.key)
        return self.through(self.context.core.definitions[definition].body, env, True)

    def through(self, node: Node, env: Env, whole: bool) -> Iterator[Because | _Following]:
        """`whole`: the node alone is the value; then the definition that it names is looked into."""
        m = self.context.model
        match node:
            case nodes.Round(operand=operand):
                yield from self.through(operand, env, whole)
            case nodes.Negate(operand=operand):
                yield from self.through(operand, env, False)
            case nodes.Let(value=value):  # what follows is a limit, which the arithmetic shows
                yield from self.through(value, env, whole)
            case nodes.Arithmetic(left=left, right=right):
                yield from self.through(left, env, False)
                yield from self.through(right, env, False)
            case nodes.IfUnknown(operand=operand, otherwise=otherwise):
                value = m.evaluate(operand, env)
                if isinstance(value, Unknown):
                    yield Stated(value)
                yield from self.through(otherwise if isinstance(value, Unknown) else operand, env, whole)
            case nodes.Case():
                yield from self.case(node, env, whole)
            case nodes.Result(definition=definition, subject=nodes.Variable(name="subject")) if whole:
                yield _Following(definition)

    def case(
        self, node: nodes.Case, env: Env, whole: bool, before: Iterable[Because] = ()
    ) -> Iterator[Because | _Following]:
        """What decided among rows: the condition that held, or all that did not, `before` and here."""
        if (
            node.otherwise is None and len(node.rows) == 1
        ):  # the `when` of the rule, without which nothing would be said
            yield from self.through(node.rows[0].value, env, whole)
            return
        refused = list(before)
        for row in node.rows:
            answer = self.context.model.evaluate(row.condition, env)
            if answer is True:
                if is_written(row.condition):
                    yield Turned(row.condition, env, True)
                yield from self.through(row.value, env, whole)
                return
            if answer is False and is_written(row.condition):
                refused.append(Turned(row.condition, env, False))
        if isinstance(node.otherwise, nodes.Case):  # `else if`: its rows go on where these end
            yield from self.case(node.otherwise, env, whole, refused)
            return
        yield from refused
        if node.otherwise is not None:
            yield from self.through(node.otherwise, env, whole)


def settles(definition: str, key: Key, context: Context) -> bool:
    """Whether the value of a definition stands by a condition that holds: that of a veto, where the value is a change."""
    env = context.definition_env(definition, key)
    node = context.core.definitions[definition].body
    while isinstance(node, nodes.Case):
        row = next((r for r in node.rows if context.model.evaluate(r.condition, env) is True), None)
        if row is None or node.otherwise is not None:
            return row is not None and is_written(row.condition)
        node = row.value
    return False


def is_written(condition: Node) -> bool:
    """Whether a condition stands in the rule file, and was not made by the kind of rule."""
    return condition.place.line > 0
