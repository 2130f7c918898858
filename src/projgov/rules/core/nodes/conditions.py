"""Conditions in three values, and what is chosen by them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Literal as OneOf

import attrs

from projgov.diagnostics import Place
from projgov.domain.types import ValueType
from projgov.rules.core.nodes.common import BOOLEAN, here

if TYPE_CHECKING:
    from projgov.rules.core.nodes import Node


@attrs.frozen
class Compare:
    """A comparison of two values of one type. `=` and `!=` also take null: null equals only null. Order with null is a fault.

    Lists are equal item by item, contexts entry by entry: a known difference decides, else what is unknown inside leaves it
    unknown. A list with possible members, or which may lack some, may equal any list. Texts are ordered by code points,
    periods by their first day.
    """

    operator: OneOf["=", "!=", "<", "<=", ">", ">="]
    left: Node
    right: Node
    type: ValueType = BOOLEAN
    place: Place = here()


@attrs.frozen
class And:
    """False where any operand is false; else a fault where any is; else unknown where any is; else true."""

    operands: tuple[Node, ...]
    type: ValueType = BOOLEAN
    place: Place = here()


@attrs.frozen
class Or:
    """True where any operand is true; else a fault where any is; else unknown where any is; else false."""

    operands: tuple[Node, ...]
    type: ValueType = BOOLEAN
    place: Place = here()


@attrs.frozen
class Not:
    operand: Node
    type: ValueType = BOOLEAN
    place: Place = here()


@attrs.frozen
class Row:
    """One row of a `Case`."""

    condition: Node
    value: Node
    label: str = ""
    place: Place = here()


@attrs.frozen
class Case:
    """The value of the first row whose condition is true, else `otherwise`. `if` is a case of one row; only a case guards.

    A row whose condition is unknown is a possible row. Where possible rows stand before the deciding one, the case is the
    deciding value if all of their values are known to equal it; else it is unknown, with the evidence of their conditions and
    of all that is unknown within their values and the deciding one (a value that is itself unknown, or faulty in a possible
    row, equals nothing). A faulty condition before the deciding row is a fault, and so is a faulty deciding value. No row
    holding and no `otherwise` gives null.
    """

    rows: tuple[Row, ...]
    otherwise: Node | None
    type: ValueType
    place: Place = here()


@attrs.frozen
class Present:
    """True where the operand has a value that is not null, else false. Never unknown; a fault stays a fault."""

    operand: Node
    type: ValueType = BOOLEAN
    place: Place = here()


@attrs.frozen
class IfUnknown:
    """The operand, or where it is unknown `otherwise`: a declared policy for missing evidence."""

    operand: Node
    otherwise: Node
    type: ValueType
    place: Place = here()
