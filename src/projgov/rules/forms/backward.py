"""Back-scheduling (时间倒逼): days that are told by how long before another they lie.

`30 days before end`, `2 months before accepted`, `结束日期前30天`, `accepted前2个月`: so much before a day of the subject, a deadline
as offices write it, or another gate of the same rule, which may itself be told back from a third. So, too, so much after.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import attrs

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core import nodes
from projgov.rules.core.fitting import POISON, is_poison
from projgov.rules.core.nodes import Node
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.counted import away, counted
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
        told = counted(written.text)
        other = None if told is None else self._gate(told.anchor, index)
        if told is None or other is None:
            return self.lowering.day(written)
        end = self._of(other)
        return POISON if is_poison(end) else self.lowering.worked(away(end, told))

    def _gate(self, name: str, index: int) -> int | None:
        """The other gate that a name calls, by its id."""
        called = canonical_name(name)
        return next((n for n, own in enumerate(self.ids) if own == called and n != index), None)

    def check_order(self) -> None:
        """Warn of gates of which it is plain without data that they stand after one that is due later."""
        told = [counted(written.text) is not None for written in self.written]
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
        told = counted(self.written[index].text)
        if told is None:
            return canonical_name(self.written[index].text), 0
        other = self._gate(told.anchor, index)
        root = (canonical_name(told.anchor), 0) if other is None else self._measured(other)
        return None if told.days is None or root is None else (root[0], root[1] + told.days)
