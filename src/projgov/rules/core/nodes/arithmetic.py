"""Numbers, days and durations: arithmetic, rounding, calls of functions."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Literal as OneOf

import attrs

from projgov.diagnostics import Place
from projgov.domain.types import ValueType
from projgov.rules.core.nodes.common import NUMBER, Rounding, here

if TYPE_CHECKING:
    from projgov.rules.core.nodes import Node


@attrs.frozen
class Arithmetic:
    """Exact arithmetic on numbers, and `+`/`-` of a date with a duration, `-` of two dates (a duration in days).

    Division by zero is a fault. A power has an integer exponent; its size is bounded.
    """

    operator: OneOf["+", "-", "*", "/", "**"]
    left: Node
    right: Node
    type: ValueType
    place: Place = here()


@attrs.frozen
class Negate:
    operand: Node
    type: ValueType
    place: Place = here()


@attrs.frozen
class Call:
    """A built-in function of the table in `rules.core.functions`, exact and without side effects.

    An argument within which anything is unknown makes it unknown, but for the few functions that take such lists
    (`list_contains`, `item`, `flatten_once`, `concatenate`, `wanted`, `one_after_another`, `repeats`).
    """

    function: str
    arguments: tuple[Node, ...]
    type: ValueType
    place: Place = here()


@attrs.frozen
class Round:
    """The operand rounded to `decimals`."""

    operand: Node
    decimals: int
    mode: Rounding
    type: ValueType = NUMBER
    place: Place = here()
