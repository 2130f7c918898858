"""Random duties of disclosure: of each record, in each period, of several stages, or once."""

from __future__ import annotations

from collections.abc import Sequence

from projgov.domain.choices.oversight import AUDIENCE, DISCLOSURE_CHANNEL, DISCLOSURE_KIND
from projgov.domain.types import Option
from projgov.rules.forms.outcomes import OUTCOMES
from projgov.rules.forms.period_ends import EVERY
from projgov.rules.kinds.disclosure import DisclosureRule, DisclosureStage
from projgov.testing.feel_scope import DATE, PERIOD, Scope
from projgov.testing.rule_checks import each_of
from projgov.testing.rule_hand import Hand
from projgov.testing.rule_yaml import Source, Written

_WITH_DISCLOSURES = ("project", "project", "item", "unit")
_SPANS = ("3 days", "2 working days", "5天", "3个工作日")


def disclosure(hand: Hand) -> dict[str, Written]:
    """What has to be made public, by when and to whom."""
    subject = hand.pick(_WITH_DISCLOSURES)
    scope = Scope.of(hand.named, subject)
    often, within = _often(hand, scope)
    seen = within.with_locals({hand.pick(["due", "期限"]): DATE}, macros=True)
    fields: dict[str, Written | None] = {
        **_wanted(hand, elsewhere="stages" not in often and hand.chance(5)),
        **often,
        "due": None if "every" in often and hand.chance(2) else hand.day(within, period="every" in often),
        "grace": hand.maybe(lambda: hand.pick(_SPANS), 3),
        "remind": hand.maybe(lambda: hand.pick(_SPANS), 3),
        "met_by": hand.maybe(lambda: hand.condition(seen), 4),
        "exempt": hand.maybe(lambda: hand.applying(seen), 4),
        "when": hand.maybe(lambda: hand.applying(scope), 4),
        "owed_by": hand.maybe(lambda: hand.answerable(scope), 2),
        "otherwise": hand.maybe(lambda: hand.word(OUTCOMES), 2),
        "reason": hand.maybe(lambda: hand.reason(seen), 2),
    }
    return hand.rule(DisclosureRule, ("public", "公开"), subject, fields)


def _wanted(hand: Hand, *, elsewhere: bool) -> dict[str, Written | None]:
    """What has to be made public, to whom and how; or the other list in which it is looked up."""
    if elsewhere:
        return {"fulfilled_by": Source(hand.pick(["evidence", "佐证"]))}
    return {
        "what": _words(hand, DISCLOSURE_KIND.options),
        "audience": hand.maybe(lambda: _words(hand, AUDIENCE.options)),
        "channel": hand.maybe(lambda: _words(hand, DISCLOSURE_CHANNEL.options)),
        "fulfilled_by": hand.maybe(lambda: Source(hand.pick(["disclosures", "公开记录"])), 4),
    }


def _often(hand: Hand, scope: Scope) -> tuple[dict[str, Written | None], Scope]:
    """How often something has to be public, and what is seen each time."""
    match hand.pick(["once", "every", "each", "stages"]):
        case "every":
            seen = scope.with_locals({hand.pick(["period", "报送期"]): PERIOD}, macros=True)
            return {"every": hand.word(EVERY)}, seen
        case "each":
            each, within = each_of(hand, scope)
            return ({"each": each}, within) if each is not None else ({}, scope)
        case "stages":
            return {"stages": [_stage(hand, scope) for _ in hand.count(1, 3)]}, scope
    return {}, scope


def _stage(hand: Hand, scope: Scope) -> dict[str, Written]:
    fields: dict[str, Written | None] = {
        "id": hand.id("stage", "阶段"),
        "what": hand.maybe(lambda: _words(hand, DISCLOSURE_KIND.options), 2),
        "due": hand.maybe(hand.fixed_day, 2),
        "when": hand.maybe(lambda: hand.applying(scope), 4),
    }
    return hand.written(DisclosureStage, fields)


def _words(hand: Hand, options: Sequence[Option]) -> list[Written]:
    """One or two words of a closed set, of which none stands twice."""
    return list(dict.fromkeys(hand.word(options) for _ in hand.count(1, 2)))
