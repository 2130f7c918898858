"""Lists, contexts, and paths into them (DMN 1.5, Tables 64 to 69)."""

from __future__ import annotations

from projgov.diagnostics import Bilingual, Pattern, Place, did_you_mean
from projgov.rules.feel.tree import Context, Function, List, Path
from projgov.scoring.feel.functions.faults import brief
from projgov.scoring.feel.nodes import temporals
from projgov.scoring.feel.nodes.base import Make, Undefined
from projgov.scoring.feel.nodes.builtins import builtin_named
from projgov.scoring.feel.nodes.closures import function
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.scope import Compiled, Env, Scope
from projgov.scoring.feel.values import Value

NO_MEMBER = Pattern(
    "M032",
    Bilingual("{found} 没有 `{name}`", "{found} has no `{name}`"),
    Bilingual("{mend}", "{mend}"),
)
DOUBLE_KEY = Pattern(
    "M033",
    Bilingual("上下文里 `{name}` 写了两次", "a context gives `{name}` twice"),
    Bilingual("只留一个", "keep one of them"),
)


def list_(tree: List, scope: Scope, make: Make) -> Compiled:
    """`[a, b]`"""
    items = [make(item, scope) for item in tree.items]
    size = len(items)

    def run_list(env: Env, run: Run) -> Value:
        run.step(size)
        return [item(env, run) for item in items]

    return run_list


def context(tree: Context, scope: Scope, make: Make) -> Compiled:
    """`{a: 1, b: a + 1}`: an entry sees those before it. A key given twice makes it null.

    A function may call itself by the key that it is given, where nothing else has that name.
    """
    entries: list[tuple[str, int, Compiled]] = []
    seen: set[str] = set()
    for entry in tree.entries:
        if entry.key in seen:
            place, key = scope.place(entry.key_span), entry.key
            return lambda _env, run: run.fault_at(place, DOUBLE_KEY, name=key)
        seen.add(entry.key)
        if isinstance(entry.value, Function) and _is_new(entry.key, scope):
            scope, slot = scope.bind(entry.key)
            compiled = function(entry.value, scope, make, own_slot=slot, name=entry.key)
        else:
            compiled = make(entry.value, scope)
            scope, slot = scope.bind(entry.key)
        entries.append((entry.key, slot, compiled))
    size = len(entries)

    def run_context(env: Env, run: Run) -> Value:
        run.step(size)
        result: dict[str, Value] = {}
        for key, slot, compiled in entries:
            result[key] = env[slot] = compiled(env, run)
        return result

    return run_context


def _is_new(key: str, scope: Scope) -> bool:
    items, slot = scope.find(key)
    return slot < 0 and not items and builtin_named(key) is None


def path(tree: Path, scope: Scope, make: Make) -> Compiled:
    """`base.name`: a member of a context, or of each context in a list; a property of a date, time, duration or range."""
    base = make(tree.base, scope)
    place, name = scope.place(tree.span), tree.name

    def run_path(env: Env, run: Run) -> Value:
        value = base(env, run)
        if type(value) is dict and name in value:
            return value[name]
        if type(value) is list:
            run.step(len(value))
            return [
                item[name] if type(item) is dict and name in item else _property(run, item, name, place)
                for item in value
            ]
        return _property(run, value, name, place)

    return run_path


def _property(run: Run, value: Value, name: str, place: Place | None) -> Value:
    if value is None:
        return None
    if place is not None:
        run.place = place
    try:
        return temporals.property_of(run, value, name)
    except Undefined:
        known = tuple(value) if isinstance(value, dict) else ()
        return run.fault(NO_MEMBER, found=brief(value), name=name, mend=did_you_mean(name, known))
