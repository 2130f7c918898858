"""The types that a field of a record can have, and the value that stands for "not known".

A type says what values are allowed and what they mean: unit of measure, decimals, bounds, options. The vocabulary
(`domain.vocabulary`) attaches types to fields; the rule language types expressions with the same classes.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

import attrs

from projgov.diagnostics import Bilingual


@attrs.frozen
class Missing:
    """Not known. `why` is the reason where a record states one (`{"withheld": why}`), else empty.

    Missing is not `None`: None is a known nothing (a unit without a parent).
    """

    why: str = ""

    def __bool__(self) -> bool:
        return False


MISSING = Missing()


@attrs.frozen
class TextType:
    """Any text that is not blank."""


@attrs.frozen
class BooleanType:
    """True or false."""


@attrs.frozen
class DateType:
    """A day, without a time: `datetime.date`."""


@attrs.frozen
class PeriodType:
    """A calendar period such as `2017`, `2017-H1`, `2017-Q3`, `2017-09`: `domain.calendar.Period`."""


@attrs.frozen
class DurationType:
    """A length of time in whole days or in whole months."""

    of: str = "days"


@attrs.frozen
class NumberType:
    """An exact number. `decimals` is the greatest number of decimals, None for any; bounds are included."""

    decimals: int | None = None
    least: Fraction | None = None
    most: Fraction | None = None
    unit: str = ""


@attrs.frozen
class Option:
    """One value of a choice: its code in data, its labels, and the further names by which rule files may call it."""

    code: str
    label: Bilingual
    names: tuple[str, ...] = ()


@attrs.frozen
class ChoiceType:
    """One of a closed set of codes."""

    name: str
    options: tuple[Option, ...] = attrs.field(hash=False)

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(o.code for o in self.options)


@attrs.frozen
class RecordType:
    """A record of the vocabulary, by its name: nested in its owner, or a subject reached through a reference."""

    record: str


@attrs.frozen
class ReferenceType:
    """The id of a subject. In data it is a text; in the rule language it is the record that bears the id."""

    record: str


@attrs.frozen
class ListType:
    """A list of values. A list that is given is whole; a list that is not given is missing."""

    of: ValueType


@attrs.frozen
class RegisterType:
    """A register of dated records: what is not in it was not done, so far as the register is complete.

    `register` is the name under which the portfolio declares through which day the register is complete.
    """

    record: str
    register: str


@attrs.frozen
class SeriesType:
    """A value that changes over time, asked for with `at`: `progress at due`."""

    of: NumberType


@attrs.frozen
class NullType:
    """The type of `null`, a known nothing."""


@attrs.frozen
class AnyType:
    """A value whose type is known only when it is there (DMN models without type declarations)."""


@attrs.frozen
class ContextType(AnyType):
    """A context that has these entries, by name. Whoever does not ask for entries may take it for any value.

    `names` are further names of entries, each with the name of its entry: those in the other language.
    """

    entries: tuple[tuple[str, ValueType], ...] = ()
    names: tuple[tuple[str, str], ...] = ()

    def entry(self, name: str) -> ValueType | None:
        """The type of an entry, None where none is known."""
        return dict(self.entries).get(name)

    def key(self, name: str) -> str:
        """The entry that a canonical name means: the name itself, unless it is a further name of one."""
        return name if self.entry(name) is not None else dict(self.names).get(name, name)


ValueType: TypeAlias = (
    TextType
    | BooleanType
    | DateType
    | PeriodType
    | DurationType
    | NumberType
    | ChoiceType
    | RecordType
    | ReferenceType
    | ListType
    | RegisterType
    | SeriesType
    | NullType
    | AnyType
)
