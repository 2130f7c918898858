"""A rule file as the checks of it see it: what was written, and what it became."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TypeAlias, TypeVar

import attrs

from projgov.diagnostics import Diagnostic, Place
from projgov.domain.vocabulary import canonical_name
from projgov.reading.tree import Entry, Mapping, Node, Path, lookup
from projgov.rules.core import nodes
from projgov.rules.core.program import Core, Sanction, Score, unversioned
from projgov.rules.core.scope import Faults
from projgov.rules.forms.base import Lowering
from projgov.rules.load import Pack

Reported = TypeVar("Reported", Score, Sanction)


@attrs.define(slots=False)
class Whole:
    """A pack that loads. What a check finds in a file that this one extends is that file's own concern."""

    pack: Pack

    @property
    def core(self) -> Core:
        return self.pack.core

    @cached_property
    def rules(self) -> tuple[Lowering, ...]:
        """Every rule in each of its versions, as it was written in this file or the one it extends."""
        return () if self.pack.written is None else self.pack.written.rules

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of all rules."""
        return frozenset(rule.rule.id for rule in self.rules)

    @cached_property
    def tested(self) -> frozenset[str]:
        """The ids of the rules that a test of the file names."""
        return frozenset(
            rule_of(str(name))
            for test in self.pack.tests
            for asked in test.expect.values()
            if isinstance(asked, dict)
            for name in asked
        )

    def reported(self, kind: type[Reported]) -> dict[Place, Reported]:
        """What rules report of a kind, by the place of the rule: of each version its own."""
        return {o.header.place: o for o in self.core.outputs if isinstance(o, kind)}

    def is_own(self, place: Place) -> bool:
        """Whether a place lies in the file itself, and not in one that it extends."""
        return place.file == self.pack.tree.place.file

    def place(self, path: Path) -> Place:
        """The place of a part of the head of the file: of what it says besides its rules."""
        return lookup(self.pack.tree, path)

    def head_entries(self, key: str) -> Iterator[Entry]:
        """The entries under a key of the head that holds the user's own names."""
        found = self.pack.tree.get(key) if isinstance(self.pack.tree, Mapping) else None
        yield from found.entries if isinstance(found, Mapping) else ()

    def named(self, key: str, name: str) -> Node | None:
        """What stands under a name of the user's own, whatever its spelling, under `key` of the head."""
        return next((e.value for e in self.head_entries(key) if canonical_name(e.key.text) == name), None)


Check: TypeAlias = Callable[[Whole], Iterable[Diagnostic]]
"""A check of a whole file: what it doubts."""


def again(rule: Lowering) -> Lowering:
    """The rule, to be lowered once more for its types: what is wrong with it has been told."""
    return attrs.evolve(rule, faults=Faults())


def rule_of(name: str) -> str:
    """The id of the rule that a definition, check or entry of a test belongs to: `gates@2.met` belongs to `gates`."""
    return canonical_name(unversioned(name).partition(".")[0])


def walk(node: nodes.Node) -> Iterator[nodes.Node]:
    """A node and all that stand below it."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += nodes.children(one)
