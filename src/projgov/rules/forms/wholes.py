"""Numbers of something (几个、几票、几项): whole, and not less than so many. What is known of them is judged when a file is read.

A constant is refused where it stands, a parameter where its value stands, in whichever of its versions. What only the data tell is left to
evaluation.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, Pattern, Place
from projgov.domain.types import NumberType
from projgov.rules.core import nodes
from projgov.rules.core.fitting import is_poison
from projgov.rules.core.nodes import Node
from projgov.rules.forms.amounts import known, number_type, shown
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.written import Expression

NO_NUMBER_OF = Pattern(
    "F535",
    Bilingual("`{key}` 要写不小于 {least} 的整数，写的是 {found}", "`{key}` is a whole number from {least}, and this is {found}"),
    Bilingual("写 {least} 或更大的整数", "write {least} or a greater whole number"),
)  # fmt: skip

NEGATIVE = Pattern(
    "F539",
    Bilingual("`{key}` 写的是负数 {found}", "`{key}` is {found}, and cannot be negative"),
    Bilingual("写 0 或正数", "write 0 or more"),
)


def whole(written: Expression, key: str, lowering: Lowering, *, least: int = 0) -> Node:
    """The number of something that an expression gives. One known not to be whole, or to be less than `least`, is a fault."""
    node = lowering.expression(written, NumberType())
    check_whole(node, key, written.scalar.place, lowering, least=least)
    return node


def check_whole(node: Node, key: str, place: Place, lowering: Lowering, *, least: int = 0) -> None:
    """Faults of a number that stands at `place` under a key, and is known not to be a number of something."""
    values = list(known_values(node, lowering))
    most = number_type(node).most
    if not values and most is not None and most < least:
        values = [(most, None)]  # none of what it can be is enough
    for value, parameter in values:
        if value < least or value.denominator != 1:
            words = key.replace("_", " ")
            add_at(NO_NUMBER_OF.at(place, key=words, least=least, found=shown(value)), parameter, lowering)


def check_not_negative(node: Node, key: str, place: Place, lowering: Lowering) -> None:
    """Faults of a number that stands at `place` under a key, and is known to be negative."""
    for value, parameter in known_values(node, lowering):
        if value < 0:
            add_at(NEGATIVE.at(place, key=key, found=shown(value)), parameter, lowering)


def known_values(node: Node, lowering: Lowering) -> Iterator[tuple[Fraction, Place | None]]:
    """What a number is known to be: the values of a parameter in all its versions, with its place; else the number, if constant."""
    if is_poison(node):
        return
    if isinstance(node, nodes.Parameter):
        place = lowering.names.place_of(node.name)
        for value in dict.fromkeys(lowering.names.values(node.name)):
            if isinstance(value, int | Fraction) and not isinstance(value, bool):
                yield Fraction(value), place
    elif (constant := known(node)) is not None:
        yield constant, None


def add_at(fault: Diagnostic, parameter: Place | None, lowering: Lowering) -> None:
    """A fault where the number is used; or at the parameter that it is, once, however often that is used."""
    if parameter is None:
        lowering.faults.extend([fault])
    elif not any(d.code == fault.code and d.place == parameter for d in lowering.faults.found):
        lowering.faults.extend([attrs.evolve(fault, place=parameter, related=(fault.place,))])
