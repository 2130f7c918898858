"""Coverage of a plan (覆盖): every day, month or quarter from the start to the end lies in some task or stage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import attrs

from projgov.diagnostics import LANGUAGES, Bilingual, Language, Pattern, Place
from projgov.domain.types import ListType, NullType, Option, RecordType, TextType
from projgov.rules.core import nodes
from projgov.rules.core.fitting import POISON, is_poison
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Check, Finding, Header, Message, Outcome
from projgov.rules.core.scope import Scope
from projgov.rules.core.typing import ANY, DATE, item_type
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.options import find, offer
from projgov.rules.forms.parts import Part
from projgov.rules.forms.written import Expression, Rule, Template, key

UNKNOWN_STEP = Pattern(
    "N061",
    Bilingual("不能按 `{name}` 覆盖", "nothing is covered by `{name}`"),
    Bilingual("{offer}", "{offer}"),
)
NO_SPAN = Pattern(
    "F220",
    Bilingual("看不出{what}从哪一天到哪一天", "it does not show from which day to which {what} lasts"),
    Bilingual("写明 `{first}` 和 `{last}`", "write `{first}` and `{last}`"),
)
STEPS: tuple[Option, ...] = (
    Option("day", Bilingual("每天", "day"), ("天", "日", "每日", "daily")),
    Option("ten_days", Bilingual("每旬", "ten days"), ("旬",)),
    Option("half_month", Bilingual("每半月", "half-month"), ("半月",)),
    Option("month", Bilingual("每月", "month"), ("月", "按月", "monthly")),
    Option("quarter", Bilingual("每季", "quarter"), ("季", "季度", "每季度", "按季", "quarterly")),
    Option("half_year", Bilingual("每半年", "half-year"), ("半年",)),
    Option("year", Bilingual("每年", "year"), ("年", "年度", "yearly", "annual")),
)
"""What is covered one by one; the codes are those of `domain.calendar`, and `day`."""
_BEGINS, _ENDS = ("start", "from_", "since"), ("due", "end", "to")
_THE_WORK, _A_TASK = Bilingual("整项工作", "the whole"), Bilingual("一项任务", "a task")
_TO: dict[Language, str] = {"zh": "至", "en": " to "}
_AND: dict[Language, str] = {"zh": "、", "en": ", "}
_OPEN = Bilingual("未覆盖：", "Not covered: ")
_STAGE = "stage"
_TEXT = TextType()


class Coverage(Part):
    """One demand of coverage; `rule.coverage` tells other rules whether it is met."""

    every: str = key(
        "每", "覆盖", options=STEPS, meaning="what has to be covered one by one: day, month, quarter …"
    )
    covered_by: Expression = key(
        "任务", "由", meaning="the list of tasks or stages, such as `baseline.milestones`"
    )
    begins: Expression | None = key(
        "任务开始",
        default=None,
        meaning="the first day of a task; else its `start`, and without one its last day",
    )
    ends: Expression | None = key(
        "任务结束", default=None, meaning="the last day of a task; else its `due` or `end`"
    )
    start: Expression | None = key("自", "from", default=None, meaning="the first day to cover; else `start`")
    end: Expression | None = key("至", "to", default=None, meaning="the last day to cover; else `end`")
    due: Expression | None = key(
        "期限",
        "最迟",
        "截止",
        default=None,
        meaning="the day by which the plan has to cover it all; else it is judged as of every day",
    )
    when: Expression | None = key(
        "适用", default=None, meaning="nothing has to be covered where this is false"
    )
    reason: Template | None = key("理由", default=None)


@attrs.frozen
class Stages:
    """The demands of coverage of a rule being lowered; `ids` are their canonical names."""

    rule: Rule
    coverage: Sequence[Coverage]
    ids: Sequence[str]
    header: Header
    outcome: Outcome
    lowering: Lowering

    def lowered(self) -> list[tuple[Check, Finding]]:
        """A check and a finding for each."""
        return [self._lowered(index) for index in range(len(self.coverage))]

    def _lowered(self, index: int) -> tuple[Check, Finding]:
        part, lowering = self.coverage[index], self.lowering
        place = lowering.place_of(("coverage", index, "id"))
        scope, due = lowering.scope, None
        if part.due is not None:
            due = lowering.day(part.due)
            scope = scope.with_locals({"due": due, "期限": due})
        step = find(part.every, STEPS)
        if step is None:
            at = lowering.place_of(("coverage", index, "every"))
            lowering.faults.add(UNKNOWN_STEP, at, name=part.every, offer=offer(part.every, STEPS))
        spans = _Spans(self, index, scope, "day" if step is None else step.code)
        check = Check(
            f"{self.header.id}.{self.ids[index]}",
            self.header.subject,
            nodes.Case((nodes.Row(spans.covers(spans.known), nodes.TRUE),), spans.covers(spans.all), nodes.BOOLEAN, place=place),
            part.label,
            lowering.applies(scope, part.when),
            due,
            place=place,
        )  # fmt: skip

        def within(language: Language) -> Scope:
            left = spans.told(language)
            words = nodes.Literal(part.label.in_(language), _TEXT)
            return scope.with_locals({"open": left, "缺口": left, "gate": words, "节点": words})

        zh, en = (within(language) for language in LANGUAGES)
        written = part.reason or self.rule.reason
        reason = (
            lowering.message(written, zh, en)
            if part.reason is not None or self._names_open()
            else Message((_OPEN.zh, spans.told("zh")), (_OPEN.en, spans.told("en")))
        )
        return check, Finding(self.header, (check.id,), self.outcome, lowering.against(scope), reason)

    def _names_open(self) -> bool:
        """Whether the rule's own reason tells what is left open: one that speaks of gates does not."""
        reason = self.rule.reason
        return reason is not None and any(
            name in reason.zh.text + reason.en.text for name in ("{open", "{缺口")
        )


