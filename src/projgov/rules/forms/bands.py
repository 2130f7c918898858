"""Bands over a score: in which order they stand, which of them no score reaches, which scores have none."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

import attrs

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.domain.types import NumberType
from projgov.rules.core.nodes import Node
from projgov.rules.forms.amounts import known, number_type, shown
from projgov.rules.forms.atoms import first_from, last_before
from projgov.rules.forms.base import Lowering

SAME_THRESHOLD = Pattern(
    "B005",
    Bilingual("等次 `{grade}` 与 `{other}` 的分数线相同：{threshold}", "the grades `{grade}` and `{other}` begin at the same score, {threshold}"),
    Bilingual("改其中一条分数线", "change one of the thresholds"),
)  # fmt: skip
ORDER_OPEN = Pattern(
    "B006",
    Bilingual("分不清等次 `{grade}` 与 `{other}` 哪个在上：分数线随参数版本而变", "which of the grades `{grade}` and `{other}` is the higher depends on the version of a parameter"),
    Bilingual("让两条分数线在各版本里次序不变", "keep the thresholds in one order in every version"),
)  # fmt: skip
UNREACHABLE = Pattern(
    "B007",
    Bilingual("得分最高 {most}，到不了等次 `{grade}` 的 {threshold}", "the score is {most} at most, and never reaches {threshold} for the grade `{grade}`"),
    Bilingual("改分数线，或改得分的上限", "change the threshold, or the most of the score"),
)  # fmt: skip
NEVER_BELOW = Pattern(
    "B008",
    Bilingual("等次 `{grade}` 从不出现：得分最低 {least}，都在更高等次", "the grade `{grade}` never occurs: the score is {least} at least, which is a higher grade"),
    Bilingual("改分数线，或删去这一等", "change the thresholds, or leave the grade out"),
    severity="warning",
)  # fmt: skip
NO_GRADE = Pattern(
    "B009",
    Bilingual("得分 {score} 没有等次", "a score of {score} has no grade"),
    Bilingual("写 `otherwise:`，或降低最低的分数线", "write `otherwise:`, or begin the lowest band lower"),
)
NO_GRADE_BELOW = Pattern(
    "B010",
    Bilingual("低于 {threshold} 的得分没有等次", "scores below {threshold} have no grade"),
    Bilingual("写 `otherwise:`", "write `otherwise:`"),
)
FINER_THRESHOLD = Pattern(
    "B011",
    Bilingual("分数线 {threshold} 的小数多于得分的 {decimals} 位，实际从 {first} 起", "the threshold {threshold} has more than the {decimals} decimals of the score: in effect it is {first}"),
    Bilingual("写成得分的小数位数", "write it with the decimals of the score"),
    severity="warning",
)  # fmt: skip


@attrs.frozen
class Begun:
    """A band as Core has it: its grade, its threshold, and whether the threshold belongs to it.

    Not everybody who reaches a band that is `capped` has its grade.
    """

    code: str
    written: str
    threshold: Node
    included: bool
    place: Place
    capped: bool = False

    @property
    def least(self) -> tuple[Fraction, bool]:
        """For sorting: what begins higher is greater."""
        return number_type(self.threshold).least or Fraction(0), not self.included

    @property
    def most(self) -> tuple[Fraction, bool]:
        return number_type(self.threshold).most or Fraction(0), not self.included


def ordered(bands: Sequence[Begun], lowering: Lowering) -> list[Begun]:
    """The bands, highest first. Two that begin at one score, or whose order depends on a version of a parameter, are faults."""
    found = sorted(bands, key=lambda b: b.least, reverse=True)
    for upper, under in pairwise(found):
        if upper.least == under.least and upper.most == under.most:
            lowering.faults.add(
                SAME_THRESHOLD,
                under.place,
                grade=under.written,
                other=upper.written,
                threshold=shown(under.least[0]),
            )
        elif upper.least <= under.most:
            lowering.faults.add(ORDER_OPEN, under.place, grade=under.written, other=upper.written)
    return found


def check(bands: Sequence[Begun], otherwise: str | None, score: NumberType, lowering: Lowering) -> None:
    """Faults in how the bands lie over the range of the score."""
    for index, band in enumerate(bands):
        threshold, excluded = band.least
        if score.decimals is not None and (first := _first(band, score.decimals)) is not None:
            lowering.faults.add(
                FINER_THRESHOLD,
                band.place,
                threshold=shown(threshold),
                decimals=score.decimals,
                first=shown(first),
            )
        if score.most is not None and (threshold > score.most or (excluded and threshold == score.most)):
            lowering.faults.add(
                UNREACHABLE,
                band.place,
                grade=band.written,
                most=shown(score.most),
                threshold=shown(threshold),
            )
        if score.least is not None and index and _covers(bands[index - 1], score.least):
            lowering.faults.add(NEVER_BELOW, band.place, grade=band.written, least=shown(score.least))
    if not bands:
        return
    covered = score.least is not None and _covers(bands[-1], score.least)
    if otherwise is not None:
        if covered and score.least is not None:
            place = lowering.place_of(("otherwise", "grade"))
            lowering.faults.add(NEVER_BELOW, place, grade=otherwise, least=shown(score.least))
    elif not covered and not bands[-1].capped:
        _ungraded(bands[-1], score, lowering)


def _ungraded(lowest: Begun, score: NumberType, lowering: Lowering) -> None:
    """No grade for the scores below the lowest band: the highest of them is named where there is a highest."""
    threshold, excluded = lowest.most
    place = lowering.place_of(("bands",))
    if score.decimals is None and not excluded:
        lowering.faults.add(NO_GRADE_BELOW, place, threshold=shown(threshold))
        return
    highest = threshold
    if score.decimals is not None:
        highest = last_before(threshold, score.decimals, included=excluded)
    lowering.faults.add(NO_GRADE, place, score=shown(highest))


def _covers(band: Begun, score: Fraction) -> bool:
    """Whether a score is always given a band, or a better one."""
    threshold, excluded = band.most
    return not band.capped and (score > threshold or (score == threshold and not excluded))


def _first(band: Begun, decimals: int) -> Fraction | None:
    """The first score of a band whose threshold no score has, None where scores have it."""
    threshold = known(band.threshold)
    first = None if threshold is None else first_from(threshold, decimals)
    return None if first == threshold else first
