"""What stands in a rule file, as pydantic models: keys with their Chinese names, expressions as raw text with places.

A model is validated against the placed tree (`reading.tree`), not against plain values: a scalar where an expression is wanted
keeps its source. `rules.load.keys` first turns the keys of a tree into the canonical names of the model's fields.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, ClassVar, TypeAlias, get_args, get_origin

import attrs
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetCoreSchemaHandler, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError, core_schema

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.domain.calendar import parse_date
from projgov.domain.types import Option
from projgov.reading.days import told_of_day
from projgov.reading.numerals import number_meant
from projgov.reading.tree import Mapping, Node, Scalar, Sequence

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
WANTS_NUMBER = Pattern(
    "F103",
    Bilingual("这里要写数字，写的是 `{found}`", "a number is wanted here, and this is `{found}`"),
    Bilingual("{mend}", "{mend}"),
)
WANTS_DAY = Pattern(
    "F104",
    Bilingual("这里要写日期，写的是 `{found}`", "a date is wanted here, and this is `{found}`"),
    Bilingual("写成 2017-12-31", "write it like 2017-12-31"),
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
OR_NONE = Bilingual("，或删去这个键", ", or leave the key out")
"""Of a key that need not be given."""
_LANGUAGES = ("zh", "en", "中文", "英文")


def key(
    zh: str,
    *more: str,
    default: Any = ...,
    meaning: str = "",
    options: Iterable[Option] = (),
    open: bool = False,  # noqa: A002  # the word that says it
) -> Any:
    """A key of a rule file: its Chinese name, further names, default and meaning (for editors and the reference page).

    `options` are the words that can stand under it; where it is `open`, other words can, too.
    """
    extra: dict[str, Any] = {"names": [zh, *more]}
    if words := option_names(options):
        extra |= {"words": words, "open": open, "options": tuple(options)}
    return Field(default, title=zh, description=meaning or None, json_schema_extra=extra)


def option_names(options: Iterable[Option]) -> list[str]:
    """Every way of writing the options, with spaces for underscores, each once."""
    names = (n for o in options for n in (o.code.replace("_", " "), o.label.zh, o.label.en, *o.names))
    return list(dict.fromkeys(names))


def fault(pattern: Pattern, **values: str | int | Bilingual) -> PydanticCustomError:
    """A fault that `load` turns into a diagnostic of `pattern` at the place of the value validated."""
    return PydanticCustomError(
        "projgov", "{code}", {"code": pattern.code, "pattern": pattern, "values": values}
    )


def shape(node: object) -> Bilingual:
    """What a person calls that which a node is."""
    match node:
        case Sequence():
            return Bilingual("列表", "a list")
        case Mapping():
            return Bilingual("一组键值", "a mapping")
        case Scalar(value=None):
            return Bilingual("空", "nothing")
        case Scalar(value=bool()):
            return Bilingual("真假值", "true or false")
        case Scalar(value=str()):
            return Bilingual("文字", "a text")
    return Bilingual("数字", "a number")


def in_quotes(source: str) -> str:
    """`source` between single quotes of YAML, which double those within; what runs over lines is not repeated."""
    return "'…'" if "\n" in source else "'" + source.replace("'", "''") + "'"


def as_text(node: object) -> Bilingual:
    """How that which a node is would be written as a text."""
    if isinstance(node, Scalar) and node.source:
        quoted = in_quotes(node.source)
        return Bilingual(f"加引号写成文字：`{quoted}`", f"put quotes around it: `{quoted}`")
    if isinstance(node, Sequence) and len(node.items) == 1 and isinstance(only := node.items[0], Scalar):
        return Bilingual(
            f"只有一项，不用方括号：`{only.source}`", f"there is one, so without brackets: `{only.source}`"
        )
    if getattr(node, "source", ""):
        quoted = in_quotes(getattr(node, "source", ""))
        return Bilingual(f"加引号写成文字：`{quoted}`", f"put quotes around it: `{quoted}`")
    return Bilingual("写一段文字", "write a text")


def as_number(written: str) -> Bilingual:
    """How the number that a text means is written."""
    meant = number_meant(written)
    if meant is None:
        return Bilingual(
            "写成 `30` 或 `0.5`，不带单位、引号和百分号",
            "write `30` or `0.5`, without unit, quotes or percent sign",
        )
    return Bilingual(f"写成 `{meant.digits}`", f"write `{meant.digits}`")


class FromNode:
    """A mixin: a class validated from a node of the placed tree by its `from_node`."""

    json_schema: ClassVar[dict[str, Any]] = {"type": "string"}

    @classmethod
    def from_node(cls, node: Any) -> Any:
        raise TypeError(f"{cls.__name__} cannot be made of {node}")

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.from_node)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """The JSON Schema of what can be written."""
        return dict(cls.json_schema)


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

    @classmethod
    def from_node(cls, node: Any) -> Expression:
        if isinstance(node, Expression):
            return node
        if isinstance(node, Scalar):
            if node.value is None and not node.text:
                raise fault(NO_EXPRESSION, or_none=OR_NONE)
            return cls(node)
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


def _exact(value: Any) -> Fraction:
    if isinstance(value, Scalar):
        value = value.value
    if isinstance(value, bool) or not isinstance(value, int | Fraction | Decimal):
        raise fault(WANTS_NUMBER, found="" if value is None else str(value), mend=as_number(str(value)))
    return Fraction(value)


def _day(value: Any) -> date:
    text = value.text if isinstance(value, Scalar) else str(value)
    try:
        return parse_date(text)
    except ValueError:
        told = told_of_day(text, Place())
        if told is None:
            raise fault(WANTS_DAY, found=text) from None
        raise fault(told.pattern, **dict(told.values)) from None


Number: TypeAlias = Annotated[Fraction, BeforeValidator(_exact)]
Day: TypeAlias = Annotated[date, BeforeValidator(_day)]


class Model(BaseModel):
    """The base of everything that stands in a rule file: unknown keys refused, nothing converted in silence."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True)

    @model_validator(mode="before")
    @classmethod
    def _unwrap(cls, data: Any) -> Any:
        if not isinstance(data, Mapping):
            return data
        return {
            entry.key.text: _value(entry.value, cls.model_fields.get(entry.key.text))
            for entry in data.entries
        }


