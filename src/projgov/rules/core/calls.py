"""Calls of functions and properties of values, from FEEL to Core."""

from __future__ import annotations

from fractions import Fraction
from typing import Protocol

from projgov.diagnostics import Bilingual, Pattern, Place, did_you_mean
from projgov.domain.types import (
    AnyType,
    DateType,
    DurationType,
    ListType,
    NumberType,
    PeriodType,
    TextType,
    ValueType,
)
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core import functions, nodes
from projgov.rules.core.fitting import POISON, WRONG_TYPE, expect
from projgov.rules.core.nodes import BOOLEAN, Node, Rounding
from projgov.rules.core.scope import Scope
from projgov.rules.core.typing import DATE, describe, item_type
from projgov.rules.feel import tree

UNKNOWN_FUNCTION = Pattern(
    "N005",
    Bilingual("没有名为 `{name}` 的函数", "there is no function `{name}`"),
    Bilingual("{offer}", "{offer}"),
)
WRONG_COUNT = Pattern(
    "T010",
    Bilingual(
        "`{name}` 要 {wanted} 个参数,写了 {found} 个",
        "`{name}` takes {wanted} arguments, and {found} are given",
    ),
    Bilingual("写法:{usage}", "write {usage}"),
)
NEEDS_CONSTANT = Pattern(
    "T011",
    Bilingual("小数位数要直接写成数字", "the number of decimals has to be written as a number"),
    Bilingual("例如 `round(x, 1)`", "for example `round(x, 1)`"),
)
NO_CLOCK = Pattern(
    "T012",
    Bilingual("规则文件不读时钟,不能用 `now()`", "rule files read no clock: `now()` cannot stand here"),
    Bilingual("用 `as_of` 或 `today()`(评价所依据的日期)", "use `as_of` or `today()`, the day of evaluation"),
)
UNKNOWN_ARGUMENT = Pattern(
    "N006",
    Bilingual("`{function}` 没有名为 `{name}` 的参数", "`{function}` has no parameter `{name}`"),
    Bilingual("{offer}", "{offer}"),
)

_AGGREGATES: dict[str, str] = {
    "count": "count", "计数": "count", "sum": "sum", "合计": "sum", "mean": "mean", "平均": "mean", "min": "min",
    "最小": "min", "max": "max", "最大": "max", "median": "median", "中位数": "median", "product": "product",
    "distinct_count": "distinct", "不同个数": "distinct",
}  # fmt: skip
_ROUNDING: dict[str, Rounding] = {
    "round": "half_up", "四舍五入": "half_up", "round_half_up": "half_up", "round_half_down": "half_down",
    "round_half_even": "half_even", "decimal": "half_even", "round_up": "up", "round_down": "down",
}  # fmt: skip
_SPECIAL = {
    "present": "present",
    "已填": "present",
    "missing": "missing",
    "缺失": "missing",
    "not": "not",
    "非": "not",
}
_TODAY = {"today", "今天"}


class Expressions(Protocol):
    """The lowering of expressions that calls need for their arguments."""

    def lower(self, expr: tree.Expr, scope: Scope) -> Node: ...

    def want(self, expr: tree.Expr, scope: Scope, wanted: ValueType) -> Node: ...

    def place(self, span: tree.Span) -> Place: ...


def lower_call(call: tree.Call, scope: Scope, expressions: Expressions) -> Node:
    """The node that a call means."""
    place = expressions.place(call.span)
    if not isinstance(call.function, tree.Name):
        scope.faults.add(UNKNOWN_FUNCTION, place, name="(…)", offer=did_you_mean("", _known()))
        return POISON
    written = call.function.name
    name = canonical_name(written)
    values = [a.value for a in call.arguments]
    if name in _TODAY and not values:
        return nodes.Variable("as_of", DATE, place=place)
    if name in ("now", "现在"):
        scope.faults.add(NO_CLOCK, place)
        return POISON
    if name in _SPECIAL:
        if not _arity(scope, place, written, values, 1):
            return POISON
        kind = _SPECIAL[name]
        if kind == "not":
            return nodes.Not(expressions.want(values[0], scope, BOOLEAN), place=place)
        present = nodes.Present(expressions.lower(values[0], scope), place=place)
        return present if kind == "present" else nodes.Not(present, place=place)
    if name in _ROUNDING:
        return _rounding(name, written, values, scope, expressions, place)
    if name in _AGGREGATES and not any(a.name for a in call.arguments):
        return _aggregate(_AGGREGATES[name], values, scope, expressions, place)
    spec = functions.find(name)
    if spec is None:
        scope.faults.add(
            UNKNOWN_FUNCTION,
            expressions.place(call.function.span),
            name=written,
            offer=did_you_mean(written, _known()),
        )
        return POISON
    return _function(spec, call, scope, expressions, place)


def _known() -> set[str]:
    names = {n for spec in functions.FUNCTIONS.values() for n in (spec.name, *spec.names)}
    return {n.replace("_", " ") for n in (*names, *_AGGREGATES, *_ROUNDING, *_SPECIAL, "today")}


