"""Comparisons that come out one way whatever the data: told from the bounds and decimals that are declared."""

from __future__ import annotations

from fractions import Fraction

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.domain.types import NumberType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.scope import Faults
from projgov.rules.core.shown import shown
from projgov.rules.core.units import check_share

ALWAYS = Pattern(
    "T025",
    Bilingual(
        "这个比较{always}：左边{left}，右边{right}",
        "this comparison {always}: its left side is {left}, its right side {right}",
    ),
    Bilingual(
        "改正其中的数或符号，或删去这个比较", "correct the number or the sign, or leave the comparison out"
    ),
    severity="warning",
)
_HOLDS = Bilingual("永远成立", "always holds")
_NEVER = Bilingual("永远不成立", "never holds")


def check_comparison(compared: Node, faults: Faults) -> None:
    """Tell of a comparison as it was written where the data cannot change what comes of it."""
    if not isinstance(compared, nodes.Compare):
        return
    left, right = compared.left, compared.right
    if not isinstance(left.type, NumberType) or not isinstance(right.type, NumberType):
        return
    if is_fixed(left) and is_fixed(right) and (_has_parameter(left) or _has_parameter(right)):
        return  # a demand on the file itself
    if not check_share(left.type, right.type, compared.place, faults):
        return
    holds = decided(compared.operator, left.type, right.type)
    if holds is not None:
        _tell(compared.place, left.type, right.type, _HOLDS if holds else _NEVER, faults)


def decided(operator: str, left: NumberType, right: NumberType) -> bool | None:
    """Whether `left operator right` holds for all numbers of these types (true), for none (false), or for some (None)."""
    match operator:
        case "<":
            return _less(left, right, False)
        case "<=":
            return _less(left, right, True)
        case ">":
            return _less(right, left, False)
        case ">=":
            return _less(right, left, True)
    equal = _equal(left, right)
    return equal if equal is None or operator == "=" else not equal


def is_fixed(node: Node) -> bool:
    """Whether a value comes from the rule file alone: numbers and parameters."""
    match node:
        case nodes.Literal() | nodes.Parameter():
            return True
        case nodes.Arithmetic(left=left, right=right):
            return is_fixed(left) and is_fixed(right)
        case nodes.Negate(operand=operand) | nodes.Round(operand=operand):
            return is_fixed(operand)
    return False


def _has_parameter(fixed: Node) -> bool:
    return isinstance(fixed, nodes.Parameter) or any(_has_parameter(child) for child in nodes.children(fixed))


def _less(left: NumberType, right: NumberType, or_equal: bool) -> bool | None:
    """Whether every number on the left is less than every one on the right (true), or none is (false)."""
    highest, lowest = left.most, right.least
    if highest is not None and lowest is not None and (highest < lowest or (or_equal and highest == lowest)):
        return True
    lowest, highest = left.least, right.most
    if (
        lowest is not None
        and highest is not None
        and (lowest > highest or (lowest == highest and not or_equal))
    ):
        return False
    return None


def _equal(left: NumberType, right: NumberType) -> bool | None:
    if _less(left, right, False) or _less(right, left, False):
        return False
    for one, other in ((left, right), (right, left)):
        constant = _constant(one)
        if (
            constant is not None
            and other.decimals is not None
            and (constant * 10**other.decimals).denominator != 1
        ):
            return False
    constant = _constant(left)
    return True if constant is not None and constant == _constant(right) else None


def _constant(kind: NumberType) -> Fraction | None:
    return kind.least if kind.least is not None and kind.least == kind.most else None


def _tell(place: Place, left: NumberType, right: NumberType, always: Bilingual, faults: Faults) -> None:
    faults.add(ALWAYS, place, always=always, left=range_of(left), right=range_of(right))


def range_of(kind: NumberType) -> Bilingual:
    """The numbers of a type, for a message."""
    if (constant := _constant(kind)) is not None:
        return Bilingual(f"是 {shown(constant)}", shown(constant))
    whole = Bilingual("的整数", "whole numbers ") if kind.decimals == 0 else Bilingual("", "")
    match kind.least, kind.most:
        case None, None:
            return (
                Bilingual("是整数", "a whole number")
                if kind.decimals == 0
                else Bilingual("是任何数", "any number")
            )
        case None, Fraction() as most:
            return Bilingual(
                f"是不大于 {shown(most)} {whole.zh}".rstrip(), f"{whole.en}{shown(most)} or less"
            )
        case Fraction() as least, None:
            return Bilingual(
                f"是不小于 {shown(least)} {whole.zh}".rstrip(), f"{whole.en}{shown(least)} or more"
            )
    least, most = kind.least or Fraction(0), kind.most or Fraction(0)
    return Bilingual(
        f"是 {shown(least)} 至 {shown(most)} {whole.zh}".rstrip(),
        f"{whole.en}from {shown(least)} to {shown(most)}",
    )
