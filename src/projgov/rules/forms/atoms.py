"""What a value can be, cut into atoms: between two constants that a rule compares with, all values are alike to it.

The values of a number or day are cut at each constant into the constants themselves and the open stretches between them; those
of a text, choice or yes/no into the constants and all others. A set of values is then a whole number whose bits say which atoms
are in it, and every answer about sets is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Any, TypeAlias

import attrs

from projgov.diagnostics import Bilingual
from projgov.domain.types import BooleanType, ChoiceType, DateType, NumberType, TextType, ValueType
from projgov.rules.core.nodes import Node
from projgov.rules.forms.amounts import shown

Mask: TypeAlias = int
"""A set of atoms: bit n stands for atom n."""

OTHER_TEXT = Bilingual("别的文字", "any other text")
_MOST_DECIMALS = 20


def first_from(value: Fraction, decimals: int) -> Fraction:
    """The least number of so many decimals that is not below `value`."""
    return Fraction(ceil(value * 10**decimals), 10**decimals)


def last_before(value: Fraction, decimals: int, *, included: bool = False) -> Fraction:
    """The greatest number of so many decimals below `value`, or up to it where it is `included`."""
    scale = 10**decimals
    return Fraction(floor(value * scale) if included else ceil(value * scale) - 1, scale)


@attrs.frozen
class Domain:
    """The values that occur: within bounds, of so many decimals, or one of a few. None: nothing is known."""

    least: Fraction | None = None
    most: Fraction | None = None
    decimals: int | None = None
    values: tuple[Any, ...] | None = None

    @classmethod
    def of(cls, kind: ValueType) -> Domain | None:
        """The values of a type, None where constants cannot cut them."""
        match kind:
            case NumberType(decimals, least, most):
                return cls(least, most, decimals)
            case DateType():
                return cls(decimals=0)
            case BooleanType():
                return cls(values=(True, False))
            case ChoiceType():
                return cls(values=kind.codes)
            case TextType():
                return cls()
        return None

    def within(self, other: Domain) -> Domain:
        """The values that are in both."""
        return Domain(
            max((b for b in (self.least, other.least) if b is not None), default=None),
            min((b for b in (self.most, other.most) if b is not None), default=None),
            min((d for d in (self.decimals, other.decimals) if d is not None), default=None),
            self.values if other.values is None else other.values,
        )


@attrs.frozen
class Axis:
    """The atoms of what one node can give. `full` are those that occur; `name` is what people call the node."""

    node: Node
    name: Bilingual
    full: Mask
    operators: Callable[[str, Any], Mask | None] = attrs.field(eq=False, repr=False)
    example: Callable[[Mask], Bilingual] = attrs.field(eq=False, repr=False)
    said: Callable[[Mask], Bilingual] = attrs.field(eq=False, repr=False)
    """The first stretch of neighbouring values of a set in words: `= 5`, `above 0 and below 10 (such as 5)`."""

    def stretches(self, mask: Mask) -> tuple[Mask, ...]:
        """The stretches of neighbouring values that make up a set; none where values have no order."""
        if not isinstance(self.node.type, NumberType | DateType):
            return ()
        found: list[Mask] = []
        while mask:
            low = mask & -mask
            stretch = mask & ~(mask + low)
            found.append(stretch)
            mask ^= stretch
        return tuple(found)

    def is_point(self, mask: Mask) -> bool:
        """Whether a set holds one number or day and no more."""
        ordered = isinstance(self.node.type, NumberType | DateType)
        return ordered and mask.bit_count() == 1 and mask.bit_length() % 2 == 0

    def mask(self, operator: str, constant: Any) -> Mask | None:
        """The values for which `value operator constant` holds, None where that cannot be told."""
        found = self.operators(operator, constant)
        return None if found is None else found & self.full


def axis(node: Node, name: Bilingual, domain: Domain, constants: Iterable[Any]) -> Axis:
    """The atoms that these constants cut the values of `node` into."""
    if isinstance(node.type, NumberType | DateType):
        line = _Line.of(isinstance(node.type, DateType), domain, constants)
        return Axis(node, name, line.full(domain.values), line.mask, line.example, line.said)
    listed = list(dict.fromkeys([*(domain.values or ()), *constants]))
    known = len(domain.values) if domain.values is not None else len(listed) + 1
    values = _Values(tuple(listed))
    return Axis(node, name, (1 << known) - 1, values.mask, values.example, values.said)


@attrs.frozen
class _Values:
    """Values without an order. The atom after the listed ones is all others."""

    listed: tuple[Any, ...]

    def mask(self, operator: str, constant: Any) -> Mask | None:
        if operator not in ("=", "!=") or constant not in self.listed:
            return None
        own = 1 << self.listed.index(constant)
        every = (1 << (len(self.listed) + 1)) - 1
        return own if operator == "=" else every ^ own

    def example(self, mask: Mask) -> Bilingual:
        first = _lowest(mask)
        if first >= len(self.listed):
            return OTHER_TEXT
        match self.listed[first]:
            case True:
                return Bilingual("true", "true")
            case False:
                return Bilingual("false", "false")
        text = f'"{self.listed[first]}"'
        return Bilingual(text, text)

    def said(self, mask: Mask) -> Bilingual:
        one = self.example(mask)
        return Bilingual(f"= {one.zh}", f"= {one.en}")


@attrs.frozen
class _Line:
    """Numbers or days. Atom 2n+1 is point n; atom 2n is the open stretch before it, after the point before."""

    points: tuple[Fraction, ...]
    dated: bool
    least: Fraction | None
    most: Fraction | None
    decimals: int | None

    @classmethod
    def of(cls, dated: bool, domain: Domain, constants: Iterable[Any]) -> _Line:
        found = {_number(c) for c in (*constants, *(domain.values or ()))}
        found |= {bound for bound in (domain.least, domain.most) if bound is not None}
        return cls(tuple(sorted(found)), dated, domain.least, domain.most, domain.decimals)

    def mask(self, operator: str, constant: Any) -> Mask | None:
        at = 2 * self.points.index(_number(constant)) + 1
        every, below, own = (1 << (2 * len(self.points) + 1)) - 1, (1 << at) - 1, 1 << at
        match operator:
            case "<":
                return below
            case "<=":
                return below | own
            case "=":
                return own
            case "!=":
                return every ^ own
            case ">=":
                return every ^ below
        return every ^ below ^ own

    def full(self, values: tuple[Any, ...] | None) -> Mask:
        """The atoms in which a value that occurs lies."""
        if values is not None:
            return sum(1 << (2 * self.points.index(v) + 1) for v in {_number(v) for v in values})
        mask = 0
        for atom in range(2 * len(self.points) + 1):
            low, high, closed = self._ends(atom)
            if not self._outside(low, high, closed) and self._occupied(low, high, closed):
                mask |= 1 << atom
        return mask

    def example(self, mask: Mask) -> Bilingual:
        """A value in the first stretch of neighbouring atoms: near its middle, with as few decimals as can be."""
        low, high, low_closed, high_closed = self._first(mask)
        return self._shown(_middle(low, high, low_closed, high_closed, self.decimals))

    def said(self, mask: Mask) -> Bilingual:
        low, high, low_closed, high_closed = self._first(mask)
        one = self.example(mask)
        zh, en = [], []
        if low is not None and low != high:
            end = self._shown(low)
            zh.append(f"{'不小于' if low_closed else '大于'} {end.zh}")
            en.append(f"{'from' if low_closed else 'above'} {end.en}")
        if high is not None and low != high:
            end = self._shown(high)
            zh.append(f"{'不大于' if high_closed else '小于'} {end.zh}")
            en.append(f"{'up to' if high_closed else 'below'} {end.en}")
        if not zh:
            return Bilingual(f"= {one.zh}", f"= {one.en}")
        return Bilingual(f"{'、'.join(zh)}（如 {one.zh}）", f"{' and '.join(en)} (such as {one.en})")

    def _first(self, mask: Mask) -> tuple[Fraction | None, Fraction | None, bool, bool]:
        """The ends of the first stretch of neighbouring atoms, and whether they belong to it."""
        first = last = _lowest(mask)
        while mask >> (last + 1) & 1:
            last += 1
        low, _, low_closed = self._ends(first)
        _, high, high_closed = self._ends(last)
        return low, high, low_closed, high_closed

    def _ends(self, atom: int) -> tuple[Fraction | None, Fraction | None, bool]:
        at, is_point = divmod(atom, 2)
        if is_point:
            return self.points[at], self.points[at], True
        return (
            self.points[at - 1] if at else None,
            self.points[at] if at < len(self.points) else None,
            False,
        )

    def _outside(self, low: Fraction | None, high: Fraction | None, closed: bool) -> bool:
        """Whether an atom lies beyond the bounds. They are points themselves, so that none lies on both sides of one."""
        if self.least is not None and high is not None and _before(high, self.least, closed):
            return True
        return self.most is not None and low is not None and _before(self.most, low, closed)

    def _occupied(self, low: Fraction | None, high: Fraction | None, closed: bool) -> bool:
        """Whether a value of the decimals lies there."""
        if self.decimals is None or low is None or high is None:
            return True
        if closed:
            return _has(low, self.decimals)
        return last_before(high, self.decimals) > low

    def _shown(self, value: Fraction) -> Bilingual:
        text = shown(value)
        if self.dated:
            ordinal = int(value)
            text = date.fromordinal(ordinal).isoformat() if 0 < ordinal <= date.max.toordinal() else text
        return Bilingual(text, text)


def _number(constant: Any) -> Fraction:
    return Fraction(constant.toordinal() if isinstance(constant, date) else constant)


def _before(end: Fraction, bound: Fraction, closed: bool) -> bool:
    return bool(end < bound if closed else end <= bound)


def _lowest(mask: Mask) -> int:
    return (mask & -mask).bit_length() - 1


def _middle(
    low: Fraction | None, high: Fraction | None, low_closed: bool, high_closed: bool, decimals: int | None
) -> Fraction:
    if low is None and high is None:
        return Fraction(0)
    if low is None or high is None:
        end, step = (high, -1) if low is None else (low, 1)
        assert end is not None
        if (high_closed if low is None else low_closed) and _has(end, decimals):
            return end
        return Fraction(ceil(end) - 1 if step < 0 else floor(end) + 1)
    middle = (low + high) / 2
    for places in range((_MOST_DECIMALS if decimals is None else decimals) + 1):
        scale = 10**places
        near = Fraction(floor(middle * scale), scale), Fraction(ceil(middle * scale), scale)
        for value in near:
            if low < value < high or (value == low and low_closed) or (value == high and high_closed):
                return value
    return middle


def _has(value: Fraction, decimals: int | None) -> bool:
    return decimals is None or (value * 10**decimals).denominator == 1