@attrs.frozen
class _Spans:
    """The days to cover, and the tasks, of one demand."""

    of: Stages
    index: int
    scope: Scope
    step: str

    @property
    def part(self) -> Coverage:
        return self.of.coverage[self.index]

    @property
    def lowering(self) -> Lowering:
        return self.of.lowering

    def covers(self, tasks: Node) -> Node:
        """Whether the tasks leave nothing open."""
        count = nodes.Aggregate("count", self._left(tasks, "zh"), place=self._place)
        return nodes.Compare("=", count, nodes.number(0), place=self._place)

    def told(self, language: Language) -> Node:
        """What is left open, as a text."""
        return nodes.Call("join", (self._left(self.known, language), _words(_AND[language])), _TEXT)

    @cached_property
    def known(self) -> Node:
        """The tasks of which both days are known."""
        return self._those(*(nodes.Present(day, place=self._place) for day in self._days))

    @cached_property
    def all(self) -> Node:
        """The tasks that have days, known or not."""
        nothing = nodes.Literal(None, NullType())
        return self._those(*(nodes.Compare("!=", day, nothing, place=self._place) for day in self._days))

    def _those(self, *conditions: Node) -> Node:
        source = self._source
        return nodes.Filter(_STAGE, source, nodes.And(conditions), source.type, place=self._place)

    def _left(self, tasks: Node, language: Language) -> Node:
        """What the tasks leave open, as texts."""
        first, last = self._ends
        begins, ends = (
            nodes.Each(_STAGE, tasks, day, ListType(DATE), place=self._place) for day in self._days
        )
        arguments = (_words(self.step), first, last, begins, ends, _words(_TO[language]))
        return nodes.Call("left_open", arguments, ListType(_TEXT), place=self._place)

    @cached_property
    def _place(self) -> Place:
        return self.lowering.place_of(("coverage", self.index, "id"))

    @cached_property
    def _source(self) -> Node:
        return self.lowering.expression(self.part.covered_by, ListType(ANY), self.scope)

    @cached_property
    def _days(self) -> tuple[Node, Node]:
        """The first and the last day of a task; where it has but one, that is both."""
        kind = item_type(self._source.type) or ANY
        item = nodes.Variable(_STAGE, kind)
        scope, record = self.scope.with_locals({"item": item}), None
        if isinstance(kind, RecordType):
            scope, record = scope.with_item(item, kind.record), kind.record
        ends = self._day(self.part.ends, _ENDS, record, item, scope)
        begins = self._day(self.part.begins, _BEGINS, record, item, scope)
        if ends is None and begins is None:
            if not is_poison(self._source):
                at = self.lowering.place_of(("coverage", self.index, "covered_by"))
                self.lowering.faults.add(NO_SPAN, at, what=_A_TASK, first="begins", last="ends")
            return POISON, POISON
        one, other = begins or ends, ends or begins
        assert one is not None
        assert other is not None
        return one, other

    @cached_property
    def _ends(self) -> tuple[Node, Node]:
        """The first and the last day to cover."""
        this, subject = self.lowering.this(), self.lowering.subject
        record = subject if subject in self.lowering.names.vocabulary.records else None
        first = self._day(self.part.start, ("start",), record, this, self.scope)
        last = self._day(self.part.end, ("end",), record, this, self.scope)
        if first is None or last is None:
            self.lowering.faults.add(NO_SPAN, self._place, what=_THE_WORK, first="from", last="to")
            return POISON, POISON
        return first, last

    def _day(
        self, written: Expression | None, names: Iterable[str], record: str | None, of: Node, scope: Scope
    ) -> Node | None:
        """The day that is written, else the first of these members that records of the type have."""
        if written is not None:
            return self.lowering.day(written, scope)
        if record is None:
            return None
        members = self.lowering.names.vocabulary.record(record).members
        name = next((n for n in names if n in members and members[n].type == DATE), None)
        return None if name is None else nodes.Field(of, record, name, DATE, place=self._place)


def _words(text: str) -> Node:
    return nodes.Literal(text, _TEXT)
