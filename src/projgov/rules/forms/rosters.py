"""Rosters (名单): who of all subjects of a type came out one way in a rule, named in one text for the portfolio."""

from __future__ import annotations

import re
from collections.abc import Mapping

import attrs

from projgov.diagnostics import Bilingual, Language, Place
from projgov.domain.types import ListType, NullType, RecordType, TextType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.typing import item_type
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.results import COUNT
from projgov.rules.forms.wording import said

TEXT = TextType()
_AND = Bilingual("、", ", ")
_NEXT = Bilingual("；", "; ")
_COLON = Bilingual("：", ": ")
_MEMBER = "member"


@attrs.frozen
class Roster:
    """All subjects of a type, as a rule on the portfolio goes through them. `called` is the definition that gives their names."""

    record: str
    called: str
    place: Place

    @property
    def member(self) -> Node:
        """One of them."""
        return nodes.Variable(_MEMBER, RecordType(self.record))

    @property
    def _all(self) -> Node:
        return nodes.Members(self.record, ListType(RecordType(self.record)), place=self.place)

    def those(self, condition: Node) -> Node:
        """Those of whom it is known that a condition on `member` holds."""
        condition = nodes.IfUnknown(condition, nodes.FALSE, nodes.BOOLEAN)
        return nodes.Filter(
            _MEMBER, self._all, condition, ListType(RecordType(self.record)), place=self.place
        )

    def every(self, condition: Node) -> Node:
        """Whether a condition on `member` holds of all."""
        return nodes.Quantify("every", _MEMBER, self._all, condition, place=self.place)

    def came_out(self, check: str, outcome: str) -> Node:
        """Whether `member` has an occasion of a check that came out one way; unknown while any is undetermined."""
        tally = nodes.Tally((check,), outcome, self.member, COUNT, place=self.place)  # type: ignore[arg-type]  # an outcome of checks
        return nodes.Compare(">", tally, nodes.number(0), place=self.place)

    def result(self, definition: str, kind: object = TEXT) -> Node:
        """What a definition gives for `member`."""
        return nodes.Result(definition, self.member, kind, place=self.place)  # type: ignore[arg-type]  # a type of value

    def undecided(self, asked: str, check: str) -> Node:
        """Those of whom it is not known how a check comes out, and not known either that definition `asked` is false."""
        nothing = nodes.Literal(None, NullType())
        may_be = nodes.IfUnknown(self.result(asked, nodes.BOOLEAN), nodes.TRUE, nodes.BOOLEAN)
        told = nodes.IfUnknown(self.came_out(check, "unmet"), nothing, nodes.BOOLEAN)
        return self.those(nodes.And((may_be, nodes.Compare("=", told, nothing)), place=self.place))

    def names(self, members: Node, language: Language) -> Node:
        """The names of some of them, in a row."""
        each = nodes.Each(_MEMBER, members, self.result(self.called), ListType(TEXT))
        return joined(each, language)

    def rows(self, members: Node, columns: str, language: Language) -> Node:
        """The names of some of them, each with what definition `columns` says of it."""
        parts = (self.result(self.called), words(_COLON, language), self.result(columns))
        row = nodes.Call("concatenation", parts, TEXT)
        return joined(nodes.Each(_MEMBER, members, row, ListType(TEXT)), language, _NEXT)

    def total(self, members: Node, definition: str) -> Node:
        """The sum of what a definition gives for some of them."""
        each = nodes.Each(_MEMBER, members, self.result(definition, COUNT), ListType(COUNT))
        return nodes.Aggregate("sum", each, COUNT)


def count_of(source: Node, place: Place) -> Node:
    """How many items a list has."""
    return nodes.Aggregate("count", source, COUNT, place=place)


def words(text: Bilingual, language: Language) -> Node:
    """A fixed text."""
    return nodes.Literal(text.in_(language), TEXT)


def joined(texts: Node, language: Language, separator: Bilingual = _AND) -> Node:
    """The texts of a list as one."""
    return nodes.Call("join", (texts, words(separator, language)), TEXT)


def name_of(node: Node, lowering: Lowering, language: Language = "zh") -> Node:
    """What people call a value: of a record its title or name, and where that is not known its id."""
    if not isinstance(node.type, RecordType):
        return node if isinstance(node.type, TextType) else said(node, lowering, language)
    members = lowering.names.vocabulary.record(node.type.record).members
    own = next((n for n in ("title", "name") if n in members), None)
    if "id" not in members:
        return said(node, lowering, language)
    id_ = nodes.Field(node, node.type.record, "id", TEXT)
    if own is None:
        return id_
    return nodes.IfUnknown(nodes.Field(node, node.type.record, own, TEXT), id_, TEXT)


def filled(text: str, told: Mapping[str, Node]) -> tuple[str | Node, ...]:
    """A text with its `{names}` filled in."""
    parts = [told[part] if index % 2 else part for index, part in enumerate(re.split(r"\{(\w+)\}", text))]
    return tuple(part for part in parts if part != "")


def list_or_none(source: Node) -> Node:
    """A list; where it is reached through something that there is known to be none of (the tasks of no letter), an empty one."""
    inner = item_type(source.type)
    if inner is None or (isinstance(source, nodes.Field) and isinstance(source.base, nodes.Variable)):
        return source
    kind = ListType(inner)
    nothing = nodes.Compare("=", source, nodes.Literal(None, NullType()), place=source.place)
    none = nodes.MakeList((), kind, place=source.place)
    return nodes.Case((nodes.Row(nothing, none),), source, kind, place=source.place)
