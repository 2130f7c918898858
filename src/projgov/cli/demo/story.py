"""The demo as text: an office's year told in a few short parts, in 80 columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

import attrs

from projgov.cli.colour import Paint
from projgov.cli.demo.lamps import Picture, drawn, picture_of
from projgov.cli.demo.year import Group, Year
from projgov.cli.output import pad, table, width, wrap
from projgov.cli.subjects import class_text, points_text, rank_text
from projgov.diagnostics import Bilingual, Language
from projgov.domain.calendar import end_of_quarter
from projgov.scoring.results import SubjectResult
from projgov.scoring.wording import AWARD_STATUS, UNDETERMINED, bracketed, evidence_text, joined

COLUMNS = 80
_TOP = 12
_LEAST = 4
_NAMES = 4

NUMBERS = Bilingual("一二三四五六七八九", "123456789")
HEADING = Bilingual("{number}、{heading}", "{number}  {heading}")
INTRO = Bilingual("{projects}个项目，按 {as_of} 的情况评价。", "{projects} projects, judged as of {as_of}. ")
ALSO = Bilingual("另有{others}。", "There are also {others}. ")
UNITS = Bilingual("{n}个单位", "{n} units")
ITEMS = Bilingual("工作事项{n}项", "{n} items of work")
OFFICERS = Bilingual("干部{n}名", "{n} officers")
FILING = Bilingual("申报", "Filing")
FILED = Bilingual(
    "{projects}个项目，申报{filings}次，{back}次未通过：",
    "{projects} projects were filed {filings} times, and {back} filings sent back:",
)
ALL_PASSED = Bilingual(
    "{projects}个项目，申报{filings}次，全部通过。",
    "{projects} projects were filed {filings} times, and all filings passed.",
)
REFILED = Bilingual("这些项目重新申报后都已通过。", "All of these were filed again, and passed.")
STILL = Bilingual("至今没有通过的：{names}", "Not passed to this day: {names}")
PAPERS = Bilingual("此外：", "Besides:")
LAMPS = Bilingual("亮灯：四个季度末", "Lamps, at the end of each quarter")
PERIODS = Bilingual("节点和定期事项", "Gates and periods")
NOT_DONE = Bilingual("没有做到的", "What was not done")
OTHERS = Bilingual("其他没有做到的", "What else was not done")
FIGURE = Bilingual("{title}：{value}", "{title}: {value}")
MISSED = Bilingual("全年没有做到或没有按时做到：{missed}", "Not done, or not in time: {missed}")
TIMES = Bilingual("{title}{n}次", "{title} {n}")
RANKING = Bilingual("排名和表彰（建议）", "The ranking, and awards as proposals")
AWARDS = Bilingual("检验结果和表彰（建议）", "Results, and awards as proposals")
CLASS = Bilingual("{name}：", "{name}:")
MORE = Bilingual("……（还有{n}个）", "... ({n} more)")
GRADES = Bilingual("等次：{grades}", "Grades: {grades}")
UNSCORED = Bilingual("有的项目无法评分，缺少：", "Some projects cannot be scored, for want of:")
AWARD = Bilingual("{award}：{counts}", "{award}: {counts}")
REFERRED = Bilingual(
    "并列的，规则不作取舍，提请审定机关决定。", "The rules do not break the tie: it is for the deciding body."
)
SANCTIONS = Bilingual("警示（建议）", "Warnings, and measures as proposals")
WARNED = Bilingual("节点未达到，预警：{units}", "Warned for gates not reached: {units}")
PROPOSED = Bilingual(
    "表彰和措施都只是建议：有权机关作出决定并登记，才算数。",
    "Awards and measures are proposals: only a recorded decision of a competent body makes them more.",
)
LADDER = Bilingual("{title}：{id} {name}", "{title}: {id} {name}")
WHY = Bilingual("为什么：{id} 的每一分", "Why: every point of {id}")
NEXT = Bilingual("接下来可以试", "Try next")
DIGEST = Bilingual(
    "摘要 {digest}：规则、数据、评价日相同，在任何机器上结果都相同。",
    "Digest {digest}: same rules, data and day, same result on any machine.",
)
HEADS = (
    Bilingual("名次", "rank"),
    Bilingual("得分", "score"),
    Bilingual("等次", "grade"),
    Bilingual("项目", "project"),
    Bilingual("表彰", "award"),
)
COMMANDS = (
    (
        Bilingual("排在末位的项目为什么丢分", "why the last project lost its points"),
        "explain {pack} {portfolio} {last} --as-of {as_of}",
    ),
    (Bilingual("全部项目和单位", "all projects and units"), "score {pack} {portfolio} --as-of {as_of}"),
    (
        Bilingual("半年时的情况，供业务系统读取", "as things stood at half-year, for other programs"),
        "score {pack} {portfolio} --as-of {half} --json",
    ),
    (Bilingual("规则文件里的测试", "the tests inside the rule file"), "test {pack}"),
)


def story(year: Year, language: Language, paint: Paint) -> str:
    """The whole story."""
    return "\n".join(_Story(year, language, paint).told()) + "\n"


@attrs.frozen(slots=False)
class _Story:
    year: Year
    language: Language
    paint: Paint

    def say(self, words: Bilingual, **values: object) -> str:
        return words.in_(self.language).format(**values)

    def joined(self, parts: Sequence[str]) -> str:
        return joined(parts, self.language)

    def told(self) -> Iterator[str]:
        yield from self.title()
        explained = self.year.worth_explaining()
        parts = (
            (self.say(FILING), self.filing()),
            (self.say(PERIODS if self.picture is None else LAMPS), self.lamps()),
            (self.say(OTHERS), self.others()),
            (self.say(RANKING if self.ranked else AWARDS), self.ranking()),
            (self.say(SANCTIONS), self.sanctions()),
            (self.climbed(), self.ladder()),
            (self.say(WHY, id=explained.key.id if explained else ""), self.explanation(explained)),
            (self.say(NEXT), self.next()),
        )
        told = [(heading, lines) for heading, part in parts if (lines := list(part))]
        if told and told[0][0] == self.say(OTHERS):
            told[0] = (self.say(NOT_DONE), told[0][1])
        for number, (heading, lines) in zip(self.say(NUMBERS), told, strict=False):
            yield ""
            yield self.paint(self.say(HEADING, number=number, heading=heading), "heading")
            yield from lines

    def title(self) -> Iterator[str]:
        year = self.year
        yield self.paint(f"{year.pack.title.in_(self.language)} {year.pack.core.year}", "title")
        intro = self.say(INTRO, projects=len(year.projects), as_of=year.as_of)
        if year.portfolio.items:
            portfolio = year.portfolio
            counts = (
                (ITEMS, len(portfolio.items)),
                (UNITS, len(portfolio.units)),
                (OFFICERS, len(portfolio.officers)),
            )
            others = self.joined([self.say(words, n=n) for words, n in counts if n])
            intro += self.say(ALSO, others=others)
        note = "" if year.portfolio.note is None else first_sentence(year.portfolio.note.in_(self.language))
        yield self.paint(wrap(f"{intro}{note}", COLUMNS), "quiet")
        figures = [
            self.say(FIGURE, title=title.in_(self.language), value=value)
            for title, value in year.figures(self.language)
        ]
        if figures:
            yield wrap(self.joined(figures), COLUMNS)

    def filing(self) -> Iterator[str]:
        year = self.year
        if not year.filings:
            return
        counts = {"projects": len(year.projects), "filings": year.filings, "back": year.filings_sent_back}
        yield "  " + self.say(FILED if year.sent_back else ALL_PASSED, **counts)
        yield from self.grouped(year.groups(year.sent_back, self.language))
        if year.sent_back:
            still = year.still_to_pass
            names = self.joined(still)
            yield wrap("  " + (self.say(STILL, names=names) if still else self.say(REFILED)), COLUMNS, "  ")
        if others := year.groups((*year.quotas(), *year.papers()), self.language):
            yield "  " + self.say(PAPERS)
            yield from self.grouped(others)

    def grouped(self, groups: Sequence[Group]) -> Iterator[str]:
        """A line or two for each group of findings: how often, what it came to, why, and whom it is about."""
        labels = [group.outcome.in_(self.language) for group in groups]
        widest = max(map(width, labels), default=0)
        for group, label in zip(groups, labels, strict=True):
            n, told = len(group.names), tuple(dict.fromkeys(group.names))
            names = self.joined(told[:_NAMES]) + (" …" if len(told) > _NAMES else "")
            reason = group.reason + (bracketed(names, self.language) if names else "")
            indent = " " * (2 + 3 + 2 + widest + 2)
            first, *rest = wrap(f"{indent}{reason}", COLUMNS).split("\n")
            yield f"  {n:>3}  {pad(label, widest)}  {first.lstrip()}"
            yield from rest

    @cached_property
    def picture(self) -> Picture | None:
        return picture_of(self.year)

    def others(self) -> Iterator[str]:
        return self.grouped(self.year.others(self.language))

    def lamps(self) -> Iterator[str]:
        if self.picture is not None:
            yield from drawn(self.picture, self.paint, self.language)
        if missed := self.year.duties_missed():
            parts = [self.say(TIMES, title=title.in_(self.language), n=n) for title, n in missed]
            yield wrap("  " + self.say(MISSED, missed=self.joined(parts)), COLUMNS)

    @cached_property
    def ranked(self) -> list[SubjectResult]:
        """The projects that have a rank, the first first."""
        return [p for p in self.year.projects if p.rank is not None and p.rank.best is not None]

    def ranking(self) -> Iterator[str]:
        if self.ranked:
            yield from self.ranks(self.ranked)
            yield ""
        if marks := self.year.grades():
            grades = self.joined(
                [f"{(UNDETERMINED if g is None else g).in_(self.language)} {n}" for g, n in marks]
            )
            yield "  " + self.say(GRADES, grades=grades)
        yield from self.awards()
        yield from self.unscored()

    def ranks(self, ranked: Sequence[SubjectResult]) -> Iterator[str]:
        """A table of the first, and of the last; where projects are ranked within classes, one for each class."""
        classes: dict[str, list[SubjectResult]] = {}
        for project in ranked:
            classes.setdefault(class_text(project, self.year.report, self.language), []).append(project)
        for called, found in sorted(classes.items()):
            if called:
                yield "  " + self.say(CLASS, name=called)
            yield from self.table(found, max(_LEAST, _TOP // len(classes)))

    def table(self, ranked: Sequence[SubjectResult], most: int) -> Iterator[str]:
        """The first `most` and the last of one ranking."""
        shown = [self.row(p) for p in ranked[:most]]
        rest = ranked[most:]
        if len(rest) > 2:
            shown.append(("", "", "", self.say(MORE, n=len(rest) - 1), ""))
            rest = rest[-1:]
        shown += [self.row(p) for p in rest]
        heads = [head.in_(self.language) for head in HEADS]
        for line in table(shown, heads, right=(0, 1), most=COLUMNS - 2).split("\n"):
            yield f"  {line}"

    def row(self, project: SubjectResult) -> tuple[str, ...]:
        score, grade = project.score, project.grade
        points = "" if score is None else points_text(score.points, score.output.decimals, self.language)
        label = "" if grade is None or grade.label is None else grade.label.in_(self.language)
        awards = self.joined([AWARD_STATUS[a.status].in_(self.language) for a in project.awards])
        return (rank_text(project), points, label, f"{project.key.id} {project.name}", awards)

    def unscored(self) -> Iterator[str]:
        """What is missing for the projects that have no score."""
        scores = [project.score for project in self.year.projects if project.score is not None]
        evidence = sorted(
            {e for score in scores if score.missing is not None for e in score.missing.evidence}
        )
        if evidence:
            yield "  " + self.say(UNSCORED)
            vocabulary = self.year.report.core.vocabulary
            for one in evidence[:_TOP]:
                yield wrap(f"    {evidence_text(one, vocabulary, self.language)}", COLUMNS, "  ")

    def awards(self) -> Iterator[str]:
        for title, statuses in self.year.awards():
            counts = [f"{AWARD_STATUS[status].in_(self.language)} {n}" for status, n in statuses.items()]
            yield "  " + self.say(AWARD, award=title.in_(self.language), counts=self.joined(counts))
            if "referred" in statuses:
                yield "  " + self.say(REFERRED)

    def sanctions(self) -> Iterator[str]:
        year = self.year
        if warned := year.warned():
            units = self.joined([f"{name} {n}" for name, n in warned[:6]]) + (" …" if len(warned) > 6 else "")
            yield wrap("  " + self.say(WARNED, units=units), COLUMNS, "  ")
        if sanctions := year.sanctions():
            yield from self.grouped(year.groups(sanctions, self.language))
            yield wrap("  " + self.say(PROPOSED), COLUMNS, "  ")

    def climbed(self) -> str:
        way = self.year.ladder
        if way is None:
            return ""
        return self.say(LADDER, title=way.title.in_(self.language), id=way.key.id, name=way.name)

    def ladder(self) -> Iterator[str]:
        """One project's way on the ladder, with what led to each step."""
        for line in () if self.year.ladder is None else self.year.ladder.lines(self.language):
            yield wrap(f"  {line}", COLUMNS, "  ")

    def explanation(self, chosen: SubjectResult | None) -> Iterator[str]:
        if chosen is not None:
            text = self.year.report.explain(chosen.key.id, of_type=chosen.key.type, language=self.language)
            for line in text.rstrip("\n").split("\n"):
                yield wrap(f"  {line}" if line else line, COLUMNS, "  ")

    def next(self) -> Iterator[str]:
        year = self.year
        scored = [p for p in self.ranked if p.score is not None and p.score.points is not None]
        values = {
            "pack": year.pack.file,
            "portfolio": year.portfolio.id,
            "last": scored[-1].key.id if scored else "",
            "as_of": year.as_of,
            "half": end_of_quarter(year.pack.core.year, 2),
        }
        for meaning, command in COMMANDS:
            if scored or "{last}" not in command:
                yield f"  {self.say(meaning)}"
                yield f"      projgov {command.format(**values)}"
        yield ""
        yield self.paint(wrap(self.say(DIGEST, digest=year.report.digest[:16]), COLUMNS), "quiet")


def first_sentence(text: str) -> str:
    """A text up to the end of its first sentence."""
    end = re.search(r"。|\.(?= |$)", text)
    return text if end is None else text[: end.end()]
