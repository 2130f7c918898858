"""Calls of functions, by position and by name (DMN 1.5, Table 63)."""

from __future__ import annotations

from collections.abc import Sequence

from projgov.diagnostics import Bilingual, Pattern, did_you_mean
from projgov.rules.feel.tree import Call, Name
from projgov.scoring.feel.functions.faults import brief
from projgov.scoring.feel.functions.table import FUNCTIONS
from projgov.scoring.feel.nodes.base import Make, faulty
from projgov.scoring.feel.nodes.builtins import WRONG_NAME as NO_PARAMETER
from projgov.scoring.feel.nodes.builtins import builtin_named, caller, function_of
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.scope import Compiled, Env, Scope
from projgov.scoring.feel.values import Function, Value

NO_FUNCTION = Pattern(
    "M044",
    Bilingual("{found} 不是函数", "{found} is no function"),
    Bilingual("只有函数后面才写括号和参数", "only functions are called with arguments in brackets"),
)
UNKNOWN_FUNCTION = Pattern(
    "M045",
    Bilingual("没有函数 `{found}`", "there is no function `{found}`"),
    Bilingual("{mend}", "{mend}"),
)
ARGUMENTS = Pattern(
    "M046",
    Bilingual(
        "`{function}` 有 {wanted} 个参数，得到 {found} 个",
        "`{function}` takes {wanted} arguments and is given {found}",
    ),
    Bilingual("写作 `{mend}`", "write `{mend}`"),
)
DOUBLE_ARGUMENT = Pattern(
    "M047",
    Bilingual("参数 `{found}` 给了两次", "the argument `{found}` is given twice"),
    Bilingual("只留一个", "keep one of them"),
)


def call(tree: Call, scope: Scope, make: Make) -> Compiled:
    """`function(a, b)`, `function(x: a, y: b)`"""
    arguments = tuple(make(a.value, scope) for a in tree.arguments)
    names = tuple(a.name for a in tree.arguments) if tree.arguments and tree.arguments[0].name else ()
    place = scope.place(tree.span)
    doubled = next((n for n in names if names.count(n) > 1), None)
    if doubled is not None:
        return faulty(place, DOUBLE_ARGUMENT, found=doubled)
    if isinstance(tree.function, Name):
        items, slot = scope.find(tree.function.name)
        if slot < 0 and not items:
            return _builtin(tree, tree.function, scope, arguments, names)
    function = make(tree.function, scope)
    # A variable that is no function does not hide the built-in function of its name: `date("2017-03-31")` beside a date.
    hidden = builtin_named(tree.function.name) if isinstance(tree.function, Name) else None
    otherwise = None if hidden is None else function_of(hidden)

    def run_call(env: Env, run: Run) -> Value:
        found = function(env, run)
        values = [argument(env, run) for argument in arguments]
        if place is not None:
            run.place = place
        if not isinstance(found, Function):
            if otherwise is not None:
                return invoke(run, otherwise, values, names)
            return None if found is None else run.fault(NO_FUNCTION, found=brief(found))
        return invoke(run, found, values, names)

    return run_call


def _builtin(
    tree: Call, function: Name, scope: Scope, arguments: tuple[Compiled, ...], names: tuple[str, ...]
) -> Compiled:
    builtin = builtin_named(function.name)
    place = scope.place(tree.span)
    if builtin is None:
        known = {*scope.names, *FUNCTIONS}
        return faulty(place, UNKNOWN_FUNCTION, found=function.name, mend=did_you_mean(function.name, known))
    calls = caller(builtin, len(arguments), names).call

    def run_builtin(env: Env, run: Run) -> Value:
        values = [argument(env, run) for argument in arguments]
        if place is not None:
            run.place = place
        return calls(run, values)

    return run_builtin


def invoke(run: Run, function: Function, values: list[Value], names: Sequence[str] = ()) -> Value:
    """The result of a function for arguments given by position, or by these names; what is not named is null."""
    run.step()
    if function.invoke is not None:
        return function.invoke(run, values, tuple(names))
    parameters = function.parameters
    if not names:
        if len(values) != len(parameters):
            return run.fault(
                ARGUMENTS,
                function=function.name,
                wanted=len(parameters),
                found=len(values),
                mend=f"{function.name}({', '.join(parameters)})",
            )
        return function.call(run, values)
    for name in names:
        if name not in parameters:
            mend = did_you_mean(name, parameters)
            return run.fault(NO_PARAMETER, function=function.name, found=name, mend=mend)
    given = dict(zip(names, values, strict=True))
    return function.call(run, [given.get(p) for p in parameters])
