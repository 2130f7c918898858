"""All the parts of a tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from projgov.rules.feel.tree import Expr


def walk(tree: Expr | tuple[Expr, ...]) -> Iterator[Any]:
    """A tree, or several, and everything within, as it is read: expressions, iterators, arguments, types."""
    waiting: list[Any] = [tree]
    while waiting:
        part = waiting.pop()
        if isinstance(part, tuple):
            waiting += reversed(part)
        elif attrs.has(type(part)):
            yield part
            waiting += reversed([getattr(part, field.name) for field in attrs.fields(type(part))])
