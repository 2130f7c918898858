"""What random nodes of Core may refer to, and which types can stand where others are wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
from projgov.domain.vocabulary import Vocabulary
from projgov.rules.core.program import Check, Definition, ParameterDefinition
from projgov.rules.core.typing import item_type

NUMBER, BOOLEAN, TEXT, DATE, PERIOD = NumberType(), BooleanType(), TextType(), DateType(), PeriodType()
DAYS, MONTHS = DurationType("days"), DurationType("months")
SCALARS: tuple[ValueType, ...] = (NUMBER, BOOLEAN, TEXT, DATE, PERIOD, DAYS, MONTHS)
ORDERED: tuple[ValueType, ...] = (NUMBER, TEXT, DATE, PERIOD, DAYS)


@attrs.frozen
class Known:
    """What nodes may refer to: variables with their types, and what the rule file defines so far.

    Nodes that look at whether something is known (`Present`, `IfUnknown`) are written where `observing` is true.
    """

    vocabulary: Vocabulary
    subject: str
    variables: Mapping[str, ValueType] = attrs.field(factory=dict)
    definitions: tuple[Definition, ...] = ()
    checks: tuple[Check, ...] = ()
    parameters: tuple[ParameterDefinition, ...] = ()
    observing: bool = True

    def of_type(self, kind: ValueType) -> list[str]:
        """The variables of a type."""
        return [name for name, found in self.variables.items() if matches(found, kind)]

    def records(self) -> list[tuple[str, str]]:
        """The variables that are records, with the types of the records."""
        return [(name, kind.record) for name, kind in self.variables.items() if isinstance(kind, RecordType)]


def matches(found: ValueType, wanted: ValueType) -> bool:
    """Whether values of one type can stand where another is wanted, bounds and decimals aside."""
    match wanted:
        case AnyType():
            return True
        case TextType():
            return isinstance(found, TextType | ChoiceType)
        case ListType(of):
            inner = item_type(found)
            return inner is not None and not isinstance(found, AnyType) and matches(inner, of)
        case RecordType() | DurationType():
            return found == wanted
    return type(found) is type(wanted)


def matches_any(found: ValueType, wanted: Sequence[ValueType]) -> bool:
    """Whether values of a type can stand where one of several is wanted."""
    return any(matches(found, kind) for kind in wanted)
