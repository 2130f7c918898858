"""A rule file in the words of one language: keys, outcomes, options, subjects, functions, phrases of days and the words of tests; the rest stays as it is written.

The text is changed in place, word by word, so that comments, layout and everything of the user's own (names, texts, expressions)
stay. What the file means does not change: the same Core, the same digest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, get_args

import attrs

from projgov.diagnostics import Bilingual, InvalidRuleFile, Language, Place
from projgov.domain.records import VOCABULARY
from projgov.domain.types import Option
from projgov.domain.vocabulary import canonical_name
from projgov.reading.tree import Mapping as TreeMapping
from projgov.reading.tree import Node, Scalar, Sequence
from projgov.rules.core.function_names import spellings
from projgov.rules.core.program import PORTFOLIO
from projgov.rules.feel import tree as feel
from projgov.rules.feel.parser import parse, parse_template
from projgov.rules.feel.walk import walk
from projgov.rules.forms.deadline_words import in_language
from projgov.rules.forms.options import find
from projgov.rules.forms.words import Word
from projgov.rules.forms.written import Expression, Model, Rule, Template, mappings_deep
from projgov.rules.kinds.table import KINDS
from projgov.rules.load import Pack
from projgov.rules.load.file import Head
from projgov.rules.load.keys import field_names, nested_model

_PORTFOLIO = Bilingual("项目库", PORTFOLIO)
_DAYS = ("due", "judged", "deadline", "start", "end")
"""The fields in which a phrase can tell a day."""


@attrs.frozen
class Edit:
    """What stands at a place in the text, up to its end on the same line, becomes something else."""

    place: Place
    length: int
    new: str


def rewritten(
    text: str, pack: Pack, language: Language, words: Iterable[tuple[Scalar, Bilingual]] = ()
) -> str:
    """The text of a rule file, from which `pack` was read, in the words of a language.

    `words` are those of its tests, with each in both languages (`scoring.selftest.spoken`).
    """
    assert pack.written is not None
    rewriter = _Rewriter(language, pack.file)
    return _edited(text, (*rewriter.edits(pack), *rewriter.of_words(words)))


def _edited(text: str, edits: Iterable[Edit]) -> str:
    lines = text.splitlines(keepends=True)
    found = {(e.place.line, e.place.column): e for e in edits}
    for (line, column), edit in sorted(found.items(), reverse=True):
        written, start = lines[line - 1], column - 1
        lines[line - 1] = written[:start] + edit.new + written[start + edit.length :]
    return "".join(lines)


@attrs.frozen
class _Rewriter:
    language: Language
    file: str

    def edits(self, pack: Pack) -> Iterator[Edit]:
        """Every change of a word, of those that stand in the file itself."""
        assert pack.written is not None
        for edit in self._all(pack.written.tree):
            if edit.place.file == self.file:
                yield edit

    def of_words(self, words: Iterable[tuple[Scalar, Bilingual]]) -> Iterator[Edit]:
        """The changes of words that stand by themselves, within the quotes that they have."""
        for scalar, said in words:
            new = said.in_(self.language)
            if scalar.place.file == self.file and scalar.text.isascii() != new.isascii():
                yield from _within_quotes(scalar, new)

    def _all(self, tree: TreeMapping) -> Iterator[Edit]:
        kinds = {canonical_name(n): kind for kind in KINDS for n in (kind.key, *kind.names)}
        for entry in tree:
            kind = kinds.get(canonical_name(entry.key.text))
            if kind is None:
                yield from self._model(TreeMapping((entry,), tree.place), Head)
                if field_names(Head).get(canonical_name(entry.key.text)) == "facts":
                    for subject in entry.value if isinstance(entry.value, TreeMapping) else ():
                        yield from self._subject(subject.key)
                continue
            yield from self._word(entry.key, Bilingual(next(iter(kind.names), kind.key), kind.key))
            for item in entry.value.items if isinstance(entry.value, Sequence) else ():
                yield from self._model(item, kind.model)

    def _model(self, node: Node, model: type[Model]) -> Iterator[Edit]:
        """The keys of a mapping and what stands under them."""
        if isinstance(node, Sequence):
            for item in node.items:
                yield from self._model(item, model)
        if not isinstance(node, TreeMapping):
            return
        names = field_names(model)
        for entry in node:
            name = names.get(canonical_name(entry.key.text))
            if name is None:
                continue
            info = model.model_fields[name]
            extra: Mapping[str, Any] = (
                info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
            )
            own = [str(n) for n in extra.get("names", ())]
            zh = next((n for n in own if not n.isascii()), name)
            en = next((n for n in own if n.isascii()), name) if name.endswith("_") else name
            yield from self._word(entry.key, Bilingual(zh, en.replace("_", " ")))
            if issubclass(model, Rule) and name == "on":
                yield from self._subject(entry.value)
            elif name in _DAYS and isinstance(entry.value, Scalar) and (day := self._day(entry.value)):
                yield from day
            else:
                yield from self._value(entry.value, info.annotation, extra.get("options", ()))

    def _value(self, node: Node, annotation: Any, options: Collection[Option]) -> Iterator[Edit]:
        words = node.items if isinstance(node, Sequence) else (node,)
        if options and all(isinstance(word, Scalar) for word in words):
            for word in words:
                if isinstance(word, Scalar):
                    yield from self._option(word, options)
        elif (inner := nested_model(annotation)) is not None:
            yield from self._nested(node, inner, mappings_deep(annotation))
        elif (written := _class(annotation)) is not None:
            yield from self._written(node, written)

    def _nested(self, node: Node, model: type[Model], depth: int) -> Iterator[Edit]:
        """A model below `depth` mappings whose keys are the user's own names."""
        if depth and isinstance(node, TreeMapping):
            for entry in node:
                yield from self._nested(entry.value, model, depth - 1)
        else:
            yield from self._model(node, model)

    def _written(self, node: Node, written: type[Any]) -> Iterator[Edit]:
        """A word, an expression or a text with expressions in it, or a list of such."""
        if isinstance(node, Sequence):
            for item in node.items:
                yield from self._written(item, written)
        elif issubclass(written, Word) and isinstance(node, Scalar):
            yield from self._option(node, written.options)
        elif issubclass(written, Expression) and isinstance(node, Scalar):
            yield from self._expression(Expression(node))
        elif issubclass(written, Template):
            for scalar in [node] if isinstance(node, Scalar) else [e.value for e in node]:
                if isinstance(scalar, Scalar):
                    yield from self._template(scalar)

    def _subject(self, node: Node) -> Iterator[Edit]:
        if isinstance(node, Scalar):
            labels = [_PORTFOLIO, *(Bilingual(r.about.named.label.zh, r.name) for r in VOCABULARY.subjects)]
            wanted = canonical_name(node.text)
            called = next((r for r in VOCABULARY.subjects if r.called(node.text)), None)
            label = next((w for w in labels if called is not None and w.en == called.name), None)
            if wanted in (_PORTFOLIO.zh, _PORTFOLIO.en):
                label = _PORTFOLIO
            if label is not None:
                yield from self._word(node, label)

    def _option(self, scalar: Scalar, options: Iterable[Option]) -> Iterator[Edit]:
        found = find(scalar.text, options)
        if found is not None and isinstance(scalar.value, str):
            en = found.code.replace("_", " ")
            yield from self._word(scalar, Bilingual(found.label.zh, en))

    def _day(self, scalar: Scalar) -> tuple[Edit, ...]:
        """The change of a phrase that tells a day, such as a deadline; none where it is an expression."""
        new = in_language(scalar.text, self.language)
        return () if new is None or scalar.style == "double" else tuple(_within_quotes(scalar, new))

    def _expression(self, written: Expression) -> Iterator[Edit]:
        if written.scalar.style == "double":
            return
        try:
            tree = parse(written.text, place_at=written.place_at)
        except InvalidRuleFile:
            return  # a phrase, such as a deadline
        yield from self._calls(tree, written.text, written.place_at)

    def _template(self, scalar: Scalar) -> Iterator[Edit]:
        for part in parse_template(scalar.text, place_at=scalar.place_at):
            if not isinstance(part, str):
                yield from self._calls(part, scalar.text, scalar.place_at)

    def _calls(self, tree: feel.Expr, text: str, place_at: Any) -> Iterator[Edit]:
        """The names of functions called anywhere in an expression."""
        for node in walk(tree):
            if isinstance(node, feel.Call) and isinstance(node.function, feel.Name):
                words = spellings(node.function.name, len(node.arguments))
                start, end = node.function.span
                if words is not None and "\n" not in text[start:end]:
                    place = place_at(start, end - start)
                    new = words.in_(self.language)
                    if canonical_name(new) != canonical_name(text[start:end]) and place.end_column:
                        yield Edit(place, place.end_column - place.column, new)

    def _word(self, scalar: Scalar, words: Bilingual) -> Iterator[Edit]:
        """A word that stands by itself; one that is already in the language stays as it is written."""
        new = words.in_(self.language)
        same = scalar.text.isascii() == new.isascii()
        if not same and scalar.source:
            yield Edit(scalar.place, len(scalar.source), new)


def _within_quotes(scalar: Scalar, new: str) -> Iterator[Edit]:
    quotes = {"plain": "", "single": "'", "double": '"'}
    if scalar.style in quotes and scalar.source and "\n" not in scalar.source:
        quote = quotes[scalar.style]
        yield Edit(scalar.place, len(scalar.source), f"{quote}{new}{quote}")


def _class(annotation: Any) -> type[Any] | None:
    """The class of what is written under a key: a word, an expression, a text."""
    if isinstance(annotation, type) and issubclass(annotation, Word | Expression | Template):
        return annotation
    return next((c for part in get_args(annotation) if (c := _class(part)) is not None), None)
