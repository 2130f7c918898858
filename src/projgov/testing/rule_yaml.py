"""Writing the text of a random rule file: YAML in the several ways in which people write it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import attrs
from hypothesis import strategies as st

from projgov.rules.feel.text import unparse
from projgov.rules.feel.tree import Expr

Draw: TypeAlias = Callable[[st.SearchStrategy[Any]], Any]


@attrs.frozen
class Source:
    """Text that stands in the file as it is: an expression, a phrase, a number, a day."""

    text: str

    @classmethod
    def of(cls, expr: Expr) -> Source:
        """The text of an expression."""
        return cls(unparse(expr))


@attrs.frozen
class Lines:
    """Text of several lines, which stand in the file as they are, as a block."""

    lines: tuple[str, ...]


Written: TypeAlias = "Source | Lines | str | int | bool | Sequence[Written] | Mapping[str, Written]"
"""What can be written. A `str` is a text for people, and stays a text whatever it looks like."""

_PLAIN = re.compile(r"[^\W\d][\w ./()+*<>=一-鿿,-]*")
_PLAIN_IN_FLOW = re.compile(r"[^\W\d][\w .()]*")
_FOLD = re.compile(r" (?=(?:and|or|then|else|return|satisfies) )")
_NOT_TEXT = re.compile(r"(?i)(true|false|null|~|[-+.\d].*)?")
_NARROW = 60


def document(draw: Draw | None, parts: Mapping[str, Written]) -> str:
    """The text of a file with these keys; without `draw` in the plainest way."""
    return "\n".join(_Yaml(draw).mapping(parts, 0)) + "\n"


class _Yaml:
    """Writes values as lines; how is drawn."""

    def __init__(self, draw: Draw | None) -> None:
        self.draw = draw

    def pick(self, options: Sequence[str]) -> str:
        return options[0] if self.draw is None else str(self.draw(st.sampled_from(options)))

    def mapping(self, entries: Mapping[str, Written], indent: int) -> Iterator[str]:
        for key, value in entries.items():
            yield from self.entry(f"{' ' * indent}{key}:", value, indent)

    def entry(self, head: str, value: Written, indent: int) -> Iterator[str]:
        """The lines of a value that stands after `head`."""
        if (flow := self.flow(value)) is not None and len(head) + len(flow) < 2 * _NARROW:
            yield f"{head} {flow}"
        elif isinstance(value, Mapping):
            yield head
            yield from self.mapping(value, indent + 2)
        elif isinstance(value, Lines):
            yield f"{head} |"
            yield from (" " * (indent + 2) + line for line in value.lines)
        elif isinstance(value, Source):
            yield from self.block(head, value.text, indent + 2)
        elif isinstance(value, Sequence) and not isinstance(value, str):
            yield head
            for item in value:
                yield from self.item(item, indent + 2)
        else:
            yield f"{head} {self.scalar(value, in_flow=False)}"

    def item(self, value: Written, indent: int) -> Iterator[str]:
        """The lines of an item of a list."""
        dash = " " * indent + "-"
        if isinstance(value, Mapping):
            first, *rest = self.mapping(value, indent + 2)
            yield f"{dash} {first[indent + 2 :]}"
            yield from rest
        else:
            yield from self.entry(dash, value, indent)

    def block(self, head: str, text: str, indent: int) -> Iterator[str]:
        """An expression by itself: plain, in quotes, or as a block that may be folded."""
        if _is_fixed(text):
            yield f"{head} {text}"
            return
        styles = [
            "plain",
            "plain",
            "quoted",
            "folded",
        ]  # a text within the expression may be folded, but never broken
        style = self.pick(styles if '"' in text else [*styles, "literal"])
        if style in ("plain", "quoted"):
            plain = style == "plain" and _PLAIN.fullmatch(text) is not None
            yield f"{head} {text if plain else _quoted(text)}"
            return
        yield f"{head} {'>-' if style == 'folded' else '|-'}"
        for line in _FOLD.sub("\n", text).split("\n"):
            yield " " * indent + line

    def flow(self, value: Written) -> str | None:
        """A value on one line, None where it needs several or is to have them."""
        if isinstance(value, Mapping | Sequence) and not isinstance(value, str):
            parts = list(value.values()) if isinstance(value, Mapping) else list(value)
            if any(isinstance(p, Lines | Mapping | Sequence) and not isinstance(p, str) for p in parts):
                return None
            if parts and self.pick(["block", "flow"]) == "block":
                return None
            if isinstance(value, Mapping):
                return "{" + ", ".join(f"{k}: {self.scalar(v, in_flow=True)}" for k, v in value.items()) + "}"
            return "[" + ", ".join(self.scalar(v, in_flow=True) for v in parts) + "]"
        if isinstance(value, Source | Lines):
            return None
        return self.scalar(value, in_flow=False)

    def scalar(self, value: Any, *, in_flow: bool) -> str:
        match value:
            case bool():
                return "true" if value else "false"
            case int():
                return str(value)
            case Source(text=text):
                plain = (_PLAIN_IN_FLOW if in_flow else _PLAIN).fullmatch(text)
                return text if plain is not None or _is_fixed(text) else _quoted(text)
        text = str(value)
        needs_none = _PLAIN_IN_FLOW.fullmatch(text) is not None and _NOT_TEXT.fullmatch(text) is None
        return text if needs_none else _quoted(text)


def _is_fixed(text: str) -> bool:
    """Whether a text is a number or a day, which has to stand without quotes."""
    return re.fullmatch(r"-?\d+(\.\d+)?|\d{4}-\d\d-\d\d", text) is not None


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
