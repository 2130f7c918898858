"""On what a value turned where rules leave a choice: the condition that held, or the policy for missing evidence that was used.

Only conditions that somebody wrote are told. Limits, vetoes and the like are conditions too in Core, and have words of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import attrs

from projgov.domain.types import BooleanType
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

    def of(self, definition: str) -> Iterator[Because]:
        body = self.context.core.definitions[definition].body
        return self.through(body, self.context.definition_env(definition, self.key), True)

    def through(self, node: Node | None, env: Env, whole: bool) -> Iterator[Because]:
        """`whole`: the node alone is the value; then the definition that it names is looked into.

        Definitions may name one another in long chains, so they are followed in a loop.
        """
        refused: tuple[Because, ...] = ()
        while node is not None:
            if not isinstance(node, nodes.Case):
                yield from refused
                refused = ()
            match node:
                case nodes.Round(operand=operand):
                    node = operand
                case nodes.Let(value=value):  # what follows is a limit, which the arithmetic shows
                    node = value
                case nodes.Negate(operand=operand):
                    node, whole = operand, False
                case nodes.IfUnknown(operand=operand, otherwise=otherwise):
                    value = self.context.model.evaluate(operand, env)
                    if isinstance(value, Unknown):
                        yield Stated(value)
                    node = otherwise if isinstance(value, Unknown) else operand
                case nodes.Result(definition=name, subject=nodes.Variable(name="subject")) if whole:
                    env = self.context.definition_env(name, self.key)
                    node = self.context.core.definitions[name].body
                case nodes.Case():
                    held, refused, node = self.chosen(node, env, refused)
                    yield from held
                case nodes.Arithmetic(left=left, right=right):
                    yield from self.through(left, env, False)
                    node, whole = right, False
                case _:
                    return
        yield from refused

    def chosen(
        self, node: nodes.Case, env: Env, before: tuple[Because, ...]
    ) -> tuple[tuple[Because, ...], tuple[Because, ...], Node | None]:
        """The condition that held, or those that did not, `before` and here; and what gives the value then."""
        if (
            node.otherwise is None and len(node.rows) == 1
        ):  # the `when` of the rule, without which nothing would be said
            return (), before, node.rows[0].value
        refused = list(before)
        for row in node.rows:
            for condition in self.meant(row.condition):
                answer = self.context.model.evaluate(condition, env)
                if answer is True:
                    told = (Turned(condition, env, True),) if is_written(condition) else ()
                    return told, (), row.value
                if answer is False and is_written(condition):
                    refused.append(Turned(condition, env, False))
        return (), tuple(refused), node.otherwise

    def meant(self, condition: Node) -> Iterator[Node]:
        """The condition; or where it asks, unwritten, whether one of several holds (as a veto asks for stronger ones), those."""
        waiting = [condition]
        while waiting:
            one = waiting.pop()
            rows = self.asked(one)
            if rows:
                waiting += [row.condition for row in reversed(rows)]
            else:
                yield one

    def asked(self, condition: Node) -> tuple[nodes.Row, ...]:
        match condition:
            case nodes.Result(definition=name, subject=nodes.Variable(name="subject"), type=BooleanType()):
                body: Node | None = self.context.core.definitions[name].body
                while (
                    isinstance(body, nodes.Case) and body.otherwise is None
                ):  # the `when` of the rule, and of a version
                    body = body.rows[0].value
                if isinstance(body, nodes.Case) and not is_written(condition):
                    return body.rows
        return ()


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
