"""How the points of a score are told: line by line, each with its arithmetic, what it turned on, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import east_asian_width

from projgov.diagnostics import Bilingual
from projgov.scoring.because import Because, Stated, because
from projgov.scoring.counted import counted, tallies
from projgov.scoring.formula import change, formula, is_rounded
from projgov.scoring.phrases import phrase
from projgov.scoring.plain import occasion_words
from projgov.scoring.results import LineResult, Number, ScoreResult
from projgov.scoring.values import Occasion
from projgov.scoring.voice import INDENT, UNDETERMINED, Voice
from projgov.scoring.wording import number_text, signed

_OPEN_POINTS = "?"
TOTAL = Bilingual("合计", "total")
BECAUSE = Bilingual("因为：{text}", "because {text}")
ELSE = Bilingual("因为不符合：{text}", "because it is not so that {text}")
STATED = Bilingual("证据不足，按规则的规定取值", "a value that the rule states for want of evidence")
SETTLED = Bilingual(
    "得分由此确定，其余未定的项不再影响", "this settles the score: the lines still open no longer matter"
)


class ScoreVoice(Voice):
    """Tells scores."""

    def score(self, score: ScoreResult) -> Iterator[str]:
        """A score with its lines, which add up to it."""
        decimals = score.output.decimals
        lines = [line for line in score.lines if not line.line.adjusts or line.points != 0]
        total = self.points(score.points, decimals)
        width = max(_width(text) for text in (total, *(self.points(line.points, decimals) for line in lines)))
        title = score.rule.title.in_(self.language)
        yield self.named(title, self.say(UNDETERMINED) if score.points is None else total)
        for line in lines:
            yield from self.line(line, self.points(line.points, decimals), width)
        if score.points is None:
            yield from self.why(score.missing, score.fault, 1)[1]
        elif lines:
            yield f"= {_right(total, width)}  {self.say(TOTAL)}"
        yield from self.clause(score.rule, 1)

    def points(self, points: Number | None, decimals: int) -> str:
        return _OPEN_POINTS if points is None else signed(number_text(points, decimals))

    def line(self, line: LineResult, text: str, width: int) -> Iterator[str]:
        """One line: its points, how they come about, and under it what there is to say of them."""
        title = line.line.title.in_(self.language)
        start, under = f"{INDENT}{_right(text, width)}  {title}", " " * (width + 6)
        if line.points is not None:
            head, details = self.known(line, start, text)
        elif line.settles:
            head, details = self.named(start, self.changed(line) or ""), self.deciding(line)
        else:
            suffix, reasons = self.why(line.missing, line.fault, 0)
            if not reasons and line.line.adjusts:  # what only follows from other lines need not be said
                return
            head, details = self.named(start, self.say(UNDETERMINED) + suffix), iter(reasons)
        yield head
        yield from (under + detail for detail in details)

    def known(self, line: LineResult, start: str, text: str) -> tuple[str, Iterator[str]]:
        """A line whose points are known."""
        made = self.changed(line)
        if made is not None:
            return self.named(start, made), self.deciding(line)
        definition = self.context.core.definitions[line.line.definition]
        names, model = self.context.definition_env(definition.id, self.key), self.context.model
        arithmetic = formula(definition.body, model, names, self.language)
        shown = arithmetic not in (text, signed(number_text(line.points or 0)))
        sign = "≈" if is_rounded(definition.body, model, names) else "="
        return f"{start} {sign} {arithmetic}" if shown else start, self.details(line, shown)

    def changed(self, line: LineResult) -> str | None:
        """What a limit or veto makes of the score; None of a line that is neither."""
        if not line.line.adjusts:
            return None
        body = self.context.core.definitions[line.line.definition].body
        names = self.context.definition_env(line.line.definition, self.key)
        return change(body, self.context.model, names, self.language)

    def details(self, line: LineResult, calculated: bool) -> Iterator[str]:
        """What is said under an ordinary line. A condition that did not hold need not be told beside arithmetic."""
        definition = self.context.core.definitions[line.line.definition]
        occasions = list(counted(definition.body, self.key, self.context))
        counts = next(tallies(definition.body, self.context), None) is not None
        if line.line.reason is not None and (occasions if counts else line.points):
            yield self.context.text(line.line.reason, self.key, self.language)
        for turn in because(definition.id, self.key, self.context):
            if isinstance(turn, Stated) or turn.held or not calculated:
                yield from self.turn(turn)
        for occasion in occasions:
            yield f"· {self.occasion(occasion)}"

    def deciding(self, line: LineResult) -> Iterator[str]:
        """Why a limit or veto bites: in the rule's own words where it has some, else by the condition that held."""
        if line.line.reason is not None:
            yield self.context.text(line.line.reason, self.key, self.language)
        else:
            for turn in because(line.line.definition, self.key, self.context):
                yield from self.turn(turn)
        if line.settles:
            yield self.say(SETTLED)

    def turn(self, turn: Because) -> Iterator[str]:
        """On what a value turned."""
        if isinstance(turn, Stated):
            suffix, reasons = self.why(turn.missing, None, 0)
            yield self.say(STATED) + suffix
            yield from reasons
            return
        said = phrase(turn.condition, self.context.model, turn.env, self.language)
        yield self.say(BECAUSE if turn.held else ELSE, text=said.text)

    def occasion(self, occasion: Occasion) -> str:
        title = self.context.core.checks[occasion.check].title.in_(self.language)
        item = occasion_words(occasion.item, self.language)
        return f"{title} {item}" if item else title


def _width(text: str) -> int:
    """How many columns a text takes: a Chinese character takes two."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def _right(text: str, width: int) -> str:
    return " " * (width - _width(text)) + text
