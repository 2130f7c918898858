"""Choosing some of many: how many places there are, and what is said of who got one."""

from __future__ import annotations

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.domain.types import NumberType, TextType
from projgov.rules.core import nodes
from projgov.rules.core.calls import rounded
from projgov.rules.core.nodes import Node, Rounding
from projgov.rules.core.program import PORTFOLIO
from projgov.rules.forms.amounts import calculated, number_type, shown
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.shares import share
from projgov.rules.forms.wholes import add_at, known_values
from projgov.rules.forms.written import Expression

NO_PLACES = Pattern(
    "F527",
    Bilingual("没有写选多少", "how many are taken is not said"),
    Bilingual("写 `take: 30` 或 `take share: 5%`", "write `take: 30` or `take share: 5%`"),
)
TWO_PLACES = Pattern(
    "F528",
    Bilingual("既写了 `take` 又写了 `take share`", "both `take` and `take share` are given"),
    Bilingual("只留一个", "keep one of them"),
)
FRACTION_OF_PLACES = Pattern(
    "F529",
    Bilingual("`take` 要写正整数，写的是 {found}", "`take` is a whole number of places, and {found} is not"),
    Bilingual("比例写成 `take share: 5%`", "a share is written `take share: 5%`"),
)
ONE_PORTFOLIO = Pattern(
    "F530",
    Bilingual("项目库只有一个，没有可选的", "there is one portfolio only: nothing can be chosen from it"),
    Bilingual("写 `on: 项目`、`on: 单位` 等", "write `on: project`, `on: unit` …"),
)
_TEXT = TextType()


def of_class(written: Expression, size: Node, mode: Rounding, lowering: Lowering) -> Node:
    """So many places as a share of `size` comes to."""
    place = written.scalar.place
    return rounded(calculated("*", share(written, lowering), size, place), 0, mode, place)


def places(
    take: Expression | None, part: Expression | None, size: Node, mode: Rounding, lowering: Lowering
) -> Node | None:
    """How many places there are: the number `take`, or the share `part` of `size`. None, and a fault, where that is not said."""
    if lowering.subject == PORTFOLIO:
        lowering.faults.add(ONE_PORTFOLIO, lowering.place_of(("on",)))
        return None
    if take is None and part is None:
        lowering.faults.add(NO_PLACES, lowering.place)
        return None
    if take is None or part is None:
        return of_class(part, size, mode, lowering) if part is not None else _taken(take, size, lowering)
    lowering.faults.add(TWO_PLACES, lowering.place_of(("take_share",)))
    return None


def _taken(take: Expression | None, size: Node, lowering: Lowering) -> Node:
    assert take is not None, "one of the two"
    node = lowering.expression(take, NumberType(), lowering.scope.with_locals({"size": size, "人数": size}))
    values = list(known_values(node, lowering))
    most = number_type(node).most
    if not values and most is not None and most < 1:
        values = [(most, None)]  # none of what it can be is enough
    for value, parameter in values:
        if value < 1 or value.denominator != 1:
            add_at(FRACTION_OF_PLACES.at(node.place, found=shown(value)), parameter, lowering)
    return node


def said_if(there: Node, *parts: str | Node, place: Place) -> Node:
    """The parts as one text where `there` is a value, else no text at all."""
    said = tuple(
        nodes.Literal(part, _TEXT)
        if isinstance(part, str)
        else nodes.Call("string", (part,), _TEXT, place=place)
        for part in parts
    )
    text = nodes.Call("concatenation", said, _TEXT, place=place)
    return nodes.Case((nodes.Row(nodes.Present(there), text),), nodes.Literal("", _TEXT), _TEXT, place=place)
