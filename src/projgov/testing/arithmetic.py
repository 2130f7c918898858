"""Whether what is printed adds up: the lines of scores as data, and the numbers in an explanation as they are read aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from projgov.scoring.report import Report
from projgov.scoring.results import ScoreResult, SubjectResult

_LINE = re.compile(r"^  (-?\d+(?:\.\d+)?)  ")
_TOTAL = re.compile(r"^  = (-?\d+(?:\.\d+)?)  (?:合计|total)$")


def check_scores(report: Report) -> None:
    """The lines of every score add up to it. Where all lines are known, so is the score."""
    for subject in report.subjects:
        for score in subject.scores:
            points = [line.points for line in score.lines]
            if any(p is None for p in points):
                continue
            total = sum((Fraction(p) for p in points if p is not None), Fraction(0))
            assert score.points is not None, f"{score.rule.id}: every line is known, and the score is not"
            assert total == score.points, f"{score.rule.id} of `{subject.key.id}`: {total} is not {score.points}"


def check_explanation(subject: SubjectResult, text: str) -> None:
    """The numbers printed before the lines add up to the number printed as the total, for every score that is known.

    Adjustments of 0 are not printed; they change no sum.
    """
    printed = list(_sums(text))
    known = [s for s in subject.scores if s.lines and _is_known(s)]
    assert len(printed) == len(known), f"{len(known)} scores are known, and {len(printed)} are explained:\n{text}"
    for score, (lines, total) in zip(known, printed, strict=True):
        assert sum(lines, Fraction(0)) == total, f"{lines} do not add up to {total}:\n{text}"
        assert total == score.points, f"{total} is printed for {score.points}:\n{text}"


def _is_known(score: ScoreResult) -> bool:
    return score.points is not None and all(line.points is not None for line in score.lines)


def _sums(text: str) -> Iterator[tuple[list[Fraction], Fraction]]:
    """The numbers of the lines of each score, and its total, where all of them are numbers."""
    lines: list[Fraction] = []
    whole = True
    for row in text.splitlines():
        if (total := _TOTAL.match(row)) is not None:
            if whole:
                yield lines, Fraction(total[1])
            lines, whole = [], True
        elif (line := _LINE.match(row)) is not None:
            lines.append(Fraction(line[1]))
        elif re.match(r"^  (?:无法确定|undetermined)  ", row):
            whole = False
        elif not row.startswith("  "):
            lines, whole = [], True
