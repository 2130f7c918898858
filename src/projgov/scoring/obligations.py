"""Obligations (义务): what is owed on each occasion, by whom and by when, and how it stands on the day of evaluation.

`not_yet_due`   the due day lies ahead
`due_soon`      it lies ahead by no more than the rule's `remind`, or has come, and it is still in time: today, or while grace lasts
`met`           what is owed came in time; of a cadence also before the last day has come
`met_late`      it came after the last day on which it was in time, by `days`: it is there on the day of evaluation
`overdue`       the last day on which it was in time is past by `days`, and it is not there
`excused`       the rule is suspended on that day by `excuses`
`undetermined`  it cannot be said whether it was met, for want of `missing`, or because the rule errs

Days are calendar days after the last day on which it was in time (`last`), which is the due day unless there is grace.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Literal, TypeAlias

import attrs

from projgov.diagnostics import Bilingual
from projgov.domain.results import Excuse
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import PORTFOLIO, Finding, Header, Owed
from projgov.scoring.assemble import subject_key
from projgov.scoring.context import Context
from projgov.scoring.excuses import excuses_of
from projgov.scoring.results import Key
from projgov.scoring.values import Fault, Occasion, Unknown, Value

State: TypeAlias = Literal["not_yet_due", "due_soon", "met", "met_late", "overdue", "excused", "undetermined"]
STATES: dict[State, Bilingual] = {
    "not_yet_due": Bilingual("尚未到期", "not yet due"),
    "due_soon": Bilingual("即将到期", "due soon"),
    "met": Bilingual("按时完成", "met"),
    "met_late": Bilingual("逾期完成", "met late"),
    "overdue": Bilingual("逾期未完成", "overdue"),
    "excused": Bilingual("免责", "excused"),
    "undetermined": Bilingual("无法确定", "undetermined"),
}
OPEN: frozenset[State] = frozenset({"not_yet_due", "due_soon", "overdue", "undetermined"})
"""The states in which something is still to be done or to be cleared up."""
_DAY = timedelta(days=1)


@attrs.frozen
class Obligation:
    """One thing that is owed: what rule `finding` asks of subject `key` on an occasion, by `due`, in time through `last`.

    `by` owes it, `against` answers for it (None: nobody is named). `due` and `last` are None where the day is not known or
    there is none. `days` is how many days it is late or overdue, or how many days are left of it through `last`;
    None where there is neither. `on` is the day on which it came, where that was late. `missing` says for want of what
    evidence its state is not known; of what is overdue, of what it is not known whether it came since.
    """

    key: Key
    finding: Finding = attrs.field(repr=False)
    occasion: Occasion
    title: Bilingual
    state: State
    due: date | None
    last: date | None
    by: Key | None
    against: Key | None
    days: int | None = None
    on: date | None = None
    missing: Unknown | None = None
    fault: Fault | None = None
    excuses: tuple[Excuse, ...] = ()

    @property
    def rule(self) -> Header:
        return self.finding.header

    @property
    def owner(self) -> Key:
        """Who owes it: who is said to, else who answers for it, else the subject."""
        return self.by or self.against or self.key

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done, or to be cleared up."""
        return self.state in OPEN


def obligations(context: Context) -> tuple[Obligation, ...]:
    """Every obligation of every subject, sorted by due day (those without one last), type and id of the subject, and rule."""
    found = [
        one for output in context.core.outputs if isinstance(output, Finding) for one in _of(output, context)
    ]
    return tuple(sorted(found, key=_order))


def _order(one: Obligation) -> tuple[date, str, str, str, str, date]:
    return one.due or date.max, one.key.type, one.key.id, one.rule.id, one.occasion.check, one.occasion.judged


def _of(finding: Finding, context: Context) -> Iterator[Obligation]:
    if finding.owed is None:
        return
    subject = finding.header.subject
    for check in finding.checks:
        for id_, occasions in context.results.occasions[check].items():
            key = Key(subject, id_ or PORTFOLIO)
            for occasion in occasions:
                yield _Standing(context, key, finding, finding.owed, occasion).obligation()


@attrs.frozen
class _Standing:
    """How one occasion stands."""

    context: Context
    key: Key
    finding: Finding
    owed: Owed
    occasion: Occasion

    @property
    def as_of(self) -> date:
        return self.context.results.as_of

    def obligation(self) -> Obligation:
        """The obligation."""
        check = self.context.core.checks[self.occasion.check]
        last: Value = self.occasion.judged
        if (
            check.judged is not None
        ):  # what is not known, and null, count as the day of evaluation: that is no due day
            last = self._value(check.judged, self.as_of)
        due = last if self.owed.due is None else self._value(self.owed.due, self.as_of)
        started = Obligation(
            self.key,
            self.finding,
            self.occasion,
            check.title,
            "undetermined",
            due if isinstance(due, date) else None,
            last if isinstance(last, date) else None,
            self._who(self.owed.by),
            self._who(self.finding.against),
        )
        if isinstance(last, Unknown) and self.occasion.outcome in ("pending", "unmet"):
            return attrs.evolve(started, missing=last)
        return attrs.evolve(started, **self._state(started))

    def _state(self, one: Obligation) -> dict[str, Any]:
        match self.occasion.outcome:
            case "excused":
                return {"state": "excused", "excuses": excuses_of(self.key, self.occasion, self.context)}
            case "met":
                return {"state": "met"}
            case "pending":
                return self._ahead(one)
            case "unmet":
                return self._missed(one)
        value = self.occasion.value
        return {
            "missing": value if isinstance(value, Unknown) else None,
            "fault": value if isinstance(value, Fault) else None,
        }

    def _ahead(self, one: Obligation) -> dict[str, Any]:
        """Of what can still be in time."""
        if self.owed.early and self._reached(self.as_of) is True:
            return {"state": "met"}
        soon = one.due if self.owed.soon is None else self._value(self.owed.soon, self.as_of)
        days = None if one.last is None else (one.last - self.as_of).days
        near = isinstance(soon, date) and self.as_of >= soon
        return {"state": "due_soon" if near else "not_yet_due", "days": days}

    def _missed(self, one: Obligation) -> dict[str, Any]:
        """Of what was not in time."""
        last = one.last
        if last is None:
            return {"state": "overdue"}
        now = self._reached(self.as_of)
        if last == self.as_of:  # judged today, and today is not over
            return {"state": "due_soon", "days": 0}
        if now is not True:
            missing = now if isinstance(now, Unknown) else None
            return {"state": "overdue", "days": (self.as_of - last).days, "missing": missing}
        day = last + _DAY
        while day < self.as_of and self._reached(day) is not True:
            day += _DAY
        return {"state": "met_late", "days": (day - last).days, "on": day}

    def _reached(self, day: date) -> Value:
        """Whether what is owed is there on a day."""
        return self._value(self.owed.reached, day)

    def _who(self, node: Node | None) -> Key | None:
        return None if node is None else subject_key(self.context.value(node, self.key, self.occasion))

    def _value(self, node: Node, day: date) -> Value:
        names = {**self.context.env(self.key, self.occasion), "judged": day}
        return self.context.model.evaluate(node, names)
