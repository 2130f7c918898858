"""`compare`: every score, grade, lamp, rank, award, sanction and finding that two rule files give differently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Literal

import attrs

from projgov.diagnostics import Bilingual
from projgov.domain.calendar import WorkCalendar
from projgov.domain.portfolio import Portfolio
from projgov.rules.core.program import PORTFOLIO
from projgov.rules.load import Pack
from projgov.scoring.comparison.causes import Cause, Causes, Side
from projgov.scoring.comparison.said import ASPECTS, Aspect, Said, Spot, pieces
from projgov.scoring.evaluate import evaluate
from projgov.scoring.report import Report
from projgov.scoring.results import Key, SubjectResult


@attrs.frozen
class Change:
    """One thing that is said differently of one subject. `before` or `after` is None where nothing was or is said.

    `due_to` are the rules and parameters, different between the two files, by which it came about.
    """

    key: Key
    name: str
    spot: Spot
    title: Bilingual
    before: Said | None
    after: Said | None
    due_to: tuple[Cause, ...]


@attrs.frozen
class Comparison:
    """What moves under the new rule file. `causes` lists what differs between the files, even where nobody moves by it."""

    old: Report = attrs.field(repr=False)
    new: Report = attrs.field(repr=False)
    changes: tuple[Change, ...]
    causes: tuple[Cause, ...]

    @property
    def moved(self) -> dict[Aspect, int]:
        """How many subjects there are of which each aspect changes."""
        count = Counter(aspect for aspect, _ in {(c.spot.aspect, c.key) for c in self.changes})
        return {aspect: count[aspect] for aspect in ASPECTS if count[aspect]}

    def due_to(self, cause: Cause) -> int:
        """How many subjects something changes of by a rule or parameter."""
        return len({c.key for c in self.changes if cause in c.due_to})

    def to_plain(self) -> dict[str, Any]:
        """As plain JSON data."""
        return {
            "as_of": self.new.as_of.isoformat(),
            "old": _report(self.old),
            "new": _report(self.new),
            "summary": dict(self.moved),
            "differences": [{**_cause(c), "subjects": self.due_to(c)} for c in self.causes],
            "changes": [change_to_plain(c) for c in self.changes],
        }


def compare(
    old: Pack,
    new: Pack,
    portfolio: Portfolio,
    as_of: date | str,
    *,
    on_error: Literal["raise", "report"] = "raise",
    calendar: WorkCalendar | None = None,
) -> Comparison:
    """What the rule file `new` says otherwise than `old` of a portfolio on a day.

    Changes are sorted by subject (the portfolio first, then by type and id), and for each by aspect: score, lines, grade, lamp, rank, awards,
    sanctions, findings. `calendar` is the work calendar by which both count working days (see `evaluate`).

    Raises:
        InvalidDay: if `as_of` is not a day.
        InvalidData: if the facts that one of the files declares are not as declared.
        EvaluationFaults: if rules of one of them err, unless `on_error` is "report" (see `evaluate`).
    """
    before, after = (
        evaluate(pack, portfolio, as_of, on_error=on_error, calendar=calendar) for pack in (old, new)
    )
    causes = Causes(*(Side(r.core, r.context.results) for r in (before, after)))
    return Comparison(before, after, tuple(changes_between(before, after, causes.of)), causes.all)


def changes_between(
    before: Report, after: Report, due_to: Callable[[Spot, str], tuple[Cause, ...]] = lambda _spot, _own: ()
) -> Iterator[Change]:
    """What one report says otherwise than another, sorted by subject and aspect; `due_to` tells by what that comes."""
    subjects: dict[Key, list[SubjectResult | None]] = {}
    for side, report in enumerate((before, after)):
        for subject in report.subjects:
            subjects.setdefault(subject.key, [None, None])[side] = subject
    for key in sorted(subjects, key=_place):
        yield from _changes(key, subjects[key], due_to)


def _place(key: Key) -> tuple[bool, str, str]:
    return key.type != PORTFOLIO, key.type, key.id


def _changes(
    key: Key, sides: list[SubjectResult | None], due_to: Callable[[Spot, str], tuple[Cause, ...]]
) -> Iterator[Change]:
    before, after = ({} if side is None else pieces(side) for side in sides)
    name = next(side.name for side in reversed(sides) if side is not None)
    every = {**before, **after}
    own = "" if key.type == PORTFOLIO else key.id  # as results have it
    order = list(ASPECTS)
    for spot in sorted(every, key=lambda s: (order.index(s.aspect), s.rule, s.part)):
        old, new = before.get(spot), after.get(spot)
        if old is None or new is None or old.said.plain != new.said.plain:
            said = [None if piece is None else piece.said for piece in (old, new)]
            yield Change(key, name, spot, every[spot].title, said[0], said[1], due_to(spot, own))


def _report(report: Report) -> dict[str, Any]:
    return {"pack": report.core.pack, "year": report.core.year, "digest": report.digest}


def _cause(cause: Cause) -> dict[str, Any]:
    lines = {"old_line": cause.old and cause.old.line, "new_line": cause.new and cause.new.line}
    return {"what": cause.what, "id": cause.id, "how": cause.sort, "title": _both(cause.title), **lines}


def change_to_plain(change: Change) -> dict[str, Any]:
    """A change as plain JSON data."""
    spot = change.spot
    return {
        "type": change.key.type,
        "id": change.key.id,
        "name": change.name,
        "aspect": spot.aspect,
        "rule": spot.rule,
        "part": spot.part or None,
        "title": _both(change.title),
        "before": change.before and change.before.plain,
        "after": change.after and change.after.plain,
        "due_to": [{"what": c.what, "id": c.id, "how": c.sort} for c in change.due_to],
    }


def _both(text: Bilingual) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
