"""The expressions of a rule file as they were written, found in the models of its rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from projgov.diagnostics import InvalidRuleFile, Place
from projgov.rules.feel import tree
from projgov.rules.feel.parser import PlaceAt, parse, parse_template
from projgov.rules.forms.written import Expression, Model, Template


@attrs.frozen
class Text:
    """A text that holds expressions, the trees of them, and where its characters stand in the file."""

    text: str
    trees: tuple[tree.Expr, ...]
    place_at: PlaceAt

    def parts(self) -> Iterator[Any]:
        """Every part of every tree."""
        waiting: list[Any] = list(self.trees)
        while waiting:
            part = waiting.pop()
            if isinstance(part, tuple):
                waiting += part
            elif attrs.has(type(part)):
                yield part
                waiting += [getattr(part, field.name) for field in attrs.fields(type(part))]

    def place(self, span: tree.Span) -> Place:
        return self.place_at(span[0], span[1] - span[0])

    def source(self, span: tree.Span) -> str:
        """What is written there."""
        return " ".join(self.text[slice(*span)].split())


def texts(model: Model, holding: str) -> Iterator[Text]:
    """The expressions of a model and of its parts, and those within its texts for people, in which `holding` stands."""
    waiting: list[Any] = [model]
    while waiting:
        part = waiting.pop()
        match part:
            case Model():
                waiting += [getattr(part, name) for name in type(part).model_fields]
            case list() | tuple():
                waiting += part
            case dict():
                waiting += part.values()
            case Expression() if holding in part.text:
                yield from _text(part.text, part.place_at, is_template=False)
            case Template():
                for scalar in dict.fromkeys((part.zh, part.en)):
                    if holding in scalar.text:
                        yield from _text(scalar.text, scalar.place_at, is_template=True)


def _text(text: str, place_at: PlaceAt, *, is_template: bool) -> Iterator[Text]:
    """The text with its trees; none for what is no expression, such as a deadline in words."""
    try:
        if is_template:
            parts = parse_template(text, place_at=place_at)
            yield Text(text, tuple(p for p in parts if not isinstance(p, str)), place_at)
        else:
            yield Text(text, (parse(text, place_at=place_at),), place_at)
    except InvalidRuleFile:
        return
