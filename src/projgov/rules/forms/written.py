"""What stands in a rule file, as pydantic models: keys with their Chinese names, expressions as raw text with places.

A model is validated against the placed tree (`reading.tree`), not against plain values: a scalar where an expression is wanted
keeps its source. `rules.load.keys` first turns the keys of a tree into the canonical names of the model's fields.
"""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic.fields import FieldInfo

from projgov.diagnostics import Bilingual
from projgov.reading.tree import Mapping, Node, Scalar, Sequence
from projgov.rules.forms.day_off import DAYS_OFF
from projgov.rules.forms.excusable import Excusable
from projgov.rules.forms.keys import FromNode, fault, key, option_names
from projgov.rules.forms.mends import OR_NONE, as_text, in_quotes, shape
from projgov.rules.forms.scalars import WANTS_DAY, WANTS_NUMBER, Day, Number
from projgov.rules.forms.texts import (
    CUT_TEXT,
    NO_EXPRESSION,
    WANTS_EXPRESSION,
    WANTS_TEXT,
    Expression,
    Template,
    Words,
)


class Model(BaseModel):
    """The base of everything that stands in a rule file: unknown keys refused, nothing converted in silence."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True)
    elsewhere: ClassVar[dict[str, Bilingual]] = {}
    """Keys that people write here and that are none, by canonical name, and how what they mean is said."""

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
    annotation: Any = None if info is None else info.annotation
    if not _wants_nodes(annotation):
        return plain(node)
    if isinstance(node, Sequence) and _takes_lists(annotation):
        return list(node.items)
    return _opened(node, mappings_deep(annotation))


@cache
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


@cache
def _wants_nodes(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(
        annotation, FromNode | BaseModel | Scalar | Sequence | Mapping
    ):
        return True
    return any(_wants_nodes(part) for part in get_args(annotation))


@cache
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
    day_off: str | None = key(
        "遇休息日",
        "遇节假日",
        default=None,
        options=DAYS_OFF,
        meaning="what becomes of the day that is due or judged where nobody works on it; else it stays",
    )
    against: Expression | None = key("责任方", default=None, meaning="the unit or officer who answers for it")
    reason: Template | None = key("理由", default=None, meaning="what is said to people, with {FEEL} in it")
    valid_from: Day | None = key(
        "生效", "施行", default=None, meaning="the first day for which the rule judges"
    )
    valid_to: Day | None = key(
        "失效", "施行至", default=None, meaning="the last day for which the rule judges"
    )
    excusable: Excusable | None = key(
        "可容错",
        default=None,
        meaning="which excuses suspend the rule: those that name it, unless said otherwise",
    )
    replaceable: bool = key(
        "可替换",
        default=False,
        meaning="whether a file that extends this one may put a rule of its own in its place",
    )


__all__ = [
    "CUT_TEXT",
    "NO_EXPRESSION",
    "OR_NONE",
    "WANTS_DAY",
    "WANTS_EXPRESSION",
    "WANTS_NUMBER",
    "WANTS_TEXT",
    "Day",
    "Expression",
    "FromNode",
    "Model",
    "Number",
    "Rule",
    "Template",
    "Words",
    "as_text",
    "fault",
    "in_quotes",
    "key",
    "mappings_deep",
    "option_names",
    "plain",
    "shape",
]
