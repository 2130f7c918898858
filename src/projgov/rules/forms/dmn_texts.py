"""Texts in FEEL of a DMN model to Core: the names of the model match the longest, those of imported models stand behind a dot."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import attrs

from projgov.diagnostics import InvalidRuleFile
from projgov.domain.vocabulary import Vocabulary, canonical_name
from projgov.rules.core.fitting import POISON, is_poison
from projgov.rules.core.from_feel import lower, lower_tests
from projgov.rules.core.nodes import TRUE, Node
from projgov.rules.core.scope import Binding, Faults, RuleNamed, Scope
from projgov.rules.dmn.element import Written
from projgov.rules.dmn.link import Unit
from projgov.rules.feel import tree
from projgov.rules.feel.parser import DMN, parse, parse_tests

T = TypeVar("T")


@attrs.frozen
class NoNames:
    """What a DMN model sees of the rule file: nothing, whatever name is asked."""

    vocabulary: Vocabulary

    def parameter(self, name: str) -> None:  # noqa: ARG002  # there is none of any name
        return None

    def values(self, parameter: str) -> tuple[object, ...]:  # noqa: ARG002  # there is none of any name
        return ()

    def binding(self, name: str, subject: str | None) -> Binding | None:  # noqa: ARG002  # there is none of any name
        return None

    def rules_named(self) -> Iterable[RuleNamed]:
        return ()

    def place_of(self, name: str) -> None:  # noqa: ARG002  # nothing of any name is defined
        return None

    def all_names(self, subject: str) -> Iterable[str]:  # noqa: ARG002  # there are none for any subject
        return ()


@attrs.frozen
class Texts:
    """Reads and lowers the texts of one model."""

    unit: Unit
    faults: Faults

    def expression(self, written: Written, scope: Scope) -> Node:
        """The node of an expression."""
        found = self.parsed(written, scope)
        return POISON if found is None else lower(found, scope, written.place)

    def parsed(self, written: Written, scope: Scope) -> tree.Expr | None:
        """The tree of an expression; None where it has faults, which are told."""
        return self._read(parse, written, scope)

    def tests(self, written: Written, value: Node, scope: Scope) -> Node:
        """The condition that the tests of a cell make of `value`; nothing written means anything."""
        if is_poison(value):
            return POISON
        if written.text.strip() in ("", "-"):
            return TRUE
        found = self._read(parse_tests, written, scope)
        return POISON if found is None else lower_tests(found, value, scope, written.place)

    def _read(self, read: Callable[..., T], written: Written, scope: Scope) -> T | None:
        prefixes = [prefix for prefix in self.unit.imports if prefix]
        names = {*prefixes, *(n for name in (*scope.locals, *scope.functions) for n in _spellings(name))}
        try:
            found = read(
                written.text, place_at=written.place, dialect=DMN, names=names, members=self._members()
            )
        except InvalidRuleFile as refused:
            self.faults.extend(refused.diagnostics)
            return None
        return _joined(found, frozenset(map(canonical_name, prefixes))) if prefixes else found

    def _members(self) -> frozenset[str]:
        """Names after a dot that hold more than words: they are matched as they stand."""
        found = {node.variable for inner in self.unit.imports.values() for node in inner.nodes.values()}
        waiting = list(self.unit.model.items)
        while waiting:
            item = waiting.pop()
            found |= {component.name for component in item.components}
            waiting += item.components
        return frozenset(n for n in found if not all(part.isidentifier() for part in n.split()))


def dotted(prefix: str, name: str) -> str:
    """The name of an element behind the name of its import; its own where that is empty."""
    return f"{prefix}.{name}" if prefix else name


def _spellings(name: str) -> tuple[str, str]:
    return name, name.replace("_", " ")


def _joined(part: Any, prefixes: frozenset[str]) -> Any:
    """A tree in which an import's name and the name after it are one name."""
    if isinstance(part, tuple):
        return tuple(_joined(p, prefixes) for p in part)
    if not attrs.has(type(part)):
        return part
    if (
        isinstance(part, tree.Path)
        and isinstance(part.base, tree.Name)
        and canonical_name(part.base.name) in prefixes
    ):
        return tree.Name(part.span, dotted(part.base.name, part.name))
    found = {f.name: getattr(part, f.name) for f in attrs.fields(type(part))}
    changed = {name: _joined(value, prefixes) for name, value in found.items()}
    return attrs.evolve(part, **changed)
