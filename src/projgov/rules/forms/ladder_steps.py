"""The steps of a ladder, lowered: what brings each about, its deadline, and the ways down."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from projgov.diagnostics import Bilingual, Pattern, did_you_mean
from projgov.domain.types import NumberType
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core import nodes
from projgov.rules.core.ladder import Step, Trigger, Way
from projgov.rules.core.nodes import Node
from projgov.rules.core.scope import Scope
from projgov.rules.core.typing import DATE
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.ladder_days import days, times
from projgov.rules.forms.ladder_days import deadline as deadline_of
from projgov.rules.forms.ladder_signals import word
from projgov.rules.forms.ladder_written import (
    DECISION,
    FORGETS,
    TO,
    WITHIN,
    Escalation,
    StepRow,
    TriggerRow,
    WayRow,
)
from projgov.rules.forms.options import find

NO_STEPS = Pattern(
    "F172",
    Bilingual("规则 `{rule}` 没有步骤，或没有信号", "the rule `{rule}` has no steps, or no signals"),
    Bilingual(
        "在 `signals:` 和 `steps:` 下各写至少一项", "write at least one each under `signals:` and `steps:`"
    ),
)
NO_TRIGGER = Pattern(
    "F173",
    Bilingual("步骤 `{step}` 没有写由什么触发", "the step `{step}` does not say what brings it about"),
    Bilingual(
        "在 `{under}:` 下写信号，如 `- signal: {signal}`",
        "write a signal under `{under}:`, as in `- signal: {signal}`",
    ),
)
ONE_OF_TWO = Pattern(
    "F174",
    Bilingual("这里要么写 `signal:`，要么写 `unresolved:`", "here stands either `signal:` or `unresolved:`"),
    Bilingual(
        "只写其中一项；次数、连续、期间只用于信号",
        "write one of them; how often, in a row and within are for signals",
    ),
)
ROW_OR_TIME = Pattern(
    "F175",
    Bilingual("`in a row` 与 `within` 不能同时写", "`in a row` and `within` do not go together"),
    Bilingual("写成两条触发，或只留一项", "write two triggers, or leave one of them out"),
)
UP_AND_DOWN = Pattern(
    "F176",
    Bilingual(
        "信号 `{signal}` 既触发步骤，又解除步骤",
        "the signal `{signal}` both brings steps about and ends them",
    ),
    Bilingual("写成两个信号，各用一个", "write two signals, and use one for each"),
)
UNKNOWN_PART = Pattern(
    "N074",
    Bilingual("没有编号为 `{name}` 的{sort}", "there is no {sort} with the id `{name}`"),
    Bilingual("{offer}", "{offer}"),
)
NOT_BEFORE = Pattern(
    "L060",
    Bilingual(
        "步骤 `{step}` 要先经 `{other}`，`{other}` 却不排在它前面：梯子成了圈，永远走不到",
        "the step `{step}` comes after `{other}`, which does not stand before it: the ladder goes round, and it is never reached",
    ),
    Bilingual(
        "步骤从轻到重排列，`after:` 和 `unresolved:` 只写前面的步骤",
        "order steps from mild to severe: `after:` and `unresolved:` name steps before",
    ),
)
_UNDER = Bilingual("触发", "when")
"""The key as a step has it: the rules themselves have one of the same English name, and another Chinese one."""
_STEP, _SIGNAL = Bilingual("步骤", "step"), Bilingual("信号", "signal")
_A_NUMBER = NumberType()


@attrs.define
class Parts:
    """The numbers, spans and deadlines that steps name, as they are met."""

    least: list[Node] = attrs.field(factory=list)
    windows: list[Node] = attrs.field(factory=list)
    deadlines: list[Node] = attrs.field(factory=list)


@attrs.frozen
class Steps:
    """Lowers the steps and ways of a ladder, of which the ids are known."""

    rule: Escalation
    steps: tuple[str, ...]
    signals: tuple[str, ...]
    lowering: Lowering
    parts: Parts = attrs.field(factory=Parts)

    def all(self) -> tuple[Step, ...]:
        """The steps."""
        return tuple(self._step(row, index) for index, row in enumerate(self.rule.steps))

    def ways(self) -> tuple[Way, ...]:
        """The ways down."""
        heard = {
            name: self.lowering.place_of(("steps", index, "when", position, "signal"))
            for index, row in reversed(list(enumerate(self.rule.steps)))
            for position, trigger in enumerate(row.when)
            if trigger.signal is not None
            and (name := self._position(trigger.signal, self.signals)) is not None
        }
        found = tuple(self._way(row, index) for index, row in enumerate(self.rule.clears))
        for index, way in enumerate(found):
            if way.signal in heard:
                place, signal = (
                    self.lowering.place_of(("clears", index, "signal")),
                    self.rule.clears[index].signal,
                )
                self.lowering.faults.add(UP_AND_DOWN, place, related=[heard[way.signal]], signal=signal)
        return found

    def _step(self, row: StepRow, index: int) -> Step:
        path = ("steps", index)
        triggers: list[Trigger] = []
        unresolved: list[int] = []
        for position, trigger in enumerate(row.when):
            where = (*path, "when", position)
            if (trigger.signal is None) == (trigger.unresolved is None) or (
                trigger.unresolved is not None and {"times", "in_a_row", "within"} & trigger.model_fields_set
            ):
                self.lowering.faults.add(ONE_OF_TWO, self.lowering.place_of(where))
            elif trigger.unresolved is not None:
                unresolved += self._before(trigger.unresolved, index, (*where, "unresolved"))
            elif (
                trigger.signal is not None
                and (found := self._trigger(trigger, trigger.signal, where)) is not None
            ):
                triggers.append(found)
        if not row.when:
            first = self.signals[0] if self.signals else "…"
            self.lowering.faults.add(
                NO_TRIGGER, self.lowering.place_of((*path, "id")), step=row.id, signal=first, under=_UNDER
            )
        after = [
            s for n, name in enumerate(row.after) for s in self._before(name, index, (*path, "after", n))
        ]
        decided = word(row.decision, DECISION, (*path, "decision"), self.lowering) == "required"
        deadline = -1
        if row.deadline is not None:
            scope = self.since(self.lowering.scope)
            self.parts.deadlines.append(deadline_of(row.deadline, scope, (*path, "deadline"), self.lowering))
            deadline = len(self.parts.deadlines) - 1
        return Step(
            self.steps[index],
            row.label,
            tuple(triggers),
            tuple(dict.fromkeys(unresolved)),
            row.all_of,
            tuple(dict.fromkeys(after)),
            decided,
            deadline,
        )

    def since(self, scope: Scope) -> Scope:
        """The scope of a deadline, which sees the day on which the step was taken."""
        since = nodes.Variable("since", DATE)
        return scope.with_locals({"since": since, "起始日": since})

    def _trigger(self, row: TriggerRow, signal: str, path: tuple[str | int, ...]) -> Trigger | None:
        position = self._position(signal, self.signals)
        if position is None:
            self._unknown(signal, _SIGNAL, (*path, "signal"))
            return None
        where = (*path, "times")
        self.parts.least.append(
            nodes.number(1) if row.times is None else times(row.times, where, self.lowering)
        )
        least = len(self.parts.least) - 1
        if row.in_a_row and row.within is not None:
            self.lowering.faults.add(ROW_OR_TIME, self.lowering.place_of((*path, "within")))
        if row.in_a_row:
            return Trigger(position, least, "run")
        if row.within is None:
            return Trigger(position, least)
        option = find(row.within.text, WITHIN)
        if option is not None:
            return Trigger(position, least, "period", period=option.code)  # type: ignore[arg-type]  # codes of WITHIN
        self.parts.windows.append(days(row.within, (*path, "within"), self.lowering))
        return Trigger(position, least, "days", len(self.parts.windows) - 1)

    def _before(self, name: str, index: int, path: tuple[str | int, ...]) -> Sequence[int]:
        """The position of a step that has to stand further down."""
        position = self._position(name, self.steps)
        if position is None:
            self._unknown(name, _STEP, path)
            return ()
        if position >= index:
            place = self.lowering.place_of(path)
            self.lowering.faults.add(NOT_BEFORE, place, step=self.rule.steps[index].id, other=name)
            return ()
        return (position,)

    def _way(self, row: WayRow, index: int) -> Way:
        path = ("clears", index)
        signal = self._position(row.signal, self.signals)
        if signal is None:
            self._unknown(row.signal, _SIGNAL, (*path, "signal"))
            signal = -1
        option = find(row.to, TO)
        to: int | None = -1
        if option is not None:
            to = None if option.code == "previous" else -1
        elif (to := self._position(row.to, self.steps)) is None:
            self._unknown(row.to, _STEP, (*path, "to"), _words(row.to))
            to = -1
        leaves: set[int] = set()
        for n, name in enumerate(row.from_):
            if (step := self._position(name, self.steps)) is None:
                self._unknown(name, _STEP, (*path, "from_", n))
            else:
                leaves.add(step)
        left = sorted(leaves) if row.from_ else range(len(self.steps))
        return Way(signal, to, tuple(left), tuple(sorted(self._forgets(row, path))))

    def _forgets(self, row: WayRow, path: tuple[str | int, ...]) -> set[int]:
        found: set[int] = set()
        for n, name in enumerate(row.forgets):
            option = find(name, FORGETS)
            if option is not None:
                found |= set(range(len(self.signals))) if option.code == "all" else set()
            elif (signal := self._position(name, self.signals)) is not None:
                found.add(signal)
            else:
                self._unknown(name, _SIGNAL, (*path, "forgets", n))
        return found

    def _position(self, name: str, ids: Sequence[str]) -> int | None:
        """The position of an id, also of one that was refused and stands under a name made for it (`part_ids`)."""
        wanted = canonical_name(name)
        return next((n for n, own in enumerate(ids) if own in (wanted, f"{wanted}_{n}_")), None)

    def _unknown(
        self, name: str, sort: Bilingual, path: tuple[str | int, ...], words: Sequence[str] = ()
    ) -> None:
        """A name that is none: offered are the ids as they are written, and `words`."""
        rows = self.rule.signals if sort is _SIGNAL else self.rule.steps
        offer = did_you_mean(name, (*(row.id for row in rows), *words))
        self.lowering.faults.add(
            UNKNOWN_PART, self.lowering.place_of(path), name=name, sort=sort, offer=offer
        )


def _words(written: str) -> tuple[str, ...]:
    """The words for where a way leads, in the language of what is written."""
    return tuple(o.label.en if written.isascii() else o.label.zh for o in TO)
