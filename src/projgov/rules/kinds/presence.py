"""`require present`: what has to be filled in, and the text that lists what is not."""

from __future__ import annotations

from collections.abc import Sequence

from projgov.diagnostics import Language
from projgov.domain.types import NullType, TextType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.scope import Scope
from projgov.rules.kinds.base import Lowering
from projgov.rules.kinds.written import Expression


def absent_scopes(
    required: Sequence[Node], written: Sequence[Expression], scope: Scope, lowering: Lowering
) -> tuple[Scope, Scope]:
    """`scope` with the local `absent`, for the Chinese and for the English text: the labels of what is not filled in."""
    return (
        _with_absent(required, written, scope, lowering, "zh"),
        _with_absent(required, written, scope, lowering, "en"),
    )


def _with_absent(
    required: Sequence[Node], written: Sequence[Expression], scope: Scope, lowering: Lowering, language: Language
) -> Scope:
    nothing = nodes.Literal(None, NullType())
    items = tuple(
        nodes.Case(
            (nodes.Row(nodes.Present(node), nothing),),
            nodes.Literal(lowering.label(node, text).in_(language), TextType()),
            TextType(),
        )
        for node, text in zip(required, written, strict=True)
    )
    separator = nodes.Literal("、" if language == "zh" else ", ", TextType())
    return scope.with_locals({"absent": nodes.Call("listing", (separator, *items), TextType())})
