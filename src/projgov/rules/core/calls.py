"""Calls of functions and properties of values, from FEEL to Core."""

from __future__ import annotations

from fractions import Fraction
from typing import cast

from projgov.diagnostics import Bilingual, Pattern, Place, did_you_mean
from projgov.domain.types import (
    DateType,
    DurationType,
    ListType,
    NumberType,
    PeriodType,
    ValueType,
)
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core import functions, nodes
from projgov.rules.core.counting import check_ratio
from projgov.rules.core.days import check_day
from projgov.rules.core.fitting import POISON, WRONG_TYPE, expect, is_poison
from projgov.rules.core.function_names import NodeFunction, node_function, offered, spelled
from projgov.rules.core.nodes import BOOLEAN, Node, Rounding
from projgov.rules.core.scope import Expressions, Scope
from projgov.rules.core.typing import DATE, aggregated, describe, item_type, join_all
from projgov.rules.feel import tree
from projgov.rules.feel.spoken import OTHER_IF, SPREADSHEET_IFS
from projgov.rules.feel.text import unparse

UNKNOWN_FUNCTION = Pattern(
    "N005",
    Bilingual("没有名为 `{name}` 的函数", "there is no function `{name}`"),
    Bilingual("{offer}", "{offer}"),
)
WRONG_COUNT = Pattern(
    "T010",
    Bilingual(
        "`{name}` 要 {wanted} 个参数，写了 {found} 个",
        "`{name}` takes {wanted} argument(s), and this has {found}",
    ),
    Bilingual("写法：{usage}", "write {usage}"),
)
NEEDS_CONSTANT = Pattern(
    "T011",
    Bilingual(
        "小数位数要直接写成 -{most} 到 {most} 的整数",
        "the number of decimals has to be written as a whole number from -{most} to {most}",
    ),
    Bilingual(
        "例如 `四舍五入(x, 1)`；`四舍五入(x, -2)` 取整到百位",
        "for example `round(x, 1)`; `round(x, -2)` rounds to hundreds",
    ),
)
NO_CLOCK = Pattern(
    "T012",
    Bilingual("规则文件不读时钟，不能用 `now()`", "rule files read no clock: `now()` cannot stand here"),
    Bilingual(
        "用 `评价日` 或 `今天()`（评价所依据的日期）", "use `as_of` or `today()`, the day of evaluation"
    ),
)
UNKNOWN_ARGUMENT = Pattern(
    "N006",
    Bilingual("`{function}` 没有名为 `{name}` 的参数", "`{function}` has no parameter `{name}`"),
    Bilingual("{offer}", "{offer}"),
)
NOT_A_LIST = Pattern(
    "T016",
    Bilingual(
        "`{name}` 用于列表，这里只有{found}一个值",
        "`{name}` is for lists, and this is a single value: {found}",
    ),
    Bilingual(
        "写一个列表，或用逗号写几个值；看有没有值用 `已填(x)`",
        "give a list, or several values with commas; to ask whether there is a value, `present(x)`",
    ),
)

_MOST_DECIMALS = 34


def lower_call(call: tree.Call, scope: Scope, expressions: Expressions) -> Node:
    """The node that a call means."""
    place = expressions.place(call.span)
    if not isinstance(call.function, tree.Name):
        scope.faults.add(UNKNOWN_FUNCTION, place, name="(…)", offer=offered("", scope.faults.offers))
        return POISON
    name = canonical_name(call.function.name)
    if (defined := scope.functions.get(name)) is not None:
        return defined.called(call, scope, expressions)
    written = spelled(name)
    values = [a.value for a in call.arguments]
    if name in ("now", "现在"):
        scope.faults.add(NO_CLOCK, place)
        return POISON
    if (node := node_function(name)) is not None:
        return _node(node, call, scope, expressions, place)
    if call.function.name in SPREADSHEET_IFS:
        scope.faults.add(OTHER_IF, place, found=unparse(call), mend=_as_if(call))
        return POISON
    spec = functions.find(name, len(values))
    if spec is None:
        found = expressions.place(call.function.span)
        scope.faults.add(UNKNOWN_FUNCTION, found, name=written, offer=offered(written, scope.faults.offers))
        return POISON
    return _function(spec, call, scope, expressions, place)


