"""The timetable (时间表): what comes next, for everybody or for one unit, officer or subject, from the day of evaluation on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from projgov.diagnostics import Bilingual, Language, ProjgovError
from projgov.domain.calendar import WorkCalendar
from projgov.domain.portfolio import Portfolio
from projgov.reading.canonical import dumps
from projgov.rules.load import Pack
from projgov.scoring.evaluate import day_of, evaluate
from projgov.scoring.obligation_texts import called, cells, obligation_to_plain
from projgov.scoring.obligations import Obligation
from projgov.scoring.report import Report, UnknownSubject
from projgov.scoring.results import Key

_HEAD = Bilingual("{who}自 {start} 起", "{who}from {start} on")
_HEAD_UNTIL = Bilingual("{who}{start} 至 {end}", "{who}{start} to {end}")
_WHO = Bilingual("{name}：", "{name}: ")
_NOTHING = Bilingual("没有到期的事项。", "Nothing is due.")
_OWNER = Bilingual("责任：{name}", "owed by {name}")


class InvalidSpan(ProjgovError, ValueError):
    """The last day of a timetable lies before its first. `message` says it in both languages."""

    def __init__(self, start: date, end: date) -> None:
        self.message = Bilingual(
            f"时间表到 {end} 为止，早于评价日 {start}",
            f"the timetable ends on {end}, before the day of evaluation, {start}",
        )
        super().__init__(self.message.en)


@attrs.frozen(eq=False)
class Timetable:
    """What is still to be done or cleared up, by day: what is overdue first, then what is due through `until` (None: all).

    It can hold what is settled, too: what was met, met late or excused.

    `of` is whose timetable it is: what it owes or answers for, and what is owed about it; None: everybody's.
    """

    report: Report = attrs.field(repr=False)
    of: Key | None
    until: date | None
    entries: tuple[Obligation, ...]

    def __iter__(self) -> Iterator[Obligation]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def heading(self, language: Language) -> str:
        """Whose timetable it is, and of which days."""
        context, start = self.report.context, self.report.as_of.isoformat()
        who = "" if self.of is None else _WHO.in_(language).format(name=called(self.of, context, language))
        if self.until is None:
            return _HEAD.in_(language).format(who=who, start=start)
        return _HEAD_UNTIL.in_(language).format(who=who, start=start, end=self.until.isoformat())

    def rows(self, language: Language) -> list[tuple[str, str, str, str, str]]:
        """Day, state, what is owed, of which subject, by whom: an entry each, in words."""
        return [cells(one, self.report.context, language) for one in self.entries]

    def text(self, language: Language = "en") -> str:
        """The timetable as text, a line for each entry."""
        lines = [self.heading(language)]
        for due, state, what, subject, owner in self.rows(language):
            owed = (_OWNER.in_(language).format(name=owner),) if owner else ()
            lines.append("  " + "  ".join(part for part in (due, what, subject, *owed, state) if part))
        return "\n".join(lines if self.entries else [*lines, "  " + _NOTHING.in_(language)]) + "\n"

    def to_plain(self) -> dict[str, Any]:
        """The timetable as plain JSON data."""
        of = self.of
        return {
            "pack": self.report.core.pack,
            "as_of": self.report.as_of.isoformat(),
            "until": None if self.until is None else self.until.isoformat(),
            "for": None if of is None else {"type": of.type, "id": of.id},
            "entries": [obligation_to_plain(one, self.report.context) for one in self.entries],
        }

    def to_json(self, *, indent: int | None = None) -> str:
        """The timetable as JSON text."""
        return dumps(self.to_plain(), indent=indent)


def _meant(report: Report, name: str, of_type: str | None) -> Key:
    """The subject of an id, or of a name that no other subject has."""
    try:
        return report.subject(name, of_type).key
    except UnknownSubject:
        called = [s.key for s in report.subjects if s.name == name and of_type in (None, s.key.type)]
        if len(called) != 1:
            raise
        return called[0]


def timetable(
    of: Report | Pack,
    portfolio: Portfolio | None = None,
    as_of: date | str | None = None,
    *,
    for_: str | None = None,
    of_type: str | None = None,
    until: date | str | None = None,
    settled: bool = False,
    calendar: WorkCalendar | None = None,
) -> Timetable:
    """What comes next from the day of evaluation on, sorted by day: of a report, or of a pack, a portfolio and a day.

    `for_` is the id of a unit, officer or other subject, or its name where no other has it: only what it owes or answers for, and what is owed about it
    (`of_type` says of which type, where several have the id). `until` is the last day on which something is due. Where
    `settled`, what was met, met late or excused is there, too. `calendar` is that
    of `evaluate`, for a pack.

    Raises:
        UnknownSubject: if no subject is called `for_` (the nearest is offered), or several types do.
        InvalidSpan: if `until` lies before the day of evaluation.
        InvalidDay: if a day is none.
    """
    if isinstance(of, Report):
        report = of
    elif portfolio is None or as_of is None:
        raise TypeError("a report is wanted, or a pack, a portfolio and the day of evaluation")
    else:
        report = evaluate(of, portfolio, as_of, calendar=calendar)
    end = None if until is None else day_of(until)
    if end is not None and end < report.as_of:
        raise InvalidSpan(report.as_of, end)
    key = None if for_ is None else _meant(report, for_, of_type)
    entries = tuple(
        one
        for one in report.obligations
        if (settled or one.is_open)
        and (end is None or one.due is None or one.due <= end)
        and (key is None or key in (one.key, one.by, one.against))
    )
    return Timetable(report, key, end, entries)
