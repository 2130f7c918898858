"""The types of a DMN model as those of rule files, and the values that it lists as allowed."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs

from projgov.diagnostics import Bilingual, InvalidRuleFile, Pattern, Place
from projgov.domain.types import (
    BooleanType,
    ChoiceType,
    DurationType,
    ListType,
    NumberType,
    Option,
    TextType,
    ValueType,
)
from projgov.rules.core import operators
from projgov.rules.core.nodes import NOWHERE
from projgov.rules.core.scope import Faults
from projgov.rules.core.typing import ANY, DATE
from projgov.rules.dmn.element import Written
from projgov.rules.dmn.tree import Item, Model
from projgov.rules.feel import tree
from projgov.rules.feel.parser import DMN, parse_tests

NO_SUCH_TYPE = Pattern(
    "M390",
    Bilingual("规则文件里没有与 `{type}` 对应的类型", "rule files have no type like `{type}`"),
    Bilingual(
        "规则文件里有数字、文字、是否、日期、时长和它们的列表",
        "rule files have numbers, texts, booleans, dates, durations and lists of these",
    ),
)
_SIMPLE: dict[str, ValueType] = {
    "number": NumberType(),
    "string": TextType(),
    "boolean": BooleanType(),
    "date": DATE,
    "days and time duration": DurationType("days"),
    "dayTimeDuration": DurationType("days"),
    "years and months duration": DurationType("months"),
    "yearMonthDuration": DurationType("months"),
    "Any": ANY,
    "list": ListType(ANY),
    "context": ANY,
}
_DEEPEST = 30


@attrs.frozen
class Typed:
    """A type, and the values that it lists as all that there are (none: it does not)."""

    kind: ValueType
    values: tuple[Any, ...] = ()

    @property
    def named(self) -> ValueType:
        """The type; of texts listed one by one a choice."""
        if self.values and isinstance(self.kind, TextType):
            options = tuple(Option(v, Bilingual(v, v)) for v in self.values)
            return ChoiceType(", ".join(map(str, self.values))[:60], options)
        return self.kind


def type_of(name: str, place: Place, model: Model, faults: Faults) -> Typed | None:
    """The type that a model calls `name`; None where none is named, or there is none like it (which is told)."""
    if not name:
        return None
    found = _named(name, model, 0)
    if found is None:
        faults.add(NO_SUCH_TYPE, place, type=name)
    return found


def _named(name: str, model: Model, depth: int) -> Typed | None:
    local = name.partition(":")[2] if name.startswith("feel:") else name
    if (simple := _SIMPLE.get(local)) is not None:
        return Typed(simple)
    prefix, _, after = name.partition(":")
    wanted = after if after and model.prefixes.get(prefix) == model.namespace else name
    item = next((i for i in model.items if i.name == wanted), None)
    return None if item is None or depth > _DEEPEST else _item(item, model, depth + 1)


def _item(item: Item, model: Model, depth: int) -> Typed | None:
    if item.function is not None:
        return None
    base = Typed(ANY) if item.components else _named(item.type or "Any", model, depth)
    if base is None:
        return None
    listed = values_of(item.allowed) if item.allowed is not None else ()
    if item.collection:
        return Typed(ListType(base.kind))
    return attrs.evolve(base, values=listed or base.values)


def values_of(written: Written | None) -> tuple[Any, ...]:
    """The constants that unary tests list one by one; none where they say anything else."""
    if written is None or not written.text.strip():
        return ()
    try:
        tests = parse_tests(written.text, place_at=written.place, dialect=DMN)
    except InvalidRuleFile:
        return ()
    found: list[Any] = []
    for test in () if tests.negated else tests.tests:
        match test:
            case tree.Text(value=value) | tree.Boolean(value=value):
                found.append(value)
            case tree.Number(value=value):
                found.append(operators.number(Fraction(value), NOWHERE).value)
            case _:
                return ()
    return tuple(found)
