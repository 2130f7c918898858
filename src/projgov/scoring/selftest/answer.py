"""An answer to what a test asks of a rule: an outcome by its name, a value, passages of a letter; and how each is written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

import attrs

from projgov.diagnostics import Bilingual
from projgov.domain.calendar import parse_date
from projgov.domain.types import (
    AnyType,
    BooleanType,
    ChoiceType,
    ListType,
    NumberType,
    Option,
    TextType,
    ValueType,
)
from projgov.domain.vocabulary import canonical_name
from projgov.reading.tree import Scalar
from projgov.reading.tree import Sequence as TreeSequence
from projgov.rules.forms.options import find
from projgov.scoring.wording import number_text, value_text


@attrs.frozen
class Word:
    """An outcome by its name."""

    option: Option

    def said(self) -> Bilingual:
        """For people."""
        return self.option.label

    def plain(self) -> str:
        """For machines: the code."""
        return self.option.code


@attrs.frozen
class Exact:
    """A value of a definition: compared exactly."""

    value: Any
    kind: ValueType = attrs.field(eq=False)

    def said(self) -> Bilingual:
        """For people."""
        return Bilingual(value_text(self.value, self.kind, "zh"), value_text(self.value, self.kind, "en"))

    def plain(self) -> str | bool:
        """For machines: numbers and days as text."""
        match self.value:
            case bool():
                return self.value
            case int() | Fraction():
                return number_text(self.value)
            case tuple():
                inner = self.kind.of if isinstance(self.kind, ListType) else self.kind
                return ", ".join(str(Exact(item, inner).plain()) for item in self.value)
        return str(self.value)


@attrs.frozen
class Passages:
    """What a letter contains and lacks of what is looked for."""

    contains: tuple[str, ...]
    lacks: tuple[str, ...]

    def said(self) -> Bilingual:
        """For people."""
        zh = [f"含“{one}”" for one in self.contains] + [f"不含“{one}”" for one in self.lacks]
        en = [f"contains “{one}”" for one in self.contains] + [f"lacks “{one}”" for one in self.lacks]
        return Bilingual("，".join(zh) or "都不是", ", ".join(en) or "none of it")

    def plain(self) -> str:
        """For machines."""
        return self.said().en


Answer: TypeAlias = Word | Exact | Passages


def word(written: Scalar, options: Iterable[Option]) -> Word | None:
    """The outcome that is written; None where it is none of these."""
    option = find(canonical_name(written.text), options)
    return None if option is None else Word(option)


def single(written: Scalar, kind: ValueType) -> Exact | None:
    """A single value of a type, as it is written; None where it is none."""
    value = written.value
    if isinstance(kind, BooleanType | AnyType) and isinstance(value, bool):
        return Exact(value, kind)
    if (
        isinstance(kind, NumberType | AnyType)
        and isinstance(value, int | Decimal)
        and not isinstance(value, bool)
    ):
        return Exact(exact(value), kind)
    if isinstance(kind, NumberType | BooleanType | ListType):
        return None
    if isinstance(kind, ChoiceType):
        option = find(written.text, kind.options)
        return None if option is None else Exact(option.code, kind)
    if isinstance(kind, TextType):
        return Exact(written.text, kind)
    try:
        return Exact(parse_date(written.text), kind)
    except ValueError:
        return None


def listed(written: TreeSequence, kind: ValueType) -> Exact | None:
    """A list of values of a type."""
    if not isinstance(kind, ListType):
        return None
    items = [single(item, kind.of) if isinstance(item, Scalar) else None for item in written.items]
    known = [item.value for item in items if item is not None]
    return Exact(tuple(known), kind) if len(known) == len(items) else None


def exact(value: Any) -> Any:
    """A value in which numbers are exact."""
    if isinstance(value, bool | str | date):
        return value
    if isinstance(value, tuple):
        return tuple(map(exact, value))
    return Fraction(value) if isinstance(value, int | Decimal | Fraction) else value
