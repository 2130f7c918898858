"""Random rules of conditions: filing, checklists, supervision, closing and promotion, which are of one form."""

from __future__ import annotations

from collections.abc import Callable

from projgov.domain.types import TextType
from projgov.rules.forms.conditions import ConditionItem, Conditions
from projgov.rules.forms.day_off import DAYS_OFF
from projgov.rules.forms.outcomes import OUTCOMES
from projgov.rules.kinds.checklist import Checklist
from projgov.rules.kinds.closing import Closing
from projgov.rules.kinds.filing import Filing
from projgov.rules.kinds.promotion import Promotion
from projgov.rules.kinds.supervision import Supervision
from projgov.testing.feel_scope import Scope
from projgov.testing.rule_checks import each_of, required_of
from projgov.testing.rule_hand import SUBJECTS, Hand
from projgov.testing.rule_yaml import Written


def _writer(model: type[Conditions], called: tuple[str, str]) -> Callable[[Hand], dict[str, Written]]:
    def written(hand: Hand) -> dict[str, Written]:
        subject = hand.pick(SUBJECTS)
        scope = Scope.of(hand.named, subject)
        each, within = each_of(hand, scope) if hand.chance(2) else (None, scope)
        items = [_item(hand, within) for _ in hand.count(1, 3)] if hand.chance(2) else []
        required, seen = required_of(hand, within) if not items or hand.chance(3) else ({}, within)
        if items:
            seen = seen.with_locals({"lacking": TextType()}, macros=True)
        fields: dict[str, Written | None] = {
            "each": each,
            "items": items or None,
            **required,
            "unless": hand.maybe(lambda: hand.condition(within, 2), 5),
            "when": hand.maybe(lambda: hand.applying(within)),
            hand.pick(("judged", "judged", "due")): hand.maybe(lambda: hand.day(within)),
            "day_off": hand.maybe(lambda: hand.word(DAYS_OFF), 5),
            "otherwise": hand.maybe(lambda: hand.word(OUTCOMES), 2),
            "against": hand.maybe(lambda: hand.answerable(within), 2),
            "reason": hand.maybe(lambda: hand.reason(seen), 2),
        }
        return hand.rule(model, called, subject, fields)

    return written


def _item(hand: Hand, scope: Scope) -> dict[str, Written]:
    """A labelled condition."""
    fields: dict[str, Written | None] = {
        "id": hand.id("part", "一项"),
        "require": hand.condition(scope, 2),
        "when": hand.maybe(lambda: hand.applying(scope), 4),
    }
    return hand.written(ConditionItem, fields)


filing = _writer(Filing, ("filing", "条件"))
checklist = _writer(Checklist, ("list", "清单"))
supervision = _writer(Supervision, ("visit", "督查"))
closing = _writer(Closing, ("closing", "销号"))
promotion = _writer(Promotion, ("spread", "推广"))
