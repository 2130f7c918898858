"""Core to a `Program`: specialised code that gives exactly what the readable model gives, and faster."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import attrs

from projgov.rules.core.program import Core
from projgov.scoring import decide as deciding
from projgov.scoring.decide import Decider, Decision


@attrs.define(eq=False)
class Program:
    """A compiled rule file. Code for deciding one subject is made when it is first asked for, and kept."""

    core: Core = attrs.field(repr=False)
    _deciders: dict[str | None, Decider] = attrs.field(factory=dict, init=False, repr=False)

    def decider(self, subject: str, *, explain: bool = False, rules: Iterable[str] | None = None) -> Decider:
        """The decider of the rules on `subject`; see `scoring.decide.decider`."""
        return deciding.decider(self.core, subject, explain=explain, rules=rules)

    def decide(
        self, facts: Mapping[str, object], as_of: date | str, *, subject: str | None = None
    ) -> Decision:
        """What the rules say of one subject, given as a mapping of the names of its members to plain values.

        `subject` is its type, where the rules are on more than one. What is absent is missing.

        Raises:
            InvalidRuleFile: where a rule on the subject needs more than its scalar members.
            InvalidData: where facts cannot be meant, with every fault.
            EvaluationFaults: where rules err, all of them together.
        """
        made = self._deciders.get(subject)
        if made is None:
            wanted = deciding.only_subject(self.core) if subject is None else subject
            made = self._deciders[subject] = self.decider(wanted, explain=True)
        return deciding.decision(made, facts, as_of)


def compile(core: Core) -> Program:  # noqa: A001  # the arrow from Core to Program is called so everywhere
    """The program of a rule file."""
    return Program(core)
