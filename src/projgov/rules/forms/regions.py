"""Which inputs meet which conditions: exact reasoning over boxes, products of sets of values.

A condition that compares values with constants, joined by `and`, `or` and `not`, holds in a union of boxes. What cannot be told
of a condition is left open on both sides: it surely holds in some boxes, and possibly in others; so what is said of it is never
wrong. Values of different nodes are taken to be independent of one another. Work is counted in steps; `TooMuch` says that there
were too many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from fractions import Fraction
from functools import reduce
from typing import Any, TypeAlias

import attrs

from projgov.diagnostics import Bilingual
from projgov.domain.calendar import parse_date
from projgov.domain.types import BooleanType, NumberType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.forms.amounts import known
from projgov.rules.forms.atoms import Axis, Domain, Mask, axis

Box: TypeAlias = tuple[Mask, ...]
"""A set of values on each axis; the box holds where each value is in its set."""
Boxes: TypeAlias = tuple[Box, ...]
"""Boxes together: what lies in any of them."""

MOST_STEPS = 400_000
_MOST_BOXES = 200
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
_ABSENT = object()


class TooMuch(Exception):
    """More steps than are allowed. Never seen outside the checks, which are then silent."""


@attrs.frozen
class Region:
    """Where a condition holds: surely in the boxes `sure`, and nowhere but in the boxes `possible`."""

    sure: Boxes
    possible: Boxes

    @property
    def exact(self) -> bool:
        """Whether it is known everywhere if the condition holds."""
        return self.sure == self.possible


@attrs.define
class Space:
    """The axes that conditions have in common."""

    axes: tuple[Axis, ...]
    steps: int = MOST_STEPS

    @property
    def full(self) -> Box:
        """All that occurs."""
        return tuple(a.full for a in self.axes)

    def region(self, condition: Node) -> Region:
        """Where a condition holds."""
        everywhere, nowhere = (self.full,), ()
        match condition:
            case nodes.Literal(value=True):
                return Region(everywhere, everywhere)
            case nodes.Literal(value=False):
                return Region(nowhere, nowhere)
            case nodes.And(operands=operands):
                parts = [self.region(o) for o in operands]
                return Region(self._met([p.sure for p in parts]), self._met([p.possible for p in parts]))
            case nodes.Or(operands=operands):
                parts = [self.region(o) for o in operands]
                return Region(self._joined(p.sure for p in parts), self._joined(p.possible for p in parts))
            case nodes.Not(operand=operand):
                inner = self.region(operand)
                return Region(
                    self._without(everywhere, inner.possible), self._without(everywhere, inner.sure)
                )
        compared = comparison(condition)
        found = None if compared is None else self._box(*compared)
        if found is None:
            return Region(nowhere, everywhere)
        return Region(found, found)

    def overlap(self, left: Boxes, right: Boxes) -> Box | None:
        """A box that lies in both, None where there is none."""
        return next((box for a in left for b in right if (box := self.meet(a, b)) is not None), None)

    def meet(self, left: Box, right: Box) -> Box | None:
        """What two boxes have in common."""
        self._step()
        found: list[Mask] = []
        for a, b in zip(left, right, strict=True):
            if not a & b:
                return None
            found.append(a & b)
        return tuple(found)

    def remainder(self, boxes: Boxes, taken: Boxes) -> Boxes:
        """What is left of `boxes` without what is in `taken`, as boxes that have nothing in common."""
        for cut in taken:
            left: list[Box] = []
            for box in boxes:
                left += self._cut(box, cut)
            boxes = tuple(left)
        return boxes

    def example(self, box: Box) -> Bilingual:
        """An input in the box: a value for each axis on which not every value is in it."""
        told = [
            (a.name, a.example(mask)) for a, mask in zip(self.axes, box, strict=True) if mask != a.full
        ] or [(a.name, a.example(mask)) for a, mask in zip(self.axes, box, strict=True)]
        return Bilingual(
            "、".join(f"{name.zh} = {value.zh}" for name, value in told),
            ", ".join(f"{name.en} = {value.en}" for name, value in told),
        )

    def _step(self) -> None:
        self.steps -= 1
        if self.steps < 0:
            raise TooMuch

    def _cut(self, box: Box, cut: Box) -> list[Box]:
        if self.meet(box, cut) is None:
            return [box]
        left: list[Box] = []
        for at, mask in enumerate(cut):
            if outside := box[at] & ~mask:
                left.append((*box[:at], outside, *box[at + 1 :]))
            box = (*box[:at], box[at] & mask, *box[at + 1 :])
        return left

    def _without(self, boxes: Boxes, taken: Boxes) -> Boxes:
        return _few(self.remainder(boxes, taken))

    def _met(self, parts: Sequence[Boxes]) -> Boxes:
        def both(left: Boxes, right: Boxes) -> Boxes:
            return _few(tuple(m for a in left for b in right if (m := self.meet(a, b)) is not None))

        return reduce(both, parts, (self.full,))

    def _joined(self, parts: Iterable[Boxes]) -> Boxes:
        """The boxes together; two that differ on one axis only are one."""
        found: list[Box] = []
        for box in (b for boxes in parts for b in boxes):
            self._step()
            differ = [n for n in range(len(box)) if found and found[-1][n] != box[n]]
            if found and len(differ) < 2:
                found[-1] = tuple(a | b for a, b in zip(found[-1], box, strict=True))
            else:
                found.append(box)
        return _few(tuple(found))

    def _box(self, node: Node, operator: str, constant: Any) -> Boxes | None:
        for at, a in enumerate(self.axes):
            if a.node == node:
                mask = a.mask(operator, constant)
                if mask is None:
                    return None
                return ((*self.full[:at], mask, *self.full[at + 1 :]),) if mask else ()
        return None


def space_of(
    conditions: Iterable[Node],
    name: Callable[[Node], Bilingual | None],
    domain: Callable[[Node], Domain | None],
) -> Space:
    """The space of these conditions: an axis for each node that is compared with constants.

    A node that `name` has no name for, or `domain` no values, is left out: what turns on it stays open.
    """
    found: list[tuple[Node, list[Any]]] = []
    waiting = list(conditions)[::-1]
    while waiting:
        condition = waiting.pop()
        if isinstance(condition, nodes.And | nodes.Or):
            waiting += condition.operands[::-1]
        elif isinstance(condition, nodes.Not):
            waiting.append(condition.operand)
        elif (compared := comparison(condition)) is not None:
            node, _, constant = compared
            constants = next((c for n, c in found if n == node), None)
            if constants is None:
                found.append((node, [constant]))
            else:
                constants.append(constant)
    axes: list[Axis] = []
    for node, constants in found:
        called, values = name(node), domain(node)
        if called is not None and values is not None:
            axes.append(axis(node, called, values, constants))
    return Space(tuple(axes))


def _few(boxes: Boxes) -> Boxes:
    if len(boxes) > _MOST_BOXES:
        raise TooMuch
    return boxes


def comparison(condition: Node) -> tuple[Node, str, Any] | None:
    """The node, operator and constant of a comparison; a yes/no by itself is one with true."""
    match condition:
        case nodes.Compare(operator=operator, left=left, right=right):
            on_left, on_right = _constant(left), _constant(right)
            if on_left is _ABSENT and on_right is not _ABSENT:
                return left, operator, on_right
            if on_right is _ABSENT and on_left is not _ABSENT:
                return right, _TURNED[operator], on_left
        case nodes.Quantify() | nodes.Present():
            return None
        case _ if isinstance(condition.type, BooleanType) and not isinstance(condition, nodes.Literal):
            return condition, "=", True
    return None


def _constant(node: Node) -> Any:
    """The value that a node always has, where it is a number, text, day or yes/no."""
    match node:
        case nodes.Literal(value=bool() | str() | date() as value):
            return value
        case nodes.Literal(value=int() | Fraction() as value):
            return Fraction(value)
        case nodes.Call(function="date", arguments=(nodes.Literal(value=str(text)),)):
            try:
                return parse_date(text)
            except ValueError:
                return _ABSENT
        case nodes.Parameter() | nodes.Arithmetic() | nodes.Negate() if isinstance(node.type, NumberType):
            number = known(node)
            return _ABSENT if number is None else number
    return _ABSENT
