"""Random schedules: gates of every sort, coverage by tasks, figures over periods."""

from __future__ import annotations

from typing import Protocol

from projgov.domain.choices.oversight import EVIDENCE_KIND
from projgov.domain.types import ValueType
from projgov.rules.forms.gates import Gate
from projgov.rules.forms.outcomes import OUTCOMES
from projgov.rules.forms.quantities import BY, ENSURED, Ensured
from projgov.rules.forms.stages import STEPS, Coverage
from projgov.rules.kinds.schedule import Schedule
from projgov.testing.feel_scope import DATE, NUMBER, PERIOD, TEXT, Scope
from projgov.testing.rule_hand import SUBJECTS, Hand
from projgov.testing.rule_yaml import Source, Written

_PLANNED = ("project", "item")
"""What has progress, plans and evidence."""
_ANCHORS = ("end", "start", "end of quarter 2", "2017-06-30", "结束日期", "一季度末")
_BEFORE = (
    "{n} days before {day}",
    "{n} weeks before {day}",
    "{n} month before {day}",
    "{day}前{n}天",
    "{day}之前{n}个月",
)


class Requires(Protocol):
    """Writes `require`, `require present` or both, and tells what a reason sees then."""

    def __call__(self, hand: Hand, scope: Scope, /) -> tuple[dict[str, Written], Scope]: ...


def schedule_with(hand: Hand, required: Requires) -> dict[str, Written]:
    """Gates that stand together; of what has plans, also what its tasks cover and its months come to."""
    subject = hand.pick(SUBJECTS)
    scope = Scope.of(hand.named, subject)
    gates: list[dict[str, Written]] = []
    for _ in hand.count(1, 3):
        gates.append(
            _gate(hand, scope, [str(gate.get("id") or gate.get("编号")) for gate in gates], required)
        )
    planned = subject in _PLANNED
    fields: dict[str, Written | None] = {
        "gates": list(gates),
        "coverage": [_coverage(hand)] if planned and hand.observing and hand.chance(3) else None,
        "figures": [_ensured(hand, scope)] if planned and hand.observing and hand.chance(3) else None,
        "approved_changes": True if planned and hand.observing and hand.chance(4) else None,
        "in_order": hand.pick([True, False]) if hand.chance(4) else None,
        "when": hand.maybe(lambda: hand.applying(scope), 4),
        "otherwise": hand.maybe(lambda: hand.word(OUTCOMES), 2),
        "against": hand.maybe(lambda: hand.answerable(scope), 2),
        "reason": hand.maybe(
            lambda: hand.reason(scope.with_locals({"gate": TEXT, "due": DATE}, macros=True)), 2
        ),
    }
    return hand.rule(Schedule, ("schedule", "进度"), subject, fields)


def _gate(hand: Hand, scope: Scope, before: list[str], required: Requires) -> dict[str, Written]:
    within = scope.with_locals({hand.pick(["due", "期限"]): DATE}, macros=True)
    planned = scope.subject in _PLANNED
    fields: dict[str, Written | None] = {
        "id": hand.id("gate", "节点"),
        "title": hand.maybe(hand.title, 2),
        "due": _due(hand, before) if planned and hand.chance(3) else hand.day(scope),
    }
    seen = within
    if planned and hand.chance(3):
        fields["reach"] = Source(hand.pick(["planned", "计划", "50", "12.5"]))
        seen = seen.with_locals({"needed": NUMBER, "found": NUMBER, "shortfall": NUMBER}, macros=True)
    elif planned and hand.chance(3):
        fields["evidence"] = [hand.word(EVIDENCE_KIND.options) for _ in hand.count(1, 2)]
        seen = seen.with_locals({"absent": TEXT}, macros=True)
    else:
        more, seen = required(hand, within)
        fields |= more
    fields["when"] = hand.maybe(lambda: hand.applying(within), 4)
    fields["reason"] = hand.maybe(lambda: hand.reason(seen.with_locals({"gate": TEXT}, macros=True)), 4)
    return hand.written(Gate, fields)


def _due(hand: Hand, before: list[str]) -> Source:
    """A day so long before another, or before a gate."""
    day = hand.pick([*_ANCHORS, *before])
    return Source(hand.pick(_BEFORE).format(n=hand.pick([1, 10, 30]), day=day))


def _coverage(hand: Hand) -> dict[str, Written]:
    tasks = hand.pick(["baseline.milestones", "letter.tasks", "进度计划.节点"])
    fields: dict[str, Written | None] = {
        "id": hand.id("cover", "覆盖"),
        "title": hand.maybe(hand.title, 2),
        "every": hand.word(STEPS),
        "covered_by": Source(tasks),
        "ends": Source("due") if hand.chance(3) else None,
        "start": Source(hand.pick(["2017-01-15", "start of year", "start"])) if hand.chance(3) else None,
        "end": Source(hand.pick(["end of quarter 2", "2017-12-31", "end"])) if hand.chance(3) else None,
        "due": hand.maybe(hand.fixed_day, 2),
        "reason": hand.pick(["{open}", "{gate}: {缺口}"]) if hand.chance(3) else None,
    }
    return hand.written(Coverage, fields)


def _ensured(hand: Hand, scope: Scope) -> dict[str, Written]:
    names: dict[str, ValueType] = {
        "period": PERIOD,
        "due": DATE,
        "quantity": TEXT,
        "needed": NUMBER,
        "found": NUMBER,
        "shortfall": NUMBER,
    }
    seen = scope.with_locals(names, macros=True)
    fields: dict[str, Written | None] = {
        "id": hand.id("figures", "数字"),
        "title": hand.maybe(hand.title, 2),
        "ensure": hand.word(ENSURED),
        "by": hand.maybe(lambda: hand.word(BY), 2),
        "due": Source(hand.pick(["period end", "10 days after period end", "期末后5天"]))
        if hand.chance(2)
        else None,
        "when": hand.maybe(lambda: hand.applying(scope), 4),
        "reason": hand.maybe(lambda: hand.reason(seen), 4),
    }
    return hand.written(Ensured, fields)
