"""A bulletin (通报) as plain data: what came out in a period, rule by rule and subject by subject.

An occasion is of the period where the period that it is about lies in it (the report for June, whenever it was due), or else the day on which
it was judged. A bulletin for the offices concerned has everything that was decided of these; one for the public only what is public
(see `scoring.public`). Ranks, grades and lamps are those of the day of evaluation, and stand in either only where a rule publishes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal

import attrs

from projgov.diagnostics import LANGUAGES, did_you_mean
from projgov.domain.calendar import Period
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core.program import PORTFOLIO, Finding, unversioned
from projgov.scoring.assemble import subject_key
from projgov.scoring.letters.parts import period_name
from projgov.scoring.plain import occasion_text
from projgov.scoring.plain_parts import both, header_to_plain, key_to_plain, outcome_to_plain
from projgov.scoring.public.openness import Openness, rule_of
from projgov.scoring.public.subjects import called, occasion_to_public, openness_of, subject_to_public
from projgov.scoring.results import FindingResult, Key, SubjectResult
from projgov.scoring.values import Occasion

if TYPE_CHECKING:
    from projgov.scoring.report import Report

OUTCOMES: tuple[Literal["met", "unmet", "undetermined", "excused", "pending"], ...] = (
    "met", "unmet", "undetermined", "excused", "pending",
)  # fmt: skip
_PUBLIC = ("met", "unmet")
_STANDINGS = ("marks", "ranks")


def bulletin(
    report: Report, period: Period | str, *, rules: Iterable[str] | None = None, public: bool = False
) -> dict[str, Any]:
    """What came out in a period, as plain JSON data.

    `rules` are the rules that it tells of (None: all that find something); `public`: only what is public. `totals` has for each rule how many
    occasions came to what, `lines` for each subject what each occasion came to, sorted by type and id. Raises ValueError for a text that is
    no period, and for a rule that finds nothing.
    """
    span = _period(period) if isinstance(period, str) else period
    chosen = None if rules is None else _chosen(report, rules)
    told = _Bulletin(report, span, chosen, public)
    lines = [line for subject in report.subjects if (line := told.line(subject)) is not None]
    return {
        "pack": report.core.pack,
        "title": both(report.core.title),
        "period": str(span),
        "period_name": {language: period_name(span, language) for language in LANGUAGES},
        "as_of": report.as_of.isoformat(),
        "public": public,
        "totals": list(_totals(report, lines)),
        "lines": lines,
    }


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except ValueError:
        raise ValueError(f"`{text}` is no period: write 2017-06, 2017-Q2, 2017-H1 or 2017") from None


def _chosen(report: Report, rules: Iterable[str]) -> frozenset[str]:
    """The rules asked for, each of which has to be one that finds or ranks something."""
    if isinstance(rules, str):
        raise TypeError(f"rules are a list of ids: [{rules!r}]")
    known = {rule_of(o.header.id) for o in report.core.outputs}
    chosen = {canonical_name(rule) for rule in rules}
    for rule in sorted(chosen - known):
        raise ValueError(f"there is no rule `{rule}` that comes to anything: {did_you_mean(rule, known).en}")
    return frozenset(chosen)


def _totals(report: Report, lines: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """How many occasions of each rule came to what, over all lines, in the order of the rule file."""
    counts: dict[str, dict[str, int]] = {}
    for line in lines:
        for result in line["results"]:
            own = counts.setdefault(result["rule"], dict.fromkeys(OUTCOMES, 0))
            own[result["came_to"]] += 1
    headers = {o.header.id: o.header for o in report.core.outputs if isinstance(o, Finding)}
    for name, header in headers.items():
        if name in counts:
            yield {**header_to_plain(header), **counts[name]}


@attrs.frozen
class _Bulletin:
    report: Report
    period: Period
    rules: frozenset[str] | None
    public: bool

    def line(self, subject: SubjectResult) -> dict[str, Any] | None:
        """What came out for one subject; None where there is nothing to tell."""
        context = self.report.context
        named = called(subject, context)
        openness = openness_of(subject.key, context)
        if self.public and (named is None or openness is None):
            return None
        if named is None or (not self.public and subject.key.type != PORTFOLIO):
            name = dict.fromkeys(LANGUAGES, subject.name)
            named = {"type": subject.key.type, "id": subject.key.id, "name": name}
        results = list(self.results(subject.key, openness))
        seen = subject_to_public(subject, context) or {}
        standings = {name: self.chosen(seen.get(name, ())) for name in _STANDINGS}
        if not results and not any(standings.values()):
            return None
        counts: dict[str, int] = {
            outcome: sum(r["came_to"] == outcome for r in results) for outcome in OUTCOMES
        }
        return {**named, **counts, "results": results, **standings}

    def chosen(self, found: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """Those of the rules that are told of."""
        return [one for one in found if self.rules is None or rule_of(one["rule"]) in self.rules]

    def results(self, key: Key, openness: Openness | None) -> Iterator[dict[str, Any]]:
        """What each occasion of the period came to."""
        context = self.report.context
        for output in context.core.outputs:
            if not isinstance(output, Finding) or output.header.subject != key.type:
                continue
            rule = rule_of(output.header.id)
            if self.rules is not None and rule not in self.rules:
                continue
            if self.public and (openness is None or rule not in openness.published):
                continue
            for check in output.checks:
                found = context.results.occasions[check].get("" if key.type == PORTFOLIO else key.id, ())
                for occasion in found:
                    if self.within(occasion) and (not self.public or occasion.outcome in _PUBLIC):
                        yield self.result(key, output, occasion, openness)

    def within(self, occasion: Occasion) -> bool:
        """Whether an occasion is of the period."""
        item = occasion.item
        about = item.get("period") if isinstance(item, Mapping) else getattr(item, "period", None)
        return self.period.covers(about) if isinstance(about, Period) else occasion.judged in self.period

    def result(
        self, key: Key, output: Finding, occasion: Occasion, openness: Openness | None
    ) -> dict[str, Any]:
        context = self.report.context
        check = context.core.checks[occasion.check]
        against = None if output.against is None else context.value(output.against, key, occasion)
        unmet = occasion.outcome == "unmet"
        found = FindingResult(
            key, output, occasion, check.title, output.outcome if unmet else None, subject_key(against)
        )
        told = {
            **header_to_plain(output.header),
            "check": unversioned(occasion.check),
            "check_title": both(check.title),
            "came_to": occasion.outcome,
            "outcome": outcome_to_plain(output.outcome) if unmet else None,
        }
        if self.public and openness is not None:
            public = occasion_to_public(found, context, openness)
            return {**told, **public, "reason": public["reason"] if unmet else None}
        return {
            **told,
            "occasion": occasion_text(occasion.item),
            "judged": occasion.judged.isoformat(),
            "against": key_to_plain(found.against),
            "reason": {language: context.reason(found, language) for language in LANGUAGES}
            if unmet
            else None,
        }
