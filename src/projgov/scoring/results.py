"""What `evaluate` says of each subject, as data. Texts for people are drawn from it on demand (`scoring.explain`).

Where a result is None, `missing` says for want of what evidence, or `fault` what errs; where neither does, there is none.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, TypeAlias

import attrs

from projgov.diagnostics import Bilingual, Diagnostic
from projgov.domain.results import Excuse
from projgov.rules.core.program import (
    Award,
    Decision,
    Finding,
    Header,
    Line,
    Mark,
    Outcome,
    Ranking,
    Sanction,
    Score,
)
from projgov.scoring.values import Fault, Occasion, Unknown, Value

Number: TypeAlias = int | Fraction
AwardStatus: TypeAlias = Literal["proposed", "referred", "undetermined", "barred"]


@attrs.frozen
class Key:
    """A subject: its type and id. Subjects are sorted by it."""

    type: str
    id: str


@attrs.frozen
class FindingResult:
    """One occasion on which a subject does not meet a rule, or on which that cannot be said (`outcome` is then None).

    A sanction of which it cannot be said whether it is to be proposed is among the latter.
    """

    key: Key
    output: Finding | Sanction = attrs.field(repr=False)
    occasion: Occasion
    title: Bilingual
    outcome: Outcome | None
    against: Key | None

    @property
    def rule(self) -> Header:
        return self.output.header

    @property
    def missing(self) -> Unknown | None:
        return self.occasion.value if isinstance(self.occasion.value, Unknown) else None

    @property
    def fault(self) -> Fault | None:
        return self.occasion.value if isinstance(self.occasion.value, Fault) else None


@attrs.frozen
class MetResult:
    """One occasion on which a subject meets a rule that asks to be told of it."""

    key: Key
    output: Finding = attrs.field(repr=False)
    occasion: Occasion
    title: Bilingual

    @property
    def rule(self) -> Header:
        return self.output.header


@attrs.frozen
class ExcusedResult:
    """One occasion on which a rule is suspended for a subject, with the excuses (`domain.results.Excuse`) that suspend it."""

    key: Key
    output: Finding | Sanction = attrs.field(repr=False)
    occasion: Occasion
    title: Bilingual
    excuses: tuple[Excuse, ...]

    @property
    def rule(self) -> Header:
        return self.output.header


@attrs.frozen
class LineResult:
    """The points of one line of a score; None where undetermined.

    A veto that holds `settles` the score although lines before it, and so what it takes away, are undetermined.
    """

    line: Line
    points: Number | None
    missing: Unknown | None = None
    fault: Fault | None = None
    settles: bool = False


@attrs.frozen
class ScoreResult:
    """A score with its lines, which add up to it; None where undetermined."""

    output: Score = attrs.field(repr=False)
    points: Number | None
    lines: tuple[LineResult, ...]
    missing: Unknown | None = None
    fault: Fault | None = None

    @property
    def rule(self) -> Header:
        return self.output.header


@attrs.frozen
class MarkResult:
    """A grade or a lamp: its code and label; both None where there is none or it is undetermined."""

    output: Mark = attrs.field(repr=False)
    code: str | None
    label: Bilingual | None
    missing: Unknown | None = None
    fault: Fault | None = None

    @property
    def rule(self) -> Header:
        return self.output.header


@attrs.frozen
class GivenResult:
    """What a decision gives in one of its outputs: `value` is None where it gives nothing, or is undetermined."""

    id: str
    title: Bilingual
    definition: str
    value: Value
    missing: Unknown | None = None
    fault: Fault | None = None


@attrs.frozen
class DecisionResult:
    """What a decision table gives, and the numbers of the rows (from 1) by which, where they are known."""

    output: Decision = attrs.field(repr=False)
    given: tuple[GivenResult, ...]
    rows: tuple[int, ...]
    missing: Unknown | None = None
    fault: Fault | None = None

    @property
    def rule(self) -> Header:
        return self.output.header


@attrs.frozen
class RankResult:
    """Where a subject stands. `rank` is None where undetermined subjects could still change it: then `best` to `worst`.

    `tied` counts the subjects known to share its value, itself included, `size` those that take part.
    """

    output: Ranking = attrs.field(repr=False)
    rank: int | None
    best: int | None
    worst: int | None
    tied: int
    size: int
    missing: Unknown | None = None
    fault: Fault | None = None

    @property
    def rule(self) -> Header:
        return self.output.header


@attrs.frozen
class AwardResult:
    """An award that a rule proposes, refers to the deciding body, cannot yet determine, or bars the subject from."""

    output: Award = attrs.field(repr=False)
    status: AwardStatus
    missing: Unknown | None = None
    fault: Fault | None = None

    @property
    def rule(self) -> Header:
        return self.output.header


@attrs.frozen
class SanctionResult:
    """A sanction that a rule proposes. Only a recorded ruling makes it one."""

    key: Key
    output: Sanction = attrs.field(repr=False)
    occasion: Occasion
    against: Key | None

    @property
    def rule(self) -> Header:
        return self.output.header


@attrs.frozen
class RuleFault:
    """What errs in a rule, and the subjects for which it does, sorted."""

    diagnostic: Diagnostic
    subjects: tuple[Key, ...]


@attrs.frozen
class SubjectResult:
    """All that the rules say of one subject on the day of evaluation.

    `ranked_by` is the first rule of the file that ranks subjects of its type, `scored_by` the definition of the score by which that ranks (None:
    there is none). A list of subjects has the rank and the score of these, so that what stands in one column can be compared.
    """

    key: Key
    name: str
    findings: tuple[FindingResult, ...] = ()
    undetermined: tuple[FindingResult, ...] = ()
    scores: tuple[ScoreResult, ...] = ()
    marks: tuple[MarkResult, ...] = ()
    ranks: tuple[RankResult, ...] = ()
    awards: tuple[AwardResult, ...] = ()
    sanctions: tuple[SanctionResult, ...] = ()
    met: tuple[MetResult, ...] = ()
    decisions: tuple[DecisionResult, ...] = ()
    excused: tuple[ExcusedResult, ...] = ()
    ranked_by: str | None = None
    scored_by: str | None = None

    @property
    def score(self) -> ScoreResult | None:
        """The score by which subjects of the type are ranked; where there is no such rule, the first that the subject has."""
        return next((s for s in self.scores if self.scored_by in (None, s.output.total)), None)

    @property
    def grade(self) -> MarkResult | None:
        """The first grade."""
        return next((m for m in self.marks if m.output.role == "grade"), None)

    @property
    def lamp(self) -> MarkResult | None:
        """The first lamp."""
        return next((m for m in self.marks if m.output.role == "lamp"), None)

    @property
    def rank(self) -> RankResult | None:
        """The rank by the first rule that ranks subjects of the type."""
        return next((r for r in self.ranks if r.rule.id == self.ranked_by), None)
