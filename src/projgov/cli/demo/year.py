"""What the demo tells, as data: one office's year, drawn from reports on the last days of its four quarters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

import attrs

import projgov
from projgov.cli.demo.ladder import Way, longest
from projgov.cli.output import Usage
from projgov.cli.subjects import standing
from projgov.diagnostics import Bilingual, Language
from projgov.domain.calendar import end_of_quarter
from projgov.domain.filings import Filing
from projgov.domain.load import shipped_portfolios
from projgov.domain.portfolio import Portfolio
from projgov.rules.core.program import PORTFOLIO, Mark
from projgov.rules.load import Pack
from projgov.scoring.report import Report
from projgov.scoring.results import AwardStatus, FindingResult, SanctionResult, SubjectResult
from projgov.scoring.values import Fault, Unknown
from projgov.scoring.wording import record_name, value_text

_NO_PORTFOLIO = Bilingual(
    "规则包 `{pack}` 没有自带的项目库 `{portfolio}`：用 projgov score 评自己的项目库",
    "no portfolio `{portfolio}` ships for the pack `{pack}`: score one of your own with projgov score",
)


_ANSWERS = {"to_complete", "returned", "not_established", "not_issued"}
_TOLD = {"project": {"filing", "schedule", "cadence"}, "unit": {"quota"}, "portfolio": {"full_coverage"}}
"""The kinds of rules whose findings have a part of their own; the list of those not covered is that of the subjects."""


@attrs.frozen
class Group:
    """Findings that say the same: what they come to, why, and whom they are about."""

    outcome: Bilingual
    reason: str
    names: tuple[str, ...]


@attrs.frozen(slots=False)
class Year:
    """A pack, the portfolio that ships for its year, and what the rules said at its end: of lamps, at the end of each quarter."""

    pack: Pack
    portfolio: Portfolio
    quarters: tuple[tuple[date, Report], ...]

    @property
    def as_of(self) -> date:
        """The last day of the year."""
        return self.quarters[-1][0]

    @property
    def report(self) -> Report:
        """What the rules say on the last day of the year."""
        return self.quarters[-1][1]

    @cached_property
    def ladder(self) -> Way | None:
        """The way of the project that went farthest on a ladder."""
        return longest(self.report)

    @cached_property
    def projects(self) -> tuple[SubjectResult, ...]:
        """The projects in the order of their ranks; those without one come last."""
        return tuple(sorted(self.report.of_type("project"), key=standing))

    @cached_property
    def filings(self) -> int:
        """How many filings there were."""
        return sum(len(p.filings) for p in self.portfolio.projects)

    @cached_property
    def sent_back(self) -> tuple[FindingResult, ...]:
        """The answers that filings are to get, in the order in which they were filed."""
        found = [f for f in self._all("project") if _answers(f)]
        return tuple(sorted(found, key=lambda f: (f.occasion.item.occurred, f.key.id)))

    @property
    def filings_sent_back(self) -> int:
        """How many filings something was found wrong with."""
        return len({(f.key.id, f.occasion.item.id) for f in self.sent_back})

    @property
    def still_to_pass(self) -> tuple[str, ...]:
        """The projects whose last filing did not pass."""
        wrong = {(f.key.id, f.occasion.item.id) for f in self.sent_back}
        return tuple(p.id for p in self.portfolio.projects if p.filings and (p.id, p.filings[-1].id) in wrong)

    def papers(self) -> tuple[FindingResult, ...]:
        """What else was found in the papers of projects (guidebooks, task books)."""
        return tuple(f for f in self._findings("project", "filing") if not _answers(f))

    def quotas(self) -> tuple[FindingResult, ...]:
        """Units that did not do as much as was expected of them: filed nothing."""
        return tuple(self._findings("unit", "quota"))

    def others(self, language: Language) -> list[Group]:
        """What is told in no other part, by rule: who was left out, who does not answer, what was struck off too early."""
        found: dict[tuple[Bilingual, Bilingual], list[str]] = {}
        for subject in self.report.subjects:
            elsewhere = _TOLD.get(subject.key.type, set())
            for f in subject.findings:
                if f.rule.kind in elsewhere | {"escalation"} or _answers(f):
                    continue
                outcome = Bilingual("", "") if f.outcome is None else f.outcome.label
                found.setdefault((outcome, f.rule.title), []).append(self.name(subject))
        groups = [Group(o, title.in_(language), tuple(sorted(names))) for (o, title), names in found.items()]
        return sorted(groups, key=lambda g: -len(g.names))

    def name(self, subject: SubjectResult) -> str:
        """What a list calls a subject: a project by its id, the portfolio by nothing, others by their names."""
        if subject.key.type == PORTFOLIO:
            return ""
        return subject.key.id if subject.key.type == "project" else subject.name

    def figures(self, language: Language) -> list[tuple[Bilingual, str]]:
        """The figures of the whole portfolio that the rules define, each with its title; lists are no figures."""
        found = []
        definitions = self.report.core.definitions.values()
        for one in sorted(definitions, key=lambda d: (d.place.line or 0, d.id)):
            if one.subject == PORTFOLIO and one.title is not None and not one.words and "." not in one.id:
                value = self.report.context.model.value_of(one.id, None)
                if not isinstance(value, Unknown | Fault | tuple | None):
                    found.append((one.title, value_text(value, one.type, language)))
        return found

    def duties_missed(self) -> list[tuple[Bilingual, int]]:
        """How often projects missed what was due in the year, by rule."""
        missed = [f for kind in ("schedule", "cadence") for f in self._findings("project", kind)]
        counts = Counter(f.rule.id for f in missed)
        titles = {f.rule.id: f.rule.title for f in missed}
        return [(titles[rule], count) for rule, count in counts.most_common()]

    def warned(self) -> list[tuple[str, int]]:
        """The units that answer for quarter gates and the like not reached, by how often."""
        answerable = (
            f.against for f in self._findings("project", "schedule") if f.outcome and f.outcome.code == "warn"
        )
        counts = Counter(
            record_name(self.report.context.record(key)) for key in answerable if key is not None
        )
        return counts.most_common()

    def sanctions(self) -> tuple[SanctionResult, ...]:
        """The measures proposed."""
        return tuple(s for subject in self.report.subjects for s in subject.sanctions)

    def awards(self) -> list[tuple[Bilingual, dict[AwardStatus, int]]]:
        """For each award its title, and how many have each status: projects first, then units and people."""
        titles: dict[str, Bilingual] = {}
        counts: dict[str, dict[AwardStatus, int]] = {}
        others = (s for s in self.report.subjects if s.key.type != "project")
        for award in (award for subject in (*self.projects, *others) for award in subject.awards):
            titles[award.rule.id] = award.rule.title
            statuses = counts.setdefault(award.rule.id, {})
            statuses[award.status] = statuses.get(award.status, 0) + 1
        return [(titles[rule], counts[rule]) for rule in titles]

    def grades(self) -> list[tuple[Bilingual | None, int]]:
        """How many projects have each grade, in the order of the rule file; None counts those that lack it for want of evidence."""
        marks = [p.grade for p in self.projects if p.grade is not None and (p.grade.code or p.grade.missing)]
        counts = Counter(mark.code for mark in marks)
        labels = marks[0].output.labels if marks else ()
        found: list[tuple[Bilingual | None, int]] = [(label, counts[code]) for code, label in labels]
        return [*found, (None, counts[None])] if counts[None] else found

    def worth_explaining(self) -> SubjectResult | None:
        """The project whose explanation tells most: the best of those at the edge of an award, else just beyond it."""
        lost = [p for p in self.projects if p.score is not None and p.score.points is not None and p.findings]

        def edge(project: SubjectResult) -> int:
            statuses = {award.status for award in project.awards}
            order = ("referred", "undetermined")
            return next((i for i, status in enumerate(order) if status in statuses), 3 if statuses else 2)

        return min(lost, key=edge, default=None)

    def groups(self, findings: Iterable[FindingResult | SanctionResult], language: Language) -> list[Group]:
        """Findings or sanctions that say the same, together; the largest groups first."""
        found: dict[tuple[Bilingual, str], list[str]] = {}
        for finding in findings:
            comes_to = finding.output.measure if isinstance(finding, SanctionResult) else finding.outcome
            outcome = Bilingual("", "") if comes_to is None else comes_to.label
            reason = self.report.context.reason(finding, language)
            name = finding.key.id
            if finding.key.type == "unit":
                name = record_name(self.report.context.record(finding.key))
            found.setdefault((outcome, reason), []).append(name)
        groups = [Group(outcome, reason, tuple(sorted(names))) for (outcome, reason), names in found.items()]
        return sorted(groups, key=lambda g: -len(g.names))

    def _findings(self, record: str, kind: str) -> Iterator[FindingResult]:
        return (f for f in self._all(record) if f.rule.kind == kind)

    def _all(self, record: str) -> Iterator[FindingResult]:
        for subject in self.report.of_type(record):
            yield from subject.findings


def _answers(finding: FindingResult) -> bool:
    """Whether it is the answer to a filing: to be completed, returned, not established."""
    code = None if finding.outcome is None else finding.outcome.code
    return isinstance(finding.occasion.item, Filing) and code in _ANSWERS


def year_of(name: str) -> Year:
    """The year of a shipped pack, or of a rule file for which a portfolio ships.

    Raises `Refused` where the rule file cannot be read, and `Usage` where no portfolio ships for it.
    """
    pack = projgov.load_pack(name)
    portfolio_name = f"{pack.name}-{pack.core.year}"
    if portfolio_name not in shipped_portfolios():
        filled = {"pack": pack.name, "portfolio": portfolio_name}
        raise Usage(Bilingual(_NO_PORTFOLIO.zh.format(**filled), _NO_PORTFOLIO.en.format(**filled)))
    portfolio = projgov.load_portfolio(portfolio_name)
    lamps = any(isinstance(one, Mark) and one.role == "lamp" for one in pack.core.outputs)
    days = [end_of_quarter(pack.core.year, quarter) for quarter in ((1, 2, 3, 4) if lamps else (4,))]
    return Year(pack, portfolio, tuple((day, projgov.evaluate(pack, portfolio, day)) for day in days))
