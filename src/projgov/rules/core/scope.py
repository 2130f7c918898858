"""What a name in an expression can mean, and where faults found while lowering are gathered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, Offers, Pattern, Place
from projgov.domain.types import RecordType, ValueType
from projgov.domain.vocabulary import Vocabulary, canonical_name
from projgov.rules.core.nodes import Node, Parameter, Variable
from projgov.rules.core.program import PORTFOLIO
from projgov.rules.feel import tree


@attrs.frozen
class Binding:
    """A name that a rule gives: of its own value (`type`) and of its parts (`entries`), for subjects of one type.

    `aliases` are the entries by their further names, first the one that Chinese readers are told.
    """

    name: str
    subject: str
    type: ValueType | None
    entries: Mapping[str, ValueType] = attrs.field(hash=False)
    place: Place = Place()
    aliases: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    unread: bool = False
    """Whether the rule itself has faults, so that whatever is asked of it is there, of any type."""

    def entry(self, name: str) -> str | None:
        """The entry that a name means, None where none."""
        wanted = canonical_name(name)
        return wanted if wanted in self.entries else self.aliases.get(wanted)

    def label(self, entry: str) -> Bilingual:
        """How an entry is written, for readers of each language."""
        return Bilingual(next((n for n, e in self.aliases.items() if e == entry), entry), entry)


@attrs.frozen
class RuleNamed:
    """A rule as others can name it: its canonical id, the section it stands in, its type of subject, and what people call it."""

    name: str
    section: str
    subject: str
    title: Bilingual | None = None


class Names(Protocol):
    """What a rule file as a whole defines."""

    @property
    def vocabulary(self) -> Vocabulary: ...

    def parameter(self, name: str) -> Parameter | None:
        """The parameter of this canonical name."""

    def values(self, parameter: str) -> tuple[object, ...]:
        """The values that a parameter has in its versions."""

    def binding(self, name: str, subject: str | None) -> Binding | None:
        """What rules on `subject` (None: on anything) define under this canonical name."""

    def rules_named(self) -> Iterable[RuleNamed]:
        """The rules of the file, in its order."""

    def place_of(self, name: str) -> Place | None:
        """Where the parameter or rule of this canonical name is defined, None where that is not known."""

    def all_names(self, subject: str) -> Iterable[str]:
        """Every name of a parameter or rule result that expressions on `subject` can use."""


class Faults:
    """Diagnostics as they are found. Nothing is raised until the whole file has been seen."""

    def __init__(self, offers: Offers | None = None) -> None:
        self.found: list[Diagnostic] = []
        self.offers = offers or Offers()

    def apart(self) -> Faults:
        """Where faults are gathered that may yet be dropped: of the same reading, in which offers are counted."""
        return Faults(self.offers)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.found)

    def add(
        self,
        pattern: Pattern,
        place: Place,
        *,
        related: Iterable[Place] = (),
        **values: str | int | Bilingual,
    ) -> None:
        self.found.append(pattern.at(place, related=related, **values))

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.found.extend(diagnostics)


@attrs.frozen
class Scope:
    """The names that an expression sees: locals first, then the subject's members, then what the rule file defines.

    `items` are the records whose members are visible by their bare names, innermost first: within a filter the item filtered,
    and the subject of the rule. `depth` counts the variables that are bound. Where `of_unknown`, what is filtered is itself
    not known, and so is what its names may mean: none of them is a fault.
    """

    names: Names
    faults: Faults
    subject: str
    items: tuple[tuple[Node, str], ...]
    locals: Mapping[str, Node] = attrs.field(factory=dict, hash=False)
    depth: int = 0
    of_unknown: bool = False
    functions: Mapping[str, Function] = attrs.field(factory=dict, hash=False)
    """Functions beside the built-in ones, by canonical name."""

    @classmethod
    def of(cls, names: Names, faults: Faults, subject: str) -> Scope:
        """The scope of a rule on subjects of type `subject`."""
        items: tuple[tuple[Node, str], ...] = ()
        if subject != PORTFOLIO:
            items = ((Variable("subject", RecordType(subject)), subject),)
        return cls(names, faults, subject, items)

    def with_locals(self, nodes: Mapping[str, Node]) -> Scope:
        """The scope with further local names, each standing for a node."""
        named = {canonical_name(name): node for name, node in nodes.items()}
        return attrs.evolve(self, locals={**self.locals, **named})

    def bind(self, kind: ValueType) -> tuple[Variable, Scope]:
        """A new variable, of a name that nothing around it binds, and the scope within which it is bound."""
        return Variable(f"item{self.depth}", kind), attrs.evolve(self, depth=self.depth + 1)

    def with_item(self, node: Node, record: str) -> Scope:
        """The scope in which the members of `node`, a record, are visible by their bare names, before all outer names."""
        members = self.names.vocabulary.record(record)
        outer = {name: local for name, local in self.locals.items() if members.find(name) is None}
        return attrs.evolve(self, items=((node, record), *self.items), locals=outer)

    def visible(self) -> set[str]:
        """All names that could stand here, for suggestions."""
        found = set(self.locals) | set(self.names.all_names(self.subject))
        for _, record in self.items:
            found |= set(self.names.vocabulary.record(record).all_names())
        return found


class Function(Protocol):
    """A function that is defined where an expression stands, and not built in."""

    def called(self, call: tree.Call, scope: Scope, expressions: Expressions) -> Node:
        """The node of a call of it."""


class Expressions(Protocol):
    """The lowering of expressions, for the parts of it that stand in modules of their own."""

    def lower(self, expr: tree.Expr, scope: Scope) -> Node:
        """The node that an expression means."""

    def want(self, expr: tree.Expr, scope: Scope, wanted: ValueType) -> Node:
        """The node of an expression that has to be of type `wanted`."""

    def place(self, span: tree.Span) -> Place:
        """The place in the rule file of a part of the text."""
