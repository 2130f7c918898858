"""The public view as text. It is written from the plain data of the view alone: what is not there cannot be said."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from projgov.diagnostics import Bilingual, Language
from projgov.scoring.wording import bracketed, joined, named

_INDENT = "  "
_ON_DAY = Bilingual("截至{day}", "as of {day}")
_TITLE = Bilingual("{title}——公开内容（截至{day}）", "{title}: what is public as of {day}")
_NOTHING = Bilingual("没有公开的内容。", "Nothing is public.")
_RANK = Bilingual("排名", "rank")
_OF = Bilingual("第{rank}名，共{size}个", "{rank} of {size}")
_TIED = Bilingual("（并列{n}个）", " (shared by {n})")
_STATUS = {
    "proposed": Bilingual("建议授予", "proposed"),
    "referred": Bilingual("并列，提请审定机关决定", "tied, referred to the deciding body"),
}
_AWARDS = Bilingual("表彰", "Awards")
_SANCTIONS = Bilingual("建议采取的措施（须由有权机关决定）", "Measures proposed (the competent body decides)")
_FINDINGS = Bilingual("未通过的规则", "Rules not met")
_AGAINST = Bilingual("责任方：", "answerable: ")
_CLAUSE = Bilingual("依据：", "clause: ")


def view_text(view: dict[str, Any], language: Language) -> str:
    """The whole view."""
    title = _TITLE.in_(language).format(title=view["title"][language], day=view["as_of"])
    blocks = [subject_text(subject, view["as_of"], language) for subject in view["subjects"]]
    return "\n\n".join([title, *(blocks or [_NOTHING.in_(language)])]) + "\n"


def subject_text(subject: dict[str, Any], as_of: str, language: Language) -> str:
    """What is public of one subject."""
    return "\n".join(_Writer(language).subject(subject, as_of))


class _Writer:
    def __init__(self, language: Language) -> None:
        self.language = language

    def subject(self, subject: dict[str, Any], as_of: str) -> Iterator[str]:
        name = self.both(subject["name"])
        called = (
            [name]
            if subject["id"] in (None, name) or subject["type"] == "portfolio"
            else [subject["id"], name]
        )
        yield "  ".join([*called, _ON_DAY.in_(self.language).format(day=as_of)])
        for one in subject["shown"]:
            yield self.named(self.both(one["label"]), self.both(one["value"]))
        for score in subject["scores"]:
            yield from self.score(score)
        for mark in subject["marks"]:
            yield self.named(self.both(mark["title"]), self.both(mark["label"]))
            yield from self.reason(mark, 1)
            yield from self.clause(mark, 1)
        for decision in subject["decisions"]:
            alone = len(decision["results"]) == 1
            told = (
                self.both(r["label"]) if alone else f"{self.both(r['title'])} {self.both(r['label'])}"
                for r in decision["results"]
            )
            yield self.named(self.both(decision["title"]), joined(told, self.language))
            yield from self.clause(decision, 1)
        for rank in subject["ranks"]:
            tied = _TIED.in_(self.language).format(n=rank["tied"]) if rank["tied"] > 1 else ""
            place = _OF.in_(self.language).format(rank=rank["rank"], size=rank["size"])
            yield self.named(f"{self.both(rank['title'])} — {_RANK.in_(self.language)}", place + tied)
        yield from self.listed(_AWARDS, (line for award in subject["awards"] for line in self.award(award)))
        yield from self.listed(
            _SANCTIONS, (line for one in subject["sanctions"] for line in self.sanction(one))
        )
        yield from self.listed(_FINDINGS, self.findings(subject["findings"]))

    def listed(self, title: Bilingual, lines: Iterator[str]) -> Iterator[str]:
        """Lines under a title; nothing where there are none."""
        found = list(lines)
        if found:
            yield from ("", title.in_(self.language), *found)

    def score(self, score: dict[str, Any]) -> Iterator[str]:
        yield self.named(self.both(score["title"]), score["points"])
        for line in score["lines"]:
            reason = "" if line["reason"] is None else self.bracket(self.both(line["reason"]))
            yield f"{_INDENT}{line['points']}  {self.both(line['title'])}{reason}"
        yield from self.clause(score, 1)

    def award(self, award: dict[str, Any]) -> Iterator[str]:
        yield _INDENT + self.named(self.both(award["title"]), _STATUS[award["status"]].in_(self.language))
        yield from self.reason(award, 2)
        yield from self.clause(award, 2)

    def sanction(self, sanction: dict[str, Any]) -> Iterator[str]:
        reason = self.both(sanction["reason"] or sanction["title"])
        yield f"{_INDENT}{self.named(self.both(sanction['measure']), reason)}{self.which(sanction, reason)}"
        yield from self.against(sanction)
        yield from self.clause(sanction, 2)

    def findings(self, findings: list[dict[str, Any]]) -> Iterator[str]:
        """What is not met; the clause is said once for what a rule finds in a row."""
        for _, group in groupby(findings, key=lambda f: f["rule"]):
            together = list(group)
            for one in together:
                reason = self.both(one["reason"] or one["check_title"])
                yield f"{_INDENT}[{self.both(one['outcome'])}] {reason}{self.which(one, reason)}"
                yield from self.against(one)
            yield from self.clause(together[0], 2)

    def which(self, result: dict[str, Any], reason: str) -> str:
        """Which of several occasions is meant, where the reason does not say it."""
        occasion = result["occasion"]
        return "" if occasion is None or occasion in reason else self.bracket(occasion)

    def against(self, result: dict[str, Any]) -> Iterator[str]:
        if result["against"] is not None:
            yield f"{_INDENT * 2}{_AGAINST.in_(self.language)}{result['against']['name']}"

    def reason(self, result: dict[str, Any], depth: int) -> Iterator[str]:
        if result["reason"] is not None:
            yield _INDENT * depth + self.both(result["reason"])

    def clause(self, rule: dict[str, Any], depth: int) -> Iterator[str]:
        quote = rule["quote"].replace("“", "‘").replace("”", "’")
        parts = [joined(rule["implements"], self.language)] if rule["implements"] else []
        parts += [f"“{quote}”"] if quote else []
        if parts:
            yield f"{_INDENT * depth}{_CLAUSE.in_(self.language)}{' '.join(parts)}"

    def both(self, text: dict[str, str]) -> str:
        return text[self.language]

    def named(self, head: str, text: str) -> str:
        return named(head, text, self.language)

    def bracket(self, text: str) -> str:
        return bracketed(text, self.language)
