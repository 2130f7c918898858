"""Constants, parameters and names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from projgov.diagnostics import Place
from projgov.domain.types import ValueType
from projgov.rules.core.nodes.common import here

if TYPE_CHECKING:
    from projgov.rules.core.nodes import Node


@attrs.frozen
class Literal:
    """A constant: int, Fraction, str, bool, None, date, Period, Duration, or a tuple or mapping of constants."""

    value: Any
    type: ValueType
    place: Place = here()


@attrs.frozen
class Parameter:
    """The value that parameter `name` has on the judged day; a fault where none of its versions covers the day."""

    name: str
    type: ValueType
    place: Place = here()


@attrs.frozen
class Variable:
    """A local name. Always bound: `subject`; `as_of` and `judged`, the days of evaluation and judgement.

    In a rule on the portfolio as a whole `subject` is null.
    """

    name: str
    type: ValueType
    place: Place = here()


@attrs.frozen
class Let:
    """`body` with `name` standing for `value`; an unknown or faulty value is passed on only where `body` uses it.

    Where `name` is `judged`, and `value` a date that is known, `body` is judged on that day: its registers and parameters too.
    """

    name: str
    value: Node
    body: Node
    type: ValueType
    place: Place = here()
