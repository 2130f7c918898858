"""What an expression of a random rule file can name, and by which names: the counterpart, for writing, of `rules.core.scope`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

import attrs

from projgov.domain.types import (
    AnyType,
    BooleanType,
    ChoiceType,
    DateType,
    DurationType,
    ListType,
    NumberType,
    PeriodType,
    RecordType,
    TextType,
    ValueType,
)
from projgov.domain.vocabulary import Member, Vocabulary, canonical_name
from projgov.rules.core.program import PORTFOLIO
from projgov.rules.core.typing import item_type
from projgov.rules.feel.dialect import KEYWORDS
from projgov.rules.feel.tree import Expr, Name, Path

NUMBER, BOOLEAN, TEXT, DATE, PERIOD = NumberType(), BooleanType(), TextType(), DateType(), PeriodType()
DAYS, MONTHS = DurationType("days"), DurationType("months")
SCALARS: tuple[ValueType, ...] = (NUMBER, BOOLEAN, TEXT, DATE, PERIOD, DAYS)
NOWHERE = (0, 0)
"""The span of what is written and was never read."""


@attrs.frozen
class Given:
    """What a rule gives to others: its own value (`entry` empty) or a part, for subjects of one type."""

    rule: str
    entry: str
    subject: str
    type: ValueType


@attrs.define
class Named:
    """What a rule file names so far. A member is called by one name throughout the file: by which is settled at its first use.

    `observing` allows expressions that look at whether something is known.
    """

    vocabulary: Vocabulary
    parameters: Mapping[str, ValueType]
    observing: bool
    given: list[Given] = attrs.field(factory=list)
    called: dict[tuple[str, str], str] = attrs.field(factory=dict)


Start: TypeAlias = tuple[int | str, str]
"""A record at hand: the position of an item visible by its bare members, or a local name; and the type of record."""


@attrs.frozen
class Scope:
    """The names that an expression sees.

    `items` are the types of the records visible by their bare members, innermost first. `macros` are the locals that stand for
    an expression written elsewhere, `bound` those that stand for the items of a list.
    """

    named: Named
    subject: str
    items: tuple[str, ...]
    locals: Mapping[str, ValueType]
    macros: frozenset[str] = frozenset()
    bound: frozenset[str] = frozenset()

    @classmethod
    def of(cls, named: Named, subject: str) -> Scope:
        """The scope of a rule on subjects of a type."""
        items = () if subject == PORTFOLIO else (subject,)
        return cls(named, subject, items, {} if subject == PORTFOLIO else {"subject": RecordType(subject)})

    def with_locals(self, found: Mapping[str, ValueType], *, macros: bool = False) -> Scope:
        """The scope with further local names, which are `macros` or variables."""
        names = frozenset(map(canonical_name, found))
        kept = {n: t for n, t in self.locals.items() if canonical_name(n) not in names}
        return attrs.evolve(
            self, locals={**kept, **found}, macros=self.macros | names if macros else self.macros - names
        )

    def within(self, name: str, kind: ValueType) -> Scope:
        """The scope of what is said of each item of a list, called `name`."""
        return attrs.evolve(self.with_locals({name: kind}), bound=self.bound | {canonical_name(name)})

    def filtering(self, kind: ValueType, name: str = "item") -> Scope:
        """The scope of what is said of each item of a list: a record's own members come before all other names."""
        scope = self
        if isinstance(kind, RecordType):
            record = self.named.vocabulary.record(kind.record)
            outer = {name: t for name, t in self.locals.items() if record.find(name) is None}
            scope = attrs.evolve(self, items=(kind.record, *self.items), locals=outer)
        return scope.within(name, kind)

    def sees(self, position: int, name: str) -> bool:
        """Whether a member of the item at `position` is visible by its bare name."""
        wanted = canonical_name(name)
        record = self.named.vocabulary.record
        return all(canonical_name(n) != wanted for n in self.locals) and all(
            record(r).find(name) is None for r in self.items[:position]
        )

    def starts(self) -> list[Start]:
        """The records at hand, the nearest most often."""
        found: list[Start] = [(position, record) for position, record in enumerate(self.items)]
        found += [
            (n, t.record) for n, t in self.locals.items() if isinstance(t, RecordType) and n != "subject"
        ]
        nearest = [s for s in found if s[0] == 0 or (isinstance(s[0], str) and s[0] in self.bound)]
        return [*found, *nearest, *nearest]

    def to(self, start: Start, name: str) -> Expr | None:
        """The member called `name` of a record at hand, None where it is hidden by others."""
        at, _ = start
        if isinstance(at, str):
            return Path(NOWHERE, Name(NOWHERE, at), name, NOWHERE)
        if self.sees(at, name):
            return Name(NOWHERE, name)
        if at == len(self.items) - 1 and "subject" in self.locals:
            return Path(NOWHERE, Name(NOWHERE, "subject"), name, NOWHERE)
        return None

    def results(self, kind: ValueType) -> list[Expr]:
        """What rules give here of a type, by its bare name."""
        subjects = (*self.items, self.subject)
        return [result(g) for g in self.named.given if g.subject in subjects and alike(g.type, kind)]

    def members(self, record: str) -> Iterator[Member]:
        """What can be asked of a record without naming a day."""
        members = self.named.vocabulary.record(record).members.values()
        return (m for m in members if m.access != "series")


def result(given: Given, base: Expr | None = None) -> Expr:
    """A rule's result, of the subject `base` where that is said."""
    expr: Expr = Name(NOWHERE, given.rule) if base is None else Path(NOWHERE, base, given.rule, NOWHERE)
    return Path(NOWHERE, expr, given.entry, NOWHERE) if given.entry else expr


def alike(found: ValueType, wanted: ValueType) -> bool:
    """Whether values of a type can stand where another is wanted. A choice is no text: it is compared with its options only."""
    match wanted:
        case AnyType():
            return True
        case ListType(of):
            inner = item_type(found)
            return inner is not None and not isinstance(found, AnyType) and alike(inner, of)
        case RecordType() | DurationType():
            return found == wanted
        case ChoiceType():
            return isinstance(found, ChoiceType)
    return type(found) is type(wanted)


def callable_names(member: Member) -> list[str]:
    """The names by which a member can be called in an expression: its own, and those further ones that are words."""
    found = dict.fromkeys(canonical_name(n) for n in (member.name, *member.names))
    return [n.replace("_", " ") for n in found if n.isidentifier() and n not in KEYWORDS]
