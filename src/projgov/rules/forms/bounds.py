"""How many of something there have to be: at least, at most, exactly. Kinds of rule that count share this."""

from __future__ import annotations

from fractions import Fraction

import attrs

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.domain.types import AnyType, ListType, NumberType
from projgov.rules.core import nodes
from projgov.rules.core.fitting import POISON, WRONG_TYPE
from projgov.rules.core.nodes import Node
from projgov.rules.core.typing import ANY, describe, item_type
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.requirement import all_of
from projgov.rules.forms.results import COUNT
from projgov.rules.forms.written import Expression, Rule, key

CROSSED_BOUNDS = Pattern(
    "F130",
    Bilingual(
        "至少 {least}、至多 {most}：没有这样的数量",
        "at least {least} and at most {most}: there is no such number",
    ),
    Bilingual("让 `least` 不大于 `most`", "let `least` be no more than `most`"),
)
EXACTLY_AND_MORE = Pattern(
    "F131",
    Bilingual("`exactly` 已经写定数量，又写了 `{key}`", "`exactly` says how many, and `{key}` says it again"),
    Bilingual("只留 `exactly`，或只留 `least` 和 `most`", "keep `exactly` alone, or `least` and `most`"),
)
POINTLESS_BOUND = Pattern(
    "L010",
    Bilingual("至少 {least} 个：任何数量都满足", "at least {least}: every number is that"),
    Bilingual("写 1 或更大的数", "write 1 or more"),
)


class Bounded(Rule):
    """A rule that says how many there have to be."""

    exactly: Expression | None = key("恰好", default=None, meaning="how many, no more and no less")
    least: Expression | None = key(
        "至少", "最少", "最低", default=None, meaning="the least number that is enough"
    )
    most: Expression | None = key(
        "至多", "最多", "最高", default=None, meaning="the greatest number that is allowed"
    )


@attrs.frozen
class Bounds:
    """The least and the greatest number allowed, each a number known to the rule; None where there is no bound."""

    least: Node | None
    most: Node | None

    def __bool__(self) -> bool:
        return self.least is not None or self.most is not None

    def hold(self, count: Node, place: Place) -> Node:
        """Whether `count` lies within both."""
        if self.least is not None and self.least == self.most:
            return nodes.Compare("=", count, self.least, place=place)
        found: list[Node] = []
        if self.least is not None:
            found.append(nodes.Compare(">=", count, self.least, place=place))
        if self.most is not None:
            found.append(nodes.Compare("<=", count, self.most, place=place))
        return all_of(found, place)

    def locals(self, count: Node) -> dict[str, Node]:
        """The local names of a reason: `count`, `least`, `most` (数量, 至少, 至多)."""
        found = {"count": count, "数量": count}
        if self.least is not None:
            found |= {"least": self.least, "至少": self.least}
        if self.most is not None:
            found |= {"most": self.most, "至多": self.most}
        return found


def bounds(rule: Bounded, lowering: Lowering) -> Bounds:
    """The bounds as written. Faults: those that no number meets, those that every number meets, and a bound said twice."""

    def number(written: Expression | None) -> Node | None:
        return None if written is None else lowering.expression(written, NumberType())

    exactly, least, most = number(rule.exactly), number(rule.least), number(rule.most)
    if exactly is not None:
        for name in ("least", "most"):
            if getattr(rule, name) is not None:
                lowering.faults.add(EXACTLY_AND_MORE, lowering.place_of((name,)), key=name)
        if (number_of := _constant(exactly)) is not None and number_of < 0:
            place = lowering.place_of(("exactly",))
            lowering.faults.add(CROSSED_BOUNDS, place, least=0, most=_shown(number_of))
        return Bounds(exactly, exactly)
    low, high = _constant(least), _constant(most)
    if high is not None and high < (low or 0):
        place = lowering.place_of(("most",))
        lowering.faults.add(CROSSED_BOUNDS, place, least=_shown(low or Fraction(0)), most=_shown(high))
    elif low is not None and low <= 0 and most is None:
        lowering.faults.add(POINTLESS_BOUND, lowering.place_of(("least",)), least=_shown(low))
    return Bounds(least, most)


def at_least(number: int) -> Bounds:
    """The bound of a rule that says only what is counted."""
    return Bounds(nodes.number(number), None)


def counted(source: Node, lowering: Lowering) -> Node:
    """How many items `source` has; a number stands for itself."""
    if source is POISON or isinstance(source.type, NumberType):
        return source
    if item_type(source.type) is None:
        wanted = describe(ListType(AnyType()))
        lowering.faults.add(WRONG_TYPE, source.place, wanted=wanted, found=describe(source.type))
        return nodes.Literal(None, ANY, place=source.place)
    return nodes.Aggregate("count", source, COUNT, place=source.place)


def _constant(node: Node | None) -> Fraction | None:
    if (
        isinstance(node, nodes.Literal)
        and isinstance(node.value, int | Fraction)
        and not isinstance(node.value, bool)
    ):
        return Fraction(node.value)
    return None


def _shown(number: Fraction) -> str:
    return str(number)
