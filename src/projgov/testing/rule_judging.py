"""Random rules on what people judge and whom they choose: panels, surveys, selection, draws."""

from __future__ import annotations

from hypothesis import strategies as st

from projgov.domain.choices.judging import BALLOT_CATEGORY
from projgov.rules.core.program import PORTFOLIO
from projgov.rules.forms.ballots import Several
from projgov.rules.forms.outcomes import OUTCOMES
from projgov.rules.forms.panel_scores import CategoryPolicy, Method
from projgov.rules.forms.placing import Tie
from projgov.rules.forms.recusal import Recusal, Unnamed, Unrecused
from projgov.rules.forms.voting import Abstentions, Base, Vote
from projgov.rules.forms.words import RoundingMode
from projgov.rules.kinds import surveys as of_surveys
from projgov.rules.kinds.draws import Draw
from projgov.rules.kinds.panels import PanelRule
from projgov.rules.kinds.selection import Better, Criterion, Selection
from projgov.testing.feel_scope import NUMBER, Scope
from projgov.testing.rule_hand import SUBJECTS, Hand
from projgov.testing.rule_yaml import Source, Written

_JUDGED = ("project", "unit", "officer")
_SHARES = ("20%", "1/2", "2/3", "0.8", "100%")


def panels(hand: Hand) -> dict[str, Written] | None:
    """Ballots that come to a score, a vote or both; None where nothing may ask whether a ballot says something."""
    if not hand.observing:
        return None
    subject = hand.pick(_JUDGED)
    scope = Scope.of(hand.named, subject)
    method = hand.word(Method.options) if hand.chance(2) else None
    fields: dict[str, Written | None] = {
        "of": hand.maybe(lambda: Source(hand.pick(['panels[kind = "review"]', "panels", "评审"]))),
        "several": hand.maybe(lambda: hand.word(Several.options)),
        "members": hand.maybe(lambda: _by_category(hand)),
        "least_ballots": hand.maybe(lambda: hand.whole(scope)),
        "quorum": hand.maybe(lambda: Source(hand.pick(_SHARES))),
        "recusal": hand.maybe(lambda: _recusal(hand), 2),
        "vote": hand.maybe(lambda: _vote(hand), 2),
        "when": hand.maybe(lambda: hand.condition(scope), 6),
        "judged": hand.maybe(lambda: hand.day(scope), 4),
        "otherwise": hand.maybe(lambda: hand.word(OUTCOMES)),
        "reason": hand.maybe(lambda: hand.reason(scope.with_locals({"count": NUMBER}, macros=True)), 4),
    }
    if method is not None:
        weights = hand.maybe(lambda: _by_category(hand), 2)
        fields |= {
            "score": method,
            "decimals": hand.draw(st.integers(0, 2)),
            "rounding": hand.maybe(lambda: hand.word(RoundingMode.options), 4),
            "weights": weights,
        }
        if weights is not None:
            fields["missing_categories"] = hand.maybe(lambda: hand.word(CategoryPolicy.options))
    return hand.rule(PanelRule, ("panel", "评审"), subject, fields)


def _by_category(hand: Hand) -> dict[str, Written]:
    names = hand.draw(st.permutations(BALLOT_CATEGORY.options))
    return {
        hand.word([option]): Source(str(hand.draw(st.integers(1, 3))))
        for option in names[: hand.pick([1, 2])]
    }


def _recusal(hand: Hand) -> dict[str, Written]:
    fields = {
        "unrecused": hand.maybe(lambda: hand.word(Unrecused.options)),
        "unnamed": hand.word(Unnamed.options),
    }
    return hand.written(Recusal, fields)


def _vote(hand: Hand) -> dict[str, Written]:
    fields: dict[str, Written | None] = {
        "of": hand.maybe(lambda: hand.word(Base.options)),
        "abstentions": hand.maybe(lambda: hand.word(Abstentions.options)),
        "over" if hand.chance(2) else "at_least": Source(hand.pick(_SHARES)),
    }
    return hand.written(Vote, fields)


