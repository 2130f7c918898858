"""Keys as people write them, and the fields of models that they mean."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, get_args

import attrs

from projgov.domain.vocabulary import canonical_name
from projgov.reading.tree import Entry, Mapping, Node, Path, Scalar, Sequence, part
from projgov.rules.forms.words import Word
from projgov.rules.forms.written import Model, mappings_deep


def nested_model(annotation: Any) -> type[Model] | None:
    """The model inside an annotation such as `list[Gate]` or `Deduct | None`."""
    return _nested_model(annotation)


@cache
def _nested_model(annotation: Any) -> type[Model] | None:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    for inside in get_args(annotation):
        if (found := nested_model(inside)) is not None:
            return found
    return None


def translate(node: Node, model: type[Model], report: Callable[[Scalar, Scalar], None]) -> Node:
    """The tree with each key that `model` knows replaced by the name of its field; `report` is told of keys given twice."""
    if isinstance(node, Sequence):
        return attrs.evolve(node, items=tuple(translate(i, model, report) for i in node.items))
    if not isinstance(node, Mapping):
        return node
    names = field_names(model)
    seen: dict[str, Scalar] = {}
    entries: list[Entry] = []
    for entry in node.entries:
        name = names.get(canonical_name(entry.key.text))
        if name is None:
            entries.append(entry)
            continue
        if name in seen:
            report(seen[name], entry.key)
            continue
        seen[name] = entry.key
        annotation: Any = model.model_fields[name].annotation
        inner = nested_model(annotation)
        value = entry.value
        if inner is not None:
            value = _translated(value, inner, mappings_deep(annotation), report)
        key = entry.key if entry.key.text == name else attrs.evolve(entry.key, text=name)
        entries.append(entry if key is entry.key and value is entry.value else Entry(key, value))
    return attrs.evolve(node, entries=tuple(entries))


def _translated(node: Node, model: type[Model], depth: int, report: Callable[[Scalar, Scalar], None]) -> Node:
    """`translate` below `depth` mappings whose keys are the user's own names."""
    if depth and isinstance(node, Mapping):
        parts = (attrs.evolve(e, value=_translated(e.value, model, depth - 1, report)) for e in node.entries)
        return attrs.evolve(node, entries=tuple(parts))
    return translate(node, model, report)


def key_as_written(tree: Node, path: Path) -> str:
    """The key at the end of a path as it stands in the file; nothing for an item of a list."""
    owner = part(tree, path[:-1]) if path else None
    entry = owner.entry(str(path[-1])) if isinstance(owner, Mapping) else None
    return "" if entry is None else entry.key.source.strip("'\"") or entry.key.text


@cache
def field_names(model: type[Model]) -> dict[str, str]:
    """Every way of writing a key of `model`, canonical, to the name of its field."""
    found: dict[str, str] = {}
    for name, info in model.model_fields.items():
        extra = info.json_schema_extra
        names = extra.get("names") if isinstance(extra, dict) else None
        for written in (name, *(map(str, names) if isinstance(names, list) else ())):
            found[canonical_name(unicodedata.normalize("NFC", written))] = name
    return found


def spelled(field: str) -> str:
    """The key of a field as people write it: with spaces, and without what keeps it from being a word of Python."""
    return field.rstrip("_").replace("_", " ")


def words_in(annotation: Any) -> Iterator[type[Word]]:
    """The sets of words that a field of this annotation chooses from."""
    if isinstance(annotation, type) and issubclass(annotation, Word):
        yield annotation
    for inside in get_args(annotation):
        yield from words_in(inside)
