"""Quotes that do not stand in the document which a rule file names as its source.

    source:
      document: 工作经验材料.txt        # a text file beside the rule file: what is quoted is looked for in it

A title in place of a file is a title. Line breaks, spaces, the width of punctuation and the kind of quotation marks make no
difference; `……` or `...` stands for what a quote leaves out.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator
from functools import cached_property

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, Pattern, Place, Refused
from projgov.reading.beside import Beside
from projgov.reading.tree import Mapping, Node, Scalar, Sequence
from projgov.rules.check.whole import Whole

NOT_IN_SOURCE = Pattern(
    "L030",
    Bilingual("`{document}` 里没有这段原文：`{quote}`", "`{document}` does not hold this quote: `{quote}`"),
    Bilingual("{offer}", "{offer}"),
    severity="warning",
)
_AS_IT_STANDS = Bilingual(
    "照原文抄写；省略的地方写 `……`", "copy it as it stands there; write `...` for what is left out"
)
_KEYS = ("document", "文件", "文档", "材料")
_SUFFIXES = (".txt", ".md")
_LEFT_OUT = re.compile(r"…+|\.{3,}|⋯+")
_BREAK = re.compile(r"(.)[ \t]*\r?\n[ \t]*(?=\S)")
"""A line break within a paragraph, with the character before it."""
_SENTENCE = re.compile(r"[^。；;！!？?\n]+")
_MARKS = str.maketrans(
    {"“": '"', "”": '"', "‘": '"', "’": '"', "「": '"', "」": '"', "『": '"', "』": '"', "'": '"', "—": "-", "–": "-",
     "、": ",", "。": ".", "《": "<", "》": ">", "〈": "<", "〉": ">"}
)  # fmt: skip
_MOST_SENTENCES, _LONGEST_SENTENCE, _MOST_OFFERS = 2000, 300, 20


def quotes(whole: Whole) -> Iterator[Diagnostic]:
    """Quotes of rules and parameters that stand in none of the source documents."""
    documents = [(scalar, name) for scalar in _documents(whole) if (name := scalar.text).endswith(_SUFFIXES)]
    written = whole.pack.written
    beside = Beside() if written is None else written.folders.get(whole.pack.tree.place.file, Beside())
    if not documents or beside.folder is None:
        return
    sources: list[Source] = []
    for scalar, name in documents:
        try:
            sources.append(Source(name, beside.text(name, scalar.place)))
        except Refused as refused:
            yield from (attrs.evolve(fault, place=scalar.place) for fault in refused.diagnostics)
    if len(sources) < len(documents):
        return
    told = 0
    for place, quote in _quoted(whole):
        if not any(source.holds(quote) for source in sources):
            told += 1
            named = Bilingual("`、`".join(s.name for s in sources), "`, `".join(s.name for s in sources))
            near = (s.nearest(quote) for s in sources if told <= _MOST_OFFERS)
            offer = next((sentence for sentence in near if sentence is not None), None)
            yield NOT_IN_SOURCE.at(place, document=named, quote=_brief(quote), offer=_offered(offer))


@attrs.define(slots=False)
class Source:
    """A document that rules quote."""

    name: str
    text: str

    @cached_property
    def plain(self) -> str:
        """The text without what makes no difference."""
        return _plain(self.text)

    def holds(self, quote: str) -> bool:
        """Whether a quote stands here, its parts in order where some of it is left out."""
        at = 0
        for part in _LEFT_OUT.split(quote):
            words = _plain(part)
            found = self.plain.find(words, at)
            if found < 0:
                return False
            at = found + len(words)
        return True

    def nearest(self, quote: str) -> str | None:
        """The sentence here that comes nearest to a quote, None where none is near."""
        joined = _BREAK.sub(_join, self.text)
        sentences = {_plain(s): s.strip() for s in _SENTENCE.findall(joined)[:_MOST_SENTENCES]}
        short = [s for s in sentences if 0 < len(s) <= _LONGEST_SENTENCE]
        close = difflib.get_close_matches(_plain(quote)[:_LONGEST_SENTENCE], short, n=1)
        return sentences[close[0]] if close else None


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text.translate(_MARKS)).translate(_MARKS).casefold().split())


def _join(found: re.Match[str]) -> str:
    """A line that goes on: Chinese text without a space between."""
    return found[1] + (" " if found[1].isascii() else "")


def _brief(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:80]}…"


def _offered(sentence: str | None) -> Bilingual:
    if sentence is None:
        return _AS_IT_STANDS
    return Bilingual(f"那里写的是 `{_brief(sentence)}`", f"what stands there is `{_brief(sentence)}`")


def _documents(whole: Whole) -> Iterator[Scalar]:
    """The names of documents under `source`, one or several."""
    for entry in whole.head_entries("source"):
        if entry.key.text in _KEYS:
            named: tuple[Node, ...] = (
                entry.value.items if isinstance(entry.value, Sequence) else (entry.value,)
            )
            yield from (n for n in named if isinstance(n, Scalar) and isinstance(n.value, str))


def _quoted(whole: Whole) -> Iterator[tuple[Place, str]]:
    """Every quote of the file with its place."""
    for rule in whole.rules:
        if rule.rule.quote and whole.is_own(rule.place):
            yield rule.place_of(("quote",)), rule.rule.quote
    for parameter in whole.core.parameters.values():
        entry = whole.named("parameters", parameter.name)
        written = entry.get("quote") if isinstance(entry, Mapping) else None
        if parameter.quote and whole.is_own(parameter.place):
            yield (parameter.place if written is None else written.place), parameter.quote
