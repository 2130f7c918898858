"""The types of a DMN model as those of rule files, and the values that it lists as allowed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import attrs

from projgov.diagnostics import Bilingual, InvalidRuleFile, Pattern, Place
from projgov.domain.types import (
    BooleanType,
    ChoiceType,
    ContextType,
    DurationType,
    ListType,
    NumberType,
    Option,
    TextType,
    ValueType,
)
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core import operators
from projgov.rules.core.nodes import NOWHERE
from projgov.rules.core.scope import Faults
from projgov.rules.core.typing import ANY, DATE
from projgov.rules.dmn.element import Written
from projgov.rules.dmn.link import Unit
from projgov.rules.dmn.tree import Item
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
_MOST_COMPONENTS = 500


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


def type_of(name: str, place: Place, unit: Unit, faults: Faults) -> Typed | None:
    """The type that a model calls `name`; None where none is named, or there is none like it (which is told)."""
    if not name:
        return None
    found = _Types().named(name, unit, 0)
    if found is None:
        faults.add(NO_SUCH_TYPE, place, type=name)
    return found


@attrs.define
class _Types:
    """Looks a type up. Of one with very many components within one another, those further in may have any type."""

    left: int = _MOST_COMPONENTS

    def named(self, name: str, unit: Unit, depth: int) -> Typed | None:
        prefix, colon, local = name.partition(":")
        namespace = unit.model.prefixes.get(prefix, "") if colon else ""
        if (simple := _SIMPLE.get(local if "FEEL" in namespace or prefix == "feel" else name)) is not None:
            return Typed(simple)
        for where, own in _places(name, namespace, local, unit):
            item = next((i for i in where.model.items if i.name == own), None)
            if item is not None and depth <= _DEEPEST:
                return self._item(item, where, depth + 1)
        return None

    def _item(self, item: Item, unit: Unit, depth: int) -> Typed | None:
        if item.function is not None:
            return None
        base = (
            Typed(self._context(item.components, unit, depth))
            if item.components
            else self.named(item.type or "Any", unit, depth)
        )
        if base is None:
            return None
        listed = values_of(item.allowed) if item.allowed is not None else ()
        if item.collection:
            return Typed(ListType(base.kind))
        return attrs.evolve(base, values=listed or base.values)

    def _context(self, components: tuple[Item, ...], unit: Unit, depth: int) -> ValueType:
        self.left -= len(components)
        if self.left < 0:
            return ANY
        found = [(canonical_name(c.name), self._item(c, unit, depth)) for c in components]
        return ContextType(tuple((name, ANY if typed is None else typed.kind) for name, typed in found))


def _places(name: str, namespace: str, local: str, unit: Unit) -> Iterator[tuple[Unit, str]]:
    """Where a name of a type may lead: in this model, or in one that it imports."""
    yield unit, name
    for where in (unit, *unit.imports.values()):
        if namespace and where.model.namespace == namespace:
            yield where, local
    for prefix, inner in unit.imports.items():
        if not prefix:
            yield inner, name
        elif name.startswith(f"{prefix}."):
            yield inner, name.removeprefix(f"{prefix}.")


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
