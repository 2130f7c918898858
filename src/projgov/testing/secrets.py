"""What is not public in a portfolio: marked so that it would be recognised anywhere, or changed while all that is public stays.

A value is public where its field is, and every register or list in which its record stands. Facts are as the vocabulary of the pack
declares them; the reasons why something is withheld, the note and the id of the portfolio are not public.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import attrs

from projgov.diagnostics import Bilingual
from projgov.domain.portfolio import Portfolio
from projgov.domain.records import VOCABULARY
from projgov.domain.scalars import normal
from projgov.domain.types import (
    MISSING,
    BooleanType,
    ChoiceType,
    DateType,
    ListType,
    Missing,
    NumberType,
    RecordType,
    ReferenceType,
    RegisterType,
    TextType,
)
from projgov.domain.vocabulary import Field, Record, Vocabulary

_SHARE = 3
"""One in so many values that are not public is changed."""


def with_marks(
    portfolio: Portfolio, vocabulary: Vocabulary = VOCABULARY
) -> tuple[Portfolio, tuple[str, ...]]:
    """The portfolio with a mark of its own in place of every text that is not public, and the marks.

    The ids of persons are such texts, too; what refers to them goes along.
    """
    marks = _Marks()
    people = {one.id: marks.next() for one in portfolio.officers}

    def mark(field: Field, value: Any) -> Any:
        return marks.next() if isinstance(value, str) and isinstance(field.spec.type, TextType) else value

    def fact(value: Any, of_text: bool) -> Any:
        return marks.next() if isinstance(value, str) and of_text else value

    walk = _Walk(vocabulary, mark, fact, lambda _: marks.next(), lambda name: people.get(name, name))
    note = None if portfolio.note is None else Bilingual(marks.next(), marks.next())
    return attrs.evolve(walk.portfolio(portfolio), id=marks.next(), note=note), tuple(marks.given)


def changed_in_secret(portfolio: Portfolio, random: Random, vocabulary: Vocabulary = VOCABULARY) -> Portfolio:
    """Another portfolio in which all that is public is the same.

    Values that are not public are changed, filled in or taken away, records of registers that are not public are dropped, such
    registers declared complete or open, and a person is added of whom nobody spoke.
    """
    change = _Change({r.name: tuple(portfolio.ids(r.name)) for r in vocabulary.subjects}, random)
    walk = _Walk(vocabulary, change.value, change.fact, change.why, lambda name: name, change.kept)
    changed = walk.portfolio(portfolio)
    secret = _secret_registers(vocabulary)
    registers = {n: change.through(day) if n in secret else day for n, day in portfolio.registers.items()}
    officer = vocabulary.record("officer").cls
    assert officer is not None
    stranger = officer(id=f"stranger-{random.randrange(10**6)}", name="生人")
    return attrs.evolve(changed, registers=registers, officers=(*changed.officers, stranger))


def _secret_registers(vocabulary: Vocabulary) -> frozenset[str]:
    """The registers that are public of no subject, by the names under which a portfolio declares them complete."""
    kinds = [f.spec for r in vocabulary.records.values() for f in r.fields.values()]
    held = [(s.type.register, s.confidentiality) for s in kinds if isinstance(s.type, RegisterType)]
    return frozenset(n for n, _ in held) - {n for n, seen in held if seen == "public"}


@attrs.define
class _Marks:
    given: list[str] = attrs.field(factory=list)

    def next(self) -> str:
        """A mark that no other text has in it."""
        self.given.append(f"⟦{len(self.given):05}⟧")
        return self.given[-1]


@attrs.frozen
class _Change:
    """Draws what stands in place of values that are not public."""

    ids: Mapping[str, tuple[str, ...]]
    random: Random

    def value(self, field: Field, value: Any) -> Any:
        """What stands in place of a value; of that by which records are told apart, and of their days, itself."""
        if field.name in ("id", "version", "occurred", "recorded"):
            return value
        if self.random.randrange(_SHARE):
            return value
        if not field.required and self.random.randrange(3) == 0:
            return MISSING
        other = self.drawn(field)
        return value if other is None else other

    def drawn(self, field: Field) -> Any:
        """Another value of a field; None for those that are left as they are."""
        match field.spec.type:
            case TextType():
                return f"另{self.random.randrange(10**6)}"
            case BooleanType():
                return bool(self.random.getrandbits(1))
            case ChoiceType(options=options):
                return self.random.choice(options).code
            case DateType():
                return date(2017, 1, 1) + timedelta(days=self.random.randrange(400))
            case NumberType() as kind:
                low = 0 if kind.least is None else int(kind.least)
                high = low + 1000 if kind.most is None else min(int(kind.most), low + 1000)
                return normal(Decimal(self.random.randint(low, high)))
            case ReferenceType(record) if self.ids.get(record):
                return self.random.choice(self.ids[record])
        return None

    def fact(self, value: Any, _of_text: bool) -> Any:
        return MISSING if self.random.randrange(_SHARE) == 0 else value

    def why(self, why: str) -> str:
        return f"{why}，另{self.random.randrange(10)}"

    def kept(self, records: tuple[Any, ...]) -> tuple[Any, ...]:
        """Records without some of them."""
        return tuple(one for one in records if self.random.randrange(4))

    def through(self, day: date | None) -> date | None:
        """Through which day a register is complete."""
        return self.random.choice([day, None, date(2017, 6, 30)])


@attrs.frozen
class _Walk:
    """Goes through a portfolio and changes what is not public.

    `value` and `fact` give what stands in place of values (`fact` is told whether it may hold any text), `why` of the reason why one is withheld, `person` of the id of a
    person; `kept` says which records of a register that is not public stay.
    """

    vocabulary: Vocabulary
    value: Callable[[Field, Any], Any]
    fact: Callable[[Any, bool], Any]
    why: Callable[[str], str]
    person: Callable[[str], str]
    kept: Callable[[tuple[Any, ...]], tuple[Any, ...]] = tuple

    def portfolio(self, portfolio: Portfolio) -> Portfolio:
        collections: dict[str, Any] = {
            record.about.collection: tuple(
                self.record(record.name, one, True) for one in getattr(portfolio, record.about.collection)
            )
            for record in self.vocabulary.collections
        }
        return attrs.evolve(portfolio, **collections)

    def record(self, name: str, one: Any, public: bool) -> Any:
        """A record that stands where all on the way to it is `public`, or is not."""
        record = self.vocabulary.record(name)
        changed: dict[str, Any] = {}
        for field in record.fields.values():
            value = getattr(one, field.name)
            seen = public and field.spec.confidentiality == "public"
            match field.spec.type:
                case ListType(RecordType(inner)) | RegisterType(inner) if isinstance(value, tuple):
                    hidden = isinstance(field.spec.type, RegisterType) and not seen
                    parts = self.kept(value) if hidden else value
                    changed[field.name] = tuple(self.record(inner, part, seen) for part in parts)
                case _:
                    changed[field.name] = self._single(record, field, value, seen)
        if isinstance(facts := getattr(one, "facts", None), Mapping):
            changed["facts"] = {n: self._fact(record, n, v) for n, v in facts.items()}
        return attrs.evolve(one, **changed)

    def _single(self, record: Record, field: Field, value: Any, seen: bool) -> Any:
        if isinstance(value, Missing) and value.why:
            value = Missing(self.why(value.why))
        elif field.spec.type == ReferenceType("officer") and isinstance(value, str):
            value = self.person(value)
        elif record.name == "officer" and field.name == "id":
            return self.person(value)
        return value if seen else self.value(field, value)

    def _fact(self, record: Record, name: str, value: Any) -> Any:
        if isinstance(value, Missing):
            return Missing(self.why(value.why)) if value.why else value
        member = record.members.get(name)
        public = member is not None and member.access == "fact" and member.confidentiality == "public"
        of_text = member is None or isinstance(member.type, TextType)
        return value if public else self.fact(value, of_text)
