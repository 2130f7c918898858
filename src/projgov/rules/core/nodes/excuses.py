"""Which excuses suspend a rule on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from projgov.diagnostics import Place
from projgov.domain.types import ValueType
from projgov.rules.core.nodes.common import here

if TYPE_CHECKING:
    from projgov.rules.core.nodes import Node


@attrs.frozen
class Excuses:
    """Of a list of excuses (records of type `excuse`), those that suspend one of `rules` on a day from `first` through `last`.

    An excuse suspends the rules that its `suspends` names, by their canonical names; where that is missing or empty, those whose
    `unnamed` is true. It covers the days from its `from` (where that is missing: from when it `occurred`) through its `to` (null: without end). One of which it is
    not known whether it covers such a day is a possible member. What the list may lack stays lacking.
    """

    source: Node
    rules: tuple[str, ...]
    unnamed: bool
    first: Node
    last: Node
    type: ValueType
    place: Place = here()
