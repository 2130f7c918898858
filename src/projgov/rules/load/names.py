"""What a rule file defines, found by name while its rules are lowered one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.types import ValueType
from projgov.domain.vocabulary import Vocabulary
from projgov.rules.core.nodes import Parameter
from projgov.rules.core.program import ParameterDefinition
from projgov.rules.core.scope import Binding, Faults
from projgov.rules.core.typing import ANY
from projgov.rules.kinds.base import Kind, Lowering

CYCLE = Pattern(
    "N009",
    Bilingual("定义绕成了一圈:{cycle}", "these definitions go round in a circle: {cycle}"),
    Bilingual("从其中一条里去掉对下一条的引用", "take the reference to the next out of one of them"),
)


@attrs.define
class FileNames:
    """The names of a rule file. A rule's binding is asked of its kind when it is first used."""

    vocabulary: Vocabulary
    parameters: Mapping[str, ParameterDefinition]
    rules: dict[str, tuple[Kind, Lowering]] = attrs.field(factory=dict)
    broken: set[str] = attrs.field(factory=set)
    _bindings: dict[str, Binding] = attrs.field(factory=dict)
    _asking: list[str] = attrs.field(factory=list)

    def parameter(self, name: str) -> Parameter | None:
        found = self.parameters.get(name)
        return None if found is None else Parameter(found.name, found.type)

    def binding(self, name: str, subject: str | None) -> Binding | None:
        if name in self.broken:
            return Binding(name, subject or "", ANY, _Anything())
        if name not in self.rules:
            return None
        kind, lowering = self.rules[name]
        if subject is not None and lowering.subject != subject:
            return None
        if name not in self._bindings:
            if name in self._asking:
                self._cycle(self._asking[self._asking.index(name) :], lowering.faults)
                return Binding(name, lowering.subject, ANY, {}, lowering.place)
            self._asking.append(name)
            try:
                self._bindings[name] = kind.declare(lowering.rule, lowering)
            finally:
                self._asking.pop()
        return self._bindings[name]

    def _cycle(self, ring: list[str], faults: Faults) -> None:
        """The fault of a circle, told from the rule in it that stands first in the file: one circle, one fault."""
        order = list(self.rules)
        turn = ring.index(min(ring, key=order.index))
        first = ring[turn]
        cycle = " → ".join(f"`{n}`" for n in (*ring[turn:], *ring[:turn], first))
        faults.add(CYCLE, self.rules[first][1].place, cycle=cycle)

    def all_names(self, subject: str) -> Iterable[str]:
        own = (name for name, (_, lowering) in self.rules.items() if lowering.subject == subject)
        return [*self.parameters, *own]

    def defined(self) -> set[str]:
        """Every canonical name that the file itself gives a meaning."""
        return {*self.parameters, *self.rules, *self.broken}


class _Anything(dict[str, ValueType]):
    """The entries of a rule that could not be read: whatever is asked is there, of any type."""

    def __contains__(self, key: object) -> bool:
        return True

    def __missing__(self, key: str) -> ValueType:
        return ANY
