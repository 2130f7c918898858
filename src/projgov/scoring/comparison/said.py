"""What a report says of a subject, piece by piece, so that two reports can be held side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, TypeAlias

import attrs

from projgov.diagnostics import Bilingual
from projgov.rules.core.program import Header, unversioned
from projgov.scoring.decisions import plain
from projgov.scoring.plain import occasion_text
from projgov.scoring.results import (
    AwardResult,
    DecisionResult,
    FindingResult,
    MarkResult,
    RankResult,
    SanctionResult,
    ScoreResult,
    SubjectResult,
)
from projgov.scoring.wording import AWARD_STATUS, UNDETERMINED, number_text

Aspect: TypeAlias = Literal[
    "score",
    "line",
    "grade",
    "lamp",
    "step",
    "choice",
    "stage",
    "decision",
    "rank",
    "award",
    "sanction",
    "finding",
]

ASPECTS: dict[Aspect, Bilingual] = {
    "score": Bilingual("得分", "score"),
    "line": Bilingual("计分项", "line of a score"),
    "grade": Bilingual("等次", "grade"),
    "lamp": Bilingual("灯", "lamp"),
    "step": Bilingual("处置步骤", "step"),
    "choice": Bilingual("选定情况", "choice"),
    "stage": Bilingual("审定阶段", "stage"),
    "decision": Bilingual("决策表", "decision table"),
    "rank": Bilingual("名次", "rank"),
    "award": Bilingual("表彰", "award"),
    "sanction": Bilingual("措施", "sanction"),
    "finding": Bilingual("问题", "finding"),
}
"""What can change, in the order in which it is told."""

_RANGE = Bilingual("{best}至{worst}", "{best} to {worst}")
_ON = Bilingual("{outcome}（{day}）", "{outcome} ({day})")


@attrs.frozen
class Said:
    """One thing said: `plain` for machines and for telling apart, `words` for people."""

    plain: str
    words: Bilingual

    @classmethod
    def same(cls, text: str) -> Said:
        """What reads the same in both languages."""
        return cls(text, Bilingual(text, text))


UNKNOWN = Said("undetermined", UNDETERMINED)


@attrs.frozen
class Spot:
    """Where something is said: of which aspect, by which rule, and of which part of it (a line, a check, an occasion)."""

    aspect: Aspect
    rule: str
    part: str = ""


@attrs.frozen
class Piece:
    """What is said, with the rule that says it and what people call the part that is meant."""

    spot: Spot
    said: Said
    header: Header
    title: Bilingual


def pieces(subject: SubjectResult) -> dict[Spot, Piece]:
    """All that a report says of a subject. Of several findings alike in everything but their number each is a piece."""
    found: dict[Spot, Piece] = {}
    for piece in _all(subject):
        spot, count = piece.spot, 1
        while spot in found:
            count += 1
            spot = attrs.evolve(piece.spot, part=f"{piece.spot.part}#{count}")
        found[spot] = attrs.evolve(piece, spot=spot)
    return found


def _all(subject: SubjectResult) -> Iterator[Piece]:
    for score in subject.scores:
        yield from _score(score)
    for mark in subject.marks:
        yield _mark(mark)
    for decision in subject.decisions:
        yield from _decision(decision)
    for rank in subject.ranks:
        yield _rank(rank)
    for award in subject.awards:
        yield _award(award)
    for sanction in subject.sanctions:
        yield _sanction(sanction)
    for finding in (*subject.findings, *subject.undetermined):
        yield _finding(finding)


def _score(score: ScoreResult) -> Iterator[Piece]:
    rule, decimals = score.rule, score.output.decimals
    total = UNKNOWN if score.points is None else Said.same(number_text(score.points, decimals))
    yield Piece(Spot("score", rule.id), total, rule, rule.title)
    for line in score.lines:
        points = UNKNOWN if line.points is None else Said.same(number_text(line.points, decimals))
        yield Piece(Spot("line", rule.id, line.line.id), points, rule, line.line.title)


def _mark(mark: MarkResult) -> Piece:
    rule = mark.rule
    if mark.code is None or mark.label is None:
        said = UNKNOWN if mark.missing or mark.fault else Said("none", Bilingual("无", "none"))
    else:
        said = Said(mark.code, mark.label)
    return Piece(Spot(mark.output.role, rule.id), said, rule, rule.title)


def _decision(decision: DecisionResult) -> Iterator[Piece]:
    rule = decision.rule
    for given in decision.given:
        said = UNKNOWN
        if given.missing is None and given.fault is None:
            said = Said.same(_shown(plain(given.value)))
        yield Piece(Spot("decision", rule.id, given.id), said, rule, given.title)


def _shown(value: Any) -> str:
    return (
        ", ".join(map(_shown, value)) if isinstance(value, list) else "none" if value is None else str(value)
    )


def _rank(rank: RankResult) -> Piece:
    rule = rank.rule
    if rank.rank is not None:
        said = Said.same(str(rank.rank))
    elif rank.best is not None and rank.worst is not None:
        between = {"best": rank.best, "worst": rank.worst}
        words = Bilingual(_RANGE.zh.format(**between), _RANGE.en.format(**between))
        said = Said(f"{rank.best}..{rank.worst}", words)
    else:
        said = UNKNOWN if rank.missing or rank.fault else Said("none", Bilingual("不排名", "not ranked"))
    return Piece(Spot("rank", rule.id), said, rule, rule.title)


def _award(award: AwardResult) -> Piece:
    return Piece(
        Spot("award", award.rule.id),
        Said(award.status, AWARD_STATUS[award.status]),
        award.rule,
        award.rule.title,
    )


def _sanction(sanction: SanctionResult) -> Piece:
    part = _part(sanction.occasion.check, sanction.rule, occasion_text(sanction.occasion.item))
    measure = sanction.output.measure
    return Piece(
        Spot("sanction", sanction.rule.id, part),
        Said(measure.code, measure.label),
        sanction.rule,
        sanction.rule.title,
    )


def _finding(finding: FindingResult) -> Piece:
    rule, item = finding.rule, occasion_text(finding.occasion.item)
    if finding.outcome is None:
        said = UNKNOWN
    else:
        day, label = finding.occasion.judged.isoformat(), finding.outcome.label
        words = {code: _ON.in_(code).format(outcome=label.in_(code), day=day) for code in ("zh", "en")}
        said = Said(f"{finding.outcome.code} {day}", Bilingual(words["zh"], words["en"]))
    title = (
        finding.title
        if item is None
        else Bilingual(f"{finding.title.zh} {item}", f"{finding.title.en} {item}")
    )
    return Piece(Spot("finding", rule.id, _part(finding.occasion.check, rule, item)), said, rule, title)


def _part(check: str, rule: Header, item: str | None) -> str:
    """A check of a rule without the rule's own name, and the occasion."""
    own = unversioned(check).removeprefix(rule.id).removeprefix(".")
    return " ".join(part for part in (own, item) if part)
