"""Duplicates (查重): entries of a list, or of several put together, that say the same.

    duplicates:
      - id: one_task_in_two_lists
        on: portfolio
        among: items[kind = "key_work"]
        same: [title]
        across: source
        called: '"《" + title + "》（" + id + "）"'
        reason: {zh: "两张清单重复{count}件：{members}", en: "{count} tasks of two lists are one: {members}"}
      - id: one_matter_several_channels
        on: unit
        among: findings against
        same: [matter, clause]

`among` is the list; `same` names what has to be the same, by one or several expressions on an entry (nothing named: its title). Every
group of entries that say the same is found once, at its first entry, with all its members.

Texts are the same when they differ only in what makes no difference to a reader: the width and the case of characters (Ａ, A and a),
spaces, and punctuation. What is a sign of its own counts: a percent sign, and a point or a colon between digits (1.5 is not 15). With
`exact: true` (逐字) texts have to be the same letter for letter.

An entry that has none of what is named (all null) is like no other. Where something of it is missing, the entry itself is
undetermined, and named; the others are compared without it. With `across` (跨) a group counts only where this differs within it: entries
of two lists, of two units.

A reason can name `item` (the first entry of the group), `members` (重复各项: all of them, by `called`, else by id) and `count` (件数).

Other rules can use `one_matter_several_channels.distinct` (不同件数), how many different entries there are when each group counts
once; `.groups` (重复组数), how many groups there are, and `.repeated` (重复件数), how many entries are one too many. So what several
bodies found of one and the same thing counts once.
"""

from __future__ import annotations

from collections.abc import Callable

import attrs

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.types import (
    BooleanType,
    ChoiceType,
    DateType,
    ListType,
    NullType,
    NumberType,
    PeriodType,
    RecordType,
    TextType,
)
from projgov.rules.core import nodes
from projgov.rules.core.fitting import POISON, WRONG_TYPE, is_poison
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Check, Definition, Finding, Message
from projgov.rules.core.scope import Binding, Scope
from projgov.rules.core.typing import ANY, describe, item_type
from projgov.rules.forms.amounts import where
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.outcomes import OUTCOMES, outcome_of
from projgov.rules.forms.results import COUNT, check_entries, tallies
from projgov.rules.forms.rosters import list_or_none
from projgov.rules.forms.written import Expression, Rule, key

NOTHING_SAME = Pattern(
    "F509",
    Bilingual("{record}没有标题，看不出按什么查重", "{record} has no title, and it does not show what has to be the same"),
    Bilingual("用 `same:` 写明按哪几项查重", "say under `same:` what has to be the same"),
)  # fmt: skip
_TEXT = TextType()
_NOTHING = nodes.Literal(None, NullType())
_BETWEEN = nodes.Literal("\x1f", _TEXT)
_WRITABLE = (NumberType, BooleanType, DateType, PeriodType)
_NUMBERS = ("distinct", "groups", "repeated")
_A_RECORD = Bilingual("记录的列表", "a list of records")
_COMPARED = Bilingual("文字、选项、数字、日期或记录", "a text, choice, number, day or record")


class Duplicates(Rule):
    """One search for what says the same."""

    among: Expression = key("查重范围", "范围", meaning="the list of records that are compared")
    same: list[Expression] = key("相同", "按", default=[], meaning="what has to be the same; else the title")
    across: Expression | None = key(
        "跨", "跨表", default=None, meaning="a group counts only where this differs within it"
    )
    exact: bool = key("逐字", default=False, meaning="whether texts have to be the same letter for letter")
    called: Expression | None = key("称呼", default=None, meaning="how an entry is named; else by its id")
    otherwise: str = key("否则", options=OUTCOMES, default="flag", meaning="what a group comes to")


def declare(rule: Duplicates, lowering: Lowering) -> Binding:
    return lowering.binding(None, {**check_entries(), **dict.fromkeys(_NUMBERS, COUNT)})


def lower(rule: Duplicates, lowering: Lowering) -> Lowered:
    header = lowering.header()
    source = lowering.expression(rule.among, ListType(ANY))
    inner = item_type(source.type)
    if not isinstance(inner, RecordType):
        if not is_poison(source):
            lowering.faults.add(WRONG_TYPE, source.place, wanted=_A_RECORD, found=describe(source.type))
        return Lowered()
    return _Search(rule, lowering, list_or_none(source), inner).lowered(header.id)


