"""What was decided about one subject, as text that an official can read aloud to it."""

from __future__ import annotations

from collections.abc import Iterator

from projgov.diagnostics import Bilingual, Language
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import PORTFOLIO
from projgov.scoring.context import Context
from projgov.scoring.formula import formula
from projgov.scoring.plain import occasion_text
from projgov.scoring.results import (
    AwardResult,
    FindingResult,
    Key,
    LineResult,
    RankResult,
    SanctionResult,
    ScoreResult,
    SubjectResult,
)
from projgov.scoring.values import Occasion, Unknown
from projgov.scoring.wording import evidence_text, number_text, record_name

_INDENT = "  "


def _words(zh: str, en: str) -> Bilingual:
    return Bilingual(zh, en)


UNDETERMINED = _words("无法确定", "undetermined")
LAMP = _words("灯", "lamp")
GRADE = _words("等次", "grade")
TOTAL = _words("合计", "total")
RANK = _words("排名", "rank")
TIED = _words("(并列{n}个)", " (shared by {n})")
OF = _words("第{rank}名,共{size}个", "{rank} of {size}")
BETWEEN = _words(
    "在第{best}名至第{worst}名之间(有的对象尚无法确定)",
    "between {best} and {worst} (others are not yet known)",
)
FINDINGS = _words("未通过的规则", "Rules not met")
NO_FINDINGS = _words("没有未通过的规则。", "No rule is unmet.")
OPEN = _words("证据不足,无法判定", "Not yet to be said, for want of evidence")
AWARDS = _words("表彰", "Awards")
SANCTIONS = _words("建议采取的措施(须由有权机关决定)", "Measures proposed (a competent body decides)")
AGAINST = _words("责任方:", "answerable: ")
CLAUSE = _words("依据:", "clause: ")
MISSING = _words("缺少:", "missing: ")
STATUS = {
    "proposed": _words("建议授予", "proposed"),
    "referred": _words("并列,提请审定机关决定", "tied: referred to the deciding body"),
    "undetermined": _words("尚无法确定", "undetermined"),
    "barred": _words("取消资格", "barred"),
}


def explain(subject: SubjectResult, context: Context, language: Language) -> str:
    """The whole explanation of one subject."""
    return "\n".join(_Writer(context, language).subject(subject)) + "\n"


