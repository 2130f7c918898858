"""Expressions that a kind of rule writes itself, in place of what a short form of it stands for."""

from __future__ import annotations

from projgov.diagnostics import Place
from projgov.domain.types import ValueType
from projgov.rules.core.from_feel import lower
from projgov.rules.core.nodes import Node
from projgov.rules.core.scope import Scope
from projgov.rules.feel.parser import parse


def meant(text: str, scope: Scope, place: Place, wanted: ValueType | None = None) -> Node:
    """The node of a FEEL expression that the kind itself writes, standing at `place`."""

    def at(_offset: int, _length: int = 0) -> Place:
        return place

    return lower(parse(text, place_at=at), scope, at, wanted)
