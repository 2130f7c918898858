"""The report as plain JSON data. Numbers are decimal texts; texts for people stand in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from projgov.diagnostics import LANGUAGES, Diagnostic, Language
from projgov.domain.calendar import Period, period_words
from projgov.rules.core.program import DecisionCell, DecisionRow, Message, unversioned
from projgov.scoring import decisions
from projgov.scoring.barred import bar_to_plain
from projgov.scoring.because import Because, Stated, because
from projgov.scoring.context import Context
from projgov.scoring.decisions import rows_of
from projgov.scoring.excuses import excuse_to_plain
from projgov.scoring.moves import move_to_plain
from projgov.scoring.not_given import not_given
from projgov.scoring.phrases import Phrase, phrase
from projgov.scoring.plain_parts import (
    both,
    header_to_plain,
    key_to_plain,
    missing_to_plain,
    outcome_to_plain,
)
from projgov.scoring.plan_versions import plan_versions, version_to_plain
from projgov.scoring.results import (
    AwardResult,
    DecisionResult,
    ExcusedResult,
    FindingResult,
    GivenResult,
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
from projgov.scoring.settled import settled_to_plain
from projgov.scoring.values import Unknown
from projgov.scoring.wording import number_text


def subject_to_plain(subject: SubjectResult, context: Context) -> dict[str, Any]:
    """One subject of the report."""
    writer = _Writer(context)
    score, rank, grade, lamp = subject.score, subject.rank, subject.grade, subject.lamp
    return {
        "type": subject.key.type,
        "id": subject.key.id,
        "name": subject.name,
        "score": None if score is None else writer.points(score.points, score.output.decimals),
        "grade": None if grade is None else grade.code,
        "rank": None if rank is None else rank.rank,
        "rank_best": None if rank is None else rank.best,
        "rank_worst": None if rank is None else rank.worst,
        "lamp": None if lamp is None else lamp.code,
        "scores": [writer.score(s, subject.key) for s in subject.scores],
        "marks": [writer.mark(m, subject.key) for m in subject.marks],
        "decisions": [writer.decision(d, subject.key) for d in subject.decisions],
        "ranks": [writer.rank(r) for r in subject.ranks],
        "awards": [writer.award(a, subject.key) for a in subject.awards],
        "sanctions": [writer.sanction(s) for s in subject.sanctions],
        "findings": [writer.finding(f) for f in subject.findings],
        "met": [writer.met(m) for m in subject.met],
        "excused": [writer.excused(e) for e in subject.excused],
        "undetermined": [writer.finding(f) for f in subject.undetermined] + writer.unknown_results(subject),
    }


def fault_to_plain(fault: RuleFault) -> dict[str, Any]:
    """What errs in a rule, and for which subjects."""
    found, place = fault.diagnostic, fault.diagnostic.place
    return {
        "code": found.code,
        "line": place.line,
        "column": place.column,
        "message": {language: found.message(language) for language in LANGUAGES},
        "help": {language: found.help(language) for language in LANGUAGES},
        "subjects": [key_to_plain(k) for k in fault.subjects],
    }


def warning_to_plain(warning: Diagnostic) -> dict[str, Any]:
    """A doubt about data, as plain data."""
    return {
        "code": warning.code,
        "path": warning.place.path,
        "message": {language: warning.message(language) for language in LANGUAGES},
        "help": {language: warning.help(language) for language in LANGUAGES},
    }


class _Writer:
    def __init__(self, context: Context) -> None:
        self.context = context

    def points(self, value: Any, decimals: int) -> str | None:
        return None if value is None else number_text(value, decimals)

    def score(self, score: ScoreResult, key: Key) -> dict[str, Any]:
        decimals = score.output.decimals
        return {
            **header_to_plain(score.rule),
            "points": self.points(score.points, decimals),
            "lines": [self.line(line, key, decimals) for line in score.lines],
            "missing": self.missing(score.missing),
        }

    def line(self, line: LineResult, key: Key, decimals: int) -> dict[str, Any]:
        return {
            "id": line.line.id,
            "title": both(line.line.title),
            "points": self.points(line.points, decimals),
            "reason": self.message(line.line.reason, key),
            "because": [self.turn(turn) for turn in because(line.line.definition, key, self.context)],
            "settles": line.settles,
            "missing": self.missing(line.missing),
        }

    def turn(self, turn: Because) -> dict[str, Any]:
        """On what a value turned."""
        if isinstance(turn, Stated):
            return {"held": None, "condition": None, "facts": [], "missing": self.missing(turn.missing)}
        zh, en = (phrase(turn.condition, self.context.model, turn.env, language) for language in LANGUAGES)
        return {"held": turn.held, **_condition(zh, en), "missing": []}

    def mark(self, mark: MarkResult, key: Key) -> dict[str, Any]:
        zh, en = (self.context.mark_reason(mark, key, language) for language in LANGUAGES)
        return {
            **header_to_plain(mark.rule),
            "role": mark.output.role,
            "code": mark.code,
            "label": None if mark.label is None else both(mark.label),
            "reason": None if zh is None or en is None else {"zh": zh, "en": en},
            "missing": self.missing(mark.missing),
        }

    def decision(self, decision: DecisionResult, key: Key) -> dict[str, Any]:
        return {
            **header_to_plain(decision.rule),
            "results": [self.given(given) for given in decision.given],
            "rows": [self.row(number, row, decision, key) for number, row in rows_of(decision)],
            "missing": self.missing(decision.missing),
        }

    def given(self, given: GivenResult) -> dict[str, Any]:
        zh, en = (decisions.text(given, self.context, language) for language in LANGUAGES)
        return {
            "id": given.id,
            "title": both(given.title),
            "value": decisions.plain(given.value),
            "label": None if given.value is None else {"zh": zh, "en": en},
            "missing": self.missing(given.missing),
        }

    def row(self, number: int, row: DecisionRow, decision: DecisionResult, key: Key) -> dict[str, Any]:
        cells = [self.cell(cell, decision, key) for cell in row.cells]
        return {"row": number, "cells": cells, "note": row.note or None}

    def cell(self, cell: DecisionCell, decision: DecisionResult, key: Key) -> dict[str, Any]:
        zh, en = (decisions.asked(decision, cell, self.context, key, language) for language in LANGUAGES)
        return {"asked": both(cell.name), "value": {"zh": zh, "en": en}, "test": cell.test}

    def rank(self, rank: RankResult) -> dict[str, Any]:
        return {
            **header_to_plain(rank.rule),
            "rank": rank.rank,
            "best": rank.best,
            "worst": rank.worst,
            "tied": rank.tied,
            "size": rank.size,
            "missing": self.missing(rank.missing),
        }

    def award(self, award: AwardResult, key: Key) -> dict[str, Any]:
        return {
            **header_to_plain(award.rule),
            "status": award.status,
            "reason": bar_to_plain(award, key, self.context) or self.message(award.output.reason, key),
            "missing": self.missing(award.missing),
        }

    def sanction(self, sanction: SanctionResult) -> dict[str, Any]:
        return {
            **header_to_plain(sanction.rule),
            "status": "proposed",
            "measure": outcome_to_plain(sanction.output.measure),
            "judged": sanction.occasion.judged.isoformat(),
            "against": key_to_plain(sanction.against),
            "reason": self.reason(sanction),
            "move": move_to_plain(sanction.output, sanction.occasion),
        }

    def finding(self, finding: FindingResult) -> dict[str, Any]:
        return {
            **header_to_plain(finding.rule),
            "check": unversioned(finding.occasion.check),
            "check_title": both(finding.title),
            "occasion": occasion_text(finding.occasion.item),
            "judged": finding.occasion.judged.isoformat(),
            "outcome": None if finding.outcome is None else outcome_to_plain(finding.outcome),
            "against": key_to_plain(finding.against),
            "reason": self.reason(finding) if finding.outcome is not None else None,
            "move": move_to_plain(finding.output, finding.occasion),
            "settled": settled_to_plain(finding, self.context),
            "plans": [version_to_plain(plan) for plan in plan_versions(finding, self.context)],
            "missing": self.missing(finding.missing or not_given(finding, self.context)),
        }

    def met(self, met: MetResult) -> dict[str, Any]:
        check = self.context.core.checks[met.occasion.check]
        names = self.context.env(met.key, met.occasion)
        zh, en = (phrase(check.holds, self.context.model, names, language) for language in LANGUAGES)
        return {
            **header_to_plain(met.rule),
            "check": unversioned(check.id),
            "check_title": both(met.title),
            "occasion": occasion_text(met.occasion.item),
            "judged": met.occasion.judged.isoformat(),
            **_condition(zh, en),
        }

    def excused(self, excused: ExcusedResult) -> dict[str, Any]:
        return {
            **header_to_plain(excused.rule),
            "check": unversioned(excused.occasion.check),
            "check_title": both(excused.title),
            "occasion": occasion_text(excused.occasion.item),
            "judged": excused.occasion.judged.isoformat(),
            "excuses": [excuse_to_plain(excuse) for excuse in excused.excuses],
        }

    def unknown_results(self, subject: SubjectResult) -> list[dict[str, Any]]:
        """What else cannot be said of the subject, beside the checks: scores, marks, ranks and awards."""
        results: tuple[ScoreResult | MarkResult | DecisionResult | RankResult | AwardResult, ...] = (
            *subject.scores,
            *subject.marks,
            *subject.decisions,
            *subject.ranks,
            *subject.awards,
        )
        return [
            {**header_to_plain(r.rule), "missing": self.missing(r.missing)}
            for r in results
            if r.missing is not None or r.fault is not None
        ]

    def reason(self, result: FindingResult | SanctionResult) -> dict[str, str]:
        return {"zh": self.context.reason(result, "zh"), "en": self.context.reason(result, "en")}

    def message(self, message: Message | None, key: Key) -> dict[str, str] | None:
        if message is None:
            return None
        return {"zh": self.context.text(message, key, "zh"), "en": self.context.text(message, key, "en")}

    def missing(self, unknown: Unknown | None) -> list[dict[str, Any]]:
        return missing_to_plain(unknown, self.context.core.vocabulary)


def occasion_words(item: Any, language: Language) -> str | None:
    """As `occasion_text`, and of a period what people call it."""
    period = item.get("period") if isinstance(item, Mapping) and len(item) == 1 else None
    return period_words(period).in_(language) if isinstance(period, Period) else occasion_text(item)


def occasion_text(item: Any) -> str | None:
    """What tells one occasion of a check from the others: its period, or the id of the record judged.

    A record without an id goes by its version, or the day on which it occurred or began.
    """
    if item is None:
        return None
    if isinstance(item, Mapping) and (
        "move" in item or "hit" in item
    ):  # a move on a ladder, or what brings one about
        return str(item["day"])
    if isinstance(item, Mapping):
        return "/".join(str(v) for v in item.values())
    if not hasattr(type(item), "__about__"):
        return str(item)
    names = (getattr(item, name, None) for name in ("id", "version", "occurred", "from_"))
    return next((str(name) for name in names if name), type(item).__name__.lower())


def _condition(zh: Phrase, en: Phrase) -> dict[str, Any]:
    """A condition in both languages, and the facts that it asks."""
    return {
        "condition": {"zh": zh.text, "en": en.text},
        "facts": [
            {"label": {"zh": label, "en": other}, "value": {"zh": value, "en": also}}
            for (label, value), (other, also) in zip(zh.facts, en.facts, strict=True)
        ],
    }
