"""What a rule file defines, found by name while its rules are lowered one after the other."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

import attrs

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.domain.types import ValueType
from projgov.domain.vocabulary import Vocabulary, canonical_name
from projgov.rules.core.nodes import Parameter
from projgov.rules.core.program import ParameterDefinition
from projgov.rules.core.references import DAYS_BOUND
from projgov.rules.core.scope import Binding, Faults, RuleNamed
from projgov.rules.core.typing import ANY, called
from projgov.rules.forms.base import Kind, Lowering

BAD_ID = Pattern(
    "N011",
    Bilingual("`{name}` 不能用作名称", "`{name}` cannot serve as a name"),
    Bilingual(
        "名称只用文字、字母、数字和下划线，不以数字开头",
        "use letters, digits and underscores, not a digit first",
    ),
)
NAME_TAKEN = Pattern(
    "N012",
    Bilingual("`{name}` 已经有别的意思：{meaning}", "`{name}` already means something else: {meaning}"),
    Bilingual("换一个名称", "choose another name"),
)
LOOK_ALIKE = Pattern(
    "N013",
    Bilingual(
        "名称 `{name}` 与 `{other}` 只差全角和半角",
        "the name `{name}` differs from `{other}` in the width of its characters only",
    ),
    Bilingual(
        "是同一个的，写成一样；不是的，换一个名称",
        "write both alike if they are one and the same, or choose another name",
    ),
)
CYCLE = Pattern(
    "N009",
    Bilingual("定义绕成了一圈：{cycle}", "these definitions go round in a circle: {cycle}"),
    Bilingual("从其中一条里去掉对下一条的引用", "take the reference to the next out of one of them"),
)


RESERVED = frozenset({*DAYS_BOUND, "subject", "本对象", "item"})
"""Names that mean the same in every rule."""


class _Undeclared(Exception):
    """A rule being declared uses another that is not yet: that one comes first. Never seen outside this module."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@attrs.define
class FileNames:
    """The names of a rule file.

    A rule's binding is asked of its kind when it is first used, one rule at a time: however long a chain of rules is, declaring
    nests no deeper than the expressions of one of them.
    """

    vocabulary: Vocabulary
    parameters: Mapping[str, ParameterDefinition]
    rules: dict[str, tuple[Kind, Lowering]] = attrs.field(factory=dict)
    broken: set[str] = attrs.field(factory=set)
    used: set[str] = attrs.field(factory=set)
    """The parameters and rules whose names stand in an expression that has been lowered."""
    _bindings: dict[str, Binding] = attrs.field(factory=dict)
    _alike: dict[str, str] = attrs.field(factory=dict)
    """The first name of each look."""
    _waiting: list[str] = attrs.field(factory=list)
    """The rules being declared, each for the sake of the one before."""

    def parameter(self, name: str) -> Parameter | None:
        found = self.parameters.get(name)
        if found is None:
            return None
        self.used.add(name)
        return Parameter(found.name, found.type)

    def values(self, parameter: str) -> tuple[object, ...]:
        return tuple(version.value for version in self.parameters[parameter].versions)

    def binding(self, name: str, subject: str | None) -> Binding | None:
        if name in self.broken:
            return Binding(name, subject or "", ANY, _Anything(), unread=True)
        if name not in self.rules:
            return None
        _, lowering = self.rules[name]
        if subject is not None and lowering.subject != subject:
            return None
        self.used.add(name)
        if name in self._bindings:
            return self._bindings[name]
        if name in self._waiting:
            self._cycle(self._waiting[self._waiting.index(name) :], lowering.faults)
            return Binding(name, lowering.subject, ANY, _Anything(), lowering.place, unread=True)
        if self._waiting:
            raise _Undeclared(name)
        self._declare(name)
        return self._bindings[name]

    def _declare(self, name: str) -> None:
        """Declare a rule, and before it those that it uses."""
        self._waiting.append(name)
        try:
            while self._waiting:
                kind, lowering = self.rules[self._waiting[-1]]
                try:
                    self._bindings[self._waiting[-1]] = kind.declare(lowering.rule, lowering)
                except _Undeclared as used:
                    self._waiting.append(used.name)
                else:
                    self._waiting.pop()
        finally:
            self._waiting.clear()

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

    def rules_named(self) -> Iterable[RuleNamed]:
        for name, (kind, lowering) in self.rules.items():
            title = lowering.rule.title
            yield RuleNamed(name, kind.key, lowering.subject, None if title is None else title.text)

    def look_alike(self, name: str) -> str | None:
        """Another name of the file that looks the same to people: full-width letters beside others."""
        first = self._alike.setdefault(unicodedata.normalize("NFKC", name), name)
        return first if first != name else None

    def place_of(self, name: str) -> Place | None:
        """Where a name is defined, None where that could not be read."""
        if name in self.rules:
            return self.rules[name][1].place
        return self.parameters[name].place if name in self.parameters else None

    def defined(self) -> set[str]:
        """Every canonical name that the file itself gives a meaning."""
        return {*self.parameters, *self.rules, *self.broken}


def meaning(name: str, vocabulary: Vocabulary, records: Iterable[str]) -> Bilingual | None:
    """What a name already means in the language of rule files, or as a member of one of the records; None where nothing."""
    canonical = canonical_name(name)
    if canonical in RESERVED:
        return Bilingual("规则语言的词", "a word of the language of rule files")
    for record in records:
        member = vocabulary.record(record).find(canonical)
        if member is not None:
            owner = called(record)
            return Bilingual(
                f"{owner.zh}的「{member.label.zh}」", f"`{member.label.en}` of a record of type {owner.en}"
            )
    for subject in vocabulary.subjects:
        if canonical in (subject.about.collection, *map(canonical_name, subject.about.named.names)):
            return Bilingual(
                f"所有{called(subject.name).zh}", f"all records of type {called(subject.name).en}"
            )
    return None


class _Anything(dict[str, ValueType]):
    """The entries of a rule that could not be read: whatever is asked is there, of any type."""

    def __contains__(self, key: object) -> bool:
        return True

    def __missing__(self, key: str) -> ValueType:
        return ANY