def _node(
    function: NodeFunction, call: tree.Call, scope: Scope, expressions: Expressions, place: Place
) -> Node:
    """The node of a call of a function that is one by itself."""
    assert isinstance(call.function, tree.Name), "told before"
    written = spelled(canonical_name(call.function.name))
    values = [a.value for a in call.arguments]
    match function.family:
        case "today":
            fits = _arity(scope, place, written, values, 0)
            return nodes.Variable("as_of", DATE, place=place) if fits else POISON
        case "presence":
            if not _arity(scope, place, written, values, 1):
                return POISON
            if function.does == "not":
                return nodes.Not(expressions.want(values[0], scope, BOOLEAN), place=place)
            present = nodes.Present(expressions.lower(values[0], scope), place=place)
            return present if function.does == "present" else nodes.Not(present, place=place)
        case "rounding":
            mode = cast("Rounding", function.does)
            return _rounding(mode, written, values, scope, expressions, place)
    for argument in call.arguments:
        if canonical_name(argument.name) not in ("", "list"):
            return _unknown_argument(written, argument, ["list"], scope, expressions)
    return _aggregate(function.does, written, values, scope, expressions, place)


def _as_if(expr: tree.Expr) -> str:
    """`IF(a, b, IF(c, d, e))` as it is written."""
    match expr:
        case tree.Call(function=tree.Name(name=name), arguments=arguments) if name in SPREADSHEET_IFS:
            parts = [_as_if(argument.value) for argument in arguments]
            a, b, c = parts if len(parts) == 3 else ("…", "…", "…")
            return f"if {a} then {b} else {c}"
    return unparse(expr)


def _arity(
    scope: Scope, place: Place, name: str, values: list[tree.Expr], wanted: int, example: str = "x, y, z"
) -> bool:
    if len(values) == wanted:
        return True
    usage = f"`{name}({', '.join(example.split(', ')[:wanted])})`"
    scope.faults.add(WRONG_COUNT, place, name=name, wanted=wanted, found=len(values), usage=usage)
    return False


def _rounding(
    mode: Rounding,
    written: str,
    values: list[tree.Expr],
    scope: Scope,
    expressions: Expressions,
    place: Place,
) -> Node:
    if not _arity(scope, place, written, values, 2, "x, 1"):
        return POISON
    operand = expressions.want(values[0], scope, NumberType())
    decimals = _whole(values[1])
    if decimals is None or abs(decimals) > _MOST_DECIMALS:
        scope.faults.add(NEEDS_CONSTANT, expressions.place(values[1].span), most=_MOST_DECIMALS)
        return POISON
    return POISON if is_poison(operand) else rounded(operand, decimals, mode, place)


def _whole(written: tree.Expr) -> int | None:
    """A whole number written out, else None."""
    match written:
        case tree.Number(value=value) if value == value.to_integral_value():
            return int(value)
        case tree.Negation(operand=tree.Number(value=value)) if value == value.to_integral_value():
            return -int(value)
    return None


def rounded(operand: Node, decimals: int, mode: Rounding, place: Place) -> nodes.Round:
    """`operand` rounded; the bounds of its type are rounded outwards with it."""
    kind = operand.type if isinstance(operand.type, NumberType) else NumberType()
    step = Fraction(10) ** decimals
    least = None if kind.least is None else (kind.least * step).__floor__() / step
    most = None if kind.most is None else (kind.most * step).__ceil__() / step
    whole = NumberType(max(decimals, 0), least, most, kind.unit)
    return nodes.Round(operand, decimals, mode, whole, place=place)