def surveys(hand: Hand) -> dict[str, Written] | None:
    """Rates of satisfaction; None where nothing may ask whether a survey says something."""
    if not hand.observing:
        return None
    subject = hand.pick(_JUDGED)
    scope = Scope.of(hand.named, subject)
    fields: dict[str, Written | None] = {
        "of": hand.maybe(lambda: Source(hand.pick(['surveys[kind = "satisfaction"]', "surveys"]))),
        "several": hand.maybe(lambda: hand.word(of_surveys.Several.options), 2),
        "decimals": hand.maybe(lambda: hand.draw(st.integers(0, 2))),
        "least_answers": hand.maybe(lambda: hand.whole(scope, 60)),
        "response_rate": hand.maybe(lambda: Source(hand.pick(_SHARES))),
        "at_least" if hand.chance(2) else "over": hand.maybe(lambda: Source(hand.pick(_SHARES))),
        "promised": hand.maybe(lambda: Source("min(evidence.occurred)"), 4),
        "reviewed": hand.maybe(lambda: Source("max(panels.occurred)"), 4),
        "when": hand.maybe(lambda: hand.condition(scope), 6),
        "judged": hand.maybe(lambda: hand.day(scope), 4),
    }
    return hand.rule(of_surveys.SurveyRule, ("survey", "测评"), subject, fields)


def selection(hand: Hand) -> dict[str, Written]:
    """So many of those who meet enough criteria."""
    subject = hand.pick([s for s in SUBJECTS if s != PORTFOLIO])
    scope = Scope.of(hand.named, subject)
    criteria: list[Written] = [
        hand.written(
            Criterion,
            {
                "id": hand.id("criterion", "条件"),
                "title": hand.maybe(hand.title),
                "require": hand.condition(scope),
            },
        )
        for _ in hand.count(1, 3)
    ]
    seen = scope.with_locals({"rank": NUMBER, "score": NUMBER, "count": NUMBER}, macros=True)
    needs = ["all", "any", "任一", *(["1", str(len(criteria))] if hand.observing else [])]
    fields: dict[str, Written | None] = {
        "criteria": criteria,
        "need": hand.maybe(lambda: Source(hand.pick(needs)), 2),
        "by": hand.maybe(lambda: hand.expression(scope, NUMBER, 2), 2),
        "better": hand.maybe(lambda: hand.word(Better.options)),
        "tie": hand.maybe(lambda: hand.word(Tie.options)),
        "barred_when": hand.maybe(lambda: hand.condition(scope), 4),
        "reason": hand.maybe(lambda: hand.reason(seen), 4),
        **_places(hand, scope),
    }
    return hand.rule(Selection, ("selection", "遴选"), subject, fields)


def draws(hand: Hand) -> dict[str, Written]:
    """So many drawn by a seed."""
    subject = hand.pick([s for s in SUBJECTS if s != PORTFOLIO])
    scope = Scope.of(hand.named, subject)
    fields: dict[str, Written | None] = {
        "seed": Source(hand.pick(['"2017"', '"第一期"', '"a: b"'])),
        **_places(hand, scope),
    }
    if hand.chance(2):
        fields |= {"inspected": hand.condition(scope), "due": hand.fixed_day()}
    return hand.rule(Draw, ("draw", "抽签"), subject, fields)


def _places(hand: Hand, scope: Scope) -> dict[str, Written | None]:
    """Who takes part, in which groups, on which day, and how many are taken."""
    many = hand.chance(2)
    return {
        "among": hand.maybe(lambda: hand.condition(scope)),
        "within": hand.maybe(lambda: hand.condition(scope), 4),
        "when": hand.maybe(lambda: hand.condition(scope), 6),
        "judged": hand.maybe(lambda: hand.day(scope), 4),
        "take": Source(str(hand.draw(st.integers(1, 3)))) if many else None,
        "take_share": None if many else Source(hand.pick(_SHARES)),
        "rounding_of_share": hand.maybe(lambda: hand.word(RoundingMode.options), 4),
    }
