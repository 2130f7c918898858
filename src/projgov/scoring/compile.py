"""Core to a `Program`: specialised code that gives exactly what the readable model gives, and faster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import attrs

from projgov.domain.calendar import WorkCalendar
from projgov.domain.types import RegisterType
from projgov.domain.vocabulary import Series
from projgov.rules.core.program import Core
from projgov.rules.core.working import with_calendar
from projgov.scoring import decide as deciding
from projgov.scoring.codegen import portfolio
from projgov.scoring.decidable import decidable
from projgov.scoring.decide import Decider, Decision
from projgov.scoring.facts import Facts, OnDay, Source
from projgov.scoring.ladder.engine import Engines
from projgov.scoring.observed import Observed
from projgov.scoring.registers import Registers
from projgov.scoring.values import Results


@attrs.define(eq=False)
class Program:
    """A compiled rule file. Code is made when it is first asked for, and kept."""

    core: Core = attrs.field(repr=False)
    _runs: dict[tuple[bool, str | None], tuple[str, Callable[..., Any]]] = attrs.field(
        factory=dict, init=False, repr=False
    )
    _deciders: dict[object, Decider] = attrs.field(factory=dict, init=False, repr=False)
    _others: dict[WorkCalendar, Program] = attrs.field(factory=dict, init=False, repr=False)

    def with_calendar(self, calendar: WorkCalendar | None) -> Program:
        """The program that counts working days by `calendar`; made once for each calendar, and kept."""
        core = with_calendar(self.core, calendar)
        if core is self.core or core.calendar is None:
            return self
        if core.calendar not in self._others:
            self._others[core.calendar] = Program(core)
        return self._others[core.calendar]

    @property
    def source(self) -> str:
        """The generated code of a run over a portfolio, for the curious."""
        return self._run(direct=True)[0]

    def run(self, facts: Source, engines: Engines | None = None) -> Results:
        """Every definition and check, for every subject: exactly what `scoring.model.run` gives.

        `engines` are those that ladders are climbed by; else the plain ones.
        """
        engines = engines or Engines()
        registers = Registers(facts, _registers(self.core)) if type(facts) is Facts else None
        observed = Observed(facts, _series(self.core)) if type(facts) is Facts else None
        earlier = _Earlier(self, facts, registers, observed, engines)
        values, occasions = self._run(direct=earlier.direct)[1](facts, registers, observed, engines, earlier)
        return Results(facts.as_of, values, occasions)

    def _run(self, *, direct: bool, only: str | None = None) -> tuple[str, Callable[..., Any]]:
        if (direct, only) not in self._runs:
            self._runs[direct, only] = portfolio.generate(self.core, direct=direct, only=only)
        return self._runs[direct, only]

    def run_as_of(
        self, definition: str, facts: OnDay, registers: Any, observed: Any, engines: Engines, earlier: Any
    ) -> Any:
        """The values of a definition by subject, as of another day."""
        run = self._run(direct=registers is not None, only=definition)[1]
        return run(facts, registers, observed, engines, earlier)[0][definition]

    def decider(self, subject: str, *, explain: bool = False, rules: Iterable[str] | None = None) -> Decider:
        """The decider of the rules on `subject`; see `scoring.decide.decider`."""
        return deciding.decider(
            self.core, deciding.subject_called(self.core, subject), explain=explain, rules=rules
        )

    def decidable(self, subject: str | None = None) -> tuple[str, ...]:
        """The rules on a type of subject that `decide` can decide by: those for which one subject's own facts suffice.

        Others need a portfolio: ranks, registers, other subjects. `subject` as for `decide`.
        """
        return decidable(self.core, deciding.subject_called(self.core, subject))

    def decide(
        self,
        facts: Mapping[str, object],
        as_of: date | str,
        *,
        subject: str | None = None,
        rules: Iterable[str] | None = None,
        calendar: WorkCalendar | None = None,
    ) -> Decision:
        """What the rules say of one subject, given as a mapping of the names of its members to plain values.

        Any name by which rule files call a member will do; the member's own is the fastest. What is absent is missing.
        `subject` is the type of the subject, where the rules are on more than one; `rules` are the ids of those to decide by,
        where it is not to be all (`decidable` names those that can be). `calendar` is another work calendar than the program's.

        Raises:
            InvalidRuleFile: where a rule on the subject needs more than its scalar members, one fault for each such rule.
            InvalidData: where facts cannot be meant, with every fault.
            EvaluationFaults: where rules err, all of them together.
        """
        if calendar is not None and calendar != self.core.calendar and self.core.calendar is not None:
            return self.with_calendar(calendar).decide(facts, as_of, subject=subject, rules=rules)
        key = subject if rules is None else (subject, frozenset(rules))
        made = self._deciders.get(key)
        if made is None:
            wanted = deciding.subject_called(self.core, subject)
            made = self._deciders[key] = self.decider(wanted, explain=True, rules=rules)
        return deciding.decision(made, facts, as_of)


@attrs.define(eq=False)
class _Earlier:
    """The values of definitions on the days that a run asks about: all subjects' at once, each day's once."""

    program: Program
    facts: Source
    registers: Registers | None
    observed: Observed | None
    engines: Engines
    _known: dict[tuple[str, date], Mapping[str, Any]] = attrs.field(factory=dict, init=False)

    @property
    def direct(self) -> bool:
        """Whether the facts are those of a portfolio of the domain."""
        return self.registers is not None

    def __call__(self, definition: str, day: date) -> Mapping[str, Any]:
        key = definition, day
        if key not in self._known:
            facts = OnDay(self.facts, day)
            self._known[key] = self.program.run_as_of(
                definition, facts, self.registers, self.observed, self.engines, self
            )
        return self._known[key]


def _registers(core: Core) -> dict[tuple[str, str], str]:
    """The names under which portfolios declare registers complete, by record and member."""
    return {
        (record.name, member.name): member.type.register
        for record in core.vocabulary.records.values()
        for member in record.members.values()
        if member.access == "register" and isinstance(member.type, RegisterType)
    }


def _series(core: Core) -> dict[tuple[str, str], Series]:
    """The series, by record and member."""
    return {
        (record.name, member.name): member.series
        for record in core.vocabulary.records.values()
        for member in record.members.values()
        if member.series is not None
    }


def compile(core: Core) -> Program:  # noqa: A001  # the arrow from Core to Program is called so everywhere
    """The program of a rule file."""
    return Program(core)
