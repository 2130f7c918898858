"""A file's own words: where its keys are Chinese, what is said of it names keys, and words to choose from, in Chinese too.

Patterns name keys in English, between backticks. A part of a file (a rule, an entry of the head) whose keys are mostly Chinese has
them named as it would write them, in either language of the diagnostic. Names of the user's own are left as they are.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property

import attrs

from projgov.diagnostics import Bilingual, Diagnostic
from projgov.domain.vocabulary import canonical_name
from projgov.reading.tree import Mapping as TreeMapping
from projgov.reading.tree import Node, Scalar, Sequence
from projgov.rules.forms.written import Model, Rule
from projgov.rules.kinds.table import KINDS
from projgov.rules.load.file import Head
from projgov.rules.load.keys import field_names, nested_model, spelled, words_in
from projgov.rules.load.words import UNITS

Words = Mapping[str, str]
"""English keys and words, as they are written with spaces, and the Chinese ones."""

_OF_FORM = ("F", "S", "B", "L", "C")
"""The first letters of the codes of faults that speak of keys. In expressions the same words can mean something else."""
_CODE = re.compile(r"`[^`]*`")
_LATIN = re.compile(r"(?<!\{)\{[a-z_]+\}|[A-Za-z_]+(?: [A-Za-z_]+)*")
"""English words; or a place for a value, which is none of the words."""


def in_own_words(diagnostics: Iterable[Diagnostic], tree: TreeMapping) -> Iterator[Diagnostic]:
    """The diagnostics of a file, in its own words."""
    diagnostics = tuple(diagnostics)
    if not diagnostics:
        return
    parts = sorted(_parts(tree), key=lambda p: p.start)
    starts = [part.start for part in parts]
    for found in diagnostics:
        place = found.place
        index = bisect.bisect_right(starts, (place.file, place.line, place.column)) - 1
        words = parts[index].words if index >= 0 and found.code[0] in _OF_FORM else {}
        yield _worded(found, words) if words else found


def _worded(found: Diagnostic, words: Words) -> Diagnostic:
    pattern = attrs.evolve(
        found.pattern, message=_both(found.pattern.message, words), help=_both(found.pattern.help, words)
    )
    values = tuple((name, _value(name, value, words)) for name, value in found.values)
    return attrs.evolve(found, pattern=pattern, values=values)


def _value(name: str, value: str | int | Bilingual, words: Words) -> str | int | Bilingual:
    """`key` is a key, and `own_…` names keys as a pattern does; all else is what somebody wrote."""
    if name == "key" and isinstance(value, str):
        return words.get(value, value)
    return _both(value, words) if name.startswith("own_") and isinstance(value, Bilingual) else value


def _both(text: Bilingual, words: Words) -> Bilingual:
    return Bilingual(
        *(_CODE.sub(lambda code: _translated(code.group(), words), t) for t in (text.zh, text.en))
    )


def _translated(code: str, words: Words) -> str:
    return _LATIN.sub(lambda word: words.get(word.group(), word.group()), code)


_Start = tuple[str, int, int]


@attrs.frozen
class _Part:
    """A part of a file: where it begins, and what its keys are counted in; where they are as many of either, what it is in."""

    start: _Start
    counted: Node
    within: _Part | None
    model: type[Model]

    @cached_property
    def leaning(self) -> int:
        """Above 0 where its keys are Chinese."""
        return _chinese_keys(self.counted) or (0 if self.within is None else self.within.leaning)

    @property
    def words(self) -> Words:
        """Its words: none where its keys are English."""
        return words_of(self.model) if self.leaning > 0 else {}


def _parts(tree: TreeMapping) -> Iterator[_Part]:
    """The parts of a file: the entries of its head and its sections, and in these the rules."""
    whole = _Part(_start(tree), tree, None, Head)
    sections = {canonical_name(n): kind.model for kind in KINDS for n in (kind.key, *kind.names)}
    for entry in tree:
        model = sections.get(canonical_name(entry.key.text), Head)
        own = _Part(_start(entry.key), TreeMapping((entry,), tree.place), whole, model)
        yield own
        if model is not Head and isinstance(entry.value, Sequence):
            for rule in entry.value.items:
                yield _Part(_start(rule), rule, own, model)


def _start(node: Node) -> _Start:
    return node.place.file, node.place.line, node.place.column


def _chinese_keys(node: Node) -> int:
    """How many more keys of rule files stand in Chinese than in English."""
    match node:
        case Scalar():
            return 0
        case Sequence(items=items):
            return sum(map(_chinese_keys, items))
    found = 0
    for entry in node:
        name = canonical_name(entry.key.text)
        found += _chinese_keys(entry.value) + (0 if name not in _all_keys() else -1 if name.isascii() else 1)
    return found


@cache
def _all_keys() -> frozenset[str]:
    names = {canonical_name(n) for kind in KINDS for n in (kind.key, *kind.names)}
    tops: list[type[Model]] = [Head, *(kind.model for kind in KINDS)]
    return frozenset(names.union(*(field_names(m) for top in tops for m in _models(top))))


@cache
def words_of(model: type[Model]) -> Words:
    """The words of a model and of those within it, its own keys first; and the names of sections."""
    found: dict[str, str] = {}
    models: tuple[type[Model], ...] = (
        *_models(model),
        Rule,
    )  # what is said of a whole file names keys of its rules
    for inner in models:
        for name, info in inner.model_fields.items():
            extra = info.json_schema_extra
            names = extra.get("names", []) if isinstance(extra, dict) else []
            chinese = (
                next((str(n) for n in names if not str(n).isascii()), None)
                if isinstance(names, list)
                else None
            )
            for written in (name, *(str(n) for n in names if str(n).isascii())) if chinese else ():  # type: ignore[union-attr]  # a list, as tested
                found.setdefault(spelled(written), chinese or written)
            for word in words_in(info.annotation):
                found |= {spelled(o.code): o.label.zh for o in word.options if o.code not in found}
    if model is Head:
        found |= {o.code: o.label.zh for o in UNITS if o.code not in found}
    return found | {kind.key: kind.names[0] for kind in KINDS if kind.key not in found and kind.names}


def _models(model: type[Model]) -> tuple[type[Model], ...]:
    """The model and those within it, from the outside in."""
    found = [model]
    for outer in found:
        inner = (nested_model(info.annotation) for info in outer.model_fields.values())
        found += [m for m in dict.fromkeys(inner) if m is not None and m not in found]
    return tuple(found)
