"""Calling built-in functions: which way of calling is meant, and the conversions of arguments (DMN 1.5, 10.3.2.9 and 10.3.2.13).

The first overload that takes the arguments as they are is called; else the first that takes them with implicit conversions: a list
of one for its element, an element for a list of one, a date for a date and time. Where none does, the result is null.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import attrs

from projgov.diagnostics import Bilingual, Pattern, did_you_mean
from projgov.scoring.feel.builtin import ANY, Builtin, Overload, Parameter
from projgov.scoring.feel.conformance import midnight
from projgov.scoring.feel.functions.faults import OUT_OF_DOMAIN, brief, kinds
from projgov.scoring.feel.functions.table import FUNCTIONS
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.temporal import Date
from projgov.scoring.feel.values import Function, Value, kind_of

WRONG_COUNT = Pattern(
    "M041",
    Bilingual("`{function}` 得到 {found} 个参数", "`{function}` is called with {found} arguments"),
    Bilingual("写作 {mend}", "write {mend}"),
)
WRONG_NAME = Pattern(
    "M042",
    Bilingual("`{function}` 没有参数 `{found}`", "`{function}` has no parameter `{found}`"),
    Bilingual("{mend}", "{mend}"),
)
NO_OVERLOAD = Pattern(
    "M043",
    Bilingual("`{function}` 不能用于 {found}", "`{function}` cannot be called with {found}"),
    Bilingual("写作 {mend}", "write {mend}"),
)

_NOT_GIVEN = object()

Arrangement = tuple[int, ...]
"""For each parameter the position of its argument, or -1 where none is given."""


def builtin_named(name: str) -> Builtin | None:
    """The built-in function of this name."""
    return FUNCTIONS.get(name)


@lru_cache(maxsize=512)
def function_of(builtin: Builtin) -> Function:
    """A built-in function as a value."""
    parameters = tuple(p.name for p in builtin.overloads[0].parameters)

    def call(run: Run, values: list[Value]) -> Value:
        return invoke(run, values, ())

    def invoke(run: Run, values: list[Value], names: tuple[str, ...]) -> Value:
        return caller(builtin, len(values), names).call(run, values)

    return Function(builtin.name, parameters, call, invoke=invoke)


@lru_cache(maxsize=4096)
def caller(builtin: Builtin, count: int, names: tuple[str, ...]) -> Caller:
    """How `builtin` is called with so many arguments, or with arguments of these names."""
    ways = []
    for overload in builtin.overloads:
        arrangement = _named(overload, names) if names else _positional(overload, count)
        if arrangement is not None:
            ways.append((overload, arrangement))
    # Those with all that they require come first; parameters without an argument are bound to null.
    ways.sort(
        key=lambda way: any(a < 0 and not p.optional for p, a in zip(way[0].parameters, way[1], strict=True))
    )
    return Caller(builtin, tuple(ways), names)


def _positional(overload: Overload, count: int) -> Arrangement | None:
    parameters = overload.parameters
    if parameters and parameters[-1].variadic:
        return tuple(range(len(parameters))) if count >= len(parameters) else None
    required = sum(not p.optional for p in parameters)
    if not required <= count <= len(parameters):
        return None
    return tuple(i if i < count else -1 for i in range(len(parameters)))


def _named(overload: Overload, names: tuple[str, ...]) -> Arrangement | None:
    arrangement = []
    for parameter in overload.parameters:
        found = [i for i, name in enumerate(names) if name == parameter.name or name in parameter.also]
        if len(found) > 1 or parameter.variadic:
            return None
        arrangement.append(found[0] if found else -1)
    used = [a for a in arrangement if a >= 0]
    return tuple(arrangement) if len(used) == len(names) else None


@attrs.frozen
class Caller:
    """The ways in which a built-in function can take the arguments of one call."""

    builtin: Builtin
    ways: tuple[tuple[Overload, Arrangement], ...]
    names: tuple[str, ...]

    def call(self, run: Run, values: Sequence[Value]) -> Value:
        """The result for these arguments. Raises BudgetSpent."""
        run.step()
        for convert in (False, True):
            for overload, arrangement in self.ways:
                bound = _bind(run, overload, arrangement, values, convert=convert)
                if bound is not None:
                    return overload.call(run, *bound)
        return self._refuse(run, values)

    def _refuse(self, run: Run, values: Sequence[Value]) -> None:
        name = self.builtin.name
        mend = _signatures(self.builtin)
        if len(self.ways) == 1:
            overload, arrangement = self.ways[0]
            for parameter, position in zip(overload.parameters, arrangement, strict=True):
                value = values[position] if position >= 0 else None
                if (position >= 0 or not parameter.optional) and not _fits(run, parameter, value):
                    return run.fault(
                        OUT_OF_DOMAIN,
                        function=name,
                        parameter=parameter.name,
                        found=brief(value),
                        wanted=kinds(parameter.accepts),
                    )
        if self.ways:
            found = [brief(value) for value in values]
            words = Bilingual("、".join(f.zh for f in found), ", ".join(f.en for f in found))
            return run.fault(NO_OVERLOAD, function=name, found=words, mend=mend)
        known = {n for o in self.builtin.overloads for p in o.parameters for n in (p.name, *p.also)}
        for given in self.names:
            if given not in known:
                return run.fault(WRONG_NAME, function=name, found=given, mend=did_you_mean(given, known))
        return run.fault(WRONG_COUNT, function=name, found=len(values), mend=mend)


def _signatures(builtin: Builtin) -> str:
    shown = []
    for overload in builtin.overloads:
        parts = [p.name + ("…" if p.variadic else "?" if p.optional else "") for p in overload.parameters]
        shown.append(f"`{builtin.name}({', '.join(parts)})`")
    return ", ".join(dict.fromkeys(shown))


def _bind(
    run: Run, overload: Overload, arrangement: Arrangement, values: Sequence[Value], *, convert: bool
) -> list[Value] | None:
    """A value for each parameter, or None where an argument is not of a kind that its parameter takes."""
    bound: list[Value] = []
    for parameter, position in zip(overload.parameters, arrangement, strict=True):
        if parameter.variadic:
            rest = [_take(run, parameter, value, convert=convert) for value in values[position:]]
            if any(value is _NOT_GIVEN for value in rest):
                return None
            bound.append(rest)  # type: ignore[arg-type]  # all are values
            continue
        if position < 0:
            if not (parameter.optional or parameter.nullable):
                return None
            bound.append(None)
            continue
        value = _take(run, parameter, values[position], convert=convert)
        if value is _NOT_GIVEN:
            return None
        bound.append(value)  # type: ignore[arg-type]  # a value
    return bound


def _take(run: Run, parameter: Parameter, value: Value, *, convert: bool) -> Value | object:
    if _fits(run, parameter, value):
        return value
    if not convert:
        return _NOT_GIVEN
    if isinstance(value, list) and len(value) == 1 and _fits(run, parameter, value[0]):
        return value[0]
    if isinstance(value, Date) and "date and time" in parameter.accepts:
        return midnight(value)
    if value is not None and not isinstance(value, list) and _fits(run, parameter, [value]):
        return [value]
    return _NOT_GIVEN


def _fits(run: Run, parameter: Parameter, value: Value) -> bool:
    if value is None:
        return parameter.nullable or "null" in parameter.accepts
    if parameter.accepts is not ANY and kind_of(value) not in parameter.accepts:
        return False
    if parameter.items is None or not isinstance(value, list):
        return True
    run.step(len(value))
    return all(kind_of(item) in parameter.items for item in value)
