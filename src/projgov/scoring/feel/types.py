"""The types of FEEL in DMN models, and what is written of them (DMN 1.5, 10.3.2.9). Which values are of them: `conformance`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

import attrs

from projgov.rules.feel.tree import TypeName
from projgov.scoring.feel.comparing import MAX_NESTED
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.values import Kind, Value


@attrs.frozen
class Anything:
    """`Any`: all values but null are instances of it."""

    def __str__(self) -> str:
        return "Any"


@attrs.frozen
class Simple:
    """A type without parts: a number, string, boolean, date, time, date and time, a duration, or `Null`."""

    kind: Kind

    def __str__(self) -> str:
        return "Null" if self.kind == "null" else self.kind


@attrs.frozen
class ListOf:
    """`list<item>`"""

    item: Type

    def __str__(self) -> str:
        return f"list<{self.item}>"


@attrs.frozen
class ContextOf:
    """`context<name: type, …>`: a context that has at least these members."""

    members: tuple[tuple[str, Type], ...]

    def __str__(self) -> str:
        return f"context<{', '.join(f'{name}: {kind}' for name, kind in self.members)}>"


@attrs.frozen
class FunctionOf:
    """`function<parameters> -> result`"""

    parameters: tuple[Type, ...]
    result: Type

    def __str__(self) -> str:
        return f"function<{', '.join(map(str, self.parameters))}> -> {self.result}"


@attrs.frozen
class RangeOf:
    """`range<end>`"""

    end: Type

    def __str__(self) -> str:
        return f"range<{self.end}>"


@attrs.frozen(eq=False)
class Defined:
    """A type that a model defines: values of `base` that `allowed`, where there is such a condition, gives true for.

    `base` is looked up when it is needed, so that types may refer to one another. Null is not put to the condition.
    """

    name: str
    base: Callable[[], Type]
    allowed: Callable[[Run, Value], bool] | None = None

    def __str__(self) -> str:
        return self.name


Type: TypeAlias = Anything | Simple | ListOf | ContextOf | FunctionOf | RangeOf | Defined

ANYTHING = Anything()
SIMPLE: dict[str, Type] = {
    "Any": ANYTHING,
    "any": ANYTHING,
    "Null": Simple("null"),
    "null": Simple("null"),
    "number": Simple("number"),
    "string": Simple("string"),
    "boolean": Simple("boolean"),
    "date": Simple("date"),
    "time": Simple("time"),
    "date and time": Simple("date and time"),
    "dateTime": Simple("date and time"),
    "years and months duration": Simple("years and months duration"),
    "yearMonthDuration": Simple("years and months duration"),
    "days and time duration": Simple("days and time duration"),
    "dayTimeDuration": Simple("days and time duration"),
}
"""The types that have a name of their own, also by the names that XML gives them."""


def resolve(tree: TypeName, types: Mapping[str, Type]) -> Type | None:
    """The type that is written, or None where a name in it is not known or a generic type lacks its parameters."""
    if tree.name == "function":
        parameters = [resolve(t, types) for _, t in tree.parameters]
        result = None if tree.result is None else resolve(tree.result, types)
        known = [p for p in parameters if p is not None]
        if result is None or len(known) < len(parameters):
            return None
        return FunctionOf(tuple(known), result)
    if not tree.parameters:
        return types.get(tree.name) or SIMPLE.get(tree.name)
    members = [(name, resolve(t, types)) for name, t in tree.parameters]
    inner = [(name, t) for name, t in members if t is not None]
    if len(inner) < len(members):
        return None
    match tree.name:
        case "list":
            return ListOf(inner[0][1])
        case "range":
            return RangeOf(inner[0][1])
    return ContextOf(tuple(inner))


def bare(kind: Type) -> Type:
    """`kind` without the names that models gave it."""
    for _ in range(MAX_NESTED):
        if not isinstance(kind, Defined):
            return kind
        kind = kind.base()
    return ANYTHING
