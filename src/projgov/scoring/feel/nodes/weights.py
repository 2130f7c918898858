"""What an expression costs: the steps of one evaluation, and the frames of Python that it takes; which special names stand in it.

A part is measured once for all the expressions that it stands in: loops may be nested as deep as the parser allows.
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from typing import Any, cast

import attrs

from projgov.rules.feel.tree import Argument, ContextEntry, Expr, In, Iterator, Name, Parameter, TypeName
from projgov.scoring.feel.scope import TESTED, Measure, Scope

NODES_A_STEP = 8
PARTIAL = "partial"

_UNKNOWN = Measure(nodes=NODES_A_STEP, height=20, partial=True, tested=True)
"""That of a node of another kind than FEEL's, such as a boxed expression."""
_NO_FRAME = (Argument, ContextEntry, Iterator, Parameter, TypeName)
_NO_PARTS = frozenset({"span", "name_span", "key_span", "name", "key", "operator", "quantifier", "negated"})


def weight(tree: Expr, scope: Scope) -> int:
    """The steps that one more evaluation of `tree` costs in a loop: one for each few of its nodes."""
    return 1 + measure(tree, scope).nodes // NODES_A_STEP


def height(tree: Expr) -> int:
    """How many nodes that are evaluated stand on one another in `tree`, at most."""
    return _measure(tree, {}).height


def measure(tree: Expr, scope: Scope) -> Measure:
    """All that there is to know of `tree`."""
    return _measure(tree, scope.frame.measures)


def is_feel(tree: Expr) -> bool:
    """Whether `tree` is of FEEL's own kinds, and no box."""
    return attrs.has(type(tree))


def _measure(tree: Any, known: dict[int, tuple[object, Measure]]) -> Measure:
    found = known.get(id(tree))
    if found is None:
        found = known[id(tree)] = (tree, _measured(tree, known))  # kept, so that no other node gets its id
    return found[1]


def _measured(tree: Any, known: dict[int, tuple[object, Measure]]) -> Measure:
    names = _part_names(cast("Hashable", type(tree)))
    if names is None:
        return _UNKNOWN
    nodes, height, partial, tested = 1, 0, False, False
    if isinstance(tree, Name):
        partial, tested = tree.name == PARTIAL, tree.name == TESTED
    for name in names:
        value = getattr(tree, name)
        for part in value if isinstance(value, tuple) else (value,):
            if part is None or isinstance(part, str | bool) or not _is_node(part):
                continue
            inner = _measure(part, known)
            nodes += inner.nodes
            height = max(height, inner.height)
            partial = partial or inner.partial
            # the tests of an `in` have a `?` of their own
            tested = tested or (inner.tested and not (name == "tests" and isinstance(tree, In)))
    return Measure(nodes, height + (not isinstance(tree, _NO_FRAME)), partial, tested)


@cache
def _part_names(kind: type) -> tuple[str, ...] | None:
    """The fields in which parts of a node of this kind can stand; None for kinds that are not FEEL's."""
    if not attrs.has(kind):
        return None
    return tuple(field.name for field in attrs.fields(kind) if field.name not in _NO_PARTS)


def _is_node(part: object) -> bool:
    return not isinstance(part, tuple | int) and type(part).__module__ != "decimal"
