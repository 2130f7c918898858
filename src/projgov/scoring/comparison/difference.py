"""`difference`: what stood on an earlier day, and what stands now: what a correction changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from projgov.diagnostics import Bilingual
from projgov.domain.rulings import Ruling
from projgov.scoring.comparison.compare import Change, change_to_plain, changes_between
from projgov.scoring.comparison.said import Said, Spot
from projgov.scoring.report import Report
from projgov.scoring.results import Key, MarkResult, SubjectResult
from projgov.scoring.rulings import document_of


@attrs.frozen
class Correction:
    """A ruling that supersedes another: both by their documents, and the subjects that it names (none: all)."""

    ruling: Ruling
    document: str
    superseded: str
    subjects: tuple[str, ...]


@attrs.frozen
class Difference:
    """What the later of two reports says otherwise, and the corrections that became known in between."""

    before: Report = attrs.field(repr=False)
    after: Report = attrs.field(repr=False)
    changes: tuple[Change, ...]
    corrections: tuple[Correction, ...]

    @property
    def subjects(self) -> tuple[Key, ...]:
        """The subjects of which anything is said otherwise."""
        return tuple(dict.fromkeys(change.key for change in self.changes))

    def to_plain(self) -> dict[str, Any]:
        """As plain JSON data."""
        return {
            "before": _report(self.before),
            "after": _report(self.after),
            "corrections": [
                {"ruling": c.ruling.id, "document": c.document, "supersedes": c.superseded, "subjects": list(c.subjects)}
                for c in self.corrections
            ],
            "changes": [
                {name: value for name, value in change_to_plain(c).items() if name != "due_to"}
                for c in self.changes
            ],
        }  # fmt: skip


def difference(before: Report, after: Report, subjects: Iterable[str] | None = None) -> Difference:
    """What `after` says otherwise than `before`, for the subjects of these ids (None: for all).

    Both reports are of the same rule file: on two days, or on data before and after a correction. Of results in stages also a ruling that
    takes the place of another is a change, where the stage stays the same.

    Raises:
        TypeError: for what is no report.
        ValueError: if the reports are of different rule files: see `compare`.
    """
    for one in (before, after):
        if not isinstance(one, Report):
            raise TypeError(f"two reports (projgov.evaluate) are wanted, not {type(one).__name__}")
    if before.core is not after.core and before.core != after.core:
        raise ValueError("these reports are of different rule files: projgov.compare tells what that changes")
    wanted = None if subjects is None else frozenset(subjects)
    found = [*changes_between(before, after), *_courses(before, after)]
    kept = [change for change in found if wanted is None or change.key.id in wanted]
    order = {subject.key: number for number, subject in enumerate((*before.subjects, *after.subjects))}
    kept.sort(key=lambda change: order[change.key])
    return Difference(before, after, tuple(kept), tuple(_corrections(before, after, wanted)))


def _courses(before: Report, after: Report) -> Iterator[Change]:
    """The stages of results, where they are the same and came about by other rulings."""
    earlier = {subject.key: subject for subject in before.subjects}
    for subject in after.subjects:
        if (old := earlier.get(subject.key)) is None:
            continue
        marks = {mark.rule.id: mark for mark in _staged(old)}
        for mark in _staged(subject):
            first = marks.get(mark.rule.id)
            if first is None or first.code != mark.code:
                continue
            said = [_course(*pair, subject.key) for pair in ((before, first), (after, mark))]
            if said[0] != said[1]:
                spot = Spot("stage", mark.rule.id, "course")
                yield Change(subject.key, subject.name, spot, mark.rule.title, said[0], said[1], ())


def _staged(subject: SubjectResult) -> Iterator[MarkResult]:
    return (mark for mark in subject.marks if mark.output.role == "stage" and mark.code is not None)


def _course(report: Report, mark: MarkResult, key: Key) -> Said:
    zh, en = (report.context.mark_reason(mark, key, language) or "" for language in ("zh", "en"))
    return Said(zh, Bilingual(zh, en))


def _corrections(before: Report, after: Report, wanted: frozenset[str] | None) -> Iterator[Correction]:
    known = {ruling.id for ruling in before.context.facts.portfolio.rulings}
    rulings = {ruling.id: ruling for ruling in after.context.facts.portfolio.rulings}
    for ruling in sorted(rulings.values(), key=lambda r: (r.occurred, r.id)):
        if ruling.id in known or not isinstance(ruling.supersedes, str):
            continue
        about = ruling.about if isinstance(ruling.about, tuple) else ()
        named = (getattr(m, kind) for m in about for kind in ("unit", "officer", "project", "item"))
        subjects = tuple(dict.fromkeys(one for one in named if isinstance(one, str)))
        if wanted is None or not subjects or wanted & set(subjects):
            old = rulings.get(ruling.supersedes)
            yield Correction(
                ruling, document_of(ruling), ruling.supersedes if old is None else document_of(old), subjects
            )


def _report(report: Report) -> dict[str, Any]:
    return {"as_of": report.as_of.isoformat(), "digest": report.digest}
