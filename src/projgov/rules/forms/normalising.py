"""Making values comparable: the map from worst to best onto 0..1, straight or along the logarithm, and how finely it is kept."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.domain.types import NumberType
from projgov.domain.vocabulary import canonical_name
from projgov.reading.tree import Scalar
from projgov.rules.core import nodes, typing
from projgov.rules.core.nodes import Node
from projgov.rules.core.shown import MOST_DECIMALS
from projgov.rules.forms.amounts import (
    at_least,
    at_most,
    calculated,
    constant,
    decimals_of,
    known,
    number_type,
    shown,
)
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.words import Word, option
from projgov.rules.forms.written import Expression, FromNode, Model, key

NO_SPREAD = Pattern(
    "S021",
    Bilingual(
        "最差值与最好值都是 {value}，分不出好坏", "worst and best are both {value}: nothing can be told apart"
    ),
    Bilingual(
        "写两个不同的值；越小越好的指标，`worst` 写大的",
        "write two values; where less is better, `worst` is the greater",
    ),
)
NO_LOGARITHM = Pattern(
    "S026",
    Bilingual("{value} 不大于 0，没有对数", "{value} is not above 0, so that it has no logarithm"),
    Bilingual(
        "取对数归一化时，最差值和最好值都写大于 0 的数；要按原值归一化就删去 `transform`",
        "with `transform: log` worst and best are numbers above 0; to map the value as it is, leave `transform` out",
    ),
)


@attrs.frozen
class Transform(Word):
    """What is taken of value, worst and best before they are set against each other."""

    what = Bilingual("变换方式", "way of transforming")
    options = (option("none", "原值", "none", "不变换"), option("log", "取对数", "log", "对数", "logarithm"))


class Normalise(Model):
    """The map to 0..1."""

    worst: Expression = key("最差", "最差值", meaning="the value that counts nothing")
    best: Expression = key("最好", "最好值", meaning="the value that counts in full")
    clamp: bool = key("限于两端", default=True, meaning="false: beyond worst and best the score goes on")
    transform: Transform = key(
        "变换",
        default=Transform("none"),
        meaning="log: the logarithms of value, worst and best are set against each other",
    )


@attrs.frozen
class ScoreDecimals(FromNode):
    """The decimals that a score is rounded to before it is weighed; None: it is not rounded."""

    decimals: int | None

    @classmethod
    def from_node(cls, node: Any) -> ScoreDecimals:
        """A whole number, or `exact`."""
        if isinstance(node, ScoreDecimals):
            return node
        if isinstance(node, Scalar) and canonical_name(node.text) in ("exact", "精确"):
            return cls(None)
        return cls(decimals_of(node))

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """The JSON Schema of what can be written."""
        whole = {"type": "integer", "minimum": 0, "maximum": MOST_DECIMALS}
        return {"anyOf": [whole, {"enum": ["exact", "精确"]}]}


def normalised(written: Normalise, value: Node, scale: Fraction, lowering: Lowering) -> Node:
    """`value` mapped onto 0..`scale`. Ends that are equal, or of which there is no logarithm, are faults."""
    worst = lowering.expression(written.worst, NumberType())
    best = lowering.expression(written.best, NumberType())
    place = worst.place
    low, high = known(worst), known(best)
    if low is not None and low == high:
        lowering.faults.add(NO_SPREAD, best.place, value=shown(low))
        return value
    if written.transform.code == "log":
        ends = [e for e in (worst, best) if (most := number_type(e).most) is not None and most <= 0]
        for end in ends:
            lowering.faults.add(NO_LOGARITHM, end.place, value=shown(number_type(end).most or Fraction(0)))
        if ends:
            return value
        share = _logarithmic(value, worst, best, place, clamp=written.clamp)
    else:
        spread = calculated("-", best, worst, place)
        share = calculated("/", calculated("-", value, worst, place), spread, place)
        if written.clamp:
            share = at_most(at_least(share, constant(0, place), place), constant(1, place), place)
    return calculated("*", share, constant(scale, place), place)


def _logarithmic(value: Node, worst: Node, best: Node, place: Place, *, clamp: bool) -> Node:
    """log(value ÷ worst) ÷ log(best ÷ worst): the quotients are exact, so that no digit is lost in a difference.

    What is beyond the ends is brought there before its logarithm is taken, which zero and less do not have.
    """
    if clamp:
        least, most = _ordered(worst, best, place)
        value = at_most(at_least(value, least, place), most, place)
    whole = _log(calculated("/", best, worst, place), place)
    share = calculated("/", _log(calculated("/", value, worst, place), place), whole, place)
    bounds = (Fraction(0), Fraction(1)) if clamp else (None, None)
    return attrs.evolve(share, type=NumberType(None, *bounds))


def _ordered(worst: Node, best: Node, place: Place) -> tuple[Node, Node]:
    """The lesser and the greater of the two ends."""
    a, b = number_type(worst), number_type(best)
    if a.most is not None and b.least is not None and a.most <= b.least:
        return worst, best
    if b.most is not None and a.least is not None and b.most <= a.least:
        return best, worst
    kind = typing.join(a, b) or a
    rising = nodes.Compare("<=", worst, best, place=place)

    def where_rising(node: Node, otherwise: Node) -> Node:
        return nodes.Case((nodes.Row(rising, node, place=place),), otherwise, kind, place=place)

    return where_rising(worst, best), where_rising(best, worst)


def _log(node: Node, place: Place) -> Node:
    return nodes.Call("log", (node,), NumberType(), place=place)
