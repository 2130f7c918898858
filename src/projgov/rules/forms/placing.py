"""From where a subject stands to what it is proposed for: places, ties, bars, and what is still open."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs

from projgov.diagnostics import Bilingual, Place
from projgov.domain.types import ChoiceType, NullType, NumberType, Option
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.forms.amounts import calculated
from projgov.rules.forms.requirement import all_of
from projgov.rules.forms.words import Word, option

STATUS = ChoiceType(
    "award_status",
    (
        Option("proposed", Bilingual("建议表彰", "proposed"), ("拟表彰", "建议")),
        Option("referred", Bilingual("提交审定", "referred"), ("提交",)),
        Option("barred", Bilingual("取消资格", "barred"), ("否决",)),
    ),
)
"""What an award rule says of a subject; null is no award."""
_PLACES = NumberType(0, Fraction(1))
_NULL = nodes.Literal(None, NullType())
PROPOSED, REFERRED, _BARRED = (nodes.Literal(code, STATUS) for code in STATUS.codes)


@attrs.frozen
class Tie(Word):
    """What a tie that goes beyond the last place comes to."""

    what = Bilingual("并列的处理方式", "way of resolving a tie")
    options = (
        option("refer", "提交审定", "refer", "referred", "提交"),
        option("share", "并列入选", "share", "shared", "都入选"),
        option("drop", "均不入选", "drop", "dropped", "都不入选"),
    )


@attrs.frozen
class Placing:
    """What decides on an award: the rank (a context, `nodes.Rank`), the score, who takes part, who is barred, the least score.

    `tie` says what a tie beyond the last place comes to: `refer`, `share` or `drop`.
    """

    rank: Node
    score: Node
    takes_part: Node | None
    barred: Node | None
    least: Node | None
    tie: str
    place: Place

    def among(self) -> Node | None:
        """Who is ranked: those who take part and are not barred."""
        conditions = [] if self.takes_part is None else [self.takes_part]
        if self.barred is not None:
            conditions.append(nodes.Not(self.barred, place=self.barred.place))
        return all_of(conditions, self.place) if conditions else None

    def entry(self, name: str) -> Node:
        """A number of the rank; null for who is not ranked."""
        return nodes.Entry(self.rank, name, _PLACES, place=self.place)

    def status(self, top: Node, before: Node | None) -> Node:
        """The status of a subject where the first `top` get the award, and who has status `before` has had one already."""
        rows: list[nodes.Row] = []
        if before is not None:
            rows.append(nodes.Row(nodes.Compare("!=", before, _NULL), _NULL))
        elif self.barred is not None:
            conditions = [self.barred] if self.takes_part is None else [self.takes_part, self.barred]
            rows.append(nodes.Row(all_of(conditions, self.place), _BARRED))
        rows.append(nodes.Row(nodes.Compare("=", self.rank, _NULL), _NULL))
        if self.least is not None:
            # Of whom it is not known whether he takes part, there may be no score to compare.
            scored = nodes.Compare("!=", self.score, _NULL, place=self.place)
            short = nodes.Compare("<", self.score, self.least, place=self.place)
            rows.append(nodes.Row(nodes.And((scored, short), place=self.place), _NULL))
        rows.append(nodes.Row(self._compare(">", self.entry("best"), top), _NULL))
        # Who has no known score may turn out to have none, and then has no place either.
        rows.append(nodes.Row(nodes.Compare("=", self.score, _NULL, place=self.place), _NULL))
        rows.append(nodes.Row(self._compare("<=", self.entry("reach"), top), PROPOSED))
        rows.append(self._tied(top))
        return nodes.Case(tuple(rows), self._open(), STATUS, place=self.place)

    def first(self, statuses: Sequence[Node]) -> Node:
        """The first of several statuses that is one."""
        rows = tuple(nodes.Row(nodes.Compare("!=", status, _NULL), status) for status in statuses)
        return nodes.Case(rows, None, STATUS, place=self.place)

    def _tied(self, top: Node) -> nodes.Row:
        """What is certain of a subject whose tie goes beyond the last place."""
        one = nodes.Literal(1, NumberType(0, Fraction(1), Fraction(1)))
        level = calculated("+", self.entry("best"), self.entry("tied"), self.place)
        beyond = self._compare(">", calculated("-", level, one, self.place), top)
        in_places = self._compare("<=", self.entry("worst"), top)
        match self.tie:
            case "share":
                return nodes.Row(in_places, PROPOSED)
            case "drop":
                return nodes.Row(beyond, _NULL)
        return nodes.Row(nodes.And((in_places, beyond), place=self.place), REFERRED)

    def _open(self) -> Node:
        """Unknown with the evidence of those who could change the place.

        Reached only where somebody could, so that `settled` is unknown and the two ways of coming out differ.
        """
        settled = nodes.Entry(self.rank, "settled", nodes.BOOLEAN, place=self.place)
        return nodes.Case((nodes.Row(settled, _NULL),), PROPOSED, STATUS, place=self.place)

    def _compare(self, operator: str, left: Node, right: Node) -> Node:
        return nodes.Compare(operator, left, right, place=self.place)  # type: ignore[arg-type]  # one of the six
