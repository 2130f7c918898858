"""A pack with other values of its parameters, for trying out: as if they stood in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from projgov.domain.vocabulary import canonical_name
from projgov.reading.tree import Entry, Node, Scalar
from projgov.reading.tree import Mapping as TreeMapping
from projgov.rules.load.extends import key_of
from projgov.rules.load.pack import Pack, Read
from projgov.rules.load.reading import read_tree

_VALUE = frozenset({"value", "取值"})
_VALUES = _VALUE | {"versions", "版本"}


def with_parameters(pack: Pack, values: Mapping[str, Scalar]) -> Read:
    """The pack in which parameters have other values, and diagnostics where these cannot be meant. Names are canonical.

    What has versions has one value then, for all days.
    """
    assert pack.written is not None, "a pack that was read from a rule file"
    tree = pack.written.tree
    entries = (
        attrs.evolve(e, value=_parameters(e.value, values)) if key_of(e) == "parameters" else e for e in tree
    )
    return read_tree(attrs.evolve(tree, entries=tuple(entries)), pack)


def _parameters(node: Node, values: Mapping[str, Scalar]) -> Node:
    if not isinstance(node, TreeMapping):
        return node
    entries = (
        attrs.evolve(e, value=_with(e.value, values[name]))
        if (name := canonical_name(e.key.text)) in values
        else e
        for e in node
    )
    return attrs.evolve(node, entries=tuple(entries))


def _with(node: Node, value: Scalar) -> Node:
    return attrs.evolve(node, entries=tuple(_entries(node, value))) if isinstance(node, TreeMapping) else node


def _entries(node: TreeMapping, value: Scalar) -> Iterator[Entry]:
    given = False
    for entry in node:
        if canonical_name(entry.key.text) not in _VALUES:
            yield entry
        elif not given:
            given = True
            yield Entry(attrs.evolve(entry.key, text="value"), value)
