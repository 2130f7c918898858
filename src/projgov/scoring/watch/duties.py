"""What a session tells: findings, measures proposed, duties that come of a ladder, lamps, grades and steps as they change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any, Literal, TypeAlias

import attrs

from projgov.diagnostics import LANGUAGES, Bilingual, Language
from projgov.rules.core.program import Finding, Header, Outcome, Sanction, unversioned
from projgov.scoring.assemble import subject_key
from projgov.scoring.context import Context
from projgov.scoring.moves import move_lines, move_of, move_to_plain
from projgov.scoring.plain import occasion_text
from projgov.scoring.report import Report
from projgov.scoring.results import FindingResult, Key, MarkResult, SanctionResult, SubjectResult
from projgov.scoring.values import Occasion, Rows
from projgov.scoring.wording import bracketed, named, record_name

Sort: TypeAlias = Literal["finding", "proposal", "duty", "mark"]
Status: TypeAlias = Literal["new", "ended", "open"]
NEW = Bilingual("新", "new")
ENDED = Bilingual("终止", "ended")
OPEN = Bilingual("现在无法确定", "can no longer be said")
OWED = Bilingual("须做", "to be done")
PROPOSED = Bilingual("建议", "proposed")
UNTIL = Bilingual("（{due}前）", " (by {due})")
NONE = Bilingual("无", "none")
UNDETERMINED = Bilingual("尚无法确定", "undetermined")
ANSWERABLE = Bilingual("责任方", "answerable")


@attrs.frozen
class Identity:
    """What makes a duty the same one on another day."""

    sort: Sort
    subject: Key
    rule: str
    check: str
    occasion: str
    code: str


@attrs.frozen
class Duty:
    """One thing that a session tells: what arises on `day`, that it has ended, or that it is open whether it still stands.

    `sort` is `finding` (a rule is not met), `proposal` (a measure waits for a ruling), `duty` (something has to be done by `due`),
    or `mark` (a lamp, grade or step as it now is; `code` is empty for none, and where it cannot be told). `title` is what was checked, `outcome` what it comes
    to. `against` is who answers for it. `reason` says why, `lines` what led there.
    """

    status: Status
    sort: Sort
    subject: Key
    name: str
    rule: Header = attrs.field(repr=False)
    check: str
    title: Bilingual
    occasion: str
    day: date
    code: str
    outcome: Bilingual
    reason: Bilingual
    due: date | None = None
    against: Key | None = None
    answerable: str = ""
    lines: tuple[Bilingual, ...] = ()
    move: dict[str, Any] | None = attrs.field(default=None, repr=False)

    @property
    def identity(self) -> Identity:
        """What makes it the same duty on another day. Of a mark it is the rule: it changes, and does not end."""
        code = "" if self.sort == "mark" else self.code
        return Identity(self.sort, self.subject, self.rule.id, self.check, self.occasion, code)

    def explain(self, language: Language = "en") -> str:
        """It in words, on one line or more."""
        told = self.outcome.in_(language)
        if self.sort in ("duty", "proposal"):
            told = f"{(OWED if self.sort == 'duty' else PROPOSED).in_(language)} · {told}"
        reason = self.reason.in_(language)
        head = f"[{told}] {reason}" if reason != self.outcome.in_(language) else f"[{told}]"
        if self.occasion and self.occasion != self.day.isoformat() and self.occasion not in head:
            head += bracketed(self.occasion, language)
        if self.due is not None:
            head += UNTIL.in_(language).format(due=self.due.isoformat())
        if self.status != "new":
            head = f"{(ENDED if self.status == 'ended' else OPEN).in_(language)} {head}"
        lines = [f"{self.day.isoformat()} {self.subject.id} {self.name} {head}".replace("  ", " ")]
        lines += [f"    {line.in_(language)}" for line in self.lines]
        if self.answerable:
            lines.append(f"    {named(ANSWERABLE.in_(language), self.answerable, language)}")
        return "\n".join(lines)

    def to_plain(self) -> dict[str, Any]:
        """It as plain JSON data."""
        return {
            "status": self.status,
            "sort": self.sort,
            "subject": {"type": self.subject.type, "id": self.subject.id, "name": self.name},
            "rule": self.rule.id,
            "kind": self.rule.kind,
            "implements": list(self.rule.implements),
            "quote": self.rule.quote,
            "check": self.check,
            "title": _both(self.title),
            "occasion": self.occasion or None,
            "day": self.day.isoformat(),
            "outcome": {"code": self.code or None, **_both(self.outcome)},
            "due": None if self.due is None else self.due.isoformat(),
            "against": None if self.against is None else {"type": self.against.type, "id": self.against.id},
            "reason": _both(self.reason),
            "move": self.move,
        }


def standing(report: Report) -> dict[Identity, Duty]:
    """All that stands on the day of a report, by what makes it the same on another day."""
    teller = _Teller(report.context)
    owed = teller.owed()
    found: dict[Identity, Duty] = {}
    for subject in report.subjects:
        for duty in (*teller.of(subject), *owed.get(subject.key, ())):
            found[duty.identity] = duty
    return found


def passed(report: Report, since: date) -> tuple[Duty, ...]:
    """What arose after a day, and was over again on the day of a report: proposals that were ruled on, or that a way down ended."""
    teller = _Teller(report.context)
    return tuple(duty for subject in report.subjects for duty in teller.passed(subject, since))


def changes(before: dict[Identity, Duty], after: dict[Identity, Duty], report: Report) -> tuple[Duty, ...]:
    """What arises, what ends and of what it can no longer be said whether it stands, until a report, sorted by day."""
    day = report.as_of
    unsaid = {(s.key, unversioned(f.occasion.check)) for s in report.subjects for f in s.undetermined}
    new = [
        duty
        for identity, duty in after.items()
        if identity not in before or (duty.sort == "mark" and duty.code != before[identity].code)
    ]
    new = [d for d in new if d.sort != "mark" or d.code or d.identity in before]
    failed = {(d.subject, d.check, d.occasion) for d in after.values() if d.sort == "finding"}
    ended = [
        attrs.evolve(duty, status="open" if (duty.subject, duty.check) in unsaid else "ended", day=day)
        for identity, duty in before.items()
        if identity not in after
        and duty.sort != "mark"
        and not (duty.sort == "duty" and (duty.subject, duty.check, duty.occasion) in failed)
    ]
    return in_order((*new, *ended))


def in_order(duties: Iterable[Duty]) -> tuple[Duty, ...]:
    """Duties as they are told: by day, then by subject."""
    return tuple(sorted(duties, key=_order))


_SORTS: tuple[Sort, ...] = ("finding", "mark", "proposal", "duty")


def _order(duty: Duty) -> tuple[Any, ...]:
    key = duty.subject
    return (
        duty.day,
        key.type,
        key.id,
        duty.status,
        _SORTS.index(duty.sort),
        duty.rule.place,
        duty.rule.id,
        duty.check,
        duty.occasion,
    )


@attrs.frozen
class _Teller:
    context: Context

    def of(self, subject: SubjectResult) -> Iterator[Duty]:
        """The findings, proposals and marks of one subject."""
        for finding in subject.findings:
            assert finding.outcome is not None
            yield self._of(subject.name, "finding", finding, finding.outcome, finding.against)
        for sanction in subject.sanctions:
            yield self._of(subject.name, "proposal", sanction, sanction.output.measure, sanction.against)
        for mark in subject.marks:
            yield self._mark(subject, mark)

    def passed(self, subject: SubjectResult, since: date) -> Iterator[Duty]:
        """Proposals for a subject that arose after a day and wait no longer, each with its end."""
        for output in self.context.core.outputs:
            if (
                not isinstance(output, Sanction)
                or not output.evidence
                or output.header.subject != subject.key.type
            ):
                continue
            history = self.context.results.values[f"{output.header.id}.history"].get(subject.key.id)
            moves = (
                history.sure if isinstance(history, Rows) else history if isinstance(history, tuple) else ()
            )
            (check,) = output.checks
            step = check.split(".")[-2]
            own = [move for move in moves if move["step"] == step]
            for move, end in pairwise(own):
                if move["move"] == "proposed" and move["day"] > since:
                    arose = self._proposed(subject, output, Occasion(check, move, move["day"], "unmet"))
                    yield arose
                    yield attrs.evolve(arose, status="ended", day=end["day"])

    def _proposed(self, subject: SubjectResult, output: Sanction, occasion: Occasion) -> Duty:
        against = output.against
        holder = None if against is None else subject_key(self.context.value(against, subject.key, occasion))
        result = SanctionResult(subject.key, output, occasion, holder)
        return self._of(subject.name, "proposal", result, output.measure, holder)

    def owed(self) -> dict[Key, list[Duty]]:
        """What has to be done and is not yet due: of checks that follow from a move on a ladder."""
        found: dict[Key, list[Duty]] = {}
        for output in self.context.core.outputs:
            if not isinstance(output, Finding):
                continue
            for check in output.checks:
                for own, occasions in self.context.results.occasions[check].items():
                    key = Key(output.header.subject, own)
                    for occasion in occasions:
                        if occasion.outcome == "pending" and move_of(occasion) is not None:
                            found.setdefault(key, []).append(self._owed(key, output, occasion))
        return found

    def _of(
        self,
        name: str,
        sort: Sort,
        result: FindingResult | SanctionResult,
        outcome: Outcome,
        against: Key | None,
    ) -> Duty:
        occasion = result.occasion
        lines = tuple(
            Bilingual(zh, en)
            for zh, en in zip(
                *(move_lines(result.output, occasion, language) for language in LANGUAGES), strict=True
            )
        )
        return Duty(
            "new",
            sort,
            result.key,
            name,
            result.rule,
            unversioned(occasion.check),
            self.context.core.checks[occasion.check].title,
            occasion_text(occasion.item) or "",
            occasion.judged,
            outcome.code,
            outcome.label,
            Bilingual(self.context.reason(result, "zh"), self.context.reason(result, "en")),
            None,
            against,
            self._answerable(against, result.key),
            lines,
            move_to_plain(result.output, occasion),
        )

    def _owed(self, key: Key, output: Finding, occasion: Occasion) -> Duty:
        against = (
            None if output.against is None else subject_key(self.context.value(output.against, key, occasion))
        )
        title = self.context.core.checks[occasion.check].title
        move = move_of(occasion)
        assert move is not None
        name = "" if key.id == "" else record_name(self.context.record(key))
        return Duty(
            "new",
            "duty",
            key,
            name,
            output.header,
            unversioned(occasion.check),
            title,
            occasion_text(occasion.item) or "",
            move["day"],
            "owed",
            title,
            title,
            occasion.judged,
            against,
            self._answerable(against, key),
        )

    def _mark(self, subject: SubjectResult, mark: MarkResult) -> Duty:
        zh, en = (self.context.mark_reason(mark, subject.key, language) for language in LANGUAGES)
        label = mark.label or (UNDETERMINED if mark.missing or mark.fault else NONE)
        told = Bilingual(f"{mark.rule.title.zh}：{label.zh}", f"{mark.rule.title.en}: {label.en}")
        return Duty(
            "new",
            "mark",
            subject.key,
            subject.name,
            mark.rule,
            mark.output.value,
            mark.rule.title,
            "",
            self.context.results.as_of,
            mark.code or "",
            told,
            Bilingual(zh or told.zh, en or told.en),
        )

    def _answerable(self, against: Key | None, own: Key) -> str:
        return "" if against is None or against == own else record_name(self.context.record(against))


def _both(text: Bilingual) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def told(duties: Iterable[Duty], language: Language) -> str:
    """Duties in words."""
    return "\n".join(duty.explain(language) for duty in duties)