def _aggregate(
    operator: str, written: str, values: list[tree.Expr], scope: Scope, expressions: Expressions, place: Place
) -> Node:
    arguments = [expressions.lower(v, scope) for v in values]
    if any(is_poison(a) for a in arguments):
        return POISON
    if len(arguments) == 1:
        source = arguments[0]
        if item_type(source.type) is None:
            scope.faults.add(NOT_A_LIST, source.place, name=written, found=describe(source.type))
            return POISON
    else:
        kind = join_all(a.type for a in arguments)
        if kind is None:
            arguments = [expect(a, arguments[0].type, scope) for a in arguments]
            return POISON
        source = nodes.MakeList(tuple(arguments), ListType(kind), place=place)
    if not check_ratio(operator, source, scope.names.vocabulary, place, scope.faults):
        return POISON
    inner = item_type(source.type)
    found = aggregated(operator, inner if inner is not None else source.type)
    if found is None:
        wanted = describe(ListType(NumberType()))
        scope.faults.add(WRONG_TYPE, source.place, wanted=wanted, found=describe(source.type))
        return POISON
    return nodes.Aggregate(operator, source, found, place=place)  # type: ignore[arg-type]  # from the table above


def _unknown_argument(
    function: str, argument: tree.Argument, known: list[str], scope: Scope, expressions: Expressions
) -> Node:
    scope.faults.add(
        UNKNOWN_ARGUMENT,
        expressions.place(argument.value.span),
        function=function,
        name=argument.name,
        offer=did_you_mean(argument.name, [spelled(k) for k in known]),
    )
    return POISON


def _function(
    spec: functions.FunctionSpec, call: tree.Call, scope: Scope, expressions: Expressions, place: Place
) -> Node:
    assert isinstance(call.function, tree.Name), "told before"
    called = spelled(canonical_name(call.function.name))
    parameters = [name for name, _ in spec.parameters]
    written: list[tree.Expr | None] = [None] * len(parameters)
    extra: list[tree.Expr] = []
    for position, argument in enumerate(call.arguments):
        name = canonical_name(argument.name)
        if name and name not in parameters:
            return _unknown_argument(called, argument, parameters, scope, expressions)
        index = parameters.index(name) if name else position
        if index < len(parameters) and written[index] is None:
            written[index] = argument.value
        else:
            extra.append(argument.value)
    given = [w for w in written if w is not None]
    if len(given) != len(parameters) or (extra and not spec.variadic):
        usage = f"`{called}({', '.join(spelled(p) for p in parameters)})`"
        scope.faults.add(
            WRONG_COUNT, place, name=called, wanted=len(parameters), found=len(call.arguments), usage=usage
        )
        return POISON
    arguments = [expressions.want(v, scope, t) for v, (_, t) in zip(given, spec.parameters, strict=True)]
    arguments += [expressions.want(v, scope, spec.parameters[-1][1]) for v in extra]
    if any(is_poison(a) for a in arguments):
        return POISON
    made = nodes.Call(
        spec.name, tuple(arguments), spec.result_type(tuple(a.type for a in arguments)), place=place
    )
    return made if check_day(made, scope.faults) else POISON


_WHOLE = NumberType(0)
_DATE_PARTS = {"year": ("年", "年份"), "month": ("月", "月份"), "day": ("日",), "weekday": ("星期",)}
_ENDS = {"start": ("期初", "开始"), "end": ("期末", "结束")}


def _parts(kind: ValueType) -> dict[str, tuple[str, ValueType, tuple[str, ...]]]:
    """The properties of a type: function, type and Chinese names of each."""
    match kind:
        case DateType():
            return {p: (p, functions.FUNCTIONS[p].result_type((kind,)), zh) for p, zh in _DATE_PARTS.items()}
        case PeriodType():
            return {p: (f"period_{p}", DATE, zh) for p, zh in _ENDS.items()}
        case DurationType(of="days"):
            return {"days": ("days", _WHOLE, ("天数",))}
        case DurationType():
            return {"months": ("months", _WHOLE, ("月数",))}
    return {}


def properties(kind: ValueType) -> tuple[str, ...]:
    """The properties that values of a type have, by every name."""
    return tuple(n for name, (_, _, zh) in _parts(kind).items() for n in (name, *zh))


def lower_property(base: Node, name: str, place: Place) -> Node | None:
    """`date.year`, `period.end` …, or None where the type has no such property."""
    for own, (function, kind, zh) in _parts(base.type).items():
        if name in (own, *zh):
            return nodes.Call(function, (base,), kind, place=place)
    return None
