"""How much of the budget one evaluation of an expression takes, and how many of Python's frames."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs

from projgov.rules.feel.tree import Argument, ContextEntry, Expr, Iterator, Name, Parameter, TypeName

NODES_A_STEP = 8
UNKNOWN_HEIGHT = 20
_NO_FRAME = (Argument, ContextEntry, Iterator, Parameter, TypeName)


def weight(tree: Expr) -> int:
    """The steps that one more evaluation of `tree` costs in a loop: one for each few of its nodes."""
    return 1 + _nodes(tree) // NODES_A_STEP


def _nodes(tree: Any) -> int:
    if isinstance(tree, tuple):
        return sum(_nodes(t) for t in tree)
    parts = parts_of(tree)
    return NODES_A_STEP if parts is None else bool(parts) + sum(map(_nodes, parts))


def height(tree: Any) -> int:
    """How many nodes that are evaluated stand on one another in `tree`, at most."""
    if isinstance(tree, tuple):
        return max((height(t) for t in tree), default=0)
    parts = parts_of(tree)
    if parts is None:
        return UNKNOWN_HEIGHT
    return int(bool(parts) and not isinstance(tree, _NO_FRAME)) + max(map(height, parts), default=0)


def mentions(tree: Any, name: str) -> bool:
    """Whether `name` stands in `tree`, or may stand there."""
    if isinstance(tree, Name):
        return tree.name == name
    if isinstance(tree, tuple):
        return any(mentions(t, name) for t in tree)
    parts = parts_of(tree)
    return parts is None or any(mentions(part, name) for part in parts)


def parts_of(tree: Any) -> list[Any] | None:
    """The parts of a node, none for what is no node, or None for a node of another kind than FEEL's."""
    if tree is None or isinstance(tree, str | bool | int | Decimal):
        return []
    if not attrs.has(type(tree)):
        return None
    return [getattr(tree, field.name) for field in attrs.fields(type(tree))]