@attrs.frozen
class _Search:
    """A rule being lowered: the list, and the type of its records."""

    rule: Duplicates
    lowering: Lowering
    source: Node
    inner: RecordType

    def lowered(self, name: str) -> Lowered:
        lowering, place = self.lowering, self.lowering.place
        header, judged = lowering.header(), lowering.judged()
        occasion = nodes.Variable("occasion", self.inner)
        own = self._key(occasion)

        def defined(entry: str, body: Node) -> Definition:
            body = where(lowering.applies(), body, None, place)
            return Definition(f"{name}.{entry}", header.subject, body, body.type, judged, place)

        sets = defined("sets", self._groups())
        found = nodes.Result(sets.id, lowering.this(), sets.type, place=place)
        group = nodes.Variable("group", ListType(self.inner))
        first = nodes.Call("item", (group, nodes.number(1)), self.inner)
        leading = defined("firsts", nodes.Each(group.name, found, first, ListType(self.inner), place=place))
        firsts = nodes.Result(leading.id, lowering.this(), leading.type, place=place)
        is_first = nodes.Call("list_contains", (firsts, occasion), nodes.BOOLEAN, place=place)
        repeated: Node = is_first
        mine = nodes.Filter(
            group.name,
            found,
            nodes.Call("list_contains", (group, occasion), nodes.BOOLEAN),
            found.type,
            place=place,
        )
        members = nodes.Call("flatten_once", (mine,), ListType(self.inner), place=place)
        if self.rule.across is not None:
            differs = self._differs(members, occasion)
            repeated = nodes.Case((nodes.Row(is_first, differs),), nodes.FALSE, nodes.BOOLEAN, place=place)
        is_known = nodes.Compare("=", own, own, place=place)
        check = Check(
            name,
            header.subject,
            nodes.And((is_known, nodes.Not(repeated)), place=place),
            header.title,
            lowering.applies(),
            judged,
            lowering.seen(self.source, judged),
            place=place,
        )
        told = self._told(members)
        scope = lowering.scope.with_locals({"item": occasion, **told})
        reason = lowering.message(rule_reason := self.rule.reason, scope)
        if rule_reason is None or reason is None:
            count, names = told["count"], told["members"]
            reason = Message(("重复", count, "件：", names), (count, " say the same: ", names))
        outcome = outcome_of(self.rule.otherwise, lowering.place_of(("otherwise",)), lowering.faults)
        finding = Finding(header, (name,), outcome, lowering.against(), reason)
        counts = tallies(name, header.subject, (name,), lowering.this(), place)
        return Lowered((sets, leading, *self._numbers(defined, found), *counts), (check,), (finding,))

    def _numbers(self, defined: Callable[[str, Node], Definition], found: Node) -> tuple[Definition, ...]:
        """How many groups there are, how many entries too many, and how many are left when each group counts once."""
        place = self.lowering.place
        group = nodes.Variable("group", ListType(self.inner))
        groups = found
        if self.rule.across is not None:
            first = nodes.Call("item", (group, nodes.number(1)), self.inner)
            groups = nodes.Filter(group.name, found, self._differs(group, first), found.type)
        size = nodes.Aggregate("count", group, COUNT)
        more = nodes.Arithmetic("-", size, nodes.number(1), COUNT, place=place)
        each = nodes.Each(group.name, groups, more, ListType(COUNT), place=place)
        repeated = nodes.Aggregate("sum", each, COUNT, place=place)
        whole = nodes.Aggregate("count", self.source, COUNT, place=place)
        entry = nodes.Variable("entry", self.inner)
        own = self._key(entry)
        is_known = nodes.Compare("=", own, own, place=place)
        all_known = nodes.Quantify("every", entry.name, self.source, is_known, place=place)

        def number(entry: str, body: Node) -> Definition:
            """A number, which is not known while the key of any entry is not."""
            return defined(entry, nodes.Case((nodes.Row(all_known, body),), None, COUNT, place=place))

        return (
            number("distinct", nodes.Arithmetic("-", whole, repeated, COUNT, place=place)),
            number("groups", nodes.Aggregate("count", groups, COUNT, place=place)),
            number("repeated", repeated),
        )

    def _groups(self) -> Node:
        kind = ListType(ListType(self.inner))
        return nodes.Call("repeats", (self._keys(), self.source), kind, place=self.lowering.place)

    def _keys(self) -> Node:
        """What each entry is compared by."""
        entry = nodes.Variable("entry", self.inner)
        keys = self._key(entry)
        return nodes.Each(entry.name, self.source, keys, ListType(_TEXT), place=self.lowering.place)

    def _seen(self, entry: Node) -> Scope:
        """The scope in which an entry is seen."""
        return self.lowering.scope.with_locals({"item": entry}).with_item(entry, self.inner.record)

    def _key(self, entry: Node) -> Node:
        """What an entry is compared by, as one text; null where it has none of it."""
        lowering, place = self.lowering, self.lowering.place
        parts = [self._part(lowering.expression(one, None, self._seen(entry))) for one in self.rule.same]
        if not parts:
            record = lowering.names.vocabulary.record(self.inner.record)
            title = record.find("title")
            if title is None:
                at = lowering.place_of(("among",))
                lowering.faults.add(NOTHING_SAME, at, record=record.about.named.label)
                return POISON
            parts = [self._part(nodes.Field(entry, record.name, title.name, title.type, place=place))]
        if len(parts) == 1:
            return parts[0]
        none = nodes.And(tuple(nodes.Compare("=", part, _NOTHING) for part in parts), place=place)
        texts: list[Node] = []
        for part in parts:
            blank = nodes.Row(nodes.Compare("=", part, _NOTHING), nodes.Literal("", _TEXT))
            texts += [nodes.Case((blank,), part, _TEXT), _BETWEEN]
        joined = nodes.Call("concatenation", tuple(texts), _TEXT, place=place)
        return nodes.Case((nodes.Row(none, _NOTHING),), joined, _TEXT, place=place)

    def _part(self, value: Node) -> Node:
        """One thing that is compared, as a text; null stays null."""
        place, kind = value.place, value.type
        if is_poison(value):
            return POISON
        text: Node
        match kind:
            case TextType():
                text = value if self.rule.exact else nodes.Call("plain_text", (value,), _TEXT, place=place)
            case ChoiceType():
                text = value
            case RecordType(record) if "id" in self.lowering.names.vocabulary.record(record).members:
                return nodes.Field(value, record, "id", _TEXT, place=place)
            case _ if isinstance(kind, _WRITABLE):
                text = nodes.Call("string", (value,), _TEXT, place=place)
            case _:
                faults = self.lowering.faults
                faults.add(WRONG_TYPE, place, wanted=_COMPARED, found=describe(kind))
                return POISON
        row = nodes.Row(nodes.Compare("=", value, _NOTHING, place=place), _NOTHING)
        return nodes.Case((row,), text, _TEXT, place=place)

    def _differs(self, members: Node, first: Node) -> Node:
        """Whether what `across` names differs within a group."""
        assert self.rule.across is not None
        lowering, place = self.lowering, self.lowering.place
        member = nodes.Variable("member", self.inner)
        other, own = (lowering.expression(self.rule.across, None, self._seen(n)) for n in (member, first))
        return nodes.Quantify(
            "some", member.name, members, nodes.Compare("!=", other, own, place=place), place=place
        )

    def _told(self, members: Node) -> dict[str, Node]:
        """What a reason can name."""
        member = nodes.Variable("member", self.inner)
        record = self.lowering.names.vocabulary.record(self.inner.record)
        if self.rule.called is not None:
            name = self.lowering.expression(self.rule.called, _TEXT, self._seen(member))
        elif "id" in record.members:
            name = nodes.Field(member, record.name, "id", _TEXT)
        else:
            name = member
        names = nodes.Each(member.name, members, name, ListType(name.type))
        count = nodes.Aggregate("count", members, COUNT)
        return {"members": names, "重复各项": names, "count": count, "件数": count, "数量": count}


KIND = Kind("duplicates", ("查重", "重复"), Bilingual("查重", "duplicates"), Duplicates, declare, lower)
