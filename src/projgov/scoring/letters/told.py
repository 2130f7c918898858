"""What a letter sees of a report: findings, proposals and awards as contexts, in the language of the letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from projgov.diagnostics import Language
from projgov.rules.core.program import PORTFOLIO, Finding, Header, Outcome, Sanction
from projgov.rules.forms.outcomes import OUTCOMES
from projgov.scoring.barred import award_reason
from projgov.scoring.context import Context
from projgov.scoring.results import AwardResult, FindingResult, Key, SanctionResult, SubjectResult
from projgov.scoring.rulings import decided, document_of, is_agreed
from projgov.scoring.settled import settled
from projgov.scoring.values import Fault, Rows, Unknown, Value

_SAID_OF = ("unit", "officer")
"""Types of subjects of which also is told what was found against them."""


@attrs.frozen
class Told:
    """What a letter about a subject is told: of `about` (empty: of all rules); with `settled` also of what no longer stands."""

    context: Context
    subjects: tuple[SubjectResult, ...]
    key: Key
    about: tuple[str, ...]
    language: Language
    settled: bool = False

    def lists(self, *, doubtful: bool = False) -> dict[str, Value]:
        """The lists by their names: what is known, or also, as possible members, what the rules have left undetermined."""
        findings = tuple(self._finding(*pair) for pair in self.findings())
        proposals = tuple(self._proposal(*pair) for pair in self.proposals())
        awards = tuple(self._award(*pair) for pair in self.awards())
        if not doubtful:
            return {"findings": findings, "proposals": proposals, "awards": awards}
        open_ones = [(s, f, self.open_of(f)) for s, f in self.undetermined()]
        return {
            "findings": Rows(findings, tuple((self._maybe(s, f, why), why) for s, f, why in open_ones
                                             if isinstance(f.output, Finding))),
            "proposals": Rows(proposals, tuple((self._maybe(s, f, why), why) for s, f, why in open_ones
                                               if isinstance(f.output, Sanction))),
            "awards": tuple(
                {**one, "status": award.missing or _NOT_KNOWN} if award.status == "undetermined" else one
                for one, (_, award) in zip(awards, self.awards(), strict=True)
            ),
        }  # fmt: skip

    def findings(self) -> Iterator[tuple[SubjectResult, FindingResult]]:
        """What is not met, so far as it still stands, or all of it."""
        for subject, finding in self._of((s, f) for s in self.subjects for f in s.findings):
            if self.settled or settled(finding, self.context) is None:
                yield subject, finding

    def undetermined(self) -> Iterator[tuple[SubjectResult, FindingResult]]:
        """What cannot yet be said, and what was found of which it cannot yet be said whether it still stands."""
        yield from self._of((s, f) for s in self.subjects for f in s.undetermined)
        if not self.settled:
            for subject, finding in self._of((s, f) for s in self.subjects for f in s.findings):
                if isinstance(settled(finding, self.context), Unknown):
                    yield subject, finding

    def open(self) -> Iterator[Unknown | Fault | None]:
        """For want of what, or by which fault, each thing is undetermined that can be a reason to write."""
        yield from (found.fault or self.open_of(found) for _, found in self.undetermined())
        yield from (a.fault or a.missing for _, a in self.awards() if a.status == "undetermined")

    def open_of(self, finding: FindingResult) -> Unknown:
        """For want of what it is undetermined, or not known to stand still."""
        still = None if finding.outcome is None else settled(finding, self.context)
        return finding.missing or (still if isinstance(still, Unknown) else _NOT_KNOWN)

    def proposals(self) -> Iterator[tuple[SubjectResult, SanctionResult]]:
        """The measures that are proposed."""
        yield from self._of((s, p) for s in self.subjects for p in s.sanctions)

    def awards(self) -> Iterator[tuple[SubjectResult, AwardResult]]:
        """The awards that are proposed, referred, barred or undetermined."""
        for subject in self.subjects:
            for award in subject.awards:
                if self._is_asked(award.rule) and self.key in (subject.key, _WHOLE):
                    yield subject, award

    def _of(self, pairs: Iterable[tuple[SubjectResult, Any]]) -> Iterator[tuple[SubjectResult, Any]]:
        for subject, result in pairs:
            if self._is_asked(result.rule) and self._concerns(subject.key, result.against):
                yield subject, result

    def _is_asked(self, rule: Header) -> bool:
        return not self.about or any(rule.id == name or rule.id.startswith(f"{name}.") for name in self.about)

    def _concerns(self, key: Key, against: Key | None) -> bool:
        return self.key in (key, _WHOLE) or (self.key.type in _SAID_OF and against == self.key)

    # -- contexts

    def _finding(self, subject: SubjectResult, finding: FindingResult) -> Mapping[str, Any]:
        assert finding.outcome is not None, "it is no finding where it is undetermined"
        found = settled(finding, self.context)
        return {
            **self._result(subject, finding),
            "outcome": self._handled(finding.outcome),
            "stands": found if isinstance(found, Unknown) else found is None,
        }

    def _maybe(self, subject: SubjectResult, finding: FindingResult, why: Unknown) -> Mapping[str, Any]:
        """What can turn out to be a finding, or a proposal: what it comes to is not known."""
        return {
            **self._result(subject, finding),
            **dict.fromkeys(("outcome", "stands", "measure", "status"), why),
            "document": None,
        }

    def _proposal(self, subject: SubjectResult, proposal: SanctionResult) -> Mapping[str, Any]:
        return {
            **self._result(subject, proposal),
            "measure": self._handled(proposal.output.measure),
            **self._ruled(proposal.rule.id, "proposed", subject.key, proposal.against),
        }

    def _award(self, subject: SubjectResult, award: AwardResult) -> Mapping[str, Any]:
        return {
            **self._common(subject, award.rule),
            "reason": award_reason(award, subject.key, self.context, self.language),
            **self._ruled(award.rule.id, award.status, subject.key, None),
        }

    def _result(self, subject: SubjectResult, result: FindingResult | SanctionResult) -> dict[str, Any]:
        return {
            **self._common(subject, result.rule),
            "reason": self.context.reason(result, self.language),
            "day": result.occasion.judged,
            "quote": result.rule.quote,
            "against": None if result.against is None else self._name(result.against),
        }

    def _common(self, subject: SubjectResult, rule: Header) -> dict[str, Any]:
        return {
            "rule": rule.id,
            "title": rule.title.in_(self.language),
            "subject": self._name(subject.key),
            "id": subject.key.id,
        }

    def _handled(self, outcome: Outcome) -> str:
        """The code of an outcome that all kinds know; the label of the step of a ladder, which no code says to people."""
        return outcome.code if outcome.code in _CODES else outcome.label.in_(self.language)

    def _ruled(self, rule: str, status: str, key: Key, against: Key | None) -> dict[str, Any]:
        """How a proposal stands: as the rule has it, until there is a ruling on the subject, or on whom it is against."""
        asked = (key,) if against is None else (key, against)
        ruling = next((r for one in asked if (r := decided(rule, one, self.context)) is not None), None)
        if ruling is None or status in ("undetermined", "barred"):
            return {"status": status, "document": None}
        return {"status": "decided" if is_agreed(ruling) else "rejected", "document": document_of(ruling)}

    def _name(self, key: Key) -> str:
        if key.type == PORTFOLIO:
            return self.context.core.title.in_(self.language)
        record = self.context.record(key)
        return next((v for f in ("title", "name") if isinstance(v := getattr(record, f, None), str)), key.id)


_NOT_KNOWN = Unknown(frozenset())
_WHOLE = Key(PORTFOLIO, PORTFOLIO)
_CODES = frozenset(option.code for option in OUTCOMES)
