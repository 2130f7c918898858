"""The history of a lamp: one for each period, each with what came before it. It is one fold over the periods.

What the rows show, what clears a lamp and on what evidence are definitions of the rule, asked for as of the day of each period.
"""

from __future__ import annotations

import attrs

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.types import (
    ContextType,
    ListType,
    RecordType,
    RegisterType,
    ValueType,
)
from projgov.rules.core import nodes
from projgov.rules.core.fitting import is_poison
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Definition
from projgov.rules.core.typing import ANY, DATE, item_type
from projgov.rules.forms.lamp_checks import check_clearing
from projgov.rules.forms.lamp_fold import COUNT, PERIOD, Folding
from projgov.rules.forms.lamp_rows import LampRow, code_of
from projgov.rules.forms.written import Expression

NEEDS_PERIODS = Pattern(
    "F240",
    Bilingual(
        "写了 `{key}`，没有写按什么周期亮灯",
        "`{key}` is written, and not in which periods the lamp is judged",
    ),
    Bilingual("加上 `every:`，例如 `every: month`", "add `every:`, as in `every: month`"),
)
NOT_DATED = Pattern(
    "F243",
    Bilingual(
        "`{text}` 不是有日期的记录，说不上是不是亮灯以后的",
        "`{text}` are not dated records, and it cannot be told whether they came after the lamp lit",
    ),
    Bilingual(
        "写一个台账，例如 `acceptances[passed]`",
        "write a register, as in `acceptances[passed]`",
    ),
)
NOTHING_TO_PAUSE = Pattern(
    "F244",
    Bilingual("写了 `pauses when`，没有写连续几期亮灯", "`pauses when` is written, and no `lights after`"),
    Bilingual("加上 `lights after:`，例如 `lights after: 3`", "add `lights after:`, as in `lights after: 3`"),
)
ENTRY_NAMES = (
    ("报送期", "period"), ("期", "period"), ("日", "day"), ("灯", "lamp"), ("当日灯", "shown"), ("起始日", "since"), ("连续期数", "run"),
)  # fmt: skip
"""What rule files can call the entries of a history in Chinese."""


@attrs.frozen
class History(Folding):
    """A rule on lamps as it is judged in every period; `applies` is whether it says anything of a subject on a day."""

    def definitions(self) -> tuple[Definition, ...]:
        """What the rule asks of each day, and the lamps of all periods."""
        found = [self._definition("period", self._last_period())]
        if self.applies is not None:
            found.append(self._definition("applies", self.applies))
        for index, row in enumerate(self.rule.show):
            if self.waits:
                found.append(self._definition(f"row_{index + 1}", self.conditions[index]))
            if row.pauses_when is not None:
                pauses = self.lowering.condition(row.pauses_when, self.scope)
                found.append(self._definition(f"pauses_{index + 1}", pauses))
                if row.lights_after is None:
                    self.lowering.faults.add(NOTHING_TO_PAUSE, pauses.place)
            if row.clears_when is not None:
                clears = self.lowering.condition(row.clears_when, self.scope)
                check_clearing(self.rule, index, self.conditions[index], clears, self.lowering)
                found.append(self._definition(f"clears_{index + 1}", clears))
            if row.cleared_by is not None:
                found.append(self._definition(f"evidence_{index + 1}", self._evidence(row.cleared_by)))
        fold = self.fold()
        if not any(row.holds_on or row.lights_after is not None for row in self.rule.show):
            return (*found, self._definition("history", attrs.evolve(fold, type=self.entries_type)))
        memories = self._definition("memories", fold)
        one = nodes.Variable("one", ANY)
        entries = tuple((key, nodes.Entry(one, key, kind)) for key, kind in self.entry_types)
        context = nodes.MakeContext(entries, ContextType(self.entry_types, ENTRY_NAMES))
        each = nodes.Each("one", self._own("memories", fold.type), context, self.entries_type)
        return (*found, memories, self._definition("history", each))

    @property
    def entry_types(self) -> tuple[tuple[str, ValueType], ...]:
        """What each entry of the history tells."""
        return (
            ("period", PERIOD), ("day", DATE), ("lamp", self.choice), ("shown", self.choice), ("since", DATE), ("run", COUNT),
        )  # fmt: skip

    @property
    def entries_type(self) -> ListType:
        return ListType(ContextType(self.entry_types, ENTRY_NAMES))

    def last(self, key: str) -> Node:
        """An entry of the last period's lamp; null before the first."""
        kind = dict(self.entry_types)[key]
        last = nodes.Call("item", (self._own("history", self.entries_type), nodes.number(-1)), ANY)
        return nodes.Entry(last, key, kind, place=self.lowering.place)

    def is_held(self, row: LampRow) -> Node:
        """Whether the last lamp is that of a row, which the rows by themselves do not show any more."""
        code = code_of(row.lamp)
        return nodes.And(
            (self.is_lamp(self.last("lamp"), code), nodes.Not(self.is_lamp(self.last("shown"), code)))
        )

    # -- parts

    def _definition(self, part: str, body: Node) -> Definition:
        header = self.lowering.header()
        return Definition(f"{header.id}.{part}", header.subject, body, body.type, place=header.place)

    def _own(self, part: str, kind: ValueType) -> Node:
        return nodes.Result(f"{self.lowering.header().id}.{part}", self.lowering.this(), kind)

    def _last_period(self) -> Node:
        return nodes.Call("item", (self.reached(), nodes.number(-1)), PERIOD, place=self.lowering.place)

    def _evidence(self, written: Expression) -> Node:
        found = self.lowering.expression(written, ListType(ANY), self.scope)
        inner = item_type(found.type)
        dated = (
            isinstance(inner, RecordType)
            and "occurred" in self.lowering.names.vocabulary.record(inner.record).members
        )
        if not is_poison(found) and not dated and not isinstance(found.type, RegisterType):
            self.lowering.faults.add(NOT_DATED, found.place, text=written.text)
        return found
