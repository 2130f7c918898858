"""`instance of` (DMN 1.5, Table 61)."""

from __future__ import annotations

from projgov.diagnostics import Bilingual, Pattern, did_you_mean
from projgov.rules.feel.tree import InstanceOf, TypeName
from projgov.scoring.feel.conformance import is_instance
from projgov.scoring.feel.nodes.base import Make, faulty
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.scope import Compiled, Env, Scope
from projgov.scoring.feel.types import SIMPLE, Type, resolve
from projgov.scoring.feel.values import Value

UNKNOWN_TYPE = Pattern(
    "M039",
    Bilingual("没有类型 `{found}`", "there is no type `{found}`"),
    Bilingual("{mend}", "{mend}"),
)
BARE_TYPE = Pattern(
    "M040",
    Bilingual("类型 `{found}` 缺少参数", "the type `{found}` lacks its parameters"),
    Bilingual(
        "写作 `list<number>`、`context<a: string>` 或 `range<date>`",
        "write `list<number>`, `context<a: string>` or `range<date>`",
    ),
)


def instance_of(tree: InstanceOf, scope: Scope, make: Make) -> Compiled:
    """`operand instance of type`: null for a type that is not known, and null is an instance of `Null` only."""
    operand = make(tree.operand, scope)
    kind = resolve(tree.type, scope.types)
    if kind is None:
        return unknown_type(tree.type, scope)
    wanted: Type = kind

    def run_instance_of(env: Env, run: Run) -> Value:
        return is_instance(run, operand(env, run), wanted)

    return run_instance_of


def unknown_type(tree: TypeName, scope: Scope) -> Compiled:
    """Null, with the fault that a type is not known."""
    wrong = _unknown(tree, scope) or tree
    place = scope.place(wrong.span)
    if wrong.name in ("list", "context", "range"):
        return faulty(place, BARE_TYPE, found=wrong.name)
    known = {*scope.types, *SIMPLE}
    return faulty(place, UNKNOWN_TYPE, found=wrong.name, mend=did_you_mean(wrong.name, known))


def _unknown(tree: TypeName, scope: Scope) -> TypeName | None:
    """The part of a type that is not known."""
    parts = [t for _, t in tree.parameters] + ([] if tree.result is None else [tree.result])
    if not parts:
        return tree if resolve(tree, scope.types) is None else None
    return next((found for part in parts if (found := _unknown(part, scope)) is not None), None)
