"""The ballots of panels: which panels count, who of their members had to stand back, and which ballots are left."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.domain.choices.judging import BALLOT_CATEGORY
from projgov.domain.types import (
    ListType,
    NumberType,
    Option,
    RecordType,
    TextType,
    ValueType,
)
from projgov.rules.core import nodes
from projgov.rules.core.fitting import is_poison
from projgov.rules.core.nodes import BOOLEAN, FALSE, Node
from projgov.rules.core.typing import item_type
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.meant import meant
from projgov.rules.forms.options import find, offer
from projgov.rules.forms.results import COUNT
from projgov.rules.forms.wholes import check_not_negative, check_whole
from projgov.rules.forms.words import Word, option
from projgov.rules.forms.written import Expression

NO_PANELS = Pattern(
    "F521",
    Bilingual("`{text}` 不是评审会的列表", "`{text}` is no list of panels"),
    Bilingual('写 `评审` 或 `评审[类别 = "评审"]`', 'write `panels` or `panels[kind = "review"]`'),
)
UNKNOWN_CATEGORY = Pattern(
    "N520",
    Bilingual("没有 `{name}` 这一类评委", "there is no category of member `{name}`"),
    Bilingual("{offer}", "{offer}"),
)
DOUBLED_CATEGORY = Pattern(
    "N521",
    Bilingual("评委类别“{name}”写了两次", "the category of member “{name}” is written twice"),
    Bilingual("只留一个", "keep one of them"),
)
PANEL, BALLOT = RecordType("panel"), RecordType("ballot")
PANELS, BALLOTS = ListType(PANEL), ListType(BALLOT)
_TEXT = TextType()


@attrs.frozen
class Several(Word):
    """Which of several panels count."""

    what = Bilingual("多次评审的处理方式", "way of treating several panels")
    options = (
        option("latest", "最近一次", "latest", "最后一次", "last"),
        option("pooled", "合并", "pooled", "合并计算", "together"),
    )


@attrs.frozen
class Ballots:
    """The ballots of the panels that count, of a rule being lowered.

    `panels` and `counted` are lists: the panels that count, and the ballots that do. `bound` is whether a ballot is one of a
    member who has to stand back, None where the rule does not ask; it sees the variables `ballot` and `panel`.
    """

    lowering: Lowering
    place: Place
    bound: Node | None
    leave_out: bool

    @property
    def panels(self) -> Node:
        """The panels that count."""
        return self._result("panels", PANELS)

    @property
    def counted(self) -> Node:
        """The ballots that count."""
        return self._result("ballots", BALLOTS)

    def number(self) -> Node:
        """How many ballots count."""
        return nodes.Aggregate("count", self.counted, COUNT, place=self.place)

    def of(self, category: Option) -> Node:
        """The ballots of one category of member that count."""
        ballot = nodes.Variable("ballot", BALLOT)
        kind = self.lowering.names.vocabulary.record("ballot").members["category"].type
        field = nodes.Field(ballot, "ballot", "category", kind, place=self.place)
        same = nodes.Compare("=", field, nodes.Literal(category.code, kind), place=self.place)
        return nodes.Filter("ballot", self.counted, same, BALLOTS, place=self.place)

    def scores(self, ballots: Node) -> Node:
        """The scores that ballots give."""
        ballot = nodes.Variable("ballot", BALLOT)
        kind = self.lowering.names.vocabulary.record("ballot").members["score"].type
        field = nodes.Field(ballot, "ballot", "score", kind, place=self.place)
        return nodes.Each("ballot", ballots, field, ListType(kind), place=self.place)

    def kept(self, panel: Node) -> Node:
        """The ballots of one panel that count."""
        recused = _recused(self.place)
        out = recused
        if self.bound is not None and self.leave_out:
            out = nodes.Or((recused, self.bound), place=self.place)
        return nodes.Let(
            "panel",
            panel,
            nodes.Filter("ballot", self._given(), nodes.Not(out), BALLOTS, place=self.place),
            BALLOTS,
            place=self.place,
        )

    def together(self) -> Node:
        """The ballots of all panels that count."""
        return self._flat(self.kept(nodes.Variable("one", PANEL)))

    def of_bound(self) -> Node:
        """The ballots of members who have to stand back."""
        assert self.bound is not None, "asked only where there is a recusal"
        within = nodes.Filter("ballot", self._given(), self.bound, BALLOTS, place=self.place)
        return self._flat(nodes.Let("panel", nodes.Variable("one", PANEL), within, BALLOTS, place=self.place))

    def recused(self, ballot: Node) -> Node:
        """Whether the member stood back, as the ballot says."""
        return nodes.Let("ballot", ballot, _recused(self.place), BOOLEAN, place=self.place)

    def none(self, kind: ValueType, *more: str) -> Node:
        """Unknown for want of a panel with ballots; `more` says what of the panels is wanted where they are there."""
        subject = self.lowering.subject
        own = nodes.Field(self.lowering.this(), subject, "id", _TEXT, place=self.place)
        way = [nodes.Literal(step, _TEXT) for step in ("panels", *more)]
        steps: tuple[Node, ...] = (nodes.Literal(subject, _TEXT), own, *way)
        return nodes.Call("wanted", (nodes.MakeList((), ListType(kind)), *steps), kind, place=self.place)

    def _flat(self, each: Node) -> Node:
        lists = nodes.Each("one", self.panels, each, ListType(BALLOTS), place=self.place)
        return nodes.Call("flatten_once", (lists,), BALLOTS, place=self.place)

    def _given(self) -> Node:
        return nodes.Field(nodes.Variable("panel", PANEL), "panel", "ballots", BALLOTS, place=self.place)

    def _result(self, entry: str, kind: ValueType) -> Node:
        name = f"{self.lowering.rule.id}.{entry}"
        return nodes.Result(name, self.lowering.this(), kind, place=self.place)


@attrs.frozen
class Panels:
    """The panels of a rule, as lists: all that it names, and those of them that count."""

    all: Node
    counted: Node

    def held(self, place: Place) -> Node:
        """Whether there is one."""
        return nodes.Quantify("some", "one", self.all, nodes.TRUE, place=place)


def panels_of(written: Expression | None, several: Several, lowering: Lowering) -> Panels | None:
    """The panels that an expression names (None: those of the subject). None where it names something else: a fault."""
    place = lowering.place if written is None else written.scalar.place
    if written is None:
        record = lowering.names.vocabulary.records.get(lowering.subject)
        if record is None or "panels" not in record.members:
            lowering.faults.add(NO_PANELS, lowering.place_of(("on",)), text="panels")
            return None
        source = meant("panels", lowering.scope, place)
    else:
        source = lowering.expression(written)
    if is_poison(source):
        return None
    if source.type == PANEL:
        source = nodes.MakeList((source,), PANELS, place=place)
    if item_type(source.type) != PANEL:
        lowering.faults.add(NO_PANELS, place, text="panels" if written is None else written.text)
        return None
    if several.code == "pooled":
        return Panels(source, source)
    return Panels(source, latest(source, PANELS, lowering, place))


def latest(source: Node, kind: ListType, lowering: Lowering, place: Place) -> Node:
    """Of dated records those of the last day on which there are any."""
    scope = lowering.scope.with_locals({"all_of_them": nodes.Variable("all", kind)})
    last = meant("all_of_them[item.occurred = max(all_of_them.occurred)]", scope, place)
    return nodes.Let("all", source, last, kind, place=place)


def categories(
    written: Mapping[str, Expression], where: str, lowering: Lowering, *, whole: bool = False
) -> list[tuple[Option, Node]]:
    """Numbers by category of member. Unknown and doubled categories are faults; so are negative numbers, and those that are not `whole`."""
    found: dict[str, tuple[Option, Node]] = {}
    for name, expression in written.items():
        place = lowering.place_of((where, name))
        category = find(name, BALLOT_CATEGORY.options)
        if category is None:
            offered = offer(name, BALLOT_CATEGORY.options)
            lowering.faults.add(UNKNOWN_CATEGORY, place, name=name, offer=offered)
        elif category.code in found:
            lowering.faults.add(DOUBLED_CATEGORY, place, name=category.label)
        else:
            number = lowering.expression(expression, NumberType())
            check = check_whole if whole else check_not_negative
            check(number, name, expression.scalar.place, lowering)
            found[category.code] = category, number
    return list(found.values())


def _recused(place: Place) -> Node:
    """Whether `ballot` says that its member stood back. A ballot that does not say so was given."""
    field = nodes.Field(nodes.Variable("ballot", BALLOT), "ballot", "recused", BOOLEAN, place=place)
    return nodes.IfUnknown(field, FALSE, BOOLEAN, place=place)
