"""Whether two expressions could mean the very same thing. To compare a thing with itself is a fault in a rule file.

Names by which a file calls members, parameters and rules are one for each (`feel_scope.Named`), so expressions that mean the same
hold the same names and literals, but for the forms that two ways of writing have in common.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from projgov.domain.vocabulary import canonical_name
from projgov.rules.feel import tree
from projgov.rules.feel.tree import Expr
from projgov.testing.feel_scope import Scope

_PROPERTIES = frozenset({"start", "end", "year", "month", "day", "weekday", "days"})
_SELVES = frozenset({"subject", "item"})
_LITERALS = (tree.Number, tree.Text, tree.Boolean, tree.Null, tree.Temporal)


def could_be_same(left: Expr, right: Expr, scope: Scope) -> bool:
    """Whether two sides of a comparison could be one node of Core. Never false where they are; now and then true where not."""
    if is_literal(left) or is_literal(right):
        return False
    bound = scope.bound
    marks_left, marks_right = marks(left, bound), marks(right, bound)
    if marks_left == marks_right:
        return True
    # A name that stands for an expression means what that says: it differs for sure only from what speaks of a list's items.
    macros_left, macros_right = marks_left & scope.macros, marks_right & scope.macros
    if macros_left or macros_right:
        inner_left, inner_right = names(left) & bound, names(right) & bound
        return not ((macros_left and inner_right - inner_left) or (macros_right and inner_left - inner_right))
    return False


def is_literal(expr: Expr) -> bool:
    """Whether an expression is a constant: two constants may be compared."""
    if isinstance(expr, tree.Negation):
        return isinstance(expr.operand, tree.Number)
    return isinstance(expr, _LITERALS)


def marks(expr: Expr, bound: frozenset[str] = frozenset()) -> frozenset[str]:
    """The names and literals of an expression that another one that means the same must hold, too."""
    own = {
        canonical_name(i.name)
        for part in parts(expr)
        if isinstance(part, tree.For | tree.Quantified)
        for i in part.iterators
    }
    dropped = own | bound | _SELVES | _PROPERTIES
    return frozenset(mark for mark in _marks(expr) if mark not in dropped)


def names(expr: Expr) -> frozenset[str]:
    """The names that stand by themselves in an expression."""
    return frozenset(canonical_name(p.name) for p in parts(expr) if isinstance(p, tree.Name))


def _marks(expr: Expr) -> Iterator[str]:
    for part in parts(expr):
        match part:
            case tree.Name(name=name) | tree.Path(name=name):
                yield canonical_name(name)
            case tree.Number(value=value):
                yield f"{value.normalize():f}"
            case tree.Text(value=text):
                yield f'"{text}"'
            case tree.Temporal(text=text):
                yield f'@"{text}"'
            case tree.Boolean(value=truth):
                yield str(truth)
            case tree.Call(function=tree.Name(name="today")):
                yield "as_of"


def parts(expr: Any) -> Iterator[Any]:
    """All forms of an expression, itself included; of a call only the arguments."""
    yield expr
    for field in attrs.fields(type(expr)):
        if field.name in ("span", "name_span", "key_span", "function"):
            continue
        value = getattr(expr, field.name)
        for inner in value if isinstance(value, tuple) else (value,):
            if attrs.has(type(inner)):
                yield from parts(inner)
