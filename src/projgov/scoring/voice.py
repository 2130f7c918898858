"""How an explanation speaks: its language, why something is not known, by which clause, who answers."""

from __future__ import annotations

from collections.abc import Iterator

from projgov.diagnostics import Bilingual, Diagnostic, Language, sort
from projgov.rules.core.program import Header
from projgov.scoring.context import Context
from projgov.scoring.results import Key
from projgov.scoring.values import Evidence, Fault, Unknown
from projgov.scoring.wording import bracketed, evidence_text, joined, named, record_name

INDENT = "  "
UNDETERMINED = Bilingual("无法确定", "undetermined")
AGAINST = Bilingual("责任方：", "answerable: ")
CLAUSE = Bilingual("依据：", "clause: ")
MISSING = Bilingual("缺少：", "missing: ")
ERRS = Bilingual("规则出错：", "the rule errs: ")
SAME = Bilingual("（原因同上）", " (for the reason above)")
QUOTED = "“{}”"


class Voice:
    """What is said of one subject in one language. What is missing is named once; after that it is referred to."""

    def __init__(self, context: Context, language: Language, key: Key) -> None:
        self.context = context
        self.language = language
        self.key = key
        self.told: set[Evidence | Diagnostic] = set()

    def say(self, words: Bilingual, **values: object) -> str:
        return words.in_(self.language).format(**values)

    def bracketed(self, text: str) -> str:
        return bracketed(text, self.language)

    def named(self, head: str, text: str) -> str:
        """What something is, and what is said of it."""
        return named(head, text, self.language)

    def against(self, against: Key | None) -> Iterator[str]:
        """Who answers for it, where that is somebody else."""
        if against is not None and against != self.key:
            yield f"{INDENT * 2}{self.say(AGAINST)}{record_name(self.context.record(against))}"

    def why(self, unknown: Unknown | None, fault: Fault | None, depth: int) -> tuple[str, list[str]]:
        """Why something is undetermined: what to add to its line, and further lines for what was not told before."""
        reasons: list[Evidence | Diagnostic] = []
        if unknown is not None:
            reasons += sorted(unknown.evidence)
        if fault is not None:
            reasons += sort(fault.diagnostics)
        new = [r for r in reasons if r not in self.told]
        self.told.update(new)
        suffix = self.say(SAME) if reasons and not new else ""
        return suffix, [INDENT * depth + self.reason(r) for r in new]

    def reason(self, reason: Evidence | Diagnostic) -> str:
        if isinstance(reason, Diagnostic):
            return f"{self.say(ERRS)}{reason.message(self.language)}{self.bracketed(str(reason.place))}"
        called = "" if self.is_own(reason) else self.called(reason)
        text = evidence_text(reason, self.context.core.vocabulary, self.language, called)
        return text if reason.register else self.say(MISSING) + text

    def is_own(self, evidence: Evidence) -> bool:
        return (evidence.subject_type, evidence.subject) == (self.key.type, self.key.id)

    def called(self, evidence: Evidence) -> str:
        """What people call the subject of a piece of evidence: its id and its name."""
        record = self.context.facts.portfolio.find(evidence.subject_type, evidence.subject)
        name = evidence.subject if record is None else record_name(record)
        return name if name == evidence.subject else f"{evidence.subject} {name}"

    def clause(self, rule: Header, depth: int) -> Iterator[str]:
        """The clauses that a rule implements, and their words."""
        quote = rule.quote.replace("“", "‘").replace("”", "’")
        parts = [
            *([joined(rule.implements, self.language)] if rule.implements else []),
            *([QUOTED.format(quote)] if quote else []),
        ]
        if parts:
            yield f"{INDENT * depth}{self.say(CLAUSE)}{' '.join(parts)}"
