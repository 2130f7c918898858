"""How much of the budget one evaluation of an expression takes, and how many of Python's frames."""

from __future__ import annotations

from typing import Any

import attrs

from projgov.rules.feel.tree import Expr, Name

NODES_A_STEP = 8


def weight(tree: Expr) -> int:
    """The steps that one more evaluation of `tree` costs in a loop: one for each few of its nodes."""
    return 1 + _nodes(tree) // NODES_A_STEP


def _nodes(tree: Any) -> int:
    if isinstance(tree, tuple):
        return sum(_nodes(t) for t in tree)
    if not attrs.has(type(tree)):
        return 0
    return 1 + sum(_nodes(getattr(tree, field.name)) for field in attrs.fields(type(tree)))


def height(tree: Any) -> int:
    """How many nodes stand on one another in `tree`, at most."""
    if isinstance(tree, tuple):
        return max((height(t) for t in tree), default=0)
    if not attrs.has(type(tree)):
        return 0
    return 1 + max((height(getattr(tree, field.name)) for field in attrs.fields(type(tree))), default=0)


def mentions(tree: Any, name: str) -> bool:
    """Whether `name` stands in `tree`."""
    if isinstance(tree, Name):
        return tree.name == name
    if isinstance(tree, tuple):
        return any(mentions(t, name) for t in tree)
    if not attrs.has(type(tree)):
        return False
    return any(mentions(getattr(tree, field.name), name) for field in attrs.fields(type(tree)))
