"""Votes (表决): the share of yes, of those who voted or of all who were called, and whether it is enough."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.domain.choices.judging import VOTE
from projgov.domain.types import ListType, NumberType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import BOOLEAN, Node
from projgov.rules.core.program import Message
from projgov.rules.forms.amounts import calculated, given
from projgov.rules.forms.ballots import BALLOT, BALLOTS, PANEL, Ballots
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.results import COUNT
from projgov.rules.forms.shares import in_percent, percent_of
from projgov.rules.forms.words import Word, option
from projgov.rules.forms.written import Expression, Model, key

NO_PASS_MARK = Pattern(
    "F523",
    Bilingual("没有写得多少同意票算通过", "what share of yes is enough is not said"),
    Bilingual(
        "写 `over: 1/2`（过半数，不含）或 `at least: 2/3`（含本数）",
        "write `over: 1/2`, which excludes the half itself, or `at least: 2/3`, which includes it",
    ),
)
TWO_PASS_MARKS = Pattern(
    "F524",
    Bilingual("既写了 `over` 又写了 `at least`", "both `over` and `at least` are given"),
    Bilingual("只留一个", "keep one of them"),
)
VOTES = COUNT
RATE = NumberType(None, Fraction(0), Fraction(100), "percent")


@attrs.frozen
class Base(Word):
    """Of whom the share of yes is taken."""

    what = Bilingual("表决基数", "base of the share of votes")
    options = (
        option("voted", "参加表决人数", "those who voted", "voted", "实到", "到会", "有效票"),
        option("called", "应到人数", "members called", "called", "全体", "应到"),
    )


@attrs.frozen
class Abstentions(Word):
    """Whether who abstained belongs to those who voted."""

    what = Bilingual("弃权的处理方式", "way of treating abstentions")
    options = (
        option("count", "计入基数", "count", "counted", "计入"),
        option("leave_out", "不计入基数", "leave out", "left out", "不计入"),
    )


class Vote(Model):
    """What a vote has to come to."""

    of: Base = key("基数", default=Base("voted"), meaning="of whom the share is taken")
    abstentions: Abstentions = key(
        "弃权", default=Abstentions("count"), meaning="whether who abstains belongs to those who voted"
    )
    over: Expression | None = key(
        "超过", "多于", "高于", default=None, meaning="the share that is not yet enough"
    )
    at_least: Expression | None = key("达到", "不低于", default=None, meaning="the share that is enough")


@attrs.frozen
class Voting:
    """A vote as Core has it: what other rules can ask, and whether it passed."""

    entries: tuple[tuple[str, Node], ...]
    passed: Node
    reason: Message


def voting(vote: Vote, ballots: Ballots, lowering: Lowering) -> Voting:
    """The entries `yes`, `no`, `abstained`, `share` (percent) and `passed` of a rule with a vote."""
    place = lowering.place_of(("vote",))
    counts = list(_counts(ballots, place))
    yes, no, abstained = (given(entry, VOTES, lowering) for entry, _ in counts)
    if vote.of.code == "called":
        base = _called(ballots, place)
    else:
        base = calculated("+", yes, no, place)
        if vote.abstentions.code == "count":
            base = calculated("+", base, abstained, place)
    none = ballots.none(RATE)
    nobody = nodes.Compare("<=", base, nodes.number(0), place=place)
    rate = nodes.Case((nodes.Row(nobody, none),), in_percent(yes, base, base), RATE, place=place)
    percent = given("share", RATE, lowering)
    passed: Node = nodes.TRUE
    mark: Node = nodes.number(0)
    if vote.over is not None and vote.at_least is not None:
        lowering.faults.add(TWO_PASS_MARKS, lowering.place_of(("vote", "at_least")))
    written = vote.over or vote.at_least
    if written is None:
        lowering.faults.add(NO_PASS_MARK, place)
    else:
        mark = percent_of(written, lowering)
        passed = nodes.Compare(">" if written is vote.over else ">=", percent, mark, place=place)
    entries = (*counts, ("share", rate), ("passed", passed))
    printed = nodes.Round(percent, 2, "half_up", NumberType(2), place=place)
    needed = nodes.Round(mark, 2, "half_up", NumberType(2), place=place)
    zh_over, en_over = ("超过", "more than") if vote.over is not None else ("不低于", "at least")
    return Voting(
        entries,
        passed,
        Message(
            ("同意", yes, "票，反对", no, "票，弃权", abstained, "票；同意率", printed, f"%，应{zh_over}", needed, "%"),
            (yes, " yes, ", no, " no, ", abstained, " abstained: ", printed, f" % yes, {en_over} ", needed, " % wanted"),
        ),
    )  # fmt: skip


def _counts(ballots: Ballots, place: Place) -> Iterator[tuple[str, Node]]:
    """How many voted which way."""
    ballot = nodes.Variable("ballot", BALLOT)
    field = nodes.Field(ballot, "ballot", "vote", VOTE, place=place)
    for entry, code in (("yes", "yes"), ("no", "no"), ("abstained", "abstain")):
        same = nodes.Compare("=", field, nodes.Literal(code, VOTE), BOOLEAN, place=place)
        chosen = nodes.Filter("ballot", ballots.counted, same, BALLOTS, place=place)
        yield entry, nodes.Aggregate("count", chosen, VOTES, place=place)


def _called(ballots: Ballots, place: Place) -> Node:
    """How many members were called to the panels that count."""
    panel = nodes.Variable("one", PANEL)
    field = nodes.Field(panel, "panel", "members", VOTES, place=place)
    called = nodes.Each("one", ballots.panels, field, ListType(VOTES), place=place)
    return nodes.Aggregate("sum", called, VOTES, place=place)
