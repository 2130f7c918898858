"""Expressions and texts of a rule file: the raw source of their scalars, each with its place."""

from __future__ import annotations

from typing import Any, ClassVar

import attrs

from projgov.diagnostics import Bilingual, Pattern
from projgov.reading.tree import Mapping, Scalar
from projgov.rules.forms.keys import FromNode, fault
from projgov.rules.forms.mends import NOTHING, OR_NONE, as_text, in_quotes, is_empty, shape

WANTS_EXPRESSION = Pattern(
    "F101",
    Bilingual(
        "这里要写表达式，YAML 把它读成了{found}",
        "an expression is wanted here, and YAML reads this as {found}",
    ),
    Bilingual("用单引号括起来：{mend}", "put it in single quotes: {mend}"),
)
NO_EXPRESSION = Pattern(
    "F114",
    Bilingual("这里要写表达式，什么也没有写", "an expression is wanted here, and there is nothing"),
    Bilingual("写一个表达式{or_none}", "write one{or_none}"),
)
WANTS_TEXT = Pattern(
    "F102",
    Bilingual("这里要写文字，读到的是{found}", "a text is wanted here, and this is {found}"),
    Bilingual("{mend}", "{mend}"),
)
CUT_TEXT = Pattern(
    "F113",
    Bilingual(
        "文字被逗号切成了几段，`{found}` 成了一个键",
        "commas cut this text to pieces, and `{found}` became a key",
    ),
    Bilingual(
        '有逗号、冒号的文字要加引号：zh: "…"', 'put quotes around a text with commas or colons: zh: "…"'
    ),
)
_LANGUAGES = ("zh", "en", "中文", "英文")


@attrs.frozen
class Expression(FromNode):
    """A FEEL expression as written: the raw source of its scalar.

    Within double quotes the quotes belong to the expression (a FEEL text); single quotes and block scalars only guard it.
    """

    json_schema: ClassVar[dict[str, Any]] = {"type": ["string", "number", "boolean", "null"]}

    scalar: Scalar

    @property
    def text(self) -> str:
        return f'"{self.scalar.text}"' if self.scalar.style == "double" else self.scalar.text

    def place_at(self, offset: int, length: int = 0) -> Any:
        shift = 1 if self.scalar.style == "double" else 0
        return self.scalar.place_at(max(offset - shift, 0), length)

    def part(self, start: int, end: int) -> Expression:
        """The expression that stands from `start` to `end` of the text, with its place in the file. Not for double quotes."""
        return Expression(self.scalar.part(start, end))

    @classmethod
    def from_node(cls, node: Any) -> Expression:
        if isinstance(node, Expression):
            return node
        if isinstance(node, Scalar):
            if not node.text.strip():
                raise fault(NO_EXPRESSION, or_none=OR_NONE)
            return cls(node)
        if is_empty(node):
            raise fault(NO_EXPRESSION, or_none=OR_NONE)
        source = getattr(node, "source", "") or "…"
        raise fault(WANTS_EXPRESSION, found=shape(node), mend=f"`{in_quotes(source)}`")


@attrs.frozen
class Template(FromNode):
    """A text for people with `{FEEL}` in it, in both languages (one text serves for both where only one is given)."""

    json_schema: ClassVar[dict[str, Any]] = {
        "anyOf": [
            {"type": "string"},
            {"type": "object", "properties": {name: {"type": "string"} for name in _LANGUAGES},
             "additionalProperties": False, "minProperties": 1},
        ]
    }  # fmt: skip

    zh: Scalar
    en: Scalar

    @classmethod
    def from_node(cls, node: Any) -> Template:
        if isinstance(node, Template):
            return node
        zh, en = _two_texts(node)
        return cls(zh, en)


@attrs.frozen
class Words(FromNode):
    """A plain text in both languages."""

    json_schema: ClassVar[dict[str, Any]] = Template.json_schema

    text: Bilingual

    @classmethod
    def from_node(cls, node: Any) -> Words:
        if isinstance(node, Words):
            return node
        zh, en = _two_texts(node)
        return cls(Bilingual(zh.text, en.text))


def _two_texts(node: Any) -> tuple[Scalar, Scalar]:
    if is_empty(node):
        raise fault(WANTS_TEXT, found=NOTHING, mend=Bilingual("写一段文字", "write a text"))
    if isinstance(node, Scalar) and isinstance(node.value, str):
        return node, node
    if isinstance(node, Mapping) and node.entries and all(e.key.text in _LANGUAGES for e in node):
        given = {("zh" if e.key.text in ("zh", "中文") else "en"): e.value for e in node}
        if all(isinstance(v, Scalar) and isinstance(v.value, str) for v in given.values()):
            first = next(iter(given.values()))
            return given.get("zh", first), given.get("en", first)  # type: ignore[return-value]  # scalars, as tested
    if isinstance(node, Mapping) and node.flow:
        cut = next((e.key.text for e in node if isinstance(e.value, Scalar) and e.value.value is None), None)
        if cut is not None and any(e.key.text in _LANGUAGES for e in node):
            raise fault(CUT_TEXT, found=cut)
    raise fault(WANTS_TEXT, found=shape(node), mend=as_text(node))
