"""Figures over periods (数字口径): what a planned quantity comes to in a period, put together from the parts of the period.

How depends on what the quantity says that it counts: figures of the period are added, of a cumulative figure and one at a moment
that of the last part counts, a ratio is reckoned from its numerator and denominator over the period. A part for which there is no
figure leaves it unknown, named, where it matters.
"""

from __future__ import annotations

from functools import cached_property

import attrs

from projgov.diagnostics import Place
from projgov.domain.types import ListType, NumberType, PeriodType, RecordType, TextType, ValueType
from projgov.rules.core import nodes
from projgov.rules.core.functions import WHOLE
from projgov.rules.core.nodes import Node
from projgov.rules.core.typing import DATE
from projgov.rules.forms.base import Lowering

_PARTS = {"quarter": ("month_period", 1, 3), "year": ("quarter_period", 3, 4)}
"""By the kind of a period, the function that gives a part of it by a day, the months from one part to the next, how many there are."""
_PERCENT = ("percent", "%", "％", "百分比", "百分数", "百分点")
_PERIOD, _TEXT, _NUMBER = PeriodType(), TextType(), NumberType()
_QUANTITY = RecordType("quantity")
_WHOLE, _ROW, _AMOUNT, _SAME = "quantity", "row", "amount", "other"


@attrs.frozen
class Figures:
    """The figures of the quantity with id `quantity`, in the plan in force on the day judged.

    `done`: those of the parts are what reports say was achieved, else what the plan sets for them. `of` is the kind of period
    that is put together.
    """

    lowering: Lowering
    of: str
    done: bool
    quantity: Node
    period: Node
    place: Place

    @cached_property
    def needed(self) -> Node:
        """What the plan sets for the period."""
        return self._with(self._planned(self._whole, self.period))

    @cached_property
    def found(self) -> Node:
        """What the parts of the period come to."""
        whole = self._whole
        kind, place = self._of(whole, "kind", _TEXT), self.place
        rows = (
            nodes.Row(nodes.Compare("=", kind, _words("ratio"), place=place), self._ratio(whole)),
            nodes.Row(nodes.Compare("=", kind, _words("period"), place=place), self._added(whole)),
        )
        found = nodes.Case(rows, self._last(whole), _NUMBER, place=place)
        # A function of what is missing is not known for want of that alone, and not of what every kind of figure would need.
        unsaid = nodes.Call("string_length", (kind,), _NUMBER, place=place)
        row = nodes.Row(nodes.Present(kind, place=place), found)
        return self._with(nodes.Case((row,), unsaid, _NUMBER, place=place))

    @cached_property
    def title(self) -> Node:
        """What the quantity is called."""
        title = self._of(self._whole, "title", _TEXT)
        row = nodes.Row(nodes.Present(title, place=self.place), title)
        return self._with(nodes.Case((row,), self._of(self._whole, "id", _TEXT), _TEXT, place=self.place))

    def planned_for(self, period: Node) -> Node:
        """The ids of the quantities for which the plan sets something in a period."""
        one = nodes.Variable(_ROW, _QUANTITY)
        amount = nodes.Variable(_AMOUNT, RecordType("amount"))
        same = nodes.Compare("=", self._field(amount, "amount", "period", _PERIOD), period, place=self.place)
        set_ = nodes.Quantify(
            "some", _AMOUNT, self._of(one, "amounts", _listed("amount")), same, place=self.place
        )
        chosen = nodes.Filter(_ROW, self._quantities, set_, _listed("quantity"), place=self.place)
        return nodes.Each(_ROW, chosen, self._of(one, "id", _TEXT), ListType(_TEXT), place=self.place)

    # -- the plan

    @property
    def _whole(self) -> Node:
        return nodes.Variable(_WHOLE, _QUANTITY)

    def _with(self, body: Node) -> Node:
        """`body` with the quantity at hand."""
        return nodes.Let(_WHOLE, self._called(self.quantity), body, body.type, place=self.place)

    @cached_property
    def _quantities(self) -> Node:
        """The quantities of the plan in force; none where there is no plan."""
        subject = self.lowering.subject
        plan = self._field(self.lowering.this(), subject, "baseline", RecordType("baseline"))
        nothing = nodes.Compare("=", plan, nodes.Literal(None, plan.type), place=self.place)
        none = nodes.MakeList((), _listed("quantity"), place=self.place)
        listed = self._field(plan, "baseline", "quantities", _listed("quantity"))
        return nodes.Case((nodes.Row(nothing, none),), listed, _listed("quantity"), place=self.place)

    def _called(self, name: Node) -> Node:
        """The quantity with an id; null where the plan has none."""
        row = nodes.Variable(_SAME, _QUANTITY)
        same = nodes.Compare("=", self._of(row, "id", _TEXT), name, place=self.place)
        chosen = nodes.Filter(_SAME, self._quantities, same, _listed("quantity"), place=self.place)
        return nodes.Call("item", (chosen, nodes.Literal(1, WHOLE)), _QUANTITY, place=self.place)

    # -- a period put together

    @cached_property
    def _parts(self) -> tuple[Node, ...]:
        """The parts of the period, in their order."""
        function, months, count = _PARTS[self.of]
        start = nodes.Call("period_start", (self.period,), DATE, place=self.place)
        later = [
            nodes.Call("add_months", (start, nodes.Literal(n * months, WHOLE)), DATE, place=self.place)
            for n in range(count)
        ]
        return tuple(nodes.Call(function, (day,), _PERIOD, place=self.place) for day in later)

    def _added(self, quantity: Node) -> Node:
        """The figures of the parts, added."""
        parts = tuple(self._part(quantity, part) for part in self._parts)
        return nodes.Aggregate(
            "sum", nodes.MakeList(parts, ListType(_NUMBER), place=self.place), _NUMBER, place=self.place
        )

    def _last(self, quantity: Node) -> Node:
        """The figure of the last part."""
        return self._part(quantity, self._parts[-1])

    def _ratio(self, quantity: Node) -> Node:
        """The numerator over the denominator, each put together for itself; in percent where that is the unit."""
        above, below = (self._operand(quantity, name) for name in ("numerator", "denominator"))
        place = self.place
        zero = nodes.Compare("=", below, nodes.number(0), place=place)
        none = self._wanted(
            _none(_NUMBER), "baseline", "quantities", self._of(quantity, "denominator", _TEXT)
        )
        share = nodes.Arithmetic("/", above, below, _NUMBER, place=place)
        units = nodes.Literal(_PERCENT, ListType(_TEXT))
        inside = nodes.Call(
            "list_contains", (units, self._of(quantity, "unit", _TEXT)), nodes.BOOLEAN, place=place
        )
        hundred = nodes.Arithmetic("*", share, nodes.number(100), _NUMBER, place=place)
        scaled = nodes.Case((nodes.Row(inside, hundred),), share, _NUMBER, place=place)
        return nodes.Case((nodes.Row(zero, none),), scaled, _NUMBER, place=place)

    def _operand(self, quantity: Node, name: str) -> Node:
        """The numerator or denominator of a ratio over the period. One that the plan lacks, or is a ratio itself, is not known."""
        place, called = self.place, self._of(quantity, name, _TEXT)
        bound = f"{name}_of"
        other = nodes.Variable(bound, _QUANTITY)
        kind = self._of(other, "kind", _TEXT)
        wanted = self._wanted(_none(_NUMBER), "baseline", "quantities", called)
        none = nodes.Compare("=", other, nodes.Literal(None, _QUANTITY), place=place)
        rows = (
            nodes.Row(none, wanted),
            nodes.Row(nodes.Compare("=", kind, _words("ratio"), place=place), wanted),
            nodes.Row(nodes.Compare("=", kind, _words("period"), place=place), self._added(other)),
        )
        found = nodes.Case(rows, self._last(other), _NUMBER, place=place)
        return nodes.Let(bound, self._called(called), found, _NUMBER, place=place)

    # -- one part

    def _part(self, quantity: Node, period: Node) -> Node:
        return self._reported(quantity, period) if self.done else self._planned(quantity, period)

    def _planned(self, quantity: Node, period: Node) -> Node:
        """What the plan sets for a period."""
        amount = nodes.Variable(_AMOUNT, RecordType("amount"))
        same = nodes.Compare("=", self._field(amount, "amount", "period", _PERIOD), period, place=self.place)
        source = self._of(quantity, "amounts", _listed("amount"))
        chosen = nodes.Filter(_AMOUNT, source, same, source.type, place=self.place)
        value = self._field(amount, "amount", "value", _NUMBER)
        values = nodes.Each(_AMOUNT, chosen, value, ListType(_NUMBER), place=self.place)
        name = self._of(quantity, "id", _TEXT)
        return self._wanted(values, "baseline", "quantities", name, "amounts", _string(period))

    def _reported(self, quantity: Node, period: Node) -> Node:
        """What reports on a period say was achieved: the last of them that says it."""
        place, name = self.place, self._of(quantity, "id", _TEXT)
        report = nodes.Variable(_ROW, RecordType("report"))
        on, given = (
            self._field(report, "report", "period", _PERIOD),
            self._field(report, "report", "achieved", _listed("achieved")),
        )
        conditions = (nodes.Present(on), nodes.Present(given), nodes.Compare("=", on, period, place=place))
        subject = self.lowering.names.vocabulary.record(self.lowering.subject)
        register = nodes.Field(
            self.lowering.this(), subject.name, "reports", subject.members["reports"].type, place=place
        )
        reports = nodes.Filter(_ROW, register, nodes.And(conditions), _listed("report"), place=place)
        amount = nodes.Variable(_AMOUNT, RecordType("achieved"))
        same = nodes.Compare("=", self._field(amount, "achieved", "quantity", _TEXT), name, place=place)
        chosen = nodes.Filter(_AMOUNT, given, same, given.type, place=place)
        value = self._field(amount, "achieved", "value", _NUMBER)
        within = nodes.Each(_AMOUNT, chosen, value, ListType(_NUMBER), place=place)
        each = nodes.Each(_ROW, reports, within, ListType(ListType(_NUMBER)), place=place)
        values = nodes.Call("flatten_once", (each,), ListType(_NUMBER), place=place)
        return self._wanted(values, "reports", _string(period), "achieved", name)

    def _wanted(self, values: Node, *way: str | Node) -> Node:
        subject = self.lowering.subject
        own = self._field(self.lowering.this(), subject, "id", _TEXT)
        steps = tuple(_words(step) if isinstance(step, str) else step for step in way)
        return nodes.Call("wanted", (values, _words(subject), own, *steps), _NUMBER, place=self.place)

    def _of(self, quantity: Node, member: str, kind: ValueType) -> Node:
        return self._field(quantity, "quantity", member, kind)

    def _field(self, base: Node, record: str, member: str, kind: ValueType) -> Node:
        known = self.lowering.names.vocabulary.record(record).members[member].type
        return nodes.Field(
            base, record, member, kind if isinstance(kind, RecordType) else known, place=self.place
        )


def _listed(record: str) -> ListType:
    return ListType(RecordType(record))


def _none(kind: ValueType) -> Node:
    return nodes.MakeList((), ListType(kind))


def _words(text: str) -> Node:
    return nodes.Literal(text, _TEXT)


def _string(period: Node) -> Node:
    return nodes.Call("string", (period,), _TEXT)
