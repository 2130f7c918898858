"""Lists and contexts: made, gone through, filtered, brought together."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Literal as OneOf

import attrs

from projgov.diagnostics import Place
from projgov.domain.types import ValueType
from projgov.rules.core.nodes.common import BOOLEAN, NUMBER, here

if TYPE_CHECKING:
    from projgov.rules.core.nodes import Node


@attrs.frozen
class MakeList:
    """A list of its items; an unknown item stays an unknown item."""

    items: tuple[Node, ...]
    type: ValueType
    place: Place = here()


@attrs.frozen
class MakeContext:
    """A context; an unknown entry stays an unknown entry."""

    entries: tuple[tuple[str, Node], ...]
    type: ValueType
    place: Place = here()


@attrs.frozen
class Each:
    """The list of `body` for each item of `source`, bound to `variable`. What `source` may lack stays lacking."""

    variable: str
    source: Node
    body: Node
    type: ValueType
    place: Place = here()


@attrs.frozen
class Filter:
    """The items of `source` for which `condition` holds: surely, or possibly where it is unknown.

    A condition that is faulty for any item, a possible one too, makes it a fault.
    """

    variable: str
    source: Node
    condition: Node
    type: ValueType
    place: Place = here()


@attrs.frozen
class Fold:
    """The list of the memories that `step` gives, one for each item of `source` in its order: the last is the state.

    `step` sees the item as `variable` and the memory before it as `memory`, at first `initial`; that memory may be unknown. A
    fault of `initial`, or of a step, makes the whole that fault. Of a source with possible members, or which may lack some,
    it is not known what came before any of its items: then the list has no sure member, and lacks for all that evidence.
    """

    source: Node
    variable: str
    memory: str
    initial: Node
    step: Node
    type: ValueType
    place: Place = here()


@attrs.frozen
class Quantify:
    """`some` is the `or`, `every` the `and` of `condition` over the items; what the list may lack counts as one unknown.

    A possible item counts in `some` as "it is a member and the condition holds", in `every` as "it is none, or it holds".
    """

    quantifier: OneOf["some", "every"]
    variable: str
    source: Node
    condition: Node
    type: ValueType = BOOLEAN
    place: Place = here()


@attrs.frozen
class Aggregate:
    """A number from a list: unknown where the list has possible members, unknown items or may lack items.

    `sum` of nothing is 0; `count` counts; `mean`, `min`, `max`, `median` of nothing are null; `product` of nothing is 1;
    `distinct` counts different values. Null counts as an item in `count` and `distinct`; elsewhere it is a fault. `min` and
    `max` also take texts, dates, periods and durations.
    """

    operator: OneOf["count", "sum", "min", "max", "mean", "median", "product", "distinct"]
    source: Node
    type: ValueType = NUMBER
    place: Place = here()
