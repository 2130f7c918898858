"""Which values conform to a type, and the conversions at typed boundaries (DMN 1.5, 10.3.2.9).

A boundary is where a value gets a name that has a type: a parameter, a result, a variable of a model. There a singleton list may
become its element, a value a singleton list, a date a date and time; what then does not conform becomes null, with a fault.
"""

from __future__ import annotations

from projgov.diagnostics import Bilingual, Pattern
from projgov.scoring.feel.comparing import MAX_NESTED
from projgov.scoring.feel.functions.faults import brief
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.temporal import Date, DateTime, Time
from projgov.scoring.feel.types import (
    ANYTHING,
    SIMPLE,
    Anything,
    ContextOf,
    Defined,
    FunctionOf,
    ListOf,
    RangeOf,
    Simple,
    Type,
    bare,
)
from projgov.scoring.feel.values import Function, Range, Value, kind_of

NOT_OF_TYPE = Pattern(
    "M014",
    Bilingual("{found} 不属于类型 `{type}`", "{found} is not of the type `{type}`"),
    Bilingual("给出类型为 `{type}` 的值", "give a value of the type `{type}`"),
)
NOT_ALLOWED = Pattern(
    "M015",
    Bilingual("类型 `{type}` 不允许 {found}", "{found} is not allowed for the type `{type}`"),
    Bilingual("给出该类型允许的值", "give a value that the type allows"),
)


def is_instance(run: Run, value: Value, kind: Type) -> bool:
    """Whether `value instance of kind`: null is an instance of `Null` only.

    Conditions of defined types have no part in it. What a function does not declare is `Any`, which no other type is.
    """
    if value is None:
        return bare(kind) == SIMPLE["Null"]
    return conforms(run, value, kind, by_type=True)


def conforms(run: Run, value: Value, kind: Type, depth: int = 0, *, by_type: bool = False) -> bool:
    """Whether `value` may stand where `kind` is wanted. Null may stand anywhere. Raises BudgetSpent.

    The conditions of defined types must hold, and what a function does not declare may be anything: only its calls tell.
    With `by_type` it is the other way round.
    """
    if value is None:
        return True
    match kind:
        case Anything():
            return True
        case Simple(kind=wanted):
            return kind_of(value) == wanted
    run.step()
    if depth > MAX_NESTED:
        return False

    def holds(inner: Value, wanted: Type) -> bool:
        return conforms(run, inner, wanted, depth + 1, by_type=by_type)

    match kind:
        case ListOf(item=item):
            return isinstance(value, list) and all(holds(v, item) for v in value)
        case ContextOf(members=members):
            return isinstance(value, dict) and all(
                name in value and holds(value[name], t) for name, t in members
            )
        case RangeOf(end=end):
            return isinstance(value, Range) and all(holds(v, end) for v in (value.low, value.high))
        case FunctionOf():
            if not isinstance(value, Function):
                return False
            return _fits(function_type(value), kind, depth) if by_type else _may_be(value, kind, depth)
        case Defined(base=base, allowed=allowed):
            return holds(value, base()) and (by_type or allowed is None or allowed(run, value))


def _may_be(function: Function, wanted: FunctionOf, depth: int) -> bool:
    """Whether nothing that a function declares speaks against the type."""
    if function.invoke is not None:  # a built-in one, which can be called in several ways
        return True
    declared = function.types or (None,) * len(function.parameters)
    return (
        len(declared) == len(wanted.parameters)
        and all(
            have is None or _fits(want, have, depth + 1)
            for have, want in zip(declared, wanted.parameters, strict=True)
        )
        and (function.result is None or _fits(function.result, wanted.result, depth + 1))
    )


def function_type(function: Function) -> FunctionOf:
    """The type of a function as a value; what is not declared is `Any`."""
    types = function.types or (None,) * len(function.parameters)
    return FunctionOf(
        tuple(ANYTHING if t is None else t for t in types),
        ANYTHING if function.result is None else function.result,
    )


def fits(kind: Type, wanted: Type) -> bool:
    """Whether every value of `kind` may stand where `wanted` is wanted."""
    return _fits(kind, wanted, 0)


def _fits(kind: Type, wanted: Type, depth: int) -> bool:
    if kind is wanted or isinstance(wanted, Anything):
        return True
    if depth > MAX_NESTED:
        return False
    match kind, wanted:
        case Defined(), _:
            if isinstance(wanted, Defined) and wanted.allowed is not None:
                return False
            return _fits(kind.base(), wanted, depth + 1)
        case _, Defined():
            return wanted.allowed is None and _fits(kind, wanted.base(), depth + 1)
        case Simple(), Simple():
            return kind == wanted or kind.kind == "null"
        case Simple(kind="null"), _:
            return True
        case ListOf(), ListOf():
            return _fits(kind.item, wanted.item, depth + 1)
        case RangeOf(), RangeOf():
            return _fits(kind.end, wanted.end, depth + 1)
        case ContextOf(), ContextOf():
            have = dict(kind.members)
            return all(name in have and _fits(have[name], t, depth + 1) for name, t in wanted.members)
        case FunctionOf(), FunctionOf():
            return (
                len(kind.parameters) == len(wanted.parameters)
                and all(
                    _fits(b, a, depth + 1) for a, b in zip(kind.parameters, wanted.parameters, strict=True)
                )
                and _fits(kind.result, wanted.result, depth + 1)
            )
    return False


def convert(run: Run, value: Value, kind: Type | None) -> Value:
    """`value` as it stands where `kind` is wanted: unchanged where it conforms, converted where it can be, else null and a fault."""
    if value is None or kind is None or conforms(run, value, kind):
        return value
    if (changed := _changed(value, bare(kind))) is not None and conforms(run, changed, kind):
        return changed
    pattern = NOT_OF_TYPE
    if isinstance(kind, Defined) and conforms(run, value, bare(kind)):
        pattern = NOT_ALLOWED
    return run.fault(pattern, found=brief(value), type=str(kind))


def convertible(run: Run, value: Value, kind: Type) -> Value:
    """`value` converted to `kind` where it can be, else as it is."""
    if value is None or conforms(run, value, kind):
        return value
    changed = _changed(value, bare(kind))
    return changed if changed is not None and conforms(run, changed, kind) else value


def _changed(value: Value, wanted: Type) -> Value:
    """What a value may become where `wanted` is wanted; None where there is nothing."""
    changed: Value = None
    if isinstance(value, list):
        if len(value) == 1:
            changed = value[0]
    elif isinstance(wanted, ListOf):
        changed = [value]
    if wanted == SIMPLE["date and time"]:
        inner = value if changed is None else changed
        if type(inner) is Date:
            changed = midnight(inner)
    return changed


def midnight(day: Date) -> DateTime:
    """The date and time that a date is where one is wanted: midnight, UTC."""
    return DateTime(day, Time(0, 0, 0, offset=0))
