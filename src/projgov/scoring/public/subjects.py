"""One subject as the public sees it, as plain data: its name, the values that are shown, the results that are published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from projgov.diagnostics import LANGUAGES
from projgov.domain.vocabulary import Record
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import PORTFOLIO, Check, Header, Message, Publication, unversioned
from projgov.scoring import decisions
from projgov.scoring.context import Context
from projgov.scoring.plain import occasion_text
from projgov.scoring.plain_parts import both, header_to_plain, outcome_to_plain
from projgov.scoring.public.openness import ANSWERABLE, LINES, RANKS, Openness, rule_of
from projgov.scoring.results import (
    AwardResult,
    DecisionResult,
    FindingResult,
    Key,
    MarkResult,
    RankResult,
    SanctionResult,
    ScoreResult,
    SubjectResult,
)
from projgov.scoring.values import Fault, Unknown, Value
from projgov.scoring.wording import number_text, record_name, value_text

SECTIONS = ("shown", "scores", "marks", "decisions", "ranks", "awards", "sanctions", "findings")
_NAMED_BY = ("title", "name")
_PUBLIC_AWARDS = ("proposed", "referred")


def subject_to_public(subject: SubjectResult, context: Context) -> dict[str, Any] | None:
    """What is public of a subject; None where nothing is, not even that there is one."""
    openness, named = openness_of(subject.key, context), called(subject, context)
    if openness is None or named is None:
        return None
    writer = _Writer(subject.key, context, openness)
    shown = [one for p in _in_force(subject.key, context) for one in writer.shown(p)]
    sections = {"shown": _once(shown), **writer.results(subject)}
    if not any(sections.values()):
        return None
    return {**named, **sections}


def openness_of(key: Key, context: Context) -> Openness | None:
    """What is published of a subject; None where no rule says that anything of it is public."""
    publications = tuple(_in_force(key, context))
    if not publications:
        return None
    published: dict[str, frozenset[str]] = {}
    for publication in publications:
        for rule, definition in publication.published:
            if _value(definition, key, context) is True:
                published[rule] = published.get(rule, frozenset()) | {*publication.along}
    return Openness(context.core, published, _is_personal(key, context))


def occasion_to_public(result: FindingResult, context: Context, openness: Openness) -> dict[str, Any]:
    """On which occasion and day something was found, who answers, and why: each where it may be told."""
    return _Writer(result.key, context, openness).occasion(result)


def _in_force(key: Key, context: Context) -> Iterator[Publication]:
    """What is said to be public of a subject; of persons only where it is said that they may be named."""
    personal = _is_personal(key, context)
    for output in context.core.outputs:
        if not isinstance(output, Publication) or output.header.subject != key.type:
            continue
        if output.persons or not personal:
            yield output


def _value(definition: str, key: Key, context: Context) -> Value:
    return context.results.values[definition]["" if key.type == PORTFOLIO else key.id]


def _record(key: Key, context: Context) -> Record | None:
    return context.core.vocabulary.records.get(key.type)


def _is_personal(key: Key, context: Context) -> bool:
    record = _record(key, context)
    return record is not None and record.members["id"].confidentiality == "personal"


def called(subject: SubjectResult, context: Context) -> dict[str, Any] | None:
    """What a subject is called. A person goes by the name alone, and not at all where it is not known."""
    key, record = subject.key, _record(subject.key, context)
    if record is None:
        return {"type": key.type, "id": key.id, "name": both(context.core.title)}
    if record.members["id"].confidentiality == "personal":
        if subject.name == key.id:
            return None
        return {"type": key.type, "id": None, "name": {"zh": subject.name, "en": subject.name}}
    open_ = [n for n in _NAMED_BY if n in record.members and record.members[n].confidentiality == "public"]
    name = subject.name if open_ else key.id
    return {"type": key.type, "id": key.id, "name": {"zh": name, "en": name}}


def _once(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for number, one in enumerate(found) if one not in found[:number]]


@attrs.frozen
class _Writer:
    """Writes what is public of one subject."""

    key: Key
    context: Context
    openness: Openness

    def results(self, one: SubjectResult) -> dict[str, list[dict[str, Any]]]:
        """The published results by their sections; what is undetermined, suspended or merely met is in none."""
        personal = self.openness.personal
        scored = [] if personal else [s for s in one.scores if s.points is not None and self.has(s.rule)]
        ranked = [] if personal else [r for r in one.ranks if r.rank is not None and self.has(r.rule, RANKS)]
        marked = (m for m in one.marks if m.label is not None and self.has(m.rule))
        decided = (d for d in one.decisions if not (d.missing or d.fault) and self.has(d.rule))
        awarded = (a for a in one.awards if a.status in _PUBLIC_AWARDS and self.has(a.rule))
        return {
            "scores": [self.score(s) for s in scored],
            "marks": [self.mark(m) for m in marked],
            "decisions": [d for d in map(self.decision, decided) if d["results"]],
            "ranks": [self.rank(r) for r in ranked],
            "awards": [self.award(a) for a in awarded],
            "sanctions": [self.sanction(s) for s in one.sanctions if self.has(s.rule)],
            "findings": [self.finding(f) for f in one.findings if self.has(f.rule)],
        }

    def has(self, rule: Header, along: str | None = None) -> bool:
        """Whether the results of a rule are public, with what is asked for along with them."""
        found = self.openness.published.get(rule_of(rule.id))
        return found is not None and (along is None or along in found)

    def shown(self, publication: Publication) -> Iterator[dict[str, Any]]:
        """The values of its own that are public."""
        if _value(publication.open, self.key, self.context) is not True:
            return
        for label, name in publication.shown:
            definition = self.context.core.definitions[name]
            if self.openness.told(definition.body):
                value = _value(name, self.key, self.context)
                if isinstance(value, Unknown | Fault):
                    continue
                zh, en = (value_text(value, definition.type, language) for language in LANGUAGES)
                yield {"label": both(label), "value": {"zh": zh, "en": en}}

    def score(self, score: ScoreResult) -> dict[str, Any]:
        decimals = score.output.decimals
        lines = score.lines if self.has(score.rule, LINES) else ()
        return {
            **header_to_plain(score.rule),
            "points": number_text(score.points or 0, decimals),
            "lines": [
                {
                    "id": line.line.id,
                    "title": both(line.line.title),
                    "points": number_text(line.points, decimals),
                    "reason": self.text(
                        line.line.reason, self.context.core.definitions[line.line.definition].judged
                    ),
                }
                for line in lines
                if line.points is not None and not (line.line.adjusts and line.points == 0)
            ],
        }

    def mark(self, mark: MarkResult) -> dict[str, Any]:
        judged = self.context.core.definitions[mark.output.value].judged
        told = mark.output.reason is not None and self.openness.text(mark.output.reason, judged=judged)
        zh, en = (self.context.mark_reason(mark, self.key, language) for language in LANGUAGES)
        return {
            **header_to_plain(mark.rule),
            "role": mark.output.role,
            "code": mark.code,
            "label": None if mark.label is None else both(mark.label),
            "reason": {"zh": zh, "en": en} if told and zh is not None and en is not None else None,
        }

    def decision(self, decision: DecisionResult) -> dict[str, Any]:
        told = [g for g in decision.given if g.value is not None]
        return {
            **header_to_plain(decision.rule),
            "results": [
                {
                    "id": given.id,
                    "title": both(given.title),
                    "label": dict(
                        zip(
                            LANGUAGES,
                            (decisions.text(given, self.context, x) for x in LANGUAGES),
                            strict=True,
                        )
                    ),
                }
                for given in told
                if self.openness.gives(given.definition)
            ],
        }

    def rank(self, rank: RankResult) -> dict[str, Any]:
        return {**header_to_plain(rank.rule), "rank": rank.rank, "tied": rank.tied, "size": rank.size}

    def award(self, award: AwardResult) -> dict[str, Any]:
        return {
            **header_to_plain(award.rule),
            "status": award.status,
            "reason": self.text(award.output.reason),
        }

    def sanction(self, sanction: SanctionResult) -> dict[str, Any]:
        return {
            **header_to_plain(sanction.rule),
            "status": "proposed",
            "measure": outcome_to_plain(sanction.output.measure),
            **self.occasion(sanction),
        }

    def finding(self, finding: FindingResult) -> dict[str, Any]:
        return {
            **header_to_plain(finding.rule),
            "check": unversioned(finding.occasion.check),
            "check_title": both(finding.title),
            "outcome": None if finding.outcome is None else outcome_to_plain(finding.outcome),
            **self.occasion(finding),
        }

    def occasion(self, result: FindingResult | SanctionResult) -> dict[str, Any]:
        """On which occasion and day, who answers, and why: each where it may be told."""
        check = self.context.core.checks[result.occasion.check]
        message = result.output.reason
        told = message is not None and self.openness.text(message, check)
        return {
            "occasion": self.which(check, result.occasion.item),
            "judged": result.occasion.judged.isoformat() if self.openness.day(check) else None,
            "against": self.against(result, result.output.against, check),
            "reason": {language: self.context.reason(result, language) for language in LANGUAGES}
            if told
            else None,
        }

    def which(self, check: Check, item: Any) -> str | None:
        """The period, or the record, that was judged."""
        about = getattr(type(item), "__about__", None)
        if not self.openness.occasion(check) or (
            about is not None and not self.openness.is_called(about.named.name)
        ):
            return None
        return occasion_text(item)

    def against(
        self, result: FindingResult | SanctionResult, node: Node | None, check: Check
    ) -> dict[str, Any] | None:
        """Who answers for it, where that is public and no person."""
        key = result.against
        if node is None or key is None or not self.has(result.rule, ANSWERABLE):
            return None
        if _is_personal(key, self.context) or not self.openness.seen(node, check):
            return None
        return {"type": key.type, "id": key.id, "name": record_name(self.context.record(key))}

    def text(self, message: Message | None, judged: Node | None = None) -> Mapping[str, str] | None:
        """A reason in both languages, where everybody may be told."""
        if message is None or not self.openness.text(message, judged=judged):
            return None
        return {language: self.context.text(message, self.key, language) for language in LANGUAGES}
