"""From what a run computed to what is said of each subject."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from projgov.diagnostics import Bilingual, Diagnostic
from projgov.diagnostics import sort as sort_diagnostics
from projgov.domain.vocabulary import Record
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import (
    PORTFOLIO,
    Award,
    Core,
    Decision,
    Finding,
    Line,
    Mark,
    Outcome,
    Output,
    Ranking,
    Sanction,
    Score,
)
from projgov.scoring.because import settles
from projgov.scoring.context import Context
from projgov.scoring.decisions import decision_result
from projgov.scoring.excuses import excuses_of
from projgov.scoring.model import dependencies, everything
from projgov.scoring.results import (
    AwardResult,
    DecisionResult,
    ExcusedResult,
    FindingResult,
    Key,
    LineResult,
    MarkResult,
    MetResult,
    RankResult,
    RuleFault,
    SanctionResult,
    ScoreResult,
    SubjectResult,
)
from projgov.scoring.values import Fault, Occasion, Results, Unknown, Value


def assemble(context: Context) -> tuple[SubjectResult, ...]:
    """The result of every subject, sorted by type and id; the portfolio as a whole is a subject where a rule is about it."""
    core = context.core
    by_subject: dict[str, list[Output]] = {}
    for output in core.outputs:
        by_subject.setdefault(output.header.subject, []).append(output)
    found: list[SubjectResult] = []
    for record in core.vocabulary.subjects:
        outputs = by_subject.get(record.name, [])
        for subject in context.facts.subjects(record.name):
            one = _Subject(context, Key(record.name, subject.id), _name(record, subject))
            found.append(one.result(outputs))
    if PORTFOLIO in by_subject:
        whole = _Subject(context, Key(PORTFOLIO, PORTFOLIO), core.title.zh)
        found.append(whole.result(by_subject[PORTFOLIO]))
    return tuple(sorted(found, key=lambda s: (s.key.type, s.key.id)))


def _name(record: Record, subject: Any) -> str:
    for field in ("title", "name"):
        if field in record.fields and isinstance(value := getattr(subject, field), str):
            return value
    return str(subject.id)


def _headline(outputs: list[Output]) -> tuple[str | None, str | None]:
    """The first rule that ranks subjects of a type, and the definition of the score by which it does."""
    ranking = next((o for o in outputs if isinstance(o, Ranking)), None)
    if ranking is None:
        return None, None
    scored = any(isinstance(o, Score) and o.total == ranking.of for o in outputs)
    return ranking.header.id, ranking.of if scored else None


def _in_force(marks: list[MarkResult]) -> Iterator[MarkResult]:
    """Of several versions of a rule only the one that says something, or the first where none does."""
    for position, mark in enumerate(marks):
        others = [m for m in marks if m.rule.id == mark.rule.id and m is not mark]
        silent = mark.code is None and mark.missing is None and mark.fault is None
        spoken = any(m.code is not None or m.missing is not None or m.fault is not None for m in others)
        if not silent or not (spoken or any(m.rule.id == mark.rule.id for m in marks[:position])):
            yield mark


@attrs.frozen
class _Subject:
    context: Context
    key: Key
    name: str

    def result(self, outputs: list[Output]) -> SubjectResult:
        findings: list[FindingResult] = []
        undetermined: list[FindingResult] = []
        scores: list[ScoreResult] = []
        marks: list[MarkResult] = []
        ranks: list[RankResult] = []
        awards: list[AwardResult] = []
        sanctions: list[SanctionResult] = []
        met: list[MetResult] = []
        decisions: list[DecisionResult] = []
        excused: list[ExcusedResult] = []
        for output in outputs:
            match output:
                case Finding():
                    findings += self._findings(output)
                    undetermined += self._open(output)
                    met += self._met(output)
                    excused += self._excused(output)
                case Score():
                    scores += self._score(output)
                case Mark():
                    marks.append(self._mark(output))
                case Decision():
                    decided = decision_result(output, self._value)
                    decisions += [] if decided is None else [decided]
                case Ranking():
                    ranks += self._rank(output)
                case Award():
                    awards += self._award(output)
                case Sanction():
                    sanctions += self._sanctions(output)
                    undetermined += self._open(output)
                    excused += self._excused(output)
        return SubjectResult(
            self.key,
            self.name,
            tuple(findings),
            tuple(undetermined),
            tuple(scores),
            tuple(_in_force(marks)),
            tuple(ranks),
            tuple(awards),
            tuple(sanctions),
            tuple(met),
            tuple(decisions),
            tuple(excused),
            *_headline(outputs),
        )

    @property
    def _id(self) -> str:
        """The id under which a run keeps what it computed for the subject."""
        return "" if self.key.type == PORTFOLIO else self.key.id

    def _value(self, definition: str) -> Value:
        return self.context.results.values[definition][self._id]

    def _occasions(self, output: Finding | Sanction, outcome: str) -> Iterator[Occasion]:
        for check in output.checks:
            for occasion in self.context.results.occasions[check].get(self._id, ()):
                if occasion.outcome == outcome:
                    yield occasion

    def _findings(self, output: Finding) -> Iterator[FindingResult]:
        for occasion in self._occasions(output, "unmet"):
            yield self._finding(output, occasion, output.outcome)

    def _open(self, output: Finding | Sanction) -> Iterator[FindingResult]:
        for occasion in self._occasions(output, "undetermined"):
            yield self._finding(output, occasion, None)

    def _met(self, output: Finding) -> Iterator[MetResult]:
        for occasion in self._occasions(output, "met") if output.tells_met else ():
            yield MetResult(self.key, output, occasion, self.context.core.checks[occasion.check].title)

    def _excused(self, output: Finding | Sanction) -> Iterator[ExcusedResult]:
        for occasion in self._occasions(output, "excused"):
            title = self.context.core.checks[occasion.check].title
            excuses = excuses_of(self.key, occasion, self.context)
            yield ExcusedResult(self.key, output, occasion, title, excuses)

    def _finding(
        self, output: Finding | Sanction, occasion: Occasion, outcome: Outcome | None
    ) -> FindingResult:
        title = self.context.core.checks[occasion.check].title
        return FindingResult(
            self.key, output, occasion, title, outcome, self._against(output.against, occasion)
        )

    def _against(self, against: Node | None, occasion: Occasion) -> Key | None:
        if against is None:
            return None
        return subject_key(self.context.value(against, self.key, occasion))

    def _sanctions(self, output: Sanction) -> Iterator[SanctionResult]:
        for occasion in self._occasions(output, "unmet"):
            yield SanctionResult(self.key, output, occasion, self._against(output.against, occasion))

    def _score(self, output: Score) -> Iterator[ScoreResult]:
        total = self._value(output.total)
        if total is None:
            return
        lines = tuple(
            LineResult(line, known(value), missing(value), fault(value), self._settles(line, value, total))
            for line in output.lines
            if (value := self._value(line.definition)) is not None
        )
        yield ScoreResult(output, known(total), lines, missing(total), fault(total))

    def _settles(self, line: Line, value: Value, total: Value) -> bool:
        """Whether a line whose points are not known decides the total all the same."""
        if not line.adjusts or known(value) is not None or known(total) is None:
            return False
        return settles(line.definition, self.key, self.context)

    def _mark(self, output: Mark) -> MarkResult:
        value = self._value(output.value)
        code = known(value)
        label = None if code is None else dict(output.labels).get(code, Bilingual(code, code))
        return MarkResult(output, code, label, missing(value), fault(value))

    def _rank(self, output: Ranking) -> Iterator[RankResult]:
        value = self._value(output.rank)
        if value is None:
            return
        if isinstance(value, Unknown | Fault):
            yield RankResult(output, None, None, None, 0, 0, missing(value), fault(value))
            return
        yield RankResult(
            output,
            known(value["rank"]),
            value["best"],
            value["worst"],
            known(value["tied"]) or 1,
            known(value["size"]) or value["worst"],
            missing(value["rank"]),
        )

    def _award(self, output: Award) -> Iterator[AwardResult]:
        value = self._value(output.status)
        if isinstance(value, Unknown | Fault):
            yield AwardResult(output, "undetermined", missing(value), fault(value))
        elif value is not None:
            yield AwardResult(output, value)


def subject_key(value: Value) -> Key | None:
    """The key of a record that is a subject, None for anything else."""
    about = getattr(type(value), "__about__", None)
    if about is None or not about.collection:
        return None
    return Key(about.named.name, value.id)


def known(value: Value) -> Any:
    """The value, None where it is unknown or faulty."""
    return None if isinstance(value, Unknown | Fault) else value


def missing(value: Value) -> Unknown | None:
    """What is missing for a value to be known."""
    return value if isinstance(value, Unknown) else None


def fault(value: Value) -> Fault | None:
    """What errs, where a value is faulty."""
    return value if isinstance(value, Fault) else None


def rule_faults(core: Core, results: Results) -> tuple[RuleFault, ...]:
    """Everything that errs, each once, with the subjects for which it does.

    Those are the subjects of the rule that errs first, and not of all that depend on it.
    """
    erring = {rule: faults for rule in everything(core) if (faults := list(_faults(core, results, *rule)))}
    found: dict[Diagnostic, set[Key]] = {}
    for rule in dependencies(core, erring):
        told = set(found)
        for key, fault in erring.get(rule, ()):
            for diagnostic in fault.diagnostics - told:
                found.setdefault(diagnostic, set()).add(key)
    return tuple(
        RuleFault(d, tuple(sorted(found[d], key=lambda k: (k.type, k.id)))) for d in sort_diagnostics(found)
    )


def _faults(core: Core, results: Results, sort: str, name: str) -> Iterator[tuple[Key, Fault]]:
    """The faults of a definition or check, with the subjects for which it has them."""
    if sort == "definition":
        for key, value in results.values[name].items():
            if isinstance(value, Fault):
                yield Key(core.definitions[name].subject, key or PORTFOLIO), value
        return
    for key, occasions in results.occasions[name].items():
        for occasion in occasions:
            if isinstance(occasion.value, Fault):
                yield Key(core.checks[name].subject, key or PORTFOLIO), occasion.value
