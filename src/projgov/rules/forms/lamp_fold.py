"""The fold over the periods of a lamp: each period's lamp with what came before it, and what holds it."""

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
    ValueType,
)
from projgov.rules.core import nodes
from projgov.rules.core.nodes import BOOLEAN, NUMBER, Node
from projgov.rules.core.scope import Scope
from projgov.rules.core.typing import ANY, DATE, item_type
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.lamp_conditions import NOTHING
from projgov.rules.forms.lamp_rows import LampRow, Lamps, code_of
from projgov.rules.forms.written import Expression

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
COUNT = NumberType(0, Fraction(0))
PERIOD = PeriodType()
PERIODS = ListType(PERIOD)
_WITHIN, _BEFORE, _DAY, _SHOWN, _LAMP, _CALM = "within", "before", "day", "shown_now", "lamp_now", "calm_now"
_TODAY = nodes.Variable("as_of", DATE)


@attrs.frozen
class Folding:
    """A rule on lamps as it is judged in every period; `applies` is whether it says anything of a subject on a day."""

    rule: Lamps
    choice: ChoiceType
    conditions: Sequence[Node]
    periods: tuple[Period, ...]
    scope: Scope
    lowering: Lowering
    applies: Node | None

    def then(self, part: str, kind: ValueType, day: Node) -> Node:
        """What a part of the rule gave on a day."""
        name = f"{self.lowering.header().id}.{part}"
        return nodes.AsOf(name, self.lowering.this(), day, kind, place=self.lowering.place)

    @property
    def waits(self) -> bool:
        """Whether any row shows only after several periods."""
        return any(row.lights_after is not None for row in self.rule.show)

    def is_lamp(self, lamp: Node, code: str) -> Node:
        """Whether a lamp is one of a code."""
        return nodes.Compare("=", lamp, nodes.Literal(code, self.choice))

    def _judged(self, period: Node) -> Node:
        """The day on which the lamp of a period is judged."""
        within = self.lowering.scope.with_locals({"period": period, "报送期": period})
        if self.rule.judged is not None:
            return self.lowering.day(self.rule.judged, within)
        return nodes.Call("period_end", (period,), DATE)

    def reached(self) -> Node:
        """The periods whose day has come, of those in which the rule is valid."""
        day = self._judged(nodes.Variable(_WITHIN, PERIOD))
        start, end = self.rule.valid_from, self.rule.valid_to
        tests: list[Node] = [nodes.Compare("<=", day, _TODAY, place=self.lowering.place)]
        if start is not None:
            tests.append(nodes.Compare(">=", day, nodes.Literal(start, DATE)))
        if end is not None:
            tests.append(nodes.Compare("<=", day, nodes.Literal(end, DATE)))
        come = tests[0] if len(tests) == 1 else nodes.And(tuple(tests), place=self.lowering.place)
        return nodes.Filter(_WITHIN, nodes.Literal(self.periods, PERIODS), come, PERIODS)

    def fold(self) -> nodes.Fold:
        """The memories of all periods whose day has come."""
        day = nodes.Variable(_DAY, DATE)
        entries: list[tuple[str, Node]] = [
            ("period", nodes.Variable(_WITHIN, PERIOD)), ("day", day), ("lamp", nodes.Variable(_LAMP, self.choice)),
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
            step = nodes.Let(name, self._waited(name, index), step, kind)
        step = nodes.Let(_DAY, self._judged(nodes.Variable(_WITHIN, PERIOD)), step, kind)
        none = {
            "run": nodes.number(0),
            "calm": nodes.number(0),
            **{name: nodes.number(0) for name, _, _ in waiting},
        }
        initial = nodes.MakeContext(tuple((key, none.get(key, NOTHING)) for key, _ in entries), kind)
        return nodes.Fold(self.reached(), _WITHIN, _BEFORE, initial, step, lists, place=self.lowering.place)

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

    def _waited(self, name: str, index: int) -> Node:
        """In how many periods in a row a row has held; those that pause it neither count nor break the run."""
        day = nodes.Variable(_DAY, DATE)
        count = self._counted(name, self.then(f"row_{index + 1}", BOOLEAN, day))
        if self.rule.show[index].pauses_when is None:
            return count
        paused = nodes.Row(self.then(f"pauses_{index + 1}", BOOLEAN, day), self._before(name, COUNT))
        return nodes.Case((paused,), count, COUNT)

    def _shown(self) -> Node:
        """The lamp that the rows show by themselves."""
        day = nodes.Variable(_DAY, DATE)
        if not self.waits:
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
        better += [self.is_lamp(shown, other) for other in codes[codes.index(code) + 1 :]]
        return nodes.And((self.is_lamp(self._before("lamp", self.choice), code), nodes.Or(tuple(better))))

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