def _value(node: Node, info: FieldInfo | None) -> Any:
    if info is None or not _wants_nodes(info.annotation):
        return plain(node)
    if isinstance(node, Sequence) and _takes_lists(info.annotation):
        return list(node.items)
    return _opened(node, mappings_deep(info.annotation))


def _takes_lists(annotation: Any) -> bool:
    return get_origin(annotation) is list or any(_takes_lists(part) for part in get_args(annotation))


def _opened(node: Node, depth: int) -> Any:
    """The node with its outer mappings, `depth` of them one in the other, as dicts: their keys are the user's own names."""
    if depth and isinstance(node, Mapping):
        return {entry.key.text: _opened(entry.value, depth - 1) for entry in node}
    return node


def plain(node: Node) -> Any:
    """A tree as plain Python values."""
    match node:
        case Scalar():
            return node.value
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {e.key.text: plain(e.value) for e in node}


def _wants_nodes(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(
        annotation, FromNode | BaseModel | Scalar | Sequence | Mapping
    ):
        return True
    return any(_wants_nodes(part) for part in get_args(annotation))


def mappings_deep(annotation: Any) -> int:
    """How many mappings with keys of the user's own an annotation has one in the other: 2 for `dict[str, dict[str, Fact]]`."""
    inner = max((mappings_deep(part) for part in get_args(annotation)), default=0)
    return inner + 1 if get_origin(annotation) is dict else inner


class Rule(Model):
    """What every rule has."""

    id: str = key("编号", meaning="unique in the file; other rules call the result by it")
    on: str = key("对象", meaning="the type of subject: project, unit, officer, item, portfolio")
    title: Words | None = key("标题", default=None)
    implements: list[str] = key("依据", default=[], meaning="ids of the clauses it implements")
    quote: str = key("原文", default="", meaning="the clause, quoted shortly")
    note: str = key("说明", default="")
    when: Expression | None = key(
        "适用", default=None, meaning="the rule says nothing of subjects for which this is false"
    )
    judged: Expression | None = key("判定日", default=None, meaning="the date on which the rule judges")
    against: Expression | None = key("责任方", default=None, meaning="the unit or officer who answers for it")
    reason: Template | None = key("理由", default=None, meaning="what is said to people, with {FEEL} in it")
    valid_from: Day | None = key(
        "生效", "施行", default=None, meaning="the first day for which the rule judges"
    )
    valid_to: Day | None = key(
        "失效", "施行至", default=None, meaning="the last day for which the rule judges"
    )
    replaceable: bool = key(
        "可替换",
        default=False,
        meaning="whether a file that extends this one may put a rule of its own in its place",
    )
