"""Whether what is printed adds up: the lines of scores as data, and the numbers in an explanation as they are read aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

import attrs

from projgov.rules.core import nodes
from projgov.rules.core.program import Core
from projgov.scoring.report import Report
from projgov.scoring.results import ScoreResult, SubjectResult

_LINE = re.compile(r"^ +(−?\d+(?:\.\d+)?|\?)  (\S.*)$")
_TOTAL = re.compile(r"^ *= +(−?\d+(?:\.\d+)?)  (?:合计|total)$")
_TOKEN = re.compile(r" *(\d+(?:\.\d+)?|[-+−×÷^()→])")


def check_scores(report: Report) -> None:
    """The lines of every score add up to it. Where all lines are known, so is the score."""
    for subject in report.subjects:
        for score in subject.scores:
            points = [line.points for line in score.lines]
            if any(p is None for p in points):
                continue
            total = sum((Fraction(p) for p in points if p is not None), Fraction(0))
            assert score.points is not None, f"{score.rule.id}: every line is known, and the score is not"
            assert total == score.points, (
                f"{score.rule.id} of `{subject.key.id}`: {total} is not {score.points}"
            )


def check_explanation(subject: SubjectResult, text: str, core: Core) -> None:
    """What is printed of the scores of a subject adds up.

    The numbers before the lines add up to the number printed as the total, for every score all of whose lines are known
    (adjustments of 0 are not printed; they change no sum). Where arithmetic follows a line, it comes to the line's number: to
    the very number after `=`, to one that is rounded to it after `≈`.
    """
    printed = list(_sums(text))
    known = [s for s in subject.scores if s.lines and _is_known(s)]
    assert len(printed) == len(known), (
        f"{len(known)} scores are known, and {len(printed)} are explained:\n{text}"
    )
    for score, sums in zip(known, printed, strict=True):
        numbers = [number for number, _ in sums.lines]
        assert sum(numbers, Fraction(0)) == sums.total, f"{numbers} do not add up to {sums.total}:\n{text}"
        assert sums.total == score.points, f"{sums.total} is printed for {score.points}:\n{text}"
        shown = [line.line for line in score.lines if not line.line.adjusts or line.points]
        for line, (number, words) in zip(shown, sums.lines, strict=True):
            arithmetic = words.removeprefix(line.title.zh).removeprefix(line.title.en)
            value = evaluated(arithmetic.removeprefix(" = ")) if arithmetic.startswith(" = ") else None
            if value is not None:
                step = _step(core.definitions[line.definition].body)
                assert abs(value - number) < step or value == number, (
                    f"{words} comes to {value}, not {number}"
                )


@attrs.frozen
class _Printed:
    """One score as it is printed: the numbers of its lines, each with what follows it, and the total."""

    lines: list[tuple[Fraction, str]]
    total: Fraction


def _is_known(score: ScoreResult) -> bool:
    return score.points is not None and all(line.points is not None for line in score.lines)


def _sums(text: str) -> Iterator[_Printed]:
    """The scores that are printed with a number for every line."""
    lines: list[tuple[Fraction, str]] = []
    whole = True
    for row in text.splitlines():
        if (total := _TOTAL.match(row)) is not None:
            if whole:
                yield _Printed(lines, _number(total[1]))
            lines, whole = [], True
        elif (line := _LINE.match(row)) is not None:
            whole = whole and line[1] != "?"
            lines += [(_number(line[1]), line[2])] if line[1] != "?" else []
        elif not row.startswith(" "):
            lines, whole = [], True


def _number(text: str) -> Fraction:
    return Fraction(text.replace("−", "-"))


def _step(body: nodes.Node) -> Fraction:
    """What the roundings in a line's own arithmetic can change at most, a step of the coarsest."""
    coarsest: int | None = None
    waiting = [body]
    while waiting:
        node = waiting.pop()
        waiting += nodes.children(node)
        if isinstance(node, nodes.Round):
            coarsest = node.decimals if coarsest is None else min(coarsest, node.decimals)
    return Fraction(0) if coarsest is None else Fraction(10) ** -coarsest


def _arithmetic(words: str) -> tuple[str, Fraction | None]:
    """The sign before printed arithmetic and what that comes to; None where there is none that can be read."""
    sign = words[1:2]
    return sign, evaluated(words[3:]) if words.startswith((" = ", " ≈ ")) else None


def evaluated(text: str) -> Fraction | None:
    """What printed arithmetic comes to: `40 − 2 × 10` is 20, `20 × 120 ÷ 100 → 20` is 20. None for what is more than arithmetic.

    Raises:
        ZeroDivisionError: where it divides by zero.
    """
    tokens: list[str] = []
    position = 0
    while position < len(text):
        token = _TOKEN.match(text, position)
        if token is None:
            return None
        tokens.append(token[1])
        position = token.end()
    reading = _Reading([*tokens, "end"])
    value = reading.limited()
    return value if reading.ahead == "end" else None


@attrs.define
class _Reading:
    """Reads arithmetic: sums of products of powers, brackets, and limits that bite."""

    tokens: list[str]
    position: int = 0

    @property
    def ahead(self) -> str:
        return self.tokens[self.position]

    def skip(self, *tokens: str) -> str:
        found = self.ahead
        if found not in tokens:
            return ""
        self.position += 1
        return found

    def limited(self) -> Fraction | None:
        """A sum; after an arrow stands what it became."""
        value = self.sum()
        while self.skip("→"):
            value = self.sum()
        return value

    def sum(self) -> Fraction | None:
        value = self.product()
        while sign := self.skip("+", "−"):
            other = self.product()
            if value is None or other is None:
                return None
            value = value + other if sign == "+" else value - other
        return value

    def product(self) -> Fraction | None:
        value = self.signed()
        while sign := self.skip("×", "÷"):
            other = self.signed()
            if value is None or other is None:
                return None
            value = value * other if sign == "×" else value / other
        return value

    def signed(self) -> Fraction | None:
        if self.skip("−"):
            value = self.signed()
            return None if value is None else -value
        return self.power()

    def power(self) -> Fraction | None:
        value = self.atom()
        while self.skip("^"):
            exponent = self.atom()
            if value is None or exponent is None or exponent.denominator != 1 or abs(exponent) > 9:
                return None
            value = value ** int(exponent)
        return value

    def atom(self) -> Fraction | None:
        if self.skip("("):
            value = self.limited()
            return value if self.skip(")") else None
        token = self.ahead
        if not token[0].isdigit():
            return None
        self.position += 1
        return Fraction(token)
