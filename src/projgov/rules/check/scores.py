"""Scores whose parts and whole do not fit: lines that together fall short of the total, caps below what one thing alone gives."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from projgov.diagnostics import Bilingual, Diagnostic, Pattern
from projgov.domain.types import NumberType
from projgov.reading.tree import Path
from projgov.rules.check.whole import Whole, again
from projgov.rules.core.program import Score
from projgov.rules.core.shown import MOST_DECIMALS
from projgov.rules.forms.amounts import known, number_type, shown
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.lines import PointsLine
from projgov.rules.forms.written import Expression
from projgov.rules.kinds.awards import AwardRule
from projgov.rules.kinds.points import Points

SHORT_OF_TOTAL = Pattern(
    "S032",
    Bilingual(
        "各项满分合计 {sum}，不到总分的最高 {most}",
        "the lines give {sum} at most together, and the total is to be {most}",
    ),
    Bilingual(
        "改正各项的分值，或把 `most` 写成 {sum}",
        "correct the points of the lines, or write {sum} under `most`",
    ),
    severity="warning",
)
ABOVE_TOTAL = Pattern(
    "S033",
    Bilingual(
        "计分项 `{line}` 一项就可得 {points}，总分最高却只有 {most}",
        "the line `{line}` alone can give {points}, and the total is {most} at most",
    ),
    Bilingual(
        "改正这一项的分值，或总分的 `most`", "correct the points of the line, or the `most` of the total"
    ),
    severity="warning",
)
ABOVE_CAP = Pattern(
    "S034",
    Bilingual("一次就是 {points}，最高却只有 {most}", "once alone is {points}, and {most} is the most"),
    Bilingual("改正每次的分值，或 `most`", "correct the points for each time, or the `most`"),
    severity="warning",
)
LEAST_OUT_OF_REACH = Pattern(
    "S035",
    Bilingual(
        "得分最高 {most}，没有人能达到 {least}", "the score is {most} at most: nobody can reach {least}"
    ),
    Bilingual("改正 `least`，或得分的上限", "correct the `least`, or the most of the score"),
    severity="warning",
)
TOO_FINE = Pattern(
    "S036",
    Bilingual(
        "分值是 {points}，计分项只取 {decimals} 位小数：会被舍入",
        "these points are {points}, and the line has {decimals} decimals: they get rounded",
    ),
    Bilingual(
        "写 `decimals: {needed}`，或把分值写成不带小数的数",
        "write `decimals: {needed}`, or points without so many decimals",
    ),
    severity="warning",
)


def scores(whole: Whole) -> Iterator[Diagnostic]:
    """Points that do not fit together, and awards that nobody can reach."""
    reported = whole.reported(Score)
    for rule in whole.rules:
        if isinstance(rule.rule, Points) and rule.place in reported:
            yield from _points(rule.rule, reported[rule.place], again(rule), whole)
        elif isinstance(rule.rule, AwardRule) and rule.rule.least is not None:
            yield from _award(rule.rule.by, rule.rule.least, again(rule))


def _points(written: Points, score: Score, rule: Lowering, whole: Whole) -> Iterator[Diagnostic]:
    for index, line in enumerate(written.lines):
        yield from _caps(line, index, rule)
        decimals = written.decimals if line.decimals is None else line.decimals
        yield from _too_fine(line, ("lines", index), decimals, rule)
    most = _known(written.total.most if written.total else None, rule)
    if most is None:
        return
    kinds = [whole.core.definitions[line.definition].type for line in score.lines if not line.adjusts]
    greatest = [kind.most if isinstance(kind, NumberType) else None for kind in kinds]
    for index, (line, points) in enumerate(zip(written.lines, greatest, strict=True)):
        if points is not None and points > most:
            place = rule.place_of(("lines", index, "id"))
            related = [rule.place_of(("total", "most"))]
            yield ABOVE_TOTAL.at(place, related=related, line=line.id, points=shown(points), most=shown(most))
    if written.coefficient is None and written.lines and all(g is not None for g in greatest):
        together = sum((g for g in greatest if g is not None), Fraction(0))
        if together < most:
            place = rule.place_of(("total", "most"))
            yield SHORT_OF_TOTAL.at(place, sum=shown(together), most=shown(most))


def _caps(line: PointsLine, index: int, rule: Lowering) -> Iterator[Diagnostic]:
    """A most that cuts off what one time, or the base alone, gives."""
    pairs: list[tuple[Expression | None, Expression | None, tuple[str | int, ...]]] = [
        (line.base, line.most, ("lines", index, "most"))
    ]
    if line.add is not None:
        pairs.append((line.add.points, line.add.most, ("lines", index, "add", "most")))
        pairs.append((line.add.points, line.most, ("lines", index, "most")))
    for once, cap, path in pairs:
        points, most = _known(once, rule), _known(cap, rule)
        if points is not None and most is not None and points > most:
            yield ABOVE_CAP.at(rule.place_of(path), points=shown(points), most=shown(most))


def _too_fine(line: PointsLine, path: Path, decimals: int, rule: Lowering) -> Iterator[Diagnostic]:
    """Points with more decimals than the line that sums them shows."""
    written: list[tuple[Expression | None, Path]] = [(line.base, (*path, "base"))]
    for key, times in (("deduct", line.deduct), ("add", line.add)):
        if times is not None:
            written.append((times.points, (*path, key, "points")))
    for expression, place in written:
        points = _known(expression, rule)
        needed = None if points is None else _needed(points)
        if points is not None and needed is not None and needed > decimals:
            yield TOO_FINE.at(rule.place_of(place), points=shown(points), decimals=decimals, needed=needed)


def _needed(points: Fraction) -> int | None:
    """The decimals with which a number is exact, None where there are too many of them."""
    return next((n for n in range(MOST_DECIMALS + 1) if (points * 10**n).denominator == 1), None)


def _award(by: Expression, least: Expression, rule: Lowering) -> Iterator[Diagnostic]:
    most, wanted = number_type(rule.expression(by, NumberType())).most, _known(least, rule)
    if most is not None and wanted is not None and wanted > most:
        yield LEAST_OUT_OF_REACH.at(rule.place_of(("least",)), most=shown(most), least=shown(wanted))


def _known(written: Expression | None, rule: Lowering) -> Fraction | None:
    return None if written is None else known(rule.expression(written, NumberType()))
