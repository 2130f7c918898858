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
from projgov.rules.forms.wholes import add_at, known_values
from projgov.rules.forms.written import Expression

NO_SHARE = Pattern(
    "F520",
    Bilingual("{found} 不是比例：比例在 0 到 1 之间", "{found} is no share: a share lies between 0 and 1"),
    Bilingual("{mend}", "{mend}"),
)
ABOVE_THE_WHOLE = Pattern(
    "F537",
    Bilingual("{found} 比整体（100%）还多，不是比例", "{found} is more than the whole (100%), and no share"),
    Bilingual(
        "改正它：比例最多是 `100%`，如 `80%`、`2/3`",
        "correct it: a share is at most `100%`, such as `80%` or `2/3`",
    ),
)
NEGATIVE_SHARE = Pattern(
    "F538",
    Bilingual("{found} 是负数，比例没有负的", "{found} is negative, and a share is not"),
    Bilingual("去掉负号，或改正它", "leave out the minus sign, or correct it"),
)
_PERCENT = re.compile(r"\s*(?P<sign>[-−－–]?)\s*(?P<number>\d+(?:\.\d+)?)\s*[%％]\s*")
_PLAIN = re.compile(r"\s*\d+(?:\.\d+)?\s*")
_LEAST_PERCENT = 2
"""From so much on a bare number is taken for a percentage without its sign; 1.5 is rather one and a half."""


def share(written: Expression, lowering: Lowering) -> Node:
    """The share, as a number from 0 to 1. What is in percent (`unit: percent`) is divided by 100."""
    place = written.scalar.place
    if (percent := _PERCENT.fullmatch(written.scalar.text)) is not None:
        amount = Fraction(percent["number"]) / 100
        amount = -amount if percent["sign"] else amount
        _check(amount, written.scalar.text.strip(), None, written, lowering)
        return constant(amount, place)
    node = lowering.expression(written, NumberType())
    if is_poison(node):
        return node
    kind = number_type(node)
    in_hundredths = kind.unit == "percent"
    for value, parameter in list(known_values(node, lowering)) or _beyond(kind, 100 if in_hundredths else 1):
        part = value / 100 if in_hundredths else value
        said = f"{shown(value)}%" if in_hundredths else shown(value)
        _check(part, said, parameter, written, lowering)
    if in_hundredths:
        plain = attrs.evolve(node, type=attrs.evolve(kind, unit=""))
        node = calculated("/", plain, constant(100, place), place)
    return node


def _beyond(kind: NumberType, whole: int) -> list[tuple[Fraction, Place | None]]:
    """The bound of numbers of a type none of which is a share."""
    if kind.least is not None and kind.least > whole:
        return [(kind.least, None)]
    return [(kind.most, None)] if kind.most is not None and kind.most < 0 else []


def _check(
    part: Fraction, said: str, parameter: Place | None, written: Expression, lowering: Lowering
) -> None:
    """A fault of a number that is no share; `parameter` is where it stands, if not where it is used."""
    if 0 <= part <= 1:
        return
    place = written.scalar.place
    plain = parameter is not None or _PLAIN.fullmatch(written.scalar.text) is not None
    if part < 0:
        add_at(NEGATIVE_SHARE.at(place, found=said), parameter, lowering)
    elif plain and not said.endswith(("%", "％")) and _LEAST_PERCENT <= part <= 100:
        mend = _mend(part, parameter is not None)
        add_at(NO_SHARE.at(place, found=said, mend=mend), parameter, lowering)
    else:
        add_at(ABOVE_THE_WHOLE.at(place, found=said), parameter, lowering)


def _mend(number: Fraction, of_parameter: bool) -> Bilingual:
    """What to write where the percent sign was probably left out."""
    if of_parameter:
        part = shown(number / 100)
        return Bilingual(
            f"给参数写上 `unit: percent`，或把值写成 `{part}`",
            f"give the parameter `unit: percent`, or make its value `{part}`",
        )
    percent = f"{shown(number)}%"
    return Bilingual(f"写成 `{percent}`、`2/3` 或 `0.8`", f"write `{percent}`, `2/3` or `0.8`")


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
