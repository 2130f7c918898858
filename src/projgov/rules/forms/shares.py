"""Shares (比例) as offices write them: `20%`, `2/3`, `0.8`, or a parameter in percent. Each is a number from 0 to 1."""

from __future__ import annotations

import re
from fractions import Fraction

import attrs

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.domain.types import NumberType
from projgov.rules.core.fitting import is_poison
from projgov.rules.core.nodes import Node
from projgov.rules.forms.amounts import calculated, constant, known, number_type, shown
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.written import Expression

NO_SHARE = Pattern(
    "F520",
    Bilingual("{found} 不是比例：比例在 0 到 1 之间", "{found} is no share: a share lies between 0 and 1"),
    Bilingual("写成 `{percent}`、`2/3` 或 `0.8`", "write `{percent}`, `2/3` or `0.8`"),
)
_PERCENT = re.compile(r"\s*(\d+(?:\.\d+)?)\s*[%％]\s*")


def share(written: Expression, lowering: Lowering) -> Node:
    """The share, as a number from 0 to 1. What is in percent (`unit: percent`) is divided by 100."""
    place = written.scalar.place
    node: Node
    if (percent := _PERCENT.fullmatch(written.scalar.text)) is not None:
        node = constant(Fraction(percent[1]) / 100, place)
    else:
        node = lowering.expression(written, NumberType())
        if is_poison(node):
            return node
        if number_type(node).unit == "percent":
            plain = attrs.evolve(node, type=attrs.evolve(number_type(node), unit=""))
            node = calculated("/", plain, constant(100, place), place)
    kind = number_type(node)
    least, most = kind.least, kind.most
    if least is not None and (least > 1 or (least == most and least < 0)):
        _no_share(least, place, lowering)
    elif most is not None and most < 0:
        _no_share(most, place, lowering)
    return node


def _no_share(number: Fraction, place: Place, lowering: Lowering) -> None:
    """A fault of a number that is no share: with the percent sign that was probably left out."""
    meant = f"{shown(number)}%" if 1 < number <= 100 else "20%"
    lowering.faults.add(NO_SHARE, place, found=shown(number), percent=meant)


def percent_of(written: Expression, lowering: Lowering) -> Node:
    """The share in percent, to be held against rates."""
    return times(share(written, lowering), 100)


def times(node: Node, factor: int) -> Node:
    """A number so many times; of a constant a constant."""
    number = known(node)
    if number is not None:
        return constant(number * factor, node.place)
    return calculated("*", node, constant(factor, node.place), node.place)


def in_percent(part: Node, whole: Node, node: Node) -> Node:
    """`part` of `whole` in percent, exact; it stands at the place of `node`."""
    quotient = calculated("/", part, whole, node.place)
    hundred = calculated("*", quotient, constant(100, node.place), node.place)
    return attrs.evolve(hundred, type=NumberType(None, Fraction(0), Fraction(100), "percent"))
