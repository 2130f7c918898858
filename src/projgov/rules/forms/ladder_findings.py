"""What is reported of a ladder: steps that were taken, steps that are proposed, and the duties that come of them."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from projgov.diagnostics import LANGUAGES, Bilingual, Pattern
from projgov.rules.core import nodes
from projgov.rules.core.ladder import Ladder, Step
from projgov.rules.core.nodes import BOOLEAN, Node
from projgov.rules.core.program import Check, Finding, Outcome, Output, Sanction
from projgov.rules.core.scope import Scope
from projgov.rules.core.typing import ANY, DATE, TEXT
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.ladder_days import deadline
from projgov.rules.forms.ladder_written import DutyRow, Escalation, StepRow
from projgov.rules.forms.outcomes import outcome_of
from projgov.rules.forms.parts import part_ids
from projgov.rules.forms.requirement import requirement

EMPTY_DUTY = Pattern(
    "F177",
    Bilingual("任务 `{duty}` 没有写怎样算完成", "the duty `{duty}` does not say when it is done"),
    Bilingual("写 `require:` 或 `require present:`", "write `require:` or `require present:`"),
)
_OVERDUE = Outcome("overdue", Bilingual("逾期", "overdue"))


@attrs.define
class Found:
    """The checks and outputs of a ladder; `duties` are those checks that say whether a duty was done."""

    checks: tuple[Check, ...] = ()
    duties: tuple[Check, ...] = ()
    outputs: tuple[Output, ...] = ()


def findings(rule: Escalation, ladder: Ladder, history: Node, lowering: Lowering) -> Found:
    """What is reported of all steps."""
    found = Found()
    signals = zip(ladder.signals, ladder.labels, strict=True)
    evidence = (*signals, *((step.id, _unresolved(step.title)) for step in ladder.steps))
    for index, (row, step) in enumerate(zip(rule.steps, ladder.steps, strict=True)):
        of = _Of(rule, row, step, index, history, evidence, lowering)
        taken, output = of.taken()
        found.checks += (taken,)
        found.outputs += (output,)
        if step.decided:
            proposed, measure = of.proposed()
            found.checks += (proposed,)
            found.outputs += (measure,)
        for duty, one in of.duties():
            found.checks += (duty,)
            found.duties += (duty,)
            found.outputs += (one,)
    return found


def _unresolved(title: Bilingual) -> Bilingual:
    return Bilingual(f"{title.zh}到期未解决", f"{title.en} unresolved at its deadline")


@attrs.frozen
class _Of:
    """What is reported of one step."""

    rule: Escalation
    row: StepRow
    step: Step
    index: int
    history: Node
    evidence: tuple[tuple[str, Bilingual], ...]
    lowering: Lowering

    def taken(self) -> tuple[Check, Finding]:
        """A finding for each time that the step was taken."""
        lowering = self.lowering
        header = lowering.header()
        check = self._check(f"{header.id}.{self.step.id}", "taken")
        against = self._against()
        reason = lowering.message(self.row.reason, self._scope())
        return check, Finding(header, (check.id,), self._outcome(), against, reason, evidence=self.evidence)

    def proposed(self) -> tuple[Check, Sanction]:
        """A measure proposed where the step waits for a ruling."""
        lowering = self.lowering
        header = lowering.header()
        check = self._check(f"{header.id}.{self.step.id}.proposed", "proposed")
        reason = lowering.message(self.row.reason or self.rule.reason, self._scope())
        measure = self._outcome()
        return check, Sanction(header, (check.id,), measure, self._against(), reason, evidence=self.evidence)

    def duties(self) -> Sequence[tuple[Check, Finding]]:
        """What has to be done each time that the step was taken."""
        ids = part_ids(self.row.duties, ("steps", self.index, "duties"), (), self.lowering)
        return [
            self._duty(duty, n, name) for n, (duty, name) in enumerate(zip(self.row.duties, ids, strict=True))
        ]

    def _duty(self, duty: DutyRow, number: int, name: str) -> tuple[Check, Finding]:
        lowering = self.lowering
        header = lowering.header()
        place = lowering.place_of(("steps", self.index, "duties", number, "id"))
        scope = self._scope()
        due = deadline(duty.due, scope, ("steps", self.index, "duties", number, "due"), lowering)
        scope = scope.with_locals({"due": due, "期限": due})
        required = requirement(duty.require, duty.require_present, lowering, scope)
        if not required:
            lowering.faults.add(EMPTY_DUTY, place, duty=duty.id)
        check = Check(
            f"{header.id}.{self.step.id}.{name}",
            header.subject,
            required.holds(place),
            Bilingual(f"{self.step.title.zh}：{duty.label.zh}", f"{self.step.title.en}: {duty.label.en}"),
            judged=due,
            over=self._moves("taken"),
            place=place,
        )
        zh, en = (required.scope(scope, language) for language in LANGUAGES)
        owner = self._against() if duty.by is None else lowering.holder(duty.by, scope)
        return check, Finding(header, (check.id,), _OVERDUE, owner, lowering.message(duty.reason, zh, en))

    def _check(self, name: str, move: str) -> Check:
        """A check that is unmet once for each move: every move is told."""
        place = self.lowering.place_of(("steps", self.index, "id"))
        seen = nodes.Variable("occasion", ANY, place=place)
        day = nodes.Entry(seen, "day", DATE, place=place)
        subject = self.lowering.subject
        return Check(
            name, subject, nodes.FALSE, self.step.title, judged=day, over=self._moves(move), place=place
        )

    def _moves(self, move: str) -> Node:
        place = self.lowering.place_of(("steps", self.index, "id"))
        item = nodes.Variable("entry", ANY, place=place)
        same = nodes.Compare(
            "=", nodes.Entry(item, "step", TEXT), nodes.Literal(self.step.id, TEXT), place=place
        )
        moved = nodes.Compare("=", nodes.Entry(item, "move", TEXT), nodes.Literal(move, TEXT), place=place)
        tests: tuple[Node, ...] = (same, moved)
        if move == "proposed":
            tests += (nodes.Entry(item, "waits", BOOLEAN, place=place),)
        all_ = nodes.And(tests, place=place)
        return nodes.Filter("entry", self.history, all_, self.history.type, place=place)

    def _scope(self) -> Scope:
        """What reasons and duties see: the day of the step, and its deadline."""
        seen = nodes.Variable("occasion", ANY)
        since, due = nodes.Entry(seen, "day", DATE), nodes.Entry(seen, "due", DATE)
        return self.lowering.scope.with_locals({"since": since, "起始日": since, "due": due, "期限": due})

    def _against(self) -> Node | None:
        lowering = self.lowering
        if self.row.against is not None:
            return lowering.holder(self.row.against, self._scope())
        own = lowering.against(self._scope())
        return lowering.this() if own is None and lowering.subject in ("unit", "officer") else own

    def _outcome(self) -> Outcome:
        """What the step comes to: its measure, under its own title."""
        if self.row.measure is None:
            return Outcome(self.step.id, self.step.title)
        place = self.lowering.place_of(("steps", self.index, "measure"))
        outcome = outcome_of(self.row.measure, place, self.lowering.faults)
        return attrs.evolve(outcome, label=self.step.title if self.row.title else outcome.label)
