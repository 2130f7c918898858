"""Numbers that kinds of rule make: sums, floors, caps, rounding. The types keep the bounds that are known.

Bounds matter: a grade that no score reaches is found by them, and so is who can still be overtaken in a ranking.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Annotated, Any, TypeAlias

import attrs
from pydantic import BeforeValidator

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.domain.types import AnyType, NullType, NumberType
from projgov.reading.tree import Scalar
from projgov.rules.core import nodes, typing
from projgov.rules.core.calls import rounded
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Definition
from projgov.rules.core.shown import MOST_DECIMALS
from projgov.rules.core.shown import shown as shown  # noqa: PLC0414  # kinds of rule know it from here
from projgov.rules.core.typing import item_type
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.results import COUNT
from projgov.rules.forms.words import RoundingMode
from projgov.rules.forms.written import Expression, fault

BAD_DECIMALS = Pattern(
    "S001",
    Bilingual(
        "小数位数要写 0 到 {most} 的整数，写的是 `{found}`",
        "decimals are a whole number from 0 to {most}, not `{found}`",
    ),
    Bilingual("例如 `decimals: 1`", "for example `decimals: 1`"),
)
TOO_FINE = Pattern(
    "S002",
    Bilingual(
        "{found} 的小数多于 {decimals} 位，印出来会对不上",
        "{found} has more than {decimals} decimals: what is printed would not add up",
    ),
    Bilingual(
        "少写几位小数，或把 `decimals` 写大", "write it with fewer decimals, or make `decimals` greater"
    ),
)
LEAST_ABOVE_MOST = Pattern(
    "S003",
    Bilingual("最低 {least} 比最高 {most} 还高", "the least, {least}, is above the most, {most}"),
    Bilingual("把两者对调或改正", "exchange or correct them"),
)
_LONGEST_CHAIN = 50
"""So many numbers are added or multiplied one after the other."""

ZERO = nodes.Literal(0, NumberType(0, Fraction(0), Fraction(0)))


def decimals_of(value: Any) -> int:
    """The number of decimals that a scalar of a rule file gives; a fault where it is none."""
    found = value.value if isinstance(value, Scalar) else value
    if isinstance(found, bool) or not isinstance(found, int) or not 0 <= found <= MOST_DECIMALS:
        raise fault(
            BAD_DECIMALS, most=MOST_DECIMALS, found=value.text if isinstance(value, Scalar) else str(value)
        )
    return found


Decimals: TypeAlias = Annotated[int, BeforeValidator(decimals_of)]
"""How many decimals a number is printed with."""


def number_type(node: Node) -> NumberType:
    """The type of a node that gives a number."""
    return node.type if isinstance(node.type, NumberType) else NumberType()


def constant(value: int | Fraction, place: Place) -> nodes.Literal:
    """A number, its type as narrow as can be."""
    exact = Fraction(value)
    decimals = next((n for n in range(MOST_DECIMALS + 1) if (exact * 10**n).denominator == 1), None)
    plain = int(exact) if exact.denominator == 1 else exact
    return nodes.Literal(plain, NumberType(decimals, exact, exact), place=place)


def known(node: Node) -> Fraction | None:
    """The number that a node always gives, where its type says so."""
    kind = number_type(node)
    return kind.least if kind.least == kind.most else None


def calculated(operator: str, left: Node, right: Node, place: Place) -> Node:
    """`left operator right` on numbers."""
    kind = typing.arithmetic(operator, number_type(left), number_type(right))
    return nodes.Arithmetic(operator, left, right, kind, place=place)  # type: ignore[arg-type]  # one of the operators


def summed(parts: Iterable[Node], place: Place) -> Node:
    """The sum; 0 of nothing."""
    return combined("+", list(parts), place) or ZERO


def combined(operator: str, parts: Sequence[Node], place: Place) -> Node | None:
    """The parts joined by `+` or `*`, None for none; many in halves, so that the tree is never too high to walk."""
    if len(parts) > _LONGEST_CHAIN:
        half = len(parts) // 2
        left, right = combined(operator, parts[:half], place), combined(operator, parts[half:], place)
        return left if right is None or left is None else calculated(operator, left, right, place)
    total: Node | None = None
    for part in parts:
        total = part if total is None else calculated(operator, total, part, place)
    return total


def at_least(node: Node, least: Node, place: Place) -> Node:
    """`node`, or `least` where that is more."""
    kind, bound = number_type(node), number_type(least)
    if kind.least is not None and bound.most is not None and kind.least >= bound.most:
        return node
    return _limited(
        node, "<", least, _type(kind, bound, _greater(kind.least, bound.least), _greatest(kind, bound)), place
    )


def at_most(node: Node, most: Node, place: Place) -> Node:
    """`node`, or `most` where that is less."""
    kind, bound = number_type(node), number_type(most)
    if kind.most is not None and bound.least is not None and kind.most <= bound.least:
        return node
    return _limited(
        node, ">", most, _type(kind, bound, _lowest(kind, bound), _smaller(kind.most, bound.most)), place
    )


def _limited(node: Node, operator: str, limit: Node, kind: NumberType, place: Place) -> Node:
    amount = nodes.Variable("amount", number_type(node), place=place)
    beyond = nodes.Compare(operator, amount, limit, place=place)  # type: ignore[arg-type]  # "<" or ">"
    chosen = nodes.Case((nodes.Row(beyond, limit, place=place),), amount, kind, place=place)
    return nodes.Let("amount", node, chosen, kind, place=place)


def _type(kind: NumberType, bound: NumberType, least: Fraction | None, most: Fraction | None) -> NumberType:
    decimals = None if kind.decimals is None or bound.decimals is None else max(kind.decimals, bound.decimals)
    return NumberType(decimals, least, most, kind.unit)


def _greater(a: Fraction | None, b: Fraction | None) -> Fraction | None:
    return b if a is None else a if b is None else max(a, b)


def _smaller(a: Fraction | None, b: Fraction | None) -> Fraction | None:
    return b if a is None else a if b is None else min(a, b)


def _greatest(a: NumberType, b: NumberType) -> Fraction | None:
    return None if a.most is None or b.most is None else max(a.most, b.most)


def _lowest(a: NumberType, b: NumberType) -> Fraction | None:
    return None if a.least is None or b.least is None else min(a.least, b.least)


def bounded(node: Node, least: Node | None, most: Node | None, lowering: Lowering, place: Place) -> Node:
    """`node` kept between `least` and `most`. A least that is always above the most is a fault."""
    if least is not None and most is not None:
        low, high = number_type(least).least, number_type(most).most
        if low is not None and high is not None and low > high:
            lowering.faults.add(LEAST_ABOVE_MOST, place, least=shown(low), most=shown(high))
    if least is not None:
        node = at_least(node, least, place)
    return node if most is None else at_most(node, most, place)


def limit(
    written: Expression | None, decimals: int, rounding: RoundingMode, lowering: Lowering
) -> Node | None:
    """A least or most that fits numbers of `decimals`. One known to be finer is a fault; one that may be is rounded."""
    if written is None:
        return None
    node = lowering.expression(written, NumberType())
    kind = number_type(node)
    if isinstance(node.type, AnyType | NullType) or (kind.decimals is not None and kind.decimals <= decimals):
        return node
    if kind.decimals is not None:
        found = known(node)
        text = f"`{written.text}`" if found is None else shown(found)
        lowering.faults.add(TOO_FINE, node.place, found=text, decimals=decimals)
    return rounded(node, decimals, rounding.mode, node.place)


def occurrences(written: Expression, lowering: Lowering) -> Node:
    """A number of times: a number as it stands, or the count of a list."""
    node = lowering.expression(written)
    if not isinstance(node.type, AnyType) and item_type(node.type) is not None:
        return nodes.Aggregate("count", node, COUNT, place=node.place)
    return lowering.expression(written, NumberType())


def where(condition: Node | None, node: Node, otherwise: Node | None, place: Place) -> Node:
    """`node` where `condition` holds (None: always), else `otherwise` (None: null)."""
    if condition is None:
        return node
    kind = node.type if otherwise is None else typing.join(node.type, otherwise.type) or node.type
    return nodes.Case((nodes.Row(condition, node, place=place),), otherwise, kind, place=place)


def given(entry: str, kind: NumberType, lowering: Lowering) -> Node:
    """What entry `entry` of the rule being lowered gives for its subject; empty: the rule's own value."""
    name = f"{lowering.rule.id}.{entry}" if entry else lowering.rule.id
    return nodes.Result(name, lowering.this(), kind, place=lowering.place)


def defining(lowering: Lowering) -> Callable[[str, Node], Definition]:
    """Makes the definitions of a rule, by entry: on the day it judges, null where it does not apply."""
    applies, judged = lowering.applies(), lowering.judged()

    def define(entry: str, body: Node) -> Definition:
        name = f"{lowering.rule.id}.{entry}" if entry else lowering.rule.id
        within = where(applies, body, None, body.place)
        return Definition(name, lowering.subject, within, body.type, judged, place=lowering.place)

    return define


def as_points(node: Node, decimals: int) -> Node:
    """The node as a number of points printed with `decimals`."""
    return attrs.evolve(node, type=attrs.evolve(number_type(node), decimals=decimals, unit="points"))
