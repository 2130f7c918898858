"""From the placed tree to the models of `file` and of the kinds, every fault with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from projgov.diagnostics import Bilingual, Diagnostic, Pattern, did_you_mean, nearest, one_of
from projgov.domain.vocabulary import canonical_name
from projgov.reading.tree import Mapping as TreeMapping
from projgov.reading.tree import Node, Path, Scalar, key_place, lookup, part
from projgov.rules.core.scope import Faults
from projgov.rules.forms.written import Model, Rule
from projgov.rules.load.keys import field_names, spelled, translate, words_in
from projgov.rules.load.shapes import empty_values, is_required, model_at, shape_fault, wide_colon

MISSING_KEY = Pattern(
    "F105",
    Bilingual("缺少 `{key}`", "`{key}` is missing"),
    Bilingual("加上 `{key}:`{own_choices}", "add `{key}:`{own_choices}"),
)
UNKNOWN_KEY = Pattern(
    "F106",
    Bilingual("不认识的键 `{key}`", "unknown key `{key}`"),
    Bilingual("{offer}", "{offer}"),
)
WRONG_EDITION = Pattern(
    "F107",
    Bilingual("规则语言没有第 `{found}` 版", "there is no edition `{found}` of the rule language"),
    Bilingual(
        "写 `projgov: 1`；办法本身修订到第几版，写在 `title` 或 `source` 里",
        "write `projgov: 1`; which edition of your own document it is goes under `title` or `source`",
    ),
)
CUT_NUMBER = Pattern(
    "F128",
    Bilingual(
        "数字被逗号切成了几段，`{found}` 成了一个键",
        "commas cut this number to pieces, and `{found}` became a key",
    ),
    Bilingual("不写千分位的逗号：`{mend}`", "write it without commas: `{mend}`"),
)
DOUBLED_KEY = Pattern(
    "F109",
    Bilingual(
        "`{found}` 与 `{other}` 是同一个键，写了两次", "`{found}` and `{other}` are the same key, given twice"
    ),
    Bilingual("只留一个", "keep one of them"),
)

M = TypeVar("M", bound=Model)
_THOUSANDS = re.compile(r"[0-9]{3}(?:\.[0-9]+)?")
_FEW = 5
"""So many words are named where one of them is missing."""


def validate(node: Node, model: type[M], faults: Faults) -> tuple[M | None, Node]:
    """The model that `node` is, or None where it is faulty; and the tree with canonical keys, for looking up places."""

    def doubled(first: Scalar, second: Scalar) -> None:
        faults.found.append(
            DOUBLED_KEY.at(second.place, related=[first.place], found=second.text, other=first.text)
        )

    tree = translate(node, model, doubled)
    if not isinstance(tree, TreeMapping):
        faults.found.append(shape_fault("model", (), tree, model))
        return None, tree
    empty = list(empty_values(tree, model)) if issubclass(model, Rule) else []
    try:
        found = model.model_validate(tree)
    except ValidationError as error:
        details = _without_misspelt(error.errors(), model)
        told = [_diagnostic(detail, model, tree) for detail in details]
        seen = {fault.place for fault in told}
        faults.extend((*told, *(fault for _, fault in empty if fault.place not in seen)))
        return None, tree
    faults.extend(fault for _, fault in empty)
    return (None if empty else found), tree


def _diagnostic(detail: ErrorDetails, model: type[Model], tree: Node) -> Diagnostic:
    path = tuple(detail["loc"])
    place = lookup(tree, path)
    kind = detail["type"]
    context: Mapping[str, Any] = detail.get("ctx", {})
    if kind == "projgov":
        pattern: Pattern = context["pattern"]
        values = dict(context["values"])
        if "or_none" in values and is_required(model, path):
            values["or_none"] = ""
        return pattern.at(place, **values)
    if kind == "missing":
        return MISSING_KEY.at(place, key=spelled(str(path[-1])), own_choices=_choices(model, path))
    if kind == "extra_forbidden" and (cut := _cut_number(tree, path)) is not None:
        return cut
    if kind == "extra_forbidden" and (colon := _wide_colon(tree, path)) is not None:
        return colon
    if kind == "extra_forbidden":
        owner = model_at(model, path[:-1]) or model
        return UNKNOWN_KEY.at(key_place(tree, path), key=str(path[-1]), offer=_offer(str(path[-1]), owner))
    if kind == "literal_error":
        return WRONG_EDITION.at(place, found=_shown(detail["input"]))  # the one key that is a literal
    return shape_fault(kind, path, tree, model)


def _without_misspelt(details: Iterable[ErrorDetails], model: type[Model]) -> list[ErrorDetails]:
    """What is wrong, without the keys that are missing because they are there, misspelt."""
    found = list(details)
    meant = {
        (*detail["loc"][:-1], field)
        for detail in found
        if detail["type"] == "extra_forbidden"
        if (field := _field_meant(str(detail["loc"][-1]), model_at(model, detail["loc"][:-1]) or model))
    }
    return [d for d in found if d["type"] != "missing" or tuple(d["loc"]) not in meant]


def _field_meant(written: str, model: type[Model]) -> str | None:
    """The field that a misspelt key is offered for."""
    names = field_names(model)
    if canonical_name(written) in model.elsewhere:
        return None
    offered = nearest(written.replace("_", " "), _in_script_of(written, names))
    return None if offered is None else names[canonical_name(offered)]


def _cut_number(tree: Node, path: Path) -> Diagnostic | None:
    """The fault of `{value: 1,000}`, where YAML sees a key `000`; None for any other unknown key."""
    owner, written = part(tree, path[:-1]), str(path[-1])
    if not isinstance(owner, TreeMapping) or not owner.flow or not _THOUSANDS.fullmatch(written):
        return None
    keys = [entry.key.text for entry in owner]
    before = owner.entries[max(keys.index(written) - 1, 0)]
    if not isinstance(before.value, Scalar) or not isinstance(before.value.value, int):
        return None
    mend = f"{before.key.source}: {before.value.source}{written}"
    return CUT_NUMBER.at(key_place(tree, path), found=written, mend=mend)


def _wide_colon(tree: Node, path: Path) -> Diagnostic | None:
    """The fault of `{阶段：初评}`, which YAML takes for a key without a value."""
    owner = part(tree, path[:-1])
    keys = [e.key for e in owner if e.key.text == str(path[-1])] if isinstance(owner, TreeMapping) else []
    return wide_colon(keys[0]) if keys else None


def _choices(model: type[Model], path: Path) -> Bilingual:
    """The words that can stand under a key, where they are few."""
    owner = model_at(model, path[:-1]) or model
    found = next(words_in(owner.model_fields[str(path[-1])].annotation), None)
    if found is None or len(found.options) > _FEW:
        return Bilingual("", "")
    codes = [f"`{spelled(o.code)}`" for o in found.options]
    return Bilingual(f"，可写{'、'.join(codes)}", f", with one of {', '.join(codes)}")


def _offer(written: str, model: type[Model]) -> Bilingual:
    """The key that was probably meant, by any of its names; else what keys there are, each by its first, a kind's own first."""
    names = field_names(model)
    if (told := model.elsewhere.get(canonical_name(written))) is not None:
        return told
    if _field_meant(written, model) is not None:
        return offered_key(written, names)
    own = [f for f in model.model_fields if f in model.__annotations__]
    first: dict[str, str] = {}
    for name in _in_script_of(written, names):
        first.setdefault(names[canonical_name(name)], name)
    fields = [first[f] for f in dict.fromkeys((*own, *model.model_fields)) if f in first]
    return one_of(fields)


def offered_key(written: str, keys: Iterable[str]) -> Bilingual:
    """The key that was probably meant, or what keys there are: the Chinese ones to who writes Chinese, else the others."""
    return did_you_mean(written.replace("_", " "), _in_script_of(written, keys))


def _in_script_of(written: str, keys: Iterable[str]) -> list[str]:
    chinese = not canonical_name(written).isascii()
    return [k if chinese else k.replace("_", " ") for k in keys if k.isascii() is not chinese]


def _shown(value: object) -> str:
    return value.text if isinstance(value, Scalar) else str(value)