def _arity(scope: Scope, place: Place, name: str, values: list[tree.Expr], wanted: int) -> bool:
    if len(values) == wanted:
        return True
    usage = f"`{name}({', '.join('xyz'[:wanted])})`"
    scope.faults.add(WRONG_COUNT, place, name=name, wanted=wanted, found=len(values), usage=usage)
    return False


def _rounding(
    name: str, written: str, values: list[tree.Expr], scope: Scope, expressions: Expressions, place: Place
) -> Node:
    if not _arity(scope, place, written, values, 2):
        return POISON
    operand = expressions.want(values[0], scope, NumberType())
    decimals = values[1]
    if not isinstance(decimals, tree.Number) or decimals.value != int(decimals.value):
        scope.faults.add(NEEDS_CONSTANT, expressions.place(decimals.span))
        return POISON
    return rounded(operand, int(decimals.value), _ROUNDING[name], place)


def rounded(operand: Node, decimals: int, mode: Rounding, place: Place) -> nodes.Round:
    """`operand` rounded; the bounds of its type are rounded outwards with it."""
    kind = operand.type if isinstance(operand.type, NumberType) else NumberType()
    step = Fraction(10) ** decimals
    least = None if kind.least is None else (kind.least * step).__floor__() / step
    most = None if kind.most is None else (kind.most * step).__ceil__() / step
    whole = NumberType(max(decimals, 0), least, most, kind.unit)
    return nodes.Round(operand, decimals, mode, whole, place=place)


def _aggregate(
    operator: str, values: list[tree.Expr], scope: Scope, expressions: Expressions, place: Place
) -> Node:
    arguments = [expressions.lower(v, scope) for v in values]
    if len(arguments) == 1 and item_type(arguments[0].type) is not None:
        source = arguments[0]
    else:
        members = tuple(expect(a, NumberType(), scope) for a in arguments)
        source = nodes.MakeList(members, ListType(NumberType()), place=place)
    if operator not in ("count", "distinct"):
        inner = item_type(source.type)
        orderable = operator in ("min", "max") and isinstance(
            inner, DateType | PeriodType | DurationType | TextType
        )
        if inner is not None and not orderable and not isinstance(inner, NumberType | AnyType):
            scope.faults.add(
                WRONG_TYPE, source.place, wanted=describe(ListType(NumberType())), found=describe(source.type)
            )
            return POISON
        if orderable and inner is not None:
            return nodes.Aggregate(operator, source, inner, place=place)  # type: ignore[arg-type]  # from the table above
    kind = NumberType(0, Fraction(0)) if operator in ("count", "distinct") else NumberType()
    return nodes.Aggregate(operator, source, kind, place=place)  # type: ignore[arg-type]  # from the table above


def _function(
    spec: functions.FunctionSpec, call: tree.Call, scope: Scope, expressions: Expressions, place: Place
) -> Node:
    parameters = [name for name, _ in spec.parameters]
    written: list[tree.Expr | None] = [None] * len(parameters)
    extra: list[tree.Expr] = []
    for index, argument in enumerate(call.arguments):
        if argument.name:
            name = canonical_name(argument.name)
            if name not in parameters:
                offer = did_you_mean(argument.name, parameters)
                where = expressions.place(argument.value.span)
                scope.faults.add(UNKNOWN_ARGUMENT, where, function=spec.name, name=argument.name, offer=offer)
                return POISON
            written[parameters.index(name)] = argument.value
        elif index < len(parameters):
            written[index] = argument.value
        else:
            extra.append(argument.value)
    given = [w for w in written if w is not None]
    if len(given) != len(parameters) or (extra and not spec.variadic):
        usage = f"`{spec.name.replace('_', ' ')}({', '.join(p.replace('_', ' ') for p in parameters)})`"
        scope.faults.add(
            WRONG_COUNT, place, name=spec.name, wanted=len(parameters), found=len(call.arguments), usage=usage
        )
        return POISON
    arguments = [expressions.want(v, scope, t) for v, (_, t) in zip(given, spec.parameters, strict=True)]
    arguments += [expressions.want(v, scope, spec.parameters[-1][1]) for v in extra]
    kinds = tuple(a.type for a in arguments)
    result = spec.result(kinds) if callable(spec.result) else spec.result
    return nodes.Call(spec.name, tuple(arguments), result, place=place)


_PROPERTIES: dict[type, dict[str, tuple[str, ValueType]]] = {
    DateType: {
        "year": ("year", NumberType(0)),
        "month": ("month", NumberType(0)),
        "day": ("day", NumberType(0)),
        "weekday": ("weekday", NumberType(0)),
    },
    PeriodType: {"start": ("period_start", DATE), "end": ("period_end", DATE)},
    DurationType: {"days": ("days", NumberType(0))},
}


def properties(kind: ValueType) -> tuple[str, ...]:
    """The properties that values of a type have."""
    return tuple(_PROPERTIES.get(type(kind), {}))


def lower_property(base: Node, name: str, place: Place) -> Node | None:
    """`date.year`, `period.end` …, or None where the type has no such property."""
    found = _PROPERTIES.get(type(base.type), {}).get(name)
    if found is None:
        return None
    function, kind = found
    return nodes.Call(function, (base,), kind, place=place)
