"""Steps (步骤): what a procedure consists of, which entries count as which step, and on which days they were taken."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.domain.types import ChoiceType, ListType, NullType, Option, RecordType, TextType
from projgov.rules.core import nodes
from projgov.rules.core.fitting import POISON, WRONG_TYPE, is_poison
from projgov.rules.core.nodes import Node
from projgov.rules.core.scope import Scope
from projgov.rules.core.typing import ANY, DATE, describe, item_type
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.counted import Counted, away, counted
from projgov.rules.forms.options import find, offer
from projgov.rules.forms.owing import no_span
from projgov.rules.forms.parts import Part
from projgov.rules.forms.rosters import list_or_none
from projgov.rules.forms.written import Expression, key

UNKNOWN_STEP_KIND = Pattern(
    "N500",
    Bilingual("没有 `{name}` 这一种步骤", "there is no kind of step `{name}`"),
    Bilingual("{offer}", "{offer}"),
)
NO_ENTRIES = Pattern(
    "F500",
    Bilingual(
        "看不出步骤 `{step}` 记在哪里，判断不了哪天办的",
        "it does not show where the step `{step}` is on record, and on which day it was taken",
    ),
    Bilingual(
        "写 `of:` 指明步骤记录的列表，或在步骤上写 `day:`",
        "name the list of dated entries under `of:`, or write `day:` at the step",
    ),
)
NO_KIND_OR_DAY = Pattern(
    "F501",
    Bilingual(
        "{record}没有{member}，分不清是哪一步、哪一天",
        "{record} has no {member}, and so no entry says which step it is, and of which day",
    ),
    Bilingual(
        "用 `told by:` 写明哪一栏说明步骤，用 `dated by:` 写明哪一栏是日期",
        "say under `told by:` which field names the step, and under `dated by:` which one is its day",
    ),
)
DAY_AND_KIND = Pattern(
    "F502",
    Bilingual(
        "步骤 `{step}` 写了 `day`，`{key}` 就不起作用了",
        "the step `{step}` has a `day`, and then `{key}` says nothing",
    ),
    Bilingual("删去其中一个", "leave out one of them"),
)
LASTS_AT_END = Pattern(
    "F503",
    Bilingual(
        "步骤 `{step}` 之后没有步骤，`lasting` 无从判断",
        "no step comes after `{step}`, and so nothing shows how long it lasted",
    ),
    Bilingual("删去 `lasting`，或补上后面的步骤", "leave out `lasting`, or add the step that follows"),
)
_ENTRY, _DAY = "entry", "entry_day"
_JUDGED = nodes.Variable("judged", DATE)
_DAYS = ListType(DATE)
_KIND, _OCCURRED = Bilingual("步骤类别（kind）", "`kind`"), Bilingual("发生日期（occurred）", "`occurred`")


class Step(Part):
    """One step of a procedure."""

    kind: str | None = key(
        "类别",
        "步骤类别",
        default=None,
        meaning="what the entries of this step are called; else the id of the step says it",
    )
    day: Expression | None = key(
        "日期",
        "办理日期",
        default=None,
        meaning="the day on which the step was taken (or a list of days), where it is on record elsewhere; null: not taken",
    )
    require: Expression | None = key(
        "要求", default=None, meaning="what an entry has to meet; one that does not is no such step"
    )
    optional: bool = key("可略", default=False, meaning="whether the step can be left out")
    when: Expression | None = key("适用", default=None, meaning="there is no such step where this is false")
    lasting: str | None = key(
        "历时不少于",
        "不少于",
        default=None,
        span=True,
        meaning="how long after this step the next one may be taken at the earliest: `5 days`, `7 working days`",
    )


@attrs.frozen
class Taken:
    """One step being lowered.

    `days` are the days on which it was taken as it should be, `entries` those on which it was taken at all. `may_lack` says where it
    may be lacking for what it is: optional, or not asked here; None where it never may.
    """

    name: Bilingual
    days: Node
    entries: Node
    may_lack: Node | None
    lasting: Counted | None
    place: Place

    def after(self, day: Node, least: int) -> Node:
        """The first day on which the next step may be taken, where at `least` so many days have to lie between."""
        if self.lasting is not None:
            return away(day, self.lasting)
        return day if not least else away(day, Counted(least, "day", "", 0, 0))


@attrs.frozen
class Steps:
    """The steps of a rule being lowered. `scope` is that of what is judged, `source` the list of its dated entries."""

    steps: Sequence[Step]
    source: Expression | None
    told_by: Expression | None
    dated_by: Expression | None
    scope: Scope
    lowering: Lowering

    def taken(self) -> list[Taken]:
        """What each step is called and on which days it was taken by the day judged."""
        entries = self._entries() if any(step.day is None for step in self.steps) else None
        return [self._step(index, step, entries) for index, step in enumerate(self.steps)]

    def _step(self, index: int, step: Step, entries: _Entries | None) -> Taken:
        lowering, place = self.lowering, self.lowering.place_of(("steps", index, "id"))
        name, condition = step.label, None
        if step.day is not None:
            for word in ("kind", "require"):
                if getattr(step, word) is not None:
                    at = lowering.place_of(("steps", index, word))
                    lowering.faults.add(DAY_AND_KIND, at, step=step.id, key=word)
            all_days = days = self._written(step.day, place)
        elif entries is None:
            lowering.faults.add(NO_ENTRIES, place, step=step.id)
            all_days = days = POISON
        else:
            option = self._option(index, step, entries)
            if option is not None and step.title is None:
                name = option.label
            code = step.kind or step.id if option is None else option.code
            of_kind = nodes.Compare("=", entries.kind, nodes.Literal(code, entries.kind.type), place=place)
            if step.require is not None:
                condition = lowering.condition(step.require, entries.scope)
            all_days = entries.days((of_kind,), place)
            days = all_days if condition is None else entries.days((of_kind, condition), place)
        may_lack: Node | None = nodes.TRUE if step.optional else None
        if step.when is not None:
            asked = lowering.condition(step.when, self.scope)
            days, all_days = (_where(asked, found, place) for found in (days, all_days))
            may_lack = may_lack or nodes.Not(asked, place=place)
        return Taken(name, days, all_days, may_lack, self._lasting(index, step), place)

    def _lasting(self, index: int, step: Step) -> Counted | None:
        if step.lasting is None:
            return None
        at = self.lowering.place_of(("steps", index, "lasting"))
        found = counted(f"{step.lasting} after due") or counted(f"期限后{step.lasting}")
        if found is None or found.count < 1:
            no_span("lasting", step.lasting, at, self.lowering)
            return None
        if index == len(self.steps) - 1:
            self.lowering.faults.add(LASTS_AT_END, at, step=step.id)
        return found

    def _written(self, written: Expression, place: Place) -> Node:
        """The days that an expression gives: of a day, or of a list of days, without what is null and what lies ahead."""
        day = self.lowering.expression(written, scope=self.scope)
        if is_poison(day):
            return POISON
        inner = item_type(day.type)
        if day.type == DATE or isinstance(day.type, NullType) or inner is None:
            source: Node = nodes.MakeList((day,), _DAYS, place=place)
            inner = day.type
        else:
            source = list_or_none(day)
        if inner not in (DATE, ANY) and not isinstance(inner, NullType):
            self.lowering.faults.add(WRONG_TYPE, day.place, wanted=describe(DATE), found=describe(day.type))
            return POISON
        one = nodes.Variable(_DAY, DATE)
        there = nodes.Case(
            (nodes.Row(nodes.Compare("=", one, nodes.Literal(None, NullType()), place=place), nodes.FALSE),),
            nodes.Compare("<=", one, _JUDGED, place=place),
            nodes.BOOLEAN,
            place=place,
        )
        return nodes.Filter(_DAY, source, there, _DAYS, place=place)

    def _option(self, index: int, step: Step, entries: _Entries) -> Option | None:
        """The kind of entry that a step is; None where entries are told by a text, or the word is unknown."""
        if not isinstance(entries.kind.type, ChoiceType):
            return None
        word, options = step.kind or step.id, entries.kind.type.options
        if (found := find(word, options)) is None:
            at = self.lowering.place_of(("steps", index, "kind" if step.kind else "id"))
            self.lowering.faults.add(UNKNOWN_STEP_KIND, at, name=word, offer=offer(word, options))
        return found

    def _entries(self) -> _Entries | None:
        """The dated entries; None where it does not show where they are (or that was told)."""
        lowering = self.lowering
        if self.source is not None:
            place, source = (
                self.source.scalar.place,
                lowering.expression(self.source, ListType(ANY), self.scope),
            )
        else:
            place, found = lowering.place_of(("steps",)), self._own_steps()
            if found is None:
                return None
            source = found
        inner = item_type(source.type)
        if not isinstance(inner, RecordType):
            if not is_poison(source):
                wanted = Bilingual("记录的列表", "a list of records")
                lowering.faults.add(WRONG_TYPE, place, wanted=wanted, found=describe(source.type))
            return _Entries(POISON, POISON, POISON, self.scope)
        entry = nodes.Variable(_ENTRY, inner)
        scope = self.scope.with_locals({"item": entry}).with_item(entry, inner.record)
        record = lowering.names.vocabulary.record(inner.record)

        def member(written: Expression | None, name: str, said: Bilingual) -> Node:
            if written is not None:
                return lowering.expression(written, DATE if name == "occurred" else None, scope)
            if (found := record.find(name)) is not None:
                return nodes.Field(entry, record.name, found.name, found.type, place=place)
            lowering.faults.add(NO_KIND_OR_DAY, place, record=record.about.named.label, member=said)
            return POISON

        kind = member(self.told_by, "kind", _KIND)
        if not (is_poison(kind) or isinstance(kind.type, ChoiceType | TextType)):
            wanted = describe(TextType())
            lowering.faults.add(WRONG_TYPE, kind.place, wanted=wanted, found=describe(kind.type))
            kind = POISON
        return _Entries(list_or_none(source), kind, member(self.dated_by, "occurred", _OCCURRED), scope)

    def _own_steps(self) -> Node | None:
        """The `steps` of what is judged."""
        for base, name in self.scope.items[:1]:
            record = self.lowering.names.vocabulary.record(name)
            if (member := record.find("steps")) is not None:
                return nodes.Field(base, record.name, member.name, member.type)
        return None


@attrs.frozen
class _Entries:
    """The list of dated entries: which step each is, its day, and the scope in which its fields are seen."""

    source: Node
    kind: Node
    day: Node
    scope: Scope

    def days(self, conditions: tuple[Node, ...], place: Place) -> Node:
        """The days through the day judged of the entries that meet all conditions."""
        by_then = nodes.Compare("<=", self.day, _JUDGED, place=place)
        all_of = nodes.And((*conditions, by_then), place=place)
        inner = item_type(self.source.type) or ANY
        found = nodes.Filter(_ENTRY, self.source, all_of, ListType(inner), place=place)
        return nodes.Each(_ENTRY, found, self.day, _DAYS, place=place)


def _where(asked: Node, days: Node, place: Place) -> Node:
    """The days, and none where the step is not asked."""
    return nodes.Filter(_DAY, days, asked, _DAYS, place=place)
