"""What a person calls a part of a rule file, and how it would be written as something else."""

from __future__ import annotations

from projgov.diagnostics import Bilingual
from projgov.reading.numerals import number_meant
from projgov.reading.tree import Mapping, Scalar, Sequence

OR_NONE = Bilingual("，或删去这个键", ", or leave the key out")
"""Of a key that need not be given."""


NOTHING = Bilingual("空", "nothing")


def shape(node: object) -> Bilingual:
    """What a person calls that which a node is."""
    match node:
        case Sequence():
            return Bilingual("列表", "a list")
        case Mapping():
            return Bilingual("一组键值", "a mapping")
        case Scalar(value=None):
            return NOTHING
        case Scalar(value=bool()):
            return Bilingual("真假值", "true or false")
        case Scalar(value=str()):
            return Bilingual("文字", "a text")
    return Bilingual("数字", "a number")


def is_empty(node: object) -> bool:
    """Whether nothing stands in a node: no text, no entry, no key."""
    match node:
        case Scalar(text=text):
            return not text.strip()
        case Sequence(items=items):
            return not items
        case Mapping(entries=entries):
            return not entries
    return False


def in_quotes(source: str) -> str:
    """`source` between single quotes of YAML, which double those within; what runs over lines is not repeated."""
    return "'…'" if "\n" in source else "'" + source.replace("'", "''") + "'"


A_SPAN = Bilingual("写成 `3天` 或 `5个工作日`", "write `3 days` or `5 working days`")
"""How lengths of time are written."""


def span_of(number: int) -> Bilingual:
    """How so many days are written as a length of time."""
    days = "day" if number == 1 else "days"
    return Bilingual(
        f"写成 `{number}天` 或 `{number}个工作日`", f"write `{number} {days}` or `{number} working {days}`"
    )


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
