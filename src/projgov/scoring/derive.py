"""What a value was computed from: the tree of all that was evaluated, drawn on demand.

It is drawn by the model itself while it evaluates, so its values are those of the model by construction.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias, TypeVar

import attrs

from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Check, Core, Definition
from projgov.scoring.facts import Source
from projgov.scoring.meaning.base import Env
from projgov.scoring.model import Computed, Model, dependencies
from projgov.scoring.values import Occasion, Rows, Value

R = TypeVar("R")
Origin: TypeAlias = Node | Definition | Check


@attrs.frozen
class Derivation:
    """A value and the values that it was computed from, in the order in which they were evaluated.

    `node` is a node, or the definition or check that it stands for. `detail` says what the children alone do not tell:

    - of a definition or check: the subject's id (empty: the portfolio);
    - of an occasion (the children of a check): the `Occasion`, which is also its value, or None where the check says nothing;
    - of `Each`, `Filter` and `Quantify`: the items, one for each child after the source, in the same order;
    - of a `Fold`: the items, one for each child after the source and the initial memory, in the same order;
    - of a `Case`: the position of the deciding row (None: no row decided) and those of the possible rows before it.

    What several values were computed from is drawn once and shared.
    """

    node: Origin
    value: Value
    children: tuple[Derivation, ...] = ()
    detail: Any = None

    def size(self) -> int:
        """How many values the tree has, shared ones counted as often as they are used."""
        return 1 + sum(child.size() for child in self.children)


def derive(core: Core, facts: Source, name: str, subject: str) -> Derivation:
    """How the definition or check `name` came out for the subject with this id (empty: the portfolio).

    Where a definition and a check bear the same id, the definition is meant. Raises `KeyError` where there is no such
    definition, check or subject.
    """
    drawing = _Drawing(core, facts)
    rule: Computed = ("definition" if name in core.definitions else "check", name)
    drawing.compute(dependencies(core, [rule]))
    return drawing.drawn[rule, subject]


class _Drawing(Model):
    """The model, noting what is evaluated within what."""

    def __init__(self, core: Core, facts: Source) -> None:
        super().__init__(core, facts)
        self.drawn: dict[tuple[Computed, str], Derivation] = {}
        self._children: list[Derivation] = []

    def evaluate(self, node: Node, env: Env) -> Value:
        # What `_within` does, without its two calls: expressions nest up to a hundred deep.
        outside, self._children = self._children, []
        try:
            value = super().evaluate(node, env)
            children = tuple(self._children)
        finally:
            self._children = outside
        outside.append(Derivation(node, value, children, _detail(node, children)))
        return value

    def value_of(self, definition: str, subject: Any) -> Value:
        return self._named(
            ("definition", definition), self.core.definitions[definition], subject, super().value_of
        )

    def value_on(self, definition: str, subject: Any, day: date) -> Value:
        value = super().value_on(definition, subject, day)
        there = self.on(day)
        if there is not self and isinstance(there, _Drawing):
            self._children.append(there.drawn[("definition", definition), self._id(subject)])
        return value

    def _made_for(self, facts: Source) -> Model:
        return _Drawing(self.core, facts)

    def occasions_of(self, check: str, subject: Any) -> tuple[Occasion, ...]:
        return self._named(("check", check), self.core.checks[check], subject, super().occasions_of)

    def _judge(self, check: Check, item: Any, env: Env, occurs: Any) -> Occasion | None:
        found, children = self._within(lambda: super(_Drawing, self)._judge(check, item, env, occurs))
        self._children.append(Derivation(check, found, children, found))
        return found

    def _named(self, rule: Computed, origin: Origin, subject: Any, compute: Callable[[str, Any], R]) -> R:
        key = (rule, self._id(subject))
        value, children = self._within(lambda: compute(rule[1], subject))
        if key not in self.drawn:
            self.drawn[key] = Derivation(origin, value, children, key[1])
        self._children.append(self.drawn[key])
        return value

    def _within(self, compute: Callable[[], R]) -> tuple[R, tuple[Derivation, ...]]:
        outside, self._children = self._children, []
        try:
            value = compute()
            return value, tuple(self._children)
        finally:
            self._children = outside


def _detail(node: Node, children: tuple[Derivation, ...]) -> Any:
    match node:
        case nodes.Each() | nodes.Filter() | nodes.Fold() | nodes.Quantify():
            source = children[0].value
            if isinstance(source, Rows):
                return (*source.sure, *(item for item, _ in source.possible))
            return source if isinstance(source, tuple) else ()
        case nodes.Case(rows=rows):
            return _case(rows, children)
    return None


def _case(
    rows: tuple[nodes.Row, ...], children: tuple[Derivation, ...]
) -> tuple[int | None, tuple[int, ...]]:
    """The deciding row and the possible rows before it, read off the conditions that were evaluated."""
    possible: list[int] = []
    at = 0
    for position, row in enumerate(rows):
        condition = children[at]
        assert condition.node is row.condition
        if condition.value is True:
            return position, tuple(possible)
        at += 1
        if at < len(children) and children[at].node is row.value and condition.value is not False:
            possible.append(position)
            at += 1
        elif condition.value is not False:
            return None, tuple(possible)  # a faulty condition: nothing after it was evaluated
    return None, tuple(possible)