class _Writer:
    def __init__(self, context: Context, language: Language) -> None:
        self.context = context
        self.language = language

    def say(self, words: Bilingual, **values: object) -> str:
        return words.in_(self.language).format(**values)

    def subject(self, subject: SubjectResult) -> Iterator[str]:
        yield f"{subject.key.id}  {subject.name}" if subject.key.id != subject.key.type else subject.name
        for score in subject.scores:
            yield ""
            yield from self.score(score, subject.key)
        for mark in subject.marks:
            title = mark.rule.title.in_(self.language)
            label = UNDETERMINED if mark.label is None and mark.missing else mark.label
            if label is not None:
                yield f"{title}: {label.in_(self.language)}"
                yield from self.missing(mark.missing)
        for rank in subject.ranks:
            yield f"{rank.rule.title.in_(self.language)} — {self.say(RANK)}: {self.rank(rank)}"
        if subject.awards:
            yield ""
            yield self.say(AWARDS)
            for award in subject.awards:
                yield from self.award(award, subject.key)
        if subject.sanctions:
            yield ""
            yield self.say(SANCTIONS)
            for sanction in subject.sanctions:
                yield from self.sanction(sanction)
        yield ""
        yield self.say(FINDINGS if subject.findings else NO_FINDINGS)
        for finding in subject.findings:
            yield from self.finding(finding)
        if subject.undetermined:
            yield ""
            yield self.say(OPEN)
            for finding in subject.undetermined:
                yield from self.undetermined(finding)

    def score(self, score: ScoreResult, key: Key) -> Iterator[str]:
        decimals = score.output.decimals
        total = (
            UNDETERMINED.in_(self.language) if score.points is None else number_text(score.points, decimals)
        )
        yield f"{score.rule.title.in_(self.language)}: {total}"
        for line in score.lines:
            if line.line.adjusts and not line.points:
                continue
            yield from self.line(line, key, decimals)
        if score.lines:
            yield f"{_INDENT}= {total}  {self.say(TOTAL)}"
        if score.rule.quote:
            yield f"{_INDENT}{self.clause(score.rule.implements, score.rule.quote)}"

    def line(self, line: LineResult, key: Key, decimals: int) -> Iterator[str]:
        title = line.line.title.in_(self.language)
        if line.points is None:
            yield f"{_INDENT}{self.say(UNDETERMINED)}  {title}"
            yield from self.missing(line.missing, 2)
            return
        definition = self.context.core.definitions[line.line.definition]
        env = self.context.definition_env(definition.id, key)
        arithmetic = formula(definition.body, self.context.model, env, self.language)
        points = number_text(line.points, decimals)
        shown = f" = {arithmetic}" if arithmetic not in (points, number_text(line.points)) else ""
        yield f"{_INDENT}{points}  {title}{shown}"
        if line.line.reason is not None and self.bites(line, definition.body, key):
            yield f"{_INDENT * 3}{self.context.text(line.line.reason, key, self.language)}"
        for occasion in self.counted(definition.body, key):
            yield f"{_INDENT * 3}· {self.occasion(occasion)}"

    def bites(self, line: LineResult, body: Node, key: Key) -> bool:
        """Whether there is anything to give a reason for: a line that counts occasions counts one, another gives points."""
        if next(self.tallies(body), None) is None:
            return line.points != 0
        return next(self.counted(body, key), None) is not None

    def tallies(self, root: Node) -> Iterator[nodes.Tally]:
        """What a line counts: the tallies in its arithmetic, also under the name of a rule's result."""
        stack = [root]
        while stack:
            node = stack.pop()
            stack += nodes.children(node)
            if isinstance(node, nodes.Result) and isinstance(node.subject, nodes.Variable):
                node = self.context.core.definitions[node.definition].body
            if isinstance(node, nodes.Tally):
                yield node

    def counted(self, body: Node, key: Key) -> Iterator[Occasion]:
        """The occasions that a line counts."""
        for tally in self.tallies(body):
            for check in tally.checks:
                kept_under = "" if self.context.core.checks[check].subject == PORTFOLIO else key.id
                for occasion in self.context.results.occasions[check].get(kept_under, ()):
                    if occasion.outcome == tally.outcome:
                        yield occasion

    def occasion(self, occasion: Occasion) -> str:
        title = self.context.core.checks[occasion.check].title.in_(self.language)
        item = occasion_text(occasion.item)
        return f"{title} {item}" if item else title

    def rank(self, rank: RankResult) -> str:
        if rank.best is None or rank.worst is None:
            return self.say(UNDETERMINED)
        if rank.rank is None:
            return self.say(BETWEEN, best=rank.best, worst=rank.worst)
        tied = self.say(TIED, n=rank.tied) if rank.tied > 1 else ""
        return self.say(OF, rank=rank.rank, size=rank.size) + tied

    def award(self, award: AwardResult, key: Key) -> Iterator[str]:
        yield f"{_INDENT}{award.rule.title.in_(self.language)}: {STATUS[award.status].in_(self.language)}"
        if award.output.reason is not None:
            yield f"{_INDENT * 2}{self.context.text(award.output.reason, key, self.language)}"
        yield from self.missing(award.missing, 2)

    def sanction(self, sanction: SanctionResult) -> Iterator[str]:
        measure = sanction.output.measure.label.in_(self.language)
        yield f"{_INDENT}{measure}: {self.context.reason(sanction, self.language)}"
        yield f"{_INDENT * 2}{self.clause(sanction.rule.implements, sanction.rule.quote)}"

    def finding(self, finding: FindingResult) -> Iterator[str]:
        outcome = finding.outcome.label.in_(self.language) if finding.outcome else self.say(UNDETERMINED)
        yield f"{_INDENT}[{outcome}] {self.context.reason(finding, self.language)}"
        if finding.against is not None:
            yield f"{_INDENT * 2}{self.say(AGAINST)}{self.named(finding.against)}"
        if finding.rule.implements or finding.rule.quote:
            yield f"{_INDENT * 2}{self.clause(finding.rule.implements, finding.rule.quote)}"

    def undetermined(self, finding: FindingResult) -> Iterator[str]:
        yield f"{_INDENT}{self.occasion(finding.occasion)}"
        yield from self.missing(finding.missing, 2)

    def missing(self, unknown: Unknown | None, depth: int = 1) -> Iterator[str]:
        if unknown is None:
            return
        vocabulary = self.context.core.vocabulary
        for evidence in sorted(unknown.evidence):
            yield f"{_INDENT * depth}{self.say(MISSING)}{evidence_text(evidence, vocabulary, self.language)}"

    def named(self, key: Key) -> str:
        return record_name(self.context.record(key))

    def clause(self, implements: tuple[str, ...], quote: str) -> str:
        ids = ", ".join(implements)
        if not quote:
            return f"{self.say(CLAUSE)}{ids}"
        quoted = f"「{quote}」"
        return f"{self.say(CLAUSE)}{ids} {quoted}" if ids else f"{self.say(CLAUSE)}{quoted}"
