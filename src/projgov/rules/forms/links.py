"""Links (环节) of a chain of responsibility: what each consists of, and the gaps in it with their places."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from projgov.diagnostics import LANGUAGES, Bilingual, Language, Pattern, Place
from projgov.domain.choices.works import ROLE
from projgov.domain.types import ListType, NullType, RecordType, TextType
from projgov.rules.core import nodes
from projgov.rules.core.fitting import POISON, WRONG_TYPE, is_poison
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import PORTFOLIO, Check, Finding, Header, Message, Outcome
from projgov.rules.core.scope import Scope
from projgov.rules.core.typing import DATE, called, describe, item_type
from projgov.rules.forms.base import Lowering, asks
from projgov.rules.forms.meant import meant
from projgov.rules.forms.options import find, offer
from projgov.rules.forms.parts import Part
from projgov.rules.forms.requirement import Requirement, requirement
from projgov.rules.forms.rosters import joined, list_or_none, name_of
from projgov.rules.forms.written import Expression, Rule, key

OF_OR_ROLE = Pattern(
    "F510",
    Bilingual(
        "环节 `{link}` 要写 `of` 或 `role` 中的一个", "the link `{link}` has to have one of `of` and `role`"
    ),
    Bilingual(
        "`of` 写这一环由什么组成，`role` 写责任角色",
        "say under `of` what the link consists of, or under `role` which role",
    ),
)
NO_ROLES = Pattern(
    "F511",
    Bilingual("{subject}没有责任分工，环节 `{link}` 不能写 `role`", "the type {subject} has no responsibilities: `role` cannot stand at the link `{link}`"),
    Bilingual("用 `of` 写明这一环由什么组成", "say under `of` what the link consists of"),
)  # fmt: skip
UNKNOWN_LINK_ROLE = Pattern(
    "N501",
    Bilingual("不认识的责任角色 `{name}`", "unknown role `{name}`"),
    Bilingual("{offer}", "{offer}"),
)
_TEXT = TextType()
_NOTHING = nodes.Literal(None, NullType())
_JUDGED = nodes.Variable("judged", DATE)
_RECORDS = Bilingual("记录，或记录的列表", "a record, or a list of records")
_ARROW = Bilingual(" → ", " → ")
_NEXT = Bilingual("；", "; ")
_GAP = Bilingual("责任链在{place}断档：{gaps}", "The chain has a gap at {place}: {gaps}")
_NONE = Bilingual("没有{link}", "no {link}")
_LACKS = Bilingual("缺少", " lacks ")
_UNFIT = Bilingual("不合要求", " is not as required")
_IN_FORCE = (
    'responsibilities[role = "{role}" and from <= day_judged and (not(present(to)) or to >= day_judged)]'
)


class Link(Part):
    """One link; `rule.link` tells other rules whether it has no gap."""

    of: Expression | None = key(
        "组成", "由", default=None, meaning="what the link consists of: a list, or one record"
    )
    role: str | None = key(
        "角色", default=None, options=ROLE.options, meaning="the role whose holders it consists of"
    )
    require: Expression | None = key(
        "要求", default=None, meaning="a condition that has to hold of each element"
    )
    require_present: list[Expression] = key(
        "要求齐全", "要求填写", default=[], meaning="what has to be filled in of each element"
    )
    optional: bool = key("可略", default=False, meaning="whether the link may have no elements")
    when: Expression | None = key("适用", default=None, meaning="there is no such link where this is false")


@attrs.frozen
class _Level:
    """The elements of a link, below one element of the link above (`above`; None: below the subject).

    `all` are those of the whole link, `element` the variable that stands for one.
    """

    above: _Level | None
    elements: Node
    all: Node
    element: nodes.Variable


@attrs.frozen
class Links:
    """The links of a rule being lowered. `ids` are their canonical names."""

    rule: Rule
    links: Sequence[Link]
    ids: Sequence[str]
    header: Header
    outcome: Outcome
    lowering: Lowering

    def lowered(self) -> list[tuple[Check, Finding]]:
        """A check and a finding for every link."""
        pairs: list[tuple[Check, Finding]] = []
        above: _Level | None = None
        for index, link in enumerate(self.links):
            level = self._level(index, link, above)
            if level is None:
                return pairs
            pairs.append(self._pair(index, link, level))
            above = level
        return pairs

    def _level(self, index: int, link: Link, above: _Level | None) -> _Level | None:
        """The elements of a link; None after a fault."""
        lowering, place = self.lowering, self._place(index)
        scope = lowering.scope if above is None else self._seen(above.element)
        if (link.of is None) == (link.role is None):
            lowering.faults.add(OF_OR_ROLE, place, link=link.id)
            return None
        source = (
            self._held(index, link.role or "")
            if link.of is None
            else lowering.expression(link.of, None, scope)
        )
        if is_poison(source):
            return None
        inner = source.type if isinstance(source.type, RecordType) else item_type(source.type)
        if not isinstance(inner, RecordType):
            lowering.faults.add(WRONG_TYPE, source.place, wanted=_RECORDS, found=describe(source.type))
            return None
        kind = ListType(inner)
        if isinstance(source.type, RecordType):  # one record, or none
            one = nodes.MakeList((source,), kind, place=place)
            there = nodes.Present(nodes.Variable("one", inner), place=place)
            source = nodes.Filter("one", one, there, kind, place=place)
        source = list_or_none(source)
        element = nodes.Variable(f"link_{index}", inner)
        if above is None or not asks(source, above.element.name):
            return _Level(None, source, source, element)
        each = nodes.Each(above.element.name, above.all, source, ListType(kind), place=place)
        whole = nodes.Call("flatten_once", (each,), kind, place=place)
        return _Level(above, source, whole, element)

    def _held(self, index: int, role: str) -> Node:
        """The responsibilities of a role that are in force."""
        lowering, at = self.lowering, self.lowering.place_of(("links", index, "role"))
        record = lowering.names.vocabulary.records.get(lowering.subject)
        if lowering.subject == PORTFOLIO or record is None or record.find("responsibilities") is None:
            subject = called(lowering.subject)
            lowering.faults.add(NO_ROLES, at, subject=subject, link=self.links[index].id)
            return POISON
        option = find(role, ROLE.options)
        if option is None:
            lowering.faults.add(UNKNOWN_LINK_ROLE, at, name=role, offer=offer(role, ROLE.options))
            return POISON
        scope = lowering.scope.with_locals({"day_judged": _JUDGED})
        return meant(_IN_FORCE.format(role=option.code), scope, at)

    def _seen(self, element: nodes.Variable) -> Scope:
        """The scope in which an element is seen, as `item` and by its fields."""
        scope = self.lowering.scope.with_locals({"item": element})
        return (
            scope.with_item(element, element.type.record) if isinstance(element.type, RecordType) else scope
        )

    def _place(self, index: int) -> Place:
        return self.lowering.place_of(("links", index, "id"))

    def _pair(self, index: int, link: Link, level: _Level) -> tuple[Check, Finding]:
        lowering, place = self.lowering, self._place(index)
        required = requirement(link.require, link.require_present, lowering, self._seen(level.element))
        conditions: list[Node] = []
        there = nodes.Quantify("some", level.element.name, level.elements, nodes.TRUE, place=place)
        if not link.optional:
            conditions.append(there)
        if required:
            fit = required.holds(place)
            conditions.append(nodes.Quantify("every", level.element.name, level.elements, fit, place=place))
        holds: Node = nodes.And(tuple(conditions), place=place) if conditions else nodes.TRUE
        over = None if level.above is None else level.above.all
        occasion = nodes.Variable("occasion", level.above.element.type) if level.above is not None else None
        judged = lowering.judged()
        check = Check(
            f"{self.header.id}.{self.ids[index]}",
            self.header.subject,
            self._under(level, occasion, holds),
            link.label,
            lowering.applies(None, link.when),
            judged,
            over,
            place=place,
        )
        scopes = [
            lowering.scope.with_locals(self._told(link, level, occasion, there, required, language))
            for language in LANGUAGES
        ]
        reason = lowering.message(self.rule.reason, *scopes)
        if reason is None:
            zh, en = (_filled(_GAP.in_(lang), s) for lang, s in zip(LANGUAGES, scopes, strict=True))
            reason = Message(zh, en)
        return check, Finding(self.header, (check.id,), self.outcome, lowering.against(), reason)

    def _under(self, level: _Level, occasion: Node | None, node: Node) -> Node:
        """A node in which the element of the link above is that of the occasion."""
        if occasion is None or level.above is None:
            return node
        return nodes.Let(level.above.element.name, occasion, node, node.type, place=node.place)

    def _told(
        self,
        link: Link,
        level: _Level,
        occasion: Node | None,
        there: Node,
        required: Requirement,
        language: Language,
    ) -> dict[str, Node]:
        """What a reason can name: where the gap is, which link has it, and what is lacking."""
        label = nodes.Literal(link.label.in_(language), _TEXT)
        head, _, tail = _NONE.in_(language).partition("{link}")
        none = _text(head, label, tail)
        gaps: list[Node] = [nodes.Case((nodes.Row(there, _NOTHING),), none, _TEXT)]
        if link.optional:
            gaps = []
        if required:
            unfit = nodes.Not(required.holds(self.lowering.place))
            failing = nodes.Filter(
                level.element.name, level.elements, nodes.IfUnknown(unfit, nodes.FALSE, nodes.BOOLEAN),
                ListType(level.element.type),
            )  # fmt: skip
            name = name_of(level.element, self.lowering, language)
            wrong: Node = _text(name, _UNFIT.in_(language))
            if required.named:
                scope = required.scope(self.lowering.scope, language)
                absent = scope.locals["absent"]
                lacks = _text(name, _LACKS.in_(language), absent)
                some = nodes.Compare("!=", absent, nodes.Literal("", _TEXT))
                wrong = nodes.Case((nodes.Row(some, lacks),), wrong, _TEXT)
            each = nodes.Each(level.element.name, failing, wrong, ListType(_TEXT))
            text = joined(each, language, _NEXT)
            blank = nodes.Row(nodes.Compare("=", text, nodes.Literal("", _TEXT)), _NOTHING)
            gaps.append(nodes.Case((blank,), text, _TEXT))
        separator = nodes.Literal(_NEXT.in_(language), _TEXT)
        known = tuple(nodes.IfUnknown(gap, _NOTHING, _TEXT) for gap in gaps)
        listed = self._under(level, occasion, nodes.Call("listing", (separator, *known), _TEXT))
        where = self._where(level, occasion, language)
        return {"place": where, "位置": where, "link": label, "环节": label, "gaps": listed, "断档": listed}

    def _where(self, level: _Level, occasion: Node | None, language: Language) -> Node:
        """The elements from the top down to the one below which the gap is."""
        names: list[Node] = []
        one, above = occasion, level.above
        while one is not None and above is not None:
            names.append(name_of(one, self.lowering, language))
            if above.above is None:
                break
            up = above.above
            having = nodes.Call("list_contains", (above.elements, one), nodes.BOOLEAN)
            parents = nodes.Filter(up.element.name, up.all, having, ListType(up.element.type))
            one, above = nodes.Call("item", (parents, nodes.number(1)), up.element.type), up
        if self.lowering.subject != PORTFOLIO:
            names.append(name_of(self.lowering.this(), self.lowering, language))
        known = tuple(nodes.IfUnknown(name, _NOTHING, _TEXT) for name in reversed(names))
        return nodes.Call("listing", (nodes.Literal(_ARROW.in_(language), _TEXT), *known), _TEXT)


def _text(*parts: Node | str) -> Node:
    texts = tuple(nodes.Literal(part, _TEXT) if isinstance(part, str) else part for part in parts)
    return nodes.Call("concatenation", texts, _TEXT)


def _filled(text: str, scope: Scope) -> tuple[str | Node, ...]:
    head, _, rest = text.partition("{place}")
    middle, _, tail = rest.partition("{gaps}")
    parts = (head, scope.locals["place"], middle, scope.locals["gaps"], tail)
    return tuple(part for part in parts if part != "")
