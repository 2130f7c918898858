"""Back-scheduling (时间倒逼): days that are told by how long before another they lie.

`30 days before end`, `2 months before accepted`, `结束日期前30天`, `accepted前2个月`: so much before a day of the subject, a deadline
as offices write it, or another gate of the same rule, which may itself be told back from a third.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date

import attrs

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.calendar import add_days, add_months
from projgov.domain.types import NumberType
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core import nodes
from projgov.rules.core.fitting import POISON, is_poison
from projgov.rules.core.nodes import Node
from projgov.rules.core.typing import DATE
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.written import Expression

OUT_OF_ORDER = Pattern(
    "C060",
    Bilingual(
        "节点 `{later}` 写在 `{earlier}` 之后，期限却更早",
        "the gate `{later}` stands after `{earlier}`, and is due before it",
    ),
    Bilingual("改正期限，或按期限的先后排列节点", "correct what is due when, or put the gates in the order of their days"),
    severity="warning",
)  # fmt: skip
ROUND_IN_A_CIRCLE = Pattern(
    "C061",
    Bilingual("节点的期限绕成了一圈：{circle}", "the days of these gates go round in a circle: {circle}"),
    Bilingual("让其中一个节点从固定的日期倒排", "tell one of them back from a day that is fixed"),
)

_DIGITS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_EN = re.compile(
    r"(?P<n>\d{1,4}) (?P<unit>working day|day|week|month|year)s? before (?:the )?(?P<anchor>\S.*)"
)
_ZH = re.compile(
    r"(?P<anchor>\S.*?)(?:之前|以前|前)(?P<n>\d{1,4}|[一二两三四五六七八九十])个?(?P<unit>工作日|天|日|周|星期|月|年)"
)
_UNITS = {"工作日": "working day", "天": "day", "日": "day", "周": "week", "星期": "week", "月": "month", "年": "year"}  # fmt: skip
_MONTHS = {"month": 1, "year": 12}


@attrs.frozen
class Back:
    """So many days, working days, weeks, months or years before `anchor`, as it is written."""

    count: int
    unit: str
    anchor: str


def back(text: str) -> Back | None:
    """How long before what a day lies; None where it is told in another way."""
    words = " ".join(text.split())
    match = _EN.fullmatch(words) or _ZH.fullmatch(words)
    if match is None:
        return None
    digits, unit = match["n"], match["unit"]
    return Back(
        _DIGITS[digits] if digits in _DIGITS else int(digits), _UNITS.get(unit, unit), match["anchor"].strip()
    )


@attrs.define
class Days:
    """The days of gates, each told by a phrase, an expression, or how long before another it lies."""

    lowering: Lowering
    ids: Sequence[str]
    written: Sequence[Expression]
    _found: dict[int, Node] = attrs.field(factory=dict, init=False)
    _waiting: list[int] = attrs.field(factory=list, init=False)

    def all(self) -> tuple[Node, ...]:
        """The day of every gate, in the order in which they are written."""
        return tuple(self._of(index) for index in range(len(self.written)))

    def _of(self, index: int) -> Node:
        if index in self._found:
            return self._found[index]
        if index in self._waiting:
            ring = [*self._waiting[self._waiting.index(index) :], index]
            circle = " → ".join(f"`{self.ids[n]}`" for n in ring)
            self.lowering.faults.add(ROUND_IN_A_CIRCLE, self.written[min(ring)].scalar.place, circle=circle)
            return POISON
        self._waiting.append(index)
        self._found[index] = self._day(index)
        self._waiting.pop()
        return self._found[index]

    def _day(self, index: int) -> Node:
        written = self.written[index]
        told = back(written.text)
        if told is None:
            return self.lowering.day(written)
        other = self._gate(told.anchor, index)
        if other is not None:
            end = self._of(other)
        else:
            scalar = attrs.evolve(written.scalar, text=told.anchor, style="plain", source="")
            end = self.lowering.day(Expression(scalar))
        return POISON if is_poison(end) else earlier(end, told)

    def _gate(self, name: str, index: int) -> int | None:
        """The other gate that a name calls, by its id."""
        called = canonical_name(name)
        return next((n for n, own in enumerate(self.ids) if own == called and n != index), None)

    def check_order(self) -> None:
        """Warn of gates of which it is plain without data that they stand after one that is due later."""
        told = [back(written.text) is not None for written in self.written]
        for index in range(1, len(self.written)):
            before, after = self._measured(index - 1), self._measured(index)
            if before is None or after is None or not (told[index - 1] or told[index]):
                continue
            if before[0] == after[0] and after[1] < before[1]:
                self.lowering.faults.add(
                    OUT_OF_ORDER,
                    self.written[index].scalar.place,
                    later=self.ids[index],
                    earlier=self.ids[index - 1],
                )

    def _measured(self, index: int) -> tuple[str, int] | None:
        """From what a day is told, and how many days after it it lies; None where that depends on the data."""
        found = self._found.get(index, POISON)
        if is_poison(found):
            return None
        if isinstance(found, nodes.Literal) and isinstance(found.value, date):
            return "", found.value.toordinal()
        told = back(self.written[index].text)
        if told is None:
            return canonical_name(self.written[index].text), 0
        length = {"day": 1, "week": 7}.get(told.unit)
        other = self._gate(told.anchor, index)
        root = (canonical_name(told.anchor), 0) if other is None else self._measured(other)
        return None if length is None or root is None else (root[0], root[1] - told.count * length)


def earlier(end: Node, told: Back) -> Node:
    """The day so long before another."""
    months = _MONTHS.get(told.unit)
    days = {"day": 1, "week": 7}.get(told.unit, 0)
    if isinstance(end, nodes.Literal) and isinstance(end.value, date) and (months or days):
        with suppress(OverflowError):  # before the year 1: told where it is computed
            count = -told.count
            moved = add_months(end.value, count * months) if months else add_days(end.value, count * days)
            return nodes.Literal(moved, DATE, place=end.place)
    if months:
        return _call("add_months", end, -told.count * months)
    return _call("add_days", end, -told.count * days) if days else _call("add_working_days", end, -told.count)


def _call(function: str, end: Node, count: int) -> Node:
    steps = nodes.Literal(count, NumberType(0))
    return nodes.Call(function, (end, steps), DATE, place=end.place)
