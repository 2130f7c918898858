"""What a rule requires: a condition that has to hold, and things that have to be filled in.

Kinds of rule that have both (`require`, `require present`) share this. A reason can name what is lacking by `absent` (缺项), a
list in the language of the reason.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from projgov.diagnostics import Bilingual, Language, Pattern, Place
from projgov.domain.types import NullType, TextType
from projgov.rules.core import nodes
from projgov.rules.core.fitting import POISON
from projgov.rules.core.nodes import Node
from projgov.rules.core.scope import Scope
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.written import Expression

NOTHING_REQUIRED = Pattern(
    "F110",
    Bilingual("规则 `{rule}` 没有写要求什么", "the rule `{rule}` requires nothing"),
    Bilingual("写 `require:` 或 `require present:`", "write `require:` or `require present:`"),
)
_TEXT = TextType()
_FIELD = Bilingual("要齐全的一项", "something that can be there or not")
_SEPARATOR = {"zh": "、", "en": ", "}


@attrs.frozen
class Requirement:
    """The conditions of a rule, and what each thing that has to be there is called.

    `named` pairs the condition that a thing is there with its name; each of these conditions is among `conditions`.
    """

    conditions: tuple[Node, ...] = ()
    named: tuple[tuple[Node, Bilingual], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.conditions)

    def and_named(self, condition: Node, name: Bilingual) -> Requirement:
        """The requirement with one more thing that has to be there."""
        return Requirement((condition, *self.conditions), ((condition, name), *self.named))

    def and_condition(self, condition: Node) -> Requirement:
        """The requirement with one more condition."""
        return attrs.evolve(self, conditions=(*self.conditions, condition))

    def holds(self, place: Place) -> Node:
        """All of it."""
        return all_of(self.conditions, place)

    def scope(self, scope: Scope, language: Language) -> Scope:
        """The scope of a reason in `language`: `absent` lists what is not there."""
        items = tuple(
            nodes.Case(
                (nodes.Row(there, nodes.Literal(None, NullType())),),
                nodes.Literal(name.in_(language), _TEXT),
                _TEXT,
            )
            for there, name in self.named
        )
        if not items:
            return scope
        absent = nodes.Call("listing", (nodes.Literal(_SEPARATOR[language], _TEXT), *items), _TEXT)
        return scope.with_locals({"absent": absent, "missing": absent, "缺项": absent})


def requirement(
    require: Expression | None, present: Sequence[Expression], lowering: Lowering, scope: Scope | None = None
) -> Requirement:
    """What `require` and `require present` ask, in `scope`."""
    there = [
        (POISON if lowering.is_quoted(w, _FIELD) else lowering.expression(w, scope=scope), w) for w in present
    ]
    found = Requirement()
    for node, written in reversed(there):
        found = found.and_named(nodes.Present(node, place=node.place), lowering.label(node, written))
    return found if require is None else found.and_condition(lowering.condition(require, scope))


def all_of(conditions: Sequence[Node], place: Place) -> Node:
    """The conditions as one."""
    return conditions[0] if len(conditions) == 1 else nodes.And(tuple(conditions), place=place)
