"""From the placed tree to the models of `file` and of the kinds, every fault with its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from projgov.diagnostics import Bilingual, Diagnostic, Pattern, did_you_mean
from projgov.domain.vocabulary import canonical_name
from projgov.reading.tree import Mapping as TreeMapping
from projgov.reading.tree import Node, Scalar, key_place, lookup
from projgov.rules.core.scope import Faults
from projgov.rules.forms.written import Model
from projgov.rules.load.keys import field_names, nested_model, translate

MISSING_KEY = Pattern(
    "F105",
    Bilingual("缺少 `{key}`", "`{key}` is missing"),
    Bilingual("加上 `{key}:`", "add `{key}:`"),
)
UNKNOWN_KEY = Pattern(
    "F106",
    Bilingual("不认识的键 `{key}`", "unknown key `{key}`"),
    Bilingual("{offer}", "{offer}"),
)
WRONG_CHOICE = Pattern(
    "F107",
    Bilingual("`{found}` 不在可选之列", "`{found}` is not one of the choices"),
    Bilingual("可选：{expected}", "choose one of {expected}"),
)
WRONG_SHAPE = Pattern(
    "F108",
    Bilingual("这里要写{wanted}", "{wanted} is wanted here"),
    Bilingual("改写成{wanted}", "write {wanted}"),
)
DOUBLED_KEY = Pattern(
    "F109",
    Bilingual(
        "`{key}` 与 `{other}` 是同一个键，写了两次", "`{key}` and `{other}` are the same key, given twice"
    ),
    Bilingual("只留一个", "keep one of them"),
)

M = TypeVar("M", bound=Model)

_SHAPES: Mapping[str, Bilingual] = {
    "string": Bilingual("文字", "a text"),
    "int": Bilingual("整数", "a whole number"),
    "bool": Bilingual("true 或 false", "true or false"),
    "list": Bilingual("列表", "a list"),
    "dict": Bilingual("一组键值", "a mapping of keys to values"),
    "model": Bilingual("一组键值", "a mapping of keys to values"),
}


def validate(node: Node, model: type[M], faults: Faults) -> tuple[M | None, Node]:
    """The model that `node` is, or None where it is faulty; and the tree with canonical keys, for looking up places."""

    def doubled(first: Scalar, second: Scalar) -> None:
        faults.found.append(
            DOUBLED_KEY.at(second.place, related=[first.place], key=second.text, other=first.text)
        )

    tree = translate(node, model, doubled)
    if not isinstance(tree, TreeMapping):
        faults.add(WRONG_SHAPE, node.place, wanted=_SHAPES["model"])
        return None, tree
    try:
        return model.model_validate(tree), tree
    except ValidationError as error:
        faults.extend(_diagnostic(detail, model, tree) for detail in error.errors())
        return None, tree


def _diagnostic(detail: ErrorDetails, model: type[Model], tree: Node) -> Diagnostic:
    path = tuple(detail["loc"])
    place = lookup(tree, path)
    kind = detail["type"]
    context: Mapping[str, Any] = detail.get("ctx", {})
    if kind == "projgov":
        pattern: Pattern = context["pattern"]
        return pattern.at(place, **context["values"])
    if kind == "missing":
        return MISSING_KEY.at(place, key=str(path[-1]).replace("_", " "))
    if kind == "extra_forbidden":
        owner = _model_at(model, path[:-1])
        return UNKNOWN_KEY.at(key_place(tree, path), key=str(path[-1]), offer=_offer(str(path[-1]), owner))
    if kind == "literal_error":
        return WRONG_CHOICE.at(
            place, found=_shown(detail["input"]), expected=_listed(str(context["expected"]))
        )
    wanted = _SHAPES.get(kind.split("_")[0], _SHAPES["string"])
    return WRONG_SHAPE.at(place, wanted=wanted)


def _listed(expected: str) -> Bilingual:
    """The choices of a literal, which pydantic lists between single quotes."""
    choices = [f"`{choice}`" for choice in expected.split("'")[1::2]] or [expected]
    return Bilingual("、".join(choices), ", ".join(choices))


def _model_at(model: type[Model], path: tuple[str | int, ...]) -> type[Model]:
    for step in path:
        if isinstance(step, str) and step in model.model_fields:
            model = nested_model(model.model_fields[step].annotation) or model
    return model


def _offer(written: str, model: type[Model]) -> Bilingual:
    return offered_key(written, field_names(model))


def offered_key(written: str, keys: Iterable[str]) -> Bilingual:
    """The key that was probably meant, or what keys there are: the Chinese ones to who writes Chinese, else the others."""
    chinese = not canonical_name(written).isascii()
    options = [k if chinese else k.replace("_", " ") for k in keys if k.isascii() is not chinese]
    return did_you_mean(written.replace("_", " "), options)


def _shown(value: object) -> str:
    return value.text if isinstance(value, Scalar) else str(value)
