"""Random rules on lamps: of a day and of periods, with what holds them, by thresholds, and made of several."""

from __future__ import annotations

import attrs

from projgov.domain.vocabulary import canonical_name
from projgov.rules.forms.lamp_rows import LAMPS, Combine, ItemRow, LampRow, Lamps
from projgov.rules.forms.options import find
from projgov.rules.forms.period_ends import EVERY
from projgov.testing.feel_likeness import is_literal, marks
from projgov.testing.feel_scope import BOOLEAN, NUMBER, PERIOD, TEXT, Scope
from projgov.testing.rule_hand import SUBJECTS, Hand
from projgov.testing.rule_yaml import Source, Written

_OWN_LAMPS = ("紫灯", "白", "grey")
_EVIDENCE = {"project": "acceptances", "item": "letters"}
"""Registers of which one record more can clear a lamp, by type of subject."""

_COARSE = [o for o in EVERY if o.code in ("quarter", "half_year", "year")]
"""Periods of which a year has few: each costs an evaluation."""


@attrs.define
class _Rows:
    """Writes the rows of one rule. What a lamp is called, and what clears it, is said once."""

    hand: Hand
    subject: str
    scope: Scope
    in_periods: bool
    variance: Source | None
    titled: set[str] = attrs.field(factory=set)
    held: set[str] = attrs.field(factory=set)
    written: list[Written] = attrs.field(factory=list)

    def add(self, when: Source | None, seen: Scope) -> None:
        hand = self.hand
        own = hand.chance(4)
        lamp = hand.pick(_OWN_LAMPS) if own else hand.word(LAMPS)
        option = find(lamp, LAMPS)
        code = canonical_name(lamp) if option is None else option.code
        title = hand.title() if code not in self.titled and (own or hand.chance(6)) else None
        self.titled |= {code} if title is not None else set()
        fields: dict[str, Written | None] = {"lamp": lamp, "when": when, "title": title}
        if self.variance is not None and hand.chance(2):
            fields[hand.pick(["from_", "above"])] = hand.amount(self.scope)
        if self.in_periods and when is not None:
            fields["lights_after"] = hand.maybe(lambda: Source(hand.pick(["1", "2", "3"])))
            if fields["lights_after"] is not None:
                fields["pauses_when"] = hand.maybe(lambda: hand.condition(self.scope))
            if code not in self.held and hand.chance(2):
                self.held.add(code)
                fields |= self._clearing()
        fields["reason"] = hand.maybe(lambda: hand.reason(seen))
        self.written.append(hand.written(LampRow, fields))

    def _clearing(self) -> dict[str, Written | None]:
        hand, register = self.hand, _EVIDENCE.get(self.subject)
        return {
            "clears_when": hand.maybe(lambda: hand.condition(self.scope), 2),
            "clears_after": hand.maybe(lambda: Source(hand.pick(["1", "2", "3"])), 2),
            "cleared_by": None if register is None else hand.maybe(lambda: Source(register)),
        }


def lamps(hand: Hand) -> dict[str, Written]:
    """How a subject stands, as a colour."""
    if hand.chance(6):
        return _combined(hand)
    subject, in_periods = hand.pick(SUBJECTS), hand.chance(2)
    scope = Scope.of(hand.named, subject)
    within = (
        scope.with_locals({hand.pick(["period", "报送期"]): PERIOD}, macros=True) if in_periods else scope
    )
    seen = within.with_locals({hand.pick(["lamp", "灯"]): TEXT}, macros=True)
    variance = hand.maybe(lambda: hand.expression(within, NUMBER, 2), 4)
    rows = _Rows(hand, subject, within, in_periods, variance)
    before: list[frozenset[str]] = []
    for _ in hand.count(1, 3):
        condition = hand.feel(within).of(BOOLEAN, 2)
        if is_literal(condition) or (own := marks(condition)) in before:
            continue
        before.append(own)
        rows.add(Source.of(condition), seen)
    if not rows.written or hand.chance(6):
        rows.add(None, seen)
        otherwise = None
    else:
        otherwise = hand.maybe(lambda: hand.pick(["none", "无", "green", "绿灯", "蓝"]), 2)
    fields: dict[str, Written | None] = {
        "show": rows.written,
        "otherwise": otherwise,
        "variance": variance,
        "every": hand.word(_COARSE) if in_periods else None,
        "when": hand.maybe(lambda: hand.condition(scope), 4),
        "judged": hand.maybe(lambda: hand.day(scope, period=in_periods), 3),
        "reason": hand.maybe(lambda: hand.reason(seen)),
    }
    return hand.rule(Lamps, ("light", "灯号"), subject, fields)


def _combined(hand: Hand) -> dict[str, Written]:
    """The lamps of a unit's projects, made one."""
    inner = Scope.of(hand.named, "project")
    condition = Source(f"livelihood = {hand.pick(['true', 'false'])}")
    items = [
        hand.written(ItemRow, {"lamp": "red", "when": hand.condition(inner)}),
        hand.written(ItemRow, {"lamp": "黄", "when": condition}),
    ]
    weight = hand.maybe(lambda: Source("abs(budget)"))
    each = hand.written(
        Combine, {"each": Source("led projects"), "show": items, "otherwise": "绿", "weight": weight}
    )
    rows = [
        hand.written(
            LampRow, {"lamp": "red", "at_least": Source("2"), "share": hand.maybe(lambda: Source("30"))}
        ),
        hand.written(LampRow, {"lamp": "blue", "counting": "yellow", "share": Source("12.5")}),
    ]
    fields: dict[str, Written | None] = {"combine": each, "otherwise": hand.pick(["green", "none"])}
    if hand.chance(2):
        fields |= {"show": rows, "every": hand.maybe(lambda: hand.word(_COARSE), 2)}
    return hand.rule(Lamps, ("light", "灯号"), "unit", fields)
