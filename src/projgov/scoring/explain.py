"""What was decided about one subject, as text that an official can read aloud to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from projgov.diagnostics import Bilingual, Language
from projgov.rules.core.program import PORTFOLIO, DecisionRow
from projgov.scoring import decisions
from projgov.scoring.barred import award_reason, bar_records
from projgov.scoring.context import Context
from projgov.scoring.excuses import excuse_text
from projgov.scoring.moves import move_lines
from projgov.scoring.not_given import not_given
from projgov.scoring.phrases import phrase
from projgov.scoring.plain import occasion_words
from projgov.scoring.plan_versions import plan_versions, version_text
from projgov.scoring.results import (
    AwardResult,
    DecisionResult,
    ExcusedResult,
    FindingResult,
    MarkResult,
    MetResult,
    RankResult,
    SanctionResult,
    SubjectResult,
)
from projgov.scoring.score_lines import BECAUSE, ScoreVoice
from projgov.scoring.settled import Settled, settled
from projgov.scoring.values import Occasion
from projgov.scoring.voice import INDENT, MISSING, UNDETERMINED
from projgov.scoring.wording import joined

_ONE_VALUE = re.compile(r'"[^"]*"|list contains\(\?, "[^"]*"\)|true|false')
ROW = Bilingual("第{number}行", "row {number}")
AND = Bilingual("；", "; ")
ANYTHING = Bilingual("不论如何", "whatever is asked")
NO_ROW = Bilingual("没有一行成立", "no row holds")
ON_DAY = Bilingual("截至{day}", "as of {day}")
RANK = Bilingual("排名", "rank")
TIED = Bilingual("（并列{n}个）", " (shared by {n})")
OF = Bilingual("第{rank}名，共{size}个", "{rank} of {size}")
BETWEEN = Bilingual("在第{best}名至第{worst}名之间", "between {best} and {worst}")
OTHERS_OPEN = Bilingual("（其他对象的结果尚未全部确定）", " (the results of others are not all known)")
SELF_OPEN = Bilingual("（自身的结果尚无法确定）", " (its own result is not yet known)")
FINDINGS = Bilingual("未通过的规则", "Rules not met")
NO_FINDINGS = Bilingual("没有未通过的规则。", "No rule is unmet.")
NO_RULES = Bilingual(
    "规则文件没有针对{subject}的规则。", "The rule file has no rules on subjects of the type {subject}."
)
EXCUSED = Bilingual("因免责事由暂停适用的规则", "Rules suspended by an excuse")
MET = Bilingual("达到的要求", "Requirements met")
OPEN = Bilingual("证据不足，尚无法判定", "Not yet decided, for want of evidence")
AWARDS = Bilingual("表彰", "Awards")
SANCTIONS = Bilingual("建议采取的措施（须由有权机关决定）", "Measures proposed (the competent body decides)")
STATUS = {
    "proposed": Bilingual("建议授予", "proposed"),
    "referred": Bilingual("并列，提请审定机关决定", "tied, referred to the deciding body"),
    "undetermined": Bilingual("尚无法确定", "undetermined"),
    "barred": Bilingual("取消资格", "barred"),
}


def explain(subject: SubjectResult, context: Context, language: Language) -> str:
    """The whole explanation of one subject."""
    return "\n".join(_Writer(context, language, subject.key).subject(subject)) + "\n"


class _Writer(ScoreVoice):
    """Writes one explanation."""

    def subject(self, subject: SubjectResult) -> Iterator[str]:
        yield "  ".join(self.heading(subject))
        for score in subject.scores:
            yield ""
            yield from self.score(score)
        given = [line for mark in subject.marks for line in self.mark(mark)]
        given += [line for decision in subject.decisions for line in self.decision(decision)]
        if given and not subject.scores:
            yield ""
        yield from given
        for rank in subject.ranks:
            yield self.named(f"{rank.rule.title.in_(self.language)} — {self.say(RANK)}", self.rank(rank))
        if subject.awards:
            yield from ("", self.say(AWARDS))
            for award in subject.awards:
                yield from self.award(award)
        if subject.sanctions:
            yield from ("", self.say(SANCTIONS))
            for sanction in subject.sanctions:
                yield from self.sanction(sanction)
        if subject.findings:
            yield from ("", self.say(FINDINGS))
            yield from self.findings(subject.findings)
        if subject.undetermined:
            yield from ("", self.say(OPEN))
            for finding in subject.undetermined:
                yield from self.undetermined(finding)
        if subject.excused:
            yield from ("", self.say(EXCUSED))
            yield from self.excused(subject.excused)
        if subject.met:
            yield from ("", self.say(MET))
            yield from self.met(subject.met)
        if not (subject.findings or subject.undetermined or subject.sanctions):
            yield from ("", self.nothing_unmet())

    def heading(self, subject: SubjectResult) -> Iterator[str]:
        if self.key.type == PORTFOLIO:
            yield self.context.core.title.in_(self.language)
        else:
            yield self.key.id
            if subject.name != self.key.id:
                yield subject.name
        yield self.say(ON_DAY, day=self.context.results.as_of.isoformat())

    def nothing_unmet(self) -> str:
        if any(output.header.subject == self.key.type for output in self.context.core.outputs):
            return self.say(NO_FINDINGS)
        record = self.context.core.vocabulary.record(self.key.type)
        return self.say(NO_RULES, subject=record.about.named.label.in_(self.language))

    # -- marks, ranks, awards

    def mark(self, mark: MarkResult) -> Iterator[str]:
        title = mark.rule.title.in_(self.language)
        if mark.label is not None:
            yield self.named(title, mark.label.in_(self.language))
            reason = self.context.mark_reason(mark, self.key, self.language)
            if reason:
                yield f"{INDENT}{reason}"
        elif mark.missing or mark.fault:
            suffix, lines = self.why(mark.missing, mark.fault, 1)
            yield self.named(title, self.say(UNDETERMINED) + suffix)
            yield from lines
        else:
            return
        yield from self.clause(mark.rule, 1)

    def decision(self, decision: DecisionResult) -> Iterator[str]:
        """What a table gives, the rows by which, and the values that met their conditions."""
        title = decision.rule.title.in_(self.language)
        suffix, lines = self.why(decision.missing, decision.fault, 1)
        alone = len(decision.given) == 1
        told: list[str] = []
        for given in decision.given:
            if given.missing or given.fault:
                said = self.say(UNDETERMINED) + suffix
            else:
                said = decisions.text(given, self.context, self.language)
            told.append(said if alone else f"{given.title.in_(self.language)} {said}")
        yield self.named(title, joined(told, self.language))
        for number, row in decisions.rows_of(decision):
            yield INDENT + self.row(number, row, decision)
        if decision.output.table and not (decision.rows or decision.missing or decision.fault):
            yield INDENT + self.say(NO_ROW)
        yield from lines
        yield from self.clause(decision.rule, 1)

    def row(self, number: int, row: DecisionRow, decision: DecisionResult) -> str:
        """A row that counted: each cell that tests something, with the value that met it."""
        met: list[str] = []
        for cell in row.cells:
            value = decisions.asked(decision, cell, self.context, self.key, self.language)
            name = cell.name.in_(self.language)
            # Where a cell asks for one value, or for one in a list, that it is met says which.
            plain = _ONE_VALUE.fullmatch(cell.test) is not None
            met.append(
                self.named(name, value) if plain else self.named(name + self.bracketed(value), cell.test)
            )
        text = self.say(AND).join(met) or self.say(ANYTHING)
        return self.named(self.say(ROW, number=number), text) + (self.bracketed(row.note) if row.note else "")

    def rank(self, rank: RankResult) -> str:
        if rank.best is None or rank.worst is None:
            return self.say(UNDETERMINED) + self.why(rank.missing, rank.fault, 0)[0]
        if rank.rank is None:
            own = rank.missing is not None and any(self.is_own(e) for e in rank.missing.evidence)
            return self.say(BETWEEN, best=rank.best, worst=rank.worst) + self.say(
                SELF_OPEN if own else OTHERS_OPEN
            )
        tied = self.say(TIED, n=rank.tied) if rank.tied > 1 else ""
        return self.say(OF, rank=rank.rank, size=rank.size) + tied

    def award(self, award: AwardResult) -> Iterator[str]:
        suffix, lines = self.why(award.missing, award.fault, 2)
        status = STATUS[award.status].in_(self.language)
        yield INDENT + self.named(award.rule.title.in_(self.language), status + suffix)
        if award.status != "undetermined" and (
            reason := award_reason(award, self.key, self.context, self.language)
        ):
            yield INDENT * 2 + (self.say(BECAUSE, text=reason) if award.status == "barred" else reason)
        for record in bar_records(award, self.key, self.context, self.language):
            yield INDENT * 3 + record
        yield from lines
        yield from self.clause(award.rule, 2)

    # -- findings and sanctions

    def sanction(self, sanction: SanctionResult) -> Iterator[str]:
        measure = sanction.output.measure.label.in_(self.language)
        reason = self.context.reason(sanction, self.language)
        told = measure if reason == measure else self.named(measure, reason)
        yield INDENT + told + self.which(sanction.occasion, told)
        yield from self.moved(sanction)
        yield from self.against(sanction.against)
        yield from self.clause(sanction.rule, 2)

    def findings(self, findings: Iterable[FindingResult]) -> Iterator[str]:
        """What is not met; who answers for it and by which clause is said once for what a rule finds in a row."""
        for (_, against), group in groupby(findings, key=lambda f: (f.rule.id, f.against)):
            together = list(group)
            for finding in together:
                yield self.finding(finding)
                yield from self.not_given(finding)
                yield from self.moved(finding)
                yield from self.settled(finding)
                yield from self.planned(finding)
            yield from self.against(against)
            yield from self.clause(together[0].rule, 2)

    def excused(self, excused: Iterable[ExcusedResult]) -> Iterator[str]:
        """On which occasions a rule is suspended, and by which excuses."""
        for (rule, excuses), group in groupby(excused, key=lambda e: (e.rule, e.excuses)):
            yield INDENT + joined((self.occasion(one.occasion) for one in group), self.language)
            for excuse in excuses:
                yield INDENT * 2 + self.named(excuse.id, excuse_text(excuse, self.language))
            yield from self.clause(rule, 2)

    def met(self, met: Iterable[MetResult]) -> Iterator[str]:
        """What is met, with the figures that meet it."""
        for rule, group in groupby(met, key=lambda m: m.rule):
            for one in group:
                check = self.context.core.checks[one.occasion.check]
                names = self.context.env(self.key, one.occasion)
                figures = phrase(check.holds, self.context.model, names, self.language).text
                yield INDENT + self.named(self.occasion(one.occasion), figures)
            yield from self.clause(rule, 2)

    def finding(self, finding: FindingResult) -> str:
        outcome = finding.outcome.label.in_(self.language) if finding.outcome else self.say(UNDETERMINED)
        reason = self.context.reason(finding, self.language)
        return f"{INDENT}[{outcome}] {reason}{self.which(finding.occasion, reason)}"

    def not_given(self, finding: FindingResult) -> Iterator[str]:
        """What was not given, so far as the reason does not name it."""
        reason = self.context.reason(finding, self.language)
        for line in self.why(not_given(finding, self.context), None, 2)[1]:
            if line.strip().removeprefix(self.say(MISSING)).rpartition(" · ")[2] not in reason:
                yield line

    def planned(self, finding: FindingResult) -> Iterator[str]:
        """Of a plan that was changed: by which version it was judged."""
        for plan in plan_versions(finding, self.context):
            yield INDENT * 2 + version_text(plan, self.context, self.language)

    def moved(self, result: FindingResult | SanctionResult) -> Iterator[str]:
        """Of a move on a ladder: what led there."""
        for line in move_lines(result.output, result.occasion, self.language):
            yield INDENT * 2 + line

    def settled(self, result: FindingResult) -> Iterator[str]:
        """Of what no longer stands: since when, and why."""
        if isinstance(found := settled(result, self.context), Settled):
            yield INDENT * 2 + found.text(self.language)

    def which(self, occasion: Occasion, reason: str) -> str:
        """Which of several occasions is meant, where the reason does not say it."""
        item = occasion_words(occasion.item, self.language)
        if item is None or item in reason:
            return ""
        occurred = getattr(occasion.item, "occurred", None)
        return self.bracketed(item if occurred is None else joined((item, str(occurred)), self.language))

    def undetermined(self, finding: FindingResult) -> Iterator[str]:
        suffix, lines = self.why(finding.missing, finding.fault, 2)
        yield f"{INDENT}{self.occasion(finding.occasion)}{suffix}"
        yield from lines
        yield from self.planned(finding)
        yield from self.clause(finding.rule, 2)
