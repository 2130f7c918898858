"""Context functions (DMN 1.5, 10.3.4.8): entries by name, and contexts made of others."""

from __future__ import annotations

from projgov.diagnostics import Bilingual, Pattern
from projgov.scoring.feel.builtin import ANY, CONTEXT, LIST, STRING, Builtin, Overload, Parameter
from projgov.scoring.feel.functions.faults import brief, only, out_of_domain
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.values import Value

NOT_AN_ENTRY = Pattern(
    "M108",
    Bilingual("`context` 的第 {number} 项缺少 `{key}`", "item {number} of `context` has no `{key}`"),
    Bilingual('每一项写作 `{{key: "名", value: …}}`', 'write each as `{{key: "name", value: …}}`'),
)
KEY_NOT_TEXT = Pattern(
    "M109",
    Bilingual(
        "`context` 的第 {number} 项的 `key` 是 {found}", "the `key` of item {number} of `context` is {found}"
    ),
    Bilingual("`key` 应为文本", "the `key` must be a string"),
)
KEY_TWICE = Pattern(
    "M110",
    Bilingual(
        "`context` 的第 {number} 项重复了名 `{key}`", "item {number} of `context` has the key `{key}` again"
    ),
    Bilingual("每个名只写一次", "write each key once"),
)
NO_CONTEXT_INSIDE = Pattern(
    "M111",
    Bilingual("`context put` 的路径中 `{key}` 是 {found}", "`{key}` in the path of `context put` is {found}"),
    Bilingual("路径上除末尾外每一步都应为上下文", "each step of the path but the last must be a context"),
)


def get_value(run: Run, context: dict[str, Value], key: str) -> Value:
    """The value of an entry; null where there is none."""
    run.step()
    return context.get(key)


def get_entries(run: Run, context: dict[str, Value]) -> Value:
    """A list of a context `{key, value}` for each entry."""
    run.step(1 + len(context))
    return [{"key": key, "value": value} for key, value in context.items()]


def context_put(run: Run, context: dict[str, Value], key: str, value: Value) -> Value:
    """The context with one entry more, or with another value for it."""
    run.step(1 + len(context))
    return {**context, key: value}


def context_put_inside(run: Run, context: dict[str, Value], keys: list[Value], value: Value) -> Value:
    """The context with another value at the end of a path of keys."""
    if not keys:
        return out_of_domain(run, "context put", "keys", keys, Bilingual("至少一个名", "at least one key"))
    if not only(run, "context put", keys, STRING, parameter="keys"):
        return None
    path = [key for key in keys if isinstance(key, str)]
    around: list[dict[str, Value]] = [context]
    for key in path[:-1]:
        inner = around[-1].get(key)
        if not isinstance(inner, dict):
            return run.fault(NO_CONTEXT_INSIDE, key=key, found=brief(inner))
        around.append(inner)
    result = value
    for outer, key in zip(reversed(around), reversed(path), strict=True):
        run.step(1 + len(outer))
        result = {**outer, key: result}
    return result


def context_merge(run: Run, contexts: list[Value]) -> Value:
    """The entries of all; of two with one key, the later."""
    if not only(run, "context merge", contexts, CONTEXT, parameter="contexts"):
        return None
    result: dict[str, Value] = {}
    for context in contexts:
        if isinstance(context, dict):
            run.step(len(context))
            result |= context
    return result


def make_context(run: Run, entries: list[Value]) -> Value:
    """A context of `{key, value}` entries, the inverse of `get entries`."""
    if not only(run, "context", entries, CONTEXT, parameter="entries"):
        return None
    result: dict[str, Value] = {}
    for place, entry in enumerate(entries, 1):
        assert isinstance(entry, dict)
        for wanted in ("key", "value"):
            if wanted not in entry:
                return run.fault(NOT_AN_ENTRY, number=place, key=wanted)
        key = entry["key"]
        if not isinstance(key, str):
            return run.fault(KEY_NOT_TEXT, number=place, found=brief(key))
        if key in result:
            return run.fault(KEY_TWICE, number=place, key=key)
        result[key] = entry["value"]
    return result


_M = Parameter("m", CONTEXT, also=("context",))
_CONTEXT = Parameter("context", CONTEXT)
_KEY = Parameter("key", STRING)
_VALUE = Parameter("value", ANY, nullable=True)

BUILTINS = (
    Builtin("get value", (Overload((_M, _KEY), get_value),)),
    Builtin("get entries", (Overload((_M,), get_entries),)),
    Builtin(
        "context put",
        (
            Overload((_CONTEXT, _KEY, _VALUE), context_put),
            Overload((_CONTEXT, Parameter("keys", LIST), _VALUE), context_put_inside),
        ),
    ),
    Builtin("context merge", (Overload((Parameter("contexts", LIST),), context_merge),)),
    Builtin("context", (Overload((Parameter("entries", LIST),), make_context),)),
)
