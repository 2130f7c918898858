"""Whether steps were taken one after the other without a gap, and what is said where they were not.

That they were is asked as it would be on paper: is there a day for every step such that each comes after the one before? An entry
too many does no harm, and where a list may lack entries, those that there are can still show that all was done in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import attrs

from projgov.diagnostics import Bilingual, Language, Place
from projgov.domain.types import ListType, NullType, TextType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.typing import ANY, DATE
from projgov.rules.forms.counted import Counted
from projgov.rules.forms.steps import Taken

_TEXT = TextType()
_DAYS = ListType(DATE)
_TURNS = ListType(ANY)
_NOTHING = nodes.Literal(None, NullType())
_FIRST = nodes.Literal(date(1, 1, 1), DATE)
_JUDGED = nodes.Variable("judged", DATE)
_AND: dict[Language, str] = {"zh": "、", "en": ", "}
_NEXT: dict[Language, str] = {"zh": "；", "en": "; "}
_SKIPPED = Bilingual("缺少步骤：", "steps lacking: ")
_UNFIT = Bilingual("步骤不合要求：", "steps not taken as they should be: ")
_MISORDERED = Bilingual("次序有误：", "out of order: ")
_LENGTHS = {
    "day": Bilingual("{n}天", "{n} days"),
    "week": Bilingual("{n}周", "{n} weeks"),
    "month": Bilingual("{n}个月", "{n} months"),
    "year": Bilingual("{n}年", "{n} years"),
    "working_day": Bilingual("{n}个工作日", "{n} working days"),
}


@attrs.frozen
class Order:
    """The steps of a procedure in their order. Where not `same_day`, each has to come on a later day than the one before.

    `finished_by` gives the day from which all steps have to be there; before it those at the end may be lacking (None: they never may).
    """

    steps: Sequence[Taken]
    same_day: bool
    finished_by: Node | None
    place: Place

    @property
    def _least(self) -> int:
        return 0 if self.same_day else 1

    def holds(self) -> Node:
        """Whether each step was taken, after the one before."""
        turns = tuple(self._turns(index) for index in range(len(self.steps)))
        return nodes.Call("one_after_another", turns, nodes.BOOLEAN, place=self.place)

    def _turns(self, index: int) -> Node:
        """The days of a step, each with the first day on which the next may be taken; an empty turn where it may be lacking."""
        step, place = self.steps[index], self.place
        day = nodes.Variable("one_day", DATE)
        turn = nodes.MakeContext((("day", day), ("next", step.after(day, self._least))), ANY, place=place)
        turns: Node = nodes.Each(day.name, step.days, turn, _TURNS, place=place)
        if not self._can_lack(index):
            return turns
        empty = nodes.MakeContext((("day", _NOTHING), ("next", _NOTHING)), ANY, place=place)
        lacking = nodes.And((self._none(step.days), self._may_lack(index)), place=place)
        none = nodes.MakeList((empty,), _TURNS, place=place)
        left_out = nodes.Filter("turn", none, lacking, _TURNS, place=place)
        return nodes.Call("concatenate", (turns, left_out), _TURNS, place=place)

    def _can_lack(self, index: int) -> bool:
        return self.finished_by is not None or self.steps[index].may_lack is not None

    def _may_lack(self, index: int) -> Node:
        """Whether a step may be lacking: for what it is, or because its turn can still come."""
        found = [] if (own := self.steps[index].may_lack) is None else [own]
        if self.finished_by is not None:
            end = self.finished_by
            row = nodes.Row(nodes.Compare("=", end, _NOTHING, place=self.place), nodes.TRUE)
            before = nodes.Compare("<", _JUDGED, end, place=self.place)
            open_yet = nodes.Case((row,), before, nodes.BOOLEAN, place=self.place)
            later = tuple(self._none(step.days) for step in self.steps[index + 1 :])
            found.append(nodes.And((open_yet, *later), place=self.place))
        return nodes.Or(tuple(found), place=self.place) if len(found) != 1 else found[0]

    def _none(self, days: Node) -> Node:
        any_day = nodes.Quantify("some", "any_day", days, nodes.TRUE, place=self.place)
        return nodes.Not(any_day, place=self.place)

    def texts(self, language: Language) -> dict[str, Node]:
        """What a reason can name: `skipped`, `unfit` and `misordered` are lists, `faults` says it all; null what is not known."""
        lists = {
            "skipped": self._listed(_AND, self._skipped(language), language),
            "unfit": self._listed(_AND, self._unfit(language), language),
            "misordered": self._chained(self._listed(_NEXT, self._misordered(language), language)),
        }
        told = []
        for name, head in (("skipped", _SKIPPED), ("unfit", _UNFIT), ("misordered", _MISORDERED)):
            said = nodes.Call("concatenation", (_words(head.in_(language)), lists[name]), _TEXT)
            some = nodes.Compare("!=", lists[name], _words(""))
            told.append(nodes.Case((nodes.Row(some, said),), _NOTHING, _TEXT))
        lists["faults"] = self._listed(_NEXT, told, language)
        return lists

    def _listed(self, separator: dict[Language, str], parts: Iterable[Node], language: Language) -> Node:
        known = tuple(nodes.IfUnknown(part, _NOTHING, _TEXT) for part in parts)
        return nodes.Call("listing", (_words(separator[language]), *known), _TEXT)

    def _skipped(self, language: Language) -> list[Node]:
        return [
            self._named(index, self._none(step.entries), language) for index, step in enumerate(self.steps)
        ]

    def _unfit(self, language: Language) -> list[Node]:
        """The steps that were taken, and not as they should be."""
        return [
            self._named(
                index, nodes.And((self._none(step.days), nodes.Not(self._none(step.entries)))), language
            )
            for index, step in enumerate(self.steps)
            if step.days != step.entries
        ]

    def _named(self, index: int, wrong: Node, language: Language) -> Node:
        """The name of a step where something is wrong with it and it may not lack."""
        condition = wrong
        if self._can_lack(index):
            condition = nodes.And((wrong, nodes.Not(self._may_lack(index))))
        name = _words(self.steps[index].name.in_(language))
        return nodes.Case((nodes.Row(condition, name),), _NOTHING, _TEXT)

    def _misordered(self, language: Language) -> list[Node]:
        """Each step that came too early, with its day and the day of the step that it has to follow.

        They see what `_chained` puts around them.
        """
        return [
            self._too_early(index, earlier, language)
            for index in range(1, len(self.steps))
            for earlier in range(index)
        ]

    def _too_early(self, index: int, earlier: int, language: Language) -> Node:
        """What is said of a step where the last in order before it was `earlier`, and it came too early after that."""
        day, before = _of("day", index), _of("day", earlier)
        names = [self.steps[i].name.in_(language) for i in (index, earlier)]
        this, other = (
            (_words(name), *_bracketed(d, language)) for name, d in zip(names, (day, before), strict=True)
        )
        zh = language == "zh"

        def said(*parts: Node | str) -> Node:
            texts = tuple(_words(p) if isinstance(p, str) else p for p in parts)
            return nodes.Call("concatenation", texts, _TEXT)

        rows = [
            nodes.Row(
                nodes.Compare("<", day, before),
                said(*this, *(("早于",) if zh else (" is before ",)), *other),
            )
        ]
        if (length := self.steps[earlier].lasting) is not None:
            words = _length(length, language)
            text = (
                said(*this, "距", *other, f"不足{words}")
                if zh
                else said(*this, " comes less than ", words, " after ", *other)
            )
        else:
            text = said(*this, "与", *other, "同日") if zh else said(*this, " is on the day of ", *other)
        wrong = nodes.And(
            (
                nodes.Compare("=", _of("before", index, nodes.NUMBER), nodes.number(earlier)),
                _of("early", index, nodes.BOOLEAN),
            )
        )
        told = nodes.Case(tuple(rows), text, _TEXT)
        return nodes.Case((nodes.Row(wrong, told),), _NOTHING, _TEXT)

    def _chained(self, body: Node) -> Node:
        """The body with what it asks of every step: the `day` that counts, whether it is too `early`, and which came `before`.

        Of several days of a step the first counts that is late enough, else the last. What came before is the last step in order.
        """
        lets: list[tuple[str, Node]] = []
        earliest: Node = _FIRST
        last: Node = nodes.number(-1)
        for index, step in enumerate(self.steps):
            there = nodes.Not(self._none(step.days))
            one = nodes.Variable("one_day", DATE)
            fitting = nodes.Filter(one.name, step.days, nodes.Compare(">=", one, earliest), _DAYS)
            none_fits = self._none(fitting)
            day = nodes.Case(
                (nodes.Row(none_fits, nodes.Aggregate("max", step.days, DATE)),),
                nodes.Aggregate("min", fitting, DATE),
                DATE,
            )
            lets += [
                (f"day_{index}", day),
                (f"early_{index}", nodes.And((there, none_fits))),
                (f"before_{index}", last),
            ]
            in_order = nodes.And((there, nodes.Not(_of("early", index, nodes.BOOLEAN))))
            after = step.after(_of("day", index), self._least)
            lets.append((f"from_{index}", nodes.Case((nodes.Row(in_order, after),), earliest, DATE)))
            lets.append(
                (f"last_{index}", nodes.Case((nodes.Row(in_order, nodes.number(index)),), last, nodes.NUMBER))
            )
            earliest = _of("from", index)
            last = _of("last", index, nodes.NUMBER)
        for name, value in reversed(lets):
            body = nodes.Let(name, value, body, body.type)
        return body


def _of(what: str, index: int, kind: object = DATE) -> nodes.Variable:
    return nodes.Variable(f"{what}_{index}", kind)  # type: ignore[arg-type]  # a type of value, as every caller gives


def _words(text: str) -> Node:
    return nodes.Literal(text, _TEXT)


def _bracketed(day: Node, language: Language) -> tuple[Node, ...]:
    """A day in brackets."""
    left, right = ("（", "）") if language == "zh" else (" (", ")")
    return _words(left), nodes.Call("string", (day,), _TEXT), _words(right)


def _length(length: Counted, language: Language) -> str:
    """A length of time in words."""
    text = _LENGTHS[length.unit].in_(language).format(n=length.count)
    return text.removesuffix("s") if language == "en" and length.count == 1 else text
