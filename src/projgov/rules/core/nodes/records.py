"""What is asked of records, contexts and the portfolio."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from projgov.diagnostics import Place
from projgov.domain.types import ValueType
from projgov.rules.core.nodes.common import here

if TYPE_CHECKING:
    from projgov.rules.core.nodes import Node


@attrs.frozen
class Field:
    """Member `member` of a record of type `record`. Of null it is null. An absent member is unknown, named by its path.

    A register gives its records that occurred by the judged day, and is whole only if it is complete through that day.
    `latest` gives the last of them, null where there is none and the register is whole, else unknown; of plans, the one in force:
    the last to take effect by then, whenever it was issued, and never one that was not approved. The other end of a relation
    lacks nothing; a record whose reference is missing is a possible member of it.
    """

    base: Node
    record: str
    member: str
    type: ValueType
    place: Place = here()


@attrs.frozen
class Entry:
    """Entry `key` of a context (a mapping made by `MakeContext` or given as a literal). An absent entry is null."""

    base: Node
    key: str
    type: ValueType
    place: Place = here()


@attrs.frozen
class ValueAt:
    """The value of series `member` of a record on day `date`: a step function of its observations, never interpolated.

    The last observation on or before the day counts; of several on one day, the most trusted source, then the one recorded
    last, then the lowest. Before the first observation it is unknown; so it is where what is missing of an observation (its
    value, its day, its source) could change the answer. A record that lists no observations makes none.
    """

    base: Node
    record: str
    member: str
    date: Node
    type: ValueType
    place: Place = here()


@attrs.frozen
class Members:
    """All subjects of type `record` in the portfolio, sorted by id."""

    record: str
    type: ValueType
    place: Place = here()
