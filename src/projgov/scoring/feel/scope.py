"""Which names an expression sees, and where their values stand while it is evaluated.

Names are resolved once, when an expression is compiled: each variable has a slot in a `Frame`, and while the expression runs the
values stand in a list, the `Env`. Whoever compiles an expression makes a `Scope` and binds its names; whoever runs it makes an
env and fills the slots:

    scope, slots = Scope.of(["Age", "Income"])
    tree = parse("Age * Income", dialect=DMN, names=scope.names, …)
    compiled = compile(tree, scope)
    env = scope.frame.env()
    env[slots["Age"]] = Decimal(40)
    value = compiled(env, run)

A scope is never changed: `bind` gives a new one in which one more name is known, and a slot. The slots of one frame are never
used for two names, so that what was compiled in an inner scope can run in the same env.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias

import attrs

from projgov.diagnostics import Place
from projgov.scoring.feel.values import Value

if TYPE_CHECKING:
    from projgov.scoring.feel.run import Run
    from projgov.scoring.feel.types import Type

Env: TypeAlias = list[Value]
"""The values of the slots of a frame."""

Compiled: TypeAlias = "Callable[[Env, Run], Value]"
"""An expression ready to run."""

PlaceAt: TypeAlias = Callable[[int, int], Place]
"""The place in the file of the text at an offset, of a length."""

TESTED = "?"
"""The name of the value that unary tests test: bind it like any other name."""


@attrs.frozen
class Measure:
    """What is known of an expression beforehand: how many nodes it has, how many of them stand on one another at most, and whether
    `partial` or `?` stands in it.
    """

    nodes: int
    height: int
    partial: bool
    tested: bool


class Frame:
    """The slots that one env needs, and what is known of the expressions that were compiled for it."""

    def __init__(self) -> None:
        self.size = 0
        self.measures: dict[int, tuple[object, Measure]] = {}

    def slot(self) -> int:
        """A new slot."""
        self.size += 1
        return self.size - 1

    def env(self) -> Env:
        """An env with null in every slot. Ask for it only when all that shall run in it has been compiled."""
        return [None] * self.size


@attrs.frozen(eq=False)
class Scope:
    """The names known at some point of an expression.

    `members` is the slot of an item whose members, if it is a context, are known like names (in filters). `types` are the named
    types of a model. `text` and `place_at` tell where the expression stands, so that its faults have places.
    """

    frame: Frame
    outer: Scope | None = None
    name: str = ""
    slot: int = -1
    members: bool = False
    types: Mapping[str, Type] = attrs.field(factory=dict)
    text: str = ""
    place_at: PlaceAt | None = None

    @classmethod
    def of(
        cls, names: Iterable[str], types: Mapping[str, Type] | None = None
    ) -> tuple[Scope, dict[str, int]]:
        """A scope of a new frame in which `names` are known, and their slots."""
        scope = cls(Frame(), types=types or {})
        slots: dict[str, int] = {}
        for name in names:
            scope, slots[name] = scope.bind(name)
        return scope, slots

    def bind(self, name: str) -> tuple[Scope, int]:
        """A scope in which `name` is known too, and its slot. A name already known is hidden."""
        slot = self.frame.slot()
        return attrs.evolve(self, outer=self, name=name, slot=slot, members=False), slot

    def bind_members(self, slot: int) -> Scope:
        """A scope in which the members of the context in `slot` are known too."""
        return attrs.evolve(self, outer=self, name="", slot=slot, members=True)

    def in_text(self, text: str, place_at: PlaceAt) -> Scope:
        """The same scope for an expression whose source is `text`."""
        return attrs.evolve(self, text=text, place_at=place_at)

    @property
    def names(self) -> frozenset[str]:
        """All the names known, for the parser to match."""
        found: set[str] = set()
        scope: Scope | None = self
        while scope is not None:
            if scope.name:
                found.add(scope.name)
            scope = scope.outer
        return frozenset(found)

    def find(self, name: str) -> tuple[tuple[int, ...], int]:
        """Where to look for `name`: first among the members of the items in these slots, then in this slot (-1: in none)."""
        items: list[int] = []
        scope: Scope | None = self
        while scope is not None:
            if scope.members:
                items.append(scope.slot)
            elif scope.name == name:
                return tuple(items), scope.slot
            scope = scope.outer
        return tuple(items), -1

    def place(self, span: tuple[int, int]) -> Place | None:
        """The place of a part of the expression, where it is known."""
        return None if self.place_at is None else self.place_at(span[0], span[1] - span[0])

    def source(self, span: tuple[int, int]) -> str:
        """A part of the expression as it is written, shortened to fit into a message."""
        text = " ".join(self.text[span[0] : span[1]].split())
        return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


_SHOWN = 60
