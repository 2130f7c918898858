"""What people judged: panels with their ballots, surveys, and the scores that go into an assessment."""

from collections.abc import Iterator
from typing import Annotated

import attrs

from projgov.domain import faults
from projgov.domain.choices.judging import ASSESSMENT_INPUT, BALLOT_CATEGORY, PANEL_KIND, SURVEY_KIND, VOTE
from projgov.domain.dated import Entry
from projgov.domain.declare import (
    COUNT,
    POINTS,
    SHARE,
    MaybeBoolean,
    MaybeNumber,
    MaybeText,
    about,
    choice,
    number,
    records,
    reference,
    text,
    yes_no,
)
from projgov.domain.scalars import Bad
from projgov.domain.types import MISSING, Missing
from projgov.domain.vocabulary import described


@described(about("ballot", "评分票", "ballot", "评分票", "选票"))
@attrs.frozen(kw_only=True)
class Ballot:
    """What one member gave: a score, a vote, or neither where the member had to stand back."""

    id: Annotated[str, text("编号", "id", "编号")]
    category: Annotated[
        str | Missing, choice(BALLOT_CATEGORY, "评委类别", "category of member", "评委类别", "类别")
    ] = MISSING
    unit: Annotated[str | Missing, reference("unit", "评委单位", "unit of the member", "评委单位")] = MISSING
    officer: Annotated[str | Missing, reference("officer", "评委", "member", "评委", seen="personal")] = (
        MISSING
    )
    score: Annotated[MaybeNumber, number(POINTS, "评分", "score", "评分", "得分")] = MISSING
    vote: Annotated[str | Missing, choice(VOTE, "表决", "vote", "表决")] = MISSING
    recused: Annotated[MaybeBoolean, yes_no("回避", "recused", "回避")] = MISSING


@described(about("panel", "评审会", "panel", "评审会", "评审", dated=True))
@attrs.frozen(kw_only=True)
class Panel(Entry):
    """A panel that met to judge. `members` is how many were called, so that a quorum can be checked."""

    kind: Annotated[str | Missing, choice(PANEL_KIND, "评审类别", "kind", "评审类别", "类别")] = MISSING
    by: Annotated[str | Missing, reference("unit", "组织单位", "by", "组织单位")] = MISSING
    criterion: Annotated[MaybeText, text("评审内容", "criterion", "评审内容", "内容")] = MISSING
    members: Annotated[MaybeNumber, number(COUNT, "应到人数", "members called", "应到人数")] = MISSING
    ballots: Annotated[
        tuple[Ballot, ...] | Missing, records("ballot", "评分票", "ballots", "评分票", "选票")
    ] = MISSING

    def contradictions(self) -> Iterator[tuple[str, Bad]]:
        """What cannot be: that more members gave a ballot than were called. Who stood back may have given one in passing."""
        if isinstance(self.members, Missing) or isinstance(self.ballots, Missing):
            return
        given = sum(ballot.recused is not True for ballot in self.ballots)
        if given > self.members:
            yield "members", Bad(faults.MORE_THAN_CALLED, found=str(self.members), count=given)


@described(about("survey", "问卷调查", "survey", "问卷调查", "调查", dated=True))
@attrs.frozen(kw_only=True)
class Survey(Entry):
    """A survey, with how many were asked, answered and were satisfied; `rate` where only the share is known."""

    kind: Annotated[
        str | Missing, choice(SURVEY_KIND, "调查类别", "kind", "调查类别", "类别", seen="public")
    ] = MISSING
    by: Annotated[str | Missing, reference("unit", "调查单位", "by", "调查单位")] = MISSING
    asked: Annotated[MaybeNumber, number(COUNT, "发放数", "asked", "发放数")] = MISSING
    answered: Annotated[MaybeNumber, number(COUNT, "有效数", "answered", "有效数", "回收数")] = MISSING
    satisfied: Annotated[MaybeNumber, number(COUNT, "满意数", "satisfied", "满意数")] = MISSING
    rate: Annotated[MaybeNumber, number(SHARE, "满意率", "rate of satisfaction", "满意率", "满意度")] = (
        MISSING
    )


@described(about("assessment", "考评记录", "assessment", "考评记录", "考评", dated=True))
@attrs.frozen(kw_only=True)
class Assessment(Entry):
    """One score that goes into the result of the year: what was looked at, by whom, and the score."""

    input: Annotated[str | Missing, choice(ASSESSMENT_INPUT, "考评方式", "input", "考评方式", "方式")] = (
        MISSING
    )
    by: Annotated[str | Missing, reference("unit", "考评单位", "by", "考评单位")] = MISSING
    score: Annotated[MaybeNumber, number(POINTS, "评分", "score", "评分", "得分")] = MISSING
