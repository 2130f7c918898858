"""Literals and names."""

from __future__ import annotations

import decimal

from projgov.diagnostics import Bilingual, Pattern, did_you_mean
from projgov.rules.feel.tree import Boolean, Name, Null, Number, Temporal, Text
from projgov.scoring.feel.nodes import temporals
from projgov.scoring.feel.nodes.base import Make, constant, faulty
from projgov.scoring.feel.nodes.builtins import builtin_named, function_of
from projgov.scoring.feel.numbers import number
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.scope import TESTED, Compiled, Env, Scope
from projgov.scoring.feel.values import Value

NUMBER_TOO_LARGE = Pattern(
    "M021",
    Bilingual("数 `{found}` 太大", "the number `{found}` is too large"),
    Bilingual("数的绝对值须小于 10 的 6145 次方", "a number must be smaller than ten to the power of 6145"),
)
NOT_TEMPORAL = Pattern(
    "M022",
    Bilingual(
        '`@"{found}"` 不是日期、时间或时段', '`@"{found}"` is no date, time, date and time or duration'
    ),
    Bilingual(
        '写作 `@"2024-05-31"`、`@"08:00:00"`、`@"2024-05-31T08:00:00"`、`@"P1Y2M"` 或 `@"P3DT4H"`',
        'write `@"2024-05-31"`, `@"08:00:00"`, `@"2024-05-31T08:00:00"`, `@"P1Y2M"` or `@"P3DT4H"`',
    ),
)
UNKNOWN_NAME = Pattern(
    "M023",
    Bilingual("没有名为 `{found}` 的值", "nothing is called `{found}` here"),
    Bilingual("{mend}", "{mend}"),
)
NOTHING_TESTED = Pattern(
    "M024",
    Bilingual("`?` 在这里没有所指", "`?` stands for nothing here"),
    Bilingual(
        "`?` 只用在决策表的格子和允许值里",
        "use `?` in the cells of decision tables and in allowed values only",
    ),
)


def number_(tree: Number, scope: Scope, _make: Make) -> Compiled:
    """A number, rounded to 34 digits."""
    try:
        return constant(number(tree.value))
    except decimal.DecimalException:
        return faulty(scope.place(tree.span), NUMBER_TOO_LARGE, found=scope.source(tree.span))


def text(tree: Text, _scope: Scope, _make: Make) -> Compiled:
    """A string."""
    return constant(tree.value)


def boolean(tree: Boolean, _scope: Scope, _make: Make) -> Compiled:
    """`true` or `false`"""
    return constant(tree.value)


def null(_tree: Null, _scope: Scope, _make: Make) -> Compiled:
    """`null`"""
    return constant(None)


def temporal(tree: Temporal, scope: Scope, _make: Make) -> Compiled:
    """`@"…"`: a date, time, date and time or duration."""
    value = temporals.at_literal(tree.text)
    if value is None:
        return faulty(scope.place(tree.span), NOT_TEMPORAL, found=tree.text)
    return constant(value)


def name(tree: Name, scope: Scope, _make: Make) -> Compiled:
    """A variable, a member of an item that is being filtered, or a built-in function as a value."""
    items, slot = scope.find(tree.name)
    otherwise = _variable(slot) if slot >= 0 else _unbound(tree, scope, quiet=bool(items))
    for item in reversed(items):
        otherwise = _member(item, tree.name, otherwise)
    return otherwise


def _variable(slot: int) -> Compiled:
    def run_variable(env: Env, _run: Run) -> Value:
        return env[slot]

    return run_variable


def _member(slot: int, key: str, otherwise: Compiled) -> Compiled:
    def run_member(env: Env, run: Run) -> Value:
        item = env[slot]
        if type(item) is dict and key in item:
            return item[key]
        return otherwise(env, run)

    return run_member


def _unbound(tree: Name, scope: Scope, *, quiet: bool) -> Compiled:
    builtin = builtin_named(tree.name)
    if builtin is not None:
        return constant(function_of(builtin))
    if quiet:  # items of a list need not have the same members
        return constant(None)
    place = scope.place(tree.span)
    if tree.name == TESTED:
        return faulty(place, NOTHING_TESTED)
    return faulty(place, UNKNOWN_NAME, found=tree.name, mend=did_you_mean(tree.name, scope.names))
