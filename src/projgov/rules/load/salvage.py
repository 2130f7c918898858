"""What can be kept of a faulty head or rule, so that the rest is checked all the same.

One parameter with a misspelt key must not make every rule that uses a parameter look wrong, and a misspelt key of a rule must
not hide what is wrong with the rule's expressions.
"""

from __future__ import annotations

from typing import TypeVar

import attrs
from pydantic import ValidationError

from projgov.domain.vocabulary import canonical_name
from projgov.reading.tree import Entry, Mapping, Node, Scalar
from projgov.rules.forms.written import Rule
from projgov.rules.load.file import Head

R = TypeVar("R", bound=Rule)

_STAND_INS: dict[str, int | str] = {"projgov": 1, "pack": "pack", "year": 2000, "title": "title"}
"""What the head has to have, for where it does not: nothing is evaluated by it, because the file is refused."""
_OWN_NAMES = {"parameters": 1, "facts": 2}
"""Under these keys stand names of the user's own, so many deep; only those that are faulty are dropped."""


@attrs.frozen
class Salvage:
    """A head without its faulty parts, the tree that it was made of, and the names whose definitions were dropped."""

    head: Head
    tree: Mapping
    dropped: frozenset[str]


def salvage(tree: Node) -> Salvage:
    """The parts of a head, given as a tree with canonical keys, that are without faults."""
    kept = tree if isinstance(tree, Mapping) else Mapping((), tree.place)
    dropped: set[str] = set()
    try:
        return Salvage(Head.model_validate(kept), kept, frozenset())
    except ValidationError as error:
        for detail in error.errors():
            path = tuple(map(str, detail["loc"]))[: 1 + _OWN_NAMES.get(str(detail["loc"][0]), 0)]
            kept = _without(kept, path)
            dropped |= {canonical_name(path[-1])} if len(path) > 1 else set()
    have = {e.key.text for e in kept}
    added = (_entry(key, value, kept) for key, value in _STAND_INS.items() if key not in have)
    kept = attrs.evolve(kept, entries=(*kept.entries, *added))
    return Salvage(Head.model_validate(kept), kept, frozenset(dropped))


def salvage_rule(tree: Node, model: type[R]) -> R | None:
    """The rule without its faulty keys, None where what is left is none. It is good for finding further faults only."""
    if not isinstance(tree, Mapping):
        return None
    try:
        return model.model_validate(tree)
    except ValidationError as error:
        kept, faulty = tree, {str(detail["loc"][0]) for detail in error.errors() if detail["loc"]}
        if "each" in faulty:  # the names in its expressions are those of records that are not known
            return None
        for key in faulty:
            kept = _without(kept, (key,))
    try:
        return model.model_validate(kept)
    except ValidationError:
        return None


def _without(tree: Mapping, path: tuple[str, ...]) -> Mapping:
    """The tree without the part to which the path leads."""
    first, *rest = path
    entries: list[Entry] = []
    for entry in tree.entries:
        if entry.key.text != first:
            entries.append(entry)
        elif rest and isinstance(entry.value, Mapping):
            entries.append(attrs.evolve(entry, value=_without(entry.value, tuple(rest))))
    return attrs.evolve(tree, entries=tuple(entries))


def _entry(key: str, value: int | str, tree: Mapping) -> Entry:
    return Entry(Scalar(key, key, "plain", tree.place), Scalar(value, str(value), "plain", tree.place))
