"""The history of a lamp: one for each period, each with what came before it. It is one fold over the periods.

What the rows show, what clears a lamp and on what evidence are definitions of the rule, asked for as of the day of each period.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.calendar import Period
from projgov.domain.types import (
    ChoiceType,
    ContextType,
    ListType,
    NumberType,
    PeriodType,
    RecordType,
    RegisterType,
    ValueType,
)
from projgov.rules.core import nodes
from projgov.rules.core.fitting import is_poison
from projgov.rules.core.nodes import BOOLEAN, NUMBER, Node
from projgov.rules.core.program import Definition
from projgov.rules.core.scope import Scope
from projgov.rules.core.typing import ANY, DATE, item_type
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.lamp_checks import check_clearing
from projgov.rules.forms.lamp_conditions import NOTHING
from projgov.rules.forms.lamp_rows import LampRow, Lamps, code_of
from projgov.rules.forms.written import Expression

NEEDS_PERIODS = Pattern(
    "F240",
    Bilingual(
        "写了 `{key}`，没有写按什么周期亮灯",
        "`{key}` is written, and not in which periods the lamp is judged",
    ),
    Bilingual("加上 `every:`，例如 `every: month`", "add `every:`, as in `every: month`"),
)
CLEARED_TWICE = Pattern(
    "F241",
    Bilingual("灯 `{lamp}` 在两行里写了怎样解除", "two rows say when the lamp `{lamp}` clears"),
    Bilingual("每种灯只在一行里写", "let one row of each lamp say it"),
)
NOT_A_COUNT = Pattern(
    "F242",
    Bilingual("`{key}` 要写期数，写的是 `{found}`", "`{key}` is a number of periods, and this is `{found}`"),
    Bilingual("写 1 以上的整数，或一个参数", "write a whole number from 1, or a parameter"),
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
COUNT = NumberType(0, Fraction(0))
ENTRY_NAMES = (
    ("报送期", "period"), ("期", "period"), ("日", "day"), ("灯", "lamp"), ("当日灯", "shown"), ("起始日", "since"), ("连续期数", "run"),
)  # fmt: skip
"""What rule files can call the entries of a history in Chinese."""
_PERIOD = PeriodType()
_PERIODS = ListType(_PERIOD)
_WITHIN, _BEFORE, _DAY, _SHOWN, _LAMP, _CALM = "within", "before", "day", "shown_now", "lamp_now", "calm_now"
_TODAY = nodes.Variable("as_of", DATE)


@attrs.frozen
class History:
    """A rule on lamps as it is judged in every period; `applies` is whether it says anything of a subject on a day."""

    rule: Lamps
    choice: ChoiceType
    conditions: Sequence[Node]
    periods: tuple[Period, ...]
    scope: Scope
    lowering: Lowering
    applies: Node | None

    def definitions(self) -> tuple[Definition, ...]:
        """What the rule asks of each day, and the lamps of all periods."""
        found = [self._definition("period", self._last_period())]
        if self.applies is not None:
            found.append(self._definition("applies", self.applies))
        for index, row in enumerate(self.rule.show):
            if self._waits:
                found.append(self._definition(f"row_{index + 1}", self.conditions[index]))
            if row.clears_when is not None:
                clears = self.lowering.condition(row.clears_when, self.scope)
                check_clearing(self.rule, index, self.conditions[index], clears, self.lowering)
                found.append(self._definition(f"clears_{index + 1}", clears))
            if row.cleared_by is not None:
                found.append(self._definition(f"evidence_{index + 1}", self._evidence(row.cleared_by)))
        fold = self._fold()
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
            ("period", _PERIOD), ("day", DATE), ("lamp", self.choice), ("shown", self.choice), ("since", DATE), ("run", COUNT),
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
        return nodes.And((self._is(self.last("lamp"), code), nodes.Not(self._is(self.last("shown"), code))))

    def then(self, part: str, kind: ValueType, day: Node) -> Node:
        """What a part of the rule gave on a day."""
        name = f"{self.lowering.header().id}.{part}"
        return nodes.AsOf(name, self.lowering.this(), day, kind, place=self.lowering.place)

    # -- parts

    @property
    def _waits(self) -> bool:
        """Whether any row shows only after several periods."""
        return any(row.lights_after is not None for row in self.rule.show)

    def _definition(self, part: str, body: Node) -> Definition:
        header = self.lowering.header()
        return Definition(f"{header.id}.{part}", header.subject, body, body.type, place=header.place)

    def _own(self, part: str, kind: ValueType) -> Node:
        return nodes.Result(f"{self.lowering.header().id}.{part}", self.lowering.this(), kind)

    def _is(self, lamp: Node, code: str) -> Node:
        return nodes.Compare("=", lamp, nodes.Literal(code, self.choice))

    def _judged(self, period: Node) -> Node:
        """The day on which the lamp of a period is judged."""
        within = self.lowering.scope.with_locals({"period": period, "报送期": period})
        if self.rule.judged is not None:
            return self.lowering.day(self.rule.judged, within)
        return nodes.Call("period_end", (period,), DATE)

    def _reached(self) -> Node:
        """The periods whose day has come, of those in which the rule is valid."""
        day = self._judged(nodes.Variable(_WITHIN, _PERIOD))
        start, end = self.rule.valid_from, self.rule.valid_to
        tests: list[Node] = [nodes.Compare("<=", day, _TODAY, place=self.lowering.place)]
        if start is not None:
            tests.append(nodes.Compare(">=", day, nodes.Literal(start, DATE)))
        if end is not None:
            tests.append(nodes.Compare("<=", day, nodes.Literal(end, DATE)))
        come = tests[0] if len(tests) == 1 else nodes.And(tuple(tests), place=self.lowering.place)
        return nodes.Filter(_WITHIN, nodes.Literal(self.periods, _PERIODS), come, _PERIODS)

    def _last_period(self) -> Node:
        return nodes.Call("item", (self._reached(), nodes.number(-1)), _PERIOD, place=self.lowering.place)

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

    # -- the fold

    def _fold(self) -> nodes.Fold:
        day = nodes.Variable(_DAY, DATE)
        entries: list[tuple[str, Node]] = [
            ("period", nodes.Variable(_WITHIN, _PERIOD)), ("day", day), ("lamp", nodes.Variable(_LAMP, self.choice)),
            ("shown", nodes.Variable(_SHOWN, self.choice)), ("since", self._since()), ("run", self._run()),
        ]  # fmt: skip
        holding = [(i, row) for i, row in enumerate(self.rule.show) if row.holds_on]
        self._check_once(holding)
        if holding:
            entries.append(("calm", nodes.Variable(_CALM, COUNT)))
        waiting = [
            (f"lit_{i + 1}", i, row) for i, row in enumerate(self.rule.show) if row.lights_after is not None
        ]
        entries += [(name, nodes.Variable(name, COUNT)) for name, _, _ in waiting]
        kind = ContextType(tuple((key, node.type) for key, node in entries))
        lists = ListType(kind)
        step: Node = nodes.MakeContext(tuple(entries), kind)
        step = nodes.Let(_LAMP, self._lamp(holding), step, kind)
        if holding:
            step = nodes.Let(_CALM, self._calm(holding), step, kind)
        step = nodes.Let(_SHOWN, self._shown(), step, kind)
        for name, index, _ in waiting:
            step = nodes.Let(
                name, self._counted(name, self.then(f"row_{index + 1}", BOOLEAN, day)), step, kind
            )
        step = nodes.Let(_DAY, self._judged(nodes.Variable(_WITHIN, _PERIOD)), step, kind)
        none = {
            "run": nodes.number(0),
            "calm": nodes.number(0),
            **{name: nodes.number(0) for name, _, _ in waiting},
        }
        initial = nodes.MakeContext(tuple((key, none.get(key, NOTHING)) for key, _ in entries), kind)
        return nodes.Fold(self._reached(), _WITHIN, _BEFORE, initial, step, lists, place=self.lowering.place)

    def _check_once(self, holding: Sequence[tuple[int, LampRow]]) -> None:
        seen: dict[str, int] = {}
        for index, row in holding:
            first = seen.setdefault(code_of(row.lamp), index)
            if first != index:
                related = [self.lowering.place_of(("show", first, "lamp"))]
                place = self.lowering.place_of(("show", index, "lamp"))
                self.lowering.faults.extend([CLEARED_TWICE.at(place, related=related, lamp=row.lamp)])

    def _before(self, key: str, kind: ValueType) -> Node:
        return nodes.Entry(nodes.Variable(_BEFORE, ANY), key, kind)

    def _counted(self, name: str, holds: Node) -> Node:
        """In how many periods in a row something holds, this one included."""
        more = nodes.Arithmetic("+", self._before(name, COUNT), nodes.number(1), COUNT)
        return nodes.Case((nodes.Row(holds, more),), nodes.number(0), COUNT)

    def _shown(self) -> Node:
        """The lamp that the rows show by themselves."""
        day = nodes.Variable(_DAY, DATE)
        if not self._waits:
            return self.then("shown", self.choice, day)
        rows = []
        for index, row in enumerate(self.rule.show):
            holds = self.then(f"row_{index + 1}", BOOLEAN, day)
            if row.lights_after is not None:
                count = nodes.Variable(f"lit_{index + 1}", COUNT)
                holds = nodes.Compare(">=", count, self._periods("lights_after", index, row.lights_after))
            rows.append(nodes.Row(holds, nodes.Literal(code_of(row.lamp), self.choice), row.lamp))
        code = code_of(self.rule.otherwise)
        last = nodes.Literal(code, self.choice) if code in self.choice.codes else NOTHING
        shown: Node = nodes.Case(tuple(rows), last, self.choice)
        if self.applies is None:
            return shown
        applies = self.then("applies", BOOLEAN, day)
        return nodes.Case((nodes.Row(applies, shown),), NOTHING, self.choice)

    def _lamp(self, holding: Sequence[tuple[int, LampRow]]) -> Node:
        """The lamp of the period: that of the rows, unless the one before is worse and does not clear."""
        rows: list[nodes.Row] = []
        if self.applies is not None and holding:
            applies = self.then("applies", BOOLEAN, nodes.Variable(_DAY, DATE))
            rows.append(nodes.Row(nodes.Not(applies), NOTHING))
        for index, row in holding:
            kept = nodes.And((self._was_worse(row), nodes.Not(self._clears(index, row))))
            rows.append(nodes.Row(kept, nodes.Literal(code_of(row.lamp), self.choice)))
        shown = nodes.Variable(_SHOWN, self.choice)
        return nodes.Case(tuple(rows), shown, self.choice) if rows else shown

    def _was_worse(self, row: LampRow) -> Node:
        """Whether the lamp before is a row's, and the rows now show a better one, or none."""
        code = code_of(row.lamp)
        codes = self.choice.codes
        shown = nodes.Variable(_SHOWN, self.choice)
        better: list[Node] = [nodes.Compare("=", shown, NOTHING)]
        better += [self._is(shown, other) for other in codes[codes.index(code) + 1 :]]
        return nodes.And((self._is(self._before("lamp", self.choice), code), nodes.Or(tuple(better))))

    def _calm(self, holding: Sequence[tuple[int, LampRow]]) -> Node:
        """In how many periods in a row what clears the lamp that shows has held."""
        rows = []
        for index, row in holding:
            holds = self._was_worse(row)
            if row.clears_when is not None:
                clears = self.then(f"clears_{index + 1}", BOOLEAN, nodes.Variable(_DAY, DATE))
                holds = nodes.And((holds, clears))
            rows.append(holds)
        return self._counted("calm", rows[0] if len(rows) == 1 else nodes.Or(tuple(rows)))

    def _clears(self, index: int, row: LampRow) -> Node:
        """Whether a lamp that shows clears: what it takes has held for long enough, and there is the evidence."""
        least: Node = nodes.number(1)
        if row.clears_after is not None:
            least = self._periods("clears_after", index, row.clears_after)
        parts: list[Node] = [nodes.Compare(">=", nodes.Variable(_CALM, COUNT), least)]
        if row.cleared_by is not None:
            records = self.lowering.expression(row.cleared_by, ListType(ANY), self.scope)
            inner = item_type(records.type) or ANY
            record = nodes.Variable("one", inner)
            if isinstance(inner, RecordType):
                occurred: Node = nodes.Field(record, inner.record, "occurred", DATE)
                later = nodes.Compare(">", occurred, self._before("since", DATE), place=self.lowering.place)
                evidence = self.then(f"evidence_{index + 1}", records.type, nodes.Variable(_DAY, DATE))
                parts.append(nodes.Quantify("some", "one", evidence, later))
        return parts[0] if len(parts) == 1 else nodes.And(tuple(parts))

    def _periods(self, name: str, index: int, written: Expression) -> Node:
        """A number of periods."""
        count = self.lowering.expression(written, NUMBER)
        if isinstance(count, nodes.Literal) and not (isinstance(count.value, int) and count.value >= 1):
            place = self.lowering.place_of(("show", index, name))
            self.lowering.faults.add(NOT_A_COUNT, place, key=name.replace("_", " "), found=written.text)
        return count

    def _unchanged(self) -> Node:
        return nodes.Compare("=", nodes.Variable(_LAMP, self.choice), self._before("lamp", self.choice))

    def _since(self) -> Node:
        """The day of the first period of the unbroken run of the lamp."""
        none = nodes.Compare("=", nodes.Variable(_LAMP, self.choice), NOTHING)
        rows = (nodes.Row(none, NOTHING), nodes.Row(self._unchanged(), self._before("since", DATE)))
        return nodes.Case(rows, nodes.Variable(_DAY, DATE), DATE)

    def _run(self) -> Node:
        """How many periods the run has."""
        none = nodes.Compare("=", nodes.Variable(_LAMP, self.choice), NOTHING)
        more = nodes.Arithmetic("+", self._before("run", COUNT), nodes.number(1), COUNT)
        rows = (nodes.Row(none, nodes.number(0)), nodes.Row(self._unchanged(), more))
        return nodes.Case(rows, nodes.number(1), COUNT)
