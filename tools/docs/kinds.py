"""`docs/kinds/`: a page for each kind of rule and one for the file as a whole, from docstrings and models."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo
from tools.docs.markdown import NOTICE, code, codes, fenced, prose, table

from projgov.rules.forms.base import Kind
from projgov.rules.forms.outcomes import OUTCOMES
from projgov.rules.forms.results import ENTRIES
from projgov.rules.forms.written import Expression, FromNode, Model, Rule, Template, Words
from projgov.rules.kinds.table import KINDS
from projgov.rules.load.file import Head

INTRO = """
# Rule files

A rule file is YAML 1.2: what is said of the file as a whole, and then rules, by kind. Conditions and values are FEEL, the
expression language of the DMN standard; texts for people may hold FEEL in braces. Keys have Chinese names as well, and a space
in a key is the same as an underscore. The names that expressions can use are those of the [vocabulary](../vocabulary.md), the
parameters, and what other rules give.

| Section | 中文 | Page |
| --- | --- | --- |
"""
COMMON = """
## What every rule may say

"""
FILE = """
## The file

"""
OUTCOME = """
## What a failed rule comes to

`otherwise` and `measure` take one of these words. What a rule finds is a proposal; only a recorded decision makes it more.

"""
ENTRY = """
## What other rules can use of a rule

Other rules write `rule.name`, in either language: `monthly_summary.overdue` is `monthly_summary.逾期`. The page of a kind says
which of these names its rules give. Gates, lines, indicators and tiers go by the ids that the file gives them. Of several vetoes
each has its number (`veto_2`, 一票否决_2); `contribution` stands after the id of an indicator (`safety_contribution`).

"""
_HEADS = ("Key", "中文", "What stands there", "Default", "Meaning")
_PLAIN = {str: "text", int: "whole number", bool: "true or false", Fraction: "number", date: "day"}
_SHOWN = 16


def pages() -> dict[str, str]:
    """Every page by its path below `docs/`."""
    found = {"kinds/README.md": _index()}
    for kind in KINDS:
        found[f"kinds/{kind.key}.md"] = _page(kind)
    return found


def _index() -> str:
    kinds = "".join(
        f"| {code(kind.key)} | {'、'.join(kind.names)} | [{kind.label.en}]({kind.key}.md) |\n"
        for kind in KINDS
    )
    outcomes = table(
        ("Code", "中文", "English", "Further names"),
        [(code(o.code), o.label.zh, o.label.en, ", ".join(o.names)) for o in OUTCOMES],
    )
    entries = table(
        ("Name", "中文", "Further names"),
        [(code(e.code), e.label.zh, ", ".join(e.names)) for e in ENTRIES],
    )
    common = _keys(Rule)
    return f"{NOTICE}{INTRO}{kinds}{COMMON}{common}{FILE}{_models(Head)}{OUTCOME}{outcomes}{ENTRY}{entries}"


def _page(kind: Kind) -> str:
    module = importlib.import_module(f"projgov.rules.kinds.{kind.key}")
    title, _, rest = prose(module.__doc__).partition("\n\n")
    name, _, meaning = title.partition(": ")
    head = f"# {name}\n\n{meaning[:1].upper()}{meaning[1:]}\n\n{fenced(rest)}"
    sections = f"Section {code(kind.key)} ({'、'.join(kind.names)}) of a rule file. "
    link = "Keys that all kinds share are on the page on [rule files](README.md#what-every-rule-may-say)."
    return f"{NOTICE}\n{head}\n## Keys\n\n{sections}{link}\n\n{_models(kind.model)}"


def _models(model: type[Model]) -> str:
    """The keys of a model, and after them those of the models that stand inside it."""
    parts = [_keys(model, without=Rule if issubclass(model, Rule) else None)]
    parts += [
        f"\n{prose(inner.__doc__)} Under {codes(keys)}:\n\n{_keys(inner)}" for inner, keys in _inner(model)
    ]
    return "".join(parts)


def _inner(model: type[Model]) -> Iterator[tuple[type[Model], list[str]]]:
    """The models that stand inside a model, each with the keys under which it does."""
    found: dict[type[Model], list[str]] = {}
    waiting = [model]
    while waiting:
        outer = waiting.pop(0)
        for name, info in outer.model_fields.items():
            for inner in _within(info.annotation):
                if inner not in found:
                    waiting.append(inner)
                found.setdefault(inner, []).append(_key(name))
    yield from found.items()


def _within(annotation: Any) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for part in get_args(annotation):
        yield from _within(part)


def _keys(model: type[Model], without: type[Model] | None = None) -> str:
    left_out = () if without is None else without.model_fields
    return table(
        _HEADS, [_row(name, info) for name, info in model.model_fields.items() if name not in left_out]
    )


def _row(name: str, info: FieldInfo) -> tuple[str, ...]:
    extra = info.json_schema_extra
    more = extra.get("names", []) if isinstance(extra, dict) else []
    names = [str(n) for n in more] if isinstance(more, list) else []
    english = [_key(name), *(n for n in names if n.isascii())]
    if (
        name in ("start", "end", "from_") and len(english) > 1
    ):  # called otherwise because the key is a word of Python
        english = list(dict.fromkeys(n for n in english[1:]))
    chinese = "、".join(n for n in names if not n.isascii())
    default = "**required**" if info.is_required() else _default(info.default)
    return (codes(english), chinese, _stands(info), default, info.description or "")


def _key(name: str) -> str:
    return name.rstrip("_").replace("_", " ")


def _default(value: Any) -> str:
    if value is None or (not isinstance(value, bool) and value in ("", [], {})):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | Fraction):
        return str(value)
    word = getattr(value, "code", None) or getattr(value, "name", None) or getattr(value, "policy", "")
    return str(word).replace("_", " ")


def _stands(info: FieldInfo) -> str:
    extra = info.json_schema_extra
    words = extra.get("words") if isinstance(extra, dict) else None
    if isinstance(words, list):
        one = _one_of([str(w) for w in words])
        return f"list: {one}" if get_origin(info.annotation) is list else one
    return _kind(info.annotation)


def _kind(annotation: Any) -> str:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return _one_of([str(a) for a in arguments])
    if origin is list:
        return f"list: {_kind(arguments[0])}"
    if origin is dict:
        return f"by name: {_kind(arguments[1])}"
    if arguments:
        return _kind(next(a for a in arguments if a is not NoneType))
    if annotation is Any:
        return "data"
    if issubclass(annotation, Model):
        return "keys, below"
    if annotation in (Words, Template):
        return "text" if annotation is Words else "text with `{…}`"
    if annotation is Expression:
        return "expression"
    if issubclass(annotation, FromNode):
        choices = annotation.schema().get("anyOf", [{}])
        words = ["whole number"] if choices[0].get("type") == "integer" else []
        words += [w for w in next((c["enum"] for c in choices if "enum" in c), ()) if isinstance(w, str)]
        return _one_of(words) if words else "data"
    return _PLAIN[annotation]


def _one_of(words: list[str]) -> str:
    return ", ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")
