"""The parts of a letter as they are written, and what they become: headings, paragraphs, lists and tables."""

from __future__ import annotations

from collections.abc import Iterator

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.types import ContextType, RecordType, ValueType
from projgov.rules.core import nodes
from projgov.rules.core.letters import Block, Column
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Message
from projgov.rules.core.scope import Scope
from projgov.rules.core.typing import ANY, item_type
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.written import Expression, Model, Template, key

NO_FORM = Pattern(
    "F560",
    Bilingual("文书的这一段{own_problem}", "this part of the letter {own_problem}"),
    Bilingual(
        "一段只写一样：`小标题`、`文字`、`逐条` 加 `文字`（逐条列出），或 `逐条` 加 `各列`（列成表格）",
        "write one thing: a `heading`, a `text`, `each` with a `text` (a list), or `each` with `columns` (a table)",
    ),
)
_NOTHING = Bilingual("什么也没有写", "says nothing")
_BOTH = Bilingual("写了两样", "says two things")
_NO_LIST = Bilingual("没有 `each`，不知道列什么", "has no `each`: there is nothing to list")
_NO_ITEM = Bilingual("只有 `each`，没有写列出什么", "has only `each`, and does not say what to write of each")


class ColumnRow(Model):
    """A column of a table."""

    title: Template = key("标题", meaning="the head of the column")
    text: Template = key("文字", meaning="what stands in it, with {FEEL} over the item of the row")


class BlockRow(Model):
    """A part of a letter."""

    heading: Template | None = key("小标题", default=None, meaning="a heading")
    text: Template | None = key(
        "文字", default=None, meaning="a paragraph; with `each`, a line for each item"
    )
    each: Expression | None = key(
        "逐条",
        "逐项",
        "每条",
        "每项",
        default=None,
        meaning="a list: `findings`, `proposals`, `awards`, or any of records",
    )
    columns: list[ColumnRow] = key("各列", "列", default=[], meaning="with `each`, a table: its columns")
    numbered: bool = key("编号列出", default=False, meaning="whether the lines of a list bear numbers")
    if_none: Template | None = key("没有时", default=None, meaning="what is said where the list has no items")
    when: Expression | None = key("适用", default=None, meaning="where it is not true, the part is left out")


def blocks(rows: list[BlockRow], scope: Scope, lowering: Lowering) -> tuple[Block, ...]:
    """The parts of a letter; what cannot be meant is told."""
    return tuple(_block(row, scope, lowering, index) for index, row in enumerate(rows))


def _block(row: BlockRow, scope: Scope, lowering: Lowering, index: int) -> Block:
    for problem in _problems(row):
        lowering.faults.add(NO_FORM, lowering.place_of(("body", index)), own_problem=problem)
    when = None if row.when is None else lowering.condition(row.when, scope)
    otherwise = lowering.message(row.if_none, scope)
    if row.each is None:
        return Block(
            lowering.message(row.heading, scope), lowering.message(row.text, scope), otherwise=otherwise, when=when
        )  # fmt: skip
    source = lowering.expression(row.each, None, scope)
    within = _within(source, scope)
    columns = tuple(
        Column(_said(column.title, scope, lowering), _said(column.text, within, lowering)) for column in row.columns
    )  # fmt: skip
    text = lowering.message(row.text, within)
    return Block(
        None, text, source, columns=columns, otherwise=otherwise, when=when, numbered=row.numbered
    )  # fmt: skip


def _problems(row: BlockRow) -> Iterator[Bilingual]:
    """What is wrong with the form of a part."""
    said = [row.heading is not None, row.text is not None, bool(row.columns)]
    if sum(said) > 1 or (row.heading is not None and row.each is not None):
        yield _BOTH
    elif not any(said):
        yield _NOTHING if row.each is None else _NO_ITEM
    elif row.each is None and (row.columns or row.numbered or row.if_none is not None):
        yield _NO_LIST


def _within(source: Node, scope: Scope) -> Scope:
    """The scope in which what is said of an item sees it: as `item`, and by its fields or entries."""
    inner: ValueType = item_type(source.type) or ANY
    item = nodes.Variable("occasion", inner)
    within = scope.with_locals({"item": item})
    if isinstance(inner, RecordType):
        return within.with_item(item, inner.record)
    if isinstance(inner, ContextType):
        entries: dict[str, Node] = {name: nodes.Entry(item, name, kind) for name, kind in inner.entries}
        return within.with_locals({**{name: entries[of] for name, of in inner.names}, **entries})
    return within


def _said(written: Template, scope: Scope, lowering: Lowering) -> Message:
    message = lowering.message(written, scope)
    assert message is not None, "there is a template"
    return message
